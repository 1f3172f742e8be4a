"""Charts of money by what is counted: groups with an explanation each, and flows that can be below nothing."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.charts.stated import amount, mark, note
from qantar.facts import words

ROW = 44  # pixels for one number and its label
LINE = 0.4  # of a row, for a line of the words at the head of a group
LETTERS = 105
"""So many letters of an explanation fit a line."""


def grouped(rows: pd.DataFrame, end: float, title: str) -> go.Figure:
    """Draw numbers on one axis in groups, each with its name and what it is at its head.

    ``rows``: ``id, group, about, label, value, low, high, text, sources, bounded``; ``end`` and ``title``: of the
    axis. A number computed here (``computed``) is a hatched bar, another one a mark, a vague one a line. A number
    without any bound can't be drawn and is left to the table.
    """
    rows = rows[rows["bounded"]]
    figure = go.Figure()
    for key in style.in_order(rows["sources"].map(words.source_key)):
        # The legend has marks of its own, since a vague amount has none.
        if not rows["computed"].any():
            figure.add_scatter(
                x=[None], y=[None], mode="markers", name=words.name(key), legendgroup=words.name(key), marker=mark(key)
            )
    at, notes = 0.0, []
    for _, part in rows.groupby("group", sort=False):
        head = [f"<b>{part['group'].iloc[0]}</b>", *textwrap.wrap(part["about"].iloc[0], LETTERS)]
        notes.append(note("<br>".join(head), at - 0.38, size=13))
        at += 0.25 + LINE * len(head)
        for row in part.itertuples():
            notes.append(note(f"<b>{row.text}</b> · {row.label}", at - 0.38))
            if row.computed:
                _hatched(figure, row, at)
            else:
                amount(figure, row, at, end)
            at += 1
        at += 0.1
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    figure.update_traces(unselected={"marker": {"opacity": 0.5}}, selector={"type": "bar"})
    height = round(ROW * at) + 130
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-end * 0.015, end * 1.02], "title": {"text": title, "standoff": 6}, "tickformat": ",", "showgrid": True,
               "fixedrange": True},
        yaxis={"range": [at - 0.6, -0.5], "visible": False, "fixedrange": True},
        legend={"y": -64 / (height - 110)},
        hovermode="closest",
        barmode="overlay",
        annotations=notes,
    )  # fmt: skip


def _hatched(figure: go.Figure, row: Any, at: float) -> None:
    """Draw a number computed here as a hatched bar."""
    figure.add_bar(
        x=[float(row.value)], y=[at], orientation="h", width=0.36, customdata=[[row.id]], showlegend=False,
        marker={"color": [style.color("computed")], "pattern": {"shape": ["/"], "fgcolor": "#ffffff", "size": 6}},
        hovertemplate=f"<b>{row.text}</b><br>{row.group}<br>{row.label}<br>{words.names(row.sources)}<extra></extra>",
        name=words.name(words.source_key(row.sources)),
    )  # fmt: skip


def flows(rows: pd.DataFrame, span: tuple[float, float], title: str) -> go.Figure:
    """Draw a flow of each year as a bar, below the line where more went out than came in.

    ``rows``: ``id, label, year, value, text, series``; ``span`` and ``title``: of the upright axis.
    """
    figure = go.Figure()
    figure.add_bar(
        x=rows["year"], y=rows["value"].astype(float), width=0.6, showlegend=False, customdata=rows[["id", "label", "text"]],
        text=[words.number(round(float(value), 2)) for value in rows["value"]], textposition="outside", cliponaxis=False,
        hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[1]}<extra></extra>",
        marker={"color": [style.color(series) for series in rows["series"]]},
    )  # fmt: skip
    figure.update_traces(unselected={"marker": {"opacity": 0.5}})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=340,
        xaxis={"range": [rows["year"].min() - 0.6, rows["year"].max() + 0.6],
               "tickvals": list(rows["year"]), "ticktext": [str(year) for year in rows["year"]], "title": {"text": "year"},
               "tickangle": 0, "fixedrange": True},
        yaxis={"range": list(span), "title": {"text": title}, "tickformat": ".1f", "zeroline": True,
               "zerolinecolor": style.color("several"), "fixedrange": True},
    )  # fmt: skip
