"""Whether a receipt is one: quotes that a stranger understands, claimants with their article, names that a fact names."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from qantar.facts.models import FACTS, LINKS
from qantar.facts.sources import keys
from qantar.facts.tables import Fault

# What most sentences of the news have for a verb, and what looks like one by its ending.
VERB = re.compile(
    r"is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should"
    r"|began|brought|came|fell|found|gave|grew|held|kept|led|lost|made|met|put|said|saw|sent|set|shook|sought|spoke"
    r"|struck|told|took|went|won|wrote|benefits?|calls?|continues?|counts?|derails?|forms?|gains?|helps?|increases?|loses?|makes?"
    r"|overlaps?|quells?|says?|sees?|seeks?|shows?|views?|wants?|wins?"
    r"|(?!beginning|during|evening|hundred|morning|nothing|something)\w{2,}(?:ed|ing|ize)"
)
# Capitals that name nobody: words that open a sentence.
OPENER = re.compile("A|After|All|An|And|As|At|But|By|For|From|He|In|It|On|She|So|That|The|They|This|To|We|While")
THIN = "four words or more, with a name or a verb"


def claimants(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find facts of articles with a claimant whose own article isn't among their passages.

    A person's own article is known where all of their claims stand in that one; governments and others speak everywhere.
    """
    evidence, faults = tables["evidence"], []
    articles = set(keys(tables["sources"]))
    by = evidence.groupby("fact")["source"].agg(set)
    own: dict[str, set[str]] = {}
    for claim in tables["claims"].itertuples():
        own.setdefault(claim.speaker, set()).update(by.get(claim.id, set()))
    kinds = tables["actors"].set_index("actor")["kind"]
    for name in ("troops", "investment", "quantities", "projects", "memberships"):
        for row in tables[name].itertuples():
            printed = by.get(row.id, set())
            for key in filter(None, row.claimant.split("|")):
                said = own.get(key, set())
                if (
                    len(said) == 1
                    and kinds.get(key) in ("person", "group")
                    and printed & articles
                    and not said & printed
                ):
                    problem = f"{key} speaks in {min(said)}, which is no passage of the fact"
                    faults.append(Fault(f"{name}.csv", int(row.Index) + 2, "claimant", problem, f"with {min(said)}"))
    return faults


def named(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find actors and places that no row names, no fact and no other actor or place, and that have no receipt of their own.

    Crossings of the border are geography and need none.
    """
    used: set[str] = set()
    for table, column, target in (*LINKS, ("places", "within", "places")):
        if target in ("actors", "places", "actors or places"):
            own = tables[table][FACTS[table]] if table in ("actors", "places") else tables[table][column]
            for key, cell in zip(own, tables[table][column], strict=True):
                used |= {each for each in cell.split("|") if table not in ("actors", "places") or each != key}
    faults, proven = [], set(tables["evidence"]["fact"])
    for name in ("actors", "places"):
        frame = tables[name]
        idle = ~frame[FACTS[name]].isin(used | proven) & (frame["kind"] != "crossing")
        for index in frame.index[idle]:
            faults.append(
                Fault(f"{name}.csv", int(index) + 2, FACTS[name], "is named by no fact", "whom or what one names")
            )
    return faults


def warn(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Return the quotes of claims and events that are probably too thin to be understood alone.

    A stranger needs to see who or what a passage is about and what is said of it. A machine can't tell, so this only
    points at what to look at again: fewer than four words, or neither a name nor a verb. A name is a capital that
    doesn't merely open a sentence, or a spelling of an actor ("analysts"); a verb is a word of a short list, or one
    that ends in -ed, -ing or -ize. A quote in another language is judged by its translation; without one it is passed
    over where it isn't in Latin letters. A thin one beside a fuller one of the same fact and source is understood by that.
    """
    spellings = {alias.lower() for cell in tables["actors"]["aliases"] for alias in cell.split("|") if alias}
    actor = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(spellings))) or '(?!)'})\b")
    thin, understood, evidence = [], set(), tables["evidence"]
    for row in evidence[evidence["fact"].str.startswith(("cl-", "ev-"))].itertuples():
        text = row.translation or row.quote
        if not re.search("[A-Za-z]", text):
            continue
        words = re.findall(r"[^\W\d_]+", text)
        verb = any(VERB.fullmatch(word.lower()) for word in words)
        name = any(word[0].isupper() and not OPENER.fullmatch(word) for word in words) or actor.search(text.lower())
        count = len(text.split())
        if count < 4 or not (name or verb):
            problem = f"{count} words" if count < 4 else "neither a name nor a verb"
            fault = Fault("evidence.csv", int(row.Index) + 2, "quote", f"«{text}» of {row.fact}: {problem}", THIN)
            thin.append(((row.fact, row.source), fault))
        else:
            understood.add((row.fact, row.source))
    return [fault for key, fault in thin if key not in understood]
