"""Charts of numbers over the years: a line for each who measures, a mark for each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from qantar.charts import style
from qantar.facts import words

HEIGHT = 300  # pixels of a panel
MARKS = {"ac-mofcom": "diamond", "ac-edb": "square", "ac-aei-cgit": "triangle-up", "ac-nbk": "circle",
         "ac-china": "circle", "ac-china|chinese": "diamond", "ac-russia": "square", "list": "circle", "other": "x"}  # fmt: skip
STANDS = {
    "end": ("end of the year", 1.0),
    "day": ("day of the statement", 0.5),
    "until": ("day for which it is, or end of its years", 0.5),
    "year": ("year", 0.5),
}
"""Where a number stands and where its year is written: at its end, or in its middle, between two lines."""


def over_years(
    rows: pd.DataFrame,
    axes: Mapping[str, tuple[float, str]],
    years: tuple[int, int],
    stands: str,
    breaks: Sequence[tuple[float, str]] = (),
) -> go.Figure:
    """Draw numbers over the years, one panel per unit.

    ``rows``: ``id, label, panel, series, series_name, line, at, value, low, high, text, sources``; ``at`` is a
    year with its part; ``line``: what joins the numbers of a series that are of one kind, empty where none does.
    ``axes``: panel → (end, title); ``years``: first and last of the axis; ``stands``: what the place of a number
    means, one of ``STANDS``; ``breaks``: years at which a series isn't comparable with itself, with what to say.
    An article's number has the article's mark and colour; a vague one is a line from its bound, open at an arrow.
    """
    panels = [panel for panel in axes if panel in set(rows["panel"])]
    figure = make_subplots(rows=max(len(panels), 1), cols=1, vertical_spacing=0.14)
    shown: set[str] = set()
    axis, written = STANDS[stands]
    ticks = list(range(years[0], years[1] + 1))
    # A year that is written in its middle lies between two lines, else at its line.
    lines = {
        "showgrid": written == 1,
        "minor": {"tickvals": [*ticks, years[1] + 1], "showgrid": written != 1, "gridcolor": style.GRID},
    }
    first = years[0] + 0.55 if written == 1 else years[0] - 0.1
    for n, panel in enumerate(panels, 1):
        part = rows[rows["panel"] == panel]
        end, title = axes[panel]
        places = _placed(part, end, years[1] - years[0] + 1)
        for series in dict.fromkeys(part["series"]):
            _line(figure, part[part["series"] == series], series, n, end, shown, places)
        figure.update_yaxes(range=[0, end], title={"text": title}, tickformat=",", fixedrange=True, row=n, col=1)
        figure.update_xaxes(
            range=[first, years[1] + 1.5], tickvals=[year + written for year in ticks], ticktext=[str(year) for year in ticks],
            title={"text": axis}, tickangle=0, fixedrange=True, **lines, row=n, col=1,
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
    bounded = rows[rows["bounded"]]
    marks = [(float(row.at) * WIDE / span, _height(row) * HIGH / end) for row in bounded.itertuples()]
    taken = [(x - 6, x + 6, y - 6, y + 6) for x, y in marks]
    sides: dict[str, str] = {}
    for row, (x, y) in zip(bounded.itertuples(), marks, strict=True):
        half = len(_short(row)) * LETTER / 2 + 1
        # Above the bound of a number that is open upwards its own arrow stands.
        for side, right, up in SIDES[pd.isna(row.value) and pd.notna(row.low) :]:
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


def _height(row: Any) -> float:
    """Return where the number is written: at its mark, or at the bound of a vague one."""
    return next(float(number) for number in (row.value, row.low, row.high) if pd.notna(number))


def _short(row: Any) -> str:
    value, low, high = (
        None if pd.isna(number) else words.number(round(float(number), 2)) for number in (row.value, row.low, row.high)
    )
    if value:
        return value
    return f"{low}–{high}" if low and high else f">{low}" if low else f"<{high}"


def _line(
    figure: go.Figure,
    rows: pd.DataFrame,
    series: str,
    panel: int,
    end: float,
    shown: set[str],
    places: Mapping[str, str],
) -> None:
    color, mark = style.color(series.split("|")[0]), MARKS.get(series, "circle")
    exact = rows[rows["value"].notna()].sort_values("at")
    where = {"row": panel, "col": 1}
    name = rows["series_name"].iloc[0] if series != "other" else "others"
    for _, joined in exact[exact["line"] != ""].groupby("line"):
        if len(joined) > 1:
            figure.add_scatter(
                x=joined["at"], y=joined["value"], mode="lines", line={"color": color, "width": 2}, showlegend=False,
                hoverinfo="skip", legendgroup=series, **where,
            )  # fmt: skip
    for key, part in exact.groupby(exact["sources"].map(words.source_key), sort=False):
        article = key != "reference"
        legend = words.name(key) if article else name
        figure.add_scatter(
            x=part["at"], y=part["value"], mode="markers+text", name=legend, showlegend=legend not in shown,
            legendgroup=legend, customdata=part[["id", "label", "text"]],
            text=[_short(row) if row.id in places else "" for row in part.itertuples()],
            textposition=[places.get(key, "top center") for key in part["id"]], textfont={"size": 11.5}, cliponaxis=False,
            hovertemplate="<b>%{customdata[2]}</b><br>%{customdata[1]}<extra></extra>",
            marker={"symbol": style.symbol(key) if article else f"{mark}-open", "size": 12 if article else 9,
                    "color": style.color(key) if article else color,
                    "line": {"width": 2, "color": style.color(key) if article else color}},
            **where,
        )  # fmt: skip
        shown.add(legend)
    for row in rows[rows["value"].isna() & rows["bounded"]].itertuples():
        key = words.source_key(row.sources)
        # An open end is an arrow of a fixed length: how far it goes isn't known.
        low = float(row.high) - 0.12 * end if pd.isna(row.low) else float(row.low)
        high = low + 0.12 * end if pd.isna(row.high) else float(row.high)
        is_open = pd.isna(row.low), pd.isna(row.high)
        own = style.color(key) if key != "reference" else color
        legend = words.name(key) if key != "reference" else name
        number = _short(row) if row.id in places else ""
        figure.add_scatter(
            x=[row.at, row.at], y=[low, high], mode="lines+markers+text", name=legend, showlegend=legend not in shown,
            legendgroup=legend, customdata=[[row.id], [row.id]], line={"color": own, "width": 2, "dash": "dot"},
            text=[number if _height(row) == bound else "" for bound in (low, high)],
            textposition=places.get(row.id, "top center"), textfont={"size": 11.5}, cliponaxis=False,
            marker={"symbol": ["arrow-down" if is_open[0] else "line-ew", "arrow-up" if is_open[1] else "line-ew"],
                    "size": 11, "color": own, "line": {"width": 2.5, "color": own}, "opacity": 1},
            hovertemplate=f"<b>{row.text}</b><br>{row.label}<extra></extra>", **where,
        )  # fmt: skip
        shown.add(legend)
