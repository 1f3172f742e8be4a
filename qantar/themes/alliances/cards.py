"""Who belongs to what, who leads it, and who moved whom?"""

from __future__ import annotations

import pandas as pd

from qantar.charts import words
from qantar.facts import alliances
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.alliances import charts as chart
from qantar.themes.alliances import rows as alliances_rows
from qantar.themes.alliances import titles
from qantar.themes.card import Card


def belonging(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who belonged to which organisation in January 2022."""
    rows = alliances_rows.belonging(tables)
    if rows.empty:
        return None
    beside = (rows["side"] == "reference").any()
    return Card(
        name="belonging",
        title=titles.belonging_title(rows),
        subtitle=(
            "As of January 2022, with the year of joining where it is known. On the left of a column, filled, what the articles "
            "say, on the right, in outlines, reference data. CSTO: the treaty of 1992. The Belt and Road has no members, so "
            "papers signed stand for it. No mark: nobody here says so. "
            if beside
            else "Exactly what the chosen articles say; none lists all the members. No mark: they don't say so. "
        )
        + facts_words.SPELT,
        rows=rows.drop(columns=["group"]),
        lines=words.belonging_lines(rows),
        draw=chart.belonging,
        arguments=(rows, list(alliances.ORGANISATIONS.items())),
    )


def leads(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who is said to lead which organisation, by speaker."""
    rows = alliances_rows.leads(tables)
    if rows.empty:
        return None
    return Card(
        name="leads",
        title=titles.leads_title(rows),
        subtitle="A row for each speaker; the mark's colour is the country's. Two countries in one cell: led by both. Silence "
        "is left empty." + (" Outlines: reference data." if rows["group"].nunique() > 1 else ""),
        rows=rows,
        lines=words.belonging_lines(rows.assign(mark=rows["status"], country=rows["member_name"])),
        draw=chart.leads,
        arguments=(rows, list(alliances.ORGANISATIONS.items())),
    )


def reshuffle(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who took a post from, detained or appointed whom."""
    rows = alliances_rows.network(tables, alliances_rows.MOVES)
    return _network("reshuffle", titles.moves_title(rows), rows) if len(rows) else None


def support(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who asked whom for help, and who backed whom."""
    rows = alliances_rows.network(tables, alliances_rows.SUPPORT)
    return _network("support", titles.support_title(rows), rows) if len(rows) else None


def contacts(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who spoke with or wrote to whom."""
    rows = alliances_rows.network(tables, alliances_rows.CONTACTS)
    return _network("contacts", titles.contacts_title(rows), rows) if len(rows) else None


def blame(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who criticised whom, and whom they blamed for the unrest."""
    rows = alliances_rows.network(tables, alliances_rows.BLAME)
    return _network("blame", titles.support_title(rows), rows) if len(rows) else None


def _network(name: str, title: str, rows: pd.DataFrame) -> Card:
    edges = alliances_rows.edges(rows)
    return Card(
        name=name,
        title=title,
        subtitle="Who did what to whom in January 2022, and on which day. A span of days: on one of them. No day: none is "
        "stated. In the picture a line leads to whom it was done, with the mark of who says so."
        + (" Dotted: reference data." if (edges["source"] == "reference").any() else "")
        + (" Dashed: the article passes on reports." if (edges["status"] == "reported").any() else ""),
        rows=rows,
        lines=words.relation_lines(rows),
        draw=chart.network,
        arguments=(edges,),
        groups={row.ids: facts_words.relation(row) for row in edges.itertuples() if "|" in row.ids},
        contests=("ev-",),
        crossing=True,
    )
