"""What a reader takes away of a page: its address, all its pictures and rows in one file, how to cite it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from qantar import export, themes
from qantar.charts import words
from qantar.facts import citations, edition, package, tables
from qantar.facts import words as facts_words
from qantar.themes import Card, parameters
from qantar.themes.card import with_receipts
from qantar.ui import address, download
from qantar.ui.card import figure_of, made
from qantar.ui.map import hidden_picture
from qantar.ui.state import choice, chosen, filtered


def links(title: str, path: str) -> None:
    """Show the three small menus: share this view, download the page, cite."""
    with st.container(horizontal=True, gap="small", key="share"):
        with st.popover("Share this view", type="tertiary", key="share-view"):
            st.caption("The address holds all that you see.")
            st.code(address.whole(address.here()), language=None, wrap_lines=True)
        _page(title, path)
        _cite(title, path)


def _view(title: str) -> citations.View:
    return citations.View(title, choice().words(), address.whole(address.here()), choice().day)


def _cards(path: str) -> list[Card]:
    """Return all cards of a page as the address wants them, those of its closed sections too."""
    found = []
    for make in themes.PAGES[path]:
        card = made(make)
        look = parameters.look(card.name, address.asked).arguments if card else {}
        card = made(make, look) if look else card
        if card is not None:
            found.append(card)
    return found


def _rests_on(path: str, cards: Sequence[Card]) -> pd.DataFrame:
    return themes.rests_on(path, cards, filtered(True), choice())


@st.fragment
def _cite(title: str, path: str) -> None:
    shown = st.popover("Cite", type="tertiary", key="cite", on_change="rerun")
    if shown.open:
        with shown:
            download.cited(_view(title), _rests_on(path, _cards(path)))


def _named(rests: pd.DataFrame) -> list[str]:
    """Return the articles among some sources by name, and how many pages of reference data there are; ``citations.bib`` has all."""
    articles = rests.loc[rests["tier"] == "article", "source"]
    more = len(rests) - len(articles)
    beside = [facts_words.many(more, "page of reference data", "pages of reference data")] if more else []
    return [*map(facts_words.name, articles), *beside]


def _described(title: str, names: Mapping[str, Card]) -> dict[str, str]:
    """Return what says of a page's rows what they are: the codebook, and the Data Package of the CSV files."""
    about = [
        package.of_rows(file.removesuffix(".csv").lower(), file, with_receipts(card, filtered(True)))
        for file, card in names.items()
    ]
    described = package.package(f"qantar-{title.lower()}", f"Qantar: {title}", edition.edition(), about)
    text = (tables.DATA / "README.md").read_text(encoding="utf-8") if (tables.DATA / "README.md").is_file() else ""
    return {"README.md": text, "datapackage.json": json.dumps(described, ensure_ascii=False, indent=1) + "\n"}


@st.fragment
def _page(title: str, path: str) -> None:
    """Offer all pictures and rows of a page, those of its closed sections too; they are made when a reader asks for them."""
    shown = st.popover("Download the page", type="tertiary", key="download-page", on_change="rerun")
    if not shown.open or not chosen():
        return
    asked = st.session_state.pop("bundle-asked", None)
    cards = _cards(path)
    rests = _rests_on(path, cards)
    names = {f"{themes.file_name(card, choice())}.csv": card for card in cards}
    files = {
        "citations.bib": "the view and its sources",
        "README.md": "the codebook",
        "datapackage.json": f"the CSV files as a Frictionless Data Package; state of the data: {edition.name()}",
        **{file: card.title for file, card in names.items()},
    }
    rows, pictures = None, []
    if asked:
        rows = {file: themes.csv(card, filtered(True)).decode("utf-8") for file, card in names.items()}
        rows |= _described(title, names)
        pictures = [download.picture_of(card, figure_of(card)) for card in cards if card.draw and path != "map"]
    with shown:
        st.caption(
            "A ZIP with each picture as PNG and SVG (the map as PNG), the rows of each card as CSV, and the citations."
        )
        export.bundle_button(
            themes.file_name(path or "overview", choice()),
            words.readme(title, choice().day, _named(rests), files),
            citations.view_bibtex(_view(title), rests), rows, pictures, path == "map", asked,
            on_asked=lambda: st.session_state.update({"bundle-asked": str(time.time_ns())}),
        )  # fmt: skip
    if path == "map":
        hidden_picture()
