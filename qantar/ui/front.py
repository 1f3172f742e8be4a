"""What only the front page shows: six numbers with their rivals, and the sharpest contradictions side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from qantar.facts import ledger
from qantar.facts.sources import Tables
from qantar.themes.overview import rows
from qantar.themes.overview.titles import number_label
from qantar.themes.texts import texts
from qantar.ui.evidence import VERDICTS, link
from qantar.ui.state import filtered, once_for_each_choice

SENTENCES = 2
"""So many sentences of a finding are shown; the evidence has all."""


Numbers = Callable[[Tables], Sequence[Mapping[str, str]]]


@once_for_each_choice(100)
def _counted(make: Numbers) -> Sequence[Mapping[str, str]]:
    return make(filtered(True))


@once_for_each_choice(100)
def _sharpest() -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the sharpest entries of the ledger, and whose they are."""
    who = ledger.parties(filtered(True))["who"]
    return ledger.sharpest(filtered(True)["contradictions"], rows.SHARPEST).to_dict("records"), who.to_dict()


def ready() -> None:
    """Work out what the front page shows, so that it is ready when it is asked for."""
    _counted(rows.numbers)
    _sharpest()


def numbers(make: Numbers) -> None:
    """Show the numbers that ``make(tables)`` returns, each with who gives it and the number that stands against it.

    Each has ``name``, ``value``, ``who`` and ``fact`` (one, or several separated by |), and the rival's with ``rival_`` before.
    """
    about = texts("overview")["numbers"]
    st.subheader(about["title"], anchor="numbers")
    parts = []
    for row in _counted(make):
        label = escape(number_label(row, about))
        if not row["value"]:
            parts.append(f"<div><span>{label}</span><b>{escape(about['missing'])}</b></div>")
            continue
        rival = ""
        if row["rival_value"]:
            said = f"{_link(row['rival_value'], row['rival_fact'])} ({escape(row['rival_who'])})"
            rival = f"<small>{escape(about['rivals'][row['name']])} {said}</small>"
        parts.append(
            f"<div><span>{label}</span><b>{_link(row['value'], row['fact'])}</b><small>{escape(row['who'])}</small>{rival}</div>"
        )
    st.html(f'<div class="qantar-numbers">{"".join(parts)}</div>')


def contradictions() -> None:
    """Show the sharpest entries of the ledger under the filter side by side, in two sentences each."""
    about = texts("overview")["contradictions"]
    entries, who = _sharpest()
    sharp = all(entry["verdict"] in ledger.SHARP for entry in entries)
    st.subheader(about["title"] if sharp else about["title_tension"], anchor="contradictions")
    if not entries:
        st.markdown(about["none"])
        return
    columns = "".join(_entry(entry, who[entry["id"]]) for entry in entries)
    st.html(f'<div class="qantar-columns">{columns}</div>')


def _entry(entry: Mapping[str, Any], who: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", entry["finding"])
    return (
        f"<div><h4>{_link(entry['title'], entry['id'])}</h4><p>{escape(' '.join(sentences[:SENTENCES]))}</p>"
        f"<small>{escape(VERDICTS[entry['verdict']])} · {escape(who)}</small></div>"
    )


def _link(text: str, facts: str) -> str:
    return link(filtered(True), facts.split("|")[0], text)
