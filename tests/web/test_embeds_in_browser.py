"""An embed in a browser: within a page of another origin, drawn for its width, each mark with its evidence."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import covering, map_colors, unlike, visit
from playwright.sync_api import Browser, Page, expect

from qantar.facts import shared as facts_shared
from qantar.facts import sources, tables
from qantar.themes import embedded
from qantar.themes.map import rows, shared, views
from qantar.web import embeds

pytestmark = pytest.mark.browser
FRAME = '<iframe src="{}/embed/troops" title="x" width="{}" height="700" style="border:0"></iframe>'


@contextlib.contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """Serve a page of another origin, so that the frame's own rules hold; yield its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as other:
        thread = threading.Thread(target=other.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


@pytest.mark.parametrize("width", [700, 340])
def test_another_page_shows_a_chart_within_its_width(browser: Browser, server: str, width: int):
    with visit(browser, server, width=width + 40) as reader:
        faults: list[str] = []
        page = reader.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        with elsewhere(FRAME.format(server, width)) as address:
            page.goto(address)
        frame = page.frame_locator("iframe")
        chart = frame.locator("#chart .main-svg").first
        expect(chart).to_be_visible()
        expect(frame.get_by_role("heading", level=1)).to_be_visible()
        inside = page.frames[1]
        assert inside.evaluate("document.documentElement.scrollWidth") <= width
        traces = inside.evaluate("document.querySelector('#chart').data.length")
        assert traces > 0
        assert inside.evaluate("""document.fonts.check("16px 'Source Sans 3'")""")
        assert faults == []


def test_nothing_of_an_embed_is_cut_or_covered_at_any_width(browser: Browser, server: str):
    names = [name for name in embeds.known() if name != embeds.MAP]
    with visit(browser, server, 360) as reader:
        page = reader.new_page()
        found: dict[str, list[str]] = {}
        charts = 0
        for name in names:
            page.set_viewport_size({"width": 340, "height": 900})
            page.goto(f"/embed/{name}")
            if not page.locator("#chart").count():
                continue
            charts += 1
            for width in (340, 720):
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_function(
                    "width => document.querySelector('#chart')?._fullLayout?.width === width", arg=width - 32
                )
                page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
                over = covering(page, "#chart")
                if over:
                    found[f"{name} {width}"] = over[:3]
        assert charts > 20
        assert not found, "\n".join(f"{at}: {what}" for at, what in found.items())


def test_a_mark_of_an_embed_opens_its_evidence(browser: Browser, server: str):
    with visit(browser, server, width=760) as reader:
        page = reader.new_page()
        page.goto("/embed/troops?source=SCMP&reference=false")
        expect(page.locator("#chart .main-svg").first).to_be_visible()
        page.evaluate("window.open = (address) => (window.opened = String(address))")
        page.evaluate(
            "document.querySelector('#chart').emit('plotly_click', { points: [{ customdata: ['tr-csto-kazakhstan-2500'] }] })"
        )
        assert page.evaluate("opened").endswith(
            "/intervention?source=SCMP&reference=false&fact=tr-csto-kazakhstan-2500"
        )


def drawn(page: Page) -> list[int]:
    """Wait until the map is drawn; return its colours."""
    canvas = page.locator("#map[aria-busy=false] canvas")
    expect(canvas).to_be_visible(timeout=20_000)
    return map_colors(canvas)


def mark_of(fact: str, view: str, width: int) -> tuple[float, float]:
    """Return where the mark of a fact stands on a map of a width, in pixels from its upper left corner, on all days."""
    every = sources.keys(facts_shared.everything(tables.changed())["sources"])
    laid = shared.laid(view, False, rows.FIRST_LAYERS, tuple(every), True, tables.changed())
    mark = next(one for one in laid["records"] if fact in one["facts"].split("|"))
    x, y = views.pixels(*mark["p"], view)
    scale = width / views.SCREEN[0]
    return x * scale + mark["o"][0][0], y * scale + mark["o"][0][1]


def poll(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds of the map, which tells nobody when it has moved."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never does"


@pytest.fixture
def map_page(browser: Browser, server: str) -> Iterator[Page]:
    with visit(browser, server, width=views.SCREEN[0] + 32) as reader:
        page = reader.new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        yield page
        assert page.faults == []
        outside = [
            url for url in page.asked if not url.startswith((server, "data:", "blob:")) and "127.0.0.1" not in url
        ]
        assert outside == [], "it asks no other host"


def test_the_map_is_drawn_without_the_app_and_a_mark_opens_its_evidence(map_page: Page):
    page = map_page
    page.goto("/embed/map")
    drawn(page)
    assert not [url for url in page.asked if "/static/" in url]
    page.evaluate("() => { window.open = (address) => (window.opened = String(address)); }")
    fact = "ev-ref-aktau-protest"
    x, y = mark_of(fact, views.FIRST, views.SCREEN[0])
    page.locator("#map").hover(position={"x": x, "y": y})
    expect(page.locator("#map .deck-tooltip")).to_contain_text("Aktau")
    page.locator("#map").click(position={"x": x, "y": y})
    page.wait_for_function("() => window.opened")
    assert "/map?fact=" in page.evaluate("opened")
    assert f"fact={fact}" in page.evaluate("opened")


def test_a_day_and_a_view_of_the_map_take_the_place_of_the_last_and_have_an_address(map_page: Page):
    page = map_page
    page.goto("/embed/map?source=SCMP")
    all_days = drawn(page)
    page.get_by_role("link", name="5 January", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 January: ")
    expect(page.locator("#days [aria-current]")).to_be_focused()
    assert unlike(drawn(page), all_days) > 40
    assert page.url.endswith("/embed/map?source=SCMP&day=5")
    page.get_by_role("link", name="Almaty", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almaty, 5 January: ")
    city = drawn(page)
    assert page.url.endswith("/embed/map?source=SCMP&view=almaty&day=5")
    page.reload()
    assert unlike(drawn(page), city) < 3, "a link shows the same"


def test_the_wheel_scrolls_what_is_around_the_map_and_the_buttons_zoom(map_page: Page):
    page = map_page
    page.set_viewport_size({"width": views.SCREEN[0] + 32, "height": 400})
    page.goto("/embed/map")
    before = drawn(page)
    page.locator("#map").hover(position={"x": 400, "y": 100})
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => scrollY > 0")
    assert unlike(drawn(page), before) < 3
    page.get_by_role("button", name="Zoom in").click()
    # deck.gl turns its wheel over some frames.
    poll(lambda: unlike(drawn(page), before) > 120)
    page.get_by_role("button", name="Show the whole view again").click()
    poll(lambda: unlike(drawn(page), before) < 3)


def test_a_finger_on_the_map_scrolls_the_page_around_it(browser: Browser, server: str):
    with visit(browser, server, 375, has_touch=True, is_mobile=True) as reader:
        page = reader.new_page()
        page.goto("/embed/map")
        before = drawn(page)
        page.evaluate("document.querySelector('#rows').open = true")
        box = page.locator("#map canvas").bounding_box()
        finger, x, y = reader.new_cdp_session(page), box["x"] + 100, box["y"] + box["height"] - 30
        for step in range(9):
            points = [{"x": x, "y": y - 15 * step, "id": 0}]
            finger.send(
                "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points}
            )
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_function("() => scrollY > 50")
        assert unlike(drawn(page), before) < 3


@pytest.mark.parametrize("name", ["map", "troops", "corrections"])
def test_an_embed_has_no_fault_for_who_can_not_see_it(browser: Browser, server: str, name: str):
    with visit(browser, server, 720) as reader:
        page = reader.new_page()
        page.goto(f"/embed/{name}")
        if name == "map":
            drawn(page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [340, 640, 1000])
def test_the_map_fits_its_width_and_another_page_s_frame(map_page: Page, server: str, width: int):
    page = map_page
    page.set_viewport_size({"width": width + 40, "height": 900})
    with elsewhere(FRAME.replace("troops", "map").format(server, width)) as address:
        page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#map[aria-busy=false] canvas")).to_be_visible(timeout=20_000)
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollWidth") <= width
    across, down = inside.evaluate(
        "(() => { const m = document.querySelector('#map'); return [m.clientWidth, m.clientHeight]; })()"
    )
    assert across == width - 32
    assert down <= 560


def test_without_webgl_the_rows_stand_there_and_the_days_still_work(browser: Browser, server: str):
    with visit(browser, server) as reader:
        page = reader.new_page()
        page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        page.goto("/embed/map")
        expect(page.locator("#no-map")).to_be_visible()
        expect(page.locator("#rows li").first).to_be_visible()
        page.get_by_role("link", name="5 January", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("5 January: ")


@pytest.mark.parametrize(("name", "chart"), [("troops", "#chart"), ("map", "#map")])
def test_without_scripts_the_rows_stand_in_the_place_of_the_chart(browser: Browser, server: str, name: str, chart: str):
    with visit(browser, server, java_script_enabled=False) as reader:
        page = reader.new_page()
        page.goto(f"/embed/{name}")
        expect(page.locator(chart)).to_be_hidden()
        row, note = page.locator("#rows li").first, page.locator("noscript p")
        expect(note).to_be_visible()
        expect(row).to_be_visible()
        assert row.bounding_box()["y"] < note.bounding_box()["y"] + 60
    with visit(browser, server) as reader:
        page = reader.new_page()
        page.goto(f"/embed/{name}")
        expect(page.locator("#rows li").first).to_be_hidden()
        expect(page.locator("noscript p")).to_have_count(0)


# --- as high as what it shows ---

MOST_ROOM = 140
"""So many pixels of a frame may be empty: what its words need can't be known exactly."""
CHARTS_AND_LISTS = ["days", "moments", "deaths", "belonging", "glance", "trade", "map", "contacts", "leads"]
DONE = """() => {
  const chart = document.querySelector("#chart"), map = document.querySelector("#map");
  if (map) return map.ariaBusy === "false";
  return !chart || chart.querySelector(".main-svg") && chart.clientHeight === chart._fullLayout?.height;
}"""


def room_in(page: Page) -> int:
    """Return how many pixels of a page's frame are left below what it shows; less than none where some of it is hidden."""
    inside = page.frames[1]
    inside.wait_for_function(DONE)
    inside.evaluate("document.fonts.ready")
    return inside.evaluate("innerHeight - document.documentElement.offsetHeight")


@pytest.mark.parametrize("width", [embedded.TELEPHONE, 720])
def test_a_frame_is_as_high_as_its_embed_at_that_width(browser: Browser, server: str, width: int):
    with visit(browser, server, width=width + 40) as reader:
        page = reader.new_page()
        for name in CHARTS_AND_LISTS:
            asked = f"{server}/oembed?url={server}/embed/{name}&maxwidth={width}"
            told = reader.request.get(asked).json()
            assert told["width"] == width
            with elsewhere(told["html"]) as address:
                page.goto(address)
                assert 0 <= room_in(page) <= MOST_ROOM, name


def test_the_line_of_the_menu_is_as_high_as_its_embed_in_any_column(browser: Browser, server: str, one_card, articles):
    makers = {name: make for name, (_, make) in embeds.known().items() if name in ("days", "glance", "trade")}
    with visit(browser, server, width=1000) as reader:
        page = reader.new_page()
        for name, make in makers.items():
            card = one_card(make, articles, True)
            about = reader.request.get(f"{server}/embed/{name}.json").json()["layout"]["meta"]
            credit = f"{about['credit']} · data {about['data']}"
            line = embedded.framed(card, credit, f"{server}/embed/{name}", "x")
            for column in (embedded.TELEPHONE, 720):
                with elsewhere(f'<div style="width:{column}px">{line}</div>') as address:
                    page.goto(address)
                    assert page.frame_locator("iframe").locator("body").evaluate("() => innerWidth") == column
                    assert 0 <= room_in(page) <= MOST_ROOM, (name, column)
            assert "script" not in line
