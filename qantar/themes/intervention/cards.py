"""How many troops, whose, for how long?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from qantar.charts import numbers, style, words
from qantar.facts import quantities
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.intervention import charts as chart
from qantar.themes.intervention import days, titles
from qantar.themes.intervention import rows as intervention_rows
from qantar.themes.texts import texts

CONTESTED = ("ev-", "qt-")
"""How the keys of steps and plans begin, which the ledger may contest."""
GLYPHS = {"planned": "▲\u00a0planned", "reported": "●\u00a0reported", "deployed": "◆\u00a0as\u00a0deployed"}
"""How the subtitle names the marks of the phases."""


def _text(card: str, name: str) -> str:
    return str(texts("intervention")[card].get(name, ""))


def _drawn(rows: pd.DataFrame, **more: Any) -> list[dict[str, Any]]:
    """Return rows as ``charts.numbers`` draws them: the words beside the mark without their unit, and those that a click shows."""
    return [
        row
        | {
            "brief": row["text"].split(" (")[0].removesuffix(" people"),
            "hover": f"<b>{row['text']}</b><br>{row['label']}",
        }
        | more
        for row in rows.to_dict("records")
    ]


def _end(rows: pd.DataFrame) -> float:
    """Return the largest number or bound."""
    return float(rows[["value", "low", "high"]].max().max())


def _in_rows(
    name: str,
    rows: pd.DataFrame,
    drawn: list[dict[str, Any]],
    end: float,
    title: str,
    *arguments: Any,
    file: str = "",
) -> Card:
    """Return a card whose chart has a row for each number; texts are those of ``name``."""
    return Card(
        name=file or name,
        title=title,
        subtitle=_text(name, "subtitle"),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=numbers.in_rows,
        arguments=(drawn, end, _text(name, "axis"), *arguments),
        narrow=numbers.in_rows_narrow,
        notes=_text(name, "notes"),
    )


def troops(tables: Tables, all_tables: Tables) -> Card | None:
    """Return every stated size of the CSTO force in Kazakhstan: by day, or, where none has a day, in rows."""
    rows = intervention_rows.totals(tables)
    if rows.empty:
        return None
    title = titles.troops_title(rows)
    if rows["as_of"].isna().all():
        drawn = [row | {"label": row["who"]} for row in _drawn(rows)]
        card = _in_rows("troops", rows, drawn, min(_end(rows), float(chart.UP)), title)
        return _with(card, subtitle=_text("troops", "undated"))
    marks = " ".join(GLYPHS[phase] for phase in intervention_rows.PHASES if phase in set(rows["phase"]))
    main = _main(rows)
    drawn = [row | {"main": row["id"] in main} for row in rows.to_dict("records")]
    # Words have room first for the articles, then for the counts that the title names.
    drawn.sort(key=lambda row: (row["id"] not in main, row["official"] != "yes"))
    return Card(
        name="troops",
        title=title,
        subtitle=_text("troops", "subtitle").format(marks=marks),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=chart.force,
        arguments=(drawn,),
        narrow=chart.force_narrow,
        notes=_text("troops", "notes"),
    )


def _main(rows: pd.DataFrame) -> set[str]:
    """Return the sizes that are labelled before all others: the count, the plan, and what articles say."""
    official = rows["value"].notna() & (rows["official"] == "yes") & rows["phase"].isin(["deployed", "planned"])
    article = rows["sources"].map(facts_words.source_key) != "reference"
    return set(rows.loc[official | article, "id"])


def _with(card: Card, **fields: Any) -> Card:
    return Card(**{**vars(card), **fields})


def contingents(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what is said of each country's contingent and of Russia's share; a list where there is only the share."""
    rows, shares = intervention_rows.contingents(tables), intervention_rows.shares(tables)
    if rows.empty and shares.empty:
        return None
    both = quantities.together(rows, shares) if len(rows) else shares
    card = Card(
        name="contingents",
        title=titles.shares_title(shares),
        subtitle=_text("contingents", "share"),
        rows=both,
        lines=words.labelled_lines(both),
        notes=_text("contingents", "notes"),
    )
    if rows.empty:
        return card
    every = intervention_rows.contingents(all_tables)
    return _with(
        card,
        title=titles.contingents_title(rows),
        subtitle=_text("contingents", "subtitle"),
        draw=numbers.in_rows,
        arguments=(intervention_rows.by_country(rows, shares), _end(every), _text("contingents", "axis"), numbers.HALF),
        narrow=numbers.in_rows_narrow,
    )


def deployments(tables: Tables, all_tables: Tables) -> Card | None:
    """Return from when to when each contingent was away, with the announced end beside it."""
    steps = intervention_rows.deployments(tables)
    if steps.empty:
        return None
    plans = intervention_rows.plans(tables)
    return Card(
        name="deployments",
        title=titles.deployments_title(steps, plans),
        subtitle=_text("deployments", "subtitle"),
        rows=pd.concat([steps, plans]),
        lines=[*words.step_lines(steps), *(f"Announced: {title}" for title in plans["title"])],
        draw=days.deployments,
        arguments=(steps, plans),
        contests=CONTESTED,
        narrow=days.deployments_narrow,
        notes=_text("deployments", "notes"),
    )


def toll(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the count of the dead as it was corrected, by who said so."""
    rows = intervention_rows.toll(tables)
    if rows.empty:
        return None
    drawn = []
    for row in _drawn(rows):
        gone, official = row["standing"] == "withdrawn", row["standing"] != ""
        dated = pd.notna(row["as_of"])
        when = f"{row['as_of']:%-d %b %Y}" if dated else "no day"
        drawn.append(
            row
            | {"label": f"{when} · {row['who']}", "symbol": "x" if gone else "circle" if official else "circle-open",
               "joined": official and dated and not gone, "brief": row["brief"] + (", withdrawn" if gone else "")}
        )  # fmt: skip
    # Marks, not bars: the scale may begin above nothing, and shows the steps.
    numbers_ = rows["value"].fillna(rows["low"]).astype(float)
    start = max(0.0, 50 * (float(numbers_.min()) // 50))
    return _in_rows("toll", rows, drawn, _end(rows), titles.toll_title(rows), numbers.HALF, start, "vh", file="deaths")


def deaths_by_place(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the deaths by place, with the part that has none."""
    rows = quantities.deaths_by_place(tables)
    if rows.empty:
        return None
    parts = rows[rows["subject"] != quantities.KAZAKHSTAN]
    listed = pd.concat([parts, rows[rows["id"] == ""]])
    drawn = [
        row | {"bar": True, "hatched": not row["id"], "color": style.color("reference" if row["id"] else "computed")}
        for row in _drawn(
            listed.assign(label=listed["place"].str.replace("without a place (computed)", "No place given"))
        )
    ]
    known = rows[rows["id"] != ""]
    return _in_rows(
        "deaths_by_place", known.assign(label=known["place"]), drawn, float(listed["value"].max()), titles.places_title(rows),
        numbers.HALF, file="deaths-by-place",
    )  # fmt: skip


def home(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the aircraft on the way home, by day."""
    rows = intervention_rows.airlift(tables)
    rows = rows[rows["out"] & rows["start"].notna() & rows["value"].notna()]
    if rows.empty:
        return None
    return Card(
        name="home",
        title=titles.home_title(rows),
        subtitle=_text("home", "subtitle"),
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=chart.home,
        arguments=(rows,),
        notes=_text("home", "notes"),
    )


def airlift(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the flights in, the days of the airlift and the air group, as a list."""
    rows = intervention_rows.airlift(tables)
    rows = rows[~(rows["out"] & rows["start"].notna() & rows["value"].notna())]
    if rows.empty:
        return None
    rows = rows.sort_values("measure", key=lambda measure: measure.map(intervention_rows.AIRLIFT.index), kind="stable")
    lines = [f"{row.text[0].upper()}{row.text[1:]}: {row.label}" for row in rows.itertuples()]
    return _list("airlift", rows, lines, titles.airlift_title)


def _list(
    name: str, rows: pd.DataFrame, lines: list[str], title: Callable[[pd.DataFrame], str], file: str = ""
) -> Card:
    return Card(
        name=file or name,
        title=title(rows),
        subtitle=_text(name, "subtitle"),
        rows=rows,
        lines=lines,
        notes=_text(name, "notes"),
    )


def counts(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the injured, the detained and the dead of the security forces as their counts changed."""
    rows = intervention_rows.counts(tables)
    if rows.empty:
        return None
    drawn = [
        row
        | {"group": intervention_rows.COUNTS[row["measure"]], "label": f"{row['as_of']:%-d %B %Y} · {row['who']}",
           "symbol": "x" if row["standing"] == "withdrawn" else "circle" if row["standing"] else "circle-open"}
        for row in _drawn(rows)
    ]  # fmt: skip
    return _in_rows(
        "counts", rows, drawn, _end(intervention_rows.counts(all_tables)), titles.counts_title(rows), file="casualties"
    )


def near_ukraine(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the Russian soldiers massed near Ukraine at the time."""
    rows = intervention_rows.near_ukraine(tables)
    if rows.empty:
        return None
    drawn = [
        row | {"label": f"{row['who']}: {row['scope']}" if row["scope"] else row["who"], "symbol": _hollow(row)}
        for row in _drawn(rows)
    ]
    return _in_rows("near_ukraine", rows, drawn, _end(intervention_rows.near_ukraine(all_tables)), titles.near_ukraine_title(rows),
                    file="near-ukraine")  # fmt: skip


def _hollow(row: dict[str, Any]) -> str:
    """Return the mark of a number of reference data: filled where an official says so; an article has its own mark."""
    if facts_words.source_key(row["sources"]) != "reference" or pd.isna(row["value"]):
        return ""
    return "circle" if row["official"] == "yes" else "circle-open"


def elsewhere(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the soldiers of other deployments and exercises, for scale."""
    rows = intervention_rows.elsewhere(tables)
    if rows.empty:
        return None
    drawn = [
        row
        | {"label": f"{row['contributor_name']}, {row['scope']}" + (f", {row['as_of'].year}" if pd.notna(row["as_of"]) else ""),
           "symbol": _hollow(row)}
        for row in _drawn(rows)
    ]  # fmt: skip
    return _in_rows(
        "elsewhere", rows, drawn, _end(intervention_rows.elsewhere(all_tables)), titles.elsewhere_title(rows)
    )


def others(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the other numbers of the intervention, as a list."""
    rows = intervention_rows.rest(tables)
    lines = words.number_lines(rows)
    return (
        _list("others", rows, lines, lambda _: _text("others", "title"), "intervention-numbers") if len(rows) else None
    )
