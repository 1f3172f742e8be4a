"""What the pages share on the screen: tables under the filter, the card around a chart, the evidence panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from qantar import derive, export, sources, style, tables, words

NO_SOURCE = "No article is chosen, so there is nothing to show. Choose one or more in the sidebar, under **Articles**."
CONFIG = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True)
class Card:
    """A chart with everything that goes with it.

    ``rows`` are the rows drawn; ``key`` is their column of fact keys (one, or several separated by
    |), or ``source`` for counts by source; ``lines`` say each row in words, for the alt text, the
    table and the list to choose from.
    """

    name: str
    title: str
    reading: str
    rows: pd.DataFrame
    lines: Sequence[str]
    key: str = "id"


def _changed() -> float:
    return max(path.stat().st_mtime for path in tables.DATA.glob("*.csv"))


@st.cache_data(show_spinner=False, max_entries=4)
def _everything(changed: float) -> sources.Tables:
    return derive.labelled(tables.read_all())


@st.cache_data(show_spinner=False, max_entries=40)
def _kept(chosen: tuple[str, ...], changed: float) -> sources.Tables:
    return sources.keep(_everything(changed), chosen)


def everything() -> sources.Tables:
    """Return all tables, whatever the filter: for axes and orders that are to stay as they are."""
    return _everything(_changed())


def articles() -> list[str]:
    """Return the keys of the five articles."""
    return sources.keys(everything()["sources"])


def chosen() -> list[str]:
    """Return the keys of the chosen articles, in file order."""
    picked = st.session_state.get("source", [])
    return [key for key in articles() if key in picked]


def kept() -> sources.Tables:
    """Return the tables with what the chosen articles support."""
    return _kept(tuple(chosen()), _changed())


def run(page: st.Page) -> None:  # type: ignore[valid-type]
    """Show the sidebar and the page; a sentence where the filter or the data leave nothing to show."""
    st.html(STYLE)
    try:
        everything()
    except tables.TableError as error:
        st.title("The data can't be read")
        st.markdown("The dashboard shows nothing rather than something wrong. To mend, correct these cells:")
        st.markdown("\n".join(f"- {safe(str(fault))}" for fault in error.faults))
        return
    asked = st.query_params.get_all("source")
    _sidebar(page.url_path)
    st.title(page.title if page.url_path else "What happened in Kazakhstan, and who says so", anchor=False)
    unknown = [key for key in asked if key and key not in articles()]
    if unknown:
        st.warning(
            f"The address asks for {style.listed([safe(key) for key in unknown])}, which is none of the articles; "
            f"it was left out. The keys are {style.listed(articles())}."
        )
    if not chosen():
        st.info(NO_SOURCE)
        return
    page.run()


def _sidebar(path: str) -> None:
    with st.sidebar:
        st.markdown("## Qantar")
        st.caption("The crisis in Kazakhstan of January 2022, as five articles tell it")
        st.pills(
            "Articles", articles(), selection_mode="multi", default=articles(), key="source",
            bind="query-params", persist_state="session",
            help="Everything on every page follows this choice: charts, totals, texts and downloads.",
        )  # fmt: skip
        shown, known = sources.count(kept()), sources.count(everything())
        st.caption(f"**{shown:,} of {known:,} facts** rest on this choice.")
        address = sources.view_address(f"/{path}", chosen(), articles())
        st.caption(f"[Link to this view]({address}) · [Who the sources are](/sources)")


def safe(text: str) -> str:
    """Escape what Streamlit's Markdown would take for markup or a formula."""
    for character in "\\$*_[]`<>#~:":
        text = text.replace(character, "\\" + character)
    return text


def nothing(what: str) -> None:
    """Say that the chosen articles are silent on something, and how to go on."""
    silent = style.names(chosen())
    others = [key for key in articles() if key not in chosen()]
    more = f" Add {style.names(others) if len(others) < 3 else 'another article'} in the sidebar." if others else ""
    st.info(f"{silent} {'says' if len(chosen()) == 1 else 'say'} nothing here about {what}.{more}")


def intro(text: str) -> None:
    """Show the question that a page answers."""
    st.markdown(f"##### {text}")


def figure(card: Card, draw: Callable[[], go.Figure]) -> None:
    """Show a chart in its card: title, how to read it, chart, credit, downloads, rows, evidence.

    A chart that can't be drawn says so in its card, and the rest of the page goes on.
    """
    with st.container(key=f"chart-{card.name}", border=True):
        _head(card)
        try:
            drawn = draw()
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets a sentence
            st.error(f"This chart could not be drawn ({type(error).__name__}). Its rows are below; the rest of the page works.")
            drawn = None
        if drawn is not None:
            st.plotly_chart(
                drawn, key=f"plot-{card.name}", on_select=lambda: _picked(card), selection_mode="points",
                config=CONFIG, alt=words.alt(card.title, card.lines),
            )  # fmt: skip
            name = file_name(card.name)
            _foot(card, lambda credit: export.chart_button(
                name, export.white(drawn, card.title, card.reading, credit), "/assets/plotly.js"))
        else:
            _foot(card)


def deck(card: Card, drawn: pdk.Deck, legend: Sequence[tuple[str, str]], height: int = 560) -> None:
    """Show a map in its card, like a chart; ``legend``: pairs of name and colour."""
    with st.container(key=f"chart-{card.name}", border=True):
        _head(card)
        st.pydeck_chart(
            drawn, key=f"plot-{card.name}", on_select=lambda: _picked(card), height=height,
            alt=words.alt(card.title, card.lines),
        )  # fmt: skip
        st.html(
            "<div class='qantar-legend'>"
            + "".join(f"<span><i style='background:{color}'></i>{name}</span>" for name, color in legend)
            + "</div>"
        )
        name = file_name(card.name)
        place = f"chart-{card.name}"
        _foot(card, lambda credit: export.map_button(name, place, card.title, card.reading, credit, legend))


def _head(card: Card) -> None:
    st.subheader(safe(card.title), anchor=card.name)
    st.caption(safe(card.reading))


def _by(card: Card, cell: str) -> list[str]:
    """Return the keys of the sources behind a row."""
    return [cell] if card.key == "source" else sources.of(kept(), cell.split("|"))


def _credit(card: Card) -> str:
    named = {key for cell in card.rows[card.key] for key in _by(card, cell)}
    return words.credit([key for key in articles() if key in named], chosen(), articles(), dt.date.today())


def _foot(card: Card, picture: Callable[[str], None] | None = None) -> None:
    credit = _credit(card)
    st.caption(safe(credit))
    name = file_name(card.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        if picture is not None:
            picture(credit)
        st.download_button("CSV", lambda: csv(card), f"{name}.csv", "text/csv", key=f"csv-{card.name}",
                           on_click="ignore", help="The rows drawn, with source, passage and link")  # fmt: skip
    rows = st.expander("The same as a table", key=f"rows-{card.name}", on_change="rerun")
    if rows.open:
        with rows:
            st.table(_readable(card), hide_index=True)
    if card.key != "source":
        _choose(card)


def rows(card: Card) -> None:
    """Show rows that no chart draws in a card of their own, with the same foot."""
    with st.container(key=f"rows-of-{card.name}", border=True):
        _head(card)
        _foot(card)


def contradiction(entry: Mapping[str, str]) -> None:
    """Show what doesn't fit, why, and what the charts show because of it."""
    with st.container(border=True, key=f"contradiction-{entry['id']}"):
        st.markdown(f"**{safe(entry['title'])}**")
        st.markdown(safe(entry["finding"]))
        st.caption(safe(f"In the charts: {entry['shown_as']}"))
        with st.expander("The passages"):
            for fact in entry["facts"].split("|"):
                evidence(fact)


def facts_of(source: str) -> None:
    """Offer every fact of one source, to be opened on demand."""
    shown = st.expander("Its facts, with their passages", key=f"facts-{source}", on_change="rerun")
    if shown.open:
        own = kept()["evidence"].query("source == @source")
        with shown:
            st.table(
                pd.DataFrame(
                    {
                        "fact": [_label(fact) for fact in own["fact"]],
                        "paragraph": own["paragraph"],
                        "quote": [safe(f"“{quote}”") for quote in own["quote"]],
                    }
                ),
                hide_index=True,
            )


def _label(fact: str) -> str:
    found = sources.find(kept(), fact)
    return safe(found[1]["label"]) if found else fact


def file_name(name: str) -> str:
    """Return the name of a download: what it shows, the filter and the day."""
    choice = [] if chosen() == articles() else chosen()
    return "-".join(["qantar", name, *choice, f"{dt.date.today():%Y-%m-%d}"])


def csv(card: Card) -> bytes:
    """Return the rows drawn as CSV, one row per fact and passage where a row is a fact."""
    rows = card.rows.drop(columns=["mark"], errors="ignore")
    if card.key != "source" and not rows[card.key].str.contains("|", regex=False).any() and rows[card.key].is_unique:
        rows = sources.with_passages(kept(), rows, card.key)
    return tables.to_csv(rows).encode("utf-8-sig")


def _readable(card: Card) -> pd.DataFrame:
    said = [style.names(_by(card, cell)) for cell in card.rows[card.key]]
    return pd.DataFrame({"what": [safe(line) for line in card.lines], "says": said})


def _options(card: Card) -> dict[str, str]:
    return dict(zip(card.rows[card.key], card.lines, strict=True)) if card.key != "source" else {}


def _picked(card: Card) -> None:
    """Take over what was clicked in the chart or on the map."""
    selection = st.session_state[f"plot-{card.name}"].selection
    if "points" in selection:
        keys = [point["customdata"][0] for point in selection["points"] if point.get("customdata")]
    else:
        keys = [row[card.key] for rows in selection.get("objects", {}).values() for row in rows]
    if keys and keys[0] in _options(card):
        st.session_state[f"pick-{card.name}"] = keys[0]
        st.query_params["fact"] = keys[0].split("|")[0]


def _choose(card: Card) -> None:
    """Offer the rows in a list, for readers without a mouse too, and open the evidence of one."""
    options, key = _options(card), f"pick-{card.name}"
    asked = st.query_params.get("fact")
    if key not in st.session_state and asked:
        st.session_state[key] = next((cell for cell in options if asked in cell.split("|")), None)
    if st.session_state.get(key) not in options:
        st.session_state[key] = None

    def tell() -> None:
        if st.session_state[key]:
            st.query_params["fact"] = st.session_state[key].split("|")[0]
        else:
            st.query_params.pop("fact", None)

    st.selectbox(
        "Open the evidence of", list(options), key=key, format_func=lambda cell: options.get(cell, cell),
        placeholder="Choose here, or click a mark in the chart", on_change=tell,
    )  # fmt: skip
    if st.session_state.get(key):
        with st.container(key=f"evidence-{card.name}"):
            for fact in st.session_state[key].split("|"):
                evidence(fact)


def evidence(fact: str) -> None:
    """Show a fact and every passage of the chosen sources that supports it."""
    found = sources.find(kept(), fact)
    if found is None:
        st.info(f"The chosen articles don't support `{fact}`. Choose more of them in the sidebar.")
        return
    name, row = found
    lines = [f"**{safe(row['label'])}**"] + [safe(text) for text in _about(name, row) if text]
    for passage in sources.passages(kept(), fact).to_dict("records"):
        place = f"paragraph {passage['paragraph']}" if pd.notna(passage["paragraph"]) else ""
        address = f"[{place or 'passage'}]({passage['link']})" if passage["link"] else f"{place}, no address known"
        lines.append(f"> “{safe(passage['quote'])}”  \n> {style.name(passage['source'])}, {address}")
    against = kept()["contradictions"]
    for entry in against[[fact in cell.split("|") for cell in against["facts"]]].to_dict("records"):
        lines.append(f"**Contested.** {safe(entry['title'])}. {safe(entry['finding'])}")
    st.markdown("\n\n".join(lines))


def _about(name: str, row: pd.Series) -> list[str]:
    """Say what is known of a fact besides its label."""
    if name == "events":
        return [words.when(row.to_frame().T).iloc[0], row["detail"]]
    if name in derive.NUMBERS:
        said = words.stated(row.to_frame().T).iloc[0]
        return [f"{said}, according to {row['claimant_name']} (printed: “{row['stated'].replace('|', '” and “')}”)", row["note"]]
    if name == "claims":
        coded = [f"{question}: {row[question]}" for question in derive.QUESTIONS if row[question] != "none"]
        return [" · ".join([row["status"], *coded])]
    return []


def value(label: str, fact: str) -> None:
    """Show one number large, with who says it; or say that the chosen articles don't."""
    found = sources.find(kept(), fact)
    with st.container(key=f"value-{fact}"):
        st.caption(safe(label))
        if found is None:
            st.markdown("##### not stated")
            st.caption("by the chosen articles")
            return
        said = words.stated(found[1].to_frame().T).iloc[0]
        st.markdown(f"### {safe(said)}")
        passage = sources.passages(kept(), fact).iloc[0]
        link = f"[{sources.where(passage)}]({passage['link']})" if passage["link"] else sources.where(passage)
        by = found[1]["claimant_name"]
        st.caption(f"{safe(by)}, in {link}")


def listing(rows: pd.DataFrame, columns: Mapping[str, str]) -> None:
    """Show rows as an accessible table: ``columns`` maps column to heading."""
    text = rows[list(columns)].rename(columns=dict(columns)).astype(str)
    st.table(text.map(safe), hide_index=True)


def theme() -> str:
    """Return the reader's theme, light or dark."""
    return st.context.theme.type or "light"


STYLE = """<style>
[data-testid="stMain"] h3 { font-size: 1.35rem; line-height: 1.3; }
[class*="st-key-value-"] h3 { padding: 0; font-size: 1.5rem; }
[class*="st-key-evidence-"] blockquote { border-left-width: 3px; }
[data-testid="stMain"] [data-testid="stMainBlockContainer"] { max-width: 1180px; }
.qantar-legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.875rem; }
.qantar-legend i { display: inline-block; width: 0.7rem; height: 0.7rem; border-radius: 50%; margin-right: 0.4rem; }
[class*="st-key-value-"] [data-testid="stMarkdown"] { margin-bottom: 0.35rem; }
[data-testid="stCaptionContainer"] a { color: inherit; }
@media (max-width: 760px) {
  /* A chart that needs width to be read is moved sideways within its card; the page isn't. */
  [class*="st-key-plot-"]:has([data-testid="stPlotlyChart"]) { overflow-x: auto; }
  [class*="st-key-plot-"]:has([data-testid="stPlotlyChart"]) > div { min-width: 700px; }
  .st-key-plot-winners > div, .st-key-plot-fdi > div { min-width: 0 !important; }
}
</style>"""
