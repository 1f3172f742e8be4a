"""An embed in a browser: within a page of another origin, drawn for its width, each mark with its evidence."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browsing import visit
from playwright.sync_api import Browser, expect

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
