"""Workbooks (xlsx): the cells of each sheet as they are shown, merged ones filled, for ``_tasks`` to read.

Formulas are never evaluated: where there is one, the value stands that the program which saved the file computed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from luoshi.reading.sources._faults import Doubt, Notice, SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._places import Mark
from luoshi.reading.sources._tasks import Row, Table, read_tasks

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
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PROLOGUE = 4096  # bytes in which a document type stands, if there is one
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_MOST_MERGED = 20_000
_LONGEST = 4_000  # characters of a cell; a task has a few hundred

_Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Grid:
    """A sheet as rows of texts, and the ranges of its merged cells: first column, first row, last column, last row."""

    title: str
    rows: list[list[str]]
    merged: list[_Range]


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """Every visible sheet that lists tasks, a task a line. Raises NO_TASKS when there is none."""
    try:
        _refuse_entities(data, name)
        grids = _read_grids(data, name, limits)
    except _BROKEN as error:
        raise SourceError(SourceFault.NOT_XLSX, name) from error
    text = ""
    pages: list[int] = []
    marks: list[Mark] = []
    passed: list[str] = []
    for number, grid in enumerate(grids, 1):
        pages.append(len(text))
        lines = read_tasks(_fill(grid))
        if not lines and any(any(row) for row in grid.rows):
            passed.append(grid.title)
        for line, row in lines:
            if row:
                marks.append((len(text), len(text) + len(line), number, row))
            text += line + "\n"
    if not text:
        raise SourceError(SourceFault.NO_TASKS, name)
    notices = (Notice(Doubt.OTHER_SHEETS, (("sheets", "、".join(passed[:10])),)),) if passed else ()
    return Extract(text, tuple(pages), tuple(marks), notices)


def _refuse_entities(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if entry.endswith((".xml", ".rels")):
                with archive.open(entry) as stream:
                    if _DOCTYPE.search(stream.read(_PROLOGUE).replace(b"\0", b"")):
                        raise SourceError(SourceFault.NOT_XLSX, name, kind="entities")


def _read_grids(data: bytes, name: str, limits: Limits) -> list[_Grid]:
    """The visible sheets in their order; a hidden one is an empty grid, so that the numbers stay."""
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    grids: list[_Grid] = []
    cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet in workbook.worksheets[: limits.sheets]:
            if sheet.sheet_state != "visible":
                grids.append(_Grid(sheet.title, [], []))
                continue
            sheet.reset_dimensions()  # what the file says of its size is often wrong
            rows = _read_rows(sheet, name, limits)
            cells += sum(1 for row in rows for cell in row if cell)
            if cells > limits.cells:
                raise SourceError(SourceFault.TOO_LARGE, name, kind="cells", limit=f"{limits.cells:,}")
            grids.append(_Grid(sheet.title, rows, _read_merged(archive, sheet)))
    workbook.close()
    return grids


def _read_rows(sheet: Any, name: str, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in sheet.iter_rows(max_row=limits.sheet_rows + 1, max_col=limits.sheet_columns):
        rows.append([_show(cell) for cell in row])
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > limits.sheet_rows:
        raise SourceError(SourceFault.TOO_LARGE, name, kind="cells", limit=f"{limits.sheet_rows:,}")
    return rows


def _read_merged(archive: zipfile.ZipFile, sheet: Any) -> list[_Range]:
    """openpyxl does not know them when it reads row by row."""
    found = _MERGED.findall(archive.read(sheet._worksheet_path.lstrip("/")))[:_MOST_MERGED]
    return [cast(_Range, range_boundaries(place.decode("ascii"))) for place in found]


def _fill(grid: _Grid) -> Table:
    """The table with each merged cell's text in all of its places, and which places got theirs from above or beside."""
    width = max((len(row) for row in grid.rows), default=0)
    rows = [Row(number, [*row, *[""] * (width - len(row))]) for number, row in enumerate(grid.rows, 1)]
    for left, top, right, bottom in grid.merged:
        if top > len(rows) or left > width:
            continue
        text = rows[top - 1].cells[left - 1]
        for row in rows[top - 1 : bottom] if text else []:
            for column in range(left - 1, min(right, width)):
                row.cells[column] = text
                if row.number > top:
                    row.from_above.add(column)
    return Table(grid.title, rows)


def _show(cell: Any) -> str:
    """What a reader sees in the cell, as far as it matters to a task."""
    value = cell.value
    if value is None or isinstance(value, bool) or cell.data_type == "e":
        return ""
    if isinstance(value, datetime | date):
        day = f"{value.day}日" if "d" in (cell.number_format or "d").lower() else ""
        return f"{value.year}年{value.month}月{day}"
    if isinstance(value, int | float):
        percent = "%" in (cell.number_format or "")
        return f"{round(value * (100 if percent else 1), 6):.15g}{'%' if percent else ''}"
    return str(value).strip()[:_LONGEST]
