"""Rows of a chart on a telephone: each one's words above it, over the whole width, and as high as it needs."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from qantar.charts.lanes import lanes
from qantar.charts.panels import (
    GAP,
    LETTER,
    LINE,
    MARK,
    PAD,
    SMALL,
    TALL,
    Panel,
    labels,
    move,
    points_of,
    seen,
    text_of,
    wrapped,
    write,
)


def rows(panel: Panel) -> float:
    """Lay the rows of a panel out anew, its vertical axis in pixels from the top; return their height."""
    if any(trace.type == "scatter" and trace.mode == "text" for trace in panel.traces()):
        height = lanes(panel)
    elif _crowded(panel):
        height = _answers(panel)
    else:
        height = _bands(panel)
    panel.figure.layout.annotations = [*panel.figure.layout.annotations, *panel.words]
    panel.y.update(range=[height, 0], showticklabels=False, showgrid=False)
    return height


def _bands(panel: Panel) -> float:
    """Lay out rows of marks: the words of each above, all that is drawn of it below them."""
    named_rows = labels(panel)
    _in_columns(panel)
    points = points_of(panel)
    named = _at_bars(panel)
    middles = [(one + other) / 2 for (one, _), (other, _) in pairwise(named_rows)]
    bounds = list(zip([-math.inf, *middles], [*middles, math.inf], strict=True))
    scale = min(((panel.figure.layout.height or 0) - 100) / (panel.y.range[0] - panel.y.range[1]), TALL)
    levels, drawn, top = [], [], 0.0
    for (_, text), (start, end) in zip(named_rows, bounds, strict=True):
        own = [(trace, n) for trace, n in points if start <= trace.y[n] < end]
        bar = "".join(f"<b>{named[id(trace)][n]}</b> · " for trace, n in own if id(trace) in named)
        top = write(panel, wrapped(bar + text, panel.width / LETTER), top)
        low = min((trace.y[n] for trace, n in own), default=0)
        level = top + max((_reach(trace, n)[0] for trace, n in own), default=0)
        levels.append((low, level))
        if own:
            bottom = max(level + (trace.y[n] - low) * scale + _reach(trace, n)[1] for trace, n in own)
            drawn.append((top, bottom))
            top = bottom
        top += GAP

    def to(_: Any, y: float) -> float:
        low, level = levels[next(n for n, (_, end) in enumerate(bounds) if y < end)]
        return level + (y - low) * scale

    move(panel, to)
    for trace in panel.traces():
        if trace.type == "bar":
            trace.width = trace.width * scale
    panel.figure.layout.shapes = [
        {**shape.to_plotly_json(), "y0": start, "y1": end}
        for shape in panel.figure.layout.shapes
        if shape.x0 == shape.x1
        for start, end in drawn
    ]
    return top


def _at_bars(panel: Panel) -> dict[int, Sequence[str]]:
    """Take the words at the ends of bars, which would leave the plot, and return them by bar: they go to the row's."""
    found = {}
    for trace in panel.traces():
        if trace.type == "bar" and trace.text is not None and max(map(seen, trace.text)) > 3:
            found[id(trace)] = trace.text
            trace.textposition = "none"
    return found


def _reach(trace: Any, n: int) -> tuple[float, float]:
    """Return how far a mark with its words reaches up and down from its middle."""
    if trace.type == "bar":
        return PAD + 3, PAD
    half = max(_each(trace.marker.size, n) / 2 + 3, PAD)
    below = "bottom" in _each(trace.textposition or "", n) and text_of(trace, n)
    return half, half + (SMALL + 2) * (1 + str(below).count("<br>")) if below else half


def _each(values: Any, n: int) -> Any:
    """Return the value of one point of what is given for each or once for all."""
    return values if isinstance(values, str | int | float) else values[n]


def _in_columns(panel: Panel) -> None:
    """Make marks and words small enough for columns; words that would run into a mark go below their own."""
    column = panel.columns()
    if column == panel.width:
        return
    for trace in panel.traces():
        size = trace.marker.size
        if isinstance(size, int | float):
            trace.marker.size = min(size, MARK) if size <= 14 else column - 2
        else:
            most = max(MARK, 0.42 * column)
            trace.marker.size = [one * min(1, most / max(size)) for one in size]
        trace.textfont.size = (
            SMALL if isinstance(trace.textfont.size, tuple) else min(trace.textfont.size or SMALL, SMALL)
        )
    points = [(trace, n, panel.at(trace.x[n])) for trace, n in points_of(panel)]
    for trace in {id(trace): trace for trace, *_ in points}.values():
        positions = []
        for n, y in enumerate(trace.y):
            position, here = _each(trace.textposition or "", n), panel.at(trace.x[n])
            start = here + _each(trace.marker.size, n) / 2 + 2
            end = start + seen(text_of(trace, n)) * SMALL * 0.5
            others = [x for other, m, x in points if other.y[m] == y and x > here]
            if position == "middle center" and end - start > _each(trace.marker.size, n) - 2:
                position, trace.textfont.size = "bottom center", SMALL - 2
            elif position == "middle right" and any(start - 4 < x - MARK / 2 < end for x in others):
                position = "bottom right"
            positions.append(position)
        if any(positions):
            trace.textposition = positions


def _crowded(panel: Panel) -> bool:
    """Say whether the columns hold words that are far too long for them."""
    column = panel.columns()
    texts = [text_of(trace, n) for trace, n in points_of(panel) if trace.type == "scatter"]
    return column < panel.width and max(map(seen, texts), default=0) * LETTER > 1.5 * column


def _answers(panel: Panel) -> float:
    """Lay out a grid of words as a list: below the words of each row what stands in its columns, with their names."""
    named_rows = labels(panel)
    lines = sorted(shape.y0 for shape in panel.figure.layout.shapes if shape.y0 == shape.y1)
    names = [re.sub(r"<[^>]*>", "", text.replace("<br>", " ")) for text in panel.x.ticktext]
    rest = sorted(points_of(panel), key=lambda point: (point[0].x[point[1]], point[0].y[point[1]]))
    heights: dict[tuple[float, float], float] = {}
    texts = {id(trace): list(trace.text) for trace in panel.traces()}
    edges, top = [], 0.0
    for (_, text), start, end in zip(named_rows, [-math.inf, *lines], [*lines, math.inf], strict=True):
        edges.append(top - GAP / 2)
        top = write(panel, wrapped(f"<b>{text}</b>", panel.width / LETTER), top) + 4
        for trace, n in rest:
            if start <= trace.y[n] < end:
                said = f"{names[round(trace.x[n])]}: {text_of(trace, n)}"
                words = wrapped(said, (panel.width - 20) / LETTER)
                texts[id(trace)][n] = "<br>".join(f"&nbsp;{line}" for line in words)
                heights[trace.x[n], trace.y[n]] = top + LINE * len(words) / 2
                top += LINE * len(words) + 3
        top += GAP
    move(panel, lambda x, y: heights[x, y])
    for trace in panel.traces():
        trace.update(x=[panel.back(8)] * len(trace.x), text=texts[id(trace)])
    panel.x.update(visible=False, side="bottom")
    panel.figure.layout.shapes = [
        {**shape.to_plotly_json(), "y0": edge, "y1": edge}
        for shape, edge in zip(panel.figure.layout.shapes, edges[1:], strict=True)
    ]
    return top
