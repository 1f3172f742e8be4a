"""What the browser fetches for the map: marks, names, areas and movements, each with its look for every day."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols
from qantar.themes.map.gathering import at, gathered, strongest, ways_to_call
from qantar.themes.map.placing import DOT, Box, Spot, arrange, overlap, text_width
from qantar.themes.map.views import LABELS, WATERS, larger, pixels, screen

__all__ = ["curves", "drawn", "rings"]

SHADE = {map_rows.THAT_DAY: 255, map_rows.PERHAPS: 255, map_rows.OVER: 190, map_rows.NOT_YET: 0}
"""How strongly a name is written, by the strongest of its marks; in the view of the city, never fainter than ``FAINT``."""
FAINT = 120
ALPHA = {map_rows.THAT_DAY: 255, map_rows.PERHAPS: 170, map_rows.OVER: 100, map_rows.NOT_YET: 0}
"""How strongly a mark is drawn, by how it stands to the day."""
METRES = {"airfield": 1500, "approximate": 2300}
"""Radius of the area for which a place in the city stands: that of two points given for one stadium is 2.3 km; a block is smaller
than its marks."""
FADED = 7
"""In so many pieces a way fades out that leads to, or comes from, a country alone."""
EVERY = range(len(map_rows.DAYS) + 1)
HAND = (44, 112)
"""The room of the buttons that zoom, in the right upper corner of the map, in pixels."""
NUMBER = 20
"""How large a mark is at least that a number stands on, in pixels."""


def drawn(rows: pd.DataFrame, moves: pd.DataFrame, view: str, narrow: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Return the marks of a view and what is written beside them, laid out together: nothing stands on anything else.

    ``rows`` and ``moves``: what ``marks`` and ``moves`` return. ``records``: the marks, with position ``p``, offset on each day ``o``
    and size ``s`` in pixels, symbol ``i``, strength on each day ``a``, texts of the tooltip (``w5``: what there is to say on 5
    January), how much of its width it is moved to the left ``t``, ``facts``, and ``n``: the number written on a mark, in white if
    ``c``. ``names``: position ``p``, offset ``o``, text ``t``, anchor ``h``, strength ``a``. ``dots``: the places beside which their
    marks stand, ``p`` and ``a``, with symbol ``i``, size ``s`` and turn ``g`` in degrees of the line that ties them. ``labels``: the
    names of countries and waters that have room, ``p``, text ``t``, whether of water ``w``.
    """
    spots = gathered(rows, view, narrow)
    ends = _ends(moves, spots, view, narrow)
    width, height = screen(view, narrow)
    buttons = [(width - HAND[0], width + 1, -1, HAND[1])]
    laid = [_spot(spot, view, narrow) for spot in (*spots, *ends)]
    stands = arrange(laid, (width, height), buttons, 13 if narrow else 14)
    found: dict[str, list[dict[str, Any]]] = {"records": [], "names": [], "dots": [], "labels": []}
    for spot, stand in zip([*spots, *ends], stands, strict=True):
        states = strongest([mark["standing"] for mark in spot["marks"]])
        place = [spot["lon"], spot["lat"]]
        for mark, offsets in zip(spot["marks"], stand.offsets, strict=True):
            if mark["kind"]:
                found["records"].append(_record(mark, place, offsets, spot["x"], view, narrow))
        if stand.beside:
            across, down = stand.beside
            size = 2 * math.hypot(across, down)
            found["dots"].append(
                {"p": place, "a": [ALPHA[state] for state in states], "s": round(size, 1), "i": symbols.tie(size),
                 "g": round(-math.degrees(math.atan2(down, across)), 1)}
            )  # fmt: skip
        if stand.name:
            text, anchor, across, down = stand.name
            shades = [SHADE[state] for state in states]
            found["names"].append(
                {"p": place, "o": [across, down], "t": text, "h": anchor,
                 "a": [max(shade, FAINT) for shade in shades] if view == map_rows.CITY else shades}
            )  # fmt: skip
    if view != map_rows.CITY:
        covered = [*buttons, *(box for stand in stands for box in stand.boxes)]
        found["labels"] = _labels(covered, view, narrow)
    return found


def _spot(spot: dict[str, Any], view: str, narrow: bool) -> Spot:
    """Return what is to be known of a place to lay it out."""
    seen = [[n for n, mark in enumerate(spot["marks"]) if mark["standing"][day] != map_rows.NOT_YET] for day in EVERY]
    sizes = [_size(mark, view, narrow) if mark["kind"] else DOT for mark in spot["marks"]]
    texts = ways_to_call(spot["names"], view)
    return Spot(spot["x"], spot["y"], sizes, seen, texts, spot["weight"], not spot["marks"][0]["kind"])


def _ends(moves: pd.DataFrame, spots: list[dict[str, Any]], view: str, narrow: bool) -> list[dict[str, Any]]:
    """Return where movements begin and end apart from the places that have marks."""
    found: dict[tuple[float, float], dict[str, Any]] = {}
    for move in moves.to_dict("records") if view != map_rows.CITY else ():
        for end in ("from_", ""):
            lon, lat = move[f"{end}lon"], move[f"{end}lat"]
            x, y = pixels(lon, lat, view, narrow)
            if move[f"{end}precision"] in map_rows.AREAS or any(
                math.dist((x, y), at(spot)) <= 2 * DOT for spot in spots
            ):
                continue
            # Its mark is the dot where a line begins, which has no kind.
            known = next((one for one in found.values() if math.dist((x, y), at(one)) <= DOT), None)
            known = known or found.setdefault(
                (lon, lat), {"lon": lon, "lat": lat, "x": x, "y": y, "weight": 0, "names": [], "marks": []}
            )
            known["names"] = list(dict.fromkeys([*known["names"], move[f"{end}name"]]))
            standing = strongest([move["standing"], *(mark["standing"] for mark in known["marks"])])
            known["marks"] = [{"kind": "", "standing": standing}]
    return list(found.values())


def _labels(covered: list[Box], view: str, narrow: bool) -> list[dict[str, Any]]:
    """Return the names of countries and waters that cover nothing and are whole."""
    (width, height), found = screen(view, narrow), []
    for name, lon, lat in (*LABELS, *WATERS):
        x, y = pixels(lon, lat, view, narrow)
        half = text_width(name, 13) / 2
        box = (x - half, x + half, y - 8, y + 8)
        whole = box[0] >= 0 and box[1] <= width and box[2] >= 0 and box[3] <= height
        if whole and not any(overlap(box, other) for other in covered):
            covered.append(box)
            found.append({"p": [lon, lat], "t": name, "w": int((name, lon, lat) in WATERS)})
    return found


def _record(
    mark: dict[str, Any], place: list[float], offsets: list[list[int]], x: float, view: str, narrow: bool
) -> dict[str, Any]:
    """Return a mark as the browser needs it."""
    alpha = [ALPHA[state] for state in mark["standing"]]
    return {
        "p": place, "o": offsets, "s": _size(mark, view, narrow), "i": symbols.icon(mark["kind"], mark["hollow"]),
        "a": alpha, "title": f"{map_rows.titled(mark['kind'])}: {mark['name']}",
        **{f"w{day}": _some(mark, day) for day in EVERY if alpha[day]},
        "exactness": mark["exactness"], "who": mark["who"], "t": _hint(x + offsets[0][0], screen(view, narrow)[0]),
        "facts": mark["facts"], "n": f"{mark['amount']:.0f}" if mark["kind"] == "deaths" else "",
        "c": int(not mark["hollow"]),
    }  # fmt: skip


def _hint(x: float, width: int) -> int:
    """Return by how much of its width a tooltip at ``x`` is moved, in per cent, so that it stays within the map."""
    return -round(100 * min(max(x / width, 0), 1))


def _size(mark: dict[str, Any], view: str, narrow: bool) -> float:
    """Return how large a mark is drawn, in pixels."""
    by = larger(view, narrow)
    if mark["kind"] == "deaths":
        return round(max((16 + 1.5 * mark["amount"] ** 0.5) * by, NUMBER), 1)
    if map_rows.KINDS[mark["kind"]] == "Projects":
        return round((15 + 5 * (mark["amount"] if pd.notna(mark["amount"]) else 0) ** 0.5) * by, 1)
    return round(min(17 + 3 * (mark["count"] - 1) ** 0.5, 27) * by, 1)


def _some(mark: dict[str, Any], day: int) -> str:
    """Write what a mark stands for on a day: what is certain, what may have been then, or else what is over."""
    parts: list[str] = []
    facts = list(zip(mark["titles"], mark["whens"], mark["each"], strict=True))
    for state, called in (
        (map_rows.THAT_DAY, ""),
        (map_rows.PERHAPS, "Perhaps on this day: "),
        (map_rows.OVER, "Over: "),
    ):
        if state == map_rows.OVER and parts:
            break
        listed = [f"{title} ({when})" if when else title for title, when, states in facts if states[day] == state]
        if listed:
            more = f"; and {len(listed) - 3} more: click" if len(listed) > 3 else ""
            parts.append(called + "; ".join(listed[:3]) + more)
    return ". ".join(parts)


def rings(rows: pd.DataFrame, view: str) -> list[dict[str, object]]:
    """Return the areas of the view of the city: position ``p``, strength on each day ``a``, radius ``m`` in metres.

    An airfield and a place that is only roughly known are as large as they are. The other views show
    cities, beside which all of these are too small to be seen.
    """
    vague = rows[rows["precision"].isin(METRES)] if view == map_rows.CITY else rows.iloc[:0]
    found = []
    for _, part in vague.groupby("spot", sort=False):
        states = [max(ALPHA[state] for state in day) for day in zip(*part["standing"], strict=True)]
        found.append({"p": [float(part["lon"].iloc[0]), float(part["lat"].iloc[0])], "a": states,
                      "m": METRES[part["precision"].iloc[0]]})  # fmt: skip
    return found


def curves(moves: pd.DataFrame) -> list[dict[str, Any]]:
    """Return movements as the browser needs them: ``path``, its start ``p`` with a dot of radius ``r``, width ``w``, strength ``a``,
    texts and ``facts``.

    Movements between the same places are one line. Where only a country is known at one end, the line fades out on the way there.
    """
    ways: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in moves.to_dict("records"):
        unknown = row["from_precision"] in map_rows.AREAS, row["precision"] in map_rows.AREAS
        if not all(unknown):
            ways.setdefault((row["from_lon"], row["from_lat"], row["lon"], row["lat"], *unknown), []).append(row)
    found = []
    for (*ends, start_unknown, end_unknown), rows in ways.items():
        unknown = start_unknown, end_unknown
        alpha = [ALPHA[state] for state in strongest([row["standing"] for row in rows])]
        people = max((row["people"] for row in rows if pd.notna(row["people"])), default=None)
        said = {
            "titles": [_flown(row) for row in rows],
            "whens": [""] * len(rows),
            "each": [row["standing"] for row in rows],
        }
        about = {
            "w": 1.5 if people is None else round(2 + people / 40, 1), "title": f"{rows[0]['from_name']} → {rows[0]['name']}",
            **{f"w{day}": _some(said, day) for day in EVERY if alpha[day]}, "exactness": _way(*unknown),
            "who": "; ".join(dict.fromkeys(row["who"] for row in rows)), "t": -50, "facts": "|".join(row["fact"] for row in rows),
            "whole": not end_unknown,
        }  # fmt: skip
        path = _bent(*ends)
        start = {"p": path[0], "r": 0 if start_unknown else 4}
        if not any(unknown):
            found.append({"path": path, **start, "a": alpha, **about})
            continue
        path = path[::-1] if start_unknown else path
        for n in range(FADED):
            piece = {"path": path[2 * n : 2 * n + 3], **(start if n == 0 else {"p": path[2 * n], "r": 0})}
            found.append({**piece, "a": [round(one * (1 - n / FADED)) for one in alpha], **about})
    return found


def _flown(row: dict[str, Any]) -> str:
    """Say what a movement was, when, and how large its contingent."""
    people = "" if pd.isna(row["people"]) else f". Contingent: {row['people']:.0f} people, officially"
    return f"{row['title']} ({row['when']}){people}"


def _way(start: bool, end: bool) -> str:
    """Say how much of a movement is known; ``start``, ``end``: only the country is."""
    if start or end:
        return f"The line fades out: where in the country it {'began' if start else 'ended'} isn't stated"
    return "Both ends are stated; the way between is drawn, not known"


def _bent(lon: float, lat: float, to_lon: float, to_lat: float, points: int = 24) -> list[list[float]]:
    """Return a curve between two places that bends to the north."""
    across, up = to_lon - lon, to_lat - lat
    middle = (lon + across / 2 - 0.12 * up, lat + up / 2 + 0.12 * abs(across))
    path = []
    for n in range(points + 1):
        t = n / points
        path.append([
            round((1 - t) ** 2 * lon + 2 * t * (1 - t) * middle[0] + t**2 * to_lon, 3),
            round((1 - t) ** 2 * lat + 2 * t * (1 - t) * middle[1] + t**2 * to_lat, 3),
        ])  # fmt: skip
    return path
