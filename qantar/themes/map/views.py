"""The views of the map: where each looks, and what stands where on the screen."""

from __future__ import annotations

import math

VIEWS = {
    "Central Asia": {"latitude": 48.56, "longitude": 62.4, "zoom": 3.34},
    "Almaty": {"latitude": 43.297, "longitude": 76.92, "zoom": 9.9},
    "All places": {"latitude": 46.0, "longitude": 60.5, "zoom": 2.2},
}
"""Where each view looks."""
NARROW = {
    "Central Asia": {"latitude": 48.3, "longitude": 66.9, "zoom": 2.5},
    "Almaty": {"latitude": 43.311, "longitude": 76.92, "zoom": 9.5},
    "All places": {"latitude": 46.0, "longitude": 60.5, "zoom": 1.02},
}
"""Where each looks in a narrow window: at the whole of what it is for."""
FIRST = "Central Asia"
"""The view that is shown first, which needs no mention in the address."""
CLOSER = {"Central Asia": 5.6, "Almaty": 10.1, "All places": 5}
"""The zoom of a view at a mark that was chosen."""
SCREEN = (780, 430)
"""Width and height for which the views are made, in pixels."""
NARROW_SCREENS = {"Central Asia": (340, 300), "Almaty": (340, 380), "All places": (340, 240)}
"""The same in a narrow window."""
NEAR = {"Central Asia": 14, "Almaty": 4, "All places": 30}
NARROW_NEAR = {"Central Asia": 20, "Almaty": 4, "All places": 26}
"""Places that are no more pixels apart share their marks."""
MARKS = {"Central Asia": 1, "Almaty": 1.15, "All places": 0.9}
"""How large a view draws its marks."""
NARROW_MARKS = 0.85
"""How much of that a narrow window draws."""
LABELS = (
    ("Kazakhstan", 66.6, 48.4), ("Russia", 60.5, 55.9), ("China", 86.2, 43.2), ("Uzbekistan", 62.6, 42.0),
    ("Turkmenistan", 59.4, 39.3), ("Kyrgyzstan", 75.4, 41.2), ("Tajikistan", 72.3, 38.2), ("Iran", 54.5, 36.0),
    ("Azerbaijan", 47.6, 40.6), ("Mongolia", 91.5, 47.5), ("Afghanistan", 66.5, 35.2), ("Belarus", 28.0, 53.0),
)  # fmt: skip
"""Names of countries, longitude and latitude, where nothing else is written."""
WATERS = (("Caspian Sea", 50.6, 41.8), ("Aral Sea", 58.8, 45.3), ("Lake Balkhash", 75.2, 46.9))


def slug(view: str) -> str:
    """Return a view's name in addresses and files."""
    return view.lower().replace(" ", "-")


def looks(view: str, narrow: bool = False) -> dict[str, float]:
    """Return where a view looks; ``narrow``: in a narrow window, such as a telephone's."""
    return (NARROW if narrow else VIEWS)[view]


def screen(view: str, narrow: bool = False) -> tuple[int, int]:
    """Return width and height for which a view is made, in pixels."""
    return NARROW_SCREENS[view] if narrow else SCREEN


def near(view: str, narrow: bool = False) -> int:
    """Return how many pixels apart places are at most that share their marks."""
    return (NARROW_NEAR if narrow else NEAR)[view]


def larger(view: str, narrow: bool = False) -> float:
    """Return how much larger than usual a view draws its marks."""
    return MARKS[view] * (NARROW_MARKS if narrow else 1)


def pixels(lon: float, lat: float, view: str, narrow: bool = False) -> tuple[float, float]:
    """Return where a place stands on the screen for which a view is made, in pixels from its upper left corner."""
    middle, (width, height) = looks(view, narrow), screen(view, narrow)
    world = 512 * 2 ** middle["zoom"] / 360
    return (
        width / 2 + (lon - middle["longitude"]) * world,
        height / 2 - (_mercator(lat) - _mercator(middle["latitude"])) * world,
    )


def seen(lon: float, lat: float, view: str) -> bool:
    """Say whether a place is within what a view shows at first."""
    x, y = pixels(lon, lat, view)
    return 0 <= x <= SCREEN[0] and 0 <= y <= SCREEN[1]


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
    length = max(length for length in (1, 2, 5, 10, 50, 100, 200, 500, 1000, 2000) if length / km <= 0.2 * size[0])
    return round(length / km), f"{length:,} km at {latitude:.1f}° N"
