"""What stands on the map, counted by hand, and rules that hold for every choice of articles."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

import by_hand
import pandas as pd
import pytest

from qantar.facts import labels, words
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import legends as map_legends
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols
from qantar.themes.map import titles as map_titles

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CASES = [(["SCMP"], False), (["RFERL"], False), (ARTICLES, False), ([], True), (["Diplomat"], True), (ARTICLES, True)]
EVERY = pytest.mark.parametrize(
    ("chosen", "reference"),
    CASES,
    ids=["+".join(chosen) + ("+ref" if more else "") or "none" for chosen, more in CASES],
)
ALL = tuple(map_rows.LAYERS)
OTHER = map_rows.KINDS["background"]
LETTERS = {map_rows.OVER: "o", map_rows.NOT_YET: ".", map_rows.PERHAPS: "?", map_rows.THAT_DAY: "x"}
ALWAYS = "x" * 21
DEAD = {"theme": "casualties", "measure": "deaths", "standing": "stands", "as_of": "2022-03-01", "by": "ref-late"}


def day(first: int, last: int | None = None) -> dict[str, str]:
    """Return the cells of a time in January 2022."""
    return {"start": f"2022-01-{first:02}", "end": f"2022-01-{last or first:02}"}


@pytest.fixture(scope="module")
def hand(tmp_path_factory) -> dict[str, pd.DataFrame]:
    """A few facts at a few places. Not to be changed."""
    at = {"pl-almaty": ("43.25", "76.9"), "pl-taraz": ("42.9", "71.4"), "pl-kazakhstan": ("48", "67")}
    return by_hand.tables(
        tmp_path_factory.mktemp("marks"),
        places=[
            {"place": "pl-almaty", "name": "Almaty", "lat": at["pl-almaty"][0], "lon": at["pl-almaty"][1]},
            {"place": "pl-taraz", "name": "Taraz", "lat": at["pl-taraz"][0], "lon": at["pl-taraz"][1]},
            {"place": "pl-kazakhstan", "name": "Kazakhstan", "kind": "country", "precision": "country",
             "lat": at["pl-kazakhstan"][0], "lon": at["pl-kazakhstan"][1]},
            {"place": "pl-square", "name": "Square, Almaty", "kind": "site", "precision": "site", "lat": "43.24",
             "lon": "76.95",
             "within": "pl-almaty"},
            {"place": "pl-house", "name": "House, Almaty", "kind": "site", "lat": "43.25", "lon": "76.9",
             "within": "pl-almaty"},
            {"place": "pl-port", "name": "Port, Almaty", "kind": "airfield", "precision": "airfield", "lat": "43.35",
             "lon": "77.04",
             "within": "pl-almaty"},
            {"place": "pl-dacha", "name": "Dacha, Taraz", "kind": "site", "precision": "approximate", "lat": "42.8",
             "lon": "71.3",
             "within": "pl-taraz"},
            {"place": "pl-field", "name": "Field", "kind": "airfield", "precision": "airfield", "lat": "55.9",
             "lon": "38"},
            {"place": "pl-gate", "name": "Gate border crossing", "kind": "crossing", "precision": "approximate",
             "lat": "44.2",
             "lon": "80.4", "by": "ref-late"},
            {"place": "pl-steppe", "name": "Steppe", "kind": "area", "precision": "approximate"},
        ],
        events=[
            {"id": "ev-protest", "form": "protest", "place": "pl-taraz", **day(4), "by": "SCMP"},
            {"id": "ev-tents", "form": "protest", "place": "pl-taraz", **day(2, 5), "precision": "span",
             "extent": "lasting",
             "by": "ref-late"},
            {"id": "ev-fire", "form": "violence", "place": "pl-square", **day(5), "extent": "within",
             "by": "ref-early"},
            {"id": "ev-shots", "form": "violence", "place": "pl-house", **day(5, 7), "precision": "span",
             "extent": "within",
             "by": "RFERL"},
            {"id": "ev-order", "form": "order", "place": "pl-almaty", **day(5, 19), "precision": "span",
             "extent": "lasting",
             "by": "SCMP|RFERL"},
            {"id": "ev-word", "place": "pl-taraz", **day(10), "by": "SCMP"},
            {"id": "ev-eve", "place": "pl-kazakhstan", "start": "2021-12-31", "end": "2022-01-02", "precision": "span",
             "extent": "lasting", "by": "SCMP"},
            {"id": "ev-old", "form": "protest", "place": "pl-taraz", "start": "2019-05-01", "end": "2019-05-01",
             "by": "SCMP"},
            {"id": "ev-after", "form": "meeting", "place": "pl-taraz", "start": "2022-01-21", "end": "2022-01-21",
             "by": "SCMP"},
            {"id": "ev-undated", "form": "call", "place": "pl-dacha", "precision": "undated", "dated_by": "none",
             "by": "RFERL"},
            {"id": "ev-nowhere", "form": "protest", **day(5), "by": "SCMP"},
            {"id": "ev-steppe", "form": "protest", "place": "pl-steppe", **day(5), "by": "SCMP"},
            {"id": "ev-guard", "form": "deployment", "place": "pl-port", **day(9, 12), "precision": "span",
             "extent": "lasting",
             "by": "ref-late"},
            {"id": "ev-flight-armenia", "form": "deployment", "place": "pl-port", "origin": "pl-field", **day(7),
             "actors": "ac-armenia", "by": "ref-late"},
            {"id": "ev-flight-russia", "form": "deployment", "place": "pl-kazakhstan", "origin": "pl-field", **day(6,
             9),
             "precision": "span", "extent": "within", "actors": "ac-russia", "by": "SCMP"},
            {"id": "ev-flight-belarus", "form": "deployment", "place": "pl-kazakhstan", "origin": "pl-field", **day(6),
             "actors": "ac-belarus", "by": "ref-late"},
            {"id": "ev-flight-two", "form": "deployment", "place": "pl-port", "origin": "pl-taraz", **day(8),
             "actors": "ac-csto|ac-tajikistan", "by": "ref-late"},
        ],
        troops=[
            {"id": "tr-armenia", "contributor": "ac-armenia", "value": "100", "as_of": "2022-01-07", "official": "yes",
             "by": "ref-late"},
            {"id": "tr-armenia-said", "contributor": "ac-armenia", "value": "70", "as_of": "2022-01-06", "by": "SCMP"},
            {"id": "tr-russia", "contributor": "ac-russia", "value": "3000", "as_of": "2022-01-07", "by": "SCMP"},
            {"id": "tr-belarus", "contributor": "ac-belarus", "official": "yes", "stated": "a company",
             "by": "ref-late"},
            {"id": "tr-tajikistan", "contributor": "ac-tajikistan", "value": "200", "official": "yes",
             "by": "ref-late"},
        ],
        quantities=[
            {"id": "qt-all", **DEAD, "subject": "pl-kazakhstan", "value": "100"},
            {"id": "qt-almaty", **DEAD, "subject": "pl-almaty", "value": "60"},
            {"id": "qt-almaty-before", **DEAD, "subject": "pl-almaty", "value": "40", "standing": "superseded"},
            {"id": "qt-taraz", **DEAD, "subject": "pl-taraz", "value": "20"},
            {"id": "qt-injured", **DEAD, "subject": "pl-taraz", "measure": "injured", "value": "300"},
        ],
        projects=[
            {"id": "pr-road", "name": "Road", "sector": "road", "place": "pl-taraz", "value": "3.5", "unit": "US$ bn",
             "by": "ref-late"},
            {"id": "pr-rail", "name": "Rail", "sector": "railway", "place": "pl-taraz", "value": "1",
             "unit": "US$ bn", "by": "ref-late"},
            {"id": "pr-cars", "name": "Cars", "sector": "cars", "place": "pl-taraz", "value": "25", "unit": "KZT bn",
             "by": "ref-late"},
            {"id": "pr-oil", "name": "Oil", "sector": "refinery", "place": "pl-almaty", "stated": "", "by": "SCMP"},
            {"id": "pr-nowhere", "name": "Line", "sector": "gas pipeline", "value": "6.7", "unit": "US$ bn",
             "by": "ref-late"},
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def facts(hand) -> pd.DataFrame:
    """The facts of the small tables. Not to be changed."""
    return map_rows.facts(hand)


@pytest.fixture(scope="module")
def facts_of(filtered) -> Callable[..., pd.DataFrame]:
    """What stands on the map under a choice of articles; each is worked out once."""
    once = functools.cache(lambda chosen, reference: map_rows.facts(filtered(chosen, reference)))
    return lambda chosen, reference=False: once(tuple(chosen), reference)


def line(standing: list[int]) -> str:
    """Write a standing as a letter a day, that of all days first."""
    return "".join(LETTERS[state] for state in standing)


def lines(rows: pd.DataFrame, key: str) -> dict[str, str]:
    return {row[key]: line(row["standing"]) for row in rows.to_dict("records")}


# --- facts ---


def test_a_fact_s_kind_is_its_form_its_sector_or_its_table(facts):
    assert dict(zip(facts["fact"], facts["kind"], strict=True)) == {
        "ev-protest": "protest", "ev-tents": "protest", "ev-fire": "violence", "ev-shots": "violence",
        "ev-order": "order",
        "ev-word": "other", "ev-eve": "other",
        "ev-old": "background", "ev-after": "background", "ev-undated": "background",
        "ev-guard": "deployment", "ev-flight-armenia": "deployment", "ev-flight-russia": "deployment",
        "ev-flight-belarus": "deployment", "ev-flight-two": "deployment",
        "qt-almaty": "deaths", "qt-taraz": "deaths",
        "pr-road": "transport", "pr-rail": "transport", "pr-cars": "industry", "pr-oil": "energy",
        "pl-gate": "crossing",
    }  # fmt: skip
    assert facts["fact"].is_unique


def test_a_kind_is_in_one_layer(facts):
    layer = dict(zip(facts["kind"], facts["layer"], strict=True))
    assert layer == {
        "protest": "Unrest", "violence": "Unrest", "order": "Emergency", "other": "Other events",
        "background": OTHER, "deployment": "Troops", "deaths": "Deaths", "transport": "Projects",
        "industry": "Projects", "energy": "Projects", "crossing": "Border",
    }  # fmt: skip
    every = [kind for kinds in map_rows.LAYERS.values() for kind in kinds]
    assert len(every) == len(set(every)) == len(map_rows.NAMES) == len(map_symbols.SHAPES)
    assert set(every) == set(map_rows.NAMES)


def test_the_first_layers_are_those_that_tell_the_story():
    assert map_rows.FIRST_LAYERS == ("Unrest", "Troops", "Deaths") == ALL[:3]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("ev-protest", "x" + "..." + "x" + 16 * "o"),
        ("ev-tents", "x" + "." + "xxxx" + 15 * "o"),
        ("ev-fire", "x" + "...." + "x" + 15 * "o"),  # some time within one day is on that day
        ("ev-shots", "x" + "...." + "???" + 13 * "o"),
        ("ev-order", "x" + "...." + 15 * "x" + "o"),
        ("ev-eve", "x" + "xx" + 18 * "o"),  # it began the year before
        ("ev-flight-russia", "x" + "....." + "????" + 11 * "o"),
    ],
)
def test_a_standing_follows_the_days(facts, fact, expected):
    assert lines(facts, "fact")[fact] == expected


@pytest.mark.parametrize("fact", ["ev-old", "ev-after", "ev-undated", "pr-road", "pr-cars", "pr-oil", "pl-gate"])
def test_what_has_no_day_in_january_stands_on_all(facts, fact):
    assert lines(facts, "fact")[fact] == ALWAYS


def test_a_count_of_deaths_is_of_all_days_together(facts):
    assert lines(facts, "fact")["qt-almaty"] == ALWAYS[0] + "." * 20


def test_deaths_are_those_of_places_and_never_the_country_s(facts):
    rows = facts[facts["kind"] == "deaths"]
    assert set(zip(rows["place"], rows["amount"], rows["title"], strict=True)) == {
        ("pl-almaty", 60, "60 deaths in Almaty"), ("pl-taraz", 20, "20 deaths in Taraz"),
    }  # fmt: skip
    assert set(rows["when"]) == {"count of 1 March 2022"}


def test_only_us_dollars_are_an_amount(facts):
    amount = facts.set_index("fact")["amount"]
    assert amount["pr-road"] == 3.5
    assert pd.isna(amount["pr-cars"]), "25 billion tenge aren't 25 billion dollars"
    assert pd.isna(amount["pr-oil"])
    events = facts[facts["fact"].str.startswith(("ev-", "pl-"))]
    assert events["amount"].isna().all()


def test_a_project_says_its_sum_and_what_the_sum_is(facts):
    text = facts.set_index("fact")["text"]
    assert text["pr-road"] == "Road: US$3.5 bn (cost)"
    assert text["pr-cars"] == "Cars: 25 KZT bn (cost)"
    assert text["pr-oil"] == "Oil: no sum (cost)"


def test_a_site_stands_at_its_city(facts):
    spot = facts.set_index("fact")["spot"]
    assert (spot["ev-fire"], spot["ev-shots"], spot["ev-order"], spot["qt-almaty"]) == ("pl-almaty",) * 4
    assert spot["ev-undated"] == "pl-taraz"
    assert (spot["pl-gate"], spot["ev-eve"]) == ("pl-gate", "pl-kazakhstan")


def test_a_site_whose_city_isn_t_on_the_map_stands_for_itself(hand):
    places = hand["places"]
    found = map_rows.facts(hand | {"places": places[places["place"] != "pl-almaty"]}).set_index("fact")
    assert found.at["ev-fire", "spot"] == "pl-square"
    assert "ev-order" not in found.index


def test_a_fact_names_articles_as_everywhere_and_publishers_of_reference_data(facts):
    who = facts.set_index("fact")["who"]
    assert who["ev-order"] == "SCMP and RFE/RL"
    assert who["ev-tents"] == "The Bank"
    assert facts.set_index("fact").at["ev-order", "sources"] == "SCMP|RFERL"


def test_facts_come_in_the_order_of_their_days(facts):
    dated = facts[facts["start"].notna()]
    assert dated["start"].is_monotonic_increasing
    assert facts["start"].isna().is_monotonic_increasing, "what has no day comes last"


@pytest.mark.parametrize("date", [("2022-01-01", 1), ("2022-01-20", 20), ("2021-12-31", 0), ("2022-02-01", 32)])
def test_days_count_from_the_first_of_january(date):
    assert map_rows.day_of(pd.Timestamp(date[0])) == date[1]


# --- what is seen ---


def test_the_city_s_view_has_the_city_s_facts_at_their_own_sites(facts):
    rows = map_rows.in_view(facts, "Almaty").set_index("fact")
    assert dict(rows["spot"]) == {
        "ev-fire": "pl-square", "ev-shots": "pl-house", "ev-order": "pl-almaty", "ev-guard": "pl-port",
        "ev-flight-armenia": "pl-port", "ev-flight-two": "pl-port", "qt-almaty": "pl-almaty", "pr-oil": "pl-almaty",
    }  # fmt: skip


@pytest.mark.parametrize("view", ["Central Asia", "All places"])
def test_other_views_have_all_facts(facts, view):
    assert map_rows.in_view(facts, view).equals(facts)


def seen(facts: pd.DataFrame, view: str, on: int, *layers: str) -> dict[str, str]:
    rows = map_rows.shown(facts, view, on, layers)
    return dict(zip(rows["fact"], rows["now"], strict=True))


def test_what_is_not_yet_there_isn_t_shown_and_the_rest_says_how_it_stands(facts):
    over, perhaps = "over", "perhaps on this day"
    assert seen(facts, "Central Asia", 1, "Unrest") == {}
    assert seen(facts, "Central Asia", 4, "Unrest") == {"ev-protest": "", "ev-tents": ""}
    assert seen(facts, "Central Asia", 6, "Unrest") == {
        "ev-protest": over, "ev-tents": over, "ev-fire": over, "ev-shots": perhaps,
    }  # fmt: skip
    assert seen(facts, "Central Asia", 20, "Unrest") == dict.fromkeys(
        ["ev-protest", "ev-tents", "ev-fire", "ev-shots"], over
    )
    assert seen(facts, "Central Asia", 0, "Unrest") == dict.fromkeys(
        ["ev-protest", "ev-tents", "ev-fire", "ev-shots"], ""
    )


def test_only_the_layers_that_are_on_are_shown(facts):
    assert seen(facts, "Central Asia", 1, OTHER, "Border") == dict.fromkeys(
        ["ev-old", "ev-after", "ev-undated", "pl-gate"], ""
    )
    assert seen(facts, "Central Asia", 0) == {}
    assert set(seen(facts, "Central Asia", 0, *ALL)) == set(facts["fact"])
    assert set(seen(facts, "Almaty", 6, *ALL)) == {"ev-fire", "ev-shots", "ev-order", "pr-oil"}


# --- marks ---


def test_a_mark_is_the_facts_of_one_kind_at_one_spot(hand, facts):
    found = map_rows.marks(facts, hand["places"], "Central Asia")
    assert dict(zip(found["mark"], found["facts"], strict=True)) == {
        "protest pl-taraz": "ev-tents|ev-protest", "other pl-taraz": "ev-word",
        "background pl-taraz": "ev-old|ev-after|ev-undated", "deaths pl-taraz": "qt-taraz",
        "transport pl-taraz": "pr-rail|pr-road",
        "industry pl-taraz": "pr-cars", "violence pl-almaty": "ev-shots|ev-fire", "order pl-almaty": "ev-order",
        "deployment pl-almaty": "ev-guard", "deaths pl-almaty": "qt-almaty", "energy pl-almaty": "pr-oil",
        "other pl-kazakhstan": "ev-eve", "crossing pl-gate": "pl-gate",
    }  # fmt: skip
    assert list(found["count"]) == [len(cell.split("|")) for cell in found["facts"]]
    almaty = found[found["spot"] == "pl-almaty"]
    assert set(zip(almaty["name"], almaty["lat"], almaty["lon"], almaty["precision"], strict=True)) == {
        ("Almaty", 43.25, 76.9, "city")
    }


def test_in_the_city_a_mark_stands_at_its_site_and_arrivals_are_with_the_rest(hand, facts):
    found = map_rows.marks(facts, hand["places"], "Almaty")
    assert dict(zip(found["mark"], found["facts"], strict=True)) == {
        "violence pl-square": "ev-fire", "violence pl-house": "ev-shots", "order pl-almaty": "ev-order",
        "deployment pl-port": "ev-flight-armenia|ev-flight-two|ev-guard", "deaths pl-almaty": "qt-almaty",
        "energy pl-almaty": "pr-oil",
    }  # fmt: skip
    square = found.set_index("mark").loc["violence pl-square"]
    assert (square["lat"], square["lon"], square["precision"]) == (43.24, 76.95, "site")


def test_a_mark_stands_as_the_strongest_of_its_facts(hand, facts):
    whole = lines(map_rows.marks(facts, hand["places"], "Central Asia"), "mark")
    assert whole["violence pl-almaty"] == "x" + "...." + "x" + "??" + 13 * "o", "that day, then perhaps, then over"
    assert whole["protest pl-taraz"] == "x" + "." + "xxxx" + 15 * "o"
    city = map_rows.marks(facts[facts["fact"] != "ev-flight-two"], hand["places"], "Almaty")
    # On the 8th the flight is over and the guard not yet there.
    assert lines(city, "mark")["deployment pl-port"] == "x" + 6 * "." + "x" + "o" + "xxxx" + 8 * "o"


def test_a_mark_is_hollow_only_if_reference_data_alone_says_so(hand, facts):
    whole, city = (map_rows.marks(facts, hand["places"], view).set_index("mark") for view in ("Central Asia", "Almaty"))
    assert set(whole.index[whole["hollow"]]) == {
        "deaths pl-taraz", "deaths pl-almaty", "transport pl-taraz", "industry pl-taraz", "deployment pl-almaty",
        "crossing pl-gate",
    }  # fmt: skip
    assert not whole.at["violence pl-almaty", "hollow"], "one of its facts is an article's"
    assert city.at["violence pl-square", "hollow"]
    assert not city.at["violence pl-house", "hollow"]
    assert set(whole.at["violence pl-almaty", "sources"].split("|")) == {"ref-early", "RFERL"}


def test_a_mark_of_several_amounts_is_as_large_as_the_largest(hand, facts):
    amount = map_rows.marks(facts, hand["places"], "Central Asia").set_index("mark")["amount"]
    assert (amount["transport pl-taraz"], amount["deaths pl-almaty"]) == (3.5, 60)
    assert pd.isna(amount["industry pl-taraz"])


# --- movements ---


def test_a_movement_has_people_only_by_an_official_number(hand, facts):
    found = map_rows.moves(facts, hand).set_index("fact")
    people = found["people"]
    assert set(people.index) == {"ev-flight-armenia", "ev-flight-russia", "ev-flight-belarus", "ev-flight-two"}
    assert people["ev-flight-armenia"] == 100, "the official number, not the 70 that another says"
    assert people["ev-flight-two"] == 200, "of the actors, the one with a number"
    assert pd.isna(people["ev-flight-russia"]), "nobody official says 3,000"
    assert pd.isna(people["ev-flight-belarus"]), "an official says: a company"


def test_a_movement_goes_from_its_origin_to_its_place(hand, facts):
    found = map_rows.moves(facts, hand).set_index("fact")
    row = found.loc["ev-flight-armenia"]
    assert (row["from_name"], row["from_lat"], row["from_lon"]) == ("Field", 55.9, 38)
    assert (row["name"], row["lat"], row["lon"]) == ("Port, Almaty", 43.25, 76.9), "drawn at its city, as marks are"
    assert found.at["ev-flight-two", "from_name"] == "Taraz"


def test_without_movements_there_are_none(hand, facts):
    assert map_rows.moves(facts[facts["origin"] == ""], hand).empty
    assert map_rows.moves(facts.head(0), hand).empty


# --- the legend ---

MOVE, AREA, HOLLOW = map_symbols.MOVE, map_legends.AREA, map_legends.HOLLOW


def test_the_legend_names_what_is_seen_and_nothing_else(facts):
    assert map_legends.legend(map_rows.shown(facts, "Central Asia", 6, ("Unrest",)), "Central Asia") == [
        ("Protest", "protest"), ("Violence", "violence"),
    ]  # fmt: skip
    assert map_legends.legend(map_rows.shown(facts, "Central Asia", 3, ("Unrest",)), "Central Asia") == [
        ("Protest", "protest-hollow"), (HOLLOW, "other-hollow"),
    ]  # fmt: skip
    assert map_legends.legend(map_rows.shown(facts, "Almaty", 6, ("Unrest",)), "Almaty") == [
        ("Violence", "violence"), (HOLLOW, "other-hollow"),
    ]  # fmt: skip
    assert map_legends.legend(map_rows.shown(facts, "Central Asia", 1, ("Unrest",)), "Central Asia") == []


def test_what_is_only_known_to_be_in_a_country_is_in_the_legend_without_an_area(facts):
    shown = map_rows.shown(facts, "Central Asia", 1, ("Other events",))
    assert list(shown["precision"]) == ["country"]
    assert map_legends.legend(shown, "Central Asia") == [("Other event", "other")]


def test_the_legend_has_no_area_if_a_site_of_uncertain_place_is_drawn_at_its_city(hand, facts):
    rows = facts[facts["fact"] == "ev-undated"]
    assert list(rows["precision"]) == ["approximate"]
    assert map_deck.rings(map_rows.marks(rows, hand["places"], "Central Asia"), "Central Asia") == []
    assert AREA not in dict(map_legends.legend(rows, "Central Asia"))


def test_the_legend_has_movements_only_if_there_are_some(facts):
    def drawn(on: int) -> dict[str, str]:
        found = map_legends.legend(map_rows.shown(facts, "Central Asia", on, ("Troops",)), "Central Asia")
        return {symbol: name for name, symbol in found}

    assert drawn(9)["deployment-hollow"] == "CSTO soldiers"
    assert MOVE in drawn(9)
    assert MOVE in drawn(6)
    assert MOVE not in drawn(5)
    assert "deployment-hollow" not in drawn(6)


def test_a_movement_into_a_country_has_no_area_unless_one_is_drawn(hand, facts):
    rows = map_rows.shown(facts, "Central Asia", 6, ("Troops",))
    assert set(rows["fact"]) == {"ev-flight-russia", "ev-flight-belarus"}
    drawn = map_deck.rings(map_rows.marks(rows, hand["places"], "Central Asia"), "Central Asia")
    assert (AREA in dict(map_legends.legend(rows, "Central Asia"))) == bool(drawn)


# --- titles ---


def at_day(facts: pd.DataFrame, view: str, on: int, *layers: str) -> str:
    return map_titles.map_title(map_rows.shown(facts, view, on, layers or ALL), "Then")


def test_a_title_counts_places_and_no_countries(facts):
    assert at_day(facts, "Central Asia", 4) == "Then: protest in 1 place"
    assert at_day(facts, "Central Asia", 1, "Other events") == "Then: 1 fact at no place that is stated"
    assert at_day(facts, "Central Asia", 10, "Other events") == "Then: 1 fact at 1 place"
    assert at_day(facts, "Central Asia", 20, "Unrest") == "Then: nothing that is certain"


def test_a_title_doesn_t_count_what_has_no_place_with_what_has_one():
    usual = {"now": "", "kind": "order", "stays": False, "leaves": False, "origin": "", "begin": ""}
    rows = pd.DataFrame([{**usual, "at": at} for at in ("pl-square", "", "")])
    assert map_titles.map_title(rows, "Then") == "Then: 1 fact at 1 place"


def test_a_title_counts_soldiers_where_they_are_and_departures_where_they_leave(hand):
    places = hand["places"].assign(
        country=["ac-russia" if key == "pl-field" else "ac-kazakhstan" for key in hand["places"]["place"]]
    )
    facts = map_rows.facts(hand | {"places": places})
    assert at_day(facts, "Central Asia", 7, "Troops") == "Then: CSTO soldiers at 1 place"
    assert at_day(facts, "Central Asia", 6, "Troops") == "Then: 1 fact at no place that is stated", (
        "it took off for the country"
    )
    # From Taraz, which is in Kazakhstan, to a port in it: a departure.
    assert at_day(facts, "Central Asia", 8, "Troops") == "Then: departures from 1 place"


def test_in_the_city_what_has_no_place_in_it_isn_t_counted_as_one(facts):
    rows = facts.assign(kind=facts["kind"].replace("order", "violence"))
    assert at_day(rows, "Almaty", 5) == "Then: violence in 1 place", (
        "the square; where in the city the other was isn't known"
    )


# --- the real tables ---


@EVERY
def test_no_soldiers_are_there_for_certain_before_they_were_asked_for(facts_of, chosen, reference):
    rows = facts_of(chosen, reference)
    for row in rows[rows["kind"] == "deployment"].itertuples():
        assert map_rows.THAT_DAY not in row.standing[1:6], row.fact


def test_calls_without_a_place_are_in_the_list(whole):
    facts = map_rows.facts(whole).set_index("fact")
    events = whole["events"].set_index("id")
    calls = events[(events["form"] == "call") & (events["place"] == "")]
    assert len(calls) > 5
    assert set(facts.loc[calls.index, "place"]) == {map_rows.CALLS}
    assert map_rows.CALLS not in set(whole["places"]["place"])
    lines = map_cards.listed(whole, map_rows.facts(whole), "Central Asia", 0, ("Diplomacy",))
    assert set(calls.index) <= {fact for line in lines for fact in line["facts"]}


def test_every_place_is_on_the_globe(whole):
    places = whole["places"]
    assert len(places) > 50
    assert places["lat"].astype(float).between(-90, 90).all(), "no latitude is missing"
    assert places["lon"].astype(float).between(-180, 180).all()
    assert set(places["precision"]) == set(map_rows.EXACTNESS) - {"call"}
    within = places.loc[places["within"] != "", "within"]
    assert set(within) <= set(places.loc[places["kind"] == "city", "place"])


def test_every_event_of_january_at_a_place_is_there(whole):
    events = labels.january(whole["events"])
    located = set(whole["places"].dropna(subset=["lat", "lon"])["place"])
    calls = (events["place"] == "") & (events["form"] == "call")
    expected = set(events.loc[events["place"].isin(located) | calls, "id"])
    facts = map_rows.facts(whole)
    found = facts[facts["fact"].isin(events["id"])]
    assert len(expected) > 100
    assert set(found["fact"]) == expected
    assert "background" not in set(found["kind"])


def test_every_other_event_at_a_place_is_before_or_after(whole):
    facts = map_rows.facts(whole)
    events = whole["events"]
    stands = (events["place"] != "") | (events["form"] == "call")
    rest = events[~events["id"].isin(labels.january(events)["id"]) & stands]
    assert set(facts.loc[facts["kind"] == "background", "fact"]) == set(rest["id"])


@EVERY
def test_no_fact_is_there_that_the_chosen_sources_don_t_support(filtered, facts_of, chosen, reference):
    rows, evidence = facts_of(chosen, reference), filtered(chosen, reference)["evidence"]
    assert set(rows["fact"]) <= set(evidence["fact"])
    for cell in rows["sources"]:
        articles = {key for key in cell.split("|") if not key.startswith(words.REFERENCE)}
        assert articles <= set(chosen)
        assert cell, "somebody says so"
        assert reference or words.REFERENCE not in cell
    dated = set(evidence.loc[evidence["dated"] == "yes", "fact"])
    events = rows[rows["fact"].str.startswith("ev-")]
    assert set(events.loc[events["start"].notna(), "fact"]) <= dated
    assert set(rows["place"]) <= {*filtered(chosen, reference)["places"]["place"], map_rows.CALLS}


@EVERY
def test_every_fact_seen_is_in_one_mark_or_one_movement_and_every_mark_has_sources(
    filtered, facts_of, chosen, reference
):
    rows, part = facts_of(chosen, reference), filtered(chosen, reference)
    for view in map_rows.VIEWS:
        found = map_rows.marks(rows, part["places"], view)
        drawn = [fact for cell in found["facts"] for fact in cell.split("|")]
        if view != map_rows.CITY:
            drawn += list(map_rows.moves(rows, part)["fact"])
        assert sorted(drawn) == sorted(map_rows.in_view(rows, view)["fact"]), view
        assert all(cell and all(cell.split("|")) for cell in found["sources"])
        assert found["who"].ne("").all()
        assert found["mark"].is_unique
        assert found[["lat", "lon"]].notna().all(axis=None)
        assert list(found["hollow"]) == [words.source_key(cell) == "reference" for cell in found["sources"]]


def test_with_nothing_chosen_nothing_is_there(filtered, facts_of):
    rows, part = facts_of([]), filtered([])
    assert rows.empty
    for view in map_rows.VIEWS:
        assert map_rows.marks(rows, part["places"], view).empty
        assert map_rows.shown(rows, view, 5, ALL).empty
    assert map_rows.moves(rows, part).empty
    assert map_legends.legend(rows, "Central Asia") == []


@EVERY
def test_the_legend_is_true_to_the_marks_on_every_day(filtered, facts_of, chosen, reference):
    rows, places = facts_of(chosen, reference), filtered(chosen, reference)["places"]
    for view, on in itertools.product(("Central Asia", "Almaty"), (0, 6)):
        for layers in (ALL, map_rows.FIRST_LAYERS):
            shown = map_rows.shown(rows, view, on, layers)
            legend = dict(map_legends.legend(shown, view))
            shown = shown.assign(origin="") if view == map_rows.CITY else shown
            kinds = {
                symbol.removesuffix("-hollow")
                for name, symbol in legend.items()
                if name not in (AREA, HOLLOW) and symbol != MOVE
            }
            assert kinds == set(shown.loc[shown["origin"] == "", "kind"]), (view, on)
            assert (MOVE in legend.values()) == (shown["origin"] != "").any()
            # The spots of the city's view are its sites already.
            found = map_rows.marks(shown, places, "All places")
            assert (HOLLOW in legend) == found["hollow"].any(), (view, on)
            assert (AREA in legend) == bool(map_deck.rings(found, view)), (view, on)


def test_all_movements_of_the_soldiers_are_between_two_places(whole):
    found = map_rows.moves(map_rows.facts(whole), whole)
    events = whole["events"]
    assert set(found["fact"]) == set(events.loc[events["origin"] != "", "id"])
    assert found[["from_lat", "from_lon", "lat", "lon"]].notna().all(axis=None)
    assert not (found["origin"] == found["place"]).any()
    assert set(found["kind"]) == {"deployment"}


def test_the_deaths_on_the_map_are_the_last_counts_of_four_cities(whole):
    rows = map_rows.facts(whole).query("kind == 'deaths'")
    assert dict(zip(rows["name"], rows["amount"], strict=True)) == {
        "Almaty": 151, "Kyzylorda": 26, "Shymkent": 20, "Taraz": 17,
    }  # fmt: skip
