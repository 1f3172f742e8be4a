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
from small import ROOT
from starlette.applications import Starlette

from qantar import export, web
from qantar.charts import style
from qantar.facts import happenings, words
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols
from qantar.themes.map.placing import overlap, text_width

ALL = tuple(map_rows.LAYERS)
CHOICES = [["SCMP"], ["RFERL"], ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]]
SIZE = export.map_size(map_deck.SCREEN)
"""Width and height of the map in a picture."""
QUERY = "?source=SCMP&v=1"
EVERY_VIEW = pytest.mark.parametrize("view", map_deck.VIEWS)
BOTH_THEMES = pytest.mark.parametrize("theme", map_symbols.THEMES)


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


def move(name: str, **more) -> dict[str, object]:
    """Return a row as ``marks.moves`` does."""
    usual = {
        "fact": f"ev-{name}", "name": name, "lat": 43.35, "lon": 77.04, "precision": "airfield", "from_name": "Field",
        "from_lat": 55.9, "from_lon": 38.0, "from_precision": "airfield", "people": float("nan"), "standing": [map_rows.THAT_DAY] * 21,
        "title": "They flew", "when": "7 January 2022", "who": "SCMP",
    }  # fmt: skip
    return usual | more


NO_MOVES = pd.DataFrame(columns=list(move("")))


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


@pytest.fixture(scope="module")
def on_view(filtered):
    """Marks and movements of a view under a choice of articles and layers; each is worked out once."""
    known = functools.cache(lambda chosen: map_rows.facts(filtered(chosen, True)))

    @functools.cache
    def once(view, layers, chosen):
        part, rows = filtered(chosen, True), known(chosen)
        rows = rows[rows["layer"].isin(layers)]
        return map_rows.marks(rows, part["places"], view), map_rows.moves(rows, part)

    return lambda view, layers=ALL, chosen=tuple(CHOICES[-1]): once(view, tuple(layers), tuple(chosen))


def records(*rows: dict[str, object], view: str = "Central Asia", **more) -> list[dict]:
    """Return the marks that are drawn of some rows."""
    return map_deck.drawn(frame(*rows), NO_MOVES, view, **more)["records"]


def names(*rows: dict[str, object], moves=(), view: str = "Central Asia") -> list[str]:
    """Return what is written of some rows and movements."""
    found = map_deck.drawn(frame(*rows) if rows else NO_MARKS, frame(*moves) if moves else NO_MOVES, view)
    return [one["t"] for one in found["names"]]


# --- what the browser fetches: marks ---


def test_a_mark_is_as_strong_as_it_stands_to_the_day():
    days = standing(5, 6)
    days[6] = map_rows.PERHAPS
    alpha = records(mark("a", standing=days))[0]["a"]
    assert len(alpha) == 21
    assert alpha[0] == alpha[5] == 255
    assert set(alpha[1:5]) == {0}, "not yet there"
    assert 0 < alpha[7] < alpha[6] < 255, "over is fainter than perhaps"
    assert len(set(alpha[7:])) == 1


def test_places_close_together_share_their_marks_and_are_named_together():
    near = [
        mark("hall", count=2, facts="a", precision="block"),
        mark("square", facts="b", lat=48.001, precision="site"),
    ]
    (one,) = records(*near, view="Almaty")
    assert (one["facts"], one["title"], one["p"]) == ("a|b", "Protest: Hall, Square", [67.0, 48.0])
    assert names(*near, view="Almaty") == ["Hall · Square"]
    far = [
        mark("a", deaths := "deaths", amount=20.0),
        mark("b", deaths, lat=49.5, amount=17.0),
        mark("c", deaths, lon=67.3, amount=1.0),
    ]
    assert sorted(one["n"] for one in records(*far)) == ["17", "21"], "the dead of two places"
    assert [one["n"] for one in records(*far, view="All places")] == ["38"]
    assert names(*far, view="All places") == ["A and 2 more"]
    assert [one["p"] for one in records(mark("a"), mark("b", lat=50.0))] == [[67.0, 48.0], [67.0, 50.0]]


def test_marks_that_have_no_room_on_their_place_are_tied_to_it():
    rows = [mark("a", kind, count=3, facts=f"a-{kind}", amount=9.0) for kind in map_rows.KINDS] + [
        mark("b", lon=68.5, facts="b")
    ]
    found = map_deck.drawn(frame(*rows), NO_MOVES, "Central Asia")
    (tie,) = found["dots"]
    (moved,) = [one for one in found["records"] if one["facts"] == "b"]
    across, down = moved["o"][0]
    assert tie["p"] == moved["p"] == [68.5, 48.0]
    assert tie["s"] / 2 == pytest.approx(math.hypot(across, down), abs=1)
    turned = math.radians(-tie["g"])
    assert (math.cos(turned), math.sin(turned)) == pytest.approx(
        (across / math.hypot(across, down), down / math.hypot(across, down)), abs=0.05
    )
    assert tie["i"] in map_symbols.mapping()


def test_a_mark_says_what_when_where_how_exactly_and_who():
    (one,) = records(
        mark("almaty", "violence", titles=["Fire", "Shots"], whens=["5 January 2022", ""], who="SCMP and The Bank")
    )
    assert one["title"] == "Violence: Almaty"
    assert one["w0"] == one["w5"] == "Fire (5 January 2022); Shots"
    assert one["exactness"] == "placed at the city; where in it isn't known"
    assert one["who"] == "SCMP and The Bank"
    assert records(mark("a", titles=list("abcde"), whens=[""] * 5))[0]["w0"] == "a; b; c; and 2 more: click"
    assert records(mark("a", "deployment"))[0]["title"] == "CSTO soldiers: A"
    assert records(mark("a", "operation"))[0]["title"] == "Kazakhstan's forces: A"


def test_a_mark_says_of_each_day_what_there_was_on_it():
    each = [standing(4, 4), standing(5, 6, map_rows.PERHAPS), standing(5, 5)]
    states = [
        max(day, key=[map_rows.NOT_YET, map_rows.OVER, map_rows.PERHAPS, map_rows.THAT_DAY].index)
        for day in zip(*each, strict=True)
    ]
    (one,) = records(mark("a", titles=["Fire", "Shots", "Smoke"], whens=["", "", ""], each=each, standing=states))
    assert (one["w4"], one["w5"]) == ("Fire", "Smoke. Perhaps on this day: Shots")
    assert (one["w6"], one["w7"]) == ("Perhaps on this day: Shots", "Over: Fire; Shots; Smoke")
    assert "w3" not in one, "nothing is there yet"
    for day in (0, 5):
        assert f"{{w{day}}}" in sent(deck(day=day)).get("tooltip", deck(day=day)._tooltip)["html"]


@EVERY_VIEW
def test_a_tooltip_stays_within_the_map(on_view, view):
    width = map_deck.SCREEN[0]
    for one in map_deck.drawn(*on_view(view), view)["records"]:
        x = point(one["p"], view)[0] + one["o"][0][0]
        if 0 <= x <= width:
            assert -2 <= x + one["t"] / 100 * 280 <= width - 280 + 2, one["title"]


def test_a_mark_of_several_places_of_a_city_says_so(on_view):
    found, _ = on_view("Central Asia")
    exact = dict(zip(found["mark"], found["exactness"], strict=True))
    assert exact["violence pl-almaty"] == map_rows.GATHERED
    assert exact["protest pl-aktau"] == map_rows.EXACTNESS["city"]


def test_a_mark_s_symbol_number_and_size_say_what_it_stands_for():
    def size(kind="protest", **more) -> float:
        return records(mark("a", kind, **more))[0]["s"]

    assert size(count=1) < size(count=2) < size(count=5) <= size(count=500) <= 30
    assert size("deaths", amount=17.0) < size("deaths", amount=151.0)
    assert size("energy") < size("energy", amount=1.0) < size("energy", amount=4.0)
    areas = [(size("deaths", amount=amount) - 16) ** 2 for amount in (20.0, 80.0)]
    assert areas[1] / areas[0] == pytest.approx(4, rel=0.1), "four times as many are four times the area"
    rows = [
        mark("a", "deaths", amount=151.0),
        mark("b", lat=50.0, hollow=True),
        mark("c", "energy", lat=52.0, amount=2.1),
    ]
    assert {(one["i"], one["n"]) for one in records(*rows)} == {
        ("deaths", "151"),
        ("protest-hollow", ""),
        ("energy", ""),
    }
    full, hollow = (records(mark("a", "deaths", amount=9.0, hollow=empty))[0]["c"] for empty in (False, True))
    assert (full, hollow) == (1, 0)
    for theme in map_symbols.THEMES:
        white, ink = re.fullmatch(
            r"@@=c \? \[(.*), a\[5\]\] : \[(.*), a\[5\]\]", layers_of(deck(theme=theme))["numbers"]["getColor"]
        ).groups()
        assert rgb(white) == [255, 255, 255]
        assert abs(sum(rgb(ink)) - sum(map_deck.LAND[theme])) > 300, "on what is empty the land is seen"


@EVERY_VIEW
def test_without_marks_nothing_but_names_of_countries_is_fetched(view):
    found = map_deck.drawn(NO_MARKS, NO_MOVES, view)
    assert (found["records"], found["names"], found["dots"]) == ([], [], [])
    assert bool(found["labels"]) == (view != "Almaty")
    assert map_deck.rings(NO_MARKS, view) == map_deck.curves(NO_MOVES) == []


# --- the list, rings and curves ---


@EVERY_VIEW
def test_all_that_is_known_is_on_the_map_or_in_the_list_and_nothing_is_more_exact_than_it_is_known(filtered, view):
    for chosen in CHOICES:
        part = filtered(chosen, True)
        facts = map_rows.facts(part)
        marks, moves = map_rows.marks(facts, part["places"], view), map_rows.moves(facts, part)
        on_map = [fact for one in map_deck.drawn(marks, moves, view)["records"] for fact in one["facts"].split("|")]
        listed = [fact for line in map_cards.listed(part, facts, view, 0, ALL) or () for fact in line["facts"]]
        assert sorted([*on_map, *listed]) == sorted(fact for cell in marks["facts"] for fact in cell.split("|"))
        exact = dict(zip(facts["fact"], facts["precision"], strict=True))
        vague = {"city"} if view == "Almaty" else {"region", "country", "call"}
        assert all((exact[fact] in vague) == (fact in listed) for fact in (*on_map, *listed))


def test_the_list_has_a_line_for_each_place_with_a_mark_for_each_kind_and_says_what_is_over(filtered):
    part = filtered(CHOICES[-1], True)
    facts = map_rows.facts(part)
    first, *_ = lines = map_cards.listed(part, facts, "Central Asia", 0, ALL)
    assert first["name"] == "Kazakhstan"
    assert [mark.removesuffix("-hollow") for mark, *_ in first["marks"]] == [
        kind for kind in map_rows.KINDS if kind in {mark.removesuffix("-hollow") for mark, *_ in first["marks"]}
    ]
    assert [len(line["facts"]) for line in lines] == sorted((len(line["facts"]) for line in lines), reverse=True)
    assert not any(faded for line in lines for *_, faded in line["marks"])
    later = map_cards.listed(part, facts, "Central Asia", 20, ("Unrest",))
    assert later
    assert all(faded for line in later for *_, faded in line["marks"])
    assert map_cards.listed(part, facts, "Central Asia", 1, ("Troops",)) == [], "there are some on other days"
    assert map_cards.listed(part, facts, "Central Asia", 0, ("Deaths",)) is None


@EVERY_VIEW
def test_what_is_read_aloud_of_a_line_is_short_however_many_facts_it_opens(whole, view):
    facts = map_rows.facts(whole)
    most = 0
    for day in (0, 5, 20):
        for line in map_cards.listed(whole, facts, view, day, ALL) or ():
            assert line["about"].startswith(f"{len(line['facts'])} fact")
            assert len(f"{line['name']}: {line['about']}") <= 200
            assert all(len(what) <= 120 for _, what, _ in line["marks"])
            most = max(most, len(line["facts"]))
    assert most > 5


def test_in_the_city_an_area_is_as_large_as_the_place_is_uncertain_and_as_strong_as_its_marks():
    rows = frame(*(mark(key, precision=key, lat=43.2 + n / 100) for n, key in enumerate(map_rows.EXACTNESS)))
    lat = {key: 43.2 + n / 100 for n, key in enumerate(map_rows.EXACTNESS)}
    assert {ring["p"][1]: ring["m"] for ring in map_deck.rings(rows, "Almaty")} == {
        lat["airfield"]: 1500,
        lat["approximate"]: 2300,
    }
    assert map_deck.rings(rows, "Central Asia") == map_deck.rings(rows, "All places") == []
    field = {"precision": "airfield"}
    two = frame(mark("a", standing=standing(3, 4), **field), mark("a", "violence", standing=standing(8, 9), **field))
    ring = map_deck.rings(two, "Almaty")[0]["a"]
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
    assert names(moves=[row]) == (["Field"] if side == "precision" else ["a"])


def test_a_movement_is_as_wide_as_its_official_number_and_thin_without_one():
    rows = [move("a"), move("b", people=100.0, lat=44.0), move("c", people=200.0, lat=45.0)]
    none, few, many = map_deck.curves(frame(*rows))
    assert none["w"] == 1.5
    assert none["w"] < few["w"] < many["w"] < 20
    assert "officially" not in none["w0"]
    assert "100 people, officially" in few["w0"]
    assert (few["title"], few["facts"]) == ("Field → b", "ev-b")
    assert "not known" in few["exactness"]


def test_movements_between_the_same_places_are_one_line_as_strong_as_the_strongest():
    days = [standing(6, 9, map_rows.PERHAPS), standing(12, 12)]
    (curve,) = map_deck.curves(frame(move("a", standing=days[0]), move("b", standing=days[1], people=100.0)))
    strong = curve["a"]
    assert strong[5] == 0
    assert 0 < strong[10] < strong[6] < strong[0] == strong[12] == 255
    assert curve["facts"] == "ev-a|ev-b"
    assert curve["w"] > 1.5
    assert curve["w12"].startswith("They flew")
    assert len(map_deck.curves(frame(move("a"), move("b", lon=78.0)))) == 2


# --- names ---


def test_a_name_is_there_when_one_of_its_marks_is_and_in_the_city_faint_before_that():
    rows = frame(mark("a", standing=standing(5, 5)), mark("a", "violence", standing=standing(9, 9)))
    (name,) = (one["a"] for one in map_deck.drawn(rows, NO_MOVES, "Central Asia")["names"])
    assert [name[day] for day in (0, 4, 5, 9)] == [255, 0, 255, 255]
    assert 0 < name[7] == name[20] < 255
    site = frame(mark("house", precision="site", standing=standing(5, 5)))
    (name,) = (one["a"] for one in map_deck.drawn(site, NO_MOVES, "Almaty")["names"])
    assert 0 < name[4] < name[6] < name[5] == 255


def test_names_are_written_short():
    def written(name: str, view: str) -> str:
        return names(mark("a", name=name, precision="site"), view=view)[0]

    assert written("Nur-Sultan (now Astana)", "Central Asia") == "Nur-Sultan"
    assert written("Khorgos (Nur Zholy) border crossing", "Central Asia") == "Khorgos"
    assert written("Zhetygen airfield", "Central Asia") == "Zhetygen"
    assert written("Bread factory (Aksai), Almaty", "Almaty") == "Bread factory"
    assert map_rows.called("Almaty", "Almaty") == "Site not stated"


def test_the_ends_of_a_movement_are_named_too_unless_a_place_with_marks_is_there():
    moves = [move("b"), move("c", lat=50.0)]
    assert sorted(names(mark("a"), moves=moves)) == ["A", "Field", "b", "c"]
    assert sorted(names(mark("a", lat=43.35, lon=77.04), moves=moves)) == ["A", "Field", "c"]
    assert names(moves=moves, view="Almaty") == []


def box(one: dict, view: str, narrow: bool, day: int) -> tuple[float, float, float, float]:
    """Return what a mark, a name or a label covers on the screen for which a view is made."""
    x, y = map_deck.pixels(*one["p"], view, narrow)
    if "s" in one:
        across, down, half = *one["o"][day], one["s"] / 2
        return x + across - half, x + across + half, y + down - half, y + down + half
    across, down = one.get("o", (0, 0))
    wide = text_width(one["t"], 13 if narrow or "w" in one else 14)
    left = x + across - {"start": 0, "middle": wide / 2, "end": wide}[one.get("h", "middle")]
    return left, left + wide, y + down - 8, y + down + 8


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@EVERY_VIEW
def test_nothing_covers_anything_and_nothing_is_cut_on_any_day(on_view, view, narrow):
    width, height = map_deck.screen(view, narrow)
    for chosen, layers in itertools.product(CHOICES, (map_rows.FIRST_LAYERS, ALL)):
        found = map_deck.drawn(*on_view(view, layers, chosen), view, narrow)
        for day in (0, 2, 5, 6, 11, 19):
            seen = [one for one in (*found["records"], *found["names"]) if one["a"][day]] + found["labels"]
            boxes = [(one.get("t", one.get("i")), box(one, view, narrow, day)) for one in seen]
            for (one, a), (other, b) in itertools.combinations(boxes, 2):
                assert not overlap(a, b), (one, other, day)
            for one, (left, right, upper, lower) in boxes:
                inside = left >= 0 and right <= width and upper >= 0 and lower <= height
                assert inside or not overlap((left, right, upper, lower), (0, width, 0, height)), (one, day)


def test_the_places_that_matter_most_are_named(on_view):
    for view, narrow in (("Central Asia", False), ("Central Asia", True), ("All places", False)):
        written = [one["t"] for one in map_deck.drawn(*on_view(view, map_rows.FIRST_LAYERS), view, narrow)["names"]]
        for name in (
            ("Almaty", "Taraz", "Shymkent", "Kyzylorda", "Zhanaozen") if view == "Central Asia" else ("Almaty",)
        ):
            assert any(name in text for text in written), (view, narrow, name)
    sites = [one["t"] for one in map_deck.drawn(*on_view("Almaty"), "Almaty")["names"]]
    assert sorted(sites) == ["Almaty Arena", "Almaty International Airport", "City hall · Republic Square"]


@EVERY_VIEW
def test_what_is_fetched_can_be_read_by_a_browser(on_view, view):
    marks, moves = on_view(view)
    found = map_deck.drawn(marks, moves, view)
    parts = [
        found["records"],
        found["names"],
        map_deck.curves(moves),
        *([map_deck.rings(marks, view)] if view == "Almaty" else []),
    ]
    for part in parts:
        assert part
        json.dumps(part, allow_nan=False)
        for one in part:
            assert len(one["a"]) == 21
            assert all(0 <= alpha <= 255 for alpha in one["a"])
            assert one["a"][0] == 255 or one.get("r") == 0, "all days together, but where a line fades out"
    assert {one["i"] for one in (*found["records"], *found["dots"])} <= set(map_symbols.mapping())


@EVERY_VIEW
def test_all_that_a_view_is_for_is_to_be_seen(on_view, view):
    marks, _ = on_view(view)
    kazakhstan = {"pl-almaty", "pl-aktau", "pl-nur-sultan", "pl-oskemen", "pl-petropavl", "pl-oral"}
    ends = {"pl-chkalovsky", "pl-ulyanovsk-vostochny"}
    for row in marks.itertuples():
        for narrow in (False, True):
            if (
                view == "Almaty"
                or row.spot in kazakhstan
                or (view == "All places" and row.precision != "call")
                or (row.spot in ends and not narrow)
            ):
                x, y = map_deck.pixels(row.lon, row.lat, view, narrow)
                width, height = map_deck.screen(view, narrow)
                assert 0 <= x <= width, row.name
                assert 0 <= y <= height, row.name
    file = json.loads((ROOT / "data" / "geo" / "regions.geojson").read_text(encoding="utf-8"))
    shape = next(one["geometry"] for one in file["features"] if one["properties"]["name"] == "Almaty")
    for corner, narrow in itertools.product(shape["coordinates"][0] if view == "Almaty" else (), (False, True)):
        x, y = map_deck.pixels(*corner, view, narrow)
        width, height = map_deck.screen(view, narrow)
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_the_views_look_at_what_they_name_each_closer_than_the_one_before(whole):
    assert tuple(map_deck.VIEWS) == map_rows.VIEWS
    assert map_deck.FIRST in map_deck.VIEWS
    for view, looks in map_deck.VIEWS.items():
        state = sent(deck(view))["initialViewState"]
        assert {key: state[key] for key in looks} == pytest.approx(looks)
        assert state["minZoom"] < state["zoom"] < state["maxZoom"]
    at = {row.place: (float(row.lon), float(row.lat)) for row in whole["places"].itertuples()}
    assert map_deck.seen(*at["pl-aktau"], "Central Asia")
    assert not map_deck.seen(*at["pl-brussels"], "Central Asia")
    assert not map_deck.seen(*at["pl-taraz"], "Almaty")
    zooms = [map_deck.VIEWS[view]["zoom"] for view in ("All places", "Central Asia", "Almaty")]
    assert zooms == sorted(set(zooms))


# --- title and answer ---


@pytest.mark.parametrize("chosen", CHOICES[1:], ids="+".join)
def test_title_and_sentence_count_the_unrest_of_a_day_as_every_other_page(filtered, chosen):
    tables = filtered(chosen, True)
    facts = map_rows.facts(tables)
    unrest = happenings.unrest(tables)
    for day in map_rows.DAYS:
        title = map_cards.places(tables, tables, "Central Asia", day, ("Unrest",), facts).title
        said = map_cards.answer(tables, facts, "Central Asia", day, ("Unrest",))
        rows = {row["form"]: row for row in unrest if row["day"] == day}
        every = sum(row["places"] for row in rows.values())
        if rows:
            assert words.many(every, "place") in title
            assert said.startswith(f"On {day} January ")
            first = rows.get("violence", rows.get("protest"))["names"].split(" (")[0].split(",")[0].split(" and ")[0]
            assert first in said
        else:
            assert "unrest" not in title + said
    worst = max(map_rows.DAYS, key=lambda day: (sum(row["places"] for row in unrest if row["day"] == day), -day))
    whole = map_cards.answer(tables, facts, "Central Asia", 0, map_rows.FIRST_LAYERS)
    assert f"widest on {worst} January" in whole
    dead = facts[facts["kind"] == "deaths"].set_index("name")["amount"]
    assert f"{dead.sum():.0f} of the dead are counted by place, {dead.max():.0f} of them in {dead.idxmax()}" in whole


@EVERY_VIEW
def test_there_is_a_sentence_whatever_is_chosen(filtered, view):
    for chosen, reference in ((CHOICES[-1], True), (["RFERL"], False)):
        tables = filtered(chosen, reference)
        facts = map_rows.facts(tables)
        for day, layers in itertools.product((0, 7, 20), (map_rows.FIRST_LAYERS, ("Projects",))):
            said = map_cards.answer(tables, facts, view, day, layers)
            assert re.fullmatch(r"[A-Z0-9][^;]*(; [^;]+)*\.", said), said
            assert not re.search(r"\b1 (places|sites|facts|airfields)\b|nan|pl-", said), said


# --- the deck ---


@BOTH_THEMES
@EVERY_VIEW
def test_nothing_comes_from_outside(view, theme):
    drawn = deck(view, theme=theme, size=SIZE if theme == "light" else None)
    assert drawn.map_provider is None
    assert not re.search(r"(https?:)?//\w|mapbox|carto", drawn.to_json(), re.IGNORECASE)
    # Not None or "" either: with those, deck.gl's own default basemap would be fetched.
    assert sent(drawn)["mapStyle"]
    assert "/" not in sent(drawn)["mapStyle"]
    assert all(re.match(r"/(assets|map)/", address) for address in addresses(drawn))


@pytest.mark.parametrize(("view", "base"), [("Central Asia", ""), ("Almaty", "/under/a/path")])
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


@EVERY_VIEW
def test_only_colours_and_where_marks_stand_beside_their_place_change_with_the_day(view):
    one, other = (layers_of(deck(view, day)) for day in (3, 14))
    assert list(one) == list(other)
    changed = {key: {name for name in one[key] if one[key][name] != other[key].get(name)} for key in one}
    still = {"sea", "countries", "regions", "lakes", "border", "labels"}
    for key, names in changed.items():
        assert names <= {
            "getColor",
            "getFillColor",
            "getLineColor",
            "getPixelOffset",
            "getText",
            "updateTriggers",
            "data",
        }, key
        assert bool(names) == (key not in still), key
    rest = [{key: value for key, value in sent(deck(view, day)).items() if key != "layers"} for day in (3, 14)]
    assert rest[0] == rest[1], "the view stays where the reader has moved it"
    asked = {tuple(address.split("#")[0] for address in addresses(deck(view, day))) for day in range(21)}
    assert len(asked) == 1, "the server is asked for nothing new"
    # Whatever Streamlit makes of the triggers, what looks different on another day is drawn anew.
    assert all("data" in names for names in changed.values() if names)


@pytest.mark.parametrize("day", [0, 20])
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
def test_a_layer_that_is_off_is_not_there(layer):
    for view in map_deck.VIEWS:
        city = view == "Almaty"
        drawn = layers_of(deck(view, layers=(layer,)))
        assert set(drawn) & set(map_rows.KINDS) == set(map_rows.LAYERS[layer])
        assert ({"moves", "starts"} <= set(drawn)) == (layer == "Troops" and not city)
        assert ("border" in drawn) == (layer == "Border" and not city)
        assert ("numbers" in drawn) == (layer == "Deaths")
        for key in ("names", "dots", "areas" if city else "labels", *map_rows.LAYERS[layer]):
            assert drawn[key]["data"].split("&layers=")[1].split("#")[0] == layer.replace(" ", "%20"), key


def test_without_a_layer_the_land_is_there_and_nothing_on_it():
    drawn = layers_of(deck(layers=()))
    assert set(drawn) == {"sea", "countries", "regions", "lakes", "labels", "names", "ties", "dots"}
    assert drawn["names"]["data"].endswith("&layers=#5")


def test_every_part_says_what_is_chosen_of_which_view_and_for_which_window():
    drawn = layers_of(deck("All places"))
    for kind in [*map_rows.KINDS, "moves", "names", "labels", "dots"]:
        assert drawn[kind]["data"].startswith(f"/map/all-places/{kind}.json{QUERY}&layers=Unrest%2CTroops%2C")
    narrow = deck("Almaty", narrow=True)
    assert all("&narrow=true" in address for address in addresses(narrow) if "/map/" in address)
    assert sent(narrow)["initialViewState"]["zoom"] == pytest.approx(map_deck.looks("Almaty", True)["zoom"])


def test_every_layer_can_be_told_by_an_id_of_its_own_and_marks_can_be_clicked():
    every = sent(deck(at=(67.0, 48.0, 0, 0)))["layers"]
    ids = [layer.get("id") for layer in every]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert {layer["id"] for layer in every if layer.get("pickable")} == {*map_rows.KINDS, "moves", "starts"}


def test_parts_are_counted_once_each():
    # names, dots, and labels or areas, and three kinds; or one kind and the movements, which two layers draw
    assert map_deck.parts(deck(layers=("Unrest",))) == 6
    assert map_deck.parts(deck(layers=("Troops",))) == 5
    assert map_deck.parts(deck("Almaty", layers=("Deaths",))) == 4


@EVERY_VIEW
def test_a_mark_that_was_chosen_is_flown_to_and_encircled_where_it_stands(view):
    here, only = (sent(deck(view, at=(76.95, 43.24, 12, -9), closer=closer)) for closer in (True, False))
    assert only["initialViewState"] == sent(deck(view))["initialViewState"], "encircled where the reader is"
    assert [layer["id"] for layer in only["layers"]] == [layer["id"] for layer in here["layers"]]
    state = here["initialViewState"]
    assert (state["longitude"], state["latitude"]) == (76.95, 43.24)
    assert map_deck.VIEWS[view]["zoom"] < state["zoom"] <= state["maxZoom"]
    picked = here["layers"][-1]
    assert picked["id"] == "picked", "over all else"
    assert [row["p"] for row in picked["data"]] == [[76.95, 43.24]]
    assert picked["getPixelOffset"] == [12, -9]
    assert picked["getIcon"] == map_symbols.PICKED
    assert "picked" not in layers_of(deck(view))
    printed, none = (sent(deck(view, at=at, size=SIZE)) for at in ((76.95, 43.24, 0, 0), None))
    assert printed["initialViewState"] == none["initialViewState"], "in print the view stays"
    assert printed["layers"][-1]["id"] == "picked"


def test_a_layer_of_one_name_is_of_one_type_in_all_views():
    types = [{key: layer["@@type"] for key, layer in layers_of(deck(view)).items()} for view in map_deck.VIEWS]
    for one, other in itertools.combinations(types, 2):
        assert all(one[key] == other[key] for key in one.keys() & other)


def test_what_was_clicked_is_in_a_layer_of_a_new_name_so_that_nothing_else_is_dimmed():
    before, after, again = (layers_of(deck(clicked=clicked)) for clicked in (("", 0), ("violence", 1), ("violence", 2)))
    assert set(before) - set(after) == {"violence"}
    assert set(after) - set(before) == {"violence~1"}
    assert set(again) - set(before) == {"violence~2"}
    assert {**after["violence~1"], "id": ""} == {**before["violence"], "id": ""}


def test_the_whole_view_can_be_asked_for_again():
    states = [sent(deck(anew=anew))["initialViewState"] for anew in range(3)]
    for name in ("zoom", "latitude", "longitude"):
        assert len({state[name] for state in states}) == 3, "what the browser has had isn't looked at again"
        assert states[2][name] == pytest.approx(states[0][name], abs=1e-6)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2."""

    def light(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@BOTH_THEMES
def test_rings_stand_out_from_land_and_hollow_symbols_show_it(theme):
    land = "#" + "".join(f"{part:02x}" for part in map_deck.LAND[theme])
    assert map_symbols.PAPER[theme] == land
    for color in (map_symbols.SHADE[theme], map_symbols.RINGED[theme]):
        assert contrast(color, land) >= 3
    assert f'fill="{land}"' in map_symbols.picture("protest-hollow", theme)
    assert "#ffffff" not in map_symbols.atlas(theme)


def rgb(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)[:3]]


@BOTH_THEMES
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


@BOTH_THEMES
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
    assert drawn["names"]["characterSet"] == "auto", "names are written in any script"


# --- the print version ---


@EVERY_VIEW
def test_in_print_marks_letters_and_lines_grow_with_the_map(view):
    shown, printed = (layers_of(deck(view, at=(76.9, 43.2, 4, 4), size=size)) for size in (None, SIZE))
    by = min(SIZE[0] / map_deck.SCREEN[0], SIZE[1] / map_deck.SCREEN[1])
    assert list(shown) == list(printed)
    grown: set[str] = set()
    for key, layer in printed.items():
        for name, value in layer.items():
            before = shown[key][name]
            if (key, name) in (("areas", "getRadius"), ("picked", "getPixelOffset")):
                continue  # in metres, so that it grows with the map by itself; and of the ring at its mark
            if name in ("getSize", "getWidth", "getPixelOffset", "getRadius", "lineWidthMinPixels"):
                grown.add(name)
                ends = [re.findall(r"(?:^|\* )([\d.]+)", str(text)) for text in (value, before)]
                assert len(ends[0]) == len(ends[1]) > 0, (key, name)
                for after, once in zip(*ends, strict=True):
                    assert float(after) == pytest.approx(by * float(once), rel=0.01), (key, name)
            elif name not in ("fontFamily", "outlineWidth"):
                assert value == before, (key, name)
    needed = {"getSize", "getPixelOffset", "lineWidthMinPixels", "getRadius"} | (
        {"getWidth"} if view != "Almaty" else set()
    )
    assert grown == needed


@EVERY_VIEW
def test_in_print_nothing_depends_on_the_screen_or_the_reader_s_hand_and_the_view_is_the_same(view):
    shown, printed = (sent(deck(view, size=size)) for size in (None, SIZE))
    assert printed["useDevicePixels"] is False
    assert shown.get("useDevicePixels", True) is True
    assert [one["controller"] for one in (*printed["views"], *shown["views"])] == [False, True]
    by = SIZE[0] / map_deck.SCREEN[0]
    assert printed["initialViewState"]["zoom"] == pytest.approx(
        shown["initialViewState"]["zoom"] + math.log2(by), abs=0.002
    )
    for centre in ("latitude", "longitude"):
        assert printed["initialViewState"][centre] == shown["initialViewState"][centre]
    assert printed["initialViewState"]["maxZoom"] > printed["initialViewState"]["zoom"]
    for layer in layers_of(deck(view, size=SIZE, layers=ALL)).values():
        if layer["@@type"] == "TextLayer":
            assert layer["fontFamily"].startswith('"Source Sans 3"')
            assert layer["getSize"] >= 2400 / 65, "all can be read where the picture is small"


# --- the scale ---


def apart(latitude: float, degrees: float) -> float:
    """Return the distance in km between two points of one latitude (haversine, mean radius of Earth)."""
    half = math.cos(math.radians(latitude)) ** 2 * math.sin(math.radians(degrees) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


@EVERY_VIEW
def test_the_scale_bar_is_as_long_as_it_says(view):
    # Half of the way around at the equator; 360 degrees are some 40,030 km on a sphere of that radius.
    assert apart(0, 180) == pytest.approx(20015, abs=1)
    for size in (SIZE, (SIZE[0] // 2, SIZE[1] // 2)):
        length, says = map_deck.scale_bar(view, size)
        km, latitude = re.fullmatch(r"([\d,]+) km at ([\d.]+)° N", says).groups()
        state = sent(deck(view, size=size))["initialViewState"]
        assert float(latitude) == pytest.approx(state["latitude"], abs=0.05), (
            "a length holds for the centre's latitude alone"
        )
        degrees = length / (512 * 2 ** state["zoom"]) * 360
        assert apart(state["latitude"], degrees) == pytest.approx(int(km.replace(",", "")), rel=0.01)
        assert isinstance(length, int)
        assert size[0] / 20 <= length <= size[0] / 5, "it can be measured with, and leaves the legend its room"


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
