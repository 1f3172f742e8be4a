"""The card around a chart, a map or a list: title, reading line, credit, downloads, rows, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from qantar import export, themes
from qantar.charts import style, words
from qantar.charts.narrow import narrow
from qantar.facts import sources
from qantar.facts import words as facts_words
from qantar.themes import Card
from qantar.ui.evidence import entry_link, evidence, linked, published
from qantar.ui.reveal import reveal
from qantar.ui.state import all_tables, changed, choice, chosen, filtered, nothing, referenced, safe
from qantar.ui.window import is_narrow

Make = Callable[..., Card | None]
CONFIG = {"displayModeBar": False, "scrollZoom": False}
FIRST: Mapping[str, Any] = MappingProxyType({})
"""Nothing chosen beside the sources."""
WIDTHS = MappingProxyType(
    {"Project": 196, "Sum": 118, "What the sum is": 124, "Status": 124, "Place": 96, "Source": 112}
)
"""Widths of the columns of the table of projects, in pixels: with their links they fit a card on a screen of 1400."""


@st.cache_resource(show_spinner=False, max_entries=300)
def _drawn(name: str, choice: tuple[object, ...], changed: float, _draw: Callable, _arguments: tuple) -> go.Figure:
    """Draw a chart once for each choice; it depends on nothing else."""
    return style.figure(_draw(*_arguments))


@st.cache_resource(show_spinner=False, max_entries=300)
def _narrowed(name: str, choice: tuple[object, ...], changed: float, _drawn: go.Figure, _card: Card) -> go.Figure:
    """Lay a chart out for a telephone once for each choice; some cards know how better than the general rule."""
    return style.figure(_card.narrow(*_card.arguments)) if _card.narrow else narrow(_drawn)


@st.cache_resource(show_spinner=False, max_entries=600)
def _made(
    name: str, choice: tuple[object, ...], changed: float, _make: Make, reference: bool, _look: Mapping[str, Any]
) -> Card | None:
    """Make a card once for each choice; it depends on nothing else."""
    return _make(filtered(reference), all_tables(reference), **_look)


def made(make: Make, look: Mapping[str, Any] = FIRST) -> Card | None:
    """Return a card of ``cards.PAGES`` under the reader's choice, with reference data if its page shows it.

    ``look``: what else the card depends on, such as the topics chosen on its page.
    """
    name = f"{make.__module__}.{make.__name__}"
    return _made(name, _choice(look), changed(), make, themes.with_reference(make), look)


def _choice(look: Mapping[str, Any] = FIRST) -> tuple[object, ...]:
    return (*chosen(), str(referenced()), *look.values())


@st.cache_resource(show_spinner=False, max_entries=300)
def _picture(
    name: str,
    choice: tuple[object, ...],
    changed: float,
    file: str,
    credit: str,
    _card: Card,
    _how: str,
    _drawn: go.Figure,
) -> dict[str, object]:
    """Prepare a chart's picture once for each choice of articles and day."""
    around = export.texts(_card.title, _how, credit)
    return export.chart(_drawn, around, file, themes.inside(_card, credit), name)


def shown() -> list[Card]:
    """Return the cards of this page, in their order; ``run`` empties the list before each run."""
    return st.session_state.setdefault("shown", [])


def figure(
    make: Make,
    silent: str,
    articles: bool = True,
    look: Mapping[str, Any] = FIRST,
    listed: Callable[[], str] | None = None,
) -> None:
    """Show a chart in its card: title, how to read it, chart, credit, downloads, rows, evidence.

    ``make`` is one of ``cards.PAGES``; ``silent`` says what the articles are silent on if there is no card; ``articles`` is False where no
    article speaks of it, so that there is nothing to add; ``look`` is what else the card depends on; ``listed``
    makes a list of the same in Markdown, where a table of a row for each line doesn't do. A chart that can't be drawn
    says so in its card, and the rest of the page goes on.
    """
    card = made(make, look)
    if card is None or card.draw is None:
        if articles or referenced():
            nothing(silent)
        return
    with st.container(key=f"chart-{card.name}", border=True):
        head(card)
        try:
            known = (card.name, _choice(look), changed())
            drawn = _drawn(*known, card.draw, card.arguments)
            in_words = card.crossing and is_narrow()
            fitting = _narrowed(*known, drawn, card) if is_narrow() and not in_words else drawn
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets a sentence
            st.error(
                f"This chart could not be drawn ({type(error).__name__}). Its rows are below; the rest of the page works."
            )
            foot(card)
            return
        if in_words:
            st.markdown("\n".join(f"- {safe(line)}" for line in card.lines))
        else:
            st.plotly_chart(
                fitting, key=f"plot-{card.name}", on_select=lambda: picked(card), selection_mode="points",
                config=CONFIG, alt=words.alt(card.title, card.lines),
            )  # fmt: skip

        def picture(credit: str) -> None:
            file = themes.file_name(card, choice())
            how = themes.how_to_read(card, filtered(True))
            # The same for every reader: the one for a wide window.
            data = _picture(*known, file, credit, card, how, drawn)
            export.chart_buttons(card.name, data)

        foot(card, picture, listed)


def rows(make: Make, look: Mapping[str, Any] = FIRST) -> None:
    """Show rows that no chart draws in a card of their own, with the same foot; ``look`` as for ``figure``."""
    card = made(make, look)
    if card is None:
        return
    with st.container(key=f"rows-of-{card.name}", border=True):
        head(card)
        foot(card)


def head(card: Card) -> None:
    """Show a card's title and how to read it."""
    shown().append(card)
    st.subheader(safe(card.title), anchor=card.name)
    st.caption(safe(card.subtitle))


def foot(
    card: Card,
    picture: Callable[[str], None] | None = None,
    listed: Callable[[], str] | None = None,
    folded: bool = False,
) -> None:
    """Show what stands below what a card draws: evidence, credit, downloads (``picture`` shows those of a picture), rows.

    ``listed`` writes the rows as a list, where they aren't one for each line; ``folded``: the rows stand above as a
    table, so that they aren't opened once more.
    """
    if card.key != "source":
        _choose(card, "Choose here" if picture is None else "Choose here, or click a mark")
    _contested(card)
    credit = themes.credit(card, filtered(True), choice())
    st.caption(safe(credit))
    with st.container(horizontal=True, vertical_alignment="center"):
        if picture is not None:
            picture(credit)
        # The file is made outside of the page's script, which alone knows the filter: hence the tables as they are now.
        st.download_button("CSV", partial(themes.csv, card, filtered(True)), f"{themes.file_name(card, choice())}.csv",
                           "text/csv", key=f"csv-{card.name}", on_click="ignore",
                           help="The rows, with source, passage and link")  # fmt: skip
    again = "The rows with their words" if folded else "The rows"
    heading = f"The same as a {'list' if listed else 'table'}" if picture is not None else again
    opened = picture is None and not folded and len(card.rows) <= 30
    rows = st.expander(heading, expanded=opened, key=f"rows-{card.name}", on_change="rerun")
    if rows.open:
        with rows:
            if listed:
                st.markdown(listed(), unsafe_allow_html=True)
            else:
                st.table(_readable(card), hide_index=True)


def _contested(card: Card) -> None:
    """Say which of the numbers drawn are contested, each with a link to its entry."""
    entries = themes.contested(card, filtered(True)).to_dict("records")
    if entries:
        first, rest = (" · ".join(map(entry_link, part)) for part in (entries[: themes.NAMED], entries[themes.NAMED :]))
        more = f"<details><summary>{len(entries) - themes.NAMED} more</summary>{rest}</details>" if rest else ""
        st.markdown(f"**Contested:** {first}{more}", unsafe_allow_html=True)


def _readable(card: Card) -> pd.DataFrame:
    """Return the rows in words, each with its passages, or with its sources where a row stands for many facts."""
    what = [safe(line) for line in card.lines]
    if card.key in ("source", "facts", "entries"):
        return pd.DataFrame(
            {"What": what, "Who says so": [facts_words.names(row) for row in themes.by(card, filtered(True))]}
        )
    cells = card.rows[card.key]
    about = sources.with_passages(filtered(True), pd.DataFrame({"fact": cells.unique()}), "fact").dropna(
        subset="source"
    )
    said = {
        fact: "; ".join(f"“{safe(row.quote)}” {safe(published(row))}, {linked(row)}" for row in rows.itertuples())
        for fact, rows in about.groupby("fact")
    }
    return pd.DataFrame({"What": what, "Who says so, in which words": [said.get(cell, "") for cell in cells]})


def _options(card: Card) -> dict[str, str]:
    if card.key == "source":
        return {}
    return {**dict(zip(card.rows[card.key], card.lines, strict=True)), **card.groups}


def picked(card: Card) -> None:
    """Take over what was clicked in the chart or on the map."""
    selection = st.session_state[f"plot-{card.name}"].selection
    if "points" in selection:
        keys = [point["customdata"][0] for point in selection["points"] if point.get("customdata")]
    else:
        keys = [row["facts"] for rows in selection.get("objects", {}).values() for row in rows]
        # A mark stands for the facts of every day; what isn't seen on this one isn't opened.
        seen = set(card.rows[card.key])
        keys = ["|".join(fact for fact in key.split("|") if fact in seen) for key in keys]
    if keys and keys[0] in _options(card):
        pick(card, keys[0])


def pick(card: Card, key: str) -> None:
    """Choose a row of a card, as a click on it does."""
    st.session_state[f"pick-{card.name}"] = key
    st.session_state["reveal"] = card.name
    st.query_params["fact"] = key.split("|")


def _choose(card: Card, hint: str) -> None:
    """Offer the rows in a list, for readers without a mouse too, and open the evidence of one."""
    options, key = _options(card), f"pick-{card.name}"
    asked = "|".join(st.query_params.get_all("fact"))
    if key not in st.session_state and asked in options and not _open(asked):
        # The address of a click opens the same view again.
        st.session_state[key], st.session_state["reveal"] = asked, card.name
    if st.session_state.get(key) not in options:
        st.session_state[key] = None

    def tell() -> None:
        if st.session_state[key]:
            st.query_params["fact"] = st.session_state[key].split("|")
        else:
            st.query_params.pop("fact", None)

    st.selectbox(
        "Open the evidence of", list(options), key=key, format_func=lambda cell: options.get(cell, cell),
        placeholder=hint, on_change=tell,
    )  # fmt: skip
    if st.session_state.get(key):
        with st.container(key=f"evidence-{card.name}"):
            facts = st.session_state[key].split("|")
            for fact in facts:
                evidence(fact, card.name, len(facts) == 1)
            if st.session_state.get("reveal") == card.name:
                del st.session_state["reveal"]
                reveal(card.name, st.session_state[key])


def _open(key: str) -> bool:
    """Say whether a card has a row open."""
    return any(value == key for name, value in st.session_state.items() if str(name).startswith("pick-"))


def projects(make: Make) -> None:
    """Show named projects as a table that can be sorted, with links to the page that says so and to the map."""
    card = made(make)
    if card is None:
        return
    said = sources.with_passages(filtered(True), card.rows[["id"]]).drop_duplicates("id").set_index("id")
    listed = pd.DataFrame(
        {
            "Project": card.rows["name"],
            "Sum": [row.text if row.stated else "" for row in card.rows.itertuples()],
            "What the sum is": card.rows["value_kind"],
            "Status": card.rows["status"],
            "Place": card.rows["place_name"],
            "Map": [f"/map?fact={fact}" if place else None for fact, place in zip(card.rows["id"], card.rows["place"], strict=True)],
            "Source": [said.at[key, "publisher"] for key in card.rows["id"]],
            "Passage": [said.at[key, "link"] for key in card.rows["id"]],
            "Where": card.rows["countries"],
            "Sector": card.rows["sector"],
            "Chinese party": card.rows["partner"],
        }
    )  # fmt: skip
    with st.container(key=f"rows-of-{card.name}", border=True):
        head(card)
        st.dataframe(
            listed, hide_index=True, alt=words.alt(card.title, card.lines),
            column_config={
                **{name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()},
                "Map": st.column_config.LinkColumn(display_text="show", width=56),
                "Passage": st.column_config.LinkColumn(display_text="open", width=64),
            },
        )  # fmt: skip
        foot(card, folded=True)
