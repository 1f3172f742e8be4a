"""Workbooks: typed cells, and no text that a spreadsheet would run."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import load_workbook

from qantar.export.workbook import workbook

SHEETS = {
    "Rows": (
        ["what", "value", "day"],
        [["Force", 2500, dt.date(2022, 1, 10)], ["=1+1", 14.7, None], ["+7 days", None, None]],
    ),
    "Columns": (["column", "meaning"], [["what", "What it is."]]),
}


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


def test_numbers_dates_and_texts_keep_their_kind():
    book = opened(workbook(SHEETS, "A title"))
    assert book.sheetnames == ["Rows", "Columns"]
    assert book.properties.title == "A title"
    rows = list(book["Rows"].values)
    assert rows[0] == ("what", "value", "day")
    assert rows[1] == ("Force", 2500, dt.datetime(2022, 1, 10))
    assert rows[2] == ("=1+1", 14.7, None)


def test_what_looks_like_a_formula_is_a_text():
    sheet = opened(workbook(SHEETS, "A title"))["Rows"]
    assert [sheet.cell(row, 1).data_type for row in (3, 4)] == ["s", "s"]


def test_the_heading_stays_in_view_and_is_bold():
    sheet = opened(workbook(SHEETS, "A title"))["Rows"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
