"""The rows of the timeline: every happening once, in January, around it or without a date, and January day by day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.facts import sources, words
from qantar.facts.cells import LANES
from qantar.facts.happenings import WEIGHTS, happenings
from qantar.facts.labels import FIRST_DAY, LAST_DAY
from qantar.facts.sources import Tables, memoized

MONTH_END = pd.Timestamp("2022-01-31")
MOST_LINES = 3
"""So many lines of a day stand open, if not more than that many are key; the rest is folded."""
PUBLISHERS = 1
"""So many publishers of reference data are named beside a line; the others are counted."""

Row = dict[str, Any]


@memoized
def told(tables: Tables) -> dict[str, list[Row]]:
    """Return all happenings by where they stand: ``january``, ``around`` (dated, before or after it) and ``undated``.

    To what ``happenings`` returns each adds ``shape``: ``day``, ``span`` (from its start to its end), ``open`` (its day, or how long
    it lasted, isn't known) or ``undated``; ``bounds`` and ``when``, as readers see them; and ``who``, whose colour it has: an
    article's key, ``several`` or ``reference``.
    """
    # Of one day, what comes first in the table comes first.
    events = {
        row["id"]: {**row, "order": n}
        for n, row in enumerate(tables["events"][["id", "dated_by", "precision"]].to_dict("records"))
    }
    parts: dict[str, list[Row]] = {"january": [], "around": [], "undated": []}
    for mark in happenings(tables):
        about = events[mark["facts"].split("|")[0]]
        row = {
            **mark,
            "shape": _shape(mark, about["dated_by"]),
            "who": words.source_key(mark["sources"]),
            "order": about["order"],
        }
        part = _part(mark)
        row["bounds"] = "" if row["start"] is None else words.period(row["start"], row["end"], about["precision"])
        row["when"] = row["bounds"] or "No date given"
        if part == "january" and row["shape"] == "open":
            row["when"] += ", day not given"
        parts[part].append(row)
    return parts


def _part(mark: Row) -> str:
    if mark["start"] is None:
        return "undated"
    if not FIRST_DAY <= mark["start"] <= LAST_DAY:
        return "around"
    return "around" if mark["kind"] == "within" and mark["end"] > MONTH_END else "january"


def _shape(mark: Row, dated_by: str) -> str:
    """Return how a mark is drawn: what lasted has a bar only where its bounds are more than a guess from the narration."""
    if mark["kind"] == "lasting":
        return "open" if dated_by == "inferred" else "span"
    return "open" if mark["kind"] == "within" else str(mark["kind"])


def january(tables: Tables) -> list[Row]:
    """Return what happened in January 2022, by lane and day."""
    return in_lanes(told(tables)["january"])


def moments(tables: Tables) -> list[Row]:
    """Return what mattered, by lane and day; what no chosen source dates too, since a reader looks for it."""
    parts = told(tables)
    return in_lanes([row for row in parts["january"] + parts["undated"] if row["weight"] == "key"])


def around(tables: Tables) -> list[Row]:
    """Return what happened in the years before and after, by time."""
    return told(tables)["around"]


def undated(tables: Tables) -> list[Row]:
    """Return what no chosen source dates, by lane."""
    return in_lanes(told(tables)["undated"])


def in_lanes(rows: list[Row]) -> list[Row]:
    """Return rows by lane, and within it by day, what matters more first."""
    return sorted(rows, key=lambda row: (LANES.index(row["lane"]), *_by_time(row)))


def _by_time(row: Row) -> tuple[Any, ...]:
    return (
        row["start"] or pd.Timestamp.max,
        row["end"] or pd.Timestamp.max,
        WEIGHTS.index(row["weight"]),
        row["order"],
    )


def frame(rows: list[Row]) -> pd.DataFrame:
    """Return rows as a table: ``facts, when, title, lane, weight, by, start, end``."""
    columns = ["facts", "when", "title", "lane", "weight", "by", "start", "end"]
    return pd.DataFrame([{column: row[column] for column in columns} for row in rows], columns=columns)


@memoized
def days(tables: Tables) -> list[Row]:
    """Return January 2022 day by day, as it is read.

    Each has ``day`` (1 to 20, or None for what no chosen source gives a day), ``open`` (the lines that stand there) and ``more`` (those
    that are folded). A line has ``title``, ``facts`` (a list), ``key`` (whether it is a key moment), ``note`` (the days of what lasted, or
    the bounds of what has no day) and ``chips``: pairs of who says so and the fact that rests on it, an article by its key.
    What matters more stands first, then the lanes in their order.
    """
    publisher = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    found: dict[int | None, list[Row]] = {}
    for row in told(tables)["january"]:
        found.setdefault(None if row["shape"] == "open" else row["start"].day, []).append(row)
    out = []
    for day in sorted(found, key=lambda day: (day is None, day)):
        rows = sorted(
            found[day], key=lambda row: (WEIGHTS.index(row["weight"]), LANES.index(row["lane"]), *_by_time(row))
        )
        lines = [_line(row, tables, publisher) for row in rows]
        stand = sum(row["weight"] == "key" for row in rows)
        # What stands open is what mattered, and of the rest what is more than minor, as far as there is room.
        stand = max(stand, min(MOST_LINES, sum(row["weight"] != "minor" for row in rows)) or 1)
        out.append({"day": day, "open": lines[:stand], "more": lines[stand:]})
    return out


def _line(row: Row, tables: Tables, publisher: dict[str, str]) -> Row:
    facts = row["facts"].split("|")
    articles: dict[str, str] = {}
    others: dict[str, str] = {}
    for fact, keys in zip(facts, sources.of(tables, facts), strict=True):
        for key in keys:
            if key.startswith(words.REFERENCE):
                others.setdefault(publisher[key], fact)
            else:
                articles.setdefault(key, fact)
    # In the order of the articles, whichever of the facts comes first.
    chips = [(key, articles[key]) for key in row["sources"].split("|") if key in articles]
    named = list(others.items())
    rest = len(named) - PUBLISHERS
    note = row["bounds"] if row["shape"] in ("span", "open") else ""
    return {
        "title": row["title"], "facts": facts, "key": row["weight"] == "key", "note": note.replace(" January 2022", " January"),
        "chips": chips, "publishers": named[:PUBLISHERS], "rest": max(rest, 0),
    }  # fmt: skip


def known_day(tables: Tables, happening: str) -> pd.Timestamp | None:
    """Return the day that is given for a happening, the first if there are several, or None."""
    found = [row for row in told(tables)["january"] if row["happening"] == happening and row["shape"] == "day"]
    return found[0]["start"] if found else None


def began(tables: Tables, form: str) -> Row | None:
    """Return the first mark of one form of unrest that has a day, or None."""
    found = [row for row in told(tables)["january"] if row["form"] == form and row["shape"] == "day"]
    return min(found, key=_by_time) if found else None
