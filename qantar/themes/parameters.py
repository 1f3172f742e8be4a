"""What the address may say of a page's cards besides the articles: each parameter, its values, and what of a card it changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from qantar.facts import articles
from qantar.themes.disagreements import cards as disagreements_cards
from qantar.themes.map import cards as map_cards
from qantar.themes.map import deck as map_deck
from qantar.themes.map import rows as map_rows
from qantar.themes.positions import cards as positions_cards
from qantar.themes.texts import texts

EVERYWHERE = ""
"""The page of a parameter that holds on all of them."""


@dataclass(frozen=True)
class Parameter:
    """What the address may say of one thing.

    ``what``: what a sentence calls its values; ``values``: each as it stands in the address and as readers see it, in order;
    ``first``: what holds if the address is silent; ``many``: whether several may be chosen, or one; ``page``: the path of
    the page that knows it; ``spellings``: what else people may write, and which value they mean.
    """

    what: str
    values: Mapping[str, str]
    first: tuple[str, ...]
    many: bool = False
    page: str = EVERYWHERE
    spellings: Mapping[str, str] = field(default_factory=dict)


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {value: name for name, value in names.items()}


def _all_of(what: str, page: str, values: Mapping[str, str]) -> Parameter:
    return Parameter(what, values, tuple(values), True, page)


_DAYS = {"all": map_cards.ALL_DAYS, **{str(day): map_cards.day_name(day) for day in map_rows.DAYS}}
REFERENCE = Parameter(
    "settings of reference data", {"true": "on", "false": "off"}, ("true",),
    spellings={"1": "true", "yes": "true", "0": "false", "no": "false"},
)  # fmt: skip
PARAMETERS: dict[str, Parameter] = {
    "view": Parameter(
        "views of the map", {map_deck.slug(view): view for view in map_deck.VIEWS}, (map_deck.slug(map_deck.FIRST),), page="map"
    ),
    "day": Parameter(
        "days of the map", _DAYS, ("all",), page="map",
        spellings={spelt: str(day) for day in map_rows.DAYS for spelt in (f"2022-01-{day:02}", f"january {day}", f"{day} jan", f"0{day}")},
    ),
    "layers": Parameter(
        "layers of the map", {map_deck.slug(layer): layer for layer in map_rows.LAYERS},
        tuple(map_deck.slug(layer) for layer in map_rows.FIRST_LAYERS), True, "map",
    ),
    "group": Parameter(
        "ways to group speakers", texts("positions")["choice"]["groups"], (positions_cards.GROUPS[0],), page="positions"
    ),
    "topic": _all_of("topics", "positions", _turned(positions_cards.TOPIC_NAMES)),
    "status": _all_of("ways to put a claim", "positions", _turned(positions_cards.STATUS_NAMES)),
    "horizon": _all_of("things that a claim is about", "positions", _turned(positions_cards.HORIZON_NAMES)),
    "claim": Parameter("words", {}, (), page="positions"),
    "kind": _all_of("kinds of entries", "disagreements", _turned(disagreements_cards.KIND_NAMES)),
    "verdict": _all_of("verdicts", "disagreements", _turned(disagreements_cards.VERDICT_NAMES)),
    "theme": Parameter("themes", disagreements_cards.THEME_NAMES, (next(iter(disagreements_cards.THEME_NAMES)),), page="disagreements"),
    "search": Parameter("words", {}, (), page="disagreements"),
}  # fmt: skip
"""What the address may say besides the articles, which the tables name, and what is free: one list for each control."""


def of_articles(sources: pd.DataFrame) -> Parameter:
    """Return the parameter of the articles in a table of sources, in their order, with all ways in which people may write them."""
    rows = articles.in_order(sources)
    rows = rows[rows["tier"] == "article"]
    named = dict(zip(rows["source"], rows["name"], strict=True))
    spelt = {
        text: key for key, cell in zip(rows["source"], rows["spellings"], strict=True) for text in articles.spelt(cell)
    }
    return Parameter("articles", named, tuple(named), True, spellings=spelt)


def of_map(view: str, day: int, layers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what the address says of a view of the map on a day (0: all) with some layers, without what holds anyway."""
    said = {
        "view": (map_deck.slug(view),),
        "day": (str(day) if day else "all",),
        "layers": tuple(map(map_deck.slug, layers)),
    }
    return {name: values for name, values in said.items() if values != PARAMETERS[name].first}


def plain(text: str) -> str:
    """Return a spelling without case, spaces and signs, to compare it with another."""
    return re.sub(r"[\W_]+", "", text.casefold())


def understood(parameter: Parameter, asked: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return what of an address is meant, in the parameter's order, and what is none of its values.

    Without anything that is meant, one value of a choice of one is the first; a choice of several is empty if that is asked.
    """
    meant = {
        plain(spelt): value
        for value, name in parameter.values.items()
        for spelt in (*(other for other, means in parameter.spellings.items() if means == value), name, value)
    }
    found = {meant[plain(text)] for text in asked if plain(text) in meant}
    alien = [text for text in asked if text.strip() and plain(text) not in meant]
    if not parameter.many:
        last = [meant[plain(text)] for text in asked if plain(text) in meant][-1:]
        return tuple(last) or parameter.first, alien
    if not asked or (alien and not found):
        return parameter.first, alien
    return tuple(value for value in parameter.values if value in found), alien


def _view(values: tuple[str, ...]) -> str:
    return PARAMETERS["view"].values[values[0]]


def _layers(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(PARAMETERS["layers"].values[value] for value in values)


def _day(values: tuple[str, ...]) -> int:
    return 0 if values[0] == "all" else int(values[0])


def _first(values: tuple[str, ...]) -> str:
    return values[0]


_SOME: dict[str, tuple[str, Callable[[tuple[str, ...]], Any]]] = {
    "topic": ("topics", tuple), "status": ("statuses", tuple), "horizon": ("horizons", tuple),
}  # fmt: skip
LOOKS: dict[str, dict[str, tuple[str, Callable[[tuple[str, ...]], Any]]]] = {
    "map": {"view": ("view", _view), "day": ("day", _day), "layers": ("layers", _layers)},
    "positions": {**_SOME, "group": ("group", _first)},
    "likeness": _SOME,
    "claims": {**_SOME, "claim": ("search", _first)},
    "ledger": {"kind": ("kinds", tuple), "verdict": ("verdicts", tuple), "search": ("search", _first)},
    "side-by-side": {"theme": ("theme", _first)},
}
"""What the address changes of a card, by the card's name: parameter → argument of what makes the card, and what it makes of the values."""


@dataclass(frozen=True)
class Look:
    """What an address says of one card: ``arguments`` of what makes it, ``asked``: the same as parameters, ``alien``: what isn't known."""

    arguments: Mapping[str, Any]
    asked: Mapping[str, Sequence[str]]
    alien: Mapping[str, Sequence[str]]


def look(name: str, said: Callable[[str], Sequence[str]]) -> Look:
    """Return what an address says of a card; ``said``: what stands there of a parameter.

    What holds anyway is in neither; so that one look has one address.
    """
    arguments, asked, alien = {}, {}, {}
    for parameter, (argument, make) in LOOKS.get(name, {}).items():
        about, texts_said = PARAMETERS[parameter], list(said(parameter))
        if about.values:
            values, unknown = understood(about, texts_said)
            if unknown:
                alien[parameter] = unknown
        else:
            values = tuple(text.strip() for text in texts_said[-1:] if text.strip())
        if values != about.first:
            arguments[argument], asked[parameter] = make(values), list(values) or [""]
    return Look(arguments, asked, alien)
