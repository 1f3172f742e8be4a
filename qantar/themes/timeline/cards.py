"""What happened when, and who reports it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from qantar.facts import sources
from qantar.facts.sources import Tables
from qantar.themes.card import Card
from qantar.themes.texts import texts
from qantar.themes.timeline import charts, rows, titles

PHONE, PICTURE = 300, 780
"""Pixels that a chart has on a telephone, and points in a picture."""
# The happenings of the sentence at the top: when the soldiers were asked for, came, began to leave and were gone.
SOLDIERS = {
    "asked": "hp-csto-request", "came": "hp-csto-arrival", "began to leave": "hp-withdrawal-begins", "gone": "hp-last-aircraft",
}  # fmt: skip


def moments(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the moments that mattered, by lane and day."""
    about = texts("timeline")["moments"]
    own = rows.moments(tables)
    return _drawn("moments", own, partial(titles.moments_title, first=about["first"], last=about["last"]))


def january(tables: Tables, all_tables: Tables) -> Card | None:
    """Return all that happened in January 2022, by lane and day."""
    return _drawn("january", rows.january(tables), titles.january_title)


def around(tables: Tables, all_tables: Tables) -> Card | None:
    """Return the years before and after, as a list."""
    return _card("around", rows.around(tables), titles.around_title)


def undated(tables: Tables, all_tables: Tables) -> Card | None:
    """Return what no chosen source dates, as a list."""
    return _card(
        "undated", rows.undated(tables), partial(titles.undated_title, articles=sources.keys(tables["sources"]))
    )


def answer(tables: Tables, all_tables: Tables) -> str:
    """Return when it began, turned violent, and when the soldiers were asked for, came and left, in a sentence."""
    protest = rows.began(tables, "protest")
    places = {row["place"]: row for row in tables["places"][["place", "name", "kind"]].to_dict("records")}
    place = places.get(protest["place"]) if protest else None
    days = {what: rows.known_day(tables, key) for what, key in SOLDIERS.items()}
    return titles.answer(
        protest,
        rows.began(tables, "violence"),
        place["name"] if place and place["kind"] != "country" else "",
        {what: day and day.day for what, day in days.items()},
    )


def _card(
    name: str, own: Sequence[dict[str, Any]], title: Callable[[Sequence[Mapping[str, Any]]], str], **more: Any
) -> Card | None:
    if not own:
        return None
    about = texts("timeline")[name]
    return Card(
        name=name,
        title=title(own),
        subtitle=more.pop("subtitle", about["subtitle"]),
        notes=about["notes"],
        rows=rows.frame(list(own)),
        lines=titles.lines(own),
        key="facts",
        **more,
    )


def _drawn(
    name: str, own: Sequence[dict[str, Any]], title: Callable[[Sequence[Mapping[str, Any]]], str]
) -> Card | None:
    about = texts("timeline")[name]
    # With reference data, with articles alone, or where none of them gives a day.
    dated = [row for row in own if row["shape"] in ("day", "span")]
    kind = (
        "subtitle"
        if any(row["by"] == "reference" for row in own)
        else "subtitle_articles"
        if dated
        else "subtitle_bounds"
    )
    return _card(
        name, own, title,
        subtitle=about[kind],
        draw=charts.lanes,
        arguments=(own,),
        narrow=partial(charts.lanes, width=PHONE),
        printed=partial(charts.lanes, width=PICTURE),
    )  # fmt: skip
