"""The sheet that a unit fills in instead of the form: what stands in its columns, out and back in. Pure.

Its columns are Chinese practice and stay Chinese. A row without figure and note is one that nobody filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from luoshi.ledger.tallies import EntryKind
from luoshi.sheets import Column, Row, Table, narrow

TITLE = "进展填报表"
NUMBER, TASK, GOAL, UNIT, WANTED, LAST = "编号", "重点任务", "指标", "单位", "目标值", "上次累计"
FIGURE, KIND, HELD_ON, NOTE, WHY = "完成数", "口径", "截至日期", "进展说明", "低于上次的原因"
COLUMNS = (
    Column(NUMBER, 12),
    Column(TASK, 46),
    Column(GOAL, 20),
    Column(UNIT, 8),
    Column(WANTED, 10),
    Column(LAST, 10),
    Column(FIGURE, 12),
    Column(KIND, 8),
    Column(HELD_ON, 14),
    Column(NOTE, 40),
    Column(WHY, 24),
)
HEADINGS = tuple(column.heading for column in COLUMNS)
REQUIRED = (NUMBER, FIGURE)
CUMULATIVE, PERIOD = "累计", "本期"
KINDS = {"": EntryKind.CUMULATIVE, CUMULATIVE: EntryKind.CUMULATIVE, PERIOD: EntryKind.PERIOD}
DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:\s*0{1,2}:00(?::00)?)?")
MOST_ROWS = 2_000


class SheetRowCode(StrEnum):
    """What is wrong in one row."""

    NO_GOAL = "no_goal"  # no such number, or not this unit's
    TWICE = "twice"  # the same number stands in an earlier row
    BAD_KIND = "bad_kind"
    BAD_DAY = "bad_day"
    FORMULA = "formula"  # a figure that some formula made; type the number
    MERGED = "merged"  # a figure in a merged cell belongs to no one row
    REFUSED = "refused"  # the action said no; its refusal says why


@dataclass(frozen=True, slots=True)
class SheetFaultAt:
    """One fault, in the row with this number in the spreadsheet and under this heading."""

    row: int
    heading: str
    code: SheetRowCode
    words: str = ""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row that somebody filled in."""

    row: int
    number: str
    figure: str
    kind: EntryKind
    held_on: date
    note: str
    why: str


def filled_rows(table: Table, on: date) -> tuple[tuple[FilledRow, ...], tuple[SheetFaultAt, ...]]:
    """The rows with a figure or a note, and every fault that a row shows by itself. No day means ``on``."""
    filled: list[FilledRow] = []
    faults: list[SheetFaultAt] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        if not row[FIGURE].strip() and not row[NOTE].strip() and FIGURE not in row.formulas:
            continue  # a formula that no program has worked out yet looks empty
        found = _faults(row, seen)
        faults += found
        day = _day(row[HELD_ON]) if row[HELD_ON].strip() else on
        if not found and day is not None:
            kind = KINDS[row[KIND].strip()]
            filled.append(FilledRow(row.number, narrow(row[NUMBER]), row[FIGURE], kind, day, row[NOTE], row[WHY]))
        seen.setdefault(narrow(row[NUMBER]), row.number)
    return tuple(filled), tuple(faults)


def _faults(row: Row, seen: dict[str, int]) -> list[SheetFaultAt]:
    checks: Sequence[tuple[bool, str, SheetRowCode]] = (
        (narrow(row[NUMBER]) in seen, NUMBER, SheetRowCode.TWICE),
        (FIGURE in row.formulas, FIGURE, SheetRowCode.FORMULA),
        (FIGURE in row.merged or NUMBER in row.merged, FIGURE, SheetRowCode.MERGED),
        (row[KIND].strip() not in KINDS, KIND, SheetRowCode.BAD_KIND),
        (bool(row[HELD_ON].strip()) and _day(row[HELD_ON]) is None, HELD_ON, SheetRowCode.BAD_DAY),
    )
    return [SheetFaultAt(row.number, heading, code, row[heading][:60]) for wrong, heading, code in checks if wrong]


def _day(words: str) -> date | None:
    """2026-06-30, 2026年6月30日, 2026/6/30; or the number that a spreadsheet keeps for a day."""
    plain = narrow(words)
    if re.fullmatch(r"4\d{4}|5\d{4}", plain):
        return date(1899, 12, 30) + timedelta(days=int(plain))
    match = DAY.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
