"""The titles of coverage: sentences that depend on its rows."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words


def coverage_title(counts: pd.DataFrame) -> str:
    """State how many facts rest on each source."""
    total = counts.groupby("source", sort=False)["facts"].sum().sort_values(ascending=False, kind="stable")
    return "Facts by article: " + words.listed([f"{words.name(key)} {n}" for key, n in total.items()])
