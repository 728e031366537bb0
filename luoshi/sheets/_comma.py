"""Comma-separated text: decoded, its separator found, its rows read."""

from __future__ import annotations

import csv
import io
from itertools import islice

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._grid import Grid
from luoshi.sheets._model import Limits

SEPARATORS = (",", "\t", ";", "，")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def read_comma(data: bytes, limits: Limits) -> Grid:
    """The rows. Raises SheetError when the text does not decode or its quotation marks do not close."""
    text = _decode(data)
    most = limits.rows + limits.header_within
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    try:
        for row in islice(reader, most + 1):
            if len(row) > limits.columns:
                raise SheetError(SheetFault.TOO_LARGE, what="columns", limit=limits.columns)
            rows.append([_take(cell) for cell in row])
    except csv.Error as error:
        raise SheetError(SheetFault.QUOTES, row=len(rows) + 1) from error
    if len(rows) > most:
        raise SheetError(SheetFault.TOO_LARGE, what="rows", limit=limits.rows)
    return Grid("", rows)


def _decode(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError(SheetFault.ENCODING)


def _separator(text: str) -> str:
    """The one that parts the first line with words into the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _take(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running the cell."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
