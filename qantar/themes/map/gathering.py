"""The places that a view draws: those so close together that their marks would be one share them, and are named together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from qantar.themes.map import rows as map_rows
from qantar.themes.map.unlocated import unlocated
from qantar.themes.map.views import near, pixels

RANK = {map_rows.THAT_DAY: 3, map_rows.PERHAPS: 2, map_rows.OVER: 1, map_rows.NOT_YET: 0}
DEADLY = 5
"""So much a count of deaths weighs where places compete for room; any other fact weighs 1."""
MOST = 3
"""So many publishers are named of a mark of several places."""


def strongest(standings: Sequence[Sequence[int]]) -> list[int]:
    """Return for each day the strongest of several standings."""
    return [max(day, key=RANK.__getitem__) for day in zip(*standings, strict=True)]


def gathered(rows: pd.DataFrame, view: str, narrow: bool = False) -> list[dict[str, Any]]:
    """Return the places of a view that have marks, that which weighs most first.

    ``rows``: what ``marks`` returns; what has no place is left out. Each has ``lon, lat`` and ``x, y`` in pixels, ``names`` (of all
    places that it stands for), ``weight`` (how much happened there) and ``marks``, one for each kind.
    """
    spots: dict[tuple[float, float], dict[str, Any]] = {}
    for mark, nowhere in zip(rows.to_dict("records"), unlocated(rows, view), strict=True):
        if not nowhere:
            x, y = pixels(mark["lon"], mark["lat"], view, narrow)
            spot = spots.setdefault(
                (mark["lon"], mark["lat"]),
                {"lon": mark["lon"], "lat": mark["lat"], "x": x, "y": y, "weight": 0, "marks": []},
            )
            spot["marks"].append(mark)
            spot["weight"] += DEADLY if mark["kind"] == "deaths" else mark["count"]
    heads: list[dict[str, Any]] = []
    # A capital's one mark and a town's one mark weigh the same: then the order of places decides.
    for spot in sorted(spots.values(), key=lambda spot: -spot["weight"]):
        head = next((head for head in heads if math.dist(at(head), at(spot)) <= near(view, narrow)), None)
        if head is None:
            heads.append(spot)
        else:
            head["marks"] += spot["marks"]
            head["weight"] += spot["weight"]
    for head in heads:
        head["names"] = list(dict.fromkeys(mark["name"] for mark in head["marks"]))
        kinds = {kind: [mark for mark in head["marks"] if mark["kind"] == kind] for kind in map_rows.KINDS}
        head["marks"] = [_joined(marks) for marks in kinds.values() if marks]
    return heads


def at(spot: dict[str, Any]) -> tuple[float, float]:
    """Return where a place is, in pixels."""
    return spot["x"], spot["y"]


def _joined(marks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one mark for those of one kind at several places."""
    if len(marks) == 1:
        return marks[0]
    amounts = [mark["amount"] for mark in marks if pd.notna(mark["amount"])]
    who = list(dict.fromkeys(mark["who"] for mark in marks))
    exact = dict.fromkeys(mark["exactness"] for mark in marks)
    return {
        **marks[0],
        "name": ", ".join(dict.fromkeys(mark["name"] for mark in marks)),
        "count": sum(mark["count"] for mark in marks),
        "facts": "|".join(mark["facts"] for mark in marks),
        "who": "; ".join(who[:MOST]) + (f"; and {len(who) - MOST} more" if len(who) > MOST else ""),
        # The dead of several towns are added up; of several projects the dearest counts, as at one place.
        "amount": (sum if marks[0]["kind"] == "deaths" else max)(amounts) if amounts else float("nan"),
        "hollow": all(mark["hollow"] for mark in marks),
        **{key: [one for mark in marks for one in mark[key]] for key in ("titles", "whens", "each")},
        "exactness": next(iter(exact)) if len(exact) == 1 else map_rows.GATHERED,
        "standing": strongest([mark["standing"] for mark in marks]),
    }


def ways_to_call(names: Sequence[str], view: str) -> list[str]:
    """Return how a place that stands for several may be written, the longest first."""
    short = list(dict.fromkeys(map_rows.called(name, view) for name in names))
    if len(short) == 1:
        return short
    counted = f"{short[0]} and {len(short) - 1} more"
    return [" · ".join(short), counted] if len(short) == 2 else [counted]
