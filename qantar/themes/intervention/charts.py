"""Charts of the CSTO force: whose soldiers, for how long, and the dead by place."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from qantar.charts import style
from qantar.charts.stated import note
from qantar.facts import words as facts_words

ROW = 56  # pixels for one contingent and its words
SMALL = 34


def contingents(rows: pd.DataFrame, end: float) -> go.Figure:
    """Draw for each country the range of what is said of its contingent, and a mark for each number.

    ``rows``: ``id, country, official, value, low, high, text, says, sources, label``; ``end``: of the
    axis. A filled diamond is an official figure, a hollow mark anybody else's; the words above each
    line say whether there is an official one.
    """
    figure = go.Figure()
    countries = list(dict.fromkeys(rows["country"]))
    for official, symbol in ((True, "diamond"), (False, "circle-open")):
        figure.add_scatter(
            x=[None], y=[None], mode="markers", name="said by an official" if official else "said by others",
            marker={"symbol": symbol, "size": 11, "color": style.color("reference"),
                    "line": {"width": 2, "color": style.color("reference")}},
        )  # fmt: skip
    notes = []
    for at, country in enumerate(countries):
        own = rows[rows["country"] == country]
        numbers = own[["value", "low", "high"]].stack().dropna()
        if len(numbers) > 1:
            figure.add_scatter(
                x=[float(numbers.min()), float(numbers.max())], y=[at, at], mode="lines", showlegend=False,
                hoverinfo="skip", line={"color": style.color("reference"), "width": 5}, opacity=0.35,
            )  # fmt: skip
        for row in own.itertuples():
            number = next((float(n) for n in (row.value, row.high, row.low) if pd.notna(n)), None)
            if number is None:
                continue
            figure.add_scatter(
                x=[number], y=[at], mode="markers", showlegend=False, customdata=[[row.id]], cliponaxis=False,
                hovertemplate=f"<b>{row.text}</b><br>{row.label}<extra></extra>",
                marker={"symbol": "diamond" if row.official else "circle-open", "size": 11, "opacity": 1,
                        "color": style.color(facts_words.source_key(row.sources)),
                        "line": {"width": 2, "color": style.color(facts_words.source_key(row.sources))}},
            )  # fmt: skip
        notes.append(note(f"<b>{country}</b> · {_said(own)}", at - 0.36))
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    height = 130 + ROW * len(countries)
    return figure.update_layout(
        template=style.TEMPLATE,
        height=height,
        xaxis={"range": [-end * 0.015, end], "title": {"text": "people, in Kazakhstan"}, "tickformat": ",", "showgrid": True,
               "fixedrange": True},
        yaxis={"range": [len(countries) - 0.6, -0.75], "visible": False, "fixedrange": True},
        legend={"y": -64 / (height - 100)},
        hovermode="closest",
        annotations=notes,
    )  # fmt: skip


def _said(rows: pd.DataFrame) -> str:
    """Say what officials and what others say of one contingent, a number with and without “about” once."""
    hedged = rows[rows["text"].str.startswith("about ")]
    rows = rows[~rows["text"].isin(hedged["text"].str.removeprefix("about ")) | rows["official"]]
    exact = rows["value"].notna() | rows["low"].notna() | rows["high"].notna()
    official, others = (list(dict.fromkeys(rows.loc[rows["official"] == is_so, "text"])) for is_so in (True, False))
    counted = list(dict.fromkeys(rows.loc[rows["official"] & exact, "text"]))
    first = facts_words.listed(counted) if counted else "no official figure"
    words = [text for text in official if text not in counted and text != "no number given"]
    parts = [f"{first} (official)" if counted else first]
    if words:
        parts.append(f"officials say {facts_words.listed(words)}")
    if others:
        parts.append(f"others: {facts_words.listed(others)}")
    return "; ".join(parts)


def deployments(steps: pd.DataFrame, plans: pd.DataFrame, last: pd.Timestamp) -> go.Figure:
    """Draw from the first to the last step of each contingent as a bar, with a mark for each step.

    ``steps``: ``id, contributor, name, step, start, title, sources``; ``plans``: how long the withdrawal was to take,
    drawn dotted below the whole force (``id, start, end, title, qualifier, sources``); ``last``: of the axis.
    """
    figure = go.Figure()
    lanes = list(dict.fromkeys(steps["name"]))
    words = {"request": "asked", "decision": "decided", "sent": "first out", "deployed": "all there",
             "withdrawal_announced": "withdrawal announced", "withdrawal_begins": "withdrawal begins", "home": "last home"}  # fmt: skip
    top = 0
    heads: list[tuple[float, str]] = []
    for n, lane in enumerate(lanes):
        own = steps[steps["name"] == lane].sort_values(["start", "id"])
        color = style.color(own["contributor"].iloc[0])
        figure.add_scatter(
            x=[own["start"].iloc[0], own["start"].iloc[-1]], y=[top, top], mode="lines", showlegend=False,
            line={"color": color, "width": 7}, opacity=0.45, hoverinfo="skip",
        )  # fmt: skip
        figure.add_scatter(
            x=own["start"], y=[top] * len(own), mode="markers", showlegend=False,
            customdata=own[["id", "title"]].assign(day=own["start"].map(facts_words.day)), cliponaxis=False,
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
            marker={"symbol": "circle-open", "size": 10, "color": color, "line": {"width": 2}, "opacity": 1},
        )  # fmt: skip
        said = ", ".join(f"{words[row.step]} {row.start.day}" for row in own.itertuples())
        days = (own["start"].iloc[-1] - own["start"].iloc[0]).days
        heads.append((top - 0.4, f"<b>{lane}</b> · {days} days · {said}"))
        top += 1
        for row in plans.itertuples() if n == 0 else ():
            color = style.color(facts_words.source_key(row.sources))
            end = {"at_most": "arrow-left", "at_least": "arrow-right"}.get(row.qualifier, "line-ns")
            figure.add_scatter(
                x=[row.start, row.end], y=[top, top], mode="lines+markers", showlegend=False, cliponaxis=False,
                customdata=[[row.id], [row.id]],
                hovertemplate=f"<b>{row.title}</b><br>{facts_words.names(row.sources)}<extra></extra>",
                line={"color": color, "width": 2, "dash": "dot"},
                marker={"symbol": ["line-ns", end], "size": 11, "color": color, "line": {"width": 2, "color": color}, "opacity": 1},
            )  # fmt: skip
            heads.append((top - 0.4, f"<b>As announced</b> · {row.title}"))
            top += 1
    figure.update_traces(unselected=style.UNSELECTED, selector={"type": "scatter"})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=110 + ROW * top,
        xaxis={"type": "date", "range": [pd.Timestamp("2022-01-04T12:00"), last], "tickformat": "%-d Jan", "dtick": 2 * 86400000,
               "tick0": "2022-01-05", "title": {"text": "January 2022"}, "showgrid": True, "fixedrange": True},
        yaxis={"range": [top - 0.6, -0.75], "visible": False, "fixedrange": True},
        hovermode="closest",
        annotations=[note(text, y) for y, text in heads],
    )  # fmt: skip


def bars(rows: pd.DataFrame, unit: str, end: float) -> go.Figure:
    """Draw one bar for each row with its number at its end, the computed ones lighter.

    ``rows``: ``id, label, value, text``; a row without an id is computed here, as is every number of
    a row that ``computed`` marks.
    """
    figure = go.Figure()
    hatched = [not row.id or bool(getattr(row, "computed", False)) for row in rows.itertuples()]
    figure.add_bar(
        x=rows["value"].astype(float), y=list(range(len(rows))), orientation="h", width=0.5, showlegend=False,
        text=rows["text"], textposition="outside", cliponaxis=False, customdata=[[key] for key in rows["id"]],
        hovertemplate="%{text}<extra></extra>",
        marker={"color": [style.color("computed" if is_so else "reference") for is_so in hatched],
                "pattern": {"shape": ["/" if is_so else "" for is_so in hatched], "fgcolor": "#ffffff", "size": 6}},
    )  # fmt: skip
    figure.update_traces(unselected={"marker": {"opacity": 0.5}})
    return figure.update_layout(
        template=style.TEMPLATE,
        height=110 + (SMALL + 16) * len(rows),
        xaxis={
            "range": [0, end],
            "title": {"text": unit},
            "showgrid": True,
            "tickformat": ",",
            "ticklabeloverflow": "allow",
            "fixedrange": True,
        },
        yaxis={"range": [len(rows) - 0.5, -0.8], "visible": False, "fixedrange": True},
        annotations=[note(label, at - 0.42) for at, label in enumerate(rows["label"])],
    )
