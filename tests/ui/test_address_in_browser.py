"""The address in a real browser: drawer, Back and Forward, new tabs, every control, keyboard and focus."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from browsing import at_rest, go_back, go_forward, open_page, step_to, visit
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from qantar.themes.parameters import PARAMETERS, Parameter
from qantar.ui.address import FREE, ORDER

pytestmark = pytest.mark.browser

FACT = "tr-csto-kazakhstan-2500"


def query(page: Page) -> str:
    return page.url.partition("?")[2]


def drawer(page: Page):
    return page.get_by_test_id("stDialog")


def mark(page: Page) -> None:
    """Click the first mark of the first chart of the page that has evidence."""
    box = page.locator(".js-plotly-plot").first.evaluate("""plot => {
        const n = plot.data.findIndex(trace => trace.customdata?.length && /markers/.test(trace.mode ?? "markers"));
        const trace = plot.data[n], full = plot._fullData[n], axes = plot._fullLayout, frame = plot.getBoundingClientRect();
        const name = (axis) => axis.slice(0, 1) + "axis" + axis.slice(1);
        const [x, y] = [axes[name(full.xaxis)], axes[name(full.yaxis)]];
        return [frame.left + x._offset + x.d2p(full.x[0]), frame.top + y._offset + y.d2p(full.y[0])];
    }""")
    page.mouse.click(*box)
    at_rest(page)


def charted(page: Page):
    """Return the first card of the page that has a chart."""
    classes = (
        page.locator("[class*='st-key-card-']").filter(has=page.locator(".js-plotly-plot")).first.get_attribute("class")
    )
    return page.locator("." + re.search(r"st-key-card-[\w-]+", classes)[0])


def test_a_mark_opens_the_drawer_and_each_way_of_closing_lets_it_be_opened_again(page):
    open_page(page, "/timeline")
    ways = (
        lambda: page.get_by_role("button", name="Close", exact=True).click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(300, 800),
        lambda: page.go_back(),
    )
    for close in ways:
        mark(page)
        expect(drawer(page).locator("blockquote").first).to_be_visible()
        assert "fact=" in query(page)
        close()
        at_rest(page)
        expect(drawer(page)).to_have_count(0)
        assert query(page) == ""


def test_a_click_on_a_legend_hides_nothing(page):
    open_page(page, "/timeline")
    plot = page.locator(".js-plotly-plot").first
    shown = "plot => plot._fullData.filter(trace => trace.visible === true).length"
    before = plot.evaluate(shown)
    plot.locator(".legendtoggle").first.dispatch_event("click")
    plot.locator(".legend .traces").first.click(force=True)
    at_rest(page)
    assert plot.evaluate(shown) == before > 3


def test_back_and_forward_walk_through_what_was_opened(page):
    open_page(page, f"/intervention?fact={FACT}")
    first = drawer(page).get_by_role("heading", level=2).last.inner_text()
    drawer(page).locator("ul a.to").first.click()
    at_rest(page)
    second = drawer(page).get_by_role("heading", level=2).last.inner_text()
    assert first != second
    go_back(page)
    expect(drawer(page).get_by_role("heading", level=2).last).to_have_text(first)
    go_forward(page)
    expect(drawer(page).get_by_role("heading", level=2).last).to_have_text(second)


def test_every_fact_of_a_chart_is_reached_by_its_table_and_by_keyboard(page):
    card = charted(open_page(page, "/intervention"))
    drawn = card.locator(".js-plotly-plot").evaluate(
        "plot => plot.data.flatMap(trace => (trace.customdata ?? []).map(data => data[0])).filter(key => /^[a-z]+-/.test(key ?? ''))"
    )
    card.get_by_text("Table", exact=True).click()
    at_rest(page)
    assert "table=" in query(page)
    links = card.locator("tbody a.to").evaluate_all(
        "links => links.flatMap(link => new URL(link.href).searchParams.getAll('fact'))"
    )
    assert {fact for key in drawn for fact in key.split("|")} <= set(links)
    row = card.locator("tbody a.to").nth(1)
    row.focus()
    page.keyboard.press("Enter")
    at_rest(page)
    expect(drawer(page)).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stDialog]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    at_rest(page)
    expect(row).to_be_focused()


def test_articles_taken_away_one_by_one_come_back_one_by_one(page):
    open_page(page, "/sources")
    pills = page.get_by_test_id("stSidebar").get_by_role("button")
    addresses = [query(page)]
    for name in ("SCMP", "CEIAS", "RFE/RL"):
        pills.get_by_text(name, exact=True).click()
        at_rest(page)
        addresses.append(query(page))
    assert len(set(addresses)) == 4
    for address in reversed(addresses[:-1]):
        go_back(page)
        assert query(page) == address
        expect(page.locator(".qantar-filter")).to_have_count(1 if address else 0)


def test_links_of_ours_keep_the_filter_here_and_in_a_new_tab(page):
    open_page(page, "/timeline?source=SCMP&reference=false")
    for link in page.locator(".st-key-pages a").all():
        address = link.evaluate("link => link.href")
        assert "source=SCMP" in address
        assert "reference=false" in address
    tab = page.context.new_page()
    open_page(tab, page.locator(".st-key-pages a").nth(2).evaluate("link => link.href"))
    expect(tab.locator(".qantar-filter")).to_contain_text("Only SCMP")
    tab.close()
    page.locator(".st-key-pages a").nth(2).click()
    at_rest(page)
    assert page.url.partition("?")[0].endswith("/intervention")
    go_back(page)
    assert page.url.partition("?")[0].endswith("/timeline")
    expect(page.locator(".qantar-filter")).to_contain_text("Only SCMP")


@pytest.mark.parametrize(("path", "keys"), [("/map", ("view", "layers")), ("/positions", ("group",))])
def test_a_control_is_a_step_of_the_history_and_survives_a_reload(page, path, keys):
    open_page(page, path)
    steps = [query(page)]
    for key in keys:
        if key == "layers":
            page.get_by_role("button", name="Layers").click()
            at_rest(page)
        control = page.locator(f".st-key-{key}").first
        control.locator(
            "button:not([aria-checked=true]):not([aria-pressed=true]), [role=radio][aria-checked=false]"
        ).first.click()
        at_rest(page)
        steps.append(query(page))
        assert re.search(rf"(^|&){key}=", steps[-1])
    page.reload()
    at_rest(page)
    assert query(page) == steps.pop()
    while steps:
        go_back(page)
        assert query(page) == steps.pop()


def other_than_usual(parameter: Parameter) -> str:
    """Return a value of a parameter that doesn't hold anyway; a word where anything may stand."""
    several = parameter.many and len(parameter.first) == len(parameter.values)
    return next((value for value in parameter.values if several or value not in parameter.first), "Tokayev")


@pytest.mark.parametrize("path", ["map", "positions", "disagreements", "timeline"])
def test_every_parameter_survives_opening_a_reload_and_back(page, path):
    own = {name: other_than_usual(about) for name, about in PARAMETERS.items() if about.page == path}
    asked = [("source", "SCMP"), ("source", "RFERL"), ("reference", "false"), *own.items()]
    if path == "timeline":
        asked += [("table", "moments"), ("open", "around"), ("q", "Tokayev"), ("fact", "ev-csto-request")]
    open_page(page, f"/{path}?{urlencode(asked)}")
    assert sorted(parse_qsl(query(page))) == sorted(asked)
    expect(page.get_by_test_id("stAlertContentWarning")).to_have_count(0)
    page.reload()
    at_rest(page)
    assert sorted(parse_qsl(query(page))) == sorted(asked)
    step_to(page, f"/{path}")
    assert query(page) == ""
    go_back(page)
    assert sorted(parse_qsl(query(page))) == sorted(asked)
    expect(page.locator(".qantar-filter").first).to_contain_text("Only SCMP and RFE/RL")


def set_nothing(line: WebSocketRoute) -> None:
    """Take from what the server sends that a control is set: as where two runs follow each other before the browser has drawn."""
    server = line.connect_to_server()

    def passed_on(message: str | bytes) -> None:
        told = ForwardMsg()
        told.ParseFromString(message)
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind and hasattr(getattr(element, kind), "set_value"):
            getattr(element, kind).set_value = False
        line.send(told.SerializeToString())

    server.on_message(passed_on)


@pytest.mark.parametrize(
    ("path", "asked", "control"),
    [
        ("map", {"day": "5", "layers": "events"}, ".st-key-view [aria-checked=false]"),
        ("positions", {"claim": "troops"}, ".st-key-group [aria-checked=false]"),
        ("disagreements", {"search": "troops"}, ".st-key-source [aria-pressed=false]"),
        ("intervention", {"table": "troops"}, ".st-key-source [aria-pressed=false]"),
    ],
)
def test_a_control_holds_what_the_address_says_where_the_browser_missed_that_it_was_set(
    browser, server, path, asked, control
):
    held = {"source": "SCMP", "reference": "false", **asked}
    with visit(browser, server, 1400) as context:
        page = context.new_page()
        page.route_web_socket(re.compile("_stcore/stream"), set_nothing)
        open_page(page, f"/{path}?{urlencode(held)}")
        before = set(parse_qsl(query(page)))
        # All that the browser believes of its controls is sent with the next thing that a reader does.
        page.locator(control).first.click()
        at_rest(page)
        after = set(parse_qsl(query(page), keep_blank_values=True))
        assert before == set(held.items())
        assert before < after


SWITCH = ".st-key-reference input"
PILL = ".st-key-source button[aria-pressed=false]"
# What every control shows.
HELD = """() => [...document.querySelectorAll("[aria-pressed], [aria-checked], [role=switch]")].map((one) =>
  [one.innerText || one.ariaLabel, one.ariaPressed ?? one.ariaChecked ?? one.checked].join(" "))"""


# What the browser sends arrives a little later, as on a slow line.
SLOW = """{ const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { setTimeout(() => send.call(this, data), 400); }; }"""


@pytest.fixture(scope="module")
def slow(browser, server):
    with visit(browser, server, 1400) as context:
        page = context.new_page()
        page.add_init_script(SLOW)
        yield page


@pytest.mark.parametrize(
    ("address", "clicks", "after"),
    [
        ("/?source=SCMP&source=CEIAS", [SWITCH, SWITCH], "source=SCMP&source=CEIAS"),
        ("/?source=SCMP", [PILL, SWITCH], "source=Diplomat&source=SCMP&reference=false"),
        ("/timeline?source=SCMP", [SWITCH, PILL], "source=Diplomat&source=SCMP&reference=false"),
        ("/map?source=RFERL", [".st-key-view >> text=All places", ".st-key-view >> text=Almaty"], "source=RFERL&view=almaty"),
        ("/map?source=RFERL", [".st-key-view >> text=Almaty", PILL], "source=Diplomat&source=RFERL&view=almaty"),
        ("/disagreements?source=SCMP", [".st-key-as-who >> text=Table", PILL], "source=Diplomat&source=SCMP&table=who"),
    ],
)  # fmt: skip
def test_who_clicks_twice_before_the_page_has_answered_gets_both(slow, address, clicks, after):
    open_page(slow, address)
    for control in clicks:
        slow.locator(control).first.evaluate("one => one.click()")
    slow.wait_for_function("after => location.search === `?${after}`", arg=after)
    at_rest(slow)
    # What the controls show is what the address says, so that the next click adds nothing that nobody chose.
    assert query(slow) == after
    held = slow.evaluate(HELD)
    slow.reload()
    at_rest(slow)
    assert slow.evaluate(HELD) == held


def test_each_parameter_belongs_to_a_page_that_is_tried():
    assert {about.page for about in PARAMETERS.values()} == {"map", "positions", "disagreements"}
    assert set(ORDER) == {*PARAMETERS, *FREE, "source", "reference", "shown"}


def test_a_search_is_a_step_of_the_history(page):
    open_page(page, "/sources")
    box = page.get_by_placeholder("Search people, places, words")
    box.fill("Nazarbaev")
    box.press("Enter")
    at_rest(page)
    assert query(page) == "q=Nazarbaev"
    page.locator(".qantar-results a.to").first.click()
    at_rest(page)
    expect(drawer(page)).to_contain_text("Nazarbayev")
    go_back(page)
    expect(page.locator(".qantar-found")).to_be_visible()
    go_back(page)
    expect(page.locator(".qantar-found")).to_have_count(0)
    expect(box).to_have_value("")


def test_on_a_telephone_the_drawer_is_the_whole_screen_and_a_finger_on_a_chart_scrolls_the_page(telephone):
    page = open_page(telephone, f"/intervention?fact={FACT}")
    # It slides in.
    page.wait_for_function("""() => {
        const { left, right } = document.querySelector("[data-testid=stDialog] [role=dialog]").getBoundingClientRect();
        return left === 0 && right === innerWidth;
    }""")
    page.get_by_role("button", name="Close", exact=True).click()
    at_rest(page)
    chart = page.locator(".js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    around = chart.bounding_box()
    main = page.get_by_test_id("stMain")
    before = main.evaluate("main => main.scrollTop")
    client = page.context.new_cdp_session(page)
    x, y = around["x"] + 150, around["y"] + min(around["height"], 300) / 2
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 10 * step}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    at_rest(page)
    assert main.evaluate("main => main.scrollTop") > before
