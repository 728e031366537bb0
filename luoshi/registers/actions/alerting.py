"""Alerts are raised by rules (``registers.watching``) and seen to by people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.errors import AlreadyDecided, ReasonRequired
from luoshi.registers.models import Alert


@transaction.atomic
def close_alert(*, by: User | None, alert: Alert, result: AlertResult, note: str, at: datetime) -> Alert:
    """Somebody has seen to it, and says what came of it. Raises ReasonRequired, AlreadyDecided.

    ``by`` None is the program: the matter that the alert opened has ended, and the note says how.
    """
    current = Alert.objects.select_for_update().get(pk=alert.pk)
    if by is not None:
        require(by, Ability.CLOSE_ALERT, current)
    if current.state != AlertState.OPEN:
        raise AlreadyDecided
    if not note.strip():
        raise ReasonRequired
    current.state, current.result, current.note = AlertState.CLOSED, result, note.strip()
    current.closed_by, current.closed_at = by, at
    current.save(update_fields=["state", "result", "note", "closed_by", "closed_at"])
    data: dict[str, Json] = {"rule": current.rule, "result": result.value, "record": current.record_id}
    write_line(by=by, action="alert.closed", subject=current, at=at, why=note, data=data)
    return current


@transaction.atomic
def reopen_alert(*, alert: Alert, why: str, at: datetime) -> Alert:
    """What was thought to be over is not: the matter that the alert opened has come back. An open one stays open.

    For the layers above, which decided that in an action of their own: no ability is asked here. What had come of it
    stays in the journal.
    """
    current = Alert.objects.select_for_update().get(pk=alert.pk)
    if current.state == AlertState.OPEN:
        return current
    data: dict[str, Json] = {"rule": current.rule, "result": current.result, "record": current.record_id}
    current.state, current.result, current.note = AlertState.OPEN, "", ""
    current.closed_by = current.closed_at = None
    current.save(update_fields=["state", "result", "note", "closed_by", "closed_at"])
    write_line(by=None, action="alert.reopened", subject=current, at=at, why=why, data=data)
    return current
