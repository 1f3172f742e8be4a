"""What a card is made of, and its rows in words, for HTML without the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qantar import themes
from qantar.facts import shared, sources
from qantar.facts import words as facts_words


def tables_for(choice: themes.Choice, changed: float) -> tuple[sources.Tables, sources.Tables]:
    """Return what a function that makes a card or an answer gets: the tables under the choice, and all tables."""
    return shared.filtered(tuple(choice.chosen), choice.reference, changed), shared.everything(changed)


def rows_of(card: themes.Card, filtered: sources.Tables, every: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return each row of a card in words, with the fact that opens its evidence, if there is one, and who says so."""
    publisher = dict(zip(filtered["sources"]["source"], filtered["sources"]["publisher"], strict=True))
    opens = [""] * len(card.rows) if card.key == "source" else [str(cell).split("|")[0] for cell in card.rows[card.key]]

    def who(keys: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(facts_words.name(key) if key in every else publisher[key] for key in keys))

    return [
        (line, fact, who(keys)) for line, fact, keys in zip(card.lines, opens, themes.by(card, filtered), strict=True)
    ]
