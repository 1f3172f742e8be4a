"""The maps: table in, ``pdk.Deck`` out. Outlines come from our own server, never from outside."""

from __future__ import annotations

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


def central_asia(places: pd.DataFrame, view: str, theme: str, base: str = "") -> pdk.Deck:
    """Draw the places and how much happened there.

    ``places``: ``place, name, lat, lon, precision, events, what, who, mark``; ``view``: a key of
    ``VIEWS``; ``theme``: light or dark; ``base``: the server's base path. A place known only to
    its region or country is a ring, never a point; the size of a disc is its number of events.
    """
    sea = [{"ring": [[-180, -85], [180, -85], [180, 85], [-180, 85]]}]
    layers = [
        pdk.Layer("PolygonLayer", sea, id="sea", get_polygon="ring", get_fill_color=WATER[theme], pickable=False),
        _outline("countries", LAND[theme], BORDER[theme], base),
        _outline("regions", [0, 0, 0, 0], REGION[theme], base),
        _outline("lakes", WATER[theme], BORDER[theme], base),
    ]
    marks = places.assign(
        radius=[
            (6.0 + 4.0 * n**0.5) * (1.6 if vague else 1)
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
                get_line_width=2 if not filled else 1,
                pickable=True,
                auto_highlight=True,
            )
        )
    layers.append(
        pdk.Layer(
            "TextLayer",
            _named(marks[marks["lon"].between(*NAMED[view])])[["name", "lat", "lon", "radius"]].to_dict("records"),
            id="names",
            get_position="[lon, lat]",
            get_text="name",
            get_size=13,
            get_color=INK[theme],
            get_pixel_offset="[0, -radius - 10]",
            character_set=pdk.types.String("auto"),
            font_family=pdk.types.String("sans-serif"),
            font_weight=600,
        )
    )
    return pdk.Deck(
        layers=layers,
        initial_view_state=pdk.ViewState(**VIEWS[view], min_zoom=1.2, max_zoom=11),
        views=[pdk.View(type="MapView", controller=True)],
        map_provider=None,
        tooltip=TOOLTIP,
    )


def legend(places: pd.DataFrame) -> list[tuple[str, str]]:
    """Return name and colour of every mark on the map."""
    marks = set(places["mark"])
    return [(style.name(key), style.color(key)) for key in style.SYMBOLS if key in marks]


def _named(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the places to be named on the map, one for each position: the one with most events."""
    ordered = marks.sort_values("events", ascending=False, kind="stable")
    near = ordered[["lat", "lon"]].round(0).duplicated()
    return ordered[~near]


def _outline(name: str, fill: list[int], line: list[int], base: str) -> pdk.Layer:
    """Draw an outline that the browser fetches once and keeps."""
    return pdk.Layer(
        "GeoJsonLayer",
        f"{base}/assets/{name}.geojson",
        id=name,
        filled=True,
        stroked=True,
        get_fill_color=fill,
        get_line_color=line,
        line_width_min_pixels=0.7,
        pickable=False,
    )
