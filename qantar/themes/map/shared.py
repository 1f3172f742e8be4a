"""What stands on the map, worked out once for each choice of sources: for the page and for the addresses of its marks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from qantar.facts import shared
from qantar.themes.map import layers, rows


@lru_cache(maxsize=40)
def _facts(folder: object, chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    return rows.facts(shared.filtered(chosen, reference, changed))


def facts(chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    """Return what ``rows.facts`` makes of the tables under a choice; ``changed``: when the tables were last changed."""
    with shared.WORKING:
        return _facts(shared.folder(), chosen, reference, changed)


@lru_cache(maxsize=40)
def _laid(
    folder: object,
    view: str,
    narrow: bool,
    on: tuple[str, ...],
    chosen: tuple[str, ...],
    reference: bool,
    changed: float,
) -> dict[str, list[dict[str, Any]]]:
    known, filtered = facts(chosen, reference, changed), shared.filtered(chosen, reference, changed)
    known = known[known["layer"].isin(on)]
    marks, moves = rows.marks(known, filtered["places"], view), rows.moves(known, filtered)
    return {
        **layers.drawn(marks, moves, view, narrow),
        "rings": layers.rings(marks, view),
        "moves": layers.curves(moves),
    }


def laid(
    view: str, narrow: bool, on: tuple[str, ...], chosen: tuple[str, ...], reference: bool, changed: float
) -> dict[str, list[dict[str, Any]]]:
    """Return all that a view draws of the layers that are on, by the name of its part: it is laid out together."""
    with shared.WORKING:
        return _laid(shared.folder(), view, narrow, on, chosen, reference, changed)
