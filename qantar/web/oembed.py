"""oEmbed: how an editor's system finds out what to show of an address (oembed.com)."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar import themes
from qantar.facts import edition, tables
from qantar.themes.parameters import PARAMETERS
from qantar.web import embeds, first
from qantar.web.asked import before, home

WIDTH, AROUND = 720, 190
"""Width of an embed unless the editor wants another, and the height of what stands around its chart, in pixels."""
LIST = 480
"""The height of an embed without a chart."""


def oembed(request: Request) -> Response:
    """Answer ``/oembed?url=``: how an editor's system shows an embed, a card of a page (``#card``) or a page's lead chart."""
    if request.query_params.get("format", "json") != "json":
        return JSONResponse({"error": "Only format=json is answered."}, 501)
    address, asked = home(request, before(request, "/oembed")), urlsplit(request.query_params.get("url", ""))
    own, known = urlsplit(address), embeds.known()
    below = asked.path.removeprefix(own.path).strip("/")
    place, _, name = below.rpartition("/")
    if place != "embed":
        leads = {path: name for name, (path, make) in known.items() if make is themes.PAGES[path][0]}
        name = unquote(asked.fragment) if unquote(asked.fragment) in known else leads.get(below, "")
    if asked.netloc != own.netloc or name not in known or place not in ("", "embed"):
        error = "No chart of this dashboard stands at this address; give a page's, or a card's below /embed/."
        return JSONResponse({"error": error, "cards": list(known)}, 404)
    wanted = [
        pair
        for pair in parse_qsl(asked.query, keep_blank_values=True)
        if pair[0] in ("source", "reference", *PARAMETERS)
    ]
    scope = {**request.scope, "query_string": urlencode(wanted).encode(), "path_params": {"card": name}}
    found = embeds.found_by(Request(scope))
    if isinstance(found, Response):
        return found
    title = found.card.title if found.card else name
    drawn = embeds.height(found.card) if found.card else 0
    width = _limited(request.query_params, "maxwidth", WIDTH)
    height = _limited(request.query_params, "maxheight", drawn + AROUND if drawn else LIST)
    source = f"{address}/embed/{name}{found.query()}"
    about: dict[str, Any] = {
        "version": "1.0", "type": "rich", "title": title, "author_name": "The Qantar authors", "provider_name": "Qantar",
        "provider_url": f"{address}/", "cache_age": 3600, "width": width, "height": height,
        "html": f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>',
    }  # fmt: skip
    lead = not found.look and known[name][1] is themes.PAGES[found.path][0] and found.path not in first.PICTURED
    if lead and first.first(found.path, found.choice, tables.changed()).pictured:
        about |= {"thumbnail_url": f"{address}/preview/{first.name_of(found.path).lower()}.png?v={edition.name()}"}
        about |= {"thumbnail_width": first.SIZE[0], "thumbnail_height": first.SIZE[1]}
    return JSONResponse(about)


def _limited(asked: QueryParams, name: str, usual: int) -> int:
    """Return a length, of at most what is asked for."""
    text = asked.get(name, "")
    return min(usual, int(text)) if text.isascii() and text.isdecimal() and int(text) > 0 else usual
