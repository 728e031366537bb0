"""``csv``: with a byte order mark, without which spreadsheets take Chinese UTF-8 for something else."""

from __future__ import annotations

import codecs
import csv
import io
from typing import BinaryIO

from luoshi.cli.formats.columns import COLUMNS, FILE_COLUMN, Cell, row_cells
from luoshi.cli.inputs import Report
from luoshi.cli.wording import list_rows

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Writer:
    """One line a row under one head; with several reports the first column names the file."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several
        head = [title for title, _ in ((FILE_COLUMN, *COLUMNS) if several else COLUMNS)]
        self._stream.write(codecs.BOM_UTF8)
        self._write([head])

    def add(self, report: Report) -> None:
        whose: list[Cell] = [report.name] if self._several else []
        self._write([whose + row_cells(number, row) for number, row in enumerate(list_rows(report.reading), 1)])

    def close(self) -> None:
        """Nothing is left to write."""

    def _write(self, rows: list[list[Cell]] | list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([_disarm(cell) for cell in row] for row in rows)
        self._stream.write(text.getvalue().encode())
        self._stream.flush()


def _disarm(cell: Cell) -> Cell:
    """A spreadsheet runs text that begins like a formula; an apostrophe makes it text again."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
