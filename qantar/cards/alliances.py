"""Who belongs to what, who leads it, and who moved whom?"""

from __future__ import annotations

from qantar import alliances, summaries, words
from qantar.cards.card import Card
from qantar.figures import alliances as chart
from qantar.sources import Tables


def belonging(tables: Tables, everything: Tables) -> Card | None:
    """Return who belonged to which organisation in January 2022."""
    rows = alliances.belonging(tables)
    if rows.empty:
        return None
    return Card(
        name="belonging",
        title=summaries.belonging_title(rows),
        reading="As of January 2022, with the year of joining where it is known. On the left of a column, in the article's "
        "colour, what an article says; on the right, lighter, reference data. CSTO: the treaty of 1992. The Belt and Road "
        "has no members, so papers signed stand for it. No mark: nobody here says so.",
        rows=rows.drop(columns=["group"]),
        lines=words.belonging_lines(rows),
        draw=chart.belonging,
        arguments=(rows, list(alliances.ORGANISATIONS.items())),
        file="memberships",
    )


def leads(tables: Tables, everything: Tables) -> Card | None:
    """Return who is said to lead which organisation, by speaker."""
    rows = alliances.leads(tables)
    if rows.empty:
        return None
    return Card(
        name="leads",
        title=summaries.leads_title(rows),
        reading="A row for each speaker; the mark's colour is the country's. Two countries in one cell: led by both. Silence "
        "is left empty.",
        rows=rows,
        lines=words.belonging_lines(rows.assign(mark=rows["status"], country=rows["member_name"])),
        draw=chart.leads,
        arguments=(rows, list(alliances.ORGANISATIONS.items())),
        file="who-leads",
    )


def network(tables: Tables, everything: Tables) -> Card | None:
    """Return who removed, backed, called or criticised whom."""
    rows = alliances.network(tables)
    if rows.empty:
        return None
    edges = alliances.edges(rows)
    return Card(
        name="network",
        title=summaries.network_title(rows),
        reading="From left to right: who did it, and to whom. A mark for each two and what one did to the other; choose it for the "
        "passages. Dotted: reference data alone says so. A name in the legend takes its lines away and back.",
        rows=rows,
        lines=words.relation_lines(rows),
        key="fact",
        draw=chart.network,
        arguments=(edges,),
        groups={row.facts: words.relation(row) for row in edges.itertuples() if "|" in row.facts},
        file="reshuffle",
    )
