"""What one table alone can't show: keys between tables, order of dates, quotes against the articles."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from qantar.models import FACTS
from qantar.tables import Fault

ARTICLES = {source: f"{source.lower()}.txt" for source in ("Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL")}
"""The file of each article's text, in the folder given to ``check --articles``."""

# (table, column, the table whose key it holds): a cell may hold several keys separated by |.
LINKS = [
    ("evidence", "source", "sources"),
    ("events", "place", "places"),
    ("events", "actors", "actors"),
    ("troops", "contributor", "actors"),
    ("troops", "theatre", "places"),
    ("troops", "claimant", "actors"),
    ("investment", "recipient", "actors"),
    ("investment", "investor", "actors"),
    ("investment", "claimant", "actors"),
    ("quantities", "subject", "actors or places"),
    ("quantities", "claimant", "actors"),
    ("claims", "speaker", "actors"),
    ("actors", "affiliation", "actors"),
    ("actors", "country", "actors"),
    ("places", "country", "actors"),
    ("memberships", "organisation", "actors"),
    ("memberships", "member", "actors"),
    ("memberships", "claimant", "actors"),
    ("contradictions", "facts", "facts"),
    ("evidence", "fact", "facts"),
]

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
WORDS = dict(
    zip("no one two three four five six seven eight nine ten".split(), range(11), strict=True)
) | {"none": 0, "first": 1, "second": 2, "third": 3, "primary": 1, "leading": 1, "main": 1, "only": 1}

Tables = dict[str, pd.DataFrame]


def _faults(table: str, rows: pd.Series, column: str, problem: str, allowed: str) -> list[Fault]:
    """Return a fault for each marked row; row 1 of the file is the header."""
    return [Fault(f"{table}.csv", int(index) + 2, column, problem, allowed) for index in rows.index[rows]]


def check(tables: Tables) -> list[Fault]:
    """Return every fault of keys, evidence, dates and amounts."""
    return [*_keys(tables), *_evidence(tables), *_dates(tables), *_amounts(tables), *_about_sources(tables)]


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
                        Fault(f"{table}.csv", int(index) + 2, column, f"«{key}» stands in no row", f"a key of {target}")
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
    for name, key in FACTS.items():
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
    faults += _faults("evidence", event != (evidence["dated"] != ""), "dated", "doesn't fit the fact", "yes or no for an event, else empty")
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
    faults += _faults("events", undated & (start.notna() | end.notna()), "start", "is given", "empty, for an undated event")
    faults += _faults("events", ~undated & (start.isna() | end.isna()), "start", "start or end is empty", "both, for a dated event")
    faults += _faults("events", (precision == "day") & (start != end), "end", "differs from start", "the same day")
    whole = {
        "month": (start.dt.day == 1) & (end == start + pd.offsets.MonthEnd(0)),
        "year": (start.dt.dayofyear == 1) & (end == start + pd.offsets.YearEnd(0)),
    }
    for unit, fits in whole.items():
        problem = f"start and end aren't one {unit}"
        faults += _faults("events", (precision == unit) & ~fits, "start", problem, f"the first and last day of a {unit}")
    faults += _faults("events", undated != (events["dated_by"] == "none"), "dated_by", "doesn't fit precision", "none if undated, else not")
    single = precision.isin(["day", "undated"])
    faults += _faults("events", single != (events["extent"] == "moment"), "extent", "doesn't fit precision", "moment for a day or an undated event, else lasting or within")
    evidence = tables["evidence"]
    dated = events["id"].isin(evidence.loc[evidence["dated"] == "yes", "fact"])
    return faults + _faults("events", dated == undated, "precision", "doesn't fit the evidence", "dated if and only if a passage is marked dated=yes")


def _amounts(tables: Tables) -> list[Fault]:
    faults = []
    for name in ("troops", "investment", "quantities"):
        frame = tables[name]
        value, low, high = (frame[column].notna() for column in ("value", "low", "high"))
        hedge = frame["qualifier"]
        faults += _faults(name, value & (low | high), "value", "stands beside bounds", "a value or bounds, never both")
        faults += _faults(name, (frame["high"] < frame["low"]).fillna(False).astype(bool), "high", "is below low", "low or more")
        shape = {
            ("exact", "about"): value,
            ("nearly", "at_most"): high & ~low,
            ("over", "at_least", "plural"): low & ~high,
            ("few", "tens"): low & high,
            ("unspecified",): ~(value | low | high),
        }
        for qualifiers, fits in shape.items():
            wrong = hedge.isin(qualifiers) & ~fits
            faults += _faults(name, wrong, "qualifier", "doesn't fit value, low and high", "see the codebook, Vague amounts")
    return faults


def _about_sources(tables: Tables) -> list[Fault]:
    sources = tables["sources"]
    faults = _faults("sources", (sources["url_kind"] == "none") != (sources["url"] == ""), "url_kind", "doesn't fit url", "none if and only if url is empty")
    return faults + _faults("sources", sources["published"].isna(), "published", "is empty", "a date")


def fold(text: str) -> str:
    """Return text with curly quotes, dashes and white space made plain, for comparing."""
    plain = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return re.sub(r"\s+", " ", plain).strip()


def paragraphs(path: Path) -> list[str]:
    """Return the non-empty lines of an article's text, folded; the first is paragraph 1."""
    return [fold(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def check_articles(tables: Tables, folder: Path) -> list[Fault]:
    """Return every quote that isn't in its paragraph and every number that isn't in its quote."""
    faults, texts = [], {}
    for source, file in ARTICLES.items():
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
    return faults + _numbers(tables) + _aliases(tables)


def _numbers(tables: Tables) -> list[Fault]:
    """Find every stated number in its quotes, and its value or bounds in the stated words."""
    faults = []
    quotes = tables["evidence"].groupby("fact")["quote"].agg(list)
    for name in ("troops", "investment", "quantities"):
        for row in tables[name].itertuples():
            forms = [fold(form) for form in row.stated.split("|")]
            said = [fold(quote) for quote in quotes.get(row.id, [])]
            for form in forms:
                if not any(form.lower() in quote.lower() for quote in said):
                    faults.append(Fault(f"{name}.csv", row.Index + 2, "stated", f"«{form}» is in none of its quotes", "words of a quote"))
            if not any(_fits(form, row) for form in forms):
                faults.append(Fault(f"{name}.csv", row.Index + 2, "value", f"doesn't follow from «{row.stated}»", "the number or the bounds that the words give"))
    return faults


def _fits(form: str, row) -> bool:  # noqa: ANN001 - a row of any table of numbers
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


def _once(form: str, row) -> bool:  # noqa: ANN001
    """Say whether a one or a zero is in words without a numeral: annual, past week, did not."""
    return (row.value == 1 and re.search(r"annual|week|only|one", form) is not None) or (
        row.value == 0 and re.search(r"\bnot\b|\bnone\b", form.lower()) is not None
    )


def _aliases(tables: Tables) -> list[Fault]:
    """Find every spelling of an actor in one of the actor's quotes."""
    quotes = tables["evidence"].groupby("fact")["quote"].agg(" \n ".join).map(lambda text: fold(text).lower())
    return [
        Fault("actors.csv", row.Index + 2, "aliases", f"«{alias}» is in none of the actor's quotes", "a spelling of a quote")
        for row in tables["actors"].itertuples()
        for alias in filter(None, row.aliases.split("|"))
        if fold(alias).lower() not in quotes.get(row.actor, "")
    ]
