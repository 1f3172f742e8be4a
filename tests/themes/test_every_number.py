"""Nothing that is known is lost: every number stands in the rows of a card, and what a card says fits its place."""

from itertools import combinations

import pytest

from qantar import themes

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [list(some) for n in range(len(ARTICLES) + 1) for some in combinations(ARTICLES, n)]
PAGES = ("intervention", "investment")


def made(part: dict, whole: dict, path: str) -> list[themes.Card]:
    return [card for card in (make(part, whole) for make in themes.PAGES[path]) if card is not None]


def facts_of(card: themes.Card) -> set[str]:
    """Return the facts that the rows of a card stand for, all of which its CSV has."""
    if card.key == "source":
        return set()
    column = "facts" if "facts" in card.rows else card.key
    return {fact for cell in card.rows[column].dropna() for fact in str(cell).split("|")}


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("name", ["troops", "investment", "quantities", "projects"])
def test_every_number_stands_in_the_rows_of_a_card(filtered, name, reference):
    part = filtered(ARTICLES, reference)
    shown = set().union(*(facts_of(card) for path in PAGES for card in made(part, part, path)))
    gdp = set(part["quantities"].loc[part["quantities"]["measure"] == "gdp", "id"])
    # A GDP without a stock of the same year divides nothing.
    assert set(part[name]["id"]) - gdp <= shown


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("path", PAGES)
def test_titles_and_subtitles_fit_at_every_choice(filtered, path, reference):
    whole = filtered(ARTICLES, True)
    for chosen in CHOICES:
        for card in made(filtered(chosen, reference), whole, path):
            assert 0 < len(card.title) <= 80, (chosen, card.title)
            assert len(card.subtitle) <= 140, (chosen, card.subtitle)
            assert "nan" not in card.title.split()
            assert len(card.lines) == len(card.rows)


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("path", PAGES)
def test_every_mark_is_a_row_of_its_card(filtered, path, reference):
    part = filtered(ARTICLES, reference)
    for card in made(part, part, path):
        for draw in filter(None, (card.draw, card.narrow)):
            keys = {
                data[0] for trace in draw(*card.arguments)["data"] for data in trace.get("customdata", ()) if data[0]
            }
            assert keys, card.name
            assert keys <= set(card.rows[card.key]), card.name
