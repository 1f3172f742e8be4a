"""How much Chinese money, and beside Russia's?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from qantar.charts import numbers, series, words
from qantar.facts import labels, ledger, quantities
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.investment import charts as chart
from qantar.themes.investment import rows as investment_rows
from qantar.themes.investment import titles
from qantar.themes.texts import texts

MORE = 1.18
"""How much longer an upright scale is than the largest number on it."""
LONGEST = 45.0
"""US$ bn at which the axis of all measures ends; a range beyond stays open."""


def _text(card: str, name: str) -> str:
    return str(texts("investment")[card].get(name, ""))


def _end(rows: pd.DataFrame) -> float:
    """Return the largest number or bound."""
    return float(rows[["value", "low", "high"]].max().max())


def measures(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what “Chinese investment in Kazakhstan” is by measure and claimant."""
    rows = investment_rows.measures(tables)
    if rows.empty:
        return None
    reference = (rows["sources"].map(facts_words.source_key) == "reference").any()
    exact = investment_rows.measures(all_tables)["value"].astype(float)
    drawn = [
        row
        | {"label": f"<b>{investment_rows.COUNTS[row['count']]}</b>, {row['when']} · {_whose(row)}",
           "brief": investment_rows.brief(row), "hover": f"<b>{row['text']}</b><br>{row['label']}", "bar": row["computed"],
           "hatched": row["computed"]}
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return Card(
        name="measures",
        title=titles.measures_title(rows),
        subtitle=_text("measures", "subtitle").format(hollow=_text("measures", "hollow") if reference else ""),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=numbers.in_rows,
        arguments=(drawn, float(exact.max()), _text("measures", "axis")),
        narrow=numbers.in_rows_narrow,
        notes=_text("measures", "notes"),
    )


def _whose(row: dict[str, Any]) -> str:
    """Return who counts, with the article that prints it, if another speaks there."""
    key = facts_words.source_key(row["sources"])
    article = (
        "" if key in ("reference", "several") or row["who"] == facts_words.name(key) else f" ({facts_words.name(key)})"
    )
    return f"{row['who']}{article}{', our sum' if row['computed'] else ''}"


def fdi(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the two amounts of direct investment and the growth that doesn't fit them."""
    sums = ledger.growth(tables["investment"])
    if not sums:
        return None
    pair = investment_rows.growth_rows(tables)
    return Card(
        name="fdi",
        title=titles.growth_title(sums),
        subtitle=_text("fdi", "subtitle"),
        rows=pair,
        lines=words.growth_lines(pair, sums),
        draw=chart.growth,
        arguments=(sums, pair["sources"].iloc[0].split("|")[0], investment_rows.GROWTH),
        narrow=chart.growth,
        notes=_text("fdi", "notes").format(share=f"{sums['share']:.1f}"),
    )


def _over_years(
    name: str,
    rows: pd.DataFrame,
    title: str,
    end: float,
    years: tuple[int, int],
    stands: str,
    *more: Any,
    anchor: str = "",
) -> Card:
    """Return a card whose chart draws numbers over the years; texts are those of ``name``."""
    return Card(
        name=anchor or name,
        title=title,
        subtitle=_text(name, "subtitle"),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=series.over_years,
        arguments=(rows.to_dict("records"), end * MORE, _text(name, "axis"), years, stands, *more),
        narrow=series.over_years_narrow,
        notes=_text(name, "notes"),
    )


def region(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment in the five states by year and institution."""
    rows = investment_rows.region(tables)
    if rows.empty:
        return None
    end = _end(investment_rows.region(all_tables))
    return _over_years("region", rows, titles.region_title(rows), end, (2012, 2025), "until")


def stocks(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment in Kazakhstan beside Russia's, by the central bank."""
    rows = investment_rows.stocks(tables)
    if rows.empty:
        return None
    end = _end(investment_rows.stocks(all_tables))
    breaks = ((investment_rows.BREAK, _text("stocks", "break")),)
    return _over_years("stocks", rows, titles.stocks_title(rows), end, (2013, 2021), "end", breaks, numbers.HALF)


def flows(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's net direct investment in Kazakhstan by year, by the central bank."""
    rows = investment_rows.flows(tables)
    if rows.empty:
        return None
    every = investment_rows.flows(all_tables)["value"].astype(float)
    return Card(
        name="flows",
        title=titles.flows_title(rows),
        subtitle=_text("flows", "subtitle"),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=chart.flows,
        arguments=(rows.to_dict("records"), (min(float(every.min()) * 1.3, 0.0), float(every.max()) * 1.2)),
        narrow=chart.flows_narrow,
        notes=_text("flows", "notes"),
    )


def trade(tables: Tables, all_tables: Tables) -> Card | None:
    """Return Kazakhstan's trade in goods with China beside that with Russia."""
    rows = investment_rows.trade(tables)
    if rows.empty:
        return None
    return _over_years(
        "trade", rows, titles.trade_title(rows), _end(investment_rows.trade(all_tables)), (2013, 2022), "year"
    )


def size(tables: Tables, all_tables: Tables) -> Card | None:
    """Return China's direct investment as a share of GDP."""
    rows = investment_rows.against_size(tables)
    if rows.empty:
        return None
    drawn = [
        {"id": row["facts"], "group": row["group"], "value": row["share"], "low": None, "high": None, "brief": row["text"], "bar": True,
         "hatched": True, "label": f"{row['country']}, {row['when']}" + ("" if row["whole"] else f" · {row['who']}"),
         "sources": row["sources"], "hover": f"<b>{row['text']}</b><br>{row['label']}"}
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return Card(
        name="size",
        title=titles.size_title(rows),
        subtitle=_text("size", "subtitle"),
        rows=rows,
        lines=words.labelled_lines(rows),
        key="facts",
        draw=numbers.in_rows,
        arguments=(drawn, float(investment_rows.against_size(all_tables)["share"].max()), _text("size", "axis")),
        narrow=numbers.in_rows_narrow,
        notes=_text("size", "notes"),
    )


def _listed(
    tables: Tables, all_tables: Tables, what: str, name: str, title: Callable[[pd.DataFrame], str]
) -> Card | None:
    rows = investment_rows.project_list(tables)
    rows = rows[rows["what"] == what].assign(series="list", name="", line="")
    if rows.empty:
        return None
    every = investment_rows.project_list(all_tables)
    anchor = name.replace("_", "-")
    return _over_years(name, rows, title(rows), _end(every[every["what"] == what]), (2015, 2024), "day", anchor=anchor)


def project_list(tables: Tables, all_tables: Tables) -> Card | None:
    """Return how many joint projects the list had."""
    return _listed(tables, all_tables, "projects", "project_list", titles.project_list_title)


def list_value(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what the joint projects on the list were to be worth."""
    return _listed(tables, all_tables, "value", "list_value", lambda _: _text("list_value", "title"))


def projects(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the named projects, as a table."""
    rows = investment_rows.projects(tables)
    if rows.empty:
        return None
    return Card(
        name="projects",
        title=titles.projects_title(rows),
        subtitle=_text("projects", "subtitle"),
        rows=rows,
        lines=words.project_lines(rows),
        notes=_text("projects", "notes"),
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
        title=_text("others", "title"),
        subtitle=_text("others", "subtitle"),
        rows=rows,
        lines=words.number_lines(rows),
    )
