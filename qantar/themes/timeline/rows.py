"""The rows of timeline: tables in, rows out."""

from __future__ import annotations

import pandas as pd

from qantar.facts.labels import FIRST_DAY, LAST_DAY, january

FIRST_YEAR, LAST_YEAR = pd.Timestamp("1990-01-01"), pd.Timestamp("2023-12-31")


def background(events: pd.DataFrame) -> pd.DataFrame:
    """Return the dated events outside those days: the years before, and what was set for later."""
    rest = events[events["start"].notna()]
    return rest[~rest["id"].isin(january(rest)["id"])]


def undated(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events to which the chosen sources give no date."""
    return events[events["start"].isna()]


def on_days(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of 1–20 January that have a day of their own, in order."""
    certain = events[(events["precision"] == "day") & events["start"].between(FIRST_DAY, LAST_DAY)]
    return certain.sort_values(["start", "lane", "id"])
