"""Titles state the finding of the rows that a chart draws, and nothing else."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from qantar.charts import titles
from qantar.facts import labels
from qantar.themes.coverage import titles as coverage_titles
from qantar.themes.intervention import titles as intervention_titles
from qantar.themes.investment import titles as investment_titles
from qantar.themes.map import titles as map_titles


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d,.])\d+(?![\d,.]*\d)", text)]


def test_the_title_of_troops_gives_a_number_only_where_one_is_stated(small):
    troops = labels.amounts(small, "troops")
    both = intervention_titles.troops_title(troops)
    assert "about 2,500" in both
    assert "SCMP" in both
    assert "RFE/RL" in both
    vague = intervention_titles.troops_title(troops[troops["id"] == "tr-few"])
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
    assert numbers_in(intervention_titles.troops_title(totals(PRINTED, PLANNED, COUNTED)).replace(",", "")) == [
        2030,
        2500 - 470,
        4000,
    ]
    assert "official" in intervention_titles.troops_title(totals(PRINTED, PLANNED, COUNTED))


def test_an_announcement_is_no_official_count():
    title = intervention_titles.troops_title(totals(PRINTED, PLANNED))
    assert "official" not in title
    assert numbers_in(title.replace(",", "")) == [2500, 4000]


def test_without_an_official_the_figures_are_listed_and_none_is_preferred():
    other = (3600, None, "reported", "", "3,600 people", "3600", "ref-a")
    title = intervention_titles.troops_title(totals(PRINTED, other))
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
    title = intervention_titles.contingents_title(rows)
    assert title == "Armenia 100; no official figure for Belarus and Russia"
    assert intervention_titles.contingents_title(rows.iloc[:2]) == "Armenia 100"
    assert intervention_titles.contingents_title(rows.iloc[-1:]) == "no official figure for Russia"


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
    steps = steps.assign(start=pd.to_datetime(steps["start"]), step=["request", "home", "sent", "home"])
    assert numbers_in(intervention_titles.deployments_title(steps, plans())) == [14, 5, 19, 2022]


def plans(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["qualifier", "start", "end"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def test_the_title_of_deployments_sets_what_was_announced_beside_what_it_took():
    steps = pd.DataFrame(
        [("ac-csto", "request", "2022-01-05"), ("ac-csto", "withdrawal_begins", "2022-01-13"), ("ac-csto", "home", "2022-01-19"),
         ("ac-armenia", "home", "2022-01-25")],
        columns=["contributor", "step", "start"],
    )  # fmt: skip
    steps["start"] = pd.to_datetime(steps["start"])
    alone = intervention_titles.deployments_title(steps, plans())
    assert alone == "Gone by 19 January, 6 days after the withdrawal began"
    announced = plans(
        ("at_most", "2022-01-13", "2022-01-23"), ("exact", "2022-01-13", "2022-01-23"),
        ("at_least", "2022-01-13", "2022-01-30"), ("unspecified", "2022-01-13", "2022-01-19"),
    )  # fmt: skip
    assert intervention_titles.deployments_title(steps, announced) == f"{alone}; 10 had been announced"
    either = pd.concat([announced, plans(("exact", "2022-01-13", "2022-01-20"))])
    assert intervention_titles.deployments_title(steps, either).endswith("7 or 10 had been announced"), (
        "neither is preferred"
    )


def airlift(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["measure", "value", "low", "text"]).astype(
        {"value": "Float64", "low": "Float64"}
    )


def test_the_title_of_the_airlift_sets_the_stated_average_beside_what_the_flights_make():
    rows = airlift(
        ("flights_in", None, 108, "more than 108 flights"), ("flights_in", 110, None, "about 110 flights"),
        ("days_of_airlift", 3, None, "3 days"), ("days_of_airlift", 4, None, "4 days"),
        ("flights_per_day", 20, None, "about 20 flights per day"), ("il_aircraft", None, 70, "more than 70 aircraft"),
    )  # fmt: skip
    # The fewest flights in the most days: no more can be said against the average.
    assert (
        intervention_titles.airlift_title(rows)
        == "More than 108 flights in 4 days make more than 27 a day; about 20 are stated too"
    )
    exact = intervention_titles.airlift_title(rows.iloc[1:])
    assert exact.startswith("About 110 flights in 4 days make 28 a day")
    for missing in ("days_of_airlift", "flights_per_day"):
        title = intervention_titles.airlift_title(rows[rows["measure"] != missing])
        assert title == "The airlift: more than 108 flights or about 110 flights into Kazakhstan"
    assert numbers_in(intervention_titles.airlift_title(rows.iloc[-1:])) == [1]


def test_the_title_of_casualties_tells_how_the_count_changed_and_what_was_withdrawn():
    rows = pd.DataFrame(
        [("deaths", 225, "2022-01-15", "superseded"), ("deaths", 164, "2022-01-09", "withdrawn"),
         ("deaths", 238, "2022-08-16", "stands"), ("deaths", 238, "2023-01-05", "stands"),
         ("detained", 9900, "2022-01-11", "stands"), ("deaths", None, None, "superseded")],
        columns=["measure", "value", "as_of", "standing"],
    )  # fmt: skip
    rows["as_of"] = pd.to_datetime(rows["as_of"])
    title = intervention_titles.casualties_title(rows.astype({"value": "Float64"}))
    assert title.endswith("164 (withdrawn), 225, 238; 9,900 detained")
    injured = pd.concat([rows, rows.iloc[[4]].assign(measure="injured", value=4353)])
    assert intervention_titles.casualties_title(injured.astype({"value": "Float64"})).endswith(
        "; 4,353 injured and 9,900 detained"
    )
    deaths = rows[rows["measure"] == "deaths"]
    assert intervention_titles.casualties_title(deaths.astype({"value": "Float64"})).endswith(
        "164 (withdrawn), 225, 238"
    )
    assert numbers_in(intervention_titles.casualties_title(rows.astype({"value": "Float64"}).iloc[[0, 4]])) == [2]


def test_the_title_of_deaths_by_place_says_how_many_have_none():
    rows = pd.DataFrame(
        [("Almaty", 151, "151 people", "qt-a"), ("Taraz", 17, "17 people", "qt-t"), ("none", 70, "70", ""), ("All", 238, "238", "qt-k")],
        columns=["place", "value", "text", "id"],
    )  # fmt: skip
    title = intervention_titles.places_title(rows)
    assert numbers_in(title) == [151, 238, 70]
    assert "Almaty" in title


def soldiers(*rows: tuple) -> pd.DataFrame:
    columns = ["id", "theatre", "panel", "value", "low", "high", "text", "stated", "scope", "sources"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


HERE = ("tr-here", "pl-kazakhstan", "people, Kazakhstan", 2030, None, None, "2,030 people", "2030", "", "ref-a")
FEW = ("tr-few", "pl-hills", "people, the hills", 1960, None, None, "1,960 people", "1,960", "", "ref-a")
BASE = ("tr-base", "pl-valley", "people, the valley", 7000, None, None, "about 7,000 people", "some 7,000", "", "ref-a")
DRILL = (
    "tr-drill",
    "pl-valley",
    "people, the valley",
    None,
    4000,
    None,
    "more than 4,000 people",
    "over 4,000",
    "",
    "ref-a",
)


def test_the_title_for_scale_gives_the_count_and_the_fewest_and_most_elsewhere():
    assert intervention_titles.elsewhere_title(soldiers(HERE, BASE, DRILL, FEW)) == (
        "For scale: 2,030 in Kazakhstan; elsewhere from 1,960 (the hills) to about 7,000 (the valley)"
    )
    assert intervention_titles.elsewhere_title(soldiers(DRILL)) == "For scale: elsewhere more than 4,000 (the valley)"


def test_the_title_of_the_border_says_for_which_distance_a_number_is_or_that_there_is_none():
    border = ("pl-ukraine-border", "people, the border")
    near = (
        "tr-near",
        *border,
        None,
        None,
        122_000,
        "just under 122,000 people",
        "nearly 122,000",
        "within 200 km",
        "ref-a",
    )
    far = ("tr-far", *border, 143_500, None, None, "143,500 people", "143,500", "within 400 km", "ref-a")
    vague = (
        "tr-vague",
        *border,
        None,
        2000,
        None,
        "“thousands” (at least 2,000 people)",
        "thousands",
        "on the border",
        "SCMP",
    )
    other = ("tr-other", "pl-belarus", "people, Belarus", 9, None, None, "9 people", "9", "", "ref-a")
    assert intervention_titles.near_ukraine_title(soldiers(far, vague, near, other)) == (
        "Russian soldiers near Ukraine: from just under 122,000 (within 200 km) to 143,500 (within 400 km)"
    )
    assert (
        intervention_titles.near_ukraine_title(soldiers(far))
        == "Russian soldiers near Ukraine: 143,500 (within 400 km)"
    )
    alone = intervention_titles.near_ukraine_title(soldiers(vague))
    assert alone == "Russian soldiers at Ukraine's border: no number, only “thousands” (SCMP)"


def money(*rows: tuple) -> pd.DataFrame:
    """Return sums: who says so, value, text, year."""
    frame = pd.DataFrame(rows, columns=["says", "value", "text", "year"]).astype({"value": "Float64"})
    return frame.assign(end=pd.to_datetime(frame["year"].astype("str") + "-12-31"), at=frame["year"] + 1.0)


def test_the_title_of_the_region_sets_the_last_stock_of_each_institution_against_the_others():
    one = money(("Ministry", 14.7, "US$14.7 bn", 2018), ("Ministry", 8.9, "US$8.9 bn", 2013))
    one = one.assign(measure="direct_investment")
    assert investment_titles.region_title(one).endswith("US$8.9 bn in 2013 and US$14.7 bn in 2018")
    stocks = money(
        ("Bank", 27.7, "US$27.7 bn", 2024),
        ("Bank", 35.9, "US$35.9 bn", 2025),
        ("Ministry", None, "just under US$15 bn", 2022),
    ).assign(measure="fdi_stock")
    contracts = money(("Tracker", 54.5, "US$54.5 bn", 2019)).assign(measure="contracts_and_investment")
    title = investment_titles.region_title(pd.concat([one, stocks, contracts]))
    assert "just under US$15 bn (Ministry, 2022) or US$35.9 bn (Bank, 2025)" in title
    assert "54.5" not in title, "contracts aren't set beside direct investment"


def test_the_title_of_measures_says_from_where_to_where_and_that_they_are_not_to_be_added():
    rows = pd.DataFrame(
        [
            ("fdi_net_flow", "Net flow", 0.5, "US$0.5 bn", "Bank"),
            ("fdi_stock", "Stock of one", 5.4, "US$5.4 bn", "Bank"),
            ("total_invested", "Sums over years", 42, "US$42 bn", "Anna"),
            ("total_invested", "Sums over years", None, "“tens”", "Boris"),
        ],
        columns=["measure", "group", "value", "text", "says"],
    )
    title = investment_titles.measures_title(rows)
    assert "3 measures, from US$5.4 bn (stock of one) to US$42 bn (sums over years)" in title, (
        "not the flow of one year"
    )
    assert "not to be added" in title
    assert investment_titles.measures_title(rows.iloc[[3]]) == "Chinese money in Kazakhstan: “tens”, by Boris alone"
    assert investment_titles.measures_title(rows.iloc[[2, 3]]).endswith("US$42 bn and “tens”, not to be added up")


def test_the_title_of_flows_gives_their_sum_and_the_years_below_nothing():
    rows = pd.DataFrame({"year": [2019, 2020, 2021], "value": [1.25, -0.5, 0.5]})
    title = investment_titles.flows_title(rows)
    assert title.endswith("net, 2019–2021: US$1.2 bn; in 1 of 3 years more went back than came")
    assert investment_titles.flows_title(rows.iloc[[0, 2]]).endswith("US$1.8 bn")


def test_the_title_of_the_project_list_gives_its_first_its_longest_and_its_last():
    rows = money(
        ("a", 52, "52", 2022), ("a", 25, "25", 2015), ("a", 56, "56", 2021), ("a", 45, "45", 2024), ("a", 27, "x", 2019)
    )
    rows["panel"] = ["number of projects"] * 4 + ["announced value, US$ bn"]
    assert numbers_in(investment_titles.project_list_title(rows)) == [25, 2015, 56, 2021, 45, 2024]
    assert investment_titles.project_list_title(rows.iloc[[0, 4]]).endswith("52 and x")


def test_the_title_of_two_partners_is_for_the_last_year_that_both_have():
    rows = money(
        ("a", 5.5, "US$5.5 bn", 2021), ("a", 3, "US$3 bn", 2020), ("b", 2, "US$2 bn", 2020), ("c", 4, "US$4 bn", 2020)
    )
    rows = rows.assign(series=["china", "china", "russia", "china"], series_name=["China", "China", "Russia", "China"])
    assert investment_titles.beside_title(rows, "Stock") == "Stock, 2020: China US$3 bn or US$4 bn and Russia US$2 bn"
    assert investment_titles.beside_title(rows.iloc[:2], "Stock") == "Stock, 2021: China US$5.5 bn"


def test_the_title_of_shares_of_gdp_compares_like_with_like():
    rows = pd.DataFrame(
        [("Kazakhstan", 2.0, False), ("Kazakhstan", 4.4, True), ("Tajikistan", 18.2, True)],
        columns=["country", "share", "whole"],
    )
    rows = rows.assign(text=rows["share"].map("{:.1f} %".format), says=["Bank", "Fund", "Fund"])
    title = investment_titles.size_title(rows)
    assert title.endswith("from 4.4 % (Kazakhstan) to 18.2 % (Tajikistan)"), "the 2 % are of one year, by another count"
    assert "by the Fund's count" in title
    assert "count" not in investment_titles.size_title(rows.iloc[[0]])


def test_the_title_of_projects_says_how_many_sums_are_costs():
    rows = pd.DataFrame({"stated": ["3 billion", "", "1"], "value_kind": ["stated cost", "no cost found", "loan"]})
    assert "of 2 sums, 1 is what something costs" in investment_titles.projects_title(rows)
    assert investment_titles.projects_title(rows.iloc[[1]]).startswith("1 entry ")
    assert "of 1 sum, none are" in investment_titles.projects_title(rows.iloc[[2]])


@pytest.mark.parametrize(("of", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a or b or c")])
def test_alternatives_are_written_with_or(of, text):
    assert titles.either(of) == text


def test_the_title_of_growth_has_both_per_cents():
    title = investment_titles.growth_title({"first": 8.9, "last": 14.7, "computed": 65.17, "printed": 40.0})
    assert all(part in title for part in ("US$8.9 bn", "US$14.7 bn", "65 %", "40 %"))


def test_the_title_of_coverage_counts_the_facts_of_each_source():
    counts = pd.DataFrame([("SCMP", 5), ("SCMP", 6), ("RFERL", 2), ("CEIAS", 9)], columns=["source", "facts"])
    title = coverage_titles.coverage_title(counts)
    assert [part in title for part in ("SCMP 11", "RFE/RL 2", "CEIAS 9")] == [True] * 3
    alone = coverage_titles.coverage_title(counts[counts["source"] == "CEIAS"])
    assert "CEIAS" in alone
    assert numbers_in(alone) == [9]


def test_the_title_of_steps_goes_from_the_first_day_to_the_last():
    steps = pd.DataFrame(
        {
            "title": ["They left", "They came", "Somewhen"],
            "start": pd.to_datetime(["2022-01-13", "2022-01-06", "2022-01-01"]),
            "precision": ["day", "day", "span"],
        }
    )
    title = intervention_titles.steps_title(steps)
    assert numbers_in(title) == [6, 13]
    assert title.lower().index("they came") < title.lower().index("they left")
    assert numbers_in(intervention_titles.steps_title(steps.iloc[[2]])) == [1], "a span gives no day"


def seen(*facts: tuple[str, str, str]) -> pd.DataFrame:
    rows = pd.DataFrame(facts, columns=["kind", "at", "now"])
    return rows.assign(stays=rows["kind"] == "deployment", leaves=False, origin="", begin="")


def test_the_title_of_the_map_counts_places_and_not_what_is_over():
    rows = seen(
        ("protest", "a", ""), ("protest", "a", ""), ("protest", "b", ""), ("violence", "b", "over"),
        ("violence", "c", "perhaps on this day"), ("deployment", "c", ""), ("other", "d", ""),
    )  # fmt: skip
    assert map_titles.map_title(rows, "5 January 2022") == (
        "5 January 2022: protest in 2 places and CSTO soldiers at 1 place"
    )
    rest = seen(("meeting", "a", ""), ("energy", "a", ""), ("other", "b", "over"))
    assert map_titles.map_title(rest, "9 January 2022") == "9 January 2022: 2 facts at 1 place"
    assert map_titles.map_title(seen(), "9 January 2022") == "9 January 2022: nothing that is certain on this day"
    nowhere = seen(("protest", "", ""), ("protest", "a", ""))
    assert map_titles.map_title(nowhere, "Then") == "Then: protest in 1 place", "a country is no place"
