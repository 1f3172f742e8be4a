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

BORDER = "pl-ukraine-border"
KAZAKHSTAN, CSTO, CHINA, RUSSIA, REGION = (
    "pl-kazakhstan", "ac-csto", "ac-china", "ac-russia", "ac-central-asian-states",
)  # fmt: skip
PHASES = {
    "planned": "people, as planned beforehand",
    "deployed": "people, stated as deployed",
    "reported": "people, as otherwise reported",
}
OFFICIAL, OTHERS, WITHDRAWN = "reference data: officials", "reference data: others", "reference data: withdrawn"
MARKS = {OFFICIAL: "diamond", OTHERS: "circle-open", WITHDRAWN: "x"}
"""The marks of reference data where it matters who says so, by what the legend calls them."""
PLANNED = {True: " (planned)", False: ""}
MASSED, WITHDRAWAL = "troops_massed", ("days_to_withdraw", "withdrawal_to_end")
COUNTS = {
    "deaths": "deaths, all",
    "deaths_security": "deaths among security forces",
    "injured": "injured, all",
    "injured_security": "injured among security forces",
    "detained": "detained",
}


def stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    """Return the numbers of a table with ``says`` and ``told``, in the order of ``told``.

    ``says``: who says so, or where it is printed if nobody is named; ``told``: the day of the statement. What has
    no such day comes last: the day of printing isn't that of the number.
    """
    return _stated(tables, name).copy()


@sources.remembered
def _stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    rows = derive.amounts(tables, name)
    printed = tables["evidence"].merge(tables["sources"][["source", "publisher"]], on="source")
    rows["told"] = rows["as_of"] if "as_of" in rows else rows["end"]
    rows = rows.sort_values(["told", "id"], na_position="last")
    publisher = printed.drop_duplicates("fact").set_index("fact")["publisher"]
    says = rows["claimant_name"].where(rows["claimant"] != "", "unnamed, in " + rows["id"].map(publisher))
    return rows.assign(says=says.fillna("").astype("str"))


def told_apart(rows: pd.DataFrame, official: pd.Series, withdrawn: pd.Series | None = None) -> pd.DataFrame:
    """Give the rows of reference data the ``symbol`` of who says so, and the ``kind`` under which the legend has it."""
    kind = pd.Series(OTHERS, index=rows.index, dtype="str").mask(official, OFFICIAL)
    kind = kind if withdrawn is None else kind.mask(withdrawn, WITHDRAWN)
    kind = kind.where(rows["sources"].map(style.source_key) == "reference", "")
    return rows.assign(kind=kind, symbol=kind.map(MARKS).fillna("").astype("str"))


def undated_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Put words above the first row of each panel that has no day (``head``), if others there have one."""
    bare = rows["told"].isna()
    first = bare & ~(rows["panel"].where(bare).duplicated())
    some = rows["panel"].isin(rows.loc[~bare, "panel"])
    return rows.assign(head=pd.Series("", index=rows.index, dtype="str").mask(first & some, "without a stated day:"))


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
    return undated_apart(in_panels(told_apart(rows, rows["official"] == "yes"), PHASES, "phase"))


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


def _abroad(rows: pd.DataFrame) -> pd.DataFrame:
    """Say in the label whose soldiers, which of them, who says so and when; each theatre has a panel of its own."""
    label = []
    for row in rows.itertuples():
        whose = ", ".join(filter(None, [row.contributor_name, row.scope]))
        said = [row.says] if row.says != row.contributor_name else []
        to_come = " (still to come)" if row.phase == "planned" else ""
        label.append(f"{whose}; {', '.join([*said, day(row.as_of)])}{to_come}")
    return rows.assign(label=pd.Series(label, index=rows.index, dtype="str")).sort_values(
        ["panel", "told", "id"], na_position="last"
    )


def near_ukraine(tables: sources.Tables) -> pd.DataFrame:
    """Return the Russian soldiers massed near Ukraine, by who says so, within which distance and when."""
    rows = stated(tables, "troops")
    rows = _abroad(rows[(rows["measure"] == MASSED) & (rows["unit"] == "people")])
    return undated_apart(rows.sort_values("theatre", key=lambda theatre: theatre != BORDER, kind="stable"))


def elsewhere(tables: sources.Tables) -> pd.DataFrame:
    """Return the soldiers of other deployments and exercises, and the alliance's standing force."""
    rows, other = stated(tables, "troops"), stated(tables, "quantities")
    rows = rows[(rows["theatre"] != KAZAKHSTAN) & (rows["unit"] == "people") & (rows["measure"] != MASSED)]
    standing = other[other["measure"] == "standing_peacekeeping_force"]
    standing = standing.assign(
        contributor=standing["subject"], contributor_name=standing["subject_name"], theatre="", phase="", official="yes",
        scope="standing peacekeeping force", panel="people, the CSTO's standing force",
    )  # fmt: skip
    rows = _abroad(together(rows, standing))
    return told_apart(rows, rows["official"] == "yes")


def scale(tables: sources.Tables) -> pd.DataFrame:
    """Return what was counted in Kazakhstan, and after it the soldiers elsewhere."""
    force = totals(tables)
    force = force[(force["official"] == "yes") & (force["phase"] == "deployed") & force["value"].notna()]
    other = elsewhere(tables)
    if force.empty or other.empty:
        return other
    return together(force.assign(panel="people, Kazakhstan", label="CSTO force, " + force["label"]), other)


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
    kind = {"il_aircraft": "Il-76, ", "an_aircraft": "An-124, "}
    label = [
        f"{kind.get(row.measure, '')}{row.says}, {_when(row)}{PLANNED[row.measure.endswith('planned')]}"
        for row in rows.itertuples()
    ]
    return in_panels(rows.assign(what=rows["unit"].where(~out, "aircraft out"), label=label), panels, "what")


def casualties(tables: sources.Tables) -> pd.DataFrame:
    """Return the counts for the whole country in the order in which they were stated."""
    rows = stated(tables, "quantities")
    rows = rows[(rows["theme"] == "casualties") & (rows["subject"] == KAZAKHSTAN)]
    label = [
        f"{day(row.as_of)}, {row.says}" + (": withdrawn" if row.standing == "withdrawn" else "")
        for row in rows.itertuples()
    ]
    rows = told_apart(rows.assign(label=label), rows["standing"] != "", rows["standing"] == "withdrawn")
    return undated_apart(in_panels(rows, COUNTS, "measure"))


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


def plans(tables: sources.Tables) -> pd.DataFrame:
    """Return how long the withdrawal was to take, as announced: rows like those of ``deployments``, with ``end, qualifier``.

    Days without a first day are counted from the day on which the withdrawal began; empty without that day.
    """
    steps = deployments(tables)
    begins = steps.loc[(steps["contributor"] == CSTO) & (steps["step"] == "withdrawal_begins"), "start"]
    rows = stated(tables, "quantities")
    rows = rows[rows["measure"].isin(WITHDRAWAL) & bool(len(begins))]
    if rows.empty:
        return rows.assign(title="", step="", contributor="", name="")
    start = rows["start"].fillna(begins.iloc[0])
    days = rows["value"].fillna(rows["high"]).fillna(rows["low"]).astype("float")
    end = rows["end"].fillna(start + pd.to_timedelta(days, unit="D"))
    reference = rows["sources"].map(style.source_key) == "reference"
    own = rows["sources"].map(lambda keys: f" ({style.names(keys)})").mask(reference, "")
    title = [f"{row.says}, {day(row.as_of)}: {row.text}{by}" for row, by in zip(rows.itertuples(), own, strict=True)]
    return rows.assign(contributor=CSTO, name=rows["subject_name"], step="plan", start=start, end=end, title=title)[
        ["id", "contributor", "name", "step", "start", "end", "title", "qualifier", "sources"]
    ]


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
    announced = plans(tables)
    # An article's plan is drawn beside reference data only, so it stays in the list whether that is there or not.
    announced = announced[announced["sources"].map(style.source_key) == "reference"]
    drawn = set(announced["id"]).union(
        *(rows(tables)["id"] for rows in (totals, contingents, shares, near_ukraine, elsewhere, airlift, casualties)),
        deaths_by_place(tables)["id"],
    )
    other = stated(tables, "quantities")
    rows = together(other[other["theme"].isin(["intervention", "casualties", "airlift"])], stated(tables, "troops"))
    return rows[~rows["id"].isin(drawn)]


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return rows of several tables of numbers as one list, with the columns that all of them have."""
    columns = [column for column in parts[0] if all(column in part for part in parts)]
    return pd.concat([part[columns] for part in parts])
