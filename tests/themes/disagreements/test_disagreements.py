"""What can't all be true: entries split into claim and answer, who contradicts whom, their sentences, chart and table."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest

from qantar.facts import ledger, words
from qantar.themes.disagreements import cards, charts, rows, titles

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [[], *([key] for key in ARTICLES), ["SCMP", "RFERL"], ARTICLES[1:], ARTICLES]


def named(text):
    return {key for key, name in (("SCMP", "SCMP"), ("RFERL", "RFE/RL"), ("CEIAS", "CEIAS")) if name in text}


def pair(one: str, other: str, entries: str, weight: str = "tension") -> dict:
    return {
        "one": one,
        "other": other,
        "weight": weight,
        "entries": entries,
        "facts": "cl-a",
        "count": len(entries.split("|")),
    }


def entry(verdict: str, sources: str = "SCMP", who: str = "SCMP with itself", sides: str = "") -> dict:
    return {"verdict": verdict, "sources": sources, "who": who, "sides": sides}


def test_the_first_sentence_is_the_claim_and_the_rest_speaks_against_it():
    assert rows.apart("SCMP says US$8.9 bn. It was 10. So says the bank.", "", named) == (
        "SCMP says US$8.9 bn.", "It was 10. So says the bank.",
    )  # fmt: skip
    assert rows.apart("SCMP says so.", "", named) == ("SCMP says so.", "")


def test_where_sides_are_known_only_another_side_speaks_against_the_claim():
    finding = "SCMP says a. RFE/RL says a, too. RFE/RL carries b. In CEIAS, Anna says c. In CEIAS, Boris says d."
    claim, against = rows.apart(finding, "SCMP|RFERL v CEIAS|RFERL", named)
    assert (claim, against) == ("SCMP says a.", "In CEIAS, Anna says c. In CEIAS, Boris says d.")


def test_what_speaks_against_a_claim_is_short_and_at_least_a_sentence():
    long = "So it goes on" + " and on" * 50 + "."
    assert rows.apart(f"SCMP says a. {long} The end.", "", named) == ("SCMP says a.", long)
    assert rows.apart(f"SCMP says a. No. {long}", "", named) == ("SCMP says a.", "No.")


@pytest.mark.parametrize("chosen", CHOICES[::5], ids=lambda chosen: "+".join(chosen) or "none")
@pytest.mark.parametrize("reference", [True, False])
def test_every_entry_stands_in_one_list_in_the_order_of_the_file(filtered, chosen, reference):
    part = filtered(chosen, reference)
    made = [make(part, part) for make in (cards.corrections, cards.tensions, cards.differences)]
    listed = [list(card.rows["entries"]) if card else [] for card in made]
    whole = list(part["contradictions"]["id"])
    assert sorted(itertools.chain(*listed)) == sorted(whole)
    for part_of in listed:
        assert part_of == sorted(part_of, key=whole.index)
    for card in filter(None, made):
        assert len(card.title) <= 80, card.title
        assert len(card.subtitle) <= 140
        # A claim opens with something; what only the other side said may be all that is left.
        assert all(card.rows["claim"])
        assert not any(re.search(r"[{}]", text) for text in card.rows["against"])


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "+".join(chosen) or "none")
@pytest.mark.parametrize("reference", [True, False])
def test_whatever_is_corrected_stands_beside_what_corrects_it(filtered, chosen, reference):
    part = filtered(chosen, reference)
    card = cards.corrections(part, part)
    for entry, against in zip(card.rows["entries"], card.rows["against"], strict=True) if card else ():
        assert against, entry


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "+".join(chosen) or "none")
@pytest.mark.parametrize("reference", [True, False])
def test_the_sentences_hold_for_every_choice_and_name_no_other_article(filtered, chosen, reference):
    part = filtered(chosen, reference)
    said = [cards.answer(part, part)]
    said += [card.title for card in (cards.corrections(part, part), cards.who(part, part)) if card]
    for text in said:
        assert text
        for key in ARTICLES:
            if key not in chosen:
                assert words.name(key) not in text
    count = part["contradictions"]["verdict"].value_counts()
    if count.get("error", 0) > 1:
        assert said[0].casefold().startswith(words.spelled(int(count["error"])))


def test_the_answer_counts_what_can_t_be_true():
    assert titles.answer([entry("error")] * 7 + [entry("contradiction")] * 4) == (
        "Seven statements don't hold; four times, two sides can't both be right."
    )
    assert titles.answer([entry("error")]) == "One statement doesn't hold."
    assert titles.answer([entry("contradiction")]) == "Once, two sides can't both be right."
    assert titles.answer([entry("tension")]) == "All of it may be true, though some of it pulls apart."
    assert titles.answer([]) == "Nothing here contradicts itself or anything else."


def test_the_title_says_who_is_corrected_how_often():
    some = [entry("error")] * 3 + [entry("error", "RFERL"), entry("error", ""), entry("error", "")]
    assert titles.corrections_title(some) == "SCMP is corrected three times, reference sources twice and RFE/RL once"
    assert titles.corrections_title([entry("error", "")]) == "Reference sources are corrected once"
    right = entry("error", sides="SCMP|reference v reference")
    assert titles.corrections_title([right]) == "Reference sources are corrected once", "SCMP says what others say, too"
    wrong = entry("error", "SCMP|CEIAS", sides="CEIAS v SCMP|reference")
    assert titles.corrections_title([wrong]) == "CEIAS is corrected once"
    assert (
        titles.corrections_title([entry("contradiction", who="SCMP v CEIAS")]) == "What can't all be true: SCMP v CEIAS"
    )


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ([pair("SCMP", "Bedfellows", "a"), pair("Bedfellows", "CEIAS", "b"), pair("Bedfellows", "RFERL", "c"), pair("SCMP", "CEIAS", "d")],
         "Odd one out: Strange Bedfellows is in 3 of 4 disagreements between articles"),
        ([pair("SCMP", "CEIAS", "a|b"), pair("Bedfellows", "RFERL", "c")], "SCMP and CEIAS differ most, in two matters"),
        ([pair("SCMP", "CEIAS", "a", "sharp"), pair("SCMP", "CEIAS", "b")], "SCMP and CEIAS differ in two matters"),
        ([pair("SCMP", "reference", "a|b"), pair("SCMP", "SCMP", "c")], "Reference data speaks against SCMP in two matters"),
        ([pair("SCMP", "reference", "a|b"), pair("RFERL", "reference", "c")],
         "Reference data speaks most often against SCMP in two matters"),
        ([pair("SCMP", "SCMP", "c")], "SCMP doesn't agree with itself in one matter"),
        ([pair("reference", "reference", "c")], "Reference sources differ among themselves in one matter"),
    ],
)  # fmt: skip
def test_the_title_names_the_odd_one_out_or_the_two_who_differ_most(pairs, title):
    assert titles.who_title(pairs) == title


@pytest.mark.parametrize("width", [340, 780, 1100])
def test_the_chart_has_a_mark_for_each_pair_and_weight_below_the_diagonal(whole, width):
    card = cards.who(whole, whole)
    pairs, order = card.arguments
    drawn = charts.who(pairs, order, width)
    found = [
        (facts, x, y, size)
        for trace in drawn["data"]
        if "customdata" in trace
        for (facts,), x, y, size in zip(
            trace["customdata"], trace["x"], trace["y"], trace["marker"]["size"], strict=True
        )
    ]
    assert sorted(facts for facts, *_ in found) == sorted(row["entries"] for row in pairs)
    for (_, x, y, size), (_, u, v, other) in itertools.combinations(found, 2):
        assert abs(x - u) >= (size + other) / 2 or abs(y - v) >= (size + other) / 2, "no mark covers another"
    assert all(0 < x < width and 0 < y < drawn["layout"]["height"] for _, x, y, _ in found)
    names = {words.name(key).replace("Strange ", "") for key in order}
    shown = {text.replace("Strange ", "") for trace in drawn["data"] for text in trace.get("text", ())}
    assert {name.casefold().split()[0] for name in names} <= {text.casefold().split()[0] for text in shown if text}


def test_what_only_seems_to_differ_is_nobody_s_contradiction(whole):
    mild = set(
        whole["contradictions"].loc[whole["contradictions"]["verdict"].isin(["scope", "date", "definition"]), "id"]
    )
    assert mild
    assert not mild & {key for row in rows.pairs(whole) for key in row["entries"].split("|")}
    assert {ledger.weigh(verdict) for verdict in ("error", "contradiction")} == {"sharp"}


def test_a_search_asks_for_all_words_in_entries_and_passages(small):
    every = rows.entries(small)
    found = {row["entries"] for row in rows.holding(every, small, "RUSSIA trust")}
    assert found == {"con-anna"}, "both stand in its passages"
    assert rows.holding(every, small, "ussia") == []
    assert rows.holding(every, small, "  ") == every
    assert cards.ledger(small, small, search="nothing like it") is None


def test_kinds_leave_their_entries(small):
    card = cards.ledger(small, small, kinds=("date",))
    assert list(card.rows["entries"]) == ["con-date"]
    assert cards.ledger(small, small, kinds=("date",), verdicts=("error",)) is None


def test_small_things_side_by_side_have_the_quote_that_tells_most(small):
    found = {(row.row, row.column): row for row in rows.side_by_side(small).itertuples()}
    assert found["cmp-force", "SCMP"].answer == "about 2,500 people"
    assert found["cmp-force", "SCMP"].quote == "Some 2,500 soldiers from Russia"
    assert found["cmp-force", "SCMP"].entries == "con-force"
    assert found["cmp-riots", "SCMP"].answer == "mentioned, no date"
    assert pd.isna(found["cmp-force", "SCMP"].by) or found["cmp-force", "SCMP"].by == ""
