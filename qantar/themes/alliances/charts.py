"""Charts of who belongs to what, who is said to lead it, and who did what to whom."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words

MARKS = {
    "member": ("circle-open", "member"),
    "signatory": ("square-open", "signed a paper on the Belt and Road, which has no members"),
    "observer": ("diamond-open", "observer, dialogue partner or prospective member"),
    "partner": ("diamond-open", "observer, dialogue partner or prospective member"),
    "prospective": ("diamond-open", "observer, dialogue partner or prospective member"),
    "later": ("x-thin-open", "only after January 2022"),
}
"""The outline and the words of what someone is to an organisation; a member by an article has the article's own mark."""
LEADING = {"leads": ("circle", "leads"), "initiated": ("diamond", "began it"), "chairs": ("square", "holds the chair")}
BEND, GAP = 0.7, 0.4
"""So far across a line is level, below its words; so many rows are between two actors."""
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
            keys = [words.source_key(cell) for cell in rows["sources"]]
            colors = [style.color(key) for key in keys]
            filled = side == "article" and mark == "member"
            figure.add_scatter(
                x=rows["organisation"].map(column) + shift, y=rows["country"].map(at), mode="markers+text",
                name=name, showlegend=False,
                text=rows["year"], textposition="middle right", textfont={"size": 12}, cliponaxis=False,
                customdata=[[row.id, row.country, row.organisation_name, name, words.names(row.sources)] for row in rows.itertuples()],
                hovertemplate="<b>%{customdata[1]}, %{customdata[2]}</b><br>%{customdata[3]}<br>%{customdata[4]}<extra></extra>",
                marker={"symbol": [style.symbol(key) for key in keys] if filled else symbol, "size": 13 if filled else 11,
                        "opacity": 1, "line": {"width": 0 if filled else 1.4, "color": colors}, "color": colors},
            )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    # The legend has marks of its own: who says that a country is a member, then the outlines of reference data.
    keys = style.in_order({words.source_key(cell) for cell in cells["sources"]} - {"reference"})
    beyond = {MARKS[mark] for mark in cells.loc[cells["side"] == "reference", "mark"]}
    for name, symbol, color in [
        *((f"member: {words.name(key)}", style.symbol(key), style.color(key)) for key in keys),
        *(
            (f"{words.name('reference')}: {name}", symbol, style.color("reference"))
            for symbol, name in dict.fromkeys(MARKS.values())
            if (symbol, name) in beyond
        ),
    ]:
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=name, hoverinfo="skip",
            marker={"symbol": symbol, "size": 11, "opacity": 1, "color": color, "line": {"width": 1.4, "color": color}},
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
    """Draw who is said to lead, chair or have begun which organisation, a row for each speaker under their group.

    ``rows``: ``id, organisation, member, member_name, status, group, speaker, sources``. Two countries that one speaker
    names for one organisation stand under each other.
    """
    column = {key: n for n, (key, _) in enumerate(organisations)}
    at: dict[str, float] = {}
    place, y = [], 0.0
    headings: dict[str, float] = {}
    for (group, speaker), own in rows.groupby(["group", "speaker"], sort=False):
        if group not in headings and rows["group"].nunique() > 1:
            headings[group] = y
            y += 1
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
            marker={"symbol": [symbol + ("-open" if words.source_key(row.sources) == "reference" else "") for row, _ in own],
                    "size": 11, "opacity": 1, "color": [style.color(row.member) for row, _ in own],
                    "line": {"width": 1.4, "color": [style.color(row.member) for row, _ in own]}},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    height = round(120 + 26 * y)
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-0.5, len(organisations) - 0.5], "tickvals": list(range(len(organisations))), "side": "top",
               "ticktext": [f"<b>{name}</b>" for _, name in organisations], "showgrid": False, "fixedrange": True, "tickangle": 0},
        yaxis={"range": [y - 0.5, -0.7], "tickvals": [*headings.values(), *at.values()], "fixedrange": True,
               "ticktext": [*(f"<b>{group}</b>" for group in headings), *at]},
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def network(edges: pd.DataFrame) -> go.Figure:
    """Draw who (left) did what to whom (right): a line each, with the mark of who says so, the verb and the day on it.

    ``edges``: ``subject_name, object_name, relation, day, source, status, ids, sources``. The lines of an actor leave
    it one below the other, so that each has room for its words, and meet at whom they lead to. Lines of reference data
    are dotted, those of mere reports dashed.
    """
    edges = _untangled(edges)
    left = edges.groupby("subject_name", sort=False)["y"].mean()
    right = _apart(edges.groupby("object_name", sort=False)["y"].mean().sort_values(kind="stable"), edges["y"].max())
    figure = go.Figure()
    bars = edges.groupby("subject_name", sort=False)["y"].agg(["min", "max"])
    figure.add_scatter(
        x=[0, 0, None] * len(bars), y=[y for bar in bars.itertuples() for y in (bar.min, bar.max, None)], mode="lines",
        line={"color": style.color("several"), "width": 1}, showlegend=False, hoverinfo="skip",
    )  # fmt: skip
    alone = edges["relation"].nunique() == 1
    for (key, status), rows in edges.groupby(["source", "status"], sort=False):
        beyond, color = key == "reference", style.color(key)
        figure.add_scatter(
            x=[0, BEND, 1, None] * len(rows), mode="lines", hoverinfo="skip", showlegend=False,
            y=[y for row in rows.itertuples() for y in (row.y, row.y, right[row.object_name], None)],
            line={"color": color, "width": 1 if beyond else 1.8,
                  "dash": "dot" if beyond else "dash" if status == "reported" else "solid"},
        )  # fmt: skip
        figure.add_scatter(
            x=[0.04] * len(rows), y=rows["y"], mode="markers+text", textposition="top right", textfont={"size": 12},
            text=[row.day if alone else f"{row.relation}, {row.day}" for row in rows.itertuples()],
            name=words.name(key) + (", by reports" if status == "reported" else ""),
            customdata=[[row.ids, row.subject_name, row.relation, row.object_name, row.day, words.names(row.sources)]
                        for row in rows.itertuples()],
            hovertemplate="<b>%{customdata[1]}</b> %{customdata[2]} <b>%{customdata[3]}</b>, %{customdata[4]}<br>"
                          "%{customdata[5]}<extra></extra>",
            marker={"symbol": style.symbol(key), "size": 10, "opacity": 1, "color": color,
                    "line": {"width": 1.5 if beyond else 0, "color": color}},
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"mode": "markers+text"})
    # The names on the right belong to an axis of their own, on which a mark has to stand.
    figure.add_scatter(
        x=[0.5], y=[0], yaxis="y2", mode="markers", marker={"opacity": 0}, showlegend=False, hoverinfo="skip"
    )
    tall = max(edges["y"].max(), right.max())
    height = round(100 + 26 * (tall + 1))
    common = {"range": [tall + 0.6, -0.9], "fixedrange": True, "showgrid": False, "automargin": True}
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={**common, "tickvals": list(left), "ticktext": [_broken(name) for name in left.index]},
        yaxis2={**common, "overlaying": "y", "side": "right", "tickvals": list(right),
                "ticktext": [_broken(name) for name in right.index]},
        legend={"y": -10 / height},
        hovermode="closest",
    )  # fmt: skip


def _untangled(edges: pd.DataFrame) -> pd.DataFrame:
    """Give each line its place on the left (``y``), so that few cross: both sides by turns by the mean place of those across.

    Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981.
    """
    edges = edges.assign(n=[*range(len(edges))], y=edges.groupby("subject_name", sort=False).ngroup())
    for _ in range(SWEEPS):
        across = edges.groupby("object_name")["y"].mean().rank(method="first")
        edges = edges.assign(across=edges["object_name"].map(across))
        edges = edges.assign(own=edges.groupby("subject_name")["across"].transform("mean"))
        edges = edges.sort_values(["own", "subject_name", "across", "n"])
        edges = edges.assign(y=[*range(len(edges))] + GAP * edges.groupby("subject_name", sort=False).ngroup())
    return edges


def _apart(places: pd.Series, last: float) -> pd.Series:
    """Move places, in order, as little apart as gives each a row of its own."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + 1) if found else place)
    over = max(found[-1] - last, 0)
    for n in range(len(found) - 1, -1, -1):
        found[n] = max(found[n] - over, 0) if n == len(found) - 1 else min(found[n], found[n + 1] - 1)
    least = min(found[0], 0)
    return pd.Series([place - least for place in found], index=places.index)


def _broken(name: str) -> str:
    return "<br>".join(textwrap.wrap(name, 24))
