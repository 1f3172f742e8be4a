"""The data for tools: what programs, spreadsheets, reference managers and scripts of other hosts get."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import zipfile

import pytest
from asking import Client
from openpyxl import load_workbook
from packaged import faults
from small import ROOT, write_small
from starlette.applications import Starlette

from qantar import themes, web
from qantar.facts import citations, edition, ledger, shared, tables
from qantar.facts.models import FACTS, MODELS
from qantar.themes.card import with_receipts
from qantar.themes.overview import rows as overview_rows
from qantar.web import data, kept

SITE = Starlette(routes=web.ROUTES, middleware=web.MIDDLEWARE)
OFF = "reference=false"


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SITE)


@pytest.fixture(scope="module")
def package(client) -> dict:
    return client.get("/data/datapackage.json").json()


def stored(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- CSV and Excel ---


@pytest.mark.parametrize("name", MODELS)
def test_a_table_as_it_is_kept_is_its_file(client, name):
    answer = client.get(f"/data/tables/{name}.csv")
    assert not answer.content.startswith("\ufeff".encode())
    found = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    numbers = [column for column, spec in tables.fields(name).items() if spec["type"] == "number"]

    def plain(rows: list[dict[str, str]]) -> list[list]:
        """Return rows in an order of their own, numbers as numbers: 14.70 is 14.7."""
        return sorted(
            [repr(float(row[column]) if column in numbers and row[column] else row[column]) for column in row]
            for row in rows
        )

    assert plain(found) == plain(stored(name))


@pytest.mark.parametrize("name", MODELS)
def test_no_csv_has_a_mark_that_programs_take_for_a_letter(client, name):
    answer = client.get(f"/data/{name}.csv")
    assert answer.content[:1].isalpha()
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_sums_are_numbers_in_any_excel(client):
    book = load_workbook(io.BytesIO(client.get("/data/investment.xlsx").content))
    heading, *rows = book["investment"].values
    by = {row[heading.index("id")]: row for row in rows}
    assert by["inv-fdi-region-2018"][heading.index("value")] == 14.7
    assert type(by["inv-fdi-region-2018"][heading.index("value")]) is float
    days = [row[heading.index("published")] for row in rows]
    assert all(isinstance(day, dt.datetime) for day in days if day is not None)
    assert any(days)


@pytest.mark.parametrize("name", MODELS)
def test_a_workbook_has_the_rows_of_the_csv_with_their_kinds(client, name):
    answer = client.get(f"/data/{name}.xlsx")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert f'filename="qantar-{name}.xlsx"' in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    heading, *rows = book[name].values
    plain = list(csv.reader(io.StringIO(client.get(f"/data/{name}.csv").text, newline="")))
    assert list(heading) == plain[0]
    assert len(rows) == len(plain) - 1
    for column, spec in tables.fields(name).items():
        if column in heading:
            cells = [row[heading.index(column)] for row in rows if row[heading.index(column)] is not None]
            kind = {"date": dt.datetime, "number": (int, float), "integer": int}.get(spec["type"], str)
            assert all(isinstance(cell, kind) for cell in cells), column
    meant = {row[1]: row[2] for row in book["Columns"].values}
    assert all(meant[column] for column in heading)


def test_one_workbook_has_every_table(client):
    book = load_workbook(io.BytesIO(client.get("/data/qantar.xlsx").content), read_only=True)
    assert set(MODELS) < set(book.sheetnames)
    for name in MODELS:
        assert len(list(book[name].values)) == len(stored(name)) + 1, name
    assert edition.name() in [cell for row in book["About"].values for cell in row]
    only = load_workbook(io.BytesIO(client.get(f"/data/qantar.xlsx?source=SCMP&{OFF}").content), read_only=True)
    heading, *rows = only["evidence"].values
    assert {row[heading.index("source")] for row in rows} == {"SCMP"}


# --- the Data Package ---


def test_the_package_lists_every_table_and_column(package):
    assert [resource["name"] for resource in package["resources"]] == list(MODELS)
    for resource in package["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == list(tables.fields(resource["name"]))
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert package["name"] == "qantar"
    assert package["version"].endswith(edition.name())
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_every_table_is_as_the_package_says(client, package):
    texts = {}
    for resource in package["resources"]:
        answer = client.get(f"/data/{resource['path']}")
        texts[resource["path"]] = answer.text
        assert len(answer.content) == resource["bytes"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(answer.content).hexdigest()}"
    assert faults(package, texts) == []
    foreign = {(r["name"], f["fields"]) for r in package["resources"] for f in r["schema"].get("foreignKeys", [])}
    assert {("evidence", "source"), ("events", "place"), ("claims", "speaker")} <= foreign
    keys = {r["name"]: r["schema"]["primaryKey"] for r in package["resources"]}
    assert all(keys[name] == [key] for name, key in FACTS.items())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("tables/events.csv", "id,start", "id,begin"),
        ("tables/events.csv", "2022-01-05", "5 January"),
        ("tables/events.csv", "street", "road"),
        ("tables/evidence.csv", ",SCMP,", ",Nobody,"),
        ("tables/places.csv", "pl-almaty,", "pl-astana,"),
    ],
)
def test_the_check_finds_what_is_wrong(client, package, path, old, new):
    texts = {one["path"]: client.get(f"/data/{one['path']}").text for one in package["resources"]}
    assert old in texts[path]
    assert faults(package, texts | {path: texts[path].replace(old, new)})


def test_the_archive_has_tables_codebook_package_and_workbook(client):
    answer = client.get("/data/qantar.zip")
    name = f"qantar-{edition.name()}"
    assert f'filename="{name}.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        texts = {one.removeprefix(f"{name}/"): packed.read(one) for one in packed.namelist()}
    about = json.loads(texts["datapackage.json"])
    assert faults(about, {path: body.decode("utf-8") for path, body in texts.items() if path.endswith(".csv")}) == []
    assert texts["README.md"] == (ROOT / "data" / "README.md").read_bytes()
    assert load_workbook(io.BytesIO(texts["qantar.xlsx"]), read_only=True).sheetnames


def unpacked(client: Client, query: str) -> tuple[str, dict[str, bytes]]:
    """Return the name of the archive under a filter, and its files by their paths in it."""
    answer = client.get(f"/data/qantar.zip{query}")
    assert answer.status_code == 200
    name = re.search(r'filename="(.+)\.zip"', answer.headers["content-disposition"])[1]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return name, {one.removeprefix(f"{name}/"): packed.read(one) for one in packed.namelist()}


def told_filter(book: bytes) -> str | None:
    """Return the filter of which a workbook tells."""
    (row,) = (row for row in sheet(book, "About") if row[0] == "Filter")
    return row[1] if len(row) > 1 else None


def sheet(body: bytes, name: str) -> list[tuple]:
    return list(load_workbook(io.BytesIO(body), read_only=True)[name].values)


@pytest.mark.parametrize(
    ("query", "chosen", "reference", "marks"),
    [
        (f"?source=SCMP&{OFF}", {"SCMP"}, False, "-SCMP-articles-only"),
        ("?source=CEIAS&source=SCMP&source=SCMP", {"SCMP", "CEIAS"}, True, "-SCMP-CEIAS"),
        ("?" + "&".join(["source=SCMP"] * 5), {"SCMP"}, True, "-SCMP"),
        ("?source=", set(), True, "-none"),
        (f"?{OFF}", None, False, "-articles-only"),
    ],
)
def test_the_archive_holds_what_a_filter_leaves_and_says_so(client, articles, query, chosen, reference, marks):
    name, files = unpacked(client, query)
    assert name == f"qantar-{edition.name()}{marks}", "it isn't taken for the whole"
    texts = {path: body.decode("utf-8") for path, body in files.items() if path.endswith(".csv")}
    rows = list(csv.DictReader(io.StringIO(texts["tables/evidence.csv"], newline="")))
    whose = {row["source"] for row in rows}
    assert {key for key in whose if key in articles} == (set(articles) if chosen is None else chosen)
    assert bool(whose - set(articles)) == reference
    about = json.loads(files["datapackage.json"])
    assert about["description"].startswith("What is left of the tables under a filter: ")
    assert faults(about, texts) == []
    for resource in about["resources"]:
        body = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}")
        assert texts[resource["path"]] == client.get(f"/data/{resource['path']}{query}").text
    alone = client.get(f"/data/qantar.xlsx{query}").content
    for table in ("About", "evidence", "events", "sources"):
        assert sheet(files["qantar.xlsx"], table) == sheet(alone, table)
    assert len(sheet(alone, "evidence")) == len(rows) + 1


def test_the_archive_names_what_is_none_of_the_articles(client):
    answer = client.get("/data/qantar.zip?source=Nobody")
    assert answer.status_code == 400
    assert "Nobody" in answer.json()["error"]


@pytest.mark.parametrize("query", ["", "?utm_source=letter", "?reference=true", "?filter=SCMP"])
def test_a_workbook_tells_of_no_filter_that_is_not_applied(client, query):
    name, files = unpacked(client, query)
    assert name == f"qantar-{edition.name()}"
    assert "description" not in json.loads(files["datapackage.json"])
    books = [files["qantar.xlsx"], *(client.get(f"/data/{one}.xlsx{query}").content for one in ("qantar", "troops"))]
    assert [told_filter(book) for book in books] == [None] * 3
    only = [client.get(f"/data/{one}.xlsx?{OFF}&x=1&source=SCMP").content for one in ("qantar", "troops")]
    assert [told_filter(book) for book in only] == [f"source=SCMP&{OFF}"] * 2


def test_a_table_as_json_has_a_passage_s_translation(client, whole):
    evidence = whole["evidence"]
    foreign = evidence[evidence["translation"] != ""]
    found = {
        (row[FACTS[name]], passage["source"], passage["quote"]): passage["translation"]
        for name in FACTS
        for row in client.get(f"/data/{name}.json").json()["rows"]
        for passage in row["evidence"]
    }
    assert len(foreign)
    for row in foreign.itertuples():
        assert found[row.fact, row.source, row.quote] == row.translation
    assert sum(bool(text) for text in found.values()) == len(foreign)


def test_the_codebook_is_there(client):
    answer = client.get("/data/README.md")
    assert answer.text == (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert answer.headers["content-type"].startswith("text/markdown")


# --- who may read it, and whether it is new ---

EVERYWHERE = ["/data/events.csv", "/data/qantar.xlsx", "/data/datapackage.json", "/data/", "/cite/timeline.ris"]
WRONG = [
    "/data/nothing.csv",
    "/data/a/b/c",
    "/data/events.csv?source=Nobody",
    "/data/geo",
    "/cite/no.ris",
    "/cite/map.no",
]


@pytest.mark.parametrize("path", EVERYWHERE + WRONG)
def test_scripts_of_any_host_may_read_it_and_what_is_wrong_with_it(client, path):
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Qantar-Data" in answer.headers["access-control-expose-headers"]
    assert answer.headers["qantar-data"] == edition.name()
    assert (answer.status_code == 200) == (path in EVERYWHERE)


def test_a_script_may_ask_first(client):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Headers": "if-none-match"}
    answer = client.options("/data/events.csv", headers={**asked, "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert client.post("/data/events.csv").status_code == 405
    assert client.post("/data/events.csv").headers["access-control-allow-origin"] == "*"


def test_no_script_of_another_host_reads_anything_else(client):
    for path in ("/assets/plotly.js", "/map/almaty/names.json", "/database"):
        assert "access-control-allow-origin" not in client.get(path).headers


@pytest.mark.parametrize("path", WRONG)
def test_what_is_not_there_says_what_is(client, path):
    answer = client.get(path)
    assert answer.status_code == (400 if "Nobody" in path else 404)
    about = answer.json()
    assert about["error"]
    assert any(isinstance(value, list) and value for value in about.values())
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_who_has_it_gets_no_second_copy(client, path):
    first = client.get(path)
    mark, day = first.headers["etag"], first.headers.get("last-modified")
    if path.startswith("/cite/"):
        assert day is None, "a citation names the day on which it was asked for"
        day = "x"
    assert edition.name() in mark
    for asked in ({"If-None-Match": mark}, {"If-None-Match": f'"x", {mark}'}, {"If-Modified-Since": day}):
        if asked == {"If-Modified-Since": "x"}:
            continue
        again = client.get(path, headers=asked)
        assert (again.status_code, again.content) == (304, b""), asked
        assert again.headers["etag"] == mark
        assert again.headers["access-control-allow-origin"] == "*"
    before = "Sat, 01 Jan 2022 00:00:00 GMT"
    for asked in (
        {"If-None-Match": '"x"'},
        {"If-Modified-Since": before},
        {"If-None-Match": '"x"', "If-Modified-Since": day},
    ):
        assert client.get(path, headers=asked).status_code == 200, asked


def test_another_state_of_the_data_has_another_name_and_another_mark(tmp_path, monkeypatch):
    client = Client(SITE)
    before = client.get("/data/troops.csv")
    monkeypatch.setattr(tables, "DATA", write_small(tmp_path))
    monkeypatch.setattr(tables, "read_all", lambda folder=tmp_path, real=tables.read_all: real(folder))
    changed = tables.changed
    monkeypatch.setattr(tables, "changed", lambda folder=tmp_path: changed(folder))
    shared.clear()
    after = client.get("/data/troops.csv", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert after.headers["qantar-data"] != before.headers["qantar-data"]
    assert after.text != before.text
    shared.clear()


def test_data_that_cannot_be_read_is_said_to_be_so(monkeypatch):
    def broken(changed: float) -> None:
        raise tables.TableError([tables.Fault("events.csv", 3, "start", "«x» is not a date", "YYYY-MM-DD or empty")])

    kept.STORE.clear()
    monkeypatch.setattr(shared, "as_read", broken)
    answer = Client(SITE).get("/data/events.csv")
    assert answer.status_code == 503
    assert "row 3" in answer.json()["faults"][0]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_fault_of_ours_is_answered_as_one_and_kept_by_nobody(monkeypatch, caplog):
    def broken(changed: float) -> None:
        raise RuntimeError("secret")

    kept.STORE.clear()
    client = Client(SITE)
    with monkeypatch.context() as patch:
        patch.setattr(shared, "as_read", broken)
        answer = client.get("/data/events.csv")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/data/events.csv").status_code == 200


# --- what is kept ---


def test_an_answer_is_made_once_and_kept_within_bounds(client, monkeypatch):
    kept.STORE.clear()
    client.get("/data/places.csv")
    monkeypatch.setattr(shared, "as_read", lambda changed: pytest.fail("it is made a second time"))
    assert client.get("/data/places.csv").status_code == 200


def test_what_was_asked_for_the_longest_time_ago_is_dropped(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 100)
    store = kept.Store()
    store.clear("now")
    for n in range(10):
        store.put(str(n), "now", kept.Kept(200, b"x" * 30, None, {}))
    assert store.size <= 100
    assert store.get("9", "now")
    assert not store.get("0", "now")
    assert not store.get("9", "later")
    assert store.size == 0


# --- editions ---


def test_a_state_is_named_by_its_recorded_day_and_its_bytes(tmp_path):
    folder = write_small(tmp_path)
    drafted = edition.edition(folder)
    assert not drafted.recorded
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", drafted.name)
    recorded = edition.record(folder)
    assert recorded == edition.edition(folder)
    assert recorded.hash == drafted.hash
    told = json.loads((folder / edition.FILE).read_text(encoding="utf-8"))
    (folder / edition.FILE).write_text(json.dumps(told | {"day": "2024-02-03"}), encoding="utf-8")
    edition._edition.cache_clear()
    assert edition.record(folder).name == f"2024-02-03-{drafted.hash}", "an unchanged state keeps its day"
    path = folder / "troops.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    edition._edition.cache_clear()
    assert edition.edition(folder).hash == drafted.hash, "line ends are the system's"
    path.write_bytes(path.read_bytes() + b" ")
    edition._edition.cache_clear()
    assert edition.edition(folder).hash != drafted.hash
    assert not edition.edition(folder).recorded


# --- citations as files ---


@pytest.mark.parametrize("form", citations.FORMS)
def test_a_page_s_citation_is_a_file(client, form):
    answer = client.get(f"/cite/timeline.{form}?source=SCMP&{OFF}")
    assert answer.status_code == 200
    assert f'filename="qantar-timeline.{form}"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == citations.FORMS[form][1]
    assert f"http://here/timeline?source=SCMP&{OFF}" in answer.text.replace(r"\&", "&")
    assert edition.name() in answer.text
    assert "South China Morning Post" in answer.text
    assert "Diplomat" not in answer.text


def cited(client: Client, page: str, query: str) -> list[str]:
    """Return the sources that a page's citation lists."""
    return [item["id"] for item in client.get(f"/cite/{page}.json{query}").json()[1:]]


@pytest.mark.parametrize(
    ("query", "chosen", "reference"),
    [("", None, True), ("?source=SCMP", ["SCMP"], True), (f"?source=Diplomat&source=CEIAS&{OFF}", ["Diplomat", "CEIAS"], False)],
)  # fmt: skip
@pytest.mark.parametrize("path", themes.PAGES)
def test_a_page_s_citation_lists_whose_rows_the_page_has(
    client, filtered, whole, articles, path, query, chosen, reference
):
    """Of a list of all sources nobody can tell on which the page rests."""
    chosen = chosen or articles
    rows, listed = filtered(chosen, reference), cited(client, path or "overview", query)
    cards = [card for make in themes.PAGES[path] if (card := make(rows, whole)) is not None]
    behind = {source for card in cards for source in with_receipts(card, rows)["source"].dropna()}
    known = list(rows["sources"]["source"])
    assert listed == sorted(listed, key=known.index), "in the order of the table"
    if path in ("", "sources"):
        assert behind | set(chosen) <= set(listed)
    else:
        assert set(listed) == behind
    if reference:
        assert len(listed) < len(known) * 0.6, "far from all of them"


def test_the_front_page_s_citation_has_whose_numbers_and_contradictions_it_shows(client, filtered, articles):
    rows = filtered(articles, True)
    shown = [row[name] for row in overview_rows.numbers(rows) for name in ("fact", "rival_fact") if row[name]]
    shown += list(rows["contradictions"]["facts"][rows["contradictions"]["verdict"].isin(ledger.SHARP)].head(3))
    facts = {fact for cell in shown for fact in cell.split("|")}
    whose = set(rows["evidence"].loc[rows["evidence"]["fact"].isin(facts), "source"])
    assert whose <= set(cited(client, "overview", ""))


def test_what_a_page_rests_on_is_worked_out_once(client, monkeypatch):
    before = cited(client, "alliances", "")
    kept.STORE.clear()
    monkeypatch.setattr(data, "rests_on", lambda *args: pytest.fail("it is worked out a second time"))
    assert cited(client, "alliances", "") == before


@pytest.mark.parametrize("form", citations.FORMS)
def test_a_page_without_an_article_is_empty_and_so_is_what_it_rests_on(client, form):
    text = client.get(f"/cite/timeline.{form}?source=").text
    assert "Qantar: Timeline (no article)" in text
    assert "rests on" not in text.lower()
    assert text.count("@misc") + text.count("TY  -") + text.count('"URL"') in (0, 1), "the page alone"
    assert "(no article, reference data off)" in client.get(f"/cite/timeline.{form}?source=&{OFF}").text


def test_a_proxy_may_say_what_readers_call_the_place(client, monkeypatch):
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "qantar.example"}
    assert "https://qantar.example/map" in client.get("/cite/map.txt", headers=proxied).text
    assert "http://here/map" in client.get("/cite/map.txt").text
    monkeypatch.setenv("QANTAR_HOME", "https://example.org/kz/")
    assert "https://example.org/kz/map" in client.get("/cite/map.txt").text


@pytest.mark.parametrize(
    ("asked", "name"), [("Timeline", "timeline"), ("OVERVIEW", "overview"), ("index.html", "overview")]
)
def test_a_page_to_cite_may_be_written_as_readers_may_write_it(client, asked, name):
    answer = client.get(f"/cite/{asked}.ris?source=scmp")
    assert answer.status_code == 200
    assert answer.content == client.get(f"/cite/{name}.ris?source=SCMP").content
    assert f'filename="qantar-{name}.ris"' in answer.headers["content-disposition"]
