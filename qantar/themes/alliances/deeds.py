"""The rows of alliances: whom the reshuffle moved, and who did what to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar.facts import sources, words
from qantar.facts.alliances import ORGANISATIONS
from qantar.facts.happenings import happenings

MOVES = ("removed", "detained", "appointed")
"""The relations of the reshuffle."""
SUPPORT, CONTACTS, BLAME = ("asked", "backed"), ("called",), ("criticised", "blamed")
"""The relations of support, of calls and messages, and of the opposite of support."""
PURGE = "hp-massimov-accused"
# What no relation tells of someone whom the reshuffle moved: of Massimov that he was accused, and of Nazarbayev what his spokesman
# said against his removal. By whom: the other actors of the event, where it was done to him.
TOLD = (
    ("ev-massimov-accused", "ac-massimov", "accused of treason and a coup attempt"),
    ("ev-ref-massimov-accused", "ac-massimov", "accused of treason"),
    ("ev-ref-nazarbayev-spokesman", "ac-nazarbayev", "gave the chair up himself, says his spokesman"),
)
# Where the event says more than the relation: which post, or that it wasn't a plain dismissal.
DONE = {
    "ev-ref-nazarbayev-replaced": "lost the chair of the Security Council",
    "ev-nazarbayev-removed": "lost a powerful post",
    "ev-ref-mamin-out": "resigned with his government",
    "ev-ref-massimov-detained": "detained on suspicion of treason",
    "ev-ref-nur-otan": "lost a seat in the ruling party's council",
}
ORDER = (*MOVES[:2], "told", *MOVES[2:])
"""What happened to one person on one day, or on none, in the usual order."""
VERBS = {"removed": "lost the post", "detained": "detained", "appointed": "appointed"}
LONG = 10
"""An event that fell on one of so many days or more is told without them."""


def deeds(tables: sources.Tables, all_tables: sources.Tables, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Return who did what to whom, of some kinds, in order of time: what tells of one happening, or of one claim, once.

    Each has ``start`` (a day to put it in order by, or None), ``when`` (in words), ``subject`` (a name, or "" where no source says who),
    ``relation``, ``objects`` (names), ``short`` (the names of subject and objects as titles have them), ``reported`` (that the sources
    only pass it on), ``what`` (the event's title, or the claim), ``facts`` (the keys of the relations) and ``sources`` (separated by |).
    Whom one source doesn't name isn't joined to what it says. ``all_tables`` give the names in short.
    """
    short = _short(all_tables)
    told: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in _relations(tables, kinds):
        key = (row["event"], row["subject"], row["relation"], row["status"], row["object"])
        told.setdefault(key, []).append(row)
    joined: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for key, own in told.items():
        keys = _keys(row["sources"] for row in own)
        joined.setdefault((*key[:-1], frozenset(keys)), []).extend({**row, "sources": "|".join(keys)} for row in own)
    found = [
        {
            "start": own[0]["start"], "when": own[0]["when"], "subject": own[0]["subject_name"], "relation": own[0]["relation"],
            "objects": list(dict.fromkeys(row["object_name"] for row in own)), "reported": own[0]["status"] == "reported",
            "short": {row[f"{side}_name"]: short.get(row[side], row[f"{side}_name"]) for row in own for side in ("subject", "object")},
            "what": own[0]["what"], "facts": "|".join(row["id"] for row in own), "sources": own[0]["sources"],
        }
        for own in joined.values()
    ]  # fmt: skip
    # What fell on one of a few days stands after what fell on the last of them.
    return sorted(found, key=lambda row: (row["start"] or pd.Timestamp.max, "–" in row["when"], row["facts"]))


def reshuffle(tables: sources.Tables, all_tables: sources.Tables) -> list[dict[str, Any]]:
    """Return whom the reshuffle moved: each person once, with what happened to them, by the day of the first of it.

    Each has ``person`` (a name), ``post``, and ``steps``: ``start``, ``when``, ``kind`` (a relation, or ``told``), ``what``, ``by`` (who
    did it, and where only some of the sources say so, which), ``who`` (who says so), ``article`` (whether one of the articles does),
    ``facts`` and ``sources``. ``all_tables`` give the names in short.
    """
    short = _short(all_tables)
    told: dict[str, dict[tuple[Any, ...], list[dict[str, Any]]]] = {}
    for row in [*_relations(tables, MOVES), *_told(tables)]:
        told.setdefault(row["object"], {}).setdefault((row["event"], row["relation"]), []).append(row)
    posts = _posts(all_tables)
    publishers = dict(zip(tables["sources"]["source"], tables["sources"]["publisher"], strict=True))
    five = {words.name(key) for key in sources.keys(all_tables["sources"])}
    found = []
    for person, happened in told.items():
        if any(kind in MOVES for _, kind in happened):
            steps = [_step(own, short, publishers, five) for own in happened.values()]
            steps.sort(key=lambda step: (step["start"] or pd.Timestamp.max, ORDER.index(step["kind"])))
            name = next(iter(happened.values()))[0]["object_name"]
            found.append({"person": name, "post": posts.get(person, ""), "steps": steps})
    return sorted(
        found, key=lambda one: (one["steps"][0]["start"] or pd.Timestamp.max, -len(one["steps"]), one["person"])
    )


def _posts(tables: sources.Tables) -> dict[str, str]:
    """Return actor → the post: the role, and of a head of something of what."""
    names = _short(tables)
    return {
        row["actor"]: re.sub(r"\bhead\b(?! of)", f"head of the {names[row['affiliation']]}", row["role"], count=1)
        if row["affiliation"] in names else row["role"]
        for row in tables["actors"].to_dict("records")
    }  # fmt: skip


def _step(
    rows: list[dict[str, Any]], short: Mapping[str, str], publishers: Mapping[str, str], five: set[str]
) -> dict[str, Any]:
    """Return one thing that happened to one person, from all rows that tell of it; ``five``: the names of the articles."""
    first = next((row for row in rows if row["fact"] in DONE), rows[0])
    keys = _keys(row["sources"] for row in rows)
    by: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: words.source_key(row["sources"]) == sources.REFERENCE):
        for subject in filter(None, row["subject"].split("|")):
            by[subject] = _keys(["|".join(by.get(subject, [])), row["sources"]])
    named = [
        short.get(subject, subject) + ("" if set(own) == set(keys) else f" ({words.names(own)})")
        for subject, own in by.items()
    ]
    articles = [key for key in keys if not key.startswith(words.REFERENCE)]
    own_names = [words.name(key) for key in articles]
    # A publisher may have printed one of the five articles and other pages too.
    printed = dict.fromkeys(publishers[key] for key in keys if key not in articles)
    said = [*own_names, *(f"{name} (another page)" if name in five else name for name in printed)]
    return {
        "start": first["start"], "when": first["when"], "kind": first["relation"],
        "what": first.get("words") or DONE.get(first["fact"]) or VERBS[first["relation"]],
        "by": "; ".join(named), "who": ", ".join(said), "article": bool(articles),
        "facts": "|".join(row["id"] for row in rows), "sources": "|".join(keys),
    }  # fmt: skip


def _told(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return what the events ``TOLD`` tell, as if they were relations."""
    known = dict(zip(tables["events"]["id"], tables["events"].to_dict("records"), strict=True))
    at, keys = _events(tables), dict(zip(known, sources.by_fact(tables, tables["events"]), strict=True))
    names = dict(zip(tables["actors"]["actor"], tables["actors"]["name"], strict=True))
    rows = []
    for fact, person, said in TOLD:
        if fact in known:
            others = [one for one in known[fact]["actors"].split("|") if one not in (person, "")]
            by = "|".join(others) if known[fact]["happening"] == PURGE else ""
            rows.append({
                "id": fact, "fact": fact, "object": person, "object_name": names.get(person, person), "relation": "told", "words": said,
                "subject": by, "sources": keys[fact], **at[fact],
            })  # fmt: skip
    return rows


def _relations(tables: sources.Tables, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Return the relations of some kinds with ``event`` (one key for what tells of one happening), ``start``, ``when`` and ``what``."""
    at = _events(tables)
    claims = dict(zip(tables["claims"]["id"], tables["claims"]["claim"], strict=True))
    rows = tables["relations"]
    rows = rows[rows["relation"].isin(kinds)]
    return [
        {
            **row,
            **at.get(
                row["fact"], {"event": row["fact"], "start": None, "when": "", "what": claims.get(row["fact"], "")}
            ),
            "subject_name": ORGANISATIONS.get(row["subject"], row["subject_name"]),
            "object_name": ORGANISATIONS.get(row["object"], row["object_name"]),
        }
        for row in rows.to_dict("records")
    ]


def _events(tables: sources.Tables) -> dict[str, dict[str, Any]]:
    """Return event → its happening with day, that day in words, and its title; rows of one happening on one day share them."""
    return {
        fact: {
            "event": f"{mark['happening']} {mark['start']}",
            # What fell on one of a few days stands after what is known to have happened by then; on one of many it has no place.
            "start": None if _vague(mark) else mark["end"] if mark["kind"] == "within" else mark["start"],
            "when": day(mark),
            "what": mark["title"],
        }
        for mark in happenings(tables)
        for fact in mark["facts"].split("|")
    }


def _vague(mark: Mapping[str, Any]) -> bool:
    return mark["start"] is None or (mark["kind"] == "within" and (mark["end"] - mark["start"]).days + 1 >= LONG)


def day(mark: Mapping[str, Any]) -> str:
    """Write when a happening was, in short: ``5 Jan``, ``5–6 Jan``; nothing where no source says it nearer than ``LONG`` days."""
    if _vague(mark):
        return ""
    start, end = mark["start"], mark["end"]
    last = f"{end.day} {end:%b}" + ("" if end.year == 2022 else f" {end.year}")
    if start == end:
        return last
    return f"{start.day}–{last}" if start.month == end.month else f"{start.day} {start:%b}–{last}"


def _keys(cells: Any) -> list[str]:
    """Return the keys of some cells of sources once each, those of the articles first."""
    keys = dict.fromkeys(key for cell in cells for key in cell.split("|") if key)
    return sorted(keys, key=lambda key: key.startswith(words.REFERENCE))


def _short(tables: sources.Tables) -> dict[str, str]:
    """Return actor → its short name: an organisation's, or the shortest of its spellings that is part of the whole name."""
    names = {}
    for row in tables["actors"].to_dict("records"):
        parts = [one for one in row["aliases"].split("|") if one and f" {one} " in f" {row['name']} "]
        names[row["actor"]] = min(parts, key=len, default=row["name"])
    return names | ORGANISATIONS
