"""How much Chinese money is in the region, and what exactly was counted?"""

from __future__ import annotations

from qantar import derive, words
from qantar.cards.card import Card
from qantar.figures import amounts
from qantar.sources import Tables


def fdi(tables: Tables, everything: Tables) -> Card | None:
    """Return the two amounts of direct investment and the growth that doesn't fit them."""
    sums = derive.growth(tables["investment"])
    if not sums:
        return None
    pair = derive.growth_rows(tables)
    return Card(
        name="fdi",
        title=words.growth_title(sums),
        reading="Direct investment in the five Central Asian states as China's Ministry of Commerce is quoted. The article "
        "doesn't say whether it is stock or flow. The dotted line is our sum, not the ministry's.",
        rows=pair,
        lines=words.growth_lines(pair, sums),
        draw=amounts.growth,
        arguments=(sums, pair["sources"].iloc[0]),
    )


def money(tables: Tables, everything: Tables) -> Card | None:
    """Return every stated amount of Chinese money and number of projects."""
    rows = derive.amounts(tables, "investment")
    if rows.empty:
        return None
    return Card(
        name="money",
        title=words.money_title(rows),
        reading="Each line is one statement with its own measure, period and claimant: they can be read side by side, "
        "not added. An arrow means that no limit is given; the bounds of vague words are our convention (codebook).",
        rows=rows,
        lines=words.number_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, derive.axes(derive.amounts(everything, "investment"))),
    )


def numbers(tables: Tables, everything: Tables) -> Card | None:
    """Return the other numbers of economy and routes, as a list."""
    rows = derive.amounts(tables, "quantities", "economy")
    if rows.empty:
        return None
    return Card(
        name="economy-numbers",
        title=f"Around money and routes: {words.many(len(rows), 'other number')}",
        reading="Lengths, counts and shares as the articles put them; what is vague stays vague.",
        rows=rows,
        lines=words.number_lines(rows),
    )
