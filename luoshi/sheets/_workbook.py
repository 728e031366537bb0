"""Workbooks (xlsx): the visible sheets as bare cells.

Formulas are never evaluated: where there is one, the value stands that the program which saved the file computed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._grid import Grid, Range
from luoshi.sheets._model import Limits

_BROKEN = (
    AttributeError,
    DefusedXmlException,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    SyntaxError,  # of lxml's parser
    TypeError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PROLOGUE = 4096  # bytes in which a document type stands, if there is one
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?c\s[^<>]*?r=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*>\s*<(?:\w+:)?f[\s>/]")
_MOST_MERGED = 20_000


def read_workbook(data: bytes, limits: Limits) -> Iterator[Grid]:
    """Every visible sheet in order. Raises SheetError when the workbook does not open or is too large."""
    try:
        _refuse_entities(data)
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet in workbook.worksheets:
                if sheet.sheet_state == "visible":
                    yield _read_sheet(archive, sheet, limits)
        workbook.close()
    except SheetError:
        raise
    except (*_BROKEN, ValueError) as error:
        raise SheetError(SheetFault.BROKEN) from error


def _refuse_entities(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if entry.endswith((".xml", ".rels")):
                with archive.open(entry) as stream:
                    if _DOCTYPE.search(stream.read(_PROLOGUE).replace(b"\0", b"")):
                        raise SheetError(SheetFault.BROKEN)


def _read_sheet(archive: zipfile.ZipFile, sheet: Any, limits: Limits) -> Grid:
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    most = limits.rows + limits.header_within
    rows: list[list[str]] = []
    blank = 0  # rows since the last one with words: a formatted but empty tail is no table
    for cells in sheet.iter_rows(max_col=limits.columns + 1):
        row = [_show(cell) for cell in cells]
        if len(row) > limits.columns and row[limits.columns]:
            raise SheetError(SheetFault.TOO_LARGE, what="columns", limit=limits.columns)
        rows.append(row)
        blank = 0 if any(row) else blank + 1
        if len(rows) - blank > most:
            raise SheetError(SheetFault.TOO_LARGE, what="rows", limit=limits.rows)
        if blank > most:
            break
    xml = archive.read(sheet._worksheet_path.lstrip("/"))  # openpyxl knows neither when it reads row by row
    merged = [cast(Range, range_boundaries(place.decode())) for place in _MERGED.findall(xml)[:_MOST_MERGED]]
    formulas = frozenset(coordinate_to_tuple(place.decode()) for place in _FORMULA.findall(xml))
    return Grid(sheet.title, rows[: len(rows) - blank] if not formulas else rows, merged, formulas)


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
        percent = "%" in (cell.number_format or "")
        return f"{round(value * (100 if percent else 1), 10):.15g}{'%' if percent else ''}"
    return str(value).strip()
