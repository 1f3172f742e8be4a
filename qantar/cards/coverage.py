"""Where is this from, and what is missing?"""

from __future__ import annotations

from qantar import derive, titles, words
from qantar.cards.card import Card
from qantar.figures import coverage as chart
from qantar.models import FACTS
from qantar.sources import Tables, keys


def coverage(tables: Tables, everything: Tables) -> Card | None:
    """Return how many facts of each table rest on each article."""
    counts = derive.coverage(tables)
    if counts.empty:
        return None
    return Card(
        name="coverage",
        title=titles.coverage_title(counts),
        reading="How many facts of each table rest on each article. A fact that two articles support counts for both.",
        rows=counts,
        lines=words.coverage_lines(counts),
        key="source",
        draw=chart.coverage,
        arguments=(
            counts,
            [name for name in FACTS if len(everything[name])],
            keys(everything["sources"]),
            int(derive.coverage(everything)["facts"].max()),
        ),
    )
