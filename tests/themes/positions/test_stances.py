"""Who says who won: camps, likeness and their sentences, on cases counted by hand."""

import re

import pandas as pd
import pytest

from qantar.themes.positions import rows as positions_rows
from qantar.themes.positions import summary as positions_summary

COLUMNS = ["speaker", "question", "answer", "claims", "flat", "facts"]


def cells(*rows: tuple) -> pd.DataFrame:
    """Return answers as ``stances.positions`` does; a row: speaker, question, answer, claims, of them flat, facts."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(speaker_name=frame["speaker"].str.title(), sources="SCMP", horizon="crisis")


def on_longer_run(frame: pd.DataFrame, *facts: str) -> pd.DataFrame:
    """Return answers of which some are about the longer run."""
    return frame.assign(horizon=["trend" if cell in facts else "crisis" for cell in frame["facts"]])


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
    camps = positions_rows.camps(FIVE).set_index("speaker")["camp"].to_dict()
    assert camps == {"anna": "rift", "boris": "several", "chen": "stable", "dana": "hedged", "emil": "silent"}
    assert positions_rows.order_speakers(FIVE) == ["anna", "boris", "chen", "dana", "emil"]


def test_camps_and_counts_leave_the_longer_run_out():
    longer = on_longer_run(FIVE, "cl-1|cl-2", "cl-5", "cl-12")
    camps = positions_rows.camps(longer).set_index("speaker")["camp"].to_dict()
    assert camps == {"anna": "trend", "boris": "closer", "chen": "stable", "dana": "hedged", "emil": "silent"}
    assert positions_summary.tally(longer, "kazakhstan") == {"trend": 1, "silent": 4, "several": 0}
    assert {*positions_rows.likeness(longer)["one"], *positions_rows.likeness(longer)["other"]} == {
        "anna",
        "boris",
        "chen",
    }
    assert positions_summary.headline(FIVE.assign(horizon="trend")) == [
        ("", "Of 5 speakers, none says flatly anything of it on the crisis.")
    ]


def test_within_a_camp_speakers_stand_by_what_they_say_of_china():
    two = cells(
        ("a", "relationship", "stable", 1, 1, "cl-1"), ("b", "relationship", "stable", 1, 1, "cl-2"),
        ("a", "china", "gain", 1, 1, "cl-3"), ("b", "china", "loss", 1, 1, "cl-4"),
    )  # fmt: skip
    assert positions_rows.order_speakers(two) == ["b", "a"]


def test_likeness_is_the_share_of_common_answers_over_the_shared_questions():
    pairs = positions_rows.likeness(FIVE).set_index(["one", "other"])
    assert set(pairs.index) >= {("anna", "chen"), ("anna", "boris"), ("boris", "chen")}
    # Of China: Anna loss, Chen gain and loss, so one of two; of the ties: rift against stable, none of two.
    assert pairs.loc[("anna", "chen"), "shared"] == 2
    assert float(pairs.loc[("anna", "chen"), "alike"]) == pytest.approx(0.25)
    assert float(pairs.loc[("anna", "boris"), "alike"]) == 0
    # Of China one of two; of the ties stable is one of two.
    assert float(pairs.loc[("boris", "chen"), "alike"]) == pytest.approx(0.5)
    assert set(pairs.loc[("anna", "boris"), "facts"].split("|")) == {"cl-1", "cl-2", "cl-3", "cl-5", "cl-6", "cl-7"}


def test_what_is_only_hedged_is_not_compared():
    pairs = positions_rows.likeness(FIVE)
    assert "dana" not in {*pairs["one"], *pairs["other"]}


def test_with_fewer_than_two_shared_questions_nothing_is_compared():
    two = cells(("a", "china", "gain", 1, 1, "cl-1"), ("b", "china", "gain", 1, 1, "cl-2"))
    (pair,) = positions_rows.likeness(two).to_dict("records")
    assert pair["shared"] == 1
    assert pd.isna(pair["alike"])
    assert positions_rows.likeness(two.iloc[:1]).empty


def test_rejected_views_count_for_nobody_whatever_the_filter(tables):
    claims = tables["claims"]
    rejected = set(claims.loc[claims["status"] == "rejected", "id"])
    assert rejected
    answers = positions_rows.positions(positions_rows.chosen(tables, tuple(claims["topic"].unique()), ("rejected",)))
    assert answers.empty
    every = positions_rows.positions(tables)
    assert not rejected & {fact for cell in every["facts"] for fact in cell.split("|")}


def test_the_crisis_or_the_longer_run_can_be_chosen_alone(tables):
    every = tables["claims"]
    topics, statuses = tuple(every["topic"].unique()), tuple(every["status"].unique())
    parts = [positions_rows.chosen(tables, topics, statuses, (horizon,)) for horizon in ("crisis", "trend")]
    assert [set(part["claims"]["horizon"]) for part in parts] == [{"crisis"}, {"trend"}]
    assert sum(len(part["claims"]) for part in parts) == len(every)
    assert positions_rows.outcomes(parts[1]).empty
    assert len(positions_rows.positions(parts[1])) > 0


def test_a_topic_leaves_the_claims_on_it(tables):
    part = positions_rows.chosen(tables, ("economy",), ("asserted", "hedged"))["claims"]
    assert set(part["topic"]) == {"economy"}
    assert set(part["status"]) <= {"asserted", "hedged"}
    whole = tables["claims"]
    by_hand = (whole["topic"] == "economy") & whole["status"].isin(["asserted", "hedged"])
    assert len(part) == by_hand.sum() > 0


# The sentences


def test_the_summary_counts_each_speaker_once_for_each_question():
    said = dict(positions_summary.positions(FIVE, 7))
    assert said["Russia on the crisis:"] == (
        "of 5 speakers, none say flatly that it gains and none that it loses; 1 only hedging or reporting and 4 silent."
    )
    assert said["China on the crisis:"] == (
        "of 5 speakers, 2 say flatly that it gains and 2 that it loses (1 gives more than one of these answers); 2 silent."
    )
    assert (
        said["Kazakhstan on the crisis:"]
        == "of 5 speakers, none say flatly that it gains and 1 that it loses; 4 silent."
    )
    assert said["Russia and China together on the crisis:"] == (
        "of 5 speakers, 1 says flatly that they come closer, 2 that the ties stay as they were and 1 that they part "
        "(1 gives more than one of these answers); 1 only hedging or reporting and 1 silent."
    )
    assert said[""] == "2 more speakers answer none of these questions."


def test_no_speaker_is_lost_in_the_count_of_a_question(tables):
    answers = positions_rows.positions(tables)
    for question in positions_rows.QUESTIONS:
        own = answers[(answers["question"] == question) & (answers["flat"] > 0) & (answers["horizon"] == "crisis")]
        more = len(own) - own["speaker"].nunique()
        count = positions_summary.tally(answers, question)
        assert sum(count.values()) - count["several"] - more == answers["speaker"].nunique()
        assert count["several"] == (own.groupby("speaker").size() > 1).sum()


def test_the_camps_are_named_with_their_speakers():
    assert positions_summary.camps(FIVE) == [
        ("A rift (1):", "Anna."), ("More than one of these (1):", "Boris."), ("Ties unchanged (1):", "Chen."),
        ("Only hedged or reported (1):", "Dana."), ("Silent on the ties (1):", "Emil."),
    ]  # fmt: skip


def test_the_page_begins_with_three_sentences():
    assert positions_summary.headline(FIVE) == [
        ("Russia and China on the crisis:",
         "of 5 speakers, 2 say flatly that the ties held, 1 that they grew closer and 1 speaks of a rift (Boris says more than "
         "one of these); 2 say nothing of it flatly."),
        ("Who gains from it:", "2 see China gain and 2 lose; none see Kazakhstan gain and 1 lose. Whoever says both counts under "
         "both."),
        ("", "Furthest apart: Anna and Boris (0% on 2 questions). Most alike: Boris and Chen (50% on 2 questions)."),
    ]  # fmt: skip


def test_where_nobody_speaks_of_the_ties_flatly_the_page_says_so_at_once():
    silent = FIVE[FIVE["question"] != "relationship"]
    assert positions_summary.headline(silent)[0] == (
        "Russia and China on the crisis:", "none of 4 speakers says anything of it flatly.")  # fmt: skip


def test_who_is_alike_is_said_only_of_several_pairs_that_are():
    def said(*answers: str) -> str:
        rows = [(name, question, answer, 1, 1, f"cl-{name}-{question}") for name, pair in zip("abc", answers, strict=False)
                for question, answer in zip(("russia", "china"), pair.split(), strict=True)]  # fmt: skip
        return positions_summary.headline(cells(*rows))[-1][1]

    assert "apart" not in said("gain gain", "loss loss"), "one pair is neither the most nor the least"
    apart = said("gain gain", "loss loss", "mixed mixed")
    assert re.search(r"Furthest apart: . and . \(0%", apart)
    assert "Most alike" not in apart
    alike = said("gain gain", "gain gain", "gain gain")
    assert re.search(r"Most alike: . and . \(100%", alike)
    assert "Furthest" not in alike


def test_the_title_of_positions_counts_what_is_said_and_names_who_says_several_things():
    assert positions_summary.positions_title(FIVE) == (
        "Russia and China on the crisis: of 5 speakers, 2 see their ties unchanged, 1 a rift, 1 closer ties and 2 nothing flatly; "
        "Boris sees more than one of these"
    )
    silent = positions_summary.positions_title(FIVE[FIVE["question"] == "china"])
    assert silent == "3 speakers, none of whom says flatly whether the crisis brought Russia and China closer"
    only = FIVE[(FIVE["question"] == "china") & (FIVE["speaker"] == FIVE["speaker"].iloc[0])]
    alone = positions_summary.positions_title(only)
    assert alone == "1 speaker, who does not say flatly whether the crisis brought Russia and China closer"
    boris = positions_summary.positions_title(FIVE[FIVE["speaker_name"] == "Boris"])
    assert boris == "Russia and China on the crisis: Boris sees their ties unchanged and closer ties"


def test_the_numbers_in_the_title_add_up_under_every_filter(filtered):
    for articles in (["Diplomat"], ["SCMP", "CEIAS"], ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]):
        cells = positions_rows.positions(filtered(articles))
        title = positions_summary.positions_title(cells)
        numbers = [int(n) for n in re.findall(r"\d+", title)]
        named = [name for name in cells["speaker_name"].unique() if name in title]
        if not numbers:
            assert len(named) == cells["speaker"].nunique() == 1
            continue
        total, *groups = numbers
        # Who says two of these things counts twice and is named.
        assert sum(groups) == total + len(named), articles


def test_the_title_of_likeness_counts_pairs():
    assert positions_summary.likeness_title(positions_rows.likeness(FIVE)) == (
        "On the crisis, of 3 pairs of speakers with two shared questions or more, 2 agree in part and 1 agrees on nothing"
    )
    two = cells(("a", "china", "gain", 1, 1, "cl-1"), ("b", "china", "gain", 1, 1, "cl-2"))
    assert "No two speakers" in positions_summary.likeness_title(positions_rows.likeness(two))


def test_the_articles_speakers_stand_in_these_camps(tables):
    """Read in the articles: one author sees a rift, one that the ties last, one quotes who says so."""
    camps = positions_rows.camps(positions_rows.positions(tables)).set_index("speaker")["camp"]
    assert camps["ac-bedfellows-author"] == "rift"
    assert camps["ac-diplomat-author"] == camps["ac-jakobowski"] == camps["ac-kizekova"] == "stable"
    assert camps["ac-standish"] == "several", "unchanged in his own words, closer in the title"
    assert camps["ac-yang-jin"] == "trend", "of the region's economy, not of the crisis"
    assert camps.value_counts().to_dict() == {
        "rift": 1, "several": 1, "stable": 7, "hedged": 2, "trend": 1, "silent": 4,
    }  # fmt: skip
