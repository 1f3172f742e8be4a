"""The titles of timeline: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words


def events_title(events: pd.DataFrame, what: str) -> str:
    """State how many events there are and how many of them several articles report."""
    shared = int(events["sources"].str.contains("|", regex=False).sum())
    if not shared:
        return f"{what}: {words.many(len(events), 'event')}, each reported by one article alone".replace(
            ": 1 event, each", ": 1 event,"
        )
    return f"{what}: {words.many(len(events), 'event')}, {shared} of them in more than one article"


def days_title(days: pd.DataFrame) -> str:
    """State on how many days events fall and which day has most."""
    sizes = days.groupby("start").size()
    start = f"{words.many(len(days), 'event')} on {words.many(len(sizes), 'dated day')} of January 2022"
    alone = sizes.max() > 1 and (sizes == sizes.max()).sum() == 1
    return start + (f", the most ({sizes.max()}) on the {_ordinal(sizes.idxmax().day)}" if alone else "")


def _ordinal(n: int) -> str:
    return f"{n}" + {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(n, "th")
