"""Where marks and names stand: nothing on anything else, nothing cut, the more important first."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import streamlit
from fontTools.ttLib import TTFont
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qantar.themes.map import rows as map_rows
from qantar.themes.map.placing import Box, Spot, Stand, arrange, overlap, packed, text_width

SCREEN = (400, 300)
DAYS = 3


def spot(x: float, y: float, sizes=(18,), texts=("Town",), weight=1.0, seen=None, fixed=False) -> Spot:
    return Spot(x, y, sizes, seen or [list(range(len(sizes)))] * DAYS, texts, weight, fixed)


@st.composite
def spots(draw) -> list[Spot]:
    """Places on and around the screen, some on one point, with marks that come and go."""
    found = []
    for n in range(draw(st.integers(1, 10))):
        sizes = draw(st.lists(st.sampled_from([15.0, 17.5, 22.0, 34.4]), min_size=1, max_size=4))
        some = st.sets(st.integers(0, len(sizes) - 1)).map(sorted)
        seen = [[*range(len(sizes))], *(draw(some) for _ in range(DAYS - 1))]
        x, y = draw(st.integers(-80, 480)), draw(st.integers(-60, 360))
        found.append(spot(x, y, sizes, [f"Town {n} · Upper Town {n}", f"Town {n}"], draw(st.integers(1, 9)), seen))
    return found


def marks(one: Spot, stand: Stand, day: int) -> list[Box]:
    """Return what the marks of a place cover on a day."""
    found = []
    for n in one.seen[day]:
        (across, down), half = stand.offsets[n][day], one.sizes[n] / 2
        x, y = one.x + across, one.y + down
        found.append((x - half, x + half, y - half, y + half))
    return found


def name(one: Spot, stand: Stand) -> list[Box]:
    if stand.name is None:
        return []
    text, anchor, across, down = stand.name
    wide = text_width(text)
    left = one.x + across - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    return [(left, left + wide, one.y + down - 8, one.y + down + 8)]


def within(box: Box) -> bool:
    return box[0] >= 0 and box[1] <= SCREEN[0] and box[2] >= 0 and box[3] <= SCREEN[1]


@given(spots())
@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_nothing_covers_anything_on_any_day_and_nothing_is_cut(places):
    taken = (350, 401, -1, 90)
    stands = arrange(places, SCREEN, [taken])
    for day in range(DAYS):
        boxes = [taken]
        for one, stand in zip(places, stands, strict=True):
            boxes += [*marks(one, stand, day), *name(one, stand)]
        for a, b in itertools.combinations(boxes, 2):
            assert not overlap(a, b)
        for box in boxes[1:]:
            assert within(box) or not overlap(box, (0, SCREEN[0], 0, SCREEN[1]))
    for one, stand in zip(places, stands, strict=True):
        assert stand.name is None or stand.name[0] in one.texts


def test_a_place_alone_has_its_marks_on_it_and_its_name_below():
    for sizes in ((18,), (18, 18), (18, 20, 22)):
        (stand,) = arrange([spot(200, 150, sizes)], SCREEN)
        assert stand.beside is None
        assert sum(across for ((across, _), *_) in stand.offsets) == pytest.approx(0, abs=4), "around the place"
        text, anchor, across, down = stand.name
        assert (text, anchor, across) == ("Town", "middle", 0)
        assert 10 < down < 25


def test_a_mark_that_is_seen_alone_stands_on_its_place():
    (stand,) = arrange([spot(200, 150, (18, 18, 18), seen=[[0, 1, 2], [1], []])], SCREEN)
    assert stand.offsets[1][1] == [0, 0]
    assert [across for across, _ in (offsets[0] for offsets in stand.offsets)] == [-19, 0, 19]


def test_of_two_places_on_each_other_that_with_more_facts_keeps_its_place_and_its_name():
    small, great = arrange([spot(200, 150, weight=1), spot(201, 150, weight=5, texts=("City",))], SCREEN)
    assert great.beside is None
    assert great.name[0] == "City"
    assert small.offsets[0][0] != [0, 0]


def test_what_is_fixed_stays_where_it_is():
    fixed, other = arrange([spot(200, 150, (9,), fixed=True), spot(201, 150, weight=9)], SCREEN)
    assert fixed.offsets == [[[0, 0]] * DAYS]
    assert other.offsets != fixed.offsets


def test_a_name_without_room_is_written_shorter_or_not_at_all():
    def called(*texts: str) -> str | None:
        stand = arrange([spot(60, 30, texts=texts)], (120, 60))[0]
        return stand.name and stand.name[0]

    assert called("A very long name of a town", "Town") == "Town"
    assert called("A very long name of a town") is None


@pytest.mark.parametrize("n", range(1, 15))
def test_marks_of_one_place_stand_close_together(n):
    sizes = [17.0, 20.0, 23.0][: n % 3 + 1] * n
    at, half, high = packed(sizes[:n])
    boxes = [(x - s / 2, x + s / 2, y - s / 2, y + s / 2) for (x, y), s in zip(at, sizes, strict=False)]
    assert not any(overlap(a, b) for a, b in itertools.combinations(boxes, 2))
    assert all(-half <= a[0] and a[1] <= half and -high <= a[2] and a[3] <= high for a in boxes)
    assert 4 * half * high < 2.5 * n * 24**2


def test_names_are_no_wider_than_they_are_taken_for(whole):
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    font = TTFont(next(media.glob("SourceSansVF-Upright*.woff2")))
    letters, unit, glyphs = font.getBestCmap(), font["head"].unitsPerEm, font.getGlyphSet(location={"wght": 600})
    for place in whole["places"]["name"]:
        for view in map_rows.VIEWS:
            text = map_rows.called(place, view)
            real = sum(glyphs[letters[ord(letter)]].width for letter in text) / unit * 14
            assert real <= text_width(text) <= 1.25 * real + 4, text
