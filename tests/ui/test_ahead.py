"""What is worked out before anybody asks: likely choices first, the same as a page shows, and nothing while a page is made."""

from __future__ import annotations

import threading
import time

import pytest

from qantar import themes
from qantar.facts import shared, tables
from qantar.ui import ahead, state
from qantar.ui.card import made
from qantar.ui.turns import Turns

FIVE = ("A", "B", "C", "D", "E")


def test_everything_comes_first_and_then_what_is_a_click_away():
    found = ahead.choices(FIVE)
    assert found[:2] == [(FIVE, True), (FIVE, False)]
    assert [len(chosen) for chosen, _ in found[2:12]] == [1] * 10
    assert [len(chosen) for chosen, _ in found[12:22]] == [4] * 10
    assert len(found) == len(set(found)) == 62


@pytest.mark.parametrize(
    ("every", "count"),
    [
        ((), 0),
        (("A",), 2),
        (("A", "B"), 6),
        (tuple("ABCDEFGHIJ"), ahead.MOST),
        (tuple(map(str, range(500))), ahead.MOST),
    ],
)
def test_there_are_never_too_many_and_none_is_empty(every, count):
    found = ahead.choices(every)
    assert len(found) == len(set(found)) == count
    assert all(chosen for chosen, _ in found)


def test_a_choice_holds_where_it_is_made_and_nowhere_else():
    changed = tables.changed()
    every = shared.articles(changed)
    with state.for_choice(every[:2], False, changed):
        assert state.chosen() == list(every[:2])
        assert not state.referenced()
        seen = []
        thread = threading.Thread(target=lambda: seen.append(state.chosen()))
        thread.start()
        thread.join()
        assert seen == [[]]
        some = made(themes.PAGES["timeline"][0])
    with state.for_choice(every, True, changed):
        assert state.referenced()
        assert len(made(themes.PAGES["timeline"][0]).rows) > len(some.rows)
    assert state.chosen() == []


def test_nothing_is_worked_out_while_a_page_is_made(monkeypatch):
    queue, done = Turns(1), []
    monkeypatch.setattr(ahead, "TURNS", queue)
    monkeypatch.setattr(ahead, "choices", lambda every: [(tuple(every), True)])
    monkeypatch.setattr(ahead, "_pieces", lambda: (done.append(n) for n in range(3)))
    with queue.turn(lambda before: None):
        thread = threading.Thread(target=ahead._work, daemon=True)
        thread.start()
        time.sleep(0.2)
        assert done == [0]
    thread.join(5)
    assert done == [0, 1, 2]


@pytest.mark.parametrize("said", ["no", "off", "0", " No "])
def test_it_can_be_left_out(monkeypatch, said):
    monkeypatch.setenv("QANTAR_AHEAD", said)
    monkeypatch.setattr(ahead, "_work", lambda: pytest.fail("it was not to begin"))
    ahead.work_ahead()


def test_one_choice_that_cannot_be_worked_out_keeps_no_other_from_it(monkeypatch):
    done = []

    def pieces():
        if state.chosen() == ["SCMP"]:
            raise ValueError("broken")
        done.append(tuple(state.chosen()))
        yield

    monkeypatch.setattr(ahead, "TURNS", Turns(1))
    monkeypatch.setattr(ahead, "choices", lambda every: [(("SCMP",), True), (("CEIAS",), True)])
    monkeypatch.setattr(ahead, "_pieces", pieces)
    ahead._work()
    assert done == [("CEIAS",)]
