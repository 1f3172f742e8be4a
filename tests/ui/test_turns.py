"""Pages are made in turn: so many at a time, first come first served, and whoever waits is told and may leave."""

from __future__ import annotations

import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

from qantar.ui import turns
from qantar.ui.turns import Turns


class Reader(threading.Thread):
    """Asks for a turn and keeps it until ``done`` is set."""

    def __init__(self, queue: Turns, order: list[str], name: str, patience: threading.Event | None = None) -> None:
        super().__init__(daemon=True)
        self.queue, self.order, self.name = queue, order, name
        self.done, self.told, self.patience = threading.Event(), [], patience
        self.left = False

    def run(self) -> None:
        try:
            with self.queue.turn(self._wait):
                self.order.append(self.name)
                self.done.wait(10)
        except TimeoutError:
            self.left = True

    def _wait(self, before: int) -> None:
        self.told.append(before)
        if self.patience is not None and self.patience.is_set():
            raise TimeoutError


@pytest.fixture
def soon(monkeypatch):
    """Readers are told at once that they wait."""
    monkeypatch.setattr(turns, "PATIENCE", 0.01)


def until(holds) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def begun(queue, order, *names):
    """Let readers come one after the other; the first has the turn."""
    readers = []
    for n, name in enumerate(names):
        readers.append(Reader(queue, order, name))
        readers[-1].start()
        until(lambda n=n: len(queue._waiting) == n if n else bool(order))
    return readers


@pytest.mark.usefixtures("soon")
def test_readers_come_in_the_order_in_which_they_asked():
    queue, order = Turns(1), []
    readers = begun(queue, order, "a", "b", "c")
    assert order == ["a"]
    for n, reader in enumerate(readers):
        reader.done.set()
        reader.join(5)
        if n < 2:
            until(lambda n=n: len(order) == n + 2)
    assert order == ["a", "b", "c"]
    assert not queue.taken()


@pytest.mark.usefixtures("soon")
def test_who_waits_is_told_how_many_come_first():
    queue, order = Turns(1), []
    readers = begun(queue, order, "a", "b", "c")
    until(lambda: readers[1].told and readers[2].told)
    assert set(readers[1].told) == {0}
    assert set(readers[2].told) == {1}
    assert not readers[0].told
    for reader in readers:
        reader.done.set()


@pytest.mark.usefixtures("soon")
def test_who_leaves_while_waiting_holds_nobody_up():
    queue, order, gone = Turns(1), [], threading.Event()
    first, *_ = begun(queue, order, "a")
    leaver = Reader(queue, order, "b", gone)
    leaver.start()
    until(lambda: len(queue._waiting) == 1)
    last = Reader(queue, order, "c")
    last.start()
    until(lambda: len(queue._waiting) == 2)
    gone.set()
    leaver.join(5)
    assert leaver.left
    first.done.set()
    until(lambda: order == ["a", "c"])
    last.done.set()
    last.join(5)
    assert not queue.taken()


def test_a_page_that_fails_gives_its_turn_back():
    queue = Turns(1)
    with pytest.raises(ValueError, match="broken"), queue.turn(lambda before: None):
        raise ValueError("broken")
    assert not queue.taken()
    with queue.turn(lambda before: None):
        assert queue.taken()


@pytest.mark.usefixtures("soon")
def test_the_page_tells_a_reader_who_waits_and_comes_by_itself(monkeypatch):
    """The page waits for another that is being made, says so, and is then whole, without the sentence."""
    queue = Turns(1)
    monkeypatch.setattr(turns, "TURNS", queue)
    said = []

    def script() -> None:
        import streamlit as st

        from qantar.ui.turns import turn

        with turn():
            st.title("made")

    from streamlit.delta_generator import DeltaGenerator

    other, *_ = begun(queue, [], "other")
    info = DeltaGenerator.info

    def shown(self: DeltaGenerator, text: str, **more: object) -> DeltaGenerator:
        said.append(text)
        # The other page is made as soon as the reader has been told of it twice.
        if len(said) == 2:
            other.done.set()
        return info(self, text, **more)

    monkeypatch.setattr(DeltaGenerator, "info", shown)
    at = AppTest.from_function(script, default_timeout=20).run()
    assert said
    assert all(text.startswith("Many readers at once: it is your turn next.") for text in said)
    assert [one.value for one in at.title] == ["made"]
    assert not at.info
    assert not queue.taken()
