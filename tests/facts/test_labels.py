"""Labels, amounts and what is computed from them, on rows counted by hand and by rules that hold for any rows."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from qantar.facts import labels as facts_labels
from qantar.facts import ledger
from qantar.facts.models import FACTS
from qantar.facts.tables import read_all
from qantar.themes.coverage import rows as coverage_rows

FIRST, LAST = facts_labels.FIRST_DAY, facts_labels.LAST_DAY
ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = st.sets(st.sampled_from(ARTICLES))


def event(key: str, start: str, end: str | None = None, precision: str = "day", lane: str = "street") -> dict:
    dates = {"start": pd.Timestamp(start), "end": pd.Timestamp(end or start)}
    return {"id": key, "title": key.title(), "precision": precision, "lane": lane, **dates}


# Labels


def test_every_fact_has_a_label_and_the_tables_read_stay_as_they_were(tables, folder):
    for name in FACTS:
        assert tables[name]["label"].str.strip().ne("").all()
    read = read_all(folder)
    before = {name: frame.copy() for name, frame in read.items()}
    facts_labels.labelled(read)
    for name, frame in before.items():
        assert_frame_equal(read[name], frame)


def test_labels_name_who_and_what_instead_of_keys(small):
    label = {row.id: row.label for name in ("troops", "claims", "memberships") for row in small[name].itertuples()}
    for key, words in {
        "tr-force": ("CSTO", "Kazakhstan", "size of the force"),
        "cl-gains": ("Anna Ivanova", "Russia gains."),
        "mem-csto-russia": ("Russia", "leading", "CSTO"),
    }.items():
        assert all(word in label[key] for word in words), label[key]
    quantities = small["quantities"].set_index("id")
    assert "Kazakhstan and China" in quantities.loc["qt-border", "label"]
    assert quantities.loc["qt-border", "claimant_name"] == "Boris"


def test_a_label_does_not_depend_on_the_choice(tables, filtered):
    """A name stays a name where the chosen articles don't name the actor."""
    labels = dict(zip(tables["claims"]["id"], tables["claims"]["label"], strict=True))
    for source in ARTICLES:
        claims = filtered([source])["claims"]
        assert all(labels[row.id] == row.label for row in claims.itertuples())


# Time


def test_which_events_are_of_january():
    events = pd.DataFrame(
        [
            event("new-year", "2022-01-01"),
            event("last-day", "2022-01-20"),
            event("across", "2021-12-30", "2022-01-03", "span"),
            event("after", "2022-01-21"),
            event("before", "2021-12-31"),
            event("decades", "2000-01-01", "2022-01-16", "span"),
        ]
    )
    assert list(facts_labels.january(events)["id"]) == ["new-year", "last-day", "across"]


# Numbers


def test_growth_is_computed_from_its_own_two_amounts(small):
    sums = ledger.growth(small["investment"])
    expected = {"first": 10, "last": 15, "printed": 40, "computed": 50, "implied_last": 14, "share": 100 / 3}
    assert sums == pytest.approx(expected)


@pytest.mark.parametrize("missing", ["2013", "2018", "growth"])
def test_there_is_no_growth_without_all_three_numbers(small, missing):
    money = small["investment"]
    assert ledger.growth(money[money["id"] != f"inv-fdi-region-{missing}"]) is None
    assert ledger.growth(money.iloc[:0]) is None


def test_the_findings_carry_the_computed_numbers(whole, small):
    growth = small["contradictions"].set_index("id").loc["con-growth"]
    assert growth["title"] == "50 %"
    assert growth["finding"] == "US$14.0 bn, 33.3 %."
    for row in whole["contradictions"].itertuples():
        assert "{" not in row.title + row.finding, "what is computed stands in its place"


def test_amounts_carry_their_sources_and_a_text_and_can_be_of_one_theme(small):
    troops = facts_labels.amounts(small, "troops").set_index("id")
    assert troops.loc["tr-force", "text"] == "about 2,500 people"
    assert (troops.loc["tr-force", "sources"], troops.loc["tr-few", "sources"]) == ("SCMP", "RFERL")
    assert "a few thousand" in troops.loc["tr-few", "text"]
    assert set(facts_labels.amounts(small, "quantities", "intervention")["id"]) == {"qt-days", "qt-first"}
    assert set(facts_labels.amounts(small, "quantities", "economy")["id"]) == {"qt-border"}
    bounded = facts_labels.amounts(small, "quantities").set_index("id")["bounded"]
    assert dict(bounded) == {"qt-days": True, "qt-border": True, "qt-first": False}, "a rank is no amount"


def test_an_axis_per_unit_reaches_beyond_the_largest_number(small):
    axes = facts_labels.axes(facts_labels.amounts(small, "investment"))
    assert set(axes) == {"US$ bn", "%"}
    assert axes["US$ bn"][0] > 24
    assert axes["%"][0] == 100
    assert list(axes) == ["US$ bn", "%"], "the unit with most numbers first"
    assert facts_labels.axes(facts_labels.amounts(small, "troops"))["people, Kazakhstan"][0] > 10000


@pytest.mark.parametrize("name", facts_labels.NUMBERS)
@settings(max_examples=15)
@given(chosen=CHOICES)
def test_every_number_of_every_choice_lies_on_the_axis_of_all(tables, filtered, name, chosen):
    axes = facts_labels.axes(facts_labels.amounts(tables, name))
    for row in facts_labels.amounts(filtered(chosen), name).itertuples():
        ends = [number for number in (row.value, row.low, row.high) if pd.notna(number)]
        assert all(0 <= number <= axes[row.panel][0] for number in ends), row.id


def test_nothing_chosen_leaves_nothing_to_draw(filtered):
    nothing = filtered([])
    assert coverage_rows.coverage(nothing).empty
    for name in facts_labels.NUMBERS:
        assert facts_labels.amounts(nothing, name).empty
    assert ledger.growth(nothing["investment"]) is None
