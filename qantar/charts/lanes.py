"""Events of a chart on a telephone: each in a row of its own, with its name on the side that has more room."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from qantar.charts.panels import GAP, LETTER, LINE, Panel, holds, labels, text_of, wrapped, write


def lanes(panel: Panel) -> float:
    """Lay out events, each in a row of its own with its name on the side that has more room."""
    headings = [(y, -math.inf, text, 0) for y, text in labels(panel)]
    traces = [trace for trace in panel.traces() if trace.mode == "text"]
    names = [(float(trace.y[n]), panel.at(trace.x[n]), trace, n) for trace in traces for n in range(len(trace.y))]
    rows: dict[tuple[float, float], tuple[float, float]] = {}
    texts: dict[int, list[tuple[int, str, str]]] = {id(trace): [] for trace in traces}
    edges, top = [], 0.0
    for y, x, what, n in sorted([*headings, *names], key=lambda item: item[:2]):
        if isinstance(what, str):
            edges.append(top)
            top = write(panel, [what], top + 4) + 4
            continue
        side, room = ("right", panel.width - x - 16) if x < panel.width / 2 else ("left", x - 16)
        lines = wrapped(text_of(what, n).replace("&nbsp;", ""), room / LETTER)
        pad = "&nbsp;" * 4
        lines = [f"{pad}{line}" if side == "right" else f"{line}{pad}" for line in lines]
        texts[id(what)].append((n, "<br>".join(lines), f"middle {side}"))
        half = LINE * len(lines) / 2
        rows[y, round(x)] = top + half, top + 2 * half + 2
        top += 2 * half + GAP
    for trace in traces:
        _, trace.text, trace.textposition = zip(*sorted(texts[id(trace)]), strict=True)
    spans = _spans(panel, rows)
    for trace in panel.traces():
        trace.cliponaxis = False
        levels: list[float | None] = []
        for n, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
            if trace.mode != "lines":
                levels.append(_level(panel.at(x), float(y), rows, spans) if holds(y) else None)
            elif not holds(y):
                level = _level(panel.at(trace.x[n - 1]), trace.y[n - 1], rows, spans)
                levels += [level, level, None]
        trace.y = levels
    panel.figure.layout.shapes = [
        {**shape.to_plotly_json(), "y0": edge, "y1": edge}
        for shape, edge in zip(panel.figure.layout.shapes, edges, strict=True)
    ]
    return top


def _spans(panel: Panel, rows: Mapping[tuple[float, float], tuple[float, float]]) -> Sequence[tuple[float, ...]]:
    """Return the lines from a first to a last day: left and right end, old and new height, below the event's name."""
    found = []
    for trace in panel.traces():
        for n, y in enumerate(trace.y):
            if trace.mode == "lines" and not holds(y):
                left, right, below = panel.at(trace.x[n - 2]), panel.at(trace.x[n - 1]), trace.y[n - 1]
                # The name stands at one of its ends.
                level = next(
                    rows[end][1] for end in ((math.floor(below), round(x)) for x in (left, right)) if end in rows
                )
                found.append((left, right, below, level))
    return found


def _level(
    x: float, y: float, rows: Mapping[tuple[float, float], tuple[float, float]], spans: Sequence[tuple[float, ...]]
) -> float:
    """Return the new height of what stood at ``x`` (in pixels) and ``y``: beside a name, or on a line."""
    if (y, round(x)) in rows:
        return rows[y, round(x)][0]
    return next(level for left, right, below, level in spans if below == y and left - 1 <= x <= right + 1)
