"""The tables as a Frictionless Data Package: what a program has to know of them, from the models that check them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qantar import __version__
from qantar.facts import tables
from qantar.facts.edition import Edition
from qantar.facts.models import FACTS, LINKS, MODELS
from qantar.facts.sources import TEXTS

TITLE = "Qantar: the crisis in Kazakhstan of January 2022, read through five articles"
LICENCE = {
    "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative Commons Attribution 4.0",
}  # fmt: skip
TYPES = {"date": "date", "number": "number", "integer": "integer"}
COMPOSITE = {"evidence": ["fact", "source", "paragraph", "quote"], "aliases": ["alias"]}
"""The keys of tables whose models have no column that is unique by itself."""
DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def describe(edition: Edition, paths: Mapping[str, str], home: str = "", only: str = "") -> dict[str, Any]:
    """Return the descriptor of all tables; ``paths``: the address of each table's CSV, relative to the descriptor.

    ``only``: the filter in words, if the tables hold what one leaves.
    """
    resources = [_resource(name, path, not only) for name, path in paths.items()]
    about = package("qantar", TITLE, edition, resources, home)
    return {**about, "description": f"What is left of the tables under a filter: {only}."} if only else about


def package(
    name: str, title: str, edition: Edition, resources: Sequence[Mapping[str, Any]], home: str = ""
) -> dict[str, Any]:
    """Return the descriptor of some resources."""
    about: dict[str, Any] = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "version": f"{__version__}+{edition.name}",
        "created": f"{dt.datetime.combine(edition.day, dt.time(), dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "homepage": home,
        "keywords": ["Kazakhstan", "Russia", "China", "CSTO", "SCO", "January 2022"],
        "licenses": [LICENCE],
        "contributors": [{"title": "The Qantar authors", "role": "author"}],
        "resources": list(resources),
    }
    return {what: value for what, value in about.items() if value}


def _resource(name: str, path: str, whole: bool) -> dict[str, Any]:
    return {
        **tabular(name, path),
        "description": (MODELS[name].__doc__ or "").strip(),
        "schema": schema(name, whole),
    }


def tabular(name: str, path: str) -> dict[str, Any]:
    """Return what every CSV is described by, besides its columns."""
    return {
        "profile": "tabular-data-resource", "name": name, "path": path, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": DIALECT,
    }  # fmt: skip


def schema(name: str, whole: bool = True) -> dict[str, Any]:
    """Return the schema of a table: its fields with types and constraints, its key, and the keys of other tables that it holds.

    A column of several keys separated by | is text to Frictionless, which knows no foreign keys of lists; ``keys`` says
    of what they are. The same goes for each key unless the table is ``whole``: what a filter leaves may name someone of whom
    it leaves no row. And a text of ours may be empty there, since it speaks of no article that isn't chosen.
    """
    known = MODELS[name].to_schema().columns
    fields, foreign = [], []
    of = {column: target for table, column, target in LINKS if table == name}
    for column, spec in tables.fields(name).items():
        field: dict[str, Any] = {
            "name": column,
            "type": TYPES.get(spec["type"], "string"),
            "description": spec["description"],
        }
        constraints = _constraints(known[column])
        target = of.get(column, "")
        if not whole and column == TEXTS.get(name):
            constraints.pop("required", None)
        if whole and target in MODELS and "separated" not in spec["allowed"]:
            foreign.append({"fields": column, "reference": {"resource": target, "fields": key(target)}})
        elif target:
            field["keys"] = {"of": target, "separator": "|" if "separated" in spec["allowed"] else None}
        fields.append({**field, **({"constraints": constraints} if constraints else {})})
    about = {"fields": fields, "missingValues": [""], "primaryKey": COMPOSITE.get(name) or [key(name)]}
    return {**about, "foreignKeys": foreign} if foreign else about


def key(name: str) -> str:
    """Return the column that tells the rows of a table apart."""
    unique = [column for column, spec in MODELS[name].to_schema().columns.items() if spec.unique]
    return FACTS.get(name) or (unique or COMPOSITE[name])[0]


def _constraints(spec: Any) -> dict[str, Any]:
    """Return what a column's cells may hold; a cell that may be empty isn't required."""
    found: dict[str, Any] = {"unique": True} if spec.unique else {}
    for check in spec.checks:
        about = check.statistics or {}
        if check.name == "isin":
            values = list(about["allowed_values"])
            found |= {"enum": [value for value in values if value], **({} if "" in values else {"required": True})}
        elif check.name == "str_matches":
            pattern = about["pattern"]
            optional = re.match(pattern, "") is not None
            found |= {} if optional else {"required": True}
            # What holds for any text needs no telling.
            found |= {} if pattern in ANY else {"pattern": pattern.removeprefix("^").removesuffix("$")}
    return found


ANY = ("^(?:(?:.*)?)$", r"^(?:[^\s].*[^\s]|[^\s])$")


def of_rows(name: str, path: str, rows: pd.DataFrame) -> dict[str, Any]:
    """Return the resource of a card's rows: each column by what it holds, and by what it means where a table has it."""
    known = {column: spec["description"] for table in MODELS for column, spec in tables.fields(table).items()}
    fields = []
    for column in map(str, rows.columns):
        kind = rows[column].dtype
        numeric = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
        integer = pd.api.types.is_integer_dtype(kind)
        typed = "date" if pd.api.types.is_datetime64_any_dtype(kind) else "integer" if integer else "number"
        field = {"name": column, "type": typed if numeric or typed == "date" else "string"}
        fields.append({**field, **({"description": known[column]} if column in known else {})})
    return {**tabular(name, path), "schema": {"fields": fields, "missingValues": [""]}}
