"""A card: a chart, a map or a list with everything that goes with it, and what is taken away of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from qantar.charts import style
from qantar.charts import words as charts_words
from qantar.facts import ledger, sources, tables
from qantar.facts import words as facts_words
from qantar.facts.models import MODELS

COUNTED = ("tr-", "inv-", "qt-", "pr-", "mem-")
"""How the keys of facts begin that are numbers, or that are counted."""
NAMED = 3
"""So many contested entries a card names; the page Disagreements has them all."""


@dataclass(frozen=True, eq=False)
class Card:
    """A chart, a map or a list with everything that goes with it.

    ``rows`` are the rows drawn; ``key`` is their column of fact keys (one, or several separated by
    |), or ``source`` for counts by source; a column ``facts`` holds all facts that a row stands for,
    if they are others than its key. ``lines`` say each row in words, for the alt text, the table and
    the list to choose from. ``draw(*arguments)`` makes the figure, or, for a map,
    ``draw(*arguments, **look)`` the deck; without it the rows are a list. ``legend`` (of a map):
    pairs of name and symbol. ``groups``: several facts, separated by |, that can be opened as one, and what
    they are called. ``contests``: how the keys of those of its facts begin that may be contested.
    ``file`` names its downloads, if not as ``name`` does. ``title`` is the finding, ``subtitle`` what is shown, in which
    unit and for when; ``notes`` say how to read it and what it can't tell, and stand one click away.
    ``draw`` returns a figure, or a plain dictionary of ``data`` and ``layout``. ``narrow(*arguments)`` draws the chart for a
    telephone, if the general layout for one doesn't do, and ``printed(*arguments)`` for a picture.
    ``columns``: what the table shows of each row, by heading, if it isn't the row's line alone; the first of them opens the
    evidence.
    """

    name: str
    title: str
    subtitle: str
    rows: pd.DataFrame
    lines: Sequence[str]
    key: str = "id"
    draw: Callable[..., Any] | None = None
    arguments: tuple[Any, ...] = ()
    legend: Sequence[tuple[str, str]] = field(default=())
    groups: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    contests: tuple[str, ...] = COUNTED
    notes: str = ""
    narrow: Callable[..., Any] | None = None
    printed: Callable[..., Any] | None = None
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen of the articles, on which day, and whether reference data is on."""

    chosen: Sequence[str]
    every: Sequence[str]
    day: dt.date
    reference: bool = True

    def words(self) -> str:
        """Say what is chosen: ``all 5 articles``, ``SCMP and CEIAS, reference data off`` or ``no article``."""
        full = list(self.chosen) == list(self.every)
        articles = f"all {len(self.every)} articles" if full else facts_words.chosen(self.chosen)
        return articles + ("" if self.reference else ", reference data off")

    def query(self, **more: str | Sequence[str]) -> str:
        """Return the part of an address that says what is chosen; ``more``: other parameters."""
        switch = {} if self.reference else {"reference": "false"}
        return sources.view_address("", self.chosen, self.every, **more, **switch)


def by(card: Card, filtered: sources.Tables) -> list[list[str]]:
    """Return for each row of a card the keys of the sources behind it."""
    if card.key == "source":
        return [[cell] for cell in card.rows["source"]]
    return sources.of(filtered, card.rows["facts" if "facts" in card.rows else card.key])


def drawn(card: Card) -> set[str]:
    """Return the keys of all facts (or entries of the ledger) that the rows of a card stand for."""
    if card.key == "source":
        return set()
    columns = [column for column in ("facts", card.key) if column in card.rows]
    return {fact for column in columns for cell in card.rows[column] for fact in cell.split("|") if fact}


def contested(card: Card, filtered: sources.Tables) -> pd.DataFrame:
    """Return the entries of the ledger about what a card draws that may be contested, first what can't be true."""
    if card.key in ("source", "entries"):
        return filtered["contradictions"].iloc[:0]
    # A relation is contested with the event that shows it.
    cells = card.rows[next(column for column in ("facts", "fact", card.key) if column in card.rows)]
    shown_by = dict(zip(filtered["relations"]["id"], filtered["relations"]["fact"], strict=True))
    facts = {shown_by.get(fact, fact) for cell in cells for fact in cell.split("|")}
    facts = {fact for fact in facts if fact.startswith(card.contests)}
    entries = sources.entries(filtered, facts)
    sharp = entries["verdict"].isin(ledger.SHARP)
    return pd.concat([entries[sharp], entries[~sharp]])


def how_to_read(card: Card, filtered: sources.Tables, letters: int = 200) -> str:
    """Return what a picture says of how to read it: the subtitle, and in a line of at most so many letters what of it is contested.

    The two are separated by a line break.
    """
    entries = list(contested(card, filtered)["title"])
    line = ""
    for n in range(len(entries), 0, -1):
        rest = len(entries) - n
        more = f"; and {rest} more" if rest else ""
        line = f"Contested: {'; '.join(entries[:n])}{more}"
        if n <= NAMED and len(line) <= letters:
            break
    return f"{card.subtitle}\n{line}" if line else card.subtitle


def credit(card: Card, filtered: sources.Tables, choice: Choice) -> str:
    """Return a card's credit line: the sources of exactly what it shows, the filter, the day."""
    count = Counter(key for row in by(card, filtered) for key in row)
    publisher = dict(zip(filtered["sources"]["source"], filtered["sources"]["publisher"], strict=True))
    publishers: Counter[str] = Counter()
    for key, n in count.items():
        if key not in choice.every:
            publishers[publisher[key]] += n
    return charts_words.credit(
        [key for key in choice.every if key in count], choice.chosen, choice.every, choice.day,
        [name for name, _ in sorted(publishers.items(), key=lambda pair: (-pair[1], pair[0]))], choice.reference,
    )  # fmt: skip


def short_credit(card: Card, filtered: sources.Tables, choice: Choice) -> str:
    """Return the credit that stands below a card on the screen, where filter and day are known: whose facts it shows."""
    about = behind(card, filtered, choice)
    own = list(about.loc[about["tier"] == "article", "source"])
    full = own == list(choice.every) and len(own) > 1
    parts = [
        f"all {facts_words.spelled(len(own))} articles" if full else ", ".join(facts_words.name(key) for key in own)
    ]
    publishers = about.loc[about["tier"] != "article", "publisher"].unique()
    if len(publishers):
        named = " and ".join(publishers) if len(publishers) < 3 else facts_words.many(len(publishers), "publisher")
        parts.append(f"reference data: {named}")
    known = "; ".join(filter(None, parts))
    return f"Source{'' if len(about) == 1 else 's'}: {known}" if known else ""


def behind(card: Card, filtered: sources.Tables, choice: Choice) -> pd.DataFrame:
    """Return the sources of exactly what a card shows, in their order."""
    own = {key for row in by(card, filtered) for key in row}
    return filtered["sources"][filtered["sources"]["source"].isin(own)]


def file_name(card: Card | str, choice: Choice) -> str:
    """Return the name of a card's or page's download without its ending: what it shows, the filter and the day."""
    name = card if isinstance(card, str) else card.file or card.name
    return "-".join(["qantar", name, *filter_marks(choice), f"{choice.day:%Y-%m-%d}"])


def filter_marks(choice: Choice) -> list[str]:
    """Return what the name of a file says of the filter, part by part; nothing if it is everything."""
    some = [] if list(choice.chosen) == list(choice.every) else choice.chosen or ["none"]
    return [*some, *([] if choice.reference else ["articles-only"])]


def inside(card: Card, credit: str) -> dict[str, str]:
    """Return what a picture's file says of itself: title, description, source and copyright."""
    return {
        "Title": card.title,
        "Description": charts_words.alt(card.title, card.lines),
        "Source": credit,
        "Copyright": charts_words.COPYRIGHT,
    }


def with_receipts(card: Card, filtered: sources.Tables) -> pd.DataFrame:
    """Return the rows of a card to be taken away: one row per fact and passage, with its citation.

    A row that stands for several facts is repeated for each of them; counts by source carry the
    source's citation alone. ``filtered``: the tables under the filter.
    """
    rows = card.rows.drop(columns=["mark"], errors="ignore")
    if card.key == "source":
        rows = sources.with_publication(filtered, rows)
    elif "facts" in rows:
        # The sources of a row are those of all its facts; each passage names its own.
        each = rows.drop(columns="sources", errors="ignore").assign(fact=rows["facts"].str.split("|"))
        rows = sources.with_passages(filtered, each.drop(columns="facts").explode("fact"), "fact")
    else:
        rows = sources.with_passages(filtered, rows, card.key)
    return rows


def csv(card: Card, filtered: sources.Tables) -> bytes:
    """Return the rows of a card with their receipts as CSV for spreadsheets."""
    rows = with_receipts(card, filtered)
    # The mark at the start tells spreadsheets that the text is UTF-8.
    return tables.to_csv(rows).encode("utf-8-sig")


SHEETS = {
    "facts": "The facts that the row stands for, separated by |.", "sources": "The keys of who says so, separated by |.",
    "text": "The number as it is written for readers.", "label": "What the row is, in a line.",
    "panel": "The part of the chart in which it stands.", "link": "The address that opens the source at the passage.",
    "source_title": "Title of the source.", "bounded": "Whether there is a number at all, or only words.",
    "when": "When it happened, as it is written for readers.",
}  # fmt: skip
"""What columns mean that charts add to those of the tables."""


def sheets(card: Card, filtered: sources.Tables) -> dict[str, tuple[list[str], list[list[Any]]]]:
    """Return what a workbook holds of a card, as heading and rows by sheet: its rows, their sources, what columns mean."""
    rows = with_receipts(card, filtered)
    keys = set(rows["source"].dropna()) if "source" in rows else set()
    about = filtered["sources"][filtered["sources"]["source"].isin(keys)]
    known = {column: spec["description"] for name in MODELS for column, spec in tables.fields(name).items()}
    known |= SHEETS
    meanings = [[column, known.get(column, known.get(column.removesuffix("_name"), ""))] for column in rows.columns]
    return {"Rows": _plain(rows), "Sources": _plain(about), "Columns": (["column", "meaning"], meanings)}


def _plain(frame: pd.DataFrame) -> tuple[list[str], list[list[Any]]]:
    """Return heading and rows of a table as plain values: text, numbers, dates, None where there is nothing."""

    def value(cell: Any) -> Any:
        if isinstance(cell, pd.Timestamp):
            return cell.date()
        if isinstance(cell, (list, tuple, set, dict)):
            return str(cell)
        return None if pd.isna(cell) or cell == "" else cell.item() if hasattr(cell, "item") else cell

    return list(map(str, frame.columns)), [[value(cell) for cell in row] for row in frame.itertuples(index=False)]


def picture(
    card: Card, drawn: Any, filtered: sources.Tables, choice: Choice, chart: Callable[..., dict[str, object]]
) -> dict[str, object]:
    """Return what the browser needs to draw a card's picture; ``chart`` is ``export.chart``, ``drawn`` the chart of a wide window."""
    said = credit(card, filtered, choice)
    figure = style.figure(card.printed(*card.arguments)) if card.printed else drawn
    how = how_to_read(card, filtered, 108)
    return chart(
        figure, card.title, how, said, file_name(card, choice), inside(card, said), card.name, card.printed is not None
    )
