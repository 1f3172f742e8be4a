"""The general layout of a chart for a telephone: what it does to any chart. What cards look like there is tested with them."""

import json

import plotly.graph_objects as go

from qantar.charts import narrow, panels, style


def rows_of(*labels: str) -> go.Figure:
    """Return a chart of rows with their labels in a column at the left."""
    places = list(range(len(labels)))
    return go.Figure(
        go.Scatter(x=[3, 1, 2][: len(labels)], y=places, mode="markers", text=[""] * len(labels),
            textposition="middle right", customdata=[[f"tr-{n}"] for n in places], marker={"color": "#000000", "size": 10})
    ).update_layout(
        template=style.TEMPLATE, height=400, xaxis={"range": [0, 4]},
        yaxis={"tickvals": places, "ticktext": list(labels), "range": [len(labels) - 0.5, -0.5]},
    )  # fmt: skip


LABELS = ("One row", "<b>Another</b> with a good many words that don't stand in one line of a telephone", "The last")


def test_long_texts_break_between_words_and_keep_their_tags():
    text = "<b>about 2,500 people</b> · Zas and others<br><span style='font-size:11px'>small letters here</span>"
    lines = panels.wrapped(text, 12)
    assert " ".join(lines).replace(" <span", "<br><span") == text
    assert all(panels.seen(line) <= 12 for line in lines)
    assert "<span style='font-size:11px'>small" in lines


def test_a_chart_without_anything_drawn_stays():
    empty = go.Figure(layout={"template": style.TEMPLATE})
    assert json.loads(narrow.narrow(empty).to_json()) == json.loads(empty.to_json())
