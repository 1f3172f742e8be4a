"""How many troops, whose, and for how long?"""

from __future__ import annotations

import pandas as pd

from qantar.charts import amounts, swimlanes, titles, words
from qantar.facts import labels, quantities
from qantar.facts import words as facts_words
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.intervention import charts as chart
from qantar.themes.intervention import rows as intervention_rows
from qantar.themes.intervention import titles as intervention_titles

CONTESTED = ("ev-", "qt-")
"""How the keys of steps and plans begin, which the ledger may contest."""
ARROW = "A mark is a number, a line a vague amount; an arrow is an open end, and its length means nothing."


def _who(rows: pd.DataFrame, officials: str = "officials of the sender or the host") -> str:
    """Say what the marks of reference data mean, if any is drawn."""
    drawn = (rows["sources"].map(facts_words.source_key) == "reference").any()
    return f" Of reference data, what {officials} say is filled, the rest hollow." if drawn else ""


def troops(tables: Tables, all_tables: Tables) -> Card | None:
    """Return every stated size of the CSTO force in Kazakhstan, by phase and day."""
    rows = intervention_rows.totals(tables)
    if rows.empty:
        return None
    return Card(
        name="troops",
        title=intervention_titles.troops_title(rows),
        subtitle="What was planned, what is stated as deployed and what was otherwise reported stand apart, each by the day stated. "
        f"{ARROW}{_who(rows)} It can't show which is right.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, quantities.axes(intervention_rows.totals(all_tables), common=True)),
    )


def contingents(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what is said of each country's contingent."""
    rows = quantities.contingents(tables)
    if rows.empty:
        return None
    every = quantities.contingents(all_tables)
    return Card(
        name="contingents",
        title=intervention_titles.contingents_title(rows),
        subtitle="The pale line spans everything that is said of one country. A filled diamond is a figure by an official of the country "
        "or its host, a hollow mark anybody else's. The ranges can't be added up: they come from different days and people.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=chart.contingents,
        arguments=(rows, float(every[["value", "low", "high"]].max().max()) * 1.15),
    )


def shares(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what is said of Russia's share of the force, as a list."""
    rows = intervention_rows.shares(tables)
    if rows.empty:
        return None
    return Card(
        name="shares",
        title="Russia's share of the force: "
        + titles.either([f"{row.text} by {row.says}" for row in rows.itertuples()]),
        subtitle="Shares as stated. They aren't multiplied with any total here.",
        rows=rows,
        lines=words.labelled_lines(rows),
    )


def deployments(tables: Tables, all_tables: Tables) -> Card | None:
    """Return from when to when each contingent was away, with the announced end beside it."""
    steps = intervention_rows.deployments(tables)
    if steps.empty:
        return None
    plans = intervention_rows.plans(tables)
    return Card(
        name="deployments",
        title=intervention_titles.deployments_title(steps, plans),
        subtitle="A bar from the first to the last known step of each contingent, a circle for each step; the numbers are days of "
        "January. Dotted: how long the withdrawal was to take, counted from its start where no day is named; an arrow means at most "
        "or at least. For Armenia and Tajikistan the last step is the departure, not the arrival.",
        rows=pd.concat([steps, plans]),
        lines=[*words.step_lines(steps), *(f"Announced: {title}" for title in plans["title"])],
        draw=chart.deployments,
        arguments=(steps, plans, pd.Timestamp("2022-01-24")),
        contests=CONTESTED,
    )


def steps(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the steps of the intervention from request to withdrawal, as the articles tell them."""
    rows = labels.with_sources(tables, "events")
    rows = intervention_rows.mission(rows[rows["sources"].map(facts_words.source_key) != "reference"])
    if rows.empty:
        return None
    rows = rows.assign(when=facts_words.when(rows))
    first, last = labels.FIRST_DAY, labels.LAST_DAY
    return Card(
        name="steps",
        title=intervention_titles.steps_title(rows),
        subtitle="From request to withdrawal, as the articles tell it. A bar is something that lasted or was announced to last "
        "(broken: its bounds aren't stated), a dotted line with its mark in the middle an unknown day within it; hollow marks have "
        "no stated date.",
        rows=rows,
        lines=words.event_lines(rows),
        draw=swimlanes.swimlanes,
        arguments=(rows, swimlanes.lay_out(rows, first, last), first, last),
        contests=CONTESTED,
    )


def airlift(tables: Tables, all_tables: Tables) -> Card | None:
    """Return flights, aircraft and days of the airlift."""
    rows = intervention_rows.airlift(tables)
    if rows.empty:
        return None
    return Card(
        name="airlift",
        title=intervention_titles.airlift_title(rows),
        subtitle=f"Every stated number, in panels of one kind. {ARROW} The aircraft on the way home can't be added up: some are plans, "
        "and those of the 18th may overlap those of the 17th.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, quantities.axes(intervention_rows.airlift(all_tables))),
    )


def elsewhere(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the soldiers of other deployments and exercises, for scale."""
    rows = intervention_rows.scale(tables)
    if rows.empty:
        return None
    return Card(
        name="elsewhere",
        title=intervention_titles.elsewhere_title(rows),
        subtitle="The count in Kazakhstan beside other deployments, an exercise and the alliance's standing force, on axes of one length. "
        f"They are of other years and of different kinds, never to be added. {ARROW}{_who(rows)}",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, quantities.axes(intervention_rows.scale(all_tables), common=True)),
    )


def near_ukraine(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the Russian soldiers massed near Ukraine at the time."""
    rows = intervention_rows.near_ukraine(tables)
    if rows.empty:
        return None
    return Card(
        name="near-ukraine",
        title=intervention_titles.near_ukraine_title(rows),
        subtitle="Another theatre, never to be added to the force in Kazakhstan. Each number is for a distance and a day of its own, so "
        f"they needn't contradict each other. {ARROW}",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, quantities.axes(intervention_rows.near_ukraine(all_tables), common=True)),
    )


def casualties(tables: Tables, all_tables: Tables) -> Card | None:
    """Return deaths, injured and detained as the count changed."""
    rows = intervention_rows.casualties(tables)
    if rows.empty:
        return None
    return Card(
        name="casualties",
        title=intervention_titles.casualties_title(rows),
        subtitle=f"From top to bottom by the day of the statement; none of the five articles gives a number. {ARROW}"
        f"{_who(rows, 'officials')} A cross: withdrawn. Deaths by place stand in the next card; counts can't show who the dead were.",
        rows=rows,
        lines=words.labelled_lines(rows),
        draw=amounts.by_unit,
        arguments=(rows, quantities.axes(intervention_rows.casualties(all_tables))),
    )


def deaths_by_place(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the deaths by place, with the part that has none."""
    rows = quantities.deaths_by_place(tables)
    if rows.empty:
        return None
    parts = rows[rows["subject"] != quantities.KAZAKHSTAN]
    rest = rows[rows["id"] == ""]
    drawn = pd.concat([parts, rest])
    drawn = drawn.assign(label=drawn["place"])
    filtered = drawn[drawn["id"] != ""]
    return Card(
        name="deaths-by-place",
        title=intervention_titles.places_title(rows),
        subtitle="The count of January 2023 that still stands. Hatched: computed here as the country's number less those of the cities; "
        "no source says where these people died.",
        rows=filtered,
        lines=[f"{row.place}: {row.text}" for row in filtered.itertuples()],
        draw=chart.bars,
        arguments=(drawn, "deaths", float(drawn["value"].max()) * 1.15),
    )


def others(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the other numbers of the intervention, as a list."""
    rows = intervention_rows.rest(tables)
    if rows.empty:
        return None
    return Card(
        name="intervention-numbers",
        title=f"Around the intervention: {facts_words.many(len(rows), 'other number')}",
        subtitle="Counts, ranks and durations that no chart above draws, as they were put; what is vague stays vague.",
        rows=rows,
        lines=words.number_lines(rows),
    )
