"""What is set side by side: things that several sources count or date, and what doesn't fit."""

from __future__ import annotations

from pandera.typing import Series

from qantar.facts import cells
from qantar.facts.cells import ASKED, COMPUTED, FACT, KINDS, THEMES, VERDICTS
from qantar.facts.models.model import Model

_NUMBER = r"\{(?:" + "|".join(COMPUTED) + r")\}"
FACTS = rf"{FACT}(?:\|{FACT})*"
BRACES = rf"(?:[^{{}}\s]|{_NUMBER})(?:[^{{}}]|{_NUMBER})*"


class Comparisons(Model):
    """A row is a thing that can be counted or dated, with the facts of all sources that answer."""

    id: Series[str] = cells.identity("Key of the row.", "cmp")
    theme: Series[str] = cells.one_of(THEMES, "With which others it is shown.")
    thing: Series[str] = cells.text("What is counted or dated.", r".{1,60}", "1 to 60 characters")
    asks: Series[str] = cells.one_of(ASKED, "What is asked of the sources.")
    note: Series[str] = cells.maybe("What makes the answers differ or alike; names no article.")
    facts: Series[str] = cells.text("The facts that answer, separated by |.", FACTS, "fact keys separated by |")


class Contradictions(Model):
    """A row is something to know before trusting a number or a date."""

    id: Series[str] = cells.identity("Key of the entry.", "con")
    kind: Series[str] = cells.one_of(
        KINDS, "What doesn't fit: a sum, an outside fact, two dates, two sources, or one source with itself."
    )
    verdict: Series[str] = cells.one_of(
        VERDICTS,
        "What it comes to: a statement doesn't hold (error), two can't both be true (contradiction), they pull apart but "
        "may both hold (tension), or they only seem to differ, because they speak of different wholes (scope), of "
        "different days (date) or measure different things (definition).",
    )
    title: Series[str] = cells.text(
        "What doesn't fit, in a line.", BRACES, "text; in braces only " + ", ".join(COMPUTED)
    )
    finding: Series[str] = cells.text(
        "Why it doesn't, in a sentence or two. Names in braces, in title and finding, stand for computed numbers.",
        BRACES,
        "text; in braces only " + ", ".join(COMPUTED),
    )
    facts: Series[str] = cells.text(
        "The facts that don't fit each other, separated by |.",
        FACTS,
        "fact keys separated by |",
    )
    sources: Series[str] = cells.maybe(
        "The articles that it sets against each other, separated by |. Empty where reference sources alone don't fit each "
        "other.",
        r"[A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*",
        "source keys separated by |, or empty",
    )
    sides: Series[str] = cells.maybe(
        "Who stands with whom, where three or more take part: the sides, separated by ` v `; empty where each is a side of "
        "its own. With sides it is shown while two of them have a chosen article, else when all of its facts are there.",
        r"[A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*(?: v [A-Za-z0-9-]+(?:\|[A-Za-z0-9-]+)*)+",
        "source keys, or reference, separated by |, sides by ` v `, or empty",
    )
    shown_as: Series[str] = cells.text("What the charts show because of it.")


class Aliases(Model):
    """A row keeps an old address open: a key that a fact or an entry once had."""

    alias: Series[str] = cells.text("The key of before.", FACT, "a key that no row has any more")
    fact: Series[str] = cells.text(
        "The key of the fact or entry that says the same today.", FACT, "the key of a fact or entry"
    )
