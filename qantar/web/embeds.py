"""Charts that travel: a card alone, interactive and without the app, as HTML, as a figure and as rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from qantar import themes
from qantar.charts import words
from qantar.facts import edition, shared, sources, tables
from qantar.facts import words as facts_words
from qantar.themes import embedded, parameters
from qantar.themes.card import with_receipts
from qantar.themes.embedded import LAYOUTS, MAP, chart, chart_height
from qantar.web import embed_map, first
from qantar.web.asked import before, choice_of, home, values_of
from qantar.web.lines import rows_of, tables_for

Make = Callable[..., themes.Card | None]
FORMS = ("", ".json", ".csv")
NOTHING = "The chosen articles say nothing about what stands here otherwise."
WHY = "<noscript><p>The chart needs scripts; its rows in words:</p></noscript>"
UNFOLDED = (
    "<noscript><style>#chart,#frame{display:none}@supports selector(::details-content)"
    "{#rows>summary{display:none}#rows::details-content{content-visibility:visible;display:block;height:auto}}</style></noscript>"
)
"""Without scripts no hole stands in the place of a chart, and the rows are unfolded; where a browser can't, the reader unfolds them."""


@dataclass(frozen=True)
class Found:
    """A card under a choice, with the page on which it stands; without one where the chosen articles say nothing.

    ``look``: what the address says of the card besides, as parameters; ``silent``: what the chosen articles then say nothing about.
    """

    path: str
    name: str
    choice: themes.Choice
    card: themes.Card | None
    filtered: sources.Tables
    look: Mapping[str, Sequence[str]]
    silent: str

    def query(self, **more: str | Sequence[str]) -> str:
        """Return the part of an address that says what is chosen and how the card looks; ``more``: other parameters."""
        return self.choice.query(**self.look, **more)

    @property
    def title(self) -> str:
        """What the card says, or, where the chosen articles say nothing, who says nothing about what."""
        if self.card is not None:
            return self.card.title
        chosen, page = self.choice.chosen, first.name_of(self.path)
        if not chosen:
            return f"{page}: no article is chosen"
        who = "the articles" if list(chosen) == list(self.choice.every) else facts_words.names(chosen)
        said = f"say{'s' if len(chosen) == 1 and len(self.choice.every) > 1 else ''} nothing"
        return f"{page}: {who} {said} about {self.silent or 'what stands here otherwise'}"


@lru_cache(maxsize=2)
def cards(changed: float, _folder: str) -> dict[str, tuple[str, Make]]:
    """Return the cards of all pages by their names: the page's path, and what makes the card."""
    every = sources.keys(shared.everything(changed)["sources"])
    everything = themes.Choice(every, every, edition.edition().day)
    found: dict[str, tuple[str, Make]] = {}
    for path, makers in themes.PAGES.items():
        for make in makers:
            card = make(*tables_for(everything, changed))
            if card is not None:
                found[card.name] = path, make
    return found


def known() -> dict[str, tuple[str, Make]]:
    """Return the cards of all pages, by their names."""
    return cards(tables.changed(), str(shared.folder()))


@lru_cache(maxsize=100)
def _named_so(name: str) -> tuple[tuple[str, Make], ...]:
    """Return what may make a card of this name: most functions are called like their cards."""
    return tuple(
        (path, make)
        for path, makers in themes.PAGES.items()
        for make in makers
        if make.__name__ == name.replace("-", "_")
    )


def _guessed(name: str, choice: themes.Choice, changed: float) -> tuple[str, Make] | None:
    """Find a card without making all of them."""
    everything = themes.Choice(choice.every, choice.every, choice.day)
    for path, make in _named_so(name):
        card = make(*tables_for(everything, changed))
        if card is not None and card.name == name:
            return path, make
    return None


def found_by(request: Request) -> Found | Response:
    """Return the card that is asked for; or the answer if there is none of that name, or the filter isn't known."""
    changed, name = tables.changed(), request.path_params["card"].casefold()
    choice, error = choice_of(request, shared.everything(changed))
    if choice is None:
        return error or Response(status_code=400)
    with shared.WORKING:
        place = _guessed(name, choice, changed) or known().get(name)
        if place is None:
            return missing(request)
        path, make = place
        look = parameters.look(name, partial(values_of, request))
        if look.alien:
            return _alien(look)
        filtered, whole = tables_for(choice, changed)
        steady = themes.Choice(choice.chosen, choice.every, edition.edition().day, choice.reference)
        # As on its page: reference data alone is nothing that an article says.
        card = make(filtered, whole, **look.arguments) if choice.chosen else None
        return Found(path, name, steady, card, filtered, look.asked, themes.silent(make))


def _alien(look: parameters.Look) -> Response:
    """Answer an address that asks for what a parameter doesn't know."""
    name, asked = next(iter(look.alien.items()))
    known = list(parameters.PARAMETERS[name].values)
    return JSONResponse({"error": f"There is no {name} {', '.join(asked)}.", name: known}, 400)


def missing(request: Request) -> Response:
    """Answer an address below ``/embed/`` that leads to nothing, with the cards that there are."""
    asked = request.url.path.split("/embed/", 1)[-1]
    addresses = [f"{name}{form}" for name in known() for form in FORMS]
    return JSONResponse({"error": f"There is no card {asked}.", "cards": addresses}, 404)


Answer = Callable[[Request, Found, themes.Card], Response]


def _of_card(silent: Callable[[Request, Found], Response]) -> Callable[[Answer], Callable[[Request], Response]]:
    """Return a decorator of what answers for a card; ``silent`` answers where the chosen articles say nothing."""

    def around(answer: Answer) -> Callable[[Request], Response]:
        @wraps(answer)
        def answered(request: Request) -> Response:
            found = found_by(request)
            if isinstance(found, Response):
                return found
            return silent(request, found) if found.card is None else answer(request, found, found.card)

        return answered

    return around


def _silent(request: Request, found: Found) -> Response:
    error = NOTHING if found.choice.chosen else first.NO_ARTICLE
    return JSONResponse({"error": error, "source": list(found.choice.chosen), **found.look}, 404)


def _about(found: Found, card: themes.Card) -> dict[str, str]:
    return {
        "title": card.title,
        "subtitle": card.subtitle,
        "credit": themes.credit(card, found.filtered, found.choice),
        "data": edition.name(),
        "licence": words.COPYRIGHT,
    }


@_of_card(_silent)
def figure(request: Request, found: Found, card: themes.Card) -> Response:
    """Answer ``/embed/<card>.json``: the figure, for Plotly; ``layout=medium`` and ``narrow`` lay it out for less width."""
    asked = request.query_params.get("layout", LAYOUTS[0])
    if asked not in LAYOUTS:
        return JSONResponse({"error": f"There is no layout {asked}.", "layouts": LAYOUTS}, 400)
    if found.name == MAP:
        address = home(request, before(request, "/embed/"))
        laid = embed_map.spec(card, found.choice, address, asked if asked in embed_map.LAYOUTS else LAYOUTS[0])
        return JSONResponse({**laid, "meta": {**laid["meta"], **_about(found, card)}})
    drawn = chart(card, asked)
    if drawn is None:
        error = f"The card {found.name} has no chart of this kind; its rows are at {found.name}.csv."
        return JSONResponse({"error": error}, 404)
    about = json.loads(drawn.to_json())
    about["layout"]["meta"] = _about(found, card)
    return JSONResponse(about)


@_of_card(_silent)
def rows(request: Request, found: Found, card: themes.Card) -> Response:
    """Answer ``/embed/<card>.csv``: the rows of a card, each with the passages that it rests on."""
    text = tables.to_csv(with_receipts(card, found.filtered))
    named = f'inline; filename="{themes.file_name(card, found.choice)}.csv"'
    return Response(text, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": named})


def _places(request: Request, found: Found) -> tuple[str, str]:
    """Return the address of the dashboard, and of the card on its page."""
    address = home(request, before(request, "/embed/"))
    return address, f"{address}/{found.path}{found.query()}#{found.name}"


def _silent_embed(request: Request, found: Found) -> Response:
    address, page = _places(request, found)
    said = f"<h1>{escape(found.title)}</h1><p>{NOTHING if found.choice.chosen else first.NO_ARTICLE}</p>"
    filtered = first.named(found.choice) or found.choice.words()
    credit = f"Filter: {filtered} · {facts_words.day(found.choice.day)} · Qantar, CC BY 4.0 · data {edition.name()}"
    return HTMLResponse(_html(found.title, said, page, credit, _offered(address, found)))


@_of_card(_silent_embed)
def embed(request: Request, found: Found, card: themes.Card) -> Response:
    """Answer ``/embed/<card>``: the card alone. Parameters as for ``/data``, and as for the card on its page."""
    (address, page), query, about = _places(request, found), found.query(), _about(found, card)
    drawn = chart(card, "medium")
    lines = rows_of(card, found.filtered, found.choice.every)
    listed = "".join(f"<li>{_line(found, *line)}</li>" for line in lines)
    listed = f"<ul>{listed}</ul>"
    folded = f"{WHY}<details id=rows><summary>The rows in words</summary>{listed}</details>"
    if drawn is not None:
        others = {layout: f"{found.name}.json{found.query(layout=layout)}" for layout in ("wide", "narrow")}
        opens = "" if card.key == "source" else f"../{found.path}{query}"
        inside = (
            f'<div id=chart role=img aria-label="{escape(words.alt(card.title, card.lines))}" data-card="{found.name}" '
            f'data-layouts="{escape(json.dumps(others))}" data-widths="{escape(json.dumps(embedded.breaks(card)))}" '
            f'data-opens="{escape(opens)}" style="height:{chart_height(drawn)}px"></div>'
            f"{folded}"
            f"<script type=application/json id=figure>{drawn.to_json().replace('<', chr(92) + 'u003c')}</script>"
            f"<script src=../assets/plotly.js></script><script>{_file('embed.js')}</script>"
        )
    elif found.name == MAP:
        scripts = f"{embed_map.hand()}\n{_file('embed_map.js')}"
        inside = embed_map.inside(card, found.choice, tables.changed(), f"../{found.path}{query}", scripts) + folded
    else:
        inside = listed
    head = f"<h1>{escape(card.title)}</h1><p id=subtitle>{escape(card.subtitle)}</p>"
    return HTMLResponse(_html(card.title, head + inside, page, _credit(about), _offered(address, found)))


def _credit(about: Mapping[str, str]) -> str:
    return f"{about['credit']} · data {about['data']}"


def _html(title: str, inside: str, page: str, credit: str, offered: str) -> str:
    said = f"{escape(credit)} · " if credit else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · Qantar</title>'
        f'<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="canonical" href="{escape(page)}">{offered}'
        f"<style>{_file('embed.css')}</style>{UNFOLDED}</head><body><main>{inside}"
        f'<p class=credit id=credit>{said}<a href="{escape(page)}" target="_blank" rel="noopener">Open in Qantar</a></p>'
        "</main></body></html>"
    )


def _offered(address: str, found: Found) -> str:
    own = urlencode({"url": f"{address}/embed/{found.name}{found.query()}"})
    return f'<link rel="alternate" type="application/json+oembed" href="{escape(f"{address}/oembed?{own}")}">'


def _line(found: Found, text: str, fact: str, who: str) -> str:
    address = f"../{found.path}{escape(found.query(fact=fact))}"
    linked = f'<a href="{address}" target="_blank" rel="noopener">{escape(text)}</a>' if fact else escape(text)
    return f"{linked} <small>{escape(who)}</small>"


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return (first.HERE / name).read_text(encoding="utf-8")


def height(found: Found, card: themes.Card, width: int) -> int:
    """Return how high the embed of a card is at a width, in pixels."""
    rows = [f"{text} {who}" for text, _, who in rows_of(card, found.filtered, found.choice.every)]
    return embedded.height(card, _credit(_about(found, card)), rows, width)
