"""The legend of the map: what is drawn, and how large and wide, of the facts that are seen."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from qantar import marks, style, symbols

HOLLOW = "Hollow: said by reference data alone"
AREA = "As large as the place is uncertain"


def legend(rows: pd.DataFrame, view: str, moves: pd.DataFrame | None = None) -> list[tuple[str, str]]:
    """Return name and symbol of every kind among facts that are seen, and of what else tells marks apart.

    ``rows``: what ``marks.shown`` returns; ``moves``: the movements among them, as ``marks.moves`` returns them.
    """
    found, hollow = [], False
    if view == marks.CITY:
        # It shows no ways, only what stood where.
        rows = rows.assign(origin="")
    for kind in marks.KINDS:
        part = rows[(rows["kind"] == kind) & (rows["origin"] == "")]
        if part.empty:
            continue
        reference = [style.source_key(cell) == "reference" for cell in part["sources"]]
        # A mark is hollow only if all that it stands for is reference data's.
        alone = pd.Series(reference, index=part.index, dtype=bool).groupby(part["spot"]).all()
        hollow |= bool(alone.any())
        found.append((marks.titled(kind) + _sizes(kind, part), symbols.icon(kind, bool(alone.all()))))
    if hollow:
        found.append((HOLLOW, symbols.icon("other", True)))
    if (rows["origin"] != "").any():
        found.append((f"Movement of soldiers, from its dot{_widths(moves)}", symbols.MOVE))
    if view == marks.CITY and rows["precision"].isin(marks.ROUGH).any():
        found.append((AREA, symbols.AREA))
    return found


def _sizes(kind: str, rows: pd.DataFrame) -> str:
    """Say what the size of a kind's marks stands for, if it is an amount, and from what to what it goes."""
    amounts = rows["amount"].dropna()
    if kind == "deaths":
        return f", the larger the more: {_span(amounts, style.number)}"
    if marks.KINDS[kind] == "Projects" and len(amounts):
        return f", the larger the dearer: {_span(amounts, lambda amount: style.amount(amount, 'US$ bn'))}"
    return ""


def _span(amounts: pd.Series, write: Callable[[float], str]) -> str:
    low, high = float(amounts.min()), float(amounts.max())
    return write(low) if low == high else f"{write(low)} to {write(high)}"


def _widths(moves: pd.DataFrame | None) -> str:
    """Say what the width of a movement stands for, and from what to what it goes."""
    people = moves["people"].dropna() if moves is not None else pd.Series(dtype=float)
    if people.empty:
        return ", thin without an official number"
    return f", the wider the more soldiers: {_span(people, style.number)}; thin without an official number"
