"""What is known to have been somewhere in a country, region or city, but not where: the list beside or below the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import words
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols

HEADING = "No exact place stated"
CITY_HEADING = f"{map_rows.UNKNOWN}, no exact place known"


def unlocated(rows: pd.DataFrame, view: str) -> list[bool]:
    """Say of marks or facts whether they have no place on the map: areas, or in the view of the city what is only known to be in it."""
    none = ("city",) if view == map_rows.CITY else map_rows.AREAS
    return [precision in none for precision in rows["precision"]]


def heading(view: str) -> str:
    """Return what stands over the list."""
    return CITY_HEADING if view == map_rows.CITY else HEADING


def without_place(rows: pd.DataFrame, view: str, called: dict[str, str]) -> list[dict[str, Any]]:
    """Return the lines of the list, that with most facts first: ``name, facts, about`` and ``marks``, as ``(symbol, what, faded)``.

    ``rows``: what ``shown`` returns; ``called``: the name of each place that may stand there. A mark is faded if all is over.
    What a line is about and what a mark is are read aloud whole: they count facts, which a country has dozens of.
    """
    if view != map_rows.CITY:
        rows = rows[rows["origin"] == ""]
    rows = rows[pd.Series(unlocated(rows, view), index=rows.index, dtype=bool)]
    order = {kind: n for n, kind in enumerate(map_rows.KINDS)}
    found = []
    for spot, part in rows.groupby("spot", sort=False):
        marks, kinds = [], []
        for kind, some in sorted(part.groupby("kind", sort=False), key=lambda pair: order[pair[0]]):
            hollow = all(words.source_key(cell) == "reference" for cell in some["sources"])
            what = (
                f"{map_rows.titled(kind)}: {some['title'].iloc[0] if len(some) == 1 else words.many(len(some), 'fact')}"
            )
            kinds.append(map_rows.NAMES[kind])
            marks.append((symbols.icon(kind, hollow), what, bool((some["state"] == map_rows.OVER).all())))
        about = f"{words.many(len(part), 'fact')} ({', '.join(kinds)})"
        found.append(
            {"name": map_rows.called(called[spot], view), "facts": list(part["fact"]), "about": about, "marks": marks}
        )
    return sorted(found, key=lambda line: -len(line["facts"]))
