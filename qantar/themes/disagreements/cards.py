"""What can't all be true?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from qantar.facts import ledger as facts_ledger
from qantar.facts import sources
from qantar.facts.cells import KINDS, THEMES, VERDICTS
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.disagreements import charts, rows, titles
from qantar.themes.texts import texts

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
PHONE, PICTURE = 340, 780
"""Pixels that a chart has on a telephone, and points in a picture."""


def _listed(name: str, entries: Sequence[dict[str, Any]], title: str, file: str = "") -> Card | None:
    """Return entries of the ledger as a list."""
    if not entries:
        return None
    about = texts("disagreements")[name]
    return Card(
        name=name,
        title=title,
        subtitle=about["subtitle"],
        notes=about.get("notes", ""),
        rows=pd.DataFrame(entries).drop(columns="sources"),
        lines=[f"{row['title']}: {row['finding']}" for row in entries],
        key="entries",
        file=file,
    )


def _of(tables: Tables, *weights: str) -> list[dict[str, Any]]:
    return [row for row in rows.entries(tables) if facts_ledger.weigh(row["verdict"]) in weights]


def corrections(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what can't be true, the weightiest first."""
    entries = _of(tables, "sharp")
    return _listed("corrections", entries, titles.corrections_title(entries))


def who(tables: Tables, all_tables: Tables) -> Card | None:
    """Return how many entries set which two sources against each other."""
    pairs = rows.pairs(tables)
    if not pairs:
        return None
    about = texts("disagreements")["who"]
    named = {key for row in pairs for key in (row["one"], row["other"])}
    return Card(
        name="who",
        title=titles.who_title(pairs),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=pd.DataFrame(pairs),
        lines=titles.who_lines(pairs),
        key="entries",
        draw=charts.who,
        arguments=(pairs, [key for key in (*sources.keys(tables["sources"]), sources.REFERENCE) if key in named]),
        narrow=partial(charts.who, width=PHONE),
        printed=partial(charts.who, width=PICTURE),
    )


def tensions(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what pulls apart though both may hold."""
    return _listed("tensions", _of(tables, "tension"), texts("disagreements")["tensions"]["title"])


def differences(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what only seems to differ."""
    return _listed("differences", _of(tables, "difference"), texts("disagreements")["differences"]["title"])


def ledger(
    tables: Tables,
    all_tables: Tables,
    kinds: Sequence[str] = KINDS,
    verdicts: Sequence[str] = VERDICTS,
    search: str = "",
) -> Card | None:
    """Return the entries of the ledger of some kinds.

    ``search``: words that an entry has to hold, all of them, in what we say of it or in the passages behind it.
    """
    some = [row for row in rows.entries(tables) if row["kind"] in kinds and row["verdict"] in verdicts]
    entries = rows.holding(some, tables, search)
    return _listed("ledger", entries, titles.ledger_title(entries, search))


def side_by_side(tables: Tables, all_tables: Tables, theme: str = THEMES[0]) -> Card | None:
    """Return what each source counts and dates of a theme, as a list."""
    cells = rows.side_by_side(tables)
    cells = cells[cells["theme"] == theme]
    if cells.empty:
        return None
    # A fact of an article that reference data gives, too, stands in both columns and is one row.
    each = cells.drop(columns=["column", "quote"]).sort_values("by", ascending=False, kind="stable")
    each = each.drop_duplicates(["row", "fact"]).sort_index()
    beyond = bool((cells["column"] == sources.REFERENCE).any())
    about = texts("disagreements")["side_by_side"]
    return Card(
        name="side-by-side",
        title=titles.side_by_side_title(cells),
        subtitle=f"{THEME_NAMES[theme]}. {about['subtitle']}{about['beside'] if beyond else ''}",
        notes=about["notes"],
        rows=each,
        lines=[
            f"{row.thing}. {row.answer}" + (f", {row.by}" if row.by else "") + (f" ({row.note})" if row.note else "")
            for row in each.itertuples()
        ],
        key="fact",
        file=f"side-by-side-{theme}",
        contests=("",),
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return how much can't be true, in a sentence."""
    return titles.answer(rows.entries(tables))
