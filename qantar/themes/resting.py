"""On what a page rests: the sources of exactly what it shows under a choice, for whoever cites it or takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from qantar.facts import sources
from qantar.themes.card import Card, Choice, behind
from qantar.themes.overview import rows as overview_rows

LISTED = ("", "sources")
"""The paths of the pages that speak of every chosen article, whether a card draws something of it or not."""
BESIDES: Mapping[str, Callable[[sources.Tables], Sequence[str]]] = {"": overview_rows.besides}
"""What returns the facts that a page shows besides its cards, by the page's path."""


def rests_on(path: str, cards: Sequence[Card], filtered: sources.Tables, choice: Choice) -> pd.DataFrame:
    """Return the sources of what a page shows, in their order; none without an article, since the page is empty then.

    ``cards``: those of the page as they are made of ``filtered``, the tables under the choice. A citation that listed all
    sources would say less than none: of hundreds, nobody can tell on which the page rests.
    """
    about = filtered["sources"]
    if not choice.chosen:
        return about.iloc[:0]
    keys = {key for card in cards for key in behind(card, filtered, choice)["source"]}
    keys |= {key for row in sources.of(filtered, BESIDES[path](filtered) if path in BESIDES else ()) for key in row}
    keys |= set(choice.chosen if path in LISTED else ())
    return about[about["source"].isin(keys)]
