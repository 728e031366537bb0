"""One row of a file as a record, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from luoshi.mechanisms import Problem, Register, Value
from luoshi.registers.content import check_raw
from luoshi.registers.importing._mapping import Mapping
from luoshi.registers.importing._reading import FileRow

LONGEST_WRITTEN = 200
LONGEST_ID = 80


class RowCode(StrEnum):
    """What is wrong with a row beyond its single values."""

    NOT_A_ROW = "not_a_row"  # a JSON line that is no object
    DOUBLE_IN_FILE = "double_in_file"  # the same key stands further up
    DOUBLE_ELSEWHERE = "double_elsewhere"  # a key belongs to another record than the row's own
    NOT_YOURS = "not_yours"  # the record is kept by an organisation that the asker has no charge of
    NEEDS_APPROVAL = "needs_approval"
    NOT_LIVE = "not_live"  # the record was merged or withdrawn
    FORMULA = "formula"  # a cell with a formula and no value
    FORMULA_VALUE = "formula_value"  # a warning: the value is the one last computed
    MERGED_CELL = "merged_cell"  # a warning: the value was taken from a merged cell above
    LONG_ID = "long_id"
    MASKED = "masked"  # a new record whose secret is given with stars, as exports show it


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault or doubt, with the cell as it was written."""

    row: int
    field: str
    code: str
    limit: str = ""
    written: str = ""
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with its values; ``faults`` that are no mere warnings keep it out."""

    row: FileRow
    outside_id: str
    values: MappingOf[str, Value]
    faults: tuple[RowFault, ...]
    masked: frozenset[str] = frozenset()  # sensitive fields given with stars: they stay as they are

    @property
    def is_good(self) -> bool:
        """Can it be written?"""
        return all(fault.is_warning for fault in self.faults)


def check_row(
    register: Register, row: FileRow, mapping: Mapping, *, today: date, double_of: int | None = None
) -> CheckedRow:
    """The row under the mapping. ``double_of``: the row further up that has the same key."""
    columns = {name: heading for heading, name in mapping.fields.items()}
    raw = {name: row.cells[heading] for name, heading in columns.items() if heading in row.cells}
    masked = frozenset(each.name for each in register.schema.sensitive if "*" in str(raw.get(each.name, "")))
    raw = {name: value for name, value in raw.items() if name not in masked}
    checked = check_raw(register, raw, today=today)
    faults = [_fault(row, columns, problem) for problem in checked.problems if problem.field not in masked]
    faults += _cell_faults(row, mapping)
    if not row.cells:
        faults = [RowFault(row.number, "", RowCode.NOT_A_ROW)]
    elif double_of is not None:
        faults.append(RowFault(row.number, "", RowCode.DOUBLE_IN_FILE, str(double_of)))
    outside_id = str(row.cells.get(mapping.id_column) or "").strip() if mapping.id_column else ""
    if len(outside_id) > LONGEST_ID:
        faults.append(RowFault(row.number, "", RowCode.LONG_ID, str(LONGEST_ID), outside_id[:LONGEST_WRITTEN]))
    return CheckedRow(row, outside_id, checked.values, tuple(faults), masked)


def doubles_in(register: Register, rows: Sequence[FileRow], mapping: Mapping) -> dict[int, int]:
    """Row → the row further up that has the same number elsewhere, or the same declared key, as they are written."""
    columns = {name: heading for heading, name in mapping.fields.items()}
    keys = [[columns[name] for name in fields] for fields in register.keys if all(name in columns for name in fields)]
    if mapping.id_column:
        keys.append([mapping.id_column])
    found: dict[int, int] = {}
    for headings in keys:
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            key = tuple(["".join(str(row.cells.get(each) or "").split()).upper() for each in headings])
            if not all(key):
                continue
            first = seen.setdefault(key, row.number)
            if first != row.number:
                found.setdefault(row.number, first)
    return found


def _fault(row: FileRow, columns: MappingOf[str, str], problem: Problem) -> RowFault:
    written = row.cells.get(columns.get(problem.field, ""), "")
    return RowFault(
        row.number,
        problem.field,
        problem.code.value,
        problem.limit[:400],
        _shorten(written),
        problem.is_warning,
    )


def _cell_faults(row: FileRow, mapping: Mapping) -> list[RowFault]:
    faults = []
    for heading in sorted(row.formulas & mapping.fields.keys()):
        empty = not str(row.cells.get(heading) or "").strip()
        code = RowCode.FORMULA if empty else RowCode.FORMULA_VALUE
        faults.append(RowFault(row.number, mapping.fields[heading], code, is_warning=not empty))
    for heading in sorted(row.merged & mapping.fields.keys()):
        written = _shorten(row.cells.get(heading, ""))
        faults.append(
            RowFault(row.number, mapping.fields[heading], RowCode.MERGED_CELL, written=written, is_warning=True)
        )
    return faults


def _shorten(written: Any) -> str:
    return str(written).replace("\0", "")[:LONGEST_WRITTEN]
