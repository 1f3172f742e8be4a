"""What the map shows under the reader's choice, worked out once for all readers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qantar.themes import Card
from qantar.themes.map import cards as map_cards
from qantar.themes.map import shared as map_shared
from qantar.ui.state import all_tables, changed, chosen, filtered, once_for_each_choice, referenced


def facts() -> pd.DataFrame:
    """Return what ``rows.facts`` of the map makes of the tables under the filter."""
    return map_shared.facts(tuple(chosen()), referenced(), changed())


@once_for_each_choice(300)
def told(view: str, layers: tuple[str, ...], day: int) -> tuple[Card | None, str]:
    """Return the card of a view with some layers on a day, and its answer."""
    card = map_cards.places(filtered(True), all_tables(True), view, day, layers, facts())
    if card is None or card.rows.empty:
        return card, ""
    return card, map_cards.answer(filtered(True), facts(), view, day, layers)


@once_for_each_choice(300)
def listed(view: str, layers: tuple[str, ...], day: int) -> list[dict[str, Any]] | None:
    """Return what a view lists on a day, as ``cards.listed`` of the map does."""
    return map_cards.listed(filtered(True), facts(), view, day, layers)
