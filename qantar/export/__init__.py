"""The picture to take away: a button that draws a chart's white version in the browser.

The picture is the same for every reader, whatever their theme, window or zoom: the figure is drawn
anew, off the page, from the data that this room sends, with title, reading line and credit inside.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

WIDTH, HEIGHT, SCALE = 1200, 675, 2
"""Size of the picture in points, and pixels per point: 2400 × 1350 and, for tall charts, more."""
SIDE = 28
_HERE = Path(__file__).parent


def white(figure: go.Figure, title: str, reading: str, credit: str) -> go.Figure:
    """Return the version of a chart for print: white, fixed size, title and credit inside.

    Nothing is left to automatic margins, so that what stands around the plot can't be cut off.
    """
    out = go.Figure(figure)
    heads = textwrap.wrap(title, 88)
    lines = textwrap.wrap(reading, 150)
    credits = textwrap.wrap(credit, 165)
    on_top = out.layout.xaxis.side == "top"
    top = 24 + 29 * len(heads) + 19 * len(lines) + (44 if on_top else 22)
    if on_top and any("<br>" in str(text) for text in out.layout.xaxis.ticktext or ()):
        top += 20
    bottom = 22 + 17 * len(credits) + 46 + (12 if on_top else 50)
    labels = [max(str(text).split("<br>"), key=len) for text in out.layout.yaxis.ticktext or ()]
    left = SIDE + max([8.2 * len(text) for text in labels] + [0 if out.layout.yaxis.visible is False else 50])
    height = max(HEIGHT, int(out.layout.height or 0) - 100 + top + bottom) if on_top or _panels(out) else HEIGHT
    out.update_layout(
        width=WIDTH,
        height=height,
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        margin={"l": left, "r": SIDE + 12, "t": top, "b": bottom},
        title={
            "text": "<br>".join(f"<b>{line}</b>" for line in heads)
            + "".join(f'<br><span style="font-size:15px;color:#55585e">{line}</span>' for line in lines),
            "font": {"size": 23, "family": "Georgia, 'Noto Serif', 'DejaVu Serif', serif", "color": "#1d1d1f"},
            "x": SIDE / WIDTH, "xanchor": "left", "y": 1 - 22 / height, "yanchor": "top", "yref": "container",
        },
        legend={"yref": "container", "y": (20 + 17 * len(credits)) / height, "yanchor": "bottom",
                "xref": "container", "x": SIDE / WIDTH, "xanchor": "left", "font": {"size": 13}},
    )  # fmt: skip
    out.update_xaxes(automargin=False)
    out.update_yaxes(automargin=False)
    out.add_annotation(
        text="<br>".join(credits), xref="paper", yref="paper", x=0, y=0, xanchor="left", yanchor="top", align="left",
        xshift=SIDE - left, yshift=-(bottom - 12 - 17 * len(credits)), showarrow=False,
        font={"size": 12.5, "color": "#55585e"},
    )  # fmt: skip
    return out


def _panels(figure: go.Figure) -> bool:
    """Say whether the figure is made of panels, whose height follows their number of lines."""
    return len(list(figure.select_xaxes())) > 1


@st.cache_resource
def _component(js: str, css: str):  # noqa: ANN202 - Streamlit's own type, registered once
    return st.components.v2.component("qantar_export", js=js, css=css)


def button(name: str, figure: go.Figure, script: str) -> None:
    """Show the button that makes and saves the picture; ``script`` is the address of Plotly's script."""
    render = _component((_HERE / "export.js").read_text(), (_HERE / "export.css").read_text())
    data = {"figure": figure.to_json(), "name": name, "script": script, "scale": SCALE}
    render(data=data, key=f"export-{name}", width="content")
