"""Titles state the finding of the rows that a chart draws, and nothing else."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from qantar import derive, titles


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d,.])\d+(?![\d,.]*\d)", text)]


def test_the_title_of_events_counts_those_that_several_articles_report(small):
    events = derive.with_sources(small, "events")
    assert numbers_in(titles.events_title(events, "Then")) == [4, 1]
    alone = events[~events["sources"].str.contains("|", regex=False)]
    assert numbers_in(titles.events_title(alone, "Then")) == [3]
    one = titles.events_title(alone.iloc[:1], "Then")
    assert "1 event," in one
    assert "each" not in one


def test_the_title_of_troops_gives_a_number_only_where_one_is_stated(small):
    troops = derive.amounts(small, "troops")
    both = titles.troops_title(troops)
    assert "about 2,500" in both
    assert "SCMP" in both
    assert "RFE/RL" in both
    vague = titles.troops_title(troops[troops["id"] == "tr-few"])
    assert "a few thousand" in vague
    assert not re.search(r"\d", vague), "no number is made up"
    assert "RFE/RL" in vague


def totals(*rows: tuple) -> pd.DataFrame:
    columns = ["value", "low", "phase", "official", "text", "stated", "sources"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "low": "Float64"})


COUNTED = (2030, None, "deployed", "yes", "2,030 people", "2030", "ref-a")
PLANNED = (2500, None, "planned", "yes", "2,500 people", "2500", "ref-a")
PRINTED = (4000, None, "reported", "", "about 4,000 people", "4000", "ref-b")


def test_the_title_of_troops_gives_the_official_count_and_how_far_the_others_are_apart():
    assert numbers_in(titles.troops_title(totals(PRINTED, PLANNED, COUNTED)).replace(",", "")) == [
        2030,
        2500 - 470,
        4000,
    ]
    assert "official" in titles.troops_title(totals(PRINTED, PLANNED, COUNTED))


def test_an_announcement_is_no_official_count():
    title = titles.troops_title(totals(PRINTED, PLANNED))
    assert "official" not in title
    assert numbers_in(title.replace(",", "")) == [2500, 4000]


def test_without_an_official_the_figures_are_listed_and_none_is_preferred():
    other = (3600, None, "reported", "", "3,600 people", "3600", "ref-a")
    title = titles.troops_title(totals(PRINTED, other))
    assert numbers_in(title.replace(",", "")) == [2, 4000, 3600]
    assert "official" not in title


def contingents(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["country", "official", "value", "low", "high"]).astype(
        dict.fromkeys(("value", "low", "high"), "Float64")
    )


def test_the_title_of_contingents_names_who_has_no_official_figure():
    rows = contingents(
        ("Armenia", True, 70, None, None),
        ("Armenia", True, 100, None, None),
        ("Armenia", False, 90, None, None),
        ("Belarus", True, None, None, None),  # an official speaks of a company, and gives no number
        ("Belarus", False, 500, None, None),
        ("Russia", False, 3000, None, None),
    )
    title = titles.contingents_title(rows)
    assert title == "Armenia 100; no official figure for Belarus and Russia"
    assert titles.contingents_title(rows.iloc[:2]) == "Armenia 100"
    assert titles.contingents_title(rows.iloc[-1:]) == "no official figure for Russia"


def test_the_title_of_deployments_counts_the_days_of_the_whole_force():
    steps = pd.DataFrame(
        [
            ("ac-csto", "2022-01-05"),
            ("ac-csto", "2022-01-19"),
            ("ac-armenia", "2022-01-04"),
            ("ac-armenia", "2022-01-25"),
        ],
        columns=["contributor", "start"],
    )
    steps["start"] = pd.to_datetime(steps["start"])
    assert numbers_in(titles.deployments_title(steps)) == [14, 5, 19, 2022]


def test_the_title_of_the_airlift_gives_every_stated_size():
    rows = pd.DataFrame(
        [("aircraft_in_the_air_group", "75 aircraft"), ("aircraft_in_the_air_group", "more than 80 aircraft"),
         ("flights_in", "about 110 flights"), ("il_aircraft", "70 aircraft")],
        columns=["measure", "text"],
    )  # fmt: skip
    title = titles.airlift_title(rows)
    assert "75 or more than 80 aircraft" in title
    assert "about 110 flights in" in title
    assert "70" not in title, "one type isn't the air group"
    assert numbers_in(titles.airlift_title(rows.iloc[-1:])) == [1]


def test_the_title_of_casualties_tells_how_the_count_changed_and_what_was_withdrawn():
    rows = pd.DataFrame(
        [("deaths", 225, "2022-01-15", "superseded"), ("deaths", 164, "2022-01-09", "withdrawn"),
         ("deaths", 238, "2022-08-16", "stands"), ("deaths", 238, "2023-01-05", "stands"),
         ("detained", 9900, "2022-01-11", "stands"), ("deaths", None, None, "superseded")],
        columns=["measure", "value", "as_of", "standing"],
    )  # fmt: skip
    rows["as_of"] = pd.to_datetime(rows["as_of"])
    title = titles.casualties_title(rows.astype({"value": "Float64"}))
    assert title.endswith("164 (withdrawn), 225, 238")
    assert numbers_in(titles.casualties_title(rows.astype({"value": "Float64"}).iloc[[0, 4]])) == [2]


def test_the_title_of_deaths_by_place_says_how_many_have_none():
    rows = pd.DataFrame(
        [("Almaty", 151, "151 people", "qt-a"), ("Taraz", 17, "17 people", "qt-t"), ("none", 70, "70", ""), ("All", 238, "238", "qt-k")],
        columns=["place", "value", "text", "id"],
    )  # fmt: skip
    title = titles.places_title(rows)
    assert numbers_in(title) == [151, 238, 70]
    assert "Almaty" in title


def test_the_title_of_other_theatres_names_each_once():
    title = titles.elsewhere_title(
        pd.DataFrame({"panel": ["people, Tajikistan", "people, the border", "people, the border"]})
    )
    assert title.endswith("Tajikistan and the border")


def money(*rows: tuple) -> pd.DataFrame:
    """Return sums: who says so, value, text, year."""
    frame = pd.DataFrame(rows, columns=["says", "value", "text", "year"]).astype({"value": "Float64"})
    return frame.assign(end=pd.to_datetime(frame["year"].astype("str") + "-12-31"), at=frame["year"] + 1.0)


def test_the_title_of_the_region_counts_institutions_or_lists_the_numbers_of_one():
    one = money(("Ministry", 14.7, "US$14.7 bn", 2018), ("Ministry", 8.9, "US$8.9 bn", 2013))
    assert titles.region_title(one).endswith("US$8.9 bn in 2013 and US$14.7 bn in 2018")
    several = pd.concat([one, money(("Bank", 35.9, "US$35.9 bn", 2025), ("Bank", None, "more than US$14 bn", 2022))])
    title = titles.region_title(several)
    assert numbers_in(title)[:2] == [4, 2], "numbers and institutions"
    assert title.endswith("from US$8.9 bn to US$35.9 bn")


def test_the_title_of_measures_says_that_they_are_not_to_be_added():
    rows = pd.DataFrame({"measure": ["fdi_stock", "fdi_stock", "total_invested"]})
    title = titles.measures_title(rows)
    assert numbers_in(title) == [3, 2]
    assert "not to be added" in title


def test_the_title_of_the_project_list_gives_its_first_its_longest_and_its_last():
    rows = money(
        ("a", 52, "52", 2022), ("a", 25, "25", 2015), ("a", 56, "56", 2021), ("a", 45, "45", 2024), ("a", 27, "x", 2019)
    )
    rows["panel"] = ["number of projects"] * 4 + ["value, US$ bn"]
    assert numbers_in(titles.project_list_title(rows)) == [25, 2015, 56, 2021, 45, 2024]
    assert titles.project_list_title(rows.iloc[[0, 4]]).endswith("52 and x")


def test_the_title_of_two_partners_is_for_the_last_year_that_both_have():
    rows = money(
        ("a", 5.5, "US$5.5 bn", 2021), ("a", 3, "US$3 bn", 2020), ("b", 2, "US$2 bn", 2020), ("c", 4, "US$4 bn", 2020)
    )
    rows = rows.assign(series=["china", "china", "russia", "china"], series_name=["China", "China", "Russia", "China"])
    assert titles.beside_title(rows, "Stock") == "Stock, 2020: China US$3 bn or US$4 bn and Russia US$2 bn"
    assert titles.beside_title(rows.iloc[:2], "Stock") == "Stock, 2021: China US$5.5 bn"


def test_the_title_of_shares_of_gdp_compares_like_with_like():
    rows = pd.DataFrame(
        [("Kazakhstan", 2.0, False), ("Kazakhstan", 4.4, True), ("Tajikistan", 18.2, True)],
        columns=["country", "share", "mixed"],
    )
    title = titles.size_title(rows.assign(text=rows["share"].map("{:.1f} %".format)))
    assert title.endswith("from 4.4 % (Kazakhstan) to 18.2 % (Tajikistan)"), "the 2 % are of one year, by another count"


def test_the_title_of_projects_counts_those_with_a_sum():
    assert numbers_in(titles.projects_title(pd.DataFrame({"stated": ["3 billion", "", "1"]}))) == [3, 2]
    assert titles.projects_title(pd.DataFrame({"stated": [""]})).startswith("1 entry ")


@pytest.mark.parametrize(("of", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a or b or c")])
def test_alternatives_are_written_with_or(of, text):
    assert titles.either(of) == text


def test_the_title_of_growth_has_both_per_cents():
    title = titles.growth_title({"first": 8.9, "last": 14.7, "computed": 65.17, "printed": 40.0})
    assert all(part in title for part in ("US$8.9 bn", "US$14.7 bn", "65 %", "40 %"))


def test_the_title_of_winners_counts_the_speakers_on_both_sides():
    counts = pd.DataFrame(
        [("russia", "gain", 4), ("russia", "mixed", 9), ("china", "loss", 2), ("china", "gain", 3)],
        columns=["country", "outcome", "speakers"],
    )
    title = titles.winners_title(counts)
    assert "Russia 4 to 0" in title
    assert "China 3 to 2" in title
    assert "Kazakhstan" not in title, "nobody speaks of it"


def test_the_title_of_positions_counts_speakers():
    cells = pd.DataFrame(
        [
            ("a", "relationship", "closer", 1),
            ("b", "relationship", "closer", 2),
            ("b", "relationship", "rift", 1),
            ("c", "relationship", "rift", 1),
            ("d", "relationship", "rift", 1),
            ("e", "relationship", "stable", 0),
            ("e", "china", "loss", 1),
        ],
        columns=["speaker", "question", "answer", "flat"],
    )
    counts = numbers_in(titles.positions_title(cells))
    assert counts == [5, 2, 3, 1], (
        "speakers, closer, rift (one only hedges that it is unchanged), those who say more than one"
    )
    silent = titles.positions_title(cells[cells["question"] == "china"])
    assert numbers_in(silent) == [1]
    assert "none" in silent


def test_the_title_of_coverage_counts_the_facts_of_each_source():
    counts = pd.DataFrame([("SCMP", 5), ("SCMP", 6), ("RFERL", 2), ("CEIAS", 9)], columns=["source", "facts"])
    title = titles.coverage_title(counts)
    assert [part in title for part in ("SCMP 11", "RFE/RL 2", "CEIAS 9")] == [True] * 3
    alone = titles.coverage_title(counts[counts["source"] == "CEIAS"])
    assert "CEIAS" in alone
    assert numbers_in(alone) == [9]


def test_the_title_of_days_names_the_busiest_only_where_there_is_one():
    days = pd.DataFrame({"start": pd.to_datetime(["2022-01-05"] * 3 + ["2022-01-11"] * 2)})
    title = titles.days_title(days)
    assert numbers_in(title)[:2] == [5, 2]
    assert "5th" in title
    for tied in ([0, 3], [0, 1, 3, 4]):
        assert not re.search(r"\dth", titles.days_title(days.iloc[tied]))


def test_the_title_of_steps_goes_from_the_first_day_to_the_last():
    steps = pd.DataFrame(
        {
            "title": ["They left", "They came", "Somewhen"],
            "start": pd.to_datetime(["2022-01-13", "2022-01-06", "2022-01-01"]),
            "precision": ["day", "day", "span"],
        }
    )
    title = titles.steps_title(steps)
    assert numbers_in(title) == [6, 13]
    assert title.lower().index("they came") < title.lower().index("they left")
    assert numbers_in(titles.steps_title(steps.iloc[[2]])) == [1], "a span gives no day"


def seen(*facts: tuple[str, str, str]) -> pd.DataFrame:
    rows = pd.DataFrame(facts, columns=["kind", "at", "now"])
    return rows.assign(stays=rows["kind"] == "deployment", leaves=False, origin="", begin="")


def test_the_title_of_the_map_counts_places_and_not_what_is_over():
    rows = seen(
        ("protest", "a", ""), ("protest", "a", ""), ("protest", "b", ""), ("violence", "b", "over"),
        ("violence", "c", "perhaps on this day"), ("deployment", "c", ""), ("other", "d", ""),
    )  # fmt: skip
    assert titles.map_title(rows, "5 January 2022") == (
        "5 January 2022: protest in 2 places and CSTO soldiers at 1 place"
    )
    rest = seen(("meeting", "a", ""), ("energy", "a", ""), ("other", "b", "over"))
    assert titles.map_title(rest, "9 January 2022") == "9 January 2022: 2 facts at 1 place"
    assert titles.map_title(seen(), "9 January 2022") == "9 January 2022: nothing that is certain on this day"
    nowhere = seen(("protest", "", ""), ("protest", "a", ""))
    assert titles.map_title(nowhere, "Then") == "Then: protest in 1 place", "a country is no place"
