"""Rows as a workbook for Excel and its kin: numbers and dates as such, each sheet with a heading that stays in view."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

WIDEST = 60
"""So many letters wide is a column at most."""
UNSAFE = ("=", "+", "-", "@")
"""How a text begins that a spreadsheet might run."""


def workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]], title: str) -> bytes:
    """Return a workbook (.xlsx): a sheet for each name, from its heading and its rows.

    Cells are text, numbers, dates or None. A text stays a text: what looks like a formula isn't run.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "Qantar"
    for name, (heading, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for n, column in enumerate(heading):
            longest = max((len(str(row[n])) for row in rows if row[n] is not None), default=0)
            sheet.column_dimensions[_letter(n)].width = min(max(longest, len(column)) + 2, WIDEST)
        sheet.append([_cell(sheet, column, bold=True) for column in heading])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str) and value.startswith(UNSAFE):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _letter(n: int) -> str:
    """Return the letters of a column: A, B, …, Z, AA."""
    first, last = divmod(n, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)
