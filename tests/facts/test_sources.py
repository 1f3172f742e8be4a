"""Who says so: the filter as rules that hold for every choice, links to a passage and to a view."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from qantar.facts import sources
from qantar.facts.models import FACTS, LINKS, PROVEN

SPELLINGS = {"Diplomat": "Diplomat", "SCMP": "SCMP", "Bedfellows": "Bedfellows", "CEIAS": "CEIAS", "RFERL": "RFE/?RL"}
ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = st.sets(st.sampled_from(ARTICLES))


def facts(tables: dict) -> set[str]:
    return {fact for name, key in FACTS.items() for fact in tables[name][key]}


def same(one: dict, other: dict) -> None:
    assert set(one) == set(other)
    for name in one:
        assert_frame_equal(one[name], other[name])


def test_the_five_articles_are_the_keys_of_the_filter(tables):
    assert sources.keys(tables["sources"]) == ARTICLES


def test_references_are_keys_of_their_own(small):
    assert sources.keys(small["sources"]) == ["SCMP", "CEIAS", "RFERL"]
    assert sources.keys(small["sources"], "reference") == ["Handbook"]


# The filter on the real tables


@given(one=CHOICES, other=CHOICES)
def test_a_union_of_articles_shows_the_union_of_their_facts(filtered, one, other):
    assert facts(filtered(one | other)) == facts(filtered(one)) | facts(filtered(other))


def named(tables: dict, target: str) -> set[str]:
    """The actors or places that the facts of the tables name."""
    columns = [(name, column) for name, column, of in LINKS if name in PROVEN and target in of]
    return {key for name, column in columns for cell in tables[name][column] for key in cell.split("|")} - {""}


@given(chosen=CHOICES)
@example(chosen={"SCMP"})
def test_a_fact_stays_exactly_where_a_chosen_article_supports_it(tables, filtered, chosen):
    pairs = zip(tables["evidence"]["fact"], tables["evidence"]["source"], strict=True)
    supported, part = {fact for fact, source in pairs if source in chosen}, filtered(chosen)
    for name in PROVEN:
        assert set(part[name]["id"]) == set(tables[name]["id"]) & supported, name
    for name in ("actors", "places"):
        there = set(tables[name][FACTS[name]])
        assert set(part[name][FACTS[name]]) == there & (supported | named(part, name)), name


def test_none_chosen_shows_none(filtered):
    nothing = filtered([])
    assert facts(nothing) == set()
    assert all(nothing[name].empty for name in ("evidence", "contradictions", "sources"))
    assert sources.count(nothing) == 0


def test_all_chosen_shows_everything_unchanged(tables, filtered):
    same(filtered(ARTICLES), tables)


@settings(max_examples=25)
@given(one=CHOICES, other=CHOICES)
@example(one={"SCMP", "RFERL"}, other={"SCMP", "RFERL"})
def test_filtering_twice_is_filtering_by_both(filtered, one, other):
    same(sources.keep(filtered(one), other), filtered(one & other))


@given(one=CHOICES, other=CHOICES)
def test_an_article_more_never_takes_anything_away(filtered, one, other):
    fewer, more = filtered(one), filtered(one | other)
    assert facts(fewer) <= facts(more)
    assert set(fewer["contradictions"]["id"]) <= set(more["contradictions"]["id"])
    assert set(fewer["evidence"].index) <= set(more["evidence"].index)
    dated = [set(part["events"].loc[part["events"]["start"].notna(), "id"]) for part in (fewer, more)]
    assert dated[0] <= dated[1]


@given(chosen=CHOICES)
def test_passages_come_from_the_chosen_articles_alone_and_none_is_lost(tables, filtered, chosen):
    evidence = tables["evidence"]
    assert_frame_equal(filtered(chosen)["evidence"], evidence[[source in chosen for source in evidence["source"]]])
    assert set(filtered(chosen)["sources"]["source"]) == chosen


@given(chosen=CHOICES)
@example(chosen={"Diplomat"})
def test_an_event_whose_date_only_others_give_loses_it(tables, filtered, chosen):
    evidence, known = tables["evidence"], tables["events"].set_index("id")
    dating = set(evidence.loc[evidence["source"].isin(chosen) & (evidence["dated"] == "yes"), "fact"])
    for event in filtered(chosen)["events"].itertuples():
        if event.id in dating:
            before = known.loc[event.id]
            assert (event.start, event.end, event.precision) == (before.start, before.end, before.precision)
        else:
            assert (event.start, event.end) == (pd.NaT, pd.NaT)
            assert (event.precision, event.dated_by) == ("undated", "none")


def sides_of(row) -> list[set[str]]:
    return [set(side.split("|")) for side in row.sides.split(" v ")] if row.sides else []


@given(chosen=CHOICES, reference=st.booleans())
def test_a_contradiction_without_sides_holds_only_when_all_its_facts_and_articles_are_there(
    whole, filtered, chosen, reference
):
    part = filtered(chosen, reference)
    held, supported = set(part["contradictions"]["id"]), facts(part)
    for row in whole["contradictions"].itertuples():
        if not row.sides:
            there = set(filter(None, row.sources.split("|"))) <= set(chosen)
            assert (row.id in held) == (set(row.facts.split("|")) <= supported and there), row.id


def check_sides(whole: dict, part: dict, chosen: set[str], reference: bool) -> None:
    """Check the entries with sides against the rule, worked out here from the evidence."""
    pairs = set(zip(whole["evidence"]["fact"], whole["evidence"]["source"], strict=True))
    held = part["contradictions"].set_index("id")
    for row in whole["contradictions"].itertuples():
        if not row.sides:
            continue
        own = row.facts.split("|")
        there = {key for key in chosen if any((fact, key) in pairs for fact in own)}
        beyond = {fact for fact in own if not any((fact, key) in pairs for key in ARTICLES)}
        there |= {"reference"} if reference and beyond else set()
        left = [side & there for side in sides_of(row) if side & there]
        assert (row.id in held.index) == (len(left) > 1), row.id
        if len(left) > 1:
            entry = held.loc[row.id]
            assert [set(side.split("|")) for side in entry["sides"].split(" v ")] == left
            assert set(filter(None, entry["sources"].split("|"))) == set().union(*left) - {"reference"}
            assert entry["facts"].split("|") == [fact for fact in own if fact in facts(part)]
            assert len(entry["facts"].split("|")) > 1, f"{row.id}: one fact can't disagree with itself"


@given(chosen=CHOICES, reference=st.booleans())
def test_a_contradiction_with_sides_holds_while_two_of_them_speak(whole, filtered, chosen, reference):
    check_sides(whole, filtered(chosen, reference), chosen, reference)


@pytest.mark.parametrize("pair", list(combinations(ARTICLES, 2)), ids="+".join)
def test_two_articles_show_what_sets_them_against_each_other(whole, filtered, pair):
    part = filtered(pair)
    check_sides(whole, part, set(pair), False)
    held = part["contradictions"].set_index("id")
    assert len(held)
    for entry in held.itertuples():
        for key in pair:
            if entry.sides and key in entry.sources:
                assert re.search(SPELLINGS[key], entry.finding), f"{entry.Index} says nothing of {key}"


def test_the_sharpest_disagreement_is_there_for_the_two_who_have_it(filtered):
    entry = filtered(["Bedfellows", "Diplomat"])["contradictions"].set_index("id").loc["con-rift-or-durable"]
    assert entry["sides"] == "Bedfellows v Diplomat"
    assert "cl-bedfellows-author-rift" in entry["facts"].split("|")
    assert all(name in entry["finding"] for name in ("Strange Bedfellows", "The Diplomat"))
    assert not any(name in entry["finding"] for name in ("SCMP", "CEIAS", "RFE/RL"))
    for together in (["Diplomat", "RFERL"], ["Bedfellows"]):
        assert "con-rift-or-durable" not in set(filtered(together)["contradictions"]["id"])


def test_an_article_that_prints_both_sides_holds_them_alone(filtered):
    for alone, held in (("RFERL", True), ("CEIAS", True), ("Diplomat", False)):
        assert ("con-cause" in set(filtered([alone])["contradictions"]["id"])) == held, alone


def test_a_side_may_be_reference_data(whole):
    against = whole["contradictions"]
    sides = against["sides"].mask(against["id"] == "con-automatic-right", "Diplomat v reference")
    tables = dict(whole, contradictions=against.assign(sides=sides))
    references = sources.keys(whole["sources"], "reference")
    for chosen, held in ((["Diplomat", *references], True), (["CEIAS", *references], False), (["Diplomat"], False)):
        ids = set(sources.keep(tables, chosen)["contradictions"]["id"])
        assert ("con-automatic-right" in ids) == held, chosen


@given(chosen=CHOICES)
def test_no_text_speaks_of_an_article_that_is_not_chosen(filtered, chosen):
    part = filtered(chosen)
    texts = [text for name, column in sources.TEXTS.items() for text in part[name][column]]
    texts += [text for column in ("title", "finding", "shown_as") for text in part["contradictions"][column]]
    for key, spelling in SPELLINGS.items():
        if key not in chosen:
            assert not [text for text in texts if re.search(spelling, text)], key


def test_what_else_a_text_says_stays(filtered):
    full, part = (
        filtered(chosen)["events"].set_index("id") for chosen in (["Diplomat", "RFERL", "Bedfellows"], ["RFERL"])
    )
    assert "Diplomat" in full.loc["ev-csto-request", "detail"]
    assert part.loc["ev-csto-request", "detail"]
    assert "Diplomat" not in part.loc["ev-csto-request", "detail"]


def test_what_the_articles_state_follows_the_choice(filtered):
    assert set(filtered(["SCMP"])["troops"]["value"].dropna()) == {2500}
    assert filtered(["RFERL"])["troops"]["value"].dropna().empty, "RFE/RL gives no number of soldiers"
    assert filtered(["CEIAS"])["troops"].empty
    amounts = filtered(["SCMP"])["investment"].set_index("id")["value"]
    assert (amounts["inv-fdi-region-2013"], amounts["inv-fdi-region-2018"]) == (8.9, 14.7)
    assert "con-growth" in set(filtered(["SCMP"])["contradictions"]["id"])
    assert "con-growth" not in set(filtered(["RFERL", "CEIAS"])["contradictions"]["id"])
    decided = filtered(["Bedfellows"])["events"].set_index("id").loc["ev-csto-decision"]
    assert decided["start"] == pd.Timestamp("2022-01-05")


@given(chosen=CHOICES)
def test_reference_data_is_added_to_what_the_articles_say_and_changes_nothing_of_it(whole, filtered, chosen):
    alone, beside, nobody = filtered(chosen), filtered(chosen, True), filtered([], True)
    assert facts(beside) == facts(alone) | facts(nobody)
    assert set(alone["evidence"].index) <= set(beside["evidence"].index)
    rest = beside["contradictions"][~beside["contradictions"]["id"].isin(alone["contradictions"]["id"])]
    beyond = set(beside["evidence"]["fact"]) - facts(alone)
    assert all(beyond & set(cell.split("|")) for cell in rest["facts"]), "an entry more has an outside fact"
    for name, key in FACTS.items():
        if len(alone[name]):
            assert_frame_equal(beside[name][beside[name][key].isin(alone[name][key])], alone[name])


def test_reference_data_has_facts_of_its_own_and_its_sources_are_no_articles(whole, filtered):
    nobody = filtered([], True)
    assert set(nobody["sources"]["tier"]) == {"reference"}
    assert sources.keys(whole["sources"], "reference") == list(nobody["sources"]["source"])
    for name in ("troops", "investment", "quantities", "events", "projects"):
        assert len(nobody[name]), name
    assert nobody["claims"].empty, "views are the articles' alone"


# The filter on the small tables, counted by hand


@pytest.mark.parametrize(
    ("chosen", "count", "held"),
    [
        ([], 0, set()),
        (["SCMP"], 16, {"con-growth"}),
        (["RFERL"], 14, set()),
        (["CEIAS"], 13, set()),
        (["Handbook"], 1, set()),
        (["SCMP", "RFERL"], 21, {"con-growth", "con-force", "con-loses", "con-date", "con-anna"}),
        (["SCMP", "CEIAS", "RFERL"], 28, {"con-growth", "con-force", "con-loses", "con-date", "con-anna"}),
    ],
)
def test_facts_and_contradictions_of_a_choice(small, chosen, count, held):
    part = sources.keep(small, chosen)
    assert sources.count(part) == count
    assert set(part["contradictions"]["id"]) == held


def test_a_date_is_lost_and_the_event_stays(small):
    riots = sources.keep(small, ["SCMP"])["events"].set_index("id").loc["ev-riots"]
    assert pd.isna(riots["start"])
    assert riots["precision"] == "undated"
    assert riots["title"] == "Riots"
    riots = sources.keep(small, ["RFERL"])["events"].set_index("id").loc["ev-riots"]
    assert riots["end"] == pd.Timestamp("2022-01-05")


def test_filtering_leaves_the_tables_alone(small):
    before = {name: frame.copy() for name, frame in small.items()}
    sources.keep(small, ["SCMP"])
    same(small, before)


# Passages of a fact


def test_a_fact_is_found_with_its_table(small):
    name, row = sources.find(small, "pl-almaty")
    assert (name, row["name"]) == ("places", "Almaty")
    assert sources.find(small, "tr-nothing") is None
    assert sources.find(sources.keep(small, ["RFERL"]), "tr-force") is None


def test_sources_of_facts_come_in_the_order_of_the_file(small):
    assert sources.of(small, ["cl-loses"]) == [["SCMP", "RFERL"]]
    assert sources.of(small, ["tr-few|ev-founded"]) == [["CEIAS", "RFERL"]]
    assert sources.of(small, []) == []
    by = dict(zip(small["claims"]["id"], sources.by_fact(small, small["claims"]), strict=True))
    expected = {"cl-gains": "SCMP", "cl-trust": "RFERL", "cl-loses": "SCMP|RFERL", "cl-rejected": "RFERL"}
    assert by == expected


def test_who_says_so_follows_the_tables_at_once(whole):
    """What is remembered of one choice is never the answer to another, however many are asked in between."""
    counted = whole["evidence"].groupby("fact")["source"].nunique()
    fact = counted[counted.index.isin(whole["troops"]["id"])].idxmax()
    every = sources.of(whole, [fact])[0]
    assert every
    for _ in range(2):
        for n in range(15):
            evidence = whole["evidence"]
            gone = evidence[(evidence["fact"] != fact) | (evidence["source"] != every[n % len(every)])]
            asked = dict(whole, evidence=gone)
            rest = [key for key in every if key != every[n % len(every)]]
            assert sources.of(asked, [fact]) == [rest]
            rows = whole["troops"][whole["troops"]["id"] == fact]
            assert list(sources.by_fact(asked, rows)) == ["|".join(rest)]
        assert sources.of(whole, [fact]) == [every]


def test_a_fact_without_a_passage_has_no_source(small):
    bare = dict(small, evidence=small["evidence"].iloc[:0])
    assert set(sources.by_fact(bare, small["claims"])) == {""}


def test_passages_carry_paragraph_quote_and_link(small):
    rows = sources.passages(small, "ac-csto")
    assert list(zip(rows["source"], rows["paragraph"].fillna(0), strict=True)) == [
        ("CEIAS", 1),
        ("CEIAS", 2),
        ("Handbook", 0),
    ]
    assert set(rows["link"]) == {""}, "neither has an address"
    loses = sources.passages(small, "cl-loses")
    assert [urlsplit(link).path for link in loses["link"]] == ["/post", "/radio"]
    places = [sources.where(row) for _, row in rows.iterrows()]
    assert places == ["CEIAS, paragraph 1", "CEIAS, paragraph 2", "Handbook"]


def test_a_download_has_a_row_for_each_fact_and_passage(small):
    rows = sources.receipts(small, "claims")
    pairs = [("cl-gains", "SCMP"), ("cl-loses", "RFERL"), ("cl-loses", "SCMP"), ("cl-rejected", "RFERL")]
    assert sorted(zip(rows["id"], rows["source"], strict=True)) == sorted([*pairs, ("cl-trust", "RFERL")])
    assert {"paragraph", "quote", "publisher", "published", "link", "claim"} <= set(rows)
    assert rows["quote"].notna().all()
    only = sources.receipts(sources.keep(small, ["SCMP"]), "claims")
    assert set(only["source"]) == {"SCMP"}
    assert_frame_equal(sources.receipts(small, "evidence"), small["evidence"])
    places = sources.receipts(small, "places").set_index("place")
    assert places.loc["pl-astana", "link"] == ""


@pytest.mark.parametrize("name", PROVEN)
def test_every_real_fact_can_be_downloaded_with_its_passages(tables, name):
    rows = sources.receipts(tables, name)
    passages = tables["evidence"]["fact"].isin(set(tables[name][FACTS[name]])).sum()
    assert len(rows) == passages
    address = {row.source: row.url for row in tables["sources"].itertuples()}
    for row in rows.itertuples():
        assert row.quote
        assert row.link.startswith(address[row.source] + "#:~:text=") if address[row.source] else row.link == ""


# Links


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("up, down", "up%2C%20down"),
        ("1,500-kilometer", "1%2C500%2Dkilometer"),
        ("peace & order", "peace%20%26%20order"),
        ("“quoted” 'so'", "%E2%80%9Cquoted%E2%80%9D%20%27so%27"),
        ("40 % more", "40%20%25%20more"),
        ("a/b?c=d#e", "a%2Fb%3Fc%3Dd%23e"),
        ("Қаңтар", "%D2%9A%D0%B0%D2%A3%D1%82%D0%B0%D1%80"),
    ],
)
def test_what_has_a_meaning_in_a_link_is_escaped(text, escaped):
    assert sources.passage_link("https://example.org/a", text) == f"https://example.org/a#:~:text={escaped}"


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
@example("a-b,c&d=e%2Df")
def test_a_link_to_a_passage_gives_the_quote_back(text):
    link = sources.passage_link("https://example.org/a?b=c", text)
    address, escaped = link.split("#:~:text=", 1)
    assert address == "https://example.org/a?b=c"
    assert unquote(escaped) == text
    assert re.fullmatch(r"[A-Za-z0-9_.~%]+", escaped), "nothing that a text fragment reads as its own"


@given(st.text())
def test_without_an_address_there_is_no_link(text):
    assert sources.passage_link("", text) == ""


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(chosen=CHOICES, fact=st.one_of(st.sampled_from(["", "tr-force"]), TEXT), view=TEXT)
@example(chosen=set(ARTICLES), fact="", view="All places")
@example(chosen=set(), fact="a&b=c#d", view="«Қ» + 1/2 %")
def test_the_address_of_a_view_says_what_is_chosen_and_gives_all_else_back(chosen, fact, view):
    chosen = [key for key in ARTICLES if key in chosen]
    link = sources.view_address("/timeline", chosen, ARTICLES, fact=fact, view=view)
    assert re.fullmatch(r"[A-Za-z0-9_.~%/?&=-]+", link), "it can be sent in a letter"
    address = urlsplit(link)
    asked = parse_qs(address.query, keep_blank_values=True, strict_parsing=bool(address.query))
    assert address.path == "/timeline"
    assert asked.pop("fact", [""]) == [fact]
    assert asked.pop("view", [""]) == [view]
    assert asked == ({} if chosen == ARTICLES else {"source": chosen or [""]}), "the full choice needs no words"


def test_the_address_of_the_full_view_is_its_path():
    assert sources.view_address("/map", ARTICLES, ARTICLES) == "/map"
    assert sources.view_address("/map", ARTICLES, ARTICLES, fact="", view="") == "/map"
    assert sources.view_address("/", ["SCMP"], ARTICLES, view="All places") == "/?source=SCMP&view=All%20places"
    assert sources.view_address("/map", [], ARTICLES, fact="ev-a") == "/map?source=&fact=ev-a"


# What cites a source


def test_rows_with_a_source_get_what_cites_it(small):
    rows = pd.DataFrame({"source": ["RFERL", "SCMP", "RFERL"], "title": ["a", "b", "c"]})
    cited = sources.with_publication(small, rows)
    assert list(cited["title"]) == ["a", "b", "c"], "the rows keep their order and their own title"
    assert list(cited["source_title"]) == ["Closer together", "Who benefits", "Closer together"]
    assert list(cited["publisher"]) == ["The Radio", "The Post", "The Radio"]
    assert list(cited["authors"]) == ["", "Ann Lee", ""]
    assert list(cited["url"]) == ["https://example.org/radio", "https://example.org/post", "https://example.org/radio"]
    assert [f"{day:%Y-%m-%d}" for day in cited["published"]] == ["2022-01-01", "2022-01-16", "2022-01-01"]
    assert list(cited["published_precision"]) == ["month", "day", "month"]


def test_facts_get_a_row_for_each_passage_with_its_link(small):
    facts = small["claims"][["id", "claim"]]
    rows = sources.with_passages(small, facts[facts["id"] == "cl-loses"])
    assert sorted(zip(rows["source"], rows["paragraph"], rows["link"], strict=True)) == [
        ("RFERL", 3, "https://example.org/radio#:~:text=China%20loses%20influence%2C%20a%20rift"),
        ("SCMP", 5, "https://example.org/post#:~:text=China%20loses%20influence%2C%20a%20rift"),
    ]
    assert "url" not in rows
    assert "dated" not in rows
    bare = sources.with_passages(dict(small, evidence=small["evidence"].iloc[:0]), facts)
    assert list(bare["id"]) == list(facts["id"]), "a fact without a passage stays"
    assert set(bare["link"]) == {""}
