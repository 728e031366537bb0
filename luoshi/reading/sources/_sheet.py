"""Workbooks (xlsx): the cells of each sheet as they are shown, merged ones filled, for ``_tasks`` to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi.reading.sources._faults import Doubt, Notice, SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._places import Mark
from luoshi.reading.sources._tasks import Row, Table, read_tasks
from luoshi.sheets.xlsx import BROKEN, EntitiesError, OpenSheet, merged_ranges, number_words, open_workbook

_LONGEST = 4_000  # characters of a cell; a task has a few hundred


@dataclass(frozen=True, slots=True)
class _Grid:
    """A sheet as rows of texts, and its merged cells: first column, first row, last column, last row."""

    title: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """Every visible sheet that lists tasks, a task a line. Raises NO_TASKS when there is none."""
    try:
        grids = _read_grids(data, name, limits)
    except EntitiesError as error:
        raise SourceError(SourceFault.NOT_XLSX, name, kind="entities") from error
    except BROKEN as error:
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


def _read_grids(data: bytes, name: str, limits: Limits) -> list[_Grid]:
    """The visible sheets in their order; a hidden one is an empty grid, so that the numbers stay."""
    grids: list[_Grid] = []
    cells = 0
    with open_workbook(data) as sheets:
        for sheet in sheets[: limits.sheets]:
            if not sheet.is_visible:
                grids.append(_Grid(sheet.title, [], []))
                continue
            rows = _read_rows(sheet, name, limits)
            cells += sum(1 for row in rows for cell in row if cell)
            if cells > limits.cells:
                raise SourceError(SourceFault.TOO_LARGE, name, kind="cells", limit=f"{limits.cells:,}")
            grids.append(_Grid(sheet.title, rows, merged_ranges(sheet.xml())))
    return grids


def _read_rows(sheet: OpenSheet, name: str, limits: Limits) -> list[list[str]]:
    cells = sheet.rows(columns=limits.sheet_columns, most=limits.sheet_rows + 1)
    rows = [[_show(cell) for cell in row] for row in cells]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > limits.sheet_rows:
        raise SourceError(SourceFault.TOO_LARGE, name, kind="cells", limit=f"{limits.sheet_rows:,}")
    return rows


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
        return number_words(cell, places=6)
    return str(value).strip()[:_LONGEST]
