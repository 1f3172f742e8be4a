"""The foot of every page: all its pictures and rows in one file, and how to cite the view."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import streamlit as st

from qantar import export, themes
from qantar.charts import words
from qantar.facts import citations
from qantar.facts import words as facts_words
from qantar.ui.card import shown
from qantar.ui.state import choice, chosen, filtered, query


def takeaway(title: str, path: str) -> None:
    """Show the button that saves the whole page, and the citation of the view to copy."""
    view = citations.View(title, choice().words(), _address(path), choice().day)
    st.subheader("Take this page away", anchor="take-away")
    if shown():
        _bundle(view, path)
    cite = st.expander("Cite this view", key="cite", on_change="rerun")
    if cite.open:
        rests = filtered()["sources"]
        with cite:
            for name, write in (
                ("Text", citations.view_text),
                ("BibTeX", citations.view_bibtex),
                ("RIS", citations.view_ris),
            ):
                st.caption(name)
                st.code(write(view, rests), language=None, wrap_lines=True)


def _bundle(view: citations.View, path: str) -> None:
    name = themes.file_name(path or "overview", choice())
    tables = {f"{themes.file_name(card, choice())}.csv": card for card in shown()}
    rows, asked = None, st.session_state.pop("bundle-asked", None)
    if asked:
        rows = {file: themes.csv(card, filtered(True)).decode("utf-8") for file, card in tables.items()}
    files = {"citations.bib": "the view and its sources", **{file: card.title for file, card in tables.items()}}
    export.bundle_button(
        name, words.readme(view.title, choice().day, [facts_words.name(key) for key in chosen()], files),
        citations.view_bibtex(view, filtered()["sources"]), rows, asked,
        on_asked=lambda: st.session_state.update({"bundle-asked": str(time.time_ns())}),
    )  # fmt: skip
    st.caption(
        "A ZIP with each picture of this page as PNG and SVG (the map as PNG), the rows of each card as CSV, and the citations."
    )


def _address(path: str) -> str:
    """Return the whole address of this view, as the reader's browser knows it."""
    own = urlsplit(st.context.url or "")
    base = own.path.removesuffix(f"/{path}") if path else own.path.rstrip("/")
    return f"{own.scheme}://{own.netloc}{base}/{path}{query(path)}"
