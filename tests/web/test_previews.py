"""The pictures that other sites show of a page: its lead chart under each choice, drawn ahead or in words."""

from __future__ import annotations

import io
import re

import pytest
from asking import Read
from PIL import Image, ImageChops
from previews import choices

from qantar import themes
from qantar.facts import edition, tables
from qantar.web import first, kept, previews

pytestmark = pytest.mark.usefixtures("patient")
PATHS = list(themes.PAGES)
ALL, *REST = choices()
EVERY = ALL.every
MIXED = [
    themes.Choice(list(chosen), EVERY, ALL.day, reference)
    for chosen, reference in ((EVERY[:2], True), (EVERY[2:], True), (EVERY[1:2], False), ([EVERY[0], EVERY[3]], False))
]
CREDIT = "Sources: SCMP, CEIAS · 29 November 2026 · Qantar, CC BY 4.0"


def opened(picture: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(picture))
    assert image.format == "PNG"
    assert image.size == previews.SIZE
    return image.convert("RGB")


def free(image: Image.Image) -> int:
    """Return how much is left free at the edge where that is the least, in pixels."""
    left, above, right, below = ImageChops.difference(image, Image.new("RGB", image.size, previews.PAPER)).getbbox()
    return min(left, above, image.width - right, image.height - below)


def differ(one: bytes, other: bytes) -> tuple[int, int, int, int] | None:
    """Return where two pictures differ by more than a shade."""
    return ImageChops.difference(opened(one), opened(other)).convert("L").point(lambda by: by > 40).getbbox()


@pytest.mark.parametrize("path", PATHS)
def test_a_picture_drawn_ahead_shows_what_is_said_today(path):
    for choice in choices():
        said = first.first(path, choice, tables.changed())
        assert said.pictured == bool(said.picture), "the data or the chart changed: make previews"


def test_a_picture_that_lies_ready_is_of_the_size_that_it_says_and_small():
    assert len(previews.drawn()) > 5 * len(PATHS)
    for name in previews.drawn():
        image = opened(previews.file(name).read_bytes())
        assert len(image.convert("L").getcolors() or []) > 20, f"{name} isn't empty"
        assert previews.file(name).stat().st_size < 120_000
    assert sum(file.stat().st_size for file in previews.FOLDER.iterdir()) < 4_000_000


@pytest.mark.parametrize("choice", [ALL, REST[0], REST[-1], *MIXED], ids=themes.Choice.words)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_a_picture_of_what_it_says_under_each_choice(client, path, choice):
    page = Read(client.get(f"/{path}{choice.query()}").text)
    if not page.texts.get("h2"):
        assert "og:image" not in page.meta, "its articles are silent"
        return
    address = page.meta["og:image"]
    assert address == page.meta["twitter:image"]
    assert address.startswith(f"http://here/preview/{first.name_of(path).lower()}.png?")
    assert f"v={edition.name()}" in address.split("?")[1].split("&")
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/png"
    opened(answer.content)
    assert page.meta["twitter:card"] == "summary_large_image"
    assert page.meta["og:image:alt"]
    if choice != ALL:
        assert differ(answer.content, client.get(f"/preview/{first.name_of(path).lower()}.png").content)
    if choice in MIXED:
        assert page.texts["h2"][0] in page.meta["og:image:alt"]
        assert free(opened(answer.content)) > 25


def test_a_picture_in_words_says_what_is_chosen_the_rows_and_who_says_them():
    def drawn(only: str = "Only SCMP", title: str = "A title", row: str = "2,500 soldiers", who: str = "SCMP") -> bytes:
        return previews.in_words("Qantar · Intervention", only, title, [(row, who), ("Another", "CEIAS")], CREDIT)

    usual = drawn()
    assert differ(usual, drawn()) is None
    only, title = differ(usual, drawn(only="Only CEIAS")), differ(usual, drawn(title="Another title"))
    row, who = differ(usual, drawn(row="2,600 soldiers")), differ(usual, drawn(who="CEIAS"))
    assert only[3] < title[1], "what is chosen stands above the title"
    assert title[3] < row[1]
    assert row[2] < who[0], "who says so stands beside what is said"
    assert max(row[1], who[1]) < min(row[3], who[3])


def test_what_has_no_room_in_a_picture_is_left_out_whole():
    long = "words that go on and on, " * 20
    rows = [(f"{n}: {long}", long) for n in range(40)]
    picture = previews.in_words("Qantar · Timeline", f"Only {long}", long, rows, long * 3)
    assert free(opened(picture)) > 25
    some = previews.in_words("Qantar · Timeline", f"Only {long}", long, rows[:20], long * 3, 20)
    assert differ(picture, some) is None, "so many rows stand there as there is room for, and how many more there are"
    fewer = previews.in_words("Qantar · Timeline", f"Only {long}", long, rows[:20], long * 3)
    assert differ(picture, fewer), "how many more"
    one = previews.in_words("Qantar · Timeline", f"Only {long}", long, rows[:1], long * 3)
    assert differ(picture, one)[1] < differ(picture, fewer)[1], "there is room for more than one row"


def test_a_word_longer_than_a_line_is_cut():
    picture = previews.in_words("Qantar", "", "x" * 200, [("y" * 300, "z" * 300)], "w" * 500)
    assert free(opened(picture)) > 25


def test_after_a_change_of_the_data_the_picture_says_it_in_words(client, monkeypatch):
    before = client.get("/preview/timeline.png").content
    assert before == previews.file("timeline").read_bytes()
    monkeypatch.setattr(previews, "drawn", lambda: {"timeline": "another"})
    first._first.cache_clear()
    kept.STORE.clear()
    page = Read(client.get("/timeline").text)
    assert not page.images
    assert differ(client.get(page.meta["og:image"]).content, before)
    first._first.cache_clear()
    kept.STORE.clear()


def test_where_there_is_nothing_to_show_there_is_no_picture(client):
    for path in ("/preview/nosuch.png", "/preview/..%2Ffirst.png"):
        assert client.get(path).status_code in (400, 404)
    silent = client.get("/preview/timeline.png?source=")
    assert silent.status_code == 404
    assert "there is no picture" in silent.text
    assert "og:image" not in Read(client.get("/timeline?source=").text).meta


def test_a_picture_is_kept_and_an_article_is_understood_in_each_spelling(client):
    one, other = client.get("/preview/map.png?source=SCMP"), client.get("/preview/map.png?source=scmp&v=old")
    assert one.content == other.content
    assert re.search("max-age=86400", one.headers["cache-control"])
