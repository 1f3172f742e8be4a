"""The drawer at the right: the evidence of what the address names. ``fact=`` alone decides whether it is open and on what."""

from __future__ import annotations

from html import escape

import streamlit as st

from qantar import themes
from qantar.facts import citations, sources
from qantar.ui import evidence
from qantar.ui.address import anchor, asked, put, there, whole
from qantar.ui.card import anew, made
from qantar.ui.state import all_tables, choice, filtered, referenced

WIDTH = 560
"""Pixels: wide enough for a quote, narrow enough that the chart stays in view."""


def note_closing() -> None:
    """Let the marks of the chart that was clicked be clicked anew once the drawer has closed, by whatever way.

    A second click on a mark that Plotly still holds for selected would only take the selection away.
    """
    if not asked("fact") and (name := st.session_state.pop("clicked-on", None)):
        anew(name)


def show() -> None:
    """Open the drawer on the facts that the address names, if it names any."""
    facts = evidence.alike(_resolved(fact) for fact in asked("fact"))
    if not facts:
        return
    tables = filtered(True)
    held = [fact for fact in facts if evidence.table_of(tables, fact)]
    if len(held) == 1:
        kind, said = evidence.headline(tables, held[0])
        body = _one(held[0], said)
    elif held:
        kind, body = f"{len(held)} facts of one mark", evidence.several(tables, held)
    else:
        kind, body = "Evidence", ""
    body = "".join(_missing(fact) for fact in facts if fact not in held) + body

    @st.dialog(_title(kind), position="right", width=WIDTH, on_dismiss=_close)
    def drawer() -> None:
        st.html(f'<div class="qantar-evidence">{body}</div>')

    drawer()


def _title(kind: str) -> str:
    for character in "\\$*_[]`<>#~:":
        kind = kind.replace(character, "\\" + character)
    return kind or "Evidence"


def _close() -> None:
    put(fact=[])


def _resolved(fact: str) -> str:
    """Return the fact that an old id stands for now."""
    aliases = all_tables(True)["aliases"]
    found = aliases.loc[aliases["alias"] == fact, "fact"]
    return str(found.iloc[0]) if len(found) else fact


def _missing(fact: str) -> str:
    """Say why a fact can't be shown, and what to do."""
    if evidence.table_of(all_tables(True), fact) is None:
        return (
            f"<p>The address names “{escape(fact)}”, which doesn't exist. Search for it by a word, in the sidebar.</p>"
        )
    wider = there(st.session_state.get("path", ""), source=[], reference=[], fact=[fact])
    more = "" if referenced() else " and reference data"
    return (
        f"<p>What the address names rests on articles that aren't chosen{' or on reference data' if not referenced() else ''}. "
        f"{anchor(f'Show all articles{more}', wider)} to see it.</p>"
    )


def _one(fact: str, said: str) -> str:
    tables = filtered(True)
    parts = [f"<h2>{escape(said)}</h2>", evidence.told(tables, fact), evidence.around(tables, fact), _stands(fact)]
    about = tables["sources"]
    own = sorted({key for keys in sources.of(tables, [fact]) for key in keys})
    if evidence.table_of(tables, fact) == "contradictions":
        entry = tables["contradictions"].set_index("id").loc[fact]
        own = sorted({key for keys in sources.of(tables, entry["facts"].split("|")) for key in keys})
    view = citations.View(said, choice().words(), whole(evidence.home(tables, fact)), choice().day)
    cited = citations.view_text(view, about[about["source"].isin(own)])
    parts.append(
        f'<p class="share">{anchor("Link to this fact", evidence.home(tables, fact))}</p>'
        f"<details><summary>Cite</summary><pre>{escape(cited)}</pre></details>"
    )
    return "".join(parts)


def _stands(fact: str) -> str:
    """Return links to the cards that draw a fact under the reader's choice."""
    lines = []
    for path, n in themes.standing(all_tables(True)).get(fact, []):
        make = themes.PAGES[path][n]
        card = made(make)
        if card is not None and fact in themes.drawn(card):
            page = evidence.NAMES_OF_PAGES.get(path, path.capitalize())
            lines.append(f"<li>{page}: {anchor(card.title, there(path, open=[make.__name__]) + f'#{card.name}')}</li>")
    return f"<h3>In the charts</h3><ul>{''.join(lines)}</ul>" if lines else ""
