"""What is wrong with a file as a whole. What is wrong in one cell is for whoever knows what the cell should hold."""

from __future__ import annotations

from enum import StrEnum


class SheetFault(StrEnum):
    """Why a file is not taken. The facts that go with each are named behind it."""

    EMPTY = "empty"  # no bytes, or no words in any cell
    TOO_LARGE = "too_large"  # what: bytes, rows or columns; limit
    BOMB = "bomb"  # unpacks to more than is safe
    OLD_FORM = "old_form"  # .xls, or protected by a password: both look alike from outside
    MACROS = "macros"
    HTML = "html"  # a web page under a spreadsheet's name
    NO_TABLE = "no_table"  # neither a workbook nor text
    BROKEN = "broken"  # a workbook that does not open
    ENCODING = "encoding"  # text that is neither UTF-8 nor GB18030
    QUOTES = "quotes"  # text whose quotation marks do not close; row
    NO_HEADER = "no_header"  # no row holds the headings; expected
    HEADING_TWICE = "heading_twice"  # heading
    HEADING_MISSING = "heading_missing"  # heading


class SheetError(ValueError):
    """A file that is not taken."""

    def __init__(self, fault: SheetFault, **facts: str | int) -> None:
        self.fault, self.facts = fault, facts
        super().__init__(f"{fault}: {facts}" if facts else str(fault))
