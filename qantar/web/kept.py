"""Answers that last: made once for each state of the data, kept within bounds, compressed once, and told apart by an ETag."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qantar.facts import edition, tables
from qantar.web.asked import home

MOST = 64 * 1024 * 1024
"""So many bytes of answers are kept at most."""
LARGEST = MOST // 8
SEEN = 0.5
SHORTEST = 500
"""From so many bytes on an answer is compressed."""
PACKED = ("text/", "application/json", "application/geo+json", "image/svg+xml", "application/vnd.cit", "application/x-")
"""How the media types begin that get smaller by it."""
LOG = logging.getLogger("qantar.web")

Make = Callable[[Request], Response]


@cache
def version() -> str:
    """Return the version of the code, a hash of its files, so that a new one is never taken for the old."""
    found = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for path in sorted(path for end in ("*.py", "*.toml", "*.js", "*.css", "*.png") for path in root.rglob(end)):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


@dataclass(frozen=True)
class State:
    """The state of the data, looked at once for many requests: its name, when it was changed, the ETag of all that is made of it."""

    name: str
    changed: int
    etag: str


_LOOKED: dict[object, tuple[float, State]] = {}


def state() -> State:
    """Return the state of the data, as it was at most ``SEEN`` seconds ago: to look at all files takes longer than to answer."""
    key, now = (tables.DATA, tables.changed), time.monotonic()
    found = _LOOKED.get(key)
    if found is None or now - found[0] > SEEN:
        name = edition.name()
        found = now, State(name, int(tables.changed()), f'W/"{name}.{version()}"')
        _LOOKED.clear()
        _LOOKED[key] = found
    return found[1]


def _mark(now: State, daily: bool) -> str:
    """Return the ETag of an answer: it changes with the data and with the code, and, if ``daily``, every day."""
    return f'{now.etag[:-1]}.{edition.today():%Y-%m-%d}"' if daily else now.etag


@dataclass(frozen=True)
class Kept:
    """An answer as it is sent: its bytes, as they are and compressed, and its headers."""

    status: int
    body: bytes
    packed: bytes | None
    headers: Mapping[str, str]

    @property
    def size(self) -> int:
        """How many bytes it takes to keep."""
        return len(self.body) + len(self.packed or b"")


class Store:
    """The answers that were given last, within ``MOST`` bytes; those of another state are dropped."""

    def __init__(self) -> None:
        self.state = ""
        self.size = 0
        self.answers: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str, state: str) -> Kept | None:
        """Return an answer, if it is kept and of this state."""
        if state != self.state:
            self.clear(state)

        found = self.answers.get(key)
        if found:
            self.answers.move_to_end(key)
        return found

    def put(self, key: str, state: str, answer: Kept) -> None:
        """Keep an answer, and drop those that were asked for the longest time ago."""
        if state != self.state or answer.size > LARGEST:
            return
        if key in self.answers:
            self.size -= self.answers.pop(key).size
        self.answers[key] = answer
        self.size += answer.size
        while self.size > MOST:
            self.size -= self.answers.popitem(last=False)[1].size

    def clear(self, state: str = "") -> None:
        """Forget all answers."""
        self.state, self.size = state, 0
        self.answers.clear()


STORE = Store()
_WORKING: dict[str, asyncio.Lock] = {}


def lasting(
    make: Make, cache: str = "public, max-age=300", daily: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that answers with what ``make`` returns, made beside the event loop and once for each state.

    ``daily``: what it says depends on the day. What goes wrong is answered as JSON: data that can't be read by 503 with the faults.
    """

    async def answer(request: Request) -> Response:
        now = state()
        mark = _mark(now, daily)
        always = {"Qantar-Data": now.name, "ETag": mark, "Cache-Control": cache, "Vary": "Accept-Encoding"}
        if not daily:
            always["Last-Modified"] = formatdate(now.changed, usegmt=True)
        kept = await _kept(make, request, f"{mark} {home(request)} {request.url.path}?{request.url.query}", now.etag)
        if kept.status != 200:
            only = {"Qantar-Data": now.name, "Cache-Control": "no-cache"}
            return Response(kept.body, kept.status, {**only, **kept.headers})
        if _has(request, mark, None if daily else now.changed):
            return Response(status_code=304, headers=always)
        headers = {**always, **kept.headers}
        if kept.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
            return Response(kept.packed, headers={**headers, "Content-Encoding": "gzip"})
        return Response(kept.body, headers=headers)

    return answer


async def _kept(make: Make, request: Request, key: str, state: str) -> Kept:
    """Return an answer that is kept, or make it: once, however many ask for it at the same time."""
    found = STORE.get(key, state)
    if found is not None:
        return found
    try:
        async with _WORKING.setdefault(key, asyncio.Lock()):
            found = STORE.get(key, state)
            if found is None:
                found = await asyncio.to_thread(_made, make, request)
                if found.status == 200:
                    STORE.put(key, state, found)
            return found
    finally:
        _WORKING.pop(key, None)


def _has(request: Request, mark: str, changed: int | None) -> bool:
    """Say whether who asks has the answer already (RFC 9110: an ETag goes before a date)."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        return asked.strip() == "*" or mark.removeprefix("W/") in [
            one.strip().removeprefix("W/") for one in asked.split(",")
        ]
    since = request.headers.get("If-Modified-Since")
    try:
        return since is not None and changed is not None and parsedate_to_datetime(since).timestamp() >= changed
    except (TypeError, ValueError):
        return False


def _made(make: Make, request: Request) -> Kept:
    try:
        response = make(request)
    except tables.TableError as error:
        faults = [str(fault) for fault in error.faults]
        response = JSONResponse({"error": "The data can't be read; these cells are wrong.", "faults": faults}, 503)
    except Exception:
        LOG.exception("no answer to %s", request.url.path)
        response = JSONResponse(
            {"error": "This could not be made. It is a fault of the server, and is in its log."}, 500
        )
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    body = bytes(response.body)
    worth = len(body) >= SHORTEST and headers.get("content-type", "").startswith(PACKED) and response.status_code == 200
    return Kept(response.status_code, body, gzip.compress(body, 9) if worth else None, headers)
