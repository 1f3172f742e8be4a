"""The picture of every card: of one width, white, with all that a reader needs in letters that can be read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from qantar import export, themes
from qantar.charts import style
from qantar.export.white import FIT_SIDE, FIT_WIDTH, SMALLEST

CHOICES = {"all": (), "SCMP": ("SCMP",), "Bedfellows+CEIAS": ("Bedfellows", "CEIAS")}


def sizes(part: object) -> Iterator[float]:
    """Yield the size of all letters that a chart sets by itself."""
    if isinstance(part, dict):
        for key, value in part.items():
            if (
                key in ("textfont", "tickfont", "font", "insidetextfont")
                and isinstance(value, dict)
                and "size" in value
            ):
                size = value["size"]
                yield from size if isinstance(size, list) else [size]
            else:
                yield from sizes(value) if key not in ("template", "hoverlabel") else ()
    elif isinstance(part, list):
        for one in part:
            yield from sizes(one)


@pytest.fixture(scope="module", params=list(CHOICES))
def pictures(request, whole, articles, filtered) -> dict[str, dict]:
    """Card → what the browser needs to draw its picture, under a choice of articles."""
    chosen = [key for key in articles if key in (CHOICES[request.param] or articles)]
    part, choice = filtered(chosen, True), themes.Choice(chosen, articles, dt.date(2026, 1, 2))
    made = (make(part, whole) for path, makers in themes.PAGES.items() if path != "map" for make in makers)
    return {
        card.name: {
            "card": card,
            **themes.picture(card, style.figure(card.draw(*card.arguments)), part, choice, export.chart),
        }
        for card in made
        if card and card.draw and card.printed
    }


def test_nearly_every_chart_is_laid_out_for_its_picture(pictures):
    assert len(pictures) >= 8


def test_a_picture_is_2400_pixels_wide_and_white_with_title_credit_and_day_inside(pictures):
    for name, picture in pictures.items():
        layout = json.loads(picture["figure"])["layout"]
        assert layout["width"] == FIT_WIDTH + 2 * FIT_SIDE, name
        assert round(layout["width"] * picture["scale"]) == 2400, name
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "#ffffff", name
        said = " ".join(note["text"] for note in layout["annotations"]).replace("<br>", " ").replace("</b> <b>", " ")
        assert picture["card"].title in said, name
        assert picture["card"].subtitle in said, name
        assert "2 January 2026 · Qantar, CC BY 4.0" in said, name


def test_no_letters_of_a_picture_are_smaller_than_a_sixty_fifth_of_its_width(pictures):
    for name, picture in pictures.items():
        figure = json.loads(picture["figure"])
        smallest = min(sizes(figure), default=SMALLEST)
        assert smallest >= SMALLEST, name
        assert smallest * 65 >= figure["layout"]["width"], name


def test_what_is_contested_stands_in_one_line(pictures):
    for name, picture in pictures.items():
        lines = [
            line
            for note in json.loads(picture["figure"])["layout"]["annotations"]
            for line in note["text"].split("<br>")
            if line.startswith("Contested: ")
        ]
        assert len(lines) <= 1, name
