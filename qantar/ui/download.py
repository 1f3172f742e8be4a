"""The menu of downloads of a card; nothing in it is made before a reader opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from qantar import export, themes
from qantar.export.workbook import workbook
from qantar.facts import citations, edition
from qantar.themes import Card, embedded, parameters
from qantar.ui import address
from qantar.ui.state import choice, filtered, safe

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def picture_of(card: Card, drawn: go.Figure) -> dict[str, object]:
    """Return what the browser needs to draw a chart's picture: the same for every reader, so the one for a wide window."""
    found = themes.picture(card, drawn, filtered(True), choice(), export.chart)
    return {**found, "inside": citations.stamped(themes.inside(card, themes.credit(card, filtered(True), choice())))}


def picture(card: Card, drawn: go.Figure) -> None:
    """Show the buttons that save a chart's picture, copy it, and copy the link to the card."""
    export.chart_buttons(card.name, picture_of(card, drawn))


@st.fragment
def menu(card: Card, picture: Callable[[], None] | None, beside: Callable[[], None] | None = None) -> None:
    """Show the menu: the picture's formats, the rows as CSV and for Excel, the citation."""
    shown = st.popover("Download", type="tertiary", key=f"download-{card.name}", on_change="rerun")
    if not shown.open:
        return
    name = themes.file_name(card, choice())
    with shown:
        if picture is not None:
            picture()
        # The file is made outside of the page's script, which alone knows the filter: hence the tables as they are now.
        with st.container(horizontal=True, gap="small"):
            st.download_button("CSV", partial(themes.csv, card, filtered(True)), f"{name}.csv", "text/csv",
                               key=f"csv-{card.name}", on_click="ignore", help="The rows, with source, passage and link")  # fmt: skip
            st.download_button("Excel", partial(_workbook, card, filtered(True)), f"{name}.xlsx", EXCEL,
                               key=f"excel-{card.name}", on_click="ignore",
                               help="The rows with numbers and dates as such, their sources, and what each column means")  # fmt: skip
        view = citations.View(
            card.title, choice().words(), address.whole(address.here(fact=[]) + f"#{card.name}"), choice().day
        )
        if card.draw is not None:
            with st.expander("Embed", key=f"embed-{card.name}"):
                st.code(framed(card), language=None, wrap_lines=True)
        with st.expander("Cite", key=f"cite-{card.name}"):
            cited(view, themes.behind(card, filtered(True), choice()))
    if beside is not None:
        beside()


def framed(card: Card) -> str:
    """Return the line of HTML that shows a card as it is seen, with its filter, within another page."""
    look = parameters.look(card.name, address.asked).asked
    source = address.whole(f"{address.base()}/embed/{card.name}{choice().query(**look)}")
    credit = f"{themes.credit(card, filtered(True), choice())} · data {edition.name()}"
    return embedded.framed(card, credit, escape(source), escape(card.title))


def _workbook(card: Card, filtered: dict) -> bytes:
    return workbook(themes.sheets(card, filtered), card.title)


def cited(view: citations.View, sources: pd.DataFrame) -> None:
    """Show the citation of a view as text, BibTeX and RIS, to copy, and as files for reference managers."""
    with st.container(horizontal=True, gap="small"):
        for ending in ("bib", "ris", "json"):
            name, media_type, write = citations.FORMS[ending]
            st.download_button(f"{name} file", write(view, sources), f"{view.key}.{ending}", media_type,
                               key=f"cite-{ending}-{view.key}", on_click="ignore")  # fmt: skip
    for ending in ("txt", "bib", "ris"):
        name, _, write = citations.FORMS[ending]
        st.caption(safe(name))
        st.code(write(view, sources), language=None, wrap_lines=True)
