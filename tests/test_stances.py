"""Who says who won: camps, likeness and their sentences, on cases counted by hand."""

import pandas as pd
import pytest

from qantar import stances, summaries

COLUMNS = ["speaker", "question", "answer", "claims", "flat", "facts"]


def cells(*rows: tuple) -> pd.DataFrame:
    """Return answers as ``stances.positions`` does; a row: speaker, question, answer, claims, of them flat, facts."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(speaker_name=frame["speaker"].str.title(), sources="SCMP")


# Anna sees a rift and hedges that Russia gains; Boris sees ties hold, China gain; Chen both; Dana hedges alone;
# Emil speaks of Kazakhstan alone.
FIVE = cells(
    ("anna", "relationship", "rift", 2, 1, "cl-1|cl-2"),
    ("anna", "china", "loss", 1, 1, "cl-3"),
    ("anna", "russia", "gain", 1, 0, "cl-4"),
    ("boris", "relationship", "stable", 1, 1, "cl-5"),
    ("boris", "relationship", "closer", 1, 1, "cl-6"),
    ("boris", "china", "gain", 1, 1, "cl-7"),
    ("chen", "china", "gain", 1, 1, "cl-8"),
    ("chen", "china", "loss", 1, 1, "cl-9"),
    ("chen", "relationship", "stable", 1, 1, "cl-10"),
    ("dana", "relationship", "closer", 1, 0, "cl-11"),
    ("emil", "kazakhstan", "loss", 1, 1, "cl-12"),
)


def test_camps_go_by_what_is_said_flatly_of_the_ties():
    camps = stances.camps(FIVE).set_index("speaker")["camp"].to_dict()
    assert camps == {"anna": "rift", "boris": "several", "chen": "stable", "dana": "silent", "emil": "silent"}
    assert stances.order_speakers(FIVE) == ["anna", "boris", "chen", "emil", "dana"]


def test_within_a_camp_speakers_stand_by_what_they_say_of_china():
    two = cells(
        ("a", "relationship", "stable", 1, 1, "cl-1"), ("b", "relationship", "stable", 1, 1, "cl-2"),
        ("a", "china", "gain", 1, 1, "cl-3"), ("b", "china", "loss", 1, 1, "cl-4"),
    )  # fmt: skip
    assert stances.order_speakers(two) == ["b", "a"]


def test_likeness_is_the_share_of_common_answers_over_the_shared_questions():
    pairs = stances.likeness(FIVE).set_index(["one", "other"])
    assert set(pairs.index) >= {("anna", "chen"), ("anna", "boris"), ("boris", "chen")}
    # Of China: Anna loss, Chen gain and loss, so one of two; of the ties: rift against stable, none of two.
    assert pairs.loc[("anna", "chen"), "shared"] == 2
    assert float(pairs.loc[("anna", "chen"), "alike"]) == pytest.approx(0.25)
    assert float(pairs.loc[("anna", "boris"), "alike"]) == 0
    # Of China one of two; of the ties stable is one of two.
    assert float(pairs.loc[("boris", "chen"), "alike"]) == pytest.approx(0.5)
    assert set(pairs.loc[("anna", "boris"), "facts"].split("|")) == {"cl-1", "cl-2", "cl-3", "cl-5", "cl-6", "cl-7"}


def test_what_is_only_hedged_is_not_compared():
    pairs = stances.likeness(FIVE)
    assert "dana" not in {*pairs["one"], *pairs["other"]}


def test_with_fewer_than_two_shared_questions_nothing_is_compared():
    two = cells(("a", "china", "gain", 1, 1, "cl-1"), ("b", "china", "gain", 1, 1, "cl-2"))
    (pair,) = stances.likeness(two).to_dict("records")
    assert pair["shared"] == 1
    assert pd.isna(pair["alike"])
    assert stances.likeness(two.iloc[:1]).empty


def test_rejected_views_count_for_nobody_whatever_the_filter(tables):
    claims = tables["claims"]
    rejected = set(claims.loc[claims["status"] == "rejected", "id"])
    assert rejected
    answers = stances.positions(stances.chosen(tables, tuple(claims["topic"].unique()), ("rejected",)))
    assert answers.empty
    every = stances.positions(tables)
    assert not rejected & {fact for cell in every["facts"] for fact in cell.split("|")}


def test_a_topic_leaves_the_claims_on_it(tables):
    part = stances.chosen(tables, ("economy",), ("asserted", "hedged"))["claims"]
    assert set(part["topic"]) == {"economy"}
    assert set(part["status"]) <= {"asserted", "hedged"}
    whole = tables["claims"]
    by_hand = (whole["topic"] == "economy") & whole["status"].isin(["asserted", "hedged"])
    assert len(part) == by_hand.sum() > 0


# The sentences


def test_the_summary_counts_each_speaker_once_for_each_question():
    said = dict(summaries.positions(FIVE, 7))
    assert said["Russia:"] == (
        "of 5 speakers, none say flatly that it gains and none that it loses; 1 only hedging or reporting and 4 silent."
    )
    assert said["China:"] == (
        "of 5 speakers, 2 say flatly that it gains and 2 that it loses (1 gives more than one of these answers); 2 silent."
    )
    assert said["Kazakhstan:"] == "of 5 speakers, none say flatly that it gains and 1 that it loses; 4 silent."
    assert said["Russia and China together:"] == (
        "of 5 speakers, 1 says flatly that they come closer, 2 that the ties stay as they were and 1 that they part "
        "(1 gives more than one of these answers); 1 only hedging or reporting and 1 silent."
    )
    assert said[""] == "2 more speakers answer none of these questions."


def test_no_speaker_is_lost_in_the_count_of_a_question(tables):
    answers = stances.positions(tables)
    for question in stances.QUESTIONS:
        own = answers[(answers["question"] == question) & (answers["flat"] > 0)]
        more = len(own) - own["speaker"].nunique()
        count = summaries.tally(answers, question)
        assert sum(count.values()) - count["several"] - more == answers["speaker"].nunique()
        assert count["several"] == (own.groupby("speaker").size() > 1).sum()


def test_the_camps_are_named_with_their_speakers():
    lines = summaries.camps(FIVE)
    assert lines[:3] == [
        ("A rift (1):", "Anna."), ("More than one of these (1):", "Boris."), ("Ties unchanged (1):", "Chen."),
    ]  # fmt: skip
    assert lines[-1][1] == (
        "Furthest apart: Anna and Boris (0% on 2 questions). Most alike: Boris and Chen (50% on 2 questions)."
    )


def test_the_title_of_likeness_counts_pairs():
    assert summaries.likeness_title(stances.likeness(FIVE)) == (
        "Of 3 pairs of speakers with two shared questions or more, 2 agree in part and 1 agrees on nothing"
    )
    two = cells(("a", "china", "gain", 1, 1, "cl-1"), ("b", "china", "gain", 1, 1, "cl-2"))
    assert "No two speakers" in summaries.likeness_title(stances.likeness(two))


def test_the_articles_speakers_stand_in_these_camps(tables):
    """Read in the articles: one author sees a rift, one that the ties last, one quotes who says so."""
    camps = stances.camps(stances.positions(tables)).set_index("speaker")["camp"]
    assert camps["ac-bedfellows-author"] == "rift"
    assert camps["ac-diplomat-author"] == camps["ac-jakobowski"] == camps["ac-kizekova"] == "stable"
    assert camps["ac-standish"] == "several", "unchanged in his own words, closer in the title"
    assert camps["ac-zhu-yongbiao"] == "silent", "he only hedges"
