"""Every page as a reader opens it: on a wide screen and on a telephone, with all articles, with one, and with none."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
import zlib
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PAGES, at_rest, covering, download, open_page, step_to
from openpyxl import load_workbook
from packaged import faults
from playwright.sync_api import Page, expect
from small import ROOT

from qantar.facts import edition

pytestmark = pytest.mark.browser

SCREEN = 900
LONGEST, LONGER = 4_500, {"/disagreements": 5_500, "/alliances": 5_500}
WORDS, CONTROLS = {"/disagreements": 1_300}, {"/disagreements": 60}
CARDS = 5
# What a page looks like: its length, words and controls, and where its lead chart ends.
SEEN = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const lead = main.querySelector(".js-plotly-plot, canvas, [class*=st-key-card-] table, [class*=st-key-card-] .qantar-corrections");
  const inside = [...main.querySelectorAll("*")].filter(part => part.getBoundingClientRect().right > innerWidth + 1
    && !part.closest(".st-key-pages, .qantar-table, [style*=overflow], [data-testid=stDataFrame]")
    && getComputedStyle(part).position !== "fixed"
    && !part.closest(".st-key-browser, .st-key-rest, [class*=st-key-print-], [data-testid=stDeckGlJsonChart]"));
  return {
    length: main.scrollHeight, lead: lead ? lead.getBoundingClientRect().bottom + main.scrollTop : null,
    wide: inside.map(part => part.tagName + "." + part.className).slice(0, 5),
    words: main.innerText.split(/\\s+/).length, controls: main.querySelectorAll("button, input, [role=combobox], summary").length,
    cards: main.querySelectorAll("[class*='st-key-card-']").length,
    headings: [...document.querySelectorAll("h1")].map(heading => heading.innerText),
    broken: [...main.querySelectorAll("[data-testid=stException]")].length,
    tell: main.innerText,
  };
}"""


@pytest.fixture(autouse=True)
def no_error_of_a_script(page, telephone):
    """No script of the page may stumble in any of these tests."""
    errors: list[str] = []
    note = lambda error: errors.append(str(error))  # noqa: E731
    for tab in (page, telephone):
        tab.on("pageerror", note)
    yield
    for tab in (page, telephone):
        tab.remove_listener("pageerror", note)
    assert errors == []


def seen(page: Page, path: str) -> dict:
    """Say what the page looks like that is open."""
    found = {**page.evaluate(SEEN), "over": covering(page, "[data-testid=stMain]")}
    assert found["broken"] == 0
    assert len(found["headings"]) == 1
    assert PAGES[path] in found["headings"][0]
    assert "could not be drawn" not in found["tell"]
    return found


CONTRAST = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def no_barriers(page: Page) -> None:
    """Let axe look at the open page: at all of it in light colours, and in dark ones at these, which are all that changes."""
    light = Axe().run(page)
    page.emulate_media(color_scheme="dark")
    at_rest(page)
    dark = Axe().run(page, options=CONTRAST)
    page.emulate_media(color_scheme="light")
    for scheme, found in (("light", light), ("dark", dark)):
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_on_its_first_screen_and_stays_short(page, path):
    open_page(page, path)
    found = seen(page, path)
    if path != "/map":
        assert found["lead"] is not None
        assert found["lead"] <= SCREEN or path == "/disagreements", "a list of rows may be longer"
        assert 1 <= found["cards"] <= CARDS
    if path == "/":
        matrix = page.locator(".st-key-card-glance .js-plotly-plot").bounding_box()
        assert matrix["y"] + matrix["height"] <= SCREEN, "the whole matrix stands on the front page's first screen"
    assert found["length"] <= LONGER.get(path, LONGEST)
    assert found["words"] <= WORDS.get(path, 900)
    assert found["controls"] <= CONTROLS.get(path, 40)
    assert found["over"] == []
    assert found["wide"] == []
    no_barriers(page)
    # With one article and without reference data nothing overlaps either.
    step_to(page, f"{path}?source=CEIAS&reference=false")
    one = seen(page, path)
    assert one["over"] == []
    assert "Only CEIAS" in one["tell"]


@pytest.mark.parametrize("width", [820, 1060, 1180, 1366])
def test_between_a_telephone_and_a_desk_each_chart_is_laid_out_for_what_it_has(page, width):
    usual = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    try:
        open_page(page, "/")
        for path in PAGES:
            step_to(page, path)
            found = seen(page, path)
            assert found["over"] == [], path
            assert found["wide"] == [], path
    finally:
        page.set_viewport_size(usual)


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_has_all_of_a_page_within_its_width(telephone, path):
    # The first in a tab opens the app, the others step on within it.
    (step_to if telephone.url.startswith("http") else open_page)(telephone, path)
    found = seen(telephone, path)
    assert found["over"] == []
    assert found["wide"] == []
    no_barriers(telephone)
    # As narrow as telephones get, or as a screen whose reader needs letters twice as large.
    telephone.set_viewport_size({"width": 320, "height": 640})
    at_rest(telephone)
    smallest = seen(telephone, path)
    telephone.set_viewport_size({"width": 375, "height": SCREEN})
    assert smallest["over"] == []
    assert smallest["wide"] == []
    step_to(telephone, f"{path}?source=")
    assert "No article is chosen" in seen(telephone, path)["tell"]


def chunks(png: bytes) -> dict[str, str]:
    """Return keyword → text of a PNG's text chunks."""
    at, found = 8, {}
    while at < len(png):
        (size,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"iTXt":
            key, rest = png[at + 8 : at + 8 + size].split(b"\0", 1)
            packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
            found[key.decode()] = (zlib.decompress(text) if packed else text).decode()
        at += size + 12
    return found


def test_what_a_card_s_menu_gives_carries_what_it_is_and_follows_the_filter(page, server):
    open_page(page, "/intervention?source=SCMP")
    card = page.locator(".st-key-card-troops")
    title = card.get_by_role("heading").first.inner_text()
    card.get_by_role("button", name="Download").click()
    at_rest(page)
    png = download(page, page.get_by_role("button", name="PNG").first)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width == 2400
    assert 900 <= height <= 2400
    said = chunks(png)
    assert said["Title"] == title
    assert said["Source"].startswith("Sources: SCMP; reference data:")
    assert "filter: SCMP" in said["Source"]
    assert "source=SCMP" in said["URL"]
    svg = download(page, page.get_by_role("button", name="SVG").first).decode()
    for text in ("SCMP", "reference data", "2,500"):
        assert text in re.sub("<[^>]*>", "", svg), text
    rows = list(
        csv.DictReader(io.StringIO(download(page, page.get_by_role("button", name="CSV").first).decode("utf-8-sig")))
    )
    assert any("2,500" in row["quote"] and row["source"] == "SCMP" for row in rows)
    assert not any(row["source"] in ("RFERL", "Bedfellows") for row in rows)
    book = load_workbook(io.BytesIO(download(page, page.get_by_role("button", name="Excel").first)))
    assert book.sheetnames == ["Rows", "Sources", "Columns"]
    assert book["Rows"].max_row == len(rows) + 1
    page.get_by_role("button", name="Copy the link to this card").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/intervention?source=SCMP#troops")
    menu = page.get_by_test_id("stPopoverBody")
    menu.get_by_text("Embed", exact=True).click()
    at_rest(page)
    line = menu.get_by_test_id("stCode").first.inner_text()
    framed = unescape(re.search(r'src="([^"]+)"', line)[1])
    assert framed == f"{server}/embed/troops?source=SCMP"
    assert page.request.get(framed).status == 200
    menu.get_by_text("Cite", exact=True).click()
    at_rest(page)
    cited = menu.inner_text()
    assert "South China Morning Post" in cited
    assert copied in cited
    assert "Vassal" not in cited, "an article that isn't chosen"
    with page.expect_download() as started:
        menu.get_by_role("button", name="RIS file").click()
    assert started.value.suggested_filename.endswith(".ris")
    assert started.value.path().read_text(encoding="utf-8").startswith("TY  - ELEC")
    # Without reference data the line says so, too.
    open_page(page, "/intervention?source=SCMP&reference=false")
    card.get_by_role("button", name="Download").click()
    at_rest(page)
    menu.get_by_text("Embed", exact=True).click()
    at_rest(page)
    alone = unescape(re.search(r'src="([^"]+)"', menu.get_by_test_id("stCode").first.inner_text())[1])
    assert alone == f"{server}/embed/troops?source=SCMP&reference=false"


@pytest.mark.parametrize(
    ("path", "name", "query"),
    [("map", "map", "view=almaty&day=5"), ("positions", "positions", "topic=security"), ("positions", "positions", "group=camp")],
)  # fmt: skip
def test_the_line_that_embeds_a_card_shows_it_as_it_is_seen(page, server, path, name, query):
    open_page(page, f"/{path}?source=SCMP&{query}")
    page.locator(f".st-key-card-{name}").get_by_role("button", name="Download").click()
    at_rest(page)
    menu = page.get_by_test_id("stPopoverBody")
    menu.get_by_text("Embed", exact=True).click()
    at_rest(page)
    framed = unescape(re.search(r'src="([^"]+)"', menu.get_by_test_id("stCode").first.inner_text())[1])
    assert framed == f"{server}/embed/{name}?source=SCMP&{query}"


def test_all_of_a_page_comes_in_one_file(page):
    open_page(page, "/positions?source=SCMP&source=CEIAS&reference=false")
    page.get_by_role("button", name="Download the page").click()
    at_rest(page)
    with zipfile.ZipFile(io.BytesIO(download(page, page.get_by_role("button", name="Download all")))) as files:
        names = files.namelist()
        assert "citations.bib" in " ".join(names)
        pictures = {name.rpartition(".")[0] for name in names if name.endswith(".png")}
        assert pictures
        assert pictures == {name.rpartition(".")[0] for name in names if name.endswith(".svg")}
        for name in pictures:
            said = chunks(files.read(f"{name}.png"))
            assert said["Source"].startswith("Sources: ")
            assert "RFE/RL" not in said["Source"]
            assert said["Source"].endswith(f" · data {edition.name()}"), "the state of the data"
            assert f"{name}.csv" in names
        rows = [
            row for name in names if name.endswith(".csv")
            for row in csv.DictReader(io.StringIO(files.read(name).decode("utf-8-sig")))
        ]  # fmt: skip
        texts = {
            name: files.read(name).decode("utf-8-sig") for name in names if name.endswith((".csv", ".json", ".txt"))
        }
        package = json.loads(texts["datapackage.json"])
        assert files.read("README.md") == (ROOT / "data" / "README.md").read_bytes()
    assert {resource["path"] for resource in package["resources"]} == {name for name in names if name.endswith(".csv")}
    assert faults(package, texts) == []
    assert package["version"].split("+")[1] in texts["README.txt"], "the state of the data"
    assert {row["source"] for row in rows} == {"SCMP", "CEIAS"}


def test_a_page_is_cited_with_the_same_sources_in_its_menu_its_file_and_at_its_address(page, server):
    open_page(page, "/timeline?source=SCMP")
    listed = [item["id"] for item in page.request.get(f"{server}/cite/timeline.json?source=SCMP").json()[1:]]
    assert "SCMP" in listed
    assert any(key.startswith("ref-") for key in listed)
    page.get_by_role("button", name="Cite", exact=True).click()
    at_rest(page)
    taken = download(page, page.get_by_role("button", name="RIS file")).decode()
    assert re.findall(r"^ID  - (.*)$", taken, re.MULTILINE)[1:] == listed
    open_page(page, "/timeline?source=SCMP")
    page.get_by_role("button", name="Download the page").click()
    at_rest(page)
    with zipfile.ZipFile(io.BytesIO(download(page, page.get_by_role("button", name="Download all")))) as files:
        bibliography, note = (files.read(name).decode() for name in ("citations.bib", "README.txt"))
    assert re.findall(r"^@misc\{(.*),$", bibliography, re.MULTILINE)[1:] == listed
    assert f"Rests on: SCMP and {len(listed) - 1} pages of reference data." in note


def test_the_map_is_cited_with_the_sources_of_the_layers_that_are_seen(page):
    """Its address holds the layers, so what is cited is what it opens."""
    found = []
    for layers in ("troops", "unrest"):
        open_page(page, f"/map?layers={layers}")
        page.get_by_role("button", name="Cite", exact=True).click()
        at_rest(page)
        taken = download(page, page.get_by_role("button", name="RIS file")).decode()
        found.append(set(re.findall(r"^ID  - (.*)$", taken, re.MULTILINE)[1:]))
    assert all(found)
    assert found[0] != found[1]


def test_a_link_in_the_table_of_a_card_opens_the_evidence(page):
    open_page(page, "/intervention?table=troops")
    table = page.locator(".st-key-card-troops table")
    expect(table).to_be_visible()
    table.get_by_role("link").first.click()
    at_rest(page)
    expect(page.get_by_test_id("stDialog").locator("blockquote").first).to_be_visible()
    no_barriers(page)
