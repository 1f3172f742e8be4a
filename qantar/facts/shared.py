"""The tables as all readers share them: read and labelled once, and filtered once for each choice."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from qantar.facts import labels, sources, tables
from qantar.facts.kept import WORKING


@lru_cache(maxsize=2)
def _as_read(folder: Path, changed: float) -> sources.Tables:
    return tables.read_all(folder)


@lru_cache(maxsize=2)
def _labelled(folder: Path, changed: float) -> sources.Tables:
    return labels.labelled(_as_read(folder, changed))


# Its key is short, since every part of a page asks for it: with hundreds of reference sources in it, each asking
# would cost more than all that is made of the answer.
@lru_cache(maxsize=60)
def _filtered(folder: Path, changed: float, chosen: tuple[str, ...], reference: bool) -> sources.Tables:
    whole = _labelled(folder, changed)
    return sources.keep(whole, [*chosen, *(sources.keys(whole["sources"], "reference") if reference else [])])


def folder() -> Path:
    """Return the folder of the tables, which is part of what is kept by."""
    return tables.DATA


def as_read(changed: float) -> sources.Tables:
    """Return all tables as they stand in their files, for those who take them away. Raises ``TableError``."""
    with WORKING:
        return _as_read(tables.DATA, changed)


def everything(changed: float) -> sources.Tables:
    """Return all tables with their labels; ``changed`` is when they were last changed. Raises ``TableError``."""
    with WORKING:
        return _labelled(tables.DATA, changed)


@lru_cache(maxsize=2)
def _articles(folder: Path, changed: float) -> tuple[str, ...]:
    return tuple(sources.keys(everything(changed)["sources"]))


def articles(changed: float) -> tuple[str, ...]:
    """Return the keys of the articles, in their order. Raises ``TableError``."""
    return _articles(tables.DATA, changed)


def filtered(chosen: tuple[str, ...], reference: bool, changed: float) -> sources.Tables:
    """Return the tables with what the chosen articles support, and with reference data if that is on."""
    with WORKING:
        return _filtered(tables.DATA, changed, chosen, reference)


def clear() -> None:
    """Forget what is kept, for tests that serve other tables."""
    _as_read.cache_clear()
    _labelled.cache_clear()
    _filtered.cache_clear()
    _articles.cache_clear()
