"""The dashboard in a real browser: addresses, the filter, rows, the map, what goes over the wire."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote, urlsplit

import pytest
from browsing import (
    ARTICLES,
    PAGES,
    SCMP_ADDRESS,
    card,
    choose,
    download,
    expect_address,
    expect_chosen,
    expect_settled,
    expect_title,
    layout,
    pill,
    serve,
    visit,
)  # fmt: skip
from playwright.sync_api import Page, expect

from qantar.charts import style

pytestmark = pytest.mark.browser


def test_cold_deep_link_keeps_title_navigation_and_filter(browser):
    with serve() as address, visit(browser, address) as context:
        page = context.new_page()
        page.goto("/timeline?source=SCMP")
        expect_title(page, "/timeline")
        expect_chosen(page, ["SCMP"])
        links = page.get_by_role("navigation").get_by_role("link")
        expect(links).to_have_count(len(PAGES))
        expect(card(page, "january").locator(".js-plotly-plot")).to_be_visible()
        assert set(layout(page, "january")["colors"]) == {"SCMP"}
        expect_address(page, "/timeline", source=["SCMP"])


def test_pills_write_the_address_and_back_and_reload_restore_them(page):
    page.goto("/intervention?reference=false")
    expect_chosen(page, ARTICLES)
    figure = page.get_by_role("figure", name=re.compile("2,500"))
    expect(figure).to_be_visible()
    pill(page, "SCMP").click()
    without = [key for key in ARTICLES if key != "SCMP"]
    expect_address(page, "/intervention", source=without, reference=["false"])
    expect_chosen(page, without)
    expect(figure).to_have_count(0)
    page.reload()
    expect_title(page, "/intervention")
    expect_chosen(page, without)
    expect(page.get_by_role("figure").first).to_be_visible()
    expect(figure).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Sources").click()
    expect_title(page, "/sources")
    page.go_back()
    expect_title(page, "/intervention")
    expect_address(page, "/intervention", source=without, reference=["false"])
    expect_chosen(page, without)
    expect(figure).to_have_count(0)
    pill(page, "SCMP").click()
    expect_chosen(page, ARTICLES)
    expect(figure).to_be_visible()


def test_one_article_alone_is_chosen_at_once_and_all_again(page):
    page.goto("/sources")
    expect_title(page, "/sources")
    for name, chosen, query in (
        ("Strange Bedfellows", ["Bedfellows"], {"source": ["Bedfellows"]}),
        ("All of them", ARTICLES, {}),
    ):
        page.get_by_test_id("stSidebar").get_by_role("button", name="Only").click()
        page.get_by_role("menuitem", name=name).or_(page.get_by_role("option", name=name)).first.click()
        expect_chosen(page, chosen)
        expect_address(page, "/sources", **query)


def test_page_links_keep_the_filter(page):
    page.goto("/?source=CEIAS")
    expect_settled(page, "/")
    for path, title in list(PAGES.items())[1:]:
        # Streamlit takes to the next page what belongs to the widgets that it shows: they have to be there first.
        expect_chosen(page, ["CEIAS"])
        page.get_by_role("navigation").get_by_role("link", name=title).click()
        expect_title(page, path)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect_chosen(page, ["CEIAS"])
        expect_address(page, path, source=["CEIAS"])


def test_nobody_chosen_is_an_address_of_its_own(page):
    page.goto("/timeline?source=")
    expect_title(page, "/timeline")
    expect_chosen(page, [])
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    pill(page, "RFERL").click()
    expect_address(page, "/timeline", source=["RFERL"])
    expect(card(page, "january").locator(".js-plotly-plot")).to_be_visible()


def test_scripts_arrive_compressed(browser, server):
    with visit(browser, server) as context:
        page = context.new_page()
        answers = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto("/sources")
        expect_settled(page, "/sources")
        scripts = [answer for answer in answers if urlsplit(answer.url).path.endswith(".js")]
        assert len(scripts) > 3
        plain = [answer.url for answer in scripts if answer.header_value("content-encoding") != "gzip"]
        assert not plain
        sent = sum(int(answer.header_value("content-length") or 0) for answer in scripts)
        assert 500_000 < sent < 4_000_000


def _rows(page: Page) -> list[dict[str, str]]:
    text = download(page, card(page, "troops").get_by_role("button", name="CSV").first).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_holds_the_rows_drawn_with_their_passages(page):
    page.goto("/intervention?source=SCMP&source=RFERL&reference=false")
    expect_settled(page, "/intervention")
    rows = _rows(page)
    assert {row["source"] for row in rows} == {"SCMP", "RFERL"}
    assert {row["id"] for row in rows} == set(layout(page, "troops")["marks"])
    stated = [row for row in rows if row["id"] == "tr-csto-kazakhstan-2500"]
    assert stated
    assert all(float(row["value"]) == 2500 for row in stated)
    assert any(
        "Some 2,500 troops" in row["quote"] and row["link"].startswith(f"{SCMP_ADDRESS}#:~:text=Some") for row in stated
    )
    pill(page, "SCMP").click()
    expect_address(page, "/intervention", source=["RFERL"], reference=["false"])
    expect(card(page, "troops")).to_contain_text("filter: RFE/RL")
    expect_settled(page, "/intervention")
    expect(page.get_by_role("figure", name=re.compile("2,500"))).to_have_count(0)
    rows = _rows(page)
    assert {row["source"] for row in rows} == {"RFERL"}
    assert not any(row["value"] == "2500" for row in rows)


def test_a_fact_in_the_address_is_open_on_load_and_can_be_closed(page):
    page.goto("/intervention?fact=tr-csto-kazakhstan-2500&reference=false")
    evidence = page.locator(".st-key-evidence-troops")
    expect(evidence.locator("blockquote").first).to_contain_text("Some 2,500 troops")
    expect(evidence).to_be_in_viewport()
    address = evidence.get_by_role("link").first.get_attribute("href")
    start, _, text = address.partition("#:~:text=")
    assert start == SCMP_ADDRESS
    assert unquote(text) == "Some 2,500 troops under the Russia-led Collective Security Treaty Organisation"
    assert "-" not in text
    assert "," not in text
    choose(page, "troops", "few thousand")
    expect_address(page, "/intervention", reference=["false"], fact=["tr-csto-kazakhstan-few-thousand"])
    chosen = page.locator(".st-key-evidence-troops")
    expect(chosen.locator("blockquote").first).to_contain_text("few thousand troops")
    expect(chosen).not_to_contain_text("2,500")
    page.reload()
    expect(chosen.locator("blockquote").first).to_contain_text("few thousand troops")
    expect(chosen).to_be_in_viewport()
    page.goto("/intervention?fact=ac-csto&reference=false")
    asked = page.locator(".st-key-evidence-asked-ac-csto")
    expect(asked.locator("blockquote").first).to_contain_text("CSTO")
    page.get_by_role("button", name="Close what the address names").click()
    expect(asked).to_have_count(0)
    expect_address(page, "/intervention", reference=["false"])


def test_a_panel_leads_to_what_contradicts_it_and_to_what_else_its_passage_says(page):
    page.goto("/investment?reference=false&fact=inv-fdi-region-growth")
    panel = page.locator(".st-key-evidence-fdi")
    panel.get_by_text("What else the same paragraph says").click()
    expect(panel.get_by_role("link", name=re.compile("1\\.2|share", re.IGNORECASE)).first).to_be_visible()
    panel.get_by_role("link", name="A growth of 40 % that is 65 %").click()
    expect_address(page, "/disagreements", reference=["false"], fact=["con-growth"])
    entry = page.locator(".st-key-evidence-who")
    expect(entry).to_contain_text("40 per cent higher")
    expect(entry).to_contain_text("14.7 billion in 2018")


def test_topics_write_the_address_and_leave_the_claims_on_them(page):
    page.goto("/positions?source=RFERL&reference=false")
    expect_settled(page, "/positions")
    title = card(page, "positions").get_by_role("heading").first
    every = title.inner_text()
    for name in ("Russia and China", "Security"):
        page.get_by_test_id("stButtonGroup").get_by_role("button", name=name, exact=True).click()
    expect(card(page, "positions")).to_contain_text("Only claims on")
    expect(title).not_to_have_text(every)
    filtered = ["Intervention", "SCO", "Economy", "Influence", "Kazakhstan", "Unrest", "The West"]
    expect_address(page, "/positions", source=["RFERL"], reference=["false"], topic=filtered)


def test_the_rows_are_one_click_away_and_a_click_on_a_mark_opens_its_passages(page):
    page.goto("/intervention?source=SCMP&reference=false")
    expect_settled(page, "/intervention")
    card(page, "troops").get_by_text("as a table").click()
    rows = card(page, "troops").get_by_role("row")
    expect(rows.filter(has_text="2,500")).to_have_count(1)
    card(page, "near-ukraine").get_by_text("as a table").click()
    expect(card(page, "near-ukraine").get_by_role("row").filter(has_text="thousands")).to_have_count(1)
    card(page, "troops").locator(".scatterlayer .trace path.point").first.click(force=True)
    expect(page.locator(".st-key-evidence-troops blockquote").first).to_contain_text("2,500 troops")
    expect_address(page, "/intervention", source=["SCMP"], reference=["false"], fact=["tr-csto-kazakhstan-2500"])


@pytest.mark.parametrize(
    ("path", "name", "without", "title"),
    [
        ("/timeline", "january", "CEIAS", "CEIAS"),
        ("/intervention", "troops", "RFERL", "RFE/RL"),
        ("/sources", "coverage", "Diplomat", "The Diplomat"),
    ],
)
def test_axes_places_and_colours_stay_when_the_filter_changes(page, path, name, without, title):
    page.goto(path)
    expect_settled(page, path)
    before = layout(page, name)
    assert before["colors"][title] == style.color(without)
    pill(page, without).click()
    expect_address(page, path, source=[key for key in ARTICLES if key != without])
    # While the page runs, the chart of before may stand beside the new one.
    gone = """([name, title]) => {
      const plots = document.querySelectorAll(`.st-key-chart-${name} .js-plotly-plot`);
      return plots.length === 1 && plots[0].data && !plots[0].data.some(trace => trace.name === title && trace.x?.length);
    }"""
    page.wait_for_function(gone, arg=[name, title])
    after = layout(page, name)
    assert after["ranges"]
    assert set(after["ranges"]) <= set(before["ranges"])
    assert after["marks"].items() <= before["marks"].items()
    assert after["colors"].items() <= before["colors"].items()
    assert after["colors"]["SCMP"] == style.color("SCMP")


def test_charts_follow_the_width_of_the_window_and_their_marks_open_the_evidence(page):
    laid_out = """narrow => {
      const plots = [...document.querySelectorAll(".js-plotly-plot")];
      return plots.length && plots.every(plot => (plot.layout?.margin?.r === 10) === narrow);
    }"""
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto("/intervention?source=SCMP&reference=false")
    page.wait_for_function(laid_out, arg=True)
    expect_settled(page, "/intervention")
    page.wait_for_function(laid_out, arg=True)
    expect_address(page, "/intervention", source=["SCMP"], reference=["false"])
    card(page, "troops").locator(".scatterlayer .trace path.point").first.click(force=True)
    expect(page.locator(".st-key-evidence-troops blockquote").first).to_contain_text("2,500 troops")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function(laid_out, arg=False)
    expect(page.locator(".st-key-evidence-troops blockquote").first).to_contain_text("2,500 troops")
    expect_address(page, "/intervention", source=["SCMP"], reference=["false"], fact=["tr-csto-kazakhstan-2500"])
