"""Sentences made from rows: titles that state the finding, alt texts, credits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from qantar.facts import words
from qantar.facts.words import many

COPYRIGHT = "Qantar, CC BY 4.0, except the quotes and titles of articles, which stay their publishers'"
"""What a picture's file says of its rights."""
PUBLISHERS = 4
"""So many publishers of reference data a credit line names; the CSV names all."""
ALT_ROWS = 40
"""So many rows are read out in an alt text; the table beside the chart holds the rest."""


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
    choice = f"all {len(every)} articles" if list(chosen) == list(every) else f"filter: {words.chosen(chosen)}"
    parts = [", ".join(words.name(key) for key in sources)] if sources else []
    if publishers:
        named, rest = list(publishers[:PUBLISHERS]), len(publishers) - PUBLISHERS
        more = f" and {many(rest, 'more publisher')} (in the CSV)" if rest > 0 else ""
        parts.append(f"reference data: {', '.join(named)}{more}")
    switch = "" if reference else " · reference data off"
    return f"Sources: {'; '.join(parts)} · {choice}{switch} · {words.day(today)} · Qantar, CC BY 4.0"


def readme(title: str, day: dt.date, rests: Sequence[str], files: Mapping[str, str]) -> str:
    """Return the note that goes with a page's files; ``rests``: on what it rests; ``files``: what each file holds, by its name.

    The browser fills in ``{address}`` and ``{pictures}``, since it alone knows what it could draw.
    """
    return "\n".join(
        [
            title,
            f"Saved on {words.day(day)} (UTC) from {{address}}",
            "",
            f"Rests on: {words.listed(rests) or 'no source, since it shows nothing'}.",
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
            words.day(day) if day is not None and pd.notna(day) else "",
            {"withdrawn": "withdrawn", "superseded": "replaced by a later count"}.get(getattr(row, "standing", ""), ""),
            words.name("reference") if words.source_key(row.sources) == "reference" else "",
        ]
        said = ", ".join(filter(None, parts))
        lines.append(f"{row.label}: {row.text}" + (f" ({said})" if said else ""))
    return lines


def labelled_lines(rows: pd.DataFrame) -> list[str]:
    """Write each row in a line: its label, which says who, and how much."""
    return [f"{row.label}: {row.text}" for row in rows.itertuples()]


def step_lines(steps: pd.DataFrame) -> list[str]:
    """Write each step of the deployment in a line."""
    return [f"{words.day(row.start)}: {row.title}" for row in steps.itertuples()]


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


def who_lines(pairs: pd.DataFrame) -> list[str]:
    """Write how many entries set two sources against each other, or one against itself, in a line."""
    weights = {"sharp": "can't be true", "mild": "in tension or differently meant"}
    return [
        f"{words.name(row.one)} "
        + ("with itself" if row.one == row.other else f"and {words.name(row.other)}")
        + f": {many(row.n, 'entry', 'entries')}, {weights[row.weight]}"
        for row in pairs.rename(columns={"count": "n"}).itertuples()
    ]


def coverage_lines(counts: pd.DataFrame) -> list[str]:
    """Write each count of facts in a line."""
    return [f"{words.name(row.source)}, {row.table}: {many(row.facts, 'fact')}" for row in counts.itertuples()]
