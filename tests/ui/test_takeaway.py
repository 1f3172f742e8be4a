"""What a reader takes away, in a real browser: every file is downloaded as a reader does, and opened."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import BACKGROUND, LAYOUT, PAGES, card, download, expect_address, expect_settled, visit
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from qantar import export, themes
from qantar.charts import style

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
ALONE = "/intervention?reference=false"
TELEPHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36"
)
# How far each chart can be moved sideways, and what of its words is outside of it or lies on other words.
WHOLE = """boxes => boxes.map(box => {
  const whole = box.querySelector(".main-svg").getBoundingClientRect();
  const faults = [];
  for (let part = box; part.dataset.testid !== "stMain"; part = part.parentElement)
    if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible")
      faults.push(`moves sideways by ${part.scrollWidth - part.clientWidth}`);
  const lines = [...box.querySelectorAll("text")].flatMap(text => {
    const parts = [...text.querySelectorAll(":scope > tspan.line")];
    return parts.length ? parts : [text];
  }).filter(line => line.textContent.trim()).map(line => {
    const range = document.createRange();
    range.selectNodeContents(line);
    return [line.textContent.trim(), range.getBoundingClientRect()];
  });
  lines.forEach(([text, at], n) => {
    if (at.left < whole.left - 1 || at.right > whole.right + 1 || at.top < whole.top - 1 || at.bottom > whole.bottom + 1)
      faults.push(`«${text}» is cut`);
    for (const [other, there] of lines.slice(n + 1))
      if (Math.min(at.right, there.right) - Math.max(at.left, there.left) > 2
        && Math.min(at.bottom, there.bottom) - Math.max(at.top, there.top) > 5) faults.push(`«${text}» covers «${other}»`);
  });
  return { texts: lines.length, inside: whole.right <= innerWidth && whole.left >= 0, faults };
})"""
CHUNKS = ["Title", "Description", "Source", "Copyright", "URL"]


def settled(page: Page, address: str) -> None:
    page.goto(address)
    expect_settled(page, urlsplit(address).path)
    expect(page.get_by_role("button", name="Download all")).to_be_visible()


def shown(page: Page) -> list[str]:
    """Return the names of the charts and maps on a page, in their order."""
    found = page.locator("[class*='st-key-chart-']").evaluate_all(
        "boxes => boxes.map(box => [...box.classList].find(name => name.startsWith('st-key-chart-')))"
    )
    return [name.removeprefix("st-key-chart-") for name in found]


def button(page: Page, name: str, kind: str) -> Locator:
    return card(page, name).get_by_role("button", name=re.compile(f"as {kind}$"))


def all_tables(page: Page) -> dict[str, bytes]:
    """Download all, and return the files of the ZIP by name."""
    with page.expect_download() as started:
        page.get_by_role("button", name="Download all").click()
    with zipfile.ZipFile(started.value.path()) as packed:
        assert packed.testzip() is None
        assert len(set(packed.namelist())) == len(packed.namelist())
        return {name: packed.read(name) for name in packed.namelist()}


def opened(data: bytes) -> Image.Image:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    Image.open(io.BytesIO(data)).verify()  # every checksum
    return Image.open(io.BytesIO(data))


def colors(picture: Image.Image) -> dict[tuple[int, int, int], int]:
    flat = picture.convert("RGB")
    return {color: count for count, color in flat.getcolors(flat.width * flat.height)}


def rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def texts(page: Page, name: str) -> dict[str, str]:
    """Return what a card says on the page."""
    box = card(page, name)
    captions = [text.strip() for text in box.get_by_test_id("stCaptionContainer").all_inner_texts()]
    return {
        "title": box.get_by_role("heading", level=3).inner_text().strip(),
        "reading": captions[0],
        "credit": next(text for text in captions if text.startswith("Sources:")),
    }


def reopens(address: str, page: Page, name: str) -> None:
    """Check that an address is that of the page's view, at the card."""
    parts, here = urlsplit(address), urlsplit(page.url)
    assert (parts.scheme, parts.netloc, parts.path) == (here.scheme, here.netloc, here.path)
    shown = {key: value for key, value in parse_qs(here.query, keep_blank_values=True).items() if key != "fact"}
    assert parse_qs(parts.query, keep_blank_values=True) == shown
    assert parts.fragment == name


def alike(one: bytes, other: bytes) -> bool:
    """Say whether two files show the same: pictures of the same size whose pixels hardly differ, or the same bytes."""
    return one == other or (one.startswith(b"\x89PNG") and same(opened(one), opened(other)) < 0.2)


def same(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures differ: the mean difference of the channel that differs most, of 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def size_of(card: themes.Card, how: str, credit: str) -> tuple[int, int]:
    """Return the size of a card's picture in pixels: 2400 × 1350, unless its rows need more."""
    if card.name == "map":
        return 2400, 1350
    around = export.texts(card.title, how, credit)
    layout = export.white(card.draw(*card.arguments), around).layout
    return layout.width * export.SCALE, layout.height * export.SCALE


def check_png(page: Page, name: str, data: bytes) -> None:
    picture, said = opened(data), texts(page, name)
    assert picture.width == 2400
    assert picture.height >= 1350
    assert list(picture.text) == CHUNKS
    assert picture.text["Title"] == said["title"]
    assert picture.text["Description"].startswith(said["title"])
    assert len(picture.text["Description"]) > len(said["title"]) + 20
    assert picture.text["Source"].startswith(said["credit"])
    assert "CC BY 4.0" in picture.text["Copyright"]
    reopens(picture.text["URL"], page, name)
    counts = colors(picture)
    share = counts[255, 255, 255] / (picture.width * picture.height)
    if name == "map":
        assert 0.2 < share < 0.6
        wide = [color for color, count in counts.items() if count > 0.02 * picture.width * picture.height]
        assert len(wide) >= 3, "paper, land and water"
        return
    assert 0.5 < share < 0.995
    drawn = card(page, name).locator(".js-plotly-plot").evaluate(LAYOUT)["colors"]
    assert drawn
    missing = {key: color for key, color in drawn.items() if counts.get(rgb(color), 0) < 30}
    assert not missing


def check_svg(page: Page, name: str, data: bytes, png: bytes) -> None:
    root = ET.fromstring(data)  # noqa: S314 - our own file
    said, inside = texts(page, name), opened(png).text
    assert root.tag == f"{SVG}svg"
    assert [child.tag for child in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}metadata"]
    assert root.find(f"{SVG}title").text == inside["Title"]
    assert root.find(f"{SVG}desc").text == inside["Description"]
    about = {tag: root.find(f".//{DC}{tag}").text for tag in ("source", "identifier", "rights")}
    assert about == {"source": inside["Source"], "identifier": inside["URL"], "rights": inside["Copyright"]}
    assert int(root.get("width")) * 2 == 2400
    assert int(root.get("height")) * 2 == opened(png).height
    written = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for part in said.values():
        assert re.sub(r"\s", "", part) in re.sub(r"\s", "", written), "the picture itself says it"
    style_of = data.decode("utf-8")
    for color in card(page, name).locator(".js-plotly-plot").evaluate(LAYOUT)["colors"].values():
        red, green, blue = rgb(color)
        assert f"rgb({red}, {green}, {blue})" in style_of


@pytest.fixture(scope="module")
def desk(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader at a desk, who keeps the scripts from page to page."""
    with visit(browser, server, width=1400, permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context


@pytest.fixture
def page(desk: BrowserContext) -> Iterator[Page]:
    opened = desk.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pocket(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader with a dark telephone that has a fine screen."""
    phone = {"width": 375, "color_scheme": "dark", "device_scale_factor": 2, "user_agent": TELEPHONE}
    with visit(browser, server, **phone) as context:
        yield context


@dataclass(frozen=True)
class Phone:
    """A page on the telephone, what it has asked for and what went wrong."""

    address: str
    page: Page
    asked: list[str]
    faults: list[str]


@pytest.fixture(scope="module", params=[*PAGES, ALONE])
def phone(pocket: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A page on the telephone, opened once for all that is looked at there."""
    opened = Phone(request.param, pocket.new_page(), [], [])
    opened.page.on("request", lambda request: opened.asked.append(request.url))
    opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
    settled(opened.page, opened.address)
    opened.page.wait_for_function(f"({BACKGROUND}).every(part => part < 60)")
    yield opened
    opened.page.close()


def test_no_page_asks_another_host_fails_or_overflows_a_telephone(phone, server):
    expect(phone.page.get_by_test_id("stException")).to_have_count(0)
    widths = phone.page.evaluate(
        """[document.documentElement, ...document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]")]
        .map(box => [box.scrollWidth, box.clientWidth])"""
    )
    assert all(inside <= outside for inside, outside in widths), widths
    home = urlsplit(server).netloc
    others = {
        url for url in phone.asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != home
    }
    assert phone.asked
    assert not others
    assert not phone.faults


def test_every_chart_is_whole_on_a_telephone_and_nothing_moves_sideways(phone):
    found = phone.page.locator("[data-testid=stPlotlyChart]").evaluate_all(WHOLE)
    assert found or phone.address == "/map"
    assert all(chart["texts"] > 3 and chart["inside"] for chart in found)
    assert not [fault for chart in found for fault in chart["faults"]]


def test_every_file_of_every_page_opens_and_is_the_same_for_every_reader(phone, page, server, filtered, articles):
    path = urlsplit(phone.address).path
    reference = phone.address != ALONE
    whole = filtered(articles, themes.with_reference(themes.PAGES[path.strip("/")][0]) and reference)
    made = [card for make in themes.PAGES[path.strip("/")] if (card := make(whole, whole))]
    every = themes.Choice(articles, articles, dt.date.today(), reference)
    what = f"{dt.date.today():%Y-%m-%d}" if reference else f"articles-only-{dt.date.today():%Y-%m-%d}"
    sizes = {
        card.name: size_of(card, themes.how_to_read(card, whole), themes.credit(card, whole, every))
        for card in made
        if card.draw
    }
    settled(page, phone.address)
    names = shown(page)
    assert names == [card.name for card in made if card.draw]
    packed = all_tables(page)
    stems = {card.name: card.file or card.name for card in made}
    for name in names:
        png = packed[f"qantar-{stems[name]}-{what}.png"]
        check_png(page, name, png)
        assert opened(png).size == sizes[name]
        if name != "map":
            check_svg(page, name, packed[f"qantar-{stems[name]}-{what}.svg"], png)
    pictures = {
        f"qantar-{stems[name]}-{what}.{kind}"
        for name in names
        for kind in ("png", "svg")
        if (name, kind) != ("map", "svg")
    }
    csv_files = {name for name in packed if name.endswith(".csv")}
    assert set(packed) == {*pictures, *csv_files, "citations.bib", "README.txt"}
    readme = packed["README.txt"].decode("utf-8")
    assert all(name in readme for name in pictures)
    assert f"{server}{path}" in readme
    assert packed["citations.bib"].count(b"@misc{") == 6
    # The same on the telephone: the first card's own buttons, and, of some pages, all at once.
    if path not in ("/", "/positions", "/alliances", "/map"):
        return
    single: dict[str, bytes] = {}
    own = [name for name in names[:1] if name != "map"]
    pressed = [button(phone.page, name, kind) for name in own for kind in ("PNG", "SVG")]
    for one in (*pressed, *phone.page.get_by_role("button", name="CSV", exact=True).all()):
        with phone.page.expect_download() as started:
            one.click()
        single[started.value.suggested_filename] = started.value.path().read_bytes()
    assert set(single) == {
        *csv_files,
        *(f"qantar-{stems[name]}-{what}.{kind}" for name in own for kind in ("png", "svg")),
    }
    together = all_tables(phone.page) if path in ("/", "/map") else {}
    assert set(together) in (set(), set(packed))
    for name, data in (*single.items(), *together.items()):
        assert alike(data, packed[name]), name


def test_a_picture_follows_the_filter(page):
    settled(page, "/intervention?source=SCMP&reference=false")
    data = download(page, button(page, "troops", "PNG"))
    check_png(page, "troops", data)
    inside = opened(data).text
    assert inside["Source"].startswith("Sources: SCMP · filter: SCMP · reference data off ·")
    assert "RFE/RL" not in "".join(inside.values())
    assert rgb(style.color("SCMP")) in colors(opened(data))
    assert rgb(style.color("RFERL")) not in colors(opened(data))
    reopens(inside["URL"], page, "troops")
    page.goto(inside["URL"])
    expect_settled(page, "/intervention")
    assert texts(page, "troops")["title"] == inside["Title"]


def test_the_map_keeps_its_view_and_its_address(page):
    settled(page, "/map?view=All+places&source=RFERL&fact=pl-china")
    data = download(page, button(page, "map", "PNG"))
    check_png(page, "map", data)
    assert parse_qs(urlsplit(opened(data).text["URL"]).query)["view"] == ["All places"]
    assert rgb(style.color("protest")) in colors(opened(data)), "the picture waits for its marks"
    expect(page.locator(".st-key-print-map")).to_have_count(0)
    page.get_by_role("radio", name="Central Asia").click()
    expect_address(page, "/map", source=["RFERL"], fact=["pl-china"])
    expect_settled(page, "/map")
    other = download(page, button(page, "map", "PNG"))
    reopens(opened(other).text["URL"], page, "map")
    assert same(opened(data), opened(other)) > 5


def test_a_picture_that_fails_says_so_and_the_other_files_come(page):
    page.route("**/assets/plotly.js", lambda route: route.abort())
    settled(page, ALONE)
    button(page, "troops", "PNG").click()
    expect(card(page, "troops").get_by_role("status")).to_contain_text("could not be drawn")
    packed = all_tables(page)
    what = f"articles-only-{dt.date.today():%Y-%m-%d}"
    assert not any(name.endswith((".png", ".svg")) for name in packed)
    assert f"qantar-troops-{what}.png: could not be drawn" in packed["README.txt"].decode()
    rows = list(csv.DictReader(io.StringIO(packed[f"qantar-troops-{what}.csv"].decode("utf-8-sig"))))
    assert any(row["id"] == "tr-csto-kazakhstan-2500" for row in rows)
    page.unroute("**/assets/plotly.js")
    assert opened(download(page, button(page, "troops", "PNG"))).width == 2400
    expect(card(page, "troops").get_by_role("status")).to_be_empty()


def test_progress_is_shown_while_all_is_made(page):
    settled(page, "/")
    page.evaluate(
        """() => {
          window.seen = [];
          const bar = document.querySelector(".st-key-export-bundle progress")
            ?? [...document.querySelectorAll("*")].map(box => box.shadowRoot?.querySelector("progress")).find(Boolean);
          new MutationObserver(() => window.seen.push([bar.hidden, bar.value, bar.max]))
            .observe(bar, { attributes: true });
        }"""
    )
    all_tables(page)
    seen = page.evaluate("window.seen")
    assert [value for hidden, value, _ in seen if not hidden] == sorted(v for h, v, _ in seen if not h)
    assert len({value for _, value, _ in seen}) >= 4
    assert seen[-1][0]


def test_a_page_can_be_saved_twice(page):
    settled(page, "/sources")
    assert all_tables(page) == all_tables(page)


@pytest.mark.parametrize("path", ["/", "/positions"])
def test_the_view_can_be_cited(page, server, path):
    settled(page, f"{path}?source=SCMP&source=CEIAS")
    page.get_by_text("Cite this view").click()
    blocks = page.locator(".st-key-cite").get_by_test_id("stCode")
    expect(blocks).to_have_count(3)
    text, bibtex, ris = (blocks.nth(n).inner_text() for n in range(3))
    for written in (text, bibtex, ris):
        assert f"{server}{path}?source=SCMP&source=CEIAS" in written
        assert "Why the Kazakhstan intervention benefits China" in written
        assert "Pushes China, Russia Closer" not in written
    assert bibtex.count("@misc{") == ris.count("TY  - ") == 3
    blocks.first.hover()
    page.locator(".st-key-cite").get_by_role("button", name="Copy to clipboard").first.click()
    assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip()
