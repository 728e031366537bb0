"""A second person decides a change that was asked for."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luoshi.journal.actions import record as write_line
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.actions._writing import Act, Written, insert_record, next_version, store_values
from luoshi.registers.actions.merging import apply_merge
from luoshi.registers.choices import RecordChange, RecordState, RequestState
from luoshi.registers.content import check_raw, unsealed
from luoshi.registers.errors import AlreadyDecided, BadValues, NotLive, ReasonRequired, SamePerson, StaleRecord
from luoshi.registers.models import ChangeRequest, Record
from luoshi.registers.watching import watch_saved


@transaction.atomic
def approve_change(*, by: User, request: ChangeRequest, at: datetime, why: str = "") -> Written:
    """Write what was asked for, in the asker's name and on the approver's responsibility.

    Raises AlreadyDecided, SamePerson, and StaleRecord if the record changed since it was asked for.
    """
    current = _lock(request, by)
    act = Act(current.by, at, current.why)
    made = _write(current, act)
    _decide(current, RequestState.APPROVED, by, at, why)
    return Written(made, current)


@transaction.atomic
def refuse_change(*, by: User, request: ChangeRequest, at: datetime, why: str) -> ChangeRequest:
    """Nothing is written; the request stays, with the reason. Raises ReasonRequired, AlreadyDecided, SamePerson."""
    current = _lock(request, by)
    if not why.strip():
        raise ReasonRequired
    _decide(current, RequestState.REFUSED, by, at, why)
    return current


def _lock(request: ChangeRequest, by: User) -> ChangeRequest:
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related("register__latest", "by")
    current = rows.get(pk=request.pk)
    require(by, Ability.APPROVE_CHANGE, current)
    if current.state != RequestState.PENDING:
        raise AlreadyDecided
    if current.by_id == by.pk:
        raise SamePerson(current)
    return current


def _write(request: ChangeRequest, act: Act) -> Record:
    """The values are checked again: the pack may have a further version since."""
    register = request.register
    secrets = unsealed(request.sealed, settings.LUOSHI_KEYRING, register.context_of)
    stored = None
    if request.change in (RecordChange.ADDED, RecordChange.CORRECTED):
        checked = check_raw(register.declared, {**request.values, **secrets}, today=timezone.localdate(act.at))
        if checked.refused:
            raise BadValues(checked.problems)
        stored = store_values(register, dict(checked.values))
    if request.record_id is None and stored is not None:
        made = insert_record(register, request.owner, request.outside_id, stored, act)
        watch_saved([made], at=act.at)
        return made
    rows = Record.objects.select_for_update(of=("self",)).select_related("register__latest")
    record = rows.get(requests=request)
    if record.state != RecordState.LIVE:
        raise NotLive(record)
    if record.version_count != request.expected_version:
        raise StaleRecord(record)
    if request.change == RecordChange.MERGED and request.into is not None:
        return apply_merge(record, request.into, act)
    if request.change == RecordChange.WITHDRAWN:
        record.state = RecordState.WITHDRAWN
    before = record.values
    changed = next_version(record, RecordChange(request.change), act, stored)
    if changed.state == RecordState.LIVE:
        watch_saved([changed], at=act.at, before={changed.pk: before})
    return changed


def _decide(request: ChangeRequest, state: RequestState, by: User, at: datetime, why: str) -> None:
    request.state, request.decided_by, request.decided_at, request.decided_why = state, by, at, why.strip()
    request.save(update_fields=["state", "decided_by", "decided_at", "decided_why"])
    action = f"record.change_{state.value}"
    write_line(by=by, action=action, subject=request.record or request, at=at, why=why, data={"request": request.pk})
