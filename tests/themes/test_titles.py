"""Titles state the finding of the rows that a chart draws, and nothing else."""

from __future__ import annotations

import re

import pandas as pd

from qantar.themes.intervention import titles as intervention_titles
from qantar.themes.map import titles as map_titles


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d,.])\d+(?![\d,.]*\d)", text)]


def totals(*rows: tuple) -> pd.DataFrame:
    columns = ["value", "low", "phase", "official", "text", "stated", "sources"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "low": "Float64"})


COUNTED = (2030, None, "deployed", "yes", "2,030 people", "2030", "ref-a")
PLANNED = (2500, None, "planned", "yes", "2,500 people", "2500", "ref-a")
PRINTED = (4000, None, "reported", "", "about 4,000 people", "4000", "ref-b")


def test_the_title_of_troops_gives_the_official_count_and_how_far_the_others_are_apart():
    assert numbers_in(intervention_titles.troops_title(totals(PRINTED, PLANNED, COUNTED)).replace(",", "")) == [
        2030,
        2500 - 470,
        4000,
    ]
    assert "official" in intervention_titles.troops_title(totals(PRINTED, PLANNED, COUNTED))


def contingents(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["country", "official", "value", "low", "high"]).astype(
        dict.fromkeys(("value", "low", "high"), "Float64")
    )


def plans(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["qualifier", "start", "end"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def airlift(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["measure", "value", "low", "text"]).astype(
        {"value": "Float64", "low": "Float64"}
    )


def test_the_title_of_deaths_by_place_says_how_many_have_none():
    rows = pd.DataFrame(
        [("Almaty", 151, "151 people", "qt-a"), ("Taraz", 17, "17 people", "qt-t"), ("none", 70, "70", ""), ("All", 238, "238", "qt-k")],
        columns=["place", "value", "text", "id"],
    )  # fmt: skip
    title = intervention_titles.places_title(rows)
    assert numbers_in(title) == [151, 238, 70]
    assert "Almaty" in title


def soldiers(*rows: tuple) -> pd.DataFrame:
    columns = ["id", "theatre", "panel", "value", "low", "high", "text", "stated", "scope", "sources"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("value", "low", "high"), "Float64"))


HERE = ("tr-here", "pl-kazakhstan", "people, Kazakhstan", 2030, None, None, "2,030 people", "2030", "", "ref-a")
FEW = ("tr-few", "pl-hills", "people, the hills", 1960, None, None, "1,960 people", "1,960", "", "ref-a")
BASE = ("tr-base", "pl-valley", "people, the valley", 7000, None, None, "about 7,000 people", "some 7,000", "", "ref-a")
DRILL = (
    "tr-drill",
    "pl-valley",
    "people, the valley",
    None,
    4000,
    None,
    "more than 4,000 people",
    "over 4,000",
    "",
    "ref-a",
)


def money(*rows: tuple) -> pd.DataFrame:
    """Return sums: who says so, value, text, year."""
    frame = pd.DataFrame(rows, columns=["says", "value", "text", "year"]).astype({"value": "Float64"})
    return frame.assign(end=pd.to_datetime(frame["year"].astype("str") + "-12-31"), at=frame["year"] + 1.0)


def seen(*facts: tuple[str, str, str]) -> pd.DataFrame:
    rows = pd.DataFrame(facts, columns=["kind", "at", "now"])
    return rows.assign(stays=rows["kind"] == "deployment", leaves=False, origin="", begin="")


def test_the_title_of_the_map_counts_places_and_not_what_is_over():
    rows = seen(
        ("protest", "a", ""), ("protest", "a", ""), ("protest", "b", ""), ("violence", "b", "over"),
        ("violence", "c", "perhaps on this day"), ("deployment", "c", ""), ("other", "d", ""),
    )  # fmt: skip
    assert map_titles.map_title(rows, "5 January 2022") == (
        "5 January 2022: protest in 2 places and CSTO soldiers at 1 place"
    )
    rest = seen(("meeting", "a", ""), ("energy", "a", ""), ("other", "b", "over"))
    assert map_titles.map_title(rest, "9 January 2022") == "9 January 2022: 2 facts at 1 place"
    assert map_titles.map_title(seen(), "9 January 2022") == "9 January 2022: nothing that is certain on this day"
    nowhere = seen(("protest", "", ""), ("protest", "a", ""))
    assert map_titles.map_title(nowhere, "Then") == "Then: protest in 1 place", "a country is no place"
