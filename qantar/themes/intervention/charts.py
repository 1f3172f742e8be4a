"""Charts of the CSTO force: how large by whose word, from when to when, and how it went home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.charts import numbers, placing, style
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
ZONE = 2.3
"""So many days wide is the place of a number without a day."""
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
    places = _across(dated) | {row["id"]: DAYS[1] + 0.8 + ZONE * (n + 0.5) for n, row in enumerate(rest)}
    last = DAYS[1] + 0.5 + (ZONE * len(rest) + 0.4 if rest else 0)
    sides = _sides(rows, rest, places, last, narrow)
    data = _open_ends(rows, places)
    for phase, symbol in SYMBOLS.items():
        own = [row for row in rows if row["phase"] == phase]
        if own:
            data.append(_marks(own, symbol, places, sides))
    line = {"color": style.color("several"), "width": 1, "dash": "dot"}
    edge = DAYS[1] + 0.65
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
    """Return the words beside a mark, who and how many: in a line or two, or in two alone where there is no day, since columns are narrow."""
    number = row["text"].removesuffix(" people").split(" (")[0]
    return [f"{row['who']}{between}{number}" for between in ((" ", "<br>")[undated:])]


def _sides(
    rows: Sequence[Mapping[str, Any]],
    rest: Sequence[Mapping[str, Any]],
    places: Mapping[str, float],
    last: float,
    narrow: bool,
) -> dict[str, tuple[str, str]]:
    """Return for each size the side of its mark where its words have room, and the words."""
    width, height = (PHONE, 270) if narrow else (WIDE, 330)
    first, scale = DAYS[0] - BEFORE, height / UP
    per_day = width / (last - first)

    def at(row: Mapping[str, Any]) -> tuple[float, float]:
        return (places[row["id"]] - first) * per_day, _number(row) * scale

    undated = {row["id"] for row in rest}
    order = sorted(rows, key=lambda row: row["id"] not in undated)
    taken = []
    for row in rows:
        if not held(row["value"]):
            x, y = at(row)
            low, high = _ends(row)
            taken.append((x - 5, x + 5, low * scale, min(high, UP) * scale))
    marks = [(*at(row), _said(row, row["id"] in undated)) for row in order]
    found = placing.place(marks, (width, height), taken)
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


def deployments(steps: pd.DataFrame, plans: pd.DataFrame, narrow: bool = False) -> dict[str, Any]:
    """Draw from the first to the last step of each contingent as a bar, with a mark for each step and the days at its end.

    ``steps``: ``id, contributor, name, step, start, title``; ``plans``: how long the withdrawal was to take, dotted below the whole
    force (``id, start, end, title, text, who, qualifier, sources``). ``narrow``: for a telephone, the words above each row.
    """
    bars: list[tuple[str, str, list[Any]]] = []
    rows: list[dict[str, Any]] = []
    for n, (name, own) in enumerate(steps.groupby("name", sort=False)):
        ordered = own.sort_values(["start", "id"])
        bars.append((str(name), style.color(ordered["contributor"].iloc[0]), list(ordered.itertuples())))
        rows += [
            {
                "label": "Whole force" if n == 0 and ordered["contributor"].iloc[0] == "ac-csto" else name,
                "bar": len(bars) - 1,
            }
        ]
        rows += [{"label": f"{plan.who}: {_short(plan)}", "plan": plan} for plan in plans.itertuples() if n == 0]
    row = 40 if narrow else numbers.ROW
    lines: dict[str, list[Any]] = {"x": [], "y": [], "color": []}
    data: list[dict[str, Any]] = []
    marks: dict[str, list[Any]] = {"x": [], "y": [], "id": [], "hover": [], "color": []}
    ends: list[tuple[Any, float, str]] = []
    levels = []
    for n, one in enumerate(rows):
        y = row * n + (28 if narrow else row / 2)
        levels.append((row * n + 8 if narrow else y, one["label"]))
        if "bar" in one:
            _, color, own = bars[one["bar"]]
            first, last = own[0].start, own[-1].start
            data.append({"type": "scatter", "mode": "lines", "x": [first, last], "y": [y, y], "hoverinfo": "skip", "opacity": 0.45,
                         "line": {"color": color, "width": 7}})  # fmt: skip
            marks["x"] += [step.start for step in own]
            marks["y"] += [y] * len(own)
            marks["id"] += [[step.id] for step in own]
            marks["hover"] += [f"<b>{step.title}</b><br>{words.day(step.start)}" for step in own]
            marks["color"] += [color] * len(own)
            ends.append((last, y, f"  {words.many((last - first).days, 'day')}"))
        else:
            plan = one["plan"]
            color = style.color(words.source_key(plan.sources))
            end = {"at_most": "arrow-left", "at_least": "arrow-right"}.get(plan.qualifier, "line-ns")
            data.append({"type": "scatter", "mode": "lines+markers", "x": [plan.start, plan.end], "y": [y, y], "cliponaxis": False,
                         "customdata": [[plan.id], [plan.id]], "hovertext": [plan.title] * 2,
                         "hovertemplate": "<b>%{hovertext}</b><extra></extra>", "line": {"color": color, "width": 2, "dash": "dot"},
                         "unselected": style.UNSELECTED,
                         "marker": {"symbol": ["line-ns", end], "size": 10, "color": color, "opacity": 1,
                                    "line": {"width": 2, "color": color}}})  # fmt: skip
    del lines
    data.append({"type": "scatter", "mode": "markers", "x": marks["x"], "y": marks["y"], "customdata": marks["id"], "cliponaxis": False,
                 "hovertext": marks["hover"], "hovertemplate": "%{hovertext}<extra></extra>", "unselected": style.UNSELECTED,
                 "marker": {"symbol": "circle-open", "size": 9, "color": marks["color"], "opacity": 1, "line": {"width": 2}}})  # fmt: skip
    data.append({"type": "scatter", "mode": "text", "x": [x for x, _, _ in ends], "y": [y for _, y, _ in ends], "hoverinfo": "skip",
                 "text": [text for _, _, text in ends], "textposition": "middle right", "textfont": {"size": 12.5},
                 "cliponaxis": False})  # fmt: skip
    first, last = pd.Timestamp("2022-01-04T12:00"), pd.Timestamp("2022-01-25")
    if narrow:
        data.append({"type": "scatter", "mode": "text", "x": [first] * len(levels), "y": [y for y, _ in levels],
                     "text": [f"<b>{text}</b>" for _, text in levels], "textposition": "middle right", "textfont": {"size": 12.5},
                     "hoverinfo": "skip", "cliponaxis": False})  # fmt: skip
    height = row * len(rows) + 4
    return {
        "data": data,
        "layout": {
            "template": style.LOOK,
            "height": height + numbers.AXIS,
            "margin": {"l": 12 if narrow else 8, "r": 8, "t": 4, "b": numbers.AXIS - 4},
            "xaxis": {"type": "date", "range": [first, last], "tickformat": "%-d", "dtick": (4 if narrow else 2) * 86400000,
                      "tick0": "2022-01-05", "title": {"text": "January 2022", "standoff": 6, "font": {"size": 12.5}}, "showgrid": True,
                      "fixedrange": True, "tickfont": {"size": 12}},
            "yaxis": {"range": [height, 0], "showgrid": False, "fixedrange": True, "automargin": not narrow, "tickfont": {"size": 12.5},
                      "tickvals": [] if narrow else [y for y, _ in levels], "ticktext": [] if narrow else [text for _, text in levels]},
            "hovermode": "closest", "showlegend": False,
        },
    }  # fmt: skip


def deployments_narrow(steps: pd.DataFrame, plans: pd.DataFrame) -> dict[str, Any]:
    """Draw the days of each contingent for a telephone."""
    return deployments(steps, plans, narrow=True)


def _short(plan: Any) -> str:
    """Write a plan as a label: ``at most 10 days``, ``to 19 January``."""
    return plan.text if plan.text[0] != "“" else f"to {plan.end:%-d January}"


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
            "marker": {"color": style.color("reference"),
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
