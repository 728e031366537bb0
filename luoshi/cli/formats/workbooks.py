"""``xlsx``: one sheet, its head frozen, ready to be filtered."""

from __future__ import annotations

from typing import BinaryIO

import xlsxwriter

from luoshi.cli.formats.columns import COLUMNS, FILE_COLUMN, row_cells
from luoshi.cli.inputs import Report
from luoshi.cli.wording import list_rows

# Text from a document is written as text, whatever it begins with.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class Writer:
    """One row a line; with several reports the first column names the file."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._several = several
        self._columns = (FILE_COLUMN, *COLUMNS) if several else COLUMNS
        self._book = xlsxwriter.Workbook(stream, _OPTIONS)
        self._sheet = self._book.add_worksheet("任务台账")
        self._body = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._row = 0
        head = self._book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "valign": "vcenter"})
        for column, (title, width) in enumerate(self._columns):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, title, head)
        self._sheet.freeze_panes(1, 0)

    def add(self, report: Report) -> None:
        for number, row in enumerate(list_rows(report.reading), 1):
            self._row += 1
            cells = row_cells(number, row)
            for column, cell in enumerate([report.name, *cells] if self._several else cells):
                if isinstance(cell, str):
                    self._sheet.write_string(self._row, column, cell, self._body)
                elif cell is not None:
                    self._sheet.write_number(self._row, column, cell, self._body)

    def close(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
        self._book.close()
