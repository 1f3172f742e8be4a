"""The map alone, without the app: drawn by the script that comes with pydeck, with its days and views as links."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from qantar.charts import words
from qantar.facts import tables
from qantar.themes import Card, Choice, embedded
from qantar.themes.map import cards, deck, symbols, unlocated
from qantar.themes.map import shared as map_shared
from qantar.themes.parameters import PARAMETERS, of_map
from qantar.themes.texts import texts
from qantar.web.lines import tables_for

LAYOUTS = {"wide": False, "narrow": True}
"""How a map is laid out, and whether that is for a narrow window."""


def spec(card: Card, choice: Choice, base: str, layout: str = "wide") -> dict[str, Any]:
    """Return the map of a card as deck.gl reads it (its JSON); ``base``: what the addresses of its marks begin with.

    ``meta`` isn't deck.gl's: ``tooltip``, whose {names} are those of a mark; ``facts`` that are seen; ``size``, the width and
    height in pixels for which it is laid out.
    """
    assert card.draw  # noqa: S101 - a map is always drawn
    narrow, (view, day, _) = LAYOUTS[layout], card.arguments
    query = choice.query(v=f"{tables.changed():.0f}")
    drawn = card.draw(*card.arguments, query=query, theme="light", base=base, narrow=narrow)
    tooltip = deck.TOOLTIP["html"].replace("{what}", f"{{w{day}}}")  # type: ignore[attr-defined]
    about = {"tooltip": tooltip, "facts": sorted(set(card.rows[card.key])), "size": deck.screen(view, narrow)}
    return {**json.loads(drawn.to_json()), "meta": about}


def inside(card: Card, choice: Choice, changed: float, opens: str, hand: str) -> str:
    """Return the map with what is around it as HTML; ``opens``: the address of its page, ``hand``: scripts that go with it.

    Without scripts the days and views are links, and the rows that follow say what the map would show.
    """
    view, day, layers = card.arguments
    drawn = {layout: spec(card, choice, "..", layout) for layout in LAYOUTS}
    filtered, _ = tables_for(choice, changed)
    facts = map_shared.facts(tuple(choice.chosen), choice.reference, changed)
    listed = cards.listed(filtered, facts, view, day, layers) or []
    figure = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    width, height = deck.screen(view)
    return (
        f"{_links('views', 'View', 'view', choice, card)}<div id=frame>"
        f'<div id=map role=img aria-label="{escape(words.alt(card.title, card.lines))}" '
        f'data-card="{card.name}" data-opens="{escape(opens)}" data-narrow={embedded.LAYOUT_OF_MAP} '
        f'data-highest={deck.SCREEN[1]} style="aspect-ratio:{width}/{height}"></div></div>'
        f"<p id=no-map hidden>{escape(texts('map')['no_webgl'])}</p>{_legend(card)}{_unlocated(listed, view, opens)}"
        f"{_links('days', 'January', 'day', choice, card)}"
        f"<script type=application/json id=figure>{figure}</script>"
        f"<script src=../assets/deck.js defer></script><script type=module>{hand}</script>"
    )


@cache
def hand() -> str:
    """Return the script of what a hand does on a map, which the page of the map has too."""
    return Path(cards.__file__).with_name("hand.js").read_text(encoding="utf-8")


def _links(key: str, label: str, parameter: str, choice: Choice, card: Card) -> str:
    """Return the values of a parameter as links to the same card; the one that holds is marked."""
    now, about, made = of_map(*card.arguments), PARAMETERS[parameter], []
    for value, name in about.values.items():
        other = {**now, parameter: (value,)}
        # In the order of the parameters, so that one look has one address.
        more = {what: other[what] for what in PARAMETERS if what in other and other[what] != PARAMETERS[what].first}
        short = name.removesuffix(" January")
        current = " aria-current=true" if now.get(parameter, about.first) == (value,) else ""
        said = f' aria-label="{escape(name)}"' if short != name else ""
        made.append(f'<a href="{card.name}{escape(choice.query(**more))}"{said}{current}>{escape(short)}</a>')
    return f"<nav id={key} aria-label={label}>{''.join(made)}</nav>"


def _legend(card: Card) -> str:
    told = (
        f'<span><img src="{symbols.address(symbol, "light", "..")}" alt="" width=16 height=16>{escape(name)}</span>'
        for name, symbol in card.legend
    )
    return f"<p id=legend>{''.join(told)}</p>"


def _unlocated(listed: Sequence[Mapping[str, Any]], view: str, opens: str) -> str:
    """Return what has no place on the map, each with its symbols and the facts that it opens."""
    sign = "&" if "?" in opens else "?"
    told = []
    for line in listed:
        marks = "".join(
            f'<img src="{symbols.address(mark, "light", "..")}" alt="" width=14 height=14>'
            for mark, *_ in line["marks"]
        )
        to = opens + sign + "&".join(f"fact={fact}" for fact in line["facts"])
        title, name = escape(line["about"]), escape(line["name"])
        link = f'<a href="{escape(to)}" target="_blank" rel="noopener" title="{title}">{name}</a>'
        told.append(f"<span>{marks}{link}</span>")
    heading = unlocated.heading(view)
    return f"<p id=unlocated>{f'{escape(heading)}: ' if told else ''}{' '.join(told)}</p>"
