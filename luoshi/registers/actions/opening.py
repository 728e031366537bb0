"""Seeing a sensitive value in the clear."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from luoshi.journal.actions import record as write_line
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.errors import NotSealed, ReasonRequired
from luoshi.registers.models import Record
from luoshi.secrecy import unseal


@transaction.atomic
def open_sealed(*, by: User, record: Record, field: str, at: datetime, why: str) -> str:
    """The value, once its opening stands in the journal with who, when and why (个人信息保护法 art. 51).

    Raises ReasonRequired, NotSealed.
    """
    require(by, Ability.OPEN_SEALED, record)
    if not why.strip():
        raise ReasonRequired
    if field not in record.sealed:
        raise NotSealed
    Record.objects.select_for_update().get(pk=record.pk)  # the journal's chain of this record is written one by one
    write_line(by=by, action="record.sealed_opened", subject=record, at=at, why=why, data={"field": field})
    return unseal(record.sealed[field], settings.LUOSHI_KEYRING, context=record.register.context_of(field))
