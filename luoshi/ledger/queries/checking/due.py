"""What is due from a unit: the reporter's short list, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from luoshi.ledger.checking_choices import CheckChoice, DutyPart, DutyState, NoticeState
from luoshi.ledger.lamps import report_day
from luoshi.ledger.models import Check, Commitment, Duty, Entry, EntryRequest, Goal, GoalState, Notice
from luoshi.ledger.queries.checking.scope import visible_duties, visible_goals, visible_notices
from luoshi.ledger.rulebook import lamp_rules
from luoshi.ledger.tallies import month_of
from luoshi.people.abilities import Ability
from luoshi.people.models import User


class DueKind(StrEnum):
    """What is to be done."""

    SIGN = "sign"  # sign for a duty
    REPORT = "report"  # this month's figure
    RETURNED = "returned"  # an entry came back
    REQUESTED = "requested"  # a report beyond the monthly one
    ANSWER = "answer"  # a supervision notice


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to do. ``due_on`` is the last day for it; ``late`` counts days since."""

    kind: DueKind
    due_on: date
    late: int
    commitment: Commitment
    duty: Duty | None = None
    goal: Goal | None = None
    entry: Entry | None = None
    request: EntryRequest | None = None
    notice: Notice | None = None


def due_list(user: User, on: date) -> tuple[DueRow, ...]:
    """Everything that the user's unit has to do, the longest overdue first, in six queries."""
    rows = [*_to_sign(user, on), *_to_answer(user, on), *_to_report(user, on), *_asked(user, on)]
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.kind, row.commitment.pk)))


def _row(kind: DueKind, due_on: date, on: date, commitment: Commitment, **of: object) -> DueRow:
    return DueRow(kind, due_on, max(0, (on - due_on).days), commitment, **of)  # type: ignore[arg-type]


def _to_sign(user: User, on: date) -> Iterator[DueRow]:
    waiting = visible_duties(user, Ability.SIGN_FOR).filter(state=DutyState.DISPATCHED)
    for duty in waiting.select_related("commitment__report", "holder").defer("commitment__report__text"):
        yield _row(DueKind.SIGN, duty.sign_by or duty.due_on, on, duty.commitment, duty=duty)


def _to_answer(user: User, on: date) -> Iterator[DueRow]:
    waiting = visible_notices(user, Ability.ANSWER).filter(state=NoticeState.OPEN)
    rows = waiting.select_related("commitment__report", "holder", "goal", "matter").defer("commitment__report__text")
    for notice in rows:
        yield _row(DueKind.ANSWER, notice.due_on, on, notice.commitment, notice=notice)


def reporting_goals(user: User) -> QuerySet[Goal]:
    """Running goals whose figures the user reports: those shared out are reported by their shares."""
    running = visible_goals(user, Ability.REPORT).filter(shares=None, commitment__state__ending="")
    return running.exclude(duty__state=DutyState.WITHDRAWN).exclude(duty__part=DutyPart.SUPPORTING)


def _to_report(user: User, on: date) -> Iterator[DueRow]:
    goals = reporting_goals(user).select_related("commitment__report", "duty__holder", "state")
    rows = list(goals.filter(state__start_on__lte=on).defer("commitment__report__text"))
    returned = {entry.goal_id: entry for entry in _returned([goal.pk for goal in rows])}
    rules = lamp_rules({goal.commitment.report.owner_id for goal in rows})
    for goal in rows:
        rule = rules[goal.commitment.report.owner_id].on(on)
        if goal.pk in returned:
            yield _row(DueKind.RETURNED, report_day(rule, on), on, goal.commitment, goal=goal, entry=returned[goal.pk])
        elif _is_owed(goal.state, on):
            yield _row(DueKind.REPORT, report_day(rule, on), on, goal.commitment, goal=goal)


def _is_owed(state: GoalState, on: date) -> bool:
    """Is the month's figure missing? A goal that was reached and verified owes no more."""
    is_done = state.code == "reached" and state.verified is not None and state.waiting_since is None
    return state.last_month < month_of(on) and not is_done


def _returned(goals: Sequence[int]) -> QuerySet[Entry]:
    """The latest entries of these goals that came back and were not put right since.

    The keys are handed in: given a query for them, PostgreSQL looks for the last check of every entry of all goals.
    """
    latest = Check.objects.filter(entry=OuterRef("pk")).order_by("-number").values("kind")[:1]
    later = Entry.objects.filter(goal=OuterRef("goal"), number__gt=OuterRef("number"))
    newest = Entry.objects.filter(~Exists(later), goal__in=goals).order_by()
    return newest.annotate(latest_check=Subquery(latest)).filter(latest_check=CheckChoice.RETURNED)


def _asked(user: User, on: date) -> Iterator[DueRow]:
    """Requests on which nothing was reported since they were made."""
    since = Entry.objects.filter(goal=OuterRef("goal"), at__gt=OuterRef("at"))
    asked = EntryRequest.objects.filter(~Exists(since), goal__in=reporting_goals(user).order_by().values("pk"))
    for each in asked.select_related("goal__commitment__report", "organisation").defer(
        "goal__commitment__report__text"
    ):
        yield _row(DueKind.REQUESTED, each.due_on, on, each.goal.commitment, goal=each.goal, request=each)
