"""催办: the daily run. Lamps go on to the new day, notices are opened, and reminders are put into the outbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi.journal.digests import Json
from luoshi.ledger.actions.noticing import follow_matters, open_notices
from luoshi.ledger.checking_choices import DutyState, MessageKind
from luoshi.ledger.lamp_projection import refresh_all
from luoshi.ledger.lamps import report_day
from luoshi.ledger.models import CommitmentState, GoalState, Message
from luoshi.ledger.outbox import tell
from luoshi.ledger.reminding import SHIPPED, RemindRule, Stage, due_monthly, due_reminder
from luoshi.ledger.rulebook import lamp_rules, rule_of
from luoshi.ledger.tallies import month_of
from luoshi.people.models import Organisation
from luoshi.workdays import day_of, shipped_calendar

KINDS = {Stage.NEAR: MessageKind.NEAR, Stage.DUE: MessageKind.DUE, Stage.LATE: MessageKind.LATE}


@dataclass(frozen=True, slots=True)
class DayRun:
    """What one run did; all zeros when it had been done already."""

    lamps: int
    notices: int
    reminders: int


def run_day(*, at: datetime) -> DayRun:
    """Everything that a new day brings. Safe to run again, and in two processes at once: nothing is told twice."""
    on = day_of(at)
    lamps = refresh_all(on)
    follow_matters(at=at)
    notices = open_notices(at=at)
    return DayRun(lamps, len(notices), queue_reminders(at=at))


@transaction.atomic
def queue_reminders(*, at: datetime) -> int:
    """Remind of days that are near, come, or gone by, and of months not reported on. On working days only."""
    on = day_of(at)
    if not is_workday(on):
        return 0
    return sum(_of_days(on, at)) + sum(_of_months(on, at))


def is_workday(on: date) -> bool:
    """By the official calendar, with 调休; a year without a notice counts its weekends and festivals."""
    return shipped_calendar().is_workday(on)


def _of_days(on: date, at: datetime) -> Iterator[int]:
    """Stages before and after the last day of each running commitment, to its lead."""
    running = CommitmentState.objects.filter(ending="", holder__isnull=False).exclude(code="reached")
    rows = running.select_related("commitment__report", "holder").defer("commitment__report__text")
    rules: dict[int, RemindRule] = {}
    states = list(rows)
    sent = _sent(states)
    for state in states:
        owner = state.commitment.report.owner_id
        rule = rules.get(owner) or rules.setdefault(owner, rule_of(owner, SHIPPED))
        stem = f"due-{state.commitment_id}-{state.due_on.isoformat()}-"
        reminder = due_reminder(rule, state.due_on, on, sent[stem])
        if reminder is not None and state.holder is not None:
            facts: dict[str, Json] = {"due_on": state.due_on.isoformat(), "days": reminder.days, "colour": state.colour}
            yield tell(
                kind=KINDS[reminder.stage],
                organisation=state.holder,
                commitment=state.commitment,
                at=at,
                key=stem + reminder.key,
                facts=facts,
            )


def _sent(states: Iterable[CommitmentState]) -> dict[str, set[str]]:
    """The stages already told, by the stem of their keys."""
    kinds = [kind.value for kind in KINDS.values()]
    keys = Message.objects.filter(kind__in=kinds, commitment__in=[state.commitment_id for state in states])
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys.values_list("key", flat=True):
        parts = key.split("/")[0].rsplit("-", 2)  # due-7-2026-06-30 | near | 15
        found[parts[0] + "-"].add("-".join(parts[1:]))
    return found


def _of_months(on: date, at: datetime) -> Iterator[int]:
    """One message a month to each organisation with goals not yet reported on, a few days before the report day."""
    owed = GoalState.objects.filter(
        goal__commitment__state__ending="", goal__shares=None, start_on__lte=on, last_month__lt=month_of(on)
    )
    rows = owed.exclude(code="reached").exclude(goal__duty__state=DutyState.WITHDRAWN)
    missing: dict[tuple[int, int], int] = defaultdict(int)
    for holder, owner in rows.values_list("goal__duty__holder", "goal__commitment__report__owner"):
        missing[holder, owner] += 1
    lamp = lamp_rules({owner for _, owner in missing})
    holders = Organisation.objects.in_bulk({holder for holder, _ in missing})
    for (holder, owner), count in sorted(missing.items()):
        last = report_day(lamp[owner].on(on), on)
        if due_monthly(rule_of(owner, SHIPPED), last, on, is_reported=False):
            yield tell(
                kind=MessageKind.MONTHLY,
                organisation=holders[holder],
                commitment=None,
                at=at,
                key=f"month-{owner}-{holder}-{on:%Y-%m}",
                facts={"due_on": last.isoformat(), "count": count},
            )
