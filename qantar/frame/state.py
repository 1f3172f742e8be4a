"""The tables under the reader's choice of articles, read once and shared by all readers."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from qantar import cards, derive, sources, style, tables


@st.cache_resource(show_spinner=False, max_entries=4)
def _everything(changed: float) -> sources.Tables:
    return derive.labelled(tables.read_all())


@st.cache_resource(show_spinner=False, max_entries=40)
def _kept(chosen: tuple[str, ...], changed: float) -> sources.Tables:
    return sources.keep(_everything(changed), chosen)


def everything() -> sources.Tables:
    """Return all tables, whatever the filter: for axes and orders that are to stay as they are."""
    return _everything(tables.changed(tables.DATA))


def articles() -> list[str]:
    """Return the keys of the five articles."""
    return sources.keys(everything()["sources"])


def chosen() -> list[str]:
    """Return the keys of the chosen articles, in file order."""
    picked = st.session_state.get("source", [])
    return [key for key in articles() if key in picked]


def choice() -> cards.Choice:
    """Return what is chosen, with today's date, for credits and file names."""
    return cards.Choice(chosen(), articles(), dt.date.today())


def kept() -> sources.Tables:
    """Return the tables with what the chosen articles support."""
    return _kept(tuple(chosen()), tables.changed(tables.DATA))


def safe(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup or a formula."""
    for character in "\\$*_[]`<>#~:":
        text = text.replace(character, "\\" + character)
    return text


def nothing(what: str) -> None:
    """Say that the chosen articles are silent on something, and how to go on."""
    silent = style.names(chosen())
    others = [key for key in articles() if key not in chosen()]
    more = f" Add {style.names(others) if len(others) < 3 else 'another article'} in the sidebar." if others else ""
    st.info(f"{silent} {'says' if len(chosen()) == 1 else 'say'} nothing here about {what}.{more}")


def intro(text: str) -> None:
    """Show the question that a page answers."""
    st.markdown(f"##### {text}")


def theme() -> str:
    """Return the reader's theme, light or dark."""
    return st.context.theme.type or "light"


def codebook() -> None:
    """Offer the codebook, which stands beside the tables, to be opened on demand."""
    shown = st.expander(
        "The codebook: what a row is, how dates, vague amounts and claims are kept", key="codebook", on_change="rerun"
    )
    if shown.open:
        with shown:
            st.markdown((tables.DATA / "README.md").read_text(encoding="utf-8").replace("$", "\\$"))
