"""What happened, and what do the five make of it?"""

from __future__ import annotations

from qantar.charts import swimlanes, words
from qantar.facts import labels
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.positions import charts as positions_charts
from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import titles as positions_titles
from qantar.themes.timeline import rows as timeline_rows
from qantar.themes.timeline import titles as timeline_titles


def days(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the events that the articles put on a day of January 2022."""
    rows = timeline_rows.on_days(labels.with_sources(tables, "events"))
    if rows.empty:
        return None
    rows = rows.assign(when=facts_words.when(rows))
    first, last = labels.FIRST_DAY, labels.LAST_DAY
    return Card(
        name="days",
        title=timeline_titles.days_title(rows),
        subtitle="The events that the articles put on a day; those on uncertain days are on the Timeline page. Hollow marks: "
        "the day is worked out from a weekday. Colour and shape say who reports it.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=swimlanes.swimlanes,
        arguments=(rows, swimlanes.lay_out(rows, first, last), first, last),
    )


def winners(tables: Tables, all_tables: Tables) -> Card | None:
    """Return how many speakers say that a country gains, and how many that it loses."""
    counts = positions_rows.outcomes(tables)
    if counts.empty:
        return None
    end = int(positions_rows.outcomes(all_tables)["speakers"].max())
    return Card(
        name="winners",
        title=positions_titles.winners_title(counts),
        subtitle="Authors, experts, officials and groups who say so flatly of the crisis, not of the longer run; one who says "
        "both in different places counts twice. "
        "More speakers don't make a view truer: the Positions page has who says what.",
        rows=counts,
        lines=words.outcome_lines(counts),
        key="facts",
        draw=positions_charts.winners,
        arguments=(counts, positions_rows.COUNTRIES, end),
    )
