"""Every card of every page: the tables under the filter and all tables in, a card out.

A card that has nothing to show is None. The pages show these cards, and the command line draws the
same ones without the app.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from qantar.facts.sources import Tables, memoized
from qantar.themes.alliances import cards
from qantar.themes.card import (
    NAMED,
    Card,
    Choice,
    behind,
    by,
    contested,
    credit,
    csv,
    drawn,
    file_name,
    how_to_read,
    inside,
    picture,
    sheets,
    short_credit,
)
from qantar.themes.coverage import cards as coverage_cards
from qantar.themes.disagreements import cards as disagreements_cards
from qantar.themes.intervention import cards as intervention_cards
from qantar.themes.intervention import titles as intervention_titles
from qantar.themes.investment import cards as investment_cards
from qantar.themes.investment import titles as investment_titles
from qantar.themes.map import cards as map_cards
from qantar.themes.overview import cards as overview_cards
from qantar.themes.positions import cards as positions_cards
from qantar.themes.resting import rests_on
from qantar.themes.texts import texts
from qantar.themes.timeline import cards as timeline_cards

__all__ = [
    "ANSWERS",
    "NAMED",
    "PAGES",
    "Card",
    "Choice",
    "behind",
    "by",
    "contested",
    "credit",
    "csv",
    "drawn",
    "file_name",
    "how_to_read",
    "inside",
    "picture",
    "rests_on",
    "sheets",
    "short_credit",
    "silent",
    "standing",
    "theme",
    "theme_of",
]  # fmt: skip

PAGES: dict[str, tuple[Callable[[Tables, Tables], Card | None], ...]] = {
    "": (overview_cards.strip, overview_cards.glance),
    "timeline": (timeline_cards.moments, timeline_cards.january, timeline_cards.around, timeline_cards.undated),
    "intervention": (
        intervention_cards.troops, intervention_cards.contingents, intervention_cards.deployments, intervention_cards.toll,
        intervention_cards.deaths_by_place, intervention_cards.home, intervention_cards.airlift, intervention_cards.counts,
        intervention_cards.near_ukraine, intervention_cards.elsewhere, intervention_cards.others,
    ),
    "investment": (
        investment_cards.measures, investment_cards.fdi, investment_cards.stocks, investment_cards.region, investment_cards.flows,
        investment_cards.trade, investment_cards.size, investment_cards.project_list, investment_cards.list_value,
        investment_cards.projects, investment_cards.others,
    ),
    "map": (map_cards.places,),
    "positions": (positions_cards.positions, positions_cards.likeness, positions_cards.claims),
    "disagreements": (
        disagreements_cards.corrections, disagreements_cards.who, disagreements_cards.tensions, disagreements_cards.differences,
        disagreements_cards.side_by_side, disagreements_cards.ledger,
    ),
    "alliances": (cards.belonging, cards.reshuffle, cards.support, cards.contacts, cards.blame, cards.leads),
    "sources": (coverage_cards.coverage,),
}  # fmt: skip
"""The cards of each page, by the page's path, in their order."""
ANSWERS: dict[str, Callable[[Tables, Tables], str]] = {
    "": overview_cards.answer, "timeline": timeline_cards.answer, "intervention": intervention_titles.answer,
    "investment": investment_titles.answer, "positions": positions_cards.answer, "disagreements": disagreements_cards.answer,
    "alliances": cards.answer, "sources": coverage_cards.answer,
}  # fmt: skip
"""What answers the question of each page, by the page's path; the map's depends on what its controls show."""


def theme_of(path: str) -> str:
    """Return the theme of the page at a path."""
    return {"": "overview", "sources": "coverage"}.get(path, path)


def theme(make: Callable[..., object]) -> str:
    """Return the theme that a function which makes a card or an answer belongs to."""
    return make.__module__.removeprefix("qantar.themes.").split(".")[0]


def silent(make: Callable[..., object]) -> str:
    """Return what the chosen articles say nothing about where a function makes no card: ``silent`` of its theme's texts."""
    # A theme may have no file of texts yet.
    with suppress(FileNotFoundError):
        return str(texts(theme(make)).get(make.__name__, {}).get("silent", ""))
    return ""


@memoized
def standing(tables: Tables) -> dict[str, list[tuple[str, int]]]:
    """Return for each fact the cards that draw it when everything is chosen, by page and place in ``PAGES``."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path, makers in PAGES.items():
        for n, make in enumerate(makers):
            card = None
            # What is wrong with a card, the card itself says; the others are known.
            with suppress(Exception):
                card = make(tables, tables)
            for fact in drawn(card) if card else ():
                found.setdefault(fact, []).append((path, n))
    return found
