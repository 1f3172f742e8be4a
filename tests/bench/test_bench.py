"""The measuring tools measure: readers without a browser get whole pages, and a table reads as it is."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys

import pytest
from small import ROOT

from bench import machine, readers
from bench.load import share
from bench.tables import markdown


def test_a_table_has_columns_of_one_width():
    text = markdown(("page", "s"), [["overview", "0.1"], ["map", "12.50"]])
    assert len({len(line) for line in text.splitlines()}) == 1
    assert text.splitlines()[1] == "| -------- | ----: |"
    assert text.splitlines()[3] == "| map      | 12.50 |"


def test_the_share_within_which_pages_came():
    assert share([4, 1, 3, 2], 0.5) == 2
    assert share(range(1, 101), 0.95) == 95
    assert share([7], 0.95) == 7


def test_a_busy_machine_is_not_trusted():
    assert "can't be trusted" in machine.trusted(0.01, 0.6)
    assert machine.trusted(0.01, 0.02) == "Taken by other work: 1% before and 2% after the run."


def test_readers_ask_for_some_articles_and_never_for_none():
    rng = random.Random(1)
    asked = [readers.asked(rng, readers.PAGES) for _ in range(300)]
    assert {page for page, _ in asked} == set(readers.PAGES)
    assert len({query for _, query in asked}) > 40
    assert not any("source=&" in query or query.endswith("source=") for _, query in asked)


@pytest.mark.browser
def test_a_reader_without_a_browser_gets_what_the_filter_leaves(server):
    async def talk():
        seen = readers.Seen()
        reader = readers.Reader(server, seen)
        await reader.connect()
        some = await reader.open("timeline", "source=SCMP")
        size = seen.bytes
        await reader.open("timeline", "source=")
        await reader.close()
        return seen, some, size

    seen, some, size = asyncio.run(talk())
    assert some > 0
    # The frame alone is less than the page.
    assert size > 2 * (seen.bytes - size)
    assert (seen.lost, seen.late, seen.broken) == (0, 0, 0)


@pytest.mark.browser
def test_the_command_prints_a_table_of_a_load(server):
    command = [
        sys.executable,
        "-m",
        "bench.load",
        "--url",
        server,
        "--readers",
        "3",
        "--every",
        "0.5",
        "--seconds",
        "2",
        "--pause",
        "0",
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=90).stdout
    row = next(line for line in told.splitlines() if line.startswith("| 3 readers"))
    cells = [cell.strip() for cell in row.split("|")[1:-1]]
    assert int(cells[1]) >= 3
    assert cells[6:9] == ["0", "0", "0"]
