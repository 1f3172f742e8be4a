"""Nothing that is known is lost: every number stands in the rows of a card."""

import pytest

from qantar import themes


def facts_of(card: themes.Card) -> set[str]:
    """Return the facts that the rows of a card stand for, all of which its CSV has."""
    if card.key == "source":
        return set()
    column = "facts" if "facts" in card.rows else card.key
    return {fact for cell in card.rows[column].dropna() for fact in str(cell).split("|")}


@pytest.mark.parametrize(("chosen", "reference"), [((), True), (("SCMP",), False)], ids=["everything", "SCMP alone"])
def test_every_number_stands_in_the_rows_of_a_card(filtered, made, articles, chosen, reference):
    part = filtered(chosen or articles, reference)
    shown = set().union(*(facts_of(card) for card in made(chosen or articles, reference)))
    gdp = set(part["quantities"].loc[part["quantities"]["measure"] == "gdp", "id"])
    for name in ("troops", "investment", "quantities", "projects"):
        # A GDP without a stock of the same year divides nothing.
        assert set(part[name]["id"]) - gdp <= shown, name
