"""Sentences made from rows are true for the rows; numbers and dates are written as people do."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qantar.charts import words
from qantar.facts import labels, ledger
from qantar.facts import words as facts_words
from qantar.themes.investment import rows as investment_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
DAY = dt.date(2022, 2, 3)


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d,.])\d+(?![\d,.]*\d)", text)]


# Text alternatives


@given(st.integers(0, 3 * words.ALT_ROWS))
@example(words.ALT_ROWS)
@example(words.ALT_ROWS + 1)
def test_an_alt_text_names_all_rows_up_to_the_limit_and_counts_the_rest(n):
    lines = [f"<row {i}>" for i in range(n)]
    text = words.alt("Chart", lines)
    named = re.findall(r"<row \d+>", text)
    assert named == lines[: words.ALT_ROWS]
    assert text.startswith("Chart, ")
    assert n == 0 or str(n) in text.split(":")[0], "how many rows are drawn"
    rest = numbers_in(re.sub(r"<row \d+>", "", text.split(":", 1)[1]))
    assert rest == ([n - words.ALT_ROWS] if n > words.ALT_ROWS else [])


def test_the_printed_growth_is_read_out_with_the_computed_one(small):
    pair = investment_rows.growth_rows(small)
    lines = words.growth_lines(pair, ledger.growth(small["investment"]))
    assert len(lines) == 3
    (growth,) = [line for line in lines if "40 %" in line]
    assert "50 %" in growth
    assert any("US$10 bn" in line for line in lines)


# Credit lines


@given(st.lists(st.sampled_from(ARTICLES), unique=True), st.lists(st.sampled_from(ARTICLES), unique=True, min_size=1))
def test_a_credit_names_what_is_drawn_and_what_is_chosen(drawn, chosen):
    chosen = [key for key in ARTICLES if key in chosen]
    drawn = [key for key in ARTICLES if key in drawn]
    text = words.credit(drawn, chosen, ARTICLES, DAY)
    first, choice, *rest = text.split(" · ")
    assert [key for key in ARTICLES if facts_words.name(key) in first] == drawn
    if chosen == ARTICLES:
        assert str(len(ARTICLES)) in choice
        assert not any(facts_words.name(key) in choice for key in ARTICLES)
    else:
        assert [key for key in ARTICLES if facts_words.name(key) in choice] == chosen
    assert "3 February 2022" in rest


@given(st.integers(0, 9), st.booleans(), st.lists(st.sampled_from(ARTICLES), unique=True))
@example(words.PUBLISHERS, True, [])
@example(words.PUBLISHERS + 1, True, ["SCMP"])
def test_a_credit_names_the_first_publishers_and_counts_the_rest(n, reference, drawn):
    publishers = [f"<publisher {i}>" for i in range(n)]
    text = words.credit(drawn, ARTICLES, ARTICLES, DAY, publishers, reference)
    first, _, *rest = text.split(" · ")
    assert re.findall(r"<publisher \d>", text) == publishers[: words.PUBLISHERS]
    assert ("reference data:" in first) == (n > 0)
    over = n - words.PUBLISHERS
    assert (f"and {over} more publisher" in first) == (over > 0)
    assert ("more publisher" in first) == (over > 0)
    assert ("(in the CSV)" in first) == (over > 0)
    assert [key for key in ARTICLES if facts_words.name(key) in first] == [key for key in ARTICLES if key in drawn]
    assert (rest[0] == "reference data off") == (not reference)
    assert len(rest) == (3 if not reference else 2)


def test_one_publisher_more_is_one():
    text = words.credit([], ARTICLES, ARTICLES, DAY, ["a", "b", "c", "d", "e"])
    assert text.startswith("Sources: reference data: a, b, c, d and 1 more publisher (in the CSV) · all 5 articles · ")
    both = words.credit(["SCMP"], ["SCMP"], ARTICLES, DAY, ["a"], True)
    assert both.startswith("Sources: SCMP; reference data: a · filter: SCMP · 3 February 2022 · ")
    off = words.credit(["SCMP"], ["SCMP"], ARTICLES, DAY, reference=False)
    assert off.startswith("Sources: SCMP · filter: SCMP · reference data off · 3 February 2022 · ")


# The note that goes with a page's files


def test_a_credit_without_an_article_says_so():
    text = words.credit([], [], ARTICLES, DAY, ["a"])
    assert " · filter: no article · " in text


def test_a_note_of_a_page_that_shows_nothing_says_so():
    assert "\nRests on: no source, since it shows nothing.\n" in words.readme("Qantar: Map", DAY, [], {})


def test_the_note_names_what_each_file_holds_and_leaves_the_browser_its_two_places():
    files = {"citations.bib": "the view and its sources", "qantar-days.csv": "3 events {on} 2 days"}
    text = words.readme("Qantar: Overview (SCMP)", DAY, ["SCMP", "RFE/RL"], files)
    assert text.startswith("Qantar: Overview (SCMP)\n")
    assert "Saved on 3 February 2022 (UTC) from {address}\n" in text
    assert "SCMP and RFE/RL." in text
    assert [line for line in text.splitlines() if line.split(":")[0] in files] == [
        f"{name}: {what}" for name, what in files.items()
    ]
    assert [text.count(place) for place in ("{address}", "{pictures}")] == [1, 1]
    assert text.index("qantar-days.csv") < text.index("{pictures}")
    assert "CC BY 4.0" in text
    assert text.endswith("\n")


# Marks on the map


def test_a_mark_s_line_says_when_what_where_and_whether_it_is_over():
    rows = pd.DataFrame(
        [("5 January 2022", "violence", "Almaty", "A hall burned", "over"),
         ("", "crossing", "Khorgos", "Khorgos", ""),
         ("6 January 2022", "CSTO soldiers", "Far → Almaty", "They landed", "")],
        columns=["when", "kind_name", "where", "text", "now"],
    )  # fmt: skip
    assert words.mark_lines(rows) == [
        "5 January 2022, violence, Almaty: A hall burned [over]",
        "crossing, Khorgos: Khorgos",
        "6 January 2022, CSTO soldiers, Far → Almaty: They landed",
    ]


# Numbers, steps and projects beside the articles


def test_a_labelled_line_says_what_the_label_says_and_how_much():
    rows = pd.DataFrame({"label": ["Anna, 7 January", "Boris"], "text": ["70 people", "“few”"]})
    assert words.labelled_lines(rows) == ["Anna, 7 January: 70 people", "Boris: “few”"]


def test_a_step_is_read_out_with_its_day():
    steps = pd.DataFrame({"start": [pd.Timestamp("2022-01-06")], "title": ["They came"]})
    assert words.step_lines(steps) == ["6 January 2022: They came"]


def test_a_project_is_read_out_with_its_sum_what_that_is_and_how_far_it_is():
    projects = pd.DataFrame(
        [("Road", "US$3 bn", "3 billion", "loan", "open"), ("Dam", "no sum stated", "", "no cost found", "planned")],
        columns=["name", "text", "stated", "value_kind", "status"],
    )
    assert words.project_lines(projects) == ["Road: US$3 bn (loan); open", "Dam: no sum (no cost found); planned"]


# When and how much


def test_when_says_how_the_date_is_known(small):
    when = dict(zip(small["events"]["id"], facts_words.when(small["events"]), strict=True))
    assert when["ev-request"] == "5 January 2022"
    assert when["ev-riots"].startswith("2–5 January 2022")
    assert when["ev-riots"] != "2–5 January 2022", "it is worked out, and says so"
    assert "2002" in when["ev-founded"]
    assert when["ev-founded"] != "2002", "some day of that year, not the whole of it"
    assert when["ev-talks"] == "Date not stated"


def test_a_vague_amount_is_quoted_and_never_a_single_number(small):
    row = small["troops"].set_index("id").loc["tr-few"]
    text = facts_words.stated(row.to_frame().T).iloc[0]
    assert text.startswith("“a few thousand”")
    assert "2,000" in text
    assert "10,000" in text
    rank = small["quantities"].set_index("id").loc["qt-first"]
    assert facts_words.stated(rank.to_frame().T).iloc[0] == "“first”"
    nothing = {"value": None, "low": None, "high": None, "qualifier": "unspecified", "unit": "%", "stated": "largely"}
    assert facts_words.stated(pd.DataFrame([nothing])).iloc[0] == "“largely”"


def one(**cells: object) -> str:
    """Write one stated quantity."""
    row = {"value": None, "low": None, "high": None, "qualifier": "exact", "unit": "people", "stated": "some"} | cells
    return facts_words.stated(pd.DataFrame([row])).iloc[0]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"value": 2030, "stated": "2030|2,030"}, "2,030 people"),
        ({"value": 4.1, "unit": "US$ bn", "stated": "4 124"}, "US$4.1 bn"),
        # a hedge of a printed number says it all; one of a word needs the word
        ({"low": 2000, "qualifier": "over", "stated": "over 2,000"}, "more than 2,000 people"),
        ({"low": 2000, "qualifier": "over", "stated": "thousands and more"}, "“thousands and more” (more than 2,000 people)"),
        ({"qualifier": "unspecified", "stated": "a company"}, "“a company”"),
        # readers can't be expected to read every script
        ({"high": 4000, "qualifier": "nearly", "stated": "почти четыре тысячи"}, "just under 4,000 people"),
        ({"low": 2000, "high": 10000, "qualifier": "few", "stated": "几千"}, "2,000 to under 10,000 people"),
        ({"qualifier": "unspecified", "stated": "одна рота"}, "no number given"),
        ({"qualifier": "unspecified", "stated": "одна рота", "scope": "one company"}, "one company"),
        # a stated range is no “under”, and “almost all” doesn't say that the whole was nearly reached
        ({"low": 2, "high": 3, "qualifier": "between", "unit": "US$ bn", "stated": "$2-3 billion"}, "US$2 to 3 bn"),
        ({"high": 5, "qualifier": "nearly", "unit": "countries", "stated": "almost all"}, "“almost all” (fewer than 5 countries)"),
        # accents and typographic signs aren't another script
        ({"low": 2, "qualifier": "plural", "stated": "années – “passées”"}, "“années – “passées”” (at least 2 people)"),
        ({"qualifier": "unspecified", "stated": ""}, "no sum stated"),
    ],
)  # fmt: skip
def test_what_is_stated_is_written_so_that_a_reader_can_read_it(cells, text):
    assert one(**cells) == text


def test_a_line_of_a_number_says_who_when_and_whether_it_stands_and_nothing_in_empty_brackets():
    row = {"label": "Almaty: deaths", "text": "103 people", "claimant_name": "", "sources": "ref-a"}
    more = {"says": "unnamed, in The Wall", "as_of": pd.Timestamp("2022-01-09"), "standing": "withdrawn"}
    rows = pd.DataFrame([row | more, row | {"sources": "SCMP", "says": "", "as_of": pd.NaT, "standing": ""}])
    assert words.number_lines(rows) == [
        "Almaty: deaths: 103 people (unnamed, in The Wall, 9 January 2022, withdrawn, reference data)",
        "Almaty: deaths: 103 people",
    ]
    (bare,) = words.number_lines(pd.DataFrame([row | {"claimant_name": "Anna", "sources": "SCMP"}]))
    assert bare == "Almaty: deaths: 103 people (Anna)"


@pytest.mark.parametrize("name", [*labels.NUMBERS, "projects"])
def test_no_reference_number_is_shown_in_a_script_that_readers_may_not_know(whole, name):
    for text in facts_words.stated(whole[name]):
        assert not re.search(r"[\u0250-\u1fff\u2c00-\uffff]", text), text


@pytest.mark.parametrize("name", [*labels.NUMBERS, "projects"])
def test_a_reference_number_shows_its_own_digits(whole, name):
    frame = whole[name]
    for row, text in zip(frame.itertuples(), facts_words.stated(frame), strict=True):
        if pd.notna(row.value) and row.unit != "rank":
            shown = float(re.search(r"\d[\d,.]*", text)[0].replace(",", "")) * (-1 if text.startswith("−") else 1)
            assert shown == pytest.approx(row.value, abs=0.005), row.id


def test_every_number_of_the_articles_shows_its_own_digits_or_words(tables):
    for name in labels.NUMBERS:
        frame = tables[name]
        for row, text in zip(frame.itertuples(), facts_words.stated(frame), strict=True):
            if pd.notna(row.value) and row.unit != "rank":
                assert float(re.search(r"\d[\d,.]*", text)[0].replace(",", "")) == row.value, row.id
            elif row.qualifier not in ("nearly", "over", "at_least", "at_most"):
                assert row.stated.split("|")[0] in text, row.id


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        ("2022-01-05", "2022-01-05", "day", "5 January 2022"),
        ("2022-01-05", "2022-01-13", "span", "5–13 January 2022"),
        ("2021-12-30", "2022-01-03", "span", "30 December 2021 – 3 January 2022"),
        ("2022-01-30", "2022-02-04", "span", "30 January – 4 February 2022"),
        ("2022-01-01", "2022-01-31", "month", "January 2022"),
        ("2014-01-01", "2014-12-31", "year", "2014"),
        ("2005-01-01", "2020-12-31", "span", "2005–2020"),
        ("2022-01-01", "2022-01-01", "undated", "Date not stated"),
        (None, "2022-01-01", "day", "Date not stated"),
        ("2022-01-01", None, "day", "Date not stated"),
    ],
)
def test_periods(start, end, precision, text):
    for parse in (dt.date.fromisoformat, pd.Timestamp):
        dates = [parse(day) if day else None for day in (start, end)]
        assert facts_words.period(*dates, precision) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (14.7, "US$ bn", "US$14.7 bn"),
        (40.0, "%", "40 %"),
        (2500, "people", "2,500 people"),
        (1, "weeks", "1 week"),
        (10, "days", "10 days"),
        (0, "actors", "0 actors"),
        (1500, "km", "1,500 km"),
    ],
)
def test_amounts(value, unit, text):
    assert facts_words.amount(value, unit) == text


@given(st.integers(0, 10**9))
def test_a_number_with_one_decimal_at_most_is_written_as_it_is(tenths):
    text = facts_words.number(tenths / 10)
    assert float(text.replace(",", "")) == tenths / 10
    assert ("." in text) == (tenths % 10 != 0)
    assert re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d)?", text)


@pytest.mark.parametrize(
    ("value", "low", "high", "qualifier", "text"),
    [
        (2500, None, None, "exact", "2,500 people"),
        (2500, None, None, "about", "about 2,500 people"),
        (None, None, 10, "at_most", "at most 10 people"),
        (None, None, 10, "nearly", "just under 10 people"),
        (None, 50, None, "over", "more than 50 people"),
        (None, 2, None, "plural", "at least 2 people"),
        (None, 10, None, "at_least", "at least 10 people"),
        (0, None, None, "exact", "0 people"),
    ],
)
def test_a_stated_quantity_keeps_its_hedge(value, low, high, qualifier, text):
    assert facts_words.quantity(value, low, high, qualifier, "people") == text


def test_a_range_shows_both_ends_and_nothing_stays_nothing():
    text = facts_words.quantity(None, 2000, 10000, "few", "people")
    assert text.index("2,000") < text.index("10,000 people")
    assert not re.search(r"\d", facts_words.quantity(None, None, None, "unspecified", "people")), (
        "missing is never zero"
    )


@pytest.mark.parametrize(
    ("given_keys", "text"),
    [
        ("", ""),
        ("SCMP", "SCMP"),
        ("SCMP|RFERL", "SCMP and RFE/RL"),
        (["Diplomat", "SCMP", "Bedfellows"], "The Diplomat, SCMP and Strange Bedfellows"),
        ([], ""),
    ],
)
def test_lists_of_sources_are_written_as_words(given_keys, text):
    assert facts_words.names(given_keys) == text


def test_a_fact_is_marked_by_its_source_or_by_several():
    assert facts_words.source_key("SCMP") == "SCMP"
    assert facts_words.source_key("SCMP|RFERL") == "several"


def test_a_reference_source_marks_only_what_no_article_says():
    assert facts_words.source_key("ref-zas") == facts_words.source_key("ref-zas|ref-tass") == "reference"
    assert facts_words.source_key("SCMP|ref-zas") == facts_words.source_key("ref-zas|SCMP") == "SCMP"
    assert facts_words.source_key("SCMP|ref-zas|RFERL") == "several"


def test_reference_sources_are_named_once_however_many_they_are():
    assert facts_words.names("ref-zas|ref-tass") == "reference data"
    assert facts_words.names(["SCMP", "ref-zas", "ref-tass"]) == "SCMP and reference data"
    assert facts_words.name("ref-zas") == facts_words.name("reference")


@pytest.mark.parametrize(
    ("n", "text"), [(0, "no countries"), (1, "1 country"), (2, "2 countries"), (12, "12 countries")]
)
def test_counts_agree_with_their_noun(n, text):
    assert facts_words.many(n, "country", "countries") == text
