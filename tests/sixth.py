"""A made-up sixth article, with one event that it alone reports, in a copy of the real tables."""

from __future__ import annotations

import csv
import shutil

import pytest

from qantar.facts.tables import DATA, fields

SIXTH = {
    "source": "Courier", "name": "The Courier", "spellings": "Courier|The Courier", "color": "#a05a2c", "symbol": "pentagon",
    "position": "6", "text": "courier.txt", "title": "A sixth view", "publisher": "The Courier", "published": "2022-01-20",
    "published_precision": "day", "url": "https://example.org/courier", "url_kind": "original", "kind": "analysis",
    "tier": "article", "note": "Made up.",
}  # fmt: skip
EVENT = {
    "id": "ev-courier-speech", "start": "2022-01-08", "end": "2022-01-08", "precision": "day", "extent": "moment",
    "dated_by": "stated", "title": "A courier spoke", "detail": "A courier spoke.", "lane": "government", "weight": "key",
    "place": "pl-almaty", "actors": "ac-tokayev",
}  # fmt: skip
EVIDENCE = {
    "fact": EVENT["id"],
    "source": "Courier",
    "paragraph": "1",
    "quote": "a courier spoke on 8 January",
    "dated": "yes",
}


def add(folder, name, row):
    with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(fields(name)), restval="", lineterminator="\n").writerow(row)


@pytest.fixture(scope="session")
def with_sixth(tmp_path_factory):
    """A copy of the real tables with a made-up sixth article and one event that it alone reports."""
    folder = tmp_path_factory.mktemp("six") / "data"
    shutil.copytree(DATA, folder)
    for name, row in (("sources", SIXTH), ("events", EVENT), ("evidence", EVIDENCE)):
        add(folder, name, row)
    return folder
