"""The answers to the pages' own addresses: the app's HTML, which says what the page is; what isn't there; robots and sitemap."""

from __future__ import annotations

import asyncio
import difflib
import gc
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qantar import themes
from qantar.facts import edition, search, shared, sources, tables
from qantar.web import embeds, first
from qantar.web.asked import before, home, page_of, shown
from qantar.web.kept import lasting, version
from qantar.web.sockets import at_once

ROOT = '<div id="root"></div>'
SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
OWN = """<script src="./assets/page.js?v={0}" defer></script>
<script>navigator.webdriver && document.write('<script src="./assets/rest.js?v={0}"><\\/script>')</script>"""
"""Our scripts on every page; the second is for browsers that a program drives."""
APP = re.compile(r'\s*(<link\s+rel="(?:modulepreload|preload|stylesheet)"[^>]*>|<script type="module"[^>]*></script>)')
"""What the app's HTML fetches of its own."""
PATIENCE = 0.8
"""So many seconds a page under a filter waits for its words; without them it is the app's own, with its title."""
CACHE = "public, max-age=0, s-maxage=60, must-revalidate"
OTHERS = ("/component/", "/media/", "/_stcore/", "/app/", "/embed/", "/oauth2callback", "/auth/")
"""Where HTML may be answered that is no page, unless it is the app's own: that stands wherever nothing else does."""


class FirstPage:
    """ASGI middleware: let the HTML of a page say what the page is, and answer 404 where there is none."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base
        self.template = ""
        self.mark = ""
        """The ETag of the app's own HTML."""
        self.answer = lasting(self._page, CACHE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not path.startswith(f"{self.base}/"):
            return await self.app(scope, receive, send)
        name = path.removeprefix(self.base).strip("/")
        if name in themes.PAGES and path == f"{self.base}/{name}":
            self.template = self.template or await self._asked(scope, receive)
            if ROOT not in self.template:
                return await self.app(scope, receive, send)
            return await (await self._answered(scope, name))(scope, receive, send)
        wanted = page_of(name)
        if wanted is not None and path != f"{self.base}/":
            query = scope["query_string"].decode("latin-1")
            to = f"{self.base}/{wanted}" + (f"?{query}" if query else "")
            return await RedirectResponse(to, 301, {"Cache-Control": "no-cache"})(scope, receive, send)
        return await self._others(scope, receive, send, name)

    async def _answered(self, scope: Scope, name: str) -> Response:
        """Return the page; without its words while they are being worked out, which is rarely so."""
        asked = [pair for pair in scope["query_string"].split(b"&") if re.match(rb"(?i)(source|reference)=", pair)]
        request = Request({**scope, "query_string": b"&".join(asked)})
        making = asyncio.ensure_future(self.answer(request))
        done, _ = await asyncio.wait({making}, timeout=PATIENCE if asked else None)
        if done and making.result().status_code in (200, 304):
            return making.result()
        title = f"<title>{first.name_of(name)} · Qantar</title>"
        plain = re.sub(r"<title>.*?</title>", title, self.template)
        return HTMLResponse(plain, headers={"Cache-Control": "no-store"})

    def _page(self, request: Request) -> Response:
        changed, path = tables.changed(), request.url.path.removeprefix(f"{self.base}/")
        choice = shown(request, shared.everything(changed))
        said = first.first(path, choice, changed)
        return HTMLResponse(page(self.template, path, said, choice, home(request, self.base)))

    async def _asked(self, scope: Scope, receive: Receive) -> str:
        """Return the app's own HTML."""
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        headers = [(b"host", Headers(scope=scope).get("host", "localhost").encode("latin-1"))]
        alone = {**scope, "method": "GET", "path": f"{self.base}/", "query_string": b"", "headers": headers}
        alone["raw_path"] = alone["path"].encode()
        await self.app(alone, receive, collect)
        self.mark = Headers(raw=messages[0]["headers"]).get("etag", "")
        text = b"".join(message.get("body", b"") for message in messages[1:]).decode("utf-8", "replace")
        return text.replace("</head>", OWN.format(version()) + "</head>", 1)

    async def _others(self, scope: Scope, receive: Receive, send: Send, name: str) -> None:
        """Pass on what is no page; the app's HTML at an address that it doesn't know becomes a 404."""
        lost, other = False, scope["path"].removeprefix(self.base).startswith(OTHERS)
        if other:
            self.template = self.template or await self._asked(scope, receive)

        async def answer(message: Message) -> None:
            nonlocal lost
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                html = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
                lost = html and (not other or headers.get("etag", "") == self.mark != "")
            if not lost:
                await send(message)

        await self.app(scope, receive, answer)
        if lost:
            await missing(name, self.base)(scope, receive, send)


def page(template: str, path: str, said: first.First, choice: themes.Choice, address: str) -> str:
    """Return the app's HTML with what the page says in it."""
    chart = "DeckGlJsonChart" if path == "map" else "PlotlyChart"
    ahead = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{found.name}">'
        for found in SCRIPTS.glob(f"{chart}.*.js")
    )
    style = f"<style>{(first.HERE / 'first.css').read_text(encoding='utf-8')}</style>"
    script = f"<script>{(first.HERE / 'first.js').read_text(encoding='utf-8')}</script>"
    head = first.head(path, said, choice, address) + style
    waiting = f"<template id=app>{''.join(APP.findall(template))}{ahead}</template>"
    inside = f'<div id="root">{first.body(path, said, choice)}</div>{waiting}{script}'
    # Streamlit's own note says that the page is empty without scripts, which it isn't.
    text = re.sub(r"<noscript>.*?</noscript>", "", APP.sub("", template), flags=re.DOTALL)
    text = re.sub(r"<title>.*?</title>", lambda _: "", text, count=1, flags=re.DOTALL)
    return text.replace("</head>", head + "</head>", 1).replace(ROOT, inside, 1)


def missing(name: str, base: str) -> Response:
    """Return the page that helps where there is none."""
    close = difflib.get_close_matches(name.casefold(), [path for path in themes.PAGES if path], 1, 0.6)
    meant = f'<p>Did you mean <a href="{base}/{close[0]}">{first.name_of(close[0])}</a>?</p>' if close else ""
    links = "".join(f'<li><a href="{base}/{path}">{first.name_of(path)}</a></li>' for path in themes.PAGES)
    style = (first.HERE / "first.css").read_text(encoding="utf-8")
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="robots" content="noindex"><title>No such page · Qantar</title><style>{style}body{{margin:0}}</style></head>'
        f"<body><div id=first><main><h1>There is no page “{escape(name)}”</h1>{meant}<p>The pages are:</p><ul>{links}</ul>"
        f'<p><a href="{base}/?q={quote(name)}">Search for “{escape(name)}”</a>, or take <a href="{base}/data/">the data</a>.</p>'
        "</main></div></body></html>",
        404,
        {"Cache-Control": "no-cache"},
    )


async def robots(request: Request) -> Response:
    """Answer ``/robots.txt``: everything may be read, and where the list of pages is."""
    base = before(request, "/robots.txt")
    return PlainTextResponse(
        f"User-agent: *\nDisallow: {base}/_stcore/\n\nSitemap: {home(request, base)}/sitemap.xml\n"
    )


def sitemap(request: Request) -> Response:
    """Answer ``/sitemap.xml``: the pages, and when the data were last changed."""
    address, day = home(request, before(request, "/sitemap.xml")), f"{edition.edition().day:%Y-%m-%d}"
    urls = "".join(f"<url><loc>{escape(address)}/{path}</loc><lastmod>{day}</lastmod></url>" for path in themes.PAGES)
    text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return Response(text, media_type="application/xml")


def preview(request: Request) -> Response:
    """Answer ``/preview/<page>.png``: a picture of a page's lead chart under a choice of articles."""
    name, changed = request.path_params["page"], tables.changed()
    known = {first.name_of(path).lower(): path for path in themes.PAGES}
    if name not in known:
        return PlainTextResponse(f"There is no picture {name}; there are {', '.join(known)}.", 404)
    choice = shown(request, shared.everything(changed))
    said = first.first(known[name], choice, changed)
    if not said.picture:
        return PlainTextResponse("Of these articles the page's lead chart shows nothing, so there is no picture.", 404)
    return Response(first.picture(said, choice), media_type="image/png")


def warm(then: Callable[[], None]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Return what works out what the pages say while the server starts, so that nobody waits for it; ``then`` comes after."""

    @asynccontextmanager
    async def running(app: Any) -> AsyncIterator[None]:
        working = asyncio.create_task(asyncio.to_thread(_work_ahead, then))
        # Once the server listens.
        asyncio.get_running_loop().call_later(1, at_once)
        yield
        working.cancel()

    return running


def _work_ahead(then: Callable[[], None]) -> None:
    changed = tables.changed()
    try:
        every = sources.keys(shared.everything(changed)["sources"])
    except tables.TableError:
        return  # the pages say so
    for path in themes.PAGES:
        first.first(path, themes.Choice(every, every, edition.edition().day), changed)
    embeds.cards(changed, str(shared.folder()))
    # What the first search and the first opened fact would have to wait for.
    search.index(shared.everything(changed))
    themes.standing(shared.everything(changed))
    # What is there by now stays; the collector needn't walk through it again.
    gc.collect()
    gc.freeze()
    then()
