"""The cards of the page of sources."""

from __future__ import annotations

from functools import partial

from qantar.facts.sources import Tables, keys
from qantar.themes.card import Card
from qantar.themes.coverage import charts, rows, titles
from qantar.themes.texts import texts

PHONE, PICTURE = 340, 780
"""Pixels that a chart has on a telephone, and points in a picture."""


def coverage(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what each article adds, by kind of fact."""
    counts = rows.coverage(tables)
    if counts.empty:
        return None
    about = texts("coverage")["coverage"]
    top = int(rows.coverage(all_tables)["facts"].max())
    return Card(
        name="coverage",
        title=titles.coverage_title(counts),
        subtitle=about["subtitle" if counts["source"].nunique() > 1 else "subtitle_one"],
        notes=about["notes"],
        rows=counts,
        lines=titles.coverage_lines(counts),
        key="source",
        draw=charts.coverage,
        narrow=partial(charts.coverage, width=PHONE),
        printed=partial(charts.coverage, width=PICTURE),
        arguments=(counts.to_dict("records"), keys(tables["sources"]), top),
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return on what everything here rests, in a sentence."""
    return titles.answer(tables["sources"])
