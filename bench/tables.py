"""Tables as Markdown, with columns of one width, so that they read as they are."""

from __future__ import annotations

from collections.abc import Sequence


def markdown(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the first column is words, the others are numbers."""
    wide = [max(len(row[n]) for row in (heading, *rows)) for n in range(len(heading))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(cells, wide, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * w if n == 0 else "-" * (w - 1) + ":" for n, w in enumerate(wide)]
    return "\n".join([line(heading), line(rule), *map(line, rows)])
