"""What the tests in a real browser share: the server, the browser, readers who visit, and what they do."""

from __future__ import annotations

import contextlib
import csv
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from get_browser import find
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright
from small import ROOT

with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
    NAMES = {row["source"]: row["name"] for row in csv.DictReader(file) if row["tier"] == "article"}
"""The articles' keys, with their names as a reader sees them."""
ARTICLES = list(NAMES)
PAGES = {
    "/": "Two weeks",
    "/timeline": "Timeline",
    "/intervention": "Intervention",
    "/investment": "Investment",
    "/map": "Map",
    "/positions": "Positions",
    "/disagreements": "Disagreements",
    "/alliances": "Alliances",
    "/sources": "Sources",
}
SCMP_ADDRESS = (
    "https://www.scmp.com/news/china/diplomacy/article/3163409/why-kazakhstan-intervention-benefits-china-well-russia"
)
# The map needs a graphics card, which is emulated: by Mesa where it is installed, as it is beside Debian's Chromium,
# since it makes a map ready in half the time; else by what comes with the browser.
MESA = any(Path("/usr/lib").glob("*/dri/swrast_dri.so"))
ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    *(["--use-angle=gl-egl"] if MESA else ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]),
    "--ignore-gpu-blocklist",
    # Only the map needs the emulated graphics card; the pages are painted faster without.
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
    # A name that isn't this machine's own, so that plain HTTP is what it is elsewhere.
    "--host-resolver-rules=MAP qantar.test 127.0.0.1",
]
PATIENCE = 45_000  # milliseconds: a cold server on a busy machine has to compress its scripts first

# What a chart shows: key → where on the horizontal axis, name → colour, and the horizontal ranges.
LAYOUT = """plot => {
  const marks = {}, colors = {};
  for (const trace of plot.data) {
    const color = [trace.marker?.color].flat()[0];
    if (typeof color === "string" && !colors[trace.name]?.includes(color))
      colors[trace.name] = (colors[trace.name] ?? "") + color;
    (trace.customdata ?? []).forEach((data, n) => { marks[data[0]] = String(trace.x[n]); });
  }
  const axes = Object.keys(plot.layout).filter(key => /^xaxis/.test(key)).sort();
  return { marks, colors, ranges: axes.map(axis => plot.layout[axis].range.join(" to ")) };
}"""
# What the map shows, small.
SEEN = """canvas => {
  const small = Object.assign(document.createElement("canvas"), { width: 320, height: 200 });
  small.getContext("2d").drawImage(canvas, 0, 0, 320, 200);
  return small.toDataURL();
}"""
# A touch or a new size tells the page before two frames have gone by; then it says itself when it is at rest.
TOLD = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
STEP = "address => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
COVERING = """place => {
  const over = [];
  for (const plot of document.querySelectorAll(`${place} .js-plotly-plot, ${place}.js-plotly-plot`)) {
    const frame = plot.getBoundingClientRect();
    const boxes = [...plot.querySelectorAll("svg text")].filter(text => text.textContent.trim() && text.getClientRects().length)
      .map(text => [text.textContent.trim().slice(0, 40), text.getBoundingClientRect()]).filter(([, box]) => box.width > 1);
    boxes.forEach(([one, p], n) => {
      if (p.left < frame.left - 3 || p.right > frame.right + 3) over.push(one + " leaves its chart");
      boxes.slice(n + 1).forEach(([other, q]) => {
        const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (wide > 3 && high > 4) over.push(one + " | " + other);
      });
    });
  }
  return over;
}"""
"""Which texts of charts cover each other, or leave their chart."""
COLORS = """canvas => {
  const small = Object.assign(document.createElement("canvas"), { width: 160, height: 100 });
  const pen = small.getContext("2d");
  pen.drawImage(canvas, 0, 0, 160, 100);
  return [...pen.getImageData(0, 0, 160, 100).data];
}"""
"""The colours of a map, small."""
AT_REST = "document.documentElement.dataset.rest === 'rest'"
WHY = "window.qantarRest?.why() ?? 'the page has not begun'"
# The red, green and blue of the page.
BACKGROUND = (
    """getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor.match(/[0-9]+/g).slice(0, 3)"""
)


@contextlib.contextmanager
def serve(base: str = "") -> Iterator[str]:
    """Start the dashboard as a reader does, on a free port, below a path if one is given; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "--server.port", str(port), "dashboard.py"]
    command += ["--server.baseUrlPath", base] if base else []
    # Tests ask for a page under a choice or two; to work out all others takes the processor away from them.
    environment = {**os.environ, "QANTAR_AHEAD": "no"}
    below = f"/{base}" if base else ""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(f"http://127.0.0.1:{port}{below}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}{below}"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return
        time.sleep(0.1)
    raise RuntimeError("The dashboard did not start.")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The dashboard, one for each process that runs tests."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for each process that runs tests."""
    with sync_playwright() as playwright:
        # Mesa would take a real graphics card if there is one.
        environment = {**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1"}
        opened = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS, env=environment)
        yield opened
        opened.close()


@contextlib.contextmanager
def visit(browser: Browser, server: str, width: int = 1280, **more: object) -> Iterator[BrowserContext]:
    """Let a reader in who has never been here: nothing fetched yet, light theme unless ``more`` says otherwise."""
    viewport = {"width": width, "height": 900}
    context = browser.new_context(**{"base_url": server, "viewport": viewport, "color_scheme": "light", **more})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


FAILED = pytest.StashKey[bool]()
TELEPHONE = {"has_touch": True, "is_mobile": True}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, whoever forgets to."""
    for item in items:
        if {"browser", "server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test failed, so that the next one doesn't get its tab; note what the tab then showed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    tab = getattr(item, "funcargs", {}).get("page") or getattr(item, "funcargs", {}).get("telephone")
    if report.failed and isinstance(tab, Page):
        with contextlib.suppress(Error):
            shown = f"{tab.url}\nrest: {tab.evaluate(WHY) or 'yes'}\n{tab.inner_text('body')[:2000]}"
            report.sections.append(("What the tab shows", shown))
    return report


@pytest.fixture(scope="session")
def tabs(browser: Browser, server: str) -> Iterator[dict[int, Page]]:
    """Width → a tab that is open: each test takes it over from the one before, since a new one takes seconds.

    An address that is opened in it loads the app anew and begins a new session, so that nothing is left of what was.
    """
    with visit(browser, server, 1400) as wide, visit(browser, server, 375, **TELEPHONE) as narrow:
        wide.grant_permissions(["clipboard-read", "clipboard-write"])
        yield {1400: wide.new_page(), 375: narrow.new_page()}


def _tab(tabs: dict[int, Page], width: int, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = tabs[width]
    yield page
    if request.node.stash.get(FAILED, False):
        tabs[width] = page.context.new_page()
        page.close()


@pytest.fixture
def page(tabs: dict[int, Page], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a wide screen."""
    yield from _tab(tabs, 1400, request)


@pytest.fixture
def telephone(tabs: dict[int, Page], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a telephone."""
    yield from _tab(tabs, 375, request)


expect.set_options(timeout=PATIENCE)


def expect_title(page: Page, path: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(PAGES[path])


def expect_chosen(page: Page, chosen: list[str]) -> None:
    for key in ARTICLES:
        expect(pill(page, key)).to_have_attribute("aria-pressed", str(key in chosen).lower())


def expect_address(page: Page, path: str, **query: list[str]) -> None:
    def holds(address: str) -> bool:
        parts = urlsplit(address)
        asked = parse_qs(parts.query, keep_blank_values=True)
        return parts.path == path and {k: sorted(v) for k, v in asked.items()} == {
            k: sorted(v) for k, v in query.items()
        }

    page.wait_for_url(holds)


def at_rest(page: Page) -> None:
    """Wait until the page says that it is at rest: its script has run, charts and map are drawn, fonts are there.

    The one way to wait for a page, after it was opened and after anything was done on it.
    """
    page.evaluate(TOLD)
    try:
        page.wait_for_function(AT_REST)
    except Error as error:
        raise AssertionError(f"The page does not come to rest: {page.evaluate(WHY)}.") from error


def open_page(page: Page, address: str) -> Page:
    """Open an address as a link does that is sent: the app is loaded anew. Wait until the page is at rest."""
    page.goto(address)
    at_rest(page)
    return page


def step_to(page: Page, address: str) -> None:
    """Go to an address within the app that is open, as Back and Forward do. Wait until the page is at rest."""
    page.evaluate(STEP, address)
    at_rest(page)


def go_back(page: Page) -> None:
    page.go_back()
    at_rest(page)


def go_forward(page: Page) -> None:
    page.go_forward()
    at_rest(page)


def map_picture(page: Page) -> str:
    """Return what the map shows, small, as an address that holds the picture itself."""
    return page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.evaluate(SEEN)


def covering(page: Page, place: str) -> list[str]:
    """Return which texts of the charts at a place of the page cover each other or leave their chart."""
    found: list[str] = page.evaluate(COVERING, place)
    return found


def map_colors(canvas: Locator) -> list[int]:
    """Return the colours of a map's canvas, small."""
    colors: list[int] = canvas.evaluate(COLORS)
    return colors


def unlike(one: list[int], other: list[int]) -> int:
    """Count in how much two maps differ by more than how edges are smoothed."""
    return sum(abs(mine - yours) > 60 for mine, yours in zip(one, other, strict=True))


def pill(page: Page, key: str) -> Locator:
    """Return the control of an article, by its key."""
    return page.get_by_test_id("stSidebar").get_by_role("button", name=NAMES[key], exact=True)


def card(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-card-{name}")


def layout(page: Page, name: str) -> dict:
    return card(page, name).locator(".js-plotly-plot").evaluate(LAYOUT)


def download(page: Page, button: Locator) -> bytes:
    with page.expect_download() as started:
        button.click()
    return started.value.path().read_bytes()
