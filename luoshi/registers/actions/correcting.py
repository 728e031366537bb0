"""A record was wrong, or should never have been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.mechanisms import Approval, Raw
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.registers.actions._writing import Act, Written, clear_secrets, lock_record, next_version, store_values
from luoshi.registers.actions.recording import ask
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.content import check_raw
from luoshi.registers.errors import BadValues
from luoshi.registers.models import Record
from luoshi.registers.watching import watch_saved


@transaction.atomic
def correct_record(
    *, by: User, record: Record, expected_version: int, raw: Mapping[str, Raw], at: datetime, why: str
) -> Written:
    """A further version with other values; the one it corrects stays. ``raw`` is the whole record again, except that
    a sensitive field which is not in it stays as it is. The same values again change nothing.

    Raises ReasonRequired, BadValues, DuplicateRecord, StaleRecord, NotLive.
    """
    act = Act(by, at, why)
    current = lock_record(record.pk, expected_version, by, Ability.CORRECT)
    act.needs_reason()
    declared, before = current.register.declared, clear_secrets(current)
    sensitive = {each.name for each in declared.schema.sensitive}
    kept = {name: value for name, value in before.items() if name in sensitive and name not in raw}
    checked = check_raw(declared, {**raw, **kept}, today=timezone.localdate(at))
    if checked.refused:
        raise BadValues(checked.problems)
    if dict(checked.values) == {**current.values, **before}:
        return Written(current, None, checked.warnings)
    stored = store_values(current.register, dict(checked.values))
    if declared.approval is not Approval.NONE:
        request = ask(current.register, current.owner, current, RecordChange.CORRECTED, act, stored)
        return Written(current, request, checked.warnings)
    values_before = current.values
    changed = next_version(current, RecordChange.CORRECTED, act, stored)
    watch_saved([changed], at=at, before={changed.pk: values_before})
    return Written(changed, None, checked.warnings)


@transaction.atomic
def withdraw_record(*, by: User, record: Record, expected_version: int, at: datetime, why: str) -> Written:
    """From here on it counts nowhere; it stays to be looked at. Raises ReasonRequired, StaleRecord, NotLive."""
    act = Act(by, at, why)
    current = lock_record(record.pk, expected_version, by, Ability.WITHDRAW)
    act.needs_reason()
    if current.register.declared.approval is not Approval.NONE:
        return Written(current, ask(current.register, current.owner, current, RecordChange.WITHDRAWN, act))
    current.state = RecordState.WITHDRAWN
    return Written(next_version(current, RecordChange.WITHDRAWN, act))
