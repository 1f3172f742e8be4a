"""Charts of the CSTO force: how large by whose word, and how it went home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.charts import placing, style
from qantar.charts.numbers import held
from qantar.facts import words

FORCE, UP = 440, 4500
"""Pixels of the chart of the force, and the number of soldiers at which its scale ends."""
SYMBOLS = {"deployed": "diamond", "planned": "triangle-up", "reported": "circle"}
"""The marks of the phases, in the order in which their words are placed."""
DAYS = (5, 20)
"""The days of January between which sizes of the force were stated."""
WIDE, PHONE = 640, 250
"""Pixels of the plot where it is narrowest: on a wide screen or in a picture, and on a telephone."""
ZONE, PHONE_ZONE = 2.8, 4.4
"""So many days wide is the place of a number without a day, and on a telephone."""
CLOSE, APART = 150, 0.4
"""Numbers of one day that differ by fewer soldiers stand side by side, so many days apart."""
BEFORE = 1.1
"""Days of room left of the first day, for words."""
OPEN = 330
"""Soldiers that the arrow of an open end is long; it says only that the end is open."""


def force(rows: Sequence[Mapping[str, Any]], narrow: bool = False) -> dict[str, Any]:
    """Draw every stated size of the force: the day of the statement across, soldiers up, what has no day at the right edge.

    ``rows``: ``id, as_of, value, low, high, text, phase, official, who, label, sources``, those that matter most first.
    A mark's shape is its phase; it is filled where an official says so. A range is a line, with an arrow where it is open.
    ``narrow``: for a telephone, with fewer words.
    """
    dated = [row for row in rows if held(row["as_of"]) and DAYS[0] <= _day(row) <= DAYS[1]]
    rest = [row for row in rows if not any(row is one for one in dated)]
    zone, edge = PHONE_ZONE if narrow else ZONE, DAYS[1] + 0.65
    places = _across(dated) | {row["id"]: edge + 0.15 + zone * (n + 0.5) for n, row in enumerate(rest)}
    last = edge + zone * len(rest) + 0.25 if rest else DAYS[1] + 0.5
    sides = _sides(rows, rest, places, (edge, last), narrow)
    data = _open_ends(rows, places)
    for phase, symbol in SYMBOLS.items():
        own = [row for row in rows if row["phase"] == phase]
        if own:
            data.append(_marks(own, symbol, places, sides))
    line = {"color": style.color("several"), "width": 1, "dash": "dot"}
    return {
        "data": data,
        "layout": {
            "template": style.LOOK,
            "height": 340 if narrow else FORCE,
            "margin": {"l": 8, "r": 8, "t": 22, "b": 40},
            "xaxis": {"range": [DAYS[0] - BEFORE, last], "tickvals": list(range(DAYS[0], DAYS[1] + 1, 3 if narrow else 1)),
                      "ticktext": [str(day) for day in range(DAYS[0], DAYS[1] + 1, 3 if narrow else 1)], "tickangle": 0,
                      "title": {"text": "January 2022", "standoff": 4, "font": {"size": 12.5}}, "showgrid": False, "fixedrange": True},
            "yaxis": {"range": [0, UP], "tickvals": list(range(0, UP, 1000)), "tickformat": ",", "fixedrange": True},
            "hovermode": "closest", "showlegend": False,
            "shapes": [{"type": "line", "x0": edge, "x1": edge, "y0": 0, "y1": UP, "line": line}] if rest else [],
            "annotations": [{"text": "day not stated", "x": (edge + last) / 2, "y": 1, "yref": "y domain", "xanchor": "center",
                             "yanchor": "bottom", "showarrow": False, "font": {"size": 12.5}}] if rest else [],
        },
    }  # fmt: skip


def force_narrow(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw the sizes of the force for a telephone."""
    return force(rows, narrow=True)


def _day(row: Mapping[str, Any]) -> float:
    date = row["as_of"]
    return date.day if (date.year, date.month) == (2022, 1) else -1


def _number(row: Mapping[str, Any]) -> float:
    """Return where a size is drawn: the number, or the bound that is stated."""
    return next(float(row[column]) for column in ("value", "low", "high") if held(row[column]))


def _across(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return where each dated size stands: on its day, beside others of the day that are nearly as large."""
    by_day: dict[float, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_day[_day(row)].append(row)
    found = {}
    for day, own in by_day.items():
        own = sorted(own, key=_number)
        close: list[list[Mapping[str, Any]]] = []
        for row in own:
            if close and _number(row) - _number(close[-1][-1]) < CLOSE:
                close[-1].append(row)
            else:
                close.append([row])
        for group in close:
            for n, row in enumerate(group):
                found[row["id"]] = day + APART * (n - (len(group) - 1) / 2)
    return found


def _said(row: Mapping[str, Any], undated: bool) -> list[str]:
    """Return the words beside a mark, who and how many, the best first: in a line, in two, or of those that matter the one or the other.

    Where there is no day columns are narrow, so there they stand in two lines at once.
    """
    number = row["text"].removesuffix(" people").split(" (")[0]
    said = [f"{row['who']}{between}{number}" for between in ((" ", "<br>")[undated:])]
    return [*said, *([row["who"] if undated else number] if row["main"] else [])]


def _sides(
    rows: Sequence[Mapping[str, Any]],
    rest: Sequence[Mapping[str, Any]],
    places: Mapping[str, float],
    ends: tuple[float, float],
    narrow: bool,
) -> dict[str, tuple[str, str]]:
    """Return for each size the side of its mark where its words have room, and the words.

    ``ends``: where the sizes without a day begin, and where the axis ends.
    """
    width, height = (PHONE, 270) if narrow else (WIDE, 330)
    first, scale = DAYS[0] - BEFORE, height / UP
    per_day = width / (ends[1] - first)

    def at(row: Mapping[str, Any]) -> tuple[float, float]:
        return (places[row["id"]] - first) * per_day, _number(row) * scale

    undated = {row["id"] for row in rest}
    order = sorted(rows, key=lambda row: row["id"] not in undated)
    edge = (ends[0] - first) * per_day
    taken = [(edge - 2, edge + 2, 0.0, float(height))] if rest else []
    for row in rows:
        if not held(row["value"]):
            x, _ = at(row)
            low, high = _ends(row)
            taken.append((x - 6, x + 6, low * scale, min(high, UP) * scale))
    marks = [(*at(row), _said(row, row["id"] in undated)) for row in order]
    main = [n for n, row in enumerate(order) if row["main"]]
    found = placing.place(marks, (width, height), taken, anyhow=main)
    return dict(zip([row["id"] for row in order], found, strict=True))


def _ends(row: Mapping[str, Any]) -> tuple[float, float]:
    """Return from where to where a vague size is drawn; an open end is as long as ``OPEN`` says."""
    low = float(row["low"]) if held(row["low"]) else float(row["high"]) - OPEN
    return low, float(row["high"]) if held(row["high"]) else low + OPEN


def _open_ends(rows: Sequence[Mapping[str, Any]], places: Mapping[str, float]) -> list[dict[str, Any]]:
    """Draw the vague sizes: a line for each colour, with an arrow where an end is open or beyond the scale."""
    traces: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        if held(row["value"]):
            continue
        low, high = _ends(row)
        own = traces.setdefault(
            style.color(words.source_key(row["sources"])), {"x": [], "y": [], "symbol": [], "id": [], "hover": []}
        )
        down, up = not held(row["low"]), not held(row["high"]) or high > UP
        own["x"] += [places[row["id"]]] * 2 + [None]
        own["y"] += [low, min(high, UP - 60), None]
        own["symbol"] += ["arrow-down" if down else "line-ew", "arrow-up" if up else "line-ew", "circle"]
        own["id"] += [[row["id"]]] * 3
        own["hover"] += [f"<b>{row['text']}</b><br>{row['label']}"] * 3
    return [{
        "type": "scatter", "mode": "lines+markers", "x": own["x"], "y": own["y"], "customdata": own["id"], "hovertext": own["hover"],
        "hovertemplate": "%{hovertext}<extra></extra>", "line": {"color": color, "width": 3}, "unselected": style.UNSELECTED,
        "marker": {"symbol": own["symbol"], "size": 11, "color": color, "opacity": 1, "line": {"width": 2, "color": color}},
    } for color, own in traces.items()]  # fmt: skip


def _marks(
    rows: Sequence[Mapping[str, Any]],
    symbol: str,
    places: Mapping[str, float],
    sides: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    """Draw the sizes of one phase, those that matter most in bold."""
    colors = [style.color(words.source_key(row["sources"])) for row in rows]
    texts = [sides[row["id"]][1] for row in rows]
    return {
        "type": "scatter", "mode": "markers+text", "x": [places[row["id"]] for row in rows], "y": [_number(row) for row in rows],
        "text": [f"<b>{text}</b>" if text and row["main"] else text for text, row in zip(texts, rows, strict=True)],
        "textposition": [sides[row["id"]][0] or "top center" for row in rows], "textfont": {"size": 12.5}, "cliponaxis": False,
        "customdata": [[row["id"]] for row in rows], "hovertext": [f"<b>{row['text']}</b><br>{row['label']}" for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>", "unselected": style.UNSELECTED,
        "marker": {"symbol": [symbol if row["official"] == "yes" else f"{symbol}-open" for row in rows], "size": 12, "color": colors,
                   "opacity": 1, "line": {"width": 2, "color": colors}},
    }  # fmt: skip


def home(rows: pd.DataFrame) -> dict[str, Any]:
    """Draw the aircraft home by day as bars, what was planned hatched.

    ``rows``: ``id, start, end, value, measure, text, label``, each for its day or days.
    """
    plain = rows.to_dict("records")
    when = list(
        dict.fromkeys((row["start"], row["end"]) for row in sorted(plain, key=lambda row: (row["end"], row["start"])))
    )
    planned = [row["measure"].endswith("planned") for row in plain]
    many = {span: sum(span == (row["start"], row["end"]) for row in plain) for span in when}
    shift = [
        0 if many[row["start"], row["end"]] == 1 else -0.2 if is_so else 0.2
        for row, is_so in zip(plain, planned, strict=True)
    ]
    end = max(float(row["value"]) for row in plain)
    return {
        "data": [{
            "type": "bar", "x": [when.index((row["start"], row["end"])) + move for row, move in zip(plain, shift, strict=True)],
            "y": [float(row["value"]) for row in plain], "width": 0.36, "text": [f"{float(row['value']):.0f}" for row in plain],
            "textposition": "outside", "textfont": {"size": 12.5}, "cliponaxis": False, "customdata": [[row["id"]] for row in plain],
            "hovertext": [f"<b>{row['text']}</b><br>{row['label']}" for row in plain], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"color": [style.color("reference")] * len(plain),
                       "pattern": {"shape": ["/" if is_so else "" for is_so in planned], "fgcolor": "#ffffff", "size": 6}},
            "unselected": {"marker": {"opacity": 0.5}},
        }],
        "layout": {
            "template": style.LOOK, "height": 280, "margin": {"l": 8, "r": 8, "t": 8, "b": 40}, "showlegend": False, "barmode": "overlay",
            "xaxis": {"range": [-0.6, len(when) - 0.4], "tickvals": list(range(len(when))), "ticktext": [_span(*span) for span in when],
                      "title": {"text": "January 2022", "standoff": 4, "font": {"size": 12.5}}, "fixedrange": True, "tickangle": 0},
            "yaxis": {"range": [0, end * 1.15], "title": {"text": "aircraft", "font": {"size": 12.5}}, "fixedrange": True, "nticks": 5},
        },
    }  # fmt: skip


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    return f"{start.day}" if start == end else f"{start.day}–{end.day}"
