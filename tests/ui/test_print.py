"""A page on paper: A4 upright, what is read and not what is clicked, dark on white, whole tables, its address on each sheet."""

from __future__ import annotations

import io
import re

import pytest
from browsing import open_page
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser
A4 = 595, 842  # points
CLICKED = ("Download", "Notes", "contested", "Search people", "Share this view", "Cite")


def printed(page: Page) -> list[str]:
    """Return the words of each sheet, with single spaces."""
    file = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in file.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    return [" ".join(sheet.extract_text().split()) for sheet in file.pages]


def test_a_page_is_printed_without_what_is_clicked_and_with_its_answer_first_and_its_address_on_each_sheet(page):
    open_page(page, "/intervention?source=SCMP&source=RFERL&open=scale")
    answer = page.locator(".st-key-heading strong").inner_text()
    titles = page.locator("[class*='st-key-card-'] h2").all_inner_texts()
    sheets = printed(page)
    assert " ".join(answer.split())[:80] in sheets[0]
    whole = " ".join(sheets)
    assert len(titles) > 3
    for title in titles:
        assert title in whole, "opened sections are printed, too"
    for word in CLICKED:
        assert word not in whole
    for sheet in sheets:
        assert re.search(r"/intervention\?source=SCMP&source=RFERL&open=scale · data \d{4}-\d\d-\d\d-\w+", sheet)


def test_a_table_is_printed_whole(page):
    open_page(page, "/investment?table=measures&source=SCMP")
    table = page.locator(".st-key-card-measures table")
    rows = [" ".join(row.split()) for row in table.locator("tbody th").all_inner_texts()]
    whole = " ".join(printed(page))
    assert len(rows) > 5
    for row in rows:
        assert row in whole


def test_a_dark_page_is_dark_on_white_on_paper(page):
    page.emulate_media(color_scheme="dark")
    open_page(page, "/positions")
    page.emulate_media(color_scheme="dark", media="print")
    picture = Image.open(io.BytesIO(page.get_by_test_id("stMain").screenshot())).convert("L")
    page.emulate_media(color_scheme="light", media="null")
    counts = picture.histogram()
    assert sum(counts[245:]) > 0.8 * sum(counts), "nearly all of it is white"
    assert sum(counts[:90]) > 1000, "and there is dark text"


def test_a_page_that_is_printed_before_its_scripts_have_run_says_what_matters(page):
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.goto("/intervention", wait_until="load")
    answer = " ".join(page.locator("main strong").first.inner_text().split())
    sheets = printed(page)
    page.unroute_all()
    assert len(answer) > 30
    assert answer[:80] in sheets[0]
    assert "Intervention" in sheets[0]
