"""The page's own word that it is at rest: it doesn't give it while anything is awaited."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browsing import AT_REST, TOLD, WHY, at_rest, expect_address, map_picture, open_page, pill
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
# A part of the page that is held back → what the page then says it waits for.
HELD = {
    "a chart's script": ("/intervention", re.compile(r"/PlotlyChart\..*\.js$"), "elements are old or to come"),
    "a layer of the map": ("/map", re.compile(r"/map/.*\.json"), "something is fetched"),
    "a picture of the map": ("/map", re.compile(r"/assets/marks.*svg"), "something is fetched"),
}


def hold(page: Page, address: re.Pattern[str]) -> Callable[[], None]:
    """Hold back the answers to what is asked of an address; what is returned lets them go."""
    held: list[Route] = []
    free = False
    page.route(address, lambda route: route.continue_() if free else held.append(route))

    def let_go() -> None:
        nonlocal free
        free = True
        for route in held:
            route.continue_()
        page.unroute(address)

    return let_go


@pytest.mark.parametrize("what", HELD)
def test_a_page_is_not_at_rest_while_something_is_to_come(page, what):
    path, address, why = HELD[what]
    let_go = hold(page, address)
    page.goto(path)
    # All else is there: what is held back is the one thing that it waits for.
    page.wait_for_function(f"() => ({WHY}) === '{why}'")
    page.evaluate(TOLD)
    assert page.evaluate(WHY) == why
    assert not page.evaluate(AT_REST)
    let_go()
    at_rest(page)


def test_a_touch_is_answered_before_the_page_is_at_rest_again(page):
    open_page(page, "/map?reference=false")
    before = map_picture(page)
    for key in ("Diplomat", "RFERL"):
        pill(page, key).click()
        assert not page.evaluate(AT_REST), "it is told of a touch before the click has ended"
    at_rest(page)
    # Nothing here is waited for any more.
    expect_address(page, "/map", source=["SCMP", "Bedfellows", "CEIAS"], reference=["false"])
    assert pill(page, "Diplomat").get_attribute("aria-pressed") == "false"
    assert map_picture(page) != before
    page.go_back()
    at_rest(page)
    page.go_back()
    at_rest(page)
    assert map_picture(page) == before
    page.get_by_role("link", name="Timeline").click()
    at_rest(page)
    assert page.get_by_test_id("stPlotlyChart").count()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_reader_s_browser_is_left_alone(browser, server):
    context = browser.new_context(base_url=server)
    context.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
    page = context.new_page()
    page.goto("/intervention")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    assert page.evaluate("[window.qantarRest ?? null, document.documentElement.dataset.rest ?? null]") == [None, None]
    assert "[native code]" in page.evaluate("String(WebSocket.prototype.send) + String(fetch)")
    context.close()
