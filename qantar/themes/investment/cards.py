"""How much Chinese money is in the region, and what exactly was counted?"""

from __future__ import annotations

from qantar.charts import amounts, series, words
from qantar.facts import labels, ledger, quantities
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.investment import charts as chart
from qantar.themes.investment import rows as investment_rows
from qantar.themes.investment import titles

_HOLLOW = "Hollow circles are reference data."
_MORE = 1.15
"""How much longer an axis is than the largest number on it."""


def fdi(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the two amounts of direct investment and the growth that doesn't fit them."""
    sums = ledger.growth(tables["investment"])
    if not sums:
        return None
    pair = investment_rows.growth_rows(tables)
    return Card(
        name="fdi",
        title=titles.growth_title(sums),
        subtitle="Direct investment in the five Central Asian states as China's Ministry of Commerce is quoted. Stock or flow "
        "isn't said, nor for which day of the two years, so the years between can't be read off. The dotted line is our sum. What comes "
        f"near 40 % is the increase as a share of the later amount: {sums['share']:.1f} %.",
        rows=pair,
        lines=words.growth_lines(pair, sums),
        draw=amounts.growth,
        arguments=(sums, pair["sources"].iloc[0]),
    )


def region(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment in the five states by year and institution."""
    rows = investment_rows.region(tables)
    if rows.empty:
        return None
    return Card(
        name="region",
        title=titles.region_title(rows),
        subtitle="Lines join the numbers of one institution in one measure, so the ministry's stock of 2012 isn't joined with what the "
        "articles quote of it, since stock or flow isn't said there. The ministry counts direct investment, the Eurasian Development "
        "Bank adds up projects, and the American Enterprise Institute's tracker holds building contracts too, over fifteen years. "
        "The chart can't show which of them is right.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, quantities.axes(investment_rows.region(all_tables)), (2012, 2025), "until"),
    )


def measures(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what «Chinese investment in Kazakhstan» is by measure."""
    rows = investment_rows.measures(tables)
    if rows.empty:
        return None
    every = investment_rows.measures(all_tables)
    end = float(every[["value", "low", "high"]].max().max()) * _MORE
    about = (
        "Each group is another measure. They stand on one axis to be told apart, not to be added or averaged, and which of them is "
        "the right one depends on what is asked."
        if rows["group"].nunique() > 1
        else "One measure of several that go by the same name; it can't be set against another."
    )
    return Card(
        name="measures",
        title=titles.measures_title(rows),
        subtitle=f"{about} {_HOLLOW}" if (rows["sources"].map(facts_words.source_key) == "reference").any() else about,
        rows=rows,
        lines=words.labelled_lines(rows.assign(label=rows["group"] + ", " + rows["label"])),
        draw=chart.grouped,
        arguments=(rows.assign(computed=False), end, "US$ bn, each group by its own measure"),
    )


def project_list(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the list of joint projects as it changed."""
    rows = investment_rows.project_list(tables)
    if rows.empty:
        return None
    return Card(
        name="project-list",
        title=titles.project_list_title(rows),
        subtitle="Number and value of the joint Chinese–Kazakh projects on the day of each statement. The lists are of different "
        "publishers and say what is planned, not what was spent or finished, so no line joins them.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, quantities.axes(investment_rows.project_list(all_tables)), (2015, 2024), "day"),
    )


def stocks(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment in Kazakhstan beside Russia's, by the central bank."""
    rows = investment_rows.stocks(tables)
    if rows.empty:
        return None
    return Card(
        name="stocks",
        title=titles.beside_title(rows, "Stock of direct investment in Kazakhstan"),
        subtitle="By Kazakhstan's central bank, converted from euro, so good for the order of magnitude. China's line is interrupted where "
        "its rise isn't in the flows of that year; a revision, we presume. Money that comes by way of a third country can't be seen.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(
            rows, quantities.axes(investment_rows.stocks(all_tables)), (2013, 2021), "end",
            ((investment_rows.BREAK, "break: the flows don't<br>explain China's rise"),),
        ),
    )  # fmt: skip


def flows(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's net direct investment in Kazakhstan by year, by the central bank."""
    rows = investment_rows.flows(tables)
    if rows.empty:
        return None
    every = investment_rows.flows(all_tables)["value"].astype(float)
    return Card(
        name="flows",
        title=titles.flows_title(rows),
        subtitle="New money of each year less what went back, by Kazakhstan's central bank, converted from euro; the total is our sum. "
        "A net flow can't show how much came in altogether, as sums over years seem to do. Until 2012 another basis was used.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=chart.flows,
        arguments=(rows, (min(float(every.min()) * 1.3, 0.0), float(every.max()) * 1.2), "net flow of direct investment, US$ bn"),
    )  # fmt: skip


def trade(tables: Tables, all_tables: Tables) -> Card | None:
    """Return Kazakhstan's trade in goods with China beside that with Russia."""
    rows = investment_rows.trade(tables)
    if rows.empty:
        return None
    return Card(
        name="trade",
        title=titles.beside_title(rows, "Trade of Kazakhstan in goods"),
        subtitle="Exports and imports together, whole years. Chinese officials count more than Kazakhstan's, and two figures for one year "
        "are both shown; so no line joins them. Years without a figure weren't found: they aren't years without trade.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows, quantities.axes(investment_rows.trade(all_tables)), (2013, 2022), "year"),
    )


def size(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment as a share of GDP."""
    rows = investment_rows.against_size(tables)
    if rows.empty:
        return None
    drawn = rows.assign(value=rows["share"], low=None, high=None, bounded=True, id=rows["facts"], computed=True)
    every = investment_rows.against_size(all_tables)
    return Card(
        name="size",
        title=titles.size_title(rows),
        subtitle="Computed here: a stated stock divided by the World Bank's GDP. Only the Eurasian Development Bank has a stock of all "
        "five states, for mid-2025; its share mixes two years, since GDP is known to 2023, and can't show the years before.",
        rows=rows,
        lines=words.labelled_lines(rows),
        key="facts",
        draw=chart.grouped,
        arguments=(drawn, float(every["share"].max()) * _MORE, "stock of direct investment, per cent of GDP"),
    )


def projects(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the named projects, as a table."""
    rows = investment_rows.projects(tables)
    if rows.empty:
        return None
    return Card(
        name="projects",
        title=titles.projects_title(rows),
        subtitle="Named projects with Chinese money or firms in them. A sum may be a cost, a loan or a price: the column says which. "
        "Two rows on one project are two sources that differ.",
        rows=rows,
        lines=words.project_lines(rows),
    )


def others(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the other numbers of money, economy and routes, as a list."""
    sums = investment_rows.rest(tables)
    rows = labels.amounts(tables, "quantities", "economy")
    if rows.empty and sums.empty:
        return None
    rows = rows if sums.empty else quantities.together(sums, rows)
    return Card(
        name="economy-numbers",
        title=f"Around money and routes: {facts_words.many(len(rows), 'other number')}",
        subtitle="Sums, lengths, counts and shares that no chart above draws, as they were put; what is vague stays vague.",
        rows=rows,
        lines=words.number_lines(rows),
    )
