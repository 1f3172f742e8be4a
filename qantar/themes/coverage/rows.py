"""What each article adds: the facts that no other of the chosen articles has, by kind."""

from __future__ import annotations

from collections import Counter
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
        every = Counter(source for fact in facts for source in by[fact])
        alone = Counter(source for fact in facts if len(by[fact]) == 1 for source in by[fact])
        rows += [
            {"source": source, "kind": kind, "facts": every[source], "only": alone[source]}
            for source in articles
            if every[source]
        ]
    return pd.DataFrame(rows, columns=["source", "kind", "facts", "only"])
