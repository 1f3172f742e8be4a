"""What the charts of money need: stated sums in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows as ``numbers`` describes them.
Numbers of different measures stand on one axis only where the chart says so, and are never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from qantar.facts import labels, ledger, quantities, sources, words
from qantar.facts.labels import amounts
from qantar.themes.investment import rows as investment_rows

CRISIS = pd.Timestamp("2021-12-31")
"""The end of the last year before the crisis, to which a series is cut where one number stands for it."""
STATES = 5
"""So many states Central Asia has."""


def _money(tables: sources.Tables) -> pd.DataFrame:
    return quantities.stated(tables, "investment")


def _at(rows: pd.DataFrame) -> pd.Series:
    """Return the year (with its part) for which a number is: the end of its period."""
    return rows["end"].dt.year + (rows["end"].dt.day_of_year - 1) / 365.25


def region(tables: sources.Tables) -> pd.DataFrame:
    """Return China's direct investment in the five states, by institution (``series``) and year (``at``).

    ``line`` joins the numbers of one institution in one measure.
    """
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == quantities.REGION)
        & (rows["investor"] == quantities.CHINA)
        & (rows["unit"] == "US$ bn")
        & rows["measure"].isin(["fdi_stock", "direct_investment", "accumulated_investment", "contracts_and_investment"])
    ]
    own = rows["measure"].isin(["fdi_stock", "direct_investment"])
    series = rows["claimant"].where(rows["claimant"] != "", "other")
    name = rows["says"] + (" (" + rows["measure"].str.replace("_", " ") + ")").where(~own, "")
    label = [f"{name}, {row.end:%Y}" for name, row in zip(name, rows.itertuples(), strict=True)]
    return rows.assign(
        series=series, series_name=name.astype("str"), line=(series + " " + rows["measure"]).where(series != "other", ""),
        at=_at(rows), panel="investment as each counts it, US$ bn", label=label,
    ).sort_values("at")  # fmt: skip


METHODS: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("fdi_net_flow", ""): (
            "Net flow of direct investment, central bank",
            "New money of one year less what went back; it can be below nothing.",
        ),
        ("fdi_stock", "ac-nbk"): (
            "Stock of direct investment, central bank",
            "What Chinese owners hold at the end of a year by Kazakhstan's statistics; converted from euro by us.",
        ),
        ("fdi_stock", "ac-mofcom"): (
            "Stock of direct investment, Chinese statistics",
            "The same by China's count; that it is the Commerce Ministry's is our reading.",
        ),
        ("fdi_stock", "ac-edb"): (
            "Stock of direct investment, development bank",
            "Added up project by project; the number of 2013 is from an earlier database.",
        ),
        ("fdi_stock", ""): ("Stock of direct investment, others", "What is held at one day; how it was counted isn't said."),
        ("total_invested", ""): (
            "Sums over years",
            "What came in over the years; what counts isn't said. Probably nothing that flowed back is taken off.",
        ),
        ("accumulated_investment", ""): (
            "“Accumulated” investment",
            "What had gathered up to a day; what counts isn't said, and it may be more than direct investment.",
        ),
        ("contracts_and_investment", ""): (
            "Large deals, a research institute's list",
            "Building contracts are in it too, which are work that is paid for and no investment.",
        ),
        ("project_list", ""): (
            "List of joint projects",
            "What the projects of a plan are to be worth together, whoever pays; announced, not spent.",
        ),
    }
)  # fmt: skip
"""What «Chinese investment in Kazakhstan» can mean: measure and claimant (or any) → its name and what it is, in the order of the chart."""
_LISTED = ("project_list_value", "value_of_projects_to_be_finished")


def measures(tables: sources.Tables) -> pd.DataFrame:
    """Return what «Chinese investment in Kazakhstan» is, by method: ``group`` and ``about`` name and explain it.

    Of a series by one claimant only the last number up to the crisis and the first after it are
    kept, of the lists of projects the one nearest to it; an article's number always.
    """
    rows = _money(tables)
    measure = rows["measure"].mask(rows["measure"].isin(_LISTED), "project_list")
    method = pd.Series(
        [key if key in METHODS else (key[0], "") for key in zip(measure, rows["claimant"], strict=True)],
        index=rows.index, dtype=object,
    )  # fmt: skip
    rows = rows.assign(method=method)[
        (rows["recipient"] == "ac-kazakhstan")
        & (rows["investor"] == quantities.CHINA)
        & (rows["unit"] == "US$ bn")
        & method.isin(list(METHODS))
    ]
    distance = (rows["end"] - CRISIS).abs().fillna(pd.Timedelta(days=0))
    listed = rows["measure"].isin(_LISTED)
    side = pd.Series("before", index=rows.index).mask(rows["end"] > CRISIS, "after")
    series = rows["measure"].isin(["fdi_stock", "fdi_net_flow"])
    key = (rows["measure"] + rows["claimant"] + side).where(series, rows["id"]).mask(listed, "project_list")
    article = rows["sources"].map(words.source_key) != "reference"
    rows = rows.assign(distance=distance, key=key.mask(article, rows["id"]))
    rows = rows[article | ~(listed & (listed & article).any())]
    rows = rows.sort_values(["distance", "id"]).drop_duplicates("key").drop(columns=["distance", "key"])
    order = rows["method"].map(list(METHODS).index)
    group, about = ([METHODS[key][n] for key in rows["method"]] for n in (0, 1))
    label = [f"{_period(row)}: {row.says}" for row in rows.itertuples()]
    return (
        rows.drop(columns="method")
        .assign(panel="US$ bn, each group by its own measure", group=group, about=about, label=label, order=order)
        .sort_values(["order", "end", "id"])
        .drop(columns="order")
    )


def _period(row: Any) -> str:
    """Say for what time a number is: ``2005–2020``, ``end of 2021``, ``June 2024``, ``to 2023``."""
    first, last = row.start, row.end
    if pd.isna(last):
        return "no time stated"
    whole = (last.month, last.day) == (12, 31)
    written = f"{last:%Y}" if whole else f"{last:%B %Y}"
    if pd.isna(first):
        return f"to {written}"
    if first == last:
        return f"end of {written}" if whole else written
    return written if first.year == last.year else f"{first:%Y}–{written}"


def project_list(tables: sources.Tables) -> pd.DataFrame:
    """Return the list of joint projects as it was stated: number and value, each with its day."""
    panels = {"count": "number of projects", "value": "announced value, US$ bn"}
    kinds = {
        "project_list_count": "count", "projects_to_be_finished": "count",
        "project_list_value": "value", "value_of_projects_to_be_finished": "value",
    }  # fmt: skip
    rows = _money(tables)
    rows = rows[rows["measure"].isin(kinds)]
    # An article's number is of the day on which it was printed; 2023 is when the projects are to be done.
    day = rows["end"].mask(rows["measure"].str.endswith("to_be_finished"), quantities.published(tables, rows["id"]))
    rows = rows.assign(what=rows["measure"].map(kinds), end=day, series="list", series_name="as stated", line="")
    rows = rows.assign(at=_at(rows), label=[f"{row.end:%B %Y}: {row.says}" for row in rows.itertuples()])
    return quantities.in_panels(rows.sort_values(["at", "id"]), panels, "what")


BREAK = 2017.5
"""When the central bank's stock of China stops being comparable with itself: between the ends of 2016 and 2017."""


def stocks(tables: sources.Tables) -> pd.DataFrame:
    """Return the central bank's stock of direct investment from China and from Russia by year.

    ``line`` joins the stocks of one country, China's not across the break.
    """
    rows = _beside(tables, ["fdi_stock"])
    rows = rows[rows["claimant"] == "ac-nbk"]
    after = (rows["investor"] == quantities.CHINA) & (rows["at"] > BREAK)
    line = rows["investor"] + pd.Series("", index=rows.index).mask(after, " after the break")
    return rows.assign(line=line, panel="stock of direct investment, US$ bn")


def flows(tables: sources.Tables) -> pd.DataFrame:
    """Return the central bank's net flow of direct investment from China by ``year``."""
    rows = _beside(tables, ["fdi_net_flow"])
    return rows.assign(year=rows["end"].dt.year, panel="net flow of direct investment, US$ bn")


def trade(tables: sources.Tables) -> pd.DataFrame:
    """Return Kazakhstan's trade in goods with China and Russia by year, in the middle of which it stands.

    What Chinese officials count is a ``series`` of its own.
    """
    rows = _beside(tables, ["trade_goods", "trade_goods_chinese_count"])
    theirs = rows["measure"] == "trade_goods_chinese_count"
    count = pd.Series("", index=rows.index).mask(rows["investor"] == quantities.CHINA, " (Kazakh count)")
    name = rows["series_name"] + count.mask(theirs, " (Chinese count)")
    return rows.assign(
        series=rows["series"].mask(theirs, rows["series"] + "|chinese"), series_name=name.astype("str"), line="",
        at=rows["end"].dt.year + 0.5, panel="exports and imports of goods, US$ bn",
        label=[f"{name} {row.end:%Y}: {row.says}" for name, row in zip(name, rows.itertuples(), strict=True)],
    ).sort_values(["series", "at", "id"])  # fmt: skip


def _beside(tables: sources.Tables, measures: list[str]) -> pd.DataFrame:
    """Return measures of Kazakhstan with China and with Russia; ``series`` is the partner."""
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == "ac-kazakhstan")
        & rows["measure"].isin(measures)
        & rows["investor"].isin([quantities.CHINA, quantities.RUSSIA])
    ]
    names = {quantities.CHINA: "China", quantities.RUSSIA: "Russia"}
    rows = rows.assign(series=rows["investor"], series_name=rows["investor"].map(names).astype("str"), at=_at(rows))
    label = [f"{row.series_name} {row.end:%Y}: {row.says}" for row in rows.itertuples()]
    return rows.assign(label=label).sort_values(["series", "at", "id"])


def against_size(tables: sources.Tables) -> pd.DataFrame:
    """Return China's stock of direct investment as a share of GDP: ``label, share, id, text, sources``.

    Computed: a stock of one institution divided by the GDP of the same year; or, where one
    institution has a stock of all five states for one day, by the last GDP that is known, as the
    label says. ``facts`` names the two facts, separated by |.
    """
    money, gdp = _money(tables), tables["quantities"]
    gdp = gdp[gdp["measure"] == "gdp"].dropna(subset=["value", "end"])
    stocks = money[(money["measure"] == "fdi_stock") & (money["investor"] == quantities.CHINA)].dropna(
        subset=["value", "end"]
    )
    stocks = stocks[stocks["recipient"] != quantities.REGION]
    whole = stocks.groupby(["claimant", "end"])["recipient"].transform("nunique") >= STATES
    found = []
    for stock in stocks.assign(whole=whole).itertuples():
        own = gdp[gdp["subject"] == stock.recipient].sort_values("end")
        same = own[own["end"].dt.year == stock.end.year]
        last = own.tail(1)
        if len(same):
            year, row = stock.end.year, same.iloc[0]
        elif len(last) and stock.whole:
            year, row = last["end"].iloc[0].year, last.iloc[0]
        else:
            continue
        share = 100 * float(stock.value) / float(row["value"])
        when = f"{stock.end:%Y}" if year == stock.end.year else f"stock {stock.end:%Y}, GDP {year}"
        found.append(
            {"facts": f"{stock.id}|{row['id']}", "country": stock.recipient_name,
             "when": when, "says": stock.says, "whole": stock.whole, "share": share, "mixed": year != stock.end.year,
             "text": f"{share:.1f} %"}
        )  # fmt: skip
    columns = ["facts", "country", "when", "says", "whole", "share", "mixed", "text"]
    rows = pd.DataFrame(found, columns=columns).sort_values(["whole", "share"], ascending=False)
    sets = sources.of(tables, rows["facts"])
    label = [f"{row.country}, {row.when}: {row.says}" for row in rows.itertuples()]
    group = [f"All five states, {row.says}" if row.whole else "One state, other counts" for row in rows.itertuples()]
    about = [
        "One method for all five." if whole else "By other methods, so not to be ranked with the five."
        for whole in rows["whole"]
    ]
    return rows.assign(label=label, group=group, about=about, sources=["|".join(keys) for keys in sets])


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the sums that none of the charts of money draws, so that none is left out."""
    rows = labels.amounts(tables, "investment")
    drawn = set(investment_rows.growth_rows(tables)["id"]) if ledger.growth(tables["investment"]) else set()
    for part in (
        region(tables),
        measures(tables),
        project_list(tables),
        stocks(tables),
        flows(tables),
        trade(tables),
    ):
        drawn |= set(part["id"])
    drawn |= {fact for cell in against_size(tables)["facts"] for fact in cell.split("|")}
    return rows[~rows["id"].isin(drawn)]


def projects(tables: sources.Tables) -> pd.DataFrame:
    """Return the named projects with ``text``, ``says`` and the names of country and place.

    The largest sums in dollars come first, then those in other money, then the projects without a sum.
    """
    rows = labels.amounts(tables, "projects")
    dollars = rows["value"].where(rows["unit"] == "US$ bn").astype("Float64")
    order = pd.Series(2, index=rows.index).mask(rows["stated"] != "", 1).mask(dollars.notna(), 0)
    rows = rows.assign(
        countries=rows["country_name"].str.replace(" and ", ", "), place_name=rows["place_name"].astype("str"),
        order=order, dollars=-dollars.fillna(0),
    )  # fmt: skip
    return rows.sort_values(["order", "dollars", "name"]).drop(columns=["order", "dollars"])


def growth_rows(tables: sources.Tables) -> pd.DataFrame:
    """Return the two amounts and the printed growth as rows."""
    rows = amounts(tables, "investment")
    return rows[rows["id"].isin(["inv-fdi-region-2013", "inv-fdi-region-2018", "inv-fdi-region-growth"])]
