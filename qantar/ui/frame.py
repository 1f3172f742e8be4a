"""The frame around every page: navigation, sidebar, title, what is filtered, the drawer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from qantar import themes
from qantar.facts import citations, shared, tables, words
from qantar.themes.parameters import Parameter, of_articles
from qantar.ui import address, drawer, search, share
from qantar.ui.browser import watch
from qantar.ui.card import replaced_whole, shown
from qantar.ui.page import own_texts
from qantar.ui.state import articles, changed, check_for_changes, chosen, referenced, safe, theme
from qantar.ui.turns import turn

NO_SOURCE = "No article is chosen, so there is nothing to show. Choose one or more in the sidebar, under **Articles**."
STYLE = "".join(
    f"<style>{(Path(__file__).parent / name).read_text(encoding='utf-8')}</style>"
    for name in ("style.css", "print.css")
)


def run(page: st.Page, pages: Sequence[st.Page]) -> None:
    """Show navigation, sidebar and the page when it is its turn; a sentence where the filter or the data leave nothing to show."""
    st.html(STYLE)
    with turn():
        _run(page, pages)


def _run(page: st.Page, pages: Sequence[st.Page]) -> None:
    check_for_changes()
    st.session_state["path"] = page.url_path
    watch()
    try:
        known = _articles(shared.folder(), changed())
    except tables.TableError as error:
        st.title("The data can't be read")
        st.markdown("The dashboard shows nothing rather than something wrong. To mend, correct these cells:")
        st.markdown("\n".join(f"- {safe(str(fault))}" for fault in error.faults))
        return
    alien = address.begin(page.url_path, known)
    drawer.note_closing()
    st.set_page_config(page_title=citations.tab(page.title, chosen(), articles(), referenced()))
    _navigation(pages)
    _sidebar(page)
    title = (
        "Search" if st.session_state["q"] else str(own_texts(themes.theme_of(page.url_path)).get("title", page.title))
    )
    with replaced_whole("title", title):
        st.title(safe(title), anchor=False)
    _filtered_by()
    for sentence in alien:
        st.warning(safe(sentence))
    if st.session_state["q"]:
        search.results(st.session_state["q"])
    elif not chosen():
        st.info(NO_SOURCE)
    else:
        _page(page)
    _for_paper()
    drawer.show()
    address.end()


@lru_cache(maxsize=2)
def _articles(folder: Path, changed: float) -> Parameter:
    """Return what the address may say of the articles. Raises ``TableError``."""
    return of_articles(shared.everything(changed)["sources"])


def _page(page: st.Page) -> None:
    """Show the page, and above it what the address asks for that the page doesn't have."""
    top = st.container()
    shown().clear()
    st.session_state["sections"] = set()
    if page.url_path != "map":
        # Else the days would go on playing when the reader comes back.
        st.session_state.pop("playing", None)
    page.run()
    for name, known, what in (("table", set(shown()), "card"), ("open", st.session_state["sections"], "section")):
        lost = [text for text in address.asked(name) if text and text not in known]
        if lost:
            named = words.listed([f"“{text}”" for text in lost])
            top.warning(
                safe(f"The address asks for the {what} {named}, which this page doesn't have now; it was left out.")
            )


def _for_paper() -> None:
    """Write the address at the foot of each printed sheet, and turn round what is a picture on a dark page: paper is white.

    Text isn't turned by a filter, which would leave a picture of it: its colours for paper are in ``print.css``.
    """
    pictures = "[data-testid=stDeckGlJsonChart], .qantar-legend img, .qantar-unlocated img"
    turned = f"@media print {{ {pictures} {{ filter: invert(1) hue-rotate(180deg); }} }}" if theme() == "dark" else ""
    st.html(f"<style>{citations.sheet(address.whole(address.here()))} {turned}</style>")


def _navigation(pages: Sequence[st.Page]) -> None:
    """Show the pages as links that keep the filter, in a new tab too."""
    with st.container(horizontal=True, key="pages", gap="small"):
        for other in pages:
            st.page_link(other, label=other.title, query_params=address.filters())


def _filtered_by() -> None:
    """Say below the title by what the page is filtered, if it is, with the way back."""
    notes = []
    if chosen() and chosen() != articles():
        notes.append(f"Only {escape(words.names(chosen()))} · {address.anchor('show all', address.here(source=[]))}")
    if not referenced():
        notes.append(f"Reference data off · {address.anchor('switch on', address.here(reference=[]))}")
    if notes:
        st.html("".join(f"<span>{note}</span>" for note in notes).join(["<p class='qantar-filter'>", "</p>"]))


def _sidebar(page: st.Page) -> None:
    with st.sidebar:
        about = f"The crisis in Kazakhstan of January 2022, in {words.spelled(len(articles()))} articles"
        st.html(f"<p class='qantar-name'>Qantar</p><p class='qantar-about'>{about}</p>")
        address.field("Search", "q", "Search people, places, words", label_visibility="collapsed")
        with st.container(key="articles"):
            address.pills("Articles", "source")
        st.toggle(
            "Reference data", st.session_state["reference"], key="reference", on_change=address.write, args=("reference",),
            help="Official statements, agencies, newsrooms and datasets beside the articles. They look lighter there. Off, you see "
            "exactly what the articles say.",
        )  # fmt: skip
        share.links(page.title, page.url_path)
