"""What the tests in a real browser share: the server, the browser, readers who visit, and what they do."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from get_browser import find
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
PAGES = {
    "/": "Kazakhstan",
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
# Whether a canvas has been drawn: it has four colours at least.
DRAWN = """canvas => {
  const small = document.createElement("canvas");
  [small.width, small.height] = [160, 90];
  const pen = small.getContext("2d");
  pen.drawImage(canvas, 0, 0, 160, 90);
  const counts = new Map();
  const pixels = new Uint32Array(pen.getImageData(0, 0, 160, 90).data.buffer);
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return [...counts.values()].filter(count => count >= 5).length >= 4;
}"""
# Counts what is drawn with the graphics card, and remembers when that was last done.
COUNTED = """(() => {
  window.drawn = { times: 0, last: 0 };
  for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      window.drawn = { times: window.drawn.times + 1, last: performance.now() };
      return draw.apply(this, given);
    };
  }
})()"""
# What the map shows, small, and how often it has been drawn; nothing before it has fetched all that it needs and has been
# drawn since. What was fetched for an earlier choice and is still needed counts, and the tables' version doesn't.
SEEN = """needed => {
  const ends = new Map();
  for (const { name, responseEnd } of performance.getEntriesByType("resource")) {
    const { pathname, searchParams } = new URL(name);
    searchParams.delete("v");
    if (responseEnd) ends.set(`${pathname}?${searchParams}`, responseEnd);
  }
  const canvas = document.querySelector(".st-key-plot-map canvas, .st-key-chart-map canvas");
  if (!canvas || needed.some(name => !ends.has(name))) return null;
  if (window.drawn.last < Math.max(...needed.map(name => ends.get(name)))) return null;
  const small = Object.assign(document.createElement("canvas"), { width: 320, height: 200 });
  small.getContext("2d").drawImage(canvas, 0, 0, 320, 200);
  return `${window.drawn.times} ${small.toDataURL()}`;
}"""
# The red, green and blue of the page.
BACKGROUND = (
    """getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor.match(/[0-9]+/g).slice(0, 3)"""
)


@contextlib.contextmanager
def serve() -> Iterator[str]:
    """Start the dashboard as a reader does, on a free port; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "--server.port", str(port), "dashboard.py"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return
        time.sleep(0.1)
    raise RuntimeError("The dashboard did not start.")


SHARED = pytest.StashKey[str]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give all processes that run tests side by side one server: what one has made it work out, no other waits for."""
    config = node.config
    if SHARED not in config.stash:
        running = contextlib.ExitStack()
        config.stash[SHARED] = running.enter_context(serve())
        config.add_cleanup(running.close)
    node.workerinput["server"] = config.stash[SHARED]


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    shared = getattr(request.config, "workerinput", {}).get("server")
    with contextlib.nullcontext(shared) if shared else serve() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed with this file: while it is open, no other test could run an event loop."""
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
    context.add_init_script(COUNTED)
    yield context
    context.close()


@pytest.fixture(scope="module")
def reader(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader whose browser keeps the scripts from page to page, which is most of the time."""
    with visit(browser, server) as context:
        yield context


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A new tab, and with it a session of its own on the server."""
    opened = reader.new_page()
    yield opened
    opened.close()


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


def expect_settled(page: Page, path: str, before: str = "") -> str:
    """Wait until the page has run to its end and its charts and the map are drawn; return what the map shows.

    ``before``: what it showed before it was to change.
    """
    expect_title(page, path)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stElementContainer][data-stale=true]")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.js-plotly-plot .xy'))"
    )
    if path == "/map":
        page.wait_for_function(f"() => [...document.querySelectorAll('.st-key-chart-map canvas')].some({DRAWN})")
        return still(page, before)
    return ""


def needed(page: Page) -> list[str]:
    """Return the addresses from which the map of the view in the address bar is drawn, without the tables' version."""
    asked = parse_qs(urlsplit(page.url).query, keep_blank_values=True)
    view, layers = asked.get("view", [map_deck.FIRST])[0], asked.get("layers", list(map_rows.FIRST_LAYERS))
    choice = urlencode({key: asked[key] for key in ("source", "reference") if key in asked}, doseq=True)
    # The addresses are the same on every day.
    shown = [layer for layer in map_rows.LAYERS if layer in layers]
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    narrow = page.viewport_size["width"] <= 760
    drawn = map_deck.deck(view, 0, shown, f"?{choice}", "dark" if dark else "light", narrow=narrow)
    found = set()
    for layer in json.loads(drawn.to_json())["layers"]:
        for value in layer.values():
            if isinstance(value, str) and value.startswith(("/map/", "/assets/")):
                parts = urlsplit(value)
                found.add(f"{parts.path}?{urlencode(parse_qs(parts.query, keep_blank_values=True), doseq=True)}")
    return sorted(found)


def still(page: Page, before: str = "") -> str:
    """Wait until the map of this view has fetched all that it draws and comes to rest, and return what it shows.

    ``before``: what it showed before it was to change, which is waited for too.
    """
    addresses, last, same = needed(page), None, 0
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        now = page.evaluate(SEEN, addresses)
        same = same + 1 if now and now == last else 0
        last = now
        if same >= 3 and (picture := now.partition(" ")[2]) != before:
            return picture
        page.wait_for_timeout(150)
    raise AssertionError("The map did not change." if last else "The map did not come to rest.")


def pill(page: Page, key: str) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_role("button", name=key, exact=True)


def card(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-chart-{name}")


def layout(page: Page, name: str) -> dict:
    return card(page, name).locator(".js-plotly-plot").evaluate(LAYOUT)


def download(page: Page, button: Locator) -> bytes:
    with page.expect_download() as started:
        button.click()
    return started.value.path().read_bytes()


def choose(page: Page, name: str, words: str) -> None:
    """Choose a row in the list under a chart, with the keyboard."""
    box = card(page, name).get_by_role("combobox", name="Open the evidence of")
    box.click()
    box.press_sequentially(words)
    page.get_by_role("option").filter(has_text=words).first.click()
