"""The look: colours by key, the Plotly template, and how numbers and dates are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from qantar.facts import articles

# One colour, one meaning. All keep a contrast of at least 3 : 1 on white and on the dark page. Articles have colours and
# marks of their own in the data, so that colour is never the only cue.
COLORS = {
    "several": "#6f7782",
    "reference": "#7b8794",
    "gain": "#2f7fc1",
    "mixed": "#8a8f98",
    "loss": "#d0612a",
    "closer": "#2f7fc1",
    "stable": "#5f8fa8",
    "rift": "#d0612a",
    "none": "#8a8f98",
    # What entries of the ledger come to.
    "sharp": "#c8372d",
    "tension": "#6f7782",
    "ac-russia": "#5674a0",
    "ac-china": "#b5533f",
    "ac-kazakhstan": "#2592a3",
    "computed": "#6f7782",
    # What can't be true.
    "wrong": "#d13b35",
    # Kinds of marks on the map.
    "protest": "#bd7a0c",
    "violence": "#c9352b",
    "operation": "#5d7288",
    "deployment": "#4a63c9",
    "order": "#8d8247",
    "meeting": "#a0569f",
    "call": "#a0569f",
    "other": "#80868f",
    "deaths": "#85706c",
    "energy": "#b5533f",
    "transport": "#b5533f",
    "industry": "#b5533f",
    "crossing": "#b5533f",
    "background": "#80868f",
    # Institutions that measure, in charts of several.
    "ac-mofcom": "#9c4a7d",
    "ac-edb": "#4f7d2f",
    "ac-aei-cgit": "#5b6b8c",
    "ac-nbk": "#3a6ea5",
}
SYMBOLS = {
    "several": "star",
    "reference": "circle-open",
    "gain": "triangle-up",
    "mixed": "diamond",
    "loss": "triangle-down",
    "closer": "circle",
    "stable": "square",
    "rift": "x",
}
FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Noto Sans", "DejaVu Sans", sans-serif'
GRID = "rgba(128,128,128,0.22)"
INK = "#1d1d1f"
INK_BLUE = "#3b7ea3"
"""What is neither an article's nor a country's: the marks of moments. It has 3 : 1 on white and on the dark page."""

# What isn't chosen steps back but stays readable, on white and on the dark page.
UNSELECTED = {"marker": {"opacity": 0.5}, "textfont": {"color": "#757c86"}}

TEMPLATE = "qantar"
pio.templates[TEMPLATE] = go.layout.Template(
    layout=go.Layout(
        font={"family": FONT, "size": 14, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        colorway=[COLORS["several"]],
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        xaxis={"gridcolor": GRID, "zeroline": False, "automargin": True, "title": {"standoff": 12}},
        yaxis={"gridcolor": GRID, "zeroline": False, "automargin": True, "title": {"standoff": 12}},
        # A click on a legend would hide what title and picture go on telling of.
        legend={
            "orientation": "h",
            "yanchor": "top",
            "y": -0.16,
            "x": 0,
            "title": {"text": ""},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        dragmode=False,
    )
)
LOOK: dict[str, Any] = pio.templates[TEMPLATE].to_plotly_json()
"""The template for figures from plain dictionaries, in which a template's name means nothing."""


def figure(drawn: go.Figure | dict[str, Any]) -> go.Figure:
    """Return a chart as a figure: one made from a plain dictionary (``data`` and ``layout``) isn't walked through to check it."""
    if isinstance(drawn, go.Figure):
        return drawn
    # Unchecked, a template's name isn't looked up: the browser needs the template itself.
    return go.Figure(
        {**drawn, "layout": {**drawn.get("layout", {}), "template": LOOK}}, skip_invalid=False, _validate=False
    )


def color(key: str) -> str:
    """Return the colour of a key, an article's from the data; the neutral one for a key without its own."""
    return articles.color(key) or COLORS.get(key, COLORS["several"])


def symbol(key: str) -> str:
    """Return the mark of a key, an article's from the data; a circle for a key without its own."""
    return articles.symbol(key) or SYMBOLS.get(key, "circle")


def in_order(keys: Iterable[str]) -> list[str]:
    """Return keys that have a mark without repetition, the articles first, in the order of legends."""
    held = set(keys)
    return [*articles.order(held), *(key for key in SYMBOLS if key in held)]
