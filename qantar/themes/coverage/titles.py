"""The sentences about the sources that depend on their rows."""

from __future__ import annotations

import pandas as pd

from qantar.facts import words

TENTHS = {5: "Half", 6: "Six in ten", 7: "Seven in ten", 8: "Eight in ten", 9: "Nine in ten"}
NEARLY = 0.97
"""From this share on it is nearly all."""


def coverage_title(counts: pd.DataFrame) -> str:
    """Say how much of what the chosen articles say stands in one of them alone; of a single article, what it tells of."""
    articles = list(dict.fromkeys(counts["source"]))
    if len(articles) == 1:
        kinds = [words.many(row.facts, row.kind.removesuffix("s")) for row in counts.itertuples()]
        return f"{words.name(articles[0])} gives {words.listed(kinds)}"
    alone, shared = int(counts["only"].sum()), int((counts["facts"] - counts["only"]).sum())
    # What several say stands in the count of each of them; at least two do.
    share = alone / (alone + shared / 2)
    tenths = int(10 * share)
    if tenths >= 10:
        return "No two of the chosen articles say the same thing"
    if share >= NEARLY:
        return "Nearly all facts stand in one article alone"
    if tenths in TENTHS:
        return f"{TENTHS[tenths]} facts stand in one article alone"
    return "Most facts stand in more than one article"


def coverage_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count in a line: ``SCMP, events: 31, of which 20 stand in no other chosen article``; of one article, the count."""
    one = counts["source"].nunique() == 1
    return [
        f"{words.name(row.source)}, {row.kind}: {row.facts}"
        + ("" if one else f", of which {row.only} stand in no other chosen article")
        for row in counts.itertuples()
    ]


def answer(sources: pd.DataFrame) -> str:
    """Say on what all of it rests: the articles, and the pages of reference data if they are on."""
    articles = list(sources.loc[sources["tier"] == "article", "source"])
    pages = sources[sources["tier"] == "reference"]
    parts = (
        [words.names(articles) if len(articles) < 3 else f"{words.spelled(len(articles))} articles"] if articles else []
    )
    if len(pages):
        publishers = words.number(pages["publisher"].nunique())
        parts.append(f"{words.number(len(pages))} pages of {publishers} other publishers")
    said = f"All here rests on {words.listed(parts)}." if parts else "No source is chosen."
    return f"{said} No article counts the dead." if articles else said
