"""Workbooks (xlsx): the visible sheets as bare cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._grid import Grid
from luoshi.sheets._model import Limits
from luoshi.sheets.xlsx import BROKEN, EntitiesError, OpenSheet, merged_ranges, number_words, open_workbook

_FORMULA = re.compile(rb"<(?:\w+:)?c\s[^<>]*?r=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*>\s*<(?:\w+:)?f[\s>/]")


def read_workbook(data: bytes, limits: Limits) -> Iterator[Grid]:
    """Every visible sheet in order. Raises SheetError when the workbook does not open or is too large."""
    try:
        with open_workbook(data) as sheets:
            for sheet in sheets:
                if sheet.is_visible:
                    yield _read_sheet(sheet, limits)
    except SheetError:
        raise
    except (*BROKEN, EntitiesError) as error:
        raise SheetError(SheetFault.BROKEN) from error


def _read_sheet(sheet: OpenSheet, limits: Limits) -> Grid:
    most = limits.rows + limits.header_within
    rows: list[list[str]] = []
    blank = 0  # rows since the last one with words: a formatted but empty tail is no table
    for cells in sheet.rows(columns=limits.columns + 1):
        row = [_show(cell) for cell in cells]
        if len(row) > limits.columns and row[limits.columns]:
            raise SheetError(SheetFault.TOO_LARGE, what="columns", limit=limits.columns)
        rows.append(row)
        blank = 0 if any(row) else blank + 1
        if len(rows) - blank > most:
            raise SheetError(SheetFault.TOO_LARGE, what="rows", limit=limits.rows)
        if blank > most:
            break
    xml = sheet.xml()
    formulas = frozenset(coordinate_to_tuple(place.decode()) for place in _FORMULA.findall(xml))
    return Grid(sheet.title, rows[: len(rows) - blank] if not formulas else rows, merged_ranges(xml), formulas)


def _show(cell: Any) -> str:
    """The cell as text: days as 2026-03-05, whole numbers without a point, percentages with their sign."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if (value.hour or value.minute) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return number_words(cell, places=10)
    return str(value).strip()
