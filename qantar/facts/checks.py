"""What one table alone can't show: keys between tables, evidence, order of dates, hedges of amounts."""

from __future__ import annotations

import re

import pandas as pd

from qantar.facts import articles, receipts
from qantar.facts.cells import BACKGROUNDS, CONTRAST
from qantar.facts.models import FACTS, LINKS, PROVEN
from qantar.facts.sources import REFERENCE, TEXTS, VERSUS
from qantar.facts.tables import Fault

Tables = dict[str, pd.DataFrame]

LOOKS = ("name", "spellings", "color", "symbol", "position", "text")
"""What articles have and reference sources haven't: how they are called, how they look, where their text is."""


def _faults(table: str, rows: pd.Series, column: str, problem: str, allowed: str) -> list[Fault]:
    """Return a fault for each marked row; row 1 of the file is the header."""
    return [Fault(f"{table}.csv", int(index) + 2, column, problem, allowed) for index in rows.index[rows]]


def check(tables: Tables) -> list[Fault]:
    """Return every fault of keys, evidence, dates and amounts."""
    return [
        *_keys(tables),
        *_evidence(tables),
        *receipts.claimants(tables),
        *receipts.named(tables),
        *_dates(tables),
        *_amounts(tables),
        *_texts(tables),
        *_about_sources(tables),
    ]


def _known(tables: Tables) -> dict[str, set[str]]:
    known = {name: set(tables[name][key]) for name, key in FACTS.items()}
    known["facts"] = set().union(*known.values())
    known["sources"] = set(tables["sources"]["source"])
    known["actors or places"] = known["actors"] | known["places"]
    return known


def _keys(tables: Tables) -> list[Fault]:
    known, faults = _known(tables), []
    for table, column, target in LINKS:
        for index, cell in tables[table][column].items():
            for key in filter(None, cell.split("|")):
                if key not in known[target]:
                    faults.append(
                        Fault(
                            f"{table}.csv",
                            int(index) + 2,
                            column,
                            f"«{key}» stands in no row",
                            f"a key of {target}",
                        )
                    )
    entries = set(tables["contradictions"]["id"])
    aliases = tables["aliases"]
    faults += _faults(
        "aliases",
        aliases["alias"].isin(known["facts"] | entries),
        "alias",
        "is in use",
        "a key that no row has any more",
    )
    faults += _faults(
        "aliases",
        ~aliases["fact"].isin(known["facts"] | entries),
        "fact",
        "stands in no row",
        "the key of a fact or entry",
    )
    seen: dict[str, str] = {}
    for name, key in FACTS.items():
        for index, fact in tables[name][key].items():
            if fact in seen:
                problem = f"«{fact}» is used in {seen[fact]}.csv too"
                faults.append(Fault(f"{name}.csv", int(index) + 2, key, problem, "a key used in one table"))
            seen[fact] = name
    return faults


def _evidence(tables: Tables) -> list[Fault]:
    evidence, faults = tables["evidence"], []
    for name in PROVEN:
        key = FACTS[name]
        bare = ~tables[name][key].isin(set(evidence["fact"]))
        faults += _faults(name, bare, key, "has no evidence", "at least one row in evidence.csv")
    tier = evidence["source"].map(tables["sources"].set_index("source")["tier"])
    missing = (tier == "article") & evidence["paragraph"].isna()
    faults += _faults("evidence", missing, "paragraph", "is empty", "the paragraph's number, for an article")
    given = (tier == "reference") & evidence["paragraph"].notna()
    faults += _faults("evidence", given, "paragraph", "is given", "empty, for a reference source")
    length = evidence["quote"].str.split().str.len()
    for index in length.index[~length.between(3, 15)]:
        faults.append(Fault("evidence.csv", int(index) + 2, "quote", f"{length[index]} words", "3 to 15 words"))
    event = evidence["fact"].str.startswith("ev-")
    faults += _faults(
        "evidence",
        event != (evidence["dated"] != ""),
        "dated",
        "doesn't fit the fact",
        "yes or no for an event, else empty",
    )
    pairs, shown = set(zip(evidence["fact"], evidence["source"], strict=True)), tables["relations"]
    other = [any((row.fact, key) not in pairs for key in row.sources.split("|")) for row in shown.itertuples()]
    faults += _faults(
        "relations", pd.Series(other, index=shown.index, dtype=bool), "sources", "names a source that is no evidence",
        "sources of the fact",
    )  # fmt: skip
    double = evidence.duplicated(["fact", "source", "paragraph", "quote"])
    return faults + _faults("evidence", double, "quote", "stands twice", "each passage once for a fact")


def _dates(tables: Tables) -> list[Fault]:
    faults = []
    for name in ("events", "investment", "quantities"):
        frame = tables[name]
        faults += _faults(name, frame["end"] < frame["start"], "end", "is before start", "start or later")
    frame = tables["memberships"]
    faults += _faults("memberships", frame["until"] < frame["since"], "until", "is before since", "since or later")
    events = tables["events"]
    start, end, precision = events["start"], events["end"], events["precision"]
    undated = precision == "undated"
    faults += _faults(
        "events", undated & (start.notna() | end.notna()), "start", "is given", "empty, for an undated event"
    )
    faults += _faults(
        "events",
        ~undated & (start.isna() | end.isna()),
        "start",
        "start or end is empty",
        "both, for a dated event",
    )
    faults += _faults("events", (precision == "day") & (start != end), "end", "differs from start", "the same day")
    whole = {
        "month": (start.dt.day == 1) & (end == start + pd.offsets.MonthEnd(0)),
        "year": (start.dt.day_of_year == 1) & (end == start + pd.offsets.YearEnd(0)),
    }
    for unit, fits in whole.items():
        problem = f"start and end aren't one {unit}"
        faults += _faults(
            "events", (precision == unit) & ~fits, "start", problem, f"the first and last day of a {unit}"
        )
    faults += _faults(
        "events",
        undated != (events["dated_by"] == "none"),
        "dated_by",
        "doesn't fit precision",
        "none if undated, else not",
    )
    fits = (precision == "day") == (events["extent"] == "moment")
    faults += _faults(
        "events",
        ~fits.mask(undated, events["extent"] != "within"),
        "extent",
        "doesn't fit precision",
        "moment for a day, moment or lasting for an undated event, else lasting or within",
    )
    evidence = tables["evidence"]
    dated = events["id"].isin(evidence.loc[evidence["dated"] == "yes", "fact"])
    return faults + _faults(
        "events",
        dated == undated,
        "precision",
        "doesn't fit the evidence",
        "dated if and only if a passage is marked dated=yes",
    )


def _amounts(tables: Tables) -> list[Fault]:
    faults = []
    for name in ("troops", "investment", "quantities", "projects"):
        frame = tables[name]
        value, low, high = (frame[column].notna() for column in ("value", "low", "high"))
        hedge = frame["qualifier"]
        faults += _faults(name, value & (low | high), "value", "stands beside bounds", "a value or bounds, never both")
        faults += _faults(
            name,
            (frame["high"] < frame["low"]).fillna(False).astype(bool),
            "high",
            "is below low",
            "low or more",
        )
        shape = {
            ("exact", "about"): value,
            ("nearly", "at_most"): high & ~low,
            ("over", "at_least", "plural"): low & ~high,
            ("few", "tens", "between"): low & high,
            ("unspecified",): ~(value | low | high),
        }
        for qualifiers, fits in shape.items():
            wrong = hedge.isin(qualifiers) & ~fits
            faults += _faults(
                name, wrong, "qualifier", "doesn't fit value, low and high", "see the codebook, Vague amounts"
            )
    return faults


def _texts(tables: Tables) -> list[Fault]:
    evidence, faults = tables["evidence"], []
    pairs = set(zip(evidence["fact"], evidence["source"], strict=True))
    known = {key: found.pattern for key, found in articles.patterns(tables["sources"]).items()}
    for name, column in TEXTS.items():
        for source, pattern in known.items():
            named = tables[name][column].str.contains(pattern, regex=True)
            alien = named & ~pd.Series([(fact, source) in pairs for fact in tables[name]["id"]], index=named.index)
            faults += _faults(name, alien, column, f"names {source}", "articles that are evidence for the fact")
    against = tables["contradictions"]
    apart = [set(re.split(rf"{VERSUS}|\|", row.sides)) if row.sides else set() for row in against.itertuples()]
    other = [
        bool(sides) and sides - {REFERENCE} != set(row.sources.split("|"))
        for sides, row in zip(apart, against.itertuples(), strict=True)
    ]
    faults += _faults(
        "contradictions", pd.Series(other, index=against.index, dtype=bool), "sides", "doesn't fit sources",
        "each article of sources on a side",
    )  # fmt: skip
    for source, pattern in known.items():
        named = (against["title"] + " " + against["finding"]).str.contains(pattern, regex=True)
        silent = named & ~against["sources"].str.split("|").map(lambda keys, key=source: key in keys)
        faults += _faults(
            "contradictions", silent, "sources", f"lacks {source}", "every article that the finding names"
        )
    return faults


def _about_sources(tables: Tables) -> list[Fault]:
    sources = tables["sources"]
    faults = _faults(
        "sources",
        (sources["url_kind"] == "none") != (sources["url"] == ""),
        "url_kind",
        "doesn't fit url",
        "none if and only if url is empty",
    )
    unknown = sources["published_precision"] == "unknown"
    faults += _faults(
        "sources", sources["published"].isna() != unknown, "published", "doesn't fit its precision", "empty if unknown"
    )
    bare = unknown & (sources["tier"] == "article")
    faults += _faults("sources", bare, "published_precision", "is unknown", "day or month, for an article")
    return faults + _looks(sources)


def _looks(sources: pd.DataFrame) -> list[Fault]:
    """Hold how articles are called and look: all of it given, each told from the others, colours that can be seen."""
    faults, article = [], sources["tier"] == "article"
    for column in LOOKS:
        empty = sources[column].isna() if column == "position" else sources[column] == ""
        faults += _faults("sources", article & empty, column, "is empty", "given, for an article")
        faults += _faults("sources", ~article & ~empty, column, "is given", "empty, for a reference source")
        if column in ("name", "color", "symbol", "position", "text"):
            twice = article & ~empty & sources[column].where(article & ~empty).duplicated(keep=False)
            faults += _faults("sources", twice, column, "is used twice", "one for each article")
    seen = [
        not cell or min(articles.contrast(cell, ground) for ground in BACKGROUNDS) >= CONTRAST
        for cell in sources["color"]
    ]
    pale = ~pd.Series(seen, index=sources.index, dtype=bool)
    allowed = f"a contrast of {CONTRAST} : 1 or more on {' and on '.join(BACKGROUNDS)}"
    return faults + _faults("sources", pale, "color", "can't be told from the page", allowed)
