"""The picture to take away: buttons that draw a card's white version in the browser.

The picture is the same for every reader, whatever their theme, window or zoom: it is drawn anew,
off the page, from the data that this room sends, with title, reading line and credit inside, and
its file says the same in words (see ``picture.js``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from qantar.export.white import (
    FIT_SCALE,
    FIT_SIDE,
    FIT_SIZES,
    FIT_WIDTH,
    GREY,
    HEIGHT,
    INK,
    SANS,
    SCALE,
    SERIF,
    WIDTH,
    Texts,
    fit_texts,
    fitted,
    texts,
    white,
)

__all__ = [
    "HEIGHT",
    "SCALE",
    "WIDTH",
    "Texts",
    "bundle_button",
    "chart",
    "chart_buttons",
    "fit_texts",
    "map_button",
    "map_size",
    "texts",
    "white",
]

_HERE = Path(__file__).parent
# The scripts are fetched from our own server when a page first shows a button, and kept.
_STUB = """export default function (args) {{
  const shown = import(new URL("assets/export/{version}/{script}.js", document.baseURI).href).then((room) => room.show(args));
  return () => shown.then((leave) => leave?.());
}}"""


@cache
def version() -> str:
    """Return a mark that changes with the scripts; it is part of their address, so that no old one is kept."""
    text = b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.js")))
    return hashlib.sha256(text).hexdigest()[:8]


@st.cache_resource
def _component(script: str, version: str, css: str) -> Callable[..., Any]:
    js = _STUB.format(script=script, version=version)
    return st.components.v2.component(f"qantar_{script}", js=js, css=css)


def _show(script: str, key: str, data: Mapping[str, object], **given: Any) -> Any:
    css = (_HERE / "export.css").read_text(encoding="utf-8")
    return _component(script, version(), css)(data=dict(data), key=key, width="content", **given)


def chart(
    figure: go.Figure,
    title: str,
    reading: str,
    credit: str,
    name: str,
    inside: Mapping[str, str],
    anchor: str,
    fits: bool,
) -> dict[str, object]:
    """Return what the browser needs to draw a chart's picture.

    ``title``, ``reading`` and ``credit`` stand around it; ``name``: the file's, without its ending; ``inside``: what the file says of
    itself; ``anchor``: where the card stands on its page; ``fits``: whether the chart is laid out for ``FIT_WIDTH`` points.
    """
    drawn = fitted(figure, title, reading, credit) if fits else white(figure, texts(title, reading, credit))
    return {
        "name": name,
        "inside": dict(inside),
        "anchor": anchor,
        "figure": drawn.to_json(),
        "scale": FIT_SCALE if fits else SCALE,
    }


def chart_buttons(key: str, drawn: Mapping[str, object]) -> None:
    """Show the buttons that save a chart as PNG and as SVG; ``drawn``: what ``chart`` returns."""
    _show("button", f"export-{key}", {"key": key, "formats": ["png", "svg"], **drawn})


def map_size(screen: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of the map within its picture, in pixels; ``screen``: those for which the map is made."""
    width = round(FIT_WIDTH * FIT_SCALE)
    return width, round(width * screen[1] / screen[0])


def map_button(
    key: str,
    name: str,
    around: Texts,
    inside: Mapping[str, str],
    legend: Sequence[tuple[str, str]],
    listed: tuple[str, Sequence[tuple[str, Sequence[str]]]],
    scale_bar: tuple[int, str],
    land: Sequence[int],
    size: tuple[int, int],
    parts: int,
    without: str,
    on_asked: Callable[[], None],
    on_done: Callable[[], None],
) -> None:
    """Show the button that saves a map as PNG: the deck's canvas with texts, legend and scale around it.

    The browser first asks for the map's print version (``on_asked``), which has to appear in a
    container with the key ``print-<key>``, and says when it has its picture (``on_done``).
    ``legend``: pairs of name and the address of a symbol; ``listed``: the heading of what has no place, and its lines, each with the
    addresses of its symbols; ``scale_bar``: its length in the picture's pixels and its text; ``land``: red, green and blue of land,
    ``size``: what ``map_size`` returns, and ``parts``: how many addresses its marks come from, by which the browser knows that the
    map is drawn; ``without``: what it says if it can't draw it.
    """
    heading, lines = listed
    data = {
        "key": key, "formats": ["png"], "name": name, "inside": dict(inside), "anchor": key,
        "map": {
            **around.to_dict(), "width": WIDTH * SCALE, "side": round(FIT_SIDE * FIT_SCALE), "canvas": list(size),
            "sizes": [round(size * FIT_SCALE) for size in FIT_SIZES], "legend": [list(pair) for pair in legend], "heading": heading,
            "list": [[text, list(marks)] for text, marks in lines], "scaleBar": list(scale_bar), "land": list(land), "parts": parts,
            "without": without, "sans": SANS, "serif": SERIF, "ink": INK, "grey": GREY,
        },
    }  # fmt: skip
    _show("button", f"export-{key}", data, on_asked_change=on_asked, on_done_change=on_done)


def bundle_button(
    name: str,
    readme: str,
    citations: str,
    rows: Mapping[str, str] | None,
    pictures: Sequence[Mapping[str, object]],
    with_map: bool,
    asked: str | None,
    on_asked: Callable[[], None],
) -> None:
    """Show the button that saves all pictures and rows of a page as one ZIP.

    ``rows``, CSV texts by file name, and ``pictures``, what ``chart`` returns of each, are sent only after the browser has
    asked for them (``on_asked``), and ``asked`` says when: an answer that is the same as the one before would not be
    delivered. ``with_map``: a map's button is on the page too, and draws its picture.
    """
    given = dict(rows) if rows is not None else None
    data = {
        "name": name,
        "readme": readme,
        "citations": citations,
        "rows": given,
        "pictures": list(pictures),
        "map": with_map,
        "asked": asked,
    }
    _show("bundle", "export-bundle", data, on_asked_change=on_asked)
