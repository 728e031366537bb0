"""One fact was written twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.mechanisms import Approval
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.actions._writing import Act, Written, lock_record, next_version
from luoshi.registers.actions.recording import ask
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.errors import CannotMerge, NotLive
from luoshi.registers.models import Record


@transaction.atomic
def merge_records(*, by: User, record: Record, into: Record, expected_version: int, at: datetime, why: str) -> Written:
    """``record`` becomes a pointer to ``into`` and counts no more; its versions stay. Nothing of ``into`` changes.

    Raises CannotMerge, ReasonRequired, StaleRecord, NotLive.
    """
    act = Act(by, at, why)
    if record.pk == into.pk or record.register_id != into.register_id:
        raise CannotMerge
    # Locked in the order of their ids, so that two merges the other way round do not wait for each other.
    locked = Record.objects.select_for_update().filter(pk__in=(record.pk, into.pk)).order_by("pk")
    target = {each.pk: each for each in locked}[into.pk]
    current = lock_record(record.pk, expected_version, by, Ability.MERGE)
    require(by, Ability.SEE, target)
    if target.state != RecordState.LIVE:
        raise NotLive(target)
    act.needs_reason()
    if current.register.declared.approval is not Approval.NONE:
        return Written(current, ask(current.register, current.owner, current, RecordChange.MERGED, act, into=target))
    return Written(apply_merge(current, target, act))


def apply_merge(current: Record, into: Record, act: Act) -> Record:
    """Write the merge of a locked record."""
    current.state, current.merged_into = RecordState.MERGED, into
    return next_version(current, RecordChange.MERGED, act)
