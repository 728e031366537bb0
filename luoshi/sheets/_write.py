"""Table → bytes. Text is written as text, whatever it begins with; memory does not grow with the rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from luoshi.sheets._comma import FORMULA_STARTS
from luoshi.sheets._model import Column, Value

CELL_LIMIT = 32_767  # characters that a cell of a workbook can hold
_TITLE_LIMIT = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_xlsx(columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, title: str) -> bytes:
    """A workbook of one sheet, A4 across: the header frozen, repeated on every printed page, ready to be filtered."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(title.translate(_NOT_IN_TITLES)[:_TITLE_LIMIT].strip() or None)
        _set_up(sheet, columns, title)
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#E7E6E6", "text_wrap": True})
        body = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.heading, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                _write_cell(sheet, last, at, value, day if isinstance(value, date) else body)
        sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
    return buffer.getvalue()


def _set_up(sheet: Worksheet, columns: Sequence[Column], title: str) -> None:
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)  # as wide as one page, as long as it is
    sheet.repeat_rows(0)
    sheet.set_header("&C" + title.replace("&", "&&")[:200])
    sheet.set_footer("&C&P / &N")


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value, form: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value[:CELL_LIMIT], form)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.isoformat(" ", "minutes"), form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark, without which spreadsheets take Chinese for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _plain(value: Value) -> str | int | float | Decimal:
    """A spreadsheet runs text that begins like a formula; an apostrophe makes it text again."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else value.isoformat() if isinstance(value, date) else value
