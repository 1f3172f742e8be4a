"""Charts that travel: a card alone as HTML, figure and rows, who may show it, and how editors' systems find it."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from urllib.parse import quote

import plotly.graph_objects as go
import pytest
from asking import Client
from starlette.applications import Starlette

from qantar import themes, web
from qantar.charts import style
from qantar.facts import edition, shared
from qantar.themes import embedded
from qantar.themes.map import rows
from qantar.web import embeds, first, kept

SITE = Starlette(routes=web.ROUTES, middleware=web.MIDDLEWARE)
OFF = "reference=false"
CHARTS = ["days", "glance", "troops", "measures", "positions", "belonging", "coverage", "moments"]
LISTS = ["corrections", "projects", "map"]


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SITE)


def figure_in(text: str) -> dict:
    """Return the figure that an embed carries."""
    return json.loads(re.search(r"<script type=application/json id=figure>(.*?)</script>", text, re.DOTALL)[1])


def test_every_card_of_every_page_travels(client):
    makers = [make for page in themes.PAGES.values() for make in page]
    names = list(embeds.known())
    assert len(names) == len(makers)
    for name in names:
        answer = client.get(f"/embed/{name}")
        assert answer.status_code == 200, name
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("name", CHARTS + LISTS)
def test_an_embed_has_title_credit_state_and_a_link_back(client, name):
    path, _ = embeds.known()[name]
    text = client.get(f"/embed/{name}").text
    assert f'href="http://here/{path}#{name}"' in text
    assert "Sources: " in text
    assert edition.name() in text
    assert re.search(r"<h1>(.+?)</h1>", text)[1]
    assert "fact=" in text or name == "coverage", "each row leads to its evidence"
    assert "_stcore" not in text
    assert "static/js" not in text, "it needs nothing of the app"


@pytest.mark.parametrize("name", CHARTS)
def test_an_embed_carries_the_card_s_own_chart(client, name):
    text = client.get(f"/embed/{name}").text
    drawn = figure_in(text)
    go.Figure(drawn)
    assert drawn["data"]
    assert "../assets/plotly.js" in text
    assert client.get("/assets/plotly.js").status_code == 200
    others = json.loads(unescape(re.search(r'data-layouts="([^"]*)"', text)[1]))
    for address in others.values():
        other = client.get(f"/embed/{address}").json()
        assert sum(len(trace.get("customdata") or ()) for trace in other["data"]) > 0
    assert len(text) < 100_000


@pytest.mark.parametrize("name", CHARTS)
def test_the_figure_is_what_the_page_draws_with_what_it_says(client, name, one_card, articles):
    _, make = embeds.known()[name]
    card = one_card(make, articles, True)
    drawn = client.get(f"/embed/{name}.json").json()
    about = drawn["layout"].pop("meta")
    assert drawn["data"] == json.loads(style.figure(card.draw(*card.arguments)).to_json())["data"]
    assert (about["title"], about["subtitle"], about["data"]) == (card.title, card.subtitle, edition.name())
    assert about["credit"].startswith("Sources: ")
    for layout in ("medium", "narrow"):
        go.Figure(client.get(f"/embed/{name}.json?layout={layout}").json())


@pytest.mark.parametrize("name", CHARTS + LISTS)
def test_the_rows_are_the_card_s_with_their_passages(client, name, one_card, articles):
    _, make = embeds.known()[name]
    card = one_card(make, articles, True)
    answer = client.get(f"/embed/{name}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content[:1].isalpha(), "no mark at the start: it is for programs"
    found = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert len(found) >= len(card.rows)
    assert {"source", "publisher"} <= set(found[0])


@pytest.mark.parametrize("query", ["", f"?source=SCMP&{OFF}", "?view=almaty&day=5", "?day=7&layers=unrest"])
def test_the_map_is_carried_as_it_is_drawn_for_wide_and_narrow_windows(client, query):
    text = client.get(f"/embed/map{query}").text
    for drawn in figure_in(text).values():
        asked = [layer["data"] for layer in drawn["layers"] if isinstance(layer["data"], str)]
        assert any("/map/" in address for address in asked)
        for address in asked:
            assert address.startswith("../")
            assert client.get(address.partition("#")[0][2:]).status_code == 200, address
        assert drawn["meta"]["facts"]
    script = client.get(re.search(r"src=\.\.(/assets/deck\.js)", text)[1])
    assert (script.status_code, script.headers["content-encoding"]) == (200, "gzip")
    assert "createDeck" in script.text
    alone = client.get(f"/embed/map.json{query}").json()
    assert alone["meta"]["title"] in unescape(text)
    assert alone["meta"]["credit"].startswith("Sources: ")
    assert all(layer["data"].startswith("http://here/") for layer in alone["layers"] if isinstance(layer["data"], str))
    narrow = client.get(f"/embed/map.json?layout=narrow{query.replace('?', '&')}").json()
    assert narrow["meta"]["size"] == figure_in(text)["narrow"]["meta"]["size"]


def test_without_scripts_the_map_s_days_and_views_are_links(client):
    text = client.get(f"/embed/map?source=SCMP&{OFF}&view=almaty").text
    links = [unescape(link) for link in re.findall(r"<nav id=days.*?</nav>", text)[0].split('href="')[1:]]
    links = [link.partition('"')[0] for link in links]
    assert len(links) == len(rows.DAYS) + 1
    assert f"map?source=SCMP&view=almaty&day=5&{OFF}" in links
    for link in links:
        assert client.get(f"/embed/{link}").status_code == 200


LOOKS = [
    ("map", "view=almaty&day=5", "Almaty, 5 January: "), ("positions", "group=camp", ""), ("positions", "topic=security", ""),
    ("likeness", "topic=relationship&topic=security", ""), ("claims", "claim=rift", "“rift”"), ("ledger", "search=troops", "troops"),
    ("ledger", "kind=within", ""), ("side-by-side", "theme=money", "Money and projects"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "query", "said"), LOOKS)
def test_an_embed_looks_as_its_page_does_at_that_address(client, name, query, said):
    usual, other = client.get(f"/embed/{name}"), client.get(f"/embed/{name}?{query}")
    assert (usual.status_code, other.status_code) == (200, 200)
    parts = [re.sub(r"<link[^>]*>|href=\S*", "", answer.text) for answer in (usual, other)]
    assert parts[0] != parts[1]
    assert said in unescape(other.text)
    first = query.partition("&")[0]
    path, _ = embeds.known()[name]
    back = unescape(re.search(r'rel="canonical" href="([^"]+)"', other.text)[1])
    assert back.startswith(f"http://here/{path}?")
    assert first in back
    rows_said = [client.get(f"/embed/{name}.csv{more}").text for more in ("", f"?{query}")]
    assert name == "positions" or rows_said[0] != rows_said[1]


@pytest.mark.parametrize("query", ["day=32", "view=moon", "layers=gold", "day=5&view=moon"])
def test_what_a_card_does_not_know_is_said_with_what_it_knows(client, query):
    answer = client.get(f"/embed/map?{query}")
    name = query.rpartition("&")[2].partition("=")[0]
    assert answer.status_code == 400
    assert len(answer.json()[name]) > 2
    assert client.get("/embed/troops?day=32").status_code == 200, "what is another card's"


def test_the_filter_changes_all_of_an_embed(client):
    whole, only = (client.get(f"/embed/troops{query}").text for query in ("", f"?source=SCMP&{OFF}"))
    assert "VGTRK" in whole
    assert "VGTRK" not in only
    assert f"http://here/intervention?source=SCMP&amp;{OFF}#troops" in only
    assert "filter: SCMP" in only
    rows = client.get(f"/embed/troops.csv?source=SCMP&{OFF}").text
    assert {row["source"] for row in csv.DictReader(io.StringIO(rows))} == {"SCMP"}


def test_what_the_chosen_articles_do_not_say_is_said_to_be_missing(client):
    query = f"?source=Bedfellows&{OFF}"
    answer = client.get(f"/embed/deaths{query}")
    assert answer.status_code == 200
    assert "say nothing" in answer.text
    assert "id=figure" not in answer.text
    for form in ("json", "csv"):
        told = client.get(f"/embed/deaths.{form}{query}")
        assert told.status_code == 404
        assert told.json()["source"] == ["Bedfellows"]


@pytest.mark.parametrize(
    ("card", "query", "title", "chosen"),
    [("airlift", f"source=SCMP&{OFF}", "Intervention: SCMP says nothing about the airlift in", "SCMP, reference data off"),
     ("deaths", f"source=SCMP&source=Bedfellows&{OFF}", "Intervention: SCMP and Strange Bedfellows say nothing about the number of dead",
      "SCMP and Strange Bedfellows, reference data off"),
     ("deaths-by-place", OFF, "Intervention: the articles say nothing about deaths by place", "reference data off"),
     ("troops", "source=", "Intervention: no article is chosen", "no article"),
     ("map", "source=", "Map: no article is chosen", "no article")],
)  # fmt: skip
def test_an_embed_with_nothing_to_show_says_whose_and_what_it_is(client, card, query, title, chosen):
    text = unescape(client.get(f"/embed/{card}?{query}").text)
    assert re.search(r"<h1>(.+?)</h1>", text)[1] == title
    assert f"<title>{title} · Qantar</title>" in text
    credit = re.search(r"<p class=credit id=credit>(.+?)</p>", text)[1]
    assert credit.startswith(f"Filter: {chosen} · ")
    assert edition.name() in credit
    path, _ = embeds.known()[card]
    assert f'href="http://here/{path}?{query}#{card}"' in credit
    about = offered(client, f"http://here/embed/{card}?{query}")
    assert about["title"] == title
    assert about["height"] < 300


def test_with_no_article_chosen_an_embed_says_so_as_its_page_does(client):
    text = client.get("/embed/troops?source=").text
    assert first.NO_ARTICLE in text
    assert "id=figure" not in text
    for form in ("json", "csv"):
        told = client.get(f"/embed/troops.{form}?source=")
        assert told.status_code == 404
        assert told.json() == {"error": first.NO_ARTICLE, "source": []}


@pytest.mark.parametrize(
    "path", ["/embed/nosuch", "/embed/nosuch.json", "/embed/troops.png", "/embed/", "/embed", "/embed/a/b"]
)
def test_an_unknown_card_is_answered_with_the_list(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert {"troops", "troops.json", "days.csv"} <= set(answer.json()["cards"])
    assert answer.headers["access-control-allow-origin"] == "*"


def test_what_is_asked_wrongly_is_said_to_be_so(client):
    assert client.get("/embed/troops?source=Nobody").json()["sources"]
    assert client.get("/embed/troops?source=Nobody").status_code == 400
    assert client.get("/embed/troops.json?layout=huge").status_code == 400
    assert client.get("/embed/corrections.json").status_code == 404


def test_no_markup_comes_in_by_the_address(client):
    assert "<script>alert" not in client.get("/embed/troops?x=<script>alert(1)</script>").text
    told = client.get("/embed/days", headers={"X-Forwarded-Host": '"><script>alert(1)</script>'})
    assert "<script>alert" not in told.text


# --- who may show what ---


def ancestors(client: Client, path: str) -> list[str]:
    rules = client.get(path).headers["content-security-policy"].split("; ")
    return next(rule for rule in rules if rule.startswith("frame-ancestors")).split()[1:]


@pytest.mark.parametrize("path", ["/embed/troops", "/embed/troops?source=CEIAS", "/embed/nosuch"])
def test_any_site_may_show_an_embed(client, path):
    assert ancestors(client, path) == ["*"]
    assert "x-frame-options" not in client.get(path).headers


def test_whole_pages_are_closed_unless_a_setting_opens_them(client, monkeypatch):
    monkeypatch.delenv("QANTAR_FRAME_ANCESTORS", raising=False)
    for path in ("/data/", "/embedded", "/nosuch"):
        assert ancestors(client, path) == ["'self'"]
    monkeypatch.setenv("QANTAR_FRAME_ANCESTORS", "https://school.example https://*.news.example:8443")
    assert ancestors(client, "/data/") == ["'self'", "https://school.example", "https://*.news.example:8443"]
    assert ancestors(client, "/embed/troops") == ["*"]
    monkeypatch.setenv("QANTAR_FRAME_ANCESTORS", "https://a.example; script-src *")
    assert "script-src" not in client.get("/data/").headers["content-security-policy"]


# --- kept ---


def test_an_embed_is_made_once_and_told_apart_by_its_mark(client, monkeypatch):
    kept.STORE.clear()
    first = client.get("/embed/troops")
    with monkeypatch.context() as patch:
        patch.setattr(shared, "everything", lambda changed: pytest.fail("it is made a second time"))
        again = client.get("/embed/troops")
        same = client.get("/embed/troops", headers={"If-None-Match": first.headers["etag"]})
    assert again.content == first.content
    assert (same.status_code, same.content) == (304, b"")
    assert edition.name() in first.headers["etag"]
    assert kept.version() in first.headers["etag"]
    assert "max-age" in first.headers["cache-control"]


# --- oEmbed ---


def offered(client: Client, address: str, more: str = "") -> dict:
    answer = client.get(f"/oembed?url={quote(address, safe='')}{more}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("address", "card"),
    [("http://here/embed/deaths", "deaths"), ("http://here/intervention", "troops"), ("http://here/", "days"),
     ("http://here/intervention#deaths", "deaths"), ("http://here/map", "map")],
)  # fmt: skip
def test_an_editor_s_system_finds_the_chart_of_an_address(client, address, card):
    about = offered(client, address)
    assert (about["version"], about["type"], about["provider_name"]) == ("1.0", "rich", "Qantar")
    assert f'src="http://here/embed/{card}"' in about["html"]
    assert client.get(f"/embed/{card}").status_code == 200
    assert about["title"] in unescape(client.get(f"/embed/{card}").text)
    assert f'width="{about["width"]}" height="{about["height"]}"' in about["html"]


def test_the_filter_and_the_editor_s_limits_are_kept(client):
    address = f"http://here/intervention?source=SCMP&{OFF}&fact=x"
    about = offered(client, address, "&maxwidth=400&maxheight=200")
    assert f"/embed/troops?source=SCMP&amp;{OFF}&quot;" in about["html"].replace('"', "&quot;")
    assert (about["width"], about["height"]) == (400, 200)
    assert "thumbnail_url" not in about, "it would be larger than the editor has room for"
    thumbnails = [offered(client, one)["thumbnail_url"] for one in (address, "http://here/intervention")]
    pictures = [client.get(one) for one in thumbnails]
    assert [one.status_code for one in pictures] == [200, 200]
    assert pictures[0].content != pictures[1].content, "it shows the chosen articles alone"


def test_an_editor_s_system_gets_the_map_as_the_address_shows_it(client):
    about = offered(client, "http://here/map?day=5&view=almaty")
    assert "/embed/map?view=almaty&amp;day=5&quot;" in about["html"].replace('"', "&quot;")
    assert about["title"].startswith("Almaty, 5 January: ")
    assert "thumbnail_url" not in about, "the picture is of all days"
    assert "thumbnail_url" in offered(client, "http://here/map")
    assert about["height"] > 600


def test_an_embed_says_where_its_oembed_is(client):
    text = client.get("/embed/troops?source=SCMP").text
    address = unescape(re.search(r'type="application/json\+oembed" href="([^"]+)"', text)[1])
    assert "embed/troops?source=SCMP" in unescape(client.get(address).json()["html"])


@pytest.mark.parametrize(
    "query", ["", "?url=", "?url=http://elsewhere/timeline", "?url=http://here/nosuch", "?url=http://here/embed/nosuch"]
)
def test_an_address_without_a_chart_is_not_found(client, query):
    assert client.get(f"/oembed{query}").status_code == 404
    assert client.get("/oembed?url=http://here/timeline&format=xml").status_code == 501


@pytest.mark.parametrize(
    "asked", ["http://[", "http://here:abc/timeline", "http://here:99999/", "here", "//",
    "%00", "http://elsewhere@other/timeline", "http://here:81/timeline", "http://here/nosuch#troops", "http://here/a/map#troops"],
)  # fmt: skip
def test_an_odd_address_is_not_found_and_no_fault(client, asked):
    answer = client.get(f"/oembed?url={quote(asked, safe='%')}")
    assert answer.status_code == 404
    assert "troops" in answer.json()["cards"]


@pytest.mark.parametrize(
    ("asked", "card"),
    [("http://HERE/timeline", "moments?source=SCMP"), ("http://here:80/Timeline/", "moments?source=SCMP"),
     ("https://here/overview", "days?source=SCMP"), ("http://here/Overview", "days?source=SCMP"),
     ("http://here/embed/Troops", "troops?source=SCMP"), ("http://here/Intervention#deaths", "deaths?source=SCMP"),
     ("http://here/timeline#deaths", "moments?source=SCMP")],
)  # fmt: skip
def test_an_editor_s_system_may_be_given_what_a_reader_sees(client, asked, card):
    place, _, name = asked.partition("#")
    for query in ("source=scmp", "Source=S.C.M.P.", "source=SCMP&source=scmp"):
        about = offered(client, f"{place}?{query}{'#' if name else ''}{name}")
        assert f'src="http://here/embed/{card}"' in about["html"]


def test_what_a_page_leaves_out_of_its_address_an_editor_s_system_needn_t_know(client):
    about = offered(client, "http://here/map?source=SCMP&source=Nobody&day=32&view=almaty&table=x")
    assert 'src="http://here/embed/map?source=SCMP&amp;view=almaty"' in about["html"]
    assert 'src="http://here/embed/troops"' in offered(client, "http://here/intervention?source=Nobody")["html"]
    assert client.get(f"/oembed?url={quote('http://here/embed/troops?source=Nobody')}").status_code == 400


def test_a_length_that_no_screen_has_is_no_fault(client):
    assert offered(client, "http://here/timeline", f"&maxwidth={'9' * 5000}")["width"] == 720
    assert client.get("/oembed?url=http://here/timeline", headers={"X-Forwarded-Host": "["}).status_code == 404


@pytest.mark.parametrize("query", ["source=scmp", "SOURCE=S.C.M.P", "source=SCMP&source=scmp"])
def test_an_embed_understands_an_address_as_its_page_does(client, query):
    for path in ("/embed/troops", "/embed/Troops", "/embed/troops.csv", "/embed/Troops.json"):
        answer = client.get(f"{path}?{query}&Reference=off")
        assert answer.status_code == 200, path
        assert answer.content == client.get(f"{path.lower()}?source=SCMP&{OFF}").content


def test_a_frame_is_higher_where_the_layout_of_its_width_is(client):
    address = "http://here/embed/days"
    wide, narrow = (offered(client, address, f"&maxwidth={width}")["height"] for width in (720, 340))
    assert narrow > wide + 300
    assert offered(client, address, "&maxwidth=340&maxheight=300")["height"] == 300
    drawn = client.get("/embed/days.json?layout=narrow").json()
    assert drawn["layout"]["height"] < narrow < drawn["layout"]["height"] + 400


@pytest.mark.parametrize(
    ("name", "width", "layout"),
    [("days", 340, "narrow"), ("days", 711, "narrow"), ("days", 712, "medium"), ("days", 1051, "medium"), ("days", 1052, "wide"),
     ("troops", 711, "narrow"), ("troops", 791, "medium"), ("troops", 792, "wide")],
)  # fmt: skip
def test_a_width_has_the_layout_that_its_chart_fits(name, width, layout, one_card, articles):
    _, make = embeds.known()[name]
    assert embedded.layout_at(one_card(make, articles, True), width) == layout


def test_a_list_is_as_high_as_its_rows_up_to_some_height(client):
    short, long = (offered(client, f"http://here/embed/{name}")["height"] for name in ("contacts", "claims"))
    assert short < 600 < long == embedded.LONGEST
