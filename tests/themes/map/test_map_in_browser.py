"""The map in a real browser: whose the wheel and the fingers are, what is there without WebGL, and the picture to take away."""

from __future__ import annotations

import itertools
import struct

import pytest
from browsing import at_rest, card, download, expect_address, map_colors, map_picture, open_page, step_to, unlike, visit
from get_browser import find
from playwright.sync_api import Page, expect

TOP = "document.querySelector('[data-testid=stMain]').scrollTop"
# What is written and drawn on a canvas that isn't on the page: text or picture, left, right, upper and lower edge, size of letters.
WATCH = """() => { for (const name of ["fillText", "drawImage"]) {
  const act = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...given) {
    if (this.canvas.width === 2400 && this.canvas.height > 1000) {
      const size = Number((this.font.match(/(\\d+)px/) ?? [])[1]);
      const [what, x, y, wide, high] = given;
      const width = name === "fillText" ? this.measureText(what).width : wide;
      const left = this.textAlign === "right" && name === "fillText" ? x - width : x;
      (window.painted ??= []).push(name === "fillText"
        ? [what, left, left + width, y - 0.75 * size, y + 0.25 * size, size] : ["picture", x, x + wide, y, y + high, 0]);
    }
    return act.apply(this, given);
  };
} }"""


def turn(page: Page, pixels: int) -> None:
    page.mouse.wheel(0, pixels)
    at_rest(page)


def middle(page: Page) -> tuple[float, float]:
    """Return where the middle of the map is on the screen, and put the pointer there."""
    box = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*at)
    return at


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms_the_map_and_so_do_the_buttons(page):
    open_page(page, "/map?day=5")
    before = map_picture(page)
    middle(page)
    turn(page, 120)
    expect(page.get_by_text("Ctrl + wheel")).to_be_visible()
    assert page.evaluate(TOP) > 0
    assert map_picture(page) == before
    turn(page, -400)
    assert page.evaluate(TOP) == 0
    page.keyboard.down("Control")
    turn(page, -120)
    page.keyboard.up("Control")
    assert page.evaluate(TOP) == 0
    closer = map_picture(page)
    assert closer != before
    page.get_by_role("button", name="Show the whole view again").click()
    at_rest(page)
    assert map_picture(page) == before
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    assert map_picture(page) != before
    page.get_by_role("button", name="Zoom out").click()
    at_rest(page)
    assert map_picture(page) == before


def test_what_is_chosen_on_the_map_looks_as_it_does_at_its_address(page):
    canvas = page.locator(".st-key-map-canvas canvas").first
    for query, choose in (
        ("day=5", page.get_by_role("link", name="5 January: 10 places with unrest, 4 with violence")),
        ("view=almaty", page.get_by_role("radio", name="Almaty", exact=True)),
    ):
        open_page(page, f"/map?{query}")
        at_address = map_colors(canvas)
        step_to(page, "/map")
        assert unlike(map_colors(canvas), at_address) > 120
        choose.click()
        name, _, value = query.partition("=")
        expect_address(page, "/map", **{name: [value]})
        at_rest(page)
        assert unlike(map_colors(canvas), at_address) < 3


def test_a_line_beside_the_map_opens_its_evidence(page):
    open_page(page, "/map?day=5")
    page.locator(".qantar-unlocated a").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_links_and_buttons_around_the_map_have_short_names(page):
    open_page(page, "/map")
    named = page.locator("a, button, [class^=qantar-] img").evaluate_all(
        "all => all.map((one) => one.ariaLabel || one.title || one.innerText)"
    )
    assert len(named) > 60
    assert [name for name in named if len(name) > 200] == []


def test_one_finger_scrolls_the_page_and_two_zoom_the_map(browser, server):
    with visit(browser, server, 375, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        open_page(page, "/map?day=5")
        before = map_picture(page)
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 200")
        x, y = middle(page)
        client = context.new_cdp_session(page)

        def fingers(*ways: tuple[int, int]) -> None:
            """Move fingers that stand beside the middle; each by so many pixels across and down."""
            starts = [(x + 30 * (2 * n - 1), y) for n in range(len(ways))]
            for step in range(9):
                points = [{"x": left + by[0] * step / 8, "y": top + by[1] * step / 8, "id": n}
                          for n, ((left, top), by) in enumerate(zip(starts, ways, strict=True))]  # fmt: skip
                client.send(
                    "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points}
                )
            client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            at_rest(page)

        top = page.evaluate(TOP)
        fingers((-60, 0), (60, 0))
        closer = map_picture(page)
        assert closer != before
        assert page.evaluate(TOP) == top
        fingers((0, -100))
        assert page.evaluate(TOP) > top + 50
        assert map_picture(page) == closer


@pytest.fixture(scope="module")
def without(browser, server):
    """A browser that can't draw a map."""
    opened = browser.browser_type.launch(
        executable_path=find(), args=["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
    )
    with visit(opened, server) as context:
        yield context
    opened.close()


def test_without_webgl_a_sentence_and_the_rows_stand_there_and_the_picture_is_said_to_be_missing(without):
    page = without.new_page()
    open_page(page, "/map?day=5")
    expect(page.get_by_text("This browser can't draw the map").locator("visible=true")).to_have_count(1)
    expect(card(page, "map").get_by_role("table")).to_contain_text("Almaty")
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "5 January")
    expect(page.get_by_role("button", name="Zoom in")).to_have_count(0)
    card(page, "map").get_by_role("button", name="Download").click()
    at_rest(page)
    expect(page.get_by_text("there is no picture")).to_be_visible()
    expect(page.get_by_role("button", name="as PNG")).to_be_disabled()
    page.close()


def test_a_map_whose_graphics_card_gives_up_is_replaced_by_a_sentence_and_the_rows(page):
    open_page(page, "/map?day=5")
    canvas = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first
    canvas.evaluate("canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
    at_rest(page)
    expect(page.get_by_text("This browser can't draw the map").locator("visible=true")).to_have_count(1)
    expect(card(page, "map").get_by_role("table")).to_contain_text("Almaty")


EVERY_LAYER = "&".join(f"layers={name}" for name in (
    "unrest", "troops", "deaths", "emergency", "diplomacy", "other-events", "projects", "border", "other-times"))  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/map", "/map?view=almaty&day=6&reference=true", f"/map?source=SCMP&source=RFERL&{EVERY_LAYER}"]
)
def test_in_the_picture_nothing_overlaps_nothing_is_cut_and_all_can_be_read(page, address):
    open_page(page, address)
    page.evaluate(WATCH)
    card(page, "map").get_by_role("button", name="Download").click()
    at_rest(page)
    png = download(page, page.get_by_role("button", name="as PNG"))
    painted = page.evaluate("window.painted")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 2400
    assert height <= 2400
    assert len([one for one in painted if one[0] != "picture"]) > 5
    for what, left, right, upper, lower, size in painted:
        assert 0 <= left < right <= width, what
        assert 0 <= upper < lower <= height, what
        assert what == "picture" or size >= width / 65, what
    for one, other in itertools.combinations(painted, 2):
        apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
        assert apart, (one, other)


def test_a_map_of_another_size_is_made_anew_and_shows_the_whole_of_its_view(browser, server):
    # The window's name doesn't say that it is narrow, so that the server learns of it after the first map was sent.
    with visit(browser, server, 375) as context:
        page = context.new_page()
        open_page(page, "/map")
        canvas = page.locator(".st-key-map-canvas canvas").first
        for view in ("Almaty", "All places", "Central Asia"):
            canvas.evaluate("canvas => { canvas.dataset.old = 'old'; }")
            page.get_by_role("radio", name=view, exact=True).click()
            at_rest(page)
            expect(canvas).not_to_have_attribute("data-old", "old")
            shown = map_colors(canvas)
            page.get_by_role("button", name="Show the whole view again").click()
            at_rest(page)
            assert unlike(map_colors(canvas), shown) < 3, view
        page.get_by_role("link", name="5 January").first.click()
        canvas.evaluate("canvas => { canvas.dataset.old = 'old'; }")
        at_rest(page)
        expect(canvas).to_have_attribute("data-old", "old")
