"""What happened when, and who reports it?"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from qantar import derive, titles, words
from qantar.cards.card import Card
from qantar.figures import timeline
from qantar.sources import Tables


def january(tables: Tables, everything: Tables) -> Card | None:
    """Return the events of January 2022."""
    return _events(tables, "january", "January 2022", derive.january, derive.FIRST_DAY, derive.LAST_DAY)


def background(tables: Tables, everything: Tables) -> Card | None:
    """Return the events of the years before and after."""
    return _events(tables, "background", "The years around it", derive.background, derive.FIRST_YEAR, derive.LAST_YEAR)


def undated(tables: Tables, everything: Tables) -> Card | None:
    """Return the events without a date, as a list."""
    rows = derive.undated(_dated(tables))
    if rows.empty:
        return None
    return Card(
        name="undated",
        title=f"Without a date: {words.many(len(rows), 'event')}",
        reading="The chosen articles tell of these but give no date, so no chart shows them.",
        rows=rows,
        lines=words.event_lines(rows),
    )


def _dated(tables: Tables) -> pd.DataFrame:
    events = derive.with_sources(tables, "events")
    return events.assign(when=words.when(events))


def _events(
    tables: Tables,
    name: str,
    what: str,
    select: Callable[[pd.DataFrame], pd.DataFrame],
    first: pd.Timestamp,
    last: pd.Timestamp,
) -> Card | None:
    rows = select(_dated(tables))
    if rows.empty:
        return None
    return Card(
        name=name,
        title=titles.events_title(rows, what),
        reading="A mark is a day, a bar something that lasted (broken: bounds not stated), a dotted line an unknown day within "
        "it. Hollow: the date isn't stated but worked out from the article. Colour and shape say who reports it.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=timeline.swimlanes,
        arguments=(rows, derive.lay_out(rows, first, last), first, last),
    )
