"""Happenings: what the rows of events tell of, each once, at the day that is known, and how widespread the unrest was.

An article and reference data that tell of one happening share a key (``events.happening``). The day is an article's where
one gives it, else reference data's, and ``by`` says whose it is; two sources that give different days give two marks.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import words
from qantar.facts.labels import FIRST_DAY, LAST_DAY
from qantar.facts.sources import Tables, by_fact, memoized

WEIGHTS = ("key", "normal", "minor")
UNREST = ("protest", "violence")
"""The forms of events that are unrest, the second the stronger."""


@memoized
def happenings(tables: Tables) -> list[dict[str, Any]]:
    """Return a mark for each happening and each day that is given for it, in the order of time.

    Each has ``happening`` (its key, or the event's), ``facts`` (separated by |, those that give this day first), ``title``,
    ``short`` (a label, or the title), ``detail``, ``lane``, ``weight``, ``place``, ``form``, ``start`` and ``end`` (days, or
    None), ``kind``: ``day``, ``lasting`` (from start to end), ``within`` (on an unknown day between them) or ``undated``,
    ``by``: whose day it is, ``article`` or ``reference``, and ``sources`` (keys separated by |, articles first).
    """
    events = tables["events"]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row, keys in zip(events.to_dict("records"), by_fact(tables, events), strict=True):
        groups.setdefault(row["happening"] or row["id"], []).append({**row, "sources": keys})
    marks = [mark for key, rows in groups.items() for mark in _marks(key, rows)]
    return sorted(
        marks, key=lambda mark: (mark["start"] or pd.Timestamp.max, mark["end"] or pd.Timestamp.max, mark["happening"])
    )


def _marks(key: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the marks of one happening: one for each day given, or one with the bounds that are known."""
    ours = [row for row in rows if not _is_reference(row)]
    others = [row for row in rows if _is_reference(row)]
    dated = [row for row in ours if row["precision"] == "day"] + [row for row in others if row["precision"] == "day"]
    if not dated:
        first = min(rows, key=lambda row: (pd.isna(row["start"]), _is_reference(row)))
        return [_mark(key, first, rows)]
    days: dict[pd.Timestamp, list[dict[str, Any]]] = {}
    for row in dated:
        days.setdefault(row["start"], []).append(row)
    # What gives no day joins the first day given, an article's if there is one.
    rest = [row for row in rows if row["precision"] != "day"]
    return [
        _mark(key, part[0], [*part, *rest] if n == 0 else part, titled=(ours or part)[0] if n == 0 else part[0])
        for n, part in enumerate(days.values())
    ]


def _is_reference(row: dict[str, Any]) -> bool:
    return bool(words.source_key(row["sources"]) == "reference")


def _mark(
    key: str, dated: dict[str, Any], rows: list[dict[str, Any]], titled: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return one mark: ``dated`` gives its day, ``titled`` its words, all ``rows`` its facts and sources."""
    titled = titled or dated
    order = sorted(rows, key=lambda row: (row is not dated, _is_reference(row)))
    keys = list(dict.fromkeys(key for row in sorted(rows, key=_is_reference) for key in row["sources"].split("|")))
    known = not pd.isna(dated["start"])
    return {
        "happening": key,
        "facts": "|".join(row["id"] for row in order),
        "title": titled["title"],
        "short": next((row["short"] for row in rows if row["short"]), titled["title"]),
        "detail": titled["detail"],
        "lane": titled["lane"],
        "weight": min((row["weight"] for row in rows), key=WEIGHTS.index),
        "place": next((row["place"] for row in order if row["place"]), ""),
        "form": next((row["form"] for row in order if row["form"]), ""),
        "start": dated["start"] if known else None,
        "end": dated["end"] if known else None,
        "kind": _kind(dated),
        "by": "reference" if _is_reference(dated) else "article",
        "sources": "|".join(keys),
    }


def _kind(row: dict[str, Any]) -> str:
    if pd.isna(row["start"]):
        return "undated"
    return "day" if row["precision"] == "day" else str(row["extent"])


def crisis(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the marks whose day, or time, lies within 1–20 January 2022."""
    return [
        mark
        for mark in marks
        if mark["start"] is not None and mark["start"] >= FIRST_DAY and (mark["end"] <= LAST_DAY or mark["kind"] != "within")
        and mark["start"] <= LAST_DAY
    ]  # fmt: skip


@memoized
def unrest(tables: Tables) -> list[dict[str, Any]]:
    """Count for each day from 1 to 20 January 2022 the places with unrest that is dated to the day.

    A place with protest and violence on a day counts under violence. Each row has ``day`` (1 to 20), ``form`` (``protest`` or
    ``violence``), ``places`` (their number), ``names`` and ``facts`` (separated by |); days and forms without any have no row.
    Places within another one count once, as that: two squares of a city are one place.
    """
    places = tables["places"]
    within = dict(zip(places["place"], places["within"], strict=True))
    named = dict(zip(places["place"], places["name"], strict=True))
    kind = dict(zip(places["place"], places["kind"], strict=True))
    found: dict[tuple[int, str], dict[str, list[str]]] = {}
    for row in tables["events"].to_dict("records"):
        place = within.get(row["place"]) or row["place"]
        if row["form"] not in UNREST or kind.get(place) in (None, "country") or _kind(row) not in ("day", "lasting"):
            continue
        first, last = max(row["start"], FIRST_DAY), min(row["end"], LAST_DAY)
        for day in pd.date_range(first, last):
            found.setdefault((day.day, place), {}).setdefault(row["form"], []).append(row["id"])
    rows = []
    for day in range(FIRST_DAY.day, LAST_DAY.day + 1):
        for form in UNREST:
            here = {
                place: facts
                for (on, place), facts in found.items()
                if on == day and form in facts and (form == UNREST[-1] or UNREST[-1] not in facts)
            }
            if here:
                facts = [fact for forms in here.values() for fact in forms[form]]
                rows.append({
                    "day": day, "form": form, "places": len(here), "names": words.listed([named[place] for place in here]),
                    "facts": "|".join(dict.fromkeys(facts)),
                })  # fmt: skip
    return rows
