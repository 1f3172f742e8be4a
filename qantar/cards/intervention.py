"""How many troops, whose, and for how long?"""

from __future__ import annotations

from qantar import derive, words
from qantar.cards.card import Card
from qantar.figures import amounts, timeline
from qantar.sources import Tables


def troops(tables: Tables, everything: Tables) -> Card | None:
    """Return every stated number of soldiers."""
    rows = derive.amounts(tables, "troops")
    if rows.empty:
        return None
    return Card(
        name="troops",
        title=words.troops_title(rows),
        reading="A mark is a stated number, a line a vague amount; an arrow means that no limit is given. "
        "The bounds of vague words are our convention (codebook). Soldiers at Ukraine's border have an axis of their own.",
        rows=rows,
        lines=words.number_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, derive.axes(derive.amounts(everything, "troops"))),
    )


def steps(tables: Tables, everything: Tables) -> Card | None:
    """Return the steps of the intervention from request to withdrawal."""
    rows = derive.intervention(derive.with_sources(tables, "events"))
    if rows.empty:
        return None
    rows = rows.assign(when=words.when(rows))
    first, last = derive.FIRST_DAY, derive.LAST_DAY
    return Card(
        name="steps",
        title=words.steps_title(rows),
        reading="From request to withdrawal. A bar is something that lasted or was announced to last (broken: its bounds aren't "
        "stated), a dotted line an unknown day within it; hollow marks have no stated date.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=timeline.swimlanes,
        arguments=(rows, derive.lay_out(rows, first, last), first, last),
    )


def numbers(tables: Tables, everything: Tables) -> Card | None:
    """Return the other numbers of the intervention, as a list."""
    rows = derive.amounts(tables, "quantities", "intervention")
    if rows.empty:
        return None
    return Card(
        name="intervention-numbers",
        title=f"Around the intervention: {words.many(len(rows), 'other number')}",
        reading="Counts, ranks and durations as the articles put them; what is vague stays vague.",
        rows=rows,
        lines=words.number_lines(rows),
    )
