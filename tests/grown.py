"""Tables many times as large as the real ones, with as many times the articles: each copy has ids and sources of its own."""

from __future__ import annotations

import pandas as pd

from qantar.facts.models import FACTS
from qantar.facts.sources import VERSUS, Tables

KEPT = ("actors", "places", "aliases")
"""Who and where stays the same, however much is told of them."""


def _each(column: pd.Series, mark: str, known: set[str], between: str = "|") -> pd.Series:
    """Mark every key of cells with several."""

    def cell(text: str) -> str:
        return between.join(f"{key}{mark}" if key in known else key for key in text.split(between))

    return column.map(cell).astype("str")


def copy(tables: Tables, n: int) -> Tables:
    """Return the tables with every fact and source under another key; the first copy is the tables themselves."""
    if not n:
        return tables
    mark = f"-x{n}"
    facts = {key for name, column in FACTS.items() if name not in KEPT for key in tables[name][column]}
    facts |= set(tables["relations"]["id"])
    sources = set(tables["sources"]["source"])
    found = {}
    for name, frame in tables.items():
        if name in KEPT:
            found[name] = frame.iloc[:0]
            continue
        new = frame.copy()
        for column in {"id", "fact", "facts", "happening"} & set(frame):
            new[column] = _each(frame[column], mark, facts)
        for column in {"source", "sources"} & set(frame):
            new[column] = _each(frame[column], mark, sources)
        if name == "sources":
            article = frame["tier"] == "article"
            new.loc[article, "name"] = frame.loc[article, "name"] + f" {n}"
            new.loc[article, "spellings"] = ""
            new["position"] = frame["position"] + 5 * n
        if name == "contradictions":
            new["id"] = frame["id"] + mark
            sides = [VERSUS.join("|".join(f"{k}{mark}" if k in sources else k for k in side.split("|")) for side in cell.split(VERSUS))
                     for cell in frame["sides"]]  # fmt: skip
            new["sides"] = pd.Series(sides, index=frame.index, dtype="str")
        if name == "comparisons":
            new["id"] = frame["id"] + mark
        found[name] = new
    return found


def grown(tables: Tables, times: int) -> Tables:
    """Return the tables so many times as large."""
    copies = [copy(tables, n) for n in range(times)]
    whole = {name: pd.concat([one[name] for one in copies], ignore_index=True) for name in tables}
    # Articles come first, in the order of their position, as they do when they are read.
    about = whole["sources"]
    whole["sources"] = pd.concat(
        [about[about["tier"] == "article"], about[about["tier"] != "article"]], ignore_index=True
    )
    return whole
