"""What is chosen, and the tables under that choice, read once and shared by all readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from qantar import themes
from qantar.facts import edition, shared, sources, tables, words
from qantar.facts.kept import Kept

P = ParamSpec("P")
T = TypeVar("T")

_CHOSEN: ContextVar[tuple[list[str], bool, float] | None] = ContextVar("chosen", default=None)
"""What is chosen where no reader is; else the reader's session says."""


def once_for_each_choice(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns for each choice of articles and reference data and for its arguments, ``most`` of them.

    For what depends on nothing else: a page asks for it at every run, and every reader for the same. What is returned is
    shared, so it is to be copied before anything is written into it.
    """

    def keeping(make: Callable[P, T]) -> Callable[P, T]:
        kept: Kept[T] = Kept(most)

        @wraps(make)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (shared.folder(), changed(), tuple(chosen()), referenced(), args, tuple(kwargs.items()))
            return kept.get(key, lambda: make(*args, **kwargs))

        return answer

    return keeping


@contextmanager
def for_choice(articles: Sequence[str], reference: bool, changed: float) -> Iterator[None]:
    """Let all that is asked here hold for a choice of articles and of reference data, whatever a reader has chosen."""
    before = _CHOSEN.set((list(articles), reference, changed))
    try:
        yield
    finally:
        _CHOSEN.reset(before)


def told(component: str, name: str, otherwise: object) -> Any:
    """Return what the browser has said through a component, by its key: now, else when it last did, else ``otherwise``.

    A callback would miss what is said while a run is cut short.
    """
    kept = f"told-{component}-{name}"
    said = getattr(st.session_state.get(component), name, None)
    if said is not None:
        st.session_state[kept] = said
    return st.session_state.get(kept, otherwise)


def changed() -> float:
    """Return when the tables were last changed, as it was found when this run of the page began."""
    if (given := _CHOSEN.get()) is not None:
        return given[2]
    if "changed" not in st.session_state:
        check_for_changes()
    return float(st.session_state["changed"])


def check_for_changes() -> None:
    """Look whether the tables have been changed; once for each run, since every part of a page asks."""
    st.session_state["changed"] = tables.changed(tables.DATA)


def all_tables(reference: bool = False) -> sources.Tables:
    """Return all tables, whatever the filter: for axes and orders that are to stay as they are.

    ``reference``: with reference data, whether it is on or not; else what the articles say.
    """
    return shared.everything(changed()) if reference else shared.filtered(tuple(articles()), False, changed())


def articles() -> list[str]:
    """Return the keys of the articles, in their order."""
    return list(shared.articles(changed()))


def referenced() -> bool:
    """Say whether reference data is on."""
    given = _CHOSEN.get()
    return given[1] if given is not None else bool(st.session_state.get("reference", True))


def chosen() -> list[str]:
    """Return the keys of the chosen articles, in their order."""
    given = _CHOSEN.get()
    picked = given[0] if given is not None else st.session_state.get("source", [])
    return [key for key in articles() if key in picked]


def choice() -> themes.Choice:
    """Return what is chosen, with today's date (UTC), for credits and file names."""
    return themes.Choice(chosen(), articles(), edition.today(), referenced())


def filtered(reference: bool = False) -> sources.Tables:
    """Return the tables with what the chosen articles support; with ``reference``, reference data too if it is on."""
    return shared.filtered(tuple(chosen()), reference and referenced(), changed())


def query() -> str:
    """Return the part of an address that says what is chosen, for links to the data."""
    return choice().query()


def safe(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup or a formula."""
    for character in "\\$*_[]`<>#~:":
        text = text.replace(character, "\\" + character)
    return text


def nothing(what: str) -> None:
    """Say that the chosen articles are silent on something (empty: on what a card shows), and how to go on."""
    silent = f"{words.names(chosen())} {'says' if len(chosen()) == 1 else 'say'}"
    others = [key for key in articles() if key not in chosen()]
    ways = [f"add {words.names(others) if len(others) < 3 else 'another article'}"] if others else []
    ways += [] if referenced() else ["switch reference data on"]
    more = " or ".join(ways)
    more = f" {more[0].upper()}{more[1:]} in the sidebar to see more." if ways else ""
    st.info(f"{silent} nothing about {what or 'what stands here otherwise'}.{more}")


def theme() -> str:
    """Return the reader's theme, light or dark."""
    return st.context.theme.type or "light"
