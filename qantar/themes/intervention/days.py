"""The chart of the days of each contingent, beside those that were announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qantar.charts import numbers, style
from qantar.facts import quantities, words


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
                "label": "Whole force" if n == 0 and ordered["contributor"].iloc[0] == quantities.CSTO else name,
                "bar": len(bars) - 1,
            }
        ]
        rows += [{"label": f"{plan.who}: {_short(plan)}", "plan": plan} for plan in plans.itertuples() if n == 0]
    row = 40 if narrow else numbers.ROW
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
            ends.append((last, y, f"\u2002\u2002{_out(own)}"))
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


def _out(steps: Sequence[Any]) -> str:
    """Write from when to when a contingent was out: from its first soldiers to its last known step."""
    came = [step.start for step in steps if step.step in ("sent", "deployed")]
    last = steps[-1].start
    return f"{came[0].day}–{last:%-d %b}" if came else f"until {last:%-d %b}"


def deployments_narrow(steps: pd.DataFrame, plans: pd.DataFrame) -> dict[str, Any]:
    """Draw the days of each contingent for a telephone."""
    return deployments(steps, plans, narrow=True)


def _short(plan: Any) -> str:
    """Write a plan as a label: ``at most 10 days``, ``to 19 January``."""
    return plan.text if plan.text[0] != "“" else f"to {plan.end:%-d January}"
