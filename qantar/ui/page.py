"""What a page is made of: its heading, cards, two of them side by side, and sections that stay closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from qantar import themes
from qantar.facts.sources import Tables
from qantar.themes.texts import texts
from qantar.ui.card import FIRST, Make, figure, made, rows
from qantar.ui.state import all_tables, changed, chosen, filtered, referenced, safe

Answer = Callable[[Tables, Tables], str]


@st.cache_resource(show_spinner=False, max_entries=200)
def _answered(name: str, choice: tuple[str, ...], reference: bool, changed: float, _answer: Answer) -> str:
    """Work out a page's answer once for each choice; it depends on nothing else."""
    return _answer(filtered(themes.with_reference(_answer)), all_tables(themes.with_reference(_answer)))


def heading(theme: str, answer: Answer | None = None) -> None:
    """Show the question of a theme's page, and after it, bold, the answer that ``answer(tables, all_tables)`` gives.

    The question is that of the theme's texts. ``answer`` gets the tables under the filter, with reference data if it is on, and all
    tables; what it says is kept for each choice, as a card is. Above stand the page's title and, if it is filtered, by what.
    """
    said = ""
    if answer is not None:
        name = f"{answer.__module__}.{answer.__name__}"
        said = _answered(name, tuple(chosen()), referenced(), changed(), answer)
    question = safe(texts(theme).get("question", ""))
    with st.container(key="heading"):
        st.markdown(" ".join(filter(None, [question, f"**{safe(said)}**" if said else ""])))


def silent(make: Make) -> str:
    """Return what the chosen articles say nothing about where a function makes no card: ``silent`` of its theme's texts."""
    try:
        known = texts(themes.theme(make))
    except FileNotFoundError:
        return ""
    return str(known.get(make.__name__, {}).get("silent", ""))


def card(make: Make, look: Mapping[str, Any] = FIRST) -> None:
    """Show the card that ``make(tables, all_tables, **look)`` returns; where it returns None, what is missing.

    ``make`` is one of ``themes.PAGES``. It gets the tables under the filter, with reference data if it is on, and all
    tables. The sentence for None is ``silent`` of the theme's texts under the function's name: what the chosen articles
    say nothing about, such as ``the number of troops``. ``look``: what else the card depends on, by name.
    """
    found = made(make, look)
    if found is not None and found.draw is None:
        rows(make, look)
    else:
        figure(make, silent(make), look=look)


def pair(left: Make, right: Make) -> None:
    """Show two cards side by side on a wide screen, one below the other on a telephone.

    Their charts are laid out for half the width: some 560 pixels, the labels included.
    """
    for column, make in zip(st.columns(2, gap="large"), (left, right), strict=True):
        with column:
            card(make)


def section(title: str, *makes: Make, key: str) -> Any:
    """Show a closed section with the cards that ``makes`` make once a reader opens it; nothing in it is made before.

    Returns the section, for what isn't a card: ``more = section("Title", key="more")``, then ``if more.open:`` and
    ``with more:``. ``key`` names it in the address.
    """
    shown = st.expander(safe(title), key=f"section-{key}", on_change="rerun")
    if shown.open:
        with shown:
            for make in makes:
                card(make)
    return shown
