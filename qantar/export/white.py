"""The version of a chart for print: white, of fixed width, with title, reading line and credit inside."""

from __future__ import annotations

import re
import textwrap
from dataclasses import asdict, dataclass

import plotly.graph_objects as go

WIDTH, HEIGHT, SCALE = 1200, 675, 2
"""Size of the picture in points, and pixels per point: 2400 × 1350 and, for charts with many rows, higher."""
SIDE = 28
PAPER = "#ffffff"
INK, GREY = "#1d1d1f", "#55585e"
# The picture's fonts come with it (see ``web.FONTS``), so that its letters are the same on every machine.
SANS = '"Source Sans 3", "Source Sans Pro", Arial, "Noto Sans", "DejaVu Sans", sans-serif'
SERIF = '"Source Serif 4", "Source Serif Pro", Georgia, "Noto Serif", "DejaVu Serif", serif'
TITLE, READING, CREDIT = 24.0, 15.0, 13.0
"""Sizes of the texts around the chart, in points."""
# So many letters fit a line of each text: measured on the longest texts of all cards.
_LETTERS = {"title": 92, "reading": 165, "credit": 185}
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
    given = {"title": title, "reading": reading, "credit": credit}
    return Texts(**{name: _balanced(text, _LETTERS[name]) for name, text in given.items()})


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
    on_top = out.layout.xaxis.side == "top"
    two_lines = any("<br>" in str(text) for text in out.layout.xaxis.ticktext or ())
    top = around.top + (44 if on_top else 16) + (20 if on_top and two_lines else 0)
    left = SIDE + max(_longest(out.layout.yaxis), 0 if out.layout.yaxis.visible is False else 50)
    beyond = [_longest(axis) for axis in out.select_yaxes() if axis.side == "right"]
    right = SIDE + 12 + max(beyond, default=0)
    more_legend = 20 * max(_legend_lines(out, WIDTH - left - right) - 2, 0)
    bottom = around.bottom + 46 + (12 if on_top else 50) + more_legend
    in_rows = on_top or bool(beyond) or _panels(out) or out.layout.yaxis.visible is False
    rows = int(out.layout.height or 0) - 100 if in_rows else 0
    closer = rows * _CLOSER["rows" if on_top else "panels"]
    height = HEIGHT if top + bottom + closer <= HEIGHT else top + bottom + rows
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
    return out


def _longest(axis: go.layout.YAxis) -> float:
    """Return how wide the longest line of an axis' labels is, in points; a line in small letters is taken for a usual one."""
    lines = [re.sub(r"<[^>]+>", "", line) for text in axis.ticktext or () for line in str(text).split("<br>")]
    return max((8.4 * len(line) for line in lines), default=0)


def _legend_lines(figure: go.Figure, width: float) -> int:
    """Return in how many lines the legend stands: one if all of it fits, else columns as wide as the widest name."""
    wide = [40 + 6.2 * len(trace.name or "") for trace in figure.data if trace.showlegend is not False]
    if sum(wide) <= width:
        return 1
    return -(-len(wide) // max(int(width // max(wide)), 1))


def _panels(figure: go.Figure) -> bool:
    """Say whether the figure is made of panels, whose height follows their number of lines."""
    return len(list(figure.select_xaxes())) > 1
