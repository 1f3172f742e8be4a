"""The picture to take away: a button that draws a chart's white version in the browser.

The picture is the same for every reader, whatever their theme, window or zoom: the figure is drawn
anew, off the page, from the data that this room sends, with title, reading line and credit inside.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

WIDTH, HEIGHT, SCALE = 1200, 675, 2
"""Size of the picture in points, and pixels per point: 2400 × 1350 and, for tall charts, more."""
SIDE = 28
PAPER = "#ffffff"
# Fonts that a machine has, not the page's own: a picture drawn off the page has no others, and text
# would be measured in one font and drawn in another.
SANS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SERIF = "Georgia, 'Times New Roman', 'Liberation Serif', 'DejaVu Serif', serif"
GREY = "#55585e"
_HERE = Path(__file__).parent


def white(figure: go.Figure, title: str, reading: str, credit: str) -> go.Figure:
    """Return the version of a chart for print: white, fixed size, title and credit inside.

    Nothing is left to automatic margins, so that what stands around the plot can't be cut off.
    """
    out = go.Figure(figure)
    heads, lines, credit_lines = textwrap.wrap(title, 86), textwrap.wrap(reading, 145), textwrap.wrap(credit, 160)
    on_top = out.layout.xaxis.side == "top"
    two_lines = any("<br>" in str(text) for text in out.layout.xaxis.ticktext or ())
    top = 40 + 30 * len(heads) + 20 * len(lines) + (44 if on_top else 16) + (20 if on_top and two_lines else 0)
    bottom = 22 + 17 * len(credit_lines) + 46 + (12 if on_top else 50)
    labels = [max(str(text).split("<br>"), key=len) for text in out.layout.yaxis.ticktext or ()]
    left = SIDE + max([8.4 * len(text) for text in labels] + [0 if out.layout.yaxis.visible is False else 50])
    tall = on_top or _panels(out)
    height = max(HEIGHT, int(out.layout.height or 0) - 100 + top + bottom) if tall else HEIGHT
    out.update_layout(
        width=WIDTH,
        height=height,
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font_family=SANS,
        margin={"l": left, "r": SIDE + 12, "t": top, "b": bottom},
        title={"text": ""},
        legend={"yref": "container", "y": (20 + 17 * len(credit_lines)) / height, "yanchor": "bottom",
                "xref": "container", "x": SIDE / WIDTH, "xanchor": "left", "font": {"size": 13}},
    )  # fmt: skip
    out.update_xaxes(automargin=False, title_font_size=13)
    out.update_yaxes(automargin=False, title_font_size=13)
    texts = (
        (
            "<br>".join(f"<b>{line}</b>" for line in heads),
            1,
            top - 20,
            {"size": 24, "family": SERIF, "color": "#1d1d1f"},
        ),
        ("<br>".join(lines), 1, top - 26 - 30 * len(heads), {"size": 14.5, "color": GREY}),
        ("<br>".join(credit_lines), 0, -(bottom - 12 - 17 * len(credit_lines)), {"size": 12.5, "color": GREY}),
    )
    for text, y, shift, font in texts:
        out.add_annotation(
            text=text, font=font, xref="paper", yref="paper", x=0, y=y, xanchor="left", yanchor="top", align="left",
            xshift=SIDE - left, yshift=shift, showarrow=False,
        )  # fmt: skip
    return out


def _panels(figure: go.Figure) -> bool:
    """Say whether the figure is made of panels, whose height follows their number of lines."""
    return len(list(figure.select_xaxes())) > 1


@st.cache_resource
def _component(js: str, css: str) -> Callable[..., object]:
    return st.components.v2.component("qantar_export", js=js, css=css)


def _button(name: str, data: Mapping[str, object]) -> None:
    render = _component((_HERE / "export.js").read_text(), (_HERE / "export.css").read_text())
    render(data={"name": name, **data}, key=f"export-{name}", width="content")


def chart_button(name: str, figure: go.Figure, script: str) -> None:
    """Show the button that draws and saves a chart; ``script`` is the address of Plotly's script."""
    _button(name, {"figure": figure.to_json(), "script": script, "scale": SCALE})


def map_button(name: str, chart: str, title: str, reading: str, credit: str, legend: Sequence[tuple[str, str]]) -> None:
    """Show the button that saves the map as it is seen, with title, legend and credit around it.

    ``chart``: the key of the container that holds the map; ``legend``: pairs of name and colour.
    """
    texts = {
        "title": textwrap.wrap(title, 86),
        "reading": textwrap.wrap(reading, 145),
        "credit": textwrap.wrap(credit, 160),
    }
    fonts = {"sans": SANS, "serif": SERIF, "grey": GREY}
    _button(
        name,
        {"map": chart, "width": WIDTH * SCALE, "legend": [list(pair) for pair in legend], **texts, **fonts},
    )
