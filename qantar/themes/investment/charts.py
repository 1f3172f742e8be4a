"""Charts of money: a growth that doesn't fit its amounts, and flows that can be below nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qantar.charts import style
from qantar.facts import words


def growth(sums: Mapping[str, float], source: str, ids: Sequence[str]) -> dict[str, Any]:
    """Draw two amounts and the printed growth that doesn't fit them.

    ``sums``: as ``ledger.growth`` returns it; ``source``: the key of the source of all three; ``ids``: the keys of the two amounts and of
    the growth.
    """
    color, computed = style.color(source), style.color("computed")
    first, last, implied = sums["first"], sums["last"], sums["implied_last"]
    return {
        "data": [
            {"type": "scatter", "mode": "lines+markers+text", "x": [0, 1], "y": [first, implied], "text": ["", words.rounded(implied)],
             "textposition": "middle right", "textfont": {"size": 14}, "cliponaxis": False, "customdata": [[ids[0]], [ids[2]]],
             "hovertext": ["", f"what {sums['printed']:.0f} % more would give: {words.rounded(implied)}, computed here"],
             "hovertemplate": "%{hovertext}<extra></extra>", "line": {"color": computed, "width": 2, "dash": "dot"},
             "marker": {"symbol": "circle-open", "size": 12, "color": computed, "opacity": 1, "line": {"width": 2}},
             "unselected": style.UNSELECTED},
            {"type": "scatter", "mode": "lines+markers+text", "x": [0, 1], "y": [first, last],
             "text": [f"<b>{words.rounded(number)}</b>" for number in (first, last)], "textposition": ["middle left", "middle right"],
             "textfont": {"size": 15}, "cliponaxis": False, "customdata": [[key] for key in ids[:2]],
             "hovertemplate": "US$%{y} bn<extra></extra>", "line": {"color": color, "width": 2.5},
             "marker": {"symbol": style.symbol(source), "size": 13, "color": color, "opacity": 1}, "unselected": style.UNSELECTED},
            {"type": "scatter", "mode": "text", "x": [0.45, 0.6], "y": [(first + last) / 2, (first + implied) / 2],
             "text": [f"<b>+{sums['computed']:.0f} %</b><br>by the amounts", f"<b>+{sums['printed']:.0f} %</b><br>as printed"],
             "textposition": ["top left", "bottom right"], "textfont": {"size": 14, "color": [color, computed]}, "hoverinfo": "skip"},
        ],
        "layout": {
            "template": style.LOOK, "height": 340, "margin": {"l": 8, "r": 8, "t": 8, "b": 30}, "showlegend": False, "hovermode": "closest",
            "xaxis": {"range": [-0.22, 1.32], "tickvals": [0, 1], "ticktext": ["2013", "2018"], "showgrid": True, "fixedrange": True},
            "yaxis": {"range": [0, last * 1.2], "fixedrange": True, "nticks": 5},
        },
    }  # fmt: skip


def flows(rows: Sequence[Mapping[str, Any]], span: tuple[float, float], narrow: bool = False) -> dict[str, Any]:
    """Draw a flow of each year as a bar, below the line where more went out than came in.

    ``rows``: ``id, label, year, value, text, series``; ``span``: of the upright axis. ``narrow``: for a telephone.
    """
    years = [row["year"] for row in rows]
    every = 4 if narrow else 1
    return {
        "data": [{
            "type": "bar", "x": years, "y": [float(row["value"]) for row in rows], "width": 0.6,
            "customdata": [[row["id"]] for row in rows], "text": [words.rounded(row["value"]) for row in rows],
            "textposition": "none" if narrow else "outside", "textfont": {"size": 12}, "cliponaxis": False,
            "hovertext": [f"<b>{row['text']}</b><br>{row['label']}" for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"color": [style.color(row["series"]) for row in rows]}, "unselected": {"marker": {"opacity": 0.5}},
        }],
        "layout": {
            "template": style.LOOK, "height": 320, "margin": {"l": 8, "r": 8, "t": 8, "b": 30}, "showlegend": False,
            "xaxis": {"range": [min(years) - 0.6, max(years) + 0.6], "tickvals": years[::every],
                      "ticktext": [str(year) for year in years[::every]], "tickangle": 0, "fixedrange": True},
            "yaxis": {"range": list(span), "tickformat": ".1f", "zeroline": True, "zerolinecolor": style.color("several"),
                      "fixedrange": True, "nticks": 6},
        },
    }  # fmt: skip


def flows_narrow(rows: Sequence[Mapping[str, Any]], span: tuple[float, float]) -> dict[str, Any]:
    """Draw the flows for a telephone, the numbers left to the table."""
    return flows(rows, span, narrow=True)
