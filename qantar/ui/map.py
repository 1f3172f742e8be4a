"""The map in its card: view, layers and day, the clock that plays the days, the marks as a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import pydeck as pdk
import streamlit as st

from qantar import export, themes
from qantar.charts import words
from qantar.facts import words as facts_words
from qantar.themes import Card
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import symbols as map_symbols
from qantar.ui.card import foot, head, pick, picked
from qantar.ui.state import (
    LOOKS,
    all_tables,
    changed,
    choice,
    chosen,
    filtered,
    in_order,
    nothing,
    referenced,
    safe,
    theme,
)
from qantar.ui.window import is_narrow

DAYS = [map_cards.day_name(day) for day in (0, *map_rows.DAYS)]
BEAT = 1.6
"""Seconds for which a day is shown while the days play."""


@st.cache_resource(show_spinner=False, max_entries=40)
def _facts(chosen: tuple[str, ...], reference: bool, changed: float) -> pd.DataFrame:
    """Work out what stands on the map once for each choice of sources."""
    return map_rows.facts(filtered(True))


def show_map(silent: str) -> None:
    """Show the map with its controls; ``silent`` says what the articles are silent on if there is nothing on it."""
    facts = _facts(tuple(chosen()), referenced(), changed())
    if facts.empty:
        nothing(silent)
        return
    view, layers, day = _controls()
    card = map_cards.places(filtered(True), all_tables(True), view, day, layers, facts)
    if card is None or card.draw is None:
        return
    _seed(card)
    with st.container(key=f"chart-{card.name}", border=True):
        _clock()
        if card.rows.empty:
            _empty(facts, view, layers, day)
            _elsewhere(card, facts)
            return
        head(card)
        _elsewhere(card, facts)
        _curve(map_rows.per_day(map_rows.in_view(facts[facts["layer"].isin(layers)], view)), day)
        base = _base()
        version = f"{'&' if choice().query() else '?'}v={changed():.0f}"
        at = _at(card, facts, view, layers)
        draw = partial(card.draw, *card.arguments, query=f"{choice().query()}{version}", base=base, at=at)
        st.pydeck_chart(
            draw(theme=theme(), closer=_flown(card), anew=st.session_state.get("anew", 0),
                 clicked=st.session_state.get("clicked", ("", 0)), narrow=is_narrow()),
            key=f"plot-{card.name}", on_select=lambda: _clicked(card), height=map_deck.SCREEN[1],
            alt=words.alt(card.title, card.lines),
        )  # fmt: skip
        st.html(
            "<div class='qantar-legend'>"
            + "".join(
                f"<span><img src='{map_symbols.address(symbol, theme(), base)}' alt=''>{name}</span>"
                for name, symbol in card.legend
            )
            + "</div>"
        )
        st.button("Whole view", key="anew-button", on_click=_whole, help="Show all of the view again")
        foot(card, lambda credit: _picture(card, draw, credit, view))
    _listed(card)


def _base() -> str:
    base = st.get_option("server.baseUrlPath")
    return f"/{base}" if base else ""


def _whole() -> None:
    st.session_state["anew"] = st.session_state.get("anew", 0) + 1
    st.session_state.pop("flown", None)


def _empty(facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> None:
    """Say that nothing is on the map, and which view, layers or day has something."""
    if not layers:
        st.info("No layer is on, so the map is empty. Choose one or more above, under **Layers**.")
        return
    on = f"on {DAYS[day]} " if day else ""
    others = [
        f"[{other}](/map{_address(view=other, day=DAYS[day], layers=layers)})"
        for other in map_deck.VIEWS
        if other != view and len(map_rows.shown(facts, other, day, layers))
    ]
    more = [
        layer for layer in map_rows.LAYERS if layer not in layers and len(map_rows.shown(facts, view, day, (layer,)))
    ]
    days = [DAYS[n] for n in range(1, len(DAYS)) if day and len(map_rows.shown(facts, view, n, layers))]
    hints = [
        f"There is something in the view {facts_words.listed(others)}." if others else "",
        f"There is something in the layer{'s' if len(more) > 1 else ''} {facts_words.listed(more)}." if more else "",
        f"The first day with something is {days[0]}." if days else "",
    ]
    st.info(
        " ".join(
            [
                f"The sources chosen put nothing of these layers on the view {view} {on}".strip() + ".",
                *filter(None, hints),
            ]
        )
    )


def _address(view: str, day: str, layers: tuple[str, ...], fact: str = "") -> str:
    """Return the part of an address that shows a view on a day with some layers, under the reader's choice of sources."""
    asked: dict[str, str | list[str]] = {"view": view, "day": day, "layers": list(layers)}
    first = LOOKS["map"]
    return choice().query(
        **{name: value for name, value in asked.items() if value != first[name]}, **({"fact": fact} if fact else {})
    )


def _seed(card: Card) -> None:
    """Open what the address names, as if it had been chosen here."""
    asked, key = "|".join(st.query_params.get_all("fact")), f"pick-{card.name}"
    if asked and not st.session_state.get(key) and asked in {*card.rows[card.key], *card.groups}:
        st.session_state[key] = asked


def _elsewhere(card: Card, facts: pd.DataFrame) -> None:
    """Say where what the address names is, if it isn't in this view on this day."""
    for asked in st.query_params.get_all("fact"):
        there = facts[facts["fact"] == asked]
        if there.empty or asked in set(card.rows[card.key]):
            continue
        row = there.iloc[0]
        view = map_deck.FIRST
        day = next(
            (n for n in range(len(DAYS)) if n and row["standing"][n] in (map_rows.THAT_DAY, map_rows.PERHAPS)), 0
        )
        layers = tuple(dict.fromkeys([*map_rows.FIRST_LAYERS, row["layer"]]))
        layers = tuple(layer for layer in map_rows.LAYERS if layer in layers)
        st.info(
            f"What is open, “{safe(row['title'])}”, isn't shown here: "
            f"[see it in {view}{f' on {DAYS[day]}' if day else ''}](/map{_address(view, DAYS[day], layers, asked)})."
        )


def _controls() -> tuple[str, tuple[str, ...], int]:
    """Show the choice of view, layers and day, all of which stand in the address; return what is chosen."""
    view = st.segmented_control(
        "View", list(map_deck.VIEWS), default=map_deck.FIRST, key="view", required=True, bind="query-params"
    )
    layers = st.pills(
        "Layers", list(map_rows.LAYERS), selection_mode="multi", default=list(map_rows.FIRST_LAYERS), key="layers",
        bind="query-params", on_change=in_order, args=("layers", tuple(map_rows.LAYERS)),
    )  # fmt: skip
    left, right = st.columns([1, 7], vertical_alignment="bottom")
    with right:
        day = st.select_slider("Day of January 2022", DAYS, key="day", bind="query-params",
                               help="The arrow keys step from day to day.")  # fmt: skip
    with left:
        playing = st.session_state.get("playing", False)
        st.button("Pause" if playing else "Play", key="play", on_click=_play, width="stretch",
                  help="Show one day after another")  # fmt: skip
    return view or map_deck.FIRST, tuple(layers or ()), DAYS.index(day or DAYS[0])


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
    if not any(count.values()):
        return
    most = max(count.values())
    bars = "".join(
        f"<span class='{'now' if n == day else ''}'><b>{events or ''}</b><i style='height:{44 * events / most:.0f}px'></i>{n}</span>"
        for n, events in count.items()
    )
    said = ", ".join(f"{n} January {events}" for n, events in count.items() if events)
    heading = "Unrest and troops: events that are certain on each day"
    st.html(
        f"<div class='qantar-days-heading'>{heading}</div><div class='qantar-days' role='img' aria-label='{heading}: {said}'>{bars}</div>"
    )


def _at(card: Card, facts: pd.DataFrame, view: str, layers: tuple[str, ...]) -> tuple[float, float] | None:
    """Return where the chosen fact stands."""
    key = st.session_state.get(f"pick-{card.name}")
    if not key:
        return None
    places = filtered(True)["places"]
    stand = map_deck.placed(map_rows.marks(facts[facts["layer"].isin(layers)], places, view), view, is_narrow())
    asked = set(key.split("|"))
    found = stand[[bool(asked & set(cell.split("|"))) for cell in stand["facts"]]]
    if found.empty:
        # A movement is a line, not a mark: to its end, or to its start if only the country of its end is known.
        rows = map_rows.in_view(facts, view)
        found = map_rows.moves(rows[rows["fact"].isin(asked)], filtered(True))
        found = found.assign(vague=found["precision"].isin(map_rows.AREAS))
        found = found.assign(
            lon=found["lon"].mask(found["vague"], found["from_lon"]),
            lat=found["lat"].mask(found["vague"], found["from_lat"]),
        )
    return (float(found["lon"].iloc[0]), float(found["lat"].iloc[0])) if len(found) else None


def _flown(card: Card) -> bool:
    """Say whether the map is to be close to what is chosen: if its row was, and it has a place on the map."""
    key = st.session_state.get(f"pick-{card.name}")
    rows = card.rows[card.rows[card.key] == key]
    return bool(key) and st.session_state.get("flown") == key and not rows["precision"].isin(map_rows.AREAS).any()


def _clicked(card: Card) -> None:
    picked(card)
    st.session_state.pop("flown", None)
    layers = list(st.session_state[f"plot-{card.name}"].selection.get("objects", {}))
    if layers:
        n = st.session_state.get("clicked", ("", 0))[1]
        st.session_state["clicked"] = (layers[0], n + 1)


def _listed(card: Card) -> None:
    """Show what is on the map as a table; a row that is chosen is flown to and opened."""
    rows = card.rows
    listed = pd.DataFrame(
        {
            "When": rows["when"],
            "Kind": rows["kind_name"],
            "Where": rows["where"],
            "What": rows["text"],
            "On the day shown": rows["now"].replace("", "on this day"),
            "How exactly placed": rows["precision"].map(map_rows.EXACTNESS),
            "Who says so": rows["who"],
        }
    ).reset_index(drop=True)

    def taken() -> None:
        chosen_rows = st.session_state["table-map"].selection.rows
        if chosen_rows:
            st.session_state["flown"] = rows["fact"].iloc[chosen_rows[0]]
            pick(card, st.session_state["flown"])

    with st.container(key="table-of-map", border=True):
        st.markdown(f"##### What is on the map: {facts_words.many(len(rows), 'row')}")
        st.caption("Choose a row: the map flies to its place, if it has one, and its evidence opens below the map.")
        st.dataframe(listed, hide_index=True, key="table-map", on_select=taken, selection_mode="single-row", height=330,
                     alt="What is on the map, as a table")  # fmt: skip


def _picture(card: Card, draw: Callable[..., pdk.Deck], credit: str, view: str) -> None:
    """Show the button that saves the map, and, while the browser takes its picture, the map's print version."""
    asked = f"print-{card.name}-asked"
    around = export.texts(card.title, themes.how_to_read(card, filtered(True)), f"{credit} · {map_deck.OUTLINES}")
    size = export.map_size(around)
    legend = [(name, map_symbols.address(symbol, "light", _base())) for name, symbol in card.legend]
    export.map_button(
        card.name, themes.file_name(card, choice()), around, themes.inside(card, around.joined_credit()), legend,
        map_deck.scale_bar(view, size), map_deck.LAND["light"], map_deck.parts(draw(theme="light", size=size)),
        on_asked=lambda: st.session_state.update({asked: True}),
        on_done=lambda: st.session_state.pop(asked, None),
    )  # fmt: skip
    if st.session_state.get(asked):
        # Off the screen and of a size of its own, so that the picture is the same for every reader.
        st.html(f"<style>.st-key-print-{card.name} * {{ width: {size[0]}px !important; }}</style>")
        with st.container(key=f"print-{card.name}"):
            st.pydeck_chart(draw(theme="light", size=size), key=f"printed-{card.name}", width=size[0], height=size[1])
