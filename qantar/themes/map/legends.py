"""The legend of the map: what is drawn, and how large and wide, of the facts that are seen."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from qantar.facts import words
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols

HOLLOW = "Hollow: said by reference data alone"
AREA = "As large as the place is uncertain"


def legend(rows: pd.DataFrame, view: str, moves: pd.DataFrame | None = None) -> list[tuple[str, str]]:
    """Return name and symbol of every kind among facts that are seen, and of what else tells marks apart.

    ``rows``: what ``marks.shown`` returns; ``moves``: the movements among them, as ``marks.moves`` returns them.
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
        found.append((map_rows.titled(kind) + _sizes(kind, part), symbols.icon(kind, bool(alone.all()))))
    if hollow:
        found.append((HOLLOW, symbols.icon("other", True)))
    if (rows["origin"] != "").any():
        found.append((f"Movement of soldiers, from its dot{_widths(moves)}", symbols.MOVE))
    if view == map_rows.CITY and rows["precision"].isin(map_rows.ROUGH).any():
        found.append((AREA, symbols.AREA))
    return found


def _sizes(kind: str, rows: pd.DataFrame) -> str:
    """Say what the size of a kind's marks stands for, if it is an amount, and from what to what it goes."""
    amounts = rows["amount"].dropna()
    if kind == "deaths":
        return f", the larger the more: {_span(amounts, words.number)}"
    if map_rows.KINDS[kind] == "Projects" and len(amounts):
        return f", the larger the dearer: {_span(amounts, lambda amount: words.amount(amount, 'US$ bn'))}"
    return ""


def _span(amounts: pd.Series, write: Callable[[float], str]) -> str:
    low, high = float(amounts.min()), float(amounts.max())
    return write(low) if low == high else f"{write(low)} to {write(high)}"


def _widths(moves: pd.DataFrame | None) -> str:
    """Say what the width of a movement stands for, and from what to what it goes."""
    people = moves["people"].dropna() if moves is not None else pd.Series(dtype=float)
    if people.empty:
        return ", thin without an official number"
    return f", the wider the more soldiers: {_span(people, words.number)}; thin without an official number"
