"""Happenings: each told once, at the day that is known, and the places with unrest by day."""

from __future__ import annotations

import by_hand
import pandas as pd
import pytest

from qantar.facts import happenings, sources


def event(key, day="", by="SCMP", **more):
    dated = {"start": day, "end": day} if day else {"precision": "undated", "dated_by": "none"}
    return {"id": key, "by": by, **dated, **more}


@pytest.fixture
def told(tmp_path):
    def make(*rows, **more):
        return by_hand.tables(tmp_path, events=list(rows), **more)

    return make


def marks(tables):
    return [
        (mark["facts"], mark["kind"], mark["start"] and mark["start"].day, mark["by"])
        for mark in happenings.happenings(tables)
    ]


def test_an_article_s_day_stands_before_reference_data_s(told):
    tables = told(
        event("ev-request", "2022-01-05", happening="hp-request"),
        event("ev-ref-request", "2022-01-05", "ref-early", happening="hp-request"),
    )
    assert marks(tables) == [("ev-request|ev-ref-request", "day", 5, "article")]


def test_what_an_article_tells_without_a_day_stands_at_reference_data_s_day_and_says_so(told):
    tables = told(
        event("ev-request", happening="hp-request", title="Help was asked for"),
        event("ev-ref-request", "2022-01-05", "ref-early", happening="hp-request", title="The page's title"),
    )
    assert marks(tables) == [("ev-ref-request|ev-request", "day", 5, "reference")]
    assert happenings.happenings(tables)[0]["title"] == "Help was asked for"
    only = sources.keep(tables, ["SCMP", "RFERL"])
    assert marks(only) == [("ev-request", "undated", None, "article")]


def test_two_days_of_one_happening_are_two_marks(told):
    tables = told(
        event("ev-decision", "2022-01-05", happening="hp-decision"),
        event("ev-ref-decision", "2022-01-06", "ref-early", happening="hp-decision"),
    )
    assert marks(tables) == [("ev-decision", "day", 5, "article"), ("ev-ref-decision", "day", 6, "reference")]


def test_a_happening_has_the_greatest_weight_of_its_rows(told):
    tables = told(
        event("ev-a", "2022-01-05", happening="hp-a", weight="minor"),
        event("ev-ref-a", "2022-01-05", "ref-early", happening="hp-a", weight="key", short="A"),
    )
    (mark,) = happenings.happenings(tables)
    assert (mark["weight"], mark["short"], mark["sources"]) == ("key", "A", "SCMP|ref-early")


def test_what_lies_within_bounds_or_lasts_keeps_them(told):
    span = {"start": "2022-01-02", "end": "2022-01-09", "precision": "span"}
    tables = told(
        {"id": "ev-within", "by": "SCMP", "extent": "within", **span},
        {"id": "ev-lasting", "by": "SCMP", "extent": "lasting", **span},
    )
    assert {mark["kind"] for mark in happenings.happenings(tables)} == {"within", "lasting"}
    assert all(mark["end"] == pd.Timestamp("2022-01-09") for mark in happenings.happenings(tables))


def test_places_with_unrest_are_counted_once_a_day_and_violence_before_protest(told):
    city = {"place": "pl-almaty", "name": "Almaty", "lat": "43", "lon": "77", "country": "ac-kazakhstan"}
    square = {
        "place": "pl-square",
        "name": "Square",
        "kind": "site",
        "precision": "city",
        "within": "pl-almaty",
        "lat": "43",
        "lon": "77",
    }
    tables = told(
        event("ev-1", "2022-01-04", place="pl-almaty", form="protest"),
        event("ev-2", "2022-01-05", place="pl-almaty", form="protest"),
        event("ev-3", "2022-01-05", place="pl-square", form="violence"),
        event("ev-4", "2022-01-05", place="pl-taraz", form="protest"),
        event("ev-5", "2022-01-05", place="pl-kazakhstan", form="protest"),
        event("ev-6", "2022-01-05", place="pl-taraz", form="meeting"),
        event("ev-7", place="pl-taraz", form="violence"),
        places=[
            city,
            square,
            {"place": "pl-kazakhstan", "name": "Kazakhstan", "kind": "country", "precision": "country"},
        ],
    )
    found = [(row["day"], row["form"], row["places"], row["names"], row["facts"]) for row in happenings.unrest(tables)]
    assert found == [
        (4, "protest", 1, "Almaty", "ev-1"),
        (5, "protest", 1, "Taraz", "ev-4"),
        (5, "violence", 1, "Almaty", "ev-3"),
    ]


def test_every_event_stands_in_exactly_one_mark(whole):
    facts = [fact for mark in happenings.happenings(whole) for fact in mark["facts"].split("|")]
    assert sorted(facts) == sorted(whole["events"]["id"])
