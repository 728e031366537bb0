"""A filled-in sheet becomes entries: all of its rows, or none and a list of what is wrong where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from luoshi.ledger.actions.reporting import EntryDraft, add_entry
from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.entry_sheet import (
    FIGURE,
    HEADINGS,
    MOST_ROWS,
    NUMBER,
    REQUIRED,
    FilledRow,
    SheetFaultAt,
    SheetRowCode,
    filled_rows,
)
from luoshi.ledger.errors import Refusal
from luoshi.ledger.models import Entry, Goal
from luoshi.ledger.queries.checking.due import reporting_goals
from luoshi.ledger.queries.checking.entry_template import goal_number
from luoshi.people.models import User
from luoshi.sheets import LIMITS, Limits, read_table
from luoshi.workdays import day_of


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row whose entry was refused, and the refusal that says why."""

    fault: SheetFaultAt
    refusal: Refusal


class BadSheet(Refusal):
    """A sheet with faults; nothing of it was written. ``filled`` is how many rows held anything."""

    def __init__(self, faults: Sequence[SheetFaultAt], refused: Sequence[RefusedRow], filled: int) -> None:
        self.faults, self.refused, self.filled = tuple(faults), tuple(refused), filled
        super().__init__([(each.row, each.code.value) for each in faults], len(refused))


def entry_limits(goals: int) -> Limits:
    """How long a sheet may be: it has one row for each goal of the unit; what is far longer is another file."""
    return replace(LIMITS, rows=max(MOST_ROWS, goals))


def import_entries(*, by: User, data: bytes, at: datetime) -> list[Entry]:
    """Report every row that was filled in, in one transaction. The same file again is refused row by row as it
    stands: a figure that repeats the last one is simply reported once more, as on the form.

    Raises SheetError for what is no such sheet or too long for one, and BadSheet with every fault of every row.
    """
    on = day_of(at)
    goals = {goal_number(goal): goal for goal in reporting_goals(by).select_related("commitment__report", "duty")}
    table = read_table(data, headings=HEADINGS, required=REQUIRED, limits=entry_limits(len(goals)))
    rows, faults = filled_rows(table, on)
    unknown = [
        SheetFaultAt(row.row, NUMBER, SheetRowCode.NO_GOAL, row.number[:60]) for row in rows if row.number not in goals
    ]
    if faults or unknown:
        raise BadSheet(sorted([*faults, *unknown], key=lambda each: each.row), (), len(rows))
    return _write(by, rows, goals, at)


@transaction.atomic
def _write(by: User, rows: Sequence[FilledRow], goals: dict[str, Goal], at: datetime) -> list[Entry]:
    """All rows or none; each fault is found before the whole is given up."""
    made: list[Entry] = []
    refused: list[RefusedRow] = []
    for row in rows:
        goal = goals[row.number]
        draft = EntryDraft(row.held_on, row.figure, row.kind, row.note, row.why)
        try:
            with transaction.atomic():
                made.append(
                    add_entry(
                        by=by, goal=goal, expected_entry=goal.entries.count(), draft=draft, at=at,
                        source=EntrySource.SHEET,
                    )
                )  # fmt: skip
        except Refusal as refusal:
            fault = SheetFaultAt(row.row, FIGURE, SheetRowCode.REFUSED, row.figure[:60])
            refused.append(RefusedRow(fault, refusal))
    if refused:
        raise BadSheet((), refused, len(rows))
    return made
