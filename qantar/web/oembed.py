"""oEmbed: how an editor's system finds out what to show of an address (oembed.com)."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar import themes
from qantar.facts import shared, tables
from qantar.themes import parameters
from qantar.web import embeds, first, previews
from qantar.web.asked import before, home, page_of, shown, values_of

WIDTH, SILENT = 720, 240
"""Width of an embed unless the editor wants another, and height of one that says that there is nothing to show, in pixels."""
EMBED = "embed"
"""The folder of the embeds."""
PORTS = {"http": 80, "https": 443}


def oembed(request: Request) -> Response:
    """Answer ``/oembed?url=``: how an editor's system shows an embed, a card of a page (``#card``) or a page's lead chart."""
    if request.query_params.get("format", "json") != "json":
        return JSONResponse({"error": "Only format=json is answered."}, 501)
    address = home(request, before(request, "/oembed"))
    own, asked = _split(address), _split(request.query_params.get("url", ""))
    place, name = _place(own, asked) if own and asked else ("", "")
    if not asked or not name:
        error = "No chart of this dashboard stands at this address; give a page's, or a card's below /embed/."
        return JSONResponse({"error": error, "cards": list(embeds.known())}, 404)
    query = asked.query if place == EMBED else _as_shown(request, asked.query, name)
    found = embeds.found_by(_asking(request, query, name))
    if isinstance(found, Response):
        return found
    title = found.title
    width = _limited(request.query_params, "maxwidth", WIDTH)
    height = _limited(
        request.query_params, "maxheight", embeds.height(found, found.card, width) if found.card else SILENT
    )
    source = f"{address}/embed/{name}{found.query()}"
    about: dict[str, Any] = {
        "version": "1.0", "type": "rich", "title": title, "author_name": "The Qantar authors", "provider_name": "Qantar",
        "provider_url": f"{address}/", "cache_age": 3600, "width": width, "height": height,
        "html": f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>',
    }  # fmt: skip
    lead = (
        not found.look and embeds.known()[name][1] is themes.PAGES[found.path][0] and found.path not in first.PICTURED
    )
    said = first.first(found.path, found.choice, tables.changed())
    # An editor's limits hold for the picture, too (oembed.com, 2.3.4).
    limits = zip(("maxwidth", "maxheight"), previews.SIZE, strict=True)
    if lead and said.picture and all(_limited(request.query_params, name, long) == long for name, long in limits):
        about |= {"thumbnail_url": f"{address}{first.address_of_picture(said, found.choice)}"}
        about |= {"thumbnail_width": previews.SIZE[0], "thumbnail_height": previews.SIZE[1]}
    return JSONResponse(about)


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address; None if it is none, such as ``http://[``."""
    try:
        parts = urlsplit(address)
        _host(parts)  # a port may be none, too
        return parts
    except ValueError:
        return None


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    """Return host and port, as browsers compare them: without case, and without the port that goes without saying."""
    return parts.hostname, None if parts.port == PORTS.get(parts.scheme) else parts.port


def _place(own: SplitResult, asked: SplitResult) -> tuple[str, str]:
    """Return the folder of an address below the dashboard's, and which card it shows: of a page that which it names, or its lead.

    The card is empty where there is none.
    """
    known, path = embeds.known(), unquote(asked.path)
    if _host(asked) != _host(own) or not f"{path}/".startswith(f"{own.path}/"):
        return "", ""
    below = path.removeprefix(own.path).strip("/")
    place, _, name = below.rpartition("/")
    if place == EMBED:
        return place, name.casefold() if name.casefold() in known else ""
    page, named = page_of(below), unquote(asked.fragment)
    if page is None:
        return "", ""
    if named in known and known[named][0] == page:
        return "", named
    return "", next((name for name, (_, make) in known.items() if make is themes.PAGES[page][0]), "")


def _asking(request: Request, query: str, name: str) -> Request:
    """Return the request for a card with the parameters of an address."""
    plain = urlencode(parse_qsl(query, keep_blank_values=True)).encode()
    return Request({**request.scope, "query_string": plain, "path_params": {"card": name}})


def _as_shown(request: Request, query: str, name: str) -> str:
    """Return the parameters of a page's address as the page understands them: what it doesn't know is left out."""
    asked = _asking(request, query, name)
    look = parameters.look(name, partial(values_of, asked))
    return shown(asked, shared.everything(tables.changed())).query(**look.asked).removeprefix("?")


def _limited(asked: QueryParams, name: str, usual: int) -> int:
    """Return a length, of at most what is asked for."""
    text = asked.get(name, "")
    return min(usual, int(text)) if text.isascii() and text.isdecimal() and len(text) < 9 and int(text) > 0 else usual
