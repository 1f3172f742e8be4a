"""What a chart on a telephone is laid out by: its plots with their marks and words, in pixels."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
        return [trace for trace in own if any(holds(y) for y in trace.y)]

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


def holds(value: Any) -> bool:
    """Say whether there is a value."""
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


def points_of(panel: Panel) -> list[tuple[Any, int]]:
    """Return the marks: what is drawn of a trace beside its lines."""
    traces = [trace for trace in panel.traces() if trace.type == "bar" or "markers" in trace.mode]
    return [(trace, n) for trace in traces for n, y in enumerate(trace.y) if holds(y)]


def text_of(trace: Any, n: int) -> str:
    """Return the words beside a mark."""
    if trace.text is None:
        return ""
    return str(trace.text if isinstance(trace.text, str) else trace.text[n])


def labels(panel: Panel) -> list[tuple[float, str]]:
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


def write(panel: Panel, lines: Sequence[str], top: float) -> float:
    """Write the words of a row over the width of the plot; return where they end."""
    panel.words.append({
        "text": "<br>".join(lines), "x": 0, "xref": f"x{panel.number} domain", "y": top, "yref": f"y{panel.number}", "showarrow": False,
        "xanchor": "left", "yanchor": "top", "align": "left", "xshift": 2 - LEFT, "font": {"size": 12.5}, "borderpad": 0,
    })  # fmt: skip
    return top + LINE * len(lines)


def move(panel: Panel, to: Callable[[Any, float], float]) -> None:
    """Give all that is drawn its new height: ``to`` takes where it is from left and from the top."""
    for trace in panel.traces():
        trace.y = [to(x, y) if holds(y) else None for x, y in zip(trace.x, trace.y, strict=True)]
