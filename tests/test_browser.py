"""The dashboard in a real browser: addresses, the filter, downloads, the map, what goes over the wire."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from get_browser import find
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from qantar import style

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
PAGES = {
    "/": "Kazakhstan",
    "/timeline": "Timeline",
    "/intervention": "Intervention",
    "/investment": "Investment",
    "/map": "Map",
    "/positions": "Positions",
    "/sources": "Sources",
}
SCMP_ADDRESS = (
    "https://www.scmp.com/news/china/diplomacy/article/3163409/why-kazakhstan-intervention-benefits-china-well-russia"
)
ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
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
    const color = trace.marker?.color;
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


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed with this file: while it is open, no other test could run an event loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield opened
        opened.close()


@contextlib.contextmanager
def visit(browser: Browser, server: str, width: int = 1280) -> Iterator[BrowserContext]:
    """Let a reader in who has never been here: light theme, nothing fetched yet."""
    context = browser.new_context(base_url=server, viewport={"width": width, "height": 900}, color_scheme="light")
    context.set_default_timeout(PATIENCE)
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


@pytest.fixture(autouse=True)
def patience() -> None:
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


def expect_settled(page: Page, path: str) -> None:
    """Wait until the page has run to its end and its charts and the map are drawn."""
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


def test_cold_deep_link_keeps_title_navigation_and_filter(browser):
    with serve() as address, visit(browser, address) as context:
        page = context.new_page()
        page.goto("/timeline?source=SCMP")
        expect_title(page, "/timeline")
        expect_chosen(page, ["SCMP"])
        links = page.get_by_role("navigation").get_by_role("link")
        expect(links).to_have_count(len(PAGES))
        expect(card(page, "january").locator(".js-plotly-plot")).to_be_visible()
        assert set(layout(page, "january")["colors"]) == {"SCMP"}
        expect_address(page, "/timeline", source=["SCMP"])


def test_pills_write_the_address_and_back_and_reload_restore_them(page):
    page.goto("/intervention")
    expect_chosen(page, ARTICLES)
    figure = page.get_by_role("figure", name=re.compile("2,500"))
    expect(figure).to_be_visible()
    pill(page, "SCMP").click()
    without = [key for key in ARTICLES if key != "SCMP"]
    expect_address(page, "/intervention", source=without)
    expect_chosen(page, without)
    expect(figure).to_have_count(0)
    page.reload()
    expect_title(page, "/intervention")
    expect_chosen(page, without)
    expect(page.get_by_role("figure").first).to_be_visible()
    expect(figure).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Sources").click()
    expect_title(page, "/sources")
    page.go_back()
    expect_title(page, "/intervention")
    expect_address(page, "/intervention", source=without)
    expect_chosen(page, without)
    expect(figure).to_have_count(0)
    pill(page, "SCMP").click()
    expect_chosen(page, ARTICLES)
    expect(figure).to_be_visible()


def test_page_links_keep_the_filter(page):
    page.goto("/?source=CEIAS")
    expect_title(page, "/")
    for path, title in list(PAGES.items())[1:]:
        page.get_by_role("navigation").get_by_role("link", name=title).click()
        expect_title(page, path)
        expect_chosen(page, ["CEIAS"])
        expect_address(page, path, source=["CEIAS"])


def test_nobody_chosen_is_an_address_of_its_own(page):
    page.goto("/timeline?source=")
    expect_title(page, "/timeline")
    expect_chosen(page, [])
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    pill(page, "RFERL").click()
    expect_address(page, "/timeline", source=["RFERL"])
    expect(card(page, "january").locator(".js-plotly-plot")).to_be_visible()


def test_no_page_asks_another_host_fails_or_overflows_a_telephone(browser, server):
    with visit(browser, server, width=375) as context:
        page = context.new_page()
        asked, faults = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        for path in PAGES:
            page.goto(path)
            expect_settled(page, path)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            widths = page.evaluate(
                """[document.documentElement, ...document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]")]
                .map(box => [box.scrollWidth, box.clientWidth])"""
            )
            assert all(inside <= outside for inside, outside in widths), f"{path}: {widths}"
        home = urlsplit(server).netloc
        others = {url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != home}
        assert asked
        assert not others
        assert not faults


def test_scripts_arrive_compressed(browser, server):
    with visit(browser, server) as context:
        page = context.new_page()
        answers = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto("/intervention")
        expect_settled(page, "/intervention")
        scripts = [answer for answer in answers if urlsplit(answer.url).path.endswith(".js")]
        assert len(scripts) > 3
        plain = [answer.url for answer in scripts if answer.header_value("content-encoding") != "gzip"]
        assert not plain
        sent = sum(int(answer.header_value("content-length") or 0) for answer in scripts)
        assert 500_000 < sent < 4_000_000


def _pictures(page: Page, buttons: Locator) -> list[Image.Image]:
    files = [download(page, buttons.nth(n)) for n in range(buttons.count())]
    assert all(data.startswith(b"\x89PNG") for data in files)
    return [Image.open(io.BytesIO(data)).convert("RGB") for data in files]


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/map"])
def test_every_chart_gives_the_same_printable_picture_under_both_themes(page, path):
    page.goto(path)
    expect_settled(page, path)
    cards = page.locator("[class*='st-key-chart-']")
    buttons = cards.get_by_role("button", name=re.compile("as PNG"))
    expect(cards).not_to_have_count(0)
    expect(cards.locator(".js-plotly-plot")).to_have_count(cards.count())
    expect(buttons).to_have_count(cards.count())
    light = _pictures(page, buttons)
    for n, picture in enumerate(light):
        assert picture.width == 2400
        assert picture.height >= 1350
        colors = {color: count for count, color in picture.getcolors(picture.width * picture.height)}
        share = colors[255, 255, 255] / (picture.width * picture.height)
        assert 0.5 < share < 0.995, f"{path}, picture {n}: {share:.3f} of it is white"
        drawn = cards.nth(n).locator(".js-plotly-plot").evaluate(LAYOUT)["colors"]
        assert drawn
        missing = {name: color for name, color in drawn.items() if colors.get(_rgb(color), 0) < 30}
        assert not missing, f"{path}, picture {n}"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"({BACKGROUND}).every(part => part < 60)")
    expect_settled(page, path)
    for picture, other in zip(light, _pictures(page, buttons), strict=True):
        assert other.size == picture.size
        assert max(ImageStat.Stat(ImageChops.difference(picture, other)).mean) < 0.2


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def test_picture_follows_the_filter(page):
    page.goto("/intervention?source=SCMP")
    expect_settled(page, "/intervention")
    (picture,) = _pictures(page, card(page, "troops").get_by_role("button", name=re.compile("as PNG")))
    colors = {color for _, color in picture.getcolors(picture.width * picture.height)}
    assert _rgb(style.color("SCMP")) in colors
    assert _rgb(style.color("RFERL")) not in colors


def _rows(page: Page) -> list[dict[str, str]]:
    text = download(page, card(page, "troops").get_by_role("button", name="CSV").first).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_holds_the_rows_drawn_with_their_passages(page):
    page.goto("/intervention?source=SCMP&source=RFERL")
    expect_settled(page, "/intervention")
    rows = _rows(page)
    assert {row["source"] for row in rows} == {"SCMP", "RFERL"}
    assert {row["id"] for row in rows} == set(layout(page, "troops")["marks"])
    stated = [row for row in rows if row["id"] == "tr-csto-kazakhstan-2500"]
    assert stated
    assert all(float(row["value"]) == 2500 for row in stated)
    assert any(
        "Some 2,500 troops" in row["quote"] and row["link"].startswith(f"{SCMP_ADDRESS}#:~:text=Some") for row in stated
    )
    pill(page, "SCMP").click()
    expect_address(page, "/intervention", source=["RFERL"])
    expect(page.get_by_role("figure", name=re.compile("2,500"))).to_have_count(0)
    rows = _rows(page)
    assert {row["source"] for row in rows} == {"RFERL"}
    assert not any(row["value"] == "2500" for row in rows)


def test_map_is_drawn_from_our_outlines_and_can_be_taken_away(page):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/map")
    expect_settled(page, "/map")
    outlines = {urlsplit(answer.url).path: answer.status for answer in answers if answer.url.endswith(".geojson")}
    assert len(outlines) >= 3
    assert set(outlines.values()) == {200}
    (picture,) = _pictures(page, card(page, "map").get_by_role("button", name=re.compile("as PNG")))
    assert picture.width == 2400
    assert picture.height >= 1350
    pixels = picture.width * picture.height
    colors = sorted(((count, color) for count, color in picture.getcolors(pixels)), reverse=True)
    wide = [color for count, color in colors if count > pixels * 0.01]
    assert (255, 255, 255) in wide
    assert len(wide) >= 3, "paper, land and water"
    assert (0, 0, 0) not in wide


def test_map_follows_the_filter(page):
    page.goto("/map?source=SCMP")
    expect_settled(page, "/map")
    canvas = card(page, "map").locator("canvas").first
    one = canvas.evaluate("canvas => canvas.toDataURL()")
    pill(page, "Bedfellows").click()
    expect_address(page, "/map", source=["SCMP", "Bedfellows"])
    changed = f"canvas => canvas.toDataURL() !== one && ({DRAWN})(canvas)"
    page.wait_for_function(
        f"one => [...document.querySelectorAll('.st-key-chart-map canvas')].some({changed})", arg=one
    )


def test_a_place_chosen_in_the_list_opens_its_passages(page):
    page.goto("/map?source=SCMP")
    expect_settled(page, "/map")
    choose(page, "map", "Ukraine's border")
    evidence = page.locator(".st-key-evidence-map")
    expect(evidence.locator("blockquote").first).to_contain_text("border with Ukraine")
    links = evidence.get_by_role("link")
    expect(links.first).to_be_visible()
    for address in [links.nth(n).get_attribute("href") for n in range(links.count())]:
        assert address.startswith(f"{SCMP_ADDRESS}#:~:text=")
    expect_address(page, "/map", source=["SCMP"], fact=["pl-ukraine-border"])


def test_a_fact_in_the_address_is_open_on_load_and_can_be_closed(page):
    page.goto("/intervention?fact=tr-csto-kazakhstan-2500")
    evidence = page.locator(".st-key-evidence-troops")
    expect(evidence.locator("blockquote").first).to_contain_text("Some 2,500 troops")
    address = evidence.get_by_role("link").first.get_attribute("href")
    start, _, text = address.partition("#:~:text=")
    assert start == SCMP_ADDRESS
    assert unquote(text) == "Some 2,500 troops under the Russia-led Collective Security Treaty Organisation"
    assert "-" not in text
    assert "," not in text
    choose(page, "troops", "few thousand")
    expect_address(page, "/intervention", fact=["tr-csto-kazakhstan-few-thousand"])
    expect(evidence.locator("blockquote").first).to_contain_text("few thousand troops")
    expect(evidence).not_to_contain_text("2,500")
    page.reload()
    expect(evidence.locator("blockquote").first).to_contain_text("few thousand troops")


def test_a_click_on_a_mark_opens_its_passages(page):
    page.goto("/intervention?source=SCMP")
    expect_settled(page, "/intervention")
    card(page, "troops").locator(".scatterlayer .trace path.point").first.click(force=True)
    expect(page.locator(".st-key-evidence-troops blockquote").first).to_contain_text("2,500 troops")
    expect_address(page, "/intervention", source=["SCMP"], fact=["tr-csto-kazakhstan-2500"])


def test_the_rows_are_one_click_away(page):
    page.goto("/intervention?source=SCMP")
    expect_settled(page, "/intervention")
    card(page, "troops").get_by_text("as a table").click()
    rows = card(page, "troops").get_by_role("row")
    expect(rows.filter(has_text="2,500")).to_have_count(1)
    expect(rows.filter(has_text="thousands")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "name", "without", "title"),
    [
        ("/timeline", "january", "CEIAS", "CEIAS"),
        ("/intervention", "troops", "RFERL", "RFE/RL"),
        ("/sources", "coverage", "Diplomat", "The Diplomat"),
    ],
)
def test_axes_places_and_colours_stay_when_the_filter_changes(page, path, name, without, title):
    page.goto(path)
    expect_settled(page, path)
    before = layout(page, name)
    assert before["colors"][title] == style.color(without)
    pill(page, without).click()
    expect_address(page, path, source=[key for key in ARTICLES if key != without])
    # While the page runs, the chart of before may stand beside the new one.
    gone = """([name, title]) => {
      const plots = document.querySelectorAll(`.st-key-chart-${name} .js-plotly-plot`);
      return plots.length === 1 && plots[0].data && !plots[0].data.some(trace => trace.name === title && trace.x?.length);
    }"""
    page.wait_for_function(gone, arg=[name, title])
    after = layout(page, name)
    assert after["ranges"]
    assert set(after["ranges"]) <= set(before["ranges"])
    assert after["marks"].items() <= before["marks"].items()
    assert after["colors"].items() <= before["colors"].items()
    assert after["colors"]["SCMP"] == style.color("SCMP")
