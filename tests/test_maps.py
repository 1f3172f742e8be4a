"""The maps: no basemap from outside, outlines from our own addresses, and no point for a mere country."""

import asyncio
import json
import re

import httpx
import pandas as pd
import pytest
from starlette.applications import Starlette

from qantar import derive, maps, style, web, words

PRECISIONS = ("site", "city", "region", "country", "approximate")
VAGUE = {"region", "country", "approximate"}
CASES = [(view, theme) for view in maps.VIEWS for theme in ("light", "dark")]


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


def test_only_a_site_or_a_city_where_something_happened_is_a_point(six):
    drawn = marked(maps.central_asia(six, "Central Asia", "light"))
    for precision in PRECISIONS:
        mark = drawn[f"pl-{precision}"]
        assert mark["layer"] == ("areas" if precision in VAGUE else "points")
        assert mark["filled"] is (precision not in VAGUE)
    assert drawn["pl-silent"]["layer"] == "areas"


@pytest.mark.parametrize("chosen", [None, "Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"])
def test_every_place_is_drawn_once_and_by_its_precision(tables, kept, chosen):
    places = words.place_texts(derive.at_places(tables if chosen is None else kept([chosen])))
    every = sent(maps.central_asia(places, "All places", "dark"))["layers"]
    rows = [row["place"] for layer in every if layer["@@type"] == "ScatterplotLayer" for row in layer["data"]]
    assert sorted(rows) == sorted(places["place"])
    points = next(layer for layer in every if layer["id"] == "points")
    assert points["filled"]
    exact = places[~places["precision"].isin(VAGUE) & (places["events"] > 0)]
    assert {row["place"] for row in points["data"]} == set(exact["place"])


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


def test_names_are_written_in_any_script_and_only_where_something_happened(six):
    names = layers(maps.central_asia(six, "Central Asia", "light"))["names"]
    assert names["characterSet"] == "auto"
    assert {row["name"] for row in names["data"]} == set(six.loc[six["events"] > 0, "name"])


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


def test_the_views_look_at_what_they_name(six):
    deck = sent(
        maps.central_asia(
            pd.DataFrame(columns=["place", "name", "lat", "lon", "precision", "events", "what", "who", "mark"]),
            "Almaty",
            "light",
        )
    )
    state = deck["initialViewState"]
    assert (state["latitude"], state["longitude"]) == pytest.approx((43.25, 76.92), abs=0.3)
    assert state["zoom"] > maps.VIEWS["Central Asia"]["zoom"] > maps.VIEWS["All places"]["zoom"]
