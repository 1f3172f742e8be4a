"""The map in a real browser: views, days, layers, clicks, the table, the filter, and what goes over the wire."""

from __future__ import annotations

import base64
import contextlib
import io
import re

import pytest
from browsing import (
    ARTICLES,
    card,
    expect_address,
    expect_chosen,
    expect_settled,
    pill,
    still,
    visit,
)  # fmt: skip
from PIL import Image, ImageChops
from playwright.sync_api import Error, Page, expect

from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows

pytestmark = pytest.mark.browser


def opened(page: Page, query: str = "") -> str:
    """Open the map and return what it shows when it has come to rest."""
    page.goto(f"/map{query}")
    return expect_settled(page, "/map")


def title(page: Page) -> str:
    return card(page, "map").get_by_role("heading", level=3).inner_text()


def legend(page: Page) -> list[str]:
    return card(page, "map").locator(".qantar-legend span").all_inner_texts()


def unlike(one: str, other: str) -> int:
    """Return by how much two pictures differ at most, in one colour of one pixel, of 255."""
    first, second = (
        Image.open(io.BytesIO(base64.b64decode(text.split(",")[1]))).convert("RGB") for text in (one, other)
    )
    assert first.size == second.size
    return max(high for _, high in ImageChops.difference(first, second).getextrema())


def day(page: Page) -> str:
    return page.get_by_role("slider", name="Day of January 2022").get_attribute("aria-valuetext") or ""


def spot(page: Page, view: str, lon: float, lat: float, offset: list[int]) -> tuple[float, float]:
    """Return where a mark stands in the window, worked out from its coordinates."""
    canvas = card(page, "map").locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    middle = map_deck.VIEWS[view]
    x, y = map_deck.pixels(lon, lat, view)
    x0, y0 = map_deck.pixels(middle["longitude"], middle["latitude"], view)
    return box["x"] + box["width"] / 2 + x - x0 + offset[0], box["y"] + box["height"] / 2 + y - y0 + offset[1]


def test_the_days_step_by_key_play_and_pause(page):
    sent: list[int] = []
    asked: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    opened(page, "?day=4+January")
    page.on("request", lambda request: asked.append(request.url))
    sent.clear()
    page.get_by_role("slider", name="Day of January 2022").press("ArrowRight")
    expect_address(page, "/map", day=["5 January"])
    expect(card(page, "map").get_by_role("heading", level=3)).to_contain_text("5 January 2022: protest in")
    expect_settled(page, "/map")
    assert not [address for address in asked if "/map/" in address or "/assets/" in address], "no mark is sent again"
    assert 1000 < sum(sent) < 120_000, "before it is compressed"
    page.get_by_role("button", name="Play").click()
    for shown in ("6 January 2022", "7 January 2022"):
        expect(card(page, "map").get_by_role("heading", level=3)).to_contain_text(shown)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect_settled(page, "/map")
    at = title(page)
    page.wait_for_timeout(4000)
    assert title(page) == at
    shown = re.match(r"(\d+ January) 2022", at).group(1)
    expect_address(page, "/map", day=[shown])


def test_layers_come_and_go_with_their_legend(page):
    full = opened(page)
    assert {"Protest", "Violence", "Deaths, the larger the more: 17 to 151"} <= set(legend(page))
    page.get_by_role("button", name="Unrest", exact=True).click()
    rest = [layer for layer in map_rows.FIRST_LAYERS if layer != "Unrest"]
    expect_address(page, "/map", layers=rest)
    expect_settled(page, "/map", before=full)
    assert not {"Protest", "Violence"} & set(legend(page))
    page.get_by_role("button", name="Unrest", exact=True).click()
    expect_address(page, "/map")
    assert expect_settled(page, "/map") == full
    assert {"Protest", "Violence"} <= set(legend(page))


def test_a_click_on_a_mark_opens_its_evidence(page, whole):
    """The mark is clicked where its coordinates put it."""
    opened(page, "?day=5+January&layers=Unrest")
    facts = map_rows.facts(whole)
    found = map_rows.marks(facts[facts["layer"] == "Unrest"], whole["places"], "Central Asia")
    (mark,) = [one for one in map_deck.records(found, "Central Asia") if one["title"] == "Protest: Kostanay"]
    x, y = spot(page, "Central Asia", *mark["p"], mark["o"][5])
    page.mouse.move(x, y)
    expect(card(page, "map").get_by_text("Protest: Kostanay")).to_be_visible()
    evidence = page.locator(".st-key-evidence-map")
    for _ in range(4):
        # A slow machine may take a click for the begin of a drag.
        page.mouse.click(x, y)
        with contextlib.suppress(Error):
            evidence.wait_for(timeout=5000)
            break
    expect(evidence).to_contain_text("Kostanay")
    expect(evidence.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://.+#:~:text="))
    expect_address(page, "/map", day=["5 January"], layers=["Unrest"], fact=[mark["facts"].split("|")[0]])


def test_views_have_pictures_and_addresses_of_their_own_and_a_row_moves_the_map(page):
    region = opened(page, "?layers=Unrest")
    page.get_by_role("radio", name="Almaty").or_(page.get_by_role("button", name="Almaty", exact=True)).first.click()
    expect_address(page, "/map", layers=["Unrest"], view=["Almaty"])
    expect(card(page, "map").get_by_role("heading", level=3)).to_contain_text("Almaty, 1–20 January 2022")
    city = expect_settled(page, "/map", before=region)
    table = page.locator(".st-key-table-of-map").get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 55)
    expect(page.locator(".st-key-evidence-map")).to_be_visible()
    page.wait_for_url(re.compile("fact=ev-"))
    expect_settled(page, "/map", before=city)


def test_each_article_has_a_map_of_its_own_that_a_reload_keeps(page):
    picture = opened(page, "?reference=false&day=6+January")
    shown = {(): picture}
    for source in ARTICLES[:-1]:
        pill(page, source).click()
        rest = ARTICLES[ARTICLES.index(source) + 1 :]
        expect_chosen(page, rest)
        expect_address(page, "/map", source=rest, reference=["false"], day=["6 January"])
        picture = expect_settled(page, "/map", before=picture)
        shown[tuple(rest)] = picture
    assert len(set(shown.values())) == len(ARTICLES), "each article adds something"
    at = title(page)
    page.reload()
    expect_settled(page, "/map")
    expect_chosen(page, ARTICLES[-1:])
    expect_address(page, "/map", source=ARTICLES[-1:], reference=["false"], day=["6 January"])
    assert title(page) == at
    # Edges of letters depend on which letters the browser has drawn before; nothing else may differ.
    assert unlike(still(page), shown[tuple(ARTICLES[-1:])]) < 40


def test_the_map_asks_no_other_host_and_the_first_drawing_is_small(browser, server):
    with visit(browser, server) as context:
        page = context.new_page()
        answers = []
        page.on("response", lambda answer: answers.append(answer))
        opened(page)
        assert {answer.url.startswith(server) for answer in answers if answer.url.startswith("http")} == {True}
        drawn = [answer for answer in answers if re.search(r"/map/.+json|/assets/.+(json|svg)", answer.url)]
        assert len(drawn) > 10
        sent = sum(
            len(answer.body()) if "content-length" not in answer.headers else int(answer.headers["content-length"])
            for answer in drawn
        )
        assert sent < 400_000


def test_views_can_be_switched_without_an_error(page):
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    shown = opened(page, "?day=5+January")
    for view in ("Almaty", "Central Asia", "All places"):
        page.get_by_role("radio", name=view).or_(page.get_by_role("button", name=view, exact=True)).first.click()
        shown = expect_settled(page, "/map", before=shown)
    assert not [line for line in said if "deck" in line or "accessor" in line]


def test_what_is_open_stays_open_in_the_card_or_the_page_says_where_it_is(page):
    opened(page, "?layers=Unrest&day=5+January&fact=ev-ref-kostanay-protest")
    expect(card(page, "map").locator(".st-key-evidence-map")).to_contain_text("Kostanay")
    expect(page.locator("[class*='st-key-evidence-asked']")).to_have_count(0)
    page.reload()
    expect(card(page, "map").locator(".st-key-evidence-map")).to_contain_text("Kostanay")
    opened(page, "?view=Almaty&day=5+January&fact=ev-ref-kostanay-protest")
    note = card(page, "map").get_by_test_id("stAlert")
    expect(note).to_be_visible()
    expect(note.get_by_role("link")).to_have_attribute(
        "href", re.compile("day=5.*January.*fact=ev-ref-kostanay-protest")
    )


def test_an_empty_map_says_where_there_is_something(page):
    page.goto("/map?view=Almaty&layers=Projects&day=5+January")
    note = card(page, "map").get_by_test_id("stAlert")
    expect(note).to_contain_text("nothing of these layers on the view Almaty")
    expect(note.get_by_role("link", name="Central Asia")).to_have_attribute("href", re.compile("layers=Projects"))
    expect(page.get_by_text("Sources: ·")).to_have_count(0)
