"""What the charts of money need: stated sums in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows as ``numbers`` describes them.
Numbers of different measures stand on one axis only where the chart says so, and are never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from qantar.facts import labels, ledger, quantities, sources, speakers, words
from qantar.facts.labels import amounts
from qantar.facts.sources import memoized

GROWTH = ("inv-fdi-region-2013", "inv-fdi-region-2018", ledger.GROWTH)
"""The two amounts and the growth that doesn't fit them; one chart is about these three alone."""
NET_FLOWS = ledger.SUMS["net_flow"][0]
"""The flows whose sum stands beside the article's total of the same years; the ledger has the same sum."""
CRISIS = pd.Timestamp("2021-12-31")
"""The end of the last year before the crisis, to which a series is cut where one number stands for it."""
STATES = 5
"""So many states Central Asia has."""


def _money(tables: sources.Tables) -> pd.DataFrame:
    return quantities.stated(tables, "investment")


def _at(rows: pd.DataFrame) -> pd.Series:
    """Return the year (with its part) for which a number is: the end of its period."""
    return rows["end"].dt.year + (rows["end"].dt.day_of_year - 1) / 365.25


@memoized
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
    rows = speakers.spoken(tables, rows)
    own = rows["measure"].isin(["fdi_stock", "direct_investment"])
    series = rows["claimant"].where(rows["claimant"] != "", "other")
    name = rows["said"] + (" (" + rows["measure"].str.replace("_", " ") + ")").where(~own, "")
    label = [f"{name}, {row.end:%Y}" for name, row in zip(name, rows.itertuples(), strict=True)]
    return rows.assign(
        series=series, name=(rows["who"].where(own, rows["who"] + "<br>contracts too")).astype("str"),
        line=(series + " " + rows["measure"]).where(series != "other", ""), at=_at(rows), label=label,
    ).sort_values("at")  # fmt: skip


COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "fdi_net_flow": "Net flows",
        "fdi_stock": "Stock",
        "total_invested": "Invested over years",
        "accumulated_investment": "“Accumulated”",
        "investment_of_all_kinds": "All kinds of capital",
        "contracts_and_investment": "Contracts and deals",
        "project_list": "Project list",
    }
)
"""What “Chinese investment in Kazakhstan” can mean: measure → a word for what it counts."""
_LISTED = ("project_list_value", "value_of_projects_to_be_finished")


@memoized
def measures(tables: sources.Tables) -> pd.DataFrame:
    """Return what “Chinese investment in Kazakhstan” is, by measure and claimant, from the least to the most: ``count, who, when``.

    Of a series by one claimant only the last number up to the crisis and the first after it are
    kept, of the lists of projects the one nearest to it; an article's number always. The net flows are one row, computed here: their
    sum over the years of ``NET_FLOWS``, if all are there. ``facts`` names the facts behind a row, separated by |.
    """
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == "ac-kazakhstan") & (rows["investor"] == quantities.CHINA) & (rows["unit"] == "US$ bn")
    ]
    rows = rows.assign(count=rows["measure"].mask(rows["measure"].isin(_LISTED), "project_list"))
    flows = rows[rows["id"].isin(NET_FLOWS)].sort_values("end")
    rows = rows[rows["count"].isin(COUNTS) & (rows["measure"] != "fdi_net_flow")]
    distance = (rows["end"] - CRISIS).abs().fillna(pd.Timedelta(days=0))
    listed = rows["measure"].isin(_LISTED)
    side = pd.Series("before", index=rows.index).mask(rows["end"] > CRISIS, "after")
    key = (rows["measure"] + rows["claimant"] + side).where(rows["measure"] == "fdi_stock", rows["id"])
    article = rows["sources"].map(words.source_key) != "reference"
    key = key.mask(listed, "project_list").mask(article, rows["id"])
    rows = rows.assign(distance=distance, key=key)[article | ~(listed & (listed & article).any())]
    rows = rows.sort_values(["distance", "id"]).drop_duplicates("key").drop(columns=["distance", "key"])
    rows = rows.assign(facts=rows["id"], when=[_period(row) for row in rows.itertuples()], computed=False)
    if set(flows["id"]) == set(NET_FLOWS) and flows["value"].notna().all():
        total = round(float(flows["value"].sum()), 1)
        first, last = flows.iloc[0], flows.iloc[-1]
        whole = flows.head(1).assign(
            id="|".join(flows["id"]), facts="|".join(flows["id"]), value=total, text=words.amount(total, "US$ bn"), computed=True,
            when=f"{first['end'].year}–{last['end'].year}", start=first["start"], end=last["end"],
        )  # fmt: skip
        rows = pd.concat([whole, rows])
    rows = speakers.spoken(tables, rows)
    at = rows["value"].fillna(rows["low"]).fillna(rows["high"]).astype(float)
    label = [
        f"{COUNTS[row.count_]}, {row.when}: {row.said}{' (our sum)' if row.computed else ''}"
        for row in rows.rename(columns={"count": "count_"}).itertuples()
    ]
    return (
        rows.assign(label=pd.Series(label, index=rows.index, dtype="str"), at=at)
        .sort_values(["at", "id"])
        .drop(columns="at")
    )


def brief(row: dict[str, Any]) -> str:
    """Return a sum as it stands beside its mark: the number to a tenth, with its hedge or the vague words as they are."""
    if pd.notna(row["value"]):
        return words.rounded(row["value"])
    if row["stated"] and not any(letter.isdigit() for letter in row["stated"]):
        # The axis says of what.
        return f"“{row['stated'].split('|')[0].removesuffix(' of dollars')}”"
    bound = row["high"] if pd.notna(row["high"]) else row["low"]
    return f"{'nearly' if pd.notna(row['high']) else 'over'} {words.rounded(bound)}"


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


_LIST: Mapping[str, str] = MappingProxyType(
    {
        "project_list_count": "projects", "projects_to_be_finished": "projects",
        "project_list_value": "value", "value_of_projects_to_be_finished": "value",
    }
)  # fmt: skip
"""The measures of the list of joint projects: how many, or what they are to be worth."""


@memoized
def project_list(tables: sources.Tables) -> pd.DataFrame:
    """Return the list of joint projects as it was stated, ``what``: their number or their value, each with its day."""
    rows = _money(tables)
    rows = speakers.spoken(tables, rows[rows["measure"].isin(_LIST)])
    # An article's number is of the day on which it was printed; 2023 is when the projects are to be done.
    day = rows["end"].mask(rows["measure"].str.endswith("to_be_finished"), quantities.published(tables, rows["id"]))
    rows = rows.assign(what=rows["measure"].map(_LIST), end=day)
    rows = rows.assign(at=_at(rows), label=[f"{row.end:%B %Y}: {row.said}" for row in rows.itertuples()])
    return rows.sort_values(["at", "id"])


BREAK = 2017.5
"""When the central bank's stock of China stops being comparable with itself: between the ends of 2016 and 2017."""


@memoized
def stocks(tables: sources.Tables) -> pd.DataFrame:
    """Return the central bank's stock of direct investment from China and from Russia by year.

    ``line`` joins the stocks of one country, China's not across the break.
    """
    rows = _beside(tables, ("fdi_stock",))
    rows = rows[rows["claimant"] == "ac-nbk"]
    after = (rows["investor"] == quantities.CHINA) & (rows["at"] > BREAK)
    line = rows["investor"] + pd.Series("", index=rows.index).mask(after, " after the break")
    return rows.assign(line=line)


@memoized
def flows(tables: sources.Tables) -> pd.DataFrame:
    """Return the central bank's net flow of direct investment from China by ``year``."""
    rows = _beside(tables, ("fdi_net_flow",))
    return rows.assign(year=rows["end"].dt.year)


@memoized
def trade(tables: sources.Tables) -> pd.DataFrame:
    """Return Kazakhstan's trade in goods with China and Russia by year, in the middle of which it stands.

    What Chinese officials count is a ``series`` of its own.
    """
    rows = _beside(tables, ("trade_goods", "trade_goods_chinese_count"))
    theirs = rows["measure"] == "trade_goods_chinese_count"
    count = pd.Series("", index=rows.index).mask(rows["investor"] == quantities.CHINA, " (Kazakh count)")
    name = rows["name"] + count.mask(theirs, " (Chinese count)")
    return rows.assign(
        series=rows["series"].mask(theirs, rows["series"] + "|chinese"), name=name.str.replace(" (", "<br>(").astype("str"), line="",
        at=rows["end"].dt.year + 0.5,
        label=[f"{name} {row.end:%Y}: {row.said}" for name, row in zip(name, rows.itertuples(), strict=True)],
    ).sort_values(["series", "at", "id"])  # fmt: skip


def _beside(tables: sources.Tables, measures: tuple[str, ...]) -> pd.DataFrame:
    """Return measures of Kazakhstan with China and with Russia; ``series`` is the partner."""
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == "ac-kazakhstan")
        & rows["measure"].isin(measures)
        & rows["investor"].isin([quantities.CHINA, quantities.RUSSIA])
    ]
    rows = speakers.spoken(tables, rows)
    names = {quantities.CHINA: "China", quantities.RUSSIA: "Russia"}
    rows = rows.assign(series=rows["investor"], name=rows["investor"].map(names).astype("str"), at=_at(rows))
    label = [f"{row.name} {row.end:%Y}: {row.said}" for row in rows.itertuples()]
    return rows.assign(label=label).sort_values(["series", "at", "id"])


@memoized
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
    stocks = speakers.spoken(tables, stocks[stocks["recipient"] != quantities.REGION])
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
             "when": when, "says": stock.said, "who": stock.who, "whole": stock.whole, "share": share, "mixed": year != stock.end.year,
             "text": f"{share:.1f} %"}
        )  # fmt: skip
    columns = ["facts", "country", "when", "says", "who", "whole", "share", "mixed", "text"]
    rows = pd.DataFrame(found, columns=columns).sort_values(["whole", "share"], ascending=False)
    sets = sources.of(tables, rows["facts"])
    label = [f"{row.country}, {row.when}: {row.says}" for row in rows.itertuples()]
    group = [f"All five states: {row.who}" if row.whole else "Other counts" for row in rows.itertuples()]
    return rows.assign(label=label, group=group, sources=["|".join(keys) for keys in sets])


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the sums that none of the charts of money draws, so that none is left out."""
    rows = labels.amounts(tables, "investment")
    parts = (growth_rows, region, measures, project_list, stocks, flows, trade)
    drawn = {fact for make in parts for cell in make(tables)["id"] for fact in cell.split("|")}
    drawn |= {fact for cell in against_size(tables)["facts"] for fact in cell.split("|")}
    return rows[~rows["id"].isin(drawn)]


@memoized
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


@memoized
def growth_rows(tables: sources.Tables) -> pd.DataFrame:
    """Return the two amounts and the printed growth as rows; empty without one of them."""
    rows = amounts(tables, "investment")
    return rows[rows["id"].isin(GROWTH) & bool(ledger.growth(tables["investment"]))]
