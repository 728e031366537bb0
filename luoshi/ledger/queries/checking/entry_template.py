"""The sheet to fill in: a row for every goal that the user's unit reports on, with what stands so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luoshi.ledger.entry_sheet import COLUMNS, CUMULATIVE, TITLE
from luoshi.ledger.models import Goal
from luoshi.ledger.queries.checking.due import reporting_goals
from luoshi.people.models import User
from luoshi.sheets import Value, write_xlsx

TASK_LENGTH = 300


def goal_number(goal: Goal) -> str:
    """What names a goal in a sheet: year, commitment and goal, as in 2026-0017-2. Unique within one report."""
    commitment = goal.commitment
    return f"{commitment.report.year}-{commitment.report_id}-{commitment.number:04d}-{goal.number}"


def entry_template(user: User, on: date) -> bytes:
    """The sheet as xlsx. Filled in, ``import_entries`` takes it back."""
    rows = reporting_goals(user).select_related("commitment__report", "duty__holder", "state")
    goals = rows.defer("commitment__report__text").order_by("commitment__report", "commitment__number", "number")
    return write_xlsx(COLUMNS, (tuple(_cells(goal, on)) for goal in goals), title=TITLE)


def _cells(goal: Goal, on: date) -> Iterator[Value]:
    yield goal_number(goal)
    yield goal.commitment.text[:TASK_LENGTH]
    yield goal.object or goal.quote
    yield goal.unit
    yield goal.state.goal_figure
    yield goal.state.reported
    yield None
    yield CUMULATIVE
    yield on
    yield None
    yield None
