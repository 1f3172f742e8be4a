"""Who says who won: answers by article, speaker and question, the camps that speakers form, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from qantar.facts import citations, sources
from qantar.facts.cells import HORIZONS

COUNTRIES = ("russia", "china", "kazakhstan")
QUESTIONS = (*COUNTRIES, "relationship")
ANSWERS = {**dict.fromkeys(COUNTRIES, ("loss", "mixed", "gain")), "relationship": ("rift", "stable", "closer")}
"""The answers to each question, in the order in which they stand from left to right."""
CAMPS = ("rift", "several", "stable", "closer", "hedged", "trend", "silent")
"""The camps from top to bottom: by what a speaker says flatly of the ties of Russia and China in the crisis."""
COLUMNS = (
    "article", "speaker", "speaker_name", "role", "question", "answer", "horizon", "claims", "flat", "facts",
)  # fmt: skip
FEWEST = 2
"""So many questions two speakers have to share before they are compared."""

Row = dict[str, Any]


def chosen(
    tables: sources.Tables, topics: Sequence[str], statuses: Sequence[str], horizons: Sequence[str] = HORIZONS
) -> sources.Tables:
    """Return the tables with the claims on some topics, put in some ways, on the crisis or the long run, alone."""
    claims = tables["claims"]
    asked = claims["topic"].isin(topics) & claims["status"].isin(statuses) & claims["horizon"].isin(horizons)
    return dict(tables, claims=claims[asked])


def authors(tables: sources.Tables) -> set[str]:
    """Return the keys of those who write the articles, named or not."""
    actors = tables["actors"]
    return {key for key, role in zip(actors["actor"], actors["role"], strict=True) if role.endswith("author")}


def _claims(tables: sources.Tables) -> Iterable[tuple[str, Row]]:
    """Yield (article, claim) for each claim that an article carries and doesn't reject."""
    articles = set(sources.keys(tables["sources"]))
    known = {row["id"]: row for row in tables["claims"].to_dict("records") if row["status"] != "rejected"}
    evidence = tables["evidence"]
    for fact, source in dict.fromkeys(zip(evidence["fact"], evidence["source"], strict=True)):
        if source in articles and fact in known:
            yield source, known[fact]


def answers(tables: sources.Tables, apart: bool = True) -> list[Row]:
    """Return a row for each article, speaker, question, answer and horizon, with the columns ``COLUMNS``.

    ``horizon``: ``crisis``, or ``trend`` for the long run; ``claims`` counts the claims that give the answer, ``flat`` those
    neither hedged nor reported as others' view; ``facts`` are their keys, separated by |. A speaker who says that Russia gains
    and, elsewhere, that it loses has two rows: nothing is averaged. Rejected views are left out. Unless they are to be kept
    ``apart``, what a speaker says in several articles is one row, whose ``article`` names them all, separated by |.
    """
    found: dict[tuple[str, ...], Row] = {}
    for article, claim in _claims(tables):
        for question in QUESTIONS:
            if claim[question] == "none":
                continue
            key = (article if apart else "", claim["speaker"], question, claim[question], claim["horizon"])
            row = found.setdefault(
                key,
                {
                    **dict(zip(("article", "speaker", "question", "answer", "horizon"), key, strict=True)),
                    "speaker_name": claim["speaker_name"],
                    "role": claim["speaker_role"],
                    "claims": 0,
                    "flat": 0,
                    "facts": [],
                },
            )
            if article not in row["article"].split("|"):
                row["article"] = "|".join(filter(None, [row["article"], article]))
            if claim["id"] not in row["facts"]:
                row["claims"] += 1
                row["flat"] += claim["status"] == "asserted"
                row["facts"].append(claim["id"])
    order = sources.keys(tables["sources"])
    rows = sorted(
        found.values(), key=lambda row: (order.index(row["article"].split("|")[0]), QUESTIONS.index(row["question"]))
    )
    return [{**row, "facts": "|".join(row["facts"])} for row in rows]


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return answers as a table."""
    return pd.DataFrame(rows, columns=list(COLUMNS))


def counts(row: Mapping[str, Any]) -> bool:
    """Say whether an answer counts: it is given flatly, of the crisis."""
    return bool(row["flat"]) and row["horizon"] == "crisis"


def said(rows: Iterable[Row], question: str) -> dict[str, dict[str, list[str]]]:
    """Return speaker → what the speaker says flatly of the crisis to a question: answer → keys of the claims."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row["question"] == question and counts(row):
            found.setdefault(row["speaker"], {}).setdefault(row["answer"], []).extend(row["facts"].split("|"))
    return found


def camp(rows: Sequence[Row]) -> str:
    """Return the camp of one speaker, of whose answers these are all.

    It is the one answer on the ties of Russia and China, or ``several``; without any that counts ``hedged`` if one is given of
    the crisis, ``trend`` if only the long run is spoken of, else ``silent``.
    """
    ties = [row for row in rows if row["question"] == "relationship"]
    flat = {row["answer"] for row in ties if counts(row)}
    if flat:
        return flat.pop() if len(flat) == 1 else "several"
    if not ties:
        return "silent"
    return "hedged" if any(row["horizon"] == "crisis" for row in ties) else "trend"


def by_article(rows: Sequence[Row], articles: Sequence[str], writers: set[str]) -> list[Row]:
    """Return the lines of the matrix, speakers under their article.

    The first line of an article is its author's, or stands alone as a heading where the author answers nothing. Each line has
    ``heading`` (whether the article's name is written), ``article``, ``speaker`` ("" in a bare heading), ``name``, ``role``, ``camp`` and
    ``cells`` (the answers). Speakers stand by how many questions they answer.
    """
    lines: list[Row] = []
    for article in articles:
        own = _speakers([row for row in rows if row["article"] == article])
        if not own:
            continue
        first = [speaker for speaker in own if speaker in writers][:1]
        rest = sorted((key for key in own if key not in first), key=lambda key: (-_asked(own[key]), key))
        lines += [_line(article, own[speaker], True) for speaker in first] or [_line(article, [], True)]
        lines += [_line(article, own[speaker], False) for speaker in rest]
    return lines


def by_camp(rows: Sequence[Row]) -> list[Row]:
    """Return the lines of the matrix, speakers under what they say of the ties; a camp's heading is a line with ``camp`` alone.

    ``rows``: those of several articles joined. The lines have what those of ``by_article`` have, ``article`` separated by |.
    """
    speakers = _speakers(rows)
    camps = {speaker: camp(own) for speaker, own in speakers.items()}
    lines: list[Row] = []
    for name in CAMPS:
        own = sorted((key for key in speakers if camps[key] == name), key=lambda key: (-_asked(speakers[key]), key))
        if own:
            lines.append({**_line("", [], True), "camp": name})
        for key in own:
            articles = "|".join(dict.fromkeys(row["article"] for row in speakers[key]))
            lines.append(_line(articles, speakers[key], False))
    return lines


def _speakers(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["speaker"], []).append(row)
    return found


def _asked(rows: Sequence[Row]) -> int:
    return len({row["question"] for row in rows})


def _line(article: str, cells: Sequence[Row], heading: bool) -> Row:
    first = cells[0] if cells else {"speaker": "", "speaker_name": "", "role": ""}
    return {
        "heading": heading, "article": article, "speaker": first["speaker"], "name": first["speaker_name"], "role": first["role"],
        "camp": camp(cells) if cells else "", "cells": list(cells),
    }  # fmt: skip


def likeness(rows: Sequence[Row]) -> list[Row]:
    """Compare each two speakers by what they say flatly of the crisis: ``one, other, shared, alike, facts``, most alike first.

    ``shared`` counts the questions that both answer, at least two; ``alike`` (0 to 1) is the mean over them of the answers that both
    give as a share of the answers that either gives (Jaccard index). Names stand in ``one`` and ``other``.
    """
    given = {question: said(rows, question) for question in QUESTIONS}
    names = {row["speaker"]: row["speaker_name"] for row in rows}
    found = []
    for one, other in combinations(names, 2):
        shared = [question for question in QUESTIONS if one in given[question] and other in given[question]]
        if len(shared) < FEWEST:
            continue
        pairs = [(given[question][one], given[question][other]) for question in shared]
        alike = sum(len(set(a) & set(b)) / len(set(a) | set(b)) for a, b in pairs) / len(shared)
        facts = [fact for pair in pairs for side in pair for keys in side.values() for fact in keys]
        found.append({"one": names[one], "other": names[other], "shared": len(shared), "alike": alike,
                      "facts": "|".join(dict.fromkeys(facts))})  # fmt: skip
    return sorted(found, key=lambda row: (-row["alike"], -row["shared"]))


def at_a_glance(tables: sources.Tables) -> list[Row]:
    """Return what each article says of who won and of the ties of Russia and China: a cell for each article and question.

    Each has ``article``, ``question`` and ``answers``: for each answer that is given flatly of the crisis ``answer``, ``flat`` (True),
    ``speakers`` (how many), ``own`` (whether an author of the article is one of them, not only those it quotes), ``gist`` (the
    shortest words that carry it, the author's before others') and ``facts`` (separated by |).
    Where no one says it flatly the hedged answers stand, with ``flat`` False; where nobody says anything there are none.
    """
    claims: dict[tuple[str, str], list[Row]] = {}
    for article, claim in _claims(tables):
        for question in QUESTIONS:
            if claim["horizon"] == "crisis" and claim[question] != "none":
                claims.setdefault((article, question), []).append(claim)
    writers, named = authors(tables), dict(zip(tables["actors"]["name"], tables["actors"]["actor"], strict=True))
    own = {
        row["source"]: writers | {named[name] for name in citations.authors(row) if name in named}
        for _, row in tables["sources"].iterrows()
        if row["tier"] == "article"
    }
    return [
        {"article": article, "question": question, "answers": _glance(claims.get((article, question), []), question, own[article])}
        for article in sources.keys(tables["sources"])
        for question in QUESTIONS
    ]  # fmt: skip


def _glance(claims: Sequence[Row], question: str, writers: set[str]) -> list[Row]:
    flat = [claim for claim in claims if claim["status"] == "asserted"]
    best = flat or [claim for claim in claims if claim["status"] == "hedged"]
    found = []
    for answer in reversed(ANSWERS[question]):
        part = [claim for claim in best if claim[question] == answer]
        gists = sorted((claim for claim in part if claim["short"]), key=lambda claim: claim["speaker"] not in writers)
        if part:
            found.append({
                "answer": answer,
                "flat": bool(flat),
                "speakers": len({claim["speaker"] for claim in part}),
                "own": any(claim["speaker"] in writers for claim in part),
                "gist": gists[0]["short"] if gists else "",
                "facts": "|".join(claim["id"] for claim in part),
            })  # fmt: skip
    return found


def glance_frame(glance: Sequence[Row]) -> pd.DataFrame:
    """Return the matrix as a table, a row for each answer: ``article, question, answer, flat, speakers, gist, facts``."""
    rows = [
        {"article": cell["article"], "question": cell["question"], **answer}
        for cell in glance
        for answer in cell["answers"]
    ]
    return pd.DataFrame(rows, columns=["article", "question", "answer", "flat", "speakers", "gist", "facts"])
