"""The charts: colours by key, axes that stay under every filter, and vague amounts that stay vague."""

import re
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from qantar.charts import style
from qantar.facts import labels as facts_labels
from qantar.facts import sources, tables
from qantar.facts import words as facts_words
from qantar.themes.coverage import charts as coverage_charts
from qantar.themes.coverage import rows as coverage_rows
from qantar.themes.positions import charts as positions_charts
from qantar.themes.positions import rows as positions_rows

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
    return {
        "winners": positions_rows.outcomes,
        "positions": positions_rows.positions,
        "coverage": coverage_rows.coverage,
    }[name](chosen)


def speakers(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the matrix of positions: each speaker with the camp as heading."""
    camps = positions_rows.camps(cells)
    return camps.assign(about="", heading=camps["camp"])


def draw(name: str, rows: pd.DataFrame) -> go.Figure:
    """Draw rows as the pages do: axes and orders from all the articles."""
    every = rows_of(name, ARTICLES)
    if name == "winners":
        return positions_charts.winners(rows, positions_rows.COUNTRIES, int(every["speakers"].max()))
    if name == "positions":
        return positions_charts.matrix(rows, speakers(rows), positions_rows.QUESTIONS)
    return coverage_charts.coverage(rows, list(tables.FACTS), ARTICLES, int(every["facts"].max()))


CHARTS = {
    "winners": positions_charts.winners,
    "positions": positions_charts.matrix,
    "coverage": coverage_charts.coverage,
}


@cache
def chart(name: str, choice: tuple[str, ...] = ARTICLES) -> go.Figure:
    return draw(name, rows_of(name, choice))


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


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_names_its_template_whatever_the_default_is(name, monkeypatch):
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    figure = draw(name, rows_of(name, ARTICLES))
    assert figure.layout.template == pio.templates["qantar"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_needs_nothing_from_outside_and_every_colour_is_named(name):
    figure = chart(name)
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
        if name in ("winners", "coverage"):
            assert figure.layout.yaxis.range == whole.layout.yaxis.range, choice
            assert figure.layout.height == whole.layout.height, choice


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in ("positions", "winners")])
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


# --- positions ---


def cell(speaker: str, question: str, answer: str, claims: int = 1, facts: str = "cl-x", flat: int = 1,
         horizon: str = "crisis") -> dict:  # fmt: skip
    return {"horizon": horizon, "speaker": speaker, "speaker_name": speaker.title(), "question": question, "answer": answer,
            "claims": claims, "flat": flat, "facts": facts, "sources": "SCMP"}  # fmt: skip


CELLS = pd.DataFrame(
    [
        cell("hutt", "russia", "gain", 3, "cl-1|cl-2|cl-3", flat=2),
        cell("hutt", "russia", "loss", 1, "cl-4"),
        cell("hutt", "relationship", "closer"),
        cell("zhao", "russia", "gain"),
        cell("zhao", "relationship", "rift"),
    ]
)


def named(*keys: str) -> pd.DataFrame:
    """Return rows of the matrix without headings."""
    return pd.DataFrame([{"speaker": key, "speaker_name": key.title(), "about": "", "heading": ""} for key in keys])


def test_a_speaker_who_says_both_has_two_marks_and_silence_a_short_line():
    figure = positions_charts.matrix(CELLS, named("zhao", "hutt"), positions_rows.QUESTIONS)
    drawn = {mark["fact"]: mark for mark in marks(figure)}
    both = drawn["cl-1|cl-2|cl-3"], drawn["cl-4"]
    assert both[0]["y"] == both[1]["y"]
    assert both[0]["x"] != both[1]["x"]
    assert round(both[0]["x"]) == round(both[1]["x"]) == positions_rows.QUESTIONS.index("russia")
    assert (both[0]["symbol"], both[1]["symbol"]) == (style.symbol("gain"), style.symbol("loss"))
    assert len(marks(figure)) == len(CELLS)
    assert not [mark for mark in marks(figure) if round(mark["x"]) in (1, 2)], "nobody speaks of the other two"
    silent = next(trace for trace in figure.data if trace.name == "silent")
    assert sorted(zip(silent.x, silent.y, strict=True)) == [(1, 0), (1, 1), (2, 0), (2, 1)]
    assert list(figure.layout.yaxis.ticktext) == ["Zhao", "Hutt"]


def test_more_than_one_claim_is_counted_beside_its_mark():
    figure = positions_charts.matrix(CELLS, named("hutt", "zhao"), positions_rows.QUESTIONS)
    said = [trace for trace in figure.data if trace.customdata is not None]
    counts = {data[0]: text for trace in said for data, text in zip(trace.customdata, trace.text, strict=True)}
    assert counts["cl-1|cl-2|cl-3"] == "2", "two of three said flatly"
    assert counts["cl-4"] == ""


@pytest.mark.parametrize("choice", CHOICES, ids="+".join)
def test_an_answer_has_its_colour_and_symbol_under_every_filter(choice):
    drawn = sorted((mark["fact"], mark["color"], mark["symbol"]) for mark in marks(chart("positions", choice)))
    assert drawn == sorted(
        (row.facts, style.color(row.answer), style.symbol(row.answer) + ("-open" if row.flat == 0 else ""))
        for row in rows_of("positions", choice).itertuples()
    )


def test_a_mark_is_hollow_only_where_no_claim_is_said_flatly():
    cells = pd.DataFrame(
        [
            cell("hutt", "russia", "gain", 3, "cl-none", flat=0),
            cell("hutt", "china", "gain", 3, "cl-one", flat=1),
            cell("hutt", "kazakhstan", "gain", 3, "cl-all", flat=3),
            cell("zhao", "russia", "loss", 1, "cl-hedged", flat=0),
            cell("zhao", "relationship", "rift", 1, "cl-flat", flat=1),
        ]
    )
    drawn = {
        mark["fact"]: mark["symbol"]
        for mark in marks(positions_charts.matrix(cells, named("hutt", "zhao"), positions_rows.QUESTIONS))
    }
    assert drawn == {
        "cl-none": style.symbol("gain") + "-open",
        "cl-one": style.symbol("gain"),
        "cl-all": style.symbol("gain"),
        "cl-hedged": style.symbol("loss") + "-open",
        "cl-flat": style.symbol("rift"),
    }


@pytest.mark.parametrize("choice", CHOICES, ids="+".join)
def test_a_hollow_mark_means_that_its_speaker_says_nothing_of_it_flatly(choice):
    """Who says what flatly is worked out here from the claims, filter by filter."""
    flatly = all_tables()["claims"].set_index("id")["status"] == "asserted"
    said = rows_of("positions", choice).set_index(["facts", "answer"])["flat"]
    drawn = marks(chart("positions", choice))
    assert len(drawn) == len(said)
    assert all(flat == flatly[facts.split("|")].sum() for (facts, _), flat in said.items())
    for mark in drawn:
        assert mark["symbol"].endswith("-open") == (not flatly[mark["fact"].split("|")].any()), mark


def test_the_articles_positions_have_hollow_marks_and_filled_ones():
    assert {mark["symbol"].endswith("-open") for mark in marks(chart("positions"))} == {True, False}


def test_a_legend_of_answers_has_each_symbol_once():
    def shape(trace) -> str:
        """Return the one symbol of a trace, hollow or not."""
        (symbol,) = {symbol.removesuffix("-open") for symbol in trace.marker.symbol}
        return symbol

    answers = [trace for trace in chart("positions").data if trace.customdata is not None]
    shown = [shape(trace) for trace in answers if trace.showlegend is not False]
    assert len(set(shown)) == len(shown)
    assert set(shown) == {shape(trace) for trace in answers}
    names = {trace.name for trace in answers}
    assert names == {"gains", "both at once", "loses", "closer", "ties unchanged", "a rift"}, "one name for one shape"


def test_the_legend_explains_hollow_and_small_marks_where_there_are_any():
    def explained(*rows: dict) -> set[str]:
        figure = positions_charts.matrix(pd.DataFrame(rows), named("hutt"), positions_rows.QUESTIONS)
        return {trace.name.split(":")[0] for trace in figure.data if list(trace.x) == [None]}

    assert explained(cell("hutt", "russia", "gain")) == set()
    assert explained(cell("hutt", "russia", "gain", flat=0)) == {"hollow"}
    assert explained(cell("hutt", "russia", "gain", horizon="trend")) == {"small"}


def test_a_mark_on_the_longer_run_is_smaller_and_paler_and_stands_below():
    both = [cell("hutt", "russia", "gain", 2, "cl-now", 2), cell("hutt", "russia", "gain", 3, "cl-long", 3, "trend")]
    (trace,) = [
        trace
        for trace in positions_charts.matrix(pd.DataFrame(both), named("hutt"), positions_rows.QUESTIONS).data
        if trace.customdata is not None
    ]
    assert [data[0] for data in trace.customdata] == ["cl-now", "cl-long"]
    assert trace.marker.size[0] > trace.marker.size[1]
    assert trace.marker.opacity[0] > trace.marker.opacity[1]
    assert trace.y[0] < trace.y[1] < 0.5
    assert list(trace.text) == ["2", "3"]


def test_a_role_is_broken_into_lines_and_loses_no_word():
    role = "senior fellow and director of a very long programme of studies, Institute of Many Words and Names in Warsaw"
    figure = positions_charts.matrix(CELLS, named("hutt", "zhao").assign(about=[role, ""]), positions_rows.QUESTIONS)
    name, *lines = re.sub("<(?!br>)[^>]+>", "", figure.layout.yaxis.ticktext[0]).split("<br>")
    assert (name, " ".join(lines)) == ("Hutt", role)
    assert len(lines) > 1


def test_gains_and_losses_are_bars_to_both_sides_as_long_as_their_speakers():
    rows = [
        ("russia", "gain", 5, "cl-1"), ("russia", "loss", 2, "cl-2"),
        ("china", "gain", 4, "cl-3|cl-4"), ("china", "mixed", 1, "cl-5"),
    ]  # fmt: skip
    counts = pd.DataFrame(rows, columns=["country", "outcome", "speakers", "facts"]).assign(claims=9)
    figure = positions_charts.winners(counts, ("russia", "china", "kazakhstan"), 5)
    bars = {trace.marker.color: trace for trace in figure.data}
    drawn = {color: (list(map(float, bar.x)), list(bar.text)) for color, bar in bars.items()}
    assert drawn[style.color("gain")] == ([5, 4, 0], ["5", "4", ""])
    assert drawn[style.color("loss")] == ([-2, 0, 0], ["2", "", ""])
    assert drawn[style.color("mixed")] == ([0, 1, 0], ["", "1", ""])
    assert [data[0] for data in bars[style.color("gain")].customdata][:2] == ["cl-1", "cl-3|cl-4"]
    assert figure.layout.xaxis.range[0] < -5
    assert figure.layout.xaxis.range[1] > 5
    ends = figure.layout.xaxis.range
    assert ends[0] == -ends[1], "neither side looks shorter"
    assert ends[0] <= figure.layout.xaxis.tickvals[0] == -figure.layout.xaxis.tickvals[-1]
    both, gain = bars[style.color("mixed")], bars[style.color("gain")]
    assert list(both.base)[1] == -0.5, "across the middle, on neither side"
    assert both.y[0] - both.width / 2 > gain.y[0] + gain.width / 2, "and apart from the others"
    assert list(figure.layout.yaxis.ticktext) == ["Russia", "China", "Kazakhstan"]
    for trace in figure.data:
        assert [round(y) for y in trace.y] == [0, 1, 2]


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
