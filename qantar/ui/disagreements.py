"""The ledger on the screen: what can't be true, the rest by search and kind, and what is set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from qantar import themes
from qantar.facts import sources, words
from qantar.themes import Card
from qantar.themes.disagreements import rows as disagreements_rows
from qantar.themes.disagreements.cards import KIND_NAMES, VERDICT_NAMES
from qantar.themes.texts import texts
from qantar.ui import address
from qantar.ui.card import USUAL, Make, as_table, foot, head, made
from qantar.ui.evidence import VERDICTS, link
from qantar.ui.page import section
from qantar.ui.state import filtered, nothing, once_for_each_choice, safe
from qantar.ui.table import FIRST


@once_for_each_choice(300)
def _rows(card: Card) -> list[dict[str, Any]]:
    return card.rows.to_dict("records")


def entries(make: Make, look: Any = USUAL) -> None:
    """Show the entries of the ledger that a card holds, the first twenty or, if the address wants it, all of them."""
    card = made(make, look)
    if card is None:
        none = texts("disagreements").get(make.__name__, {}).get("none")
        st.info(safe(none)) if none else nothing(themes.silent(make))
        return
    rows = _rows(card)
    every = len(rows) <= FIRST or as_table(card)
    with st.container(key=f"card-{card.name}"):
        head(card)
        st.html(listed(card.title, rows if every else rows[:FIRST]))
        if not every:
            more = address.here(table=[*address.asked("table"), card.name])
            label = texts("disagreements")["choice"]["more"].format(n=len(rows))
            st.html(f"<p class='qantar-more'>{address.anchor(label, more)}</p>")
        foot(card)


def listed(title: str, rows: Sequence[dict[str, Any]]) -> str:
    """Return entries as an HTML table: title and verdict, what is said, what speaks against it; a title opens the passages."""
    about = texts("disagreements")["corrections"]
    lines = []
    for row in rows:
        opens = address.anchor(row["title"], address.here(fact=[row["entries"]]))
        weight = f"{VERDICTS[row['verdict']]} · {row['who']}"
        lines.append(
            f'<tr><th scope="row">{opens}<small class="{escape(row["verdict"])}">{escape(weight)}</small></th>'
            f"<td>{escape(row['claim'])}</td><td>{escape(row['against'])}</td></tr>"
        )
    return (
        f'<table class="qantar-ledger"><caption>{escape(title)}</caption><thead><tr><td></td><th scope="col">{escape(about["claim"])}</th>'
        f'<th scope="col">{escape(about["against"])}</th></tr></thead><tbody>{"".join(lines)}</tbody></table>'
    )


def ledger(make: Make, tensions: Make, differences: Make) -> None:
    """Show the whole ledger by search and kind; while nothing is asked, what isn't sharp in closed sections."""
    about = texts("disagreements")["choice"]
    if made(make) is None:
        return
    st.header(safe(about["title"]), anchor="ledger-choice")
    picked = {"kind": tuple(st.session_state["kind"]), "verdict": tuple(st.session_state["verdict"])}
    what = _picked(picked["kind"], picked["verdict"])
    with st.container(horizontal=True, vertical_alignment="center", key="ledger-choice"):
        search = address.field(about["search"], "search", about["hint"], label_visibility="collapsed")
        label = about["some"].format(what=what) if what else about["all"]
        opened = st.popover(safe(label), type="tertiary", key="ledger-filter", on_change="rerun")
        if opened.open:
            with opened:
                address.pills(about["kinds"], "kind")
                address.pills(about["verdicts"], "verdict")
    if search.strip() or what:
        look = {"kinds": picked["kind"], "verdicts": picked["verdict"], "search": search}
        if made(make, look) is None and search.strip():
            st.info(safe(about["nothing"].format(search=search.strip())))
        else:
            entries(make, look)
        return
    for key, part in (("tensions", tensions), ("differences", differences)):
        if made(part) is not None:
            opened = section(about[key], key=key)
            if opened.open:
                with opened:
                    entries(part)


def _picked(kinds: Sequence[str], verdicts: Sequence[str]) -> str:
    """Say which kinds of entries are chosen; empty for all."""
    some = []
    for names, keys in ((KIND_NAMES, kinds), (VERDICT_NAMES, verdicts)):
        if len(keys) < len(names):
            most = len(keys) > len(names) / 2
            shown = [name[0].lower() + name[1:] for name, key in names.items() if (key in keys) != most]
            some.append(("all but " if most else "") + (", ".join(shown) or "none"))
    return "; ".join(some)


def side_by_side(make: Make) -> None:
    """Show in a closed section what the sources count and date of one theme."""
    about = texts("disagreements")["choice"]
    opened = section(about["side_by_side"], key="side_by_side")
    if not opened.open:
        return
    with opened:
        look = {"theme": address.one(about["themes"], "theme")}
        card = made(make, look)
        if card is None:
            nothing(themes.silent(make))
            return
        with st.container(key=f"card-{card.name}"):
            head(card)
            cells = disagreements_rows.side_by_side(filtered(True))
            st.html(beside(card.title, cells[cells["theme"] == look["theme"]].to_dict("records")))
            foot(card)


def beside(title: str, cells: Sequence[dict[str, Any]]) -> str:
    """Return what is counted or dated as an HTML table: the thing, what each article answers in which words, what reference data does."""
    about, entries_ = texts("disagreements")["side_by_side"], filtered(True)
    things: dict[str, list[dict[str, Any]]] = {}
    for cell in cells:
        things.setdefault(cell["row"], []).append(cell)
    lines = []
    for rows in things.values():
        first = rows[0]
        contested = "".join(f"<small>{escape(about['contested'])}: {link(entries_, key)}</small>"
                            for key in first["entries"].split("|") if key)  # fmt: skip
        own = "".join(f"<p><b>{escape(words.name(row['column']))}</b> {_answered(row)} “{escape(row['quote'])}”</p>"
                      for row in rows if row["column"] != sources.REFERENCE)  # fmt: skip
        beyond = "".join(
            f"<p>{_answered(row)} {escape(row['by'])}</p>" for row in rows if row["column"] == sources.REFERENCE
        )
        note = f"<small>{escape(first['note'])}</small>" if first["note"] else ""
        lines.append(
            f'<tr><th scope="row">{escape(first["thing"])}{note}{contested}</th><td>{own}</td><td>{beyond}</td></tr>'
        )
    headings = "".join(f'<th scope="col">{escape(about[name])}</th>' for name in ("thing", "articles", "reference"))
    return (
        f'<table class="qantar-ledger"><caption>{escape(title)}</caption><thead><tr>{headings}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _answered(row: dict[str, Any]) -> str:
    return address.anchor(row["answer"], address.here(fact=[row["fact"]]))
