"""The titles of map: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words

LONGEST = 80
"""So many letters a headline has at most."""


def map_title(rows: pd.DataFrame, when: str) -> str:
    """State where what happened; ``rows``: what ``marks.shown`` returns, of which only what is certain at a place on the day counts."""
    now = rows[rows["now"] == ""]
    placed = now[now["at"] != ""]
    said = []
    for kind, verb in (("protest", "protest"), ("violence", "violence")):
        n = placed.loc[placed["kind"] == kind, "at"].nunique()
        if n:
            said.append(f"{verb} in {words.many(n, 'place')}")
    soldiers = placed.loc[placed["stays"], "at"].nunique()
    if soldiers:
        said.append(f"CSTO soldiers at {words.many(soldiers, 'place')}")
    left = now.loc[now["leaves"] & (now["origin"] != ""), "begin"].nunique()
    if left:
        said.append(f"departures from {words.many(left, 'place')}")
    if not said:
        n = placed["at"].nunique()
        at = f"at {words.many(n, 'place')}" if n else "at no place that is stated"
        said = [f"{words.many(len(now), 'fact')} {at}" if len(now) else "nothing that is certain on this day"]
    # As many as fit a headline, the first first.
    while len(said) > 1 and len(f"{when}: {words.listed(said)}") > LONGEST:
        said.pop()
    return f"{when}: {words.listed(said)}"
