"""Who belonged to what in January 2022, who is said to lead it, and who did what to whom."""

from __future__ import annotations

import pandas as pd

from qantar.facts import sources, words

ORGANISATIONS = {"ac-csto": "CSTO", "ac-sco": "SCO", "ac-eaeu": "EAEU", "ac-bri": "Belt and Road", "ac-aiib": "AIIB"}
"""The organisations compared, and their short names."""
FIRST_DAY, LAST_DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-01-31")
WHOLES = ("ac-post-soviet-states", "ac-central-asian-states")
"""Groups of states, of which an article says that they belong somewhere without naming them."""


def members(tables: sources.Tables) -> dict[str, set[str]]:
    """Return organisation → the states in it in January 2022; for the Belt and Road who had signed a paper counts.

    Where reference data speaks of a country and an organisation it decides; else what the articles say.
    """
    rows = tables["memberships"]
    rows = rows[rows["organisation"].isin(ORGANISATIONS) & ~rows["member"].isin(WHOLES)]
    beyond = sources.by_fact(tables, rows).map(words.source_key) == "reference"
    decided = set(zip(rows["organisation"][beyond], rows["member"][beyond], strict=True))
    said = [pair in decided for pair in zip(rows["organisation"], rows["member"], strict=True)]
    now = (rows["since"].isna() | (rows["since"] <= LAST_DAY)) & (rows["until"].isna() | (rows["until"] >= FIRST_DAY))
    rows = rows[
        now & (beyond | ~pd.Series(said, index=rows.index, dtype=bool)) & rows["status"].isin(["member", "signatory"])
    ]
    return {key: set(rows.loc[rows["organisation"] == key, "member"]) for key in ORGANISATIONS}
