"""What each article adds: the facts that no other of the chosen articles has, by kind."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import sources
from qantar.facts.models import FACTS, PROVEN

KINDS = {
    "events": ("events",),
    "numbers": ("troops", "investment", "quantities", "projects"),
    "judgements": ("claims",),
    "memberships": ("memberships",),
}
"""The kinds of facts as a reader would call them, and their tables."""


def coverage(tables: sources.Tables) -> pd.DataFrame:
    """Count what each article says, by kind: ``source, kind, facts`` and ``only``, those that no other chosen article says."""
    articles = sources.keys(tables["sources"])
    known = set(articles)
    pairs = tables["evidence"][["fact", "source"]].drop_duplicates()
    by: dict[str, set[str]] = {}
    for fact, source in zip(pairs["fact"], pairs["source"], strict=True):
        if source in known:
            by.setdefault(fact, set()).add(source)
    rows: list[dict[str, Any]] = []
    for kind, names in KINDS.items():
        facts = [fact for name in names if name in PROVEN for fact in tables[name][FACTS[name]] if fact in by]
        for source in articles:
            own = [fact for fact in facts if source in by[fact]]
            alone = sum(len(by[fact]) == 1 for fact in own)
            if own:
                rows.append({"source": source, "kind": kind, "facts": len(own), "only": alone})
    return pd.DataFrame(rows, columns=["source", "kind", "facts", "only"])
