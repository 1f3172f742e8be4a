"""How much Chinese money is in the region, and what exactly was counted?"""

from __future__ import annotations

from qantar import derive, ledger, money, numbers, titles, words
from qantar.cards.card import Card
from qantar.figures import amounts, series
from qantar.figures import troops as chart
from qantar.sources import Tables

_HOLLOW = "Hollow circles are reference data."


def fdi(tables: Tables, everything: Tables) -> Card | None:
    """Return the two amounts of direct investment and the growth that doesn't fit them."""
    sums = ledger.growth(tables["investment"])
    if not sums:
        return None
    pair = derive.growth_rows(tables)
    return Card(
        name="fdi",
        title=titles.growth_title(sums),
        reading="Direct investment in the five Central Asian states as China's Ministry of Commerce is quoted; stock or flow isn't "
        "said. The dotted line is our sum. What comes near 40 % is the increase as a share of the later amount: "
        f"{sums['share']:.1f} %.",
        rows=pair,
        lines=words.growth_lines(pair, sums),
        draw=amounts.growth,
        arguments=(sums, pair["sources"].iloc[0]),
    )


def region(tables: Tables, everything: Tables) -> Card | None:
    """Return China's direct investment in the five states by year and institution."""
    rows = money.region(tables)
    if rows.empty:
        return None
    return Card(
        name="region",
        title=titles.region_title(rows),
        reading="Lines join the numbers of one institution. The ministry counts what Chinese firms report to it, the Eurasian "
        "Development Bank adds up projects: they differ by definition, not by error. The articles' numbers have the articles' marks.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, numbers.axes(money.region(everything)), (2012, 2025), ("ac-mofcom", "ac-edb")),
    )


def measures(tables: Tables, everything: Tables) -> Card | None:
    """Return what «Chinese investment in Kazakhstan» is by measure."""
    rows = money.measures(tables)
    if rows.empty:
        return None
    return Card(
        name="measures",
        title=titles.measures_title(rows),
        reading="Each line is another measure: a stock at one day, a sum over years, a list of plans, contracts. They stand on one axis "
        f"to be told apart, not to be added or averaged; the evidence explains each. {_HOLLOW}",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, numbers.axes(money.measures(everything))),
    )


def project_list(tables: Tables, everything: Tables) -> Card | None:
    """Return the list of joint projects as it changed."""
    rows = money.project_list(tables)
    if rows.empty:
        return None
    return Card(
        name="project-list",
        title=titles.project_list_title(rows),
        reading="Number and value of the joint Chinese–Kazakh projects on the day of each statement. The lists are of different "
        "publishers and say what is planned, not what was spent, so no line joins them.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, numbers.axes(money.project_list(everything)), (2015, 2024)),
    )


def stocks(tables: Tables, everything: Tables) -> Card | None:
    """Return China's direct investment in Kazakhstan beside Russia's, by the central bank."""
    rows = money.beside(tables, "fdi_stock")
    if rows.empty:
        return None
    return Card(
        name="stocks",
        title=titles.beside_title(rows, "Direct investment in Kazakhstan"),
        reading="Stock at the end of each year by Kazakhstan's central bank, converted from euro, so good for the order of magnitude. "
        "China's rise in 2017 isn't in the flows of that year; a revision, we presume.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(
            rows, numbers.axes(money.beside(everything, "fdi_stock")), (2013, 2021), (numbers.CHINA, numbers.RUSSIA),
            ((2017.5, "break: the flows don't<br>explain China's rise"),),
        ),
    )  # fmt: skip


def trade(tables: Tables, everything: Tables) -> Card | None:
    """Return Kazakhstan's trade in goods with China beside that with Russia."""
    rows = money.beside(tables, "trade_goods")
    if rows.empty:
        return None
    return Card(
        name="trade",
        title=titles.beside_title(rows, "Trade of Kazakhstan in goods"),
        reading="Exports and imports together. Chinese customs count more than Kazakhstan's, and two figures for one year are both "
        "shown; so no line joins them. Years without a figure weren't found.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, numbers.axes(money.beside(everything, "trade_goods")), (2013, 2022)),
    )


def size(tables: Tables, everything: Tables) -> Card | None:
    """Return China's direct investment as a share of GDP."""
    rows = money.against_size(tables)
    if rows.empty:
        return None
    drawn = rows.assign(value=rows["share"], id=rows["facts"], computed=True)
    every = money.against_size(everything)
    return Card(
        name="size",
        title=titles.size_title(rows),
        reading="Computed here: a stated stock divided by the World Bank's GDP. Only the Eurasian Development Bank has a stock of all five "
        "states, for mid-2025; its share mixes two years, since GDP is known to 2023.",
        rows=rows,
        lines=words.labelled_lines(rows),
        key="facts",
        draw=chart.bars,
        arguments=(drawn, "per cent of GDP", float(every["share"].max()) * 1.15),
    )


def projects(tables: Tables, everything: Tables) -> Card | None:
    """Return the named projects, as a table."""
    rows = money.projects(tables)
    if rows.empty:
        return None
    return Card(
        name="projects",
        title=titles.projects_title(rows),
        reading="Named projects with Chinese money or firms in them. A sum may be a cost, a loan or a price: the column says which. "
        "Two rows on one project are two sources that differ.",
        rows=rows,
        lines=words.project_lines(rows),
    )


def others(tables: Tables, everything: Tables) -> Card | None:
    """Return the other numbers of money, economy and routes, as a list."""
    sums = money.rest(tables)
    rows = derive.amounts(tables, "quantities", "economy")
    if rows.empty and sums.empty:
        return None
    rows = rows if sums.empty else numbers.together(sums, rows)
    return Card(
        name="economy-numbers",
        title=f"Around money and routes: {words.many(len(rows), 'other number')}",
        reading="Sums, lengths, counts and shares that no chart above draws, as they were put; what is vague stays vague.",
        rows=rows,
        lines=words.number_lines(rows),
    )
