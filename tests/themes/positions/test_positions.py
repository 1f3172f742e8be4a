"""Who says who won: answers, camps, likeness, their sentences and their chart, on cases counted by hand."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest

from qantar.charts import style
from qantar.facts import words
from qantar.facts.cells import STATUSES, TOPICS
from qantar.themes.positions import cards, charts, rows, titles

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [*([key] for key in ARTICLES), ["SCMP", "RFERL"], ["Diplomat", "Bedfellows"], ARTICLES[1:], ARTICLES]


def tables(*claims: tuple[str, str, str, str]) -> dict[str, pd.DataFrame]:
    """Return tables of claims; each: its articles, the speaker, ``question answer``, and how it is put (``trend`` for the long run)."""
    found, evidence = [], []
    for n, (articles, speaker, answer, how) in enumerate(claims):
        question, said = answer.split()
        found.append({
            "id": f"cl-{n}", "speaker": speaker, "speaker_name": speaker.title(), "speaker_role": "expert, Institute", "topic": "influence",
            **dict.fromkeys(rows.QUESTIONS, "none"), question: said, "short": f"gist {n}",
            "status": "asserted" if how == "trend" else how, "horizon": "trend" if how == "trend" else "crisis",
        })  # fmt: skip
        evidence += [(f"cl-{n}", article) for article in articles.split("|")]
    return {
        "claims": pd.DataFrame(found),
        "evidence": pd.DataFrame(evidence, columns=["fact", "source"]),
        "actors": pd.DataFrame({"actor": ["anna", "boris"], "role": ["unnamed author", "expert"]}),
        "sources": pd.DataFrame({"source": ARTICLES, "tier": "article"}),
    }


# Anna writes SCMP and sees a rift; Boris sees ties hold and closer; Chen, in two articles, that they hold; Dana hedges; Emil speaks
# of Kazakhstan alone; Faye of the long run.
SIX = tables(
    ("SCMP", "anna", "relationship rift", "asserted"),
    ("SCMP", "anna", "relationship rift", "hedged"),
    ("SCMP", "anna", "china loss", "asserted"),
    ("SCMP", "anna", "russia gain", "hedged"),
    ("SCMP", "boris", "relationship stable", "asserted"),
    ("SCMP", "boris", "relationship closer", "asserted"),
    ("SCMP", "boris", "china gain", "asserted"),
    ("SCMP|RFERL", "chen", "relationship stable", "asserted"),
    ("RFERL", "chen", "china gain", "asserted"),
    ("RFERL", "chen", "china loss", "asserted"),
    ("RFERL", "dana", "relationship closer", "hedged"),
    ("RFERL", "emil", "kazakhstan loss", "asserted"),
    ("RFERL", "faye", "relationship stable", "trend"),
    ("RFERL", "boris", "russia loss", "rejected"),
)


def test_an_answer_has_a_row_for_each_article_speaker_and_horizon():
    found = rows.answers(SIX)
    (rift,) = [row for row in found if row["answer"] == "rift"]
    assert (rift["claims"], rift["flat"], rift["facts"]) == (2, 1, "cl-0|cl-1")
    chen = [row["article"] for row in found if row["speaker"] == "chen" and row["question"] == "relationship"]
    assert chen == ["SCMP", "RFERL"], "in each of the two articles"
    assert "cl-13" not in {fact for row in found for fact in row["facts"].split("|")}, "a rejected view is nobody's"


def test_what_a_speaker_says_in_two_articles_counts_once_when_joined():
    (row,) = [
        row for row in rows.answers(SIX, apart=False) if row["speaker"] == "chen" and row["question"] == "relationship"
    ]
    assert (row["article"], row["claims"], row["facts"]) == ("SCMP|RFERL", 1, "cl-7")


def test_camps_go_by_what_is_said_flatly_of_the_ties_in_the_crisis():
    lines = rows.by_camp(rows.answers(SIX, apart=False))
    found = {line["speaker"]: line["camp"] for line in lines if line["speaker"]}
    assert found == {
        "anna": "rift", "boris": "several", "chen": "stable", "dana": "hedged", "faye": "trend", "emil": "silent",
    }  # fmt: skip
    headings = [line["camp"] for line in lines if line["heading"]]
    assert headings == [camp for camp in rows.CAMPS if camp in found.values()]


def test_an_author_stands_first_under_the_article_and_others_below_by_how_much_they_answer():
    lines = rows.by_article(rows.answers(SIX), ARTICLES, rows.authors(SIX))
    assert [(line["article"], line["speaker"], line["heading"]) for line in lines] == [
        ("SCMP", "anna", True), ("SCMP", "boris", False), ("SCMP", "chen", False),
        ("RFERL", "", True), ("RFERL", "chen", False), ("RFERL", "dana", False), ("RFERL", "emil", False), ("RFERL", "faye", False),
    ]  # fmt: skip
    assert lines[3]["cells"] == [], "an article without an author who answers has its name alone"


def test_likeness_is_the_share_of_common_answers_over_the_shared_questions():
    pairs = {(row["one"], row["other"]): row for row in rows.likeness(rows.answers(SIX, apart=False))}
    # Of China: Anna loss, Chen gain and loss, so one of two; of the ties: rift against stable, none of two.
    assert pairs["Anna", "Chen"]["alike"] == pytest.approx(0.25)
    assert pairs["Anna", "Boris"]["alike"] == 0
    assert pairs["Boris", "Chen"]["alike"] == pytest.approx(0.5)
    assert {name for pair in pairs for name in pair} == {"Anna", "Boris", "Chen"}, "two shared questions at least"


def test_a_filter_leaves_the_claims_that_it_names(tables):
    part = rows.chosen(tables, ("economy",), ("asserted", "hedged"), ("crisis",))["claims"]
    assert len(part) > 0
    assert set(part["topic"]) == {"economy"}
    assert set(part["status"]) <= {"asserted", "hedged"}
    assert set(part["horizon"]) == {"crisis"}
    assert rows.answers(rows.chosen(tables, TOPICS, ("rejected",))) == []


def test_a_filter_is_said_in_words():
    assert cards.filtered_by(TOPICS, STATUSES, ("crisis", "trend")) == ""
    assert cards.filtered_by(("economy", "sco"), ("hedged",), ("crisis", "trend")) == "SCO and economy; hedged"
    assert (
        cards.filtered_by([topic for topic in TOPICS if topic != "west"], STATUSES, ("trend",))
        == "all but the West; the long run"
    )
    assert cards.filtered_by((), STATUSES, ("crisis", "trend")) == "none"


def test_the_search_finds_beginnings_of_words_in_claims_and_passages(small):
    found = cards.claims(small, small, search="rift china")
    assert list(found.rows["id"]) == ["cl-loses"], "rift stands in the passage alone"
    assert cards.claims(small, small, search="hina") is None, "no middle of a word"


# The sentences


@pytest.mark.parametrize(
    ("claims", "title"),
    [
        ([("SCMP", "anna", "relationship rift", "asserted"), ("SCMP", "boris", "relationship stable", "asserted"),
          ("SCMP", "chen", "relationship stable", "asserted"), ("SCMP", "chen", "relationship closer", "asserted")],
         "Russia–China ties held, say two of three; one sees a rift"),
        ([("SCMP", "anna", "relationship stable", "asserted"), ("SCMP", "boris", "relationship stable", "asserted")],
         "Russia–China ties held, say Anna and Boris"),
        ([("SCMP", name, "relationship closer", "asserted") for name in ("anna", "boris", "chen")],
         "Russia–China ties: all three see them closer"),
        ([("SCMP", "anna", "relationship rift", "asserted"), ("SCMP", "boris", "relationship closer", "asserted")],
         "Russia–China ties: one of two sees a rift, one sees them closer"),
        ([("SCMP", "anna", "relationship rift", "asserted"), ("SCMP", "anna", "relationship closer", "asserted")],
         "Only Anna judges Russia–China ties: closer and a rift"),
        ([("SCMP", "anna", "russia gain", "asserted"), ("SCMP", "boris", "russia gain", "asserted"),
          ("SCMP", "boris", "china loss", "asserted")], "Two see Russia gain, one sees China lose"),
        ([("SCMP", "anna", "russia gain", "asserted")], "One sees Russia gain"),
        ([("SCMP", "anna", "russia gain", "hedged"), ("SCMP", "anna", "relationship rift", "trend")],
         "Of the crisis itself nobody here says flatly who won"),
    ],
)  # fmt: skip
def test_the_title_says_who_judges_the_ties_how(claims, title):
    assert titles.positions_title(rows.answers(tables(*claims))) == title


@pytest.mark.parametrize("chosen", CHOICES, ids="+".join)
def test_titles_hold_for_every_choice(filtered, chosen):
    part = filtered(chosen)
    for group in cards.GROUPS:
        card = cards.positions(part, part, group=group)
        assert len(card.title) <= 80
        assert len(card.subtitle) <= 140
        assert len(card.lines) == len(card.rows)
        judged = rows.said(rows.answers(part), "relationship")
        if (match := re.search(r" of (\w+)\b", card.title.partition(";")[0])) and card.title.startswith("Russia–China"):
            assert match[1] == words.spelled(len(judged))
        elif card.title.startswith("Only"):
            assert len(judged) == 1


@pytest.mark.parametrize("chosen", CHOICES, ids="+".join)
def test_the_answer_is_the_front_page_s_and_names_only_what_the_matrix_shows(filtered, chosen):
    part = filtered(chosen)
    glance = rows.at_a_glance(part)
    said = cards.answer(part, part)
    assert said.startswith(titles.glance_title(glance))
    for article in ARTICLES:
        if article not in chosen:
            assert words.name(article) not in said
    # A speaker's flat answer in the matrix is an answer of the article at a glance, and the other way round.
    seen = {(row["article"], row["question"], row["answer"]) for row in rows.answers(part) if rows.counts(row)}
    at_once = {
        (cell["article"], cell["question"], one["answer"]) for cell in glance for one in cell["answers"] if one["flat"]
    }
    assert seen == at_once


def cells(article: str, **answers: tuple[str, bool]) -> list[dict]:
    """Return the matrix of an article: each answer, and whether it is its own or a speaker's whom it quotes."""
    return [
        {"article": article, "question": question, "answers": [{"answer": answer, "flat": True, "own": own}]}
        for question, (answer, own) in answers.items()
    ]


def test_what_a_speaker_says_is_not_given_to_the_article_that_quotes_him():
    own, other = {"russia": ("gain", True)}, {"china": ("mixed", False), "relationship": ("stable", False)}
    alone = cells("RFERL", **own, **other)
    assert titles.glance_title(alone) == "RFE/RL sees Russia gain; those it quotes see China do both"
    assert titles.answer(alone).endswith("On the ties of Russia and China, those it quotes see no change.")
    assert titles.concluded(alone) == {"RFERL": "Russia gains"}
    two = [*alone, *cells("SCMP", **own, china=("gain", True), relationship=("stable", True))]
    assert titles.glance_title(two) == "Both see Russia gain; SCMP sees China gain"
    assert titles.answer(two).endswith("SCMP and those RFE/RL quotes see no change.")
    quoted = cells("SCMP", russia=("gain", False))
    assert titles.glance_title(quoted) == "SCMP quotes speakers who see Russia gain"
    assert titles.glance_title([*quoted, *cells("CEIAS", **own)]).startswith("CEIAS alone sees Russia gain")


def test_who_writes_an_article_speaks_for_it_named_as_author_or_in_its_line(filtered):
    part = filtered(ARTICLES)
    own = {
        (cell["article"], cell["question"]): [one["own"] for one in cell["answers"]] for cell in rows.at_a_glance(part)
    }
    assert own["CEIAS", "russia"] == [True], "the comment is Velina Tchakarova's, who is named above it"
    assert own["RFERL", "kazakhstan"] == [False], "Wang Yi says so"


def test_likeness_is_said_of_the_two_who_are_furthest_apart():
    pair = {"one": "Anna", "other": "Boris", "shared": 2, "facts": "cl-1"}
    assert titles.likeness_title([{**pair, "alike": 0.5}]) == "Anna and Boris agree in part"
    assert titles.likeness_title([{**pair, "alike": 1.0}, {**pair, "other": "Chen", "alike": 0.2}]) == (
        "Furthest apart: Anna and Chen"
    )
    assert titles.likeness_title([{**pair, "alike": 1.0}] * 2) == "All who can be compared agree"
    assert titles.likeness_lines([{**pair, "alike": 0.25}]) == ["Anna and Boris: 25 % alike on 2 questions"]


# The chart

LINES = rows.by_article(rows.answers(SIX), ARTICLES, rows.authors(SIX))


def marks(drawn: dict) -> list[dict]:
    """Return the marks of the answers: facts, place, symbol and size."""
    (trace,) = [part for part in drawn["data"] if "customdata" in part and part["marker"]["opacity"] != 0]
    look = trace["marker"]
    return [
        {"facts": facts, "x": x, "y": y, "symbol": symbol, "size": size}
        for (facts,), x, y, symbol, size in zip(
            trace["customdata"], trace["x"], trace["y"], look["symbol"], look["size"], strict=True
        )
    ]


@pytest.mark.parametrize("width", [340, 780, 1100])
def test_every_answer_is_a_mark_at_its_place(width):
    drawn = marks(charts.matrix(LINES, width))
    answers = [cell for line in LINES for cell in line["cells"]]
    assert [mark["facts"] for mark in drawn] == [cell["facts"] for cell in answers]
    at = {}
    for mark, cell in zip(drawn, answers, strict=True):
        assert mark["symbol"] == style.symbol(cell["answer"]) + ("" if cell["flat"] else "-open")
        at.setdefault((cell["question"], cell["answer"]), set()).add(round(mark["x"], 3))
    assert all(len(places) == 1 for places in at.values()), "an answer to a question has one place"
    for question in rows.QUESTIONS:
        order = [min(at[question, answer]) for answer in rows.ANSWERS[question] if (question, answer) in at]
        assert order == sorted(order)


def test_the_longer_run_is_smaller_and_stands_beside_the_crisis():
    both = rows.answers(tables(("SCMP", "anna", "russia gain", "asserted"), ("SCMP", "anna", "russia gain", "trend")))
    now, longer = marks(charts.matrix(rows.by_article(both, ARTICLES, set())))
    assert longer["size"] < now["size"]
    assert longer["x"] - now["x"] >= (longer["size"] + now["size"]) / 2, "and covers it nowhere"


def test_silence_is_a_short_line_and_a_bare_heading_has_none():
    drawn = charts.matrix(LINES)
    (silent,) = [
        part for part in drawn["data"] if part.get("marker", {}).get("symbol") == "line-ew-open"
    ]  # fmt: skip
    asked = sum(len({cell["question"] for cell in line["cells"]}) for line in LINES)
    assert len(silent["x"]) == sum(4 for line in LINES if line["cells"]) - asked


@pytest.mark.parametrize("group", cards.GROUPS)
@pytest.mark.parametrize("width", [340, 780, 1100])
def test_lines_never_touch_and_names_fit_their_column(tables, group, width):
    card = cards.positions(tables, tables, group=group)
    drawn = charts.matrix(card.arguments[0], width)
    assert drawn["layout"]["height"] < 1000
    (names,) = [part for part in drawn["data"] if "hovertext" in part]
    heights = sorted(names["y"])
    assert all(below - above >= 18 for above, below in itertools.pairwise(heights))
    first = min(mark["x"] for mark in marks(drawn)) if width > 600 else width
    for x, text in zip(names["x"], names["text"], strict=True):
        assert x + len(re.sub("<[^>]+>", "", text)) * 5.9 < first + 60, text
