"""What only the front page shows: six numbers with their rivals, and the sharpest contradictions side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from qantar.facts import ledger
from qantar.facts.sources import Tables
from qantar.themes.texts import texts
from qantar.ui.evidence import VERDICTS, address
from qantar.ui.state import filtered

MOST = 3
"""So many contradictions stand side by side."""
SENTENCES = 2
"""So many sentences of a finding are shown; the evidence has all."""


def numbers(make: Callable[[Tables], Sequence[Mapping[str, str]]]) -> None:
    """Show the numbers that ``make(tables)`` returns, each with who gives it and the number that stands against it.

    Each has ``name``, ``value``, ``who`` and ``fact`` (one, or several separated by |), and the rival's with ``rival_`` before.
    """
    about = texts("overview")["numbers"]
    st.subheader(about["title"], anchor="numbers")
    parts = []
    for row in make(filtered(True)):
        label = escape(about["labels"][row["name"]])
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
    entries = ledger.sharpest(filtered(True)["contradictions"], MOST)
    sharp = entries.empty or entries["verdict"].isin(ledger.SHARP).all()
    st.subheader(about["title"] if sharp else about["title_tension"], anchor="contradictions")
    if entries.empty:
        st.markdown(about["none"])
        return
    who = ledger.parties(filtered(True))
    st.html(f'<div class="qantar-columns">{"".join(_entry(entry, who) for entry in entries.to_dict("records"))}</div>')


def _entry(entry: Mapping[str, Any], who: Any) -> str:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", entry["finding"])
    return (
        f"<div><h4>{_link(entry['title'], entry['id'])}</h4><p>{escape(' '.join(sentences[:SENTENCES]))}</p>"
        f"<small>{escape(VERDICTS[entry['verdict']])} · {escape(who.at[entry['id'], 'who'])}</small></div>"
    )


def _link(text: str, facts: str) -> str:
    return f'<a href="{escape(address(facts.split("|")[0]))}" target="_self">{escape(text)}</a>'


STYLE = """<style>
.qantar-numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 1rem 1.5rem; }
.qantar-numbers div { display: flex; flex-direction: column; border-top: 1px solid rgba(128, 128, 128, 0.4); padding-top: 0.35rem; }
.qantar-numbers span { font-size: 0.875rem; min-height: 2.6em; line-height: 1.3; }
.qantar-numbers b { font: 600 1.5rem/1.25 "Source Serif", "Source Serif 4", Georgia, serif; }
.qantar-numbers b a { color: inherit; text-decoration: none; }
.qantar-numbers b a:hover, .qantar-numbers b a:focus { text-decoration: underline; }
.qantar-numbers small, .qantar-columns small { font-size: 0.8rem; opacity: 0.8; line-height: 1.35; }
.qantar-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 1rem 2rem; }
.qantar-columns h4 { font-size: 1.05rem; margin: 0 0 0.3rem; padding: 0; }
.qantar-columns h4 a { color: inherit; }
.qantar-columns p { margin: 0 0 0.3rem; }
.qantar-table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
.qantar-table th, .qantar-table td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; }
.qantar-table tr { border-bottom: 1px solid rgba(128, 128, 128, 0.3); }
@media (max-width: 700px) {
  .qantar-table thead { display: none; }
  .qantar-table tr { display: block; padding: 0.4rem 0; }
  .qantar-table th, .qantar-table td { display: block; padding: 0; }
}
</style>"""
