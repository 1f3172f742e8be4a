"""What happened when, and who reports it?"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from qantar.charts import swimlanes, words
from qantar.facts import labels
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.timeline import rows as timeline_rows
from qantar.themes.timeline import titles


def january(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the events of January 2022."""
    return _events(tables, "january", "January 2022", labels.january, labels.FIRST_DAY, labels.LAST_DAY)


def background(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the events of the years before and after."""
    return _events(
        tables,
        "background",
        "The years around it",
        timeline_rows.background,
        timeline_rows.FIRST_YEAR,
        timeline_rows.LAST_YEAR,
    )


def undated(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the events without a date, as a list."""
    rows = timeline_rows.undated(_dated(tables))
    if rows.empty:
        return None
    return Card(
        name="undated",
        title=f"Without a date: {facts_words.many(len(rows), 'event')}",
        subtitle="The chosen articles tell of these but give no date, so no chart shows them.",
        rows=rows,
        lines=words.event_lines(rows),
    )


def _dated(tables: Tables) -> pd.DataFrame:
    events = labels.with_sources(tables, "events")
    return events.assign(when=facts_words.when(events))


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
        subtitle="A mark is a day, a bar something that lasted (broken: bounds not stated), a dotted line an unknown day within "
        "it. Hollow: the date isn't stated but worked out from the article. Colour and shape say who reports it.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=swimlanes.swimlanes,
        arguments=(rows, swimlanes.lay_out(rows, first, last), first, last),
    )
