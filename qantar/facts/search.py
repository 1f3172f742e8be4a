"""Search: facts, people, places, numbers, quotes and entries of the ledger, by words as people type them.

The index is made once when the tables are read. A word finds those that begin with it, whatever its case and accents,
and, where none does, those that differ by one typed mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import OSA

from qantar.facts import words
from qantar.facts.models import FACTS, LINKS
from qantar.facts.sources import Tables, memoized

ALWAYS = ""
"""The source of what we say ourselves of a fact, which holds whoever is chosen."""
SHORTEST = 4
"""From so many letters on a word may hold a typed mistake."""


@dataclass(frozen=True)
class Index:
    """``words``: word → (fact, source) for each place where it stands; ``labels``: fact → what it is, in a line."""

    words: Mapping[str, frozenset[tuple[str, str]]]
    labels: Mapping[str, str]
    by_length: Mapping[int, tuple[str, ...]]
    titles: Mapping[str, frozenset[str]]


def plain(text: str) -> str:
    """Return a text in small letters without accents; ʼ and - part no word in two."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("ʼ", "").replace("'", "")


def split(text: str) -> list[str]:
    """Return the words and numbers of a text as they are compared: 2,500 is one, and so is 14.7."""
    return [word.replace(",", "") for word in re.findall(r"\d+(?:[.,]\d+)*|[^\W_\d]+|\w+", plain(text))]


@memoized
def index(tables: Tables) -> Index:
    """Return the index of labelled tables, whatever is chosen."""
    found: dict[str, set[tuple[str, str]]] = {}
    labels: dict[str, str] = {}
    titles: dict[str, frozenset[str]] = {}

    def add(fact: str, source: str, *texts: str) -> None:
        for text in texts:
            for word in split(text):
                found.setdefault(word, set()).add((fact, source))

    named = _names(tables)
    for name, key in {**FACTS, "relations": "id"}.items():
        frame = tables[name]
        links = [column for table, column, of in LINKS if table == name and ("actors" in of or "places" in of)]
        stated = words.stated(frame) if "stated" in frame else pd.Series("", index=frame.index)
        for row, said in zip(frame.to_dict("records"), stated, strict=True):
            fact = row[key]
            labels[fact] = str(row["label"]) + (f": {said}" if said and name != "projects" else "")
            titles[fact] = frozenset(split(labels[fact]))
            add(fact, ALWAYS, labels[fact], str(row.get("stated", "")).replace("|", " "), str(row.get("short", "")))
            if name in ("actors", "places"):
                add(fact, ALWAYS, *named[fact])
            for column in links if name not in ("actors", "places") else ():
                for other in str(row[column]).split("|"):
                    add(fact, ALWAYS, *named.get(other, ()))
    for row in tables["evidence"].itertuples():
        add(row.fact, row.source, row.quote, row.translation)
    for row in tables["contradictions"].itertuples():
        labels[row.id] = row.title
        titles[row.id] = frozenset(split(row.title))
        add(row.id, ALWAYS, row.title, row.finding)
    by_length: dict[int, list[str]] = {}
    for word in found:
        by_length.setdefault(len(word), []).append(word)
    return Index(
        {word: frozenset(places) for word, places in found.items()}, labels,
        {length: tuple(group) for length, group in by_length.items()}, titles,
    )  # fmt: skip


def _names(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return how each actor and place is called, in every spelling."""
    actors, places = tables["actors"], tables["places"]
    spelt = {
        row.actor: (row.name_, *row.aliases.split("|")) for row in actors.rename(columns={"name": "name_"}).itertuples()
    }
    return spelt | {key: (name,) for key, name in zip(places["place"], places["name"], strict=True)}


def search(index: Index, asked: str, chosen: Collection[str], held: Iterable[str]) -> list[str]:
    """Return the facts and entries that hold all words asked for, the closest first.

    ``chosen``: the sources whose words count; ``held``: the facts and entries that the filter leaves. A word finds
    those that begin with it; only one that none begins with may differ by a letter more, less, other or swapped.
    """
    sought, left = split(asked), set(held)
    closeness: dict[str, float] = {}
    for n, word in enumerate(sought):
        near = _near(index, word)
        best: dict[str, float] = {}
        for other, distance in near.items():
            for fact, source in index.words[other]:
                if fact in left and (source == ALWAYS or source in chosen):
                    # What stands in the title counts more than what stands in a quote.
                    value = distance + (0 if other in index.titles.get(fact, ()) else 0.5)
                    best[fact] = min(best.get(fact, 9.0), value)
        closeness = (
            best if n == 0 else {fact: closeness[fact] + value for fact, value in best.items() if fact in closeness}
        )
    kinds = {"ac": 0, "pl": 0}
    return sorted(
        closeness, key=lambda fact: (closeness[fact], kinds.get(fact.split("-")[0], 1), index.labels.get(fact, fact))
    )


def _near(index: Index, word: str) -> dict[str, float]:
    """Return the words of the index that are meant by a word, each with how far it is off: 0 for the same."""
    begins = {other: 0.0 if other == word else 0.25 for other in index.words if other.startswith(word)}
    if begins or len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return begins
    alike = (other for length in range(len(word) - 1, len(word) + 2) for other in index.by_length.get(length, ()))
    return {other: 1.0 for other in alike if OSA.distance(word, other, score_cutoff=1) <= 1}
