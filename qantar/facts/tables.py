"""The tables: ``read`` turns a CSV of ``data/`` into a validated table, or says all that is wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors

from qantar.facts import articles
from qantar.facts.models import FACTS, MODELS

# Another folder of tables, such as an editor's draft, is served with QANTAR_DATA=DIR.
DATA = Path(os.environ.get("QANTAR_DATA") or Path(__file__).resolve().parent.parent.parent / "data").resolve()

__all__ = [
    "DATA",
    "FACTS",
    "Fault",
    "TableError",
    "changed",
    "fields",
    "read",
    "read_all",
    "to_cells",
    "to_csv",
    "to_records",
]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a table: where it stands, what it is and what is allowed."""

    file: str
    row: int | None
    column: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row else ""
        column = f" column {self.column}" if self.column else ""
        return f"{self.file}:{row}{column}: {self.problem}; allowed: {self.allowed}"


class TableError(ValueError):
    """One or more tables can't be used; ``faults`` lists every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def _is_date(text: str) -> bool:
    try:
        return text == "" or dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    return text == "" or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def _is_integer(text: str) -> bool:
    return re.fullmatch("[0-9]+", text) is not None


def fields(name: str) -> dict[str, dict[str, str]]:
    """Return column → {description, allowed, type} of a table, in file order."""
    columns = MODELS[name].to_schema().columns
    return {
        column: {
            "description": spec.description or "",
            "allowed": (spec.metadata or {}).get("allowed", ""),
            "type": (spec.metadata or {}).get("type", "text"),
        }
        for column, spec in columns.items()
    }


def _rows(path: Path) -> tuple[pd.DataFrame, list[int], list[Fault]]:
    """Read a CSV as text; return the table, each row's line in the file, and faults of form."""
    expected = list(MODELS[path.stem].to_schema().columns)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return pd.DataFrame(), [], [Fault(path.name, None, "", "the file is missing", "a CSV file")]
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8"
        return pd.DataFrame(), [], [Fault(path.name, None, "", problem, "UTF-8 text")]
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if header != expected:
        problem = f"the header is {','.join(header) or 'empty'}"
        return pd.DataFrame(), [], [Fault(path.name, 1, "", problem, ",".join(expected))]
    rows, lines, faults = [], [], []
    line = 1
    for row in reader:
        last, line = line, reader.line_num
        if line != last + 1:
            # Else no row after it could be named by its line.
            faults.append(Fault(path.name, last + 1, "", "a cell holds a line break", "one line for a row"))
        elif not row:
            faults.append(Fault(path.name, line, "", "the line is empty", "a row"))
        elif len(row) == len(expected):
            rows.append(row)
            lines.append(line)
        else:
            problem = f"{len(row)} cells"
            faults.append(Fault(path.name, reader.line_num, "", problem, f"{len(expected)} cells"))
    return pd.DataFrame(rows, columns=expected, dtype="str"), lines, faults


def _cell_faults(name: str, frame: pd.DataFrame, lines: list[int]) -> list[Fault]:
    allowed = fields(name)
    found: dict[tuple[int, str], Fault] = {}

    def add(index: int, column: str, problem: str) -> None:
        where = lines[index], column
        found.setdefault(where, Fault(f"{name}.csv", *where, problem, allowed[column]["allowed"]))

    try:
        MODELS[name].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            unique = case["check"] == "field_uniqueness"
            problem = f"«{case['failure_case']}» " + ("is used twice" if unique else "is not allowed")
            add(int(case["index"]), case["column"], problem)
    for column, spec in allowed.items():
        test = {"date": _is_date, "number": _is_number, "integer": _is_integer}.get(spec["type"])
        for index, text in enumerate(frame[column]):
            if test and text and not test(text):
                add(index, column, f"«{text}» is not a {spec['type']}")
    return [found[where] for where in sorted(found)]


def read(name: str, folder: Path = DATA) -> pd.DataFrame:
    """Read and validate one table.

    Text stays text (empty where nothing is said), dates become ``datetime64``, numbers
    ``Float64``, whole numbers ``Int64``. Raises ``TableError`` with every bad cell.
    """
    frame, lines, faults = _rows(folder / f"{name}.csv")
    if not frame.empty:
        faults = faults + _cell_faults(name, frame, lines)
    if faults:
        raise TableError(faults)
    for column, spec in fields(name).items():
        if column not in frame:
            frame[column] = pd.Series(dtype="str")
        cells = frame[column].mask(frame[column] == "")
        if spec["type"] == "date":
            frame[column] = pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[s]")
        elif spec["type"] in ("number", "integer"):
            kind = "Float64" if spec["type"] == "number" else "Int64"
            frame[column] = pd.to_numeric(cells).astype(kind)
    return frame


def read_all(folder: Path = DATA) -> dict[str, pd.DataFrame]:
    """Read every table, the articles in their order. Raises one ``TableError`` that lists the faults of all of them."""
    tables, faults = {}, []
    for name in MODELS:
        try:
            tables[name] = read(name, folder)
        except TableError as error:
            faults += error.faults
    if faults:
        raise TableError(faults)
    tables["sources"] = articles.in_order(tables["sources"])
    return tables


def _iso(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its dates as ISO text."""
    dates = [column for column in frame if pd.api.types.is_datetime64_any_dtype(frame[column])]
    return frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in dates})


def changed(folder: Path = DATA) -> float:
    """Return when a table was last changed (seconds since 1970), so that an edit is seen at once."""
    return max((path.stat().st_mtime for path in folder.glob("*.csv")), default=0.0)


def to_csv(frame: pd.DataFrame) -> str:
    """Write a table as CSV text that a spreadsheet opens right and can't run.

    Dates are ISO; a cell that would be taken for a formula gets a leading apostrophe, a negative number doesn't.
    """
    frame = _iso(frame)
    texts = [column for column in frame if pd.api.types.is_string_dtype(frame[column])]
    plain = {
        column: frame[column].str.replace(r"^(?=[=+\-@\t\r])(?!-[0-9]+(?:\.[0-9]+)?$)", "'", regex=True)
        for column in texts
    }
    return frame.assign(**plain).to_csv(index=False, lineterminator="\n", float_format="%.10g")


def to_cells(frame: pd.DataFrame) -> tuple[list[str], list[list[Any]]]:
    """Return heading and rows of a table as plain values: text, numbers, dates, None where there is nothing."""

    def plain(cell: Any) -> Any:
        if isinstance(cell, pd.Timestamp):
            return cell.date()
        return None if pd.isna(cell) or cell == "" else cell.item() if hasattr(cell, "item") else cell

    return list(map(str, frame.columns)), [[plain(cell) for cell in row] for row in frame.itertuples(index=False)]


def to_records(frame: pd.DataFrame) -> list[dict]:
    """Return a table's rows as JSON values: dates as ISO text, what is empty as None or ""."""
    return json.loads(_iso(frame).to_json(orient="records", force_ascii=False))
