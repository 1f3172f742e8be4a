"""Numbers in rows, and over the years: a mark for a number, a range for a vague amount, words once and beside it."""

import math

import pytest

from qantar.charts import numbers, series, style

NONE = {"value": None, "low": None, "high": None}


def row(key: str, **more) -> dict:
    return {"id": key, "label": f"label of {key}", "brief": f"n {key}", "hover": key, "sources": "SCMP", **NONE, **more}


def drawn(figure: dict, key: str) -> list[tuple]:
    """Return kind, places and symbols of all that carries a fact."""
    found = []
    for trace in figure["data"]:
        for n, data in enumerate(trace.get("customdata", ())):
            if data == [key] and trace["y"][n] is not None:
                symbols = trace["marker"].get("symbol")
                found.append((trace["type"], trace["x"][n], symbols[n] if symbols else "bar"))
    return found


def test_a_number_is_a_mark_a_vague_amount_a_range_and_a_bar_a_bar():
    figure = numbers.in_rows(
        [row("a", value=10), row("b", low=5), row("c", high=8), row("d", low=2, high=4), row("e", value=3, bar=True), row("f")],
        10, "people",
    )  # fmt: skip
    assert drawn(figure, "a") == [("scatter", 10.0, style.symbol("SCMP"))]
    low, high = drawn(figure, "b")
    assert (low[1], low[2], high[2]) == (5.0, "line-ns", "arrow-right")
    low, high = drawn(figure, "c")
    assert (high[1], low[2], high[2]) == (8.0, "arrow-left", "line-ns")
    assert [(x, symbol) for _, x, symbol in drawn(figure, "d")] == [(2.0, "line-ns"), (4.0, "line-ns")]
    assert drawn(figure, "e") == [("bar", 3.0, "bar")]
    assert drawn(figure, "f") == [], "without a number it has its words alone"


def test_an_arrow_is_as_long_whatever_the_number_and_ends_at_the_axis():
    for low in (1, 50):
        first, last = drawn(numbers.in_rows([row("a", low=low)], 100, "people"), "a")
        assert last[1] - first[1] == pytest.approx(100 * numbers.OPEN)
    first, last = drawn(numbers.in_rows([row("a", low=20, high=100)], 40, "US$ bn"), "a")
    assert (last[1], last[2]) == (40, "arrow-right"), "it goes on beyond the axis"


def test_every_row_has_its_label_once_and_a_group_its_name_once():
    rows = [row("a", value=1, group="one"), row("b", value=2, group="one"), row("c", value=3, group="two")]
    axis = numbers.in_rows(rows, 3, "people")["layout"]["yaxis"]
    assert axis["ticktext"] == ["<b>one</b>", "label of a", "label of b", "<b>two</b>", "label of c"]
    assert axis["tickvals"] == sorted(axis["tickvals"])
    gaps = [other - one for one, other in zip(axis["tickvals"], axis["tickvals"][1:], strict=False)]
    assert min(gaps) >= 24


def test_one_meaning_is_one_trace():
    figure = numbers.in_rows([row(str(n), value=n) for n in range(40)], 40, "people")
    assert len([trace for trace in figure["data"] if "customdata" in trace]) == 1


def test_on_a_telephone_each_row_has_its_words_above_its_mark():
    figure = numbers.in_rows([row("a", value=1), row("b", low=2, high=3)], 3, "people", narrow=True)
    words = next(trace for trace in figure["data"] if trace["mode"] == "text")
    assert ["<b>n a</b>" in words["text"][0], "label of b" in words["text"][1]] == [True, True]
    marks = [y for trace in figure["data"] if "customdata" in trace for y in trace["y"] if y is not None]
    assert words["y"][0] < min(marks)
    assert figure["layout"]["yaxis"]["ticktext"] == []


@pytest.mark.parametrize(
    ("start", "end", "most"), [(0, 3000, 4), (150, 241, 4), (0, 41.9, 7), (0, 0.4, 4), (0, 143500, 7)]
)
def test_ticks_are_round_and_none_stands_beyond_the_largest_number(start, end, most):
    ticks = numbers._ticks(start, end, most)
    assert 1 < len(ticks) <= most + 1
    assert all(start <= tick <= end for tick in ticks)
    step = ticks[1] - ticks[0]
    assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 3) in (1, 2, 5)


def year(key: str, at: float, **more) -> dict:
    return {"id": key, "label": key, "series": "ac-edb", "name": "Bank", "line": "bank", "at": at, "text": key,
            "sources": "ref-a", **NONE, **more}  # fmt: skip


def over(*rows: dict, **more) -> dict:
    return series.over_years(rows, 100.0, "US$ bn", (2013, 2021), "end", **more)


def test_a_line_joins_the_numbers_of_one_kind_in_the_order_of_years_and_is_interrupted_where_it_changes():
    figure = over(
        year("b", 2016, value=20), year("a", 2014, value=10),
        year("c", 2018, value=30, line="after"), year("d", 2019, value=40, line="after"),
    )  # fmt: skip
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert [trace["x"] for trace in lines] == [[2014, 2016, None, 2018, 2019, None]]


def test_the_name_of_a_line_stands_at_its_end_with_its_last_number():
    figure = over(year("a", 2014, value=10), year("b", 2016, value=20.04))
    said = [text for trace in figure["data"] for text in trace.get("text", ())]
    assert "<b>Bank 20</b>" in said
    assert said.count("20") == 0, "its number isn't written twice"
    assert "10" in said


@pytest.mark.parametrize("ends", [(50, 51), (50, 50), (50, 51, 52), (50, 50, 50, 50, 50)])
def test_lines_that_end_at_one_place_keep_their_names(ends):
    rows = [
        year(f"{n}-{at}", at, value=value if at == 2021 else 10 * n + 5, series=f"ac-{n}", name=f"Bank {n}", line=f"ac-{n}")
        for n, value in enumerate(ends) for at in (2013, 2021)
    ]  # fmt: skip
    figure = over(*rows)
    beside = [
        (text.removeprefix("<b>● "), side)
        for trace in figure["data"] if trace.get("hoverinfo") == "skip"
        for text, side in zip(trace.get("text", ()), trace.get("textposition", ()), strict=True)
        if text != "<b></b>"
    ]  # fmt: skip
    below = [trace["name"] for trace in figure["data"] if trace.get("name")]
    assert figure["layout"]["showlegend"] == bool(below)
    for n in range(len(ends)):
        assert (f"Bank {n}" in below) != any(text.startswith(f"Bank {n} ") for text, _ in beside), "named once"
    assert len({side for _, side in beside}) == len(beside), "none over another"


def test_an_article_s_number_has_the_article_s_mark_and_a_vague_one_an_arrow():
    figure = over(year("a", 2014, value=10, sources="SCMP", line=""), year("b", 2016, low=14), year("c", 2017, high=15))
    assert drawn(figure, "a") == [("scatter", 2014, style.symbol("SCMP"))]
    assert [symbol for _, _, symbol in drawn(figure, "b")] == ["line-ew", "arrow-up"]
    assert [symbol for _, _, symbol in drawn(figure, "c")] == ["arrow-down", "line-ew"]


def test_a_break_is_a_line_with_its_words_and_a_telephone_has_a_legend():
    figure = over(year("a", 2014, value=10), breaks=((2015.5, "break"),))
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2015.5]
    assert "break" in [note["text"] for note in figure["layout"]["annotations"]]
    assert not figure["layout"]["showlegend"]
    phone = over(year("a", 2014, value=10), narrow=True)
    assert [trace["name"] for trace in phone["data"] if trace.get("name")] == ["Bank"]
