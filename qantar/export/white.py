"""The version of a chart for print: white, of fixed width, with title, reading line and credit inside."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import plotly.graph_objects as go

WIDTH, HEIGHT = 832, 580
"""Size of the picture in points; for charts with many rows it is higher."""
SCALE = 2400 / WIDTH
"""Pixels per point: a picture is 2400 pixels wide."""
SIDE = 26
ROW, LINE, LABEL = 25, 16, 52
"""Points that a row has at least, and a line more of its label; and so many letters of a label stand in a line."""
PAPER = "#ffffff"
INK, GREY = "#1d1d1f", "#55585e"
# The picture's fonts come with it (see ``web.FONTS``), so that its letters are the same on every machine.
SANS = '"Source Sans 3", "Source Sans Pro", Arial, "Noto Sans", "DejaVu Sans", sans-serif'
SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif", serif'
TITLE, READING, CREDIT = 22.0, 14.0, 13.0
"""Sizes of the texts around the chart, in points."""
# So many letters fit a line of each text: measured on the longest texts of all cards.
_LETTERS = {"title": 66, "reading": 112, "credit": 126}
# How much of their height on the screen rows keep at least.
_CLOSER = {"rows": 0.69, "panels": 0.86}


@dataclass(frozen=True)
class Texts:
    """The texts around a picture, broken into lines."""

    title: list[str]
    reading: list[str]
    credit: list[str]

    @property
    def top(self) -> int:
        """Height of title and reading line, in points."""
        return 40 + 30 * len(self.title) + 20 * len(self.reading)

    @property
    def bottom(self) -> int:
        """Height of the credit, in points."""
        return 22 + 17 * len(self.credit)

    def joined_credit(self) -> str:
        """Return the credit in one line."""
        return " ".join(self.credit)

    def to_dict(self) -> dict[str, list[str]]:
        """Return the lines by text."""
        return asdict(self)


def texts(title: str, reading: str, credit: str) -> Texts:
    """Break the texts around a picture into lines."""
    return _broken(title, reading, credit, _LETTERS)


def _broken(title: str, reading: str, credit: str, letters: Mapping[str, int]) -> Texts:
    given = {"title": title, "reading": reading, "credit": credit}
    lines = {
        name: [line for part in text.split("\n") for line in _balanced(part, letters[name])]
        for name, text in given.items()
    }
    return Texts(**lines)


def _balanced(text: str, letters: int) -> list[str]:
    """Break a text into as few lines as it needs, so that no single word is left for the last and no line begins with a dot."""
    held = text.replace(" · ", "\u00a0· ")
    lines = textwrap.wrap(held, letters, break_on_hyphens=False)
    for narrower in range(letters - 1, 0, -1):
        tried = textwrap.wrap(held, narrower, break_long_words=False, break_on_hyphens=False)
        too_many = len(tried) > len(lines) or max(map(len, tried), default=0) > narrower
        if not lines or len(lines[-1]) > letters / 3 or too_many:
            break
        lines = tried
    return [line.replace("\u00a0·", " ·") for line in lines]


def white(figure: go.Figure, around: Texts) -> go.Figure:
    """Return the version of a chart for print: white, of fixed size, title and credit inside.

    Nothing is left to automatic margins, so that what stands around the plot can't be cut off. Rows
    move together a little (``_CLOSER``) where that makes 2400 × 1350 pixels enough; else the picture
    is as high as they need.
    """
    out = go.Figure(figure)
    out.layout.yaxis.ticktext = _wrapped(out.layout.yaxis.ticktext)
    on_top = out.layout.xaxis.side == "top"
    two_lines = any("<br>" in str(text) for text in out.layout.xaxis.ticktext or ())
    top = around.top + (44 if on_top else 16) + (20 if on_top and two_lines else 0)
    left = SIDE + max(_longest(out.layout.yaxis), 0 if out.layout.yaxis.visible is False else 50)
    beyond = [_longest(axis) for axis in out.select_yaxes() if axis.side == "right"]
    right = SIDE + 12 + max(beyond, default=0)
    bottom = around.bottom + (12 if on_top else 52) + 20 * _legend_lines(out, WIDTH - left - right)
    in_rows = on_top or bool(beyond) or _panels(out) or out.layout.yaxis.visible is False
    rows = int(out.layout.height or 0) - 100 if in_rows else 0
    closer = rows * _CLOSER["rows" if on_top else "panels"]
    labels = out.layout.yaxis.ticktext or ()
    needed = sum(ROW + LINE * str(text).count("<br>") for text in labels) if not on_top else 0
    height = HEIGHT if top + bottom + max(closer, needed) <= HEIGHT else top + bottom + max(rows, needed)
    out.update_layout(
        width=WIDTH,
        height=height,
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font_family=SANS,
        margin={"l": left, "r": right, "t": top, "b": bottom},
        title={"text": ""},
        legend={"yref": "container", "y": (around.bottom - 2) / height, "yanchor": "bottom",
                "xref": "container", "x": SIDE / WIDTH, "xanchor": "left", "font": {"size": 13}},
    )  # fmt: skip
    out.update_xaxes(automargin=False, title_font_size=13)
    out.update_yaxes(automargin=False, title_font_size=13)
    bold = "<br>".join(f"<b>{line}</b>" for line in around.title)
    lines = (
        (bold, 1, top - 20, {"size": TITLE, "family": SERIF, "color": INK}),
        ("<br>".join(around.reading), 1, top - 26 - 30 * len(around.title), {"size": READING, "color": GREY}),
        ("<br>".join(around.credit), 0, around.bottom - bottom - 10, {"size": CREDIT, "color": GREY}),
    )
    written = [
        {"text": text, "font": font, "xref": "paper", "yref": "paper", "x": 0, "y": y, "xanchor": "left", "yanchor": "top",
         "align": "left", "xshift": SIDE - left, "yshift": shift, "showarrow": False}
        for text, y, shift, font in lines
    ]  # fmt: skip
    # All at once: Plotly looks through all of them for each that is added.
    out.layout.annotations = [*out.layout.annotations, *written]
    return go.Figure(_readable(out.to_plotly_json()), skip_invalid=False, _validate=False)


def _longest(axis: go.layout.YAxis) -> float:
    """Return how wide the longest line of an axis' labels is, in points; a line in small letters is taken for a usual one."""
    lines = [re.sub(r"<[^>]+>", "", line) for text in axis.ticktext or () for line in str(text).split("<br>")]
    return max((7.4 * len(line) for line in lines), default=0)


def _wrapped(labels: Sequence[str] | None) -> list[str] | None:
    """Break labels of rows that would leave too little room for the plot; None where there are none."""
    if labels is None:
        return None
    return ["<br>".join(textwrap.wrap(text, LABEL)) if "<" not in text else text for text in map(str, labels)]


def _legend_lines(figure: go.Figure, width: float) -> int:
    """Return in how many lines the legend stands: one if all of it fits, else columns as wide as the widest name."""
    if figure.layout.showlegend is False:
        return 0
    wide = [40 + 6.2 * len(trace.name or "") for trace in figure.data if trace.showlegend is not False]
    if not wide or (len(wide) == 1 and len(figure.data) == 1 and not figure.layout.showlegend):
        return 0
    if sum(wide) <= width:
        return 1
    return -(-len(wide) // max(int(width // max(wide)), 1))


def _panels(figure: go.Figure) -> bool:
    """Say whether the figure is made of panels, whose height follows their number of lines."""
    return len(list(figure.select_xaxes())) > 1


FIT_SIDE, FIT_WIDTH = 26, 780
"""Points: the edges of a picture, and what lies between them, for which ``Card.printed`` lays a chart out."""
FIT_SCALE = 2400 / (FIT_WIDTH + 2 * FIT_SIDE)
"""Pixels per point of such a picture: 2400 pixels wide."""
SMALLEST = 13.0
"""The smallest letters of such a picture, in points: 1/64 of its width, to be read where the picture is 600 pixels wide."""
FIT_SIZES = (22.0, 14.0, SMALLEST)
"""Sizes of its title, reading line and all other texts, in points."""
_FIT_LETTERS = {"title": 66, "reading": 112, "credit": 126}


def fit_texts(title: str, reading: str, credit: str) -> Texts:
    """Break the texts around such a picture into lines."""
    return _broken(title, reading, credit, _FIT_LETTERS)


def fitted(figure: go.Figure, title: str, reading: str, credit: str) -> go.Figure:
    """Return the picture of a chart that is laid out for ``FIT_WIDTH`` points: white, with title, credit and the rest around it.

    Its height follows what it holds. No letters are smaller than ``SMALLEST``.
    """
    around = fit_texts(title, reading, credit)
    out = go.Figure(figure, skip_invalid=False, _validate=False)
    top = 22 + 29 * len(around.title) + 19 * len(around.reading) + 12
    bottom = 18 + 17 * len(around.credit) + 8
    margin = out.layout.margin
    left, right = FIT_SIDE + (margin.l or 0), FIT_SIDE + (margin.r or 0)
    height = (out.layout.height or 450) + top + bottom
    layout = out.to_plotly_json()["layout"]
    bold = "<br>".join(f"<b>{line}</b>" for line in around.title)
    above, below = top + (margin.t or 0), bottom + (margin.b or 0)
    written = [
        {"text": text, "font": font, "xref": "paper", "yref": "paper", "x": 0, "y": y, "xanchor": "left", "yanchor": "top",
         "align": "left", "xshift": FIT_SIDE - left, "yshift": shift, "showarrow": False}
        for text, y, shift, font in (
            (bold, 1, above - 16, {"size": FIT_SIZES[0], "family": SERIF, "color": INK}),
            ("<br>".join(around.reading), 1, above - 22 - 29 * len(around.title), {"size": FIT_SIZES[1], "color": GREY}),
            ("<br>".join(around.credit), 0, bottom - below - 12, {"size": SMALLEST, "color": GREY}),
        )
        if text
    ]  # fmt: skip
    layout |= {
        "width": FIT_WIDTH + 2 * FIT_SIDE,
        "height": height,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {**layout.get("font", {}), "family": SANS},
        "margin": {"l": left, "r": right, "t": above, "b": below, "pad": 0, "autoexpand": False},
        "annotations": [*layout.get("annotations", []), *written],
    }
    return go.Figure(
        _readable({"data": out.to_plotly_json()["data"], "layout": layout}), skip_invalid=False, _validate=False
    )


def _readable(part: Any) -> Any:
    """Return a part of a chart with no letters smaller than ``SMALLEST``."""
    if isinstance(part, dict):
        return {
            key: _enlarged(value) if key in ("textfont", "tickfont", "font", "insidetextfont") else _readable(value)
            for key, value in part.items()
        }
    return [_readable(one) for one in part] if isinstance(part, list) else part


def _enlarged(font: dict[str, Any]) -> dict[str, Any]:
    size = font.get("size", SMALLEST)
    sizes = [max(one, SMALLEST) for one in size] if isinstance(size, list | tuple) else max(size, SMALLEST)
    return {**font, "size": sizes}
