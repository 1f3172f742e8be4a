"""Titles state the finding of the rows that a chart draws, and nothing else."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from qantar.charts import titles
from qantar.themes.coverage import titles as coverage_titles
from qantar.themes.map import titles as map_titles
from qantar.themes.positions import titles as positions_titles


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d,.])\d+(?![\d,.]*\d)", text)]


@pytest.mark.parametrize(("of", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_alternatives_are_written_with_or(of, text):
    assert titles.either(of) == text


def test_the_title_of_winners_counts_the_speakers_on_both_sides():
    counts = pd.DataFrame(
        [("russia", "gain", 4), ("russia", "mixed", 9), ("china", "loss", 2), ("china", "gain", 3)],
        columns=["country", "outcome", "speakers"],
    )
    title = positions_titles.winners_title(counts)
    assert "Russia 4 to 0" in title
    assert "China 3 to 2" in title
    assert "Kazakhstan" not in title, "nobody speaks of it"


def test_the_title_of_coverage_counts_the_facts_of_each_source():
    counts = pd.DataFrame([("SCMP", 5), ("SCMP", 6), ("RFERL", 2), ("CEIAS", 9)], columns=["source", "facts"])
    title = coverage_titles.coverage_title(counts)
    assert [part in title for part in ("SCMP 11", "RFE/RL 2", "CEIAS 9")] == [True] * 3
    alone = coverage_titles.coverage_title(counts[counts["source"] == "CEIAS"])
    assert "CEIAS" in alone
    assert numbers_in(alone) == [9]


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
