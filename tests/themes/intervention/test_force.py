"""The chart of the force: a mark for each stated size, on its day or at the edge."""

import pandas as pd
import pytest

from qantar.themes.intervention import cards, charts

NONE = {"value": None, "low": None, "high": None}


def size(key: str, day: int | None, **more) -> dict:
    when = pd.Timestamp(2022, 1, day) if day else pd.NaT
    return {"id": key, "as_of": when, "phase": "reported", "official": "", "who": "Anna", "label": key, "text": f"{key} people",
            "sources": "ref-a", "main": False, **NONE, **more}  # fmt: skip


def marks(figure: dict) -> dict[str, tuple]:
    return {
        data[0]: (trace["x"][n], trace["y"][n], trace["marker"]["symbol"][n])
        for trace in figure["data"]
        if trace["mode"] == "markers+text"
        for n, data in enumerate(trace["customdata"])
    }


def test_a_shape_is_a_phase_and_filled_is_an_official():
    found = marks(charts.force([size("a", 6, value=2500, phase="planned", official="yes"), size("b", 7, value=2400),
                                size("c", 10, value=2030, phase="deployed", official="yes")]))  # fmt: skip
    assert found == {
        "a": (6, 2500, "triangle-up"), "b": (7, 2400, "circle-open"), "c": (10, 2030, "diamond"),
    }  # fmt: skip


def test_what_has_no_day_of_january_stands_beyond_a_line_that_says_so():
    figure = charts.force(
        [size("a", 10, value=2030), size("b", None, value=2500), size("c", None, low=2000, high=10_000)]
    )
    found, edge = marks(figure), figure["layout"]["shapes"][0]["x0"]
    assert found["a"][0] < edge < found["b"][0] < found["c"][0] < figure["layout"]["xaxis"]["range"][1]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["day not stated"]
    assert charts.force([size("a", 10, value=2030)])["layout"]["shapes"] == [], "nothing is undated"


def test_a_vague_size_is_a_range_that_stays_open_at_the_end_of_the_scale():
    figure = charts.force([size("a", None, low=2000, high=10_000), size("b", 7, high=4000), size("c", 13, low=2000)])
    line = next(trace for trace in figure["data"] if trace["mode"] == "lines+markers")
    assert line["symbol" if "symbol" in line else "marker"]["symbol"][:2] == ["line-ew", "arrow-up"]
    assert max(y for y in line["y"] if y is not None) <= charts.UP
    ends = dict(zip([data[0] for data in line["customdata"]], line["marker"]["symbol"], strict=True))
    assert set(ends) == {"a", "b", "c"}
    assert line["marker"]["symbol"][3:5] == ["arrow-down", "line-ew"]
    assert line["marker"]["symbol"][6:8] == ["line-ew", "arrow-up"]


def test_sizes_of_one_day_that_are_nearly_the_same_stand_side_by_side():
    found = marks(charts.force([size("a", 7, value=2500), size("b", 7, value=2400), size("c", 7, value=4000)]))
    assert found["a"][0] != found["b"][0]
    assert abs(found["a"][0] - 7) < 0.5
    assert found["c"][0] == 7


@pytest.mark.parametrize("chosen", [["SCMP"], ["RFERL"], ["SCMP", "RFERL"], ["CEIAS"]], ids=str)
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_size_is_drawn_and_those_that_matter_are_written(filtered, chosen, narrow):
    part = filtered(chosen, True)
    card = cards.troops(part, part)
    figure = (card.narrow if narrow else card.draw)(*card.arguments)
    keys = {data[0] for trace in figure["data"] for data in trace["customdata"]}
    assert keys == set(card.rows["id"])
    said = " ".join(text for trace in figure["data"] for text in trace.get("text", ()))
    assert "2,030" in said
    assert all(name in said for key, name in (("SCMP", "SCMP"), ("RFERL", "RFE/RL")) if key in chosen)
