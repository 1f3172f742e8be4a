"""The cards of every page under every choice: who is credited, and what is taken away."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Callable

import pandas as pd
import pytest

from qantar import cards, sources, style, words

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [ARTICLES, *[[key] for key in ARTICLES], ["Diplomat", "SCMP"], ["Bedfellows", "CEIAS"], ["SCMP", "RFERL"]]
IDS = ["all", *["+".join(chosen) for chosen in CHOICES[1:]]]
FEW = ["SCMP", "CEIAS", "RFERL"]
DAY = dt.date(2022, 9, 30)
NAMES = [
    "days", "winners", "january", "background", "undated", "troops", "steps", "intervention-numbers", "fdi", "money",
    "economy-numbers", "map", "positions", "claims", "coverage",
]  # fmt: skip
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def choice(chosen: list[str], every: list[str] = ARTICLES) -> cards.Choice:
    return cards.Choice(chosen, every, DAY)


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file, read as a spreadsheet reads them."""
    text = data.decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found = list(reader)
    assert all(None not in row and None not in row.values() for row in found), "a row is longer or shorter"
    assert len(set(reader.fieldnames)) == len(reader.fieldnames)
    return found


def behind(card: cards.Card) -> list[list[str]]:
    """Return for each row of a card its facts; those of a count by source aren't named."""
    column = "facts" if "facts" in card.rows else card.key
    return [] if card.key == "source" else [cell.split("|") for cell in card.rows[column]]


@pytest.fixture(scope="session")
def files(kept, made) -> Callable[[list[str]], list[tuple[cards.Card, bytes]]]:
    """The CSV of each card under a choice of articles; each choice is written once."""
    once = functools.cache(lambda chosen: [(card, cards.csv(card, kept(chosen))) for card in made(chosen)])
    return lambda chosen: once(tuple(chosen))


@pytest.fixture(scope="module")
def some(small) -> dict[str, pd.DataFrame]:
    """What the three small articles support."""
    return sources.keep(small, FEW)


@pytest.fixture(scope="module")
def few(small, some) -> dict[str, cards.Card]:
    """The cards of the small tables by name."""
    made = [make(some, small) for page in cards.PAGES.values() for make in page]
    return {card.name: card for card in made if card}


# The cards


def test_every_card_has_a_name_of_its_own(made):
    assert [card.name for card in made(ARTICLES)] == NAMES
    assert len(set(NAMES)) == len(NAMES)


def test_a_name_can_stand_in_an_address_and_in_a_file_s_name():
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in NAMES)


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_no_card_is_empty(made, chosen):
    for card in made(chosen):
        assert len(card.rows) > 0
        assert len(card.lines) == len(card.rows)
        assert all(card.lines)
        assert card.title
        assert card.reading
        assert card.key in card.rows


def test_a_card_with_nothing_to_show_is_none(tables, kept):
    nothing = kept([])
    assert {make(nothing, tables) for page in cards.PAGES.values() for make in page} == {None}


def test_what_is_silent_on_a_theme_has_no_card(made):
    absent = {key: [name for name in NAMES if name not in {card.name for card in made([key])}] for key in ARTICLES}
    assert absent["SCMP"] == []
    assert "days" in absent["CEIAS"], "it dates no event of January to a day"
    assert {"troops", "fdi", "money"} <= set(absent["CEIAS"])
    assert "fdi" in absent["RFERL"]


@pytest.mark.parametrize("chosen", CHOICES[1:6], ids=IDS[1:6])
def test_every_chart_draws_something(made, chosen):
    for card in made(chosen):
        if card.draw and card.name != "map":
            drawn = card.draw(*card.arguments)
            assert any(x is not None for trace in drawn.data for x in trace.x), card.name


def test_the_small_tables_make_these_cards(few):
    sizes = {name: len(card.rows) for name, card in few.items()}
    assert sizes == {
        "days": 1,  # the request; the riots lasted for days
        "winners": 2,  # Russia gains, China loses; who hedges or rejects doesn't count
        "january": 2, "background": 1, "undated": 1, "troops": 2, "intervention-numbers": 2, "fdi": 3, "money": 4,
        "economy-numbers": 1,
        "map": 2,  # Almaty and Kazakhstan; nothing happened in Astana
        "positions": 5,  # Anna: gains, loses, closer; Boris: loses, rift
        "claims": 4,
        "coverage": 18,
    }  # fmt: skip
    assert "steps" not in few, "no event has the CSTO as actor in January"


# The choice in words


@pytest.mark.parametrize(
    ("chosen", "named", "said"),
    [
        (ARTICLES, "qantar-map-2022-09-30", "all 5 articles"),
        (["SCMP"], "qantar-map-SCMP-2022-09-30", "SCMP"),
        (["SCMP", "RFERL"], "qantar-map-SCMP-RFERL-2022-09-30", "SCMP and RFE/RL"),
        ([], "qantar-map-none-2022-09-30", ""),
    ],
)
def test_a_file_s_name_says_what_it_shows_of_which_articles_on_which_day(chosen, named, said):
    assert cards.file_name("map", choice(chosen)) == named
    assert choice(chosen).words() == said


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_every_file_of_a_choice_has_another_name_that_every_system_takes(made, chosen):
    names = [cards.file_name(card.name, choice(chosen)) for card in made(chosen)]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9-]+", name)
        assert {key for key in ARTICLES if f"-{key}-" in name} == (set(chosen) if chosen != ARTICLES else set())


# Who is credited


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_each_row_has_exactly_the_chosen_sources_of_its_facts(tables, kept, made, chosen):
    said = {fact: set(part["source"]) & set(chosen) for fact, part in tables["evidence"].groupby("fact", sort=False)}
    for card in made(chosen):
        who = cards.by(card, kept(chosen))
        if card.key == "source":
            assert who == [[source] for source in card.rows["source"]]
            continue
        assert [set(one) for one in who] == [set().union(*(said[fact] for fact in facts)) for facts in behind(card)]
        assert all(who), "no row without a source"
        assert all(one == [key for key in ARTICLES if key in one] for one in who), "in the order of the file"


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_a_credit_names_exactly_the_sources_behind_the_rows_the_filter_and_the_day(tables, kept, made, chosen):
    evidence = tables["evidence"]
    for card in made(chosen):
        facts = {fact for one in behind(card) for fact in one}
        named = set(evidence.loc[evidence["fact"].isin(facts), "source"]) & set(chosen)
        if card.key == "source":
            named = set(card.rows["source"])
        who, what, day, ours = cards.credit(card, kept(chosen), choice(chosen)).split(" · ", 3)
        assert who == "Sources: " + ", ".join(style.name(key) for key in ARTICLES if key in named), card.name
        assert what == ("all 5 articles" if chosen == ARTICLES else f"filter: {style.names(chosen)}")
        assert day == "30 September 2022"
        assert "CC BY 4.0" in ours


def test_the_sources_of_the_small_cards(small, some, few):
    assert cards.by(few["days"], some) == [["SCMP"]]
    assert cards.by(few["winners"], some) == [["SCMP", "RFERL"], ["SCMP"]]
    assert cards.by(few["money"], some) == [["SCMP"]] * 3 + [["CEIAS"]]
    assert cards.credit(few["troops"], some, choice(FEW, FEW)).startswith("Sources: SCMP, RFE/RL · all 3 articles ·")
    assert cards.credit(few["fdi"], some, choice(FEW, FEW)).startswith("Sources: SCMP · ")
    alone = sources.keep(small, ["RFERL"])
    card = cards.overview.winners(alone, small)
    assert cards.by(card, alone) == [["RFERL"]], "what only SCMP says isn't credited to it any more"
    assert "SCMP" not in cards.credit(card, alone, choice(["RFERL"], FEW))


@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"], ["CEIAS"]], ids="+".join)
def test_a_picture_s_file_says_what_it_shows(made, kept, chosen):
    for card in made(chosen):
        credit = cards.credit(card, kept(chosen), choice(chosen))
        said = cards.inside(card, credit)
        assert list(said) == ["Title", "Description", "Source", "Copyright"]
        assert said["Title"] == card.title
        assert said["Source"] == credit
        assert "CC BY 4.0" in said["Copyright"]
        assert card.title in said["Description"]
        assert all(line in said["Description"] for line in card.lines[: words.ALT_ROWS])
        # A chunk of PNG ends its keyword with a zero byte, and XML has no place for control characters.
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", "".join(said.values()))


# The rows as CSV


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_a_csv_has_a_row_for_each_fact_and_passage_of_the_chosen_sources(tables, files, chosen):
    evidence = tables["evidence"][tables["evidence"]["source"].isin(chosen)]
    said = {fact: set(zip(part["source"], part["quote"], strict=True)) for fact, part in evidence.groupby("fact")}
    for card, data in files(chosen):
        if card.key == "source":
            continue
        found = rows(data)
        key = "fact" if "facts" in card.rows else card.key
        expected = [(fact, *passage) for facts in behind(card) for fact in facts for passage in said[fact]]
        assert sorted((row[key], row["source"], row["quote"].removeprefix("'")) for row in found) == sorted(expected), (
            card.name
        )


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_a_csv_opens_right_in_a_spreadsheet(files, chosen):
    for card, data in files(chosen):
        assert data.startswith(b"\xef\xbb\xbf"), "else its letters would be taken for another alphabet's"
        assert data.count(b"\xef\xbb\xbf") == 1
        assert b"\r" not in data
        for row in rows(data):
            for column, cell in row.items():
                assert cell not in ("nan", "NaN", "None", "NaT", "<NA>"), column
                assert not re.match(r"[=+@\t]", cell), column
                if column in ("start", "end", "published", "as_of"):
                    assert DATE.fullmatch(cell) or (cell == "" and column != "published"), (card.name, column, cell)


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_every_row_of_a_csv_carries_its_citation(tables, files, chosen):
    about = {row.source: row for row in tables["sources"].itertuples()}
    for card, data in files(chosen):
        found = rows(data)
        assert {row["source"] for row in found} <= set(chosen)
        for row in found:
            source = about[row["source"]]
            assert (row["source_title"], row["publisher"], row["authors"]) == (
                source.title, source.publisher, source.authors,
            )  # fmt: skip
            assert row["published"] == f"{source.published:%Y-%m-%d}"
            assert row["published_precision"] == source.published_precision
            if card.key == "source":
                assert row["url"] == source.url
            elif source.url:
                assert row["link"] == sources.passage_link(source.url, row["quote"].removeprefix("'"))
            else:
                assert row["link"] == ""


@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP", "RFERL"]], ids="+".join)
def test_the_numbers_of_a_csv_are_those_drawn(files, chosen):
    for card, data in files(chosen):
        found = rows(data)
        assert "mark" not in found[0], "a colour's key says nothing to a reader"
        for column in ("value", "low", "high", "speakers", "claims", "events", "facts"):
            if column not in found[0] or card.rows[column].dtype == "str":
                continue
            drawn = {float(n) for n in card.rows[column].dropna()}
            assert {float(row[column]) for row in found if row[column]} == drawn, (card.name, column)


def test_a_csv_counted_by_hand(some, few):
    found = rows(cards.csv(few["winners"], some))
    assert [(row["country"], row["outcome"], row["fact"], row["source"]) for row in found] == [
        ("china", "loss", "cl-loses", "RFERL"),
        ("china", "loss", "cl-loses", "SCMP"),
        ("russia", "gain", "cl-gains", "SCMP"),
    ]
    assert found[1] == {
        "country": "china", "outcome": "loss", "speakers": "1", "claims": "1", "fact": "cl-loses", "source": "SCMP",
        "paragraph": "5", "quote": "China loses influence, a rift", "authors": "Ann Lee",
        "source_title": "Who benefits", "publisher": "The Post", "published": "2022-01-16",
        "published_precision": "day",
        "link": "https://example.org/post#:~:text=China%20loses%20influence%2C%20a%20rift",
    }  # fmt: skip
    (row,) = rows(cards.csv(few["days"], some))
    assert (row["id"], row["start"], row["paragraph"]) == ("ev-request", "2022-01-05", "1")
    assert [(row["id"], row["source"]) for row in rows(cards.csv(few["january"], some))] == [
        ("ev-request", "SCMP"),
        ("ev-riots", "SCMP"),
        ("ev-riots", "RFERL"),
    ]
    (undated,) = rows(cards.csv(few["undated"], some))
    assert (undated["start"], undated["end"], undated["source"]) == ("", "", "RFERL")
    counts = rows(cards.csv(few["coverage"], some))
    assert {(row["table"], row["facts"], row["url"]) for row in counts if row["source"] == "SCMP"} == {
        (table, n, "https://example.org/post")
        for table, n in [("events", "2"), ("troops", "1"), ("investment", "3"), ("claims", "2"), ("actors", "3"),
                         ("places", "2")]
    }  # fmt: skip
    assert {row["url"] for row in counts if row["source"] == "CEIAS"} == {""}


def test_a_row_of_several_facts_is_repeated_for_each_with_each_of_its_passages(small):
    claims = small["claims"]
    twice = pd.concat([claims, claims[claims["id"] == "cl-gains"].assign(id="cl-again")], ignore_index=True)
    evidence = small["evidence"]
    more = evidence[evidence["fact"] == "cl-gains"].assign(fact="cl-again")
    other = more.assign(source="RFERL", quote="said so elsewhere")
    tables = dict(small, claims=twice, evidence=pd.concat([evidence, more, other], ignore_index=True))
    card = cards.positions.positions(tables, tables)
    found = [row for row in rows(cards.csv(card, tables)) if row["question"] == "russia" and row["answer"] == "gain"]
    assert [(row["fact"], row["source"]) for row in found] == [
        ("cl-gains", "SCMP"),
        ("cl-again", "SCMP"),
        ("cl-again", "RFERL"),
    ]
    assert {row["claims"] for row in found} == {"2"}
    assert "facts" not in found[0]
    assert "sources" not in found[0]


def planted(small: dict, formula: str) -> dict:
    """Return the small tables with a formula in every text that is free."""
    free = {
        "events": ["title", "detail"], "claims": ["claim", "label"], "troops": ["stated", "label"],
        "investment": ["stated", "label"], "quantities": ["stated", "label"], "places": ["name", "label"],
        "evidence": ["quote"], "sources": ["title", "publisher", "authors"],
    }  # fmt: skip
    return small | {name: small[name].assign(**dict.fromkeys(columns, formula)) for name, columns in free.items()}


@pytest.mark.parametrize("sign", ["=", "-", "@"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(small, sign):
    tables = planted(small, f"{sign}1+1")
    defused = 0
    for card in filter(None, (make(tables, tables) for page in cards.PAGES.values() for make in page)):
        found = rows(cards.csv(card, tables))
        assert {row["source_title"] for row in found} == {f"'{sign}1+1"}
        for row in found:
            assert not any(cell.startswith(sign) for cell in row.values()), card.name
            defused += sum(cell.startswith(f"'{sign}") for cell in row.values())
    assert defused > 100
