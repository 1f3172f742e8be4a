"""The map in its card: view, layers and day, the clock that plays the days, the marks as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import pandas as pd
import pydeck as pdk
import streamlit as st

from qantar import export, themes
from qantar.facts import citations
from qantar.facts import words as facts_words
from qantar.themes import Card
from qantar.themes.fitting import GENERAL
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.map import shared as map_shared
from qantar.themes.map import symbols as map_symbols
from qantar.themes.parameters import PARAMETERS, of_map
from qantar.themes.texts import texts
from qantar.ui import address, map_parts, map_shown
from qantar.ui.browser import width
from qantar.ui.card import anew, as_table, foot, head, picked, plot_key
from qantar.ui.state import changed, choice, chosen, filtered, nothing, referenced, safe, theme
from qantar.ui.table import table

DAYS = [map_cards.day_name(day) for day in (0, *map_rows.DAYS)]
ALL = "all"
"""What the address says of all days, which it needn't."""
ASKED = "print-map-asked"
BEAT = 1.6
"""Seconds for which a day is shown while the days play."""


def show_map(silent: str) -> None:
    """Show the map with its controls; ``silent`` says what the articles are silent on if there is nothing on it."""
    facts = map_shown.facts()
    view, layers, day = _asked()
    about = texts("map")
    card, said = map_shown.told(view, layers, day)
    with st.container(key="heading"):
        st.markdown(" ".join(filter(None, [safe(about["question"]), f"**{safe(said)}**" if said else ""])))
    if card is None or card.draw is None:
        nothing(silent)
        return
    with st.container(key=f"card-{card.name}"):
        _clock()
        if card.rows.empty:
            _empty(facts, view, layers, day)
            _elsewhere(card, facts)
            _choose(layers, about["hint"])
            _days(day)
            return
        head(card)
        _elsewhere(card, facts)
        _choose(layers, about["hint"])
        if as_table(card):
            _days(day)
            st.html(table(card, filtered(True)))
        else:
            _on_map(card, facts, view, layers, day)
        st.session_state["map-shown"] = (card, facts, view, layers, day)
        foot(card, _picture_button, _printed)


def _narrow() -> bool:
    """Say whether the map is the one for a narrow window: the other is laid out for 780 pixels."""
    return width() < GENERAL


def _keep_shape(card: Card, view: str) -> None:
    """Make the map anew if it gets another size: while it grows or shrinks the browser would go on to look where it did before."""
    shape = map_deck.screen(view, _narrow())
    if st.session_state.get("map-shape", shape) != shape:
        anew(card.name)
    st.session_state["map-shape"] = shape


def _on_map(card: Card, facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> None:
    """Show the map, beside or below it what has no place, and below both legend and days."""
    lines = map_shown.listed(view, layers, day)
    _keep_shape(card, view)
    with st.container(key="map-frame", horizontal=not _narrow(), gap="small"):
        with st.container(key="map-canvas", gap=None):
            can = map_parts.hand()
            if can:
                draw = _drawer(card, facts, view, layers, day)
                st.pydeck_chart(
                    draw(theme=theme(), closer=_flown(card), anew=st.session_state.get("anew", 0),
                         clicked=st.session_state.get("clicked", ("", 0)), narrow=_narrow()),
                    key=plot_key(card), on_select=lambda: _clicked(card), height=map_deck.screen(view, _narrow())[1],
                    # The button that makes the map fill the screen is called by it: the marks are read in the table.
                    alt=f"Map: {card.title}; the table has {facts_words.many(len(card.lines), 'mark')}",
                )  # fmt: skip
            map_parts.no_webgl(can)
            if not can:
                st.html(table(card, filtered(True)))
        if lines is not None and can:
            map_parts.unlocated(lines, view)
    if can:
        map_parts.legend(card)
    _days(day)


def _drawer(card: Card, facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> Callable[..., pdk.Deck]:
    """Return what draws the map of a card, for the screen or for print."""
    assert card.draw  # noqa: S101 - a map is always drawn
    version = f"{'&' if choice().query() else '?'}v={changed():.0f}"
    at = _at(facts, view, layers, day)
    return partial(card.draw, *card.arguments, query=f"{choice().query()}{version}", base=address.base(), at=at)


def _empty(facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> None:
    """Say that nothing is on the map, and which view, layers or day has something."""
    if not layers:
        st.info("No layer is on, so the map is empty. Choose one or more under **Layers**.")
        return
    on = f"on {DAYS[day]} " if day else ""
    others = [
        address.anchor(other, _there(other, day, layers))
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
    said = f"The sources chosen put nothing of these layers on the view {view} {on}".strip()
    st.html(f"<p>{' '.join([f'{said}.', *filter(None, hints)])}</p>")


def _there(view: str, day: int, layers: Sequence[str], fact: str = "") -> str:
    """Return the address that shows a view on a day with some layers, under the reader's choice of sources."""
    return address.there("map", **of_map(view, day, layers), **({"fact": (fact,)} if fact else {}))


def _elsewhere(card: Card, facts: pd.DataFrame) -> None:
    """Say where what the address names is, if it isn't in this view on this day."""
    for asked in address.asked("fact"):
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
        see = f"see it in {view}{f' on {DAYS[day]}' if day else ''}"
        st.html(
            f"<p>What is open, “{escape(row['title'])}”, isn't shown here: {address.anchor(see, _there(view, day, layers, asked))}.</p>"
        )


def _asked() -> tuple[str, tuple[str, ...], int]:
    """Return view, layers and day, which the controls hold before they are shown: the answer and the map stand above them."""
    views, layers = (PARAMETERS[name].values for name in ("view", "layers"))
    day = st.session_state["day"]
    return (
        views[st.session_state["view"]],
        tuple(layers[layer] for layer in layers if layer in (st.session_state["layers"] or ())),
        0 if day == ALL else int(day),
    )


def _choose(layers: tuple[str, ...], hint: str) -> None:
    """Show the choice of the view and, one click away, of the layers."""
    with st.container(horizontal=True, vertical_alignment="center", key="map-choice", gap="small"):
        address.one("View", "view", st.segmented_control, label_visibility="collapsed")
        named = facts_words.listed([layer.lower() for layer in layers])
        with st.popover(f"Layers: {named if 0 < len(layers) < 4 else f'{len(layers)} of {len(map_rows.LAYERS)}'}", type="tertiary",
                        key="map-layers"):  # fmt: skip
            address.pills("Layers", "layers")
        st.caption(safe(hint), width="content")


def _days(day: int) -> None:
    """Show how widespread the unrest was on each day, and the choice of the day under it."""
    left, right = st.columns([1.3, 8], vertical_alignment="bottom")
    with left:
        map_parts.bars_heading()
        playing = st.session_state.get("playing", False)
        st.button("Pause" if playing else "Play", key="play", on_click=_play, width="stretch",
                  help="Show one day after another")  # fmt: skip
    with right, st.container(key="map-days", gap=None):
        map_parts.bars(day)
        days = PARAMETERS["day"].values
        st.select_slider("Day of January 2022", list(days), st.session_state["day"], key="day", format_func=days.__getitem__,
                         on_change=address.write, args=("day",), label_visibility="collapsed")  # fmt: skip


def _play() -> None:
    """Start or stop the clock; at the end it starts anew."""
    st.session_state["playing"] = not st.session_state.get("playing", False)
    if st.session_state["playing"] and st.session_state.get("day") in (ALL, str(map_rows.DAYS[-1])):
        address.put(day=["1"])


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
    day = st.session_state.get("day", ALL)
    at = 0 if day == ALL else int(day)
    if at + 1 < len(DAYS):
        address.put(day=[str(at + 1)])
    if at + 2 >= len(DAYS):
        st.session_state["playing"] = False
    st.rerun()


def _at(facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> tuple[float, float, int, int] | None:
    """Return where the fact stands that the address names, and how far its mark stands beside that."""
    asked = set(address.asked("fact"))
    if not asked:
        return None
    laid = map_shared.laid(view, _narrow(), layers, tuple(chosen()), referenced(), changed())
    for one in laid["records"]:
        if asked & set(one["facts"].split("|")):
            return *one["p"], *one["o"][day]
    # A movement is a line, not a mark: to its end, or to its start if only the country of its end is known.
    for one in laid["moves"] if view != map_rows.CITY else ():
        if asked & set(one["facts"].split("|")):
            return *(one["path"][-1] if one["whole"] else one["path"][0]), 0, 0
    return None


def _flown(card: Card) -> bool:
    """Say whether the map is to be close to what is open: if it wasn't clicked on the map, and has a place there."""
    rows = card.rows[card.rows[card.key].isin(address.asked("fact"))]
    return len(rows) == 1 and "clicked-on" not in st.session_state and not rows["precision"].isin(map_rows.AREAS).any()


def _clicked(card: Card) -> None:
    layers = list(st.session_state[plot_key(card)].selection.get("objects", {}))
    picked(card)
    if layers:
        n = st.session_state.get("clicked", ("", 0))[1]
        st.session_state["clicked"] = (layers[0], n + 1)


def _around(card: Card) -> export.Texts:
    credit = themes.credit(card, filtered(True), choice())
    return export.fit_texts(
        card.title, themes.how_to_read(card, filtered(True), 108), f"{credit} · {map_deck.OUTLINES}"
    )


def _picture_button() -> None:
    """Show the button that saves the map that is shown."""
    card, facts, view, layers, day = st.session_state["map-shown"]
    around, draw = _around(card), _drawer(card, facts, view, layers, day)
    size = export.map_size(map_deck.SCREEN)
    legend = [(name, map_symbols.address(symbol, "light", address.base())) for name, symbol in card.legend]
    listed = map_shown.listed(view, layers, day) or []
    heading = map_parts.heading(view) if listed else ""
    lines = [
        (line["name"], [map_symbols.address(mark, "light", address.base()) for mark, *_ in line["marks"]])
        for line in listed
    ]
    export.map_button(
        card.name, themes.file_name(card, choice()), around, citations.stamped(themes.inside(card, around.joined_credit())),
        legend, (heading, lines),
        map_deck.scale_bar(view, size), map_deck.LAND["light"], size, map_deck.parts(draw(theme="light", size=size)),
        texts("map")["no_picture"],
        on_asked=lambda: st.session_state.update({ASKED: True}),
        on_done=lambda: st.session_state.pop(ASKED, None),
    )  # fmt: skip


def _printed() -> None:
    """Show the map's print version off the screen while the browser takes its picture."""
    if not st.session_state.get(ASKED):
        return
    card, facts, view, layers, day = st.session_state["map-shown"]
    size = export.map_size(map_deck.SCREEN)
    # Off the screen and of a size of its own, so that the picture is the same for every reader.
    st.html(f"<style>.st-key-print-{card.name} * {{ width: {size[0]}px !important; }}</style>")
    with st.container(key=f"print-{card.name}"):
        draw = _drawer(card, facts, view, layers, day)
        st.pydeck_chart(draw(theme="light", size=size), key=f"printed-{card.name}", width=size[0], height=size[1])


def hidden_picture() -> None:
    """Put the map's button on the page for the file of the whole page, which presses it unseen."""
    if "map-shown" in st.session_state and not st.session_state.get("download-map"):
        with st.container(key="print-button"):
            _picture_button()
        _printed()
