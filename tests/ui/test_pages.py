"""Every page under every choice of articles, run without a browser: what it says and what it doesn't."""

from __future__ import annotations

import functools
import re
import shutil
from functools import partial
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import streamlit as st
from small import ROOT
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from qantar.charts import amounts
from qantar.facts import tables, words
from qantar.themes.map import rows as map_rows

ARTICLES = ["Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL"]
NAMES = dict(zip(ARTICLES, ("The Diplomat", "SCMP", "Strange Bedfellows", "CEIAS", "RFE/RL"), strict=True))
TITLES = {
    "overview": "Kazakhstan",
    "timeline": "Timeline",
    "intervention": "Intervention",
    "investment": "Investment",
    "map": "Map",
    "positions": "Positions",
    "disagreements": "Disagreements",
    "alliances": "Alliances",
    "sources": "Sources",
}


@pytest.fixture(scope="module", autouse=True)
def searched_once():
    """Let Streamlit search the installed packages for components once; it does so before each run of a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield


# What one article alone states, and where it is to be read. Each is shown when the article is
# chosen and isn't when it isn't.
ONLY = {
    "overview": {
        "Diplomat": [r"Almaty"],
        "SCMP": [r"about 2,500", r"10 days", r"US\$14\.7", r"US\$19\.2"],
        "Bedfellows": [r"(?<![–\d])5 January 2022"],
        "RFERL": [r"(?<![–\d])13 January 2022"],
    },
    "timeline": {
        "Diplomat": [r"Almaty"],
        "SCMP": [r"US\$8\.9 billion", r"in 2001"],
        "Bedfellows": [r"December 1991", r"in 1994"],
        "CEIAS": [r"Vienna", r"Geneva"],
        "RFERL": [r"(?<![–\d])13 January 2022", r"in 2008"],
    },
    "intervention": {
        "Diplomat": [r"second most important"],
        "SCMP": [r"about 2,500", r"10 days"],
        "Bedfellows": [r"(?<![–\d])5 January 2022"],
        "CEIAS": [r"6 countries"],
        "RFERL": [r"a few thousand", r"(?<![–\d])13 January 2022"],
    },
    "investment": {
        "SCMP": [r"US\$8\.9", r"US\$14\.7", r"65 %", r"40 %", r"US\$19\.2", r"56 projects", r"US\$24\.5"],
        "Bedfellows": [r"1,500 km", r"3,000 km"],
        "CEIAS": [r"raw materials"],
        "RFERL": [r"tens of billions"],
    },
    "map": {
        "Diplomat": [r"Almaty", r"Tajikistan"],
        "SCMP": [r"US\$8\.9 billion"],
        "Bedfellows": [r"Xi'an"],
        "CEIAS": [r"Vienna", r"Turkey"],
        "RFERL": [r"Georgia", r"Crimea"],
    },
    "positions": {
        "Diplomat": [r"Author of the Diplomat article"],
        "SCMP": [r"Yang Shu", r"Zhu Yongbiao"],
        "Bedfellows": [r"Author of the Bedfellows article"],
        "CEIAS": [r"Tchakarova", r"Kizeková"],
        "RFERL": [r"Jakobowski", r"Godwin"],
    },
    "disagreements": {
        "Diplomat": [r"Russia's role serves the rulers"],
        "SCMP": [r"A growth of 40 % that is 65 %", r"US\$14\.7", r"Russia wary of Chinese expansion"],
        "Bedfellows": [r"The most stable country, in a struggle for power"],
        "CEIAS": [r"An indifferent world"],
        "RFERL": [r"Unrest called a colour revolution and a terrorist coup"],
    },
    "alliances": {
        "Diplomat": [r"India and Pakistan"],
        "SCMP": [r"SCMP puts"],
        "Bedfellows": [r"Massimov"],
        "CEIAS": [r"Kazakhstan is in"],
        "RFERL": [r"Nazarbayev"],
    },
    "sources": {
        "Diplomat": [r"China and Russia Both Benefit From the CSTO Intervention in Kazakhstan"],
        "SCMP": [r"Why the Kazakhstan intervention benefits China as well as Russia"],
        "Bedfellows": [r"The Events In Kazakhstan Prove That China And Russia Are Strange Bedfellows"],
        "CEIAS": [r"The Kazakhstan crisis and the global response", r"20 January 2022"],
        "RFERL": [r"Crisis In Kazakhstan Pushes China, Russia Closer Together"],
    },
}
# What an article is silent on, so that the page says so under it alone.
SILENT = {
    ("overview", "CEIAS"): "which day",
    ("intervention", "Diplomat"): "number of troops",
    ("intervention", "Bedfellows"): "number of troops",
    ("intervention", "CEIAS"): "number of troops",
    ("intervention", "RFERL"): "near Ukraine",
    ("investment", "Diplomat"): "sums of Chinese money",
    ("investment", "Bedfellows"): "sums of Chinese money",
    ("investment", "CEIAS"): "sums of Chinese money",
    ("investment", "RFERL"): "two years",
    ("positions", "Diplomat"): "two speakers",
    ("positions", "Bedfellows"): "two speakers",
    ("positions", "CEIAS"): "two speakers",
    ("positions", "RFERL"): "two speakers",
    ("alliances", "Diplomat"): "who was removed, detained or appointed",
    ("alliances", "SCMP"): "who was removed, detained or appointed",
    ("alliances", "CEIAS"): "who was removed, detained or appointed",
}


def run(page: str, **query: str | list[str]) -> AppTest:
    """Open a page at an address with these parameters, as a first visit; the map with all of its layers."""
    if page == "map":
        query = {"layers": list(map_rows.LAYERS), **query}
    at = AppTest.from_file(str(ROOT / "qantar" / "app.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    return switch(at, page)


@functools.cache
def seen(page: str, **query: str) -> AppTest:
    """Return what ``run`` does, once for all tests that only read it."""
    return run(page, **query)


def switch(at: AppTest, page: str) -> AppTest:
    if page != "overview" or at.title:
        at.switch_page(f"../pages/{page}.py")
    return at.run()


def plain(text: str) -> str:
    """Return Markdown as it is read: without the strokes that keep characters from being markup."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


def said(at: AppTest) -> str:
    """Return all that the page itself says, the sidebar left out."""
    main = at.main
    parts = [
        element.value
        for kind in ("title", "subheader", "markdown", "caption", "info", "warning")
        for element in main.get(kind)
    ]
    parts += [option for box in main.selectbox for option in box.options]
    return plain("\n".join(parts))


def passages(at: AppTest) -> str:
    """Return the page's blocks that quote a passage."""
    return "\n".join(plain(block.value) for block in at.main.markdown if "\n> “" in block.value)


def charts(at: AppTest) -> int:
    return len(at.get("plotly_chart")) + len(at.get("deck_gl_json_chart"))


def assert_framed(at: AppTest, page: str, chosen: list[str]) -> None:
    assert not at.exception
    assert not at.error
    assert len(at.title) == 1
    assert TITLES[page] in at.title[0].value
    assert at.sidebar.button_group(key="source").value == chosen


def facts(at: AppTest) -> tuple[int, int]:
    """Return the numbers of facts shown and known, as the sidebar gives them."""
    found = re.search(r"([\d,]+) of ([\d,]+) facts", " ".join(caption.value for caption in at.sidebar.caption))
    assert found
    shown, known = (int(number.replace(",", "")) for number in found.groups())
    return shown, known


def addresses(at: AppTest) -> list[tuple[str, dict[str, list[str]]]]:
    """Return path and parameters of every link in the sidebar."""
    text = " ".join(element.value for element in [*at.sidebar.caption, *at.sidebar.markdown])
    found = [*re.findall(r"\]\((\S+?)\)", text), *re.findall(r'<a href="([^"]+)" target="_self">', text)]
    parts = [urlsplit(unescape(address)) for address in found]
    return [(part.path, parse_qs(part.query, keep_blank_values=True)) for part in parts]


def here(page: str, **query: list[str]) -> tuple[str, dict[str, list[str]]]:
    """Return the address that the sidebar gives for a page that ``run`` has opened."""
    own = {"layers": list(map_rows.LAYERS)} if page == "map" else {}
    return "/" if page == "overview" else f"/{page}", {**query, **own}


def test_every_page_is_tested():
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == set(TITLES) == set(ONLY)


@pytest.mark.parametrize("page", TITLES)
def test_all_articles(page):
    at = seen(page)
    assert_framed(at, page, ARTICLES)
    text = said(at)
    for source, patterns in ONLY[page].items():
        for pattern in patterns:
            assert re.search(pattern, text), f"{source}: {pattern}"
    assert charts(at)
    shown, known = facts(at)
    assert shown == known > 0
    assert here(page) in addresses(at)


@pytest.mark.parametrize("source", ARTICLES)
@pytest.mark.parametrize("page", TITLES)
def test_one_article(page, source):
    at = seen(page, source=source, reference="false")
    assert_framed(at, page, [source])
    text = said(at)
    for other, patterns in ONLY[page].items():
        for pattern in patterns:
            assert bool(re.search(pattern, text)) == (other == source), f"{other}: {pattern}"
    notes = [plain(info.value) for info in at.main.info]
    if (page, source) in SILENT:
        assert any(SILENT[page, source] in note and NAMES[source] in note for note in notes), notes
    else:
        assert not any(NAMES[source] in note for note in notes), notes
    shown, known = facts(at)
    assert 0 < shown < known
    assert here(page, source=[source], reference=["false"]) in addresses(at)


@pytest.mark.parametrize("page", TITLES)
def test_no_article(page):
    at = run(page, source="")
    assert_framed(at, page, [])
    assert len(at.main.info) == 1
    assert re.search(r"(?i)\bno article\b", at.main.info[0].value)
    assert not charts(at)
    assert not at.main.selectbox
    assert not at.main.markdown
    assert facts(at)[0] == 0
    assert here(page, source=[""]) in addresses(at)


def test_two_articles_disagree_side_by_side():
    at = run("intervention", source=["SCMP", "RFERL"], reference="false")
    assert_framed(at, "intervention", ["SCMP", "RFERL"])
    text = said(at)
    assert "about 2,500" in text
    assert "a few thousand" in text
    assert "5 January 2022" not in re.sub(r"[–\d]5 January", "", text)


def test_order_of_the_articles_in_the_address_does_not_matter():
    one, other = run("intervention", source=["RFERL", "SCMP"]), run("intervention", source=["SCMP", "RFERL"])
    assert said(one) == said(other)


@pytest.mark.parametrize("asked", [["Nobody"], ["Nobody", "SCMP"], ["scmp"]], ids=" ".join)
def test_unknown_source_is_named_in_a_warning(asked):
    at = run("intervention", source=asked)
    known = [key for key in asked if key in ARTICLES]
    assert_framed(at, "intervention", known or ARTICLES)
    assert len(at.main.warning) == 1
    assert asked[0] in at.main.warning[0].value
    assert all(key in at.main.warning[0].value for key in ARTICLES)
    assert "about 2,500" in said(at)


def test_known_sources_give_no_warning():
    assert not run("intervention", source=ARTICLES).main.warning


def test_markup_in_the_address_stays_text():
    markup = "[here](https://example.org) <b>$x$</b>"
    at = run("intervention", source=markup, fact=markup)
    assert not at.exception
    assert at.main.warning
    for warning in at.main.warning:
        assert not re.search(r"(?<!\\)[\[<$]", warning.value)


@pytest.mark.parametrize("page", TITLES)
def test_unknown_fact_and_view_are_ignored(page):
    at = run(page, fact="nothing-of-this-name", view="Nowhere")
    assert_framed(at, page, ARTICLES)
    assert charts(at)
    assert all(box.value is None for box in at.main.selectbox)


@pytest.mark.parametrize(
    ("page", "fact", "quote", "link"),
    [
        ("intervention", "tr-csto-kazakhstan-2500", "Some 2,500 troops", "https://www.scmp.com/"),
        ("timeline", "ev-csto-decision", "On January 5", "https://reflectiigeopolitice.ro/"),
        ("investment", "inv-kazakhstan-tens-of-billions", "tens of billions of dollars", "https://www.rferl.org/"),
        ("positions", "cl-tchakarova-beijing-pleased", "Beijing was pleased", ""),
        ("map", "ev-almaty-street-blocked", "block a street in Almaty", "https://thediplomat.com/"),
    ],
)  # fmt: skip
def test_fact_in_the_address_opens_its_evidence(page, fact, quote, link):
    assert not passages(seen(page))
    at = run(page, fact=fact)
    assert_framed(at, page, ARTICLES)
    assert [box.value for box in at.main.selectbox if box.value] == [fact], (
        "open in one card that draws it, as after a click"
    )
    shown = passages(at)
    assert re.search(rf"“[^”]*{re.escape(quote)}[^”]*”", shown)
    assert "paragraph" in shown
    links = re.findall(r"\]\((https?:[^)\s]+)\)", shown)
    if link:
        assert any(
            address.startswith(link) and quote in unquote(address.partition("#:~:text=")[2]) for address in links
        )
    else:
        assert not links


def test_evidence_comes_from_chosen_articles_alone():
    both = "ev-kazakhstan-independence"  # in SCMP and Bedfellows
    assert "December 1991" in passages(run("timeline", fact=both))
    shown = passages(run("timeline", source="SCMP", fact=both))
    assert "30 years since" in shown
    assert "December 1991" not in shown
    at = run("timeline", source="CEIAS", fact=both)
    assert_framed(at, "timeline", ["CEIAS"])
    assert not passages(at)


def test_evidence_of_a_contested_number_says_what_does_not_fit():
    shown = passages(run("investment", fact="inv-fdi-region-growth"))
    assert "“40 per cent higher than 2013's US$8.9 billion”" in shown
    assert "65 %" in shown


def test_choosing_in_the_list_opens_that_evidence_alone():
    at = run("intervention")
    at.selectbox(key="pick-troops").set_value("tr-csto-kazakhstan-2500").run()
    assert_framed(at, "intervention", ARTICLES)
    assert "Some 2,500 troops" in passages(at)
    at.selectbox(key="pick-troops").set_value("tr-csto-kazakhstan-few-thousand").run()
    assert "a few thousand troops" in passages(at)
    assert "2,500" not in passages(at)


def test_changing_the_choice_changes_the_page_and_keeps_the_frame():
    at = run("intervention", source="SCMP", reference="false")
    at.sidebar.button_group(key="source").set_value(["CEIAS"]).run()
    assert_framed(at, "intervention", ["CEIAS"])
    assert "2,500" not in said(at)
    at.sidebar.button_group(key="source").set_value([]).run()
    assert_framed(at, "intervention", [])
    assert not charts(at)
    at.sidebar.button_group(key="source").set_value(ARTICLES).run()
    assert_framed(at, "intervention", ARTICLES)
    assert "about 2,500" in said(at)


def test_the_choice_goes_along_from_page_to_page():
    at = run("overview", source="SCMP")
    for page in ("intervention", "sources", "map", "overview"):
        assert_framed(switch(at, page), page, ["SCMP"])


def test_downloads_on_the_sources_page_carry_the_choice():
    def links(**query: str | list[str]) -> set[str]:
        return set(
            re.findall(
                r"\((/data/[^)]+)\)",
                "\n".join(block.value for block in run("sources", **query).main.markdown),
            )
        )

    assert {f"/data/{name}.{form}" for name in tables.FACTS for form in ("csv", "json")} <= links()
    filtered = links(source=["SCMP", "RFERL"])
    assert "/data/troops.csv?source=SCMP&source=RFERL" in filtered
    assert all(address.endswith("?source=SCMP&source=RFERL") for address in filtered)


REFERENCE = ("intervention", "investment", "map", "disagreements", "alliances")
"""The pages on which reference data stands beside the articles."""
# What only reference data says.
BESIDE = {
    "intervention": [r"2,030 by official count", r"164 \(withdrawn\)", r"no official figure for Belarus and Russia"],
    "investment": [r"US\$54\.53 bn", r"Kashagan", r"Russia US\$5\.36 bn"],
    "map": [r"Zhanaozen", r"Aktobe", r"151 deaths in Almaty", r"Zvartnots|Gissar", r"Khorgos"],
    "disagreements": [r"Massimov as prime minister in 2002", r"A border of 1,500 km", r"108 flights in four days"],
    "alliances": [r"Four of six CSTO members", r"Armenia", r"since 15 June 2001"],
}


@pytest.mark.parametrize("page", REFERENCE)
def test_reference_data_is_on_at_first_and_one_switch_takes_it_away(page):
    at = run(page)
    assert at.sidebar.toggle(key="reference").value is True
    on = said(at)
    assert all(re.search(pattern, on) for pattern in BESIDE[page])
    assert "reference data: " in on
    drawn = charts(at)
    at.sidebar.toggle(key="reference").set_value(False).run()
    assert_framed(at, page, ARTICLES)
    off = said(at)
    assert not any(re.search(pattern, off) for pattern in BESIDE[page])
    assert "reference data: " not in off
    lines = [caption.value for caption in at.main.caption if caption.value.startswith("Sources")]
    assert lines
    assert all("reference data off" in line for line in lines)
    # Troops and money lose charts; map, disagreements and alliances lose marks alone.
    assert 0 < charts(at) < drawn if page in ("intervention", "investment") else charts(at) == drawn
    assert "Reference data is off" in off
    assert off == said(seen(page, reference="false"))


@pytest.mark.parametrize("source", ARTICLES)
@pytest.mark.parametrize("page", REFERENCE)
def test_one_article_beside_reference_data(page, source):
    at = run(page, source=source)
    assert_framed(at, page, [source])
    text = said(at)
    assert "reference data: " in text
    assert "Reference data is off" not in text
    for line in text.splitlines():
        if line.startswith("Sources:"):
            credited = line.split(" · ")[0].split("reference data:")[0]
            assert not [other for other in ARTICLES if other != source and NAMES[other] in credited], line


@pytest.mark.parametrize("page", [page for page in TITLES if page not in (*REFERENCE, "sources")])
def test_the_other_pages_say_the_same_with_and_without_reference_data(page):
    assert said(seen(page)) == said(seen(page, reference="false")).replace(" · reference data off", "")


def test_no_article_shows_no_reference_data_either():
    at = run("intervention", source="")
    assert not charts(at)
    assert "2,030" not in said(at)


def test_a_reference_fact_in_the_address_opens_its_evidence_with_publisher_and_date():
    fact = "tr-ref-total-tokayev-2030"
    text = passages(run("intervention", fact=fact))
    assert "2030" in text
    assert re.search(r"10 January 2022|January 2022", text)
    assert "open the page](http" in text
    off = run("intervention", fact=fact, reference="false")
    assert not passages(off)
    assert any("switch reference data on" in note.value for note in off.main.info)


def test_the_sources_page_lists_reference_sources_and_links_follow_the_switch():
    on, off = seen("sources"), seen("sources", reference="false")
    assert re.search(r"\d+\*?\*? pages of", said(on))
    assert "Reference data is off" in said(off)
    assert "reference=false" not in said(on)
    assert "/data/troops.csv?reference=false" in "".join(block.value for block in off.main.markdown)


def test_named_projects_are_a_table_with_links():
    at = seen("investment")
    (table,) = at.main.dataframe
    listed = table.value
    assert len(listed) == len(tables.read("projects"))
    assert listed["Passage"].str.match(r"https?://[^#]+#:~:text=[^#]+$").all(), (
        "the address opens the page at the quote"
    )
    assert listed["Source"].str.len().gt(2).all()
    first = ["Project", "Sum", "What the sum is", "Status", "Place", "Map", "Source", "Passage"]
    assert list(listed.columns)[: len(first)] == first, "what a reader looks for is on the screen"
    (folded,) = [block for block in at.main.expander if block.label == "The rows with their words"]
    assert not folded.proto.expanded, "the table above says the same"
    mapped = listed["Map"].dropna()
    assert len(mapped)
    assert mapped.str.match(r"/map\?fact=pr-").all()


def test_a_number_that_nobody_is_named_for_begins_with_the_number():
    numbers = tables.read_all()["quantities"]
    nobody = numbers.loc[(numbers["claimant"] == "") & numbers["value"].notna(), "id"].iloc[0]
    at = run("sources", fact=nobody)
    lines = [plain(line).strip() for block in at.main.markdown for line in block.value.splitlines()]
    said = words.stated(numbers[numbers["id"] == nobody]).iloc[0]
    assert any(line.startswith(said) for line in lines)


def test_a_place_in_the_address_opens_its_evidence():
    assert "Diplomat, [paragraph 7]" in passages(run("map", fact="pl-almaty"))


def options(at: AppTest) -> list[str]:
    return list(at.selectbox(key="pick-map").options)


def test_a_project_s_link_opens_the_map_with_its_evidence():
    fact = "pr-shymkent-refinery"
    at = run("map", fact=fact, layers=list(map_rows.FIRST_LAYERS))
    assert_framed(at, "map", ARTICLES)
    assert any("Shymkent" in option for option in options(at))
    assert "open the page](http" in passages(at)
    off = run("map", fact=fact, reference="false")
    assert not any("Shymkent" in option for option in options(off))
    assert any("switch reference data on" in note.value for note in off.main.info)


def test_the_map_shows_the_day_that_the_address_names():
    whole, day = seen("map"), run("map", day="5 January")
    assert "1–20 January 2022" in whole.main.subheader[0].value
    assert "5 January 2022" in day.main.subheader[0].value
    assert day.select_slider(key="day").value == "5 January"
    assert 0 < len(options(day)) < len(options(whole))
    assert not any("13 January 2022, CSTO" in option for option in options(day))


def test_a_layer_that_is_off_is_in_no_list_and_no_table():
    def kinds(at: AppTest) -> set[str]:
        (table,) = at.main.dataframe
        return set(table.value["Kind"])

    on, off = run("map", layers=["Unrest", "Projects"]), run("map", layers=["Projects"])
    assert {"protest", "violence"} <= kinds(on)
    assert kinds(off)
    assert not kinds(off) & {"protest", "violence", "Kazakhstan's forces"}
    assert not any("protest" in option for option in options(off))


def test_a_map_without_layers_says_so():
    at = run("map", layers="")
    assert_framed(at, "map", ARTICLES)
    assert any("layer" in note.value for note in at.main.info)


def test_the_days_play_to_the_end_and_stop():
    at = run("map", day="19 January")
    assert at.button(key="play").label == "Play"
    at.button(key="play").click().run()
    assert at.button(key="play").label == "Pause"
    at.button(key="play").click().run()
    assert at.button(key="play").label == "Play"
    last = run("map", day="20 January")
    last.button(key="play").click().run()
    assert last.select_slider(key="day").value == "1 January", "at the end they start anew"


@pytest.mark.parametrize(
    ("view", "fact"),
    [
        ("Almaty", "ev-ref-almaty-arena-march"),
        ("Almaty", "ev-vienna-talks"),
        ("Central Asia", "ev-ref-almaty-emergency"),
        ("All places", "pl-almaty"),
    ],
)
def test_a_fact_in_the_address_can_be_shown_in_every_view(view, fact):
    at = run("map", view=view, fact=fact)
    assert_framed(at, "map", ARTICLES)
    assert passages(at)


def test_the_city_view_names_its_sites():
    at = run("map", view="Almaty")
    (table,) = at.main.dataframe
    where = set(table.value["Where"])
    assert {"City hall (akimat), Almaty", "Almaty International Airport"} <= where
    assert "Aktobe" not in where
    assert (table.value["Who says so"] != "").all()


# What doesn't fit


def test_a_contested_number_leads_to_its_entry():
    at = seen("investment", reference="false")
    contested = [block.value for block in at.main.markdown if block.value.startswith("**Contested:**")]
    assert any("A growth of 40 % that is 65 %" in plain(text) for text in contested)
    assert any('href="/disagreements?fact=con-growth&amp;reference=false" target="_self"' in text for text in contested)
    assert not any("con-massimov" in text for text in contested), "needs reference data"
    assert "/disagreements" not in "".join(
        block.value for block in seen("investment", source="CEIAS", reference="false").main.markdown
    )


def test_the_address_of_an_entry_opens_it_with_its_passages():
    at = seen("disagreements", fact="con-growth")
    assert_framed(at, "disagreements", ARTICLES)
    shown = passages(at)
    assert "14.7 billion in 2018" in shown
    assert "40 per cent higher" in shown
    off = seen("disagreements", fact="con-growth", source="CEIAS")
    assert any("disagreement of other articles" in note.value for note in off.main.info)
    assert not passages(off)


def test_a_panel_says_who_what_contradicts_it_and_what_else_the_passage_says():
    at = seen("positions", fact="cl-jakobowski-very-stable")
    text = passages(at)
    assert "Senior fellow" in text
    assert text.count("Jakub Jakobowski:") == 1, "the label names the speaker"
    assert re.search(r"\[paragraph \d+\]\(https://www\.rferl\.org/", text)
    assert re.search(
        r'Contested\.\*\* <a href="/disagreements\?fact=con-rift[^>]*>A rift between Russia and China, or ties that last',
        text,
    )
    (beside,) = [box for box in at.main.expander if "What else the same paragraph says" in box.label]
    assert re.search(r"[1-9]\d* facts?", beside.label)


@pytest.mark.parametrize(("asked", "there", "gone"), [
    ({"topic": "Economy"}, r"Only claims on Economy", r"Only claims put so"),
    ({"status": ["Hedged", "Reported"]}, r"put so: hedged and reported", r"Only claims on"),
    ({"horizon": "The longer run"}, r"Only claims about the longer run", r"Only claims on"),
])  # fmt: skip
def test_topics_and_ways_in_the_address_leave_the_claims_on_them(asked, there, gone):
    at = run("positions", **asked)
    text = said(at)
    assert re.search(there, text)
    assert not re.search(gone, text)
    every = re.search(r"(\d+) claims by", said(seen("positions")))
    some = re.search(r"(\d+) claims? by", text)
    assert 0 < int(some.group(1)) < int(every.group(1))
    name, value = next(iter(asked.items()))
    assert ("/positions", {name: [value] if isinstance(value, str) else value}) in addresses(at)


def test_kinds_in_the_address_leave_their_entries():
    at = seen("disagreements", kind="Sums that don't come out")
    labels = [plain(box.label) for box in at.main.expander]
    assert any("A growth of 40 % that is 65 %" in label for label in labels)
    assert not any("Massimov as prime minister" in label for label in labels)
    nothing = seen("disagreements", kind="Sums that don't come out", verdict="Speaks of other days", reference="false")
    assert any("of this kind" in note.value for note in nothing.main.info)


@pytest.mark.parametrize(
    ("theme", "source", "text"),
    [
        ("Kazakhstan and the region", "Bedfellows", "1,500 km"),
        ("Money and projects", "RFERL", "tens of billions"),
        ("Money and projects", "SCMP", "40 % (its two amounts give 65 %)"),
    ],
)
def test_a_theme_in_the_address_sets_its_things_side_by_side(theme, source, text):
    at = seen("disagreements", theme=theme, source=source, reference="false")
    box = at.selectbox(key="pick-side-by-side")
    assert any(text in option for option in box.options)
    assert any(head.value.startswith(theme) for head in at.subheader)
    assert ("/disagreements", {"theme": [theme], "source": [source], "reference": ["false"]}) in addresses(at)


def test_a_word_leaves_the_entries_that_hold_it_and_headings_say_who_stands_against_whom():
    at = run("disagreements")
    every = [plain(box.label) for box in at.main.expander]
    assert any("SCMP v Strange Bedfellows, CEIAS and RFE/RL" in label for label in every)
    assert any("RFE/RL v reference data" in label for label in every)
    first = next(n for n, label in enumerate(every) if "Nazarbayev removed" in label)
    between = next(n for n, label in enumerate(every) if "A rift between" in label)
    assert between < first, "entries between articles come first"
    at.text_input(key="search").set_value("nazarbayev spokesman").run()
    assert_framed(at, "disagreements", ARTICLES)
    left = [plain(box.label) for box in at.main.expander]
    assert any("Nazarbayev removed" in label for label in left)
    assert not any("A rift between" in label for label in left)


def test_facts_that_rest_on_one_passage_show_it_once():
    shown = passages(run("disagreements", fact="con-sco-leader"))
    assert shown.count("China-Russia led Shanghai Cooperation Organisation") == 1
    assert "No date stated" not in shown


# These empty what the app keeps, so they come last: the others would have to work it out again.


def test_a_chart_that_cannot_be_drawn_leaves_the_rest_of_the_page(monkeypatch):
    whole = charts(run("intervention", reference="false"))

    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(amounts, "by_unit", broken)
    st.cache_resource.clear()
    at = run("intervention", reference="false")
    assert not at.exception
    broken_ones = len(at.error)
    assert broken_ones == 2, "the size of the force, and soldiers near Ukraine"
    assert charts(at) == whole - broken_ones
    assert "about 2,500" in said(at)
    assert "5 January 2022" in said(at)


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the data that may be spoilt."""
    folder = tmp_path / "data"
    shutil.copytree(tables.DATA, folder, copy_function=shutil.copyfile)
    monkeypatch.setattr(tables, "DATA", folder)
    monkeypatch.setattr(tables, "read_all", partial(tables.read_all, folder))
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()


def test_a_wrong_cell_is_named_instead_of_shown(copied):
    troops = copied / "troops.csv"
    text = troops.read_text(encoding="utf-8")
    troops.write_text(text.replace(",2500,", ",many,", 1), encoding="utf-8")
    at = run("intervention")
    assert not at.exception
    assert not charts(at)
    assert re.search(r"troops\.csv: row 2 column value\b.*many", said(at))


def test_an_edited_table_is_shown_without_a_restart(copied):
    assert "about 2,500" in said(run("intervention"))
    troops = copied / "troops.csv"
    text = troops.read_text(encoding="utf-8")
    troops.write_text(text.replace(",2500,", ",2600,", 1), encoding="utf-8")
    assert "about 2,600" in said(run("intervention"))
