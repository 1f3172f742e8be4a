"""Who gives a number: named with a role where a reader meets them first, and in a word or two beside a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from qantar.facts import sources, words

SHORT = {
    "Collective Security Treaty Organization": "CSTO",
    "Kazakhstan's Prosecutor General's Office": "Prosecutors",
    "Rights groups of the joint statement": "Rights groups",
    "China's embassy in Kazakhstan": "China's embassy",
}
"""Names that a newspaper shortens by no rule."""
CHINA = "ac-china"


def short(name: str, kind: str = "", country: str = "") -> str:
    """Return how a speaker is named beside a mark: a person by the family name, which in China stands first.

    ``kind``: of the actor, such as ``person``; ``country``: its key. What follows a comma or stands in brackets is left out.
    """
    name = re.split(r", | \(| - ", name)[0]
    if kind == "person":
        return name.split()[0 if country == CHINA else -1]
    return SHORT.get(name, name)


def named(tables: sources.Tables, rows: Iterable[Any]) -> list[str]:
    """Return for each number (``claimant, sources, says``) who says so, in a word or two.

    Articles go by their own name where their author says so or nobody is named; a number without a speaker goes by its publisher.
    """
    known = _actors(tables)
    found = []
    for row in rows:
        article = words.source_key(row.sources)
        speaker = known.get(row.claimant.split("|")[0])
        if article not in ("reference", "several") and (speaker is None or "author" in speaker.role):
            found.append(words.name(article))
        elif speaker is not None:
            found.append(short(speaker.name, speaker.kind, speaker.country))
        else:
            found.append(re.split(r", | \(| - ", row.says.removeprefix("unnamed, in "))[0])
    return found


def introduced(tables: sources.Tables, rows: Iterable[Any]) -> list[str]:
    """Return for each number (``claimant, says``) who says so in full, with the role where a name stands for the first time.

    Where nobody is named, it is as ``says`` has it: ``unnamed, in The Times``.
    """
    known = _actors(tables)
    seen: set[str] = set()

    def one(key: str) -> str:
        speaker = known[key]
        role = "" if key in seen else _role(speaker, known)
        seen.add(key)
        return f"{speaker.name} ({role})" if role else str(speaker.name)

    found = []
    for row in rows:
        keys = [key for key in row.claimant.split("|") if key in known]
        found.append(words.listed([one(key) for key in keys]) if keys else row.says)
    return found


@sources.memoized
def _actors(tables: sources.Tables) -> dict[str, Any]:
    """Return actor → its row, since every chart of numbers asks for it."""
    columns = ["actor", "name", "kind", "role", "country", "affiliation"]
    return {row.actor: row for row in tables["actors"][columns].itertuples(index=False)}


def _role(speaker: Any, known: dict[str, Any]) -> str:
    """Return a speaker's role as it stands in brackets after the name: what a state or an organisation is, its name says."""
    role = str(speaker.role)
    if speaker.kind not in ("person", "publication", "group") or not role or "author" in role:
        return ""
    whose = known.get(speaker.affiliation)
    if speaker.kind != "person" or whose is None or " of " in role:
        return role
    return f"{role}, {short(whose.name)}"


def spoken(tables: sources.Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return numbers with ``who``, the short name of who says so, and ``said``, the same in full with the role at first use."""
    records = list(rows[["claimant", "sources", "says"]].itertuples())
    return rows.assign(
        who=pd.Series(named(tables, records), index=rows.index, dtype="str"),
        said=pd.Series(introduced(tables, records), index=rows.index, dtype="str"),
    )
