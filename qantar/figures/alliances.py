"""Charts of who belongs to what, who is said to lead it, and who did what to whom."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar import style

MARKS = {
    "member": ("circle", "member"),
    "signatory": ("square", "signed a paper on the Belt and Road, which has no members"),
    "observer": ("circle-open", "observer, dialogue partner or prospective member"),
    "partner": ("circle-open", "observer, dialogue partner or prospective member"),
    "prospective": ("circle-open", "observer, dialogue partner or prospective member"),
    "later": ("x-thin-open", "only after January 2022"),
}
LEADING = {"leads": ("circle", "leads"), "initiated": ("diamond", "began it"), "chairs": ("square", "holds the chair")}
RELATIONS = {
    "removed": ("x", "violence", "took a post from"), "detained": ("square", "rift", "detained"),
    "appointed": ("triangle-up", "operation", "appointed"), "asked": ("diamond", "protest", "asked for help"),
    "backed": ("circle", "closer", "backed"), "called": ("hexagon2", "call", "spoke with or wrote to"),
    "criticised": ("cross", "deaths", "criticised"),
}  # fmt: skip
"""The mark, the key of the colour and the words of each relation."""
SWEEPS = 12
"""So often both sides of the network are put in order."""


def belonging(cells: pd.DataFrame, organisations: Sequence[tuple[str, str]]) -> go.Figure:
    """Draw countries by organisation, a mark for each statement: articles' on the left, reference data's on the right.

    ``cells``: ``id, organisation, country, group, mark, year, sources, side``; ``organisations``: keys and names.
    """
    column = {key: n for n, (key, _) in enumerate(organisations)}
    at: dict[str, int] = {}
    headings: dict[int, str] = {}
    for group, rows in cells.groupby("group", sort=False):
        if group:
            headings[len(at) + len(headings)] = str(group)
        for country in dict.fromkeys(rows["country"]):
            at[country] = len(at) + len(headings)
    figure = go.Figure()
    for mark, (symbol, name) in MARKS.items():
        for side, shift in (("reference", 0.14 if mark == "later" else -0.2), ("article", -0.42)):
            rows = cells[(cells["mark"] == mark) & (cells["side"] == side)]
            if rows.empty:
                continue
            colors = [style.color(style.source_key(keys)) for keys in rows["sources"]]
            figure.add_scatter(
                x=rows["organisation"].map(column) + shift, y=rows["country"].map(at), mode="markers+text",
                name=name, showlegend=False,
                text=rows["year"], textposition="middle right", textfont={"size": 12}, cliponaxis=False,
                customdata=[[row.id, row.country, row.organisation_name, name, style.names(row.sources)] for row in rows.itertuples()],
                hovertemplate="<b>%{customdata[1]}, %{customdata[2]}</b><br>%{customdata[3]}<br>%{customdata[4]}<extra></extra>",
                marker={"symbol": symbol, "size": 13, "opacity": 1, "line": {"width": 2, "color": colors}, "color": colors},
            )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    # The legend has marks of its own: shapes without colour, then the colour of each source.
    names = {name: symbol for mark, (symbol, name) in MARKS.items() if mark in set(cells["mark"])}
    keys = dict.fromkeys(style.source_key(row) for row in cells["sources"])
    for name, symbol, color in [
        *((name, symbol, style.color("background")) for name, symbol in names.items()),
        *((style.name(key), "circle", style.color(key)) for key in keys if key != "reference"),
    ]:
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=name, hoverinfo="skip",
            marker={"symbol": symbol, "size": 11, "opacity": 1, "color": color, "line": {"width": 2, "color": color}},
        )  # fmt: skip
    last = len(at) + len(headings)
    ticks = {**{n: f"<b>{text}</b>" for n, text in headings.items()}, **{n: country for country, n in at.items()}}
    height = 130 + 30 * last
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.5, len(organisations) - 0.5], "tickvals": list(range(len(organisations))), "side": "top",
               "ticktext": [f"<b>{name}</b>" for _, name in organisations], "showgrid": False, "fixedrange": True, "tickangle": 0},
        yaxis={"range": [last - 0.4, -0.6], "tickvals": list(ticks), "ticktext": list(ticks.values()), "showgrid": False,
               "fixedrange": True},
        shapes=[{"type": "line", "x0": n + 0.5, "x1": n + 0.5, "y0": -0.5, "y1": last - 0.5,
                 "line": {"color": style.GRID, "width": 1}} for n in range(len(organisations) - 1)],
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def leads(rows: pd.DataFrame, organisations: Sequence[tuple[str, str]]) -> go.Figure:
    """Draw who is said to lead, chair or have begun which organisation, a row for each speaker.

    ``rows``: ``id, organisation, member, member_name, status, speaker, sources``. Two countries that one speaker
    names for one organisation stand under each other.
    """
    column = {key: n for n, (key, _) in enumerate(organisations)}
    at: dict[str, float] = {}
    place, y = [], 0.0
    for speaker, own in rows.groupby("speaker", sort=False):
        level = own.groupby("organisation").cumcount()
        tall = int(level.max()) + 1
        at[str(speaker)] = y + (tall - 1) / 2
        place += [(row, y + step) for row, step in zip(own.itertuples(), level, strict=True)]
        y += tall + 0.4
    figure = go.Figure()
    for status, (symbol, name) in LEADING.items():
        own = [(row, height) for row, height in place if row.status == status]
        if not own:
            continue
        figure.add_scatter(
            x=[column[row.organisation] - 0.4 for row, _ in own], y=[height for _, height in own], mode="markers+text",
            name=name, text=[row.member_name for row, _ in own], textposition="middle right", textfont={"size": 12},
            cliponaxis=False,
            customdata=[[row.id, row.speaker, row.member_name, row.organisation_name, name] for row, _ in own],
            hovertemplate="<b>%{customdata[1]}</b>: %{customdata[2]}, %{customdata[3]}: %{customdata[4]}<extra></extra>",
            marker={"symbol": symbol, "size": 11, "opacity": 1, "color": [style.color(row.member) for row, _ in own],
                    "line": {"width": 0}},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    height = round(120 + 26 * y)
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.5, len(organisations) - 0.5], "tickvals": list(range(len(organisations))), "side": "top",
               "ticktext": [f"<b>{name}</b>" for _, name in organisations], "showgrid": False, "fixedrange": True, "tickangle": 0},
        yaxis={"range": [y - 0.5, -0.7], "tickvals": list(at.values()), "ticktext": list(at), "fixedrange": True},
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def network(edges: pd.DataFrame) -> go.Figure:
    """Draw who (left) did what to whom (right): a line with a mark for each two and what one did to the other.

    ``edges``: ``subject_name, object_name, relation, facts, times, side``. A line that reference data alone supports is
    dotted.
    """
    left, right = _untangled(edges)
    tall = max(len(left), len(right)) - 1
    where = {
        **{("left", name): n * tall / max(len(left) - 1, 1) for n, name in enumerate(left)},
        **{("right", name): n * tall / max(len(right) - 1, 1) for n, name in enumerate(right)},
    }
    figure = go.Figure()
    for step, (relation, (symbol, key, name)) in enumerate(RELATIONS.items()):
        rows = edges[edges["relation"] == relation]
        if rows.empty:
            continue
        color, middle = style.color(key), 0.26 + 0.08 * step
        for side, dash in (("article", "solid"), ("reference", "dot")):
            x: list[float | None] = []
            y: list[float | None] = []
            for row in rows[rows["side"] == side].itertuples():
                x += [0.01, 0.99, None]
                y += [where["left", row.subject_name], where["right", row.object_name], None]
            if x:
                figure.add_scatter(
                    x=x, y=y, mode="lines", line={"color": color, "width": 1.6, "dash": dash}, opacity=0.75,
                    legendgroup=relation, showlegend=False, hoverinfo="skip",
                )  # fmt: skip
        ends = [(where["left", row.subject_name], where["right", row.object_name]) for row in rows.itertuples()]
        figure.add_scatter(
            x=[middle] * len(rows), y=[a + (b - a) * (middle - 0.01) / 0.98 for a, b in ends], mode="markers",
            name=name, legendgroup=relation,
            customdata=[[row.facts, row.subject_name, name, row.object_name, row.times] for row in rows.itertuples()],
            hovertemplate="<b>%{customdata[1]}</b> %{customdata[2]} <b>%{customdata[3]}</b> (%{customdata[4]})<extra></extra>",
            marker={"symbol": symbol, "size": 11, "opacity": 1, "color": color, "line": {"width": 1, "color": "#ffffff"}},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"mode": "markers"})
    # The names on the right belong to an axis of their own, on which a mark has to stand.
    figure.add_scatter(
        x=[0.5], y=[0], yaxis="y2", mode="markers", marker={"opacity": 0}, showlegend=False, hoverinfo="skip"
    )
    height = 150 + 36 * (tall + 1)
    span = [tall + 0.6, -0.6]
    common = {"range": span, "fixedrange": True, "showgrid": False, "automargin": True}
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={**common, "tickvals": [where["left", name] for name in left], "ticktext": [_broken(name) for name in left]},
        yaxis2={**common, "overlaying": "y", "side": "right", "tickvals": [where["right", name] for name in right],
                "ticktext": [_broken(name) for name in right]},
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def _untangled(edges: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Order both sides so that few lines cross: each by turns by the mean place of those across (barycentre method).

    Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981.
    """
    left = list(edges["subject_name"].value_counts(sort=True).index)
    right: list[str] = []
    for _ in range(SWEEPS):
        right = _by_mean(edges, "object_name", "subject_name", left)
        left = _by_mean(edges, "subject_name", "object_name", right)
    return left, right


def _by_mean(edges: pd.DataFrame, own: str, other: str, order: list[str]) -> list[str]:
    place = edges[other].map({name: n for n, name in enumerate(order)})
    return list(place.groupby(edges[own], sort=False).mean().sort_values(kind="stable").index)


def _broken(name: str) -> str:
    return "<br>".join(textwrap.wrap(name, 24))
