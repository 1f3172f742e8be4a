"""Tables many times as large, with as many times the articles, say of five of them what they say alone, and soon."""

from __future__ import annotations

import time

import pytest
from grown import grown
from pandas.testing import assert_frame_equal

from qantar import themes
from qantar.facts import labels, sources, tables

TIMES = 20


@pytest.fixture(scope="module")
def large():
    """The real tables twenty times, with a hundred articles."""
    return labels.labelled(grown(tables.read_all(), TIMES))


def chosen_of(large, articles, whole):
    return [*articles, *sources.keys(whole["sources"], "reference")]


def test_there_is_so_much_more_of_everything(large, whole):
    for name in ("events", "claims", "evidence", "troops", "contradictions"):
        assert len(large[name]) == TIMES * len(whole[name])
    assert len(sources.keys(large["sources"])) == TIMES * len(sources.keys(whole["sources"]))
    assert large["events"]["id"].is_unique


def test_five_articles_of_a_hundred_say_what_they_say_alone(large, whole, articles):
    chosen = chosen_of(large, articles, whole)
    some, alone = sources.keep(large, chosen), sources.keep(whole, chosen)
    for name in ("events", "claims", "troops", "quantities", "evidence", "contradictions", "relations", "comparisons"):
        assert_frame_equal(some[name].reset_index(drop=True), alone[name].reset_index(drop=True))
    for path in ("timeline", "disagreements", "alliances", "sources"):
        assert themes.ANSWERS[path](some, large) == themes.ANSWERS[path](alone, whole)


def test_the_time_of_a_choice_grows_much_less_than_the_tables(large, whole, articles):
    def taken(of):
        best = []
        for n in range(3):
            chosen = [*articles[: n + 2], *sources.keys(whole["sources"], "reference")]
            before = time.process_time()
            filtered = sources.keep(of, chosen)
            for path in ("timeline", "disagreements", "positions"):
                themes.ANSWERS[path](filtered, of)
                themes.PAGES[path][0](filtered, of)
            best.append(time.process_time() - before)
        return min(best)

    assert taken(large) < TIMES / 3 * taken(whole)
