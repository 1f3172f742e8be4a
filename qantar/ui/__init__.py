"""What the pages share on the screen: the frame around every page, and the parts that pages are made of."""

from __future__ import annotations

import dataclasses

import streamlit as st

from qantar.facts import sources, tables, words
from qantar.themes.texts import texts
from qantar.ui import days, front
from qantar.ui.card import figure, projects, rows, shown
from qantar.ui.days import chronicle
from qantar.ui.disagreements import ledger, side_by_side
from qantar.ui.evidence import contradiction, evidence, facts_of, inner, references, value
from qantar.ui.front import contradictions, numbers
from qantar.ui.map import show_map
from qantar.ui.page import card, heading, pair, section
from qantar.ui.stances import claims_chosen
from qantar.ui.state import (
    all_tables,
    articles,
    check_for_changes,
    choice,
    chosen,
    codebook,
    filtered,
    in_order,
    intro,
    look,
    nothing,
    only,
    query,
    referenced,
    safe,
    summary,
    switched_off,
)
from qantar.ui.takeaway import takeaway
from qantar.ui.window import watch

__all__ = [
    "all_tables",
    "articles",
    "card",
    "chosen",
    "chronicle",
    "claims_chosen",
    "codebook",
    "contradiction",
    "contradictions",
    "evidence",
    "facts_of",
    "figure",
    "filtered",
    "heading",
    "intro",
    "ledger",
    "nothing",
    "numbers",
    "pair",
    "projects",
    "query",
    "references",
    "rows",
    "run",
    "safe",
    "section",
    "show_map",
    "side_by_side",
    "summary",
    "switched_off",
    "value",
]  # fmt: skip

NO_SOURCE = "No article is chosen, so there is nothing to show. Choose one or more in the sidebar, under **Articles**."


def run(page: st.Page) -> None:
    """Show the sidebar and the page; a sentence where the filter or the data leave nothing to show."""
    st.html(STYLE + front.STYLE + days.STYLE)
    check_for_changes()
    watch()
    try:
        all_tables()
    except tables.TableError as error:
        st.title("The data can't be read")
        st.markdown("The dashboard shows nothing rather than something wrong. To mend, correct these cells:")
        st.markdown("\n".join(f"- {safe(str(fault))}" for fault in error.faults))
        return
    asked = st.query_params.get_all("source")
    _sidebar(page.url_path)
    _title(page)
    unknown = [key for key in asked if key and key not in articles()]
    if unknown:
        st.warning(
            f"The address asks for {words.listed([safe(key) for key in unknown])}, which is none of the articles; "
            f"it was left out. The keys are {words.listed(articles())}."
        )
    if not chosen():
        st.info(NO_SOURCE)
        return
    top = st.container()
    shown().clear()
    if page.url_path != "map":
        # Else the days would go on playing when the reader comes back.
        st.session_state.pop("playing", None)
    page.run()
    takeaway(page.title, page.url_path)
    with top:
        _asked_for(st.query_params.get_all("fact"))


def _title(page: st.Page) -> None:
    """Show the page's title, or that which its texts give it, and below it by what the page is filtered, if it is."""
    theme = {"": "overview", "sources": "coverage"}.get(page.url_path, page.url_path)
    try:
        own = texts(theme).get("title", page.title)
    except FileNotFoundError:
        own = page.title if page.url_path else "What happened in Kazakhstan, and who says so"
    st.title(safe(own), anchor=False)
    notes = []
    if chosen() and chosen() != articles():
        notes.append(f"Only {safe(words.names(chosen()))} · {inner('show all', _unfiltered(page.url_path, 'source'))}")
    if not referenced():
        notes.append(f"Reference data off · {inner('switch on', _unfiltered(page.url_path, 'reference'))}")
    if notes:
        with st.container(key="filtered-by"):
            st.caption(" &nbsp; ".join(notes), unsafe_allow_html=True)


def _unfiltered(path: str, without: str) -> str:
    """Return the address of a page without one of the two filters."""
    choice_ = choice()
    free = dataclasses.replace(
        choice_,
        chosen=choice_.every if without == "source" else choice_.chosen,
        reference=without == "reference" or choice_.reference,
    )
    return f"/{path}{free.query(**look(path))}"


def _asked_for(asked: list[str]) -> None:
    """Open the facts or the entry that the address names, unless a card of the page has; say so if it can't be."""
    opened = [value for key, value in st.session_state.items() if str(key).startswith("pick-") and value]
    asked = [fact for fact in asked if not any(fact in value.split("|") for value in opened)]
    named = set(all_tables(True)["contradictions"]["id"])
    more = "" if referenced() else ", or switch reference data on"
    for fact in filter(None, asked):
        held = fact in set(filtered(True)["contradictions"]["id"])
        if held or sources.find(filtered(True), fact):
            with st.container(key=f"evidence-asked-{fact}", border=not held):
                evidence(fact, "asked")
        elif fact in named or sources.find(all_tables(True), fact):
            what = (
                "a disagreement of other articles" if fact in named else "a fact that the chosen articles don't support"
            )
            st.info(f"The address names {what}. Choose more of them in the sidebar{more}.")
        else:
            st.warning(
                f"The address names the fact {safe(fact)}, which doesn't exist. Facts are listed on the Sources page."
            )
    if any(asked):
        st.button("Close what the address names", key="close-asked", on_click=_close)


def _close() -> None:
    st.query_params.pop("fact", None)


def _sidebar(path: str) -> None:
    with st.sidebar:
        st.markdown("## Qantar")
        st.caption("The crisis in Kazakhstan of January 2022, as five articles tell it")
        st.pills(
            "Articles", articles(), selection_mode="multi", default=articles(), key="source",
            bind="query-params", persist_state="session",
            on_change=in_order, args=("source", tuple(articles())),
            help="Everything on every page follows this choice: charts, totals, texts and downloads.",
        )  # fmt: skip
        only("source", articles(), words.name)
        st.toggle(
            "Reference data", value=True, key="reference", bind="query-params", persist_state="session",
            help="Official statements, agencies, newsrooms and datasets beside the articles, on the pages Intervention, "
            "Investment, Map, Disagreements and Alliances. They look lighter there. Off, you see exactly what the articles say.",
        )  # fmt: skip
        shown, known = sources.count(filtered()), sources.count(all_tables())
        extra = sources.count(all_tables(True)) - known
        st.caption(
            f"**{shown:,} of {known:,} facts** rest on this choice"
            + (f", and {extra:,} on reference data." if referenced() else "; reference data is off.")
        )
        here, about = (f"/{to}{query(to)}" for to in (path, "sources"))
        links = (inner("Link to this view", here), inner("Who the sources are", about))
        st.caption(" · ".join([*links, "[Download and cite](#take-away)"]), unsafe_allow_html=True)


STYLE = """<style>
[data-testid="stMain"] h3 { font-size: 1.35rem; line-height: 1.3; }
[class*="st-key-print-"] { position: fixed; left: -20000px; top: 0; }
[class*="st-key-value-"] h3 { padding: 0; font-size: 1.3rem; }
[class*="st-key-evidence-"] { scroll-margin: 5rem 0 2rem; }
[data-testid="stMain"] blockquote { border-left-width: 3px; }
[data-testid="stMain"] blockquote, [data-testid="stMain"] blockquote p { color: inherit; opacity: 1; }
[data-testid="stMain"] [data-testid="stMainBlockContainer"] { max-width: 1180px; }
.qantar-legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.875rem; }
.qantar-legend img { height: 1.05rem; vertical-align: -0.2rem; margin-right: 0.35rem; }
.qantar-days-heading { font-size: 0.875rem; opacity: 0.75; }
[data-testid="stDeckGlJsonChart"] #deckgl-wrapper, [data-testid="stDeckGlJsonChart"] > div { overflow: visible; }
.qantar-days { display: flex; align-items: flex-end; gap: 2px; height: 84px; }
.qantar-days span { flex: 1; display: flex; flex-direction: column; justify-content: flex-end; align-items: center;
  font-size: 0.72rem; line-height: 1.2; opacity: 0.75; }
.qantar-days b { font-weight: 400; }
.qantar-days i { width: 100%; background: #80868f; min-height: 1px; }
.qantar-days .now { opacity: 1; font-weight: 700; }
.qantar-days .now i { background: currentColor; }
[class*="st-key-value-"] [data-testid="stMarkdown"] { margin-bottom: 0.35rem; }
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.75; }
[data-testid="stCaptionContainer"] p, [data-testid="stCaptionContainer"] a { color: inherit; }
/* Text in charts as dark (or light) as the page's own, not the theme's grey. */
[data-testid="stPlotlyChart"] text { fill: currentColor !important; }
.st-key-window { position: absolute; }
</style>"""
