"""The timeline: each happening at the day that is known, nothing touching anything else, and January as a list to read."""

import itertools
import re
from html.parser import HTMLParser

import by_hand
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.facts.cells import LANES
from qantar.themes import by, csv
from qantar.themes.texts import texts
from qantar.themes.timeline import cards, charts, layout, reading, rows, titles

MAKERS = (cards.moments, cards.january, cards.around, cards.undated)
CHOICES = st.sets(st.sampled_from(["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]))
WIDTHS = (cards.PHONE, cards.PICTURE, charts.WIDE, 1100)
FIRST, LAST = texts("timeline")["moments"]["first"], texts("timeline")["moments"]["last"]


def event(key, day="", by="SCMP", **more):
    dated = {"start": day, "end": day} if day else {"precision": "undated", "dated_by": "none"}
    return {"id": key, "by": by, **dated, **more}


def span(key, start, end, extent="lasting", dated_by="stated", **more):
    return {
        "id": key,
        "by": "SCMP",
        "start": start,
        "end": end,
        "precision": "span",
        "extent": extent,
        "dated_by": dated_by,
        **more,
    }


@pytest.fixture
def told(tmp_path):
    def make(*given, **more):
        return by_hand.tables(tmp_path, events=list(given), **more)

    return make


def facts(card):
    return {fact for cell in card.rows["facts"] for fact in cell.split("|")} if card else set()


# Rows


@settings(max_examples=20, deadline=None)
@given(CHOICES, st.booleans())
def test_every_event_stands_in_some_card_s_rows_under_every_choice(filtered, chosen, reference):
    tables = filtered(chosen, reference)
    shown = [facts(make(tables, tables)) for make in MAKERS]
    assert set().union(*shown) == set(tables["events"]["id"])
    # Every card but that of the moments, which are of January or undated, has its own.
    assert sum(map(len, shown[1:])) == len(tables["events"])
    assert shown[0] <= shown[1] | shown[3]


def test_what_lies_around_january_and_what_has_no_date_stand_apart(told):
    tables = told(
        event("ev-first", "2022-01-01"),
        event("ev-last", "2022-01-20"),
        event("ev-before", "2021-12-31"),
        event("ev-after", "2022-01-21"),
        event("ev-undated"),
        span("ev-month", "2022-01-02", "2022-01-31", "within"),
        span("ev-longer", "2022-01-02", "2022-02-01", "within"),
        span("ev-lasting", "2022-01-19", "2022-03-01"),
    )
    parts = {name: [row["facts"] for row in part] for name, part in rows.told(tables).items()}
    assert sorted(parts["january"]) == ["ev-first", "ev-last", "ev-lasting", "ev-month"]
    assert sorted(parts["around"]) == ["ev-after", "ev-before", "ev-longer"]
    assert parts["undated"] == ["ev-undated"]


def test_only_what_has_bounds_of_its_own_is_a_bar_and_an_unknown_day_is_no_day(told):
    tables = told(
        event("ev-day", "2022-01-05"),
        span("ev-lasted", "2022-01-05", "2022-01-09"),
        span("ev-guessed", "2022-01-05", "2022-01-09", dated_by="inferred"),
        span("ev-within", "2022-01-05", "2022-01-09", "within"),
    )
    found = {row["facts"]: (row["shape"], row["when"]) for row in rows.january(tables)}
    assert found == {
        "ev-day": ("day", "5 January 2022"),
        "ev-lasted": ("span", "5–9 January 2022"),
        "ev-guessed": ("open", "5–9 January 2022, day not given"),
        "ev-within": ("open", "5–9 January 2022, day not given"),
    }


def test_moments_are_what_has_most_weight_and_what_mattered_stands_there_without_a_day_too(told):
    tables = told(
        event("ev-key", "2022-01-05", weight="key"),
        event("ev-minor", "2022-01-05", weight="minor"),
        event("ev-open", weight="key", lane="street"),
        event("ev-old", "2002-01-05", weight="key"),
    )
    assert [row["facts"] for row in rows.moments(tables)] == ["ev-open", "ev-key"]


def test_a_day_opens_with_what_mattered_and_folds_the_rest(told):
    tables = told(
        *(event(f"ev-{n}", "2022-01-05", weight="normal", lane="street") for n in range(5)),
        event("ev-key", "2022-01-05", weight="key", lane="west"),
        event("ev-small", "2022-01-05", weight="minor"),
        *(event(f"ev-key-{n}", "2022-01-06", weight="key") for n in range(5)),
        event("ev-alone", "2022-01-07", weight="minor"),
        span("ev-within", "2022-01-05", "2022-01-09", "within"),
    )
    days = {day["day"]: day for day in rows.days(tables)}
    assert list(days) == [5, 6, 7, None]
    assert [line["key"] for line in days[5]["open"]] == [True, False, False]
    assert days[5]["more"][-1]["facts"] == ["ev-small"]
    assert len(days[6]["open"]) == 5
    assert [line["facts"] for line in days[7]["open"]] == [["ev-alone"]]
    assert days[None]["open"][0]["note"] == "5–9 January 2022".replace(" 2022", "")


def test_a_line_names_the_articles_and_one_publisher_and_counts_the_others(told):
    tables = told(
        event("ev-a", by="RFERL", happening="hp-a"),
        event("ev-b", "2022-01-05", by="SCMP", happening="hp-a"),
        event("ev-ref-a", "2022-01-05", by="ref-early|ref-late", happening="hp-a"),
    )
    (day,) = rows.days(tables)
    (line,) = day["open"]
    assert line["chips"] == [("SCMP", "ev-b"), ("RFERL", "ev-a")]
    assert (line["publishers"], line["rest"]) == ([("The Agency", "ev-ref-a")], 1)


def test_every_happening_of_january_is_read_on_one_day(whole):
    lines = [line for day in rows.days(whole) for line in day["open"] + day["more"]]
    assert sorted("|".join(line["facts"]) for line in lines) == sorted(row["facts"] for row in rows.january(whole))
    assert all(line["chips"] or line["publishers"] for line in lines)


# Titles


def titled(tables):
    return titles.moments_title(rows.moments(tables), FIRST, LAST)


def test_the_title_says_from_what_to_what_and_on_which_days(told):
    tables = told(
        event("ev-first", "2022-01-02", weight="key", happening="hp-protests-begin", short="Protests"),
        event("ev-middle", "2022-01-05", weight="key", short="Something"),
        event("ev-last", "2022-01-19", weight="key", happening="hp-last-aircraft", short="Last aircraft"),
    )
    assert titled(tables) == f"From {FIRST['hp-protests-begin']} to {LAST['hp-last-aircraft']}: 2–19 January"


@pytest.mark.parametrize(
    ("events", "title"),
    [
        ([("2022-01-05", "Asked"), ("2022-01-06", "Came")], "Asked on 5 January; Came on 6 January"),
        ([("2022-01-05", "Asked")], "Asked: 5 January"),
        ([("2022-01-05", "Tokayev: done")], "Of what mattered, one day is given: 5 January"),
        ([("2022-01-05", "x" * 36), ("2022-01-06", "y" * 36)], "The moments that mattered, 5–6 January"),
        ([("", "Asked")], "What mattered in January 2022: no chosen source gives a day"),
    ],
)
def test_titles_of_moments_that_no_text_names(told, events, title):
    assert (
        titled(told(*(event(f"ev-{n}", day, weight="key", short=short) for n, (day, short) in enumerate(events))))
        == title
    )


def test_every_happening_that_the_texts_name_exists(whole):
    known = {row["happening"] for part in rows.told(whole).values() for row in part}
    assert {*FIRST, *LAST, *cards.SOLDIERS.values()} <= known


@settings(max_examples=20, deadline=None)
@given(CHOICES, st.booleans())
def test_titles_and_subtitles_are_short_and_no_title_says_more_than_its_rows(filtered, chosen, reference):
    tables = filtered(chosen, reference)
    for make in MAKERS:
        card = make(tables, tables)
        if card:
            assert len(card.title) <= 80
            assert len(card.subtitle) <= 140
            assert card.notes
    found = re.search(r"(\d+)–(\d+) January$", titled(tables))
    days = [row["start"].day for row in rows.moments(tables) if row["shape"] in ("day", "span")]
    if found:
        assert [int(day) for day in found.groups()] == [min(days), max(days)]


def test_the_years_around_lie_on_the_sides_that_the_title_names(told):
    def title(*days):
        return titles.around_title(rows.around(told(*(event(f"ev-{n}", day) for n, day in enumerate(days)))))

    assert title("2001-05-01", "2023-05-01") == "From 2001 to 2023: what came before and what was to follow"
    assert title("2001-05-01", "2019-05-01") == "From 2001 to 2019: what came before"
    assert title("2022-02-01") == "2022: what was to follow"


def test_who_gives_no_date_is_named(told):
    def title(*who):
        tables = told(*(event(f"ev-{n}", by=by) for n, by in enumerate(who)))
        return titles.undated_title(rows.undated(tables), ["SCMP", "CEIAS", "RFERL"])

    assert title("RFERL", "SCMP") == "SCMP and RFE/RL give no date for these"
    assert title("SCMP") == "SCMP gives no date for these"
    assert title("ref-early") == "Reference data gives no date for these"


# The answer


def test_the_answer_says_where_it_began_and_when_the_soldiers_came_and_went(told):
    days = {"asked": "05", "came": "06", "began to leave": "13", "gone": "19"}
    tables = told(
        event("ev-protest", "2022-01-01", form="protest", place="pl-taraz"),
        event("ev-violence", "2022-01-04", form="violence", place="pl-almaty"),
        *(
            event(f"ev-{n}", f"2022-01-{day}", happening=cards.SOLDIERS[what])
            for n, (what, day) in enumerate(days.items())
        ),
    )
    assert cards.answer(tables, tables) == (
        "Protests began in Taraz on 1 January and turned violent on 4 January. "
        "Tokayev asked the CSTO for soldiers on 5 January; they came on 6 January and were gone by 19 January."
    )


def test_the_answer_says_what_no_chosen_source_dates(told):
    tables = told(event("ev-leave", "2022-01-13", happening=cards.SOLDIERS["began to leave"]))
    assert cards.answer(tables, tables) == (
        "CSTO soldiers began to leave on 13 January. No chosen source gives the day of the first protest, the first violence, "
        "the request to the CSTO or the soldiers' arrival."
    )


def test_what_lasted_for_days_is_not_taken_for_the_day_on_which_violence_began(told):
    tables = told(
        span("ev-week", "2022-01-03", "2022-01-09", form="violence"), event("ev-day", "2022-01-05", form="violence")
    )
    assert rows.began(tables, "violence")["facts"] == "ev-day"


# Layout

ROWS = st.lists(
    st.tuples(
        st.sampled_from(LANES), st.sampled_from(["day", "span", "open", "undated"]), st.integers(1, 20), st.integers(0, 25),
        st.integers(3, 60),
    ),
    max_size=30,
)  # fmt: skip


def made(drawn):
    found = []
    for n, (lane, shape, day, length, letters) in enumerate(drawn):
        start = pd.Timestamp(2022, 1, day)
        end = start + pd.Timedelta(days=length) if shape in ("span", "open") else start
        known = shape != "undated"
        text = " ".join("x" * 5 for _ in range(letters // 6 + 1))
        found.append(
            {"facts": f"ev-{n}", "title": text, "short": text, "lane": lane, "shape": shape, "start": start if known else None,
             "end": end if known else None, "bounds": "5–9 January 2022" if known else "", "when": "then", "by": "article",
             "who": "SCMP", "sources": "SCMP", "weight": "key", "happening": f"ev-{n}", "order": n}
        )  # fmt: skip
    return rows.in_lanes(found)


def assert_apart(plan, width):
    boxes = [spot.box for spot in plan.spots]
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 0.01 or other[3] <= one[2] + 0.01
    for begin, end, top, low in boxes:
        assert -1 <= begin < end <= width
        assert 0 <= top < low <= plan.height


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(WIDTHS))
def test_no_mark_or_label_touches_another_or_leaves_the_frame(drawn, width):
    given = made(drawn)
    plan = layout.plan(given, width, {lane: lane for lane in LANES}, "Day not given")
    assert sorted(spot.row["facts"] for spot in plan.spots) == sorted(row["facts"] for row in given)
    assert_apart(plan, width)


@settings(max_examples=20, deadline=None)
@given(CHOICES, st.booleans(), st.sampled_from(WIDTHS))
def test_nothing_touches_anything_under_any_choice(filtered, chosen, reference, width):
    for select in (rows.moments, rows.january):
        plan = layout.plan(select(filtered(chosen, reference)), width, {lane: lane for lane in LANES}, "Day not given")
        assert_apart(plan, width)


def test_a_day_stands_on_its_day_and_what_has_none_below_all_days():
    given = made(
        [
            ("street", "day", 5, 0, 12),
            ("street", "span", 6, 3, 12),
            ("west", "open", 3, 9, 12),
            ("west", "undated", 3, 0, 12),
        ]
    )
    plan = layout.plan(given, charts.WIDE, {lane: lane for lane in LANES}, "Day not given")
    spot = {one.row["shape"]: one for one in plan.spots}
    assert spot["day"].x == plan.at[4]
    assert spot["span"].x < plan.at[5] < plan.at[8] < spot["span"].end < plan.at[9]
    assert spot["open"].y > plan.bottom
    assert spot["undated"].y > plan.bottom
    assert [name for name, *_ in plan.names] == ["street", "Day not given"]


def test_lanes_keep_their_order_and_those_without_anything_have_no_room():
    plan = layout.plan(
        made([("west", "day", 5, 0, 9), ("street", "day", 5, 0, 9)]), charts.WIDE, {lane: lane for lane in LANES}, ""
    )
    assert [name for name, *_ in plan.names] == ["street", "west"]


# The chart


def test_the_lead_chart_stands_on_the_first_screen(filtered, articles):
    for reference in (True, False):
        tables = filtered(articles, reference)
        card = cards.moments(tables, tables)
        assert card.draw(*card.arguments)["layout"]["height"] <= 560


def test_marks_are_filled_where_an_article_gives_the_day_and_hollow_where_reference_data_does(told):
    tables = told(
        event("ev-said", "2022-01-05", weight="key"),
        event("ev-told", weight="key", happening="hp-told"),
        event("ev-ref-told", "2022-01-06", by="ref-early", weight="key", happening="hp-told"),
        event("ev-ref-alone", "2022-01-07", by="ref-early", weight="key"),
        event("ev-both", "2022-01-08", by="SCMP|RFERL", weight="key"),
    )
    found = {}
    for trace in charts.lanes(rows.moments(tables))["data"]:
        symbols = trace.get("marker", {}).get("symbol")
        if isinstance(symbols, list) and "customdata" in trace:
            found |= {said[0]: symbol for said, symbol in zip(trace["customdata"], symbols, strict=True)}
    said = found["ev-said"]
    assert not said.endswith("-open")
    assert found == {
        "ev-said": said,
        "ev-ref-told|ev-told": f"{said}-open",
        "ev-ref-alone": "circle-open",
        "ev-both": "star",
    }


def test_a_click_on_a_mark_a_bar_or_a_label_opens_its_facts(whole):
    card = cards.january(whole, whole)
    known = set(card.rows["facts"])
    for trace in card.draw(*card.arguments)["data"]:
        for said, x in zip(trace.get("customdata", ()), trace.get("x", ()), strict=False):
            assert x is None or said[0] in known


def test_the_number_of_traces_does_not_grow_with_the_rows(whole):
    few, many = (len(charts.lanes(part)["data"]) for part in (rows.moments(whole)[:10], rows.january(whole)))
    assert many <= few + 20


def test_where_nothing_has_a_day_no_days_stand_above():
    drawn = charts.lanes(made([("street", "open", 3, 9, 12)]))
    assert drawn["layout"]["xaxis"]["tickvals"] == []


# The list to read


class Reader(HTMLParser):
    """Collects the tags, the links and the words of a text."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.words, self.open = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(days):
    html = reading.html(
        days, lambda facts: "?" + "&".join(f"fact={fact}" for fact in facts), "Day not given", "and {n} more"
    )
    reader = Reader()
    reader.feed(html)
    assert not reader.open
    return html, reader


def test_the_list_escapes_what_the_tables_say(told):
    tables = told(event("ev-a", "2022-01-05", title="<script>alert('x')</script> & more"))
    html, reader = read(rows.days(tables))
    assert "script" not in reader.tags
    assert "<script>alert('x')</script> & more" in "".join(reader.words)
    assert "&amp; more" in html


def test_each_line_and_each_source_opens_its_own_facts(told):
    tables = told(
        event("ev-a", by="SCMP", happening="hp-a"),
        event("ev-ref-a", "2022-01-05", by="ref-early|ref-late", happening="hp-a"),
    )
    _, reader = read(rows.days(tables))
    both = "?fact=ev-ref-a&fact=ev-a"
    assert reader.links == [both, "?fact=ev-a", "?fact=ev-ref-a", both]
    assert "+1" in reader.words


def test_each_day_has_a_heading_and_folds_what_matters_less(told):
    tables = told(
        *(event(f"ev-{n}", "2022-01-05", weight="minor") for n in range(4)),
        event("ev-key", "2022-01-05", weight="key", title="It mattered"),
        span("ev-within", "2022-01-05", "2022-01-09", "within"),
    )
    html, reader = read(rows.days(tables))
    assert [word for word in reader.words if word in ("5 January", "Day not given")] == ["5 January", "Day not given"]
    assert "and 4 more" in reader.words
    assert re.search(r"<b><a [^>]*>It mattered</a></b>", html)


# The card


def test_cards_have_rows_that_can_be_taken_away(filtered, articles):
    tables = filtered(articles, True)
    for make in MAKERS:
        card = make(tables, tables)
        assert len(card.lines) == len(card.rows)
        assert all(by(card, tables))
        assert csv(card, tables)


def test_nothing_chosen_makes_no_card_and_says_so(filtered):
    tables = filtered([])
    assert [make(tables, tables) for make in MAKERS] == [None] * len(MAKERS)
    assert rows.days(tables) == []
    assert all(texts("timeline")[make.__name__]["silent"] for make in MAKERS)


def test_lines_say_when(told):
    tables = told(event("ev-a", "2022-01-05", title="Help was asked for"), event("ev-b", title="Talks followed"))
    said = titles.lines(rows.january(tables) + rows.undated(tables))
    assert said == ["5 January 2022: Help was asked for", "No date given: Talks followed"]
