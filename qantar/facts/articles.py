"""How the articles are called and look, which is data: what ``sources.csv`` says of each, known to all rooms once it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd


@dataclass(frozen=True)
class Article:
    """How an article is called and looks: ``color`` as #rrggbb, ``symbol`` by Plotly's name, ``spellings`` in texts of ours."""

    name: str
    color: str
    symbol: str
    spellings: tuple[str, ...]


_KNOWN: dict[str, Article] = {}


def register(sources: pd.DataFrame) -> None:
    """Take over the articles of a table of sources; those of another table, if any, stay known after them."""
    global _KNOWN
    rows = in_order(sources)
    found = {
        row.source: Article(row.name_, row.color, row.symbol, spelt(row.spellings))
        for row in rows[(rows["tier"] == "article") & (rows["name"] != "")]
        .rename(columns={"name": "name_"})
        .itertuples()
    }
    _KNOWN = {**found, **{key: article for key, article in _KNOWN.items() if key not in found}}


def forget(key: str) -> None:
    """Forget an article, for tests that made one up."""
    _KNOWN.pop(key, None)


def spelt(cell: str) -> tuple[str, ...]:
    """Return the spellings of a cell, which are separated by |."""
    return tuple(filter(None, cell.split("|")))


def in_order(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the sources with the articles first, by their position; all else stays as it is."""
    return sources.sort_values("position", kind="stable", na_position="last")


def name(key: str) -> str | None:
    """Return how an article is called; None for another key."""
    found = _KNOWN.get(key)
    return found.name if found else None


def color(key: str) -> str | None:
    """Return the colour of an article; None for another key."""
    found = _KNOWN.get(key)
    return found.color if found else None


def symbol(key: str) -> str | None:
    """Return the mark of an article; None for another key."""
    found = _KNOWN.get(key)
    return found.symbol if found else None


def order(keys: Iterable[str]) -> list[str]:
    """Return the articles among some keys, in the order of the filter."""
    held = set(keys)
    return [key for key in _KNOWN if key in held]


WORD = re.compile(r"\w+")


def pattern(key: str, spellings: str) -> re.Pattern[str]:
    """Return what finds an article in a text of ours, by its key if it has no spellings."""
    return _pattern(spelt(spellings) or (key,))


@lru_cache(maxsize=100)
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)")


def patterns(sources: pd.DataFrame) -> dict[str, re.Pattern[str]]:
    """Return for each article of a table of sources what finds it in a text of ours."""
    rows = sources[sources["tier"] == "article"]
    return {key: pattern(key, cell) for key, cell in zip(rows["source"], rows["spellings"], strict=True)}


def naming(sources: pd.DataFrame) -> Callable[[str], set[str]]:
    """Return what says which articles a text of ours names; however many there are, only those are looked for that may be meant."""
    first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    rows = sources[sources["tier"] == "article"]
    for key, cell in zip(rows["source"], rows["spellings"], strict=True):
        found = pattern(key, cell)
        for word in {next(iter(WORD.findall(spelling)), "") for spelling in spelt(cell) or (key,)}:
            first.setdefault(word, []).append((key, found))

    def named(text: str) -> set[str]:
        meant = [one for word in set(WORD.findall(text)) for one in first.get(word, ())]
        return {key for key, found in meant if found.search(text)}

    return named


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2): 0 for black, 1 for white."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2): 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
