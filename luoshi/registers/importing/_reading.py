"""xlsx, CSV and JSON lines as rows under headings."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from luoshi.sheets import Limits, SheetError, SheetFault, read_table

LIMITS = Limits(bytes=200 * 1024 * 1024, unpacked=1500 * 1024 * 1024, rows=200_000, columns=200)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row as the file has it, numbered as a spreadsheet or an editor numbers it."""

    number: int
    cells: Mapping[str, Any]
    merged: frozenset[str] = field(default=NONE)
    formulas: frozenset[str] = field(default=NONE)


@dataclass(frozen=True, slots=True)
class RowsFile:
    """All rows of a file."""

    headings: tuple[str, ...]
    rows: tuple[FileRow, ...]


def read_rows(data: bytes, *, headings: Collection[str] = ()) -> RowsFile:
    """The rows of a file, told by its bytes. Raises SheetError."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _read_lines(data)
    table = read_table(data, headings=headings, limits=LIMITS)
    rows = tuple(FileRow(row.number, row.cells, row.merged, row.formulas) for row in table.rows)
    return RowsFile(table.headings, rows)


def _read_lines(data: bytes) -> RowsFile:
    """One JSON object a line. A line that is none is kept as a row without cells, to be named."""
    if len(data) > LIMITS.bytes:
        raise SheetError(SheetFault.TOO_LARGE, what="bytes", limit=LIMITS.bytes)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise SheetError(SheetFault.ENCODING) from None
    if len(lines) > LIMITS.rows:
        raise SheetError(SheetFault.TOO_LARGE, what="rows", limit=LIMITS.rows)
    headings: dict[str, None] = {}
    rows = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            cells = _object(line)
            headings.update(dict.fromkeys(cells))
            rows.append(FileRow(number, cells))
    if len(headings) > LIMITS.columns:
        raise SheetError(SheetFault.TOO_LARGE, what="columns", limit=LIMITS.columns)
    return RowsFile(tuple(headings), tuple(rows))


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
