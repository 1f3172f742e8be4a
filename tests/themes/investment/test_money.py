"""What the charts of money need, counted by hand, and rules that hold for every choice of articles."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import by_hand
import pandas as pd
import pytest

from qantar.facts import ledger, quantities, words
from qantar.themes.investment import rows as investment_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CHOICES = [[], *[[key] for key in ARTICLES], ["SCMP", "RFERL"], ARTICLES]
IDS = ["none", *["+".join(chosen) for chosen in CHOICES[1:-1]], "all"]
EVERY = pytest.mark.parametrize("chosen", CHOICES, ids=IDS)
REGION = {"recipient": "ac-central-asian-states"}
TRADE = {"measure": "trade_goods", "by": "ref-late"}


def end(year: int, month_day: str = "12-31") -> dict[str, str]:
    """Return the cells of a stock: its period is one day."""
    return {"start": f"{year}-{month_day}", "end": f"{year}-{month_day}"}


def over(first: int, last: int) -> dict[str, str]:
    """Return the cells of a sum: its period is whole years."""
    return {"start": f"{first}-01-01", "end": f"{last}-12-31"}


@pytest.fixture(scope="module")
def hand(tmp_path_factory) -> dict[str, pd.DataFrame]:
    """A few sums. Not to be changed."""
    return by_hand.tables(
        tmp_path_factory.mktemp("money"),
        investment=[
            # the five states
            {"id": "inv-region-2018", **REGION, "measure": "direct_investment", "value": "15", **over(2018, 2018),
             "claimant": "ac-mofcom", "by": "SCMP"},
            {"id": "inv-region-2012", **REGION, "value": "8", **end(2012), "claimant": "ac-mofcom", "by": "ref-late"},
            {"id": "inv-region-2022", **REGION, "low": "14", **end(2022, "07-01"), "claimant": "ac-mofcom", "by": "ref-late"},
            {"id": "inv-region-bank", **REGION, "value": "20", **end(2016), "claimant": "ac-edb", "by": "ref-late"},
            {"id": "inv-region-contracts", **REGION, "measure": "contracts_and_investment", "value": "54", **over(2005, 2019),
             "claimant": "ac-aei-cgit", "by": "ref-late"},
            {"id": "inv-region-nobody", **REGION, "value": "9", **end(2014), "by": "ref-early"},
            {"id": "inv-region-growth", **REGION, "measure": "growth_of_direct_investment", "unit": "%", "value": "40",
             **over(2013, 2018), "by": "SCMP"},
            {"id": "inv-region-russia", **REGION, "investor": "ac-russia", "value": "5", **end(2022), "by": "ref-late"},
            # Kazakhstan, the central bank: the year before the crisis is nearest
            {"id": "inv-nbk-2016", "value": "3.5", **end(2016), "claimant": "ac-nbk", "by": "ref-late"},
            {"id": "inv-nbk-2021", "value": "5.5", **end(2021), "claimant": "ac-nbk", "by": "ref-late"},
            {"id": "inv-nbk-2023", "value": "7", **end(2023), "claimant": "ac-nbk", "by": "ref-late"},
            {"id": "inv-nbk-russia-2021", "investor": "ac-russia", "value": "5.4", **end(2021), "claimant": "ac-nbk",
             "by": "ref-late"},
            # Kazakhstan, the development bank: 2013 is eight years away, June 2024 two and a half
            {"id": "inv-edb-2013", "value": "22", **end(2013), "claimant": "ac-edb", "by": "ref-late"},
            {"id": "inv-edb-2024", "value": "10", **end(2024, "06-30"), "claimant": "ac-edb", "by": "ref-late"},
            # sums over years, and what an article says of a series in which the central bank has a nearer number
            {"id": "inv-sum-short", "measure": "total_invested", "value": "14", **over(2005, 2017), "by": "ref-early"},
            {"id": "inv-sum-long", "measure": "total_invested", "value": "19", **over(2005, 2020), "claimant": "ac-anna", "by": "SCMP"},
            {"id": "inv-sum-open", "measure": "total_invested", "low": "20", "high": "100", "by": "RFERL"},
            {"id": "inv-article-old", "value": "2", **end(2009), "claimant": "ac-nbk", "by": "SCMP"},
            {"id": "inv-share", "measure": "share_of_stock", "unit": "%", "value": "3", **end(2021), "by": "ref-late"},
            # the list of projects
            {"id": "inv-list-2015", "measure": "project_list_value", "value": "23", **end(2015, "09-01"), "by": "ref-late"},
            {"id": "inv-list-2022", "measure": "project_list_value", "low": "21.2", **end(2022, "09-13"), "by": "ref-late"},
            {"id": "inv-list-count", "measure": "project_list_count", "unit": "projects", "value": "52", **end(2022, "09-13"),
             "claimant": "ac-boris", "by": "ref-late"},
            {"id": "inv-list-article", "measure": "value_of_projects_to_be_finished", "high": "24.5", "end": "2023-12-31",
             "claimant": "ac-anna", "by": "SCMP"},
            {"id": "inv-list-article-count", "measure": "projects_to_be_finished", "unit": "projects", "value": "56",
             "end": "2023-12-31", "claimant": "ac-anna", "by": "SCMP"},
            # trade: two counts of one year, and Russia's
            {"id": "inv-trade-customs", **TRADE, "measure": "trade_goods_chinese_count", "value": "28.5", **over(2013, 2013),
             "claimant": "ac-china"},
            # the flow of each year, and what isn't said to be a stock or a flow
            {"id": "inv-flow-2019", "measure": "fdi_net_flow", "value": "-0.5", **over(2019, 2019), "claimant": "ac-nbk",
             "by": "ref-late"},
            {"id": "inv-flow-2020", "measure": "fdi_net_flow", "value": "0.25", **over(2020, 2020), "claimant": "ac-nbk",
             "by": "ref-late"},
            {"id": "inv-all-kinds", "measure": "investment_of_all_kinds", "value": "15", **end(2018, "06-30"), "by": "ref-late"},
            {"id": "inv-trade-kazakh", **TRADE, "value": "22.5", **over(2013, 2013), "claimant": "ac-kazakhstan"},
            {"id": "inv-trade-2012", **TRADE, "value": "20", **over(2012, 2012)},
            {"id": "inv-trade-russia", **TRADE, "investor": "ac-russia", "value": "16", **over(2017, 2017)},
            # for GDP: on one day the bank has all five states and their sum, on another all but one
            {"id": "inv-edb-region-2025", **REGION, "value": "36", **end(2025, "06-30"), "claimant": "ac-edb", "by": "ref-late"},
            *({"id": f"inv-edb-{state}-{year}", "recipient": f"ac-{state}", "value": "2", **end(year, "06-30"),
               "claimant": "ac-edb", "by": "ref-late"}
              for year in (2024, 2025) for state in ("kazakhstan", "uzbekistan", "kyrgyzstan", "turkmenistan")),
            {"id": "inv-edb-tajikistan-2025", "recipient": "ac-tajikistan", "value": "2", **end(2025, "06-30"), "claimant": "ac-edb",
             "by": "ref-late"},
            {"id": "inv-edb-armenia-2025", "recipient": "ac-armenia", "value": "2", **end(2025, "06-30"), "claimant": "ac-edb",
             "by": "ref-late"},
        ],
        quantities=[
            {"id": "qt-gdp-2016", "subject": "ac-kazakhstan", "measure": "gdp", "unit": "US$ bn", "theme": "size", "value": "140",
             **over(2016, 2016), "by": "ref-late"},
            {"id": "qt-gdp-2021", "subject": "ac-kazakhstan", "measure": "gdp", "unit": "US$ bn", "theme": "size", "value": "200",
             **over(2021, 2021), "by": "ref-early"},
            {"id": "qt-gdp-tajikistan", "subject": "ac-tajikistan", "measure": "gdp", "unit": "US$ bn", "theme": "size",
             "value": "10", **over(2023, 2023), "by": "ref-early"},
            {"id": "qt-gdp-tajikistan-before", "subject": "ac-tajikistan", "measure": "gdp", "unit": "US$ bn", "theme": "size",
             "value": "8", **over(2022, 2022), "by": "ref-early"},
        ],
        projects=[
            {"id": "pr-road", "name": "Road", "sector": "transport", "country": "ac-kazakhstan|ac-china", "place": "pl-taraz",
             "value": "3.5", "unit": "US$ bn", "by": "ref-late"},
            {"id": "pr-field", "name": "Field", "sector": "energy", "stated": "", "by": "ref-late"},
            {"id": "pr-dam", "name": "Dam", "sector": "energy", "claimant": "ac-anna", "by": "ref-early"},
        ],
    )  # fmt: skip


def pairs(rows: pd.DataFrame, *columns: str) -> list[tuple]:
    return [tuple(row) for row in rows[list(columns)].itertuples(index=False)]


# --- the five states ---


def test_the_region_has_a_series_for_each_who_measures_by_year(hand):
    assert pairs(investment_rows.region(hand), "id", "series") == [
        ("inv-region-2012", "ac-mofcom"),
        ("inv-region-nobody", "other"),
        ("inv-region-bank", "ac-edb"),
        ("inv-region-2018", "ac-mofcom"),
        ("inv-region-contracts", "ac-aei-cgit"),
        ("inv-region-2022", "ac-mofcom"),
        ("inv-edb-region-2025", "ac-edb"),
    ]


def test_another_measure_in_the_region_is_named_and_russia_is_not_china(hand):
    rows = investment_rows.region(hand).set_index("id")
    assert rows.loc["inv-region-2018", "label"] == "Ministry, 2018"
    assert rows.loc["inv-region-contracts", "label"] == "Tracker (contracts and investment), 2019"
    assert rows.loc["inv-region-nobody", "label"] == "unnamed, in The Agency, 2014", (
        "its publisher, where nobody is named"
    )
    assert not {"inv-region-russia", "inv-region-growth"} & set(rows.index)


def test_a_number_stands_at_the_end_of_its_period(hand):
    at = investment_rows.region(hand).set_index("id")["at"]
    assert at["inv-region-2018"] == pytest.approx(2019, abs=0.01)
    assert at["inv-region-2022"] == pytest.approx(2022.5, abs=0.01)


def test_a_line_joins_one_institution_in_one_measure(hand):
    """The ministry's stock isn't joined with what an article quotes of it, which may be a flow."""
    line = investment_rows.region(hand).set_index("id")["line"]
    assert line["inv-region-2012"] == line["inv-region-2022"] != ""
    assert line["inv-region-2018"] not in (line["inv-region-2012"], "")
    assert line["inv-region-bank"] == line["inv-edb-region-2025"] != line["inv-region-2012"]
    assert line["inv-region-nobody"] == "", "numbers of nobody in particular are of different people"


# --- Kazakhstan by measure ---


def test_a_series_has_its_numbers_on_both_sides_of_the_crisis_and_an_article_s_is_always_kept(hand):
    rows = investment_rows.measures(hand)
    assert pairs(rows, "count", "id") == [
        ("fdi_stock", "inv-article-old"),
        ("fdi_stock", "inv-nbk-2021"),
        ("fdi_stock", "inv-nbk-2023"),
        ("fdi_stock", "inv-edb-2024"),
        ("total_invested", "inv-sum-short"),
        ("investment_of_all_kinds", "inv-all-kinds"),
        ("total_invested", "inv-sum-long"),
        ("total_invested", "inv-sum-open"),
        ("fdi_stock", "inv-edb-2013"),
        ("project_list", "inv-list-article"),
    ], "from the least to the most"
    assert not rows["computed"].any(), "two flows of sixteen give no sum"


def test_the_net_flows_are_one_sum_if_all_of_them_are_there(filtered):
    rows = investment_rows.measures(filtered(ARTICLES, True))
    total = rows[rows["computed"]]
    assert pairs(total, "count", "when") == [("fdi_net_flow", "2005–2020")]
    assert set(total["facts"].iloc[0].split("|")) == set(investment_rows.NET_FLOWS)
    said = ledger.computed(filtered(ARTICLES, True))["net_flow"]
    assert words.amount(float(total["value"].iloc[0]), "US$ bn") == said, "as the ledger has it"


def test_the_project_list_is_there_once_and_without_the_article_by_its_number_nearest_to_the_crisis(hand):
    rows = hand["investment"]
    rows = rows[rows["id"] != "inv-list-article"]
    said = investment_rows.measures(hand | {"investment": rows})
    listed = said[said["measure"].str.contains("project")]
    assert list(listed["id"]) == ["inv-list-2022"], "the list of September 2022, not that of 2015"


def test_the_label_of_a_measure_says_what_it_counts_its_years_and_who(hand):
    labels = investment_rows.measures(hand).set_index("id")["label"]
    assert labels["inv-nbk-2021"] == "Stock, end of 2021: Central bank"
    assert labels["inv-edb-2024"] == "Stock, June 2024: Bank"
    assert labels["inv-sum-long"] == "Invested over years, 2005–2020: Anna"
    assert labels["inv-sum-open"] == "Invested over years, no time stated: unnamed, in The Radio"
    assert labels["inv-list-article"] == "Project list, to 2023: Anna"


@pytest.mark.parametrize(
    ("row", "said"),
    [({"value": 54.53}, "54.5"), ({"high": 24.5, "stated": "nearly 24.5"}, "nearly 24.5"), ({"low": 14, "stated": "14"}, "over 14"),
     ({"low": 20, "high": 100, "stated": "tens of billions|tens"}, "“tens of billions”")],
)  # fmt: skip
def test_a_sum_stands_beside_its_mark_to_a_tenth_or_in_its_vague_words(row, said):
    assert investment_rows.brief({"value": pd.NA, "low": pd.NA, "high": pd.NA, "stated": ""} | row) == said


# --- the list of projects ---


def test_an_article_s_number_of_the_list_stands_on_its_day_of_publication(hand):
    assert pairs(investment_rows.project_list(hand), "what", "id", "label") == [
        ("value", "inv-list-2015", "September 2015: unnamed, in The Bank"),
        ("value", "inv-list-article", "January 2022: Anna"),
        ("projects", "inv-list-article-count", "January 2022: Anna"),
        ("value", "inv-list-2022", "September 2022: unnamed, in The Bank"),
        ("projects", "inv-list-count", "September 2022: Boris"),
    ]
    at = investment_rows.project_list(hand).set_index("id")["at"]
    assert at["inv-list-article"] == pytest.approx(2022 + 15 / 365, abs=0.01), "not 2023, when they are to be done"


# --- beside Russia ---


def test_only_the_central_bank_s_stocks_stand_beside_russia_s(hand):
    assert pairs(investment_rows.stocks(hand), "name", "id", "label") == [
        ("China", "inv-article-old", "China 2009: Central bank"),
        ("China", "inv-nbk-2016", "China 2016: Central bank"),
        ("China", "inv-nbk-2021", "China 2021: Central bank"),
        ("China", "inv-nbk-2023", "China 2023: Central bank"),
        ("Russia", "inv-nbk-russia-2021", "Russia 2021: Central bank"),
    ]


def test_china_s_stock_is_not_joined_across_the_break_and_russia_s_is_one_line(hand):
    line = investment_rows.stocks(hand).set_index("id")["line"]
    assert line["inv-article-old"] == line["inv-nbk-2016"]
    assert line["inv-nbk-2021"] == line["inv-nbk-2023"] != line["inv-nbk-2016"]
    assert line["inv-nbk-russia-2021"] not in set(line.drop("inv-nbk-russia-2021"))


def test_flows_are_by_year_and_may_be_below_nothing(hand):
    assert pairs(investment_rows.flows(hand), "id", "year", "value", "text") == [
        ("inv-flow-2019", 2019, -0.5, "−US$0.5 bn"),
        ("inv-flow-2020", 2020, 0.25, "US$0.25 bn"),
    ]


def test_two_counts_of_one_year_of_trade_are_two_series_in_the_middle_of_their_year(hand):
    assert pairs(investment_rows.trade(hand), "name", "id", "value", "at") == [
        ("China<br>(Kazakh count)", "inv-trade-2012", 20, 2012.5),
        ("China<br>(Kazakh count)", "inv-trade-kazakh", 22.5, 2013.5),
        ("China<br>(Chinese count)", "inv-trade-customs", 28.5, 2013.5),
        ("Russia", "inv-trade-russia", 16, 2017.5),
    ]


# --- against GDP ---


def test_a_share_is_the_stock_divided_by_the_gdp_of_its_year_or_the_last_one_and_says_so(hand):
    assert pairs(investment_rows.against_size(hand), "facts", "label", "mixed", "text") == [
        # 2024 has no Tajikistan, so nobody is measured by another year's GDP
        ("inv-edb-tajikistan-2025|qt-gdp-tajikistan", "Tajikistan, stock 2025, GDP 2023: Bank", True, "20.0 %"),
        ("inv-edb-kazakhstan-2025|qt-gdp-2021", "Kazakhstan, stock 2025, GDP 2021: Bank", True, "1.0 %"),
        ("inv-nbk-2021|qt-gdp-2021", "Kazakhstan, 2021: Central bank", False, "2.8 %"),  # 5.5 of 200 is 2.75 %
        ("inv-nbk-2016|qt-gdp-2016", "Kazakhstan, 2016: Central bank", False, "2.5 %"),  # 3.5 of 140
    ]
    assert list(investment_rows.against_size(hand)["share"]) == [pytest.approx(share) for share in (20, 1, 2.75, 2.5)]


def test_the_states_that_one_institution_counts_are_apart_from_the_counts_of_one_state(hand):
    assert pairs(investment_rows.against_size(hand), "whole", "group") == [
        (True, "All five states: Bank"), (True, "All five states: Bank"), (False, "Other counts"), (False, "Other counts"),
    ]  # fmt: skip


def test_a_share_rests_on_the_sources_of_both_numbers(hand):
    said = investment_rows.against_size(hand).set_index("facts")["sources"]
    assert said["inv-nbk-2021|qt-gdp-2021"] == "ref-early|ref-late"
    assert said["inv-nbk-2016|qt-gdp-2016"] == "ref-late"


def test_without_gdp_or_without_a_stock_nothing_is_computed(hand):
    for name in ("quantities", "investment"):
        assert investment_rows.against_size(hand | {name: hand[name].head(0)}).empty


# --- projects ---


def test_projects_are_by_their_sums_in_dollars_and_say_where(hand):
    assert pairs(investment_rows.projects(hand), "id", "countries", "place_name", "text") == [
        ("pr-road", "Kazakhstan, China", "Taraz", "US$3.5 bn"),
        ("pr-dam", "Kazakhstan", "", "“some”"),
        ("pr-field", "Kazakhstan", "", "no sum stated"),
    ]


def test_sums_in_other_money_stand_between_those_in_dollars_and_those_without(filtered):
    rows = investment_rows.projects(filtered(ARTICLES, True))
    kind = ["dollars" if row.unit == "US$ bn" else "other" if row.stated else "none" for row in rows.itertuples()]
    assert list(dict.fromkeys(kind)) == ["dollars", "other", "none"]
    dollars = rows.loc[rows["unit"] == "US$ bn", "value"].astype(float)
    assert dollars.is_monotonic_decreasing


# --- rules for every choice of articles ---


ALL = (
    investment_rows.region,
    investment_rows.project_list,
    investment_rows.stocks,
    investment_rows.flows,
    investment_rows.trade,
)


@pytest.fixture(scope="module")
def rows_of(filtered) -> Callable[..., pd.DataFrame]:
    """What a function makes under a choice of articles; each is made once."""
    once = functools.cache(lambda make, chosen, reference: make(filtered(chosen, reference)))
    return lambda make, chosen, reference=False: once(make, tuple(chosen), reference)


@pytest.mark.parametrize(
    "make",
    [*ALL, investment_rows.measures, investment_rows.against_size, investment_rows.projects],
    ids=lambda make: make.__name__,
)
def test_nothing_chosen_gives_no_row(filtered, make):
    assert make(filtered([])).empty


@pytest.mark.parametrize("reference", [False, True], ids=["articles alone", "with reference data"])
@EVERY
def test_every_row_is_what_the_chosen_sources_say_and_no_row_is_two(filtered, rows_of, whole, reference, chosen):
    supported = set(filtered(chosen, reference)["evidence"]["fact"])
    known = whole["investment"].set_index("id")
    for make in ALL:
        rows = rows_of(make, chosen, reference)
        assert rows["id"].is_unique, make
        assert set(rows["id"]) <= supported
        for row in rows.itertuples():
            assert row.measure == known.at[row.id, "measure"]
            for column in ("value", "low", "high"):
                said, drawn = known.at[row.id, column], getattr(row, column)
                assert (pd.isna(said) and pd.isna(drawn)) or said == drawn, row.id
            assert {key for key in row.sources.split("|") if not key.startswith(words.REFERENCE)} <= set(chosen)
            assert reference or words.REFERENCE not in row.sources


@EVERY
def test_reference_data_takes_no_number_of_an_article_away(rows_of, chosen):
    for make in ALL:
        assert set(rows_of(make, chosen)["id"]) <= set(rows_of(make, chosen, True)["id"]), make


@EVERY
def test_the_measures_are_what_the_chosen_sources_say_in_dollars(filtered, rows_of, chosen):
    for reference in (False, True):
        rows = rows_of(investment_rows.measures, chosen, reference)
        supported = set(filtered(chosen, reference)["evidence"]["fact"])
        assert {fact for cell in rows["facts"] for fact in cell.split("|")} <= supported
        assert set(rows["unit"]) <= {"US$ bn"}
        assert rows["id"].is_unique


@EVERY
def test_nobody_s_series_is_there_twice_among_the_measures(rows_of, chosen):
    rows = rows_of(investment_rows.measures, chosen, True)
    own = rows[(rows["measure"] == "fdi_stock") & rows["sources"].str.startswith(words.REFERENCE)]
    assert not own.assign(after=own["end"] > investment_rows.CRISIS).duplicated(["claimant", "after"]).any()
    assert len(rows[rows["measure"].str.contains("project")]) == 1, "one list, whoever states it"


@EVERY
def test_the_measures_of_an_article_are_all_there(filtered, rows_of, chosen):
    part = filtered(chosen)["investment"]
    own = (part["recipient"] == "ac-kazakhstan") & (part["investor"] == quantities.CHINA) & (part["unit"] == "US$ bn")
    assert set(part.loc[own, "id"]) <= set(rows_of(investment_rows.measures, chosen, True)["id"])


def test_no_reference_number_farther_from_the_crisis_is_chosen(filtered, rows_of):
    known = filtered(ARTICLES, True)["investment"]
    for row in rows_of(investment_rows.measures, ARTICLES, True).query("measure == 'fdi_stock'").itertuples():
        same = known[
            (known["measure"] == "fdi_stock") & (known["claimant"] == row.claimant)
            & (known["recipient"] == row.recipient) & (known["investor"] == row.investor)
        ]  # fmt: skip
        side = same[(same["end"] > investment_rows.CRISIS) == (row.end > investment_rows.CRISIS)]
        assert abs(row.end - investment_rows.CRISIS) == (side["end"] - investment_rows.CRISIS).abs().min(), row.id


def test_every_share_of_gdp_is_what_its_two_facts_give(filtered, whole):
    stock, gdp = (whole[name].set_index("id") for name in ("investment", "quantities"))
    rows = investment_rows.against_size(filtered(ARTICLES, True))
    assert len(rows) >= 5
    for row in rows.itertuples():
        one, other = row.facts.split("|")
        assert row.share == pytest.approx(100 * float(stock.at[one, "value"]) / float(gdp.at[other, "value"]))
        assert stock.at[one, "unit"] == gdp.at[other, "unit"]
        assert stock.at[one, "recipient"] == gdp.at[other, "subject"]
        years = stock.at[one, "end"].year, gdp.at[other, "end"].year
        assert row.mixed == (years[0] != years[1])
        assert all(str(year) in row.label for year in years), "a mixed share names both years"
        assert row.text == f"{row.share:.1f} %"


def test_every_project_has_its_row(filtered):
    part = filtered(ARTICLES, True)
    assert set(investment_rows.projects(part)["id"]) == set(part["projects"]["id"])
    assert investment_rows.projects(filtered(ARTICLES)).empty, "no article has one"


def test_every_number_for_a_year_has_a_year(rows_of):
    for make in (investment_rows.region, investment_rows.project_list, investment_rows.stocks, investment_rows.trade):
        rows = rows_of(make, ARTICLES, True)
        assert rows["at"].between(2012, 2026).all(), make
        assert (rows["at"] // 1 == rows["end"].dt.year).all()


@EVERY
def test_labels_say_names_and_no_keys_whoever_names_the_country(rows_of, chosen):
    """An actor or a place that no chosen source names keeps its name."""
    for make, column in (
        *((make, "label") for make in (*ALL, investment_rows.against_size)),
        (investment_rows.projects, "countries"),
    ):
        rows = rows_of(make, chosen, True)
        assert not [text for text in rows[column] if re.search(r"\b(ac|pl|ref)-|\bnan\b|NaT|None", text)], make


@EVERY
def test_a_project_s_place_has_its_name_whoever_names_the_place(rows_of, chosen):
    rows = rows_of(investment_rows.projects, chosen, True)
    assert (rows["place"] != "").any()
    assert list(rows["place_name"] != "") == list(rows["place"] != "")


def test_the_printed_growth_is_that_of_the_articles_whatever_reference_data_says(filtered):
    alone, beside = (ledger.growth(filtered(ARTICLES, reference)["investment"]) for reference in (False, True))
    assert alone == beside
