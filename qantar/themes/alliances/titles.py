"""The sentences of alliances that depend on its rows: titles, the page's answer, and each row in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from qantar.facts import words
from qantar.facts.alliances import ORGANISATIONS, WHOLES, WITHIN

HERE = {
    "member": "member", "signatory": "signed", "participant": "takes part", "observer": "observer", "partner": "dialogue partner",
    "prospective": "prospective", "initiated": "began it",
}  # fmt: skip
"""What a country was, as it stands in a cell."""
BELONGS = {
    "member": "a member", "signatory": "signed a paper", "participant": "a participant", "observer": "an observer",
    "partner": "a dialogue partner", "prospective": "a prospective member", "initiated": "began it",
    "none": "not a member", "unsaid": "not said",
}  # fmt: skip
ROLES = {"leads": "leads it", "chairs": "held the chair", "initiated": "began it"}
BOTH = "In both the CSTO and the SCO"
DID = {
    "asked": "asked for help", "backed": "backed", "called": "spoke with or wrote to", "criticised": "criticised", "blamed": "blamed",
}  # fmt: skip
MOST = 80
"""So many characters has a title."""


def belonging_title(cells: Sequence[dict[str, Any]]) -> str:
    """Say how many of the CSTO's members are in the SCO too; without whole lists, what the articles say of whom."""
    grouped = dict.fromkeys((cell["country"], cell["group"]) for cell in cells if cell["group"])
    within = Counter(group for _, group in grouped)
    both, alone = within[BOTH], within["In the CSTO alone"]
    if both + alone:
        if both == both + alone > 1:
            return f"All {words.spelled(both)} CSTO members are in the SCO too"
        verb = "is" if both == 1 else "are"
        count = words.spelled(both).capitalize() if both else "None"
        return f"{count} of {words.spelled(both + alone)} CSTO members {verb} in the SCO too"
    return _by_articles(cells)


def _by_articles(cells: Sequence[dict[str, Any]]) -> str:
    """Say of the country in most organisations which they are; else whom the articles put into the one of which they say most."""
    own = [cell for cell in cells if cell["status"] in WITHIN and cell["member"] not in WHOLES]
    who = _who(cells)
    of: dict[str, list[str]] = {}
    states: dict[str, list[str]] = {}
    for cell in own:
        of.setdefault(cell["country"], []).append(ORGANISATIONS[cell["organisation"]])
        states.setdefault(ORGANISATIONS[cell["organisation"]], []).append(cell["country"])
    if not own:
        return f"{who} {'name' if who == 'The articles' else 'names'} no member of these organisations"
    most = max(map(len, of.values()))
    top = [country for country, names in of.items() if len(names) == most]
    said = (
        "the articles say"
        if who == "The articles"
        else f"{who[0].lower() + who[1:] if who.startswith('The ') else who} says"
    )
    if most > 1 and len(top) == 1:
        return f"{top[0]} is in the {words.listed(of[top[0]])}, {said}"
    name, named = max(states.items(), key=lambda pair: len(pair[1]))
    put = "put" if who == "The articles" else "puts"
    whom = words.listed(named) if len(named) < 4 else f"{words.spelled(len(named))} states"
    return f"{who} {put} {whom} in the {name}"


def _who(rows: Iterable[dict[str, Any]]) -> str:
    """Name the one article that is behind some rows, or all of them together."""
    keys = {key for row in rows for key in row["sources"].split("|") if key and not key.startswith(words.REFERENCE)}
    return words.name(keys.pop()) if len(keys) == 1 else "The articles"


def leads_title(rows: Sequence[dict[str, Any]]) -> str:
    """Say who is said to lead the SCO, else the first organisation that anyone is said to lead, and by whom."""
    led = [row for row in rows if row["status"] == "leads"]
    of = next((key for key in ("ac-sco", "ac-csto", "ac-eaeu") if any(row["organisation"] == key for row in led)), None)
    if of is None:
        return _roles_title(rows)
    parts: list[str] = []
    for row in (row for row in led if row["organisation"] == of):
        keys = [key for key in row["sources"].split("|") if not key.startswith(words.REFERENCE)]
        one = words.name(keys[0]) if len(keys) == 1 else ""
        says = f"{one} sees" if one else f"{words.spelled(len(keys))} articles see"
        parts.append(
            f"{says} {row['who']} lead the {row['short']}"
            if not parts
            else f"{one or f'{words.spelled(len(keys))} see'} {row['who']}"
        )
    return _first(parts)


def _roles_title(rows: Sequence[dict[str, Any]]) -> str:
    row = rows[0]
    verb = {"chairs": "held the chair of", "initiated": "began", "leads": "leads"}[row["status"]]
    return f"{row['who']} {verb} the {row['short']}"


def reshuffle_title(people: Sequence[dict[str, Any]]) -> str:
    """Say what happened to whom it happened most, day by day; without days, how many lost a post, were detained and appointed."""
    first = max(people, key=lambda one: len(_dated(one)))
    steps = _dated(first)
    if len(steps) > 2:
        surname = first["person"].split()[-1]
        days = [f"{_short(step)} on {step['start'].day}" for step in steps]
        return f"{surname} was {words.listed(days)} January"
    return counts(people)


def _dated(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        step for step in one["steps"]
        if step["start"] is not None and step["when"] == f"{step['start'].day} Jan" and _short(step)
    ]  # fmt: skip


def _short(step: dict[str, Any]) -> str:
    if step["kind"] == "told":
        return "accused" if step["what"].startswith("accused") else ""
    return {"removed": "dismissed", "detained": "detained", "appointed": "appointed"}[step["kind"]]


def counts(people: Sequence[dict[str, Any]]) -> str:
    """Say how many lost a post, were detained and were appointed, one or two by name."""
    parts: list[str] = []
    before: list[str] = []
    for kind, one, more in (
        ("removed", "lost a post", "lost their posts"), ("detained", "was detained", "were detained"),
        ("appointed", "was appointed", "were appointed"),
    ):  # fmt: skip
        own = [
            person["person"].split()[-1] for person in people if any(step["kind"] == kind for step in person["steps"])
        ]
        if own:
            many = words.spelled(len(own)) + ("" if parts else " people")
            did = one if len(own) == 1 else more
            if own == before:
                parts[-1] += f" and {did}"
            else:
                parts.append(f"{words.listed(own) if len(own) < 3 else many} {did}")
            before = own
    said = words.listed(parts)
    return said[0].upper() + said[1:]


def support_title(rows: Sequence[dict[str, Any]]) -> str:
    """Say whom most backed, and after it who was backed next most; without backing, who asked for help."""
    parts = _by_object(rows, "backed", "stood by")
    if parts:
        return _first(parts)
    return f"{_named(rows[0]['subject'], rows[0])} {did({**rows[0], 'objects': _short_objects(rows[0])})}"


def blame_title(rows: Sequence[dict[str, Any]]) -> str:
    """Say whom most blamed for the unrest, and whom most criticised."""
    return _first([*_by_object(rows, "blamed", "blamed")[:1], *_by_object(rows, "criticised", "criticised")[:1]])


def _by_object(rows: Sequence[dict[str, Any]], relation: str, verb: str) -> list[str]:
    """Say of each object of a relation how many did it, the one of most first; a single one by name."""
    by: dict[str, dict[str, None]] = {}
    for row in rows:
        if row["relation"] == relation:
            for name in _short_objects(row):
                by.setdefault(name, {})[_named(row["subject"], row)] = None
    ordered = sorted(by.items(), key=lambda pair: -len(pair[1]))
    parts: list[str] = []
    for name, subjects in ordered:
        who = next(iter(subjects)) if len(subjects) == 1 else words.spelled(len(subjects))
        parts.append(f"{who} {verb.split()[-1] if parts else verb} {words.inside(_called(name))}")
    return parts


def _named(subject: str, row: dict[str, Any]) -> str:
    return _called(row["short"].get(subject, subject)) if subject else "someone"


def _short_objects(row: dict[str, Any]) -> list[str]:
    return [row["short"].get(name, name) for name in row["objects"]]


def contacts_title(rows: Sequence[dict[str, Any]]) -> str:
    """Say who was called or written to most; of a few calls, between whom they were."""
    calls = Counter(name for row in rows for name in _short_objects(row))
    name, n = calls.most_common(1)[0]
    if n > 1:
        return _upper(
            f"{_called(name)} got {words.spelled(n)} of {words.spelled(sum(calls.values()))} calls and messages"
        )
    pairs = [
        f"{_named(row['subject'], row)} spoke with or wrote to {words.listed([_called(one) for one in _short_objects(row)])}"
        for row in rows
    ]
    return _first(pairs)


def answer(cells: Sequence[dict[str, Any]], people: Sequence[dict[str, Any]]) -> str:
    """Say in a sentence who is in both alliances, or what the articles say of it, and how many the reshuffle moved."""
    both = list(dict.fromkeys(cell["country"] for cell in cells if cell["group"] == BOTH))
    first = f"{words.listed(both)} are in both the CSTO and the SCO" if len(both) > 1 else _named_by(cells)
    parts = [part for part in (first, counts(people) if people else "") if part]
    return "; ".join([*parts[:1], *(_lower(part) for part in parts[1:])]) + "." if parts else ""


def _named_by(cells: Sequence[dict[str, Any]]) -> str:
    """Say how many states are named as members of what, where no list is whole."""
    own = [cell for cell in cells if cell["status"] in WITHIN and cell["member"] not in WHOLES]
    if not own:
        return ""
    who, states = _who(own), {cell["country"] for cell in own}
    of = [name for key, name in ORGANISATIONS.items() if any(cell["organisation"] == key for cell in own)]
    whom = words.listed(sorted(states)) if len(states) < 3 else f"{words.spelled(len(states))} states"
    names = "name" if who == "The articles" else "names"
    if len(states) == 1:
        return f"{who} {names} {whom} as a member of the {words.listed(of)}"
    return f"{who} {names} {whom} as members of the {' or '.join(filter(None, [', '.join(of[:-1]), of[-1]]))}"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _lower(text: str) -> str:
    """Write a sentence as it stands after a semicolon; a name keeps its capital."""
    return text[0].lower() + text[1:] if text.split()[0] in COUNTS else text


COUNTS = tuple(words.spelled(n).capitalize() for n in range(2, 11))


def _called(name: str) -> str:
    return f"the {name}" if name in ORGANISATIONS.values() else name


def _first(parts: Sequence[str]) -> str:
    """Join as many parts as a title has room for."""
    said = parts[0]
    for part in parts[1:3]:
        if len(said) + len(part) + 2 <= MOST:
            said += f", {part}"
    return _upper(said)


def cell_line(cell: dict[str, Any]) -> str:
    """Write a cell of the matrix in a line: ``Iran, SCO: an observer, 2005; SCMP: member``."""
    more = cell["year"] or cell["aside"]
    return (
        f"{cell['country']}, {ORGANISATIONS[cell['organisation']]}: {BELONGS[cell['status']]}"
        + (f", {more}" if more else "")
        + (f"; {cell['wrong']}" if cell["wrong"] else "")
    )


def step_line(person: str, step: dict[str, Any]) -> str:
    """Write one thing that happened to someone in a line."""
    return (
        f"{person}, {step['when'] or 'no day given'}: {step['what']}"
        + (f", by {step['by']}" if step["by"] else "")
        + f" ({step['who']})"
    )


def statement_line(row: dict[str, Any]) -> str:
    """Write a statement on belonging in a line, with its time and its note."""
    status = {"signatory": "signed a paper", "initiated": "began it"}.get(row["status"], row["status"])
    time = words.since(row) if pd.notna(row["since"]) or pd.notna(row["until"]) else ""
    return f"{row['short']}: {row['country']}, {status}. {time}".strip()


def deed_line(row: dict[str, Any]) -> str:
    """Write who did what to whom in a line: ``7 Jan: Xi Jinping backed Kazakhstan``."""
    return f"{row['when'] + ': ' if row['when'] else ''}{row['subject'] or 'Someone'} {did(row)}"


def did(row: dict[str, Any]) -> str:
    """Write what was done to whom: ``backed the CSTO and Kazakhstan``."""
    whom = words.listed([words.inside(_called(name)) for name in row["objects"]])
    said = f"asked {whom} for help" if row["relation"] == "asked" else f"{DID[row['relation']]} {whom}"
    return said + (", by reports" if row["reported"] else "")
