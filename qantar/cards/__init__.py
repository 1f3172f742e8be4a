"""Every card of every page: the tables under the filter and all tables in, a card out.

A card that has nothing to show is None. The pages show these cards, and the command line draws the
same ones without the app.
"""

from __future__ import annotations

from collections.abc import Callable

from qantar.cards import (
    alliances,
    coverage,
    disagreements,
    intervention,
    investment,
    overview,
    places,
    positions,
    timeline,
)
from qantar.cards.card import NAMED, Card, Choice, by, contested, credit, csv, file_name, how_to_read, inside
from qantar.sources import Tables

__all__ = [
    "NAMED",
    "PAGES",
    "REFERENCE",
    "Card",
    "Choice",
    "by",
    "contested",
    "coverage",
    "credit",
    "csv",
    "disagreements",
    "file_name",
    "how_to_read",
    "inside",
    "intervention",
    "investment",
    "overview",
    "places",
    "positions",
    "timeline",
]  # fmt: skip

PAGES: dict[str, tuple[Callable[[Tables, Tables], Card | None], ...]] = {
    "": (overview.days, overview.winners),
    "timeline": (timeline.january, timeline.background, timeline.undated),
    "intervention": (
        intervention.troops, intervention.contingents, intervention.shares, intervention.deployments, intervention.steps,
        intervention.airlift, intervention.elsewhere, intervention.near_ukraine, intervention.casualties,
        intervention.deaths_by_place, intervention.others,
    ),
    "investment": (
        investment.fdi, investment.region, investment.measures, investment.project_list, investment.stocks,
        investment.flows, investment.trade, investment.size, investment.projects, investment.others,
    ),
    "map": (places.places,),
    "positions": (positions.positions, positions.likeness, positions.claims),
    "disagreements": (disagreements.who, disagreements.side_by_side, disagreements.ledger),
    "alliances": (alliances.belonging, alliances.leads, alliances.reshuffle, alliances.support, alliances.contacts, alliances.blame),
    "sources": (coverage.coverage,),
}  # fmt: skip
"""The cards of each page, by the page's path, in their order."""

REFERENCE = ("intervention", "investment", "map", "disagreements", "alliances")
"""The pages on which reference data stands beside the articles."""
