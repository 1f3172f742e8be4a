"""Who says so: which facts the chosen sources support, and links to a passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

import pandas as pd

from qantar.facts import articles
from qantar.facts.kept import Kept
from qantar.facts.models import FACTS, LINKS, PROVEN

Tables = dict[str, pd.DataFrame]

VERSUS = " v "
"""What stands between the sides of an entry of the ledger."""
REFERENCE = "reference"
"""How the sides of an entry call the reference sources."""
TEXTS = {"events": "detail", "troops": "note", "investment": "note", "quantities": "note"}
"""The texts of ours that may name an article, by table."""


P = ParamSpec("P")
T = TypeVar("T")


def memoized(make: Callable[Concatenate[Tables, P], T]) -> Callable[Concatenate[Tables, P], T]:
    """Keep what was made of the tables that were asked last: every card of a page asks the same of the same ones.

    Tables are the same if their frames are, which nobody writes into. The answer is shared, so it is to be copied
    before anything is written into it.
    """
    kept: Kept[tuple[list[pd.DataFrame], T]] = Kept(12)

    @wraps(make)
    def answer(tables: Tables, *args: P.args, **kwargs: P.kwargs) -> T:
        frames = list(tables.values())
        key = (tuple(map(id, frames)), args, tuple(kwargs.items()))
        # With the frames, since an id is given to another once its own is gone.
        return kept.get(key, lambda: (frames, make(tables, *args, **kwargs)))[1]

    return answer


def keys(sources: pd.DataFrame, tier: str = "article") -> list[str]:
    """Return the keys of one tier of sources, in the order of the table: articles by their position."""
    return list(sources.loc[sources["tier"] == tier, "source"])


def keep(tables: Tables, chosen: Iterable[str]) -> Tables:
    """Return the tables with what the chosen sources support, and nothing else.

    A fact stays when at least one passage of a chosen source supports it, with those passages
    alone; who and what is named, while a fact that stays names it. An event whose date only other
    sources give stays without its date, and no text of ours speaks of an article that isn't chosen.
    A contradiction stays while two of its sides have something left to say, with what they say;
    without sides, when all its facts and articles stay. A comparison stays with those of its facts
    that do, a relation with those of its own sources, which show it.
    """
    chosen = set(chosen)
    evidence = tables["evidence"]
    evidence = evidence[evidence["source"].isin(chosen)]
    supported = set(evidence["fact"])
    filtered = dict(tables, evidence=evidence)
    for name in PROVEN:
        filtered[name] = tables[name][tables[name][FACTS[name]].isin(supported)]
    for name in ("actors", "places"):
        filtered[name] = tables[name][tables[name][FACTS[name]].isin(supported | _named_in(filtered, name))]
    named = articles.naming(tables["sources"])
    for name, column in TEXTS.items():
        texts = [_silence(text, named, chosen) for text in filtered[name][column]]
        filtered[name] = filtered[name].assign(**{column: texts})
    filtered["events"] = _undate(filtered["events"], set(evidence.loc[evidence["dated"] == "yes", "fact"]))
    filtered["contradictions"] = _opposed(tables, evidence, chosen, named)
    filtered["relations"] = _shown_by(tables["relations"], chosen)
    rows = tables["comparisons"]
    facts = ["|".join(fact for fact in cell.split("|") if fact in supported) for cell in rows["facts"]]
    rows = rows.assign(facts=pd.Series(facts, index=rows.index, dtype="str"))
    filtered["comparisons"] = rows[rows["facts"] != ""]
    filtered["sources"] = tables["sources"][tables["sources"]["source"].isin(chosen)]
    return filtered


def _named_in(tables: Tables, target: str) -> set[str]:
    """Return the keys of actors or places that the facts of the tables name."""
    columns = [(table, column) for table, column, of in LINKS if table in PROVEN and target in of]
    return {key for table, column in columns for cell in set(tables[table][column]) for key in cell.split("|") if key}


def _shown_by(relations: pd.DataFrame, chosen: set[str]) -> pd.DataFrame:
    """Return the relations that a chosen source shows, with those sources alone."""
    shown = ["|".join(key for key in cell.split("|") if key in chosen) for cell in relations["sources"]]
    rows = relations.assign(sources=pd.Series(shown, index=relations.index, dtype="str"))
    return rows[rows["sources"] != ""]


def _undate(events: pd.DataFrame, dated: set[str]) -> pd.DataFrame:
    """Blank the date of every event that none of the kept passages dates."""
    unknown = ~events["id"].isin(dated)
    events = events.copy()
    events.loc[unknown, ["start", "end"]] = pd.NaT
    events.loc[unknown, ["precision", "dated_by"]] = ["undated", "none"]
    events.loc[unknown & (events["extent"] == "within"), "extent"] = "moment"
    return events


def _opposed(
    tables: Tables, evidence: pd.DataFrame, chosen: set[str], named: Callable[[str], set[str]]
) -> pd.DataFrame:
    """Return the entries that two sides, or without sides all facts and articles, still hold, with what is left of each."""
    by: dict[str, set[str]] = {}
    known = set(keys(tables["sources"]))
    for fact, source in zip(evidence["fact"].tolist(), evidence["source"].tolist(), strict=True):
        by.setdefault(fact, set()).add(source if source in known else REFERENCE)
    entries, rows = tables["contradictions"], []
    held = [not by.keys().isdisjoint(cell.split("|")) for cell in entries["facts"]]
    entries = entries[pd.Series(held, index=entries.index, dtype=bool)]
    for index, row in zip(entries.index, entries.to_dict("records"), strict=True):
        facts, own = row["facts"].split("|"), [key for key in row["sources"].split("|") if key]
        left = [fact for fact in facts if fact in by]
        if not row["sides"]:
            if left == facts and set(own) <= chosen:
                rows.append((index, row))
            continue
        says = set().union(*(by[fact] for fact in left))
        sides = [[key for key in side.split("|") if key in says] for side in row["sides"].split(VERSUS)]
        sides = [side for side in sides if side]
        if len(sides) > 1:
            rest = {
                "facts": "|".join(left),
                "sources": "|".join(key for key in own if key in says),
                "sides": VERSUS.join("|".join(side) for side in sides),
                "finding": _silence(row["finding"], named, chosen),
            }
            rows.append((index, row | rest))
    filtered = pd.DataFrame([row for _, row in rows], columns=entries.columns, index=[index for index, _ in rows])
    return filtered.astype(entries.dtypes.to_dict())


def _silence(text: str, named: Callable[[str], set[str]], chosen: set[str]) -> str:
    """Drop the sentences that name an article which isn't chosen."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(one for one in sentences if named(one) <= chosen)


def count(tables: Tables) -> int:
    """Count the facts of all tables."""
    return sum(len(tables[name]) for name in FACTS)


def find(tables: Tables, fact: str) -> tuple[str, pd.Series] | None:
    """Return (table, row) of a fact or a relation, or None if no table has it."""
    for name, key in {**FACTS, "relations": "id"}.items():
        found = (tables[name][key] == fact).to_numpy(dtype=bool)
        if found.any():
            return name, tables[name].iloc[int(found.argmax())]
    return None


def of(tables: Tables, cells: Iterable[str]) -> list[list[str]]:
    """Return for each cell, which holds facts separated by |, the keys of their sources in file order."""
    named = _named(tables)
    order = _order(tables)
    sets = [set().union(*(named.get(fact, ()) for fact in cell.split("|"))) for cell in cells]
    return [sorted(one & order.keys(), key=order.__getitem__) for one in sets]


@memoized
def _order(tables: Tables) -> dict[str, int]:
    return {source: n for n, source in enumerate(tables["sources"]["source"])}


def by_fact(tables: Tables, facts: pd.DataFrame, key: str = "id") -> pd.Series:
    """Return for each row the keys of its sources, in file order, separated by |."""
    return pd.Series(list(map("|".join, of(tables, facts[key]))), index=facts.index, dtype="str")


@memoized
def _named(tables: Tables) -> dict[str, set[str]]:
    """Return fact → the keys of its sources. Every card asks for it; grouping with pandas takes several times as long."""
    evidence = tables["evidence"]
    named: dict[str, set[str]] = {}
    for fact, source in zip(evidence["fact"].tolist(), evidence["source"].tolist(), strict=True):
        named.setdefault(fact, set()).add(source)
    shown = tables["relations"]
    return named | {row.id: set(row.sources.split("|")) for row in shown[["id", "sources"]].itertuples(index=False)}


@memoized
def _receipts(tables: Tables) -> pd.DataFrame:
    """Return the evidence, and for each relation the passages of its fact by the sources that show it."""
    evidence = tables["evidence"]
    shown = tables["relations"][["id", "fact", "sources"]]
    shown = shown.assign(source=shown["sources"].str.split("|")).explode("source")
    rows = shown.merge(evidence, on=["fact", "source"])
    return pd.concat([evidence, rows.assign(fact=rows["id"])[evidence.columns]], ignore_index=True)


def passages(tables: Tables, fact: str) -> pd.DataFrame:
    """Return the passages that support a fact or show a relation, with their source's columns and a ``link``."""
    evidence, shown = tables["evidence"], tables["relations"]
    rows = evidence[evidence["fact"] == fact]
    for relation in shown[shown["id"] == fact].itertuples():
        rows = evidence[(evidence["fact"] == relation.fact) & evidence["source"].isin(relation.sources.split("|"))]
    rows = rows.merge(tables["sources"], on="source", how="left")
    order = {source: n for n, source in enumerate(tables["sources"]["source"])}
    rows = rows.sort_values(
        ["source", "paragraph"],
        key=lambda column: column.map(order) if column.name == "source" else column,
    )
    links = [passage_link(url, text) for url, text in zip(rows["url"], rows["quote"], strict=True)]
    return rows.assign(link=links)


def entries(tables: Tables, facts: Iterable[str]) -> pd.DataFrame:
    """Return the contradictions in which one of these facts stands."""
    named, against = set(facts), tables["contradictions"]
    held = [bool(named & set(cell.split("|"))) for cell in against["facts"]]
    return against[pd.Series(held, index=against.index, dtype=bool)]


def beside(tables: Tables, fact: str) -> pd.DataFrame:
    """Return the passages of other facts in the paragraphs (of a reference source: on the pages) that support a fact.

    One row per fact, as in ``evidence``, in the order of the text.
    """
    evidence = tables["evidence"]
    spots = pd.Series(
        list(zip(evidence["source"], evidence["paragraph"].fillna(-1), strict=True)), index=evidence.index
    )
    own = set(spots[evidence["fact"] == fact])
    rows = evidence[spots.isin(own) & (evidence["fact"] != fact)]
    return rows.drop_duplicates("fact")


def receipts(tables: Tables, name: str) -> pd.DataFrame:
    """Return a table with one row per fact and passage, for a download.

    Tables that aren't facts themselves (sources, evidence, contradictions) come as they are.
    """
    frame = tables[name]
    if name not in FACTS:
        return frame
    return with_passages(tables, frame, FACTS[name])


def with_passages(tables: Tables, facts: pd.DataFrame, key: str = "id") -> pd.DataFrame:
    """Return the facts with a row per passage: source, paragraph, quote, the citation's columns and link."""
    evidence = _receipts(tables).drop(columns="dated").rename(columns={"fact": key})
    frame = with_publication(tables, facts.merge(evidence, on=key, how="left"))
    frame["link"] = [
        passage_link(url, text) if isinstance(url, str) else ""
        for url, text in zip(frame["url"], frame["quote"], strict=True)
    ]
    return frame.drop(columns="url")


def with_publication(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows that have a source with what cites it: authors, title, publisher, published and url."""
    columns = ["source", "authors", "title", "publisher", "published", "published_precision", "url"]
    about = tables["sources"][columns].rename(columns={"title": "source_title"})
    return rows.merge(about, on="source", how="left")


def passage_link(url: str, text: str) -> str:
    """Return the address that opens a page at a passage, or "" where the page has no address.

    A text fragment (WICG "Scroll to text fragment") gives `-`, `,` and `&` a meaning of their own,
    so they are escaped besides what an address escapes anyway.
    """
    if not url:
        return ""
    mark = ":~:text=" if "#" in url else "#:~:text="
    return url + mark + quote(text, safe="").replace("-", "%2D")


def where(row: pd.Series) -> str:
    """Say where a passage stands, for a source without an address too: ``CEIAS, paragraph 12``."""
    return f"{row['source']}, paragraph {row['paragraph']}" if pd.notna(row["paragraph"]) else row["source"]


def view_address(path: str, chosen: Sequence[str], every: Sequence[str], **more: str | Sequence[str]) -> str:
    """Return the address that reopens a view: nothing for the full choice, ``source=`` for none.

    ``more``: other parameters, such as ``fact`` or ``view``; several values of one stand one after the other.
    """
    parts = [] if list(chosen) == list(every) else [f"source={key}" for key in chosen] or ["source="]
    for name, value in more.items():
        parts += [f"{name}={quote(one, safe='')}" for one in ([value] if isinstance(value, str) else value) if one]
    return path + ("?" + "&".join(parts) if parts else "")
