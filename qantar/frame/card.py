"""The card around a chart, a map or a list: title, reading line, credit, downloads, rows, evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from qantar import export, sources, style, tables, words
from qantar.frame.evidence import evidence, linked
from qantar.frame.state import articles, chosen, kept, safe

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


@st.cache_resource(show_spinner=False, max_entries=300)
def _drawn(name: str, chosen: tuple[str, ...], changed: float, _draw: Callable, _arguments: tuple) -> go.Figure:
    """Draw a chart once for each choice of articles; it depends on nothing else."""
    return _draw(*_arguments)


def figure(card: Card, draw: Callable[..., go.Figure], *arguments: object) -> None:
    """Show a chart in its card: title, how to read it, chart, credit, downloads, rows, evidence.

    ``draw(*arguments)`` makes the figure. A chart that can't be drawn says so in its card, and the rest of the page goes on.
    """
    with st.container(key=f"chart-{card.name}", border=True):
        _head(card)
        try:
            drawn = _drawn(card.name, tuple(chosen()), tables.changed(tables.DATA), draw, arguments)
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets a sentence
            st.error(
                f"This chart could not be drawn ({type(error).__name__}). Its rows are below; the rest of the page works."
            )
            drawn = None
        if drawn is not None:
            st.plotly_chart(
                drawn, key=f"plot-{card.name}", on_select=lambda: _picked(card), selection_mode="points",
                config=CONFIG, alt=words.alt(card.title, card.lines),
            )  # fmt: skip
            name = file_name(card.name)
            _foot(
                card,
                lambda credit: export.chart_button(
                    name, export.white(drawn, card.title, card.reading, credit), "/assets/plotly.js"
                ),
            )
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


def rows(card: Card) -> None:
    """Show rows that no chart draws in a card of their own, with the same foot."""
    with st.container(key=f"rows-of-{card.name}", border=True):
        _head(card)
        _foot(card)


def _head(card: Card) -> None:
    st.subheader(safe(card.title), anchor=card.name)
    st.caption(safe(card.reading))


def _by(card: Card) -> list[list[str]]:
    """Return for each row the keys of the sources behind it."""
    cells = card.rows[card.key]
    return [[cell] for cell in cells] if card.key == "source" else sources.of(kept(), cells)


def _credit(card: Card) -> str:
    named = {key for row in _by(card) for key in row}
    return words.credit([key for key in articles() if key in named], chosen(), articles(), dt.date.today())


def _foot(card: Card, picture: Callable[[str], None] | None = None) -> None:
    if card.key != "source":
        _choose(card, "Choose here" if picture is None else "Choose here, or click a mark")
    credit = _credit(card)
    st.caption(safe(credit))
    name = file_name(card.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        if picture is not None:
            picture(credit)
        st.download_button("CSV", partial(csv, card, kept()), f"{name}.csv", "text/csv", key=f"csv-{card.name}",
                           on_click="ignore", help="The rows, with source, passage and link")  # fmt: skip
    heading = "The same as a table" if picture is not None else "The rows"
    listed = st.expander(
        heading, expanded=picture is None and len(card.rows) <= 30, key=f"rows-{card.name}", on_change="rerun"
    )
    if listed.open:
        with listed:
            st.table(_readable(card), hide_index=True)


def file_name(name: str) -> str:
    """Return the name of a download: what it shows, the filter and the day."""
    choice = [] if chosen() == articles() else chosen()
    return "-".join(["qantar", name, *choice, f"{dt.date.today():%Y-%m-%d}"])


def csv(card: Card, held: sources.Tables) -> bytes:
    """Return the rows drawn as CSV, one row per fact and passage where a row is a fact.

    ``held``: the tables under the filter; a download is made outside of the page's script, which alone knows it.
    """
    rows = card.rows.drop(columns=["mark"], errors="ignore")
    if card.key != "source" and not rows[card.key].str.contains("|", regex=False).any() and rows[card.key].is_unique:
        rows = sources.with_passages(held, rows, card.key)
    return tables.to_csv(rows).encode("utf-8-sig")


def _readable(card: Card) -> pd.DataFrame:
    """Return the rows in words, each with its passages, or with its sources where a row stands for many facts."""
    what = [safe(line) for line in card.lines]
    cells = card.rows[card.key]
    if card.key == "source" or cells.str.contains("|", regex=False).any():
        return pd.DataFrame({"What": what, "Who says so": [style.names(row) for row in _by(card)]})
    evidence = kept()["evidence"]
    about = sources.with_passages(kept(), evidence[["fact"]].drop_duplicates(), "fact")
    said = {
        fact: "; ".join(f"“{safe(row.quote)}” {style.name(row.source)}, {linked(row)}" for row in rows.itertuples())
        for fact, rows in about[about["fact"].isin(set(cells))].groupby("fact")
    }
    return pd.DataFrame({"What": what, "Who says so, in which words": [said.get(cell, "") for cell in cells]})


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


def _choose(card: Card, hint: str) -> None:
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
        placeholder=hint, on_change=tell,
    )  # fmt: skip
    if st.session_state.get(key):
        with st.container(key=f"evidence-{card.name}"):
            for fact in st.session_state[key].split("|"):
                evidence(fact)
