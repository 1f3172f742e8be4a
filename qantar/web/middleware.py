"""What every answer goes through: compression, and headers that keep the page from calling out."""

from __future__ import annotations

import asyncio
import gzip
import os
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HASHED = re.compile(r"^/static/.+\.[\w-]{8}\.(js|css)$")
SECURITY = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
# The pages need nothing from any other host, and this makes sure that they get nothing.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "connect-src 'self' ws: wss: data: blob:; frame-ancestors "
)
ANCESTORS = "QANTAR_FRAME_ANCESTORS"
"""The variable that says which other sites may show whole pages within theirs: addresses, separated by spaces."""
ORIGIN = re.compile(r"\*|https?://(\*\.)?[\w.-]+(:\d+)?")


def ancestors() -> str:
    """Return who may show whole pages within theirs: this site, and those that the setting names."""
    named = [one for one in os.environ.get(ANCESTORS, "").replace(",", " ").split() if ORIGIN.fullmatch(one)]
    return " ".join(["'self'", *named])


CROSS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Qantar-Data, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
OPEN = re.compile(r"/(data|embed|oembed|cite)(/|$)")
METHODS = "GET, HEAD, OPTIONS"


class Compress:
    """ASGI middleware: compress every response, and what never changes only once.

    Streamlit sends its scripts as they are. Their names carry a hash, so their compressed bytes
    are kept; everything else goes through Starlette's ``GZipMiddleware``.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base
        self.gzip = GZipMiddleware(app, minimum_size=500, compresslevel=6)
        self.kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
        self.locks: dict[str, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        lasting = (
            scope["method"] == "GET" and HASHED.match(scope["path"].removeprefix(self.base)) and "range" not in headers
        )
        if not lasting or "gzip" not in headers.get("accept-encoding", ""):
            return await self.gzip(scope, receive, send)
        path = scope["path"]
        async with self.locks.setdefault(path, asyncio.Lock()):
            if path not in self.kept and not await self._keep(path, scope, receive):
                self.locks.pop(path, None)
                return await self.gzip(scope, receive, send)
        raw, body = self.kept[path]
        etag = dict(raw).get(b"etag", b"").decode()
        if etag and headers.get("if-none-match") == etag:
            about = [pair for pair in raw if pair[0] not in (b"content-length", b"content-encoding")]
            await send({"type": "http.response.start", "status": 304, "headers": about})
            await send({"type": "http.response.body", "body": b""})
            return None
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": body})
        return None

    async def _keep(self, path: str, scope: Scope, receive: Receive) -> bool:
        """Ask the app for the whole response, compress it and keep it; False if it isn't the script."""
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        plain = [(k, v) for k, v in scope["headers"] if not k.lower().startswith((b"if-", b"accept-encoding"))]
        await self.app(dict(scope, headers=plain), receive, collect)
        if not messages or messages[0]["status"] != 200:
            return False
        # Streamlit answers a path that it doesn't know with its page: that isn't the script.
        if Headers(raw=messages[0]["headers"]).get("content-type", "").startswith("text/html"):
            return False
        body = b"".join(message.get("body", b"") for message in messages[1:])
        packed = await asyncio.to_thread(gzip.compress, body, 9)
        headers = MutableHeaders(raw=list(messages[0]["headers"]))
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(packed))
        headers.add_vary_header("Accept-Encoding")
        self.kept[path] = headers.raw, packed
        return True


class Shared:
    """ASGI middleware: let scripts of any host read data, embeds and citations, and what is wrong with a request for them too."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not OPEN.match(scope["path"].removeprefix(self.base)):
            return await self.app(scope, receive, send)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in CROSS.items():
                    headers[name] = value
            await send(message)

        if scope["method"] == "OPTIONS":
            allowed = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "*", "Allow": METHODS}
            return await Response(status_code=204, headers={**allowed, "Access-Control-Max-Age": "86400"})(
                scope, receive, answer
            )
        return await self.app(scope, receive, answer)


class SecurityHeaders:
    """ASGI middleware: say to the browser that nothing is to come from another host, and who may show what within a page."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.embeds = f"{base}/embed/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "vary" in headers:
                    # Each part that looks at a header adds it, whether another has already or not.
                    headers["Vary"] = ", ".join(dict.fromkeys(re.split(r",\s*", headers["vary"])))
                for name, value in SECURITY.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = POLICY + (
                    "*" if scope["path"].startswith(self.embeds) else ancestors()
                )
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)
