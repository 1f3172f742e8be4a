"""The version of a chart for a telephone: all of it within the width of the screen, nothing to move sideways.

What stands left of the plot moves above its row, rows grow with their words, and what stands beside or below
the plot gets the room that it needs. The marks, what they carry and the scales stay.
"""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go

from qantar.charts.panels import LEFT, LETTER, LINE, Panel, points_of, seen, text_of, wrapped
from qantar.charts.rows import rows

WIDTH = 296
"""So many pixels wide is a chart on the narrowest telephone in use, whose screen has 360."""
RIGHT = 10
"""Pixels right of the plot."""
SCALE, CURVES = 18, 230
"""Pixels: left of the plot for the numbers of a vertical scale, and the height of a panel that has one."""
SIDES = (("top center", 0, 1), ("bottom center", 0, -1), ("middle right", 1, 0), ("middle left", -1, 0))
"""Where a number may stand beside its mark: to the right, and above."""


def narrow(figure: go.Figure) -> go.Figure:
    """Return the version of a chart for a telephone; the chart itself stays as it is.

    Not for lines that lead from names on the left to names on the right: they have no room to cross.
    """
    out = go.Figure(figure)
    if not out.layout.yaxis.range:
        return out
    out.update_xaxes(automargin=False, tickfont_size=11, title_font_size=12, title_standoff=4, ticklabelstandoff=3)
    out.update_yaxes(automargin=False, tickfont_size=11)
    left, right, above = LEFT, RIGHT, 4.0
    first, last = out.layout.yaxis.range
    if first < last:
        left, above = LEFT + SCALE, LINE + 8
        panels = _panels(out, WIDTH - left - right)
        heights = [_curves(panel) for panel in panels]
    else:
        panels = _panels(out, WIDTH - left - right)
        heights = [rows(panel) for panel in panels]
    below = [_scale(panel) for panel in panels]
    if out.layout.xaxis.side == "top":
        above, below = below[0], [0]
    legend = _legend(out, panels[0].width)
    top = 0.0
    tall = sum(heights) + sum(below[:-1]) + above * (len(panels) - 1)
    for panel, high, under in zip(panels, heights, below, strict=True):
        panel.y.domain = [max(1 - (top + high) / tall, 0), 1 - top / tall]
        top += high + under + above
    height = round(above + tall + below[-1] + legend + 8)
    return out.update_layout(
        height=height,
        margin={"l": left, "r": right, "t": above, "b": below[-1] + legend + 8, "pad": 0},
        legend={"yref": "container", "y": 2 / height, "yanchor": "bottom", "xref": "container", "x": 0, "xanchor": "left",
                "font": {"size": 12}},
    )  # fmt: skip


def _panels(figure: go.Figure, width: float) -> list[Panel]:
    """Return the panels from top to bottom."""
    numbers = [name.removeprefix("yaxis") for name in figure.layout if name.startswith("yaxis")]
    return [Panel(figure, number, width) for number in sorted(numbers, key=lambda number: int(number or 1))]


def _curves(panel: Panel) -> float:
    """Write the title of a vertical scale above it, and keep the numbers at marks that cover nothing."""
    title, panel.y.title.text = panel.y.title.text, ""
    for note in panel.figure.layout.annotations:
        if note.xanchor == "left":
            note.text = "<br>".join(wrapped(note.text, (panel.width - panel.at(note.x)) / LETTER))
    panel.figure.add_annotation(
        text=title, x=0, xref=f"x{panel.number} domain", y=1, yref=f"y{panel.number} domain", showarrow=False,
        xanchor="left", yanchor="bottom", xshift=2 - LEFT - SCALE, yshift=4, font={"size": 12},
    )  # fmt: skip
    _beside_marks(panel)
    return CURVES


def _beside_marks(panel: Panel) -> None:
    """Keep the number of a mark where it covers nothing; the list of evidence and the table have all of them."""
    end = panel.y.range[1]
    marks = [(panel.at(trace.x[n]), trace.y[n] / end * CURVES) for trace, n in points_of(panel)]
    taken = [(x - 7, x + 7, y - 7, y + 7) for x, y in marks]
    for note in panel.figure.layout.annotations:
        if note.yref == f"y{panel.number} domain" and note.xref != f"x{panel.number} domain":
            left, high = panel.at(note.x), LINE * (1 + note.text.count("<br>"))
            taken.append((left, left + 12 + LETTER * seen(note.text), CURVES - high, CURVES))
    for trace in panel.traces():
        if trace.type == "bar":
            if panel.width / len(trace.x) < LETTER * max(map(seen, trace.text)):
                trace.textposition = "none"
            continue
        if trace.mode != "markers+text":
            continue
        filtered = []
        for n, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
            half = seen(text_of(trace, n)) * 5.6 / 2
            place = ("", "top center")
            for side, right, up in SIDES:
                middle, level = panel.at(x) + right * (half + 8), y / end * CURVES + up * 14
                box = (middle - half, middle + half, level - 6, level + 6)
                free = not any(box[0] < b[1] and b[0] < box[1] and box[2] < b[3] and b[2] < box[3] for b in taken)
                if free and box[0] > -LEFT and box[1] < panel.width + RIGHT:
                    place = (text_of(trace, n), side)
                    taken.append(box)
                    break
            filtered.append(place)
        trace.text, trace.textposition = zip(*filtered, strict=True)


def _scale(panel: Panel) -> float:
    """Make the words along a horizontal scale few and short enough; return the pixels that they need."""
    axis = panel.x
    if axis.visible is False:
        return 0
    lines = 1
    if axis.ticktext and axis.side == "top":
        names = [wrapped(text, panel.columns() / 5.6) for text in axis.ticktext]
        axis.ticktext, lines = ["<br>".join(name) for name in names], max(map(len, names))
    elif axis.ticktext:
        apart = panel.at(axis.tickvals[1]) - panel.at(axis.tickvals[0])
        every = math.ceil((max(map(seen, axis.ticktext)) * 6 + 8) / apart)
        axis.update(tickvals=axis.tickvals[::every], ticktext=axis.ticktext[::every])
    elif axis.dtick:
        axis.dtick = _rarer(axis.dtick)
    elif not axis.tickvals:
        axis.nticks = 5
    title = wrapped(axis.title.text or "", panel.width / LETTER)
    axis.title.text = "<br>".join(title)
    return 8 + 14 * lines + (LINE * len(title) + 6 if axis.title.text else 0)


def _rarer(step: Any) -> Any:
    """Return twice the step of a scale of days or months."""
    return f"M{2 * int(step[1:])}" if isinstance(step, str) else 2 * step


def _legend(figure: go.Figure, width: float) -> float:
    """Break the names of the legend into lines and return its height."""
    shown = [trace for trace in figure.data if trace.showlegend is not False and trace.name]
    if len(figure.data) < 2 or not shown:
        return 0
    for trace in shown:
        trace.name = "<br>".join(wrapped(trace.name, (WIDTH - 50) / LETTER))
    # Plotly breaks its lines at the width of the plot.
    wide = [40 + 5.8 * seen(trace.name) for trace in shown]
    lines: list[int] = []
    room = 0.0
    # What belongs together with other marks stands one after the other, all else in columns.
    grouped = any(trace.legendgroup for trace in shown)
    each = wide if grouped or sum(wide) <= width else [max(wide)] * len(wide)
    for trace, needs in zip(shown, each, strict=True):
        high = LINE * (1 + trace.name.count("<br>")) + (13 if grouped else 3)
        if room < needs:
            lines, room = [*lines, high], width
        lines[-1], room = max(lines[-1], high), room - needs - 10
    return 6 + sum(lines)
