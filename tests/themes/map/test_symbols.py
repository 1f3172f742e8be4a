"""The symbols of the map: one for each kind, full and hollow, each in a cell of its own."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from qantar.charts import style
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [*map_symbols.NAMES, map_symbols.MOVE, map_symbols.AREA, map_symbols.BORDER]


def decoded(name: str) -> ElementTree.Element:
    """Return a symbol's picture."""
    return ElementTree.fromstring(map_symbols.picture(name, "light"))  # noqa: S314 - our own text


def drawn(name: str) -> list[str]:
    """Return what is drawn of a symbol, element by element."""
    return [ElementTree.tostring(element, encoding="unicode") for element in decoded(name)]


@pytest.fixture(scope="module")
def atlas() -> ElementTree.Element:
    return ElementTree.fromstring(map_symbols.atlas("light"))  # noqa: S314 - our own text


def test_every_kind_of_mark_has_a_shape_and_a_colour_and_no_shape_is_left_over():
    assert set(map_symbols.SHAPES) == set(map_rows.KINDS)
    assert set(map_rows.KINDS) <= set(style.COLORS)


def test_there_is_a_full_and_a_hollow_symbol_of_every_kind():
    names = list(map_symbols.mapping())
    assert len(names) == len(set(names)) == 2 * len(map_rows.KINDS) + 1 + len(map_symbols.TIES)
    for kind in map_rows.KINDS:
        assert {map_symbols.icon(kind), map_symbols.icon(kind, True)} <= set(names)
        assert map_symbols.icon(kind) != map_symbols.icon(kind, True)
    assert map_symbols.PICKED in names


def test_the_atlas_has_a_cell_for_every_name_where_the_mapping_says(atlas):
    assert atlas.tag == f"{SVG}svg"
    cells = [{side: int(cell.get(side)) for side in ("x", "y", "width", "height")} for cell in atlas]
    assert cells == list(map_symbols.mapping().values())
    assert all(len(cell) for cell in atlas), "a cell holds something"


def test_no_two_cells_overlap_and_all_are_on_the_picture(atlas):
    cells = map_symbols.mapping()
    for (one, a), (other, b) in itertools.combinations(cells.items(), 2):
        apart = (
            a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
        )  # fmt: skip
        assert apart, (one, other)
    for name, cell in cells.items():
        assert min(cell.values()) >= 0
        assert cell["width"] > 0, name
        assert cell["x"] + cell["width"] <= int(atlas.get("width")), name
        assert cell["y"] + cell["height"] <= int(atlas.get("height")), name


@pytest.mark.parametrize("kind", map_symbols.SHAPES)
def test_a_shape_stays_within_its_cell(kind):
    left, upper, width, height = map(float, decoded(kind).get("viewBox").split())
    shape = map_symbols.SHAPES[kind]
    corners = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", shape)]
    assert corners
    for x, y in corners:
        assert left <= x <= left + width, kind
        assert upper <= y <= upper + height, kind
    assert all(0 <= float(n) <= 64 for n in re.findall(r"[HV]([\d.]+)", shape))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("theme", map_symbols.THEMES)
def test_a_symbol_s_picture_needs_nothing_else(name, theme):
    address = map_symbols.address(name, theme, "/under")
    assert address == f"/under/assets/symbols/{theme}/{name}.svg"
    assert not re.search(r"[\s<>\"'#]", address), "it can stand in an attribute"
    text = map_symbols.picture(name, theme)
    picture = ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert picture.tag == f"{SVG}svg"
    assert len(picture)
    assert not re.search(r"href|url\(", text)


@pytest.mark.parametrize("name", map_symbols.NAMES)
def test_a_legend_draws_what_the_map_draws(atlas, name):
    cell = list(atlas)[list(map_symbols.mapping()).index(name)]
    assert [ElementTree.tostring(element, encoding="unicode") for element in cell] == drawn(name)
    assert cell.get("viewBox") == decoded(name).get("viewBox")


def test_no_two_symbols_look_the_same():
    looks = {name: tuple(drawn(name)) for name in EVERY}
    assert len(set(looks.values())) == len(EVERY)


@pytest.mark.parametrize("kind", map_symbols.SHAPES)
def test_full_is_filled_with_the_kind_s_colour_and_hollow_is_only_edged_with_it(kind):
    full, hollow = (list(decoded(map_symbols.icon(kind, empty)))[-1] for empty in (False, True))
    color = style.color(kind)
    assert full.get("fill") == color
    assert full.get("stroke") != color
    assert hollow.get("fill") != color
    assert hollow.get("stroke") == color
    assert full.get("d") == hollow.get("d") == map_symbols.SHAPES[kind]


def test_kinds_of_one_colour_are_told_apart_by_their_shape():
    assert len(set(map_symbols.SHAPES.values())) == len(map_symbols.SHAPES)


@pytest.mark.parametrize("name", ["nothing", "protest-full", "-hollow"])
def test_an_unknown_symbol_has_no_picture(name):
    assert map_symbols.picture(name, "light") is None
    assert map_symbols.picture("protest", name) is None
