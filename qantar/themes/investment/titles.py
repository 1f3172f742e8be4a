"""The titles of investment: sentences that depend on its rows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qantar.charts.titles import either
from qantar.facts import words


def region_title(rows: pd.DataFrame) -> str:
    """State the last stock of each institution that has one, or the numbers there are."""
    last = rows[rows["measure"] == "fdi_stock"].sort_values("at").drop_duplicates("says", keep="last")
    if len(last) > 1:
        said = [f"{row.text} ({row.says}, {row.end:%Y})" for row in last.sort_values("at").itertuples()]
        return f"China in the five states: {either(said)}, for they don't count the same"
    exact = rows.dropna(subset=["value"]).sort_values("at")
    said = [f"{row.text} in {row.end:%Y}" for row in exact.itertuples()]
    return f"Chinese direct investment in the five states: {words.listed(said)}"


def measures_title(rows: pd.DataFrame) -> str:
    """State the smallest and the largest number but for flows of a year, each with its measure; or the only one."""
    exact = rows[rows["measure"] != "fdi_net_flow"].dropna(subset=["value"]).sort_values("value")
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"Chinese money in Kazakhstan: {row['text']}, by {row['says']} alone"
    if len(exact) < 2:
        return f"Chinese money in Kazakhstan: {words.listed(list(rows['text']))}, not to be added up"
    low, high = exact.iloc[0], exact.iloc[-1]
    return (
        f"Chinese money in Kazakhstan: {words.many(rows['group'].nunique(), 'measure')}, from {low['text']} "
        f"({_lower(low['group'])}) to {high['text']} ({_lower(high['group'])}), not to be added up"
    )


def project_list_title(rows: pd.DataFrame) -> str:
    """State from how many projects to how many the list changed."""
    count = rows[(rows["panel"].str.startswith("number")) & rows["value"].notna()].sort_values("at")
    if len(count) < 2:
        return "The list of joint projects: " + words.listed(list(rows["text"]))
    first, last = count.iloc[0], count.iloc[-1]
    most = count.loc[count["value"].astype(float).idxmax()]
    return (
        f"The list of joint projects: {float(first['value']):.0f} in {first['end']:%Y}, {float(most['value']):.0f} in "
        f"{most['end']:%Y}, {float(last['value']):.0f} in {last['end']:%Y}"
    )


def beside_title(rows: pd.DataFrame, what: str) -> str:
    """State the last numbers of China and of Russia, each with its year."""
    exact = rows.dropna(subset=["value"]).sort_values("at")
    year = min(part["end"].dt.year.max() for _, part in exact.groupby("series"))
    said = []
    for _, part in exact[exact["end"].dt.year == year].groupby("series"):
        said.append(f"{part['series_name'].iloc[0]} {either(list(dict.fromkeys(part['text'])))}")
    return f"{what}, {year}: {words.listed(said)}"


def flows_title(rows: pd.DataFrame) -> str:
    """State what the net flows of all years drawn come to."""
    years = rows["year"]
    total = words.amount(round(float(rows["value"].sum()), 1), "US$ bn")
    out = int((rows["value"] < 0).sum())
    back = f"; in {out} of {len(rows)} years more went back than came" if out else ""
    return f"China's direct investment in Kazakhstan, net, {years.min()}–{years.max()}: {total}{back}"


def size_title(rows: pd.DataFrame) -> str:
    """State by whose count Chinese investment weighs how much against GDP, where most and where least."""
    whole = rows[rows["whole"]]
    ranked = (whole if len(whole) > 1 else rows).sort_values("share")
    low, high = ranked.iloc[0], ranked.iloc[-1]
    by = f", by the {high['says']}'s count" if len(whole) > 1 else ""
    said = f"from {low['text']} ({low['country']}) to {high['text']} ({high['country']})"
    return f"China's stock of direct investment against GDP{by}: {said}"


def projects_title(rows: pd.DataFrame) -> str:
    """State of how many sums it is said that they are what a project costs."""
    stated = rows["stated"] != ""
    costs = int((stated & rows["value_kind"].str.contains("cost")).sum())
    if not stated.any():
        return f"{words.many(len(rows), 'entry', 'entries')} on named projects, none with a sum"
    of = f"of {words.many(int(stated.sum()), 'sum')}, {costs or 'none'} {'is' if costs == 1 else 'are'} what something costs"
    return f"Named projects: {of}; the others are a price, a loan, a contract or a plan"


def growth_title(sums: Mapping[str, float]) -> str:
    """State that the printed growth isn't what its two amounts give."""
    amounts = f"{words.amount(sums['first'], 'US$ bn')} to {words.amount(sums['last'], 'US$ bn')}"
    return f"From {amounts} is +{sums['computed']:.0f} %, not the {sums['printed']:.0f} % printed"


def _lower(title: str) -> str:
    """Put a heading into a sentence: its first letter small unless its first word is an abbreviation."""
    return title if title.split()[0].isupper() else title[0].lower() + title[1:]
