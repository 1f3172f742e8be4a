"""What a page is made of: its heading, cards, two of them side by side, and sections that stay closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from qantar import themes
from qantar.facts.sources import Tables
from qantar.themes.texts import texts
from qantar.ui import address
from qantar.ui.browser import width
from qantar.ui.card import USUAL, Make, show
from qantar.ui.state import all_tables, filtered, once_for_each_choice, safe

Answer = Callable[[Tables, Tables], str]
BESIDE = 900
"""From so many pixels on two cards stand side by side: half of them is what such charts are laid out for, the labels included."""


@once_for_each_choice(600)
def answered(answer: Answer) -> str:
    """Return what answers the question of a page."""
    return answer(filtered(True), all_tables(True))


def own_texts(theme: str) -> Mapping[str, Any]:
    """Return the texts of a theme; none while it has no file of them."""
    try:
        return texts(theme)
    except FileNotFoundError:
        return {}


def heading() -> None:
    """Show the question of the page, which stands in its theme's texts, and after it, bold, the answer of ``themes.ANSWERS``.

    What is answered is kept for each choice, as a card is. Above stand the page's title and, if it is filtered, by what.
    """
    said, path = "", st.session_state["path"]
    answer = themes.ANSWERS.get(path)
    if answer is not None:
        said = answered(answer)
    question = safe(own_texts(themes.theme_of(path)).get("question", ""))
    with st.container(key="heading"):
        st.markdown(" ".join(filter(None, [question, f"**{safe(said)}**" if said else ""])))


def card(make: Make, look: Mapping[str, Any] = USUAL) -> None:
    """Show the card that ``make(tables, all_tables, **look)`` returns; where it returns None, what is missing.

    ``make`` is one of ``themes.PAGES``. It gets the tables under the filter, with reference data if it is on, and all
    tables. The sentence for None is ``silent`` of the theme's texts under the function's name: what the chosen articles
    say nothing about, such as ``the number of troops``. ``look``: what else the card depends on, by name.
    """
    # What may be opened by ``open=``.
    st.session_state.setdefault("sections", set()).add(make.__name__)
    show(make, themes.silent(make), look)


def pair(left: Make, right: Make) -> None:
    """Show two cards side by side where half the page is wide enough for them, else one below the other."""
    if width() < BESIDE:
        card(left)
        card(right)
        return
    for column, make in zip(st.columns(2, gap="large"), (left, right), strict=True):
        with column:
            card(make)


def section(title: str, *makes: Make, key: str, look: Mapping[str, Any] = USUAL) -> Any:
    """Show a closed section with the cards that ``makes`` make once a reader opens it; nothing in it is made before.

    Returns the section, for what isn't a card: ``more = section("Title", key="more")``, then ``if more.open:`` and
    ``with more:``. ``key`` names it in the address; ``open=`` with the name of one of ``makes`` opens it too.
    """
    names = {key, *(make.__name__ for make in makes)}
    sections: set[str] = st.session_state.setdefault("sections", set())
    sections |= names
    asked, widget = address.asked("open"), f"section-{key}"
    wanted = bool(names & set(asked))
    if st.session_state.get(widget) != wanted:
        st.session_state[widget] = wanted

    def tell() -> None:
        others = [name for name in address.asked("open") if name not in names]
        address.put(open=[*others, *([key] if st.session_state[widget] else [])])

    shown = st.expander(safe(title), key=widget, on_change=tell)
    if shown.open:
        with shown:
            for make in makes:
                card(make, look)
    return shown
