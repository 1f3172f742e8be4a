"""The command line: ``python -m qantar check [--articles DIR]`` and ``python -m qantar codebook``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from qantar import checks, passages, tables
from qantar.models import MODELS


def check(data: Path, articles: Path | None) -> int:
    """Print one line per fault of the tables; return 1 if there is any."""
    try:
        everything = tables.read_all(data)
    except tables.TableError as error:
        faults = error.faults
    else:
        faults = checks.check(everything)
        if articles is not None:
            faults += passages.check_articles(everything, articles)
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} fault(s)", file=sys.stderr)
        return 1
    facts = sum(len(everything[name]) for name in tables.FACTS)
    scope = "" if articles is None else f", every quote found in the articles of {articles}"
    print(f"No fault in {facts} facts with {len(everything['evidence'])} passages{scope}.")
    return 0


def codebook() -> str:
    """Return the codebook's tables: every column with its meaning and what it may hold."""
    parts = []
    for name, model in MODELS.items():
        parts += [
            f"### {name}.csv",
            "",
            (model.__doc__ or "").strip(),
            "",
            "| column | meaning | allowed |",
            "|---|---|---|",
        ]
        for column, spec in tables.fields(name).items():
            allowed = spec["allowed"].replace("|", "\\|")
            parts.append(f"| `{column}` | {spec['description'].replace('|', chr(92) + '|')} | {allowed} |")
        parts.append("")
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m qantar", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="validate every table and every key between them")
    checking.add_argument("--articles", type=Path, metavar="DIR", help="find every quote in the articles' texts too")
    checking.add_argument("--data", type=Path, default=tables.DATA, metavar="DIR", help="the tables, if elsewhere")
    commands.add_parser("codebook", help="print the tables of data/README.md")
    given = parser.parse_args(arguments)
    if given.command == "codebook":
        print(codebook())
        return 0
    for folder in (given.articles, given.data):
        if folder is not None and not folder.is_dir():
            print(f"{folder}: there is no such folder; give one that holds the files", file=sys.stderr)
            return 1
    return check(given.data, given.articles)


if __name__ == "__main__":
    sys.exit(main())
