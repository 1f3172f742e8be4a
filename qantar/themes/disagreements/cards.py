"""What can't all be true?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qantar.charts import words
from qantar.facts import ledger as facts_ledger
from qantar.facts import sources
from qantar.facts.cells import KINDS, THEMES, VERDICTS
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.disagreements import charts as chart
from qantar.themes.disagreements import rows as disagreements_rows
from qantar.themes.disagreements import titles

KIND_NAMES = {
    "Sources against each other": "between", "A source against itself": "within", "Corrected from outside": "fact",
    "Dates that differ": "date", "Sums that don't come out": "arithmetic",
}  # fmt: skip
"""How kinds of entries are written, and their keys, in the order of the page."""
THEME_NAMES = {
    "intervention": "The intervention", "force": "The force", "unrest": "The unrest and the reshuffle",
    "support": "China and the SCO in the crisis",
    "money": "Money and projects", "organisations": "Organisations", "background": "Kazakhstan and the region",
}  # fmt: skip
"""How the themes of what is set side by side are written."""
VERDICT_NAMES = {
    "Doesn't hold": "error", "Can't both be true": "contradiction", "In tension, both may hold": "tension",
    "Speaks of another whole": "scope", "Speaks of other days": "date", "Measures something else": "definition",
}  # fmt: skip


def who(tables: Tables, all_tables: Tables) -> Card | None:
    """Return how many entries set which two sources against each other."""
    rows = facts_ledger.who(tables)
    if rows.empty:
        return None
    every = facts_ledger.who(all_tables)
    beyond = bool(rows["one"].eq("reference").any() or rows["other"].eq("reference").any())
    return Card(
        name="who",
        title=titles.who_title(rows),
        subtitle="A dot for each two sources that the ledger sets against each other, with the number of entries; on the "
        "diagonal, a source against itself. Left, in colour: something can't be true. Right, grey: both may hold. Who stands "
        "on the same side of an entry isn't counted as disagreeing; an entry of several sides counts for each two of them."
        + (" Reference data is many publishers." if beyond else ""),
        rows=rows,
        lines=words.who_lines(rows),
        key="entries",
        draw=chart.who,
        arguments=(rows, sources.keys(all_tables["sources"]), int(every["count"].max())),
    )


def side_by_side(tables: Tables, all_tables: Tables, theme: str = THEMES[0]) -> Card | None:
    """Return what each source counts and dates of a theme, side by side."""
    rows = disagreements_rows.side_by_side(tables)
    rows = rows[rows["theme"] == theme]
    if rows.empty:
        return None
    # A fact of an article that reference data gives, too, stands in both columns and is one row.
    each = rows.drop(columns=["column", "quotes"]).sort_values("by", ascending=False, kind="stable")
    each = each.drop_duplicates(["row", "fact"]).sort_index()
    # A column for each article that is chosen, be it silent here, and none for those that aren't.
    columns = [*sources.keys(tables["sources"]), *(["reference"] if (rows["column"] == "reference").any() else [])]
    return Card(
        name="side-by-side",
        title=f"{THEME_NAMES[theme]}: {titles.side_by_side_title(rows)}",
        subtitle="For each thing that can be counted or dated, what each chosen article answers"
        + (", and reference data" if "reference" in columns else "")
        + ". Nothing stands where a source is silent. Contested: the ledger has an entry about it. “Mentioned, no date”: the "
        "article tells of it without a day.",
        rows=each,
        lines=[
            f"{row.thing}. {row.answer}" + (f", {row.by}" if row.by else "") + (f" ({row.note})" if row.note else "")
            for row in each.itertuples()
        ],
        key="fact",
        draw=chart.grid,
        arguments=(rows, columns),
        file=f"side-by-side-{theme}",
        contests=("",),
    )


def ledger(
    tables: Tables,
    all_tables: Tables,
    kinds: Sequence[str] = KINDS,
    verdicts: Sequence[str] = VERDICTS,
    search: str = "",
) -> Card | None:
    """Return the entries of the ledger of some kinds, those between articles and what can't be true first.

    ``search``: words that an entry has to hold, all of them, in what we say of it or in the passages behind it.
    """
    rows = tables["contradictions"].join(facts_ledger.parties(tables), on="id")
    quoted = tables["evidence"].groupby("fact")["quote"].agg(" ".join).to_dict()
    passages = pd.Series(
        [" ".join(quoted.get(fact, "") for fact in cell.split("|")) for cell in rows["facts"]], rows.index, dtype="str"
    )
    text = (rows["title"] + " " + rows["finding"] + " " + rows["who"] + " " + passages).str.casefold()
    held = [all(word in cell for word in search.casefold().split()) for cell in text]
    rows = rows[
        rows["kind"].isin(kinds) & rows["verdict"].isin(verdicts) & pd.Series(held, index=rows.index, dtype=bool)
    ]
    if rows.empty:
        return None
    order = rows["group"].map(facts_ledger.GROUPS.index), rows["verdict"].map(VERDICTS.index)
    rows = rows.assign(entries=rows["id"], first=order[0], then=order[1]).sort_values(["first", "then", "id"])
    rows = rows.drop(columns=["first", "then"])
    return Card(
        name="ledger",
        title=titles.ledger_title(rows),
        subtitle="Each with what it comes to, the passages and what the charts show because of it. Sums are recomputed from "
        "the printed numbers; corrections rest on reference sources.",
        rows=rows.drop(columns=["id", "sources"]),
        lines=[f"{row.title}: {row.finding}" for row in rows.itertuples()],
        key="entries",
    )
