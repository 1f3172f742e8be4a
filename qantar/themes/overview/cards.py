"""The cards of the front page."""

from __future__ import annotations

from functools import partial

from qantar.facts import sources
from qantar.facts.happenings import unrest
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.overview import charts, rows, titles
from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import titles as positions_titles
from qantar.themes.texts import texts

PHONE, PICTURE = 340, 780
"""Pixels that a chart has on a telephone, and points in a picture."""


def strip(tables: Tables, all_tables: Tables) -> Card | None:
    """Return thirteen days in one strip: how widespread the unrest was, and the moments that mattered."""
    spread, marks = unrest(tables), rows.moments(tables)
    if not spread and not marks:
        return None
    about, frame = texts("overview")["strip"], rows.days(spread, marks)
    return Card(
        name="days",
        title=titles.strip_title(spread, marks),
        subtitle=about["subtitle"] if spread else about["subtitle_moments"],
        notes=about["notes"],
        rows=frame,
        lines=titles.moment_lines(frame),
        key="facts",
        draw=charts.strip,
        arguments=(spread, marks),
        narrow=partial(charts.strip, width=PHONE),
        printed=partial(charts.strip, width=PICTURE),
    )


def glance(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the articles at a glance: what each says of Russia, China, Kazakhstan and the ties of the two powers."""
    found = positions_rows.at_a_glance(tables)
    frame = positions_rows.glance_frame(found)
    if frame.empty:
        return None
    about = texts("overview")["glance"]
    return Card(
        name="glance",
        title=positions_titles.ties_title(found),
        subtitle=about["subtitle"],
        notes=about["notes"],
        rows=frame,
        lines=positions_titles.glance_lines(frame),
        key="facts",
        draw=charts.glance,
        arguments=(found, sources.keys(tables["sources"])),
        contests=("cl-",),
        narrow=partial(charts.glance, width=PHONE),
        printed=partial(charts.glance, width=PICTURE),
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return how many died, by the last official count, and what the chosen articles make of it."""
    found = positions_rows.at_a_glance(tables)
    return titles.answer(rows.dead(tables), positions_titles.glance_title(found) if found else "")
