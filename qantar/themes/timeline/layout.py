"""Where the marks of the timeline and their labels stand: in lanes, day by day, so that nothing touches.

All in pixels, for the width that a chart has, from its top left corner.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

NARROW = 600
"""Below so many pixels a chart is laid out for a telephone: names of lanes stand above them, not beside."""
LETTER, LINE, SIZE = 5.7, 16, 13
"""Pixels: the mean width of a letter, the height of a line, the size of the letters."""
BESIDE, LEVEL, AFTER = 10, 20, 12
"""Pixels: from the middle of a mark to its label, the height of a level with one line, what is free after a label."""
NAMES = 122
"""Pixels for the names of the lanes beside them."""
BAR = 9
"""Pixels for a bar below its label."""
EDGE = 8
DAYS = 20


@dataclass(frozen=True)
class Spot:
    """Where a row stands: its mark at ``x, y`` (of what lasted, a bar from ``x`` to ``end``), its label at ``side`` of it."""

    row: Mapping[str, Any]
    x: float
    y: float
    lines: tuple[str, ...]
    side: str
    end: float
    label: tuple[float, float, float]
    """The label from left to right, and its middle from the top."""
    box: tuple[float, float, float, float]
    """From left to right and from top to bottom: mark and label."""


@dataclass(frozen=True)
class _Label:
    """A mark of a day with its label, before its height is known; ``reach``: from where to where they go."""

    row: Mapping[str, Any]
    x: float
    lines: tuple[str, ...]
    side: str
    reach: tuple[float, float]


@dataclass(frozen=True)
class Plan:
    """Where everything stands: rows, the names of lanes (text, x, y), where lanes end, and how high it all is.

    ``bottom``: where the days end and what has none begins; ``at``: the x of each day.
    """

    spots: tuple[Spot, ...]
    names: tuple[tuple[str, float, float], ...]
    borders: tuple[float, ...]
    bottom: float
    height: float
    at: tuple[float, ...]


WIDER = 1.1
"""How much wider a label at the right edge may be in the font of another program, which opens the chart as SVG without ours."""


def wide(text: str) -> float:
    """Return how wide a label is at most, in pixels."""
    return len(text) * LETTER + 2


def plan(rows: Sequence[Mapping[str, Any]], width: int, named: Mapping[str, str], unknown: str) -> Plan:
    """Lay out rows (``shape, lane, start, end, short``), which come by lane and day, within ``width`` pixels.

    ``named``: how lanes are called; ``unknown``: the name of what stands at the end because its day isn't known.
    """
    beside = width >= NARROW
    left = NAMES if beside else EDGE
    step = (width - left - EDGE) / DAYS
    at = tuple(left + step * (day - 0.5) for day in range(1, DAYS + 1))
    spots: list[Spot] = []
    names: list[tuple[str, float, float]] = []
    borders = []
    down = 0.0
    for lane in named:
        own = [row for row in rows if row["lane"] == lane and row["shape"] in ("day", "span")]
        if not own:
            continue
        borders.append(down)
        down += 5
        names.append((named[lane], 0, down + LEVEL / 2))
        down += 0 if beside else LEVEL
        placed, down = _lane(own, at, step, left if beside else 2, width - 2, down)
        spots += placed
        down += 5
    bottom = down
    rest = [row for row in rows if row["shape"] not in ("day", "span")]
    if rest:
        borders.append(down)
        down += 5
        names.append((unknown, 0, down + LEVEL / 2))
        down += 0 if beside else LEVEL
        placed, down = _flow(rest, left if beside else EDGE, width - 2, down)
        spots += placed
        down += 5
    return Plan(tuple(spots), tuple(names), tuple(borders), bottom, down, at)


def _lane(
    rows: Sequence[Mapping[str, Any]], at: Sequence[float], step: float, first: float, last: float, top: float
) -> tuple[list[Spot], float]:
    """Place the rows of a lane from ``top`` on: days on levels, bars below them."""
    days = [row for row in rows if row["shape"] == "day"]
    # Labels to the right are easier to read; to the left where that takes fewer levels.
    levels = min((_levels(days, at, first, last, sides) for sides in (("right", "left"), ("left", "right"))), key=len)
    spots, down = [], top
    for level in levels:
        high = LEVEL + LINE * (max(len(label.lines) for label in level) - 1)
        for one in level:
            middle, half = down + high / 2, max(len(one.lines) * LINE / 2, 6)
            begin, end = one.reach
            label = (one.x + BESIDE, end, middle) if one.side == "right" else (begin, one.x - BESIDE, middle)
            box = (begin, end, middle - half, middle + half)
            spots.append(Spot(one.row, one.x, middle, one.lines, one.side, one.x, label, box))
        down += high
    bars, down = _bars([row for row in rows if row["shape"] == "span"], at, step, first, last, down)
    return spots + bars, down


def _levels(
    rows: Sequence[Mapping[str, Any]], at: Sequence[float], first: float, last: float, sides: Sequence[str]
) -> list[list[_Label]]:
    """Put each row on the first level on which its mark and its label are free, on the first of ``sides`` that is."""
    levels: list[list[_Label]] = []
    for row in rows:
        x = at[row["start"].day - 1]
        text: tuple[str, ...] = (row["short"],)
        choices = [_Label(row, x, text, side, _reach(x, text, side)) for side in sides]
        choices = [label for label in choices if label.reach[0] >= first and x + (label.reach[1] - x) * WIDER <= last]
        if not choices:
            # Nowhere in one line: in several, on the side with more room.
            side, room = ("right", last - x) if last - x >= x - first else ("left", x - first)
            text = tuple(textwrap.wrap(row["short"], int((room - BESIDE - 2) / LETTER)))
            choices = [_Label(row, x, text, side, _reach(x, text, side))]
        spot = next(
            (
                (level, label)
                for level in levels
                for label in choices
                if all(_apart(label.reach, one.reach) for one in level)
            ),
            None,
        )
        if spot and len(text) == 1:
            spot[0].append(spot[1])
        else:
            levels.append([choices[0]])
    return levels


def _reach(x: float, lines: Sequence[str], side: str) -> tuple[float, float]:
    """Return how far a mark reaches with its label at one side."""
    label = BESIDE + max(map(wide, lines))
    return (x - 7, x + label) if side == "right" else (x - label, x + 7)


def _bars(
    rows: Sequence[Mapping[str, Any]], at: Sequence[float], step: float, first: float, last: float, top: float
) -> tuple[list[Spot], float]:
    """Place what lasted from ``top`` on: its name, and below it a bar from its first day to its last."""
    levels: list[list[tuple[tuple[float, float], Spot]]] = []
    for row in rows:
        begin = at[row["start"].day - 1] - step * 0.4
        until = at[DAYS - 1 if row["end"].month > 1 or row["end"].day > DAYS else row["end"].day - 1] + step * 0.4
        label = wide(row["short"])
        side = "right" if begin + label * WIDER <= last else "left"
        lines: tuple[str, ...] = (row["short"],)
        if side == "left" and until - label < first:
            side = "right" if last - begin >= until - first else "left"
            room = last - begin if side == "right" else until - first
            lines = tuple(textwrap.wrap(row["short"], int((room - 2) / LETTER)))
            label = max(map(wide, lines))
        reach = (begin, max(until, begin + label)) if side == "right" else (min(begin, until - label), until)
        written = (begin, begin + label, 0.0) if side == "right" else (until - label, until, 0.0)
        spot = Spot(row, begin, 0, lines, side, until, written, (*reach, 0, 0))
        level = next((level for level in levels if all(_apart(reach, taken) for taken, _ in level)), None)
        if level is None or len(lines) > 1:
            levels.append([(reach, spot)])
        else:
            level.append((reach, spot))
    spots, down = [], top
    for level in levels:
        high = LINE * max(len(spot.lines) for _, spot in level) + BAR + 3
        for _, spot in level:
            text = (*spot.label[:2], down + LINE * len(spot.lines) / 2)
            box = (*spot.box[:2], down, down + high)
            spots.append(replace(spot, y=down + high - BAR / 2 - 1, label=text, box=box))
        down += high
    return spots, down


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + AFTER <= other[0] or other[1] + AFTER <= one[0]


def _flow(rows: Sequence[Mapping[str, Any]], first: float, last: float, top: float) -> tuple[list[Spot], float]:
    """Place rows one after the other, as words in lines: marks without a day, each before its label."""
    spots, x, down, high = [], first, top, LEVEL
    for row in rows:
        lines = tuple(textwrap.wrap(_bounded(row), int((last - first - BESIDE - 14) / LETTER)))
        long = BESIDE + max(map(wide, lines)) + 7
        if x + long * WIDER > last and x > first:
            x, down, high = first, down + high, LEVEL
        high = max(high, LEVEL + LINE * (len(lines) - 1))
        middle = down + high / 2
        half = len(lines) * LINE / 2
        label = (x + 7 + BESIDE, x + long, middle)
        spots.append(
            Spot(row, x + 7, middle, lines, "right", x + 7, label, (x, x + long, middle - half, middle + half))
        )
        x += long + AFTER
        if len(lines) > 1:
            x = last
    return spots, down + high


def _bounded(row: Mapping[str, Any]) -> str:
    """Write a row that has no day, with the bounds that are known: ``Massimov detained (2–31 January)``."""
    return f"{row['short']} ({row['bounds'].removesuffix(' 2022') or 'no date'})"
