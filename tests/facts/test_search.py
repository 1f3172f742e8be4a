"""Search: what a word finds, under which choice, and how forgiving it is."""

from __future__ import annotations

import time

import pytest

from qantar.facts import search

EVERY = {"SCMP", "CEIAS", "RFERL", "Handbook"}


@pytest.fixture(scope="module")
def index(small):
    return search.index(small)


def found(index, asked, chosen=EVERY, held=None):
    return search.search(index, asked, chosen, index.labels if held is None else held)


def test_the_title_finds_its_fact(index):
    assert found(index, "riots")[0] == "ev-riots"


@pytest.mark.parametrize("asked", ["RIOTS", "riot", "  riots  ", "Ríots", "riotz", "riost", "rots"])
def test_case_accents_beginnings_and_one_typed_mistake_are_forgiven(index, asked):
    assert "ev-riots" in found(index, asked)


@pytest.mark.parametrize("asked", ["", "   ", "?!", "zzzzzz", "rxxts", "2501"])
def test_what_stands_nowhere_finds_nothing(index, asked):
    assert found(index, asked) == []


def test_a_number_is_found_as_it_is_written_and_never_by_another(index):
    assert "tr-force" in found(index, "2,500")
    assert found(index, "2,500") == found(index, "2500")
    assert "tr-force" not in found(index, "2,600")


def test_all_words_have_to_be_there(index):
    assert "ev-riots" in found(index, "riots kazakhstan")
    assert "ev-riots" not in found(index, "riots steppe")


def test_a_person_is_found_by_every_spelling_and_with_what_names_them(index):
    assert found(index, "Ivanova")[0] == "ac-anna"
    assert "ev-request" in found(index, "Anna"), "the event names her by her key alone"


def test_a_quote_is_found_while_its_source_is_chosen(index):
    assert "cl-trust" in found(index, "abroad")
    assert "cl-trust" not in found(index, "abroad", {"SCMP"})


def test_what_the_filter_leaves_out_is_not_found(index):
    assert "ev-riots" not in found(index, "riots", held={"ev-talks"})


def test_an_entry_of_the_ledger_is_found(index):
    assert "con-force" in found(index, "few or a number")


def test_a_search_of_the_real_tables_takes_less_than_a_tenth_of_a_second(whole):
    index = search.index(whole)
    sources = set(whole["sources"]["source"])
    for asked in ("Nazarbaev", "Nazarbayev", "Kazakhstna", "almaty airport", "2500", "the"):
        start = time.perf_counter()
        assert search.search(index, asked, sources, index.labels)
        assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize("spelling", ["Nazarbayev", "Nazarbaev", "nazarbajev", "Nursultan"])
def test_the_first_president_is_found_by_any_spelling(whole, spelling):
    index = search.index(whole)
    assert "ac-nazarbayev" in search.search(index, spelling, set(whole["sources"]["source"]), index.labels)[:3]
