"""Charts of numbers over the years: a line for each who measures, a mark for each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from qantar import style

HEIGHT = 300  # pixels of a panel
MARKS = {"ac-mofcom": "diamond", "ac-edb": "square", "ac-aei-cgit": "triangle-up", "ac-nbk": "circle",
         "ac-china": "circle", "ac-russia": "square", "list": "circle", "other": "x"}  # fmt: skip


def over_years(
    rows: pd.DataFrame,
    axes: Mapping[str, tuple[float, str]],
    years: tuple[int, int],
    joined: Sequence[str] = (),
    breaks: Sequence[tuple[float, str]] = (),
) -> go.Figure:
    """Draw numbers over the years, one panel per unit.

    ``rows``: ``id, label, panel, series, series_name, at, value, low, high, text, sources``; ``at`` is a
    year with its part. ``axes``: panel → (end, title); ``years``: first and last of the axis;
    ``joined``: the series whose numbers are of one kind, so that a line may join them; ``breaks``:
    years at which a series isn't comparable with itself, with what to say. An article's number has
    the article's mark and colour; a vague one is a line from its bound, open at an arrow.
    """
    panels = [panel for panel in axes if panel in set(rows["panel"])]
    figure = make_subplots(rows=max(len(panels), 1), cols=1, vertical_spacing=0.14)
    shown: set[str] = set()
    for n, panel in enumerate(panels, 1):
        part = rows[rows["panel"] == panel]
        end, title = axes[panel]
        places = _placed(part, end, years[1] - years[0] + 1)
        for series in dict.fromkeys(part["series"]):
            _line(figure, part[part["series"] == series], series, n, end, series in joined, shown, places)
        figure.update_yaxes(range=[0, end], title={"text": title}, tickformat=",", fixedrange=True, row=n, col=1)
        ticks = list(range(years[0], years[1] + 1))
        figure.update_xaxes(
            range=[years[0] + 0.55, years[1] + 1.5], tickvals=[year + 1 for year in ticks], ticktext=[str(year) for year in ticks],
            title={"text": "end of the year"}, tickangle=0, fixedrange=True, row=n, col=1,
        )  # fmt: skip
    for at, says in breaks:
        figure.add_vline(x=at, line={"color": style.color("several"), "width": 1, "dash": "dash"})
        figure.add_annotation(
            x=at, y=1, yref="y domain", text=says, showarrow=False, xanchor="left", yanchor="top", xshift=6,
            font={"size": 12.5}, align="left",
        )  # fmt: skip
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    height = HEIGHT * max(len(panels), 1) + 130
    return figure.update_layout(
        template=style.TEMPLATE, height=height, legend={"y": -62 / (height - 110)}, hovermode="closest"
    )


SIDES = (("top center", 0, 1), ("bottom center", 0, -1), ("middle right", 1, 0), ("middle left", -1, 0))
WIDE, HIGH, LETTER = 820, HEIGHT - 70, 6.4  # pixels: of the narrowest plot, of a panel, and of a letter


def _placed(rows: pd.DataFrame, end: float, span: float) -> dict[str, str]:
    """Return for each number the side of its mark where its label covers nothing; none where there is no such side."""
    exact = rows[rows["value"].notna()]
    marks = [(float(row.at) * WIDE / span, float(row.value) * HIGH / end) for row in exact.itertuples()]
    taken = [(x - 6, x + 6, y - 6, y + 6) for x, y in marks]
    sides: dict[str, str] = {}
    for row, (x, y) in zip(exact.itertuples(), marks, strict=True):
        half = len(_short(row.value)) * LETTER / 2 + 1
        for side, right, up in SIDES:
            middle = x + right * (half + 9)
            box = (middle - half, middle + half, y + up * 15 - 7, y + up * 15 + 7)
            others = [other for other in taken if other != (x - 6, x + 6, y - 6, y + 6)]
            if not any(
                box[0] < other[1] and other[0] < box[1] and box[2] < other[3] and other[2] < box[3] for other in others
            ):
                sides[row.id] = side
                taken.append(box)
                break
    return sides


def _short(value: float) -> str:
    return style.number(round(float(value), 2))


def _line(
    figure: go.Figure,
    rows: pd.DataFrame,
    series: str,
    panel: int,
    end: float,
    joined: bool,
    shown: set[str],
    places: Mapping[str, str],
) -> None:
    color, mark = style.color(series), MARKS.get(series, "circle")
    exact = rows[rows["value"].notna()].sort_values("at")
    where = {"row": panel, "col": 1}
    name = rows["series_name"].iloc[0] if series != "other" else "others"
    if joined and len(exact) > 1:
        figure.add_scatter(
            x=exact["at"], y=exact["value"], mode="lines", line={"color": color, "width": 2}, showlegend=False,
            hoverinfo="skip", legendgroup=series, **where,
        )  # fmt: skip
    for key, part in exact.groupby(exact["sources"].map(style.source_key), sort=False):
        article = key != "reference"
        legend = style.name(key) if article else name
        shorts = [
            _short(value) if fact in places else "" for fact, value in part[["id", "value"]].itertuples(index=False)
        ]
        figure.add_scatter(
            x=part["at"], y=part["value"], mode="markers+text", name=legend, showlegend=legend not in shown,
            legendgroup=legend, customdata=part[["id", "label", "text"]], text=shorts,
            textposition=[places.get(key, "top center") for key in part["id"]], textfont={"size": 11.5}, cliponaxis=False,
            hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[1]}<extra></extra>",
            marker={"symbol": style.SYMBOLS[key] if article else f"{mark}-open", "size": 12 if article else 9,
                    "color": style.color(key) if article else color,
                    "line": {"width": 2, "color": style.color(key) if article else color}},
            **where,
        )  # fmt: skip
        shown.add(legend)
    for row in rows[rows["value"].isna() & rows["bounded"]].itertuples():
        key = style.source_key(row.sources)
        # An open end is an arrow of a fixed length: how far it goes isn't known.
        low = float(row.high) - 0.12 * end if pd.isna(row.low) else float(row.low)
        high = low + 0.12 * end if pd.isna(row.high) else float(row.high)
        is_open = pd.isna(row.low), pd.isna(row.high)
        own = style.color(key) if key != "reference" else color
        legend = style.name(key) if key != "reference" else name
        figure.add_scatter(
            x=[row.at, row.at], y=[low, high], mode="lines+markers", name=legend, showlegend=legend not in shown,
            legendgroup=legend, customdata=[[row.id], [row.id]], line={"color": own, "width": 2, "dash": "dot"},
            marker={"symbol": ["arrow-down" if is_open[0] else "line-ew", "arrow-up" if is_open[1] else "line-ew"],
                    "size": 11, "color": own, "line": {"width": 2.5, "color": own}, "opacity": 1},
            hovertemplate=f"<b>{row.text}</b><br>{row.label}<extra></extra>", **where,
        )  # fmt: skip
        shown.add(legend)
