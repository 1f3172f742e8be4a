"""The sentences of the front page that depend on its rows."""

from __future__ import annotations

from typing import Any

from qantar.facts import words
from qantar.themes.overview.rows import many

NAMES = {"russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan"}
OUTCOMES = {"gain": "gain", "loss": "lose", "mixed": "both gain and lose"}


def _outcomes(glance: list[dict[str, Any]], question: str) -> dict[str, set[str]]:
    """Return article → its flat answers to a question, for the articles that give any."""
    found = {
        cell["article"]: {one["answer"] for one in cell["answers"] if one["flat"]}
        for cell in glance
        if cell["question"] == question
    }
    return {article: answers for article, answers in found.items() if answers}


def glance_title(glance: list[dict[str, Any]]) -> str:
    """Say how the chosen articles judge Russia and China; of one alone, what it says of each country."""
    articles = list(dict.fromkeys(cell["article"] for cell in glance))
    if len(articles) == 1:
        return f"{words.name(articles[0])} {_alone(glance)}"
    gains = [article for article, answers in _outcomes(glance, "russia").items() if "gain" in answers]
    loses = [article for article, answers in _outcomes(glance, "china").items() if "loss" in answers]
    wins = [article for article, answers in _outcomes(glance, "china").items() if "gain" in answers]
    return f"{_first(gains, articles)}; {_second(loses, wins, articles)}"


def _first(gains: list[str], articles: list[str]) -> str:
    n = len(articles)
    if not gains:
        return f"{'Neither' if n == 2 else 'None'} says flatly that Russia gains"
    if len(gains) == n:
        return f"{'Both' if n == 2 else f'All {many(n)}'} see Russia gain"
    if len(gains) == 1:
        return f"{words.name(gains[0])} alone sees Russia gain"
    return f"{many(len(gains)).capitalize()} of {many(n)} see Russia gain"


def _second(loses: list[str], wins: list[str], articles: list[str]) -> str:
    if len(loses) == len(articles):
        return "both see China lose" if len(loses) == 2 else "all see China lose"
    if len(loses) == 1:
        return f"only {words.name(loses[0])} sees China lose"
    if loses:
        return f"{many(len(loses))} see China lose"
    if wins:
        return f"{_named(wins, articles)} China gain"
    return "none says who won of China"


def _named(some: list[str], articles: list[str]) -> str:
    if len(some) == len(articles):
        return "both see" if len(some) == 2 else "all see"
    return f"{words.name(some[0])} sees" if len(some) == 1 else f"{many(len(some))} see"


def _alone(glance: list[dict[str, Any]]) -> str:
    parts: dict[str, list[str]] = {}
    for question, name in NAMES.items():
        for answers in _outcomes(glance, question).values():
            outcome = "mixed" if {"gain", "loss"} <= answers or "mixed" in answers else next(iter(answers))
            parts.setdefault(outcome, []).append(name)
    said = [f"{words.listed(parts[outcome])} {verb}" for outcome, verb in OUTCOMES.items() if outcome in parts]
    return f"sees {words.listed(said)}" if said else "says nothing flatly of who won"


def strip_title(unrest: list[dict[str, Any]], moments: list[dict[str, Any]]) -> str:
    """Say on which day the unrest was at its widest, and when the last soldiers left, as far as the rows know."""
    violence = [row for row in unrest if row["form"] == "violence"]
    rows = violence or unrest
    last = next((row for row in moments if "ev-ref-home" in row["facts"].split("|")), None)
    if rows:
        worst = max(rows, key=lambda row: (row["places"], -row["day"]))
        what = "Violence" if violence else "Protest"
        where = f"in {many(worst['places'])} place{'s' if worst['places'] > 1 else ''}"
        first = f"{what} broke out {where} on {worst['day']} January"
        return f"{first}; the last foreign soldiers left on the {last['day']}th" if last else first
    if not moments:
        return "The chosen articles date nothing to a day"
    days = f"{moments[0]['day']} to {moments[-1]['day']}" if len(moments) > 1 else str(moments[0]["day"])
    return f"What the chosen articles date to a day: {days} January"


def answer(glance: list[dict[str, Any]]) -> str:
    """Say in a sentence what the chosen articles make of it."""
    title = glance_title(glance)
    ties = _outcomes(glance, "relationship")
    said = [
        _ties([article for article, answers in ties.items() if key in answers], one, several)
        for key, one, several in TIES
        if any(key in answers for answers in ties.values())
    ]
    return f"{title}." + (f" The ties of the two powers: {'; '.join(said)}." if said else "")


TIES = (
    ("stable", "sees them unchanged", "see them unchanged"),
    ("rift", "sees a rift", "see a rift"),
    ("closer", "sees them closer", "see them closer"),
)


def _ties(articles: list[str], one: str, several: str) -> str:
    who = (
        words.listed([words.name(key) for key in articles]) if len(articles) < 3 else f"{many(len(articles))} articles"
    )
    return f"{who} {one if len(articles) == 1 else several}"


def moment_lines(rows: Any) -> list[str]:
    """Write each row of the strip in a line: ``5 January 2022: violence in Almaty and Taraz``."""
    return [f"{row.day} January 2022: {row.what}" for row in rows.itertuples()]


def cell_lines(rows: Any) -> list[str]:
    """Write each answer in a line: ``SCMP, Russia: gains, 3 speakers (primary guarantor of security)``."""
    return [
        f"{words.name(row.article)}, {SUBJECTS[row.question]}: {answer_words(row.answer, row.flat)}, {words.many(row.speakers, 'speaker')}"
        + (f" ({row.gist})" if row.gist else "")
        for row in rows.itertuples()
    ]


SUBJECTS = {**NAMES, "relationship": "ties of Russia and China"}
FLAT = {
    "gain": "gains",
    "loss": "loses",
    "mixed": "gains and loses",
    "closer": "closer",
    "stable": "unchanged",
    "rift": "a rift",
}
HEDGED = {
    "gain": "may gain", "loss": "may lose", "mixed": "may do both", "closer": "perhaps closer", "stable": "perhaps unchanged",
    "rift": "perhaps a rift",
}  # fmt: skip


def answer_words(answer: str, flat: bool) -> str:
    """Write an answer as a word or two."""
    return (FLAT if flat else HEDGED)[answer]
