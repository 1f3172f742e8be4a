"""The first HTML: what a page says before any script, to other sites, to search engines and to reference managers."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from asking import Client, Read
from starlette.responses import HTMLResponse

from qantar import themes
from qantar.facts import edition, shared, sources, tables
from qantar.web import first, kept, pages

pytestmark = pytest.mark.usefixtures("patient")
OFF = "reference=false"
PATHS = list(themes.PAGES)


def read(client: Client, path: str) -> Read:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Read(answer.text)


def pictured(path: str) -> bool:
    """Say whether a page's picture is of today's chart: one test alone asks for it to be drawn anew."""
    every = sources.keys(shared.everything(tables.changed())["sources"])
    return first.first(path, themes.Choice(every, every, edition.edition().day), tables.changed()).pictured


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_what_it_is(client, path):
    page = read(client, f"/{path}")
    name = first.name_of(path)
    assert page.texts["title"] == [f"{name} · Qantar"]
    assert page.link("canonical") == page.meta["og:url"] == f"http://here/{path}"
    assert len(page.meta["description"]) > 30
    assert page.meta["og:title"]
    assert page.meta["twitter:card"] == "summary_large_image"
    picture = page.meta["og:image"]
    assert picture == page.meta["twitter:image"] == f"http://here/preview/{name.lower()}.png?v={edition.name()}"
    assert client.get(picture).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_readable_without_scripts(client, path):
    page = read(client, f"/{path}")
    assert len(page.texts["h1"]) == 1
    assert len(page.texts["strong"][0]) > 20, "the answer"
    assert page.texts["strong"][0] in " ".join(page.texts["main"])
    rows = page.texts["li"]
    assert 4 <= len(rows) <= first.ROWS
    assert all(who.strip() for who in page.texts["small"]), "every number says who says so"
    assert len(page.texts["small"]) == len(rows)
    if pictured(path):
        assert page.images[0]["src"] == f"./preview/{first.name_of(path).lower()}.png?v={edition.name()}"
        said = page.images[0]["alt"]
        assert said == f"Chart: {page.meta['og:image:alt']}"
        # Disagreements begins with a list; its picture is of another card, and says so.
        assert (page.meta["og:title"] in said) == (path not in first.PICTURED)
    assert {f"./{other}" for other in PATHS} <= set(page.hrefs)
    assert any(href.startswith("./data/") for href in page.hrefs)
    assert any("fact=" in href for href in page.hrefs) == (path != "sources")
    assert "Streamlit" not in " ".join(page.texts["body"])


def test_every_link_of_the_first_html_leads_somewhere(client):
    for path in PATHS:
        page = read(client, f"/{path}")
        for href in {href.removeprefix(".") for href in page.hrefs} | {str(one["src"])[1:] for one in page.images}:
            assert client.get(href).status_code == 200, href


def test_a_filter_changes_all_that_is_said(client):
    whole, only = read(client, "/intervention"), read(client, f"/intervention?source=SCMP&{OFF}")
    assert only.texts["title"] == ["Intervention, SCMP, reference data off · Qantar"]
    assert only.link("canonical") == f"http://here/intervention?source=SCMP&{OFF}"
    assert only.texts["strong"] != whole.texts["strong"]
    assert {who.strip() for who in only.texts["small"]} == {"SCMP"}
    assert not only.images, "the picture in the page is there without a filter only"
    assert all(OFF in href for href in only.hrefs if href.startswith(tuple(f"./{path}?" for path in PATHS)))
    assert "VGTRK" in " ".join(whole.texts["main"])
    assert "VGTRK" not in " ".join(only.texts["main"])


@pytest.mark.parametrize(
    "asked", ["scmp", "S.C.M.P", "&SOURCE=SCMP", "SCMP&source=Nobody", "SCMP&fact=ev-x&table=troops"]
)
def test_an_address_is_understood_as_the_page_understands_it(client, asked):
    page = read(client, f"/timeline?source={asked}")
    assert page.texts["title"] == ["Timeline, SCMP · Qantar"]
    assert page.link("canonical") == "http://here/timeline?source=SCMP"


def test_with_nothing_chosen_nothing_is_said_to_be_known(client):
    page = read(client, "/timeline?source=")
    assert page.texts["title"] == ["Timeline, no article · Qantar"]
    assert "li" not in page.texts
    assert "No article is chosen" in page.texts["strong"][0]


def test_no_markup_comes_in_by_the_address(client):
    for asked in ("/timeline?source=<script>alert(1)</script>", "/<script>alert(1)</script>"):
        assert "<script>alert" not in client.get(asked).text
    told = client.get("/timeline", headers={"X-Forwarded-Host": '"><script>alert(1)</script>'})
    assert "<script>alert" not in told.text


def test_what_programs_read_of_a_page_is_json(client):
    text = client.get("/sources").text
    about = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert about["mainEntity"]["@type"] == "Dataset"
    assert about["mainEntity"]["version"] == edition.name()
    for file in about["mainEntity"]["distribution"]:
        assert client.get(file["contentUrl"].removeprefix("http://here")).status_code == 200


def named(author: str) -> tuple[str, str]:
    """Return last and first name of an author as Zotero reads them from a page (``cleanAuthor`` of its utilities)."""
    if "," in author:
        last, _, first = author.strip(" ,").partition(",")
        return last, first.strip()
    first, _, last = author.rpartition(" ")
    return last, first


def test_a_reference_manager_takes_a_page_with_one_click(client):
    page = read(client, "/map?source=CEIAS")
    assert page.meta["citation_title"] == "Qantar: Map (CEIAS)"
    assert page.meta["citation_public_url"] == "http://here/map?source=CEIAS"
    assert named(page.meta["citation_author"]) == ("The Qantar authors", "")
    assert page.meta["og:type"] == "website", "else it is taken for an article of a journal"
    assert page.meta["og:site_name"] == "Qantar"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", page.meta["citation_publication_date"])
    files = {link["type"]: link["href"] for link in page.links if link.get("rel") == "alternate"}
    assert client.get(files["application/x-research-info-systems"][1:]).text.startswith("TY  - ELEC")


@pytest.mark.parametrize("path", PATHS)
def test_the_chart_s_script_is_fetched_at_once(client, path):
    page = read(client, f"/{path}")
    ahead = [str(link["href"]) for link in page.links if link.get("rel") == "modulepreload"]
    chart = "DeckGlJsonChart" if path == "map" else "PlotlyChart"
    wanted = [href for href in ahead if chart in href]
    assert len(wanted) == 1
    assert client.get(wanted[0].removeprefix(".")).headers["content-type"].endswith("/javascript")


@pytest.mark.parametrize("path", ["/nosuch", "/time/line", "/timelin", "/index", "/static/js/nothing.js", "/database"])
def test_an_unknown_page_is_not_there_and_helps(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    page = Read(answer.text)
    assert {f"/{other}" for other in PATHS} <= set(page.hrefs)
    assert page.meta["robots"] == "noindex"
    assert ("Did you mean" in answer.text) == (path in ("/timelin", "/time/line"))


@pytest.mark.parametrize(
    ("asked", "to"),
    [("/Timeline", "/timeline"), ("/MAP?source=SCMP&day=5", "/map?source=SCMP&day=5"), ("/timeline/", "/timeline"),
     ("/overview", "/"), ("/Overview?source=CEIAS", "/?source=CEIAS")],
)  # fmt: skip
def test_another_spelling_leads_to_the_page(client, asked, to):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (301, to)


def test_what_is_no_page_is_left_alone(client):
    assert client.get("/_stcore/health").status_code == 200
    assert client.get("/favicon.png").headers["content-type"] == "image/png"
    assert client.get("/data/troops.csv").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/app/x",
        "/app/static/nothing.html",
        "/auth/x",
        "/_stcore/x",
        "/_stcore/x/y.js",
        "/media/x",
        "/component/x/index.html",
    ],
)
def test_where_the_framework_answers_nothing_there_is_nothing(client, path):
    for method in ("GET", "HEAD"):
        answer = client.request(method, path)
        assert answer.status_code == 404
    assert client.get(path, headers={"Accept-Encoding": "identity"}).status_code == 404
    assert "Streamlit" not in client.get(path).text


def test_what_the_framework_answers_below_those_addresses_stays(client):
    for path in ("/_stcore/health", "/_stcore/host-config"):
        assert client.get(path).status_code == 200
    assert client.get("/auth/login").status_code == 302


def test_html_that_the_framework_answers_below_those_addresses_stays():
    async def framework(scope, receive, send):
        text = "<h1>Its own</h1>" if scope["path"] == "/media/its.html" else f"<title>Streamlit</title>{pages.ROOT}"
        etag = f'"{len(text)}"'
        await HTMLResponse(text, headers={"ETag": etag})(scope, receive, send)

    reader = Client(pages.FirstPage(framework))
    assert reader.get("/media/its.html").text == "<h1>Its own</h1>"
    assert reader.get("/media/other.html").status_code == 404


def test_robots_and_sitemap_list_the_pages(client):
    robots = client.get("/robots.txt").text
    address = re.search(r"Sitemap: http://here(\S+)", robots)[1]
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.text)  # noqa: S314 - our own text
    urls = [one[0].text for one in root]
    assert urls == [f"http://here/{path}" for path in PATHS]
    assert {one[1].text for one in root} == {f"{edition.edition().day:%Y-%m-%d}"}
    assert all(client.get(url).status_code == 200 for url in urls)


def test_who_has_a_page_gets_no_second_copy(client):
    mark = client.get("/timeline").headers["etag"]
    again = client.get("/timeline", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" not in again.headers["cache-control"]


def test_a_page_whose_words_take_long_comes_without_them(client, monkeypatch):
    monkeypatch.setattr(pages, "PATIENCE", 0)
    kept.STORE.clear()
    answer = client.get("/timeline?source=CEIAS")
    page = Read(answer.text)
    assert page.texts["title"] == ["Timeline · Qantar"]
    assert 'id="root"></div>' in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_whose_data_cannot_be_read_is_still_the_app(client, monkeypatch):
    def broken(changed: float) -> None:
        raise tables.TableError([tables.Fault("events.csv", 3, "start", "«x» is not a date", "YYYY-MM-DD or empty")])

    kept.STORE.clear()
    monkeypatch.setattr(shared, "everything", broken)
    answer = client.get("/timeline")
    assert answer.status_code == 200
    assert 'id="root"></div>' in answer.text
