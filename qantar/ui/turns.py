"""Pages are made in turn when many readers come at once: each is made as fast as if it were alone, and nobody is lost.

Python works on one page at a time, however many are begun; begun all at once, all of them end last.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

AT_ONCE = 1
"""So many pages are made at a time."""
PATIENCE = 0.6
"""Seconds after which a reader is told that others come first, and after which that is said anew."""


class Turns:
    """Lets so many in at a time, in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, wait: Callable[[int], None]) -> Iterator[None]:
        """Wait for one's turn, and keep it; ``wait(n)`` is called again and again meanwhile: ``n`` come first.

        Whoever leaves while waiting, because ``wait`` raises, leaves the queue.
        """
        mine = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                mine.set()
            else:
                self._waiting.append(mine)
        try:
            while not mine.wait(PATIENCE):
                with self._lock:
                    before = self._waiting.index(mine) if mine in self._waiting else 0
                wait(before)
            yield
        finally:
            self._leave(mine)

    def taken(self) -> bool:
        """Say whether anybody has a turn or waits for one."""
        return not self._free

    def _leave(self, mine: threading.Event) -> None:
        with self._lock:
            if not mine.is_set():
                self._waiting.remove(mine)
            elif self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


TURNS = Turns(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Make a page when it is its turn; a reader who waits is told so above it."""
    # Of no height while it is empty; see style.css.
    with st.container(key="turn"):
        place = st.empty()
    told = False

    def wait(before: int) -> None:
        nonlocal told
        told = True
        others = (
            f"{before} come before you" if before > 1 else "one comes before you" if before else "it is your turn next"
        )
        place.info(f"Many readers at once: {others}. The page comes by itself; nothing is lost.")

    with TURNS.turn(wait):
        if told:
            place.empty()
        yield
