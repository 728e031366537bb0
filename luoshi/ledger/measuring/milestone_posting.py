"""What records say of a milestone becomes an entry of its goal, verified by them; and is taken back with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.ledger.checking_choices import CheckChoice, EntryChoice, EntrySource, SettlementState
from luoshi.ledger.lamp_projection import refresh
from luoshi.ledger.measuring.milestones import come_of, milestones_in_force, stages_of
from luoshi.ledger.measuring.naming import Come
from luoshi.ledger.models import Binding, Check, Commitment, Entry, Goal, Settlement
from luoshi.workdays import day_of


@transaction.atomic
def post_milestones(*, at: datetime, goals: Collection[int] | None = None) -> int:
    """Post what has changed, and take back what no record says any more. How many goals. Safe to run twice."""
    bindings = milestones_in_force(goals)
    on = day_of(at)
    ended = set(
        Settlement.objects.filter(
            state=SettlementState.SIGNED, commitment__in={each.goal.commitment_id for each in bindings}
        ).values_list("commitment_id", flat=True)
    )
    running = [each for each in bindings if each.goal.commitment_id not in ended]
    done = [
        each.goal.commitment_id
        for each in sorted(running, key=lambda each: each.goal.commitment_id)
        if _settle(each, come_of(each, stages_of(each, on=on)), on, at)
    ]
    refresh(sorted(set(done)), on)
    return len(done)


def said_of(binding: Binding, come: Come) -> str:
    """What the entry says beside its figure; two that say the same are one."""
    return f"{binding.stage} {come.done}/{come.of} {come.since or ''}".strip()


def _settle(binding: Binding, come: Come, on: date, at: datetime) -> bool:
    said = said_of(binding, come)
    if not _differs(_standing(binding.goal), come, said):
        return False
    Commitment.objects.select_for_update().get(pk=binding.goal.commitment_id)
    last = _standing(binding.goal)
    if not _differs(last, come, said):
        return False  # another process was faster
    if last is not None:
        _take_back(binding, last, at)
    if come.since is not None:
        _post(binding, come, said, on, at)
    return True


def _differs(last: Entry | None, come: Come, said: str) -> bool:
    """Nothing reached needs no entry."""
    return last is not None if come.since is None else last is None or last.typed != said


def _standing(goal: Goal) -> Entry | None:
    """The entry that records last gave, unless it was taken back."""
    last = goal.entries.filter(source=EntrySource.MEASURE).order_by("-number").first()
    check = last.checks.order_by("-number").first() if last is not None else None
    return None if check is None or check.kind == CheckChoice.RETURNED else last


def _take_back(binding: Binding, entry: Entry, at: datetime) -> None:
    """The records do not say so any more: the entry stays, and counts no longer."""
    number = (entry.checks.aggregate(last=Max("number"))["last"] or 0) + 1
    Check.objects.create(entry=entry, number=number, kind=CheckChoice.RETURNED, by=binding.by, at=at, why=entry.typed)
    facts: dict[str, Json] = {"entry": entry.number, "said": entry.typed, "binding": binding.number}
    write_line(by=None, action="entry.taken_back", subject=binding.goal, at=at, data=facts)


def _post(binding: Binding, come: Come, said: str, on: date, at: datetime) -> None:
    """One entry, verified by the records. It tells of the day on which the stage was reached, unless a later day has
    been told of meanwhile: then it holds as at today, so that it is the one that stands.
    """
    goal = binding.goal
    later = goal.entries.filter(held_on__gt=come.since).exists()
    number = (goal.entries.aggregate(last=Max("number"))["last"] or 0) + 1
    entry = Entry.objects.create(
        goal=goal,
        number=number,
        kind=EntryChoice.CUMULATIVE,
        figure=come.figure,
        typed=said,
        held_on=on if later or come.since is None else come.since,
        source=EntrySource.MEASURE,
        organisation=goal.duty.holder,
        by=binding.by,
        at=at,
    )
    Check.objects.create(entry=entry, number=1, kind=CheckChoice.VERIFIED, by=binding.by, at=at)
    facts: dict[str, Json] = {"entry": number, "said": said, "binding": binding.number}
    write_line(by=None, action="entry.posted", subject=goal, at=at, data=facts)
