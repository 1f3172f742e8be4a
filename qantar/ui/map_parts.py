"""What stands around the map: the buttons that zoom, the list of what has no place, the legend, the bars of the days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from qantar.charts import style
from qantar.facts import happenings
from qantar.themes import Card
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols
from qantar.themes.map import unlocated as map_unlocated
from qantar.themes.texts import texts
from qantar.ui import address
from qantar.ui.state import filtered, once_for_each_choice, theme, told

KEY = "map-hand"
LINES = 13
"""So many lines of the list stand beside the map; the rest opens below them."""


@cache
def _script() -> str:
    here = Path(__file__)
    files = here.parents[1] / "themes" / "map" / "hand.js", here.with_name("map.js")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@st.cache_resource
def _component() -> Callable[..., Any]:
    css = """button { display: block; width: 32px; height: 32px; margin: 0 0 2px; font: 600 18px/1 sans-serif; cursor: pointer;
      border: 1px solid rgba(128, 128, 128, 0.5); background: var(--st-background-color); color: var(--st-text-color); }"""
    return st.components.v2.component("qantar_map", js=_script(), css=css)


def hand() -> bool:
    """Show the buttons that zoom, and let wheel and fingers do what a reader expects; say whether the browser can draw the map.

    Until the browser has said that it can't, it is taken for one that can.
    """
    can = bool(told(KEY, "drawable", True))

    def whole() -> None:
        st.session_state["anew"] = st.session_state.get("anew", 0) + 1

    with st.container(key=KEY + "-place"):
        _component()(
            data={"drawable": can, "buttons": can}, key=KEY, on_drawable_change=lambda: None, on_whole_change=whole
        )
    return can


def no_webgl(can: bool) -> None:
    """Say that the browser can't draw the map; unseen, and shown by the browser at once, if it turns out that it can't."""
    hidden = " class='qantar-no-webgl'" if can else ""
    st.html(f"<p{hidden} role='status'>{escape(texts('map')['no_webgl'])}</p>")


def heading(view: str) -> str:
    """Return what stands over the list of what has no place."""
    return map_unlocated.heading(view)


def unlocated(lines: Sequence[Mapping[str, Any]], view: str) -> None:
    """Show the list of what has no place on the map; a line opens its evidence."""
    told = []
    for line in lines:
        marks = "".join(
            f"<img src='{map_symbols.address(mark, theme(), address.base())}' alt='' title='{escape(what, quote=True)}'"
            f"{' class=over' if faded else ''}>"
            for mark, what, faded in line["marks"]
        )
        link = address.anchor(line["name"], address.here(fact=line["facts"]), f"{line['name']}: {line['about']}")
        told.append(f"<li>{link} <span>{marks}</span></li>")
    body = f"<ul>{''.join(told[:LINES])}</ul>" if told else "<p>Nothing on this day.</p>"
    if rest := told[LINES:]:
        body += f"<details><summary>{len(rest)} more</summary><ul>{''.join(rest)}</ul></details>"
    with st.container(key="map-list"):
        st.html(f"<div class='qantar-unlocated'><h3>{escape(heading(view))}</h3>{body}</div>")


def legend(card: Card) -> None:
    """Show what the marks on the screen are."""
    told = (
        f"<span><img src='{map_symbols.address(symbol, theme(), address.base())}' alt=''>{escape(name)}</span>"
        for name, symbol in card.legend
    )
    st.html(f"<div class='qantar-legend'>{''.join(told)}</div>")


@once_for_each_choice(100)
def _unrest() -> dict[tuple[int, str], int]:
    """Return on how many places there was unrest of a form on a day, as the front page counts them."""
    return {(row["day"], row["form"]): row["places"] for row in happenings.unrest(filtered(True))}


def bars(day: int) -> None:
    """Show on how many places there was unrest on each day, as the front page counts them; a click shows a day."""
    count = _unrest()
    most = max((sum(count.get((n, form), 0) for form in happenings.UNREST) for n in map_rows.DAYS), default=0)
    if not most:
        return
    told = []
    for n in map_rows.DAYS:
        protest, violence = (count.get((n, form), 0) for form in happenings.UNREST)
        parts = "".join(
            f"<i style='height:{40 * places / most:.0f}px;background:{style.color(form)}'></i>"
            for form, places in (("protest", protest), ("violence", violence)) if places
        )  # fmt: skip
        said = f"{n} January: {protest + violence} places with unrest, {violence} with violence"
        to = escape(address.here(day=[str(n)]), quote=True)
        told.append(
            f'<a class="to{" now" if n == day else ""}" href="{to}" target="_self" title="{said}" aria-label="{said}">'
            f"<b>{protest + violence or ''}</b>{parts}<u></u>{n}</a>"
        )
    st.html(f"<div class='qantar-days'><span></span>{''.join(told)}</div>")


def bars_heading() -> None:
    """Say what the bars are, and their colours."""
    if not _unrest():
        return
    keys = "".join(
        f"<span><i style='background:{style.color(form)}'></i>{name}</span>"
        for form, name in (("violence", "violence"), ("protest", "protest alone"))
    )
    st.html(f"<div class='qantar-days-heading'>{escape(texts('map')['days'])} {keys}</div>")
