"""The chart of the timeline: lanes down, days across, a mark or a bar for each happening.

It is laid out in pixels for the width that it is given, so that it stands on a wide screen, on a telephone and in a picture alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qantar.charts import style
from qantar.facts import words
from qantar.facts.cells import LANES
from qantar.themes.timeline.layout import DAYS, NARROW, SIZE, Spot, plan
from qantar.themes.timeline.titles import OPEN

ABOVE, LEGEND = 24, 26
"""Pixels: for the days above the lanes, and for a line of the legend."""
WIDE = 880
"""Pixels that a chart has at least on a wide screen: on a wider one all moves apart."""
APART = 14
"""Pixels from one unseen mark along a label to the next."""
RULE = "rgba(128,128,128,0.5)"
HOVER = "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"


def lanes(rows: Sequence[Mapping[str, Any]], width: int = WIDE) -> dict[str, Any]:
    """Draw happenings in lanes, each at the day that is known, coloured and shaped by who reports it.

    ``rows``: ``facts, title, short, lane, shape, start, end, when, by, who, sources``, by lane and day; ``width`` in pixels.
    """
    planned = plan(rows, width, {lane: words.name(lane) for lane in LANES}, OPEN)
    keys = style.in_order(row["who"] for row in rows)
    traces = [_grid(planned.at, planned.bottom)]
    for key in keys:
        own = [spot for spot in planned.spots if spot.row["who"] == key]
        traces += [_bars([spot for spot in own if spot.row["shape"] == "span"], key)]
        traces += [_marks([spot for spot in own if spot.row["shape"] != "span"], key)]
    traces = [trace for trace in traces if trace["x"]] + [_labels(planned.spots, side) for side in ("right", "left")]
    traces += [_touched(planned.spots), _names(planned.names)]
    traces += [_legend(key) for key in keys]
    legend = LEGEND * _legend_lines([words.name(key) for key in keys], width)
    # Where nothing has a day, no days stand above.
    dated = planned.bottom > 0
    above = ABOVE if dated else 4
    return {
        "data": traces,
        "layout": {
            "template": style.LOOK,
            "hovermode": "closest",
            "height": round(planned.height + above + legend),
            "margin": {"l": 0, "r": 0, "t": above, "b": legend, "pad": 0},
            "xaxis": {"range": [0, width], "side": "top", "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False,
                      "tickmode": "array", "tickvals": list(planned.at) if dated else [], "ticktext": _days(width) if dated else [],
                      "ticklen": 0, "tickfont": {"size": 12}},
            "yaxis": {"range": [planned.height, 0], "visible": False, "fixedrange": True, "automargin": False},
            "shapes": [{"type": "line", "x0": 0, "x1": width, "y0": y, "y1": y, "line": {"color": RULE, "width": 1}}
                       for y in planned.borders],
            "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "font": {"size": 12}},
        },
    }  # fmt: skip


def _legend_lines(names: Sequence[str], width: int) -> int:
    """Return in how many lines a legend stands: one if all of it fits, else columns as wide as the widest name."""
    wide = [46 + 6.6 * len(name) for name in names]
    return 1 if sum(wide) <= width else -(-len(wide) // max(int(width // max(wide)), 1))


def _days(width: int) -> list[str]:
    """Write the days above the lanes; there is room for the month beside the first where days are wide."""
    return [f"{day} Jan" if day in (1, DAYS) and width >= NARROW else str(day) for day in range(1, DAYS + 1)]


def _grid(at: Sequence[float], bottom: float) -> dict[str, Any]:
    """Return a line down each day, as far as days go: what has none stands below."""
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False, "line": {"color": style.GRID, "width": 1},
        "x": [x for day in at for x in (day, day, None)] if bottom else [], "y": [y for _ in at for y in (0, bottom, None)],
    }  # fmt: skip


def _marks(spots: Sequence[Spot], key: str) -> dict[str, Any]:
    """Return the marks of what one article, several or reference data alone reports; hollow where no article gives the day."""
    symbol = style.symbol(key).removesuffix("-open")
    filled = [spot.row["by"] == "article" and spot.row["shape"] == "day" for spot in spots]
    return {
        "type": "scatter", "mode": "markers", "name": words.name(key), "showlegend": False, "cliponaxis": False,
        "x": [spot.x for spot in spots], "y": [spot.y for spot in spots],
        "marker": {"symbol": [symbol + ("" if full else "-open") for full in filled], "size": 10, "color": style.color(key), "opacity": 1,
                   "line": {"width": 2, "color": style.color(key)}},
        "unselected": style.UNSELECTED, "customdata": [_said(spot) for spot in spots], "hovertemplate": HOVER,
    }  # fmt: skip


def _bars(spots: Sequence[Spot], key: str) -> dict[str, Any]:
    """Return the bars of what lasted, lighter where no article gives the days; a click on an end opens it."""
    parts = [(x, spot) for spot in spots for x in (spot.x, spot.end, None)]
    return {
        "type": "scatter", "mode": "lines+markers", "name": words.name(key), "showlegend": False,
        "x": [x for x, _ in parts], "y": [spot.y for _, spot in parts], "opacity": 0.6 if key == "reference" else 0.9,
        "line": {"width": 6, "color": style.color(key)}, "marker": {"symbol": "line-ns", "size": 8, "color": style.color(key),
                                                                    "line": {"width": 2, "color": style.color(key)}},
        "unselected": style.UNSELECTED, "customdata": [_said(spot) for _, spot in parts], "hovertemplate": HOVER,
    }  # fmt: skip


def _said(spot: Spot) -> list[str]:
    row = spot.row
    return [row["facts"], row["title"], row["when"], words.names(row["sources"])]


def _labels(spots: Sequence[Spot], side: str) -> dict[str, Any]:
    """Return the labels that stand at one side of their marks, in one trace; of a bar above it."""
    own = [spot for spot in spots if spot.side == side]
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
        "x": [spot.label[0 if side == "right" else 1] for spot in own], "y": [spot.label[2] for spot in own],
        "text": ["<br>".join(spot.lines) for spot in own], "textposition": f"middle {side}", "textfont": {"size": SIZE},
        "unselected": style.UNSELECTED,
    }  # fmt: skip


def _touched(spots: Sequence[Spot]) -> dict[str, Any]:
    """Return unseen marks along each label, so that a click on what it says opens it as one on its mark does."""
    unseen = {"marker": {"opacity": 0}}
    points = [(x, spot) for spot in spots for x in range(round(spot.label[0]), round(spot.label[1]), APART)]
    return {
        "type": "scatter", "mode": "markers", "showlegend": False, "marker": {"size": APART, "opacity": 0}, "selected": unseen,
        "unselected": unseen, "x": [x for x, _ in points], "y": [spot.label[2] for _, spot in points],
        "customdata": [_said(spot) for _, spot in points], "hovertemplate": HOVER,
    }  # fmt: skip


def _names(names: Sequence[tuple[str, float, float]]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
        "x": [x for _, x, _ in names], "y": [y for _, _, y in names], "text": [f"<b>{name}</b>" for name, _, _ in names],
        "textposition": "middle right", "textfont": {"size": SIZE}, "unselected": style.UNSELECTED,
    }  # fmt: skip


def _legend(key: str) -> dict[str, Any]:
    """Return the mark of the legend for who reports: a filled one, since the first of the marks may be hollow."""
    return {
        "type": "scatter", "mode": "markers", "name": words.name(key) + (" alone" if key == "reference" else ""), "x": [None], "y": [None],
        "marker": {"symbol": style.symbol(key), "size": 10, "color": style.color(key), "line": {"width": 2, "color": style.color(key)}},
    }  # fmt: skip
