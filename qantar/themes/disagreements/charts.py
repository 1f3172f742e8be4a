"""The chart of who contradicts whom, laid out in pixels for the width given."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from qantar.charts import style
from qantar.facts import words

NARROW = 600
"""Below so many pixels a chart is laid out for a telephone."""
WEIGHTS = {"sharp": "can't be true", "tension": "in tension, both may hold"}
CELL, LETTER = 42, 6.7
"""Pixels: the height of a row, and the mean width of a letter."""
FAINT = "rgba(128,128,128,0.25)"


def who(pairs: Sequence[dict[str, Any]], order: Sequence[str], width: int = 1100) -> dict[str, Any]:
    """Draw how many entries set which two sources against each other: a triangle, on its diagonal a source against itself.

    ``pairs``: ``one, other, weight, count, entries``; ``order``: the sources, from top to bottom and from left to right;
    ``width`` in pixels. The area of a mark is the number in it.
    """
    narrow = width < NARROW
    left = 100.0 if narrow else 190.0
    column = min((width - left) / len(order), 150.0)
    top = 46.0 if narrow else 66.0
    at = {key: n for n, key in enumerate(order)}
    most = max((row["count"] for row in pairs), default=1)
    shift = min(column / 4.2, 26.0)
    traces: list[dict[str, Any]] = []
    both = {(row["one"], row["other"]) for row in pairs if row["weight"] == "sharp"} & {
        (row["one"], row["other"]) for row in pairs if row["weight"] == "tension"
    }  # fmt: skip
    for weight, name in WEIGHTS.items():
        own = [row for row in pairs if row["weight"] == weight]
        spots = []
        for row in own:
            low, high = sorted((at[row["one"]], at[row["other"]]))
            beside = (-shift if weight == "sharp" else shift) if (row["one"], row["other"]) in both else 0
            spots.append((left + column * (low + 0.5) + beside, top + CELL * (high + 0.5)))
        traces.append({
            "type": "scatter", "mode": "markers+text", "name": name, "x": [x for x, _ in spots], "y": [y for _, y in spots],
            "text": [f"<span style='color:#ffffff'><b>{row['count']}</b></span>" for row in own], "textposition": "middle center",
            "textfont": {"size": 11 if narrow else 13, "color": "#ffffff"}, "cliponaxis": False, "unselected": style.UNSELECTED,
            "marker": {"symbol": "square" if weight == "sharp" else "circle", "color": style.color(weight), "opacity": 1,
                       "size": [18 if narrow else 16 + 14 * (row["count"] / most) ** 0.5 for row in own]},
            "customdata": [[row["entries"]] for row in own],
            "hovertext": [
                f"{words.name(row['one'])} {'with itself' if row['one'] == row['other'] else 'and ' + words.name(row['other'])}: "
                f"{row['count']} {name}" for row in own
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        })  # fmt: skip
    middles = [left + column * (n + 0.5) for n in range(len(order))]
    rows = [top + CELL * (n + 0.5) for n in range(len(order))]
    heads = [] if narrow else ["<br>".join(textwrap.wrap(_short(words.name(key), narrow), 14)) for key in order]
    down = top + CELL * len(order)
    steps = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": FAINT, "width": 1},
        "x": [x for n in range(len(order)) for x in (0, left + column * (n + 1), None)],
        "y": [y for n in range(len(order)) for y in (top + CELL * (n + 1), top + CELL * (n + 1), None)],
    }  # fmt: skip
    return {
        "data": [
            steps,
            _text([20.0] * len(order), rows, [_short(words.name(key), narrow) for key in order], "middle right", 12 if narrow else 13.5),
            _own([8.0] * len(order), rows, order),
            # A telephone has no room for names: the articles' own marks stand above the columns.
            _own(middles, [top - 10] * len(order), order) if narrow else _text(middles, [top - 4] * len(order), heads, "top center", 13),
            *_key(traces),
            *traces,
        ],
        "layout": {
            "template": style.TEMPLATE, "hovermode": "closest", "height": round(down + 8), "showlegend": False,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": {"range": [0, width], "visible": False, "fixedrange": True, "automargin": False},
            "yaxis": {"range": [down + 6, 0], "visible": False, "fixedrange": True, "automargin": False},
        },
    }  # fmt: skip


def _key(traces: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the marks mean, in a line on top."""
    shown = [trace for trace in traces if trace["x"]]
    x = [10.0]
    for trace in shown[:-1]:
        x.append(x[-1] + 44 + len(trace["name"]) * LETTER)
    return [
        {"type": "scatter", "mode": "markers", "x": x, "y": [10.0] * len(shown), "hoverinfo": "skip", "cliponaxis": False,
         "marker": {"symbol": [trace["marker"]["symbol"] for trace in shown], "size": 12, "opacity": 1,
                    "color": [trace["marker"]["color"] for trace in shown]}},
        _text([at + 10 for at in x], [10.0] * len(shown), [trace["name"] for trace in shown], "middle right", 12.5),
    ]  # fmt: skip


def _own(x: Sequence[float], y: Sequence[float], keys: Sequence[str]) -> dict[str, Any]:
    """Return the marks by which sources are known."""
    return {
        "type": "scatter", "mode": "markers", "x": list(x), "y": list(y), "cliponaxis": False,
        "hoverinfo": "text", "hovertext": [words.name(key) for key in keys],
        "marker": {"symbol": [style.symbol(key) for key in keys], "color": [style.color(key) for key in keys], "size": 10, "opacity": 1},
    }  # fmt: skip


def _short(name: str, narrow: bool) -> str:
    """Write a source in a telephone's room, and begin with a capital."""
    name = name.replace("Strange Bedfellows", "Bedfellows").replace("reference data", "reference") if narrow else name
    return name[0].upper() + name[1:]


def _text(x: Sequence[float], y: Sequence[float], text: Sequence[str], side: str, size: float) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": list(x), "y": list(y), "text": list(text), "textposition": side, "hoverinfo": "skip",
        "cliponaxis": False, "textfont": {"size": size},
    }  # fmt: skip
