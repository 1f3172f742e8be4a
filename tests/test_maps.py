"""The maps: no basemap from outside, no point for a mere country, and a print version of one size for all."""

import asyncio
import json
import math
import re

import httpx
import pandas as pd
import pytest
from starlette.applications import Starlette

from qantar import derive, maps, style, web, words

PRECISIONS = ("site", "city", "region", "country", "approximate")
VAGUE = {"region", "country", "approximate"}
CASES = [(view, theme) for view in maps.VIEWS for theme in ("light", "dark")]
NOWHERE = pd.DataFrame(columns=["place", "name", "lat", "lon", "precision", "events", "what", "who", "mark"])


@pytest.fixture(scope="module")
def places(tables):
    return words.place_texts(derive.at_places(tables))


@pytest.fixture
def six():
    """One place of each precision, each with its own number of events, and a city without any."""
    return pd.DataFrame(
        [
            {
                "place": f"pl-{name}", "name": f"Қ-{name}", "lat": 40.0 + n, "lon": 60.0 + n,
                "precision": precision, "events": n, "what": "", "who": "SCMP", "mark": "SCMP",
            }
            for n, (name, precision) in enumerate([("silent", "city"), *((one, one) for one in PRECISIONS)])
        ]
    )  # fmt: skip


def sent(deck) -> dict:
    """Return what the browser gets; a NaN, which no browser can read, is a fault."""

    def refuse(constant):
        raise AssertionError(f"{constant} in the map's JSON")

    return json.loads(deck.to_json(), parse_constant=refuse)


def layers(deck) -> dict[str, dict]:
    """Return the layers by id."""
    return {layer["id"]: layer for layer in sent(deck)["layers"]}


def marked(deck) -> dict[str, dict]:
    """Return place → its mark, with the layer's id and whether it is filled."""
    return {
        row["place"]: row | {"layer": key, "filled": layer["filled"]}
        for key, layer in layers(deck).items()
        if layer["@@type"] == "ScatterplotLayer"
        for row in layer["data"]
    }


@pytest.mark.parametrize(("view", "theme"), CASES)
def test_nothing_comes_from_outside(places, view, theme):
    deck = maps.central_asia(places, view, theme)
    text = deck.to_json()
    assert deck.map_provider is None
    assert not re.search(r"(https?:)?//\w|mapbox|carto", text, re.IGNORECASE)
    # Not None or "" either: with those, deck.gl's own default basemap would be fetched.
    assert sent(deck)["mapStyle"]
    assert "/" not in sent(deck)["mapStyle"]


@pytest.mark.parametrize(("view", "theme"), CASES)
def test_a_map_of_all_places_is_small(places, view, theme):
    assert len(maps.central_asia(places, view, theme).to_json().encode()) < 60_000


def test_every_layer_can_be_told_by_an_id_of_its_own(places):
    every = sent(maps.central_asia(places, "Central Asia", "light"))["layers"]
    ids = [layer.get("id") for layer in every]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert {layer["id"] for layer in every if layer.get("pickable")} == {"areas", "points"}


@pytest.mark.parametrize("base", ["", "/under/a/path"])
def test_outlines_are_addresses_that_our_server_answers(places, base):
    outlines = [
        layer["data"]
        for layer in layers(maps.central_asia(places, "Central Asia", "light", base)).values()
        if layer["@@type"] == "GeoJsonLayer"
    ]
    assert len(outlines) >= 3
    assert all(address.startswith(f"{base}/assets/") for address in outlines)

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(Starlette(routes=web.ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [(await client.get(address.removeprefix(base))).status_code for address in outlines]

    assert asyncio.run(ask()) == [200] * len(outlines)


def test_only_a_site_or_a_city_is_a_point_whatever_happened_there(six):
    drawn = marked(maps.central_asia(six, "Central Asia", "light"))
    for precision in PRECISIONS:
        mark = drawn[f"pl-{precision}"]
        assert mark["layer"] == ("areas" if precision in VAGUE else "points")
        assert mark["filled"] is (precision not in VAGUE)
    assert drawn["pl-silent"]["layer"] == "points"
    assert drawn["pl-silent"]["filled"] is True
    drawn = marked(maps.central_asia(six.assign(events=0), "Central Asia", "light"))
    assert {key for key, mark in drawn.items() if mark["filled"]} == {"pl-silent", "pl-site", "pl-city"}


@pytest.mark.parametrize("chosen", [None, "Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"])
@pytest.mark.parametrize("least", [0, 1])
def test_every_place_is_drawn_once_and_by_its_precision(tables, kept, chosen, least):
    places = words.place_texts(derive.at_places(tables if chosen is None else kept([chosen])))
    places = places[places["events"] >= least]
    every = sent(maps.central_asia(places, "All places", "dark"))["layers"]
    rows = [row["place"] for layer in every if layer["@@type"] == "ScatterplotLayer" for row in layer["data"]]
    assert sorted(rows) == sorted(places["place"])
    points, areas = (next(layer for layer in every if layer["id"] == key) for key in ("points", "areas"))
    assert points["filled"]
    assert not areas["filled"]
    assert {row["place"] for row in points["data"]} == set(places.loc[~places["precision"].isin(VAGUE), "place"])
    assert {row["place"] for row in areas["data"]} == set(places.loc[places["precision"].isin(VAGUE), "place"])


def test_almaty_is_a_point_and_kazakhstan_is_a_ring_where_they_are(places):
    drawn = marked(maps.central_asia(places, "Central Asia", "light"))
    assert drawn["pl-almaty"]["layer"] == "points"
    assert drawn["pl-kazakhstan"]["layer"] == "areas"
    assert (drawn["pl-almaty"]["lat"], drawn["pl-almaty"]["lon"]) == pytest.approx((43.25, 76.92), abs=0.1)


def test_more_events_make_a_larger_mark(six):
    six = six.assign(precision="city", events=[0, 1, 2, 5, 8, 20])
    drawn = marked(maps.central_asia(six, "Central Asia", "light"))
    radii = [drawn[key]["radius"] for key in six["place"]]
    assert radii == sorted(set(radii))
    assert radii[0] > 0


@pytest.mark.parametrize("key", ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL", "several"])
def test_a_mark_has_the_colour_of_who_names_the_place(six, key):
    drawn = marked(maps.central_asia(six.assign(mark=key), "Central Asia", "light"))
    assert {"#" + "".join(f"{part:02x}" for part in mark["color"][:3]) for mark in drawn.values()} == {style.color(key)}


def test_the_legend_names_every_mark_once_with_its_colour(six):
    six = six.assign(mark=["SCMP", "RFERL", "several", "SCMP", "several", "SCMP"])
    assert sorted(maps.legend(six)) == sorted(
        (style.name(key), style.color(key)) for key in ("SCMP", "RFERL", "several")
    )
    assert maps.legend(six.iloc[:0]) == []


def test_names_are_written_in_any_script_and_at_every_place_drawn(six):
    names = layers(maps.central_asia(six, "Central Asia", "light"))["names"]
    assert names["characterSet"] == "auto"
    assert sorted(row["name"] for row in names["data"]) == sorted(six["name"])


def test_no_name_is_cut_at_the_edge_of_a_view(six):
    far = six.assign(lon=[20.0, *six["lon"][1:]])
    written = {
        view: {row["name"] for row in layers(maps.central_asia(far, view, "light"))["names"]["data"]}
        for view in maps.VIEWS
    }
    assert written["All places"] - written["Central Asia"] == {far["name"].iloc[0]}


def test_of_places_near_each_other_the_one_with_most_events_is_named(six):
    six = six.assign(
        lat=[40.2, 39.8, 40.2, 50.0, 50.4, 50.0],
        lon=[60.3, 60.0, 61.0, 70.0, 69.6, 71.0],
        events=[1, 7, 0, 2, 3, 0],
    )
    deck = maps.central_asia(six, "Central Asia", "light")
    named = {row["name"] for row in layers(deck)["names"]["data"]}
    assert named == {"Қ-site", "Қ-city", "Қ-country", "Қ-approximate"}
    assert len(layers(deck)["names"]["data"]) == len(named)
    assert set(marked(deck)) == set(six["place"]), "a place without a name has its mark"


@pytest.mark.parametrize("chosen", [None, "Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"])
@pytest.mark.parametrize("least", [0, 1])
def test_each_position_has_one_name_that_of_most_events(tables, kept, chosen, least):
    places = words.place_texts(derive.at_places(tables if chosen is None else kept([chosen])))
    places = places[places["events"] >= least]
    events = places.set_index("name")["events"]
    written = layers(maps.central_asia(places, "All places", "light"))["names"]["data"]
    names = {(round(row["lat"]), round(row["lon"])): row["name"] for row in written}
    assert len(names) == len(written)
    most = places.groupby([places["lat"].round(0).astype(int), places["lon"].round(0).astype(int)])["events"].max()
    assert {position: events[name] for position, name in names.items()} == most.to_dict()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_can_be_read_on_land(six, theme):
    drawn = layers(maps.central_asia(six, "Central Asia", theme))
    ink, land = drawn["names"]["getColor"], drawn["countries"]["getFillColor"]
    assert abs(sum(ink[:3]) - sum(land[:3])) > 3 * 100


@pytest.mark.parametrize(("view", "theme"), CASES)
def test_no_place_leaves_the_land(places, view, theme):
    drawn = layers(maps.central_asia(places.iloc[:0], view, theme))
    assert drawn["countries"]["data"] == "/assets/countries.geojson"
    assert drawn["points"]["data"] == drawn["areas"]["data"] == drawn["names"]["data"] == []


def seen(view: str, place, width: int = 700, height: int = 560) -> bool:
    """Say whether a place is within a map of that many pixels when it opens."""
    state = sent(maps.central_asia(NOWHERE, view, "light"))["initialViewState"]
    world = 512 * 2 ** state["zoom"]

    def north(latitude: float) -> float:
        return math.asinh(math.tan(math.radians(latitude))) / math.tau

    across = abs(place.lon - state["longitude"]) / 360 * world
    down = abs(north(place.lat) - north(state["latitude"])) * world
    return across < width / 2 and down < height / 2


def test_the_views_look_at_what_they_name(places):
    assert list(maps.VIEWS) == ["Central Asia", "All places"]
    for view, looks in maps.VIEWS.items():
        state = sent(maps.central_asia(NOWHERE, view, "light"))["initialViewState"]
        assert {key: state[key] for key in looks} == looks
        assert state["minZoom"] < state["zoom"] < state["maxZoom"]
    at = {place.place: place for place in places.itertuples()}
    for key in ("pl-almaty", "pl-nur-sultan", "pl-kazakhstan", "pl-central-asia", "pl-tajikistan"):
        assert seen("Central Asia", at[key]), key
    assert not seen("Central Asia", at["pl-brussels"])
    for place in places[places["events"] > 0].itertuples():
        assert seen("All places", place, 900), place.place
    assert maps.VIEWS["Central Asia"]["zoom"] > maps.VIEWS["All places"]["zoom"]


# The print version

SIZES = [(2288, 968), (2288, 700), (1144, 484), (1200, 1100)]
"""Width and height of maps in a picture: as it is, with long texts around it, and other shapes."""
SIZE = SIZES[0]


@pytest.mark.parametrize("view", list(maps.VIEWS))
def test_in_print_marks_letters_and_lines_are_twice_as_large(six, view):
    shown, printed = (layers(maps.central_asia(six, view, "light", size=size)) for size in (None, SIZE))
    assert list(shown) == list(printed)
    doubled = {"getLineWidth", "getSize", "lineWidthMinPixels", "radius"}
    seen: set[str] = set()
    for key, layer in printed.items():
        for name, value in layer.items():
            before = shown[key][name]
            if name in doubled:
                seen.add(name)
                assert value == pytest.approx(2 * before), (key, name)
            elif name == "data" and isinstance(value, list) and value and "radius" in value[0]:
                seen.add("radius")
                both = zip(value, before, strict=True)
                assert all(row["radius"] == pytest.approx(2 * old["radius"]) for row, old in both), key
                assert [row | {"radius": 0} for row in value] == [row | {"radius": 0} for row in before], key
            elif name not in ("getPixelOffset", "fontFamily"):
                assert value == before, (key, name)
    assert seen == doubled
    offsets = [re.findall(r"\d+", layer["names"]["getPixelOffset"]) for layer in (shown, printed)]
    assert [float(n) for n in offsets[1]] == [2 * float(n) for n in offsets[0]], "names stand clear of larger marks"


def test_in_print_nothing_depends_on_the_screen_or_the_reader_s_hand(six):
    shown, printed = (sent(maps.central_asia(six, "All places", "light", size=size)) for size in (None, SIZE))
    assert printed["useDevicePixels"] is False
    assert shown.get("useDevicePixels", True) is True
    assert [view["controller"] for view in printed["views"]] == [False]
    assert [view["controller"] for view in shown["views"]] == [True]


def test_in_print_names_are_written_in_the_font_that_comes_with_it(six):
    names = layers(maps.central_asia(six, "Central Asia", "light", size=SIZE))["names"]
    assert names["fontFamily"].startswith('"Source Sans 3"')


def test_a_print_version_needs_nothing_from_outside(places):
    text = maps.central_asia(places, "All places", "light", size=SIZE).to_json()
    assert not re.search(r"(https?:)?//\w|mapbox|carto", text, re.IGNORECASE)


def point(state: dict, place: dict, size: tuple[int, int]) -> tuple[float, float]:
    """Return where in a map of that size, in pixels from its corner, a place stands."""
    world = 512 * 2 ** state["zoom"]

    def north(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / math.tau

    return (
        size[0] / 2 + (place["lon"] - state["longitude"]) / 360 * world,
        size[1] / 2 - (north(place["lat"]) - north(state["latitude"])) * world,
    )


def corners(state: dict, size: tuple[int, int]) -> tuple[float, float]:
    """Return how many degrees of longitude, and how much of Mercator's height, a map of that size shows."""
    world = 512 * 2 ** state["zoom"]
    return size[0] / world * 360, size[1] / world


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("view", list(maps.VIEWS))
def test_in_print_a_view_shows_what_it_shows_on_the_screen_and_as_large_as_fits(view, size):
    on_screen, on_paper = (
        sent(maps.central_asia(NOWHERE, view, "light", size=given))["initialViewState"] for given in (None, size)
    )
    assert on_paper["zoom"] == maps.zoom(view, size)
    assert on_screen["zoom"] == maps.zoom(view, maps.SCREEN)
    for centre in ("latitude", "longitude"):
        assert on_paper[centre] == on_screen[centre]
    more = [
        paper / screen for paper, screen in zip(corners(on_paper, size), corners(on_screen, maps.SCREEN), strict=True)
    ]
    assert min(more) == pytest.approx(1), "one side as on the screen, the other no less"
    assert on_paper["minZoom"] < on_paper["zoom"] < on_paper["maxZoom"]


@pytest.mark.parametrize("chosen", [None, "Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"])
@pytest.mark.parametrize("view", list(maps.VIEWS))
def test_in_print_every_name_is_within_the_picture(tables, kept, view, chosen):
    places = words.place_texts(derive.at_places(tables if chosen is None else kept([chosen])))
    deck = maps.central_asia(places[places["events"] > 0], view, "light", size=SIZE)
    state, names = sent(deck)["initialViewState"], layers(deck)["names"]
    assert names["data"]
    size, gap = names["getSize"], 20
    for row in names["data"]:
        x, y = point(state, row, SIZE)
        half = 0.55 * size * len(row["name"]) / 2
        assert 0 <= x - half < x + half <= SIZE[0], row["name"]
        assert y - row["radius"] - gap - size / 2 >= 0, row["name"]
        assert y - row["radius"] - gap + size / 2 <= SIZE[1], row["name"]


def test_in_print_a_name_beyond_the_edge_is_not_written(six):
    far = six.assign(lon=[20.0, *six["lon"][1:]])
    written = {
        row["name"] for row in layers(maps.central_asia(far, "Central Asia", "light", size=SIZE))["names"]["data"]
    }
    assert set(six["name"]) - written == {far["name"].iloc[0]}


@pytest.mark.parametrize("view", list(maps.VIEWS))
def test_in_print_all_places_of_a_view_are_marked_within_the_picture(places, view):
    deck = maps.central_asia(places, view, "light", size=SIZE)
    state = sent(deck)["initialViewState"]
    at = {place["place"]: point(state, place, SIZE) for place in places.to_dict("records")}
    inside = {key for key, (x, y) in at.items() if 0 <= x <= SIZE[0] and 0 <= y <= SIZE[1]}
    expected = (
        set(places.loc[places["events"] > 0, "place"]) if view == "All places" else {"pl-almaty", "pl-nur-sultan"}
    )
    assert expected <= inside


# The scale


def apart(latitude: float, degrees: float) -> float:
    """Return the distance in km between two points of one latitude (haversine, mean radius of Earth)."""
    half = math.cos(math.radians(latitude)) ** 2 * math.sin(math.radians(degrees) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def test_the_distance_of_this_test_is_right():
    # Half of the way around at the equator; 360 degrees are some 40,030 km on a sphere of that radius.
    assert apart(0, 180) == pytest.approx(20015, abs=1)
    assert apart(60, 1) == pytest.approx(apart(0, 1) / 2, rel=1e-4)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("view", list(maps.VIEWS))
def test_the_scale_bar_is_as_long_as_it_says(view, size):
    length, says = maps.scale_bar(view, size)
    km, latitude = re.fullmatch(r"([\d,]+) km at ([\d.]+)° N", says).groups()
    state = sent(maps.central_asia(NOWHERE, view, "light", size=size))["initialViewState"]
    assert float(latitude) == state["latitude"], "a length holds for one latitude alone: that of the centre"
    degrees = length / (512 * 2 ** state["zoom"]) * 360
    assert apart(float(latitude), degrees) == pytest.approx(int(km.replace(",", "")), rel=0.01)
    assert isinstance(length, int)
    assert length <= size[0] / 5, "it leaves the legend its room"
    assert length >= size[0] / 20, "it can be measured with"


def test_a_smaller_map_has_a_shorter_scale():
    for view in maps.VIEWS:
        bars = [maps.scale_bar(view, (width, round(width / 2.36))) for width in (2288, 1144, 572)]
        km = [int(says.split(" km")[0].replace(",", "")) for _, says in bars]
        per_pixel = [one / length for one, (length, _) in zip(km, bars, strict=True)]
        assert per_pixel[1] == pytest.approx(2 * per_pixel[0], rel=0.01)
        assert per_pixel[2] == pytest.approx(4 * per_pixel[0], rel=0.02)


@pytest.mark.parametrize("chosen", [None, "SCMP", "CEIAS"])
def test_legend_and_scale_stand_beside_each_other(tables, kept, chosen):
    places = words.place_texts(derive.at_places(tables if chosen is None else kept([chosen])))
    # As the picture sets them: letters of 27 pixels, a disc of 24 and gaps for each mark.
    legend = sum(36 + 44 + 0.6 * 27 * len(name) for name, _ in maps.legend(places))
    for view in maps.VIEWS:
        length, says = maps.scale_bar(view, SIZE)
        assert legend + length + 16 + 0.6 * 27 * len(says) < SIZE[0]
