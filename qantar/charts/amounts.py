"""Charts of stated numbers: a mark for a number, a range with open ends for a vague amount."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from qantar.charts import style
from qantar.charts.stated import amount, mark, note
from qantar.facts import words

ROW = 46  # pixels for one number and its label
GAP = 74  # pixels for the axis of a panel
HEAD = 0.5  # of a row, for words above it


def by_unit(rows: pd.DataFrame, axes: Mapping[str, tuple[float, str]]) -> go.Figure:
    """Draw stated numbers, one panel per unit (and theatre), one line per number.

    ``rows``: ``id, label, panel, value, low, high, text, sources, bounded``; ``axes``: panel → (end
    of the axis, its title), computed from all rows so that the axes stay when the filter changes.
    A number without any bound can't be drawn and is left to the table. Columns that may be there:
    ``symbol``, where it isn't empty, replaces the mark of a row, and ``kind`` is what the legend calls
    it; ``head`` holds words above a row.
    """
    rows = rows[rows["bounded"]]
    units = [unit for unit in axes if unit in set(rows["panel"])]
    if not units:
        return go.Figure(layout={"template": style.TEMPLATE})
    heads = rows["head"] if "head" in rows else pd.Series("", index=rows.index)
    steps = (1 + HEAD * (heads != "")).groupby(rows["panel"])
    lines = [float(steps.sum()[unit]) for unit in units]
    total = sum(lines) * ROW + GAP * len(units)
    figure = make_subplots(
        rows=len(units), cols=1, row_heights=lines,
        vertical_spacing=GAP / total if len(units) > 1 else 0,
    )  # fmt: skip
    for name, key, symbol in _legend(rows):
        # The legend has marks of its own, since a vague amount has none.
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, legendgroup=name, marker=mark(key, symbol))
    notes = []
    for n, unit in enumerate(units, 1):
        part = rows[rows["panel"] == unit]
        end, title = axes[unit]
        places = steps.cumsum()[part.index] - 1
        for at, head, row in zip(places, heads[part.index], part.itertuples(), strict=True):
            amount(figure, row, at, end, panel={"row": n, "col": 1})
            notes.append(note(f"<b>{row.text}</b> · {row.label}", at - 0.38, n))
            if head:
                notes.append(note(f"<i>{head}</i>", at - 0.8, n))
        figure.update_xaxes(
            range=[-end * 0.015, end * 1.02], title={"text": title, "standoff": 6}, tickformat=",", showgrid=True, fixedrange=True,
            row=n, col=1,
        )  # fmt: skip
        figure.update_yaxes(range=[lines[n - 1] - 0.45, -0.7], visible=False, fixedrange=True, row=n, col=1)
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE, height=total + 50, legend={"y": -58 / total}, hovermode="closest", annotations=notes
    )


def _legend(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return name, key of the colour and mark of all that the legend tells apart: who reports, or else the kind."""
    kinds = rows["kind"] if "kind" in rows else pd.Series("", index=rows.index)
    plain = set(rows.loc[kinds == "", "sources"].map(words.source_key))
    found = [(words.name(key), key, style.symbol(key)) for key in style.in_order(plain)]
    own = {kind: row for kind, row in zip(kinds, rows.itertuples(), strict=True) if kind}
    return found + [(kind, words.source_key(own[kind].sources), own[kind].symbol) for kind in sorted(own)]


def growth(sums: Mapping[str, float], source: str) -> go.Figure:
    """Draw two amounts and the printed growth that doesn't fit them.

    ``sums``: as ``ledger.growth`` returns it; ``source``: the key of the source of all three.
    """
    color = style.color(source)
    figure = go.Figure()
    figure.add_scatter(
        x=[2013, 2018], y=[sums["first"], sums["last"]], mode="lines+markers+text", name="the two amounts as printed",
        line={"color": color, "width": 2.5}, marker={"symbol": style.symbol(source), "size": 13, "color": color},
        text=[f"<b>{words.amount(sums[key], 'US$ bn')}</b>" for key in ("first", "last")],
        textposition=["bottom right", "top left"], textfont={"size": 15}, cliponaxis=False,
        hovertemplate="%{x}: US$%{y} bn<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[2013, 2018], y=[sums["first"], sums["implied_last"]], mode="lines+markers+text",
        name=f"what the printed {sums['printed']:.0f} % would give (computed here)",
        line={"color": style.color("computed"), "width": 2, "dash": "dot"},
        marker={"symbol": "circle-open", "size": 12, "color": style.color("computed"), "line": {"width": 2}},
        text=["", f"{words.amount(round(sums['implied_last'], 1), 'US$ bn')}"],
        textposition="bottom center", textfont={"size": 14}, cliponaxis=False,
        hovertemplate="%{x}: US$%{y:.1f} bn, computed<extra></extra>",
    )  # fmt: skip
    middle = (sums["first"] + sums["last"]) / 2
    figure.add_annotation(
        x=2015.4, y=middle + 0.4, text=f"<b>+{sums['computed']:.0f} %</b> computed", showarrow=False,
        xanchor="right", yanchor="bottom", font={"size": 15},
    )  # fmt: skip
    figure.add_annotation(
        x=2015.7, y=(sums["first"] + sums["implied_last"]) / 2 - 0.3, text=f"<b>+{sums['printed']:.0f} %</b> printed",
        showarrow=False, xanchor="left", yanchor="top", font={"size": 15},
    )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=400,
        xaxis={
            "range": [2012.2, 2019.2],
            "tickvals": [2013, 2018],
            "showgrid": True,
            "title": {"text": "year"},
            "fixedrange": True,
        },
        yaxis={"range": [0, 17], "title": {"text": "direct investment, US$ bn"}, "fixedrange": True},
        legend={"y": -0.24},
    )
