"""Tables in and out, as spreadsheets (xlsx) and as comma-separated text (csv). Pure: no Django, no database.

``read_table`` takes the bytes of a file that somebody filled in and gives its rows as text, each with the number that
the spreadsheet shows beside it, so that a fault can name its place. ``write_xlsx`` and ``write_csv`` write what
``read_table`` takes back. Nothing in a cell is ever run, on the way in or on the way out.
"""

from __future__ import annotations

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._model import LIMITS, Column, Limits, Row, Table, Value, narrow
from luoshi.sheets._read import read_table
from luoshi.sheets._write import write_csv, write_xlsx

__all__ = [
    "LIMITS",
    "Column",
    "Limits",
    "Row",
    "SheetError",
    "SheetFault",
    "Table",
    "Value",
    "narrow",
    "read_table",
    "write_csv",
    "write_xlsx",
]
