"""What the titles of investment say, counted by hand."""

import pandas as pd

from qantar.themes.investment import titles


def money(*rows: tuple) -> pd.DataFrame:
    """Return sums: series, value, high, text, year."""
    frame = pd.DataFrame(rows, columns=["series", "value", "high", "text", "year"])
    frame = frame.astype({"value": "Float64", "high": "Float64"}).assign(low=pd.NA)
    return frame.assign(end=pd.to_datetime(frame["year"].astype("str") + "-12-31"), at=frame["year"] + 1.0)


def test_the_region_has_the_last_number_of_each_who_counts():
    one = money(("mofcom", 14.7, None, "US$14.7 bn", 2018), ("mofcom", 8.9, None, "US$8.9 bn", 2013))
    one = one.assign(measure="direct_investment")
    assert titles.region_title(one) == "China in five states: US$8.9 bn in 2013 and US$14.7 bn in 2018"
    stocks = money(
        ("edb", 27.7, None, "", 2024), ("edb", 35.9, None, "", 2025), ("mofcom", None, 15, "just under US$15 bn", 2022)
    ).assign(measure="fdi_stock")
    assert titles.region_title(pd.concat([one, stocks])) == "China in five states: US$15 or 36 bn, by who counts"


def measured(*rows: tuple) -> pd.DataFrame:
    columns = ["value", "low", "high", "text", "stated", "sources"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


SMALL = (2.1, None, None, "US$2.1 bn", "", "ref-a")
LARGE = (41.9, None, None, "about US$41.9 bn", "41.9", "ref-b")
TOTAL = (19.2, None, None, "US$19.2 bn", "US$19.2 billion", "SCMP")
TENS = (None, 20, 100, "“tens of billions”", "tens of billions", "RFERL")


def test_one_country_has_as_many_answers_as_there_are():
    assert titles.measures_title(measured(SMALL, TOTAL, TENS, LARGE)) == (
        "Chinese money in Kazakhstan: US$2 bn or 42 bn, depending on what is counted"
    )
    assert titles.measures_title(measured(TOTAL, TENS)) == "China in Kazakhstan: US$19.2 bn or “tens of billions”"
    assert titles.measures_title(measured(TENS)) == "Chinese money in Kazakhstan: “tens of billions”, says RFE/RL"
    assert titles.measures_title(measured(TOTAL)) == "Chinese money in Kazakhstan: US$19.2 bn, says SCMP"


def test_the_printed_growth_stands_beside_the_one_of_its_amounts():
    title = titles.growth_title({"first": 8.9, "last": 14.7, "computed": 65.17, "printed": 40.0})
    assert title == "The 40 % that is 65 %: from US$8.9 bn to 14.7 bn"


def test_two_stakes_are_level_or_one_is_larger_in_the_last_year_that_both_have():
    rows = money(
        ("ac-china", 9.9, None, "", 2022), ("ac-china", 5.5, None, "", 2021), ("ac-russia", 5.4, None, "", 2021),
        ("ac-china", 9, None, "", 2020), ("ac-russia", 4, None, "", 2020),
    ).assign(name="")  # fmt: skip
    assert titles.stocks_title(rows) == "China's and Russia's stakes in Kazakhstan were level by 2021"
    assert titles.stocks_title(rows.iloc[3:]) == "China held more in Kazakhstan than Russia by 2020"
    assert titles.stocks_title(rows.iloc[:2].assign(name="China")) == "Direct investment in Kazakhstan: China"


def test_flows_say_in_how_many_years_more_went_back_and_no_sum():
    rows = pd.DataFrame({"year": [2019, 2020, 2021], "value": [1.25, -0.5, 0.5]})
    assert titles.flows_title(rows) == "In 1 of 3 years more Chinese money left Kazakhstan than came"
    assert titles.flows_title(rows.iloc[[0, 2]]) == "Chinese money came to Kazakhstan every year, 2019–2021"


def test_trade_has_both_counts_of_the_last_year_that_both_partners_have():
    rows = money(
        ("ac-china", 24.1, None, "", 2022), ("ac-china|chinese", 31.2, None, "", 2022), ("ac-russia", 24.3, None, "", 2022),
        ("ac-china", 40, None, "", 2023),
    )  # fmt: skip
    rows = rows.assign(investor=rows["series"].str.split("|").str[0])
    assert titles.trade_title(rows) == "Trade of 2022: US$24.1 or 31.2 bn with China, 24.3 bn with Russia"


def test_the_list_has_its_first_its_longest_and_its_last():
    rows = money(
        ("a", 52, None, "52", 2022), ("a", 25, None, "25", 2015), ("a", 56, None, "56", 2021), ("a", 45, None, "45", 2024),
        ("a", 27, None, "x", 2019),
    ).assign(what=["projects"] * 4 + ["value"])  # fmt: skip
    assert titles.project_list_title(rows) == "Joint projects on the list: 25 in 2015, 56 in 2021, 45 in 2024"
    assert titles.project_list_title(rows.iloc[[0]]) == "The list of joint projects: 52"


def test_shares_of_gdp_compare_like_with_like():
    rows = pd.DataFrame(
        [("Kazakhstan", 22.0, False), ("Kazakhstan", 4.4, True), ("Tajikistan", 18.2, True)],
        columns=["country", "share", "whole"],
    )
    title = titles.size_title(rows)
    assert title == "Chinese investment weighs most in Tajikistan: 18 % of GDP", "the 22 % are by another count"


def test_projects_say_what_their_sums_are():
    rows = pd.DataFrame({"stated": ["3 billion", "", "1"], "value_kind": ["stated cost", "a price, not found", "loan"]})
    assert titles.projects_title(rows) == "Named projects: a sum may be a cost or loan"
    assert titles.projects_title(rows.iloc[[1]]) == "Named projects, none with a sum"
