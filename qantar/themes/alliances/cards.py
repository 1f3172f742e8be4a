"""The cards of alliances: who belongs to what, whom the reshuffle moved, who backed, called or blamed whom, who leads what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from qantar.facts.sources import Tables
from qantar.themes.alliances import charts, deeds, rows, titles
from qantar.themes.card import Card
from qantar.themes.texts import texts

PHONE, PICTURE = 340, 780
"""Pixels that a chart has on a telephone, and points in a picture."""
HELD = str.maketrans({" ": "\u00a0", "–": "\u2060–\u2060"})
"""A day is never broken at the end of a line."""
STATED = [
    "id",
    "organisation",
    "short",
    "member",
    "country",
    "status",
    "since",
    "until",
    "precision",
    "claimant_name",
    "note",
    "sources",
]


def belonging(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who belonged to which organisation in January 2022."""
    cells, stated = rows.belonging(tables), rows.statements(tables)
    if not stated:
        return None
    about = texts("alliances")["belonging"]
    whole = any(cell["group"] for cell in cells)
    return Card(
        name="belonging",
        title=titles.belonging_title(cells),
        subtitle=about["subtitle"] if whole else about["subtitle_articles"],
        notes=about["notes"],
        rows=pd.DataFrame(stated)[STATED].rename(columns={"short": "organisation_name", "country": "member_name"}),
        lines=[titles.statement_line(row) for row in stated],
        draw=charts.belonging,
        arguments=(cells,),
        groups={cell["facts"]: titles.cell_line(cell) for cell in cells if "|" in cell["facts"]},
        narrow=partial(charts.belonging, width=PHONE),
        printed=partial(charts.belonging, width=PICTURE),
    )


def reshuffle(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who lost a post, was detained, accused or appointed in January 2022."""
    people = deeds.reshuffle(tables, all_tables)
    if not people:
        return None
    about = texts("alliances")["reshuffle"]
    frame = pd.DataFrame(
        [
            {"person": one["person"], "post": one["post"], **{key: step[key] for key in ("when", "what", "by", "who", "facts", "sources")}}
            for one in people for step in one["steps"]
        ]
    )  # fmt: skip
    return Card(
        name="reshuffle",
        title=titles.reshuffle_title(people),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=frame,
        lines=[titles.step_line(one["person"], step) for one in people for step in one["steps"]],
        key="facts",
        draw=charts.reshuffle,
        arguments=(people,),
        contests=("ev-", "cl-"),
        columns=_columns(about["columns"], frame, ("person", "post", "when", "what", "by")),
        narrow=partial(charts.reshuffle, width=PHONE),
        printed=partial(charts.reshuffle, width=PICTURE),
    )


def support(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who asked whom for help, and who backed whom."""
    return _deeds(tables, all_tables, "support", deeds.SUPPORT, titles.support_title)


def contacts(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who spoke with or wrote to whom."""
    return _deeds(tables, all_tables, "contacts", deeds.CONTACTS, titles.contacts_title)


def blame(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who criticised whom, and whom they blamed for the unrest."""
    return _deeds(tables, all_tables, "blame", deeds.BLAME, titles.blame_title)


def _deeds(
    tables: Tables,
    all_tables: Tables,
    name: str,
    kinds: Sequence[str],
    title: Callable[[Sequence[dict[str, Any]]], str],
) -> Card | None:
    """Return a dated list of who did what to whom."""
    found = deeds.deeds(tables, all_tables, kinds)
    if not found:
        return None
    about = texts("alliances")[name]
    frame = pd.DataFrame([{**row, "objects": "|".join(row["objects"]), "did": titles.did(row)} for row in found])
    shown = frame.assign(
        when=frame["when"].str.translate(HELD).replace("", about["undated"]),
        subject=frame["subject"].replace("", about["unsaid"]),
    )
    return Card(
        name=name,
        title=title(found),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=frame.drop(columns=["start", "short"]),
        lines=[titles.deed_line(row) for row in found],
        key="facts",
        contests=("ev-", "cl-"),
        columns=_columns(about["columns"], shown, ("when", "subject", "did", "what")),
    )


def leads(tables: Tables, all_tables: Tables) -> Card | None:
    """Return who is said to lead which organisation, to hold its chair, or to have begun it."""
    found = rows.leads(tables)
    if not found:
        return None
    about = texts("alliances")["leads"]
    frame = pd.DataFrame(found)
    shown = frame.assign(status=frame["status"].map(titles.ROLES))
    return Card(
        name="leads",
        title=titles.leads_title(found),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=frame,
        lines=[f"{row['short']}: {row['who']} {titles.ROLES[row['status']]}" for row in found],
        key="facts",
        columns=_columns(about["columns"], shown, ("short", "who", "status")),
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return who is in both alliances and what the reshuffle came to, in a sentence."""
    return titles.answer(rows.belonging(tables), deeds.reshuffle(tables, all_tables))


def _columns(names: Sequence[str], frame: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[str]]:
    return {name: list(frame[column]) for name, column in zip(names, columns, strict=True)}
