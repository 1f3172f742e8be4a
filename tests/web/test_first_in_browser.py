"""The first HTML in a browser: readable at once and without scripts, and replaced by the app without a flash."""

from __future__ import annotations

import json
import re

import pytest
from browsing import ARTICLES, at_rest, go_back, go_forward, open_page, pill, visit
from playwright.sync_api import Browser, Page, expect

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
    with visit(browser, server) as reader:
        page = reader.new_page()
        page.add_init_script(WATCH)
        # With a picture of the lead chart, and under a filter without one.
        for path in ("/timeline", "/intervention?source=SCMP"):
            page.goto(path)  # so that the words of the page are ready
            at_rest(page)
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


def test_the_words_are_painted_before_the_app_is_fetched(browser: Browser, server: str):
    for path in ("/timeline", "/map?source=SCMP"):
        with visit(browser, server) as reader:
            page = reader.new_page()
            page.goto(path)
            at_rest(page)
            painted, fetched, late = page.evaluate("""() => {
              const app = performance.getEntriesByType("resource").filter(({ name }) => new URL(name).pathname.includes("/static/"));
              const [first] = performance.getEntriesByName("first-contentful-paint");
              return [first.startTime, Math.min(...app.map(({ startTime }) => startTime)), app.length];
            }""")
            assert late > 20, "the app is made of many files"
            # Who paints so late gets the app all the same.
            assert fetched >= min(painted, 500)


def test_a_page_in_the_background_starts_though_it_is_not_painted(browser: Browser, server: str):
    with visit(browser, server) as reader:
        page = reader.new_page()
        # While the page is read: in the background, and nothing else that would start the app.
        page.add_init_script("""(() => {
          const { PerformanceObserver: observer, setTimeout: wait } = window;
          Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
          window.PerformanceObserver = class { observe() {} };
          window.setTimeout = () => 0;
          addEventListener("DOMContentLoaded", () => {
            delete document.hidden;
            Object.assign(window, { PerformanceObserver: observer, setTimeout: wait });
          });
        })()""")
        page.goto("/sources")
        at_rest(page)
        expect(page.locator("#first")).to_have_count(0)


# The addresses that a program finds in the head: one of each kind, below one's own path.
TOLD = """() => [
  ["link[rel=canonical]", "href"], ["meta[property='og:url']", "content"], ["meta[name=citation_public_url]", "content"],
  ["link[type='application/x-research-info-systems']", "href"], ["link[type='application/json+oembed']", "href"],
].map(([tag, name]) => [...document.querySelectorAll(tag)].map((one) => decodeURIComponent(one[name])).join())"""


def expect_told(page: Page, address: str) -> None:
    """Wait until programs are told of an address, and of no other; some of it is fetched."""
    path, _, query = address.partition("?")
    ends = [address] * 3 + [f"/cite{path}.ris{'?' if query else ''}{query}", address]
    page.wait_for_function(
        f"(ends) => {{ const told = ({TOLD})(); return ends.every((end, n) => told[n].endsWith(end)); }}", arg=ends
    )


def test_what_is_said_of_a_page_to_programs_follows_the_reader_to_another(page: Page):
    open_page(page, "/timeline?source=SCMP")
    page.locator(".st-key-pages").get_by_role("link", name="Positions").click()
    page.wait_for_url("**/positions?source=SCMP")
    expect_told(page, "/positions?source=SCMP")
    go_back(page)
    expect_told(page, "/timeline?source=SCMP")


def test_what_is_said_of_a_page_to_programs_follows_the_filter_back_and_forward(page: Page):
    open_page(page, "/timeline")
    expect_told(page, "/timeline")
    page.evaluate("addEventListener('ZoteroItemUpdated', () => { window.told = true; })")
    page.get_by_text("Reference data", exact=True).click()
    expect_told(page, "/timeline?reference=false")
    page.wait_for_function("told")
    at_rest(page)
    pill(page, "SCMP").click()
    chosen = "&".join(f"source={key}" for key in ARTICLES if key != "SCMP")
    expect_told(page, f"/timeline?{chosen}&reference=false")
    title = page.locator("meta[name=citation_title]")
    expect(title).not_to_have_attribute("content", re.compile("SCMP|all 5"))
    at_rest(page)
    page.locator(".st-key-pages").get_by_role("link", name="Map").click()
    expect_told(page, f"/map?{chosen}&reference=false")
    at_rest(page)
    go_back(page)
    expect_told(page, f"/timeline?{chosen}&reference=false")
    go_back(page)
    expect_told(page, "/timeline?reference=false")
    go_back(page)
    expect_told(page, "/timeline")
    expect(title).to_have_attribute("content", re.compile("all 5 articles"))
    go_forward(page)
    expect_told(page, "/timeline?reference=false")


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
