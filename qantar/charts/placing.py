"""Where the words beside marks stand so that they touch no mark, no other words and no edge."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

LETTER, LINE = 6.3, 15
"""Pixels of a letter and of a line of words at 12 pixels; a little more than they need."""
MARK = 7
"""Half of a mark, in pixels."""
SIDES = {
    "middle right": (1, 0), "top center": (0, 1), "bottom center": (0, -1), "middle left": (-1, 0),
    "top right": (1, 1), "bottom right": (1, -1), "top left": (-1, 1), "bottom left": (-1, -1),
}  # fmt: skip
"""The sides of a mark as Plotly calls them, in the order in which they are tried, and which way they lie: to the right, and up."""
Box = tuple[float, float, float, float]


def box(x: float, y: float, text: str, side: str) -> Box:
    """Return where words beside a mark stand: left, right, bottom and top in pixels; ``<br>`` breaks a line."""
    lines = text.replace("<b>", "").replace("</b>", "").split("<br>")
    wide, high = max(map(len, lines)) * LETTER, LINE * len(lines)
    right, up = SIDES[side]
    left = x + right * MARK + (0 if right > 0 else -wide if right < 0 else -wide / 2)
    low = y + up * MARK + (0 if up > 0 else -high if up < 0 else -high / 2)
    return left, left + wide, low, low + high


def place(
    marks: Sequence[tuple[float, float, Sequence[str]]],
    size: tuple[float, float],
    taken: Iterable[Box] = (),
    sides: Sequence[str] = tuple(SIDES),
    anyhow: Collection[int] = (),
) -> list[tuple[str, str]]:
    """Return for each mark the side on which its words have room, and the words; both empty where they have none.

    ``marks``: pixels from the left and from the bottom, and the words, or several ways to write them, the best first; those that matter
    most first. A mark without words is kept free too. Words stand nearer to their mark than to any other, but for those of the marks
    ``anyhow`` (their numbers), if they have no such room. ``size``: width and height in pixels of what the words may not leave.
    ``taken``: what else they may not cover; ``sides``: those that are tried.
    """
    width, height = size
    covered: list[Box] = [(x - MARK, x + MARK, y - MARK, y + MARK) for x, y, _ in marks]
    covered += taken
    found = []
    for n, (x, y, texts) in enumerate(marks):
        others = [other for m, other in enumerate(covered) if m != n]
        centres = [(x, y) for m, (x, y, _) in enumerate(marks) if m != n]
        tried = [(box(x, y, text, side), side, text) for text in texts for side in sides]
        free = [
            (one, side, text)
            for one, side, text in tried
            if one[0] >= 0 and one[1] <= width and one[2] >= 0 and one[3] <= height
            if not any(touch(one, other) for other in others)
        ]
        # Words as near to another mark would be taken for its.
        own = [place for place in free if all(_distance(place[0], *centre) >= 2 * MARK for centre in centres)]
        best = next(iter(own or (free if n in anyhow else [])), None)
        found.append(best[1:] if best else ("", ""))
        covered += [best[0]] if best else []
    return found


def _distance(one: Box, x: float, y: float) -> float:
    """Return how far a point is from a box: words as near to another mark as to their own would be taken for its."""
    return math.hypot(max(one[0] - x, 0, x - one[1]), max(one[2] - y, 0, y - one[3]))


def touch(one: Box, other: Box) -> bool:
    """Say whether two boxes have anything in common."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
