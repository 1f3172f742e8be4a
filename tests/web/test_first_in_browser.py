"""The first HTML in a browser: readable at once and without scripts, and replaced by the app without a flash."""

from __future__ import annotations

import json

import pytest
from browsing import at_rest, visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

# Notes what a reader sees in each frame: the tab's name and the headings.
WATCH = """(() => {
  window.seen = [];
  const visible = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
  const look = () => {
    const now = JSON.stringify([document.title, [...document.querySelectorAll("h1")].filter(visible).map((one) => one.innerText)]);
    if (window.seen.at(-1) !== now) window.seen.push(now);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""


def test_the_app_takes_over_without_a_flash_and_without_a_second_heading(browser: Browser, server: str):
    path = "/intervention?source=SCMP"
    with visit(browser, server) as reader:
        page = reader.new_page()
        page.goto(path)  # so that the words of the page are ready
        at_rest(page)
        page.add_init_script(WATCH)
        page.goto(path)
        at_rest(page)
        seen = [json.loads(one) for one in page.evaluate("seen")]
        names = {name for name, _ in seen if name}
        assert names == {page.title()}, "the tab has one name from the beginning"
        assert page.title().endswith("· Qantar")
        headings = [shown for _, shown in seen]
        begun = headings[next(n for n, shown in enumerate(headings) if shown) :]
        assert {len(shown) for shown in begun} == {1}, "a heading is there all the time, and never two"
        assert page.locator("h1").count() == 1
        assert page.locator("#first").count() == 0
        assert page.locator("html.before").count() == 0


def test_a_page_is_read_without_scripts(browser: Browser, server: str):
    with visit(browser, server, java_script_enabled=False) as reader:
        page = reader.new_page()
        page.goto("/intervention")
        expect(page).to_have_title("Intervention · Qantar")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("img")).to_be_visible()
        expect(page.locator("main strong")).to_be_visible()
        page.get_by_role("link", name="Timeline").click()
        expect(page).to_have_title("Timeline · Qantar")
