"""A table as it was read, and the columns of one to be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

Value: TypeAlias = str | int | float | Decimal | date | None
Range = tuple[int, int, int, int]  # first column, first row, last column, last row; from one


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. Bytes are those of the file; ``unpacked`` those of everything inside a workbook."""

    bytes: int = 20 * 1024 * 1024
    unpacked: int = 400 * 1024 * 1024
    ratio: int = 200  # unpacked to packed, of one part over a megabyte
    parts: int = 2_000
    rows: int = 60_000
    columns: int = 200
    header_within: int = 20  # rows from the top


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header: heading → text, blank cells as empty text.

    ``number`` is what the spreadsheet shows beside the row. A cell that belongs to a merged one above it has that
    one's text and is named in ``merged``. A cell that holds a formula has the value that the program which saved the
    file computed, or none, and is named in ``formulas``.
    """

    number: int
    cells: Mapping[str, str]
    merged: frozenset[str] = field(default=frozenset())
    formulas: frozenset[str] = field(default=frozenset())

    def __getitem__(self, heading: str) -> str:
        """The text under this heading; empty if the table has no such column."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that hold anything, under its headings."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width in characters."""

    heading: str
    width: int = 16


def narrow(text: str) -> str:
    """Digits, letters and signs typed in full width, made plain: １２３ → 123, Ａ－１ → A-1. For codes and numbers."""
    return unicodedata.normalize("NFKC", text).strip()


def frozen_cells(cells: dict[str, str]) -> Mapping[str, str]:
    """The same, not to be changed."""
    return MappingProxyType(cells)
