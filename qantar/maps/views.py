"""The views of the map: where each looks, and what stands where on the screen."""

from __future__ import annotations

import math

VIEWS = {
    "Central Asia": {"latitude": 46.8, "longitude": 63.5, "zoom": 3.1},
    "Almaty": {"latitude": 43.297, "longitude": 76.835, "zoom": 10.1},
    "All places": {"latitude": 44.0, "longitude": 66.0, "zoom": 2.05},
}
"""Where each view looks."""
FIRST = "Central Asia"
"""The view that is shown first, which needs no mention in the address."""
CLOSER = {"Central Asia": 5.6, "Almaty": 10.1, "All places": 5}
"""The zoom of a view at a mark that was chosen."""
SCREEN = (908, 560)
"""Width and height for which the views are made, in pixels."""


def slug(view: str) -> str:
    """Return a view's name in addresses and files."""
    return view.lower().replace(" ", "-")


def pixels(lon: float, lat: float, view: str) -> tuple[float, float]:
    """Return where a place stands on the screen for which a view is made."""
    world = 512 * 2 ** VIEWS[view]["zoom"] / 360
    return lon * world, -_mercator(lat) * world


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
