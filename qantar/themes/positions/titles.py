"""The titles of positions: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd


def winners_title(counts: pd.DataFrame) -> str:
    """State how many speakers see a gain and how many a loss, in the numbers drawn."""
    table = counts.pivot_table(index="country", columns="outcome", values="speakers", aggfunc="sum", fill_value=0)
    parts = []
    for country in ("russia", "china", "kazakhstan"):
        if country in table.index:
            gain, loss = (int(table.loc[country].get(outcome, 0)) for outcome in ("gain", "loss"))
            parts.append(f"{country.title()} {gain} to {loss}")
    return "On the crisis, speakers who see a gain against speakers who see a loss: " + ", ".join(parts)
