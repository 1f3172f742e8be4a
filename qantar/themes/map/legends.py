"""The legend of the map: what is drawn of the facts that are seen."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols

HOLLOW = "Hollow: reference data only"
AREA = "As large as the place is uncertain"
MOVE = "Movement"


def legend(rows: pd.DataFrame, view: str) -> list[tuple[str, str]]:
    """Return name and symbol of every kind among facts that are seen, and of what else tells marks apart.

    ``rows``: what ``marks.shown`` returns.
    """
    found, hollow = [], False
    if view == map_rows.CITY:
        # It shows no ways, only what stood where.
        rows = rows.assign(origin="")
    for kind in map_rows.KINDS:
        part = rows[(rows["kind"] == kind) & (rows["origin"] == "")]
        if part.empty:
            continue
        reference = [words.source_key(cell) == "reference" for cell in part["sources"]]
        # A mark is hollow only if all that it stands for is reference data's.
        alone = pd.Series(reference, index=part.index, dtype=bool).groupby(part["spot"]).all()
        hollow |= bool(alone.any())
        found.append((map_rows.titled(kind), symbols.icon(kind, bool(alone.all()))))
    if (rows["origin"] != "").any():
        found.append((MOVE, symbols.MOVE))
    if view == map_rows.CITY and rows["precision"].isin(map_rows.ROUGH).any():
        found.append((AREA, symbols.AREA))
    if hollow:
        found.append((HOLLOW, symbols.icon("other", True)))
    return found
