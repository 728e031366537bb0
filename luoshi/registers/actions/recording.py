"""A fact goes into its register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.mechanisms import Approval, Raw
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.registers.actions._writing import Act, Written, insert_record, refuse_foreign, store_values
from luoshi.registers.choices import RecordChange
from luoshi.registers.content import Stored, check_raw
from luoshi.registers.errors import BadValues
from luoshi.registers.models import ChangeRequest, Record, Register
from luoshi.registers.watching import watch_saved


@transaction.atomic
def add_record(
    *,
    by: User,
    register: Register,
    owner: Organisation,
    raw: Mapping[str, Raw],
    at: datetime,
    outside_id: str = "",
    why: str = "",
) -> Written:
    """Write one record, kept by ``owner``; or ask for approval, if the pack wants a second person.

    Raises BadValues, DuplicateRecord (a declared key or the number elsewhere is taken), ForeignOwner.
    """
    require(by, Ability.ADD, Record(register=register, owner=owner))
    refuse_foreign(by, owner)
    checked = check_raw(register.declared, raw, today=timezone.localdate(at))
    if checked.refused:
        raise BadValues(checked.problems)
    stored, act = store_values(register, dict(checked.values)), Act(by, at, why)
    if register.declared.approval is Approval.ALL:
        request = ask(register, owner, None, RecordChange.ADDED, act, stored, outside_id=outside_id.strip())
        return Written(None, request, checked.warnings)
    made = insert_record(register, owner, outside_id.strip(), stored, act)
    watch_saved([made], at=at)
    return Written(made, None, checked.warnings)


def ask(
    register: Register,
    owner: Organisation,
    record: Record | None,
    change: RecordChange,
    act: Act,
    stored: Stored | None = None,
    *,
    into: Record | None = None,
    outside_id: str = "",
) -> ChangeRequest:
    """Keep what is asked for until somebody else has looked at it."""
    request = ChangeRequest.objects.create(
        register=register,
        record=record,
        owner=owner,
        change=change,
        outside_id=outside_id,
        values=dict(stored.values) if stored else {},
        sealed=dict(stored.sealed) if stored else {},
        masked=dict(stored.masked) if stored else {},
        into=into,
        expected_version=record.version_count if record else 0,
        why=act.why.strip(),
        by=act.by,
        at=act.at,
    )
    subject = record or request
    data: dict[str, Json] = {"request": request.pk, "change": change.value}
    write_line(by=act.by, action="record.change_asked", subject=subject, at=act.at, why=act.why, data=data)
    return request
