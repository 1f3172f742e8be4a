"""The command line: ``python -m qantar check``, ``codebook``, ``export`` and ``serve``; ``--help`` says more."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from qantar import offline, serving
from qantar.facts import checks, edition, passages, receipts, tables
from qantar.facts.models import MODELS


def check(data: Path, articles: Path | None) -> int:
    """Print one line per warning and per fault of the tables; return 1 if there is a fault."""
    warnings: list[tables.Fault] = []
    try:
        all_tables = tables.read_all(data)
    except tables.TableError as error:
        faults = error.faults
    else:
        faults = checks.check(all_tables)
        if articles is not None:
            faults += passages.check_articles(all_tables, articles)
        warnings = receipts.warn(all_tables)
    now = edition.edition(data)
    if not now.recorded and (data / edition.FILE).exists():
        print("warning: the tables aren't as recorded; write their new state down: python -m qantar edition")
    for warning in warnings:
        print(f"warning: {warning}")
    if warnings:
        print(f"{len(warnings)} warning(s): quotes of claims and events to read again; no fault by themselves.")
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} fault(s)", file=sys.stderr)
        return 1
    facts = sum(len(all_tables[name]) for name in tables.FACTS)
    scope = "" if articles is None else f", every quote found in the articles of {articles}"
    print(f"No fault in {facts} facts with {len(all_tables['evidence'])} passages{scope}.")
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


def export(out: Path, chosen: list[str], form: str, home: str, reference: bool, cards: list[str]) -> int:
    """Draw every chart, or those of some cards, into a folder; return 1 and say why if that can't be."""
    try:
        files = offline.save(out, chosen, form, home, _progress, reference, cards)
    except tables.TableError as error:
        print("\n".join(str(fault) for fault in error.faults), file=sys.stderr)
        return 1
    except offline.ExportError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(files)} chart{'s' if len(files) != 1 else ''} in {out}. The map is drawn in the app alone, at /map.")
    return 0


def _progress(n: int, of: int, name: str) -> None:
    """Show how far it is: a bar that moves on a terminal, nothing elsewhere."""
    if sys.stderr.isatty():
        done = round(30 * n / max(of, 1))
        bar = f"[{'#' * done}{'.' * (30 - done)}] {n} of {of} {name}"
        print(f"\r\033[K{bar}", end="" if n < of else "\n", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m qantar", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="validate every table and every key between them")
    checking.add_argument("--articles", type=Path, metavar="DIR", help="find every quote in the articles' texts too")
    checking.add_argument("--data", type=Path, default=tables.DATA, metavar="DIR", help="the tables, if elsewhere")
    commands.add_parser("codebook", help="print the tables of data/README.md")
    stating = commands.add_parser("edition", help="name the state of the tables; writes the day down if they changed")
    stating.add_argument("--data", type=Path, default=tables.DATA, metavar="DIR", help="the tables, if elsewhere")
    drawing = commands.add_parser("export", help="draw every chart as a picture, without the app (needs Chrome)")
    drawing.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the pictures")
    drawing.add_argument("--source", action="append", default=[], metavar="KEY", help="an article; all without it")
    drawing.add_argument("--card", action="append", default=[], metavar="NAME", help="a card; all without it")
    drawing.add_argument("--format", choices=offline.FORMATS, default="png", help="png or svg")
    drawing.add_argument("--no-reference", action="store_true", help="what the articles say alone")
    drawing.add_argument("--home", default=offline.HOME, metavar="URL", help="address that the pictures name")
    several = commands.add_parser("serve", help="serve the dashboard by several processes behind nginx")
    several.add_argument(
        "--workers", type=int, default=os.cpu_count() or 2, metavar="N", help="processes; as many as cores"
    )
    several.add_argument("--port", type=int, default=8501, metavar="PORT", help="where it is served (8501)")
    given = parser.parse_args(arguments)
    if given.command == "export":
        return export(given.out, given.source, given.format, given.home, not given.no_reference, given.card)
    if given.command == "serve":
        try:
            serving.serve(given.port, given.workers)
        except serving.ServeError as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    if given.command == "edition" and given.data.is_dir():
        print(edition.record(given.data).name)
        return 0
    if given.command == "codebook":
        print(codebook())
        return 0
    for folder in (getattr(given, "articles", None), given.data):
        if folder is not None and not folder.is_dir():
            print(f"{folder}: there is no such folder; give one that holds the files", file=sys.stderr)
            return 1
    return check(given.data, given.articles)


if __name__ == "__main__":
    sys.exit(main())
