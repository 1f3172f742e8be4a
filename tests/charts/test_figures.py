"""The charts: colours by key, axes that stay under every filter, and vague amounts that stay vague."""

import re
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.charts import amounts, series, style
from qantar.facts import labels as facts_labels
from qantar.facts import ledger, quantities, sources, tables
from qantar.facts import words as facts_words
from qantar.themes.coverage import charts as coverage_charts
from qantar.themes.coverage import rows as coverage_rows
from qantar.themes.intervention import charts as intervention_charts
from qantar.themes.intervention import rows as intervention_rows
from qantar.themes.investment import cards as investment_cards
from qantar.themes.investment import charts as sums
from qantar.themes.investment import rows as investment_rows

ARTICLES = ("Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL")
SINGLES = [(key,) for key in ARTICLES]
CHOICES = [*SINGLES, ("SCMP", "RFERL"), ("Diplomat", "Bedfellows", "CEIAS"), ARTICLES]
FIRST, LAST = facts_labels.FIRST_DAY, facts_labels.LAST_DAY


@cache
def all_tables() -> sources.Tables:
    return facts_labels.labelled(tables.read_all())


@cache
def filtered(choice: tuple[str, ...]) -> sources.Tables:
    return sources.keep(all_tables(), choice)


@cache
def rows_of(name: str, choice: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows that a chart draws under a filter."""
    chosen = filtered(choice)
    if name in ("troops", "investment"):
        return facts_labels.amounts(chosen, name)
    return coverage_rows.coverage(chosen)


def draw(name: str, rows: pd.DataFrame) -> go.Figure:
    """Draw rows as the pages do: axes and orders from all the articles."""
    every = rows_of(name, ARTICLES)
    if name in ("troops", "investment"):
        return amounts.by_unit(rows, facts_labels.axes(every))
    return coverage_charts.coverage(rows, list(tables.FACTS), ARTICLES, int(every["facts"].max()))


CHARTS = {
    "troops": amounts.by_unit,
    "investment": amounts.by_unit,
    "coverage": coverage_charts.coverage,
}
FACTS_DRAWN = ("troops", "investment")


@cache
def chart(name: str, choice: tuple[str, ...] = ARTICLES) -> go.Figure:
    return draw(name, rows_of(name, choice))


def growth() -> go.Figure:
    return amounts.growth(ledger.growth(all_tables()["investment"]), "SCMP")


def marks(figure: go.Figure) -> list[dict]:
    """Return every mark that carries a fact: its keys, place, colour, symbol and the name of its trace."""
    found = []
    for trace in figure.data:
        if trace.customdata is None:
            continue
        symbols = trace.marker.symbol
        for n, data in enumerate(trace.customdata):
            symbol = symbols if isinstance(symbols, str) else symbols[n]
            found.append(
                {"fact": data[0], "x": trace.x[n], "y": trace.y[n], "color": trace.marker.color,
                 "symbol": symbol, "trace": trace.name, "mode": trace.mode}
            )  # fmt: skip
    return found


def texts(figure: go.Figure) -> str:
    """Return all that is written in a figure."""
    labels = [str(text) for trace in figure.data if isinstance(trace.text, tuple) for text in trace.text]
    plain = " | ".join([*labels, *(note.text for note in figure.layout.annotations)])
    return re.sub(r"<[^>]+>", "", plain)


def axes(figure: go.Figure) -> dict[str, tuple]:
    """Return title → range of the x axes, or the one axis and its range."""
    return {axis.title.text or "x": tuple(map(str, axis.range)) for axis in figure.select_xaxes() if axis.range}


# --- all charts ---


@pytest.mark.parametrize("name", [*CHARTS, "growth"])
def test_a_figure_names_its_template_whatever_the_default_is(name, monkeypatch):
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    figure = growth() if name == "growth" else draw(name, rows_of(name, ARTICLES))
    assert figure.layout.template == pio.templates["qantar"]


@pytest.mark.parametrize("name", [*CHARTS, "growth"])
def test_a_figure_needs_nothing_from_outside_and_every_colour_is_named(name):
    figure = growth() if name == "growth" else chart(name)
    assert {trace.type for trace in figure.data} <= {"scatter", "bar"}, "maps of Plotly's fetch outlines from elsewhere"
    for trace in figure.data:
        if trace.type == "bar" or "markers" in trace.mode:
            assert trace.marker.color
        if trace.type == "scatter" and "lines" in trace.mode:
            assert trace.line.color
    for address in re.findall(r"https?://[^\"\\]+", figure.to_json()):
        assert "w3.org" in address


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_table_gives_a_figure_without_a_mark(name):
    figure = draw(name, rows_of(name, ARTICLES).iloc[:0])
    assert figure.layout.template == pio.templates["qantar"]
    for trace in figure.data:
        assert trace.type == "bar" or not marks(go.Figure(trace))
        assert not any(trace.x if trace.type == "bar" else ()), "no bar has a length"
        assert not "".join(trace.text or ()), "and nothing says zero"


@pytest.mark.parametrize("name", CHARTS)
def test_axes_stay_under_every_filter(name):
    whole = chart(name)
    for choice in CHOICES:
        figure = chart(name, choice)
        # A chart of several units has a panel for each that is there.
        assert axes(figure).items() <= axes(whole).items(), choice
        if name == "coverage":
            assert figure.layout.yaxis.range == whole.layout.yaxis.range, choice
            assert figure.layout.height == whole.layout.height, choice


@pytest.mark.parametrize("name", CHARTS)
def test_a_source_keeps_its_colour_and_symbol_under_every_filter(name):
    """Who reports a fact is worked out here from the evidence, filter by filter."""
    evidence = all_tables()["evidence"]
    for choice in CHOICES:
        if name == "coverage":
            for key, trace in zip(ARTICLES, chart(name, choice).data, strict=True):
                assert (trace.marker.color, trace.marker.symbol) == (style.color(key), style.symbol(key))
            continue
        by = evidence[evidence["source"].isin(choice)].groupby("fact")["source"].agg(set)
        for mark in marks(chart(name, choice)):
            key = next(iter(by[mark["fact"]])) if len(by[mark["fact"]]) == 1 else "several"
            assert mark["color"] == style.color(key), (choice, mark)
            assert mark["trace"] == facts_words.name(key), (choice, mark)
            if mark["mode"] == "markers":
                assert mark["symbol"].removesuffix("-open") == style.symbol(key), (choice, mark)


@pytest.mark.parametrize("name", FACTS_DRAWN)
@pytest.mark.parametrize("choice", [*SINGLES, ARTICLES], ids="+".join)
def test_every_row_has_its_mark_with_its_key(name, choice):
    rows = rows_of(name, choice)
    expected = set(rows.loc[rows["bounded"], "id"]) if "bounded" in rows else set(rows["id"])
    assert {mark["fact"] for mark in marks(chart(name, choice))} == expected


@pytest.mark.parametrize("name", FACTS_DRAWN)
def test_a_legend_names_each_source_drawn_once(name):
    legend = [trace.name for trace in chart(name).data if trace.showlegend is not False]
    assert sorted(legend) == sorted({mark["trace"] for mark in marks(chart(name))})


# --- stated numbers ---


def stated(*rows: dict) -> pd.DataFrame:
    """Return a table of numbers as ``derive.amounts`` does, from what is given."""
    blank = {"value": None, "low": None, "high": None, "unit": "people", "panel": "people"}
    blank |= {"sources": "SCMP", "bounded": True}
    full = [blank | {"id": f"tr-{n}", "label": f"label {n}", "text": f"text {n}"} | row for n, row in enumerate(rows)]
    return pd.DataFrame(full).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


def panel(*rows: dict, end: float = 12_500.0) -> go.Figure:
    return amounts.by_unit(stated(*rows), {"people": (end, "people")})


def test_a_number_is_one_mark_at_its_value():
    (mark,) = marks(panel({"value": 2500}))
    assert (mark["fact"], mark["x"], mark["mode"], mark["symbol"]) == (
        "tr-0",
        2500,
        "markers",
        style.symbol("SCMP"),
    )


def test_two_numbers_for_one_thing_are_two_marks():
    drawn = marks(panel({"value": 2500}, {"value": 3600, "sources": "CEIAS"}))
    assert [(mark["x"], mark["trace"]) for mark in drawn] == [
        (2500, facts_words.name("SCMP")),
        (3600, facts_words.name("CEIAS")),
    ]
    assert drawn[0]["y"] != drawn[1]["y"]


@pytest.mark.parametrize(
    ("low", "high", "ends", "left", "right"),
    [
        (2000, 10_000, (2000, 10_000), False, False),
        # 12 per cent of an axis to 12,500, whatever the number, and never below nothing
        (2000, None, (2000, 3500), False, True),
        (None, 9000, (7500, 9000), True, False),
        (None, 900, (0, 900), True, False),
    ],
)
def test_a_vague_amount_is_a_range_and_its_unknown_end_an_arrow_of_a_fixed_length(low, high, ends, left, right):
    start, stop = marks(panel({"low": low, "high": high}))
    assert (start["x"], stop["x"]) == ends
    assert ("arrow" in start["symbol"], "arrow" in stop["symbol"]) == (left, right)
    assert start["y"] == stop["y"]
    assert "lines" in start["mode"]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["both", "low", "high"]),
    st.sampled_from(ARTICLES),
)
def test_a_vague_amount_is_never_a_point(low, width, known, source):
    high = low + width
    bounds = {"low": low if known != "high" else None, "high": high if known != "low" else None}
    figure = panel({**bounds, "sources": source}, end=3e6)
    own = {*style.SYMBOLS.values()}
    for trace in figure.data:
        points = [x for x in trace.x if x is not None]
        symbols = [trace.marker.symbol] * len(points) if isinstance(trace.marker.symbol, str) else trace.marker.symbol
        for x, symbol in zip(points, symbols, strict=True):
            assert x in (bounds["low"], bounds["high"]) or symbol.startswith("arrow")
            assert symbol not in own


def test_nearly_is_a_short_arrow_to_its_bound():
    start, stop = marks(panel({"high": 9000, "qualifier": "nearly"}))
    assert (start["x"], stop["x"]) == (9000 - 625, 9000), "a twentieth of the axis"
    assert start["symbol"] == "arrow-left"


@settings(max_examples=40, deadline=None)
@given(st.floats(1, 10**6), st.sampled_from(["low", "high"]), st.sampled_from(["nearly", "over", "at_most"]))
def test_an_arrow_is_as_long_whatever_the_number_and_stays_on_the_axis(number, known, qualifier):
    end = 1.25e6
    start, stop = marks(panel({known: number, "qualifier": qualifier}, end=end))
    most = end * (0.05 if qualifier == "nearly" else 0.12)
    assert stop["x"] - start["x"] == pytest.approx(min(most, number) if known == "high" else most)
    assert 0 <= start["x"] < stop["x"] <= end


def test_what_no_one_dated_stands_under_its_words_and_takes_the_room_for_them():
    figure = panel({"value": 1, "head": ""}, {"value": 2, "head": "without a stated day:"}, {"value": 3, "head": ""})
    assert [mark["y"] for mark in marks(figure)] == [0, 1.5, 2.5]
    (charts_words,) = [note for note in figure.layout.annotations if "without a stated day:" in note.text]
    assert 0 < charts_words.y < 1.5
    plain = panel({"value": 1}, {"value": 2}, {"value": 3})
    assert figure.layout.height > plain.layout.height


def test_the_legend_names_kinds_of_reference_data_and_no_other_mark_for_them():
    figure = panel(
        {"value": 1, "sources": "ref-a", "kind": "others", "symbol": "circle-open"},
        {"value": 2, "sources": "SCMP", "kind": "", "symbol": ""},
        {"low": 3, "sources": "ref-b", "kind": "officials", "symbol": "diamond"},
    )
    legend = [(trace.name, trace.marker.symbol) for trace in figure.data if trace.showlegend is not False]
    assert legend == [("SCMP", style.symbol("SCMP")), ("officials", "diamond"), ("others", "circle-open")]
    assert [mark["trace"] for mark in marks(figure)] == ["others", "SCMP", "officials", "officials"]
    assert marks(figure)[2]["symbol"] == "diamond", "the end that is stated says who states it"


@pytest.mark.parametrize("name", ["troops", "investment"])
def test_the_articles_numbers_are_marks_and_their_vague_amounts_ranges(name):
    drawn = pd.DataFrame(marks(chart(name))).groupby("fact")
    for row in rows_of(name, ARTICLES).query("bounded").itertuples():
        part = drawn.get_group(row.id)
        if pd.notna(row.value):
            assert list(part["x"]) == [float(row.value)]
        else:
            assert len(part) == 2
            assert set(part["mode"]) == {"lines+markers"}
            assert not set(part["symbol"]) & set(style.SYMBOLS.values())
            assert pd.isna(row.low) or part["x"].min() == row.low
            assert pd.isna(row.high) or part["x"].max() == row.high


def test_2500_soldiers_are_a_mark_and_a_few_thousand_a_range():
    drawn = {mark["fact"]: mark for mark in marks(chart("troops"))}
    assert (drawn["tr-csto-kazakhstan-2500"]["x"], drawn["tr-csto-kazakhstan-2500"]["trace"]) == (
        2500,
        "SCMP",
    )
    assert drawn["tr-csto-kazakhstan-few-thousand"]["mode"] == "lines+markers"
    assert "2,500" in texts(chart("troops"))


def test_a_number_without_bounds_is_not_drawn():
    drawn = panel({"value": 2500}, {"bounded": False})
    assert [mark["fact"] for mark in marks(drawn)] == ["tr-0"]
    assert "label 1" not in texts(drawn)


def test_only_numbers_without_bounds_give_a_figure_too():
    assert marks(panel({"bounded": False})) == []


def on_axes(figure: go.Figure) -> dict[str, str]:
    """Return fact → title of the axis on which it is drawn."""
    titles = {axis.plotly_name.replace("axis", ""): axis.title.text for axis in figure.select_xaxes()}
    return {
        data[0]: titles[trace.xaxis or "x"]
        for trace in figure.data
        if trace.customdata is not None
        for data in trace.customdata
    }


def test_units_have_panels_of_their_own():
    figure = amounts.by_unit(
        stated({"value": 2500}, {"value": 60, "unit": "%", "panel": "%"}),
        {"people": (3000.0, "people"), "%": (100.0, "per cent")},
    )
    ends = {axis.title.text: axis.range[1] for axis in figure.select_xaxes() if axis.range}
    assert ends["people"] >= 3000
    assert 100 <= ends["per cent"] < 110
    assert len({trace.xaxis for trace in figure.data if trace.customdata is not None}) == 2
    assert on_axes(figure) == {"tr-0": "people", "tr-1": "per cent"}


def test_one_unit_in_two_panels_has_two_axes():
    figure = amounts.by_unit(
        stated({"value": 2500, "panel": "here"}, {"value": 90_000, "panel": "there"}, {"value": 9, "panel": "here"}),
        {"there": (100_000.0, "people there"), "here": (3000.0, "people here"), "nowhere": (1.0, "nobody")},
    )
    assert on_axes(figure) == {"tr-0": "people here", "tr-1": "people there", "tr-2": "people here"}
    ends = {axis.title.text: axis.range[1] for axis in figure.select_xaxes() if axis.range}
    assert list(ends) == ["people there", "people here"], "in the order of the axes, and none without a number"
    assert 3000 <= ends["people here"] < 3300
    assert 100_000 <= ends["people there"] < 110_000


@pytest.mark.parametrize("name", ["troops", "investment"])
@pytest.mark.parametrize("choice", CHOICES, ids="+".join)
def test_no_two_units_and_no_two_theatres_share_an_axis(name, choice):
    known = all_tables()[name].set_index("id")
    kinds = ["unit", "theatre"] if name == "troops" else ["unit"]
    own = {fact: (title, *known.loc[fact, kinds]) for fact, title in on_axes(chart(name, choice)).items()}
    assert len(set(own.values())) == len({kind[0] for kind in own.values()}) == len({kind[1:] for kind in own.values()})


def test_every_number_says_what_it_is():
    said = texts(panel({"value": 2500, "text": "about 2,500 people", "label": "CSTO, Kazakhstan: contingent total"}))
    assert "about 2,500 people" in said
    assert "CSTO, Kazakhstan: contingent total" in said


def test_the_printed_growth_stands_beside_the_computed_one():
    figure = growth()
    ends = {trace.name: (trace.x[-1], trace.y[0], trace.y[-1]) for trace in figure.data}
    printed, implied = ends.values()
    assert printed == (2018, 8.9, 14.7)
    assert implied == (2018, 8.9, pytest.approx(8.9 * 1.4))
    assert re.search(r"\+65 % computed", texts(figure))
    assert re.search(r"\+40 % printed", texts(figure))
    assert figure.data[0].marker.color == style.color("SCMP")
    assert figure.data[1].marker.color == style.color("computed")
    assert figure.layout.yaxis.range[0] == 0, "a length that starts above nothing misleads"


# --- numbers beside reference data ---


@cache
def both(choice: tuple[str, ...] = ARTICLES) -> sources.Tables:
    """Return what the chosen articles and reference data say."""
    return sources.keep(all_tables(), [*choice, *sources.keys(all_tables()["sources"], "reference")])


def test_a_symbol_of_its_own_replaces_the_mark_of_a_row_and_of_no_other():
    drawn = marks(panel({"value": 164, "symbol": "x"}, {"value": 225, "symbol": ""}, {"low": 227, "symbol": ""}))
    assert [mark["symbol"] for mark in drawn[:2]] == ["x", style.symbol("SCMP")]
    assert {mark["color"] for mark in drawn} == {style.color("SCMP")}


def test_a_row_s_symbol_is_not_the_legend_s():
    (legend,) = [trace for trace in panel({"value": 164, "symbol": "x"}).data if trace.showlegend is not False]
    assert (legend.name, legend.marker.symbol) == (facts_words.name("SCMP"), style.symbol("SCMP"))


@pytest.mark.parametrize(
    ("keys", "mark"), [("ref-a", "reference"), ("ref-a|ref-b", "reference"), ("SCMP|ref-a", "SCMP")]
)
def test_reference_data_has_a_hollow_circle_and_an_article_beside_it_keeps_its_mark(keys, mark):
    (drawn,) = marks(panel({"value": 2030, "sources": keys}))
    assert (drawn["symbol"], drawn["color"], drawn["trace"]) == (
        style.symbol(mark),
        style.color(mark),
        facts_words.name(mark),
    )
    assert style.symbol("reference").endswith("-open")


@pytest.mark.parametrize("choice", [("SCMP",), ARTICLES], ids="+".join)
@pytest.mark.parametrize(
    "rows",
    [
        intervention_rows.totals,
        intervention_rows.scale,
        intervention_rows.near_ukraine,
        intervention_rows.airlift,
        intervention_rows.casualties,
        investment_rows.measures,
    ],
    ids=lambda f: f.__name__,
)
def test_every_number_beside_the_articles_has_its_mark_and_its_words(rows, choice):
    shown = rows(both(choice))
    if rows is investment_rows.measures:
        figure = sums.grouped(shown.assign(computed=False), 120.0, "US$ bn")
    else:
        figure = amounts.by_unit(shown, quantities.axes(rows(both())))
    drawn = pd.DataFrame(marks(figure)).groupby("fact")
    written = texts(figure)
    for row in shown[shown["bounded"]].itertuples():
        part, key = drawn.get_group(row.id), facts_words.source_key(row.sources)
        assert set(part["color"]) == {style.color(key)}
        assert f"{row.text} · {row.label}" in written
        if pd.notna(row.value):
            own = getattr(row, "symbol", "") or style.symbol(key)
            assert [(x, symbol) for x, symbol in zip(part["x"], part["symbol"], strict=True)] == [
                (float(row.value), own)
            ]
        else:
            assert set(part["mode"]) == {"lines+markers"}
            assert part["symbol"].str.contains("arrow").sum() == pd.isna(row.low) + pd.isna(row.high)
    assert on_axes(figure).keys() == set(shown.loc[shown["bounded"], "id"])


# --- numbers over the years ---


def yearly(*rows: dict) -> pd.DataFrame:
    """Return a table of numbers over the years as ``money.region`` does, from what is given."""
    blank = {
        "value": None,
        "low": None,
        "high": None,
        "panel": "US$ bn",
        "series": "ac-mofcom",
        "series_name": "Ministry",
        "line": "",
    }
    blank |= {"sources": "ref-a", "bounded": True, "at": 2015.0}
    full = [blank | {"id": f"inv-{n}", "label": f"label {n}", "text": f"text {n}"} | row for n, row in enumerate(rows)]
    return pd.DataFrame(full).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


def over(*rows: dict, **more) -> go.Figure:
    axes = {"US$ bn": (50.0, "US$ bn"), "number": (80.0, "number")}
    return series.over_years(yearly(*rows), axes, (2012, 2022), more.pop("stands", "end"), **more)


def lines(figure: go.Figure) -> list[tuple]:
    """Return what every line without marks goes through, and its colour."""
    return [
        (list(zip(trace.x, trace.y, strict=True)), trace.line.color) for trace in figure.data if trace.mode == "lines"
    ]  # fmt: skip


def test_a_number_stands_at_its_year_and_height_in_its_series_colour():
    (mark,) = marks(over({"value": 15, "at": 2019.0}))
    assert (mark["fact"], mark["x"], mark["y"], mark["color"]) == ("inv-0", 2019.0, 15, style.color("ac-mofcom"))
    assert mark["symbol"].endswith("-open"), "reference data is hollow"
    assert mark["trace"] == "Ministry"


def test_an_article_s_number_has_the_article_s_mark_colour_and_name_in_whatever_series():
    drawn = marks(over({"value": 15, "sources": "SCMP"}, {"value": 9, "sources": "SCMP|ref-a"}, {"value": 7}))
    own = (style.color("SCMP"), style.symbol("SCMP"), facts_words.name("SCMP"))
    assert [(mark["color"], mark["symbol"], mark["trace"]) for mark in drawn[:2]] == [own, own]
    assert drawn[2]["color"] != style.color("SCMP")


def test_a_line_joins_the_numbers_of_a_series_that_may_be_joined_in_the_order_of_years():
    rows = [{"value": 9, "at": 2016.0}, {"value": 5, "at": 2013.0, "sources": "SCMP"}, {"low": 12, "at": 2018.0}]
    ((points, color),) = lines(over(*({**row, "line": "stock"} for row in rows)))
    assert points == [(2013.0, 5), (2016.0, 9)], "a vague number is no point of a line"
    assert color == style.color("ac-mofcom")
    assert lines(over(*rows)) == [], "numbers of different kinds are not joined"
    assert lines(over({"value": 9, "line": "stock"})) == []


def test_a_line_is_interrupted_where_what_joins_its_numbers_changes():
    years = [(2013, "before"), (2014, "before"), (2015, "after"), (2016, "after")]
    figure = over(*({"value": 9, "at": float(year), "line": line} for year, line in years))
    assert sorted([x for x, _ in points] for points, _ in lines(figure)) == [[2013.0, 2014.0], [2015.0, 2016.0]]


def test_two_series_are_not_joined_with_each_other():
    figure = over(
        {"value": 9, "at": 2013.0, "line": "a"}, {"value": 8, "at": 2014.0, "line": "a"},
        {"value": 20, "at": 2016.0, "series": "ac-edb", "line": "b"}, {"value": 21, "at": 2017.0, "series": "ac-edb", "line": "b"},
    )  # fmt: skip
    assert [points for points, _ in lines(figure)] == [[(2013.0, 9), (2014.0, 8)], [(2016.0, 20), (2017.0, 21)]]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (14, None, [(14, False), (20, True)]),  # 12 per cent of an axis to 50, whatever the number
        (30, None, [(30, False), (36, True)]),
        (None, 24, [(18, True), (24, False)]),
        (10, 20, [(10, False), (20, False)]),
    ],
)
def test_an_open_end_is_an_arrow_of_a_fixed_length(low, high, expected):
    drawn = marks(over({"low": low, "high": high}))
    assert [(pytest.approx(mark["y"]), "arrow" in mark["symbol"]) for mark in drawn] == expected
    assert {mark["x"] for mark in drawn} == {2015.0}
    assert {mark["mode"] for mark in drawn} == {"lines+markers+text"}


@pytest.mark.parametrize(
    ("low", "high", "written"), [(14, None, [">14", ""]), (None, 24.5, ["", "<24.5"]), (10, 20, ["10–20", ""])]
)
def test_a_vague_number_is_written_once_at_its_bound(low, high, written):
    (trace,) = over({"low": low, "high": high}).data
    assert list(trace.text) == written


@pytest.mark.parametrize("key", ["SCMP", "ref-a"])
def test_a_vague_number_has_the_colour_of_who_says_it(key):
    drawn = marks(over({"low": 14, "sources": key}))
    assert {mark["color"] for mark in drawn} == {style.color("SCMP" if key == "SCMP" else "ac-mofcom")}
    assert {mark["trace"] for mark in drawn} == {facts_words.name("SCMP") if key == "SCMP" else "Ministry"}


def test_a_number_without_bounds_has_no_place_over_the_years():
    assert [mark["fact"] for mark in marks(over({"value": 3}, {"bounded": False}))] == ["inv-0"]


def test_a_break_is_a_line_with_its_words():
    figure = over({"value": 3}, breaks=[(2017.5, "counted anew")])
    (shape,) = figure.layout.shapes
    assert (shape.x0, shape.x1) == (2017.5, 2017.5)
    assert "counted anew" in texts(figure)
    assert not over({"value": 3}).layout.shapes


def test_panels_follow_the_axes_and_each_begins_at_nothing():
    figure = over({"value": 3, "panel": "number"}, {"value": 5})
    uprights = {axis.title.text: tuple(axis.range) for axis in figure.select_yaxes()}
    assert uprights == {"US$ bn": (0, 50.0), "number": (0, 80.0)}
    assert list(uprights) == ["US$ bn", "number"]
    one = over({"value": 3, "panel": "number"})
    assert [axis.title.text for axis in one.select_yaxes()] == ["number"]
    assert one.layout.height < figure.layout.height


@pytest.mark.parametrize(
    ("stands", "tick", "title"),
    [
        ("end", 2013, "end of the year"), ("day", 2012.5, "day of the statement"), ("year", 2012.5, "year"),
        ("until", 2012.5, "day for which it is, or end of its years"),
    ],
)  # fmt: skip
def test_a_year_is_written_at_its_end_or_in_its_middle_as_the_axis_says(stands, tick, title):
    (axis,) = over({"value": 3}, stands=stands).select_xaxes()
    ticks = dict(zip(axis.ticktext, axis.tickvals, strict=True))
    assert ticks["2012"] == tick
    assert ticks["2022"] == tick + 10
    assert axis.title.text == title
    assert axis.range[0] < 2013
    assert axis.range[1] > 2023
    if tick % 1:
        # Between two lines: a number of 17 January stands in its own year, not at the end of the one before.
        assert not axis.showgrid
        assert axis.minor.showgrid
        assert {2012, 2013, 2023} <= set(axis.minor.tickvals)
        assert axis.range[0] < 2012


def test_a_name_stands_in_the_legend_once_whatever_its_series_and_panels():
    figure = over(
        {"value": 3}, {"value": 4, "panel": "number"}, {"low": 5}, {"value": 6, "sources": "SCMP"},
        {"value": 7, "sources": "SCMP", "series": "ac-edb", "series_name": "Bank", "panel": "number"},
        {"value": 8, "series": "other", "series_name": "Anna"}, {"value": 9, "series": "other", "series_name": "Boris"},
    )  # fmt: skip
    legend = [trace.name for trace in figure.data if trace.showlegend]
    assert sorted(legend) == sorted(["Ministry", facts_words.name("SCMP"), "others"])


# What a label measures on the screen, in pixels: the plot is never narrower, and a panel never lower.
PLOT, PANEL = 820, 230
SIDES = {"top center": (0, 1), "bottom center": (0, -1), "middle right": (1, 0), "middle left": (-1, 0)}


def boxes(figure: go.Figure) -> tuple[list[tuple], list[tuple]]:
    """Return the boxes of the labels and of the marks: panel, left, right, bottom, top, and whose it is."""
    spans = {(axis.anchor or "y"): axis.range[1] - axis.range[0] for axis in figure.select_xaxes()}
    ends = {axis.plotly_name.replace("yaxis", "y"): axis.range[1] for axis in figure.select_yaxes()}
    labels, places = [], []
    for trace in figure.data:
        if "text" not in (trace.mode or ""):
            continue
        panel = trace.yaxis or "y"
        sides = [trace.textposition] * len(trace.x) if isinstance(trace.textposition, str) else trace.textposition
        for at, value, text, side, data in zip(trace.x, trace.y, trace.text, sides, trace.customdata, strict=True):
            if trace.mode != "markers+text" and not text:
                continue
            x, y, half = at * PLOT / spans[panel], float(value) * PANEL / ends[panel], len(text) * 5.8 / 2
            places.append((panel, x - 5, x + 5, y - 5, y + 5, data[0]))
            if text:
                right, up = SIDES[side]
                middle, height = x + right * (half + 9), y + up * 15
                labels.append((panel, middle - half, middle + half, height - 6, height + 6, data[0]))
    return labels, places


def meet(one: tuple, other: tuple) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]


def covered(figure: go.Figure) -> list[tuple[str, str]]:
    """Return every label that lies on another label, or on the mark of another number."""
    labels, places = boxes(figure)
    found = [(a[-1], b[-1]) for n, a in enumerate(labels) for b in labels[n + 1 :] if meet(a, b)]
    here = {place[-1]: place[1:5] for place in places}
    found += [
        (label[-1], place[-1])
        for label in labels
        for place in places
        if meet(label, place) and here[label[-1]] != place[1:5]
    ]
    return found


def test_a_covered_label_would_be_found():
    figure = over({"value": 15, "at": 2019.0}, {"value": 15, "at": 2019.1})
    assert covered(figure) == []
    for trace in figure.data:
        trace.text, trace.textposition = ("15.25", "15.25"), ("top center", "top center")
    assert covered(figure)


REAL_YEARS = {
    "region": (investment_rows.region, (2012, 2025), "until"),
    "project-list": (investment_rows.project_list, (2015, 2024), "day"),
    "stocks": (investment_rows.stocks, (2013, 2021), "end"),
    "trade": (investment_rows.trade, (2013, 2022), "year"),
}


@cache
def real_years(name: str, choice: tuple[str, ...] = ARTICLES) -> tuple[pd.DataFrame, go.Figure]:
    rows, years, stands = REAL_YEARS[name]
    shown = rows(both(choice))
    return shown, series.over_years(shown, quantities.axes(rows(both())), years, stands)


@pytest.mark.parametrize("name", REAL_YEARS)
def test_labels_of_real_numbers_over_the_years_cover_nothing(name):
    _, figure = real_years(name)
    assert covered(figure) == []
    labels, places = boxes(figure)
    assert len(labels) >= 0.8 * len(places), "a number here and there may have no room, most have"


@pytest.mark.parametrize("name", REAL_YEARS)
def test_every_real_number_over_the_years_is_within_its_axes_and_has_the_mark_of_who_says_it(name):
    rows, figure = real_years(name)
    drawn = pd.DataFrame(marks(figure))
    assert set(drawn["fact"]) == set(rows.loc[rows["bounded"], "id"])
    (first, last), *_ = {tuple(axis.range) for axis in figure.select_xaxes()}
    assert drawn["x"].astype(float).between(first, last).all()
    assert (drawn["y"].astype(float) >= 0).all()
    ends = {axis.title.text: axis.range[1] for axis in figure.select_yaxes()}
    for row in rows.itertuples():
        part, key = drawn[drawn["fact"] == row.id], facts_words.source_key(row.sources)
        assert (part["y"].astype(float) <= ends[row.panel]).all()
        assert set(part["color"]) == {style.color(row.series.split("|")[0] if key == "reference" else key)}
        if pd.notna(row.value):
            assert list(part["y"].astype(float)) == [float(row.value)]
            assert part["symbol"].iloc[0].endswith("-open") == (key == "reference")
    legend = [trace.name for trace in figure.data if trace.showlegend]
    assert len(set(legend)) == len(legend)


def in_groups(*rows: dict) -> go.Figure:
    """Draw sums in groups, from what is given."""
    blank = {"value": None, "low": None, "high": None, "group": "Stocks", "about": "What is held.", "sources": "ref-a"}
    blank |= {"bounded": True, "computed": False}
    full = [blank | {"id": f"inv-{n}", "label": f"label {n}", "text": f"text {n}"} | row for n, row in enumerate(rows)]
    frame = pd.DataFrame(full).astype(dict.fromkeys(("value", "low", "high"), "Float64"))
    return sums.grouped(frame, 50.0, "US$ bn")


def test_a_group_has_its_name_and_what_it_is_above_its_numbers_and_all_are_on_one_axis():
    figure = in_groups({"value": 9}, {"value": 8}, {"value": 30, "group": "Plans", "about": "What is announced. " * 12})
    notes = {re.sub(r"<[^>]+>", " ", note.text).strip(): note.y for note in figure.layout.annotations}
    assert len(notes) == 5, "two heads, three numbers"
    heights = list(notes.values())
    assert heights == sorted(heights)
    head = next(text for text in notes if text.startswith("Plans"))
    assert head.count("What is announced.") == 12
    assert max(map(len, figure.layout.annotations[3].text.split("<br>"))) <= sums.LETTERS, "broken into lines"
    assert len(list(figure.select_xaxes())) == 1
    at = {mark["fact"]: mark["y"] for mark in marks(figure)}
    assert at["inv-0"] < at["inv-1"] < notes[head] < at["inv-2"]


def test_what_is_computed_in_a_group_is_a_hatched_bar_from_nothing_and_needs_no_legend():
    figure = in_groups({"value": 9, "computed": True}, {"value": 8, "computed": True})
    assert [trace.type for trace in figure.data] == ["bar", "bar"]
    assert all(trace.marker.pattern.shape == ("/",) for trace in figure.data)
    assert [(trace.x[0], trace.customdata[0][0]) for trace in figure.data] == [(9, "inv-0"), (8, "inv-1")]
    assert figure.layout.barmode == "overlay", "beside each other, each bar would be pushed off its line"


def test_a_flow_below_nothing_is_a_bar_downwards_within_its_axis():
    card = investment_cards.flows(both(), both())
    figure = card.draw(*card.arguments)
    (bars,) = figure.data
    assert list(bars.x) == sorted(bars.x)
    assert min(bars.y) < 0 < max(bars.y)
    low, high = figure.layout.yaxis.range
    assert low < min(bars.y)
    assert high > max(bars.y)
    assert {text for text, value in zip(bars.text, bars.y, strict=True) if text.startswith("−")} == {
        text for text, value in zip(bars.text, bars.y, strict=True) if value < 0
    }
    assert [data[0] for data in bars.customdata] == list(card.rows["id"])


def test_the_break_of_the_stocks_is_between_the_years_that_it_parts():
    """The central bank's stock of China is more than twice as high at the end of 2017 as a year before."""
    card = investment_cards.stocks(both(), both())
    (shape,) = card.draw(*card.arguments).layout.shapes
    own = card.rows[card.rows["series"] == quantities.CHINA]
    at, value = (dict(zip(own["end"].dt.year, own[column], strict=True)) for column in ("at", "value"))
    assert at[2016] < shape.x0 < at[2017]
    assert value[2017] > 2 * value[2016]


NUMBERS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 500), st.sampled_from(["ac-mofcom", "ac-edb", "other"])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=20, deadline=None)
@given(NUMBERS)
def test_labels_cover_nothing_whatever_the_numbers(given_rows):
    rows = [{"at": 2013 + quarter / 4, "value": tenths / 10, "series": key} for quarter, tenths, key in given_rows]
    assert covered(over(*rows)) == []


# --- contingents, deployments and bars ---


def contingents(*rows: dict) -> go.Figure:
    blank = {
        "value": None,
        "low": None,
        "high": None,
        "country": "Armenia",
        "official": False,
        "sources": "ref-a",
        "says": "who",
    }
    full = [blank | {"id": f"tr-{n}", "label": f"label {n}", "text": f"text {n}"} | row for n, row in enumerate(rows)]
    return intervention_charts.contingents(
        pd.DataFrame(full).astype(dict.fromkeys(("value", "low", "high"), "Float64")), 3450.0
    )


def test_an_official_figure_is_a_diamond_and_any_other_a_hollow_circle():
    drawn = marks(contingents({"value": 100, "official": True}, {"value": 70}, {"low": 60}))
    assert [(mark["x"], mark["symbol"]) for mark in drawn] == [
        (100, "diamond"),
        (70, "circle-open"),
        (60, "circle-open"),
    ]
    legend = {
        trace.name: trace.marker.symbol for trace in contingents({"value": 1}).data if trace.showlegend is not False
    }
    assert legend == {"said by an official": "diamond", "said by others": "circle-open"}


def test_the_line_of_a_country_spans_all_that_is_said_of_it_and_of_no_other():
    figure = contingents(
        {"value": 100}, {"value": 70}, {"high": 200}, {"value": 3000, "country": "Russia"}, {"value": 2000, "country": "Russia"},
        {"value": 5, "country": "Alone"}, {"country": "Silent"}, {"country": "Silent"},
    )  # fmt: skip
    assert [(trace.x, trace.y) for trace in figure.data if trace.mode == "lines"] == [
        ((70, 200), (0, 0)),
        ((2000, 3000), (1, 1)),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"value": 100, "official": True, "text": "100"}], "Armenia · 100 (official)"),
        (
            [{"value": 100, "official": True, "text": "100"}, {"value": 70, "text": "about 70"}],
            "Armenia · 100 (official); others: about 70",
        ),
        ([{"value": 70, "text": "about 70"}], "Armenia · no official figure; others: about 70"),
        # a number with and without “about” is one
        (
            [{"value": 70, "text": "about 70"}, {"value": 70, "text": "70"}],
            "Armenia · no official figure; others: about 70",
        ),
        # an official who speaks of a company gives no figure
        ([{"official": True, "text": "“a company”"}], "Armenia · no official figure; officials say “a company”"),
        (
            [{"official": True, "text": "no number given"}, {"value": 5, "text": "5"}],
            "Armenia · no official figure; others: 5",
        ),
    ],
)
def test_the_words_of_a_country_say_whether_there_is_an_official_figure(rows, said):
    assert said in texts(contingents(*rows)).split(" | ")


def real_contingents() -> go.Figure:
    return intervention_charts.contingents(quantities.contingents(both()), 3450.0)


def test_russia_and_belarus_have_no_official_figure_and_the_others_have():
    said = {line.split(" · ")[0]: line.split(" · ")[1] for line in texts(real_contingents()).split(" | ")}
    assert set(said) == {"Armenia", "Belarus", "Kyrgyzstan", "Russia", "Tajikistan"}
    assert {name for name, charts_words in said.items() if charts_words.startswith("no official figure")} == {
        "Belarus",
        "Russia",
    }
    assert all("(official)" in said[name] for name in ("Armenia", "Kyrgyzstan", "Tajikistan"))


def test_the_real_contingents_marks_are_diamonds_exactly_where_an_official_gives_the_number():
    rows = quantities.contingents(both())
    bounded = rows[rows[["value", "low", "high"]].notna().any(axis=1)].set_index("id")
    drawn = {mark["fact"]: mark["symbol"] for mark in marks(real_contingents())}
    assert set(drawn) == set(bounded.index)
    assert all((drawn[fact] == "diamond") == official for fact, official in bounded["official"].items())


def steps(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "contributor", "step", "start"])
    ids = [f"ev-{n}" for n in range(len(frame))]
    return frame.assign(id=ids, title=ids, start=pd.to_datetime(frame["start"]), sources="ref-a")


STEPS = steps(
    ("CSTO", "ac-csto", "home", "2022-01-19"), ("CSTO", "ac-csto", "request", "2022-01-05"),
    ("Armenia", "ac-armenia", "sent", "2022-01-07"), ("Armenia", "ac-armenia", "home", "2022-01-14"),
)  # fmt: skip
PLAN = pd.DataFrame(
    [("qt-most", "at_most", "2022-01-13", "2022-01-23", "Anna: at most 10 days", "ref-a"),
     ("qt-least", "at_least", "2022-01-13", "2022-01-23", "Anna: at least 10 days", "SCMP"),
     ("qt-until", "unspecified", "2022-01-13", "2022-01-19", "Boris: until the 19th", "ref-b")],
    columns=["id", "qualifier", "start", "end", "title", "sources"],
).astype({"start": "datetime64[s]", "end": "datetime64[s]"})  # fmt: skip
END = pd.Timestamp("2022-01-24")


def test_a_contingent_is_a_bar_from_its_first_to_its_last_step_with_a_mark_for_each():
    figure = intervention_charts.deployments(STEPS, PLAN.head(0), END)
    days = [tuple(pd.Timestamp(x).day for x in trace.x) for trace in figure.data if trace.mode == "lines"]
    assert days == [(5, 19), (7, 14)]
    drawn = {mark["fact"]: (pd.Timestamp(mark["x"]).day, mark["y"]) for mark in marks(figure)}
    assert drawn == {"ev-0": (19, 0), "ev-1": (5, 0), "ev-2": (7, 1), "ev-3": (14, 1)}
    assert "CSTO · 14 days · asked 5, last home 19" in texts(figure)
    assert "Armenia · 7 days · first out 7, last home 14" in texts(figure)


def test_what_was_announced_stands_below_the_whole_force_dotted_each_with_its_fact():
    figure = intervention_charts.deployments(STEPS, PLAN, END)
    plans = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert [tuple(pd.Timestamp(day).day for day in plan.x) for plan in plans] == [(13, 23), (13, 23), (13, 19)]
    assert [set(plan.y) for plan in plans] == [{1}, {2}, {3}]
    assert {plan.line.dash for plan in plans} == {"dot"}
    assert [plan.customdata[0][0] for plan in plans] == list(PLAN["id"])
    assert [plan.marker.symbol[1] for plan in plans] == ["arrow-left", "arrow-right", "line-ns"], (
        "at most, at least, until"
    )
    assert plans[1].line.color == style.color("SCMP"), "an article's plan has its colour"
    assert "Boris: until the 19th" in plans[2].hovertemplate
    drawn = {mark["fact"]: mark["y"] for mark in marks(figure)}
    assert (drawn["ev-0"], drawn["ev-2"]) == (0, 4), "the others move down"
    assert all(f"As announced · {title}" in texts(figure) for title in PLAN["title"])


def test_the_real_steps_are_all_drawn_on_their_days_within_the_axis():
    rows, plans = intervention_rows.deployments(both()), intervention_rows.plans(both())
    figure = intervention_charts.deployments(rows, plans, END)
    drawn = {mark["fact"]: pd.Timestamp(mark["x"]) for mark in marks(figure)}
    ends = dict(zip(plans["id"], plans["end"], strict=True))
    assert drawn == dict(zip(rows["id"], rows["start"], strict=True)) | ends
    first, last = (pd.Timestamp(day) for day in figure.layout.xaxis.range)
    assert all(first < day < last for day in drawn.values())
    assert len({mark["y"] for mark in marks(figure)}) == rows["name"].nunique() + len(plans)


def bars(*rows: tuple, columns: tuple[str, ...] = ("id", "label", "value", "text")) -> go.Figure:
    return intervention_charts.bars(pd.DataFrame(rows, columns=list(columns)), "deaths", 200.0)


def test_a_bar_is_as_long_as_its_number_and_a_computed_one_is_hatched_and_of_another_colour():
    figure = bars(("qt-a", "Almaty", 151, "151 people"), ("", "without a place", 24, "24"))
    (bar,) = figure.data
    assert tuple(bar.x) == (151, 24)
    assert tuple(bar.text) == ("151 people", "24")
    assert [bool(shape) for shape in bar.marker.pattern.shape] == [False, True]
    assert tuple(bar.marker.color) == (style.color("reference"), style.color("computed"))
    assert [data[0] for data in bar.customdata] == ["qt-a", ""]
    assert all(label in texts(figure) for label in ("Almaty", "without a place"))
    assert tuple(figure.layout.xaxis.range) == (0, 200.0), "a length that starts above nothing misleads"
    assert figure.layout.xaxis.ticklabeloverflow == "allow", "else the 0 at the edge is dropped"


def test_a_bar_with_facts_can_be_computed_too():
    rows = [("inv-a|qt-a", "Kazakhstan", 4.4, "4.4 %", True), ("inv-b", "stated", 3.0, "3 %", False)]
    (bar,) = bars(*rows, columns=("id", "label", "value", "text", "computed")).data
    assert [bool(shape) for shape in bar.marker.pattern.shape] == [True, False]


@pytest.mark.parametrize(
    "draw",
    [lambda: over({"value": 3}), lambda: contingents({"value": 3}), lambda: intervention_charts.deployments(STEPS, PLAN, END),
     lambda: bars(("qt-a", "Almaty", 151, "151")), lambda: in_groups({"value": 3}, {"low": 2}),
     lambda: in_groups({"value": 3, "computed": True}), lambda: sums.flows(yearly({"value": -3, "year": 2015}), (-4, 4), "net")],
    ids=["over_years", "contingents", "deployments", "bars", "grouped", "computed", "flows"],
)  # fmt: skip
def test_a_figure_beside_reference_data_names_its_template_and_its_colours(draw, monkeypatch):
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    figure = draw()
    assert figure.layout.template == pio.templates["qantar"]
    for trace in figure.data:
        assert trace.type in ("bar", "scatter")
        assert (trace.line if trace.type == "scatter" and trace.mode == "lines" else trace.marker).color
    assert not re.search(r"https?://", go.Figure(figure.data).to_json().replace("http://www.w3.org", ""))


# --- time ---


# --- coverage ---


def test_counts_are_dots_in_their_article_s_column_and_a_gap_stays_a_gap():
    counts = pd.DataFrame(
        {"table": ["events", "troops", "events"], "source": ["SCMP", "SCMP", "CEIAS"], "facts": [16, 4, 16]}
    )
    figure = coverage_charts.coverage(counts, ["events", "troops"], ARTICLES, 16)
    traces = {trace.name: trace for trace in figure.data}
    scmp, ceias = traces[facts_words.name("SCMP")], traces[facts_words.name("CEIAS")]
    assert (set(scmp.x), list(scmp.y), list(scmp.text)) == ({1}, [0, 1], ["16", "4"])
    assert (set(ceias.x), list(ceias.y)) == ({3}, [0])
    assert scmp.marker.size[0] == ceias.marker.size[0] > scmp.marker.size[1]
    assert sum(len(trace.x) for trace in figure.data) == 3
