"""The cards of every page under every choice: who is credited, and what is taken away."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from qantar import themes
from qantar.charts import words
from qantar.facts import sources
from qantar.facts import words as facts_words
from qantar.themes.disagreements import rows as disagreements_rows
from qantar.themes.overview import cards as overview_cards
from qantar.themes.positions import cards as positions_cards

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [ARTICLES, *[[key] for key in ARTICLES], ["Diplomat", "SCMP"], ["Bedfellows", "CEIAS"], ["SCMP", "RFERL"]]
IDS = ["all", *["+".join(chosen) for chosen in CHOICES[1:]]]
FEW = ["SCMP", "CEIAS", "RFERL"]
DAY = dt.date(2022, 9, 30)
PAGES = {
    "": ["days", "winners"],
    "timeline": ["moments", "january", "around", "undated"],
    "intervention": ["troops", "contingents", "shares", "deployments", "steps", "airlift", "elsewhere", "near-ukraine",
                     "casualties", "deaths-by-place", "intervention-numbers"],
    "investment": ["fdi", "region", "measures", "project-list", "stocks", "flows", "trade", "size", "projects",
                   "economy-numbers"],
    "map": ["map"],
    "positions": ["positions", "likeness", "claims"],
    "disagreements": ["corrections", "who", "tensions", "differences", "side-by-side", "ledger"],
    "alliances": ["belonging", "reshuffle", "support", "contacts", "blame", "leads"],
    "sources": ["coverage"],
}  # fmt: skip
NAMES = [name for names in PAGES.values() for name in names]
ALONE = [
    "contingents",
    "deployments",
    "airlift",
    "elsewhere",
    "casualties",
    "deaths-by-place",
    "stocks",
    "flows",
    "trade",
    "size",
    "projects",
]
"""The cards that only reference data fills."""
BESIDE = [name for page in PAGES for name in PAGES[page] if page not in ("", "positions", "sources")]
"""The cards on the pages where reference data stands beside the articles."""
# Each choice without reference data, and some with it.
VIEWS = [
    *((chosen, False) for chosen in CHOICES),
    *((chosen, True) for chosen in (ARTICLES, ["SCMP"], ["CEIAS"])),
]
VIEW_IDS = [
    f"{'all' if len(chosen) == 5 else '+'.join(chosen)}{'+reference' if more else ''}" for chosen, more in VIEWS
]
EVERY_VIEW = pytest.mark.parametrize(("chosen", "reference"), VIEWS, ids=VIEW_IDS)
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def choice(chosen: list[str], every: list[str] = ARTICLES, reference: bool = True) -> themes.Choice:
    return themes.Choice(chosen, every, DAY, reference)


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file, read as a spreadsheet reads them."""
    text = data.decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found = list(reader)
    assert all(None not in row and None not in row.values() for row in found), "a row is longer or shorter"
    assert len(set(reader.fieldnames)) == len(reader.fieldnames)
    return found


def behind(card: themes.Card) -> list[list[str]]:
    """Return for each row of a card its facts; those of a count by source aren't named."""
    column = "facts" if "facts" in card.rows else card.key
    return [] if card.key == "source" else [cell.split("|") for cell in card.rows[column]]


@pytest.fixture(scope="session")
def files(filtered, made) -> Callable[..., list[tuple[themes.Card, bytes]]]:
    """The CSV of each card under a choice of articles; each choice is written once."""
    once = functools.cache(
        lambda chosen, reference: [
            (card, themes.csv(card, filtered(chosen, reference))) for card in made(chosen, reference)
        ]
    )
    return lambda chosen, reference=False: once(tuple(chosen), reference)


def receipts(whole: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What supports facts, and relations: of those the passages of their fact by the sources named for them."""
    evidence, shown = whole["evidence"], whole["relations"]
    more = [
        evidence[(evidence["fact"] == row.fact) & evidence["source"].isin(row.sources.split("|"))].assign(fact=row.id)
        for row in shown.itertuples()
    ]
    return pd.concat([evidence, *more])


@pytest.fixture(scope="module")
def passages(whole) -> Callable[..., dict[str, set[tuple[str, str]]]]:
    """What supports each fact under a choice of articles: source and quote, worked out from the evidence."""

    def of(chosen: list[str], reference: bool) -> dict[str, set[tuple[str, str]]]:
        tier = whole["sources"].set_index("source")["tier"]
        here = set(chosen) | (set(tier.index[tier == "reference"]) if reference else set())
        evidence = receipts(whole)
        evidence = evidence[evidence["source"].isin(here)]
        return {
            fact: set(zip(part["source"], part["quote"], strict=True))
            for fact, part in evidence.groupby("fact", sort=False)
        }

    return of


@pytest.fixture(scope="module")
def some(small) -> dict[str, pd.DataFrame]:
    """What the three small articles support."""
    return sources.keep(small, FEW)


@pytest.fixture(scope="module")
def few(small, some) -> dict[str, themes.Card]:
    """The cards of the small tables by name."""
    made = [make(some, small) for page in themes.PAGES.values() for make in page]
    return {card.name: card for card in made if card}


# The cards


@pytest.mark.parametrize(("chosen", "reference"), [(ARTICLES, False), (ARTICLES, True), (["SCMP"], False)])
def test_a_picture_says_what_of_it_is_contested(made, filtered, chosen, reference):
    tables, contested = filtered(chosen, reference), 0
    for card in made(chosen, reference):
        titles = list(themes.contested(card, tables)["title"])
        said = themes.how_to_read(card, tables)
        assert said.startswith(card.subtitle)
        added = said.removeprefix(card.subtitle)
        assert ("Contested: " in added) == bool(titles)
        assert [title in added for title in titles] == [n < themes.NAMED for n in range(len(titles))]
        assert (f"and {len(titles) - themes.NAMED} more" in added) == (len(titles) > themes.NAMED)
        contested += bool(titles)
    assert contested


def test_what_cannot_be_true_is_named_before_what_is_only_in_tension(made, filtered):
    for card in made(ARTICLES, True):
        sharp = list(themes.contested(card, filtered(ARTICLES, True))["verdict"].isin(["error", "contradiction"]))
        assert sharp == sorted(sharp, reverse=True)


def test_every_card_has_a_name_of_its_own(made):
    assert [card.name for card in made(ARTICLES, True)] == NAMES
    assert len(set(NAMES)) == len(NAMES)
    assert list(themes.PAGES) == list(PAGES)
    assert {path: len(makers) for path, makers in themes.PAGES.items()} == {path: len(PAGES[path]) for path in PAGES}


def test_without_reference_data_the_cards_are_those_of_which_an_article_speaks(made):
    assert [card.name for card in made(ARTICLES)] == [name for name in NAMES if name not in ALONE]


def test_reference_data_stands_on_five_pages(made):
    for card in made(ARTICLES, True):
        if card.name in ALONE:
            assert card.name in BESIDE


def test_a_name_can_stand_in_an_address_and_in_a_file_s_name():
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in NAMES)


@EVERY_VIEW
def test_no_card_is_empty(made, chosen, reference):
    for card in made(chosen, reference):
        assert len(card.rows) > 0
        assert len(card.lines) == len(card.rows)
        assert all(card.lines)
        assert card.title
        assert card.subtitle
        assert card.key in card.rows


@EVERY_VIEW
def test_titles_and_lines_hold_no_key_and_nothing_that_is_missing(made, chosen, reference):
    """A country or a place keeps its name, whichever articles are chosen."""
    for card in made(chosen, reference):
        for text in (card.title, *card.lines):
            assert not re.search(r"\bnan\b|NaT|None\b|<NA>|\b(?:ac|pl|ref|inv|qt|tr)-[a-z]", text), (card.name, text)
        assert len(card.title) < 180
        assert card.title == card.title.strip(" :;")


def test_a_card_with_nothing_to_show_is_none(tables, filtered):
    nothing = filtered([])
    assert {make(nothing, tables) for page in themes.PAGES.values() for make in page} == {None}


def test_what_is_silent_on_a_theme_has_no_card(made):
    absent = {key: [name for name in NAMES if name not in {card.name for card in made([key])}] for key in ARTICLES}
    assert absent["SCMP"] == [name for name in NAMES if name in (*ALONE, "shares", "reshuffle", "contacts", "blame")]
    assert "days" in absent["CEIAS"], "it dates no event of January to a day"
    assert {"troops", "fdi", "measures", "project-list"} <= set(absent["CEIAS"])
    assert {"fdi", "near-ukraine"} <= set(absent["RFERL"])
    assert all(set(ALONE) <= set(names) for names in absent.values())


# Every article is chosen alone and with the others; what is drawn of one doesn't depend on the rest.
DRAWN = [
    *((chosen, False) for chosen in CHOICES[1:6]),
    *((chosen, True) for chosen in (["SCMP"], ["CEIAS"])),
]


@pytest.mark.parametrize(
    ("chosen", "reference"), DRAWN, ids=[f"{c[0]}{'+reference' if more else ''}" for c, more in DRAWN]
)
def test_every_chart_draws_something(made, chosen, reference):
    for card in made(chosen, reference):
        if card.draw and card.name != "map":
            drawn = card.draw(*card.arguments)
            assert any(x is not None for trace in drawn.data for x in trace.x), card.name


@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"], ["CEIAS"], []], ids=["all", "SCMP", "CEIAS", "none"])
def test_with_reference_data_the_pages_of_numbers_are_full_whichever_articles_are_chosen(made, chosen):
    names = {card.name for card in made(chosen, True)}
    assert set(ALONE) <= names
    assert {"troops", "near-ukraine", "region", "measures", "project-list", "shares"} <= names


# Reference data beside the articles


def facts(shown: list[themes.Card], names: list[str] = NAMES) -> dict[str, set[str]]:
    """Return the facts behind each card by the card's name."""
    return {card.name: {fact for one in behind(card) for fact in one} for card in shown if card.name in names}


@pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
def test_without_reference_data_only_what_the_articles_say_is_shown(made, filtered, whole, files, chosen):
    evidence = receipts(whole)
    own = set(evidence.loc[evidence["source"].isin(chosen), "fact"])
    for name, shown in facts(made(chosen)).items():
        assert shown <= own, name
    for card, data in files(chosen):
        assert facts_words.REFERENCE not in ",".join(row["source"] for row in rows(data)), card.name
        line = themes.credit(card, filtered(chosen), choice(chosen, reference=False))
        assert "reference data:" not in line
        assert "reference data off" in line


@pytest.mark.parametrize("chosen", [chosen for chosen, reference in VIEWS if reference], ids="+".join)
def test_reference_data_takes_nothing_of_the_articles_away(made, filtered, whole, chosen):
    alone, beside = facts(made(chosen)), facts(made(chosen, True))
    assert set(alone) <= set(beside)
    assert {name: shown - beside[name] for name, shown in alone.items() if not shown <= beside[name]} == {}
    evidence = receipts(whole)
    own = set(evidence.loc[evidence["source"].isin(chosen), "fact"])
    for name in set(alone) - {"who", "ledger"}:
        assert beside[name] & own == alone[name], f"{name} shows other facts of the articles than before"


@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"]], ids=["all", "SCMP"])
def test_the_other_pages_are_the_same_with_and_without_reference_data(made, filtered, chosen):
    for alone, beside in zip(
        *([card for card in made(chosen, more) if card.name not in BESIDE] for more in (False, True)), strict=True
    ):
        assert (alone.name, alone.title, list(alone.lines)) == (beside.name, beside.title, list(beside.lines))
        assert themes.by(alone, filtered(chosen)) == themes.by(beside, filtered(chosen, True))
        assert themes.csv(alone, filtered(chosen)) == themes.csv(beside, filtered(chosen, True))


@EVERY_VIEW
def test_no_number_is_made_of_two(made, whole, chosen, reference):
    """A row has one fact and that fact's number, but for shares of GDP, which say that they are computed."""
    known = pd.concat([whole[name] for name in ("troops", "investment", "quantities", "projects")]).set_index("id")
    for card in made(chosen, reference):
        if card.name not in BESIDE or card.name in (
            "size",
            "deployments",
            "steps",
            "map",
            *PAGES["disagreements"],
            *PAGES["alliances"],
        ):
            continue
        assert card.rows[card.key].is_unique
        for row in card.rows.to_dict("records"):
            for column in ("value", "low", "high"):
                said, shown = known.at[row[card.key], column], row[column]
                assert (pd.isna(said) and pd.isna(shown)) or said == shown, (card.name, row[card.key])


@pytest.fixture(scope="module")
def drawn(made) -> dict[str, list[str]]:
    """The fact keys of the marks of each chart beside the articles, with all articles and reference data."""
    found = {}
    for card in made(ARTICLES, True):
        if card.draw and card.name in BESIDE and card.name != "map":
            data = [trace.customdata for trace in card.draw(*card.arguments).data if trace.customdata is not None]
            found[card.name] = [row[0] for part in data for row in part]
    return found


def apart(keys: Iterable[str]) -> set[str]:
    """Return the single keys of cells that may hold several."""
    return {key for cell in keys for key in cell.split("|")} - {""}


def test_a_chart_computes_nothing_but_what_it_says_is_computed(made, drawn, whole):
    """The deaths without a place are the only mark without facts of its own; shares of GDP name both of theirs."""
    known = facts(made(ARTICLES, True), BESIDE)
    # A mark of who disagrees with whom stands for entries of the ledger.
    known["who"] = set(whole["contradictions"]["id"])
    computed = {name: [key for key in keys if not set(key.split("|")) <= known[name]] for name, keys in drawn.items()}
    assert {name: keys for name, keys in computed.items() if keys} == {"deaths-by-place": [""]}


def test_every_row_of_a_chart_is_drawn_or_has_no_bound(made, drawn):
    """What has no bound is in the list of rows alone. The growth of investment has marks without keys."""
    assert len(drawn) > 10
    for card in made(ARTICLES, True):
        if card.name in drawn and card.name != "fdi":
            bounded = card.rows
            if "value" in bounded:
                bounded = bounded[bounded[["value", "low", "high"]].notna().any(axis=1)]
            assert apart(bounded[card.key]) == apart(drawn[card.name]), card.name


def test_the_small_tables_make_these_cards(few):
    sizes = {name: len(card.rows) for name, card in few.items()}
    assert sizes == {
        "days": 1,  # the request; the riots lasted for days
        "winners": 2,  # Russia gains, China loses; who hedges or rejects doesn't count
        "january": 2, "background": 1, "undated": 1, "troops": 2, "intervention-numbers": 2, "fdi": 3,
        "economy-numbers": 2,  # the border, and the sum that no chart draws
        "map": 2,  # Almaty and Kazakhstan; nothing happened in Astana
        "positions": 5,  # Anna: gains, loses, closer; Boris: loses, rift
        "claims": 4,
        "who": 3,  # SCMP with itself; SCMP and RFERL: one that can't be true, three that may hold
        "side-by-side": 2,  # two answers on soldiers; the riots are of another theme
        "ledger": 5,
        "leads": 1,  # Russia leads the CSTO
        "support": 1,
        "coverage": 18,
    }  # fmt: skip
    assert "likeness" not in few, "both speak of the ties, and of nothing else in common"
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
    assert themes.file_name("map", choice(chosen)) == named
    assert choice(chosen).words() == said
    off = choice(chosen, reference=False)
    assert themes.file_name("map", off) == named.replace("-2022-", "-articles-only-2022-")
    assert off.words() == f"{said}, reference data off"


@EVERY_VIEW
def test_every_file_of_a_choice_has_another_name_that_every_system_takes(made, chosen, reference):
    names = [themes.file_name(card.name, choice(chosen, reference=reference)) for card in made(chosen, reference)]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9-]+", name)
        assert ("-articles-only-" in name) == (not reference)
        assert {key for key in ARTICLES if f"-{key}-" in name} == (set(chosen) if chosen != ARTICLES else set())


# Who is credited


@EVERY_VIEW
def test_each_row_has_exactly_the_chosen_sources_of_its_facts(whole, filtered, made, passages, chosen, reference):
    said = {fact: {source for source, _ in part} for fact, part in passages(chosen, reference).items()}
    order = list(whole["sources"]["source"])
    for card in made(chosen, reference):
        who = themes.by(card, filtered(chosen, reference))
        if card.key == "source":
            assert who == [[source] for source in card.rows["source"]]
            continue
        assert [set(one) for one in who] == [set().union(*(said[fact] for fact in facts)) for facts in behind(card)]
        assert all(who), "no row without a source"
        assert all(one == sorted(one, key=order.index) for one in who), "in the order of the file"


@EVERY_VIEW
def test_a_credit_names_exactly_the_sources_behind_the_rows_the_filter_and_the_day(
    whole, filtered, made, passages, chosen, reference
):
    said, about = passages(chosen, reference), whole["sources"].set_index("source")
    for card in made(chosen, reference):
        pairs = [{source for fact in facts for source, _ in said[fact]} for facts in behind(card)]
        named = set(card.rows["source"]) if card.key == "source" else set().union(*pairs)
        articles = ", ".join(facts_words.name(key) for key in ARTICLES if key in named)
        rows_of = Counter(about.at[key, "publisher"] for one in pairs for key in one if key not in ARTICLES)
        # Those behind most rows come first, and four are named.
        publishers = [name for name, _ in sorted(rows_of.items(), key=lambda pair: (-pair[1], pair[0]))]
        line = themes.credit(card, filtered(chosen, reference), choice(chosen, reference=reference))
        who, what, *switch, day, ours = line.removeprefix("Sources: ").split(" · ")
        ours = f"{day} · {ours}" if not ours.startswith("Qantar") else ours
        parts = [articles] if articles else []
        if publishers:
            rest = len(publishers) - 4
            more = f" and {rest} more publisher{'s' if rest > 1 else ''} (in the CSV)" if rest > 0 else ""
            parts.append(f"reference data: {', '.join(publishers[:4])}{more}")
        assert who == "; ".join(parts), card.name
        assert what == ("all 5 articles" if chosen == ARTICLES else f"filter: {facts_words.names(chosen)}")
        assert switch == ([] if reference else ["reference data off"])
        assert day == "30 September 2022"
        assert "CC BY 4.0" in ours


def test_some_credits_name_more_publishers_than_fit_and_some_only_reference_data(filtered, made):
    """Else the rule above would say nothing of either."""
    lines = {
        card.name: themes.credit(card, filtered(ARTICLES, True), choice(ARTICLES)) for card in made(ARTICLES, True)
    }
    assert re.search(r"reference data: .+ and 1[0-9] more publishers \(in the CSV\) · all 5 articles", lines["troops"])
    assert lines["troops"].startswith("Sources: SCMP, RFE/RL; reference data: ")
    assert lines["casualties"].startswith("Sources: reference data: ")
    assert "more publisher" not in lines["deaths-by-place"]
    assert "reference data" not in lines["steps"]


def test_every_publisher_that_a_credit_does_not_name_is_in_the_csv(whole, made, files):
    about = whole["sources"].set_index("source")["publisher"]
    for card, data in files(ARTICLES, True):
        if card.name in BESIDE:
            said = {fact for one in behind(card) for fact in one}
            evidence = receipts(whole)
            expected = set(evidence.loc[evidence["fact"].isin(said), "source"].map(about))
            assert {row["publisher"].removeprefix("'") for row in rows(data)} == expected, card.name


def test_the_sources_of_the_small_cards(small, some, few):
    assert themes.by(few["days"], some) == [["SCMP"]]
    assert themes.by(few["winners"], some) == [["SCMP", "RFERL"], ["SCMP"]]
    assert themes.by(few["fdi"], some) == [["SCMP"]] * 3
    assert themes.by(few["economy-numbers"], some) == [["CEIAS"]] * 2
    assert themes.credit(few["troops"], some, choice(FEW, FEW)).startswith("Sources: SCMP, RFE/RL · all 3 articles ·")
    assert themes.credit(few["fdi"], some, choice(FEW, FEW)).startswith("Sources: SCMP · ")
    alone = sources.keep(small, ["RFERL"])
    card = overview_cards.winners(alone, small)
    assert themes.by(card, alone) == [["RFERL"]], "what only SCMP says isn't credited to it any more"
    assert "SCMP" not in themes.credit(card, alone, choice(["RFERL"], FEW))


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP"], ["CEIAS"]], ids="+".join)
def test_a_picture_s_file_says_what_it_shows(made, filtered, chosen, reference):
    for card in made(chosen, reference):
        credit = themes.credit(card, filtered(chosen, reference), choice(chosen, reference=reference))
        said = themes.inside(card, credit)
        assert list(said) == ["Title", "Description", "Source", "Copyright"]
        assert said["Title"] == card.title
        assert said["Source"] == credit
        assert "CC BY 4.0" in said["Copyright"]
        assert card.title in said["Description"]
        assert all(line in said["Description"] for line in card.lines[: words.ALT_ROWS])
        # A chunk of PNG ends its keyword with a zero byte, and XML has no place for control characters.
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", "".join(said.values()))


# The rows as CSV


@EVERY_VIEW
def test_a_csv_has_a_row_for_each_fact_and_passage_of_the_chosen_sources(passages, files, chosen, reference):
    said = passages(chosen, reference)
    for card, data in files(chosen, reference):
        if card.key == "source":
            continue
        found = rows(data)
        key = "fact" if "facts" in card.rows else card.key
        expected = [(fact, *passage) for facts in behind(card) for fact in facts for passage in said[fact]]
        assert sorted((row[key], row["source"], row["quote"].removeprefix("'")) for row in found) == sorted(expected), (
            card.name
        )


@EVERY_VIEW
def test_a_csv_opens_right_in_a_spreadsheet(files, chosen, reference):
    for card, data in files(chosen, reference):
        assert data.startswith(b"\xef\xbb\xbf"), "else its letters would be taken for another alphabet's"
        assert data.count(b"\xef\xbb\xbf") == 1
        assert b"\r" not in data
        for row in rows(data):
            for column, cell in row.items():
                assert cell not in ("nan", "NaN", "None", "NaT", "<NA>"), column
                assert not re.match(r"[=+@\t]", cell), column
                if column in ("start", "end", "published", "as_of", "stated_on"):
                    known = column != "published" or row["published_precision"] != "unknown"
                    assert DATE.fullmatch(cell) or (cell == "" and not (column == "published" and known)), (
                        card.name, column, cell,
                    )  # fmt: skip


@EVERY_VIEW
def test_every_row_of_a_csv_carries_its_citation(whole, files, chosen, reference):
    about = {row.source: row for row in whole["sources"].itertuples()}
    for card, data in files(chosen, reference):
        found = rows(data)
        assert {row["source"] for row in found if about[row["source"]].tier == "article"} <= set(chosen)
        for row in found:
            source = about[row["source"]]
            assert (row["source_title"], row["publisher"], row["authors"]) == (
                source.title, source.publisher, source.authors,
            )  # fmt: skip
            assert row["published"] == ("" if pd.isna(source.published) else f"{source.published:%Y-%m-%d}")
            assert row["published_precision"] == source.published_precision
            if card.key == "source":
                assert row["url"] == source.url
            elif source.url:
                assert row["link"] == sources.passage_link(source.url, row["quote"].removeprefix("'"))
            else:
                assert row["link"] == ""


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("chosen", [ARTICLES, ["SCMP", "RFERL"]], ids="+".join)
def test_the_numbers_of_a_csv_are_those_drawn(files, chosen, reference):
    for card, data in files(chosen, reference):
        found = rows(data)
        assert "mark" not in found[0], "a colour's key says nothing to a reader"
        for column in ("value", "low", "high", "share", "speakers", "claims", "events", "facts"):
            if column not in found[0] or card.rows[column].dtype == "str":
                continue
            drawn = {float(n) for n in card.rows[column].dropna()}
            written = {float(row[column]) for row in found if row[column]}
            assert sorted(written) == pytest.approx(sorted(drawn)), (card.name, column)


def test_a_csv_counted_by_hand(some, few):
    found = rows(themes.csv(few["winners"], some))
    assert [(row["country"], row["outcome"], row["fact"], row["source"]) for row in found] == [
        ("china", "loss", "cl-loses", "RFERL"),
        ("china", "loss", "cl-loses", "SCMP"),
        ("russia", "gain", "cl-gains", "SCMP"),
    ]
    assert found[1] == {
        "country": "china", "outcome": "loss", "speakers": "1", "claims": "1", "fact": "cl-loses", "source": "SCMP",
        "paragraph": "5", "quote": "China loses influence, a rift", "translation": "", "authors": "Ann Lee",
        "source_title": "Who benefits", "publisher": "The Post", "published": "2022-01-16",
        "published_precision": "day",
        "link": "https://example.org/post#:~:text=China%20loses%20influence%2C%20a%20rift",
    }  # fmt: skip
    (row,) = rows(themes.csv(few["days"], some))
    assert (row["id"], row["start"], row["paragraph"]) == ("ev-request", "2022-01-05", "1")
    assert [(row["id"], row["source"]) for row in rows(themes.csv(few["january"], some))] == [
        ("ev-request", "SCMP"),
        ("ev-riots", "SCMP"),
        ("ev-riots", "RFERL"),
    ]
    (undated,) = rows(themes.csv(few["undated"], some))
    assert (undated["start"], undated["end"], undated["source"]) == ("", "", "RFERL")
    counts = rows(themes.csv(few["coverage"], some))
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
    card = positions_cards.positions(tables, tables)
    found = [row for row in rows(themes.csv(card, tables)) if row["question"] == "russia" and row["answer"] == "gain"]
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
    for card in filter(None, (make(tables, tables) for page in themes.PAGES.values() for make in page)):
        found = rows(themes.csv(card, tables))
        assert {row["source_title"] for row in found} == {f"'{sign}1+1"}
        for row in found:
            assert not any(cell.startswith(sign) for cell in row.values()), card.name
            defused += sum(cell.startswith(f"'{sign}") for cell in row.values())
    assert defused > 100


def test_every_number_and_project_of_reference_data_stands_in_a_card(whole, made):
    shown = {fact for card in made(ARTICLES, True) for facts in behind(card) for fact in facts}
    # The card of things side by side shows one theme after another.
    shown |= set(disagreements_rows.side_by_side(whole)["fact"])
    for name in ("troops", "investment", "quantities", "projects"):
        facts = [fact for fact in whole[name]["id"] if "-ref-" in fact or fact.startswith("pr-")]
        assert facts
        assert set(facts) <= shown, name
