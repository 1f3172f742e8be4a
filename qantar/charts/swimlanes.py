"""Charts of events in time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.facts import words
from qantar.facts.cells import LANES

ROW = 25  # pixels for one row of marks and labels
BELOW = 0.4  # of a row: how far below a name its bar or line lies


def swimlanes(events: pd.DataFrame, layout: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> go.Figure:
    """Draw events in lanes, each mark coloured and shaped by who reports it.

    ``events``: ``id, title, extent, dated_by, sources, when``; ``layout``: of the same events, as
    ``derive.lay_out`` returns it. ``first`` and ``last`` are the axis, under every filter the same.
    A day is a mark; something that lasted has a bar under its name, broken where its bounds aren't
    stated; something that happened on an unknown day has a dotted line between the bounds and its mark on
    the middle of it. Marks are hollow where the date isn't stated.
    """
    figure = go.Figure()
    placed = events.merge(layout.dropna(subset=["x0"]).drop(columns="lane"), on="id")
    placed = placed.assign(
        key=placed["sources"].map(words.source_key),
        at=placed["x0"].where(placed["side"] == "right", placed["x1"]),
    )
    unknown = (placed["extent"] == "within") & (placed["x1"] > placed["x0"])
    middle = placed["x0"] + (placed["x1"] - placed["x0"]) / 2
    placed = placed.assign(
        mark_x=placed["at"].mask(unknown, middle), mark_y=placed["y"].astype(float).mask(unknown, placed["y"] + BELOW)
    )
    for key in style.in_order(placed["key"]):
        rows = placed[placed["key"] == key]
        # The legend has marks of its own: the first of a trace may be a hollow one.
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name=words.name(key), legendgroup=key,
            marker={"symbol": style.symbol(key), "size": 10, "color": style.color(key)},
        )  # fmt: skip
        _spans(figure, rows, key)
        wide = rows["x1"] > rows["x0"]
        figure.add_scatter(
            x=rows["mark_x"],
            y=rows["mark_y"],
            mode="markers",
            name=words.name(key),
            legendgroup=key,
            showlegend=False,
            customdata=rows[["id", "title", "when", "sources"]].assign(sources=rows["sources"].map(words.names)),
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
            marker={
                "symbol": [style.symbol(key) + ("" if how == "stated" else "-open") for how in rows["dated_by"]],
                "size": [7 if spread else 10 for spread in wide],
                "color": style.color(key),
                "opacity": 1,
                "line": {"width": 2, "color": style.color(key)},
            },
        )
    _labels(figure, placed)
    bottom = (0 if layout.empty else layout["y"].max()) + 1
    for lane in layout[layout["x0"].isna()].itertuples():
        figure.add_hline(y=lane.y - 0.5, line={"color": style.GRID, "width": 1})
        figure.add_annotation(
            x=0, xref="paper", y=lane.y, text=f"<b>{words.name(lane.lane)}</b>", showarrow=False,
            xanchor="left", font={"size": 13.5},
        )  # fmt: skip
    long = (last - first).days > 365
    height = int(bottom * ROW + 110)
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        margin_l=26,
        xaxis={
            "type": "date",
            "range": [first - (last - first) * 0.008, last + (last - first) * 0.02],
            "side": "top",
            "showgrid": True,
            "gridcolor": style.GRID,
            "ticklabeloverflow": "allow",
            "tickformat": "%Y" if long else "%-d Jan",
            "dtick": "M48" if long else 2 * 86400000,
            "tick0": "1990-01-01" if long else str(first.date()),
            "fixedrange": True,
        },
        yaxis={"range": [bottom - 0.4, -0.6], "visible": False, "fixedrange": True},
        legend={"y": -12 / height},
        hovermode="closest",
    )


def _spans(figure: go.Figure, rows: pd.DataFrame, key: str) -> None:
    """Draw the bars of what lasted and the dotted lines of unknown days, beneath the names."""
    color, wide = style.color(key), rows["x1"] > rows["x0"]
    lasted, stated = rows["extent"] == "lasting", rows["dated_by"] == "stated"
    for part, line, opacity in (
        (rows[wide & lasted & stated], {"width": 5, "color": color}, 0.6),
        (rows[wide & lasted & ~stated], {"width": 5, "color": color, "dash": "6px,3px"}, 0.4),
        (rows[wide & ~lasted], {"width": 1.5, "color": color, "dash": "dot"}, 1),
    ):
        x: list = []
        y: list = []
        for row in part.itertuples():
            x += [row.x0, row.x1, None]
            y += [row.y + BELOW, row.y + BELOW, None]
        if x:
            figure.add_scatter(
                x=x, y=y, mode="lines", line=line, opacity=opacity, legendgroup=key, showlegend=False, hoverinfo="skip"
            )


def _labels(figure: go.Figure, rows: pd.DataFrame) -> None:
    for side, position in (("right", "middle right"), ("left", "middle left")):
        part = rows[rows["side"] == side]
        if len(part):
            figure.add_scatter(
                x=part["at"], y=part["y"], mode="text", textposition=position, showlegend=False, hoverinfo="skip",
                text=[f"&nbsp;&nbsp;&nbsp;&nbsp;{title}&nbsp;&nbsp;&nbsp;&nbsp;" for title in part["title"]], textfont={"size": 12},
                cliponaxis=False,
            )  # fmt: skip


def lay_out(
    events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, width: int = 900, letter: float = 6.4
) -> pd.DataFrame:
    """Give each event a row in its lane so that neither marks nor labels overlap.

    ``width`` is the narrowest plot in pixels at which the labels must fit, ``letter`` the mean
    width of a letter. Returns ``id, x0, x1`` (clipped to the axis), ``y`` (row, counted from the
    top through all lanes), ``side`` (of ``x0`` or ``x1`` on which the label stands) and ``lane``;
    a row ``lane-<lane>`` without ``x0`` stands for the heading of each lane.
    """
    day = pd.Timedelta(days=1)
    length = (last - first) / day
    pixel = length / width  # in days
    rows, top = [], 0
    for lane in LANES:
        taken: list[float] = []
        for event in events[events["lane"] == lane].sort_values(["start", "end", "id"]).itertuples():
            x0, x1 = max(event.start, first), min(event.end, last)
            begin, finish = (x0 - first) / day, (x1 - first) / day
            label = (len(event.title) * letter + 20) * pixel
            side = "right" if begin + label <= length + 16 * pixel else "left"
            if side == "right":
                finish = max(finish, begin + label)
            else:
                begin = min(begin, finish - label)
            level = next((n for n, until in enumerate(taken) if begin - 12 * pixel >= until), len(taken))
            taken[level : level + 1] = [finish]
            rows.append({"id": event.id, "x0": x0, "x1": x1, "y": top + level + 1, "side": side, "lane": lane})
        if taken:
            rows.append({"id": f"lane-{lane}", "y": top, "lane": lane})
            top += len(taken) + 1
    return pd.DataFrame(rows, columns=["id", "x0", "x1", "y", "side", "lane"])
