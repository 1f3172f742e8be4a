"""Charts that are laid out in pixels for the width they are given: what their texts, marks and frame have in common.

One unit of either scale is a pixel of the width that the chart was laid out for; down is down.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from qantar.charts import style

NARROW = 600
"""Below so many pixels a chart is laid out for a telephone."""
WIDE, LINE = 0.51, 17
"""The mean width of a letter as a part of its size, and the height of a line in pixels."""
GREY = "#73777f"
RULE = "rgba(128,128,128,0.35)"


def broken(text: str, pixels: float, size: float = 13) -> list[str]:
    """Break a text of some size into the lines that fit so many pixels; an empty text has one."""
    return textwrap.wrap(text, max(int(pixels / (size * WIDE)), 6), break_long_words=False) or [""]


def colored(text: str, color: str = GREY) -> str:
    """Write a text in a colour of its own, grey unless another is given; the page's own would win over that of the trace."""
    return f'<span style="color:{color}">{text}</span>' if text else ""


def texts(placed: Sequence[tuple[float, float, str]], size: float = 13, side: str = "middle right") -> dict[str, Any]:
    """Return texts as one trace; ``placed``: across, down (the middle of the first line), and the text.

    Its lines are parted by ``<br>``; the first stands at the height that is given, whatever comes below it.
    """
    down = [y + LINE * text.count("<br>") / 2 for _, y, text in placed]
    return {
        "type": "scatter", "mode": "text", "x": [x for x, *_ in placed], "y": down, "text": [text for *_, text in placed],
        "textposition": side, "hoverinfo": "skip", "showlegend": False, "cliponaxis": False, "textfont": {"size": size},
    }  # fmt: skip


def marks(
    placed: Sequence[tuple[float, float, str, str]],
    symbol: str | Sequence[str],
    color: str | Sequence[str],
    size: float = 11,
) -> dict[str, Any]:
    """Return marks as one trace; ``placed``: across, down, the keys of the facts behind the mark, and what hovering it says."""
    return {
        "type": "scatter", "mode": "markers", "x": [x for x, *_ in placed], "y": [y for _, y, *_ in placed], "showlegend": False,
        "cliponaxis": False, "marker": {"symbol": symbol, "size": size, "opacity": 1, "color": color,
                                        "line": {"width": 2, "color": color}},
        "customdata": [[facts] for *_, facts, _ in placed], "text": [said for *_, said in placed],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def areas(placed: Sequence[tuple[float, float, str, str]], size: float) -> dict[str, Any]:
    """Return wide unseen marks, so that a click anywhere in a cell opens it; ``placed`` as for ``marks``."""
    found = marks(placed, "square", style.color("several"), size)
    return {**found, "marker": {"symbol": "square", "size": size, "opacity": 0}}


def chart(traces: Sequence[dict[str, Any]], width: float, height: float, rules: Sequence[float] = ()) -> dict[str, Any]:
    """Return a chart of so many pixels as a plain dictionary, with lines across at some heights (``rules``)."""
    line = {"type": "line", "x0": 0, "x1": width, "line": {"color": RULE, "width": 1}}
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": {
            "template": style.TEMPLATE,
            "hovermode": "closest",
            "height": round(height),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": {"range": [0, width], "visible": False, "fixedrange": True, "automargin": False},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True, "automargin": False},
            "shapes": [{**line, "y0": y, "y1": y} for y in rules],
            "showlegend": False,
        },
    }
