"""The card: title, subtitle, chart or table, and one line below it. Evidence is opened by a mark or by a row of the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from qantar import themes
from qantar.charts import words
from qantar.themes import Card
from qantar.themes.fitting import WIDE, fitted
from qantar.ui import address, download
from qantar.ui.browser import width
from qantar.ui.evidence import link
from qantar.ui.state import all_tables, choice, filtered, nothing, once_for_each_choice, safe
from qantar.ui.table import FIRST, table

Make = Callable[..., Card | None]
CONFIG = {"displayModeBar": False, "scrollZoom": False}
USUAL: Mapping[str, Any] = MappingProxyType({})
"""Nothing chosen beside the sources."""
CHART, TABLE = "Chart", "Table"


@once_for_each_choice(3000)
def _made(make: Make, look: tuple[tuple[str, Any], ...]) -> Card | None:
    return make(filtered(True), all_tables(True), **dict(look))


@once_for_each_choice(2500)
def figure_of(card: Card) -> go.Figure:
    """Return the chart of a card as a wide screen shows it."""
    return fitted(card, WIDE)


@once_for_each_choice(4000)
def _fitted(card: Card, width: int) -> go.Figure:
    """Return the chart of a card laid out for so many pixels."""
    return fitted(card, width)


@once_for_each_choice(3000)
def _credited(card: Card) -> tuple[str, list[tuple[str, str]]]:
    """Return what stands below a card: its credit, and the entries of the ledger about it, each with its title."""
    entries = themes.contested(card, filtered(True))
    return themes.short_credit(card, filtered(True), choice()), list(zip(entries["id"], entries["title"], strict=True))


def ready(card: Card) -> None:
    """Work out what a page shows of a card, so that it is ready when it is asked for."""
    _credited(card)
    if card.draw:
        figure_of(card)


def made(make: Make, look: Mapping[str, Any] = USUAL) -> Card | None:
    """Return a card of ``themes.PAGES`` under the reader's choice, with reference data if it is on.

    ``look``: what else the card depends on, such as the topics chosen on its page.
    """
    return _made(make, tuple(look.items()))


def show(make: Make, silent: str, look: Mapping[str, Any] = USUAL) -> None:
    """Show a card in its frame; ``silent``: what the chosen articles say nothing about if there is none."""
    card = made(make, look)
    if card is None:
        nothing(silent)
        return
    with st.container(key=f"card-{card.name}"):
        head(card)
        rows_alone = card.draw is None
        if rows_alone:
            _rows(card)
        elif as_table(card):
            st.html(table(card, filtered(True)))
        else:
            try:
                _chart(card)
            except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets a sentence
                st.error(
                    f"This chart could not be drawn ({type(error).__name__}). Its rows are below; the rest of the page works."
                )
                st.html(table(card, filtered(True)))
        foot(card, None if rows_alone else lambda: download.picture(card, figure_of(card)))


def head(card: Card) -> None:
    """Show a card's title and subtitle."""
    shown().append(card.name)
    with replaced_whole("head", card.title):
        st.header(safe(card.title), anchor=card.name)
    st.caption(safe(card.subtitle))


def replaced_whole(name: str, text: str) -> Any:
    """Return a place for a heading that is made anew when its text changes: a browser that translates would keep the old one."""
    return st.container(key=f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}")


def as_table(card: Card) -> bool:
    """Say whether the address wants a card as a table."""
    return card.name in address.asked("table")


def _chart(card: Card) -> None:
    fitting = figure_of(card) if width() >= WIDE else _fitted(card, width())
    st.plotly_chart(
        fitting, key=plot_key(card), on_select=lambda: picked(card), selection_mode="points", config=CONFIG,
        alt=words.alt(card.title, card.lines),
    )  # fmt: skip


def plot_key(card: Card) -> str:
    """Return the key of a card's chart or map; a new one lets the mark be clicked anew whose evidence was closed.

    Another layout is another chart: Plotly would leave a legend where the last one had it.
    """
    return f"plot-{card.name}-{st.session_state.get(f'anew-{card.name}', 0)}-{width()}"


def anew(name: str) -> None:
    """Let the chart or map of a card be made anew in the browser."""
    st.session_state[f"anew-{name}"] = st.session_state.get(f"anew-{name}", 0) + 1


def picked(card: Card) -> None:
    """Open the evidence of what was clicked in the chart or on the map."""
    selection = st.session_state[plot_key(card)].selection
    if "points" in selection:
        keys = [point["customdata"][0] for point in selection["points"] if point.get("customdata")]
    else:
        keys = [row["facts"] for rows in selection.get("objects", {}).values() for row in rows]
        # A mark stands for the facts of every day; what isn't seen on this one isn't opened.
        seen = set(card.rows[card.key])
        keys = ["|".join(fact for fact in key.split("|") if fact in seen) for key in keys]
    if keys and keys[0] and card.key != "source":
        st.session_state["clicked-on"] = card.name
        address.put(fact=str(keys[0]).split("|"))


def _rows(card: Card) -> None:
    """Show rows that no chart draws: all of them, or the first with a link to the rest."""
    every = len(card.rows) <= FIRST * 1.5 or as_table(card)
    st.html(table(card, filtered(True), None if every else FIRST))
    if not every:
        more = address.here(table=[*address.asked("table"), card.name])
        st.html(f"<p class='qantar-more'>{address.anchor(f'Show all {len(card.rows)} rows', more)}</p>")


def foot(card: Card, picture: Callable[[], None] | None = None, beside: Callable[[], None] | None = None) -> None:
    """Show the one line below a card: credit, chart or table, downloads, what is contested, notes.

    ``picture`` shows the buttons that save a picture, in the menu of downloads; ``beside`` what they need outside of it.
    """
    credit, entries = _credited(card)
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot-{card.name}", gap="small"):
        st.caption(safe(credit), width="stretch")
        if picture is not None:
            _as(card)
        download.menu(card, picture, beside)
        if entries:
            with st.popover(f"{len(entries)} contested", type="tertiary", key=f"contested-{card.name}"):
                lines = "".join(f"<li>{link(filtered(True), entry, title)}</li>" for entry, title in entries)
                st.html(f'<ul class="qantar-links">{lines}</ul>')
        if card.notes:
            with st.popover("Notes", type="tertiary", key=f"notes-{card.name}"):
                st.markdown(safe(card.notes))


def _as(card: Card) -> None:
    """Offer the card as a chart or as a table, which stands in the address."""
    key = f"as-{card.name}"
    now = TABLE if as_table(card) else CHART
    if st.session_state.get(key) != now:
        st.session_state[key] = now

    def tell() -> None:
        others = [name for name in address.asked("table") if name != card.name]
        address.put(table=[*others, *([card.name] if st.session_state[key] == TABLE else [])])

    st.segmented_control(
        "Shown as", [CHART, TABLE], key=key, default=now, required=True, on_change=tell, label_visibility="collapsed"
    )


def shown() -> list[str]:
    """Return the names of the cards that the page has shown so far; each run of a page begins without any."""
    names: list[str] = st.session_state.setdefault("shown", [])
    return names
