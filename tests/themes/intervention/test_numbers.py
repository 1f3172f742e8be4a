"""What the charts of troops need, counted by hand, and rules that hold for every choice of articles."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import by_hand
import pandas as pd
import pytest

from qantar.facts import quantities, words
from qantar.themes.intervention import cards as intervention_cards
from qantar.themes.intervention import rows as intervention_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [[], *[[key] for key in ARTICLES], ["SCMP", "RFERL"], ARTICLES]
IDS = ["none", *["+".join(chosen) for chosen in CHOICES[1:-1]], "all"]
EVERY = pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
DEAD = {"theme": "casualties", "measure": "deaths", "subject": "pl-kazakhstan", "standing": "superseded"}
AIR = {"theme": "airlift", "subject": "ac-russia", "unit": "aircraft"}


@pytest.fixture(scope="module")
def hand(tmp_path_factory) -> dict[str, pd.DataFrame]:
    """A few soldiers, aircraft, dead and steps. Not to be changed."""
    return by_hand.tables(
        tmp_path_factory.mktemp("numbers"),
        troops=[
            # the whole force: 7, 10 and 13 January, and two without a day, printed on the 12th and at an unknown time
            {"id": "tr-late", "value": "2030", "as_of": "2022-01-13", "claimant": "ac-anna", "official": "yes", "phase": "deployed",
             "by": "ref-late"},
            {"id": "tr-early", "value": "2500", "as_of": "2022-01-07", "claimant": "ac-anna|ac-boris", "phase": "deployed",
             "by": "ref-early"},
            {"id": "tr-printed", "low": "2000", "high": "10000", "phase": "deployed", "by": "RFERL|ref-late"},
            {"id": "tr-plan", "value": "3600", "as_of": "2022-01-06", "phase": "planned", "by": "ref-early"},
            {"id": "tr-said", "high": "4000", "as_of": "2022-01-10", "phase": "reported", "by": "ref-early|SCMP"},
            {"id": "tr-nowhen", "value": "4000", "phase": "reported", "by": "ref-undated"},
            # other things and other places
            {"id": "tr-vehicles", "measure": "vehicles", "unit": "vehicles", "value": "250", "by": "ref-late"},
            {"id": "tr-share", "measure": "share_of_contingent", "contributor": "ac-russia", "unit": "%", "low": "50",
             "claimant": "ac-boris", "by": "RFERL"},
            {"id": "tr-exercise", "theatre": "pl-exercise", "value": "1000", "as_of": "2021-10-18", "scope": "exercise",
             "by": "ref-early"},
            {"id": "tr-border-b", "contributor": "ac-russia", "theatre": "pl-border", "measure": "troops_massed", "value": "100000",
             "as_of": "2022-02-03", "scope": "within 200 km", "by": "ref-late"},
            {"id": "tr-border-a", "contributor": "ac-russia", "theatre": "pl-border", "measure": "troops_massed", "low": "2000",
             "claimant": "ac-russia", "by": "SCMP"},
            {"id": "tr-border-tanks", "contributor": "ac-russia", "theatre": "pl-border", "unit": "tanks", "value": "9",
             "by": "SCMP"},
            # contingents
            {"id": "tr-russia", "contributor": "ac-russia", "value": "3000", "as_of": "2022-01-07", "by": "ref-early"},
            {"id": "tr-armenia-first", "contributor": "ac-armenia", "value": "70", "as_of": "2022-01-06", "by": "ref-early"},
            {"id": "tr-armenia", "contributor": "ac-armenia", "value": "100", "as_of": "2022-01-07", "official": "yes",
             "claimant": "ac-armenia", "by": "ref-late"},
            {"id": "tr-belarus", "contributor": "ac-belarus", "as_of": "2022-01-06", "official": "yes",
             "claimant": "ac-belarus", "stated": "a company", "by": "ref-early"},
        ],
        quantities=[
            {"id": "qt-share", "measure": "share_of_contingent", "subject": "ac-russia", "unit": "%", "value": "75", "theme": "size",
             "as_of": "2022-01-10", "by": "ref-late"},
            {"id": "qt-standing", "measure": "standing_peacekeeping_force", "value": "3600", "theme": "size", "claimant": "ac-csto",
             "as_of": "2022-01-06", "by": "ref-early"},
            {"id": "qt-days-most", "measure": "days_to_withdraw", "unit": "days", "high": "10", "qualifier": "at_most",
             "claimant": "ac-anna", "as_of": "2022-01-11", "by": "ref-early"},
            {"id": "qt-days-own", "measure": "days_to_withdraw", "unit": "days", "value": "9", "claimant": "ac-boris", "by": "SCMP"},
            {"id": "qt-until", "measure": "withdrawal_to_end", "unit": "days", "end": "2022-01-19", "claimant": "ac-anna",
             "as_of": "2022-01-13", "by": "ref-late"},
            {"id": "qt-air-many", **AIR, "measure": "aircraft_in_the_air_group", "low": "70", "as_of": "2022-01-11", "by": "ref-late"},
            {"id": "qt-air-il", **AIR, "measure": "il_aircraft", "low": "60", "as_of": "2022-01-07", "by": "ref-late"},
            {"id": "qt-air-an", **AIR, "measure": "an_aircraft", "value": "5", "as_of": "2022-01-07", "by": "ref-late"},
            {"id": "qt-air-flights", **AIR, "measure": "flights_in", "unit": "flights", "value": "108", "as_of": "2022-01-10",
             "by": "ref-late"},
            {"id": "qt-air-out", **AIR, "measure": "aircraft_out", "value": "40", "start": "2022-01-17", "end": "2022-01-18",
             "as_of": "2022-01-20", "claimant": "ac-anna", "by": "ref-late"},
            {"id": "qt-air-plan", **AIR, "measure": "aircraft_out_planned", "value": "14", "start": "2022-01-14",
             "end": "2022-01-14", "as_of": "2022-01-13", "by": "ref-late"},
            {"id": "qt-air-days", **AIR, "measure": "days_of_airlift", "unit": "days", "value": "4", "by": "ref-undated"},
            {"id": "qt-dead-b", **DEAD, "value": "225", "as_of": "2022-01-15", "by": "ref-late"},
            {"id": "qt-dead-a", **DEAD, "value": "164", "as_of": "2022-01-09", "standing": "withdrawn", "by": "ref-early"},
            {"id": "qt-dead-d", **DEAD, "value": "238", "as_of": "2023-01-05", "standing": "stands", "by": "ref-late"},
            {"id": "qt-dead-c", **DEAD, "value": "238", "as_of": "2022-08-16", "standing": "stands", "by": "ref-late"},
            {"id": "qt-detained", **DEAD, "measure": "detained", "value": "60", "as_of": "2022-01-03", "by": "ref-early"},
            {"id": "qt-injured", **DEAD, "measure": "injured", "value": "1300", "as_of": "2022-01-09", "by": "ref-early"},
            {"id": "qt-almaty-old", **DEAD, "subject": "pl-almaty", "value": "103", "as_of": "2022-01-09",
             "standing": "withdrawn", "by": "ref-early"},
            {"id": "qt-almaty", **DEAD, "subject": "pl-almaty", "value": "151", "as_of": "2023-01-05", "standing": "stands",
             "by": "ref-late"},
            {"id": "qt-taraz-before", **DEAD, "subject": "pl-taraz", "value": "16", "as_of": "2022-08-16", "standing": "stands",
             "by": "ref-early"},
            {"id": "qt-taraz", **DEAD, "subject": "pl-taraz", "value": "17", "as_of": "2023-01-05", "standing": "stands",
             "by": "ref-late"},
        ],
        events=[
            {"id": "ev-asked", "step": "request", "start": "2022-01-05", "end": "2022-01-05", "by": "ref-early"},
            {"id": "ev-leaving", "step": "withdrawal_begins", "start": "2022-01-13", "end": "2022-01-13", "by": "ref-late"},
            {"id": "ev-home", "step": "home", "start": "2022-01-19", "end": "2022-01-19", "by": "ref-late"},
            {"id": "ev-armenia-home", "step": "home", "start": "2022-01-14", "end": "2022-01-14", "actors": "ac-armenia",
             "by": "ref-late"},
            {"id": "ev-russia-sent", "step": "sent", "start": "2022-01-06", "end": "2022-01-06", "actors": "ac-russia",
             "by": "ref-early"},
            {"id": "ev-armenia-sent", "step": "sent", "start": "2022-01-07", "end": "2022-01-07", "actors": "ac-armenia",
             "by": "ref-late"},
            {"id": "ev-told", "start": "2022-01-13", "end": "2022-01-13", "by": "SCMP"},
            {"id": "ev-nowhen", "step": "sent", "precision": "undated", "dated_by": "none", "actors": "ac-tajikistan",
             "by": "ref-late"},
        ],
    )  # fmt: skip


def pairs(rows: pd.DataFrame, *columns: str) -> list[tuple]:
    return [tuple(row) for row in rows[list(columns)].itertuples(index=False)]


# --- who says it, and when it was told ---


def test_who_says_it_is_the_claimant_and_a_publisher_is_never_taken_for_one(hand):
    says = quantities.stated(hand, "troops").set_index("id")["says"]
    assert says["tr-early"] == "Anna and Boris"
    assert says["tr-printed"] == "unnamed, in The Radio"
    assert says["tr-said"] == "unnamed, in The Agency", "whose passage comes first"


def test_a_number_is_told_on_its_day_and_never_on_that_of_a_page(hand):
    stated_on = quantities.stated(hand, "troops").set_index("id")["stated_on"]
    assert stated_on["tr-late"] == pd.Timestamp("2022-01-13"), "not the day of the page"
    assert pd.isna(stated_on["tr-printed"]), "though both of its pages have a day"
    assert pd.isna(stated_on["tr-nowhen"])
    bare = list(stated_on.isna())
    assert bare == sorted(bare), "what has no day comes last"


# --- the force ---


def test_totals_are_in_the_order_in_which_they_were_told_what_has_no_day_last(hand):
    assert pairs(intervention_rows.totals(hand), "id", "phase", "who") == [
        ("tr-plan", "planned", "The Agency"),
        ("tr-early", "deployed", "Anna"),
        ("tr-said", "reported", "SCMP"),
        ("tr-late", "deployed", "Anna"),
        ("tr-nowhen", "reported", "The Wall"),
        ("tr-printed", "deployed", "RFE/RL"),  # without a day of its own, though printed on the 12th
    ]


def test_the_label_of_a_total_says_who_and_when_and_what_it_is(hand):
    labels = intervention_rows.totals(hand).set_index("id")["label"]
    assert labels["tr-early"] == "Anna and Boris, 7 January 2022, as deployed"
    assert labels["tr-printed"] == "unnamed, in The Radio, day not stated, as deployed", (
        "the day of printing isn't that of the number"
    )
    assert labels["tr-nowhen"] == "unnamed, in The Wall, day not stated, reported"


def test_a_page_that_names_some_sizes_names_the_count_the_plan_and_what_each_article_says(hand):
    force = quantities.force(hand)
    assert {key: row["id"] for key, row in force.items()} == {
        "counted": "tr-late",  # no official announced it: the plan is a newsroom's
        "SCMP": "tr-said",
        "RFERL": "tr-printed",
    }
    assert quantities.force(hand | {"troops": hand["troops"].head(0)}) == {}


def test_the_stay_is_from_the_first_soldiers_to_the_last_of_the_whole_force(hand):
    assert quantities.stay(hand) == (pd.Timestamp("2022-01-06"), pd.Timestamp("2022-01-19"))
    assert quantities.stay(hand | {"events": hand["events"].query("id != 'ev-home'")}) is None


def test_a_vague_total_stays_a_range(hand):
    row = intervention_rows.totals(hand).set_index("id").loc["tr-printed"]
    assert pd.isna(row["value"])
    assert (row["low"], row["high"]) == (2000, 10_000)


def test_contingents_are_by_country_official_ones_first(hand):
    assert pairs(quantities.contingents(hand), "country", "official", "id") == [
        ("Armenia", True, "tr-armenia"),  # official, though it came a day later
        ("Armenia", False, "tr-armenia-first"),
        ("Belarus", True, "tr-belarus"),
        ("Russia", False, "tr-russia"),
    ]
    labels = quantities.contingents(hand).set_index("id")["label"]
    assert labels["tr-russia"] == "Russia: unnamed, in The Agency, 7 January 2022"


def test_shares_come_from_both_tables(hand):
    rows = intervention_rows.shares(hand)
    assert pairs(rows, "id", "label") == [
        ("tr-share", "Russia's share: Boris"),
        ("qt-share", "Russia's share: unnamed, in The Bank"),
    ]
    assert pd.isna(rows.set_index("id").loc["tr-share", "value"]), "more than half is not a half"


def test_soldiers_massed_at_a_border_stand_apart_and_each_says_which_are_counted(hand):
    rows = intervention_rows.near_ukraine(hand)
    assert pairs(rows, "panel", "id") == [("people, Border", "tr-border-b"), ("people, Border", "tr-border-a")]
    labels = rows.set_index("id")["label"]
    assert labels["tr-border-a"] == "Russia; day not stated", "Russia says it of itself: it is named once"
    assert labels["tr-border-b"] == "Russia, within 200 km; unnamed, in The Bank, 3 February 2022"


def test_soldiers_elsewhere_are_by_theatre_and_the_standing_force_is_in_none(hand):
    rows = intervention_rows.elsewhere(hand)
    assert pairs(rows, "panel", "theatre", "id") == [
        ("people, Exercise", "pl-exercise", "tr-exercise"),
        ("people, the CSTO's standing force", "", "qt-standing"),
    ]
    labels = rows.set_index("id")["label"]
    assert labels["tr-exercise"] == "CSTO, exercise; unnamed, in The Agency, 18 October 2021"
    assert labels["qt-standing"] == "CSTO, standing peacekeeping force; 6 January 2022"


def test_what_is_still_to_come_is_said_to_be_so(filtered):
    labels = intervention_rows.elsewhere(filtered(ARTICLES, True)).set_index("id")["label"]
    assert labels["tr-ref-karabakh-1960"].endswith("10 November 2020 (still to come)")


def test_no_number_is_both_in_kazakhstan_and_elsewhere(hand):
    here = set(intervention_rows.totals(hand)["id"]) | set(quantities.contingents(hand)["id"])
    assert not here & (set(intervention_rows.elsewhere(hand)["id"]) | set(intervention_rows.near_ukraine(hand)["id"]))
    assert not set(intervention_rows.elsewhere(hand)["id"]) & set(intervention_rows.near_ukraine(hand)["id"])
    assert not set(intervention_rows.totals(hand)["id"]) & set(quantities.contingents(hand)["id"])


# --- the airlift ---


def test_the_airlift_tells_what_flew_home_from_what_flew_in(hand):
    assert pairs(intervention_rows.airlift(hand), "id", "out") == [
        ("qt-air-an", False),
        ("qt-air-il", False),
        ("qt-air-flights", False),
        ("qt-air-many", False),
        ("qt-air-plan", True),
        ("qt-air-out", True),
        ("qt-air-days", False),
    ]


def test_each_aircraft_of_the_airlift_stands_on_one_card(hand):
    home, rest = intervention_cards.home(hand, hand), intervention_cards.airlift(hand, hand)
    assert set(home.rows["id"]) == {"qt-air-plan", "qt-air-out"}
    assert list(rest.rows["measure"]) == sorted(rest.rows["measure"], key=intervention_rows.AIRLIFT.index)
    assert set(home.rows["id"]) | set(rest.rows["id"]) == set(intervention_rows.airlift(hand)["id"])


def test_the_label_of_an_aircraft_says_its_type_its_days_and_whether_it_is_a_plan(hand):
    labels = intervention_rows.airlift(hand).set_index("id")["label"]
    assert labels["qt-air-out"] == "Anna, 17–18 January 2022", (
        "the days for which it is, not the day on which it was told"
    )
    assert labels["qt-air-plan"] == "unnamed, in The Bank, 14 January 2022 (planned)"
    assert labels["qt-air-an"] == "An-124, unnamed, in The Bank, 7 January 2022"
    assert labels["qt-air-il"] == "Il-76, unnamed, in The Bank, 7 January 2022"
    assert labels["qt-air-days"] == "unnamed, in The Wall, day not stated"


# --- the dead, the injured and the detained ---


def test_the_toll_is_in_the_order_in_which_it_was_stated_and_what_was_withdrawn_stays(hand):
    rows = intervention_rows.toll(hand)
    assert pairs(rows, "id", "standing") == [
        ("qt-dead-a", "withdrawn"),
        ("qt-dead-b", "superseded"),
        ("qt-dead-c", "stands"),
        ("qt-dead-d", "stands"),
    ]
    labels = rows.set_index("id")["label"]
    assert labels["qt-dead-a"] == "9 January 2022, unnamed, in The Agency, withdrawn"
    assert not labels.drop("qt-dead-a").str.contains("withdrawn").any()


def test_only_official_counts_that_were_not_withdrawn_are_joined(hand):
    drawn = {row["id"]: row for row in intervention_cards.toll(hand, hand).arguments[0]}
    assert {key for key, row in drawn.items() if row["joined"]} == {"qt-dead-b", "qt-dead-c", "qt-dead-d"}
    assert drawn["qt-dead-a"]["symbol"] == "x"
    assert drawn["qt-dead-a"]["brief"].endswith(", withdrawn")


def test_a_count_of_no_known_day_is_no_step_from_the_one_before(hand):
    numbers = hand["quantities"].copy()
    numbers.loc[numbers["id"] == "qt-dead-d", "as_of"] = pd.NaT
    drawn = intervention_cards.toll(hand | {"quantities": numbers}, hand).arguments[0]
    assert drawn[-1]["id"] == "qt-dead-d"
    assert drawn[-1]["label"].startswith("no day")
    assert [row["id"] for row in drawn if row["joined"]] == ["qt-dead-b", "qt-dead-c"]


def test_counts_beside_the_dead_are_by_measure(hand):
    assert pairs(intervention_rows.counts(hand), "id", "measure") == [
        ("qt-injured", "injured"),
        ("qt-detained", "detained"),
    ]


def test_deaths_by_place_are_the_latest_that_stand_and_the_rest_is_computed(hand):
    assert pairs(quantities.deaths_by_place(hand), "place", "value", "id") == [
        ("Almaty", 151, "qt-almaty"),
        ("Taraz", 17, "qt-taraz"),  # not the 16 of half a year before
        ("without a place (computed)", 238 - 151 - 17, ""),
        ("Kazakhstan", 238, "qt-dead-d"),
    ]
    assert quantities.deaths_by_place(hand).set_index("place").loc["without a place (computed)", "text"] == "70"


@pytest.mark.parametrize("missing", [["qt-dead-c", "qt-dead-d"], ["qt-almaty", "qt-taraz", "qt-taraz-before"]])
def test_without_the_country_or_without_any_place_nothing_is_computed(hand, missing):
    rows = hand["quantities"]
    assert quantities.deaths_by_place(hand | {"quantities": rows[~rows["id"].isin(missing)]}).empty


# --- the steps of the deployment ---


def test_steps_are_by_contingent_the_whole_force_first_then_russia(hand):
    assert pairs(intervention_rows.deployments(hand), "name", "step", "id") == [
        ("CSTO", "request", "ev-asked"),
        ("CSTO", "withdrawal_begins", "ev-leaving"),
        ("CSTO", "home", "ev-home"),
        ("Russia", "sent", "ev-russia-sent"),
        ("Armenia", "sent", "ev-armenia-sent"),
        ("Armenia", "home", "ev-armenia-home"),
    ]


def test_what_was_announced_is_counted_from_the_start_of_the_withdrawal(hand):
    rows = intervention_rows.plans(hand)
    assert [(row.id, row.start.day, row.end.day) for row in rows.itertuples()] == [
        ("qt-days-most", 13, 23),
        ("qt-until", 13, 19),  # a day is stated, and no number of days
        ("qt-days-own", 13, 22),
    ]
    titles = rows.set_index("id")["title"]
    assert titles["qt-days-most"] == "Anna, 11 January 2022: at most 10 days"
    assert titles["qt-days-own"] == "Boris, day not stated: 9 days (SCMP)", "an article is named"
    without = hand | {"events": hand["events"].query("id != 'ev-leaving'")}
    assert intervention_rows.plans(without).empty, "nothing to count from"


def test_the_rest_holds_what_no_chart_draws_and_an_article_s_plan_either_way(hand):
    left = set(intervention_rows.rest(hand)["id"])
    assert {"qt-days-own", "tr-vehicles", "qt-almaty-old"} <= left
    assert not left & {"qt-days-most", "qt-until", "qt-standing", "qt-share", "tr-border-a", "qt-almaty"}


# --- lists ---


def test_a_list_of_two_tables_has_the_columns_of_both_and_every_row():
    one, other = pd.DataFrame({"id": ["a"], "end": [1], "text": ["x"]}), pd.DataFrame({"text": ["y"], "id": ["b"]})
    joined = quantities.together(one, other)
    assert pairs(joined, "id", "text") == [("a", "x"), ("b", "y")]
    assert list(joined) == ["id", "text"]


def test_a_day_that_is_not_stated_is_said_to_be_so():
    assert quantities.day(pd.Timestamp("2022-01-05")) == "5 January 2022"
    assert quantities.day(pd.NaT) == "day not stated"


# --- rules for every choice of articles ---

ALL = (
    intervention_rows.totals, quantities.contingents, intervention_rows.shares, intervention_rows.elsewhere,
    intervention_rows.near_ukraine, intervention_rows.airlift, intervention_rows.toll, intervention_rows.counts,
)  # fmt: skip


@pytest.fixture(scope="module")
def rows_of(filtered) -> Callable[..., pd.DataFrame]:
    """What a function makes under a choice of articles; each is made once."""
    once = functools.cache(lambda make, chosen, reference: make(filtered(chosen, reference)))
    return lambda make, chosen, reference=False: once(make, tuple(chosen), reference)


def supported(part: dict) -> set[str]:
    return set(part["evidence"]["fact"])


@pytest.mark.parametrize(
    "make",
    [*ALL, intervention_rows.plans, quantities.deaths_by_place, intervention_rows.deployments],
    ids=lambda make: make.__name__,
)
def test_nothing_chosen_gives_no_row(filtered, make):
    assert make(filtered([])).empty


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@EVERY
def test_every_row_is_what_the_chosen_sources_say_and_no_row_is_two(filtered, rows_of, whole, reference, chosen):
    part = filtered(chosen, reference)
    known = pd.concat([whole["troops"], whole["quantities"]]).set_index("id")
    for make in ALL:
        rows = rows_of(make, chosen, reference)
        assert rows["id"].is_unique, make
        assert set(rows["id"]) <= supported(part)
        for row in rows.itertuples():
            for column in ("value", "low", "high"):
                said, drawn = known.at[row.id, column], getattr(row, column)
                assert (pd.isna(said) and pd.isna(drawn)) or said == drawn, row.id
            keys = row.sources.split("|")
            assert {key for key in keys if not key.startswith(words.REFERENCE)} <= set(chosen)
            assert reference or words.REFERENCE not in row.sources


@EVERY
def test_reference_data_takes_no_number_of_an_article_away(rows_of, chosen):
    for make in ALL:
        assert set(rows_of(make, chosen)["id"]) <= set(rows_of(make, chosen, True)["id"])


def test_numbers_stand_in_the_order_of_telling(rows_of):
    for make in (intervention_rows.totals, intervention_rows.toll, intervention_rows.airlift):
        stated_on = list(rows_of(make, ARTICLES, True)["stated_on"])
        dated = [day for day in stated_on if pd.notna(day)]
        assert dated == sorted(dated)
        assert all(pd.isna(day) for day in stated_on[len(dated) :]), "what has no day comes last"


def test_every_size_of_the_force_and_every_count_of_the_country_has_its_row(filtered):
    part = filtered(ARTICLES, True)
    troops, other = part["troops"], part["quantities"]
    here = troops[(troops["theatre"] == quantities.KAZAKHSTAN) & (troops["measure"] == "size_of_the_force")]
    assert set(here["id"]) == set(intervention_rows.totals(part)["id"]) | set(quantities.contingents(part)["id"])
    assert set(other.loc[other["theme"] == "airlift", "id"]) == set(intervention_rows.airlift(part)["id"])
    country = (other["theme"] == "casualties") & (other["subject"] == quantities.KAZAKHSTAN)
    both = [set(make(part)["id"]) for make in (intervention_rows.toll, intervention_rows.counts)]
    assert set(other.loc[country, "id"]) == set.union(*both)
    away = (troops["theatre"] != quantities.KAZAKHSTAN) & (troops["unit"] == "people")
    standing = other["measure"] == "standing_peacekeeping_force"
    apart = [set(make(part)["id"]) for make in (intervention_rows.elsewhere, intervention_rows.near_ukraine)]
    assert set(troops.loc[away, "id"]) | set(other.loc[standing, "id"]) == set.union(*apart)


def test_the_places_and_the_rest_are_the_country(filtered):
    rows = quantities.deaths_by_place(filtered(ARTICLES, True))
    country, parts = rows.iloc[-1], rows.iloc[:-1]
    assert parts["value"].sum() == country["value"]
    assert (parts["value"] > 0).all()
    assert list(parts["id"] == "") == [False] * (len(parts) - 1) + [True], "one number is computed, and has no fact"


@pytest.mark.parametrize("country", ["Russia", "Belarus"])
def test_no_official_of_russia_or_belarus_gives_a_number(filtered, country):
    rows = quantities.contingents(filtered(ARTICLES, True))
    official = rows[(rows["country"] == country) & rows["official"]]
    assert official[["value", "low", "high"]].isna().all(axis=None)
    assert not official["text"].str.contains(r"\d").any()


@EVERY
def test_steps_are_reference_data_alone(filtered, chosen):
    assert intervention_rows.deployments(filtered(chosen)).empty
    part = filtered(chosen, True)
    rows = intervention_rows.deployments(part)
    assert rows["sources"].str.startswith(words.REFERENCE).all()


@EVERY
def test_labels_say_names_and_no_keys_whoever_names_the_country(rows_of, chosen):
    """An actor or a place that no chosen source names keeps its name."""
    columns = {
        intervention_rows.deployments: ["name"],
        quantities.deaths_by_place: ["place"],
        quantities.contingents: ["label", "country"],
    }
    for make in (*ALL, intervention_rows.deployments, quantities.deaths_by_place):
        rows = rows_of(make, chosen, True)
        said = [text for column in columns.get(make, ["label"]) for text in rows[column]]
        assert not [text for text in said if re.search(r"\b(ac|pl|ref)-|\bnan\b|NaT|None", text)], make
