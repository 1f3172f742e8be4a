"""The maps: no basemap from outside, outlines from our own addresses, and no point for a mere country."""

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
