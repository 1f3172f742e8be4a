"""A few sentences of the pages as they are today, for review: ``make golden`` writes them anew to ``golden.toml``.

They change with each correction of the data, and then someone should read them; nothing else in the tests restates the
tables.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pandas as pd

from qantar import themes
from qantar.facts import labels, sources
from qantar.facts.tables import read_all
from qantar.themes.map import rows as map_rows

FILE = Path(__file__).with_name("golden.toml")
HEADING = (
    "# What the pages say first, by who is chosen. Written by `make golden`; read what changed before you keep it.\n"
)
CHOICES = {"all articles": None, "SCMP alone": ["SCMP"]}


def sentences(all_tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Return choice → page → its answer and the title of its lead card."""
    every, references = sources.keys(all_tables["sources"]), sources.keys(all_tables["sources"], "reference")
    found: dict[str, dict[str, str]] = {}
    for name, chosen in CHOICES.items():
        said = found.setdefault(name, {})
        for path, makers in themes.PAGES.items():
            theme = themes.theme(makers[0])
            rooms = [importlib.import_module(f"qantar.themes.{theme}.{room}") for room in ("cards", "titles")]
            answer = next((room.answer for room in rooms if hasattr(room, "answer")), None)
            more = references if chosen is None else []
            some, whole = (
                sources.keep(all_tables, [*(chosen or every), *more]),
                sources.keep(all_tables, [*every, *references]),
            )
            lead = makers[0](some, whole)
            # The map's sentence depends on its marks besides, as the page works them out once.
            second = map_rows.facts(some) if path == "map" else whole
            parts = [answer(some, second) if answer else "", lead.title if lead else "(no lead card)"]
            said[path or "overview"] = " | ".join(filter(None, parts))
    return found


def written(said: dict[str, dict[str, str]]) -> str:
    """Return the sentences as the text of the file."""
    tables = [
        "\n".join(
            [f'["{name}"]', *(f"{page} = {json.dumps(text, ensure_ascii=False)}" for page, text in pages.items())]
        )
        for name, pages in said.items()
    ]
    return "\n\n".join([HEADING.rstrip(), *tables]) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(sentences(labels.labelled(read_all()))), encoding="utf-8")
