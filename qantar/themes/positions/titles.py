"""The sentences on who won: of the articles at a glance, and of their speakers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qantar.facts import words
from qantar.facts.words import spelled
from qantar.themes.positions.rows import ANSWERS, COUNTRIES, Row, said

NAMES = {"russia": "Russia", "china": "China", "kazakhstan": "Kazakhstan"}
SUBJECTS = {**NAMES, "relationship": "ties of Russia and China"}
"""How the questions are written."""
FLAT = {
    "gain": "gains", "loss": "loses", "mixed": "gains and loses", "closer": "closer", "stable": "unchanged", "rift": "a rift",
}  # fmt: skip
HEDGED = {
    "gain": "may gain", "loss": "may lose", "mixed": "may do both", "closer": "perhaps closer", "stable": "perhaps unchanged",
    "rift": "perhaps a rift",
}  # fmt: skip
HEADS = {"gain": "gains", "loss": "loses", "mixed": "both", "closer": "closer", "stable": "unchanged", "rift": "rift"}
"""How answers are written above their marks."""
CAMPS = {
    "rift": "Who sees a rift", "several": "Who sees more than one thing in the ties", "stable": "Who sees the ties unchanged",
    "closer": "Who sees the two closer", "hedged": "Who only hedges or reports", "trend": "Who speaks of the long run alone",
    "silent": "Who doesn't speak of the ties",
}  # fmt: skip
"""The headings of the camps."""
OUTCOMES = {"gain": "gain", "loss": "lose", "mixed": "do both"}
TIES = {"stable": "no change", "rift": "a rift", "closer": "the two closer"}
"""What is seen of the ties."""
TITLE = 80
"""So many characters a title has at most."""


def answer_words(answer: str, flat: bool) -> str:
    """Write an answer as a word or two."""
    return (FLAT if flat else HEDGED)[answer]


# The articles at a glance: what the front page and this one say of them is one and the same.


def _outcomes(glance: Iterable[Row], question: str, own: bool = False) -> dict[str, set[str]]:
    """Return article → its flat answers to a question, for the articles that give any; ``own``: without those of who it quotes."""
    found = {
        cell["article"]: {one["answer"] for one in cell["answers"] if one["flat"] and (one["own"] or not own)}
        for cell in glance
        if cell["question"] == question
    }
    return {article: answers for article, answers in found.items() if answers}


def glance_title(glance: Sequence[Row]) -> str:
    """Say how the chosen articles judge Russia and China; of one alone, what it says of each country."""
    articles = list(dict.fromkeys(cell["article"] for cell in glance))
    if len(articles) == 1:
        return f"{words.name(articles[0])} {_alone(glance)}"
    russia, china = _outcomes(glance, "russia", True), _outcomes(glance, "china", True)
    gains = [article for article, answers in russia.items() if "gain" in answers]
    loses = [article for article, answers in china.items() if "loss" in answers]
    wins = [article for article, answers in china.items() if "gain" in answers]
    return f"{_first(gains, articles)}; {_second(loses, wins, articles)}"


def _first(gains: list[str], articles: list[str]) -> str:
    n = len(articles)
    if not gains:
        return f"{'Neither' if n == 2 else 'None'} says flatly that Russia gains"
    if len(gains) == n:
        return f"{'Both' if n == 2 else f'All {spelled(n)}'} see Russia gain"
    if len(gains) == 1:
        return f"{words.name(gains[0])} alone sees Russia gain"
    return f"{spelled(len(gains)).capitalize()} of {spelled(n)} see Russia gain"


def _second(loses: list[str], wins: list[str], articles: list[str]) -> str:
    if len(loses) == len(articles):
        return "both see China lose" if len(loses) == 2 else "all see China lose"
    if len(loses) == 1:
        return f"only {words.name(loses[0])} sees China lose"
    if loses:
        return f"{spelled(len(loses))} see China lose"
    if wins:
        return f"{_named(wins, articles)} China gain"
    return "none says who won of China"


def _named(some: list[str], articles: list[str]) -> str:
    if len(some) == len(articles):
        return "both see" if len(some) == 2 else "all see"
    return f"{words.name(some[0])} sees" if len(some) == 1 else f"{spelled(len(some))} see"


def _alone(glance: Sequence[Row]) -> str:
    """Say what one article sees, and of what its authors don't speak, what those see whom it quotes."""
    own: dict[str, list[str]] = {}
    quoted: dict[str, list[str]] = {}
    for question, name in NAMES.items():
        mine = _outcomes(glance, question, True)
        for answers in (mine or _outcomes(glance, question)).values():
            outcome = "mixed" if {"gain", "loss"} <= answers or "mixed" in answers else next(iter(answers))
            (own if mine else quoted).setdefault(outcome, []).append(name)
    told = [f"sees {_seen(own)}"] if own else []
    told += (
        [f"those it quotes see {_seen(quoted)}" if own else f"quotes speakers who see {_seen(quoted)}"]
        if quoted
        else []
    )
    return "; ".join(told) or "says nothing flatly of who won"


def _seen(parts: Mapping[str, list[str]]) -> str:
    return words.listed(
        [f"{words.listed(parts[outcome])} {verb}" for outcome, verb in OUTCOMES.items() if outcome in parts]
    )


def concluded(glance: Sequence[Row]) -> dict[str, str]:
    """Return for each article what its own words conclude, in short: ``Russia and China gain; ties unchanged``."""
    found: dict[str, list[str]] = {}
    for question in SUBJECTS:
        for article, answers in _outcomes(glance, question, True).items():
            said = words.listed([answer_words(answer, True) for answer in FLAT if answer in answers])
            found.setdefault(article, []).append(f"{'ties' if question == 'relationship' else NAMES[question]} {said}")
    return {article: "; ".join(parts) for article, parts in found.items()}


def answer(glance: Sequence[Row]) -> str:
    """Say in a sentence what the chosen articles make of it; without articles nothing."""
    if not glance:
        return ""
    articles = list(dict.fromkeys(cell["article"] for cell in glance))
    ties = _outcomes(glance, "relationship")
    told = []
    for seen, what in TIES.items():
        alone = [article for article, answers in ties.items() if answers == {seen}]
        if alone:
            own = _outcomes(glance, "relationship", True)
            told.append(f"{_voices([(article, article in own) for article in alone], articles)} {what}")
    several = [article for article, answers in ties.items() if len(answers) > 1]
    if several:
        told.append(f"the speakers of {words.listed([words.name(key) for key in several])} differ")
    return f"{glance_title(glance)}." + (f" On the ties of Russia and China, {words.listed(told)}." if told else "")


def ties_title(glance: Sequence[Row]) -> str:
    """Say who sees what in the ties of Russia and China, as much as fits a title; where nobody does, who won."""
    ties = _outcomes(glance, "relationship")
    parts: list[str] = []
    for seen, what in TIES.items():
        alone = [article for article, answers in ties.items() if answers == {seen}]
        if alone:
            first = {
                "stable": "Russia–China ties unchanged",
                "rift": "a rift between Russia and China",
                "closer": "Russia and China closer",
            }
            who = words.name(alone[0]) if len(alone) == 1 else spelled(len(alone))
            parts.append(f"{who} {'sees' if len(alone) == 1 else 'see'} {what if parts else first[seen]}")
    several = [words.name(article) for article, answers in ties.items() if len(answers) > 1]
    if several:
        parts.append(
            f"the speakers of {words.listed(several)} differ{'' if parts else ' on the ties of Russia and China'}"
        )
    while len("; ".join(parts)) > TITLE:
        parts.pop()
    title = "; ".join(parts)
    return title[0].upper() + title[1:] if title else glance_title(glance)


def _voices(some: Sequence[tuple[str, bool]], articles: list[str]) -> str:
    """Say who sees something: ``three see``, ``it sees``, ``CEIAS and those SCMP quotes see``; some aren't an article's own words."""
    if all(own for _, own in some):
        return f"{_who([article for article, _ in some], articles)} {'sees' if len(some) == 1 else 'see'}"
    if len(articles) == 1:
        return "those it quotes see"
    named = [words.name(article) for article, own in some if own]
    quoting = [f"those {words.name(article)} quotes" for article, own in some if not own]
    return f"{words.listed([*named, *quoting])} see"


def _who(some: list[str], articles: list[str]) -> str:
    if len(some) == len(articles) == 1:
        return "it"
    if len(some) == len(articles) == 2:
        return "both"
    return words.listed([words.name(key) for key in some]) if len(some) < 3 else spelled(len(some))


def glance_lines(rows: Any) -> list[str]:
    """Write each answer of an article in a line: ``SCMP, Russia: gains, 3 speakers (primary guarantor of security)``."""
    return [
        f"{words.name(row.article)}, {SUBJECTS[row.question]}: {answer_words(row.answer, row.flat)}, {words.many(row.speakers, 'speaker')}"
        + (f" ({row.gist})" if row.gist else "")
        for row in rows.itertuples()
    ]


# The speakers.


def positions_title(rows: Sequence[Row]) -> str:
    """State how many speakers judge the ties of Russia and China, and how; where none does, who gains."""
    given = said(rows, "relationship")
    if not given:
        return _gains(rows)
    names = {row["speaker"]: words.inside(_within(row["speaker_name"])) for row in rows}
    if len(given) == 1:
        ((speaker, answers),) = given.items()
        told = words.listed([ALONE[answer] for answer in reversed(ANSWERS["relationship"]) if answer in answers])
        return f"Only {names[speaker]} judges Russia–China ties: {told}"
    held, *others = (_judged(given, answer) for answer in ("stable", "rift", "closer"))
    rest = ", ".join(filter(None, others))
    if not held:
        return f"Russia–China ties: {rest if rest.startswith(('all', 'both')) else rest.replace(' ', f' of {spelled(len(given))} ', 1)}"
    if (
        held == "say both"
        and len(two := f"Russia–China ties held, say {words.listed([names[key] for key in given])}") <= TITLE
    ):
        return two
    title = f"Russia–China ties held, {held}" + (f"; {rest}" if rest else "")
    return title if len(title) <= TITLE else f"Russia–China ties held, {held}; {next(filter(None, others))}"


ALONE = {"stable": "unchanged", "closer": "closer", "rift": "a rift"}
JUDGED = {"rift": ("sees a rift", "see a rift"), "closer": ("sees them closer", "see them closer")}


def _judged(given: Mapping[str, Mapping[str, object]], answer: str) -> str:
    """Say how many judge so: ``say eight of nine`` (that ties held), ``one also closer`` (who says something else, too)."""
    those = [answers for answers in given.values() if answer in answers]
    if not those:
        return ""
    n, of, everyone = len(those), len(given), len(those) == len(given)
    whole = "both" if of == 2 else f"all {spelled(of)}"
    if answer == "stable":
        return f"say{'s' if n == 1 else ''} {whole if everyone else f'{spelled(n)} of {spelled(of)}'}"
    if answer == "closer" and not everyone and all(len(answers) > 1 for answers in those):
        return f"{spelled(n)} of them also says closer" if n == 1 else f"{spelled(n)} also say closer"
    return f"{whole if everyone else spelled(n)} {JUDGED[answer][n > 1]}"


def _gains(rows: Sequence[Row]) -> str:
    """Say how many speakers see whom gain and lose, for speakers who don't judge the ties."""
    told = []
    for country in COUNTRIES:
        given = said(rows, country)
        for outcome in ("gain", "loss"):
            n = sum(outcome in answers for answers in given.values())
            if n:
                told.append(f"{spelled(n)} {'sees' if n == 1 else 'see'} {NAMES[country]} {OUTCOMES[outcome]}")
    if not told:
        return "Of the crisis itself nobody here says flatly who won"
    text = ", ".join([told[0], words.listed(told[1:3])]) if told[1:] else told[0]
    return f"{text[0].upper()}{text[1:]}"


def _within(name: str) -> str:
    return name.replace("Author of", "the author of").replace("Analysts", "analysts").replace("Experts", "experts")


def line_words(row: Mapping[str, Any]) -> str:
    """Write one answer of one speaker: ``Russia: gains, 9 claims, 7 of them flat``."""
    n, flat = row["claims"], row["flat"]
    how = ", hedged or reported" if not flat else "" if flat == n else f", {flat} of them said flatly"
    longer = " in the long run" if row["horizon"] == "trend" else ""
    subject = SUBJECTS[row["question"]]
    return f"{subject[0].upper()}{subject[1:]}: {FLAT[row['answer']]}, {words.many(n, 'claim')}{longer}{how}"


def position_lines(rows: Sequence[Row]) -> list[str]:
    """Write each answer of each speaker in a line: ``Velina Tchakarova (CEIAS). Russia: gains, 9 claims``."""
    return [f"{row['speaker_name']} ({words.names(row['article'])}). {line_words(row)}" for row in rows]


def likeness_title(pairs: Sequence[Row]) -> str:
    """Say which two speakers agree most and which least; ``pairs``: the most alike first."""
    first, last = pairs[0], pairs[-1]
    if len(pairs) == 1:
        how = {0.0: "on nothing", 1.0: "on everything"}.get(first["alike"], "in part")
        title = f"{_within(first['one'])} and {_within(first['other'])} agree {how}"
        return title if len(title) <= TITLE else f"The two who can be compared agree {how}"
    if last["alike"] == 1:
        return "All who can be compared agree"
    if first["alike"] == 0:
        return "No two who can be compared agree on anything"
    return f"Furthest apart: {_within(last['one'])} and {_within(last['other'])}"


def likeness_lines(pairs: Sequence[Row]) -> list[str]:
    """Write how far each two speakers agree: ``Anna and Boris: 50 % alike on 2 questions``."""
    return [
        f"{row['one']} and {row['other']}: {100 * row['alike']:.0f} % alike on {row['shared']} questions"
        for row in pairs
    ]


def claim_lines(claims: Any) -> list[str]:
    """Write each claim in a line with its speaker and how it is put."""
    return [f"{row.label} ({row.status})" for row in claims.itertuples()]
