"""What happened, and what do the five make of it?"""

from __future__ import annotations

from qantar import derive, stances, titles, words
from qantar.cards.card import Card
from qantar.figures import positions, timeline
from qantar.sources import Tables


def days(tables: Tables, everything: Tables) -> Card | None:
    """Return the events that the articles put on a day of January 2022."""
    rows = derive.on_days(derive.with_sources(tables, "events"))
    if rows.empty:
        return None
    rows = rows.assign(when=words.when(rows))
    first, last = derive.FIRST_DAY, derive.LAST_DAY
    return Card(
        name="days",
        title=titles.days_title(rows),
        reading="The events that the articles put on a day; those on uncertain days are on the Timeline page. Hollow marks: "
        "the day is worked out from a weekday. Colour and shape say who reports it.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=timeline.swimlanes,
        arguments=(rows, derive.lay_out(rows, first, last), first, last),
    )


def winners(tables: Tables, everything: Tables) -> Card | None:
    """Return how many speakers say that a country gains, and how many that it loses."""
    counts = stances.outcomes(tables)
    if counts.empty:
        return None
    end = int(stances.outcomes(everything)["speakers"].max())
    return Card(
        name="winners",
        title=titles.winners_title(counts),
        reading="Authors, experts, officials and groups who say so flatly of the crisis, not of the longer run; one who says "
        "both in different places counts twice. "
        "More speakers don't make a view truer: the Positions page has who says what.",
        rows=counts,
        lines=words.outcome_lines(counts),
        key="facts",
        draw=positions.winners,
        arguments=(counts, stances.COUNTRIES, end),
    )
