"""What the tests share: the real tables, and a small made-up set whose numbers can be counted by hand."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from small import write_small

from qantar import themes
from qantar.facts import articles as articles_known
from qantar.facts import labels, sources
from qantar.facts.tables import read, read_all

pytest_plugins = ["browsing", "flaky", "pytester", "sixth"]

# No deadline: how long an example takes says something about the machine, not about the rule. The same examples each time.
settings.register_profile("qantar", deadline=None, max_examples=25, derandomize=True)
settings.load_profile("qantar")


def pytest_collection_finish() -> None:
    """Spare the collector what stays until the end: walking all that was imported takes an eighth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def known_articles() -> dict[str, articles_known.Article]:
    """What the real articles are called and look like, as the tables say."""
    articles_known.register(read("sources"))
    return dict(articles_known._KNOWN)


@pytest.fixture(autouse=True)
def names_and_looks(known_articles: dict[str, articles_known.Article], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test begin with the names and looks of the real articles, whatever tables were read before."""
    monkeypatch.setattr(articles_known, "_KNOWN", dict(known_articles))


@pytest.fixture(scope="session")
def whole() -> dict[str, pd.DataFrame]:
    """The real tables with reference data, labelled as the pages get them. Not to be changed."""
    return labels.labelled(read_all())


@pytest.fixture(scope="session")
def articles(whole: dict[str, pd.DataFrame]) -> list[str]:
    """The keys of the five articles."""
    return sources.keys(whole["sources"])


@pytest.fixture(scope="session")
def tables(whole: dict[str, pd.DataFrame], articles: list[str]) -> dict[str, pd.DataFrame]:
    """What the five articles say. Not to be changed."""
    return sources.keep(whole, articles)


@pytest.fixture(scope="session")
def filtered(whole: dict[str, pd.DataFrame]) -> Callable[..., dict[str, pd.DataFrame]]:
    """What some of the articles support: ``kept(["SCMP"])``; each choice is filtered once.

    ``kept(["SCMP"], True)`` has the reference data too.
    """
    references = sources.keys(whole["sources"], "reference")
    once = functools.cache(lambda chosen, more: sources.keep(whole, [*chosen, *(references if more else ())]))
    return lambda chosen, reference=False: once(frozenset(chosen), reference)


@pytest.fixture(scope="session")
def one_card(filtered: Callable, articles: list[str]) -> Callable[..., themes.Card | None]:
    """A card of ``themes.PAGES`` under a choice of articles: ``one_card(make, ["SCMP"])``; each is made once.

    ``one_card(make, ["SCMP"], True)``: with reference data.
    """

    @functools.cache
    def once(make: Callable, chosen: frozenset[str], reference: bool) -> themes.Card | None:
        return make(filtered(chosen, reference), filtered(articles, True))

    return lambda make, chosen, reference=False: once(make, frozenset(chosen), reference)


@pytest.fixture(scope="session")
def made(one_card: Callable) -> Callable[..., list[themes.Card]]:
    """The cards of all pages under a choice of articles: ``made(["SCMP"])``, ``made(["SCMP"], True)``."""
    makers = [make for page in themes.PAGES.values() for make in page]
    return lambda chosen, reference=False: [
        card for make in makers if (card := one_card(make, chosen, reference)) is not None
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the small tables as files, free to be spoilt."""
    path = tmp_path / "data"
    path.mkdir()
    return write_small(path)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The small tables, labelled. Not to be changed."""
    return labels.labelled(read_all(write_small(tmp_path_factory.mktemp("small"))))
