"""What the charts of money need: stated sums in the panels and order in which they are drawn.

Every function takes the tables under the filter and returns rows as ``numbers`` describes them.
Numbers of different measures stand on one axis only where the chart says so, and are never added.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar import derive, ledger, numbers, sources, style

CRISIS = pd.Timestamp("2021-12-31")
"""The end of the last year before the crisis, to which a series is cut where one number stands for it."""
STATES = 5
"""So many states Central Asia has."""


def _money(tables: sources.Tables) -> pd.DataFrame:
    return numbers.stated(tables, "investment")


def _at(rows: pd.DataFrame) -> pd.Series:
    """Return the year (with its part) for which a number is: the end of its period."""
    return rows["end"].dt.year + (rows["end"].dt.day_of_year - 1) / 365.25


def region(tables: sources.Tables) -> pd.DataFrame:
    """Return China's direct investment in the five states, by institution (``series``) and year (``at``)."""
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == numbers.REGION)
        & (rows["investor"] == numbers.CHINA)
        & (rows["unit"] == "US$ bn")
        & rows["measure"].isin(["fdi_stock", "direct_investment", "accumulated_investment", "contracts_and_investment"])
    ]
    own = rows["measure"].isin(["fdi_stock", "direct_investment"])
    series = rows["claimant"].where(rows["claimant"] != "", "other")
    name = rows["says"] + (" (" + rows["measure"].str.replace("_", " ") + ")").where(~own, "")
    label = [f"{name}, {row.end:%Y}" for name, row in zip(name, rows.itertuples(), strict=True)]
    return rows.assign(
        series=series, series_name=name.astype("str"), at=_at(rows), panel="US$ bn", label=label
    ).sort_values("at")


def measures(tables: sources.Tables) -> pd.DataFrame:
    """Return what «Chinese investment in Kazakhstan» is by measure and claimant, one number for each.

    Of a series by one claimant in one measure only the number nearest to the crisis is kept.
    """
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == "ac-kazakhstan")
        & (rows["investor"] == numbers.CHINA)
        & (rows["unit"] == "US$ bn")
        & ~rows["measure"].isin(["trade_goods"])
    ]
    distance = (rows["end"] - CRISIS).abs().fillna(pd.Timedelta(days=0))
    listed = rows["measure"].isin(["project_list_value", "value_of_projects_to_be_finished"])
    key = rows["measure"].where(~listed, "project_list_value") + rows["claimant"].where(
        rows["measure"] == "fdi_stock", rows["id"]
    ).where(~listed, "")
    article = rows["sources"].map(style.source_key) != "reference"
    rows = rows.assign(distance=distance, key=key.mask(article, rows["id"]))
    rows = rows[article | ~(listed & (listed & article).any())]
    rows = rows.sort_values(["distance", "id"]).drop_duplicates("key").drop(columns=["distance", "key"])
    what = rows["measure"].str.replace("_", " ").str.replace("fdi", "FDI")
    label = [f"{one}{_period(row)}: {row.says}" for one, row in zip(what, rows.itertuples(), strict=True)]
    return rows.assign(panel="US$ bn", label=label).sort_values(["measure", "end", "id"])


def _period(row: Any) -> str:
    first, last = row.start, row.end
    if pd.isna(last):
        return ""
    if pd.isna(first):
        return f", to {last:%Y}"
    return f", {first:%Y}–{last:%Y}" if first.year != last.year else f", {last:%Y}"


def project_list(tables: sources.Tables) -> pd.DataFrame:
    """Return the list of joint projects as it was stated: number and value, each with its day."""
    panels = {"count": "number of projects", "value": "value, US$ bn"}
    kinds = {
        "project_list_count": "count", "projects_to_be_finished": "count",
        "project_list_value": "value", "value_of_projects_to_be_finished": "value",
    }  # fmt: skip
    rows = _money(tables)
    rows = rows[rows["measure"].isin(kinds)]
    # An article's number is of the day on which it was printed; 2023 is when the projects are to be done.
    day = rows["end"].mask(rows["measure"].str.endswith("to_be_finished"), numbers.published(tables, rows["id"]))
    rows = rows.assign(what=rows["measure"].map(kinds), end=day, series="list", series_name="as stated")
    rows = rows.assign(at=_at(rows), label=[f"{row.end:%B %Y}: {row.says}" for row in rows.itertuples()])
    return numbers.in_panels(rows.sort_values(["at", "id"]), panels, "what")


def beside(tables: sources.Tables, measure: str) -> pd.DataFrame:
    """Return a measure of Kazakhstan with China and with Russia by year; ``series`` is the partner."""
    rows = _money(tables)
    rows = rows[
        (rows["recipient"] == "ac-kazakhstan")
        & (rows["measure"] == measure)
        & rows["investor"].isin([numbers.CHINA, numbers.RUSSIA])
    ]
    if measure == "fdi_stock":
        rows = rows[rows["claimant"] == "ac-nbk"]
    names = {numbers.CHINA: "China", numbers.RUSSIA: "Russia"}
    rows = rows.assign(series=rows["investor"], series_name=rows["investor"].map(names).astype("str"), at=_at(rows))
    label = [f"{row.series_name} {row.end:%Y}: {row.says}" for row in rows.itertuples()]
    return rows.assign(panel="US$ bn", label=label).sort_values(["series", "at", "id"])


def against_size(tables: sources.Tables) -> pd.DataFrame:
    """Return China's stock of direct investment as a share of GDP: ``label, share, id, text, sources``.

    Computed: a stock of one institution divided by the GDP of the same year; or, where one
    institution has a stock of all five states for one day, by the last GDP that is known, as the
    label says. ``facts`` names the two facts, separated by |.
    """
    money, gdp = _money(tables), tables["quantities"]
    gdp = gdp[gdp["measure"] == "gdp"].dropna(subset=["value", "end"])
    stocks = money[(money["measure"] == "fdi_stock") & (money["investor"] == numbers.CHINA)].dropna(
        subset=["value", "end"]
    )
    stocks = stocks[stocks["recipient"] != numbers.REGION]
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
             "when": when, "says": stock.says, "share": share, "mixed": year != stock.end.year,
             "text": f"{share:.1f} %"}
        )  # fmt: skip
    columns = ["facts", "country", "when", "says", "share", "mixed", "text"]
    rows = pd.DataFrame(found, columns=columns).sort_values(["mixed", "share"], ascending=[True, False])
    sets = sources.of(tables, rows["facts"])
    label = [f"{row.country}, {row.when}: {row.says}" for row in rows.itertuples()]
    return rows.assign(label=label, sources=["|".join(keys) for keys in sets])


def rest(tables: sources.Tables) -> pd.DataFrame:
    """Return the sums that none of the charts of money draws, so that none is left out."""
    rows = derive.amounts(tables, "investment")
    drawn = set(derive.growth_rows(tables)["id"]) if ledger.growth(tables["investment"]) else set()
    for part in (
        region(tables),
        measures(tables),
        project_list(tables),
        beside(tables, "fdi_stock"),
        beside(tables, "trade_goods"),
    ):
        drawn |= set(part["id"])
    drawn |= {fact for cell in against_size(tables)["facts"] for fact in cell.split("|")}
    return rows[~rows["id"].isin(drawn)]


def projects(tables: sources.Tables) -> pd.DataFrame:
    """Return the named projects with ``text``, ``says`` and the names of country and place."""
    rows = derive.amounts(tables, "projects")
    return rows.assign(
        countries=rows["country_name"].str.replace(" and ", ", "), place_name=rows["place_name"].astype("str")
    ).sort_values(["sector", "name"])
