"""The rows of a card as a table: real HTML, and in each row a link to its evidence, which is how a keyboard reaches every fact."""

from __future__ import annotations

from html import escape

import pandas as pd

from qantar import themes
from qantar.facts import scripts, sources
from qantar.facts import words as facts_words
from qantar.themes import Card
from qantar.ui.address import anchor, here
from qantar.ui.evidence import place, published

FIRST = 20
"""So many rows of a list stand on a page before a reader asks for all."""


def table(card: Card, filtered: sources.Tables, first: int | None = None) -> str:
    """Return the rows of a card as an HTML table: what each says, who says so in which words; ``first``: so many rows alone.

    What a row says is a link that opens its evidence.
    """
    cells = list(card.rows[card.key])[:first]
    whole = card.key in ("source", "facts", "entries")
    said = [escape(facts_words.names(row)) for row in themes.by(card, filtered)] if whole else _said(filtered, cells)
    columns = card.columns or {"What": card.lines}
    rows = []
    for cell, (line, *more), who in zip(cells, zip(*columns.values(), strict=True), said, strict=False):
        what = escape(line) if card.key == "source" else anchor(line, here(fact=cell.split("|")))
        others = "".join(f"<td>{escape(text)}</td>" for text in more)
        rows.append(f'<tr><th scope="row">{what}</th>{others}<td>{who}</td></tr>')
    headings = [*columns, "Who says so" if whole else "Who says so, in which words"]
    heading = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    return (
        f'<div class="qantar-table"><table><caption>{escape(card.title)}</caption>'
        f"<thead><tr>{heading}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _said(filtered: sources.Tables, cells: list[str]) -> list[str]:
    """Return for each fact its quotes, each with where it is printed and a link to the passage."""
    facts = pd.DataFrame({"fact": pd.unique(pd.Series(cells, dtype="str"))})
    about = sources.with_passages(filtered, facts, "fact").dropna(subset="source")
    found: dict[str, list[str]] = {}
    for row in about.itertuples():
        tag, direction = scripts.language(row.quote)
        quote = f'<q lang="{tag}" dir="{direction}">{escape(row.quote)}</q>'
        found.setdefault(row.fact, []).append(f"{quote} {escape(published(row))}, {place(row)}")
    return ["<br>".join(found.get(cell, ())) for cell in cells]
