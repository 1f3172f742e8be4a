"""The rows of disagreements: the entries of the ledger, who contradicts whom, and what is set side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from qantar.facts import articles, ledger, sources, words
from qantar.facts.ledger import GROWTH, growth
from qantar.facts.sources import memoized

LONGEST = 220
"""So many letters of what speaks against a claim stand in a list, and at least a sentence; the evidence has all."""


def entries(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return the entries of the ledger in the order of the file, the weightiest first.

    Each has ``entries`` (its key), ``kind, verdict, title, finding, facts, sources, sides, shown_as``, who stands against whom
    (``group`` and ``who``, as ``ledger.parties`` says), and from the finding the ``claim`` and what speaks ``against`` it, in a
    sentence or two.
    """
    parties = ledger.parties(tables).to_dict("index")
    named = articles.naming(tables["sources"])
    found = []
    for row in tables["contradictions"].to_dict("records"):
        claim, against = apart(row["finding"], row["sides"], named)
        kept = {
            name: row[name] for name in ("kind", "verdict", "title", "finding", "facts", "sources", "sides", "shown_as")
        }
        found.append({"entries": row["id"], **kept, **parties[row["id"]], "claim": claim, "against": against})
    return found


def apart(finding: str, sides: str, named: Callable[[str], set[str]]) -> tuple[str, str]:
    """Split a finding into the claim, which is its first sentence, and what speaks against it.

    Where an entry has ``sides``, that is what an article on another side than the claim's says, unless it is on the claim's side, too;
    else all that follows. ``named``: which articles a text names.
    """
    claim, *rest = re.split(r"(?<=[.!?])\s+(?=[A-Z“0-9])", finding)
    groups = [set(side.split("|")) for side in sides.split(sources.VERSUS)] if sides else []
    whose = named(claim)
    own = next((group for group in groups if whose & group), set())
    others = set().union(*(group for group in groups if group is not own)) - own if own else set()
    against = [sentence for sentence in rest if (said := named(sentence)) & others and not said & own]
    text, *more = against or rest or [""]
    for sentence in more:
        if len(text) + len(sentence) >= LONGEST:
            break
        text = f"{text} {sentence}"
    return claim, text


def holding(rows: Sequence[dict[str, Any]], tables: sources.Tables, search: str) -> list[dict[str, Any]]:
    """Return the entries that hold all words of a search, in what we say of them or in the passages behind them."""
    if not search.strip():
        return list(rows)
    quoted = tables["evidence"].groupby("fact")["quote"].agg(" ".join).to_dict()
    found = []
    for row in rows:
        passages = " ".join(quoted.get(fact, "") for fact in row["facts"].split("|"))
        if words.holds(f"{row['title']} {row['finding']} {row['who']} {passages}", search):
            found.append(row)
    return found


def pairs(tables: sources.Tables) -> list[dict[str, Any]]:
    """Return who contradicts whom: ``one, other, weight, count, entries, facts``, without what only seems to differ.

    ``one`` and ``other`` are articles or ``reference``, equal where one contradicts itself; ``weight``: ``sharp`` or ``tension``.
    """
    rows = ledger.who(tables).to_dict("records")
    return [{str(name): cell for name, cell in row.items()} for row in rows if row["weight"] != "difference"]


@memoized
def side_by_side(tables: sources.Tables) -> pd.DataFrame:
    """Return the answers of the sources to every comparison, one row per comparison, fact and column.

    ``row`` (key of the comparison), ``theme, thing, note, column`` (article, or ``reference``), ``fact, answer`` (a number
    with its hedge, or when something happened), ``by`` (of reference data: what happened, who says so and when),
    ``quote`` (that which holds most of the answer's numbers), ``entries`` (the ledger's about a fact of the row, separated by |). An
    event's date is given by a source only if a passage of it dates the event.
    """
    asked = {fact for cell in tables["comparisons"]["facts"] for fact in cell.split("|")}
    said: dict[str, str] = {}
    for name in ("troops", "investment", "quantities", "projects", "events"):
        frame = tables[name][tables[name]["id"].isin(asked)]
        texts = words.when(frame, hedge=False) if name == "events" else words.stated(frame)
        said |= dict(zip(frame["id"], texts, strict=True))
    sums = growth(tables["investment"])
    if sums and GROWTH in said:
        said[GROWTH] += f" (its two amounts give {sums['computed']:.0f} %)"
    evidence = tables["evidence"]
    passages: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for fact, source, quote, dated in evidence[["fact", "source", "quote", "dated"]].itertuples(index=False, name=None):
        if fact in asked:
            passages.setdefault(fact, {}).setdefault(words.source_key(source), []).append((quote, dated))
    held: dict[str, list[str]] = {}
    for entry, cell in zip(tables["contradictions"]["id"], tables["contradictions"]["facts"], strict=True):
        for fact in cell.split("|"):
            held.setdefault(fact, []).append(entry)
    order = {entry: n for n, entry in enumerate(tables["contradictions"]["id"])}
    by = _by(tables, asked)
    rows = []
    for comparison in tables["comparisons"].itertuples():
        facts = comparison.facts.split("|")
        entries = "|".join(sorted({entry for fact in facts for entry in held.get(fact, ())}, key=order.__getitem__))
        for fact in (fact for fact in facts if fact in said):
            answer = _often(said[fact]) if comparison.asks == "frequency" else said[fact]
            for column, own in passages[fact].items():
                dates = [quote for quote, dated in own if dated == "yes"]
                undated = fact.startswith("ev-") and not dates
                rows.append(
                    {
                        "row": comparison.id, "theme": comparison.theme, "thing": comparison.thing,
                        "note": comparison.note, "column": column, "fact": fact,
                        "answer": "mentioned, no date" if undated else answer,
                        "by": by.get(fact, "") if column == "reference" else "",
                        "quote": _telling(said[fact], dates or [quote for quote, _ in own]),
                        "entries": entries,
                    }
                )  # fmt: skip
    columns = ["row", "theme", "thing", "note", "column", "fact", "answer", "by", "quote", "entries"]
    return pd.DataFrame(rows, columns=columns)


def _telling(answer: str, quotes: Iterable[str]) -> str:
    """Return the first of the quotes that holds most of the numbers of an answer."""
    numbers = re.findall(r"[\d.,]*\d", answer)
    return max(quotes, key=lambda quote: sum(number in quote for number in numbers))


def _often(answer: str) -> str:
    """Write a number of times a year, or of years from one time to the next, as how often something is held."""
    number, unit = answer.split(" ", 1)
    if unit.startswith("year"):
        return "yearly" if number == "1" else f"every {number} years"
    return "yearly" if number == "1" else f"{number} a year"


def _by(tables: sources.Tables, facts: set[str]) -> dict[str, str]:
    """Say of facts who states them and when, in short; of events what happened, too."""
    about = tables["evidence"][["fact", "source"]].merge(tables["sources"], on="source")
    about = about[about["fact"].isin(facts) & (about["tier"] == "reference")].sort_values("published")
    first = about.drop_duplicates("fact").set_index("fact")
    day = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y", "unknown": "no date"}
    printed = {
        row.Index: (
            row.publisher,
            f"{row.published:{day[row.published_precision]}}" if pd.notna(row.published) else "no date",
        )
        for row in first.itertuples()
    }
    titles = dict(zip(tables["events"]["id"], tables["events"]["title"], strict=True))
    texts = {fact: f"{titles[fact]}; {publisher}" for fact, (publisher, _) in printed.items() if fact in titles}
    for name in ("troops", "investment", "quantities", "projects"):
        for row in tables[name][tables[name]["id"].isin(printed)].itertuples():
            publisher, published = printed[row.id]
            since, until, said = (getattr(row, column, pd.NaT) for column in ("start", "end", "as_of"))
            if pd.notna(said):
                when = f"{said.day} {said:%b %Y}"
            elif pd.notna(since) and pd.notna(until):
                whole = since.is_month_start and until == since + pd.offsets.MonthEnd(0)
                when = (
                    f"{until.day} {until:%b %Y}"
                    if since == until
                    else words.period(since, until, "month" if whole else "span")
                )
            else:
                when = f"{until:%Y}" if pd.notna(until) else published
            texts[row.id] = f"{row.claimant_name or publisher}, {when}"
    return texts
