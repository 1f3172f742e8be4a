"""The maps: what to draw in, ``pdk.Deck`` out. Marks and outlines come from our own server, never from outside.

A deck names the addresses of its marks and only says which day is shown: a mark carries its look for
every day, so that nothing but the day is sent when the slider moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pydeck as pdk

from qantar import marks, style, symbols
from qantar.maps.fetched import curves, names, placed, records, rings
from qantar.maps.views import CLOSER, FIRST, SCREEN, VIEWS, pixels, scale_bar, slug, zoom

__all__ = [
    "FIRST", "LAND", "OUTLINES", "SCREEN", "VIEWS", "curves", "deck", "names", "parts", "pixels", "placed", "records", "rings", "scale_bar",
    "slug", "zoom",
]  # fmt: skip

LAND = {"light": [236, 232, 224], "dark": [44, 50, 58]}
BORDER = {"light": [190, 183, 170], "dark": [86, 94, 104]}
REGION = {"light": [214, 207, 194], "dark": [64, 72, 82]}
CITY = {"light": [250, 247, 240], "dark": [58, 66, 76]}
WATER = {"light": [205, 221, 230], "dark": [26, 36, 46]}
INK = {"light": [40, 40, 42], "dark": [232, 232, 232]}
TOOLTIP = {
    "html": "<b>{title}</b><br>{what}<br><i>{exactness}</i><br>{who}",
    "style": {"backgroundColor": "#1d1d1f", "color": "#ffffff", "fontSize": "13px", "maxWidth": "300px"},
}
OUTLINES = "Outlines: Natural Earth (public domain), Mercator projection"
"""Where the map's outlines are from."""
FONT = '"Source Sans 3", sans-serif'
"""The font of a print version, which comes with it; see ``qantar.export``."""
PAGE_FONT = '"Source Sans", sans-serif'


def deck(
    view: str, day: int, layers: Sequence[str], query: str, theme: str, base: str = "",
    at: tuple[float, float] | None = None, size: tuple[int, int] | None = None,
) -> pdk.Deck:  # fmt: skip
    """Draw a view on a day.

    ``layers``: keys of ``marks.LAYERS`` that are on; ``query``: what the addresses of the marks end with, from its question
    mark on, which says what is chosen; ``theme``: light or dark; ``base``: the server's base path; ``at``: longitude and
    latitude of a mark that was chosen, to fly to and to encircle; ``size``: of a print version, in pixels, in which marks and
    letters grow with the map, on any screen.
    """
    scale = round(2 ** (zoom(view, size) - VIEWS[view]["zoom"]), 2) if size else 1
    kinds = [kind for kind, layer in marks.KINDS.items() if layer in layers]
    sea = [{"ring": [[-270, -85], [270, -85], [270, 85], [-270, 85]]}]
    city = CITY[theme] if view == marks.CITY else [0, 0, 0, 0]
    drawn = [
        pdk.Layer("PolygonLayer", sea, id="sea", get_polygon="ring", get_fill_color=WATER[theme], pickable=False),
        _outline("countries", LAND[theme], BORDER[theme], base, scale),
        _outline(
            "regions",
            f"properties.name === 'Almaty' ? {city} : [0, 0, 0, 0]",
            BORDER[theme] if city[-1] else REGION[theme],
            base,
            scale,
            width=1.5 if city[-1] else 0.7,
        ),
        _outline("lakes", WATER[theme], BORDER[theme], base, scale),
    ]
    if "crossing" in kinds and view != marks.CITY:
        drawn.append(_outline("border", [0, 0, 0, 0], [*_rgb(style.color("crossing")), 170], base, scale, width=2.5))

    def address(name: str) -> str:
        # Names and rings are of what is on; the marks of a kind are the same whatever else is.
        more = f"&layers={quote(','.join(layers))}" if name in ("names", "rings") else ""
        return f"{base}/map/{slug(view)}/{name}.json{query}{more}"

    if "Troops" in layers and view != marks.CITY:
        color = f"[{', '.join(map(str, _rgb(style.color('deployment'))))}, a[{day}] * 0.8]"
        drawn.append(
            _marks("PathLayer", address("moves"), "moves", day, get_path="path", get_color=color, get_width=f"w * {scale}",
                   width_units=_text("pixels"), cap_rounded=True, joint_rounded=True)
        )  # fmt: skip
        drawn.append(
            _marks("ScatterplotLayer", address("moves"), "starts", day, get_position="p", get_fill_color=color,
                   get_radius=4 * scale, radius_units=_text("pixels"))
        )  # fmt: skip
    icons = {"icon_atlas": _text(f"{base}/assets/marks.svg"), "icon_mapping": _text(f"{base}/assets/marks.json"),
             "size_units": _text("pixels"), "get_color": f"[255, 255, 255, a[{day}]]"}  # fmt: skip
    if view == marks.CITY:
        shade = f"[{', '.join(map(str, _rgb(style.color('several'))))}, a[{day}] * 0.22]"
        drawn.append(
            pdk.Layer("ScatterplotLayer", address("rings"), id="rings", get_position="p", get_radius="m", pickable=False,
                      get_fill_color=shade, update_triggers={"getFillColor": day})
        )  # fmt: skip
    else:
        drawn.append(
            pdk.Layer("IconLayer", address("rings"), id="rings", get_position="p", get_icon=_text(symbols.RING), pickable=False,
                      get_size=58 * scale, update_triggers={"getColor": day}, **icons)
        )  # fmt: skip
    drawn.extend(
        _marks("IconLayer", address(kind), kind, day, get_position="p", get_icon="i", get_size=f"s * {scale}",
               get_pixel_offset=f"[o[0] * {scale}, o[1] * {scale}]", **icons)
        for kind in kinds
    )  # fmt: skip
    words = {"font_family": _text(FONT if size else PAGE_FONT), "character_set": _text("auto"), "get_position": "p"}
    if "deaths" in kinds:
        drawn.append(
            pdk.Layer("TextLayer", address("deaths"), id="numbers", get_text="n", get_size=12 * scale,
                      get_color=f"[c[0], c[1], c[2], a[{day}]]", update_triggers={"getColor": day},
                      get_pixel_offset=f"[o[0] * {scale}, o[1] * {scale}]", font_weight=700, pickable=False, **words)
        )  # fmt: skip
    drawn.append(
        pdk.Layer("TextLayer", address("names"), id="names", get_text="t", get_size=14 * scale,
                  get_color=f"[{', '.join(map(str, INK[theme]))}, a[{day}]]", update_triggers={"getColor": day},
                  get_pixel_offset=f"[o[0] * {scale}, o[1] * {scale}]", get_text_anchor="h", font_weight=600, pickable=False,
                  **words)
    )  # fmt: skip
    looks = {**VIEWS[view], "zoom": zoom(view, size or SCREEN)}
    if at:
        drawn.append(
            pdk.Layer("IconLayer", [{"p": list(at), "a": 255}], id="picked", get_position="p", get_icon=_text(symbols.PICKED),
                      get_size=58 * scale, pickable=False, **{**icons, "get_color": [255, 255, 255, 255]})
        )  # fmt: skip
        if size is None:
            looks = {"longitude": at[0], "latitude": at[1], "zoom": CLOSER[view]}
    whole = pdk.Deck(
        layers=drawn,
        initial_view_state=pdk.ViewState(**looks, min_zoom=1.2, max_zoom=14),
        views=[pdk.View(type="MapView", controller=size is None)],
        map_provider=None,
        tooltip=TOOLTIP,
    )
    if size:
        # Else the canvas would be larger on a finer screen, and the picture another.
        whole.use_device_pixels = False
    return whole


def parts(drawn: pdk.Deck) -> int:
    """Return from how many addresses a deck fetches its marks."""
    return len({layer.data for layer in drawn.layers if isinstance(layer.data, str) and "/map/" in layer.data})


def _text(value: str) -> pdk.types.String:
    """Return a text that deck.gl doesn't take for an expression."""
    return pdk.types.String(value)


def _rgb(color: str) -> list[int]:
    return [int(color[n : n + 2], 16) for n in (1, 3, 5)]


def _marks(kind: str, address: str, name: str, day: int, **more: object) -> pdk.Layer:
    """Draw marks that can be clicked; what changes with the day is their colour alone."""
    triggers = {"getColor": day, "getFillColor": day}
    return pdk.Layer(kind, address, id=name, pickable=True, auto_highlight=False, update_triggers=triggers, **more)


def _outline(
    name: str, fill: list[int] | str, line: list[int], base: str, scale: float, width: float = 0.7
) -> pdk.Layer:
    """Draw an outline that the browser fetches once and keeps."""
    return pdk.Layer(
        "GeoJsonLayer",
        f"{base}/assets/{name}.geojson",
        id=name,
        filled=True,
        stroked=True,
        get_fill_color=fill,
        get_line_color=line,
        line_width_min_pixels=width * scale,
        pickable=False,
    )
