"""Whether CSV texts are as their Data Package says."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re


def faults(package: dict, texts: dict[str, str]) -> list[str]:
    """Return what of some CSV texts isn't as their package says, by the rules of Frictionless' Table Schema."""
    found = []
    rows = {
        resource["name"]: list(csv.DictReader(io.StringIO(texts[resource["path"]], newline="")))
        for resource in package["resources"]
    }
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        empty = set(schema["missingValues"])
        columns = next(csv.reader(io.StringIO(texts[resource["path"]], newline="")))
        if columns != [field["name"] for field in schema["fields"]]:
            found.append(f"{name}: columns")
            continue
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            cells = [row[field["name"]] for row in rows[name]]
            said = [cell for cell in cells if cell not in empty]
            if rules.get("required") and len(said) < len(cells):
                found.append(f"{name}.{field['name']}: empty")
            if rules.get("unique") and len(set(said)) < len(said):
                found.append(f"{name}.{field['name']}: twice")
            for cell in said:
                try:
                    {"date": dt.date.fromisoformat, "number": float, "integer": int, "string": str}[field["type"]](cell)
                except ValueError:
                    found.append(f"{name}.{field['name']}: {cell} is no {field['type']}")
                if "enum" in rules and cell not in rules["enum"]:
                    found.append(f"{name}.{field['name']}: {cell} is none of them")
                if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
                    found.append(f"{name}.{field['name']}: {cell} doesn't fit")
        if "primaryKey" in schema:
            keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows[name]]
            if len(set(keys)) < len(keys):
                found.append(f"{name}: key")
        for foreign in schema.get("foreignKeys", []):
            to = foreign["reference"]
            known = {row[to["fields"]] for row in rows[to["resource"]]} | empty
            found += [
                f"{name}.{foreign['fields']}: {row[foreign['fields']]}"
                for row in rows[name]
                if row[foreign["fields"]] not in known
            ]
    return found
