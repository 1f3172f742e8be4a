"""Charts of views and disagreements: every row is a mark, in its place, with its passages behind it."""

import re
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from qantar import themes
from qantar.charts import style
from qantar.facts import sources, words
from qantar.themes.disagreements import charts as disagreements_charts
from qantar.themes.disagreements import rows as disagreements_rows
from qantar.themes.positions import charts as positions_charts
from qantar.themes.positions import rows as positions_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
CARDS = ("likeness", "who", "side-by-side")


@pytest.fixture(scope="module")
def drawn(made) -> dict[str, tuple[themes.Card, go.Figure]]:
    """The charts of these pages, of all articles and reference data."""
    shown = [card for card in made(ARTICLES, True) if card.name in CARDS]
    return {card.name: (card, card.draw(*card.arguments)) for card in shown}


def marks(figure: go.Figure) -> list[tuple[str, float, float, str, str]]:
    """Return every mark that can be chosen: its key, place, symbol and colour."""
    found = []
    for trace in figure.data:
        for n, data in enumerate(trace.customdata if trace.customdata is not None else []):
            color, symbol = trace.marker.color, trace.marker.symbol
            found.append(
                (data[0], trace.x[n], trace.y[n], symbol if isinstance(symbol, str) else symbol[n],
                 color if isinstance(color, str) else color[n])
            )  # fmt: skip
    return found


@pytest.mark.parametrize("name", CARDS)
def test_every_mark_opens_rows_of_its_card_and_names_its_template(drawn, name):
    card, figure = drawn[name]
    known = {key for cell in card.rows[card.key] for key in cell.split("|")}
    keys = [key for key, *_ in marks(figure)]
    assert keys
    assert {one for key in keys for one in key.split("|")} == known
    choices = {*card.rows[card.key], *card.groups}
    assert set(keys) <= choices, "a click finds its row"
    assert figure.layout.template == pio.templates[style.TEMPLATE]
    assert all(trace.marker.opacity is not None for trace in figure.data if trace.customdata is not None)


@pytest.mark.parametrize("name", ["likeness"])
def test_no_two_marks_stand_on_one_spot(drawn, name):
    spots = [(round(x, 3), round(y, 3)) for _, x, y, *_ in marks(drawn[name][1])]
    assert len(set(spots)) == len(spots)


@pytest.mark.parametrize("name", CARDS)
def test_every_label_of_an_axis_stands_within_its_range(drawn, name):
    for axis in [*drawn[name][1].select_xaxes(), *drawn[name][1].select_yaxes()]:
        if axis.tickvals:
            low, high = sorted(axis.range)
            assert all(low <= value <= high for value in axis.tickvals)
            assert len(axis.tickvals) == len(axis.ticktext)
            assert len(set(axis.ticktext)) == len(axis.ticktext)


# Likeness

SPEAKERS = pd.DataFrame({"speaker": ["a", "b", "c"], "speaker_name": ["Anna", "Boris", "Chen"]})
PAIRS = pd.DataFrame(
    [("a", "b", 2, 0.25, "cl-1|cl-2"), ("a", "c", 3, 1.0, "cl-1|cl-3"), ("b", "c", 1, None, "cl-2|cl-3")],
    columns=["one", "other", "shared", "alike", "facts"],
).astype({"alike": "Float64"})


def test_each_pair_is_a_square_with_its_number_of_shared_questions():
    figure = positions_charts.likeness(PAIRS, SPEAKERS)
    found = {
        data[0]: (
            trace.name,
            " ".join(re.sub("<[^>]+>", " ", text).split()),
            trace.x[n],
            trace.y[n],
            trace.marker.size,
        )
        for trace in figure.data
        for n, (data, text) in enumerate(zip(trace.customdata, trace.text, strict=True))
    }
    assert found == {
        "cl-1|cl-2": ("less alike (under half)", "25% of 2", 0, 1, 36),
        "cl-1|cl-3": ("more alike than not (over half)", "100% of 3", 0, 2, 36),
        "cl-2|cl-3": ("too few shared questions", "1", 1, 2, 14),
    }


# Who disagrees with whom


def test_a_dot_stands_where_its_two_sources_meet_and_is_as_large_as_their_entries():
    pairs = pd.DataFrame(
        [
            ("SCMP", "RFERL", "sharp", 4, "con-a"),
            ("SCMP", "SCMP", "mild", 1, "con-b"),
            ("CEIAS", "reference", "mild", 1, "con-c"),
        ],
        columns=["one", "other", "weight", "count", "entries"],
    )
    figure = disagreements_charts.who(pairs, ARTICLES, 4)
    found = {key: (round(x), round(y), symbol) for key, x, y, symbol, _ in marks(figure)}
    assert found == {"con-a": (1, 4, "circle"), "con-b": (1, 1, "diamond"), "con-c": (3, 5, "diamond")}
    sizes = {
        data[0]: size for trace in figure.data for data, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    assert sizes["con-b"] == sizes["con-c"]
    # Half as wide is a quarter of the area, beyond the least size that can be seen.
    assert (sizes["con-a"] - 8) == pytest.approx(2 * (sizes["con-b"] - 8))
    assert [text.replace("<br>", " ") for text in figure.layout.xaxis.ticktext] == [
        *map(words.name, ARTICLES),
        "reference data",
    ]


# Side by side


def test_answers_stand_in_their_source_s_column_and_never_over_each_other(small):
    cells = disagreements_rows.side_by_side(small)
    figure = disagreements_charts.grid(cells, ["SCMP", "CEIAS", "RFERL"])
    found = {(key, round(x + 0.44)) for key, x, *_ in marks(figure)}
    assert found == {("tr-force", 0), ("tr-few", 2), ("ev-riots", 0), ("ev-riots", 2)}
    assert [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext] == [
        "Soldiers <i>contested</i>", "Beginning of the riots <i>contested</i>",
    ]  # fmt: skip
    texts = {data[0]: text for trace in figure.data for data, text in zip(trace.customdata, trace.text, strict=True)}
    assert texts["tr-force"].replace("<br>", " ").endswith("“Some 2,500 soldiers from Russia”"), "with its words"


def test_answers_of_one_column_stand_below_each_other(drawn):
    for trace in drawn["side-by-side"][1].data:
        tops = sorted(
            (y - text.count("<br>") / 2, y + text.count("<br>") / 2)
            for y, text in zip(trace.y, trace.text, strict=True)
        )
        assert all(below[0] - above[1] >= 0.99 for above, below in pairwise(tops))


def test_an_empty_choice_draws_nothing(whole):
    nothing = sources.keep(whole, [])
    assert [
        make(nothing, whole) for path in ("positions", "disagreements", "alliances") for make in themes.PAGES[path]
    ] == [None] * 12
    assert positions_rows.likeness(positions_rows.positions(nothing)).empty
