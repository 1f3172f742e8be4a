"""The maps: table in, ``pdk.Deck`` out. Outlines come from our own server, never from outside."""

from __future__ import annotations

import math

import pandas as pd
import pydeck as pdk

from qantar import style

LAND = {"light": [236, 232, 224], "dark": [44, 50, 58]}
BORDER = {"light": [190, 183, 170], "dark": [86, 94, 104]}
REGION = {"light": [214, 207, 194], "dark": [64, 72, 82]}
WATER = {"light": [205, 221, 230], "dark": [26, 36, 46]}
INK = {"light": [40, 40, 42], "dark": [232, 232, 232]}
TOOLTIP = {
    "html": "<b>{name}</b><br>{what}<br><i>{exactness}</i><br>{who}",
    "style": {"backgroundColor": "#1d1d1f", "color": "#ffffff", "fontSize": "13px", "maxWidth": "280px"},
}
VIEWS = {
    "Central Asia": {"latitude": 45.5, "longitude": 69.0, "zoom": 3.35},
    "All places": {"latitude": 44.0, "longitude": 66.0, "zoom": 2.2},
}
"""Where each view looks."""
FIRST = "Central Asia"
"""The view that is shown first, which needs no mention in the address."""
OUTLINES = "Outlines: Natural Earth (public domain), Mercator projection"
"""Where the map's outlines are from."""
FONT = '"Source Sans 3", sans-serif'
"""The font of a print version, which comes with it; see ``qantar.export``."""
SCREEN = (1100, 560)
"""Width and height for which the views are made, in pixels."""
LETTER = 8
"""Half the width of a letter of a print version, in pixels, on the safe side."""
NAMED = {"Central Asia": (41, 97), "All places": (-180, 180)}
"""Degrees of longitude between which a view writes names: beyond, they would be cut at its edge."""
EXACTNESS = {
    "site": "placed at the site",
    "city": "placed at the city, not at an address",
    "region": "somewhere in this region",
    "country": "somewhere in this country",
    "approximate": "placed approximately",
}

VAGUE = ("region", "country", "approximate")
"""Precisions that are drawn as a ring, never as a point."""


def _rgb(color: str, alpha: int = 255) -> list[int]:
    return [int(color[n : n + 2], 16) for n in (1, 3, 5)] + [alpha]


def central_asia(
    places: pd.DataFrame, view: str, theme: str, base: str = "", size: tuple[int, int] | None = None
) -> pdk.Deck:
    """Draw the places and how much happened there.

    ``places``: ``place, name, lat, lon, precision, events, what, who, mark``; ``view``: a key of
    ``VIEWS``; ``theme``: light or dark; ``base``: the server's base path; ``size``: of a print
    version, in pixels, in which marks and letters are twice as large, on any screen. A place known
    only to its region or country is a ring, never a point; the size of a disc is its number of events.
    """
    scale = 2 if size else 1
    sea = [{"ring": [[-180, -85], [180, -85], [180, 85], [-180, 85]]}]
    layers = [
        pdk.Layer("PolygonLayer", sea, id="sea", get_polygon="ring", get_fill_color=WATER[theme], pickable=False),
        _outline("countries", LAND[theme], BORDER[theme], base, scale),
        _outline("regions", [0, 0, 0, 0], REGION[theme], base, scale),
        _outline("lakes", WATER[theme], BORDER[theme], base, scale),
    ]
    marks = places.assign(
        radius=[
            (6.0 + 4.0 * n**0.5) * (1.6 if vague else 1) * scale
            for n, vague in zip(places["events"], places["precision"].isin(VAGUE), strict=True)
        ],
        color=[_rgb(style.color(key), 215) for key in places["mark"]],
        exactness=places["precision"].map(EXACTNESS),
    )
    vague = marks["precision"].isin(VAGUE)
    columns = ["place", "name", "lat", "lon", "radius", "color", "what", "who", "exactness"]
    for name, rows, filled in (("areas", marks[vague], False), ("points", marks[~vague], True)):
        layers.append(
            pdk.Layer(
                "ScatterplotLayer",
                rows[columns].to_dict("records"),
                id=name,
                get_position="[lon, lat]",
                get_radius="radius",
                radius_units=pdk.types.String("pixels"),
                filled=filled,
                stroked=True,
                get_fill_color="color",
                get_line_color="color" if not filled else INK["dark" if theme == "light" else "light"],
                line_width_units=pdk.types.String("pixels"),
                get_line_width=scale * (2 if not filled else 1),
                pickable=True,
                auto_highlight=True,
            )
        )
    layers.append(
        pdk.Layer(
            "TextLayer",
            _named(_named_whole(marks, view, size))[["name", "lat", "lon", "radius"]].to_dict("records"),
            id="names",
            get_position="[lon, lat]",
            get_text="name",
            get_size=13 * scale,
            get_color=INK[theme],
            get_pixel_offset=f"[0, -radius - {10 * scale}]",
            character_set=pdk.types.String("auto"),
            font_family=pdk.types.String(FONT if size else "sans-serif"),
            font_weight=600,
        )
    )
    looks = {**VIEWS[view], "zoom": zoom(view, size or SCREEN)}
    deck = pdk.Deck(
        layers=layers,
        initial_view_state=pdk.ViewState(**looks, min_zoom=1.2, max_zoom=11),
        views=[pdk.View(type="MapView", controller=size is None)],
        map_provider=None,
        tooltip=TOOLTIP,
    )
    if size:
        # Else the canvas would be larger on a finer screen, and the picture another.
        deck.use_device_pixels = False
    return deck


def _named_whole(marks: pd.DataFrame, view: str, size: tuple[int, int] | None) -> pd.DataFrame:
    """Return the places whose names the view shows whole; a print version knows how large it is."""
    if size is None:
        return marks[marks["lon"].between(*NAMED[view])]
    world = 512 * 2 ** zoom(view, size) / 360
    middle = VIEWS[view]
    across = (marks["lon"] - middle["longitude"]).abs() * world + marks["name"].str.len() * LETTER
    down = (marks["lat"].map(_mercator) - _mercator(middle["latitude"])).abs() * world + marks["radius"] + 2 * LETTER
    return marks[(across < size[0] / 2) & (down < size[1] / 2)]


def _mercator(latitude: float) -> float:
    """Return how far a latitude is from the equator on the map, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def zoom(view: str, size: tuple[int, int]) -> float:
    """Return the zoom at which a map of this size, in pixels, shows what its view is made for."""
    return VIEWS[view]["zoom"] + math.log2(min(size[0] / SCREEN[0], size[1] / SCREEN[1]))


def scale_bar(view: str, size: tuple[int, int]) -> tuple[int, str]:
    """Return a scale bar: its length in pixels and what it says.

    The projection is Mercator's, in which a length holds for one latitude, here that of the centre.
    Earth's circumference: 40,075.017 km (WGS 84); deck.gl draws it 512 × 2^zoom pixels wide.
    """
    latitude = VIEWS[view]["latitude"]
    km = 40075.017 * math.cos(math.radians(latitude)) / (512 * 2 ** zoom(view, size))
    length = max(length for length in (50, 100, 200, 500, 1000, 2000) if length / km <= 0.2 * size[0])
    return round(length / km), f"{length:,} km at {latitude:g}° N"


def legend(places: pd.DataFrame) -> list[tuple[str, str]]:
    """Return name and colour of every mark on the map."""
    marks = set(places["mark"])
    return [(style.name(key), style.color(key)) for key in style.SYMBOLS if key in marks]


def _named(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the places to be named on the map, one for each position: the one with most events."""
    ordered = marks.sort_values("events", ascending=False, kind="stable")
    near = ordered[["lat", "lon"]].round(0).duplicated()
    return ordered[~near]


def _outline(name: str, fill: list[int], line: list[int], base: str, scale: int) -> pdk.Layer:
    """Draw an outline that the browser fetches once and keeps."""
    return pdk.Layer(
        "GeoJsonLayer",
        f"{base}/assets/{name}.geojson",
        id=name,
        filled=True,
        stroked=True,
        get_fill_color=fill,
        get_line_color=line,
        line_width_min_pixels=0.7 * scale,
        pickable=False,
    )
