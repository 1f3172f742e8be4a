"""What the charts of troops and money need: the stated numbers, in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows with ``id, label, panel, value,
low, high, text, sources, bounded`` as ``figures.amounts.by_unit`` draws them, and what its own
chart needs besides. Numbers of different measures never share a panel unless the chart says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qantar.facts import labels, sources, words

KAZAKHSTAN, CSTO, CHINA, RUSSIA, REGION = (
    "pl-kazakhstan", "ac-csto", "ac-china", "ac-russia", "ac-central-asian-states",
)  # fmt: skip
OFFICIAL, OTHERS, WITHDRAWN = "reference data: officials", "reference data: others", "reference data: withdrawn"
MARKS = {OFFICIAL: "diamond", OTHERS: "circle-open", WITHDRAWN: "x"}
"""The marks of reference data where it matters who says so, by what the legend calls them."""


def stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    """Return the numbers of a table with ``says`` and ``stated_on``, in the order of ``stated_on``.

    ``says``: who says so, or where it is printed if nobody is named; ``stated_on``: the day of the statement. What has
    no such day comes last: the day of printing isn't that of the number.
    """
    return _stated(tables, name).copy()


@sources.memoized
def _stated(tables: sources.Tables, name: str) -> pd.DataFrame:
    rows = labels.amounts(tables, name)
    printed = tables["evidence"].merge(tables["sources"][["source", "publisher"]], on="source")
    rows["stated_on"] = rows["as_of"] if "as_of" in rows else rows["end"]
    rows = rows.sort_values(["stated_on", "id"], na_position="last")
    publisher = printed.drop_duplicates("fact").set_index("fact")["publisher"]
    says = rows["claimant_name"].where(rows["claimant"] != "", "unnamed, in " + rows["id"].map(publisher))
    return rows.assign(says=says.fillna("").astype("str"))


def marked(rows: pd.DataFrame, official: pd.Series, withdrawn: pd.Series | None = None) -> pd.DataFrame:
    """Give the rows of reference data the ``symbol`` of who says so, and the ``kind`` under which the legend has it."""
    kind = pd.Series(OTHERS, index=rows.index, dtype="str").mask(official, OFFICIAL)
    kind = kind if withdrawn is None else kind.mask(withdrawn, WITHDRAWN)
    kind = kind.where(rows["sources"].map(words.source_key) == "reference", "")
    return rows.assign(kind=kind, symbol=kind.map(MARKS).fillna("").astype("str"))


def undated_marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Put words above the first row of each panel that has no day (``head``), if others there have one."""
    bare = rows["stated_on"].isna()
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
    return words.day(date) if pd.notna(date) else "day not stated"


def _when(row: Any) -> str:
    """Say for which day or days a number is, or, where that isn't stated, when it was told."""
    return words.period(row.start, row.end, "span") if pd.notna(row.start) and pd.notna(row.end) else day(row.as_of)


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


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return rows of several tables of numbers as one list, with the columns that all of them have."""
    columns = [column for column in parts[0] if all(column in part for part in parts)]
    return pd.concat([part[columns] for part in parts])
