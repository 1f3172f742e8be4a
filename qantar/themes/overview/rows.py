"""The rows of the front page: the moments that mattered, and what each article says of who won."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qantar.facts import ledger, quantities, sources, words
from qantar.facts.happenings import crisis, happenings

# The moments of the strip, as few as tell the story: how it began, when it turned violent, who was called, came, shot, counted,
# agreed and left. Where several fall on one day they share its line, in this order. Keys of happenings, or of events without one.
MOMENTS = (
    "ev-ref-zhanaozen-gathering",
    "hp-protests-begin",
    "ev-ref-emergency-declared",
    "ev-ref-almaty-city-hall-stormed",
    "ev-ref-almaty-airport-seized",
    "hp-csto-request",
    "hp-csto-decision",
    "hp-csto-arrival",
    "ev-ref-shoot-order",
    "ev-ref-deployed",
    "hp-wang-lavrov",
    "hp-withdrawal-announced",
    "hp-withdrawal-begins",
    "hp-last-aircraft",
)
# Six numbers that sum the crisis up: soldiers, days, dead, and of these the facts in the order of preference, and those of the rival
# number. The first that the choice supports is shown.
NUMBERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "detained": (("qt-ref-detained-2022-01-11",), ("qt-ref-detained-2022-01-12",)),
    "region": (("inv-fdi-region-2018",), ("inv-fdi-region-2013",)),
    "kazakhstan": (("inv-kazakhstan-2005-2020", "inv-kazakhstan-tens-of-billions"), ("inv-kazakhstan-tens-of-billions",)),
}  # fmt: skip
LIMIT = "qt-withdrawal-days"
"""Within how many days the soldiers were to leave."""
SHARPEST = 3
"""So many contradictions stand side by side."""
CLOSEST = 4
"""So many moments of one day stand in its line; the Timeline has all."""


def moments(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return the days on which something that mattered happened, as far as the chosen sources date it.

    Each has ``day`` (1 to 20), ``text`` (up to three short headlines), ``by`` (``article`` if one dates any that is written, else
    ``reference``), ``facts`` and ``sources`` (separated by |). A moment stands on the first day that is given for it.
    """
    found: dict[str, dict[str, Any]] = {}
    for mark in crisis(happenings(tables)):
        if mark["kind"] == "day" and mark["happening"] in MOMENTS:
            found.setdefault(mark["happening"], mark)
    days: dict[int, list[dict[str, Any]]] = {}
    for key in MOMENTS:
        if key in found:
            days.setdefault(found[key]["start"].day, []).append(found[key])
    return [
        {
            "day": day,
            "text": _sentence([mark["short"] for mark in marks[:CLOSEST]]),
            "by": "article" if any(mark["by"] == "article" for mark in marks[:CLOSEST]) else "reference",
            "facts": "|".join(mark["facts"] for mark in marks),
            "sources": "|".join(dict.fromkeys("|".join(mark["sources"] for mark in marks).split("|"))),
        }
        for day, marks in sorted(days.items())
    ]


def _sentence(texts: list[str]) -> str:
    return "; ".join(texts)


def numbers(tables: sources.Tables) -> list[dict[str, str]]:
    """Return the six numbers as far as the chosen sources state them, each with its rival.

    Each has ``name`` (as in the texts of the front page), ``value`` (as written, or "" where nothing is stated), ``who`` and
    ``fact``, and the same of the rival with ``rival_`` before. The days in the country are counted from the first arrival to the
    last departure, both included.
    """
    pairs = {
        "soldiers": _soldiers(tables),
        "days": (_stay(tables), _stated(tables, [LIMIT])),
        "dead": _dead(tables),
        **{name: (_stated(tables, facts), _stated(tables, rivals)) for name, (facts, rivals) in NUMBERS.items()},
    }
    found = []
    for name, (one, other) in pairs.items():
        if not one["value"]:
            one, other = other, _stated(tables, ())
        if other["fact"] == one["fact"]:
            other = _stated(tables, ())
        found.append({"name": name, **one, **{f"rival_{key}": cell for key, cell in other.items()}})
    return found


def besides(tables: sources.Tables) -> list[str]:
    """Return the facts that the front page shows besides its cards, those of its numbers and contradictions, each cell separated by |."""
    cells = [row[name] for row in numbers(tables) for name in ("fact", "rival_fact") if row[name]]
    return [*cells, *ledger.sharpest(tables["contradictions"], SHARPEST)["facts"]]


def _soldiers(tables: sources.Tables) -> tuple[dict[str, str], dict[str, str]]:
    """Return the size of the force as it was counted or, failing that, as an article has it, and beside it what an article says."""
    force = quantities.force(tables)
    articles = [row["id"] for key, row in force.items() if key not in ("counted", "planned")]
    counted, planned = ([force[key]["id"]] if key in force else [] for key in ("counted", "planned"))
    return _stated(tables, [*counted, *articles, *planned]), _stated(tables, articles if counted else articles[1:])


def dead(tables: sources.Tables) -> str:
    """Return the last official count of the dead that stands, as written; empty where no chosen source has one."""
    return _dead(tables)[0]["value"]


def _dead(tables: sources.Tables) -> tuple[dict[str, str], dict[str, str]]:
    """Return the last official count of the dead that stands, and the last of anyone else."""
    counts = quantities.dead(tables)
    standing, others = (list(counts.loc[counts["standing"] == fate, "id"])[::-1] for fate in ("stands", ""))
    return _stated(tables, standing), _stated(tables, others)


def _stated(tables: sources.Tables, facts: Sequence[str]) -> dict[str, str]:
    for fact in facts:
        row = sources.find(tables, fact)
        if row is not None:
            where = sources.of(tables, [fact])[0]
            return {
                "value": words.stated(row[1].to_frame().T).iloc[0].removesuffix(" people"),
                "who": _who(row[1], where, tables),
                "fact": fact,
            }
    return {"value": "", "who": "", "fact": ""}


def _who(row: pd.Series, keys: list[str], tables: sources.Tables) -> str:
    """Say who gives a number and where it is printed: ``Tokayev, 10 January 2022``, ``SCMP``."""
    articles = [key for key in keys if not key.startswith(words.REFERENCE)]
    if articles:
        return words.names(articles)
    publisher = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    name = row["claimant_name"] or publisher[keys[0]]
    return f"{name}, {words.day(row['as_of'])}" if pd.notna(row.get("as_of")) else name


def _stay(tables: sources.Tables) -> dict[str, str]:
    ends = quantities.stay_events(tables)
    if ends is None:
        return {"value": "", "who": "", "fact": ""}
    first, last = (end["start"] for end in ends)
    days = (last - first).days + 1
    when = f"{first.day}–{last.day} {last:%B}"
    return {"value": f"{days} days", "who": when, "fact": "|".join(end["id"] for end in ends)}


def days(unrest: list[dict[str, Any]], marks: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the strip as a table: ``day, what, facts, places`` (empty for a moment), the unrest of a day before its moments."""
    rows = [
        {"day": row["day"], "what": f"{row['form']} in {row['names']}", "facts": row["facts"], "places": row["places"]}
        for row in unrest
    ] + [{"day": row["day"], "what": row["text"], "facts": row["facts"], "places": pd.NA} for row in marks]
    frame = pd.DataFrame(rows, columns=["day", "what", "facts", "places"]).astype({"places": "Int64"})
    return frame.sort_values("day", kind="stable").reset_index(drop=True)
