"""The map in its card: view, layers and day, the clock that plays the days, the marks as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

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
from qantar.themes.map import shared as map_shared
from qantar.themes.map import symbols as map_symbols
from qantar.ui import address
from qantar.ui.browser import is_narrow
from qantar.ui.card import as_table, foot, head, picked, plot_key
from qantar.ui.state import all_tables, changed, choice, chosen, filtered, nothing, referenced, theme
from qantar.ui.table import table

DAYS = [map_cards.day_name(day) for day in (0, *map_rows.DAYS)]
ALL = "all"
"""What the address says of all days, which it needn't."""
ASKED = "print-map-asked"
BEAT = 1.6
"""Seconds for which a day is shown while the days play."""


def show_map(silent: str) -> None:
    """Show the map with its controls; ``silent`` says what the articles are silent on if there is nothing on it."""
    facts = map_shared.facts(tuple(chosen()), referenced(), changed())
    if facts.empty:
        nothing(silent)
        return
    # The answer first: the map stands above what chooses its view, layers and day, which have to be known before it is drawn.
    above = st.container()
    view, layers, day = _controls()
    card = map_cards.places(filtered(True), all_tables(True), view, day, layers, facts)
    if card is None or card.draw is None:
        return
    with above, st.container(key=f"card-{card.name}"):
        _clock()
        if card.rows.empty:
            _empty(facts, view, layers, day)
            _elsewhere(card, facts)
            return
        head(card)
        _elsewhere(card, facts)
        if as_table(card):
            st.html(table(card, filtered(True)))
        else:
            draw = _drawer(card, facts, view, layers)
            st.pydeck_chart(
                draw(theme=theme(), closer=_flown(card), anew=st.session_state.get("anew", 0),
                     clicked=st.session_state.get("clicked", ("", 0)), narrow=is_narrow()),
                key=plot_key(card), on_select=lambda: _clicked(card), height=map_deck.SCREEN[1],
                alt=words.alt(card.title, card.lines),
            )  # fmt: skip
            st.html(
                "<div class='qantar-legend'>"
                + "".join(
                    f"<span><img src='{map_symbols.address(symbol, theme(), address.base())}' alt=''>{name}</span>"
                    for name, symbol in card.legend
                )
                + "</div>"
            )
            _curve(map_rows.per_day(map_rows.in_view(facts[facts["layer"].isin(layers)], view)), day)
            st.button(
                "Whole view", key="anew-button", on_click=_whole, type="tertiary", help="Show all of the view again"
            )
        st.session_state["map-shown"] = (card, facts, view, layers)
        foot(card, _picture_button, _printed)


def _drawer(card: Card, facts: pd.DataFrame, view: str, layers: tuple[str, ...]) -> Callable[..., pdk.Deck]:
    """Return what draws the map of a card, for the screen or for print."""
    assert card.draw  # noqa: S101 - a map is always drawn
    version = f"{'&' if choice().query() else '?'}v={changed():.0f}"
    at = _at(card, facts, view, layers)
    return partial(card.draw, *card.arguments, query=f"{choice().query()}{version}", base=address.base(), at=at)


def _whole() -> None:
    st.session_state["anew"] = st.session_state.get("anew", 0) + 1


def _empty(facts: pd.DataFrame, view: str, layers: tuple[str, ...], day: int) -> None:
    """Say that nothing is on the map, and which view, layers or day has something."""
    if not layers:
        st.info("No layer is on, so the map is empty. Choose one or more below, under **Layers**.")
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
    asked = {
        "view": (map_deck.slug(view),), "day": (str(day) if day else ALL,), "layers": tuple(map_deck.slug(layer) for layer in layers),
    }  # fmt: skip
    more = {name: values for name, values in asked.items() if values != address.PARAMETERS[name].first}
    return address.there("map", **more, **({"fact": (fact,)} if fact else {}))


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


def _controls() -> tuple[str, tuple[str, ...], int]:
    """Show the choice of view, layers and day, all of which stand in the address; return what is chosen."""
    view = address.one("View", "view", st.segmented_control)
    layers = address.pills("Layers", "layers")
    left, right = st.columns([1, 7], vertical_alignment="bottom")
    with right:
        days = address.PARAMETERS["day"].values
        day = st.select_slider("Day of January 2022", list(days), key="day", format_func=days.__getitem__,
                               on_change=address.write, args=("day",), help="The arrow keys step from day to day.")  # fmt: skip
    with left:
        playing = st.session_state.get("playing", False)
        st.button("Pause" if playing else "Play", key="play", on_click=_play, width="stretch",
                  help="Show one day after another")  # fmt: skip
    named = address.PARAMETERS["view"].values, address.PARAMETERS["layers"].values
    return named[0][view], tuple(named[1][layer] for layer in layers), 0 if day == ALL else int(day)


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
    """Return where the fact stands that the address names."""
    asked = set(address.asked("fact"))
    if not asked:
        return None
    places = filtered(True)["places"]
    stand = map_deck.placed(map_rows.marks(facts[facts["layer"].isin(layers)], places, view), view, is_narrow())
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
    return export.texts(card.title, themes.how_to_read(card, filtered(True)), f"{credit} · {map_deck.OUTLINES}")


def _picture_button() -> None:
    """Show the button that saves the map that is shown."""
    card, facts, view, layers = st.session_state["map-shown"]
    around, draw = _around(card), _drawer(card, facts, view, layers)
    size = export.map_size(around)
    legend = [(name, map_symbols.address(symbol, "light", address.base())) for name, symbol in card.legend]
    export.map_button(
        card.name, themes.file_name(card, choice()), around, themes.inside(card, around.joined_credit()), legend,
        map_deck.scale_bar(view, size), map_deck.LAND["light"], map_deck.parts(draw(theme="light", size=size)),
        on_asked=lambda: st.session_state.update({ASKED: True}),
        on_done=lambda: st.session_state.pop(ASKED, None),
    )  # fmt: skip


def _printed() -> None:
    """Show the map's print version off the screen while the browser takes its picture."""
    if not st.session_state.get(ASKED):
        return
    card, facts, view, layers = st.session_state["map-shown"]
    size = export.map_size(_around(card))
    # Off the screen and of a size of its own, so that the picture is the same for every reader.
    st.html(f"<style>.st-key-print-{card.name} * {{ width: {size[0]}px !important; }}</style>")
    with st.container(key=f"print-{card.name}"):
        st.pydeck_chart(_drawer(card, facts, view, layers)(theme="light", size=size), key=f"printed-{card.name}", width=size[0],
                        height=size[1])  # fmt: skip


def hidden_picture() -> None:
    """Put the map's button on the page for the file of the whole page, which presses it unseen."""
    if "map-shown" in st.session_state and not st.session_state.get("download-map"):
        with st.container(key="print-button"):
            _picture_button()
        _printed()
