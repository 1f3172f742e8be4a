"""The tables against the articles' texts: quotes in their paragraphs, numbers in their quotes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from qantar.facts.checks import Tables
from qantar.facts.sources import keys
from qantar.facts.tables import Fault

SHARE = 0.4
"""So many of an article's words may stand in its quotes altogether."""

ROW = 8
"""So many words in a row that an article has, too, are its sentence and not our own."""
OWN = {
    "claims": ("claim", "short"), "events": ("title", "short", "detail"), "contradictions": ("title", "finding", "shown_as"),
    "comparisons": ("thing", "note"), "sources": ("note",),
    **dict.fromkeys(("troops", "investment", "quantities", "projects", "memberships"), ("note",)),
}  # fmt: skip
"""The texts that are written in our own words, by table."""

# What vague words may mean: the bounds that follow from the words, per unit of the number.
VAGUE = {
    r"\ba few thousand\b": (2000, 10000),
    r"\bthousands\b": (2000, None),
    r"\btens of billions\b": (20, 100),
    r"\bmulti-?billion\b": (2, None),
    r"\bdecades\b": (20, None),
    r"\b(decades-long)\b": (20, None),
    r"\bpredominantly\b": (50, None),
}
WORDS = {
    "no": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "none": 0,
    "first": 1,
    "second": 2,
    "third": 3,
    "primary": 1,
    "leading": 1,
    "main": 1,
    "only": 1,
}


def fold(text: str) -> str:
    """Return text with curly quotes, dashes and white space made plain, for comparing."""
    plain = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return re.sub(r"\s+", " ", plain).strip()


def paragraphs(path: Path) -> list[str]:
    """Return the non-empty lines of an article's text, folded; the first is paragraph 1."""
    return [fold(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def files(tables: Tables) -> dict[str, str]:
    """Return the file of each article's text, in the folder given to ``check --articles``."""
    about = tables["sources"]
    return dict(about.loc[about["text"] != "", ["source", "text"]].itertuples(index=False))


def check_articles(tables: Tables, folder: Path) -> list[Fault]:
    """Return every quote that isn't in its paragraph and every number that isn't in its quote."""
    faults, texts = [], {}
    for source, file in files(tables).items():
        if (folder / file).is_file():
            texts[source] = paragraphs(folder / file)
        else:
            faults.append(Fault(file, None, "", f"isn't in {folder}", "the text of the article"))
    for row in tables["evidence"].itertuples():
        if row.source in texts and pd.notna(row.paragraph):
            text = texts[row.source]
            if not 1 <= row.paragraph <= len(text):
                problem = f"paragraph {row.paragraph} doesn't exist"
                faults.append(Fault("evidence.csv", row.Index + 2, "paragraph", problem, f"1 to {len(text)}"))
            elif not re.search(rf"(?<!\w){re.escape(fold(row.quote))}(?!\w)", text[row.paragraph - 1]):
                where = [n for n, line in enumerate(text, 1) if fold(row.quote) in line]
                problem = f"«{row.quote}» isn't in paragraph {row.paragraph} of {row.source}"
                allowed = f"paragraph {where[0]}, where it stands" if where else "words of that paragraph"
                faults.append(Fault("evidence.csv", row.Index + 2, "quote", problem, allowed))
    return faults + _share(tables, texts) + _copied(tables, texts) + _numbers(tables) + _aliases(tables, texts)


def _share(tables: Tables, texts: dict[str, list[str]]) -> list[Fault]:
    """Hold the quotes of an article together to at most two fifths of its words: they point, they don't copy.

    A word counts once, however many facts rest on it, and as a whole, though a quote may take only a part of it.
    """
    faults = []
    for source, lines in texts.items():
        spans = [[(word.start(), word.end()) for word in re.finditer(r"\S+", line)] for line in lines]
        quoted: set[tuple[int, int]] = set()
        for row in tables["evidence"].query("source == @source").dropna(subset=["paragraph"]).itertuples():
            quote, n = fold(row.quote), int(row.paragraph) - 1
            if 0 <= n < len(lines) and quote in lines[n]:
                at = lines[n].index(quote)
                quoted |= {(n, start) for start, end in spans[n] if start < at + len(quote) and end > at}
        share = len(quoted) / max(sum(map(len, spans)), 1)
        if share > SHARE:
            problem = f"the quotes are {share:.1%} of the words of {source}"
            faults.append(Fault("evidence.csv", None, "quote", problem, f"at most {SHARE:.0%}"))
    return faults


def _copied(tables: Tables, texts: dict[str, list[str]]) -> list[Fault]:
    """Find the texts of ours that have ``ROW`` words in a row as an article has them: quotes stand in ``evidence.csv``."""

    def rows_of(text: str) -> list[tuple[str, ...]]:
        words = re.findall(r"[\w'&%.]*\w", fold(text).replace("’", "'").lower())
        return [tuple(words[n : n + ROW]) for n in range(len(words) - ROW + 1)]

    printed = {row: source for source, lines in texts.items() for line in lines for row in rows_of(line)}
    faults = []
    for name, columns in OWN.items():
        for column in columns:
            for index, text in zip(tables[name].index, tables[name][column], strict=True):
                copied = next((row for row in rows_of(text) if row in printed), None)
                if copied:
                    problem = f"«{' '.join(copied)}» stands in {printed[copied]}, too"
                    faults.append(
                        Fault(
                            f"{name}.csv", index + 2, column, problem, "words of our own; quotes stand in evidence.csv"
                        )
                    )
    return faults


def _numbers(tables: Tables) -> list[Fault]:
    """Find every stated number in its quotes, and its value or bounds in the stated words.

    What only reference sources say is written in several languages and units; there the quote has
    to hold the number as printed, and the note says how it was converted.
    """
    faults = []
    evidence = tables["evidence"]
    printed = set(evidence.loc[evidence["source"].isin(keys(tables["sources"])), "fact"])
    quotes = tables["evidence"].groupby("fact")["quote"].agg(list)
    for name in ("troops", "investment", "quantities", "projects"):
        for row in tables[name].itertuples():
            forms = [fold(form) for form in row.stated.split("|") if form]
            said = [fold(quote) for quote in quotes.get(row.id, [])]
            for form in forms:
                if not any(form.lower() in quote.lower() for quote in said):
                    faults.append(
                        Fault(
                            f"{name}.csv",
                            row.Index + 2,
                            "stated",
                            f"«{form}» is in none of its quotes",
                            "words of a quote",
                        )
                    )
            if row.id in printed and not any(_fits(form, row) for form in forms):
                faults.append(
                    Fault(
                        f"{name}.csv",
                        row.Index + 2,
                        "value",
                        f"doesn't follow from «{row.stated}»",
                        "the number or the bounds that the words give",
                    )
                )
    return faults


def _fits(form: str, row: Any) -> bool:
    """Say whether the value or the bounds of a row follow from its stated words."""
    stated = {float(n.replace(",", "")) for n in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", form)}
    stated |= {float(WORDS[word]) for word in re.findall(r"[a-z]+", form.lower()) if word in WORDS}
    if row.unit == "%" and re.search(r"\ball\b", form):
        stated.add(100.0)
    if pd.notna(row.value):
        return float(row.value) in stated or (row.unit == "rank" and row.value == 1) or _once(form, row)
    if row.qualifier in ("few", "tens", "plural", "over"):
        bounds = next((bounds for words, bounds in VAGUE.items() if re.search(words, form.lower())), None)
        if bounds:
            return bounds == tuple(None if pd.isna(n) else n for n in (row.low, row.high))
        # Any other plural ("several", "many", "recent years") says no more than two.
        return row.low == 2 or float(row.low if pd.notna(row.low) else -1) in stated
    known = [float(n) for n in (row.low, row.high) if pd.notna(n)]
    return set(known) <= stated or row.qualifier in ("unspecified",) or (row.qualifier == "nearly" and not stated)


def _once(form: str, row: Any) -> bool:
    """Say whether a one or a zero is in words without a numeral: annual, past week, did not."""
    return (row.value == 1 and re.search(r"annual|week|only|one", form) is not None) or (
        row.value == 0 and re.search(r"\bnot\b|\bnone\b", form.lower()) is not None
    )


def _aliases(tables: Tables, texts: dict[str, list[str]]) -> list[Fault]:
    """Find every spelling of an actor in an article or, of one that only reference data names, in a quote."""
    read = " \n ".join(
        [*(line for lines in texts.values() for line in lines), *map(fold, tables["evidence"]["quote"])]
    ).lower()
    return [
        Fault(
            "actors.csv",
            row.Index + 2,
            "aliases",
            f"«{alias}» is in no article and no quote",
            "a spelling of an article",
        )
        for row in tables["actors"].itertuples()
        for alias in filter(None, row.aliases.split("|"))
        if fold(alias).lower() not in read
    ]
