"""What the titles of intervention say, counted by hand."""

import re

import pandas as pd
import pytest

from qantar.facts import quantities, speakers
from qantar.themes.intervention import titles


def sizes(*rows: tuple) -> pd.DataFrame:
    columns = ["value", "low", "phase", "official", "text", "stated", "sources"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "low": "Float64"})


COUNTED = (2030, None, "deployed", "yes", "2,030 people", "2030", "ref-a")
PLANNED = (2500, None, "planned", "yes", "about 2,500 people", "2500", "ref-a")
PRINTED = (4000, None, "reported", "", "about 4,000 people", "4000", "ref-b")
REPEATED = (2500, None, "deployed", "", "about 2,500 people", "Some 2,500", "SCMP")
VAGUE = (None, 2000, "deployed", "", "“a few thousand” (2,000 to under 10,000 people)", "a few thousand", "RFERL")


def test_the_planned_number_lived_on_only_where_somebody_else_repeats_it():
    title = titles.troops_title(sizes(PRINTED, PLANNED, COUNTED, REPEATED))
    assert title == "The planned number lived on: 2,500 in the press, 2,030 by count"
    assert "lived on" not in titles.troops_title(sizes(PRINTED, PLANNED, COUNTED)), "nobody repeats it"
    assert "lived on" not in titles.troops_title(sizes(REPEATED, COUNTED)), "nobody had planned it"
    assert "lived on" not in titles.troops_title(sizes(REPEATED, PLANNED)), "nobody counted"


def test_a_count_stands_before_what_others_say():
    assert titles.troops_title(sizes(PRINTED, COUNTED)) == "2,030 soldiers by official count; others say 2,030 to 4,000"
    assert titles.troops_title(sizes(COUNTED)) == "2,030 soldiers by official count"


def test_an_announcement_is_no_official_count():
    assert titles.troops_title(sizes(PRINTED, PLANNED)) == "The force by who says so: about 4,000 or about 2,500"


def test_the_articles_alone_are_told_by_their_words(small):
    troops = speakers.spoken(small, quantities.stated(small, "troops"))
    assert titles.troops_title(troops) == "About 2,500 soldiers, says SCMP; RFE/RL says only “a few thousand”"
    vague = titles.troops_title(troops[troops["id"] == "tr-few"])
    assert vague == "No number for the force, only “a few thousand” (RFE/RL)", "no number is made up"
    assert titles.troops_title(sizes(REPEATED)) == "About 2,500 soldiers, says SCMP"


def contingents(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["country", "official", "value", "low", "high"]).astype(
        dict.fromkeys(("value", "low", "high"), "Float64")
    )


def test_who_gave_no_number_stands_in_the_title_the_largest_first():
    rows = contingents(
        ("Armenia", True, 70, None, None),
        ("Armenia", True, 100, None, None),
        ("Belarus", True, None, None, None),  # an official speaks of a company, and gives no number
        ("Belarus", False, 500, None, None),
        ("Russia", False, 3000, None, None),
    )
    assert titles.contingents_title(rows) == "Russia and Belarus gave no number"
    assert titles.contingents_title(rows.iloc[:2]) == "Armenia 100", "its last number"


def steps(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["contributor", "step", "start"])
    return frame.assign(start=pd.to_datetime(frame["start"]))


def plans(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["qualifier", "start", "end"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


LEFT = steps(
    ("ac-csto", "request", "2022-01-05"),
    ("ac-csto", "withdrawal_begins", "2022-01-13"),
    ("ac-csto", "home", "2022-01-19"),
    ("ac-armenia", "home", "2022-01-25"),
)


def test_the_withdrawal_is_set_beside_what_was_announced_if_it_kept_to_it():
    assert (
        titles.deployments_title(LEFT, plans())
        == "The last soldiers left on 19 January, 6 days after the withdrawal began"
    )
    ten = plans(("at_most", "2022-01-13", "2022-01-23"), ("at_least", "2022-01-13", "2022-01-30"))
    assert titles.deployments_title(LEFT, ten) == "The withdrawal took 6 days; ten had been announced"
    five = plans(("exact", "2022-01-13", "2022-01-18"))
    assert "announced" not in titles.deployments_title(LEFT, five), "it didn't keep to them"


def test_without_the_whole_force_the_known_steps_are_counted():
    title = titles.deployments_title(LEFT[LEFT["step"] != "withdrawal_begins"], plans())
    assert title == "20 days from the first known step to the last, 5–25 January 2022"


def toll(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["value", "stated_on", "standing", "who", "text"])
    return frame.assign(stated_on=pd.to_datetime(frame["stated_on"])).astype({"value": "Float64"})


GONE = (164, "2022-01-09", "withdrawn", "Channels", "164 people")
FIRST = (225, "2022-01-15", "superseded", "Prosecutors", "225 people")
LAST = (238, "2022-08-16", "stands", "Prosecutors", "238 people")
GROUPS = (241, "2022-07-29", "", "Groups", "241 people")


def test_the_toll_says_what_was_withdrawn_and_how_the_official_count_went():
    assert (
        titles.toll_title(toll(LAST, GONE, GROUPS, FIRST))
        == "164 dead, a number withdrawn; then the count went from 225 to 238"
    )
    assert titles.toll_title(toll(LAST, FIRST)) == "238 dead by the last official count, 225 by the first"
    assert titles.toll_title(toll(LAST)) == "238 dead by the last official count"
    assert titles.toll_title(toll(GROUPS)) == "241 dead, says Groups", "which is no official count"


def test_deaths_by_place_say_how_many_have_none():
    rows = pd.DataFrame(
        [("Almaty", 151, "151 people", "qt-a"), ("Taraz", 17, "17 people", "qt-t"), ("none", 70, "70", ""), ("All", 238, "238", "qt-k")],
        columns=["place", "value", "text", "id"],
    )  # fmt: skip
    assert titles.places_title(rows) == "151 of the 238 died in Almaty; 70 have no place"


def test_the_airlift_is_told_by_its_flights_or_its_aircraft():
    rows = pd.DataFrame(
        [("flights_in", "more than 108 flights"), ("days_of_airlift", "4 days"), ("days_of_airlift", "3 days"),
         ("aircraft_in_the_air_group", "75 aircraft")],
        columns=["measure", "text"],
    )  # fmt: skip
    assert titles.airlift_title(rows) == "The airlift: more than 108 flights in 3 or 4 days"
    assert titles.airlift_title(rows.iloc[:1]) == "The airlift: more than 108 flights"
    assert titles.airlift_title(rows.iloc[3:]) == "The airlift: 75 aircraft"


def test_most_aircraft_home_are_those_that_flew_and_not_those_planned():
    rows = pd.DataFrame(
        [("a", "aircraft_out_planned", 90, "2022-01-14"), ("b", "aircraft_out", 40, "2022-01-18"), ("c", "aircraft_out", 4, "2022-01-19")],
        columns=["id", "measure", "value", "start"],
    )  # fmt: skip
    rows = rows.assign(start=pd.to_datetime(rows["start"]), end=pd.to_datetime(rows["start"]))
    assert titles.home_title(rows) == "Home by air: 40 aircraft on 18 January; the last 4 on 19 January"
    assert titles.home_title(rows.iloc[:1]) == "Home by air: 90 aircraft on 14 January"


def soldiers(*rows: tuple) -> pd.DataFrame:
    columns = ["theatre", "panel", "value", "low", "high", "text", "stated", "sources"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


NEAR = (
    "pl-ukraine-border",
    "people, the border",
    None,
    None,
    122_000,
    "just under 122,000 people",
    "nearly 122,000",
    "ref-a",
)
FAR = ("pl-ukraine-border", "people, the border", 143_500, None, None, "143,500 people", "143,500", "ref-a")
WORDS = (
    "pl-ukraine-border",
    "people, the border",
    None,
    2000,
    None,
    "“thousands” (at least 2,000 people)",
    "thousands",
    "SCMP",
)


def test_ukraine_s_border_has_a_range_or_only_words():
    assert titles.near_ukraine_title(soldiers(FAR, WORDS, NEAR)) == (
        "Russian soldiers at Ukraine's border: just under 122,000 to 143,500"
    )
    assert titles.near_ukraine_title(soldiers(FAR)) == "Russian soldiers at Ukraine's border: 143,500"
    assert titles.near_ukraine_title(soldiers(WORDS)) == (
        "Russian soldiers at Ukraine's border: no number, only “thousands” (SCMP)"
    )


def test_other_deployments_go_from_the_fewest_to_the_most():
    few = ("pl-hills", "people, the hills", 1960, None, None, "1,960 people", "1,960", "ref-a")
    many = ("pl-valley", "people, the valley", 7000, None, None, "about 7,000 people", "some 7,000", "ref-a")
    assert titles.elsewhere_title(soldiers(many, few)) == "For scale: 1,960 in the hills, about 7,000 in the valley"
    assert titles.elsewhere_title(soldiers(many)) == "For scale: about 7,000 in the valley"


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@pytest.mark.parametrize("chosen", [[], ["SCMP"], ["RFERL"], ["CEIAS"], ["SCMP", "RFERL"]], ids=str)
def test_the_answer_names_no_article_that_isn_t_chosen_and_no_number_that_nobody_states(filtered, chosen, reference):
    part = filtered(chosen, reference)
    said = titles.answer(part, part)
    assert said.endswith(".")
    for key, name in (("SCMP", "SCMP"), ("RFERL", "RFE/RL")):
        assert (name in said) == (key in chosen and key in ("SCMP", "RFERL")), said
    if not chosen and not reference:
        assert not re.search(r"\d", said)
