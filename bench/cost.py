"""What a page costs the server: ``python -m bench.cost`` (part of ``make load``).

Seconds of processor for each page under choices of articles that nobody has made since the start, the same once more, and with no
article chosen, which is the frame alone. Nothing is worked out ahead here.
"""

from __future__ import annotations

import asyncio
from itertools import combinations

from bench import machine
from bench.readers import ARTICLES, PAGES, Reader, Seen
from bench.server import Server
from bench.tables import markdown

CHOICES = [chosen for size in (1, 2, 3, 4) for chosen in combinations(ARTICLES, size)][::3]


async def _cost(server: Server) -> list[list[str]]:
    reader = Reader(server.url, Seen())
    await reader.connect()
    for page in PAGES:
        await reader.open(page, "")
    rows = []
    for page in PAGES:
        cells = []
        for queries in [["&".join(f"source={key}" for key in chosen) for chosen in CHOICES]] * 2 + [
            ["source="] * len(CHOICES)
        ]:
            before = server.seconds()
            for query in queries:
                await reader.open(page, query)
            cells.append((server.seconds() - before) / len(queries))
        rows.append([page or "overview", *(f"{cell:.3f}" for cell in cells), f"{cells[1] - cells[2]:.3f}"])
    await reader.close()
    return rows


def main() -> None:
    """Print the table."""
    before = machine.others()
    print(
        f"## Cost of a page\n\n{machine.described()}; seconds of processor, the mean of {len(CHOICES)} choices\n",
        flush=True,
    )
    with Server("dashboard", QANTAR_AHEAD="no") as server:
        server.settle()
        rows = asyncio.run(_cost(server))
    print(
        markdown(("page", "never asked for", "asked for before", "nothing chosen", "before less nothing"), rows), "\n"
    )
    print(machine.trusted(before, machine.others()))


if __name__ == "__main__":
    main()
