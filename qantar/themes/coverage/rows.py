"""The rows of coverage: tables in, rows out."""

from __future__ import annotations

import pandas as pd

from qantar.facts import sources
from qantar.facts.models import FACTS


def coverage(tables: sources.Tables) -> pd.DataFrame:
    """Count for each table and source the facts that the source supports: ``table, source, facts``."""
    rows = []
    for name, key in FACTS.items():
        evidence = tables["evidence"]
        evidence = evidence[evidence["fact"].isin(tables[name][key])]
        pairs = evidence[["fact", "source"]].drop_duplicates()
        rows += [{"table": name, "source": source, "facts": n} for source, n in pairs["source"].value_counts().items()]
    return pd.DataFrame(rows, columns=["table", "source", "facts"])
