"""The timeline's days as a list to read: beside the chart of the same, and before it on a telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import streamlit as st

from qantar.facts.sources import Tables
from qantar.themes.texts import texts
from qantar.themes.timeline import reading
from qantar.ui.card import Make
from qantar.ui.page import card
from qantar.ui.state import changed, choice, chosen, filtered, nothing, referenced, safe
from qantar.ui.window import is_narrow

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


@st.cache_resource(show_spinner=False, max_entries=100)
def _html(choice: tuple[str, ...], reference: bool, changed: float, address: str, _days: Days) -> str:
    """Write the days once for each choice; they depend on nothing else."""
    about = texts("timeline")["days"]

    def opening(facts: Sequence[str]) -> str:
        return address.replace(f"fact={FACT}", "&".join(f"fact={quote(fact, safe='')}" for fact in facts))

    found = _days(filtered(True))
    return reading.html(found, opening, about["open"], about["more"]) if found else ""


def _read(days: Days) -> None:
    about = texts("timeline")["days"]
    html = _html(tuple(chosen()), referenced(), changed(), f"/timeline{choice().query(fact=FACT)}", days)
    with st.container(key="chronicle"):
        st.subheader(safe(about["title"]), anchor="day-by-day")
        if not html:
            nothing(texts("timeline")["january"]["silent"])
            return
        st.caption(safe(about["subtitle"]))
        st.html(html)


STYLE = """<style>
.qantar-chronicle section { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 1rem; padding: 0.4rem 0 0.45rem;
  border-top: 1px solid rgba(128, 128, 128, 0.35); scroll-margin-top: 5rem; }
.qantar-chronicle h3 { font-size: 1.05rem; margin: 0; padding: 0; line-height: 1.5rem; }
.qantar-chronicle ul { list-style: none; margin: 0; padding: 0; }
.qantar-chronicle li { margin: 0; padding: 0; line-height: 1.5rem; }
.qantar-chronicle a { color: inherit; text-decoration: none; }
.qantar-chronicle a:hover, .qantar-chronicle a:focus-visible { text-decoration: underline; }
.qantar-chronicle small { font-size: 0.8rem; opacity: 0.8; }
.qantar-chronicle .chip { font-size: 0.75rem; white-space: nowrap; margin-left: 0.3rem; padding: 0 0.35rem 0 0.3rem;
  border-left: 3px solid var(--of, #7b8794); background: rgba(128, 128, 128, 0.1); }
.qantar-chronicle .outside { opacity: 0.8; background: none; }
.qantar-chronicle details summary { font-size: 0.8rem; opacity: 0.8; cursor: pointer; line-height: 1.5rem; width: fit-content; }
@media (max-width: 760px) {
  .qantar-chronicle section { grid-template-columns: 1fr; }
  .qantar-chronicle li { padding: 0.15rem 0; }
  .qantar-chronicle .chips { display: block; }
  .qantar-chronicle .chip { margin: 0 0.3rem 0 0; display: inline-block; line-height: 1.25rem; }
}
</style>"""
