"""The results of a search, grouped by page; each opens its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape

import streamlit as st

from qantar.facts import search, shared, words
from qantar.facts.models import FACTS
from qantar.ui import address
from qantar.ui.evidence import HOME, NAMES_OF_PAGES
from qantar.ui.state import all_tables, changed, chosen, filtered, referenced

FIRST = 8
"""So many results of a page stand open at once."""


@lru_cache(maxsize=60)
def _held(chosen: tuple[str, ...], reference: bool, changed: float) -> dict[str, str]:
    """Return the facts and entries that the filter leaves, each with its table."""
    tables = shared.filtered(chosen, reference, changed)
    keys = {**FACTS, "relations": "id", "contradictions": "id"}
    return {fact: name for name, key in keys.items() for fact in tables[name][key]}


def results(asked: str) -> None:
    """Show what a search finds under the filter, in place of the page, by the page where each thing belongs."""
    held = _held(tuple(chosen()), referenced(), changed())
    index = search.index(all_tables(True))
    found = search.search(index, asked, set(filtered(True)["sources"]["source"]), held)
    groups: dict[str, dict[str, str]] = {}
    for fact in found:
        # What reads alike is one result: one of them opens, and the others stand beside it.
        groups.setdefault(HOME[held[fact]], {}).setdefault(index.labels[fact], fact)
    back = address.anchor("Back to the page", address.here(q=[]))
    said = (
        f"{words.many(len(found), 'result')} for “{escape(asked)}”"
        if found
        else f"Nothing was found for “{escape(asked)}”."
    )
    hint = "" if found else " Try fewer words, or choose more articles in the sidebar."
    st.html(
        f"<p class='qantar-found' role='status'>{said}{hint} · {back}</p>"
        + "".join(_group(page, facts) for page, facts in groups.items())
    )


def _group(page: str, facts: Mapping[str, str]) -> str:
    lines = [f"<li>{address.anchor(label, address.here(fact=[fact]))}</li>" for label, fact in facts.items()]
    rest = f"<details><summary>{len(lines) - FIRST} more</summary><ul>{''.join(lines[FIRST:])}</ul></details>"
    return (
        f"<section class='qantar-results'><h2>{NAMES_OF_PAGES.get(page, page.capitalize())}</h2><ul>{''.join(lines[:FIRST])}</ul>"
        f"{rest if len(lines) > FIRST else ''}</section>"
    )
