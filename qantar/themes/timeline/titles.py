"""The sentences of the timeline that depend on its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qantar.facts import words
from qantar.facts.labels import FIRST_DAY

LONGEST = 80
"""So many letters a title has at most."""
OPEN = "Day not given"
"""What stands above happenings of January to which no chosen source gives a day."""


def moments_title(rows: Sequence[Mapping[str, Any]], first: Mapping[str, str], last: Mapping[str, str]) -> str:
    """Say from what to what the moments that mattered went, and on which days.

    ``first`` and ``last``: how a happening is called that others followed, or that ended it.
    """
    dated = sorted((row for row in rows if row["shape"] in ("day", "span")), key=lambda row: row["start"])
    if not dated:
        return "What mattered in January 2022: no chosen source gives a day"
    one, other = dated[0]["start"].day, dated[-1]["start"].day
    if one == other:
        return _fitting(f"{dated[0]['short']}: {one} January", f"Of what mattered, one day is given: {one} January")
    begins = [row for row in dated if row["start"].day == one]
    ends = [row for row in dated if row["start"].day == other]
    begin = next((first[row["happening"]] for row in begins if row["happening"] in first), "")
    end = next((last[row["happening"]] for row in ends if row["happening"] in last), "")
    plain = f"The moments that mattered, {one}–{other} January"
    if begin and end:
        return _fitting(f"From {begin} to {end}: {one}–{other} January", plain)
    return _fitting(f"{begins[0]['short']} on {one} January; {ends[0]['short']} on {other} January", plain)


def _fitting(text: str, plain: str) -> str:
    return text if len(text) <= LONGEST and text.count(":") < 2 else plain


def january_title(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say on which days of January something happened, as far as the chosen sources say."""
    days = sorted({row["start"].day for row in rows if row["shape"] in ("day", "span")})
    if not days:
        return "January 2022: no chosen source gives a day"
    return (
        f"January 2022 in full, from {days[0]} to {days[-1]} January"
        if len(days) > 1
        else f"{days[0]} January 2022 in full"
    )


def around_title(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say from when to when the years around January 2022 go, and on which side of it they lie."""
    one, other = min(row["start"].year for row in rows), max(row["end"].year for row in rows)
    sides = [
        ("what came before", any(row["start"] < FIRST_DAY for row in rows)),
        ("what was to follow", any(row["start"] >= FIRST_DAY for row in rows)),
    ]
    said = " and ".join(text for text, holds in sides if holds)
    return f"From {one} to {other}: {said}" if one != other else f"{one}: {said}"


def undated_title(rows: Sequence[Mapping[str, Any]], articles: Sequence[str]) -> str:
    """Say which of the articles tell of something without a date."""
    named = {key for row in rows for key in row["sources"].split("|")}
    keys = [key for key in articles if key in named]
    if not keys:
        return "Reference data gives no date for these"
    said = words.names(keys) if len(keys) < 3 else "The articles"
    return f"{said} {'gives' if len(keys) == 1 else 'give'} no date for these"


def lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write each row in a line: ``5 January 2022: Tokayev declared a state of emergency``."""
    return [f"{row['when']}: {row['title']}" for row in rows]


def answer(
    protest: Mapping[str, Any] | None, violence: Mapping[str, Any] | None, place: str, days: Mapping[str, int | None]
) -> str:
    """Say when it began and where, when it turned violent, and when the soldiers were asked for, came and left.

    ``protest`` and ``violence``: the first mark of each that is dated; ``place``: the town of the protest, if it is known; ``days``:
    the day of January on which the CSTO was ``asked``, ``came``, ``began to leave`` and was ``gone``, None where it isn't known.
    """
    parts = []
    if protest:
        start = f"Protests began{f' in {place}' if place else ''} on {protest['start'].day} January"
        violent = f" and turned violent on {violence['start'].day} January" if violence else ""
        parts.append(start + violent)
    elif violence:
        parts.append(f"Unrest was violent on {violence['start'].day} January")
    soldiers = [f"Tokayev asked the CSTO for soldiers on {days['asked']} January"] if days["asked"] else []
    came, begin, gone = days["came"], days["began to leave"], days["gone"]
    stay = [f"came on {came} January"] if came else []
    stay += [f"were gone by {gone} January"] if gone else [f"began to leave on {begin} January"] if begin else []
    if stay:
        soldiers.append(f"{'they' if soldiers else 'CSTO soldiers'} {' and '.join(stay)}")
    if soldiers:
        parts.append("; ".join(soldiers))
    missing = [
        what
        for what, known in (
            ("the first protest", protest), ("the first violence", violence), ("the request to the CSTO", days["asked"]),
            ("the soldiers' arrival", came), ("their departure", gone or begin),
        )
        if not known
    ]  # fmt: skip
    if missing:
        parts.append(f"No chosen source gives the day of {_or(missing)}")
    return " ".join(f"{part}." for part in parts)


def _or(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"
