"""Where marks and names stand beside their places, in pixels of the screen for which a view is made: nothing on anything else.

Marks of one place stand close together; where the marks of two places would run into each other, those of the one with fewer
facts stand beside their place. A name that has no room beside its marks is left out, that of the place with most facts last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, right, upper and lower edge."""
GAP = 1
"""Pixels between two marks of a place."""
LINE = 16
"""Height of a name."""
EDGE = 4
"""How far from the edge of the screen everything stays."""
NAMED = 14
"""So much farther from their place marks stand at most for the sake of a name."""
DOT = 9
"""The room of a dot that stands where a movement begins, or for a place beside which its marks stand."""
_LETTERS = {"ijlI.,·' ": 0.29, "-()ftr": 0.38, "sczx": 0.49, "aegkvyJLF0123456789": 0.53, "DGHMNOQUw": 0.75, "mW": 0.85}
_WIDE = {letter: wide for letters, wide in _LETTERS.items() for letter in letters}
_TURNS = 16
_SHIFTS = [(0, 0)] + [
    (round(far * math.cos(turn * math.tau / _TURNS)), round(far * math.sin(turn * math.tau / _TURNS)))
    for far in range(4, 300, 4)
    for turn in range(_TURNS)
]


@dataclass(frozen=True)
class Spot:
    """A place with marks of some sizes: where it is, which of them are seen on each day, how it may be called, the best first.

    ``weight``: how much happened there; ``fixed``: its mark stands on the place, whatever else is there.
    """

    x: float
    y: float
    sizes: Sequence[float]
    seen: Sequence[Sequence[int]]
    texts: Sequence[str]
    weight: float = 0
    fixed: bool = False


@dataclass(frozen=True)
class Stand:
    """How a place is drawn: the offsets of each mark on each day, how far they stand beside the place, its name, what it covers.

    ``name``: the text, which end of it stands at the point (``start``, ``middle``, ``end``), and how far that is across and down;
    None without room. ``beside``: None where the marks stand on the place.
    """

    offsets: list[list[list[int]]]
    beside: tuple[int, int] | None
    name: tuple[str, str, int, int] | None
    boxes: list[Box]


def text_width(text: str, size: float = 14) -> float:
    """Return how wide a text is in the bold letters of names, on the safe side."""
    return sum(_WIDE.get(letter, 0.68) for letter in text) * size


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes have anything in common."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def packed(sizes: Sequence[float]) -> tuple[list[tuple[float, float]], float, float]:
    """Return where the middles of marks stand around their common middle, in rows of three, and half the width and height."""
    across = 2 if len(sizes) == 4 else 3 if len(sizes) < 10 else 4
    rows = [list(sizes[n : n + across]) for n in range(0, len(sizes), across)]
    high = [max(row) + GAP for row in rows]
    wide = [sum(row) + GAP * len(row) for row in rows]
    found, down = [], -sum(high) / 2
    for row, height, width in zip(rows, high, wide, strict=True):
        right = -width / 2
        for size in row:
            found.append((right + (size + GAP) / 2, down + height / 2))
            right += size + GAP
        down += height
    return found, max(wide, default=0) / 2, sum(high) / 2


def arrange(spots: Sequence[Spot], screen: tuple[int, int], taken: Iterable[Box] = (), size: float = 14) -> list[Stand]:
    """Return how each place is drawn; ``taken``: what nothing may cover; ``size``: of names, in pixels.

    What is on the screen stays on it as a whole.
    """
    covered, written = list(taken), list[Box]()
    points = [_around(spot.x, spot.y, DOT / 2, DOT / 2) for spot in spots]
    packs = [_packs(spot) for spot in spots]
    blocks = [(max(p[1] for p in pack.values()), max(p[2] for p in pack.values())) for pack in packs]
    found: dict[int, Stand] = {}
    order = sorted(range(len(spots)), key=lambda n: -spots[n].weight)
    covered += [_around(spots[n].x, spots[n].y, *blocks[n]) for n in order if spots[n].fixed]
    for n in order:
        spot, (half, high) = spots[n], blocks[n]
        shift, name, boxes = _free(spot, half, high, screen, covered, written, points, size)
        written += boxes[1:]
        boxes += _tie(spot, shift, half, high)
        covered += boxes
        offsets = [[_offset(packs[n], seen, mark, shift) for seen in spot.seen] for mark in range(len(spot.sizes))]
        found[n] = Stand(offsets, shift if _beside(shift, half, high) else None, name, boxes)
    return [found[n] for n in range(len(spots))]


def _beside(shift: tuple[int, int], half: float, high: float) -> bool:
    """Say whether marks that are shifted so far don't cover their place."""
    return abs(shift[0]) > half or abs(shift[1]) > high


def _tie(spot: Spot, shift: tuple[int, int], half: float, high: float) -> list[Box]:
    """Return what the dot of a place and the line to its marks cover, where these stand beside it."""
    if not _beside(shift, half, high):
        return []
    # As far as to the edge of the marks.
    part = 1 - min(half / abs(shift[0]) if shift[0] else 1, high / abs(shift[1]) if shift[1] else 1)
    steps = math.ceil(part * math.hypot(*shift) / 4)
    along = [part * step / steps for step in range(1, steps)]
    line = [_around(spot.x + by * shift[0], spot.y + by * shift[1], 1.5, 1.5) for by in along]
    return [_around(spot.x, spot.y, DOT / 2, DOT / 2), *line]


def _packs(spot: Spot) -> dict[tuple[int, ...], tuple[list[tuple[float, float]], float, float]]:
    """Return how the marks stand that are seen together, for each of the ways they are."""
    every = dict.fromkeys(tuple(seen) for seen in spot.seen)
    return {seen: packed([spot.sizes[mark] for mark in seen]) for seen in every}


def _offset(packs: dict, seen: Sequence[int], mark: int, shift: tuple[int, int]) -> list[int]:
    at = packs[tuple(seen)][0][seen.index(mark)] if mark in seen else (0, 0)
    return [round(at[0] + shift[0]), round(at[1] + shift[1])]


def _around(x: float, y: float, half: float, high: float) -> Box:
    return x - half, x + half, y - high, y + high


def _free(
    spot: Spot,
    half: float,
    high: float,
    screen: tuple[int, int],
    covered: list[Box],
    written: list[Box],
    points: list[Box],
    size: float,
) -> tuple[tuple[int, int], tuple[str, str, int, int] | None, list[Box]]:
    """Return the nearest shift at which a place's marks and name have room, its name, and what they cover.

    ``written``: the names among what is covered, through which no line goes that ties a place to its marks; ``points``: the places
    themselves, on which no name stands.
    """
    width, height = screen
    screen_box = (0, width, 0, height)
    on_screen = overlap(_around(spot.x, spot.y, half, high), screen_box)

    def fits(box: Box) -> bool:
        within = box[0] >= EDGE and box[1] <= width - EDGE and box[2] >= EDGE and box[3] <= height - EDGE
        whole = within or not (on_screen or overlap(box, screen_box))
        return whole and not any(overlap(box, other) for other in covered)

    def places(freely: bool) -> Iterator[tuple[tuple[int, int], Box, list[Box]]]:
        for shift in _SHIFTS[:1] if spot.fixed else _SHIFTS:
            block, tie = _around(spot.x + shift[0], spot.y + shift[1], half, high), _tie(spot, shift, half, high)
            crossed = not freely and any(overlap(one, name) for one in tie for name in written)
            if spot.fixed or (fits(block) and not crossed):
                yield shift, block, tie

    alone: tuple[tuple[int, int], Box] | None = None
    for shift, block, tie in places(False):
        alone = alone or (shift, block)
        if math.hypot(*shift) > math.hypot(*alone[0]) + NAMED:
            break
        for text in spot.texts:
            for name, box in _sides(spot, shift, half, high, text, size):
                if fits(box) and not any(overlap(box, other) for other in (*points, *tie)):
                    return shift, name, [block, box]
    shift, block = alone or next(((shift, block) for shift, block, _ in places(True)), ((0, 0), (0, 0, 0, 0)))
    return shift, None, [block]


def _sides(
    spot: Spot, shift: tuple[int, int], half: float, high: float, text: str, size: float
) -> list[tuple[tuple[str, str, int, int], Box]]:
    """Return the sides of a place's marks on which its name may stand, and what it would cover there."""
    wide = text_width(text, size)
    # A pixel more, since what stands there is rounded to whole pixels.
    below = high + LINE / 2 + 1
    found = []
    for anchor, across, down in (
        ("middle", 0, below), ("start", half + 3, 0), ("end", -half - 3, 0), ("middle", 0, -below),
        ("start", -half, below), ("end", half, below), ("start", -half, -below), ("end", half, -below),
    ):  # fmt: skip
        dx, dy = round(shift[0] + across), round(shift[1] + down)
        left = spot.x + dx - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        found.append(((text, anchor, dx, dy), (left, left + wide, spot.y + dy - LINE / 2, spot.y + dy + LINE / 2)))
    return found
