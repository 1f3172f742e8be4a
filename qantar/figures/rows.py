"""Rows of a chart on a telephone: each one's words above it, over the whole width, and as high as it needs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

LINE, GAP, LETTER = 16, 8, 5.9
"""Pixels: of a line of words, between rows, and of a letter of 12.5 pixels."""
SMALL, MARK = 11, 11
"""Sizes in pixels of the words beside marks, and at most of the marks, where they stand in columns."""
TALL = 50
"""So many pixels at most is what was one row, where a row holds marks at several heights."""
PAD = 12
"""Pixels between the middle of a mark and what stands above or below it."""
LEFT = 12
"""Pixels left of the plot, in which marks at its edge stand; the words above them begin there."""


@dataclass(frozen=True)
class Panel:
    """One plot of a figure, so many pixels wide, with what is drawn in it."""

    figure: go.Figure
    number: str
    width: float
    words: list[dict[str, object]] = field(default_factory=list)
    """What is written above its rows."""

    @property
    def x(self) -> go.layout.XAxis:
        """Its horizontal axis."""
        return self.figure.layout[f"xaxis{self.number}"]

    @property
    def y(self) -> go.layout.YAxis:
        """Its vertical axis."""
        return self.figure.layout[f"yaxis{self.number}"]

    def traces(self) -> list[Any]:
        """Return the traces that have points in it."""
        own = [trace for trace in self.figure.data if (trace.yaxis or "y") == f"y{self.number}"]
        return [trace for trace in own if any(_is(y) for y in trace.y)]

    def notes(self) -> list[Any]:
        """Return the words that stand at a height of its vertical axis."""
        return [note for note in self.figure.layout.annotations if (note.yref or "y") == f"y{self.number}"]

    def at(self, value: Any) -> float:
        """Return how many pixels from the left of the plot a value stands."""
        first, last, here = (self._number(one) for one in (*self.x.range, value))
        return (here - first) / (last - first) * self.width

    def back(self, pixels: float) -> float:
        """Return the number that stands so many pixels from the left."""
        first, last = self.x.range
        return first + (last - first) * pixels / self.width

    def _number(self, value: Any) -> float:
        return float(pd.Timestamp(value).value if self.x.type == "date" else value)

    def columns(self) -> float:
        """Return how wide a column is that stands for a name at the top, or the whole plot."""
        count = len(self.x.ticktext or ()) if self.x.side == "top" else 0
        return self.at(1) - self.at(0) if count > 1 else self.width


def _is(value: Any) -> bool:
    return value is not None and not pd.isna(value)


def seen(text: str) -> int:
    """Return how many letters the longest line of a text has, without its tags."""
    return max(len(re.sub(r"&\w+;", " ", re.sub(r"<[^>]*>", "", line))) for line in text.split("<br>"))


def wrapped(text: str, most: float) -> list[str]:
    """Break a text with its tags into lines of so many letters; a break before small letters stays."""
    lines: list[str] = []
    for part in re.split(r"<br>(?=<span)", str(text)):
        line = ""
        for word in re.findall(r"(?:<[^>]*>|[^\s<])+", part.replace("<br>", " ")):
            if line and seen(f"{line} {word}") > most:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def rows(panel: Panel) -> float:
    """Lay the rows of a panel out anew, its vertical axis in pixels from the top; return their height."""
    if any(trace.type == "scatter" and trace.mode == "text" for trace in panel.traces()):
        height = _events(panel)
    elif _crowded(panel):
        height = _answers(panel)
    else:
        height = _bands(panel)
    panel.figure.layout.annotations = [*panel.figure.layout.annotations, *panel.words]
    panel.y.update(range=[height, 0], showticklabels=False, showgrid=False)
    return height


def points_of(panel: Panel) -> list[tuple[Any, int]]:
    """Return the marks: what is drawn of a trace beside its lines."""
    traces = [trace for trace in panel.traces() if trace.type == "bar" or "markers" in trace.mode]
    return [(trace, n) for trace in traces for n, y in enumerate(trace.y) if _is(y)]


def text_of(trace: Any, n: int) -> str:
    """Return the words beside a mark."""
    if trace.text is None:
        return ""
    return str(trace.text if isinstance(trace.text, str) else trace.text[n])


def _labels(panel: Panel) -> list[tuple[float, str]]:
    """Return the words of each row with the row's height, and take them from where they stand."""
    if panel.y.visible is not False and panel.y.ticktext:
        return sorted(zip(panel.y.tickvals, panel.y.ticktext, strict=True))
    notes = panel.notes()
    # They stand a little above the row that they are about, or on it if it has nothing else.
    labels = sorted((float(math.ceil(note.y - 1e-6)), note.text) for note in notes)
    panel.figure.layout.annotations = [
        note for note in panel.figure.layout.annotations if not any(note is own for own in notes)
    ]
    return labels


def _write(panel: Panel, lines: Sequence[str], top: float) -> float:
    """Write the words of a row over the width of the plot; return where they end."""
    panel.words.append({
        "text": "<br>".join(lines), "x": 0, "xref": f"x{panel.number} domain", "y": top, "yref": f"y{panel.number}", "showarrow": False,
        "xanchor": "left", "yanchor": "top", "align": "left", "xshift": 2 - LEFT, "font": {"size": 12.5}, "borderpad": 0,
    })  # fmt: skip
    return top + LINE * len(lines)


def _move(panel: Panel, to: Callable[[Any, float], float]) -> None:
    """Give all that is drawn its new height: ``to`` takes where it is from left and from the top."""
    for trace in panel.traces():
        trace.y = [to(x, y) if _is(y) else None for x, y in zip(trace.x, trace.y, strict=True)]


def _bands(panel: Panel) -> float:
    """Lay out rows of marks: the words of each above, all that is drawn of it below them."""
    labels = _labels(panel)
    _in_columns(panel)
    points = points_of(panel)
    named = _at_bars(panel)
    middles = [(one + other) / 2 for (one, _), (other, _) in pairwise(labels)]
    bounds = list(zip([-math.inf, *middles], [*middles, math.inf], strict=True))
    scale = min(((panel.figure.layout.height or 0) - 100) / (panel.y.range[0] - panel.y.range[1]), TALL)
    levels, drawn, top = [], [], 0.0
    for (_, text), (start, end) in zip(labels, bounds, strict=True):
        own = [(trace, n) for trace, n in points if start <= trace.y[n] < end]
        bar = "".join(f"<b>{named[id(trace)][n]}</b> · " for trace, n in own if id(trace) in named)
        top = _write(panel, wrapped(bar + text, panel.width / LETTER), top)
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

    _move(panel, to)
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
        if trace.type == "bar" and max(map(seen, trace.text)) > 3:
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
        trace.textfont.size = min(trace.textfont.size or SMALL, SMALL)
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
    labels = _labels(panel)
    lines = sorted(shape.y0 for shape in panel.figure.layout.shapes if shape.y0 == shape.y1)
    names = [re.sub(r"<[^>]*>", "", text.replace("<br>", " ")) for text in panel.x.ticktext]
    rest = sorted(points_of(panel), key=lambda point: (point[0].x[point[1]], point[0].y[point[1]]))
    heights: dict[tuple[float, float], float] = {}
    texts = {id(trace): list(trace.text) for trace in panel.traces()}
    edges, top = [], 0.0
    for (_, text), start, end in zip(labels, [-math.inf, *lines], [*lines, math.inf], strict=True):
        edges.append(top - GAP / 2)
        top = _write(panel, wrapped(f"<b>{text}</b>", panel.width / LETTER), top) + 4
        for trace, n in rest:
            if start <= trace.y[n] < end:
                said = f"{names[round(trace.x[n])]}: {text_of(trace, n)}"
                words = wrapped(said, (panel.width - 20) / LETTER)
                texts[id(trace)][n] = "<br>".join(f"&nbsp;{line}" for line in words)
                heights[trace.x[n], trace.y[n]] = top + LINE * len(words) / 2
                top += LINE * len(words) + 3
        top += GAP
    _move(panel, lambda x, y: heights[x, y])
    for trace in panel.traces():
        trace.update(x=[panel.back(8)] * len(trace.x), text=texts[id(trace)])
    panel.x.update(visible=False, side="bottom")
    panel.figure.layout.shapes = [
        {**shape.to_plotly_json(), "y0": edge, "y1": edge}
        for shape, edge in zip(panel.figure.layout.shapes, edges[1:], strict=True)
    ]
    return top


def _events(panel: Panel) -> float:
    """Lay out events, each in a row of its own with its name on the side that has more room."""
    headings = [(y, -math.inf, text, 0) for y, text in _labels(panel)]
    traces = [trace for trace in panel.traces() if trace.mode == "text"]
    names = [(float(trace.y[n]), panel.at(trace.x[n]), trace, n) for trace in traces for n in range(len(trace.y))]
    rows: dict[tuple[float, float], tuple[float, float]] = {}
    texts: dict[int, list[tuple[int, str, str]]] = {id(trace): [] for trace in traces}
    edges, top = [], 0.0
    for y, x, what, n in sorted([*headings, *names], key=lambda item: item[:2]):
        if isinstance(what, str):
            edges.append(top)
            top = _write(panel, [what], top + 4) + 4
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
    for trace in panel.traces():
        trace.cliponaxis = False
        levels = []
        for n, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
            if trace.mode != "lines":
                levels.append(rows[float(y), round(panel.at(x))][0] if _is(y) else None)
            elif not _is(y):
                # A line from its first to its last day, below the name of the event at one of them.
                ends = [(round(trace.y[n - 1] - 0.4), round(panel.at(trace.x[m]))) for m in (n - 2, n - 1)]
                level = next(rows[end][1] for end in ends if end in rows)
                levels += [level, level, None]
        trace.y = levels
    panel.figure.layout.shapes = [
        {**shape.to_plotly_json(), "y0": edge, "y1": edge}
        for shape, edge in zip(panel.figure.layout.shapes, edges, strict=True)
    ]
    return top
