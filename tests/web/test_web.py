"""HTTP besides the pages: the data's addresses, outlines, headers and compression."""

import asyncio
import csv
import functools
import gzip
import io
import json
import re
import time
from xml.etree import ElementTree

import httpx
import plotly.offline
import pytest
from asking import answered, dashboard
from small import ROOT
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from qantar import export, web
from qantar.facts import tables
from qantar.facts.models import PROVEN
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import shared as map_shared
from qantar.themes.map import symbols as map_symbols

FACTS = ("events", "troops", "investment", "quantities", "projects", "claims", "memberships", "actors", "places")
TABLES = (*FACTS, "sources", "evidence", "relations", "comparisons", "contradictions", "aliases")
ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
OFF = "reference=false"
GZIP, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}


def ask(app, *asked: tuple[str, dict]) -> list[httpx.Response]:
    """Send requests (path, headers) one after the other, and return the responses."""

    async def send() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get(path, headers=headers) for path, headers in asked]

    return answered(send())


@pytest.fixture(scope="module", autouse=True)
def read_once():
    """Read the files once for all requests; how they are read is tested with the tables."""
    all_tables = tables.read_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "read_all", lambda *_: dict(all_tables))
        yield


@pytest.fixture(scope="module")
def site():
    return Starlette(routes=web.ROUTES, middleware=web.MIDDLEWARE)


@pytest.fixture
def get(site):
    return lambda path, headers=PLAIN: ask(site, (path, headers))[0]


@pytest.fixture(scope="module")
def app():
    """The dashboard itself, as ``streamlit run dashboard.py`` serves it."""
    return dashboard()


@functools.cache
def stored(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows(response: httpx.Response) -> list[dict[str, str]]:
    """Return the rows of a CSV response."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@functools.cache
def references() -> set[str]:
    """Return the keys of the sources that aren't articles."""
    return {row["source"] for row in stored("sources") if row["tier"] == "reference"}


def expected(name: str, chosen: set[str] | None = None) -> set[tuple[str, str]]:
    """Return (fact, quote) of a table, worked out from the files; ``chosen``: by which sources, of both tiers."""
    key = tables.FACTS[name]
    facts = {row[key] for row in stored(name)}
    return {
        (row["fact"], row["quote"])
        for row in stored("evidence")
        if row["fact"] in facts and (chosen is None or row["source"] in chosen)
    }


def said(answer: dict) -> set[tuple[str, str]]:
    """Return (fact, quote) of an answer in JSON."""
    return {(row["id"], passage["quote"]) for row in answer["rows"] for passage in row["evidence"]}


# --- data ---


@pytest.mark.parametrize("name", PROVEN)
def test_a_table_of_facts_comes_with_every_passage(get, name):
    response = get(f"/data/{name}.csv")
    found = rows(response)
    key = tables.FACTS[name]
    assert response.status_code == 200
    assert {(row[key], row["quote"]) for row in found} == expected(name)
    assert len(found) == len([row for row in stored("evidence") if row["fact"] in {row[key] for row in found}])


@pytest.mark.parametrize("name", ["sources", "evidence", "contradictions"])
def test_the_other_tables_come_as_they_are(get, name):
    response = get(f"/data/{name}.csv")
    assert response.status_code == 200
    assert len(rows(response)) == len(stored(name))


def test_a_csv_is_for_programs(get):
    response = get("/data/troops.csv")
    assert response.content.startswith(b"id,")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="qantar-troops.csv"' in response.headers["content-disposition"]
    assert rows(get("/data/events.csv"))[0]["published"][:4] == "2022"


@pytest.mark.parametrize("chosen", [("SCMP",), ("CEIAS", "RFERL")], ids="+".join)
@pytest.mark.parametrize("name", ["events", "troops", "claims"])
def test_rows_and_evidence_are_those_of_the_chosen_articles_alone_without_reference_data(get, name, chosen):
    query = "&".join([f"source={key}" for key in chosen] + [OFF])
    found = rows(get(f"/data/{name}.csv?{query}"))
    assert {(row["id"], row["quote"]) for row in found} == expected(name, set(chosen))
    assert {row["source"] for row in found} <= set(chosen)
    answer = get(f"/data/{name}.json?{query}").json()
    assert said(answer) == expected(name, set(chosen))
    assert (answer["table"], answer["source"], answer["reference"]) == (name, list(chosen), False)


@pytest.mark.parametrize("chosen", [("SCMP",), ("CEIAS", "RFERL")], ids="+".join)
@pytest.mark.parametrize("name", ["events", "troops", "claims", "projects"])
def test_reference_data_stands_beside_the_chosen_articles(get, name, chosen):
    query = "&".join(f"source={key}" for key in chosen)
    beside = references() | set(chosen)
    found = rows(get(f"/data/{name}.csv?{query}"))
    assert {(row["id"], row["quote"]) for row in found} == expected(name, beside)
    assert {row["source"] for row in found} <= beside
    answer = get(f"/data/{name}.json?{query}").json()
    assert said(answer) == expected(name, beside)
    assert (answer["table"], answer["source"], answer["reference"]) == (name, list(chosen), True)


def test_reference_data_is_there_where_it_should_be():
    """Else the tests of both answers would say the same."""
    assert references()
    assert all(key.startswith("ref-") for key in references())
    for name in ("events", "troops", "investment", "quantities", "projects"):
        assert expected(name, references()), name
    assert not expected("projects", set(ARTICLES))


@pytest.mark.parametrize("word", ["false", "False", "FALSE", "off", "no", "0"])
def test_reference_data_can_be_switched_off_in_several_words(get, word):
    answer = get(f"/data/troops.json?reference={word}").json()
    assert answer["reference"] is False
    assert said(answer) == expected("troops", set(ARTICLES))


@pytest.mark.parametrize("query", ["", "?reference=true", "?reference=1", "?reference=on"])
def test_reference_data_is_on_unless_it_is_switched_off(get, query):
    answer = get(f"/data/troops.json{query}").json()
    assert answer["reference"] is True
    assert answer["source"] == ARTICLES
    assert said(answer) == expected("troops")


def test_2500_soldiers_are_scmp_s_and_no_other_article_s(get):
    found = [row for row in rows(get(f"/data/troops.csv?source=SCMP&{OFF}")) if row["measure"] == "size_of_the_force"]
    row = next(row for row in found if "2,500 troops" in row["quote"])
    assert {row["id"] for row in found} == {"tr-csto-kazakhstan-2500"}
    assert float(row["value"]) == 2500
    assert row["link"].startswith("https://www.scmp.com/")
    assert "#:~:text=" in row["link"]
    others = get(f"/data/troops.csv?source=RFERL&source=CEIAS&source=Diplomat&source=Bedfellows&{OFF}")
    assert "2500" not in others.text
    beside = rows(get("/data/troops.csv?source=RFERL"))
    assert {row["id"] for row in beside if row["source"] == "SCMP"} == set()
    assert {row["value"] for row in beside if row["id"] == "tr-ref-total-tokayev-2030"} == {"2030"}


def test_evidence_and_sources_follow_the_filter(get):
    assert {row["source"] for row in rows(get(f"/data/evidence.csv?source=SCMP&{OFF}"))} == {"SCMP"}
    assert [row["source"] for row in rows(get(f"/data/sources.csv?source=SCMP&{OFF}"))] == ["SCMP"]
    assert {row["source"] for row in rows(get("/data/sources.csv?source=SCMP"))} == {"SCMP", *references()}
    assert {row["source"] for row in rows(get("/data/evidence.csv?source=SCMP"))} == {"SCMP", *references()}


@pytest.mark.parametrize("name", ["events", "sources", "evidence", "contradictions", "projects"])
def test_none_chosen_gives_a_header_and_no_row(get, name):
    response = get(f"/data/{name}.csv?source=&{OFF}")
    assert response.status_code == 200
    assert rows(response) == []
    assert "," in response.text
    answer = get(f"/data/{name}.json?source=&{OFF}").json()
    assert (answer["rows"], answer["source"], answer["reference"]) == ([], [], False)


def test_no_article_leaves_reference_data_alone(get):
    answer = get("/data/troops.json?source=").json()
    assert (answer["source"], answer["reference"]) == ([], True)
    assert said(answer) == expected("troops", references())


def test_json_is_plain_values(get):
    response = get("/data/events.json")
    assert response.headers["content-type"] == "application/json"
    events = {row["id"]: row for row in response.json()["rows"]}
    assert len(events) == len(stored("events"))
    for row in stored("events"):
        assert events[row["id"]]["start"] == (row["start"] or None)
    json.loads(response.text, parse_constant=pytest.fail)
    numbers = {row["id"]: row["value"] for row in get("/data/investment.json").json()["rows"]}
    assert (numbers["inv-fdi-region-2013"], numbers["inv-fdi-region-2018"]) == (8.9, 14.7)


@pytest.mark.parametrize("path", ["/data/nothing.csv", "/data/events.ods", "/data/..csv"])
def test_an_unknown_table_is_answered_with_the_list(get, path):
    response = get(path)
    assert response.status_code == 404
    assert set(response.json()["tables"]) == {f"{name}.{form}" for name in TABLES for form in ("csv", "json", "xlsx")}


def test_no_file_but_the_tables_can_be_had(get):
    for path in ("/data/%2e%2e/pyproject.csv", "/data/..%2Fpyproject.csv", "/data/geo.csv"):
        assert get(path).status_code in (400, 404)


@pytest.mark.parametrize("query", ["source=Nobody", "source=SCMP&source=Nobody", "source=SCM"])
def test_an_unknown_source_is_an_error_that_names_the_known(get, query):
    response = get(f"/data/events.csv?{query}")
    assert response.status_code == 400
    assert response.json()["sources"] == ARTICLES
    assert get(f"/data/events.csv?{query}&{OFF}").json() == response.json()


@pytest.mark.parametrize(
    "query", ["source=scmp", "source=S.C.M.P", "Source=SCMP", "source=SCMP&source=scmp", "source=SCMP&source="]
)
def test_an_article_may_be_written_as_the_pages_understand_it(get, query):
    for path in ("/data/events.csv", "/data/Events.CSV", "/data/tables/events.csv", "/map/central-asia/names.json"):
        answer = get(f"{path}?{query}")
        assert answer.status_code == 200, path
        assert answer.content == get(f"{path.lower()}?source=SCMP").content
    assert get(f"/data/events.json?{query}").json()["source"] == ["SCMP"]
    assert get(f"/data/events.json?{query}&REFERENCE=Off").json()["reference"] is False


def test_a_reference_source_cannot_be_chosen_by_its_key(get):
    """``source`` chooses among articles; reference data is switched as a whole."""
    key = sorted(references())[0]
    response = get(f"/data/troops.csv?source={key}")
    assert response.status_code == 400
    assert key in response.json()["error"]


# --- the map ---

VIEWS = ["central-asia", "almaty", "all-places"]
PARTS = [*map_rows.KINDS, "names", "labels", "dots", "rings", "moves"]


def drawn(get, path: str) -> list[dict]:
    """Return a part of the map as a browser reads it; a NaN, which none can read, is a fault."""
    response = get(path)
    assert response.status_code == 200, path
    return json.loads(response.text, parse_constant=pytest.fail)


def on_map(get, view: str = "all-places", query: str = "") -> set[str]:
    """Return the facts that marks and movements stand for."""
    parts = map_rows.KINDS if view == "almaty" else [*map_rows.KINDS, "moves"]
    return {
        fact
        for name in parts
        for one in drawn(get, f"/map/{view}/{name}.json{query}")
        for fact in one["facts"].split("|")
    }


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_part_of_the_map_is_a_list_with_its_look_on_every_day(get, view, name):
    response = get(f"/map/{view}/{name}.json")
    assert response.headers["content-type"] == "application/json"
    held(response)
    for one in drawn(get, f"/map/{view}/{name}.json"):
        assert name == "labels" or len(one["a"]) == 21
        assert all(isinstance(cell, (int, float)) for cell in one["p"])
        if name in map_rows.KINDS:
            assert one["i"].removesuffix("-hollow") == name


def test_the_map_has_every_located_event_and_deaths_of_places_alone(get):
    located = {row["place"] for row in stored("places") if row["lat"] and row["precision"] not in ("region", "country")}
    # What is only known to be somewhere in a country stands in the page's list, unless it is a way into it or out of it.
    events = {row["id"] for row in stored("events") if row["place"] in located or row["origin"] in located}
    facts = on_map(get)
    seen = {fact for fact in facts if fact.startswith("ev-")}
    assert events <= seen
    moved = {row["id"] for row in stored("events") if row["step"] or row["form"] == "deployment"}
    assert seen - events <= moved, "a movement begins or ends at its place, whatever the event's own place is"
    country = {row["id"] for row in stored("quantities") if row["subject"] == "pl-kazakhstan"}
    assert not facts & country
    assert {one["n"] for one in drawn(get, "/map/central-asia/deaths.json")} == {"151", "26", "20", "17"}


@pytest.mark.parametrize("chosen", [("RFERL",), ("CEIAS", "Bedfellows")], ids="+".join)
@pytest.mark.parametrize("view", VIEWS)
def test_the_map_has_only_what_the_chosen_articles_support(get, view, chosen):
    said_by = {row["fact"] for row in stored("evidence") if row["source"] in chosen}
    facts = on_map(get, view, f"?{'&'.join(f'source={key}' for key in chosen)}&{OFF}")
    assert facts <= said_by
    assert facts or view == "almaty" or chosen == ("SCMP",), "SCMP names no town"
    beside = on_map(get, view, "?" + "&".join(f"source={key}" for key in chosen))
    assert facts <= beside
    assert beside <= said_by | {row["fact"] for row in stored("evidence") if row["source"] in references()}


def test_with_nothing_chosen_every_part_of_the_map_is_empty(get):
    for view in VIEWS:
        for name in PARTS:
            named = name == "labels" and view != "almaty"
            assert bool(drawn(get, f"/map/{view}/{name}.json?source=&{OFF}")) == named, (view, name)


def test_names_and_rings_are_those_of_the_layers_that_are_on(get):
    for view in VIEWS:
        assert drawn(get, f"/map/{view}/names.json?layers=") == []
        assert drawn(get, f"/map/{view}/rings.json?layers=") == []
    deaths = {one["t"] for one in drawn(get, "/map/central-asia/names.json?layers=Deaths")}
    assert deaths == {"Almaty", "Kyzylorda", "Shymkent", "Taraz"}
    assert drawn(get, "/map/central-asia/rings.json?layers=Deaths") == []
    both = {one["t"] for one in drawn(get, "/map/central-asia/names.json?layers=Deaths,Border")}
    assert deaths < both
    assert drawn(get, "/map/almaty/rings.json?layers=Border") == []
    assert drawn(get, "/map/almaty/rings.json?layers=Unrest")
    assert drawn(get, "/map/central-asia/names.json?layers=Nothing") == []


def test_names_of_a_layer_are_answered_as_the_map_asks_for_them(get):
    asked = next(layer.data for layer in map_deck.deck("Central Asia", 5, ("Other events",), "?source=SCMP", "light").layers
                 if layer.id == "names")  # fmt: skip
    assert drawn(get, asked) == drawn(get, "/map/central-asia/names.json?source=SCMP&layers=Other%20events")
    assert drawn(get, asked)


def test_a_map_that_asks_for_all_its_parts_at_once_is_worked_out_once(site, monkeypatch):
    worked: list[int] = []

    def slowly(*given):
        worked.append(1)
        time.sleep(0.2)
        return facts(*given)

    facts = map_rows.facts
    monkeypatch.setattr(map_rows, "facts", slowly)
    map_shared._facts.cache_clear()
    map_shared._laid.cache_clear()
    asked = [f"/map/central-asia/{name}.json?source=Diplomat&source=CEIAS&{OFF}" for name in PARTS]

    async def send() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://here") as client:
            return await asyncio.gather(*(client.get(address) for address in asked))

    answers = answered(send())
    assert {answer.status_code for answer in answers} == {200}
    assert any(answer.json() for answer in answers)
    assert len(worked) == 1


@pytest.mark.parametrize("path", ["/map/nowhere/protest.json", "/map/almaty/nothing.json", "/map/Almaty/protest.json"])
def test_an_unknown_part_of_the_map_is_answered_with_the_lists(get, path):
    response = get(path)
    assert response.status_code == 404
    assert response.json()["views"] == VIEWS
    assert set(response.json()["names"]) == set(PARTS)


def test_an_unknown_source_is_an_error_on_the_map_too(get):
    response = get("/map/almaty/protest.json?source=Nobody")
    assert response.status_code == 400
    assert "Nobody" in response.json()["error"]
    assert response.json()["sources"] == ARTICLES


def test_a_part_of_the_map_is_kept_only_under_the_version_of_its_tables(get):
    filtered, anew = (get(f"/map/central-asia/protest.json{query}") for query in ("?v=1", ""))
    assert "max-age" in filtered.headers["cache-control"]
    assert anew.headers["cache-control"] == "no-cache"
    assert filtered.content == anew.content


def test_the_symbols_are_a_picture_and_every_mark_s_is_in_it(get):
    picture, places = get("/assets/marks.svg"), get("/assets/marks.json")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert places.headers["content-type"] == "application/json"
    for response in (picture, places):
        assert response.status_code == 200
        assert "max-age" in response.headers["cache-control"]
        held(response)
    root = ElementTree.fromstring(picture.text)  # noqa: S314 - our own text
    assert len(root) == len(places.json())
    for cell in places.json().values():
        assert set(cell) == {"x", "y", "width", "height"}
        assert cell["x"] + cell["width"] <= int(root.get("width"))
        assert cell["y"] + cell["height"] <= int(root.get("height"))
    used = {one["i"] for kind in map_rows.KINDS for one in drawn(get, f"/map/all-places/{kind}.json")}
    assert used <= set(places.json())
    assert "picked" in places.json()


@pytest.mark.parametrize("theme", map_symbols.THEMES)
def test_every_symbol_of_a_legend_is_a_picture_of_its_own(get, theme):
    for name in (*map_symbols.NAMES, map_symbols.MOVE, map_symbols.AREA, map_symbols.BORDER):
        response = get(map_symbols.address(name, theme))
        assert response.headers["content-type"].startswith("image/svg+xml")
        ElementTree.fromstring(response.text)  # noqa: S314 - our own text
    assert get("/assets/symbols/light/no.svg").status_code == 404
    assert get(map_symbols.address("protest", "sepia")).status_code == 404
    assert get("/assets/marks.svg?theme=dark").text != get("/assets/marks.svg").text


def test_a_narrow_window_has_a_map_of_its_own(get):
    wide, narrow = (drawn(get, f"/map/central-asia/names.json{query}") for query in ("", "?narrow=true"))
    assert wide != narrow


# --- outlines and the drawing script ---


@pytest.mark.parametrize("name", ["countries", "regions", "lakes", "border"])
def test_an_outline_is_compressed_for_whom_accepts_it(site, name):
    packed, plain = ask(site, (f"/assets/{name}.geojson", GZIP), (f"/assets/{name}.geojson", PLAIN))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content == (ROOT / "data" / "geo" / f"{name}.geojson").read_bytes()
    assert plain.json()["type"] == "FeatureCollection"
    assert packed.headers["content-type"] == "application/geo+json"
    for response in (packed, plain):
        assert "max-age" in response.headers["cache-control"]
        assert "Accept-Encoding" in response.headers["vary"]


def test_the_drawing_script_is_plotly_s_own(site):
    packed, plain = ask(site, ("/assets/plotly.js", GZIP), ("/assets/plotly.js", PLAIN))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text == plotly.offline.get_plotlyjs()
    assert "javascript" in packed.headers["content-type"]


@pytest.mark.parametrize("path", ["/assets/nowhere.geojson", "/assets/..%2Fsources.geojson", "/assets/other.js"])
def test_an_unknown_asset_is_not_there(get, path):
    assert get(path).status_code == 404


def test_an_unknown_outline_is_answered_with_the_list(get):
    assert set(get("/assets/nowhere.geojson").json()["outlines"]) == {"countries", "regions", "lakes", "border"}


# --- fonts and scripts for pictures ---

EXPORT = sorted((ROOT / "qantar" / "export").glob("*.js"))


@pytest.mark.parametrize("name", ["sans", "serif"])
def test_a_font_for_pictures_comes_whole_and_is_kept(site, name):
    packed, plain = ask(site, (f"/assets/fonts/{name}.woff2", GZIP), (f"/assets/fonts/{name}.woff2", PLAIN))
    for response in (packed, plain):
        assert response.status_code == 200
        assert response.content.startswith(b"wOF2")
        assert response.headers["content-type"] == "font/woff2"
        assert "max-age" in response.headers["cache-control"]
        held(response)
    assert packed.content == plain.content
    # The format's header (W3C WOFF2) says how long the file is.
    assert int.from_bytes(plain.content[8:12], "big") == len(plain.content)


def test_the_two_fonts_are_two(get):
    sans, serif = (get(f"/assets/fonts/{name}.woff2").content for name in ("sans", "serif"))
    assert sans != serif


@pytest.mark.parametrize(
    "path", ["/assets/fonts/mono.woff2", "/assets/fonts/..%2Fsans.woff2", "/assets/fonts/Sans.woff2"]
)
def test_an_unknown_font_is_answered_with_the_list(get, path):
    response = get(path)
    assert response.status_code == 404
    if "%2F" not in path:
        assert response.json()["fonts"] == ["sans", "serif"]


def test_a_font_that_streamlit_no_longer_brings_is_not_there(get, monkeypatch):
    monkeypatch.setitem(web.FONTS, "serif", None)
    assert get("/assets/fonts/serif.woff2").status_code == 404
    assert get("/assets/fonts/sans.woff2").status_code == 200


def test_there_are_scripts_for_pictures():
    assert {path.stem for path in EXPORT} == {"bundle", "button", "picture"}


@pytest.mark.parametrize("path", EXPORT, ids=lambda path: path.stem)
def test_a_script_for_pictures_comes_compressed_whatever_the_version_in_its_address(site, path):
    addresses = [f"/assets/export/{version}/{path.name}" for version in (export.version(), "00000000", "x")]
    for address in addresses:
        packed, plain = ask(site, (address, GZIP), (address, PLAIN))
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert int(packed.headers["content-length"]) < len(plain.content)
        assert packed.content == plain.content == path.read_bytes()
        for response in (packed, plain):
            assert response.status_code == 200
            assert response.headers["content-type"].split(";")[0] == "text/javascript"
            assert "max-age" in response.headers["cache-control"]
            assert "Accept-Encoding" in response.headers["vary"]
            held(response)


@pytest.mark.parametrize("path", EXPORT, ids=lambda path: path.stem)
def test_what_a_script_fetches_is_answered(get, path):
    """Scripts import each other beside them, and fetch the rest from the folder above theirs."""
    source = path.read_text(encoding="utf-8")
    beside = re.findall(r'from "\./([^"]+)"', source)
    above = re.findall(r'address\("([^"]+)"\)', source)
    above += [f"fonts/{name}.woff2" for name in ("sans", "serif") if "fonts/${name}.woff2" in source]
    assert beside + above, "a script that stands alone would make this test say nothing"
    for name in [*(f"export/1/{name}" for name in beside), *above]:
        assert get(f"/assets/{name}").status_code == 200, name


@pytest.mark.parametrize(
    "path",
    ["/assets/export/1/other.js", "/assets/export/1/export.css", "/assets/export/picture.js",
     "/assets/export/1/..%2Fexport.js", "/assets/export/1/2/picture.js"],
)  # fmt: skip
def test_no_other_file_of_that_folder_can_be_had(get, path):
    response = get(path)
    assert response.status_code == 404
    if path.endswith("/other.js"):
        assert set(response.json()["scripts"]) == {path.stem for path in EXPORT}


# --- headers ---


@pytest.mark.parametrize(
    "path",
    ["/data/troops.csv", "/data/troops.json?source=&reference=false", "/data/no.csv", "/data/troops.csv?source=no", "/nowhere",
     "/assets/lakes.geojson", "/assets/no.geojson", "/map/almaty/names.json", "/map/no/names.json"],
)  # fmt: skip
@pytest.mark.parametrize("headers", [PLAIN, GZIP], ids=["plain", "gzip"])
def test_every_answer_keeps_browsers_from_other_hosts(get, path, headers):
    held(get(path, headers))


def held(response: httpx.Response) -> None:
    """Assert the headers that every answer has."""
    varies = response.headers.get("vary", "").split(", ")
    assert len(varies) == len(set(varies)), "each header is named once"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in response.headers
    rules = dict(rule.split(maxsplit=1) for rule in response.headers["content-security-policy"].split("; "))
    assert "default-src" in rules
    assert rules["frame-ancestors"] == "'self'"
    for rule in rules.values():
        assert not re.search(r"https?:|\*|\w\.\w", rule), "a rule names another host"


# --- compression ---

SCRIPT = "/static/js/index.DormvYxC.js"
BODY = b"export const value = 1; // " + b"x" * 4000


def counted(answer):
    """Return an app with Compress around a made-up one, and the list of requests that reach it."""
    seen: list[Request] = []

    async def inner(request: Request) -> Response:
        seen.append(request)
        await asyncio.sleep(0)  # let other requests in, as reading a file does
        return answer(request)

    routes = [Route("/{path:path}", inner)]
    return Starlette(routes=routes, middleware=[Middleware(web.Compress)]), seen


def script(request: Request) -> Response:
    return Response(BODY, media_type="text/javascript", headers={"ETag": '"one"', "Cache-Control": "immutable"})


def test_a_hashed_script_is_fetched_and_compressed_once():
    app, seen = counted(script)
    answers = ask(app, *[(SCRIPT, GZIP)] * 5)
    assert len(seen) == 1
    for answer in answers:
        assert answer.status_code == 200
        assert answer.content == BODY
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < 500
        assert "Accept-Encoding" in answer.headers["vary"]
        assert (answer.headers["etag"], answer.headers["cache-control"]) == ('"one"', "immutable")
        assert "javascript" in answer.headers["content-type"]


def together(app, n: int) -> list[httpx.Response]:
    """Ask for the script by several requests at once."""

    async def send() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await asyncio.gather(*(client.get(SCRIPT, headers=GZIP) for _ in range(n)))

    return answered(send())


def test_many_at_once_wait_for_the_first():
    app, seen = counted(script)
    assert {answer.content for answer in together(app, 8)} == {BODY}
    assert len(seen) == 1


def test_many_at_once_are_all_told_that_there_is_no_such_script():
    app, _ = counted(lambda request: PlainTextResponse("not here", 404))
    assert [answer.status_code for answer in together(app, 4)] == [404] * 4


def test_two_scripts_are_two():
    app, _ = counted(lambda request: PlainTextResponse(request.url.path * 100))
    one, other = "/static/js/one.AAAAAAAA.js", "/static/css/two.BBBBBBBB.css"
    answers = ask(app, (one, GZIP), (other, GZIP), (one, GZIP), (other, GZIP))
    assert [answer.text for answer in answers] == [one * 100, other * 100] * 2


def test_who_does_not_accept_gzip_gets_it_plain_even_after_one_who_does():
    app, _ = counted(script)
    _, plain = ask(app, (SCRIPT, GZIP), (SCRIPT, PLAIN))
    assert "content-encoding" not in plain.headers
    assert plain.content == BODY


def part(request: Request) -> Response:
    """Answer a range as a server of files does."""
    if "range" not in request.headers:
        return script(request)
    headers = {"Content-Range": f"bytes 0-2999/{len(BODY)}"}
    return Response(BODY[:3000], 206, headers=headers, media_type="text/javascript")


def test_a_range_is_left_as_it_is():
    app, seen = counted(part)
    _, answer = ask(app, (SCRIPT, GZIP), (SCRIPT, GZIP | {"Range": "bytes=0-2999"}))
    assert answer.status_code == 206
    assert answer.content == BODY[:3000]
    assert "content-encoding" not in answer.headers
    assert seen[-1].headers["range"] == "bytes=0-2999"


def test_who_has_it_already_is_told_so():
    app, seen = counted(script)
    _, same, other = ask(
        app, (SCRIPT, GZIP), (SCRIPT, GZIP | {"If-None-Match": '"one"'}), (SCRIPT, GZIP | {"If-None-Match": '"two"'})
    )
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == '"one"'
    assert (other.status_code, other.content) == (200, BODY)
    assert len(seen) == 1


def test_an_answer_without_a_body_promises_none():
    """Some servers break off a 304 whose headers promise a body."""
    app, _ = counted(script)
    _, same = ask(app, (SCRIPT, GZIP), (SCRIPT, GZIP | {"If-None-Match": '"one"'}))
    assert same.headers.get("content-length", "0") == "0"


def test_who_asks_first_with_an_etag_gets_no_other_reader_s_304():
    def conditional(request: Request) -> Response:
        return Response(status_code=304) if "if-none-match" in request.headers else script(request)

    app, _ = counted(conditional)
    _, later = ask(app, (SCRIPT, GZIP | {"If-None-Match": '"one"'}), (SCRIPT, GZIP))
    assert (later.status_code, later.content) == (200, BODY)


@pytest.mark.parametrize(
    "first",
    [
        lambda: PlainTextResponse("not here", 404),
        lambda: PlainTextResponse("out of order", 503),
        # Streamlit answers any path that it doesn't know with its page.
        lambda: HTMLResponse("<!doctype html>" + "page " * 300),
    ],
    ids=["404", "503", "the page instead"],
)
def test_only_the_script_itself_is_kept(first):
    answers = [first()]
    app, _ = counted(lambda request: answers.pop() if answers else script(request))
    status, body = first().status_code, first().body
    before = ask(app, (SCRIPT, GZIP))[0]
    # The refused answer may have been asked for twice: once to keep, once to pass on.
    assert (before.status_code, before.content) in ((status, body), (200, BODY))
    assert ask(app, (SCRIPT, GZIP))[0].content == BODY


def test_what_may_change_is_asked_for_each_time():
    app, seen = counted(lambda request: PlainTextResponse("x" * 2000 + str(len(seen))))
    answers = ask(app, *[("/data/events.csv", GZIP)] * 2, *[("/static/index.html", GZIP)] * 2)
    assert len(seen) == 4
    assert len({answer.content for answer in answers}) == 4
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}


def test_only_get_is_kept():
    app, seen = counted(script)

    async def head() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await client.head(SCRIPT, headers=GZIP)

    assert answered(head()).content == b""
    assert ask(app, (SCRIPT, GZIP))[0].content == BODY
    assert len(seen) == 2


# --- the dashboard itself ---


def test_the_dashboard_s_page_and_every_script_it_names_come_compressed(app):
    page = ask(app, ("/", GZIP))[0]
    assert page.status_code == 200
    assert page.headers["content-encoding"] == "gzip"
    held(page)
    named = sorted(set(re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', page.text)))
    assert any(name.endswith(".js") for name in named)
    packed = ask(app, *((f"/{name}", GZIP) for name in named))
    plain = ask(app, *((f"/{name}", PLAIN) for name in named))
    for name, one, other in zip(named, packed, plain, strict=True):
        assert (one.status_code, one.headers.get("content-encoding")) == (200, "gzip"), name
        assert "content-encoding" not in other.headers, name
        assert one.content == other.content, name
        assert re.search("javascript|css", one.headers["content-type"]), name
        held(one)
    assert sum(int(one.headers["content-length"]) for one in packed) < sum(len(one.content) for one in plain) / 2


@pytest.mark.parametrize("path", ["/", "/timeline?source=SCMP", "/map"])
def test_every_page_names_its_own_scripts_which_are_there(app, path):
    text = ask(app, (path, PLAIN))[0].text
    named = re.findall(r'src="\./(assets/(?:page|rest)\.js\?v=\w+)"', text)
    assert [name.split("?")[0] for name in named] == ["assets/page.js", "assets/rest.js"]
    for script in ask(app, *((f"/{name}", GZIP) for name in named)):
        assert script.status_code == 200
        assert script.headers["content-type"].split(";")[0] == "text/javascript"
        held(script)
    assert ask(app, ("/assets/nosuch.js", PLAIN))[0].status_code == 404


def test_the_dashboard_answers_data_and_outlines(app):
    data, both, outline = ask(
        app,
        (f"/data/troops.csv?source=SCMP&{OFF}", GZIP),
        ("/data/troops.csv?source=SCMP", GZIP),
        ("/assets/lakes.geojson", GZIP),
    )
    assert {row["source"] for row in rows(data)} == {"SCMP"}
    assert {row["source"] for row in rows(both)} - references() == {"SCMP"}
    assert {row["source"] for row in rows(both)} & references()
    assert outline.json()["type"] == "FeatureCollection"
    held(data)


def test_compressed_bytes_are_gzip():
    app, _ = counted(script)
    messages = []

    async def talk() -> None:
        scope = {"type": "http", "method": "GET", "path": SCRIPT, "headers": [(b"accept-encoding", b"gzip")],
                 "query_string": b""}  # fmt: skip

        async def receive() -> dict:
            return {"type": "http.request", "body": b""}

        async def send(message: dict) -> None:
            messages.append(message)

        await app(scope, receive, send)

    answered(talk())
    assert gzip.decompress(b"".join(message.get("body", b"") for message in messages)) == BODY
