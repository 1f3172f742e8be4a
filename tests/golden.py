"""A few sentences of the pages as they are today, for review: ``make golden`` writes them anew to ``golden.toml``.

They change with each correction of the data, and then someone should read them; nothing else in the tests restates the
tables.
"""

from __future__ import annotations

import json
from pathlib import Path

from qantar import themes
from qantar.facts import edition, shared, sources, tables
from qantar.web import first

FILE = Path(__file__).with_name("golden.toml")
HEADING = (
    "# What the pages say first, by who is chosen. Written by `make golden`; read what changed before you keep it.\n"
)
CHOICES = {"all articles": None, "SCMP alone": ["SCMP"]}


def sentences() -> dict[str, dict[str, str]]:
    """Return choice → page → its answer and the title of its lead card, as its first HTML says them."""
    changed = tables.changed()
    every = sources.keys(shared.everything(changed)["sources"])
    found: dict[str, dict[str, str]] = {}
    for name, chosen in CHOICES.items():
        choice = themes.Choice(chosen or every, every, edition.edition().day, reference=chosen is None)
        pages = {path or "overview": first.first(path, choice, changed) for path in themes.PAGES}
        found[name] = {path: " | ".join(filter(None, (page.answer, page.title))) for path, page in pages.items()}
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
    FILE.write_text(written(sentences()), encoding="utf-8")
