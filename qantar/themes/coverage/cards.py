"""Where is this from, and what is missing?"""

from __future__ import annotations

from qantar.charts import words
from qantar.facts.models import FACTS
from qantar.facts.sources import Tables, keys
from qantar.themes.card import Card
from qantar.themes.coverage import charts as chart
from qantar.themes.coverage import rows, titles


def coverage(tables: Tables, all_tables: Tables) -> Card | None:
    """Return how many facts of each table rest on each article."""
    counts = rows.coverage(tables)
    if counts.empty:
        return None
    return Card(
        name="coverage",
        title=titles.coverage_title(counts),
        subtitle="How many facts of each table rest on each article. A fact that two articles support counts for both.",
        rows=counts,
        lines=words.coverage_lines(counts),
        key="source",
        draw=chart.coverage,
        arguments=(
            counts,
            [name for name in FACTS if len(all_tables[name])],
            keys(all_tables["sources"]),
            int(rows.coverage(all_tables)["facts"].max()),
        ),
    )
