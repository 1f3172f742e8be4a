"""The maps: no basemap from outside, nothing more exact than it is known, and a print version of one size for all."""

from __future__ import annotations

import functools
import itertools
import json
import math
import re

import httpx
import pandas as pd
import pytest
from asking import answered
from hypothesis import given
from hypothesis import strategies as st
from small import ROOT
from starlette.applications import Starlette

from qantar import web
from qantar.charts import style
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols

ALL = tuple(map_rows.LAYERS)
CASES = [(view, theme) for view in map_deck.VIEWS for theme in ("light", "dark")]
CHOICES = [["SCMP"], ["CEIAS"], ["RFERL"], ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]]
SOME = [ALL, map_rows.FIRST_LAYERS, *((layer,) for layer in ALL)]
SIZES = [(2288, 968), (2288, 700), (1144, 484), (1200, 1100)]
"""Width and height of maps in a picture: as it is, with long texts around it, and other shapes."""
SIZE = SIZES[0]
QUERY = "?source=SCMP&v=1"
EXACT = {"site", "block", "airfield", "approximate"}
"""Precisions of what may stand within the city's outline."""
LETTER, LINE = 6.5, 14
"""Width and height of a letter of a name at its size on the screen, in pixels: that of a narrow font."""


def deck(view: str = "Central Asia", day: int = 5, layers: tuple[str, ...] = ALL, theme: str = "light", **more):
    return map_deck.deck(view, day, layers, QUERY, theme, **more)


def sent(drawn) -> dict:
    """Return what the browser gets; a NaN, which no browser can read, is a fault."""

    def refuse(constant):
        raise AssertionError(f"{constant} in the map's JSON")

    return json.loads(drawn.to_json(), parse_constant=refuse)


def layers_of(drawn) -> dict[str, dict]:
    """Return the layers by id."""
    return {layer["id"]: layer for layer in sent(drawn)["layers"]}


def addresses(drawn) -> list[str]:
    """Return what the browser fetches for a map."""
    return [
        layer[key]
        for layer in sent(drawn)["layers"]
        for key in ("data", "iconAtlas", "iconMapping")
        if isinstance(layer.get(key), str)
    ]


def mark(spot: str, kind: str = "protest", **more) -> dict[str, object]:
    """Return a row as ``marks.marks`` does: one fact said by an article, always there."""
    usual = {
        "mark": f"{kind} {spot}", "kind": kind, "layer": map_rows.KINDS[kind], "spot": spot, "name": spot.title(),
        "lat": 48.0,
        "lon": 67.0, "precision": "city", "count": 1, "facts": f"ev-{spot}-{kind}", "sources": "SCMP", "who": "SCMP",
        "amount": float("nan"), "hollow": False, "titles": ["It happened"], "whens": ["5 January 2022"],
        "standing": [map_rows.THAT_DAY] * 21,
    }  # fmt: skip
    row = usual | more
    each = {"each": [row["standing"]] * len(row["titles"]), "exactness": map_rows.EXACTNESS[row["precision"]]}
    return each | row


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def standing(first: int, last: int, during: int = map_rows.THAT_DAY) -> list[int]:
    """Return the standing of what was there from one day to another."""
    days = [map_rows.NOT_YET if day < first else map_rows.OVER if day > last else during for day in range(1, 21)]
    return [map_rows.THAT_DAY, *days]


NO_MARKS = pd.DataFrame(columns=list(mark("")))
NO_MOVES = pd.DataFrame(
    columns=["fact", "name", "lat", "lon", "precision", "from_name", "from_lat", "from_lon", "from_precision", "people", "standing",
    "title", "when",
             "who"]
)  # fmt: skip


def move(name: str, **more) -> dict[str, object]:
    """Return a row as ``marks.moves`` does."""
    usual = {
        "fact": f"ev-{name}", "name": name, "lat": 43.35, "lon": 77.04, "precision": "airfield", "from_name": "Field",
        "from_lat": 55.9,
        "from_lon": 38.0, "from_precision": "airfield", "people": float("nan"), "standing": [map_rows.THAT_DAY] * 21, "title": "They flew",
        "when": "7 January 2022",
        "who": "SCMP",
    }  # fmt: skip
    return usual | more


def point(p: list[float], view: str, size: tuple[int, int] = map_deck.SCREEN) -> tuple[float, float]:
    """Return where on a map of that size, in pixels from its corner, a place stands (Mercator)."""
    looks = map_deck.VIEWS[view]
    world = 512 * 2 ** (looks["zoom"] + math.log2(min(size[0] / map_deck.SCREEN[0], size[1] / map_deck.SCREEN[1])))

    def north(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / math.tau

    return (
        size[0] / 2 + (p[0] - looks["longitude"]) / 360 * world,
        size[1] / 2 - (north(p[1]) - north(looks["latitude"])) * world,
    )


def place(p: tuple[float, float], view: str) -> tuple[float, float]:
    """Return longitude and latitude of a point on the screen."""
    looks = map_deck.VIEWS[view]
    world = 512 * 2 ** looks["zoom"]
    height = math.asinh(math.tan(math.radians(looks["latitude"]))) / math.tau - (p[1] - map_deck.SCREEN[1] / 2) / world
    return (
        looks["longitude"] + (p[0] - map_deck.SCREEN[0] / 2) / world * 360,
        math.degrees(math.atan(math.sinh(height * math.tau))),
    )


@pytest.fixture(scope="module")
def on_view(filtered):
    """Facts, marks and movements of a view under a choice of articles and layers; each is worked out once."""
    known = functools.cache(lambda chosen: map_rows.facts(filtered(chosen, True)))

    @functools.cache
    def once(view, layers, chosen):
        part = filtered(chosen, True)
        rows = known(chosen)
        rows = rows[rows["layer"].isin(layers)]
        return rows, map_rows.marks(rows, part["places"], view), map_rows.moves(rows, part)

    return lambda view, layers=ALL, chosen=tuple(CHOICES[-1]): once(view, tuple(layers), tuple(chosen))


# --- what the browser fetches: marks ---


def test_a_mark_is_as_strong_as_it_stands_to_the_day():
    days = standing(5, 6)
    days[6] = map_rows.PERHAPS
    alpha = map_deck.records(frame(mark("a", standing=days)), "Central Asia")[0]["a"]
    assert len(alpha) == 21
    assert alpha[0] == alpha[5] == 255
    assert set(alpha[1:5]) == {0}, "not yet there"
    assert 0 < alpha[7] < alpha[6] < 255, "over is fainter than perhaps"
    assert len(set(alpha[7:])) == 1


@pytest.mark.parametrize("n", range(1, 15))
@pytest.mark.parametrize("view", ["Central Asia", "Almaty"])
@pytest.mark.parametrize("precision", ["city", "site"])
def test_marks_of_one_place_stand_beside_each_other(n, view, precision):
    rows = frame(*(mark("a", kind, precision=precision) for kind in list(map_rows.KINDS)[:n]))
    found = map_deck.records(rows, view)
    assert len({tuple(one["p"]) for one in found}) == 1
    for one, other in itertools.combinations(found, 2):
        for first, second in zip(one["o"], other["o"], strict=True):
            assert max(abs(a - b) for a, b in zip(first, second, strict=True)) >= 17, "a symbol is that wide"


def test_a_mark_alone_stands_on_its_place():
    found = map_deck.records(frame(mark("a"), mark("b", lat=49.0)), "Central Asia")
    assert [one["o"] for one in found] == [[[0, 0]] * 21] * 2
    assert [one["p"] for one in found] == [[67.0, 48.0], [67.0, 49.0]]


@given(
    kinds=st.lists(st.sampled_from(list(map_rows.KINDS)), min_size=1, max_size=8, unique=True),
    times=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 5)), min_size=8, max_size=8),
)
def test_on_each_day_the_marks_of_a_place_stand_close_together_and_one_alone_on_it(kinds, times):
    rows = frame(
        *(
            mark("a", kind, standing=standing(first, first + more))
            for kind, (first, more) in zip(kinds, times, strict=False)
        )
    )
    found = map_deck.records(rows, "Central Asia")
    for day in range(1, 21):
        seen = sorted(tuple(one["o"][day]) for one in found if one["a"][day])
        assert len(seen) == len(set(seen))
        assert len(seen) != 1 or seen == [(0, 0)]
        assert all(abs(across) <= 19 for across, _ in seen)
        assert len({down for _, down in seen}) == -(-len(seen) // 3), "three in a row"


def test_two_places_on_one_point_share_it():
    found = map_deck.records(frame(mark("hall", precision="block"), mark("square", precision="site")), "Almaty")
    assert found[0]["p"] == found[1]["p"]
    assert found[0]["o"] != found[1]["o"]


def test_in_the_city_what_has_no_place_of_its_own_is_listed_beside_the_outline_a_line_for_each():
    rows = frame(
        mark("house", "violence", lat=43.25, lon=76.9),
        mark("house", "operation", lat=43.25, lon=76.9),
        mark("office", lat=43.25, lon=76.9),
        mark("square", lat=43.24, lon=76.95, precision="site"),
        mark("hall", lat=43.23, lon=76.94, precision="block"),
        mark("port", lat=43.35, lon=77.04, precision="airfield"),
        mark("arena", lat=43.26, lon=76.82, precision="approximate"),
    )
    found = {one["facts"]: one for one in map_deck.records(rows, "Almaty")}
    assert found["ev-square-protest"]["p"] == [76.95, 43.24]
    assert found["ev-hall-protest"]["p"] == [76.94, 43.23]
    assert found["ev-port-protest"]["p"] == [77.04, 43.35]
    assert found["ev-arena-protest"]["p"] == [76.82, 43.26]
    house, again, office = (found[f"ev-{key}"] for key in ("house-violence", "house-operation", "office-protest"))
    assert house["p"] == again["p"] != office["p"]
    assert house["p"][0] == office["p"][0] < 76.8, "in one column"
    lines = [point(one["p"], "Almaty")[1] for one in (house, office)]
    assert lines[1] - lines[0] >= 20, "one below the other"
    assert [one["p"] for one in map_deck.records(rows, "Central Asia")][:2] == [[76.9, 43.25]] * 2, (
        "in the city's view alone"
    )


def test_a_mark_says_what_when_where_how_exactly_and_who():
    one = map_deck.records(
        frame(
            mark("almaty", "violence", titles=["Fire", "Shots"], whens=["5 January 2022", ""], who="SCMP and The Bank")
        ),
        "Central Asia",
    )[0]
    assert one["title"] == "Violence: Almaty"
    assert one["w0"] == one["w5"] == "Fire (5 January 2022); Shots"
    assert one["exactness"] == "placed at the city; where in it isn't known"
    assert one["who"] == "SCMP and The Bank"
    many = map_deck.records(frame(mark("a", titles=list("abcde"), whens=[""] * 5)), "Central Asia")[0]
    assert many["w0"] == "a; b; c; and 2 more: click"


def test_a_mark_says_of_each_day_what_there_was_on_it():
    each = [standing(4, 4), standing(5, 6, map_rows.PERHAPS), standing(5, 5)]
    states = [
        max(day, key=[map_rows.NOT_YET, map_rows.OVER, map_rows.PERHAPS, map_rows.THAT_DAY].index)
        for day in zip(*each, strict=True)
    ]
    row = mark("a", titles=["Fire", "Shots", "Smoke"], whens=["", "", ""], each=each, standing=states)
    one = map_deck.records(frame(row), "Central Asia")[0]
    assert (one["w4"], one["w5"]) == ("Fire", "Smoke. Perhaps on this day: Shots")
    assert (one["w6"], one["w7"]) == ("Perhaps on this day: Shots", "Over: Fire; Shots; Smoke")
    assert "w3" not in one, "nothing is there yet"


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_a_tooltip_stays_within_the_map(on_view, view):
    _, found, _ = on_view(view)
    for one in map_deck.records(found, view):
        x = point(one["p"], view)[0] + one["o"][0][0]
        if 0 <= x <= map_deck.SCREEN[0]:
            left = x + one["t"] / 100 * 280
            assert -2 <= left <= map_deck.SCREEN[0] - 280 + 2, one["title"]


def test_a_tooltip_says_what_was_on_the_day_shown():
    for day in (0, 5):
        assert f"{{w{day}}}" in sent(deck(day=day)).get("tooltip", deck(day=day)._tooltip)["html"]


def test_a_mark_of_several_places_of_a_city_says_so(on_view):
    exact = dict(zip(on_view("Central Asia")[1]["mark"], on_view("Central Asia")[1]["exactness"], strict=True))
    assert exact["violence pl-almaty"] == map_rows.GATHERED
    assert exact["protest pl-aktau"] == map_rows.EXACTNESS["city"]


def test_a_kind_s_name_keeps_its_capitals():
    found = map_deck.records(frame(mark("almaty", "deployment"), mark("almaty", "operation")), "Central Asia")
    assert [one["title"] for one in found] == ["CSTO soldiers: Almaty", "Kazakhstan's forces: Almaty"]


def test_the_number_of_deaths_is_written_on_its_mark_and_on_no_other():
    rows = frame(mark("a", "deaths", amount=151.0), mark("a"), mark("a", "energy", amount=2.1))
    assert [one["n"] for one in map_deck.records(rows, "Central Asia")] == ["151", "", ""]
    full, hollow = (
        map_deck.records(frame(mark("a", "deaths", amount=9.0, hollow=empty)), "Central Asia")[0]["c"]
        for empty in (False, True)
    )
    assert sum(full) - sum(hollow) > 400, "light on what is full, dark on what is empty"


def test_a_mark_grows_with_what_it_stands_for():
    def size(**more) -> float:
        return map_deck.records(frame(mark("a", **more)), "Central Asia")[0]["s"]

    assert size(count=1) < size(count=2) < size(count=5) <= size(count=500) <= 30
    assert size(kind="deaths", amount=17.0) < size(kind="deaths", amount=151.0)
    assert size(kind="energy") < size(kind="energy", amount=1.0) < size(kind="energy", amount=4.0)
    areas = [(size(kind="deaths", amount=amount) - 16) ** 2 for amount in (20.0, 80.0)]
    assert areas[1] / areas[0] == pytest.approx(4, rel=0.1), "four times as many are four times the area"


def test_a_mark_s_symbol_is_its_kind_s_and_hollow_if_the_mark_is():
    rows = frame(mark("a", "violence"), mark("b", "violence", hollow=True))
    assert [one["i"] for one in map_deck.records(rows, "Central Asia")] == ["violence", "violence-hollow"]


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_without_marks_nothing_is_fetched(view):
    none = NO_MARKS
    assert map_deck.records(none, view) == []
    assert map_deck.names(none, NO_MOVES, view) == []
    assert map_deck.rings(none, view) == []
    assert map_deck.curves(NO_MOVES) == []


# --- rings and curves ---


@pytest.mark.parametrize("view", ["Central Asia", "All places"])
def test_what_is_only_known_to_be_in_an_area_is_in_the_list_and_has_no_mark_on_the_land(view):
    rows = frame(
        *(mark(precision, precision=precision, lat=40.0 + n) for n, precision in enumerate(map_rows.EXACTNESS)),
        mark("region", "violence", precision="region", lat=43.0),
    )
    assert map_deck.rings(rows, view) == []
    found = map_deck.placed(rows, view)
    assert set(found.loc[found["unlocated"], "precision"]) == {"region", "country", "call"}
    ((left, lower), (right, _), (_, upper), _) = (
        point(corner, view) for corner in map_deck.panel(rows, view)[0]["ring"]
    )
    for one, row in zip(map_deck.records(rows, view), found.itertuples(), strict=True):
        x, y = point(one["p"], view)
        x += one["o"][0][0]
        within = left <= x <= right and min(lower, upper) <= y <= max(lower, upper)
        assert within == row.unlocated, row.precision
    assert map_deck.panel(rows[rows["precision"] == "city"], view) == []


def test_in_the_city_an_area_is_as_large_as_the_place_is_uncertain():
    rows = frame(*(mark(key, precision=key, lat=43.2 + n / 100) for n, key in enumerate(map_rows.EXACTNESS)))
    found = {ring["p"][1]: ring["m"] for ring in map_deck.rings(rows, map_rows.CITY)}
    lat = {key: 43.2 + n / 100 for n, key in enumerate(map_rows.EXACTNESS)}
    assert found == {lat["block"]: 300, lat["airfield"]: 1500, lat["approximate"]: 2300}


def test_a_ring_is_as_strong_as_the_strongest_mark_in_it():
    rows = frame(
        mark("a", precision="block", standing=standing(3, 4)),
        mark("a", "violence", precision="block", standing=standing(8, 9)),
    )
    ring = map_deck.rings(rows, "Almaty")[0]["a"]
    assert [ring[day] for day in (0, 2, 3, 8)] == [255, 0, 255, 255]
    assert 0 < ring[6] == ring[20] < 255


def test_a_movement_starts_and_ends_at_its_places():
    rows = frame(move("port"), move("home", lat=40.15, lon=44.4, from_lat=43.35, from_lon=77.04))
    for curve, row in zip(map_deck.curves(rows), rows.itertuples(), strict=True):
        assert curve["path"][0] == curve["p"] == pytest.approx([row.from_lon, row.from_lat])
        assert curve["path"][-1] == pytest.approx([row.lon, row.lat])
        assert len(curve["path"]) > 10
        # Between them it bends away from the straight line.
        x, y = curve["path"][len(curve["path"]) // 2]
        straight = row.from_lat + (row.lat - row.from_lat) * (x - row.from_lon) / (row.lon - row.from_lon)
        assert y > straight


@pytest.mark.parametrize("side", ["precision", "from_precision"])
def test_a_movement_of_which_a_country_is_known_fades_out_before_any_point_of_it(side):
    row = move("a", **{side: "country"})
    pieces = map_deck.curves(frame(row))
    known = [row["from_lon"], row["from_lat"]] if side == "precision" else [row["lon"], row["lat"]]
    unknown = [row["lon"], row["lat"]] if side == "precision" else [row["from_lon"], row["from_lat"]]
    assert pieces[0]["path"][0] == pytest.approx(known)
    strengths = [piece["a"][0] for piece in pieces]
    assert strengths == sorted(set(strengths), reverse=True), "ever fainter"
    assert strengths[-1] < 60
    whole = math.dist(known, unknown)
    assert min(math.dist(p, unknown) for piece in pieces for p in piece["path"]) > whole / 3
    assert [piece["r"] > 0 for piece in pieces] == [side == "precision"] + [False] * (len(pieces) - 1), (
        "a dot at a known start"
    )
    assert all("isn't stated" in piece["exactness"] for piece in pieces)
    assert map_deck.curves(frame(move("a", precision="country", from_precision="country"))) == []
    named = [one["t"] for one in map_deck.names(NO_MARKS, frame(row), "Central Asia")]
    assert named == (["Field"] if side == "precision" else ["a"])


def test_a_movement_is_as_wide_as_its_official_number_and_thin_without_one():
    none, few, many = map_deck.curves(frame(move("a"), move("b", people=100.0), move("c", people=200.0)))
    assert none["w"] == 1.5
    assert none["w"] < few["w"] < many["w"] < 20
    assert "officially" not in none["w0"]
    assert "100 people, officially" in few["w0"]
    assert (few["title"], few["facts"]) == ("Field → b", "ev-b")
    assert "not known" in few["exactness"]


def test_a_movement_is_as_strong_as_it_stands_to_the_day():
    curve = map_deck.curves(frame(move("a", standing=standing(6, 9, map_rows.PERHAPS))))[0]["a"]
    assert curve[5] == 0
    assert 0 < curve[10] < curve[6] < curve[0] == 255


# --- names ---


def test_of_two_places_on_each_other_that_with_more_facts_is_named():
    near = [mark(key, lon=70.0, lat=47.0 + n / 100, count=n) for n, key in enumerate("abcdefghijklmnopqrstu", 1)]
    written = [one["t"] for one in map_deck.names(frame(*near), NO_MOVES, "Central Asia")]
    assert written[0] == "U"
    assert 1 <= len(written) < len(near)


def test_a_name_is_there_when_one_of_its_marks_is():
    rows = frame(mark("a", standing=standing(5, 5)), mark("a", "violence", standing=standing(9, 9)))
    name = map_deck.names(rows, NO_MOVES, "Central Asia")[0]["a"]
    assert [name[day] for day in (0, 4, 5, 9)] == [255, 0, 255, 255]
    assert 0 < name[7] == name[20] < 255


def test_in_the_city_a_name_is_faint_before_something_happens_there():
    rows = frame(mark("house", standing=standing(5, 5)), mark("square", precision="site", lat=43.24, lon=76.95))
    names = {one["t"]: one["a"] for one in map_deck.names(rows, NO_MOVES, "Almaty")}
    assert 0 < names["House"][4] < names["House"][6] < names["House"][5] == 255
    assert set(names["Square"]) == {255}


def test_the_list_beside_the_city_says_what_it_is_if_there_is_one():
    unlocated, site = mark("house"), mark("square", precision="site", lat=43.24, lon=76.95)
    with_list, without = (
        [one["t"] for one in map_deck.names(frame(*rows), NO_MOVES, "Almaty")] for rows in ((unlocated, site), (site,))
    )
    assert any(text.startswith("Somewhere in Almaty") for text in with_list)
    assert not any(text.startswith("Somewhere in Almaty") for text in without)


def test_a_place_in_the_list_is_named_on_the_line_of_its_marks():
    rows = frame(mark("house"), mark("office"), mark("square", precision="site", lat=43.24, lon=76.95))
    at = {one["facts"].split("-")[1].title(): one["p"] for one in map_deck.records(rows, "Almaty")}
    names = {one["t"]: one["p"] for one in map_deck.names(rows, NO_MOVES, "Almaty")}
    assert {key: names[key] for key in at} == at


def test_names_are_written_short():
    def written(name: str, view: str) -> str:
        return map_deck.names(frame(mark("a", name=name)), NO_MOVES, view)[0]["t"]

    assert written("Nur-Sultan (now Astana)", "Central Asia") == "Nur-Sultan"
    assert written("Khorgos (Nur Zholy) border crossing", "Central Asia") == "Khorgos"
    assert written("Zhetygen airfield", "Central Asia") == "Zhetygen"
    assert written("Bread factory (Aksai), Almaty", "Almaty") == "Bread factory"
    assert written("Almaty", "Almaty") == "no place in it stated"


def test_the_start_of_a_movement_is_named_too():
    rows, moves = frame(mark("a")), frame(move("b"), move("c"))
    assert sorted(one["t"] for one in map_deck.names(rows, moves, "Central Asia")) == ["A", "Field", "b · c"], (
        "and its end"
    )
    assert [one["t"] for one in map_deck.names(NO_MARKS, moves, "Almaty")] == []


def box(name: dict, view: str) -> tuple[float, float, float, float]:
    """Return left, right, upper and lower edge of a name on the screen for which a view is made."""
    x, y = point(name["p"], view)
    x, y = x + name["o"][0], y + name["o"][1]
    width = len(name["t"]) * LETTER
    left = x - {"start": 0, "middle": width / 2, "end": width}[name["h"]]
    return left, left + width, y - LINE / 2, y + LINE / 2


@pytest.mark.parametrize("layers", SOME, ids=lambda layers: layers[0] if len(layers) == 1 else str(len(layers)))
@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_no_name_covers_another(on_view, view, layers):
    for chosen in CHOICES:
        _, found, moves = on_view(view, layers, chosen)
        names = map_deck.names(found, moves, view)
        for one, other in itertools.combinations(names, 2):
            a, b = box(one, view), box(other, view)
            covers = a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
            assert not covers, (one["t"], other["t"])


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_no_name_of_a_place_in_the_view_is_cut_at_its_edge(on_view, view):
    _, found, moves = on_view(view)
    width, height = map_deck.SCREEN
    checked = 0
    for name in map_deck.names(found, moves, view):
        x, y = point(name["p"], view)
        if 0 <= x <= width and 0 <= y <= height:
            checked += 1
            left, right, upper, lower = box(name, view)
            assert left >= 0, name["t"]
            assert upper >= 0, name["t"]
            assert right <= width, name["t"]
            assert lower <= height, name["t"]
    assert checked > 5


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_what_is_fetched_can_be_read_by_a_browser(on_view, view):
    _, found, moves = on_view(view)
    for part in (
        map_deck.records(found, view),
        map_deck.names(found, moves, view),
        *([map_deck.rings(found, view)] if view == "Almaty" else []),
        map_deck.curves(moves),
    ):
        assert part
        json.dumps(part, allow_nan=False)
        for one in part:
            assert len(one["a"]) == 21
            assert all(0 <= alpha <= 255 for alpha in one["a"])
            assert one["a"][0] == 255 or one.get("r") == 0, "all days together, but where a line fades out"
    drawn = {fact for one in map_deck.records(found, view) for fact in one["facts"].split("|")}
    assert drawn == set(found["facts"].str.split("|").explode())
    assert {one["i"] for one in map_deck.records(found, view)} <= set(map_symbols.mapping())


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_no_two_marks_are_drawn_on_one_spot(on_view, view):
    _, found, _ = on_view(view)
    for day in range(21):
        at = [(*one["p"], *one["o"][day]) for one in map_deck.records(found, view) if one["a"][day]]
        assert len(at) == len(set(at))


# --- the city ---


@pytest.fixture(scope="module")
def outline() -> list[list[float]]:
    """The city's outline, its corners in order."""
    file = json.loads((ROOT / "data" / "geo" / "regions.geojson").read_text(encoding="utf-8"))
    shape = next(one["geometry"] for one in file["features"] if one["properties"]["name"] == "Almaty")
    assert shape["type"] == "Polygon"
    return shape["coordinates"][0]


def inside(ring: list[list[float]], lon: float, lat: float) -> bool:
    """Say whether a point is within a ring: a line to the east of it crosses the ring an odd number of times."""
    crossed = False
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        if (y0 > lat) != (y1 > lat) and lon < x0 + (x1 - x0) * (lat - y0) / (y1 - y0):
            crossed = not crossed
    return crossed


def test_this_test_knows_what_is_inside(outline):
    assert inside(outline, 76.9115, 43.2525), "the middle of the city"
    assert not inside(outline, 76.7, 43.25)
    assert not inside(outline, 71.37, 42.9), "Taraz"
    assert place(point([76.9115, 43.2525], "Almaty"), "Almaty") == pytest.approx((76.9115, 43.2525))


def test_nothing_is_drawn_within_the_city_whose_place_in_it_is_not_known(on_view, outline, whole):
    for chosen in CHOICES:
        _, found, _ = on_view("Almaty", ALL, chosen)
        for row, one in zip(found.itertuples(), map_deck.records(found, "Almaty"), strict=True):
            assert one["facts"] == row.facts
            x, y = point(one["p"], "Almaty")
            drawn = place((x + one["o"][0][0], y + one["o"][0][1]), "Almaty")
            if row.precision in EXACT:
                assert one["p"] == [row.lon, row.lat], "where it is known to be"
            else:
                assert row.precision == "city"
                assert not inside(outline, *one["p"]), row.name
                assert not inside(outline, *drawn), row.name
    _, found, _ = on_view("Almaty")
    assert {"site", "block", "airfield", "approximate", "city"} == set(found["precision"])


def test_the_list_beside_the_city_has_all_of_which_no_exact_place_is_known(on_view):
    _, found, moves = on_view("Almaty")
    column = {one["p"][0] for row, one in zip(found.itertuples(), map_deck.records(found, "Almaty"), strict=True)
              if row.precision == "city"}  # fmt: skip
    assert len(column) == 1
    named = [one for one in map_deck.names(found, moves, "Almaty") if one["p"][0] in column]
    assert len(named) == found.loc[found["precision"] == "city", "spot"].nunique() + 1, "and a heading"


def test_the_whole_list_is_within_the_view_and_clear_of_the_outline(on_view, outline):
    _, found, moves = on_view("Almaty")
    width, height = map_deck.SCREEN
    for one in map_deck.records(found, "Almaty"):
        x, y = point(one["p"], "Almaty")
        x, y, half = x + one["o"][0][0], y + one["o"][0][1], one["s"] / 2
        assert half <= x <= width - half, one["title"]
        assert half <= y <= height - half, one["title"]
    column = {one["p"][0] for row, one in zip(found.itertuples(), map_deck.records(found, "Almaty"), strict=True)
              if row.precision == "city"}  # fmt: skip
    for name in map_deck.names(found, moves, "Almaty"):
        if name["p"][0] in column:
            left, right, upper, lower = box(name, "Almaty")
            corners = itertools.product((left, right), (upper, lower))
            assert not any(inside(outline, *place(corner, "Almaty")) for corner in corners), name["t"]


# --- the deck ---


@pytest.mark.parametrize(("view", "theme"), CASES)
@pytest.mark.parametrize("size", [None, SIZE], ids=["screen", "print"])
def test_nothing_comes_from_outside(view, theme, size):
    drawn = deck(view, theme=theme, size=size)
    assert drawn.map_provider is None
    assert not re.search(r"(https?:)?//\w|mapbox|carto", drawn.to_json(), re.IGNORECASE)
    # Not None or "" either: with those, deck.gl's own default basemap would be fetched.
    assert sent(drawn)["mapStyle"]
    assert "/" not in sent(drawn)["mapStyle"]
    assert all(re.match(r"/(assets|map)/", address) for address in addresses(drawn))


@pytest.mark.parametrize("base", ["", "/under/a/path"])
@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_what_a_map_fetches_our_server_answers(view, base):
    asked = addresses(deck(view, base=base))
    assert all(address.startswith(f"{base}/") for address in asked)
    assert {
        f"{base}/assets/{name}"
        for name in ("countries.geojson", "regions.geojson", "marks.svg?theme=light", "marks.json")
    } <= set(asked)
    unlike = sorted({address.removeprefix(base) for address in asked})

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(Starlette(routes=web.ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [(await client.get(address)).status_code for address in unlike]

    assert answered(ask()) == [200] * len(unlike)


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_only_colours_and_where_marks_stand_beside_their_place_change_with_the_day(view):
    one, other = (layers_of(deck(view, day)) for day in (3, 14))
    assert list(one) == list(other)
    changed = {key: {name for name in one[key] if one[key][name] != other[key].get(name)} for key in one}
    still = {"sea", "countries", "regions", "lakes", "border", "countries-names", "waters-names", "panel"}
    for key, names in changed.items():
        assert names <= {"getColor", "getFillColor", "getLineColor", "getPixelOffset", "updateTriggers"}, key
        assert bool(names) == (key not in still), key
    rest = [{key: value for key, value in sent(deck(view, day)).items() if key != "layers"} for day in (3, 14)]
    assert rest[0] == rest[1], "the view stays where the reader has moved it"


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_the_addresses_are_the_same_on_every_day(view):
    assert len({tuple(addresses(deck(view, day))) for day in range(21)}) == 1


@pytest.mark.parametrize("day", [0, 1, 20])
def test_marks_are_as_strong_as_their_own_number_for_the_day(day):
    drawn = layers_of(deck(day=day))
    for key in [*map_rows.KINDS, "names"]:
        assert drawn[key]["getColor"].endswith(f", a[{day}]]"), key
        assert drawn[key]["updateTriggers"]["getColor"] == day, key
    assert f"a[{day}]" in drawn["moves"]["getColor"]
    assert f"a[{day}]" in drawn["starts"]["getFillColor"]
    assert drawn["starts"]["updateTriggers"]["getFillColor"] == day
    areas = layers_of(deck("Almaty", day))["areas"]
    assert f"a[{day}]" in areas["getFillColor"]
    assert areas["updateTriggers"]["getFillColor"] == day


@pytest.mark.parametrize("layer", ALL)
@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_a_layer_that_is_off_is_not_there(view, layer):
    city = view == "Almaty"
    drawn = layers_of(deck(view, layers=(layer,)))
    assert set(drawn) & set(map_rows.KINDS) == set(map_rows.LAYERS[layer])
    assert ({"moves", "starts"} <= set(drawn)) == (layer == "Troops" and not city)
    assert ("border" in drawn) == (layer == "Border" and not city)
    assert ("numbers" in drawn) == (layer == "Deaths")
    for key in ("names", "areas" if city else "panel", *map_rows.LAYERS[layer]):
        assert drawn[key]["data"].split("&layers=")[1] == layer.replace(" ", "%20"), key


def test_without_a_layer_the_land_is_there_and_nothing_on_it():
    drawn = layers_of(deck(layers=()))
    assert set(drawn) == {"sea", "countries", "regions", "lakes", "countries-names", "waters-names", "panel", "names"}
    assert drawn["names"]["data"].endswith("&layers=")


def test_every_mark_says_what_is_chosen_and_of_which_view():
    drawn = layers_of(deck("All places"))
    for kind in [*map_rows.KINDS, "moves"]:
        assert drawn[kind]["data"].startswith(f"/map/all-places/{kind}.json{QUERY}&layers=Unrest%2CTroops%2C")
    assert drawn["names"]["data"].startswith(f"/map/all-places/names.json{QUERY}&layers=Unrest%2CTroops%2C")


def test_every_layer_can_be_told_by_an_id_of_its_own_and_marks_can_be_clicked():
    every = sent(deck(at=(67.0, 48.0)))["layers"]
    ids = [layer.get("id") for layer in every]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert {layer["id"] for layer in every if layer.get("pickable")} == {*map_rows.KINDS, "moves", "starts"}


def test_parts_are_counted_once_each():
    # names, the list's ground or the areas, and three kinds; or one kind and the movements, which two layers draw
    assert map_deck.parts(deck(layers=("Unrest",))) == 5
    assert map_deck.parts(deck(layers=("Troops",))) == 4
    assert map_deck.parts(deck("Almaty", layers=("Troops",))) == 3
    assert map_deck.parts(deck("Almaty", layers=("Deaths",))) == 3


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_a_mark_that_was_chosen_is_flown_to_and_encircled(view):
    here = sent(deck(view, at=(76.95, 43.24), closer=True))
    only = sent(deck(view, at=(76.95, 43.24)))
    assert only["initialViewState"] == sent(deck(view))["initialViewState"], "encircled where the reader is"
    assert [layer["id"] for layer in only["layers"]] == [layer["id"] for layer in here["layers"]]
    state = here["initialViewState"]
    assert (state["longitude"], state["latitude"]) == (76.95, 43.24)
    # In the city the list beside it stays in sight.
    assert (state["zoom"] > map_deck.VIEWS[view]["zoom"]) == (view != "Almaty")
    assert map_deck.VIEWS[view]["zoom"] <= state["zoom"] <= state["maxZoom"]
    picked = next(layer for layer in here["layers"] if layer["id"] == "picked")
    assert [row["p"] for row in picked["data"]] == [[76.95, 43.24]]
    assert picked["getIcon"] == map_symbols.PICKED
    assert here["layers"][-1] is picked, "over all else"
    assert "picked" not in layers_of(deck(view))


@pytest.mark.parametrize("one", map_deck.VIEWS)
@pytest.mark.parametrize("other", map_deck.VIEWS)
def test_a_layer_of_one_name_is_of_one_type_in_all_views(one, other):
    here, there = layers_of(deck(one)), layers_of(deck(other))
    assert {key: here[key]["@@type"] for key in here.keys() & there} == {
        key: there[key]["@@type"] for key in here.keys() & there
    }


def test_what_was_clicked_is_in_a_layer_of_a_new_name_so_that_nothing_else_is_dimmed():
    before, after, again = (layers_of(deck(clicked=clicked)) for clicked in (("", 0), ("violence", 1), ("violence", 2)))
    assert set(before) - set(after) == {"violence"}
    assert set(after) - set(before) == {"violence~1"}
    assert set(again) - set(before) == {"violence~2"}
    assert {**after["violence~1"], "id": ""} == {**before["violence"], "id": ""}


def test_the_whole_view_can_be_asked_for_again():
    states = [sent(deck(anew=anew))["initialViewState"] for anew in range(3)]
    assert len({state["zoom"] for state in states}) == 3, "what the browser has had isn't looked at again"
    assert states[2]["zoom"] == pytest.approx(states[0]["zoom"], abs=1e-4)


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_in_a_narrow_window_all_that_a_view_is_for_is_to_be_seen(view, on_view, outline):
    narrow = sent(deck(view, narrow=True))
    state = {key: narrow["initialViewState"][key] for key in ("latitude", "longitude", "zoom")}
    assert state == pytest.approx(map_deck.looks(view, True))
    assert all("&narrow=true" in address for address in addresses(deck(view, narrow=True)) if "/map/" in address)
    _, found, _ = on_view(view)
    kazakhstan = {"pl-almaty", "pl-aktau", "pl-nur-sultan", "pl-oskemen", "pl-petropavl", "pl-oral"}
    for row, one in zip(
        map_deck.placed(found, view, True).itertuples(), map_deck.records(found, view, True), strict=True
    ):
        if view == "Almaty" or row.unlocated or row.spot in kazakhstan:
            x, y = map_deck.pixels(*one["p"], view, True)
            assert 0 <= x <= 300, row.name
            assert 0 <= y <= 560, row.name
    for layer in narrow["layers"]:
        for name in layer["data"] if layer["id"] == "countries-names" else ():
            x, y = map_deck.pixels(*name["p"], view, True)
            half = 3 * len(name["t"])
            assert half <= x <= 300 - half, name
            assert y < 260, "above the list"
    if view == "Almaty":
        for corner in outline:
            x, y = map_deck.pixels(*corner, view, True)
            assert 0 <= x <= 300
            assert 0 <= y <= 330, "above its list"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2."""

    def light(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", map_symbols.THEMES)
def test_rings_stand_out_from_land_and_hollow_symbols_show_it(theme):
    land = "#" + "".join(f"{part:02x}" for part in map_deck.LAND[theme])
    assert map_symbols.PAPER[theme] == land
    for color in (map_symbols.SHADE[theme], map_symbols.RINGED[theme]):
        assert contrast(color, land) >= 3
    assert f'fill="{land}"' in map_symbols.picture("protest-hollow", theme)
    assert "#ffffff" not in map_symbols.atlas(theme)


def rgb(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)[:3]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_map_has_the_colours_of_its_theme(theme):
    other = {"light": "dark", "dark": "light"}[theme]
    here, there = (layers_of(deck(theme=name)) for name in (theme, other))
    assert here["countries"]["getFillColor"] == map_deck.LAND[theme] != there["countries"]["getFillColor"]
    for key, name in (
        ("sea", "getFillColor"),
        ("lakes", "getFillColor"),
        ("regions", "getLineColor"),
        ("names", "getColor"),
    ):
        assert here[key][name] != there[key][name], key
    assert here["sea"]["getFillColor"] == here["lakes"]["getFillColor"], "water"
    ink = rgb(here["names"]["getColor"])
    for ground in (here["countries"]["getFillColor"], here["sea"]["getFillColor"]):
        assert abs(sum(ink) - sum(ground[:3])) > 3 * 100, "names can be read on it"
    for kind in map_rows.KINDS:
        assert {**here[kind], "iconAtlas": ""} == {**there[kind], "iconAtlas": ""}, (
            "a mark's colour says its kind, on any ground"
        )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_city_is_filled_in_its_own_view_alone(theme):
    city, land = (layers_of(deck(view, theme=theme))["regions"]["getFillColor"] for view in ("Almaty", "Central Asia"))
    assert "'Almaty'" in city
    assert re.findall(r"\[.*?\]", city)[0] != re.findall(r"\[.*?\]", city)[1]
    assert len(set(re.findall(r"\[.*?\]", land))) == 1
    filled = [int(n) for n in re.findall(r"\[(.*?)\]", city)[0].split(",")]
    assert abs(sum(filled) - sum(map_deck.LAND[theme])) > 20, "it can be told from the land"


def test_movements_and_the_border_have_the_colours_of_their_kinds():
    drawn = layers_of(deck())
    blue = [int(style.color("deployment")[n : n + 2], 16) for n in (1, 3, 5)]
    assert rgb(drawn["moves"]["getColor"]) == rgb(drawn["starts"]["getFillColor"]) == blue
    red = [int(style.color("crossing")[n : n + 2], 16) for n in (1, 3, 5)]
    assert drawn["border"]["getLineColor"][:3] == red


def test_names_are_written_in_any_script():
    assert layers_of(deck())["names"]["characterSet"] == "auto"


def seen(view: str, p: list[float], size: tuple[int, int] = map_deck.SCREEN) -> bool:
    x, y = point(p, view, size)
    return 0 <= x <= size[0] and 0 <= y <= size[1]


def test_the_views_look_at_what_they_name(whole, on_view):
    assert tuple(map_deck.VIEWS) == map_rows.VIEWS
    assert map_deck.FIRST in map_deck.VIEWS
    for view, looks in map_deck.VIEWS.items():
        state = sent(deck(view))["initialViewState"]
        assert {key: state[key] for key in looks} == pytest.approx(looks)
        assert state["minZoom"] < state["zoom"] < state["maxZoom"]
    at = {row.place: [float(row.lon), float(row.lat)] for row in whole["places"].itertuples()}
    for key in ("pl-almaty", "pl-nur-sultan", "pl-kazakhstan", "pl-aktau", "pl-tajikistan", "pl-ivanovo-severny"):
        assert seen("Central Asia", at[key]), key
    assert not seen("Central Asia", at["pl-brussels"])
    assert not seen("Almaty", at["pl-taraz"])
    for row in on_view("All places")[1].itertuples():
        assert seen("All places", [row.lon, row.lat]), row.spot
    zooms = [map_deck.VIEWS[view]["zoom"] for view in ("All places", "Central Asia", "Almaty")]
    assert zooms == sorted(set(zooms))


# --- the print version ---


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_in_print_marks_letters_and_lines_grow_with_the_map(view):
    shown, printed = (layers_of(deck(view, at=(76.9, 43.2), size=size)) for size in (None, SIZE))
    by = min(SIZE[0] / map_deck.SCREEN[0], SIZE[1] / map_deck.SCREEN[1])
    assert list(shown) == list(printed)
    grown: set[str] = set()
    for key, layer in printed.items():
        for name, value in layer.items():
            before = shown[key][name]
            if (key, name, value) == ("areas", "getRadius", "@@=m"):
                continue  # in metres, so that it grows with the map by itself
            if name in ("getSize", "getWidth", "getPixelOffset", "getRadius", "lineWidthMinPixels"):
                grown.add(name)
                ends = [re.findall(r"(?:^|\* )([\d.]+)", str(text)) for text in (value, before)]
                assert len(ends[0]) == len(ends[1]) > 0, (key, name)
                for after, once in zip(*ends, strict=True):
                    assert float(after) == pytest.approx(by * float(once), rel=0.01), (key, name)
            elif name != "fontFamily":
                assert value == before, (key, name)
    needed = {"getSize", "getPixelOffset", "lineWidthMinPixels"} | (
        {"getWidth", "getRadius"} if view != "Almaty" else set()
    )
    assert grown == needed


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_in_print_nothing_depends_on_the_screen_or_the_reader_s_hand(view):
    shown, printed = (sent(deck(view, size=size)) for size in (None, SIZE))
    assert printed["useDevicePixels"] is False
    assert shown.get("useDevicePixels", True) is True
    assert [one["controller"] for one in printed["views"]] == [False]
    assert [one["controller"] for one in shown["views"]] == [True]


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_in_print_a_chosen_mark_is_encircled_but_the_view_stays(view):
    chosen, none = (sent(deck(view, at=at, size=SIZE)) for at in ((76.95, 43.24), None))
    assert chosen["initialViewState"] == none["initialViewState"]
    assert chosen["layers"][-1]["id"] == "picked"


def test_in_print_names_are_written_in_the_font_that_comes_with_it():
    for key in ("names", "numbers"):
        assert layers_of(deck(size=SIZE))[key]["fontFamily"].startswith('"Source Sans 3"')


def corners(state: dict, size: tuple[int, int]) -> tuple[float, float]:
    """Return how many degrees of longitude, and how much of Mercator's height, a map of that size shows."""
    world = 512 * 2 ** state["zoom"]
    return size[0] / world * 360, size[1] / world


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_in_print_a_view_shows_what_it_shows_on_the_screen_and_as_large_as_fits(view, size):
    on_screen, on_paper = (sent(deck(view, size=given))["initialViewState"] for given in (None, size))
    assert on_paper["zoom"] == map_deck.zoom(view, size)
    assert on_screen["zoom"] == map_deck.zoom(view, map_deck.SCREEN)
    for centre in ("latitude", "longitude"):
        assert on_paper[centre] == on_screen[centre]
    more = [
        paper / screen
        for paper, screen in zip(corners(on_paper, size), corners(on_screen, map_deck.SCREEN), strict=True)
    ]
    assert min(more) == pytest.approx(1), "one side as on the screen, the other no less"
    assert on_paper["minZoom"] < on_paper["zoom"] < on_paper["maxZoom"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_in_print_all_that_a_view_is_for_is_within_the_picture(on_view, size):
    for view in ("Almaty", "All places"):
        _, found, _ = on_view(view)
        for one in map_deck.records(found, view):
            assert seen(view, one["p"], size), one["title"]


# --- the scale ---


def apart(latitude: float, degrees: float) -> float:
    """Return the distance in km between two points of one latitude (haversine, mean radius of Earth)."""
    half = math.cos(math.radians(latitude)) ** 2 * math.sin(math.radians(degrees) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def test_the_distance_of_this_test_is_right():
    # Half of the way around at the equator; 360 degrees are some 40,030 km on a sphere of that radius.
    assert apart(0, 180) == pytest.approx(20015, abs=1)
    assert apart(60, 1) == pytest.approx(apart(0, 1) / 2, rel=1e-4)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_the_scale_bar_is_as_long_as_it_says(view, size):
    length, says = map_deck.scale_bar(view, size)
    km, latitude = re.fullmatch(r"([\d,]+) km at ([\d.]+)° N", says).groups()
    state = sent(deck(view, size=size))["initialViewState"]
    assert float(latitude) == pytest.approx(state["latitude"], abs=0.05), (
        "a length holds for the centre's latitude alone"
    )
    degrees = length / (512 * 2 ** state["zoom"]) * 360
    assert apart(state["latitude"], degrees) == pytest.approx(int(km.replace(",", "")), rel=0.01)
    assert isinstance(length, int)
    assert length <= size[0] / 5, "it leaves the legend its room"
    assert length >= size[0] / 20, "it can be measured with"


@pytest.mark.parametrize("view", map_deck.VIEWS)
def test_a_smaller_map_has_a_shorter_scale(view):
    bars = [map_deck.scale_bar(view, (width, round(width / 2.36))) for width in (2288, 1144, 572)]
    km = [int(says.split(" km")[0].replace(",", "")) for _, says in bars]
    per_pixel = [one / length for one, (length, _) in zip(km, bars, strict=True)]
    assert per_pixel[1] == pytest.approx(2 * per_pixel[0], rel=0.02)
    assert per_pixel[2] == pytest.approx(4 * per_pixel[0], rel=0.03)


# --- outlines ---


def test_the_border_is_where_both_countries_outlines_run():
    files = {
        name: json.loads((ROOT / "data" / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
        for name in ("border", "countries")
    }
    shape = files["border"]["features"][0]["geometry"]
    assert shape["type"] == "MultiLineString"
    border = {tuple(p) for line in shape["coordinates"] for p in line}
    assert len(border) > 20
    for name in ("China", "Kazakhstan"):
        country = next(one["geometry"] for one in files["countries"]["features"] if one["properties"]["name"] == name)
        parts = country["coordinates"] if country["type"] == "MultiPolygon" else [country["coordinates"]]
        assert border <= {tuple(p) for part in parts for ring in part for p in ring}, name
    assert all(79 < lon < 88 and 41 < lat < 50 for lon, lat in border)


def test_a_view_s_name_in_addresses_is_its_own():
    slugs = {view: map_deck.slug(view) for view in map_deck.VIEWS}
    assert slugs == {"Central Asia": "central-asia", "Almaty": "almaty", "All places": "all-places"}
