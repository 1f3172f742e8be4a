"""Readers with settings of their own: few colours, no HTTPS; what is chosen can be told, and what is copied arrives."""

from __future__ import annotations

import io

import pytest
from browsing import at_rest, card, open_page, visit
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# How what is chosen, on or held looks, and how what isn't: the colours of its surface.
SURFACES = """() => {
  const surface = (one) => getComputedStyle(one).backgroundColor;
  const all = (query) => [...document.querySelectorAll(query)].map(surface);
  const track = document.querySelector("[data-testid=stCheckbox] label > div");
  return {
    chosen: [...all("button[aria-pressed=true]"), ...all("[role=radio][aria-checked=true]")],
    others: [...all("button[aria-pressed=false]"), ...all("[role=radio][aria-checked=false]")],
    on: surface(track), edge: getComputedStyle(track).borderTopWidth,
    slider: all("[data-testid=stSlider] div:has(> div > input[type=range])"),
    bars: all(".qantar-days i").filter((color) => color !== "rgba(0, 0, 0, 0)").length,
  };
}"""


def test_with_few_colours_what_is_chosen_can_be_told_from_the_rest(page):
    page.emulate_media(forced_colors="active")
    open_page(page, "/map?source=SCMP")
    on = page.evaluate(SURFACES)
    page.get_by_text("Reference data", exact=True).click()
    at_rest(page)
    off = page.evaluate(SURFACES)
    page.emulate_media(forced_colors="none")
    assert len(on["chosen"]) >= 3
    assert len(on["others"]) >= 6
    assert not set(on["chosen"]) & set(on["others"])
    assert len(set(on["chosen"])) == 1
    assert on["on"] != off["on"]
    assert off["edge"] == "2px", "a switch that is off has an edge"
    assert set(on["slider"]) == set(on["chosen"])
    assert on["bars"] > 5, "the days' bars keep their colours"


def test_without_https_a_link_is_copied_and_a_picture_says_how_to_take_it(browser, server):
    with visit(browser, server.replace("127.0.0.1", "qantar.test")) as reader:
        page = reader.new_page()
        open_page(page, "/intervention?source=SCMP")
        assert not page.evaluate("isSecureContext")
        card(page, "troops").get_by_role("button", name="Download").click()
        at_rest(page)
        page.get_by_role("button", name="Copy the link to this card").click()
        expect(page.get_by_text("Copied.")).to_be_visible()
        page.get_by_role("button", name="Copy the picture").click()
        expect(page.get_by_text("save it as PNG")).to_be_visible()
        page.keyboard.press("Escape")
        box = page.get_by_placeholder("Search people, places, words")
        box.focus()
        page.keyboard.press("Control+V")
        assert box.input_value() == f"{server.replace('127.0.0.1', 'qantar.test')}/intervention?source=SCMP#troops"


# What copies a text without HTTPS stands within what is open, and the box it is pasted into beside it.
PASTED = """() => {
  const box = document.body.appendChild(document.createElement("textarea"));
  box.id = "pasted";
  box.style.cssText = "position: fixed; top: 0; z-index: 10000000";
  box.focus();
}"""


def test_without_https_every_block_of_code_is_copied(browser, server):
    with visit(browser, server.replace("127.0.0.1", "qantar.test")) as reader:
        page = reader.new_page()
        open_page(page, "/intervention?source=SCMP")
        before = ""
        for opened in ("Share this view", "Cite", "Embed"):
            if opened == "Embed":
                card(page, "troops").get_by_role("button", name="Download").click()
                at_rest(page)
                page.get_by_text("Embed", exact=True).click()
            else:
                page.get_by_role("button", name=opened).first.click()
            at_rest(page)
            blocks = page.get_by_test_id("stCode").filter(visible=True)
            expect(blocks).to_have_count(3 if opened == "Cite" else 1)
            for n in range(blocks.count()):
                blocks.nth(n).hover()
                blocks.nth(n).get_by_role("button", name="Copy to clipboard").click()
                at_rest(page)
                expect(blocks.nth(n)).to_be_visible()  # the menu stays open
                text = blocks.nth(n).locator("code").inner_text()
                page.evaluate(PASTED)
                page.keyboard.press("Control+V")
                pasted = page.locator("#pasted").input_value()
                page.locator("#pasted").evaluate("box => box.remove()")
                assert pasted != before
                assert "".join(pasted.split()) == "".join(text.split())
                before = pasted
            page.keyboard.press("Escape")
            at_rest(page)


# What has the focus: of which kind it is, and where it or what is drawn in its stead stands, with some room for a ring.
HELD = """() => {
  const inner = (one) => one?.shadowRoot?.activeElement ? inner(one.shadowRoot.activeElement) : one;
  const held = inner(document.activeElement);
  if (!held || held === document.body) return null;
  const kind = [held.tagName, held.dataset.testid, held.role, held.type, held.getRootNode() === document ? "" : "within"];
  const drawn = held.closest("label, [data-testid=stSlider], [data-testid=stTextInputRootElement]") ?? held;
  const { left, top, right, bottom } = drawn.getBoundingClientRect();
  return [kind.join(" "), Math.max(0, left - 6), Math.max(0, top - 6), Math.min(innerWidth, right + 6), Math.min(innerHeight, bottom + 6)];
}"""
LET_GO = """() => {
  const dialog = document.activeElement.closest("[role=dialog]");
  window.held = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
  dialog ? dialog.querySelector("button").focus() : held.blur();
}"""
TAKE_BACK = "held.focus({ preventScroll: true })"
RING = 100
"""So many pixels at least change strongly when something gets the focus: a ring two wide around the smallest button has more."""


def rings(page: Page, found: dict[str, int]) -> None:
    """Go through what can be reached by keyboard; note of each new kind of it by how many pixels it shows that it has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        held = page.evaluate(HELD)
        if held is None:
            break
        if held[0] in found:
            continue
        at_rest(page)
        kind, left, top, right, bottom = page.evaluate(HELD)
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        seen = []
        for then in (LET_GO, TAKE_BACK):
            seen.append(Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB"))
            page.evaluate(then)
            at_rest(page)
        changed = ImageChops.difference(*seen).convert("L").point(lambda value: 255 * (value > 60))
        found[kind] = changed.histogram()[255]


@pytest.mark.parametrize(
    "eyes", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["light", "dark", "few"]
)
def test_a_reader_with_a_keyboard_sees_where_they_are(browser, server, eyes):
    with visit(browser, server, **eyes) as reader:
        page = reader.new_page()
        found: dict[str, int] = {}
        for path in ("/map", "/disagreements?fact=con-growth"):
            open_page(page, path)
            rings(page, found)
        said = " ".join(found)
        for kind in ("switch", "range", "stPageLink-NavLink", "SUMMARY", "text", "radio"):
            assert kind in said
        assert {kind: ring for kind, ring in found.items() if ring < RING} == {}


# The page's own style comes half a second after all else, as it may on a slow machine.
LATE = """new MutationObserver(() => {
  for (const style of document.querySelectorAll("[data-testid=stHtml] style:not([data-late])")) {
    style.dataset.late = "yes";
    style.media = "not all";
    window.late = setTimeout(() => { style.media = "all"; }, 500);
  }
}).observe(document, { childList: true, subtree: true })"""


def test_a_page_on_a_wide_screen_is_made_once_even_where_its_style_is_late(browser, server):
    with visit(browser, server, 1400) as context:
        page = context.new_page()
        page.add_init_script(LATE)
        sent: list[object] = []
        page.on("websocket", lambda line: line.on("framesent", lambda message: sent.append(message)))
        open_page(page, "/timeline")
        assert page.evaluate("window.late")
        page.wait_for_function(
            "[...document.querySelectorAll('style[data-late]')].every(style => style.media === 'all')"
        )
        at_rest(page)
        assert len(sent) == 1
