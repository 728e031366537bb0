"""One sheet with its head frozen, ready to be filtered: what the commands that compare two files write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

# Text from a document is written as text, whatever it begins with.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}

Cell = str | int | float | None


def write_sheet(
    stream: BinaryIO, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    """``columns`` are headings with their widths in characters; a row has a cell for each."""
    import xlsxwriter

    book = xlsxwriter.Workbook(stream, _OPTIONS)
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    sheet.freeze_panes(1, 0)
    line = 0
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell, body)
            elif cell is not None:
                sheet.write_number(line, column, cell, body)
    sheet.autofilter(0, 0, line, len(columns) - 1)
    book.close()
