"""Small tables built cell by cell, for tests whose numbers are counted by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from qantar.facts import labels
from qantar.facts.models import FACTS, MODELS
from qantar.facts.tables import fields, read_all

SOURCES = {
    # key: (publisher, day of publication, tier)
    "SCMP": ("The Post", "2022-01-16", "article"),
    "RFERL": ("The Radio", "2022-01-12", "article"),
    "ref-early": ("The Agency", "2022-01-07", "reference"),
    "ref-late": ("The Bank", "2022-03-01", "reference"),
    "ref-undated": ("The Wall", "", "reference"),
}
LOOKS = {
    "SCMP": {"name": "SCMP", "spellings": "SCMP", "color": "#a67c00", "symbol": "square", "position": "2", "text": "scmp.txt"},
    "RFERL": {"name": "RFE/RL", "spellings": "RFE/RL|RFERL", "color": "#8f6248", "symbol": "hexagon2", "position": "5",
              "text": "rferl.txt"},
}  # fmt: skip
"""How the articles are called and look."""
ACTORS = {
    "ac-csto": "CSTO", "ac-russia": "Russia", "ac-china": "China", "ac-kazakhstan": "Kazakhstan", "ac-armenia": "Armenia",
    "ac-belarus": "Belarus", "ac-tajikistan": "Tajikistan", "ac-central-asian-states": "Five states", "ac-anna": "Anna",
    "ac-boris": "Boris", "ac-mofcom": "Ministry", "ac-edb": "Bank", "ac-uzbekistan": "Uzbekistan",
    "ac-kyrgyzstan": "Kyrgyzstan", "ac-turkmenistan": "Turkmenistan", "ac-nbk": "Central bank", "ac-sco": "SCO",
    "ac-aiib": "AIIB", "ac-aei-cgit": "Tracker",
}  # fmt: skip
PLACES = {
    "pl-kazakhstan": "Kazakhstan", "pl-almaty": "Almaty", "pl-taraz": "Taraz", "pl-border": "Border", "pl-exercise": "Exercise",
}  # fmt: skip
USUAL = {
    "events": {"precision": "day", "extent": "moment", "dated_by": "stated", "title": "Something happened", "detail": "It did.",
               "lane": "csto_russia", "actors": "ac-csto", "weight": "normal"},
    "troops": {"measure": "size_of_the_force", "contributor": "ac-csto", "theatre": "pl-kazakhstan", "unit": "people",
               "phase": "reported"},
    "investment": {"recipient": "ac-kazakhstan", "investor": "ac-china", "measure": "fdi_stock", "unit": "US$ bn"},
    "quantities": {"subject": "ac-csto", "measure": "number_of_things", "unit": "people", "theme": "intervention"},
    "projects": {"name": "A thing", "country": "ac-kazakhstan", "sector": "energy", "value_kind": "cost", "status": "operating"},
    "places": {"kind": "city", "precision": "city"},
}  # fmt: skip
"""What a row of a table is if nothing else is said."""
NUMBERS = ("troops", "investment", "quantities", "projects")


def tables(folder: Path, **given: list[dict[str, str]]) -> dict[str, pd.DataFrame]:
    """Write tables with the given rows, and read them as the pages do.

    ``by`` of a row: the keys of its sources, in the order of its passages; a place may have none. Hedge and
    printed words follow from the number unless they are given. ``places`` stand beside the usual ones,
    or instead of those with their keys.
    """
    rows = {
        name: [USUAL.get(name, {}) | (_stated(row) if name in NUMBERS else {}) | row for row in part]
        for name, part in given.items()
    }
    rows["sources"] = [
        {"source": key, "title": f"Page of {publisher}", "publisher": publisher, "published": day,
         "published_precision": "day" if day else "unknown", "url_kind": "none", "kind": "news", "tier": tier,
         **LOOKS.get(key, {})}
        for key, (publisher, day, tier) in SOURCES.items()
    ]  # fmt: skip
    rows["actors"] = [{"actor": key, "name": name, "kind": "group"} for key, name in ACTORS.items()]
    placed = {row["place"]: row for row in rows.get("places", [])}
    usual = {key: {"place": key, "name": name, **USUAL["places"]} for key, name in PLACES.items()}
    rows["places"] = list((usual | placed).values())
    rows["evidence"] = [
        {
            "fact": row[FACTS[name]],
            "source": source,
            "quote": "words of the page",
            "dated": "yes" if name == "events" else "",
        }
        for name, part in given.items()
        if name in FACTS
        for row in part
        for source in (row["by"].split("|") if name != "places" or "by" in row else [])
    ]
    for name in MODELS:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(fields(name)), restval="", extrasaction="raise", lineterminator="\n")
            writer.writeheader()
            writer.writerows({key: cell for key, cell in row.items() if key != "by"} for row in rows.get(name, []))
    return labels.labelled(read_all(folder))


def _stated(row: dict[str, str]) -> dict[str, str]:
    """Return the hedge and the printed words that fit a row's number."""
    shape = tuple(bool(row.get(column)) for column in ("value", "low", "high"))
    hedge = {
        (True, False, False): "exact",
        (False, True, False): "over",
        (False, False, True): "nearly",
        (False, True, True): "few",
    }.get(shape, "unspecified")
    printed = next((row[column] for column in ("value", "low", "high") if row.get(column)), "some")
    return {"qualifier": hedge, "stated": printed}
