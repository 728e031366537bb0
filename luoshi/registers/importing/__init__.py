"""Files with many records: what is in them, which column is which field, what is wrong with each row. Pure."""

from luoshi.registers.importing._mapping import OUTSIDE_ID, Mapping, guess_mapping, headings_digest
from luoshi.registers.importing._reading import FileRow, RowsFile, read_rows
from luoshi.registers.importing._ready import Plan, ReadyContent, ReadyRow, known_headings, ready_parts
from luoshi.registers.importing._rows import CheckedRow, RowCode, RowFault, check_row, doubles_in

__all__ = [
    "OUTSIDE_ID",
    "CheckedRow",
    "FileRow",
    "Mapping",
    "Plan",
    "ReadyContent",
    "ReadyRow",
    "RowCode",
    "RowFault",
    "RowsFile",
    "check_row",
    "doubles_in",
    "guess_mapping",
    "headings_digest",
    "known_headings",
    "read_rows",
    "ready_parts",
]
