"""Readers without a browser: they speak Streamlit's protocol over its websocket, as a page in a browser does."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ARTICLES = ("Diplomat", "SCMP", "Bedfellows", "CEIAS", "RFERL")
PAGES = ("", "timeline", "intervention", "investment", "map", "positions", "disagreements", "alliances", "sources")
PATIENCE = 90.0
"""Seconds after which a reader no longer waits for a page."""


@dataclass
class Seen:
    """What readers got: seconds for each page, bytes, readers whose line was lost or who waited in vain, pages with an error."""

    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    lost: int = 0
    late: int = 0
    broken: int = 0


def asked(rng: random.Random, pages: tuple[str, ...]) -> tuple[str, str]:
    """Return a page and a query: some of the articles, with or without reference data."""
    some = [key for key in ARTICLES if rng.random() < 0.6] or [rng.choice(ARTICLES)]
    query = "&".join(f"source={key}" for key in some) if len(some) < len(ARTICLES) else ""
    if rng.random() < 0.3:
        query = "&".join(filter(None, [query, "reference=false"]))
    return rng.choice(pages), query


class Reader:
    """A session: ``await reader.open(page, query)`` returns once the page's script has run to its end."""

    def __init__(self, url: str, seen: Seen) -> None:
        self.url = url
        self.address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self.seen = seen
        self.line: websockets.ClientConnection | None = None

    async def connect(self) -> None:
        """Ask for the page, as a browser does, and open the connection; with several processes a cookie says which one."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            cookies = (await client.get(f"{self.url}/")).cookies
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.line = await websockets.connect(
            self.address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE,
            ping_timeout=None, additional_headers={"Cookie": cookie} if cookie else None,
        )  # fmt: skip

    async def open(self, page: str, query: str) -> float:
        """Open a page under a filter; return the seconds it took."""
        assert self.line is not None
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.is_history_navigation = True
        begun = time.perf_counter()
        await self.line.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                payload = await self.line.recv()
                assert isinstance(payload, bytes)
                self.seen.bytes += len(payload)
                said = ForwardMsg.FromString(payload)
                kind = said.WhichOneof("type")
                if kind == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
                    self.seen.broken += 1
                if kind == "script_finished" and said.script_finished in (
                    ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
                ):  # fmt: skip
                    return time.perf_counter() - begun

    async def close(self) -> None:
        """Leave."""
        if self.line is not None:
            await self.line.close()


async def _read(url: str, seen: Seen, every: float, until: float, rng: random.Random, pages: tuple[str, ...]) -> None:
    reader = Reader(url, seen)
    await asyncio.sleep(rng.random() * every)
    try:
        await reader.connect()
        while (begun := time.perf_counter()) < until:
            seen.seconds.append(await reader.open(*asked(rng, pages)))
            await asyncio.sleep(max(0.0, every * rng.uniform(0.7, 1.3) - (time.perf_counter() - begun)))
    except TimeoutError:
        seen.late += 1
    except (OSError, httpx.HTTPError, websockets.WebSocketException):
        seen.lost += 1
    finally:
        await reader.close()


async def read(url: str, readers: int, every: float, seconds: float, seed: int, pages: tuple[str, ...] = PAGES) -> Seen:
    """Let so many readers open a page each so many seconds (at once, if the last took longer), for so long."""
    seen, until = Seen(), time.perf_counter() + seconds
    await asyncio.gather(
        *(_read(url, seen, every, until, random.Random(seed * 1000 + n), pages) for n in range(readers))
    )
    return seen
