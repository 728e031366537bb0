"""Cells of a sheet as typed values, with a fault for each that does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.people.importing._faults import FaultCode, RowFault
from luoshi.people.importing._plan import Field
from luoshi.sheets import Row, narrow

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?: 00:00)?")
MOST_ORDER = 999_999

Take = Callable[[str], "Field | FaultCode"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A heading, how its cell is taken, whether it must be filled in, how long it may be, its width on the page."""

    heading: str
    take: Take
    required: bool = False
    longest: int = 120
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one kind of import; the first is the outside id by which rows find what is there already."""

    title: str
    columns: tuple[SheetColumn, ...]

    @property
    def key(self) -> str:
        """The heading of the outside id."""
        return self.columns[0].heading

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings."""
        return tuple(column.heading for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Headings without which there is nothing to import."""
        return tuple(column.heading for column in self.columns if column.required)


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its values; headings that the sheet lacks have no value."""

    row: int
    values: Mapping[str, Field]

    def text(self, heading: str) -> str:
        """A value that is text; blank if there is none."""
        value = self.values.get(heading)
        return value if isinstance(value, str) else ""


def read_lines(sheet: Sheet, rows: Sequence[Row], headings: Collection[str]) -> tuple[list[Line], list[RowFault]]:
    """Every row that fits, and every fault of those that do not. The outside id stands once."""
    lines: list[Line] = []
    faults: list[RowFault] = []
    places: dict[str, int] = {}
    for row in rows:
        values: dict[str, Field] = {}
        wrong = [fault for column in sheet.columns if column.heading in headings
                 for fault in _take_cell(row, column, values, sheet.key)]  # fmt: skip
        key = str(values.get(sheet.key) or "")
        if key and key in places:
            wrong.append(RowFault(row.number, sheet.key, FaultCode.TWICE, key, str(places[key])))
        places.setdefault(key, row.number)
        faults += wrong
        if not wrong:
            lines.append(Line(row.number, values))
    return lines, faults


def _take_cell(row: Row, column: SheetColumn, values: dict[str, Field], key: str) -> list[RowFault]:
    cell = row[column.heading]

    def fault(code: FaultCode, other: str = "") -> list[RowFault]:
        return [RowFault(row.number, column.heading, code, cell[:80], other)]

    if column.heading in row.formulas and not cell:
        return fault(FaultCode.FORMULA)
    if column.heading == key and column.heading in row.merged:
        return fault(FaultCode.MERGED)
    if not cell:
        values[column.heading] = None
        return fault(FaultCode.REQUIRED) if column.required else []
    taken = column.take(cell)
    if isinstance(taken, FaultCode):
        return fault(taken)
    if isinstance(taken, str) and len(taken) > column.longest:
        return fault(FaultCode.TOO_LONG, str(column.longest))
    values[column.heading] = taken
    return []


def as_text(cell: str) -> Field | FaultCode:
    """Words as they are, in one line."""
    return " ".join(cell.split())


def as_code(cell: str) -> Field | FaultCode:
    """A code, however wide it was typed."""
    return narrow(cell)


def as_number(cell: str) -> Field | FaultCode:
    """A whole number from zero."""
    plain = narrow(cell)
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(MOST_ORDER)):
        return FaultCode.BAD_NUMBER
    return int(plain)


def as_day(cell: str) -> Field | FaultCode:
    """2026-03-05, 2026/3/5, 2026.3.5 or 2026年3月5日."""
    found = _DAY.fullmatch(narrow(cell))
    if not found:
        return FaultCode.BAD_DAY
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return FaultCode.BAD_DAY
