"""How numbers, dates, sources and lists are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.facts import articles

NAMES = {
    "several": "several articles",
    "reference": "reference data",
    "street": "Street",
    "government": "Government",
    "csto_russia": "CSTO and Russia",
    "china_sco": "China and SCO",
    "west": "West and others",
    "economy": "Economy",
}


SINGULAR = {"countries": "country", "parties": "party", "crises": "crisis", "people": "person"}
"""Units whose singular isn't the plural without its s."""


REFERENCE = "ref-"
"""How the keys of reference sources begin."""
SPELT = (
    "CSTO: Collective Security Treaty Organization. SCO: Shanghai Cooperation Organisation. EAEU: Eurasian Economic Union. "
    "AIIB: Asian Infrastructure Investment Bank."
)
"""What the abbreviations of organisations stand for."""


def name(key: str) -> str:
    """Return how a key is written for readers."""
    if key.startswith(REFERENCE):
        return NAMES["reference"]
    return articles.name(key) or NAMES.get(key, key.replace("_", " "))


def source_key(sources: str) -> str:
    """Return the key that marks a fact: its article, ``several`` for a list separated by |, or ``reference``.

    A reference source beside an article doesn't change whose fact it is.
    """
    articles = [key for key in sources.split("|") if not key.startswith(REFERENCE)]
    return "reference" if not articles else "several" if len(articles) > 1 else articles[0]


def names(sources: str | Sequence[str]) -> str:
    """Write a list of sources (or one separated by |) as words: ``SCMP, RFE/RL and reference data``."""
    parts = sources.split("|") if isinstance(sources, str) else list(sources)
    return listed(list(dict.fromkeys(name(part) for part in parts if part)))


def chosen(articles: Sequence[str]) -> str:
    """Write the articles that are chosen as words: ``SCMP and CEIAS``, and ``no article`` for none, since a text goes on after them."""
    return names(articles) or "no article"


def listed(words: Sequence[str]) -> str:
    """Write words as a list: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def number(value: float) -> str:
    """Write a number as people do: 2,500, 14.7, −50."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return text.replace("-", "−")


def spelled(n: int) -> str:
    """Write a small count as a word: ``five``."""
    return dict(enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))).get(
        n, f"{n:,}"
    )


def rounded(value: float) -> str:
    """Write a number as it stands beside a mark, to a tenth at most: 54.5, 0.2, 2,500. Tables and files keep the exact one."""
    return number(round(float(value), 1))


def amount(value: float, unit: str) -> str:
    """Write a number with its unit: US$14.7 bn, −US$0.5 bn, 40 %, 2,500 people."""
    if unit.startswith("US$"):
        return f"{'−' if value < 0 else ''}US${number(abs(value))}{unit[3:]}"
    return f"{number(value)} {SINGULAR.get(unit, unit.removesuffix('s')) if value == 1 else unit}"


def quantity(value: float | None, low: float | None, high: float | None, qualifier: str, unit: str) -> str:
    """Write a stated quantity with its hedge; an open range stays a range.

    ``value``, ``low`` and ``high`` may be None. A vague amount never becomes a number.
    """
    if value is not None:
        return ("about " if qualifier == "about" else "") + amount(value, unit)
    if low is not None and high is not None:
        if qualifier == "between":
            return amount(high, unit).replace(number(high), f"{number(low)} to {number(high)}", 1)
        return f"{number(low)} to under {amount(high, unit)}"
    if high is not None:
        return ("at most " if qualifier == "at_most" else "just under ") + amount(high, unit)
    if low is not None:
        return ("more than " if qualifier == "over" else "at least ") + amount(low, unit)
    return "no number given"


def day(date: dt.date) -> str:
    """Write a date: 5 January 2022."""
    return f"{date.day} {date:%B %Y}"


def period(start: dt.date | None, end: dt.date | None, precision: str) -> str:
    """Write when something happened: 5–13 January 2022, January 2022, 2014, date not stated."""
    if start is None or end is None or precision == "undated":
        return "Date not stated"
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return f"{start:%B %Y}"
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}–{end.year}" if start.year != end.year else str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {day(end)}"
    return f"{day(start)} – {day(end)}"


HEDGES = ("nearly", "over", "at_least", "at_most", "between")
"""Hedges of a printed number; without a number the printed words are shown with their bounds."""


def many(n: int, one: str, more: str | None = None) -> str:
    """Write a count with its noun: ``1 event``, ``12 events``, ``no events``."""
    return f"{number(n) if n else 'no'} {one if n == 1 else more or one + 's'}"


def when(events: pd.DataFrame, hedge: bool = True) -> pd.Series:
    """Say for each event when it happened and, with ``hedge``, how that is known."""
    hedges = {
        "resolved": " (worked out from a weekday or a relative date)",
        "inferred": " (bounded by the narration)",
    }

    def one(event: Mapping[str, Any]) -> str:
        text = period(event["start"], event["end"], event["precision"])
        if event["extent"] == "within" and event["precision"] != "undated":
            text = f"Some time in {text}"
        return text + (hedges.get(event["dated_by"], "") if hedge else "")

    columns = ["start", "end", "precision", "extent", "dated_by"]
    texts = [one(event) for event in events[columns].to_dict("records")]
    return pd.Series(texts, index=events.index, dtype="str")


def since(membership: Mapping[str, Any] | pd.Series) -> str:
    """Say from when, or until when, someone belonged to something: ``Since 15 June 2001``, ``Since 2014; until …``."""
    written = {"day": day, "month": lambda date: f"{date:%B %Y}", "year": lambda date: f"{date:%Y}"}
    parts = []
    if pd.notna(membership["since"]):
        parts.append(f"since {written[membership['precision'] or 'day'](membership['since'])}")
    if pd.notna(membership["until"]):
        parts.append(f"until {day(membership['until'])}")
    text = ", ".join(parts) or "no date stated"
    return text[0].upper() + text[1:] + "."


def stated(numbers: pd.DataFrame) -> pd.Series:
    """Write each stated quantity: a number with its hedge, or the vague words with their bounds."""

    def one(row: Mapping[str, Any]) -> str:
        value, low, high = (None if pd.isna(row[column]) else float(row[column]) for column in ("value", "low", "high"))
        text = quantity(value, low, high, row["qualifier"], row["unit"])
        if row["unit"] == "rank":
            return f"“{row['stated'].split('|')[0]}”"
        printed = row["stated"].split("|")[0]
        if not printed:
            return "no sum stated"
        foreign = re.search(r"[^\u0000-\u024f\u2000-\u206f]", printed)
        if foreign and value is None and low is None and high is None and row.get("scope"):
            return str(row["scope"])
        if value is not None or foreign or (row["qualifier"] in HEDGES and re.search("[0-9]", printed)):
            return text
        # Words such as “almost all” set a bound of counted things; they don't say that it was nearly reached.
        text = text.replace("just under", "fewer than") if row["qualifier"] == "nearly" else text
        return f"“{printed}” ({text})" if low is not None or high is not None else f"“{printed}”"

    columns = numbers.columns.intersection(["value", "low", "high", "qualifier", "unit", "stated", "scope"])
    texts = [one(row) for row in numbers[columns].to_dict("records")]
    return pd.Series(texts, index=numbers.index, dtype="str")


RELATIONS = {
    "removed": "took a post from", "detained": "detained", "appointed": "appointed", "asked": "asked for help:",
    "backed": "backed", "called": "spoke with or wrote to", "criticised": "criticised", "blamed": "blamed",
}  # fmt: skip


PASSIVE = {
    "removed": "lost a post", "detained": "was detained", "appointed": "was appointed", "asked": "was asked for help",
    "backed": "was backed", "called": "got a call or a message", "criticised": "was criticised", "blamed": "was blamed",
}  # fmt: skip


def relation(row: Any) -> str:
    """Write who did what to whom: ``Tokayev took a post from Massimov``, ``Massimov was detained, by whom isn't said``.

    ``row``: with ``subject``, empty where it isn't said.
    """
    if not row.subject:
        return f"{row.object_name} {PASSIVE[row.relation]}, by whom isn't said"
    reported = " by reports, " if row.status == "reported" else " "
    return f"{row.subject_name}{',' if reported.strip() else ''}{reported}{RELATIONS[row.relation]} {inside(row.object_name)}"


def holds(text: str, search: str) -> bool:
    """Say whether a text has all words of a search, each at the beginning of a word, in whichever case: ``sco`` isn't in Moscow."""
    return all(
        re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
        for word in search.replace("“", " ").replace("”", " ").split()
    )


def inside(name: str) -> str:
    """Write a name as it stands within a sentence: what is only alleged is no proper name."""
    return name[0].lower() + name[1:] if name.endswith("(alleged)") else name
