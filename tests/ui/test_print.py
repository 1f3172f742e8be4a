"""A page on paper: A4 upright, what is read and not what is clicked, dark on white, whole tables, its address on each sheet."""

from __future__ import annotations

import io
import re

import pytest
from browsing import open_page, visit
from PIL import Image
from playwright.sync_api import Page, expect
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


def test_what_is_folded_is_printed_whole_and_folded_again(page):
    open_page(page, "/timeline?source=SCMP")
    folded = page.locator("[data-testid=stMain] .stHtml details, [data-testid=stMain] [data-testid=stHtml] details")
    inside = [" ".join(text.split()) for text in folded.locator("li").all_text_contents()]
    assert len(inside) > 20
    whole = "".join("".join(printed(page)).split())
    assert [text for text in inside if "".join(text.split())[:12] not in whole] == []
    assert folded.evaluate_all("all => all.filter(one => one.open).length") == 0


def white(page: Page) -> bool:
    """Say whether what is seen is dark on white: nearly all white, and some of it dark."""
    counts = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L").histogram()
    return sum(counts[245:]) > 0.8 * sum(counts) and sum(counts[:90]) > 1000


@pytest.mark.parametrize("path", ["/positions", "/sources", "/"])
def test_a_dark_page_is_dark_on_white_on_paper(page, path):
    page.emulate_media(color_scheme="dark")
    open_page(page, path)
    page.emulate_media(color_scheme="dark", media="print")
    picture = Image.open(io.BytesIO(page.get_by_test_id("stMain").screenshot())).convert("L")
    page.emulate_media(color_scheme="light", media="null")
    counts = picture.histogram()
    assert sum(counts[245:]) > 0.8 * sum(counts), "nearly all of it is white"
    assert sum(counts[:90]) > 1000, "and there is dark text"


@pytest.mark.parametrize("path", ["/", "/disagreements"])
def test_a_dark_page_has_the_same_words_on_paper_as_a_light_one(page, path):
    open_page(page, path)
    light = printed(page)
    page.emulate_media(color_scheme="dark")
    open_page(page, path)
    dark = printed(page)
    page.emulate_media(color_scheme="light")
    assert len(" ".join(light)) > 2000
    assert dark == light


@pytest.mark.parametrize("query", ["", "?verdict=contradiction", "?open=tensions"])
def test_each_heading_on_paper_has_something_below_it(page, query):
    open_page(page, f"/disagreements{query}")
    shown = page.locator("[data-testid=stMain] h2").all_inner_texts()
    last = shown.index("All disagreements")
    whole = " ".join(printed(page))
    assert ("All disagreements" in whole) == bool(query)
    assert shown[last - 1] in whole


def test_a_page_that_is_printed_before_its_scripts_have_run_says_what_matters(page):
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.goto("/intervention", wait_until="load")
    answer = " ".join(page.locator("main strong").first.inner_text().split())
    sheets = printed(page)
    page.unroute_all()
    assert len(answer) > 30
    assert answer[:80] in sheets[0]
    assert "Intervention" in sheets[0]


def only_first(page: Page, sheets: list[str]) -> None:
    """Require that the first HTML alone is on the sheets: its words once, nothing to click, the address on each."""
    whole = " ".join(sheets)
    answer = " ".join(page.locator("#first main strong").first.text_content().split())
    assert whole.count(answer[:60]) == 1
    for word in (*CLICKED, "Reference data", "Alliances", "To take away"):
        assert word not in whole
    for sheet in sheets:
        assert re.search(r"/intervention\?source=SCMP · data \d{4}-\d\d-\d\d-\w+", sheet)


@pytest.mark.parametrize("scripts", [False, True], ids=["without-scripts", "while-the-app-comes-up"])
def test_what_is_printed_before_the_app_is_up_is_the_first_html_alone(browser, server, scripts):
    with visit(browser, server, color_scheme="dark", java_script_enabled=scripts) as reader:
        page = reader.new_page()
        # The app's frame comes up and waits for what it is to show.
        page.route_web_socket(re.compile("/_stcore/stream"), lambda _: None)
        page.goto("/intervention?source=SCMP")
        if scripts:
            expect(page.locator("html.before")).to_have_count(1)
            expect(page.get_by_test_id("stApp")).to_have_count(1)
        only_first(page, printed(page))
        page.emulate_media(color_scheme="dark", media="print")
        assert white(page)


# What a reader has who prints in the moment before the first HTML goes: it, and the whole app below.
BACK = """async () => {
  const html = await (await fetch(location.href, { headers: { Accept: "text/html" } })).text();
  document.body.prepend(new DOMParser().parseFromString(html, "text/html").getElementById("first"));
  document.documentElement.classList.add("before");
}"""


def test_what_is_printed_in_the_moment_before_the_first_html_goes_is_it_alone(page):
    open_page(page, "/intervention?source=SCMP")
    page.evaluate(BACK)
    only_first(page, printed(page))
