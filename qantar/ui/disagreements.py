"""The ledger and what is set side by side, with what can be chosen of them."""

from __future__ import annotations

import streamlit as st

from qantar.themes.disagreements.cards import THEME_NAMES
from qantar.ui import address
from qantar.ui.card import Make, show
from qantar.ui.state import safe


def side_by_side(make: Make, silent: str) -> None:
    """Show what the sources count and date of one theme."""
    theme = address.one("What is counted or dated", "theme")
    if theme in THEME_NAMES:
        show(make, silent, {"theme": theme})


def ledger(make: Make) -> None:
    """Show the entries of the ledger; ``make`` is its card."""
    with st.container(key="ledger-choice"):
        kinds = address.pills("Kind", "kind")
        verdicts = address.pills("What it comes to", "verdict")
        search = st.text_input(
            "Search",
            key="search",
            placeholder="A word or a name, such as SCO or deaths",
            on_change=address.write,
            args=("search",),
        )
    silent = (
        f"“{safe(search)}” in entries of these kinds" if search.strip() else "anything of this kind that doesn't fit"
    )
    show(make, silent, {"kinds": kinds, "verdicts": verdicts, "search": search})
