"""How articles are called and look is data: a sixth one is added without touching code."""

from __future__ import annotations

import pytest
from sixth import EVENT, SIXTH, add

from qantar import themes
from qantar.charts import style, words
from qantar.facts import articles, checks, labels, sources
from qantar.facts import words as facts_words
from qantar.facts.tables import TableError, read_all


@pytest.fixture
def six(with_sixth):
    yield labels.labelled(read_all(with_sixth))
    articles.forget("Courier")


def test_the_tables_with_a_sixth_article_are_without_fault(six):
    assert checks.check(six) == []


def test_a_sixth_article_has_its_name_colour_and_mark_everywhere(six):
    assert sources.keys(six["sources"])[-1] == "Courier"
    assert facts_words.name("Courier") == "The Courier"
    assert (style.color("Courier"), style.symbol("Courier")) == ("#a05a2c", "pentagon")
    assert style.in_order(["reference", "Courier", "SCMP"]) == ["SCMP", "Courier", "reference"]


def test_a_sixth_article_stands_in_the_filter_the_credit_the_charts_and_the_exports(six):
    every = sources.keys(six["sources"])
    alone = sources.keep(six, ["Courier"])
    assert set(alone["events"]["id"]) == {EVENT["id"]}
    assert EVENT["id"] not in set(sources.keep(six, every[:-1])["events"]["id"])
    whole = sources.keep(six, every)
    card = next(
        card for make in themes.PAGES["timeline"] if (card := make(whole, whole)) and EVENT["id"] in themes.drawn(card)
    )
    choice = themes.Choice(every, every, facts_words.dt.date(2026, 1, 1))
    assert "The Courier" in themes.credit(card, whole, choice)
    assert "https://example.org/courier" in themes.csv(card, whole).decode("utf-8-sig")
    figure = style.figure(card.draw(*card.arguments))
    assert "#a05a2c" in figure.to_json()
    assert any("The Courier" in line for line in themes.sheets(card, whole)["Sources"][1][-1] if isinstance(line, str))
    assert "courier" in words.alt(card.title, card.lines).lower() or len(card.lines) > words.ALT_ROWS


def test_a_sentence_that_names_an_article_goes_with_it(six):
    events = six["events"].copy()
    at = events.index[events["id"] == EVENT["id"]][0]
    events.loc[at, "detail"] = "A courier spoke. SCMP says nothing of it."
    alone = sources.keep(dict(six, events=events), ["Courier"])
    assert list(alone["events"]["detail"]) == ["A courier spoke."]


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"color": "#fefefe"}, "color", "can't be told from the page"),
        ({"color": "#101010"}, "color", "can't be told from the page"),
        ({"color": ""}, "color", "is empty"),
        ({"name": "SCMP"}, "name", "is used twice"),
        ({"symbol": "square"}, "symbol", "is used twice"),
        ({"position": "2"}, "position", "is used twice"),
        ({"tier": "reference"}, "name", "is given"),
    ],
)
def test_an_article_that_can_not_be_told_from_the_others_is_a_fault(folder, change, column, problem):
    add(folder, "sources", {**SIXTH, **change})
    try:
        faults = checks.check(read_all(folder))
    except TableError as error:
        faults = error.faults
    assert any(fault.column == column and problem in fault.problem for fault in faults)


@pytest.mark.parametrize(
    ("one", "other", "said"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)]
)
def test_the_contrast_is_that_of_the_rule(one, other, said):
    assert articles.contrast(one, other) == pytest.approx(said, abs=0.01)
