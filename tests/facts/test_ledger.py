"""The ledger: sums recomputed by hand, who is set against whom, things side by side."""

import re

import pandas as pd
import pytest

from qantar.facts import alliances, ledger, tables
from qantar.facts.cells import COMPUTED
from qantar.themes.disagreements import rows as disagreements_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]


@pytest.fixture(scope="module")
def raw() -> dict[str, pd.DataFrame]:
    return tables.read_all()


# What each computed number has to be, from the printed ones, worked out here and not by the code under test.
BY_HAND = {
    "growth": f"{(14.7 / 8.9 - 1) * 100:.0f} %",
    "share": f"{(14.7 - 8.9) / 14.7 * 100:.1f} %",
    "implied": f"US${8.9 * 1.4:.1f} bn",
    "crimea_years": "8 years",  # 2014 to 2022
    "took_office": "1990",  # 29 years before 2019
    "border_gap": "283 km",  # 1,782.8 less 1,500
    "force_gap": "470",  # 2,500 less 2,030
    "flights_per_day": "27",  # 108 in 4 days
    "net_flow": "US$2.1 bn",  # 4.77 that came in 2005-2014, less 2.64 that went in 2015-2020
    "asia_total": "US$1,225 bn",  # 14.7 is 1.2 %
    "overlap": "4",  # Kazakhstan, Kyrgyzstan, Russia, Tajikistan
    "in_all": "6",  # those four but for the CSTO, with Uzbekistan and Pakistan
}


def test_every_computed_number_is_what_the_printed_ones_give(raw):
    assert ledger.computed(raw) == BY_HAND
    assert set(COMPUTED) == set(BY_HAND)


def test_every_computed_number_stands_in_an_entry_and_no_entry_types_it(raw):
    texts = {row.id: f"{row.title} {row.finding}" for row in raw["contradictions"].itertuples()}
    named = {name: [key for key, text in texts.items() if f"{{{name}}}" in text] for name in COMPUTED}
    assert {name for name, keys in named.items() if not keys} == set()
    for name in ("growth", "border_gap", "asia_total"):
        for key in named[name]:
            assert BY_HAND[name] not in texts[key]


@pytest.mark.parametrize("name", sorted(ledger.SUMS))
def test_without_one_of_its_numbers_a_sum_is_left_out(raw, name):
    fact = ledger.SUMS[name][0][0]
    less = {key: frame[frame["id"] != fact] if "id" in frame else frame for key, frame in raw.items()}
    assert name not in ledger.computed(less)
    assert set(ledger.computed(less)) < set(COMPUTED)


def test_a_changed_number_changes_the_sum(raw):
    money = raw["investment"].copy()
    money.loc[money["id"] == "inv-fdi-region-2018", "value"] = 17.8
    changed = ledger.computed({**raw, "investment": money})
    assert changed["growth"] == "100 %"
    assert changed["asia_total"] == "US$1,483 bn"


# The entries


def test_every_entry_has_facts_with_evidence_and_names_its_articles(raw):
    evidence = raw["evidence"].groupby("fact")["source"].agg(set)
    for row in raw["contradictions"].itertuples():
        facts = row.facts.split("|")
        behind = set().union(*(evidence[fact] for fact in facts))
        articles = {key for key in row.sources.split("|") if key}
        assert articles <= behind, row.id
        assert len(facts) >= (1 if row.kind == "arithmetic" else 2), row.id
        if not articles:
            assert all(key.startswith("ref-") for key in behind), row.id


def test_what_outside_evidence_corrects_has_a_fact_of_both(raw):
    beyond = ledger.outside(raw)
    for row in raw["contradictions"].query("kind == 'fact'").itertuples():
        facts = set(row.facts.split("|"))
        assert facts & beyond, f"{row.id} lacks the correction"
        assert facts - beyond, f"{row.id} lacks what is corrected"


def test_what_is_asked_of_the_ledger_is_in_it(raw):
    """The disagreements that a careful reader finds first, by their facts."""
    entries = [(row.verdict, set(row.facts.split("|"))) for row in raw["contradictions"].itertuples()]
    for verdict, *facts in (
        ("error", "inv-fdi-region-growth", "inv-fdi-region-2013"),
        ("tension", "qt-zero-sum-10-years", "ev-crimea-2014"),
        ("error", "ev-massimov-honour-guard"),
        ("contradiction", "qt-china-border-length", "qt-ref-border-1783"),
        ("error", "mem-sco-iran", "mem-ref-sco-iran"),
        ("definition", "ev-csto-decision", "ev-ref-decision"),
        ("tension", "ev-china-consulted", "ev-russia-bypasses-sco"),
        ("tension", "cl-russia-backyard", "cl-scmp-author-backyard"),
        ("definition", "mem-sco-china-leads", "mem-sco-russia-leads"),
    ):
        assert any(verdict == said and set(facts) <= known for said, known in entries), facts
    assert len(entries) >= 40


def entries(*rows: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return tables with entries (id, verdict, facts, sources, and sides if some stand together).

    Facts a and b are articles', r is reference data's alone.
    """
    whole = [(*row, "") if len(row) == 4 else row for row in rows]
    frame = pd.DataFrame(whole, columns=["id", "verdict", "facts", "sources", "sides"])
    evidence = pd.DataFrame(
        [("a", "SCMP"), ("b", "RFERL"), ("r", "ref-agency"), ("a", "ref-agency")], columns=["fact", "source"]
    )
    about = pd.DataFrame({"source": [*ARTICLES, "ref-agency"], "tier": [*["article"] * 5, "reference"]})
    return {"contradictions": frame, "evidence": evidence, "sources": about}


def test_who_disagrees_with_whom_counted_by_hand():
    rows = ledger.who(
        entries(
            ("con-one", "error", "a", "SCMP"),  # SCMP with itself
            ("con-two", "tension", "a|b", "RFERL|SCMP"),  # the two, in file order
            ("con-three", "contradiction", "a|r", "SCMP"),  # with outside evidence
            ("con-four", "contradiction", "a|b", "SCMP|RFERL"),
            ("con-five", "date", "r", ""),  # reference sources alone
            ("con-six", "scope", "a|b", "Diplomat|SCMP|RFERL", "SCMP v Diplomat|RFERL"),  # two stand together
        )
    )
    found = {
        (row.one, row.other, row.weight): (row.count_, row.entries)
        for row in rows.rename(columns={"count": "count_"}).itertuples()
    }
    assert found == {
        ("SCMP", "SCMP", "sharp"): (1, "con-one"),
        ("SCMP", "RFERL", "tension"): (1, "con-two"),
        ("SCMP", "RFERL", "difference"): (1, "con-six"),
        ("SCMP", "reference", "sharp"): (1, "con-three"),
        ("SCMP", "RFERL", "sharp"): (1, "con-four"),
        ("reference", "reference", "difference"): (1, "con-five"),
        ("Diplomat", "SCMP", "difference"): (1, "con-six"),
    }


def test_who_stands_together_anywhere_isn_t_set_apart_and_who_prints_both_sides_stands_against_itself():
    rows = ledger.who(
        entries(
            ("con-both", "tension", "a|b", "Diplomat|SCMP|RFERL", "Diplomat|SCMP|RFERL v SCMP|RFERL"),
            ("con-ref", "scope", "a|b|r", "SCMP|RFERL", "SCMP v RFERL|reference"),
        )
    )
    assert list(zip(rows["one"], rows["other"], rows["entries"], strict=True)) == [
        ("SCMP", "SCMP", "con-both"), ("RFERL", "RFERL", "con-both"), ("SCMP", "RFERL", "con-ref"), ("SCMP", "reference", "con-ref"),
    ]  # fmt: skip


def test_the_sharpest_come_first():
    some = entries(
        ("con-a", "tension", "a", "SCMP"), ("con-b", "error", "a", "SCMP"), ("con-c", "contradiction", "a", "SCMP")
    )
    assert list(ledger.sharpest(some["contradictions"], 2)["id"]) == ["con-b", "con-c"]
    assert list(ledger.sharpest(some["contradictions"], 3)["id"]) == ["con-b", "con-c"], "both may hold isn't sharp"


def test_without_anything_sharp_what_pulls_apart_comes_first():
    some = entries(("con-a", "date", "a", "SCMP"), ("con-b", "tension", "a", "SCMP"), ("con-c", "scope", "a", "SCMP"))
    assert list(ledger.sharpest(some["contradictions"], 3)["id"]) == ["con-b"]
    assert ledger.sharpest(some["contradictions"].iloc[::2], 3).empty


# Side by side


def test_small_things_side_by_side(small):
    rows = disagreements_rows.side_by_side(small)
    found = {(row.row, row.column): (row.answer, row.quote, row.entries) for row in rows.itertuples()}
    assert set(found) == {("cmp-force", "SCMP"), ("cmp-force", "RFERL"), ("cmp-riots", "SCMP"), ("cmp-riots", "RFERL")}
    assert found["cmp-force", "SCMP"][0] == "about 2,500 people"
    assert found["cmp-force", "RFERL"][0].startswith("“a few thousand”")
    assert found["cmp-riots", "RFERL"][0] == "2–5 January 2022"
    assert found["cmp-riots", "SCMP"][0] == "mentioned, no date"
    assert found["cmp-riots", "SCMP"][1] == "the riots in Kazakhstan had begun"
    assert {row: entries for (row, _), (_, _, entries) in found.items()} == {
        "cmp-force": "con-force",
        "cmp-riots": "con-date",
    }


@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"], ["CEIAS", "RFERL"]], ids="+".join)
def test_a_silent_source_has_no_cell(filtered, chosen):
    part = filtered(chosen)
    rows = disagreements_rows.side_by_side(part)
    assert set(rows["column"]) <= set(chosen)
    pairs = set(zip(part["evidence"]["fact"], part["evidence"]["source"], strict=True))
    assert all((row.fact, row.column) in pairs for row in rows.itertuples())


def test_every_thing_is_answered_and_every_answer_is_a_number_or_a_date(raw, whole):
    rows = disagreements_rows.side_by_side(whole)
    assert set(rows["row"]) == set(raw["comparisons"]["id"])
    assert all(re.search(r"\d|“|\bone\b|no date|Date not stated|yearly", answer) for answer in rows["answer"])


def test_reference_answers_say_who_and_when_and_the_printed_growth_what_its_amounts_give(whole):
    rows = disagreements_rows.side_by_side(whole).set_index(["row", "column", "fact"])
    beyond = rows[rows.index.get_level_values("column") == "reference"]
    assert (beyond["by"] != "").all()
    assert beyond.loc["cmp-deaths"]["by"].is_unique
    arrivals = beyond.loc["cmp-csto-arrival"]
    assert (arrivals["answer"] + arrivals["by"]).is_unique
    assert (rows.drop(beyond.index)["by"] == "").all()
    assert (
        rows.loc[("cmp-stock-growth", "SCMP", "inv-fdi-region-growth"), "answer"] == "40 % (its two amounts give 65 %)"
    )
    assert list(rows.loc["cmp-peace-mission"]["answer"]) == ["yearly", "every 2 years"]


def test_what_is_set_side_by_side_is_of_one_kind(whole):
    rows = disagreements_rows.side_by_side(whole)
    kinds = rows.assign(kind=rows["fact"].str.startswith("ev-")).groupby("row")["kind"].nunique()
    assert set(kinds.index[kinds > 1]) == {"cmp-georgia-crimea"}, "there the years are explained by two events"


# Alliances


def test_members_are_those_of_january_2022(whole):
    members = alliances.members(whole)
    names = {key: {state.removeprefix("ac-") for state in states} for key, states in members.items()}
    assert names["ac-csto"] == {"armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"}
    assert names["ac-sco"] == {
        "china", "india", "kazakhstan", "kyrgyzstan", "pakistan", "russia", "tajikistan", "uzbekistan",
    }  # fmt: skip
    assert names["ac-eaeu"] == {"armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia"}
    assert "turkmenistan" not in names["ac-bri"]
    assert "armenia" not in names["ac-aiib"]


def test_without_reference_data_the_articles_words_stand(filtered):
    members = alliances.members(filtered(ARTICLES))
    assert "ac-iran" in members["ac-sco"], "SCMP says so"
    assert "ac-china" in members["ac-sco"], "CEIAS and RFE/RL imply it"
    assert "ac-china" not in alliances.members(filtered(["SCMP"]))["ac-sco"], "its list leaves China out"
