"""Many readers at once, without a browser: ``python -m bench.load`` (``make load``).

Each opens pages under random choices of articles, over the protocol that a browser speaks. The smallest Streamlit app is put under
the same load before, in the same run, so that figures are ratios: machines differ.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import time
from collections.abc import Sequence

from bench import machine
from bench.readers import PAGES, Reader, Seen, read
from bench.server import Server
from bench.tables import markdown

Load = tuple[int, float, float]
LOADS: tuple[Load, ...] = ((4, 0.0, 45.0), (30, 10.0, 60.0), (50, 4.0, 60.0))
"""Readers, seconds from page to page, seconds: without a pause, a class, and more than it can bear."""
HEADING = (
    "load", "pages", "pages/s", "p50 s", "p95 s", "max s", "lost", "late", "broken", "CPU s/page", "MB before", "MB after",
    "s a page, after",
)  # fmt: skip


def share(seconds: Sequence[float], part: float) -> float:
    """Return the time within which that part of the pages came; nan without any."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, math.ceil(part * len(ordered)) - 1)] if ordered else math.nan


async def _after(url: str, pages: tuple[str, ...], pause: float) -> float:
    """Return the middle of five times that a page takes for one reader, some seconds after a load."""
    await asyncio.sleep(pause)
    reader = Reader(url, Seen())
    await reader.connect()
    found = [await reader.open(page, "") for page in (pages * 5)[:5]]
    await reader.close()
    return sorted(found)[2]


def measured(url: str, load: Load, pages: tuple[str, ...], pause: float, server: Server | None = None) -> list[str]:
    """Return the cells of a load on a server; time of processor and memory only of one that was started here."""
    readers, every, seconds = load
    memory, taken = (server.memory(), server.seconds()) if server else (math.nan, math.nan)
    begun = time.perf_counter()
    seen = asyncio.run(read(url, readers, every, seconds, 1, pages))
    lasted = time.perf_counter() - begun
    after = (server.memory(), server.seconds()) if server else (math.nan, math.nan)
    count = max(len(seen.seconds), 1)
    pace = f"every {every:g} s" if every else "without a pause"
    numbers = [
        len(seen.seconds) / lasted, share(seen.seconds, 0.5), share(seen.seconds, 0.95), max(seen.seconds, default=math.nan),
    ]  # fmt: skip
    return [
        f"{readers} readers, a page {pace}, {seconds:g} s", str(len(seen.seconds)), *(f"{number:.2f}" for number in numbers),
        str(seen.lost), str(seen.late), str(seen.broken), f"{(after[1] - taken) / count:.3f}", f"{memory:.0f}", f"{after[0]:.0f}",
        f"{asyncio.run(_after(url, pages, pause)):.2f}",
    ]  # fmt: skip


def main() -> None:
    """Print the tables of all loads, or of the one that is asked for."""
    asked = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    asked.add_argument("--readers", type=int, help="so many readers; without it, three loads one after another")
    asked.add_argument("--every", type=float, default=10.0, help="seconds from one page of a reader to the next (10)")
    asked.add_argument("--seconds", type=float, default=60.0, help="how long (60)")
    asked.add_argument(
        "--pause", type=float, default=10.0, help="seconds after a load until one reader opens pages (10)"
    )
    asked.add_argument(
        "--url", help="a dashboard that runs already, such as one with several workers, instead of a new one"
    )
    given = asked.parse_args()
    loads: Sequence[Load] = [(given.readers, given.every, given.seconds)] if given.readers else LOADS
    before = machine.others()
    print(f"## Load\n\n{machine.described()}\n", flush=True)
    if given.url:
        rows = [measured(given.url.rstrip("/"), load, PAGES, given.pause) for load in loads]
        print(markdown(HEADING, [[*row[:9], *["–"] * 3, row[12]] for row in rows]))
    else:
        for app, name, pages in (("smallest", "The smallest app", ("",)), ("dashboard", "Qantar", PAGES)):
            rows = []
            for load in loads:
                with Server(app) as server:
                    server.settle()
                    rows.append(measured(server.url, load, pages, given.pause, server))
            print(f"{name}:\n\n{markdown(HEADING, rows)}\n", flush=True)
    print(machine.trusted(before, machine.others()))


if __name__ == "__main__":
    main()
