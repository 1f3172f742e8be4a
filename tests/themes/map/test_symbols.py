"""The symbols of the map: one for each kind, full and hollow, each in a cell of its own."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from qantar.charts import style
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols

EVERY = [*map_symbols.NAMES, map_symbols.MOVE, map_symbols.AREA, map_symbols.BORDER]


def decoded(name: str, theme: str = "light") -> ElementTree.Element:
    """Return a symbol's picture."""
    return ElementTree.fromstring(map_symbols.picture(name, theme))  # noqa: S314 - our own text


def drawn(element: ElementTree.Element) -> list[str]:
    """Return what is drawn of a symbol, element by element."""
    return [ElementTree.tostring(part, encoding="unicode") for part in element]


def test_every_kind_has_a_colour_and_a_shape_of_its_own_within_its_cell_full_and_hollow():
    assert set(map_symbols.SHAPES) == set(map_rows.KINDS) <= set(style.COLORS)
    assert len(set(map_symbols.SHAPES.values())) == len(map_symbols.SHAPES), "kinds of one colour are told apart"
    for kind, shape in map_symbols.SHAPES.items():
        full, hollow = (list(decoded(map_symbols.icon(kind, empty)))[-1] for empty in (False, True))
        color = style.color(kind)
        assert (full.get("fill"), hollow.get("stroke")) == (color, color)
        assert color not in (full.get("stroke"), hollow.get("fill"))
        assert full.get("d") == hollow.get("d") == shape
        left, upper, width, height = map(float, decoded(kind).get("viewBox").split())
        corners = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", shape)]
        assert corners
        assert all(left <= x <= left + width and upper <= y <= upper + height for x, y in corners), kind
        assert all(0 <= float(n) <= 64 for n in re.findall(r"[HV]([\d.]+)", shape))
    looks = {name: tuple(drawn(decoded(name))) for name in EVERY}
    assert len(set(looks.values())) == len(EVERY), "no two symbols look the same"


def test_the_atlas_has_a_cell_for_every_symbol_where_the_mapping_says_and_a_legend_draws_the_same():
    atlas = ElementTree.fromstring(map_symbols.atlas("light"))  # noqa: S314 - our own text
    cells = map_symbols.mapping()
    assert len(cells) == 2 * len(map_rows.KINDS) + 1 + len(map_symbols.TIES)
    assert [{side: int(cell.get(side)) for side in ("x", "y", "width", "height")} for cell in atlas] == list(
        cells.values()
    )
    for cell, name in zip(atlas, cells, strict=True):
        assert drawn(cell) == drawn(decoded(name)) != []
        assert cell.get("viewBox") == decoded(name).get("viewBox")
        x, y, width, height = cells[name].values()
        assert min(x, y) >= 0
        assert x + width <= int(atlas.get("width"))
        assert y + height <= int(atlas.get("height"))
    for (one, a), (other, b) in itertools.combinations(cells.items(), 2):
        apart = abs(a["x"] - b["x"]) >= a["width"] or abs(a["y"] - b["y"]) >= a["height"]
        assert apart, (one, other)


def test_the_line_to_marks_beside_their_place_is_thin_whatever_its_length():
    for size in (8, 24, 60, 150, 300):
        stroke = float(
            re.search(r'stroke-width="([\d.]+)"', map_symbols.picture(map_symbols.tie(size), "light")).group(1)
        )
        assert 0.4 < stroke * size / 70 < 1.5


@pytest.mark.parametrize("theme", map_symbols.THEMES)
def test_a_symbol_s_picture_needs_nothing_else_and_an_unknown_one_has_none(theme):
    for name in EVERY:
        address = map_symbols.address(name, theme, "/under")
        assert address == f"/under/assets/symbols/{theme}/{name}.svg"
        assert not re.search(r"[\s<>\"'#]", address), "it can stand in an attribute"
        assert decoded(name, theme).tag == "{http://www.w3.org/2000/svg}svg"
        assert not re.search(r"href|url\(", map_symbols.picture(name, theme))
    for name in ("nothing", "protest-full", "-hollow"):
        assert map_symbols.picture(name, theme) is None
        assert map_symbols.picture("protest", name) is None
