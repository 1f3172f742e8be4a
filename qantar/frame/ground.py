"""The map in its card: view, layers and day, the clock that plays the days, the marks as a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import pydeck as pdk
import streamlit as st

from qantar import cards, export, maps, marks, symbols, words
from qantar.cards import Card
from qantar.frame.card import foot, head, pick, picked
from qantar.frame.state import changed, choice, chosen, everything, in_order, kept, nothing, referenced, theme

DAYS = [cards.places.day_name(day) for day in (0, *marks.DAYS)]
BEAT = 1.6
"""Seconds for which a day is shown while the days play."""


@st.cache_resource(show_spinner=False, max_entries=40)
def _facts(chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    """Work out what stands on the map once for each choice of sources."""
    return marks.facts(kept(True))


def ground(silent: str) -> None:
    """Show the map with its controls; ``silent`` says what the articles are silent on if there is nothing on it."""
    facts = _facts(tuple(chosen()), referenced(), changed())
    if facts.empty:
        nothing(silent)
        return
    view, layers, day = _controls()
    card = cards.places.places(kept(True), everything(True), view, day, layers, facts)
    if card is None or card.draw is None:
        return
    with st.container(key=f"chart-{card.name}", border=True):
        head(card)
        if not layers:
            st.info("No layer is on, so the map is empty. Choose one or more above, under **Layers**.")
        _clock()
        _curve(marks.per_day(marks.in_view(facts[facts["layer"].isin(layers)], view)), day)
        base = st.get_option("server.baseUrlPath")
        version = f"{'&' if choice().query() else '?'}v={changed():.0f}"
        draw = partial(card.draw, *card.arguments, query=f"{choice().query()}{version}",
                       base=f"/{base}" if base else "", at=_at(card, facts, view))  # fmt: skip
        st.pydeck_chart(
            draw(theme=theme()), key=f"plot-{card.name}", on_select=lambda: _clicked(card), height=maps.SCREEN[1],
            alt=words.alt(card.title, card.lines),
        )  # fmt: skip
        st.html(
            "<div class='qantar-legend'>"
            + "".join(
                f"<span><img src='{symbols.address(symbol)}' alt=''>{name}</span>" for name, symbol in card.legend
            )
            + "</div>"
        )
        foot(card, lambda credit: _picture(card, draw, credit, view))
    _listed(card)


def _controls() -> tuple[str, tuple[str, ...], int]:
    """Show the choice of view, layers and day, all of which stand in the address; return what is chosen."""
    view = st.segmented_control(
        "View", list(maps.VIEWS), default=maps.FIRST, key="view", required=True, bind="query-params"
    )
    layers = st.pills(
        "Layers", list(marks.LAYERS), selection_mode="multi", default=list(marks.FIRST_LAYERS), key="layers",
        bind="query-params", on_change=in_order, args=("layers", tuple(marks.LAYERS)),
    )  # fmt: skip
    left, right = st.columns([1, 7], vertical_alignment="bottom")
    with right:
        day = st.select_slider("Day of January 2022", DAYS, key="day", bind="query-params",
                               help="The arrow keys step from day to day.")  # fmt: skip
    with left:
        playing = st.session_state.get("playing", False)
        st.button("Pause" if playing else "Play", key="play", on_click=_play, width="stretch",
                  help="Show one day after another")  # fmt: skip
    return view or maps.FIRST, tuple(layers or ()), DAYS.index(day or DAYS[0])


def _play() -> None:
    """Start or stop the clock; at the end it starts anew."""
    st.session_state["playing"] = not st.session_state.get("playing", False)
    if st.session_state["playing"] and st.session_state.get("day") in (DAYS[0], DAYS[-1]):
        st.session_state["day"] = DAYS[1]


def _clock() -> None:
    """Step to the next day after each beat while the days play; the last one stops the clock."""
    st.session_state["beat"] = 0
    if st.session_state.get("playing"):
        st.fragment(_tick, run_every=BEAT)()


def _tick() -> None:
    # It also runs with the page itself, when no time has gone by.
    st.session_state["beat"] = st.session_state.get("beat", 0) + 1
    if st.session_state["beat"] < 2:
        return
    at = DAYS.index(st.session_state.get("day", DAYS[0]))
    if at + 1 < len(DAYS):
        st.session_state["day"] = DAYS[at + 1]
    if at + 2 >= len(DAYS):
        st.session_state["playing"] = False
    st.rerun()


def _curve(count: dict[int, int], day: int) -> None:
    """Show how many events there were on each day, the chosen day dark."""
    most = max(count.values(), default=0) or 1
    bars = "".join(
        f"<span class='{'now' if n == day else ''}'><b>{events or ''}</b><i style='height:{44 * events / most:.0f}px'></i>{n}</span>"
        for n, events in count.items()
    )
    said = ", ".join(f"{n} January {events}" for n, events in count.items() if events)
    st.html(f"<div class='qantar-days' role='img' aria-label='Events per day that are certain: {said}'>{bars}</div>")


def _at(card: Card, facts: pd.DataFrame, view: str) -> tuple[float, float] | None:
    """Return where the chosen fact stands, unless it was clicked, when the reader is there already."""
    key = st.session_state.get(f"pick-{card.name}") or st.query_params.get("fact", "")
    if not key or st.session_state.get("clicked") == key:
        return None
    places = kept(True)["places"]
    stand = maps.placed(marks.marks(facts, places, view), view)
    asked = set(key.split("|"))
    found = stand[
        [bool(asked & {spot, *cell.split("|")}) for spot, cell in zip(stand["spot"], stand["facts"], strict=True)]
    ]
    if found.empty:
        # A movement is a line, not a mark: to its end.
        rows = marks.in_view(facts, view)
        found = rows[rows["fact"].isin(asked)]
    return (float(found["lon"].iloc[0]), float(found["lat"].iloc[0])) if len(found) else None


def _clicked(card: Card) -> None:
    picked(card)
    st.session_state["clicked"] = st.session_state.get(f"pick-{card.name}")


def _listed(card: Card) -> None:
    """Show what is on the map as a table; a row that is chosen is flown to and opened."""
    rows = card.rows
    listed = pd.DataFrame(
        {
            "When": rows["when"],
            "Kind": rows["kind_name"],
            "Where": rows["where"],
            "What": rows["text"],
            "On the day shown": rows["now"],
            "How exactly placed": rows["precision"].map(marks.EXACTNESS),
            "Who says so": rows["who"],
        }
    ).reset_index(drop=True)

    def taken() -> None:
        chosen_rows = st.session_state["table-map"].selection.rows
        if chosen_rows:
            st.session_state.pop("clicked", None)
            pick(card, rows["fact"].iloc[chosen_rows[0]])

    with st.container(key="table-of-map", border=True):
        st.markdown(f"##### What is on the map: {words.many(len(rows), 'row')}")
        st.caption("Choose a row: the map flies to it, and its evidence opens below the map.")
        st.dataframe(listed, hide_index=True, key="table-map", on_select=taken, selection_mode="single-row", height=330,
                     alt="What is on the map, as a table")  # fmt: skip


def _picture(card: Card, draw: Callable[..., pdk.Deck], credit: str, view: str) -> None:
    """Show the button that saves the map, and, while the browser takes its picture, the map's print version."""
    asked = f"print-{card.name}-asked"
    around = export.texts(card.title, card.reading, f"{credit} · {maps.OUTLINES}")
    size = export.map_size(around)
    legend = [(name, symbols.address(symbol)) for name, symbol in card.legend]
    export.map_button(
        card.name, cards.file_name(card, choice()), around, cards.inside(card, around.joined_credit()), legend,
        maps.scale_bar(view, size), maps.LAND["light"], maps.parts(draw(theme="light", size=size)),
        on_asked=lambda: st.session_state.update({asked: True}),
        on_done=lambda: st.session_state.pop(asked, None),
    )  # fmt: skip
    if st.session_state.get(asked):
        # Off the screen and of a size of its own, so that the picture is the same for every reader.
        st.html(f"<style>.st-key-print-{card.name} * {{ width: {size[0]}px !important; }}</style>")
        with st.container(key=f"print-{card.name}"):
            st.pydeck_chart(draw(theme="light", size=size), key=f"printed-{card.name}", width=size[0], height=size[1])
