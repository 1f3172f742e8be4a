"""The ledger: every entry in full, by kind, with a choice of kinds and of what they come to."""

from __future__ import annotations

from functools import partial

import streamlit as st

from qantar.facts import sources, words
from qantar.themes.disagreements import rows as ledger_
from qantar.themes.disagreements.cards import KIND_NAMES, THEME_NAMES, VERDICT_NAMES
from qantar.ui.card import Make, figure, foot, head, made
from qantar.ui.evidence import contradiction, entry_link, linked, published
from qantar.ui.state import filtered, nothing, pills, safe

HEADINGS = {
    "articles": "Articles against each other",
    "outside": "Articles against reference data",
    "itself": "An article against itself",
    "references": "Reference sources against each other",
}
"""What stands above the entries, by who stands against whom."""


def side_by_side(make: Make, silent: str) -> None:
    """Show what the sources count and date of one theme, as a grid and as a list with the quotes and their links."""
    names = {name: key for key, name in THEME_NAMES.items()}
    picked = st.pills(
        "What is counted or dated", list(names), default=next(iter(names)), key="theme", bind="query-params", required=True,
    )  # fmt: skip
    theme = names[picked]
    figure(make, silent, look={"theme": theme}, listed=partial(_quoted, theme))


def _quoted(theme: str) -> str:
    """Return things, each with the answers, who gives them and in which words, as Markdown for a list."""
    cells = ledger_.side_by_side(filtered(True))
    against = filtered(True)["contradictions"].set_index("id", drop=False)
    lines = []
    for _, rows in cells[cells["theme"] == theme].groupby("row", sort=False):
        first = rows.iloc[0]
        lines.append(f"- **{safe(first['thing'])}.** {safe(first['note'])}")
        for row in rows.itertuples():
            passages = sources.passages(filtered(True), row.fact)
            own = passages[passages["source"].map(words.source_key) == row.column]
            said = "; ".join(
                f"“{safe(one.quote)}” {safe(published(one)) + ', ' if row.column == 'reference' else ''}{linked(one)}"
                for one in own[own["quote"].isin(row.quotes)].itertuples()
            )
            who = safe(row.by) if row.by else safe(words.name(row.column))
            lines.append(f"    - {who}: **{safe(row.answer)}** {said}")
        for entry in filter(None, first["entries"].split("|")):
            lines.append(f"    - Contested: {entry_link(against.loc[entry].to_dict())}")
    return "\n".join(lines)


def ledger(make: Make) -> None:
    """Show the entries of the ledger; ``make`` is its card."""
    with st.container(key="rows-of-ledger", border=True):
        kinds = pills("Kind", "kind", KIND_NAMES)
        verdicts = pills("What it comes to", "verdict", VERDICT_NAMES)
        search = st.text_input("Search", key="search", placeholder="A word or a name, such as SCO or deaths")
        card = made(make, {"kinds": kinds, "verdicts": verdicts, "search": search})
        if card is None and search.strip():
            st.info(
                f"No entry of these kinds holds “{safe(search)}”. Search for fewer words, or choose more kinds above."
            )
            return
        if card is None:
            nothing("anything of this kind that doesn't fit")
            return
        head(card)
        against = filtered(True)["contradictions"].set_index("id", drop=False)
        for group, rows in card.rows.groupby("group", sort=False):
            st.markdown(f"##### {HEADINGS[group]}: {words.many(len(rows), 'entry', 'entries')}")
            for row in rows.itertuples():
                contradiction({**against.loc[row.entries].to_dict(), "who": row.who}, folded=True)
        foot(card)
