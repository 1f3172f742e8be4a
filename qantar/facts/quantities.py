"""What the charts of troops and money need: the stated numbers, in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows with ``id, label, panel, value,
low, high, text, sources, bounded``, and what its own chart needs besides. What two pages say of one thing, such as the size of the
force and the days that it stayed, both take from here.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import labels, sources, words

KAZAKHSTAN, CSTO, CHINA, RUSSIA, REGION = (
    "pl-kazakhstan", "ac-csto", "ac-china", "ac-russia", "ac-central-asian-states",
)  # fmt: skip


def stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    """Return the numbers of a table with ``says`` and ``stated_on``, in the order of ``stated_on``.

    ``says``: who says so, or where it is printed if nobody is named; ``stated_on``: the day of the statement. What has
    no such day comes last: the day of printing isn't that of the number.
    """
    return _stated(tables, name).copy(deep=False)


@sources.memoized
def _stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    rows = labels.amounts(tables, name)
    rows["stated_on"] = rows["as_of"] if "as_of" in rows else rows["end"]
    rows = rows.sort_values(["stated_on", "id"], na_position="last")
    first = tables["evidence"].drop_duplicates("fact")
    publisher = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    printed = dict(zip(first["fact"], first["source"].map(publisher), strict=True))
    says = rows["claimant_name"].where(rows["claimant"] != "", "unnamed, in " + rows["id"].map(printed))
    return rows.assign(says=says.fillna("").astype("str"))


def published(tables: sources.Tables, facts: pd.Series) -> pd.Series:
    """Return for each fact the day of the first page that has it."""
    printed = tables["evidence"].merge(tables["sources"][["source", "published"]], on="source")
    first = printed.groupby("fact")["published"].min().reindex(facts)
    return pd.Series(pd.to_datetime(first.to_numpy()), index=facts.index)


def day(date: pd.Timestamp) -> str:
    """Write a day, or say that it isn't stated."""
    return words.day(date) if pd.notna(date) else "day not stated"


def when(row: Any) -> str:
    """Say for which day or days a number is, or, where that isn't stated, when it was told."""
    return words.period(row.start, row.end, "span") if pd.notna(row.start) and pd.notna(row.end) else day(row.as_of)


@sources.memoized
def totals(tables: sources.Tables) -> pd.DataFrame:
    """Return every stated size of the CSTO force in Kazakhstan, in the order of the days on which it was stated."""
    rows = stated(tables, "troops")
    return rows[
        (rows["contributor"] == CSTO) & (rows["theatre"] == KAZAKHSTAN) & (rows["measure"] == "size_of_the_force")
    ]


@sources.memoized
def force(tables: sources.Tables) -> dict[str, dict[str, Any]]:
    """Return the sizes of the CSTO force in Kazakhstan that a page names if it names only some, each as a row of ``totals``.

    ``counted``: what an official counted once the force was there; ``planned``: what an official had announced; and under its key
    what each article says, a number before words. What isn't stated isn't there.
    """
    rows = totals(tables)
    exact = rows["value"].notna()
    official = exact & (rows["official"] == "yes")
    found = {
        "counted": rows[official & (rows["phase"] == "deployed")],
        "planned": rows[official & (rows["phase"] == "planned")],
    }
    one = rows.assign(vague=~exact).sort_values("vague", kind="stable")
    for article in sources.keys(tables["sources"]):
        found[article] = one[[article in cell.split("|") for cell in one["sources"]]]
    return {key: part.iloc[0].to_dict() for key, part in found.items() if len(part)}


def stay(tables: sources.Tables) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the day on which the first soldiers of the CSTO force came and the day on which the last left, if both are known."""
    ends = stay_events(tables)
    return (ends[0]["start"], ends[1]["start"]) if ends else None


def stay_events(tables: sources.Tables) -> tuple[pd.Series, pd.Series] | None:
    """Return the events with which the stay of the CSTO force begins and ends, as rows of ``events``, if both are dated."""
    events = tables["events"][tables["events"]["start"].notna()]
    came = events[events["step"] == "sent"]
    left = events[events["step"] == "home"]
    left = left[[CSTO in cell.split("|") for cell in left["actors"]]]
    if came.empty or left.empty:
        return None
    return came.loc[came["start"].idxmin()], left.loc[left["start"].idxmax()]


def dead(tables: sources.Tables) -> pd.DataFrame:
    """Return every count of the dead of the whole country, in the order in which they were stated.

    ``standing`` says what became of an official count; it is empty for what others count.
    """
    rows = stated(tables, "quantities")
    return rows[(rows["measure"] == "deaths") & (rows["subject"] == KAZAKHSTAN)]


@sources.memoized
def contingents(tables: sources.Tables) -> pd.DataFrame:
    """Return what is said of each country's contingent, ``country`` and ``official`` with it."""
    rows = stated(tables, "troops")
    rows = rows[
        (rows["contributor"] != CSTO) & (rows["theatre"] == KAZAKHSTAN) & (rows["measure"] == "size_of_the_force")
    ]
    country = rows["contributor_name"]
    official = rows["official"] == "yes"
    label = [f"{place}: {row.says}, {day(row.as_of)}" for place, row in zip(country, rows.itertuples(), strict=True)]
    return rows.assign(country=country.astype("str"), official=official, label=label).sort_values(
        ["country", "official", "as_of", "id"], ascending=[True, False, True, True]
    )


def deaths_by_place(tables: sources.Tables) -> pd.DataFrame:
    """Return the deaths by place that still stand, with the country's number and what has no place.

    Columns ``place, value, text, id, sources``; the last row, without an id, is computed: the
    country's number less those of the places. Empty where any of these isn't there.
    """
    rows = stated(tables, "quantities")
    rows = rows[(rows["theme"] == "casualties") & (rows["measure"] == "deaths") & (rows["standing"] == "stands")]
    latest = rows.sort_values("as_of").drop_duplicates("subject", keep="last")
    latest = latest.assign(place=latest["subject_name"])
    places = latest[latest["subject"] != KAZAKHSTAN].sort_values("value", ascending=False)
    whole = latest[latest["subject"] == KAZAKHSTAN]
    if places.empty or whole.empty:
        return latest.head(0)
    rest = float(whole["value"].iloc[0]) - float(places["value"].sum())
    more = whole.assign(id="", place="without a place (computed)", value=rest, text=f"{rest:.0f}")
    return pd.concat([places, more, whole])


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return rows of several tables of numbers as one list, with the columns that all of them have."""
    columns = [column for column in parts[0] if all(column in part for part in parts)]
    return pd.concat([part[columns] for part in parts])
