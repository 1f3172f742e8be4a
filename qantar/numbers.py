"""What the charts of troops and money need: the stated numbers, in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows with ``id, label, panel, value,
low, high, text, sources, bounded`` as ``figures.amounts.by_unit`` draws them, and what its own
chart needs besides. Numbers of different measures never share a panel unless the chart says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qantar import derive, sources, style

KAZAKHSTAN, CSTO, CHINA, RUSSIA, REGION = (
    "pl-kazakhstan", "ac-csto", "ac-china", "ac-russia", "ac-central-asian-states",
)  # fmt: skip
PHASES = {
    "planned": "people, planned",
    "deployed": "people, said to be there",
    "reported": "people, as reported",
}
COUNTS = {
    "deaths": "deaths, all",
    "deaths_security": "deaths among security forces",
    "injured": "injured, all",
    "injured_security": "injured among security forces",
    "detained": "detained",
}


def stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    """Return the numbers of a table with ``says`` and ``told``, in the order of ``told``.

    ``says``: who says so, its publisher where nobody is named; ``told``: the day of the statement, or,
    where it isn't stated, of the first page that has it.
    """
    rows = derive.amounts(tables, name)
    printed = tables["evidence"].merge(tables["sources"][["source", "publisher"]], on="source")
    first = published(tables, rows["id"])
    rows["told"] = (rows["as_of"] if "as_of" in rows else rows["end"]).fillna(first)
    rows = rows.sort_values(["told", "id"], na_position="last")
    publisher = printed.drop_duplicates("fact").set_index("fact")["publisher"]
    says = rows["claimant_name"].where(rows["claimant"] != "", rows["id"].map(publisher))
    return rows.assign(says=says.fillna("").astype("str"))


def published(tables: sources.Tables, facts: pd.Series) -> pd.Series:
    """Return for each fact the day of the first page that has it."""
    printed = tables["evidence"].merge(tables["sources"][["source", "published"]], on="source")
    first = printed.groupby("fact")["published"].min().reindex(facts)
    return pd.Series(pd.to_datetime(first.to_numpy()), index=facts.index)


def in_panels(rows: pd.DataFrame, panels: Mapping[str, str], key: str) -> pd.DataFrame:
    """Put rows into panels by a column, in the panels' order; other rows are left out."""
    order = {name: n for n, name in enumerate(panels)}
    rows = rows[rows[key].isin(order)]
    rows = rows.assign(panel=rows[key].map(dict(panels)).astype("str"), order=rows[key].map(order))
    return rows.sort_values("order", kind="stable").drop(columns="order")


def day(date: pd.Timestamp) -> str:
    """Write a day, or say that it isn't stated."""
    return style.day(date) if pd.notna(date) else "day not stated"


def _when(row: Any) -> str:
    """Say for which day or days a number is, or, where that isn't stated, when it was told."""
    return style.period(row.start, row.end, "span") if pd.notna(row.start) and pd.notna(row.end) else day(row.as_of)


def totals(tables: sources.Tables) -> pd.DataFrame:
    """Return every stated size of the CSTO force in Kazakhstan, by phase and day."""
    rows = stated(tables, "troops")
    rows = rows[
        (rows["contributor"] == CSTO) & (rows["theatre"] == KAZAKHSTAN) & (rows["measure"] == "size_of_the_force")
    ]
    rows = rows.assign(label=[f"{row.says}, {day(row.as_of)}" for row in rows.itertuples()])
    return in_panels(rows, PHASES, "phase")


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


def shares(tables: sources.Tables) -> pd.DataFrame:
    """Return what is said of Russia's share of the force."""
    both = pd.concat([stated(tables, name) for name in ("troops", "quantities")])
    rows = both[both["measure"] == "share_of_contingent"]
    return rows.assign(panel="% of the force", label=[f"Russia's share: {says}" for says in rows["says"]])


def elsewhere(tables: sources.Tables) -> pd.DataFrame:
    """Return the soldiers in other theatres, each theatre in a panel of its own."""
    rows = stated(tables, "troops")
    rows = rows[(rows["theatre"] != KAZAKHSTAN) & (rows["unit"] == "people")]
    label = [", ".join(dict.fromkeys([row.contributor_name, row.says, day(row.as_of)])) for row in rows.itertuples()]
    return rows.assign(label=label).sort_values(["panel", "told", "id"], na_position="last")


def airlift(tables: sources.Tables) -> pd.DataFrame:
    """Return flights, aircraft and days of the airlift, in and out apart."""
    rows = stated(tables, "quantities")
    rows = rows[rows["theme"] == "airlift"]
    panels = {
        "aircraft": "aircraft of the air group",
        "flights": "flights into Kazakhstan",
        "flights per day": "flights per day",
        "days": "days of the airlift in",
        "aircraft out": "aircraft on the way home",
    }
    out = rows["measure"].str.startswith("aircraft_out")
    planned = {True: " (planned)", False: ""}
    kind = {"il_aircraft": "Il-76, ", "an_aircraft": "An-124, "}
    label = [
        f"{kind.get(row.measure, '')}{row.says}, {_when(row)}{planned[row.measure.endswith('planned')]}"
        for row in rows.itertuples()
    ]
    return in_panels(rows.assign(what=rows["unit"].where(~out, "aircraft out"), label=label), panels, "what")


def casualties(tables: sources.Tables) -> pd.DataFrame:
    """Return the counts for the whole country in the order in which they were stated."""
    rows = stated(tables, "quantities")
    rows = rows[(rows["theme"] == "casualties") & (rows["subject"] == KAZAKHSTAN)]
    taken_back = rows["standing"] == "withdrawn"
    label = [
        f"{day(row.as_of)}, {row.says}" + (": withdrawn" if row.standing == "withdrawn" else "")
        for row in rows.itertuples()
    ]
    symbol = pd.Series("", index=rows.index, dtype="str").mask(taken_back, "x")
    return in_panels(rows.assign(label=label, symbol=symbol), COUNTS, "measure")


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


def deployments(tables: sources.Tables) -> pd.DataFrame:
    """Return the steps of the deployment by contingent: ``id, contributor, name, step, start, title, sources``."""
    events = derive.with_sources(tables, "events")
    steps = events[(events["step"] != "") & events["start"].notna()]
    order = {CSTO: 0, RUSSIA: 1}
    steps = steps.assign(
        contributor=steps["actors"],
        name=steps["actors_name"],
        order=steps["actors"].map(lambda key: order.get(key, 2)),
    )
    return steps.sort_values(["order", "name", "start", "id"]).drop(columns="order")


def axes(rows: pd.DataFrame, common: bool = False) -> dict[str, tuple[float, str]]:
    """Return panel → (end of its axis, its title) in the order of the rows, a little beyond the largest number.

    ``common``: all panels end where the longest does, so that they can be compared.
    """
    ends = rows.groupby("panel", sort=False)[["value", "low", "high"]].max().max(axis=1).dropna().astype(float)
    if common:
        ends[:] = ends.max()
    return {
        str(panel): (100.0 if str(panel).startswith("%") else end * 1.25, str(panel).replace("%", "per cent", 1))
        for panel, end in ends.items()
    }


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the numbers of the intervention that none of its charts draws, so that none is left out."""
    drawn = {
        fact
        for rows in (totals, contingents, shares, elsewhere, airlift, casualties, deaths_by_place)
        for fact in rows(tables)["id"]
    }
    soldiers = derive.amounts(tables, "troops")
    other = derive.amounts(tables, "quantities")
    # What isn't of the intervention: the context of the articles stands with the sources, GDP with money.
    reference = other["sources"].map(style.source_key) == "reference"
    theirs = other["theme"].isin(["intervention", "casualties", "airlift"]) | (
        reference & other["theme"].isin(["context", "size"]) & (other["measure"] != "gdp")
    )
    rows = together(other[theirs], soldiers)
    return rows[~rows["id"].isin(drawn)]


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return rows of several tables of numbers as one list, with the columns that all of them have."""
    columns = [column for column in parts[0] if all(column in part for part in parts)]
    return pd.concat([part[columns] for part in parts])
