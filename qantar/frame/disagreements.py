"""The ledger: every entry in full, by kind, with a choice of kinds and of what they come to."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from qantar import ledger as ledger_
from qantar import style, summaries
from qantar.cards.disagreements import KIND_NAMES, VERDICT_NAMES
from qantar.frame.card import Make, figure, foot, head, made
from qantar.frame.evidence import contradiction
from qantar.frame.state import chosen, kept, nothing, pills, safe

HEADINGS = {
    "arithmetic": "Sums and spans that don't come out",
    "fact": "Statements that outside evidence corrects",
    "date": "Dates that differ",
    "between": "Sources against each other",
    "within": "One source against itself",
}


def side_by_side(make: Make, silent: str) -> None:
    """Show what the sources count and date, as a grid and as a table with the quotes."""
    figure(make, silent, table=_quoted)


def _quoted() -> pd.DataFrame:
    """Return things by source, each cell with the answers and their quotes."""
    cells = ledger_.side_by_side(kept(True))
    said = [
        f"**{safe(row.answer)}** " + " ".join(f"“{safe(quote)}”" for quote in row.quotes) for row in cells.itertuples()
    ]
    grouped = (
        cells.assign(said=said).groupby(["row", "column"], sort=False)["said"].agg("; ".join).unstack(fill_value="")
    )
    things = cells.drop_duplicates("row").set_index("row")
    columns = [key for key in [*chosen(), "reference"] if key in grouped]
    what = [safe(row.thing) + (f". {safe(row.note)}" if row.note else "") for row in things.itertuples()]
    listed = grouped.loc[things.index, columns].rename(columns=style.name)
    listed.insert(0, "What", what)
    return listed


def ledger(make: Make) -> None:
    """Show the entries of the ledger; ``make`` is its card."""
    with st.container(key="rows-of-ledger", border=True):
        kinds = pills("Kind", "kind", KIND_NAMES)
        verdicts = pills("What it comes to", "verdict", VERDICT_NAMES)
        card = made(make, {"kinds": kinds, "verdicts": verdicts})
        if card is None:
            nothing("anything of this kind that doesn't fit")
            return
        head(card)
        st.markdown(safe(summaries.ledger(card.rows)))
        against = kept(True)["contradictions"].set_index("id", drop=False)
        for kind, rows in card.rows.groupby("kind", sort=False):
            st.markdown(f"##### {HEADINGS[kind]}")
            for entry in rows["entries"]:
                contradiction(against.loc[entry].to_dict(), folded=True)
        foot(card)
