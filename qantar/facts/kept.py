"""What is worked out once and kept within bounds, for all readers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

WORKING = threading.RLock()
"""Held by who works out what is kept: a page and its routes ask for many parts at once, and all rest on the same work."""


T = TypeVar("T")


class Kept(Generic[T]):
    """What was worked out last for so many keys, shared by all readers; what wasn't asked for the longest time goes.

    Whoever asks while it is being worked out waits for it instead of doing the same work.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, or what ``make()`` returns, and keep that."""
        try:
            self._found.move_to_end(key)
            return self._found[key]
        except KeyError:
            pass
        with WORKING:
            if key not in self._found:
                self._found[key] = make()
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
            return self._found[key]
