"""Who belonged to what in January 2022, who is said to lead it, and who did what to whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import sources, words

ORGANISATIONS = {"ac-csto": "CSTO", "ac-sco": "SCO", "ac-eaeu": "EAEU", "ac-aiib": "AIIB", "ac-bri": "Belt and Road"}
"""The organisations compared, and their short names."""
FIRST_DAY, LAST_DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-01-31")
WHOLES = ("ac-post-soviet-states", "ac-central-asian-states")
"""Groups of states, of which an article says that they belong somewhere without naming them."""
WITHIN = ("member", "signatory", "participant")
"""What counts as belonging; the Belt and Road has no members, so a signed paper, or to be called a participant, counts."""


def held(row: dict[str, Any]) -> bool:
    """Say whether a membership, by its ``since`` and ``until``, held in January 2022."""
    begun = pd.isna(row["since"]) or row["since"] <= LAST_DAY
    return bool(begun and (pd.isna(row["until"]) or row["until"] >= FIRST_DAY))


def deciding(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of the rows on one country and one organisation, with ``sources``, those that decide: reference data's if there are any."""
    return [row for row in rows if words.source_key(row["sources"]) == sources.REFERENCE] or rows


@sources.memoized
def members(tables: sources.Tables) -> dict[str, set[str]]:
    """Return organisation → the states in it in January 2022; for the Belt and Road who had signed a paper counts.

    Where reference data speaks of a country and an organisation it decides; else what the articles say.
    """
    rows = tables["memberships"]
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row, keys in zip(rows.to_dict("records"), sources.by_fact(tables, rows), strict=True):
        if row["organisation"] in ORGANISATIONS and row["member"] not in WHOLES:
            found.setdefault((row["organisation"], row["member"]), []).append({**row, "sources": keys})
    within: dict[str, set[str]] = {key: set() for key in ORGANISATIONS}
    for (organisation, member), own in found.items():
        if any(held(row) and row["status"] in WITHIN for row in deciding(own)):
            within[organisation].add(member)
    return within
