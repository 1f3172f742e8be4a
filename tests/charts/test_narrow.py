"""Charts on a telephone: the same marks with the same evidence, nothing beside the plot that the screen hasn't room for."""

import json
import math
import re
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest
from test_rooms import ROOT

from qantar.charts import narrow, panels, style

CHOICES = [(("Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"), True), (("SCMP",), False), (("CEIAS",), True)]


@pytest.fixture(scope="module", params=CHOICES, ids=lambda choice: "-".join([*choice[0][:2], str(choice[1])]))
def both(request, made) -> list[tuple[str, go.Figure, go.Figure]]:
    """Every chart under a choice, and its version for telephones."""
    chosen, reference = request.param
    cards = [card for card in made(list(chosen), reference) if card.draw and card.name != "map" and not card.crossing]
    drawn = [(card.name, card.draw(*card.arguments)) for card in cards]
    return [(name, figure, narrow.narrow(figure)) for name, figure in drawn]


def carried(figure: go.Figure) -> list[list]:
    """Return what the marks of each trace carry."""
    return [[list(data) for data in trace.customdata if data is not None] if trace.customdata is not None else []
            for trace in figure.data]  # fmt: skip


def words(figure: go.Figure) -> set[str]:
    """Return the words beside the rows of a figure and its marks, each once."""
    axes = [text for axis in figure.select_yaxes() if axis.visible is not False for text in axis.ticktext or ()]
    texts = [text for trace in figure.data if isinstance(trace.text, list | tuple) for text in trace.text]
    said = [*axes, *(note.text for note in figure.layout.annotations), *map(str, texts)]
    return {word for text in said for word in re.sub(r"<[^>]*>|&nbsp;", " ", text).split()}


def test_every_mark_carries_what_it_carried_and_stands_where_it_stood_along_the_scale(both):
    for name, wide, phone in both:
        assert len(wide.data) == len(phone.data), name
        assert carried(wide) == carried(phone), name
        for before, after in zip(wide.data, phone.data, strict=True):
            assert (before.type, getattr(before, "mode", None)) == (after.type, getattr(after, "mode", None))
            assert len(before.y) == len(after.y)
            if name != "side-by-side":
                assert [str(x) for x in before.x] == [str(x) for x in after.x], name
        assert [axis.range for axis in wide.select_xaxes()] == [axis.range for axis in phone.select_xaxes()]


def test_the_chart_itself_stays_as_it_is(made):
    for card in made(["SCMP"], False):
        if card.draw and card.name != "map" and not card.crossing:
            figure = card.draw(*card.arguments)
            before = json.loads(figure.to_json())
            narrow.narrow(figure)
            assert json.loads(figure.to_json()) == before


def test_no_words_stand_left_of_the_plot_but_the_numbers_of_a_scale(both):
    for name, _, phone in both:
        for axis in phone.select_yaxes():
            if axis.visible is False or axis.showticklabels is False:
                continue
            assert not axis.ticktext, name
        assert phone.layout.margin.l + phone.layout.margin.r < 0.66 * narrow.WIDTH


def test_all_the_words_of_the_rows_are_kept_and_fit_the_width(both):
    for name, wide, phone in both:
        # A scale with heights keeps the numbers that have room; the name of its axis becomes a note.
        if wide.layout.yaxis.range[0] > wide.layout.yaxis.range[1]:
            assert words(wide) <= words(phone) | {word.rstrip(":") for word in words(phone)}, name
        most = (narrow.WIDTH - phone.layout.margin.r) / 5.5
        assert all(panels.seen(note.text) <= most for note in phone.layout.annotations), name


def test_rows_keep_their_order_and_none_covers_another(both):
    for name, wide, phone in both:
        if not wide.layout.yaxis.range[0] > wide.layout.yaxis.range[1] or name == "side-by-side":
            continue
        notes = sorted(
            (note for note in phone.layout.annotations if note.yanchor == "top"), key=lambda note: (note.yref, note.y)
        )
        for above, below in pairwise(notes):
            lines = 1 + above.text.count("<br>")
            assert above.yref != below.yref or above.y + panels.LINE * lines <= below.y, name
        for before, after in zip(wide.data, phone.data, strict=True):
            # The mark of an event on an unknown day hangs below its row, which it may share with others.
            row = math.floor if name in ("january", "background", "steps") else float
            places = sorted({(row(y), z) for y, z in zip(before.y, after.y, strict=True) if y is not None})
            assert [z for _, z in places] == sorted(z for _, z in places), name


def test_long_texts_break_between_words_and_keep_their_tags():
    text = "<b>about 2,500 people</b> · Zas and others<br><span style='font-size:11px'>small letters here</span>"
    lines = panels.wrapped(text, 12)
    assert " ".join(lines).replace(" <span", "<br><span") == text
    assert all(panels.seen(line) <= 12 for line in lines)
    assert "<span style='font-size:11px'>small" in lines


def test_a_chart_without_anything_drawn_stays(both):
    empty = go.Figure(layout={"template": style.TEMPLATE})
    assert narrow.narrow(empty).to_json() == empty.to_json()


@pytest.mark.parametrize("known", [True, False])
def test_the_page_lays_charts_out_for_the_window_that_it_knows_of(known):
    at = AppTest.from_file(str(ROOT / "qantar" / "app.py"), default_timeout=60)
    at.session_state["narrow"] = known
    at.run()
    charts = [json.loads(chart.proto.spec)["layout"] for chart in at.get("plotly_chart")]
    assert charts
    assert all((chart.get("margin", {}).get("l") == panels.LEFT) == known for chart in charts)
