"""The titles of disagreements: sentences that depend on its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.facts import words
from qantar.facts.ledger import SHARP
from qantar.facts.sources import REFERENCE, VERSUS
from qantar.facts.words import spelled

Row = Mapping[str, Any]
TIMES = {1: "once", 2: "twice"}
MOST = 0.5
"""An article is the odd one out if it has a part in more than this share of the disagreements."""


def answer(entries: Sequence[Row]) -> str:
    """Say in a sentence what can't be true; where all may be, so much."""
    count = Counter(row["verdict"] for row in entries)
    wrong, both = count["error"], count["contradiction"]
    if not entries:
        return "Nothing here contradicts itself or anything else."
    if not wrong and not both:
        return "All of it may be true, though some of it pulls apart."
    holds = "statement doesn't hold" if wrong == 1 else "statements don't hold"
    said = [f"{spelled(wrong)} {holds}"] * bool(wrong)
    said += [f"{_times(both)}, two sides can't both be right"] * bool(both)
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _times(n: int) -> str:
    return TIMES.get(n, f"{spelled(n)} times")


def _corrected(row: Row) -> list[str]:
    """Return the articles that an entry corrects: an article that stands with reference data against other such is right."""
    sides = [side.split("|") for side in row["sides"].split(VERSUS)]
    right = {key for side in sides if REFERENCE in side for key in side}
    return [key for key in row["sources"].split("|") if key and key not in right]


def corrections_title(entries: Sequence[Row]) -> str:
    """Say who is corrected how often; where nobody is, between whom it can't all be true."""
    wrong = [row for row in entries if row["verdict"] == "error"]
    if not wrong:
        who = {row["who"] for row in entries}
        if len(who) == 1:
            return f"What can't all be true: {who.pop()}"
        return "No statement is simply wrong, but they can't all be true"
    count: Counter[str] = Counter()
    for row in wrong:
        count.update([words.name(key) for key in _corrected(row)] or ["reference sources"])
    (first, most), *rest = sorted(count.items(), key=lambda pair: (-pair[1], pair[0] == "reference sources", pair[0]))
    plural = first == "reference sources"
    said = [f"{'are' if plural else 'is'} corrected {_times(most)}", *(f"{name} {_times(n)}" for name, n in rest)]
    text = f"{first} {words.listed(said)}"
    return f"{text[0].upper()}{text[1:]}"


def who_title(pairs: Sequence[Row]) -> str:
    """Say which article is the odd one out, or which two differ most; of one alone, what speaks against it."""
    between = [row for row in pairs if row["one"] != row["other"] and "reference" not in (row["one"], row["other"])]
    if between:
        return _between(between)
    beyond = [row for row in pairs if row["one"] != row["other"]]
    for rows, told in (
        (beyond, "Reference data speaks against {who} in {matters}"),
        ([row for row in pairs if row["one"] != "reference"], "{who} doesn't agree with itself in {matters}"),
        (pairs, "Reference sources differ among themselves in {matters}"),
    ):
        if rows:
            named = _counted(rows, "one")  # reference data stands last, in ``other``
            who, n = max(named.items(), key=lambda pair: pair[1])
            matters = f"{spelled(n)} matter{'s' if n > 1 else ''}"
            text = told.format(who=words.name(who), matters=matters)
            return text if len(named) == 1 else text.replace("speaks", "speaks most often", 1)
    return ""


def _between(rows: Sequence[Row]) -> str:
    each = _counted(rows, "one", "other")
    total = len({key for row in rows for key in row["entries"].split("|")})
    (first, most), *others = sorted(each.items(), key=lambda pair: -pair[1])
    if len(each) > 2 and most > total * MOST and most > others[0][1]:
        return f"Odd one out: {words.name(first)} is in {most} of {total} disagreements between articles"
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        found.setdefault((row["one"], row["other"]), set()).update(row["entries"].split("|"))
    (one, other), entries = max(found.items(), key=lambda pair: len(pair[1]))
    matters = f"{spelled(len(entries))} matter{'s' if len(entries) > 1 else ''}"
    return f"{words.name(one)} and {words.name(other)} differ {'most, ' if len(found) > 1 else ''}in {matters}"


def _counted(rows: Sequence[Row], *columns: str) -> dict[str, int]:
    """Return source → in how many entries it has a part."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for column in columns:
            found.setdefault(row[column], set()).update(row["entries"].split("|"))
    return {key: len(entries) for key, entries in found.items()}


def who_lines(pairs: Sequence[Row]) -> list[str]:
    """Write how many entries set two sources against each other, or one against itself, in a line."""
    weights = {"sharp": "can't be true", "tension": "in tension, both may hold"}
    return [
        f"{words.name(row['one'])} {'with itself' if row['one'] == row['other'] else 'and ' + words.name(row['other'])}: "
        f"{words.many(row['count'], 'entry', 'entries')}, {weights[row['weight']]}"
        for row in pairs
    ]


def side_by_side_title(cells: pd.DataFrame) -> str:
    """Say whether the articles answer alike what several of them count or date; of one thing, or of several."""
    own = cells[cells["column"] != "reference"]
    count = own.groupby("row")["column"].nunique()
    several = int((count > 1).sum())
    if count.empty:
        return "Only reference data counts and dates these things"
    if not several:
        return "No two articles count or date the same thing"
    contested = int((cells.drop_duplicates("row").set_index("row").loc[count[count > 1].index, "entries"] != "").sum())
    if not contested:
        return "Where several articles count or date one thing, they agree"
    return "Where several articles count or date one thing, they don't always agree"


def ledger_title(entries: Sequence[Row], search: str = "") -> str:
    """Say what the entries found have in common."""
    about = f" on “{search.strip()}”" if search.strip() else ""
    sharp = sum(row["verdict"] in SHARP for row in entries)
    if sharp == len(entries):
        return f"What can't be true{about}"
    return (
        f"Every disagreement{about}" if not sharp or search.strip() else "Every disagreement, what can't be true first"
    )
