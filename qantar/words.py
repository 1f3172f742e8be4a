"""Sentences made from rows: titles that state the finding, alt texts, credits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar import style

HEDGES = ("nearly", "over", "at_least", "at_most", "between")
"""Hedges of a printed number; without a number the printed words are shown with their bounds."""
COPYRIGHT = "Qantar, CC BY 4.0, except the quotes and titles of articles, which stay their publishers'"
"""What a picture's file says of its rights."""
SPELT = (
    "CSTO: Collective Security Treaty Organization. SCO: Shanghai Cooperation Organisation. EAEU: Eurasian Economic Union. "
    "AIIB: Asian Infrastructure Investment Bank."
)
"""What the abbreviations of organisations stand for."""
PUBLISHERS = 4
"""So many publishers of reference data a credit line names; the CSV names all."""
ALT_ROWS = 40
"""So many rows are read out in an alt text; the table beside the chart holds the rest."""


def many(n: int, one: str, more: str | None = None) -> str:
    """Write a count with its noun: ``1 event``, ``12 events``, ``no events``."""
    return f"{n or 'no'} {one if n == 1 else more or one + 's'}"


def when(events: pd.DataFrame, hedge: bool = True) -> pd.Series:
    """Say for each event when it happened and, with ``hedge``, how that is known."""
    hedges = {
        "resolved": " (worked out from a weekday or a relative date)",
        "inferred": " (bounded by the narration)",
    }

    def one(event: Mapping[str, Any]) -> str:
        text = style.period(event["start"], event["end"], event["precision"])
        if event["extent"] == "within" and event["precision"] != "undated":
            text = f"Some time in {text}"
        return text + (hedges.get(event["dated_by"], "") if hedge else "")

    columns = ["start", "end", "precision", "extent", "dated_by"]
    texts = [one(event) for event in events[columns].to_dict("records")]
    return pd.Series(texts, index=events.index, dtype="str")


def since(membership: pd.Series) -> str:
    """Say from when, or until when, someone belonged to something: ``Since 15 June 2001``, ``Since 2014; until …``."""
    written = {"day": style.day, "month": lambda date: f"{date:%B %Y}", "year": lambda date: f"{date:%Y}"}
    parts = []
    if pd.notna(membership["since"]):
        parts.append(f"since {written[membership['precision'] or 'day'](membership['since'])}")
    if pd.notna(membership["until"]):
        parts.append(f"until {style.day(membership['until'])}")
    text = ", ".join(parts) or "no date stated"
    return text[0].upper() + text[1:] + "."


def stated(numbers: pd.DataFrame) -> pd.Series:
    """Write each stated quantity: a number with its hedge, or the vague words with their bounds."""

    def one(row: Mapping[str, Any]) -> str:
        value, low, high = (None if pd.isna(row[column]) else float(row[column]) for column in ("value", "low", "high"))
        text = style.stated(value, low, high, row["qualifier"], row["unit"])
        if row["unit"] == "rank":
            return f"“{row['stated'].split('|')[0]}”"
        printed = row["stated"].split("|")[0]
        if not printed:
            return "no sum stated"
        foreign = re.search(r"[^\u0000-\u024f\u2000-\u206f]", printed)
        if foreign and value is None and low is None and high is None and row.get("scope"):
            return str(row["scope"])
        if value is not None or foreign or (row["qualifier"] in HEDGES and re.search("[0-9]", printed)):
            return text
        # Words such as “almost all” set a bound of counted things; they don't say that it was nearly reached.
        text = text.replace("just under", "fewer than") if row["qualifier"] == "nearly" else text
        return f"“{printed}” ({text})" if low is not None or high is not None else f"“{printed}”"

    columns = numbers.columns.intersection(["value", "low", "high", "qualifier", "unit", "stated", "scope"])
    texts = [one(row) for row in numbers[columns].to_dict("records")]
    return pd.Series(texts, index=numbers.index, dtype="str")


def alt(kind: str, lines: Sequence[str]) -> str:
    """Return the text alternative of a chart: its kind, then each row drawn."""
    shown = list(lines[:ALT_ROWS])
    rest = len(lines) - len(shown)
    more = f"; and {rest} more, in the table below the chart" if rest else ""
    return f"{kind}, {many(len(lines), 'row')}: " + "; ".join(shown) + more + "."


def credit(
    sources: Sequence[str],
    chosen: Sequence[str],
    every: Sequence[str],
    today: dt.date,
    publishers: Sequence[str] = (),
    reference: bool = True,
) -> str:
    """Return a chart's credit line: sources of what is drawn, the filter, the date, the project.

    ``publishers``: of the reference data drawn, the one with most of it first; ``reference``: whether
    reference data is on.
    """
    choice = f"all {len(every)} articles" if list(chosen) == list(every) else f"filter: {style.names(chosen)}"
    parts = [", ".join(style.name(key) for key in sources)] if sources else []
    if publishers:
        named, rest = list(publishers[:PUBLISHERS]), len(publishers) - PUBLISHERS
        more = f" and {many(rest, 'more publisher')} (in the CSV)" if rest > 0 else ""
        parts.append(f"reference data: {', '.join(named)}{more}")
    switch = "" if reference else " · reference data off"
    return f"Sources: {'; '.join(parts)} · {choice}{switch} · {style.day(today)} · Qantar, CC BY 4.0"


def readme(title: str, day: dt.date, articles: Sequence[str], files: Mapping[str, str]) -> str:
    """Return the note that goes with a page's files; ``files``: what each file holds, by its name.

    The browser fills in ``{address}`` and ``{pictures}``, since it alone knows what it could draw.
    """
    return "\n".join(
        [
            title,
            f"Saved on {style.day(day)} from {{address}}",
            "",
            f"Rests on: {style.listed(articles)}.",
            "Each picture carries its sources, the filter and the day inside the image and in its file.",
            "The CSV files have a row for each fact and passage: who says so, in which paragraph, in which words.",
            "",
            *[f"{name}: {what}" for name, what in files.items()],
            "{pictures}",
            "",
            f"{COPYRIGHT}.",
            "",
        ]
    )


def event_lines(events: pd.DataFrame) -> list[str]:
    """Write each event in a line: ``5 January 2022: CSTO decided to send troops``."""
    return [f"{row.when}: {row.title}" for row in events.itertuples()]


def mark_lines(rows: pd.DataFrame) -> list[str]:
    """Write each fact on the map in a line: when, what kind, where, what, and whether it is over on the day shown."""
    lines = []
    for row in rows.itertuples():
        when = f"{row.when}, " if row.when else ""
        lines.append(f"{when}{row.kind_name}, {row.where}: {row.text}" + (f" [{row.now}]" if row.now else ""))
    return lines


def number_lines(numbers: pd.DataFrame) -> list[str]:
    """Write each number in a line: what it counts, how much, who says so, when, and whether it still stands."""
    lines = []
    for row in numbers.itertuples():
        day = getattr(row, "as_of", None)
        parts = [
            getattr(row, "says", "") or row.claimant_name,
            style.day(day) if day is not None and pd.notna(day) else "",
            {"withdrawn": "withdrawn", "superseded": "replaced by a later count"}.get(getattr(row, "standing", ""), ""),
            style.name("reference") if style.source_key(row.sources) == "reference" else "",
        ]
        said = ", ".join(filter(None, parts))
        lines.append(f"{row.label}: {row.text}" + (f" ({said})" if said else ""))
    return lines


def labelled_lines(rows: pd.DataFrame) -> list[str]:
    """Write each row in a line: its label, which says who, and how much."""
    return [f"{row.label}: {row.text}" for row in rows.itertuples()]


def step_lines(steps: pd.DataFrame) -> list[str]:
    """Write each step of the deployment in a line."""
    return [f"{style.day(row.start)}: {row.title}" for row in steps.itertuples()]


def project_lines(projects: pd.DataFrame) -> list[str]:
    """Write each named project in a line: what, how much, what the sum is, how far."""
    return [
        f"{row.name}: {row.text if row.stated else 'no sum'} ({row.value_kind}); {row.status}"
        for row in projects.rename(columns={"name": "title"})
        .assign(name=lambda rows: rows["title"])
        .itertuples(index=False)
    ]


def growth_lines(pair: pd.DataFrame, sums: Mapping[str, float]) -> list[str]:
    """Write the two amounts and the printed growth, with the growth that they give."""
    lines = number_lines(pair)
    printed = list(pair["id"]).index("inv-fdi-region-growth")
    lines[printed] += f"; computed from the two amounts: +{sums['computed']:.0f} %"
    return lines


def outcome_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count of speakers in a line."""
    verbs = {"gain": "gains", "loss": "loses", "mixed": "gains and loses at once"}
    return [
        f"{row.country.title()} {verbs[row.outcome]}: {many(row.speakers, 'speaker')}, {many(row.claims, 'claim')}"
        for row in counts.itertuples()
    ]


def position_lines(cells: pd.DataFrame) -> list[str]:
    """Write each answer of each speaker in a line."""
    questions = {"relationship": "Russia and China"}
    hedge = {0: ", only hedged or reported"}
    longer = {"trend": " about the longer run"}
    return [
        f"{row.speaker_name}. {questions.get(row.question, row.question.title())}: {row.answer} "
        f"({many(row.claims, 'claim')}{longer.get(row.horizon, '')}{hedge.get(row.flat, '')})"
        for row in cells.itertuples()
    ]


def likeness_lines(pairs: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Write how alike each two speakers are in a line."""
    return [
        f"{names[row.one]} and {names[row.other]}: {many(row.shared, 'shared question')}, "
        + ("too few to compare" if pd.isna(row.alike) else f"{row.alike:.0%} alike")
        for row in pairs.itertuples()
    ]


def who_lines(pairs: pd.DataFrame) -> list[str]:
    """Write how many entries set two sources against each other, or one against itself, in a line."""
    weights = {"sharp": "can't be true", "mild": "in tension or differently meant"}
    return [
        f"{style.name(row.one)} "
        + ("with itself" if row.one == row.other else f"and {style.name(row.other)}")
        + f": {many(row.n, 'entry', 'entries')}, {weights[row.weight]}"
        for row in pairs.rename(columns={"count": "n"}).itertuples()
    ]


RELATIONS = {
    "removed": "took a post from", "detained": "detained", "appointed": "appointed", "asked": "asked for help:",
    "backed": "backed", "called": "spoke with or wrote to", "criticised": "criticised", "blamed": "blamed",
}  # fmt: skip
PASSIVE = {
    "removed": "lost a post", "detained": "was detained", "appointed": "was appointed", "asked": "was asked for help",
    "backed": "was backed", "called": "got a call or a message", "criticised": "was criticised", "blamed": "was blamed",
}  # fmt: skip


def relation(row: Any) -> str:
    """Write who did what to whom: ``Tokayev took a post from Massimov``, ``Massimov was detained, by whom isn't said``.

    ``row``: with ``subject``, empty where it isn't said.
    """
    if not row.subject:
        return f"{row.object_name} {PASSIVE[row.relation]}, by whom isn't said"
    reported = " by reports, " if row.status == "reported" else " "
    return f"{row.subject_name}{',' if reported.strip() else ''}{reported}{RELATIONS[row.relation]} {inside(row.object_name)}"


def inside(name: str) -> str:
    """Write a name as it stands within a sentence: what is only alleged is no proper name."""
    return name[0].lower() + name[1:] if name.endswith("(alleged)") else name


def relation_lines(rows: pd.DataFrame) -> list[str]:
    """Write each relation in a line: when, who did what to whom, by which event or claim."""
    return [f"{row.when + ': ' if row.when else ''}{relation(row)}. {row.title}" for row in rows.itertuples()]


def belonging_lines(rows: pd.DataFrame) -> list[str]:
    """Write each statement on belonging or leading in a line: organisation, country, what, since when, who says so."""
    marks = {"later": "only after January 2022", "signatory": "signed a paper", "prospective": "prospective member",
             "partner": "dialogue partner", "leads": "leads it", "initiated": "began it", "chairs": "holds the chair"}  # fmt: skip
    return [
        f"{row.organisation_name}: {row.country}, {marks.get(row.mark, row.mark)}"
        + (f", s{since(pd.Series(row._asdict())).rstrip('.')[1:]}" if pd.notna(row.since) else "")
        + f" ({style.names(row.sources)})"
        for row in rows.itertuples()
    ]


def claim_lines(claims: pd.DataFrame) -> list[str]:
    """Write each claim in a line with its speaker and how it is put."""
    return [f"{row.label} ({row.status})" for row in claims.itertuples()]


def coverage_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count of facts in a line."""
    return [f"{style.name(row.source)}, {row.table}: {many(row.facts, 'fact')}" for row in counts.itertuples()]
