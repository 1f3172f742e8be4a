"""Below a base path, as behind a proxy that serves other things too, everything works: pages, data, embeds, map, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from browsing import at_rest, serve, visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
BASE = "kz/qantar"
SERVED = [
    "/", "/timeline", "/map?source=SCMP", "/data/events.csv", "/data/tables/events.csv", "/data/qantar.xlsx", "/data/datapackage.json",
    "/data/", "/cite/map.ris", "/embed/troops", "/embed/troops.json", "/embed/map", "/preview/map.png", "/robots.txt", "/sitemap.xml",
    "/assets/lakes.geojson", "/assets/marks.svg", "/assets/plotly.js", "/map/almaty/protest.json",
]  # fmt: skip


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The dashboard below a path."""
    with serve(BASE) as address:
        yield address


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=60) as client:
        yield client


@pytest.mark.parametrize("path", SERVED)
def test_everything_is_answered_below_the_path(below: str, client: httpx.Client, path: str):
    answer = client.get(below + path)
    assert answer.status_code == 200
    if path.startswith(("/data", "/embed")):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_the_addresses_that_a_page_names_have_the_path_in_them(below: str, client: httpx.Client):
    text = client.get(f"{below}/timeline").text
    assert f'<link rel="canonical" href="{below}/timeline">' in text
    assert f'content="{below}/preview/timeline.png' in text
    named = re.findall(r'(?:href|src)="(\./[^"]+|http://127[^"]+)"', text)
    assert len(named) > 40
    for address in {urljoin(f"{below}/timeline", unescape(one)) for one in named}:
        assert urlsplit(address).path.startswith(f"/{BASE}/"), address
        if not address.endswith((".js", ".css")):
            assert client.head(address).status_code in (200, 405), address
    assert f"{below}/sitemap.xml" in client.get(f"{below}/robots.txt").text
    assert f"<loc>{below}/map</loc>" in client.get(f"{below}/sitemap.xml").text
    embed = client.get(f"{below}/embed/troops").text
    assert f'href="{below}/intervention#troops"' in embed
    offered = unescape(re.search(r'json\+oembed" href="([^"]+)"', embed)[1])
    assert f'src="{below}/embed/troops"' in client.get(offered).json()["html"]


def test_what_is_not_there_is_not_there(below: str, client: httpx.Client):
    assert client.get(f"{below}/nosuch").status_code == 404
    assert f'href="/{BASE}/timeline"' in client.get(f"{below}/nosuch").text
    answer = client.get(f"{below}/Timeline?source=SCMP")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/{BASE}/timeline?source=SCMP")
    root = below.removesuffix(f"/{BASE}")
    assert client.get(f"{root}/timeline").status_code == 404
    assert client.get(f"{root}/data/events.csv").status_code == 404
    assert client.get(below).status_code == 200 or client.get(below).headers["location"].endswith(f"/{BASE}/")


def test_a_page_asks_for_nothing_outside_the_path(browser: Browser, below: str):
    with visit(browser, below) as reader:
        page, asked, failed = reader.new_page(), [], []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.on(
            "response",
            lambda answer: failed.append(answer.url) if answer.status >= 400 and "_stcore" not in answer.url else None,
        )
        links = []
        for path in ("/map", "/sources"):
            page.goto(f"/{BASE}{path}")
            at_rest(page)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            links += page.locator("main a[href]").evaluate_all("links => links.map(link => link.href)")
        # The app looks for its server at more than one place.
        outside = [
            one for one in asked if not one.startswith(f"/{BASE}/") and "_stcore" not in one and one.startswith("/")
        ]
        assert outside == []
        assert failed == []
        assert links
        for address in map(urlsplit, links):
            assert address.netloc != urlsplit(below).netloc or address.path.startswith(f"/{BASE}/"), address
