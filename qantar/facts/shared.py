"""The tables as all readers share them: read and labelled once, and filtered once for each choice."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

from qantar.facts import labels, sources, tables

WORKING = threading.RLock()
"""Held by who works out what is kept: a page and its routes ask for many parts at once, and all rest on the same work."""


@lru_cache(maxsize=2)
def _read(folder: Path, changed: float) -> sources.Tables:
    return labels.labelled(tables.read_all(folder))


# Its key is short, since every part of a page asks for it: with hundreds of reference sources in it, each asking
# would cost more than all that is made of the answer.
@lru_cache(maxsize=60)
def _filtered(folder: Path, changed: float, chosen: tuple[str, ...], reference: bool) -> sources.Tables:
    whole = _read(folder, changed)
    return sources.keep(whole, [*chosen, *(sources.keys(whole["sources"], "reference") if reference else [])])


def everything(changed: float) -> sources.Tables:
    """Return all tables with their labels; ``changed`` is when they were last changed. Raises ``TableError``."""
    with WORKING:
        return _read(tables.DATA, changed)


def filtered(chosen: tuple[str, ...], reference: bool, changed: float) -> sources.Tables:
    """Return the tables with what the chosen articles support, and with reference data if that is on."""
    with WORKING:
        return _filtered(tables.DATA, changed, chosen, reference)


def clear() -> None:
    """Forget what is kept, for tests that serve other tables."""
    _read.cache_clear()
    _filtered.cache_clear()
