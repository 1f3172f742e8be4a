"""Who says who won, and whether Russia and China come closer?"""

from __future__ import annotations

from qantar import derive, titles, words
from qantar.cards.card import Card
from qantar.figures import positions as chart
from qantar.sources import Tables


def positions(tables: Tables, everything: Tables) -> Card | None:
    """Return what each speaker answers to each question."""
    cells = derive.positions(tables)
    if cells.empty:
        return None
    speakers = [key for key in derive.order_speakers(derive.positions(everything)) if key in set(cells["speaker"])]
    return Card(
        name="positions",
        title=titles.positions_title(cells),
        reading="A mark for each answer that a speaker gives, with the number of claims if more than one. Triangle up: "
        "gains, or closer; square: ties unchanged; triangle down: loses, or a rift. Hollow: hedged or reported only. Empty: silence. "
        "Rejected views are left out.",
        rows=cells,
        lines=words.position_lines(cells),
        key="facts",
        draw=chart.matrix,
        arguments=(cells, speakers, derive.QUESTIONS),
    )


def claims(tables: Tables, everything: Tables) -> Card | None:
    """Return every claim, as a list."""
    rows = derive.with_sources(tables, "claims")
    if rows.empty:
        return None
    speakers = words.many(rows["speaker"].nunique(), "speaker")
    return Card(
        name="claims",
        title=f"Everything that is claimed: {words.many(len(rows), 'claim')} by {speakers}",
        reading="Every evaluating statement, in our words, with its passage; most don't speak of gain or loss.",
        rows=rows,
        lines=words.claim_lines(rows),
    )
