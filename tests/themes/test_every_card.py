"""What holds for every card of every page under any choice: rows, words, credit, CSV, chart.

Nothing here names a card or a number of the real tables, so a card may come, go or change, and the data be corrected.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from openpyxl import load_workbook

from qantar import export, themes
from qantar.charts import style, words
from qantar.charts.narrow import narrow
from qantar.export.white import SMALLEST
from qantar.export.workbook import workbook
from qantar.facts import sources
from qantar.facts import words as facts_words
from qantar.facts.models import PROVEN
from qantar.facts.tables import fields
from qantar.ui.table import table

DAY = dt.date(2022, 9, 30)
MAKERS = [(path, make) for path, makers in themes.PAGES.items() for make in makers]
NAMES = [f"{path or 'overview'}-{make.__name__}" for path, make in MAKERS]
# The choices that differ most: everything, the article with most numbers alone, one without them beside reference data.
EVERYTHING = ()
VIEWS = {"all": (EVERYTHING, True), "SCMP": (("SCMP",), False), "CEIAS+": (("CEIAS",), True)}
KEYS = re.compile(r"\bnan\b|NaT|\bNone\b(?! of)|<NA>|\b(?:ac|pl|ref|inv|qt|tr|ev|cl|pr|mem|rel|con)-[a-z]")
"""What is no word for a reader: what is missing, and keys of the tables."""


@dataclass(frozen=True)
class View:
    """A card under a choice of articles, with the tables under that choice."""

    card: themes.Card
    tables: dict[str, pd.DataFrame]
    choice: themes.Choice

    @property
    def credit(self) -> str:
        return themes.credit(self.card, self.tables, self.choice)


@pytest.fixture(scope="module")
def viewed(one_card, filtered, articles) -> Callable[[Any, str], View | None]:
    """Return a card under one of the choices."""

    def one(make: Any, name: str) -> View | None:
        chosen, reference = VIEWS[name]
        chosen = list(chosen) or articles
        card = one_card(make, chosen, reference)
        return (
            View(card, filtered(chosen, reference), themes.Choice(chosen, articles, DAY, reference)) if card else None
        )

    return one


# One for the whole file, so that all that is looked at in a card stands together.
@pytest.fixture(
    scope="module",
    params=[(make, name) for _, make in MAKERS for name in VIEWS],
    ids=[f"{one}-{name}" for one in NAMES for name in VIEWS],
)
def view(request, viewed) -> View:
    """Each card under each choice; none where the chosen articles are silent."""
    found = viewed(*request.param)
    if found is None:
        pytest.skip("the chosen articles are silent on it")
    return found


@pytest.fixture(scope="module", params=[make for _, make in MAKERS], ids=NAMES)
def drawn(request, viewed) -> tuple[View, go.Figure]:
    """Each chart as a wide screen shows it when everything is chosen."""
    found = viewed(request.param, "all")
    if found is None or found.card.draw is None or found.card.legend:
        pytest.skip("no chart")
    return found, style.figure(found.card.draw(*found.card.arguments))


def behind(card: themes.Card) -> list[set[str]]:
    """Return for each row the facts that it stands for, as the row itself says; of a count by source, none."""
    if card.key == "source":
        return []
    cells = card.rows["facts" if "facts" in card.rows else card.key]
    return [set(filter(None, cell.split("|"))) for cell in cells]


# The pages


def test_every_card_has_a_name_and_a_file_of_its_own_that_every_system_takes(viewed):
    found = [viewed(make, "all") for _, make in MAKERS]
    assert None not in found, "with everything chosen there is something on each"
    assert len({one.card.name for one in found}) == len(found)
    files = [themes.file_name(one.card, one.choice) for one in found]
    assert len({file.lower() for file in files}) == len(files), "some systems take A for a"
    for one, file in zip(found, files, strict=True):
        assert re.fullmatch("[a-z]+(-[a-z]+)*", one.card.name), "it stands in addresses"
        assert re.fullmatch(r"[A-Za-z0-9-]{1,120}", file)
        assert file.endswith(f"{DAY}")


def test_what_nobody_is_chosen_for_is_no_card(filtered, tables):
    nothing = filtered([])
    assert [name for name, (_, make) in zip(NAMES, MAKERS, strict=True) if make(nothing, tables)] == []


# Rows and words


def test_a_card_has_rows_and_words_for_each(view):
    card = view.card
    assert len(card.rows) == len(card.lines) > 0
    assert card.key in card.rows
    assert all(card.lines)
    assert card.title == card.title.strip(" :;.")
    for heading, column in card.columns.items():
        assert len(column) == len(card.rows), heading
    for text in (card.title, card.subtitle, card.notes, *card.lines, *itertools.chain(*card.columns.values())):
        assert not KEYS.search(text), text


@pytest.mark.every_choice
@pytest.mark.parametrize(
    ("count", "reference"), [*((count, True) for count in range(1, 6)), (1, False), (2, False), (5, False)], ids=str
)
def test_titles_and_subtitles_fit_whoever_is_chosen(count, reference, whole, filtered, articles):
    everything, more = filtered(articles, True), sources.keys(whole["sources"], "reference") if reference else []
    for chosen in itertools.combinations(articles, count):
        part = sources.keep(whole, [*chosen, *more])
        for card in filter(None, (make(part, everything) for _, make in MAKERS)):
            assert 0 < len(card.title) <= 80, card.title
            assert len(card.subtitle) <= 140, card.subtitle
            assert len(card.lines) == len(card.rows)
            assert not KEYS.search(card.title), card.title


def test_a_row_stands_for_facts_of_the_chosen_sources_alone(view):
    tables = view.tables
    known = set(tables["evidence"]["fact"]) | set(tables["relations"]["id"]) | set(tables["contradictions"]["id"])
    known |= set(tables["actors"]["actor"]) | set(tables["places"]["place"])
    for facts in behind(view.card):
        assert facts <= known, facts - known
    if not view.choice.reference:
        assert set(itertools.chain(*themes.by(view.card, tables))) <= set(view.choice.chosen)


def test_a_text_alternative_says_title_and_rows(view):
    card = view.card
    said = words.alt(card.title, card.lines)
    assert said.startswith(card.title)
    assert facts_words.many(len(card.rows), "row") in said
    assert all(line in said for line in card.lines[: words.ALT_ROWS])


def test_the_table_has_each_row_with_a_way_to_its_evidence(view):
    html = table(view.card, view.tables)
    assert html.count('<th scope="row">') == len(view.card.rows)
    if view.card.key != "source":
        for facts in behind(view.card) if view.card.key != "facts" else []:
            assert all(f"fact={fact}" in html for fact in facts) or "facts" in view.card.rows


# Whose it is


def test_a_credit_names_exactly_who_is_behind_the_rows(view, whole):
    """Worked out here from the evidence, without the card's own way to it."""
    card, choice = view.card, view.choice
    if card.key == "source":
        own = set(card.rows["source"])
    else:
        said = whole["evidence"].groupby("fact")["source"].agg(set).to_dict()
        said |= {row.id: set(row.sources.split("|")) for row in whole["relations"].itertuples()}
        here = set(view.tables["sources"]["source"])
        facts = set().union(*behind(card))
        entries = view.tables["contradictions"].set_index("id")["facts"]
        facts |= (
            {fact for entry in facts & set(entries.index) for fact in entries[entry].split("|")}
            if card.key == "entries"
            else set()
        )
        own = {source for fact in facts for source in said.get(fact, ())} & here
    line = view.credit
    named = line.removeprefix("Sources: ").partition(" · ")[0].partition("reference data:")[0]
    found = {part.strip(" ;") for part in named.split(", ")} - {""}
    assert found == {facts_words.name(key) for key in own if key in choice.every}
    assert ("reference data: " in line) == any(key not in choice.every for key in own)
    assert ("reference data off" in line) == (not choice.reference)
    full = list(choice.chosen) == list(choice.every)
    assert (f"all {len(choice.every)} articles" if full else f"filter: {facts_words.names(choice.chosen)}") in line
    assert "30 September 2022" in line


# What is taken away


def read(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file, read as a spreadsheet reads them."""
    assert data.startswith(b"\xef\xbb\xbf")
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    found = list(reader)
    assert all(None not in row and None not in row.values() for row in found), "a row is longer or shorter"
    assert len(set(reader.fieldnames or ())) == len(reader.fieldnames or ())
    return found


def test_a_csv_has_the_rows_drawn_with_each_passage_and_its_citation(view):
    card, tables = view.card, view.tables
    rows = read(themes.csv(card, tables))
    urls = dict(zip(tables["sources"]["source"], tables["sources"]["url"], strict=True))
    for row in rows:
        assert not any(
            cell.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"-?[\d.]+", cell) for cell in row.values()
        )
        assert "mark" not in row, "a colour's key says nothing to a reader"
        if row["source"]:
            assert row["source"] in urls
            assert row["publisher"]
            if card.key != "source":
                quote = row["quote"].removeprefix("'")
                assert row["link"] == sources.passage_link(urls[row["source"]], quote)
    if card.key == "source":
        assert len(rows) == len(card.rows)
        return
    column = "fact" if "facts" in card.rows else card.key
    assert {row[column] for row in rows} == set().union(*behind(card))
    receipts = tables["evidence"].groupby(["fact"])["quote"].agg(set).to_dict()
    for fact, some in itertools.groupby(sorted(rows, key=lambda row: row[column]), key=lambda row: row[column]):
        if fact in receipts:
            assert {row["quote"].removeprefix("'") for row in some} == {
                quote.removeprefix("'") for quote in receipts[fact]
            }, fact
    for number in ("value", "low", "high"):
        if number in card.rows and card.rows[number].dtype != "str":
            shown = sorted({float(n) for n in card.rows[number].dropna()})
            assert sorted({float(row[number]) for row in rows if row[number]}) == pytest.approx(shown), number


def test_a_workbook_says_what_its_columns_mean(view):
    if view.choice.reference:
        pytest.skip("alike, and long")
    sheets = themes.sheets(view.card, view.tables)
    book = load_workbook(io.BytesIO(workbook(sheets, view.card.title)), read_only=True)
    assert book.sheetnames == ["Rows", "Sources", "Columns"]
    heading, *rows = book["Rows"].values
    assert [row[0] for row in list(book["Columns"].values)[1:]] == list(heading)
    assert len(rows) >= len(view.card.rows)
    assert len(list(book["Sources"].values)) > 1


# The chart


def numbers_of(name: str) -> set[str]:
    """Return the columns of a table that hold numbers."""
    return {column for column, about in fields(name).items() if about["type"] == "number"}


def test_no_number_of_a_fact_is_another_than_its_table_says(view, whole):
    """A row of one fact has that fact's numbers, or says that they are computed."""
    known = {name: whole[name].set_index("id") for name in PROVEN if numbers_of(name)}
    for row in view.card.rows.to_dict("records"):
        fact = str(row[view.card.key])
        home = next((table for table in known.values() if fact in table.index), None)
        if home is None or row.get("computed") is True or (row.get("facts") or fact) != fact:
            continue
        for column in {"value", "low", "high"} & set(row):
            said, shown = home.at[fact, column], row[column]
            assert (pd.isna(said) and pd.isna(shown)) or said == shown, (fact, column)


def marks(figure: go.Figure) -> Iterator[str]:
    """Yield the keys of what is drawn; a mark may have several."""
    for trace in figure.data:
        for data in trace.customdata if trace.customdata is not None else ():
            yield from filter(None, str(data[0]).split("|"))


def test_a_chart_draws_something_and_every_mark_opens_a_fact_of_its_rows(drawn):
    view, figure = drawn
    assert any(x is not None for trace in figure.data for x in (trace.x if trace.x is not None else ()))
    rows = set().union(*behind(view.card)) | set(view.card.rows[view.card.key]) | set(view.card.groups)
    entries = set(view.tables["contradictions"]["id"])
    assert {mark for mark in marks(figure) if re.match("[a-z]+-", mark)} <= rows | entries


def test_a_chart_names_its_template_and_colours_and_asks_no_one_else(drawn, monkeypatch):
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    view, _ = drawn
    figure = style.figure(view.card.draw(*view.card.arguments))
    assert figure.to_dict()["layout"]["template"] == pio.templates["qantar"].to_plotly_json()
    assert {trace.type for trace in figure.data} <= {"scatter", "bar", "heatmap"}, "maps of Plotly's fetch outlines"
    for trace in figure.data:
        seen = trace.type == "bar" or (trace.type == "scatter" and "markers" in (trace.mode or ""))
        if seen and trace.marker.opacity != 0:
            assert trace.marker.color is not None
    assert not [address for address in re.findall(r"https?://[^\"\\]+", figure.to_json()) if "w3.org" not in address]


def sizes(part: object) -> Iterator[float]:
    """Yield the sizes of all letters that a chart sets by itself."""
    if isinstance(part, list):
        for one in part:
            yield from sizes(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("textfont", "tickfont", "font", "insidetextfont") and "size" in value:
                yield from value["size"] if isinstance(value["size"], list) else [value["size"]]
            elif key not in ("template", "hoverlabel"):
                yield from sizes(value)


def test_its_picture_is_white_and_2400_wide_with_its_texts_in_letters_to_be_read(drawn):
    view, figure = drawn
    sent = themes.picture(view.card, figure, view.tables, view.choice, export.chart)
    layout = json.loads(sent["figure"], parse_constant=pytest.fail)["layout"]
    assert round(layout["width"] * sent["scale"]) == 2400
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "#ffffff"
    assert not re.search(r"https?://", sent["figure"])
    written = " ".join(re.sub("<[^>]+>", " ", note["text"]) for note in layout["annotations"])
    for text in (view.card.title, view.card.subtitle, view.credit):
        assert " ".join(text.split()) in " ".join(written.split())
    assert sent["inside"]["Title"] == view.card.title
    assert sent["inside"]["Source"] == view.credit
    assert all(line in sent["inside"]["Description"] for line in view.card.lines[: words.ALT_ROWS])
    if view.card.printed:
        smallest = min(sizes(json.loads(sent["figure"])), default=SMALLEST)
        assert smallest >= max(SMALLEST, layout["width"] / 65), (
            "letters can be read where the picture is 600 pixels wide"
        )
        contested = [
            line for note in layout["annotations"] for line in note["text"].split("<br>") if "Contested: " in line
        ]
        assert len(contested) <= 1, "in one line"
    # A chunk of PNG ends its keyword with a zero byte, and XML has no place for control characters.
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", "".join(sent["inside"].values()))


def test_on_a_telephone_it_carries_the_same_marks_and_is_no_wider(drawn):
    view, figure = drawn
    phone = style.figure(view.card.narrow(*view.card.arguments)) if view.card.narrow else narrow(figure)
    assert set(marks(phone)) <= set(marks(figure))
    assert set(marks(phone)) or not set(marks(figure))
    margin = phone.layout.margin
    assert (margin.l or 0) + (margin.r or 0) < 0.66 * 340
    assert not phone.layout.width or phone.layout.width <= 345


def test_axes_places_and_colours_stay_when_the_filter_changes(drawn, viewed, request):
    """What one article alone draws stands where it stood among all, in the same colour."""
    _, figure = drawn
    alone = viewed(request.node.callspec.params["drawn"], "SCMP")
    if alone is None:
        pytest.skip("the article is silent on it")
    some = style.figure(alone.card.draw(*alone.card.arguments))
    before = {axis.title.text or "": axis.range for axis in figure.select_xaxes() if axis.range}
    for axis in some.select_xaxes():
        if axis.range and (axis.title.text or "") in before:
            assert axis.range[-1] == pytest.approx(before[axis.title.text or ""][-1], rel=0.1), (
                "labels may need some room"
            )
    colors = {
        trace.name: trace.marker.color for trace in figure.data if trace.name and isinstance(trace.marker.color, str)
    }
    for trace in some.data:
        if trace.name in colors and isinstance(trace.marker.color, str):
            assert trace.marker.color == colors[trace.name], trace.name
