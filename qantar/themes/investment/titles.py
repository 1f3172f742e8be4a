"""The titles of investment, and the answer to its question: sentences that depend on rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qantar.charts.titles import either
from qantar.facts import words
from qantar.facts.sources import Tables
from qantar.themes.investment import rows as investment_rows

LEVEL = 0.1
"""Two stocks that differ by less than this part of the larger are called level."""


def answer(tables: Tables, all_tables: Tables) -> str:
    """Answer how much Chinese money, and beside Russia's, as far as the chosen sources say."""
    rows = investment_rows.measures(tables)
    article = rows[rows["sources"].map(words.source_key) != "reference"]
    total = (
        article[article["measure"] == "total_invested"]
        .sort_values("value", na_position="last")
        .drop_duplicates("sources")
    )
    parts = [_of_article(row) for row in total.itertuples()]
    first = f"In Kazakhstan {words.listed(parts)}" if parts else ""
    beside = investment_rows.stocks(tables).dropna(subset=["value"]).sort_values("at")
    last = {row.series: row for row in beside.itertuples()}
    second = ""
    if len(last) == 2 and len({row.end.year for row in last.values()}) == 1:
        china, russia = last["ac-china"], last["ac-russia"]
        second = f"the central bank's stock of {china.end.year} is {_brief(china)}, beside Russia's {_brief(russia).removeprefix('US$')}"
    if first or second:
        sentence = "; ".join(part for part in (first, second) if part)
        return f"{sentence[0].upper()}{sentence[1:]}."
    sums = article["text"].tolist()
    return f"{words.listed(sums)}." if sums else "The chosen articles name no sum for Kazakhstan."


def _of_article(row: Any) -> str:
    what = _brief(row) if pd.notna(row.value) else f"“{row.stated.split('|')[0]}”"
    when = "" if row.when == "no time stated" else f" in {row.when}"
    return f"{what}{when} according to {words.names(row.sources)}"


def _brief(row: Any) -> str:
    """Write an amount in dollars to a tenth of a billion."""
    return words.amount(round(float(row.value), 1), "US$ bn")


def measures_title(rows: pd.DataFrame) -> str:
    """State the least and the most that the money is said to be, or the only numbers.

    ``rows``: as ``rows.measures`` returns them.
    """
    exact = rows.dropna(subset=["value"]).sort_values("value")
    if len(rows) == 1:
        row = rows.iloc[0]
        said = _brief(row) if pd.notna(row["value"]) else f"“{row['stated'].split('|')[0]}”"
        return f"Chinese money in Kazakhstan: {said}, says {words.names(row['sources'])}"
    if len(exact) < 2:
        said = either(
            [
                f"{brief} bn" if brief[0] != "“" else brief
                for brief in map(investment_rows.brief, rows.to_dict("records"))
            ]
        )
        return f"China in Kazakhstan: US${said}"
    low, high = (f"{float(row['value']):.0f}" for row in (exact.iloc[0], exact.iloc[-1]))
    return f"Chinese money in Kazakhstan: US${low} bn or {high} bn, depending on what is counted"


def growth_title(sums: Mapping[str, float]) -> str:
    """State that the printed growth isn't what its two amounts give."""
    amounts = f"{words.amount(sums['first'], 'US$ bn')} to {words.number(sums['last'])} bn"
    return f"The {sums['printed']:.0f} % that is {sums['computed']:.0f} %: from {amounts}"


def region_title(rows: pd.DataFrame) -> str:
    """State the last number of each institution, or those that an article gives."""
    stocks = rows[rows["measure"] != "direct_investment"]
    last = stocks.assign(n=stocks["value"].fillna(stocks["high"]).fillna(stocks["low"]).astype(float))
    last = last.sort_values("at").drop_duplicates("series", keep="last").sort_values("n")
    if len(last) > 1:
        said = [f"{row.n:.0f}" for row in last.itertuples()]
        return f"China in five states: US${either([*said[:-1], f'{said[-1]} bn'])}, by who counts"
    exact = rows.dropna(subset=["value"]).sort_values("at")
    said = [f"{_brief(row)} in {row.end:%Y}" for row in exact.itertuples()]
    return f"China in five states: {words.listed(said) if said else words.listed(list(rows['text']))}"


def stocks_title(rows: pd.DataFrame) -> str:
    """State whether China's or Russia's stock was larger in the last year that has both, or that they were level."""
    exact = rows.dropna(subset=["value"]).assign(year=rows["end"].dt.year).pivot_table(
        index="year", columns="series", values="value", aggfunc="last"
    )  # fmt: skip
    both = exact.dropna()
    if both.empty or both.shape[1] < 2:
        return f"Direct investment in Kazakhstan: {words.listed(sorted(set(rows['name'])))}"
    year, (china, russia) = both.index[-1], (float(both.iloc[-1][key]) for key in ("ac-china", "ac-russia"))
    if abs(china - russia) < LEVEL * max(china, russia):
        return f"China's and Russia's stakes in Kazakhstan were level by {year}"
    more, less = ("China", "Russia") if china > russia else ("Russia", "China")
    return f"{more} held more in Kazakhstan than {less} by {year}"


def trade_title(rows: pd.DataFrame) -> str:
    """State the last year's trade with China and with Russia."""
    exact = rows.dropna(subset=["value"]).sort_values("at")
    year = min(part["end"].dt.year.max() for _, part in exact.groupby(exact["series"].str.split("|").str[0]))
    said = []
    for name, part in exact[exact["end"].dt.year == year].groupby(exact["investor"]):
        numbers = [words.rounded(value) for value in part.sort_values("value")["value"]]
        said.append(f"{either(list(dict.fromkeys(numbers)))} bn with {'China' if name == 'ac-china' else 'Russia'}")
    return f"Trade of {year}: US${', '.join(said)}"


def flows_title(rows: pd.DataFrame) -> str:
    """State in how many of the years more went back than came; the sum stands in the chart of all measures."""
    out = int((rows["value"] < 0).sum())
    first, last = rows["year"].min(), rows["year"].max()
    if not out:
        return f"Chinese money came to Kazakhstan every year, {first}–{last}"
    return f"In {out} of {len(rows)} years more Chinese money left Kazakhstan than came"


def project_list_title(rows: pd.DataFrame) -> str:
    """State from how many projects to how many the list changed."""
    count = rows[(rows["what"] == "projects") & rows["value"].notna()].sort_values("at")
    if len(count) < 2:
        return "The list of joint projects: " + words.listed(list(rows["text"]))
    first, last = count.iloc[0], count.iloc[-1]
    most = count.loc[count["value"].astype(float).idxmax()]
    return (
        f"Joint projects on the list: {float(first['value']):.0f} in {first['end']:%Y}, {float(most['value']):.0f} in "
        f"{most['end']:%Y}, {float(last['value']):.0f} in {last['end']:%Y}"
    )


def size_title(rows: pd.DataFrame) -> str:
    """State where Chinese investment weighs most against GDP, among the states that one method counts."""
    whole = rows[rows["whole"]]
    top = (whole if len(whole) > 1 else rows).sort_values("share").iloc[-1]
    if len(whole) > 1:
        return f"Chinese investment weighs most in {top['country']}: {float(top['share']):.0f} % of GDP"
    return f"Chinese investment in {top['country']}: {float(top['share']):.1f} % of GDP at most"


def projects_title(rows: pd.DataFrame) -> str:
    """State what the sums of the named projects can be."""
    kinds = {
        name: rows.loc[rows["stated"] != "", "value_kind"].str.contains(name).any()
        for name in ("cost", "price", "loan", "contract")
    }
    there = [name for name, is_there in kinds.items() if is_there]
    if not there:
        return "Named projects, none with a sum"
    return (
        f"Named projects: a sum may be a {either(there)}"
        if len(there) > 1
        else f"Named projects: each sum is a {there[0]}"
    )
