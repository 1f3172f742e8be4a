"""The timeline's days as a list to read: beside the chart of the same, and before it on a telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import streamlit as st

from qantar.facts.sources import Tables
from qantar.themes.texts import texts
from qantar.themes.timeline import reading
from qantar.ui.address import here
from qantar.ui.browser import is_narrow
from qantar.ui.card import Make
from qantar.ui.page import card
from qantar.ui.state import filtered, nothing, once_for_each_choice, safe

Days = Callable[[Tables], Sequence[Mapping[str, Any]]]
FACT = "FACT"
"""What stands in an address for the facts that a link opens."""


def chronicle(lead: Make, days: Days) -> None:
    """Show a card, and below it the days that ``days(tables)`` returns as a list; on a telephone the list first."""
    if is_narrow():
        _read(days)
        card(lead)
    else:
        card(lead)
        _read(days)


@once_for_each_choice(100)
def _html(days: Days, address: str) -> str:
    about = texts("timeline")["days"]

    def opening(facts: Sequence[str]) -> str:
        return address.replace(f"fact={FACT}", "&".join(f"fact={quote(fact, safe='')}" for fact in facts))

    found = days(filtered(True))
    return reading.html(found, opening, about["open"], about["more"]) if found else ""


def _read(days: Days) -> None:
    about = texts("timeline")["days"]
    html = _html(days, here(fact=[FACT]))
    with st.container(key="chronicle"):
        st.header(safe(about["title"]), anchor="day-by-day")
        if not html:
            nothing(texts("timeline")["january"]["silent"])
            return
        st.caption(safe(about["subtitle"]))
        st.html(html)
