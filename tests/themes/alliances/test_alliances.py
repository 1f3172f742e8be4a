"""Alliances: one mark for each membership, each moved person once, and every row of the tables in some card."""

import itertools
import re

import pandas as pd
import pytest
from by_hand import tables

from qantar import themes
from qantar.charts import style
from qantar.facts import alliances, sources
from qantar.facts.cells import RELATIONS
from qantar.themes.alliances import cards, charts, deeds, rows, titles

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [[], *([key] for key in ARTICLES), ["SCMP", "RFERL"], ARTICLES[1:], ARTICLES]
MAKERS = themes.PAGES["alliances"]


def member(
    key: str, organisation: str, state: str, status: str = "member", by: str = "ref-early", **more: str
) -> dict[str, str]:
    return {
        "id": f"mem-{key}",
        "organisation": f"ac-{organisation}",
        "member": f"ac-{state}",
        "status": status,
        "by": by,
        **more,
    }


def event(key: str, day: str, by: str, **more: str) -> dict[str, str]:
    return {"id": f"ev-{key}", "start": day, "end": day, "by": by, **more}


def relation(key: str, fact: str, subject: str, kind: str, whom: str, by: str, **more: str) -> dict[str, str]:
    return {"id": f"rel-{key}", "fact": f"ev-{fact}", "subject": f"ac-{subject}" if subject else "", "relation": kind,
            "object": f"ac-{whom}", "sources": by, "status": "asserted", **more}  # fmt: skip


MEMBERS = [
    member("csto-russia", "csto", "russia", since="1992-05-15", precision="day"),
    member("csto-armenia", "csto", "armenia"),
    member("csto-uzbekistan", "csto", "uzbekistan", until="2012-06-28"),
    member("sco-russia", "sco", "russia"),
    member("sco-china", "sco", "china", since="2001-06-15", precision="day"),
    member("sco-belarus", "sco", "belarus", "observer"),
    member("sco-belarus-later", "sco", "belarus", since="2024-07-04", precision="day"),
    member("sco-belarus-article", "sco", "belarus", by="SCMP"),
    member("sco-turkmenistan", "sco", "turkmenistan", since="2023-01-01", precision="month"),
    member("aiib-china", "aiib", "china", "initiated", by="RFERL"),
    member("csto-five", "csto", "central-asian-states", by="RFERL"),
]
WRONG = [
    {"id": "con-belarus", "kind": "fact", "verdict": "error", "title": "Belarus too soon", "finding": "It was an observer.",
     "facts": "mem-sco-belarus-article|mem-sco-belarus", "sources": "SCMP", "shown_as": "Both."},
]  # fmt: skip


@pytest.fixture
def small_tables(tmp_path):
    """Make small tables."""

    return lambda **given: tables(tmp_path, **given)


@pytest.fixture
def cells(small_tables):
    """The cells of the small memberships, by country and organisation."""
    made = small_tables(memberships=MEMBERS, contradictions=WRONG)
    return {
        (cell["member"].removeprefix("ac-"), cell["organisation"].removeprefix("ac-")): cell
        for cell in rows.belonging(made)
    }


def test_a_cell_says_what_a_country_was_in_january_2022(cells):
    status = {key: (cell["status"], cell["year"], cell["aside"]) for key, cell in cells.items()}
    assert status["russia", "csto"] == ("member", "1992", "")
    assert status["armenia", "sco"] == ("none", "", ""), "the list is whole, and it isn't on it"
    assert status["uzbekistan", "csto"] == ("none", "", "until 2012")
    assert status["turkmenistan", "sco"] == ("none", "", "from 2023")
    assert status["belarus", "sco"] == ("observer", "", ""), "reference data decides"
    assert status["china", "aiib"] == ("initiated", "", "")
    assert status["russia", "eaeu"] == ("unsaid", "", ""), "nobody here knows the members"


def test_only_what_the_ledger_holds_against_an_article_is_wrong(cells):
    assert {key: cell["wrong"] for key, cell in cells.items() if cell["wrong"]} == {("belarus", "sco"): "SCMP: member"}


def test_countries_stand_in_groups_and_groups_of_states_only_without_lists(cells):
    groups = {member: cell["group"] for (member, _), cell in cells.items()}
    assert groups["russia"] == rows.GROUPS[True, True]
    assert groups["armenia"] == rows.GROUPS[True, False]
    assert groups["china"] == rows.GROUPS[False, True]
    assert groups["uzbekistan"] == rows.GROUPS[False, False]
    assert "central-asian-states" not in groups


def test_the_title_counts_the_overlap(cells):
    assert titles.belonging_title(list(cells.values())) == "One of two CSTO members is in the SCO too"


def test_without_lists_the_articles_words_stand_and_nobody_is_outside(small_tables):
    made = small_tables(memberships=[row for row in MEMBERS if not row["by"].startswith("ref")])
    found = rows.belonging(made)
    assert {cell["group"] for cell in found} == {""}
    assert "none" not in {cell["status"] for cell in found}
    assert "ac-central-asian-states" in {cell["member"] for cell in found}
    assert titles.belonging_title(found) == "The articles put Belarus in the SCO"


@pytest.fixture
def moved(small_tables):
    """A reshuffle: Boris was dismissed and detained, by an article without a day and by reference data with one; Anna was appointed."""
    return small_tables(
        events=[
            event("out", "2022-01-05", "ref-early", happening="hp-out"),
            {"id": "ev-out-article", "start": "2022-01-01", "end": "2022-01-31", "precision": "month", "extent": "within",
             "dated_by": "inferred", "by": "SCMP|RFERL", "happening": "hp-out"},
            event("held", "2022-01-06", "ref-late"),
            {"id": "ev-in", "start": "2022-01-05", "end": "2022-01-06", "precision": "span", "extent": "within", "by": "ref-early"},
        ],
        relations=[
            relation("out", "out", "kazakhstan", "removed", "boris", "ref-early"),
            relation("out-article", "out-article", "kazakhstan", "removed", "boris", "SCMP"),
            relation("out-passive", "out-article", "", "removed", "boris", "RFERL"),
            relation("held", "held", "", "detained", "boris", "ref-late"),
            relation("in", "in", "kazakhstan", "appointed", "anna", "ref-early"),
        ],
    )  # fmt: skip


def test_each_person_stands_once_and_what_tells_of_one_happening_is_one_step(moved):
    people = deeds.reshuffle(moved, moved)
    assert [one["person"] for one in people] == ["Boris", "Anna"], "by the day of the first step"
    steps = people[0]["steps"]
    assert [(step["when"], step["kind"]) for step in steps] == [("5 Jan", "removed"), ("6 Jan", "detained")]
    assert steps[0]["facts"].split("|") == ["rel-out", "rel-out-article", "rel-out-passive"]
    assert steps[0]["by"] == "Kazakhstan (SCMP and reference data)", "RFE/RL doesn't say by whom"
    assert steps[0]["who"] == "SCMP, RFE/RL, The Agency"
    assert [step["article"] for step in steps] == [True, False]
    assert steps[1]["by"] == ""
    assert people[1]["steps"][0]["when"] == "5–6 Jan"


def test_the_titles_of_the_reshuffle(moved):
    people = deeds.reshuffle(moved, moved)
    assert titles.reshuffle_title(people) == "Boris lost a post and was detained and Anna was appointed"
    third = {
        **people[0]["steps"][1],
        "start": pd.Timestamp("2022-01-08"),
        "when": "8 Jan",
        "kind": "told",
        "what": "accused of treason",
    }
    people[0]["steps"].append(third)
    assert titles.reshuffle_title(people) == "Boris was dismissed on 5, detained on 6 and accused on 8 January"


def test_what_fell_on_one_of_many_days_has_none(moved):
    articles = sources.keep(moved, ["SCMP", "RFERL"])
    (boris,) = deeds.reshuffle(articles, moved)
    assert [(step["when"], step["start"]) for step in boris["steps"]] == [("", None)]
    assert boris["steps"][0]["by"] == "Kazakhstan (SCMP)"


def test_deeds_of_one_happening_are_joined_and_whom_a_source_doesnt_name_isnt(small_tables):
    made = small_tables(
        events=[event("call", "2022-01-07", "ref-early|SCMP")],
        relations=[
            relation("a", "call", "china", "backed", "anna", "ref-early"),
            relation("b", "call", "china", "backed", "kazakhstan", "ref-early"),
            relation("c", "call", "china", "backed", "csto", "SCMP"),
        ],
    )
    found = deeds.deeds(made, made, deeds.SUPPORT)
    assert [(row["objects"], row["sources"], row["facts"]) for row in found] == [
        (["Anna", "Kazakhstan"], "ref-early", "rel-a|rel-b"),
        (["CSTO"], "SCMP", "rel-c"),
    ]
    assert titles.deed_line(found[1]) == "7 Jan: China backed the CSTO"
    assert titles.support_title(found) == "China stood by Anna, China by Kazakhstan, China by the CSTO"


@pytest.fixture(scope="module", params=[False, True], ids=["articles", "with reference"])
def made_cards(request, filtered, whole):
    """Every card of the page under each choice of articles."""
    return [
        (chosen, card)
        for chosen in CHOICES
        for make in MAKERS
        if (card := make(filtered(chosen, request.param), whole)) is not None
    ]


def test_titles_and_subtitles_fit_every_choice(made_cards):
    for chosen, card in made_cards:
        assert 0 < len(card.title) <= titles.MOST, (chosen, card.title)
        assert card.title[0] == card.title[0].upper()
        assert len(card.subtitle) <= 140
        assert len(card.lines) == len(card.rows)
        assert all(len(column) == len(card.rows) for column in card.columns.values())


def test_no_row_of_the_tables_is_lost(whole):
    known = {
        fact for make in MAKERS for cell in make(whole, whole).rows[make(whole, whole).key] for fact in cell.split("|")
    }
    assert set(whole["memberships"]["id"]) <= known
    assert set(whole["relations"]["id"]) <= known


def test_no_relation_is_of_a_kind_that_no_card_shows():
    kinds = (*deeds.MOVES, *deeds.SUPPORT, *deeds.CONTACTS, *deeds.BLAME)
    assert set(kinds) == set(RELATIONS)
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("reference", [False, True])
@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"], ["CEIAS"]], ids=str)
def test_the_matrix_agrees_with_who_counts_as_a_member(filtered, chosen, reference):
    made = filtered(chosen, reference)
    within = alliances.members(made)
    cells = [cell for cell in rows.belonging(made) if cell["member"] not in alliances.WHOLES]
    for key, states in within.items():
        assert {c["member"] for c in cells if c["organisation"] == key and c["status"] in alliances.WITHIN} == states


@pytest.mark.parametrize("width", [charts.WIDTH, cards.PICTURE, cards.PHONE])
@pytest.mark.parametrize("make", [cards.belonging, cards.reshuffle])
def test_every_mark_opens_facts_of_its_card_and_no_text_runs_into_another(whole, make, width):
    card = make(whole, whole)
    drawn = card.draw(*card.arguments, width=width)
    known = {fact for cell in card.rows[card.key] for fact in cell.split("|")}
    for trace in drawn["data"]:
        assert trace["x"]
        for data in trace.get("customdata") or []:
            assert set(data[0].split("|")) <= known
    spots = [
        (x, y) for trace in drawn["data"] if trace["mode"] == "markers" and trace["marker"]["opacity"] and trace.get("customdata")
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]  # fmt: skip
    assert len(set(spots)) == len(spots), "one mark for one cell or step"
    assert len(drawn["data"]) <= 10, "a trace for each meaning, not for each mark"
    boxes = [box for trace in drawn["data"] if trace["mode"] == "text" for box in _boxes(trace)]
    height = drawn["layout"]["height"]
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[1], other[1]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[2], other[2])
        assert across <= 2 or down <= 4, (one[4], other[4])
    assert all(box[1] <= width + 12 and box[2] >= -4 and box[3] <= height + 6 for box in boxes)


def _boxes(trace: dict) -> list[tuple]:
    """Return about where the texts of a trace stand."""
    size = trace["textfont"]["size"]
    found = []
    for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
        lines = [re.sub(r"<[^>]+>", "", line) for line in text.split("<br>")]
        tall = len(lines) * size * 1.1
        found.append((x, x + max(map(len, lines)) * size * 0.45, y - tall / 2, y + tall / 2, text))
    return found


def test_red_is_for_what_an_article_gets_wrong(whole, filtered):
    drawn = charts.belonging(rows.belonging(whole))
    texts = [text for trace in drawn["data"] if trace["mode"] == "text" for text in trace["text"]]
    wrong = {cell["wrong"] for cell in rows.belonging(whole) if cell["wrong"]}
    assert wrong
    assert {text for text in texts if style.color("wrong") in text and "member" in text}
    plain = charts.belonging(rows.belonging(filtered(ARTICLES)))
    assert style.color("wrong") not in str(plain), "what is wrong is known from reference data"


def test_the_answer_names_both_and_counts(whole, filtered):
    said = cards.answer(whole, whole)
    for state in alliances.members(whole)["ac-csto"] & alliances.members(whole)["ac-sco"]:
        assert dict(zip(whole["actors"]["actor"], whole["actors"]["name"], strict=True))[state] in said
    assert cards.answer(filtered([]), whole) == ""
    for chosen in CHOICES[1:]:
        assert cards.answer(filtered(chosen), whole).endswith(".")
