"""The picture to take away: white, of one size, with title, reading line and credit inside."""

import re

import plotly.graph_objects as go
import plotly.io as pio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar import derive, export, style, words
from qantar.figures import amounts, coverage, positions, timeline

TITLE = "From US$8.9 bn to US$14.7 bn is +65 %, not the 40 % printed"
READING = "Direct investment in the five Central Asian states. The dotted line is our sum, not the ministry's."
CREDIT = "Sources: SCMP · all 5 articles · 5 January 2026 · Qantar, CC BY 4.0"
SENTENCES = st.lists(st.text("абвxyzÉ%+", min_size=1, max_size=14), min_size=1, max_size=60).map(" ".join)


def simple() -> go.Figure:
    return go.Figure(go.Scatter(x=[1, 2], y=[3, 4], marker={"color": style.color("SCMP")})).update_layout(
        template=style.TEMPLATE, height=400, paper_bgcolor="#14171c", plot_bgcolor="#14171c"
    )


@pytest.fixture(scope="session")
def charts(tables) -> dict[str, go.Figure]:
    """One chart of each kind, of all the articles."""
    events = derive.with_sources(tables, "events")
    events = events.assign(when=words.when(events))
    first, last = derive.FIRST_DAY, derive.LAST_DAY
    troops, cells = derive.amounts(tables, "troops"), derive.positions(tables)
    counts, outcomes = derive.coverage(tables), derive.outcomes(tables)
    articles = list(tables["sources"]["source"])
    return {
        "timeline": timeline.swimlanes(
            derive.january(events), derive.lay_out(derive.january(events), first, last), first, last
        ),
        "troops": amounts.by_unit(troops, derive.axes(troops)),
        "growth": amounts.growth(derive.growth(tables["investment"]), "SCMP"),
        "positions": positions.matrix(cells, derive.order_speakers(cells), derive.QUESTIONS),
        "winners": positions.winners(outcomes, derive.COUNTRIES, 20),
        "coverage": coverage.coverage(counts, list(dict.fromkeys(counts["table"])), articles, 200),
    }


CHARTS = ("timeline", "troops", "growth", "positions", "winners", "coverage")


def lines(figure: go.Figure) -> list[str]:
    """Return every line that stands in the title or in an annotation, without markup."""
    written = [figure.layout.title.text or "", *(note.text for note in figure.layout.annotations)]
    return [re.sub(r"<[^>]+>", "", line) for text in written for line in text.split("<br>")]


def inside(figure: go.Figure, text: str) -> bool:
    """Say whether a text stands in a figure, however its lines are broken."""
    return " ".join(text.split()) in " ".join(" ".join(lines(figure)).split())


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_becomes_a_white_picture_with_its_texts(charts, name):
    picture = export.white(charts[name], TITLE, READING, CREDIT)
    layout = picture.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "#ffffff"
    assert layout.width * export.SCALE == 2400
    assert layout.height * export.SCALE >= 1350
    assert isinstance(layout.height, int)
    for text in (TITLE, READING, CREDIT):
        assert inside(picture, text)
    assert layout.template == pio.templates[style.TEMPLATE]


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_shows_what_the_chart_shows(charts, name):
    picture = export.white(charts[name], TITLE, READING, CREDIT)
    assert picture.data == charts[name].data
    for drawn, kept in zip(picture.select_xaxes(), charts[name].select_xaxes(), strict=True):
        assert drawn.range == kept.range
    assert set(lines(charts[name])) <= set(lines(picture)), "no label is lost"


@pytest.mark.parametrize("name", CHARTS)
def test_the_texts_leave_room_for_the_plot(charts, name):
    long = export.white(charts[name], TITLE * 4, READING * 3, CREDIT * 3)
    margin = long.layout.margin
    assert long.layout.height - margin.t - margin.b >= 250
    assert long.layout.width - margin.l - margin.r >= 600


def test_a_dark_chart_becomes_white_and_stays_dark_itself():
    figure = simple()
    before = figure.to_dict()
    picture = export.white(figure, TITLE, READING, CREDIT)
    assert picture.layout.paper_bgcolor == picture.layout.plot_bgcolor == "#ffffff"
    assert figure.to_dict() == before


@settings(max_examples=25, deadline=None)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_long_texts_are_broken_into_lines_and_lose_no_word(title, reading, credit):
    picture = export.white(simple(), title, reading, credit)
    for text in (title, reading, credit):
        assert inside(picture, text)
    assert all(len(line) <= 170 for line in lines(picture))


def test_a_longer_title_pushes_the_plot_down():
    short, long = (export.white(simple(), title, READING, CREDIT).layout for title in ("Short", TITLE * 3))
    assert long.margin.t > short.margin.t
    assert long.width == short.width


def test_a_chart_taller_than_the_picture_keeps_its_rows_apart(charts):
    """A row of a tall chart is as high in the picture as on the screen, give or take a tenth."""
    chart = charts["positions"]
    picture = export.white(chart, TITLE, READING, CREDIT)
    margin = picture.layout.margin
    rows = len(chart.layout.yaxis.ticktext)
    assert picture.layout.height > 675
    assert (picture.layout.height - margin.t - margin.b) / rows >= 0.9 * (chart.layout.height - 120) / rows


def test_names_beside_the_plot_have_room(charts):
    picture = export.white(charts["positions"], TITLE, READING, CREDIT)
    longest = max(len(str(text)) for text in picture.layout.yaxis.ticktext)
    assert picture.layout.margin.l >= 6 * longest
