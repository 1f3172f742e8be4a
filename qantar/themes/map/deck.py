"""The maps: what to draw in, ``pdk.Deck`` out. Marks and outlines come from our own server, never from outside.

A deck names the addresses of its marks and only says which day is shown: a mark carries its look for
every day, so that nothing but the day is sent when the slider moves. The day stands after the address
too, where no server sees it: Streamlit drops all triggers but those of colours, and so marks are placed anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

import pydeck as pdk

from qantar.charts import style
from qantar.themes.map import rows, symbols
from qantar.themes.map.layers import curves, drawn, rings
from qantar.themes.map.views import CLOSER, FIRST, SCREEN, VIEWS, looks, pixels, scale_bar, screen, seen, slug, zoom

__all__ = [
    "FIRST", "LAND", "OUTLINES", "SCREEN", "VIEWS", "curves", "deck", "drawn", "looks", "parts", "pixels", "rings", "scale_bar", "screen",
    "seen", "slug", "zoom",
]  # fmt: skip

LAND = {"light": [236, 232, 224], "dark": [44, 50, 58]}
BORDER = {"light": [150, 141, 124], "dark": [126, 136, 148]}
REGION = {"light": [178, 169, 152], "dark": [96, 106, 118]}
CITY = {"light": [250, 247, 240], "dark": [58, 66, 76]}
WATER = {"light": [205, 221, 230], "dark": [26, 36, 46]}
INK = {"light": [40, 40, 42], "dark": [232, 232, 232]}
FAINT = {"light": [112, 105, 94], "dark": [160, 168, 178]}
DEEP = {"light": [70, 110, 135], "dark": [120, 160, 185]}
"""The colours of land, its borders and names, of water and its names."""
TOOLTIP = {
    "html": "<div style='transform: translateX({t}%); margin-top: 14px; padding: 10px; background: #1d1d1f; color: #ffffff; "
    "font-size: 13px; width: max-content; max-width: 280px'><b>{title}</b><br>{what}<br><i>{exactness}</i><br>{who}</div>",
    "style": {"backgroundColor": "transparent", "padding": "0"},
}
"""Its place beside the pointer follows from the mark's on the map, so that it isn't cut at an edge."""
OUTLINES = "Outlines: Natural Earth (public domain), Mercator projection"
"""Where the map's outlines are from."""
FONT = '"Source Sans 3", sans-serif'
"""The font of a print version, which comes with it; see ``qantar.export``."""
PAGE_FONT = '"Source Sans", "Source Sans 3", sans-serif'


def deck(
    view: str, day: int, layers: Sequence[str], query: str, theme: str, base: str = "",
    at: tuple[float, float, int, int] | None = None, size: tuple[int, int] | None = None, closer: bool = False, narrow: bool = False,
    anew: int = 0, clicked: tuple[str, int] = ("", 0),
) -> pdk.Deck:  # fmt: skip
    """Draw a view on a day.

    ``layers``: keys of ``marks.LAYERS`` that are on; ``query``: what the addresses of the marks end with, from its question
    mark on, which says what is chosen; ``theme``: light or dark; ``base``: the server's base path; ``at``: longitude and latitude of
    a mark that was chosen and how far it stands beside them, to encircle, and with ``closer`` to fly to; ``size``: of a print
    version, in pixels, in which marks and letters grow with the map, on any screen; ``narrow``: for a narrow window; ``anew``: how
    often the whole view was asked for; ``clicked``: the layer that was clicked last, and the how manieth click it was.
    """
    scale = round(2 ** (zoom(view, size) - VIEWS[view]["zoom"]), 2) if size else 1
    kinds = [kind for kind, layer in rows.KINDS.items() if layer in layers]
    sea = [{"ring": [[-270, -85], [270, -85], [270, 85], [-270, 85]]}]
    city = CITY[theme] if view == rows.CITY else [0, 0, 0, 0]
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
    if "crossing" in kinds and view != rows.CITY:
        drawn.append(_outline("border", [0, 0, 0, 0], [*_rgb(style.color("crossing")), 170], base, scale, width=2.5))

    def address(name: str) -> str:
        # All are of what is on, since marks stand close together and names leave room for them.
        more = f"&layers={quote(','.join(layers))}" + ("&narrow=true" if narrow else "")
        return f"{base}/map/{slug(view)}/{name}.json{query}{more}" + ("" if name == "labels" else f"#{day}")

    words = {"font_family": _text(FONT if size else PAGE_FONT), "character_set": _text("auto"), "get_position": "p"}
    if view != rows.CITY:
        ink, water = (", ".join(map(str, color[theme])) for color in (FAINT, DEEP))
        drawn.append(
            pdk.Layer("TextLayer", address("labels"), id="labels", get_text="t", get_size=13 * scale,
                      get_color=f"w ? [{water}] : [{ink}]", pickable=False, **words)
        )  # fmt: skip
    if "Troops" in layers and view != rows.CITY:
        color = f"[{', '.join(map(str, _rgb(style.color('deployment'))))}, a[{day}] * 0.8]"
        drawn.append(
            _marks("PathLayer", address("moves"), "moves", day, get_path="path", get_color=color, get_width=f"w * {scale}",
                   width_units=_text("pixels"), cap_rounded=True, joint_rounded=True)
        )  # fmt: skip
        drawn.append(
            _marks("ScatterplotLayer", address("moves"), "starts", day, get_position="p", get_fill_color=color,
                   get_radius=f"r * {scale}", radius_units=_text("pixels"))
        )  # fmt: skip
    icons = {"icon_atlas": _text(f"{base}/assets/marks.svg?theme={theme}"), "icon_mapping": _text(f"{base}/assets/marks.json"),
             "size_units": _text("pixels"), "get_color": f"[255, 255, 255, a[{day}]]"}  # fmt: skip
    offset = f"[o[{day}][0] * {scale}, o[{day}][1] * {scale}]"
    if view == rows.CITY:
        gray = symbols.SHADE[theme]
        shade, edge = (f"[{', '.join(map(str, _rgb(gray)))}, a[{day}] * {part}]" for part in (0.22, 1))
        drawn.append(
            pdk.Layer("ScatterplotLayer", address("rings"), id="areas", get_position="p", get_radius="m", pickable=False,
                      get_fill_color=shade, stroked=True, get_line_color=edge, line_width_min_pixels=1.2 * scale,
                      update_triggers={"getFillColor": day, "getLineColor": day})
        )  # fmt: skip
    ink = ", ".join(map(str, INK[theme]))
    turned = {"getColor": day, "getFillColor": day}
    drawn.append(
        pdk.Layer("IconLayer", address("dots"), id="ties", get_position="p", get_icon="i", get_size=f"s * {scale}",
                  get_angle="g", pickable=False, update_triggers=turned, **icons)
    )  # fmt: skip
    drawn.append(
        pdk.Layer("ScatterplotLayer", address("dots"), id="dots", get_position="p", get_radius=2.5 * scale,
                  radius_units=_text("pixels"), get_fill_color=f"[{ink}, a[{day}]]", update_triggers=turned, pickable=False)
    )  # fmt: skip
    drawn.extend(
        _marks("IconLayer", address(kind), kind, day, get_position="p", get_icon="i", get_size=f"s * {scale}",
               get_pixel_offset=offset, **icons)
        for kind in kinds
    )  # fmt: skip
    if "deaths" in kinds:
        drawn.append(
            pdk.Layer("TextLayer", address("deaths"), id="numbers", get_text="n", get_size=(11 if narrow else 13) * scale,
                      get_color=f"c ? [255, 255, 255, a[{day}]] : [{ink}, a[{day}]]",
                      update_triggers={"getColor": day, "getPixelOffset": day},
                      get_pixel_offset=offset, font_weight=700, pickable=False, **words)
        )  # fmt: skip
    # A name that isn't there yet is no text at all: what is around its letters would be seen else.
    drawn.append(
        pdk.Layer("TextLayer", address("names"), id="names", get_text=f"a[{day}] ? t : ''", get_size=(13 if narrow else 14) * scale,
                  get_color=f"[{ink}, a[{day}]]", update_triggers={"getColor": day, "getText": day},
                  get_pixel_offset=f"[o[0] * {scale}, o[1] * {scale}]", get_text_anchor="h", font_weight=600, pickable=False,
                  font_settings={"sdf": True, "buffer": 8, "radius": 16}, outline_width=6, outline_color=LAND[theme], **words)
    )  # fmt: skip
    middle = looks(view, narrow) if size is None else {**VIEWS[view], "zoom": zoom(view, size)}
    if at:
        drawn.append(
            pdk.Layer("IconLayer", [{"p": list(at[:2])}], id="picked", get_position="p", get_icon=_text(symbols.PICKED),
                      get_size=40 * scale, get_pixel_offset=[at[2] * scale, at[3] * scale], pickable=False,
                      **{**icons, "get_color": [255, 255, 255, 255]})
        )  # fmt: skip
        if closer and size is None:
            middle = {"longitude": at[0], "latitude": at[1], "zoom": CLOSER[view]}
    for layer in drawn:
        if layer.id == clicked[0]:
            # Streamlit dims all but what was clicked, which here means that it is over; not so in a layer of another name.
            layer.id = f"{layer.id}~{clicked[1]}"
    # A view that the browser has had already isn't looked at again, nor any part of it.
    middle = {name: value + anew * 1e-9 for name, value in middle.items()}
    whole = pdk.Deck(
        layers=drawn,
        initial_view_state=pdk.ViewState(**middle, min_zoom=0.5, max_zoom=14),
        views=[pdk.View(type="MapView", controller=size is None)],
        map_provider=None,
        tooltip={**TOOLTIP, "html": TOOLTIP["html"].replace("{what}", f"{{w{day}}}")},  # type: ignore[attr-defined]
    )
    if size:
        # Else the canvas would be larger on a finer screen, and the picture another.
        whole.use_device_pixels = False
    # pydeck indents what it sends, which makes it twice as long.
    sent = json.loads(whole.to_json())
    whole.to_json = lambda: json.dumps(sent, ensure_ascii=False, separators=(",", ":"))
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
    """Draw marks that can be clicked; what changes with the day is their colour, and where they stand beside their place."""
    triggers = {"getColor": day, "getFillColor": day, "getPixelOffset": day}
    return pdk.Layer(kind, address, id=name, pickable=True, auto_highlight=False, update_triggers=triggers, **more)


def _outline(
    name: str, fill: list[int] | str, line: list[int], base: str, scale: float, width: float = 0.7
) -> pdk.Layer:
    """Draw an outline that the browser fetches once and keeps; its colours change with the view."""
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
        update_triggers={"getFillColor": str(fill), "getLineColor": str(line)},
    )
