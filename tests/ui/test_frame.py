"""The frame around every page, without a browser: filter, address, search, the drawer's words."""

from __future__ import annotations

import functools
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from qantar import themes
from qantar.facts import articles, shared, tables
from qantar.ui import address, ahead, state
from qantar.ui.card import made

APP = Path(__file__).resolve().parent.parent.parent / "qantar" / "app.py"
PAGES = ("", "timeline", "intervention", "investment", "map", "positions", "disagreements", "alliances", "sources")
LIGHT = "sources"
"""A page that is quickly there, for what is alike on all."""


@pytest.fixture(scope="module", autouse=True)
def searched_once():
    """Let Streamlit search the installed packages for components once; it does so before each run of a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield


def opened(page: str = LIGHT, **query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=90)
    if page:
        at.switch_page(f"../pages/{page}.py")
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def html(at: AppTest) -> str:
    """Return all that stands on the page as HTML, the drawer's included."""
    return unescape(" ".join(part.proto.body for part in at.get("html") if not part.proto.body.startswith("<style")))


def warned(at: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", " ".join(part.value for part in at.warning))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_keeps_the_filter_and_says_below_its_title_what_is_left(page):
    at = opened(page, source=["SCMP", "RFERL"], reference="false")
    assert not at.exception
    assert len(at.title) == 1
    assert at.session_state["source"] == ["SCMP", "RFERL"]
    assert "Only SCMP and RFE/RL" in html(at)
    assert "Reference data off" in html(at)
    assert not at.warning


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_what_its_address_asks_for_in_vain(page):
    at = opened(page, source=["SCMP", "Times"], reference="perhaps", table="nonsense", open="nowhere", fact="tr-none")
    assert not at.exception
    for asked in ("Times", "perhaps", "nonsense", "nowhere"):
        assert f"“{asked}”" in warned(at), asked
    assert "“tr-none”, which doesn't exist" in html(at)
    assert at.session_state["source"] == ["SCMP"]


@pytest.mark.parametrize(
    ("page", "names"),
    [("map", ["view", "day", "layers"]), ("positions", ["topic", "status", "horizon"]), ("disagreements", ["kind", "verdict", "theme"])],
)  # fmt: skip
def test_what_a_page_alone_knows_is_named_if_it_is_wrong(page, names):
    at = opened(page, **{name: f"no-{name}" for name in names})
    assert not at.exception
    for name in names:
        assert f"“no-{name}”" in warned(at)


@pytest.mark.parametrize("spelt", ["0", "no", "OFF", "false"])
def test_the_switch_takes_what_people_write(spelt):
    at = opened(Reference=spelt)
    assert at.toggle(key="reference").value is False
    assert not at.warning


def test_what_a_run_sets_is_sent_again_while_the_browser_may_have_missed_it(monkeypatch):
    """A browser that never got it would go on to show what a control held before."""
    monkeypatch.setattr(address, "SOON", 600)
    at = opened()
    every = list(at.session_state["source"])
    sent = [at.button_group(key="source").proto.set_value]
    for _ in range(2):
        at.run()
        sent.append(at.button_group(key="source").proto.set_value)
        assert at.session_state["source"] == every
    monkeypatch.setattr(address, "SOON", 0)
    at.run()
    sent.append(at.button_group(key="source").proto.set_value)
    assert sent == [True, True, True, False], "later it is left alone, since the reader may be clicking"
    at.toggle(key="reference").set_value(False).run()
    assert at.toggle(key="reference").proto.set_value, "what is chosen while that is underway is set in its favour"
    monkeypatch.setattr(address, "UNDERWAY", 0)
    at.toggle(key="reference").set_value(True).run()
    assert not at.toggle(key="reference").proto.set_value


def test_nobody_chosen_needs_a_sentence():
    at = opened(source="")
    assert "No article is chosen" in " ".join(part.value for part in at.info)


def test_a_control_writes_the_address_and_leaves_out_what_holds_anyway():
    at = opened()
    at.toggle(key="reference").set_value(False).run()
    assert at.query_params["reference"] == "false"
    at.toggle(key="reference").set_value(True).run()
    assert "reference" not in at.query_params
    every = list(at.session_state["source"])
    at.button_group(key="source").set_value(every[1:]).run()
    assert at.query_params["source"] == every[1:]
    at.button_group(key="source").set_value(every).run()
    assert "source" not in at.query_params


def test_search_opens_what_it_finds_and_keeps_to_the_filter():
    said = html(opened(q="Nazarbaev"))
    assert "fact=ac-nazarbayev" in said
    assert "q=Nazarbaev" in said, "Back returns to the results"
    assert "Nothing was found" in html(opened(q="zzzzzz"))


def test_the_drawer_shows_the_quotes_of_the_chosen_articles_alone():
    both, one = html(opened(fact="ev-csto-request")), html(opened(fact="ev-csto-request", source="RFERL"))
    behind = shared.everything(tables.changed())["evidence"].query("fact == 'ev-csto-request'")
    assert (
        both.count("<blockquote") == len(behind) > one.count("<blockquote") == (behind["source"] == "RFERL").sum() > 0
    )
    assert 'lang="en" dir="ltr"' in one
    assert ":~:text=" in one, "the link opens the passage"


def test_the_drawer_says_why_it_is_empty_and_how_to_fill_it():
    said = html(opened(fact="tr-csto-kazakhstan-2500", source="CEIAS"))
    assert "rests on articles that aren't chosen" in said
    assert "Show all articles" in said


def test_several_facts_of_one_mark_open_together():
    said = html(opened(fact=["ev-csto-request", "ev-csto-decision"]))
    assert said.count("<section>") == 2


def test_an_entry_of_the_ledger_opens_with_all_passages_behind_it():
    said = html(opened(fact="con-growth"))
    assert "fact=inv-fdi-region-2013" in said
    assert "SCMP with itself" in said


def test_an_actor_opens_with_the_facts_that_name_it():
    said = html(opened(fact="ac-nazarbayev"))
    assert "Named by" in said


def test_an_old_id_opens_what_stands_for_it_now(monkeypatch):
    known = shared.everything

    def with_alias(changed: float):
        found = known(changed)
        aliases = found["aliases"].iloc[:0].copy()
        aliases.loc[0] = {"alias": "ev-old", "fact": "ev-csto-request"}
        return {**found, "aliases": aliases}

    monkeypatch.setattr(shared, "everything", with_alias)
    assert "<blockquote" in html(opened(fact="ev-old"))


@pytest.fixture
def served(with_sixth, monkeypatch):
    """Serve the tables with a made-up sixth article."""
    monkeypatch.setattr(tables, "DATA", with_sixth)
    yield
    articles.forget("Courier")


def test_a_sixth_article_stands_in_the_filter_and_on_its_page(served):
    at = opened("timeline", source="Courier")
    assert not at.exception
    assert "The Courier" in str(at.button_group(key="source").proto)
    assert "six articles" in html(at)
    assert "Only The Courier" in html(at)
    assert "A courier spoke" in html(opened("timeline", fact="ev-courier-speech", source="Courier"))


def test_tables_that_can_not_be_read_are_named_cell_by_cell(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(tables.DATA, folder)
    path = folder / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("asserted", "shouted", 1), encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", folder)
    at = opened()
    assert "can't be read" in at.title[0].value
    assert "shouted" in " ".join(part.value for part in at.markdown)


@pytest.mark.parametrize("page", PAGES)
def test_the_cards_that_stand_open_on_a_page_are_those_made_ahead(page):
    shown = set(opened(page).session_state["shown"])
    every = shared.articles(tables.changed())
    with state.for_choice(every, True, tables.changed()):
        cards = [made(make) for make in themes.PAGES[page]]
    known = {one.name for one in cards[: ahead.OPEN[page]] if one}
    mine = shown & {one.name for one in cards if one}
    # Those of Positions depend on more than the choice.
    assert page == "positions" or mine <= known
