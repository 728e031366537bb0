"""What all writes to one record share: locking, the next version, the projection, keys and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json, digest_of
from luoshi.mechanisms import Problem, Value
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.content import Key, Stored, keys_of, store, unsealed
from luoshi.registers.errors import DuplicateRecord, ForeignOwner, NotLive, ReasonRequired, StaleRecord
from luoshi.registers.models import ChangeRequest, Record, RecordKey, RecordVersion, Register
from luoshi.registers.models.record import CONTENT_FIELDS
from luoshi.registers.sought import sought_of
from luoshi.registers.subtotals import add_subtotals


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, when and why."""

    by: User
    at: datetime
    why: str = ""

    def needs_reason(self) -> None:
        """Raise ReasonRequired without one."""
        if not self.why.strip():
            raise ReasonRequired


@dataclass(frozen=True, slots=True)
class Written:
    """What an action left: the record, or the request that waits for approval, and what is doubtful about it."""

    record: Record | None
    request: ChangeRequest | None = None
    warnings: tuple[Problem, ...] = ()


def refuse_foreign(by: User, owner: Organisation) -> None:
    """Records are kept by the asker's own organisation or one beneath it; a supervisor's whole government."""
    if owner.pk not in by.charge_ids and owner.pk not in by.governed_ids:
        raise ForeignOwner


def lock_record(pk: int, expected_version: int, by: User, ability: Ability) -> Record:
    """The record, locked, if the asker may do this and nobody was faster."""
    record = Record.objects.select_for_update(of=("self",)).select_related("register__latest").get(pk=pk)
    require(by, ability, record)
    if record.state != RecordState.LIVE:
        raise NotLive(record)
    if record.version_count != expected_version:
        raise StaleRecord(record)
    return record


def clear_secrets(record: Record) -> dict[str, str]:
    """Its sensitive values, for checking them again with the others. They go no further."""
    return unsealed(record.sealed, settings.LUOSHI_KEYRING, record.register.context_of)


def store_values(register: Register, values: dict[str, Value]) -> Stored:
    """Checked values as they are written."""
    return store(register.declared, values, settings.LUOSHI_KEYRING, register.context_of)


def insert_record(register: Register, owner: Organisation, outside_id: str, stored: Stored, act: Act) -> Record:
    """A new record with its first version."""
    record = Record(
        register=register,
        owner=owner,
        outside_id=outside_id,
        version_count=1,
        written_at=act.at,
        pack_version=register.latest,
        state=RecordState.LIVE,
    )
    fill(record, stored)
    record.sought = sought_of(register.declared.schema, stored.values, outside_id)
    keys = keys_of(register.declared, stored.values, stored.digests)
    try:
        with transaction.atomic():
            record.save(force_insert=True)
            save_keys(record, keys)
    except IntegrityError:
        _raise_duplicate(register, keys, outside_id, None)
        raise
    append_version(record, RecordChange.ADDED, act)
    return record


def next_version(record: Record, change: RecordChange, act: Act, stored: Stored | None = None) -> Record:
    """A further version of a locked record, with other values or only in another state."""
    if stored is not None:
        fill(record, stored)
        record.sought = sought_of(record.register.declared.schema, stored.values, record.outside_id)
    keys = keys_of(record.register.declared, record.values, record.digests)
    record.version_count += 1
    record.written_at = max(act.at, record.written_at)
    record.pack_version = record.register.latest
    try:
        with transaction.atomic():
            record.keys.all().delete()
            if record.state == RecordState.LIVE:
                save_keys(record, keys)
            record.save(force_update=True)
    except IntegrityError:
        _raise_duplicate(record.register, keys, "", record.pk)
        raise
    append_version(record, change, act)
    return record


def fill(record: Record, stored: Stored) -> None:
    """Copy stored columns into the projection."""
    record.values, record.sealed = dict(stored.values), dict(stored.sealed)
    record.masked, record.digests = dict(stored.masked), dict(stored.digests)
    record.held_on, record.division = stored.held_on, stored.division


def save_keys(record: Record, keys: list[Key]) -> None:
    """The rows by which it is found."""
    RecordKey.objects.bulk_create(
        RecordKey(record=record, register_id=record.register_id, kind=key.kind, digest=key.digest, is_key=key.is_key)
        for key in keys
    )


def append_version(record: Record, change: RecordChange, act: Act) -> RecordVersion:
    """The version that the projection now repeats, what it adds to figures, and its line in the journal."""
    version = version_of(record, change, act)
    version.save(force_insert=True)
    is_new = version.number == 1
    add_subtotals(record.register, added=[record.pk] if is_new else (), changed=() if is_new else [record.pk])
    write_line(
        by=act.by,
        action=f"record.{change.value}",
        subject=record,
        at=version.at,
        why=act.why,
        data={"version": version.number, "digest": content_digest(version)},
    )
    return version


def version_of(record: Record, change: RecordChange, act: Act) -> RecordVersion:
    """The projection as a version, not yet saved."""
    columns = {name: getattr(record, name) for name in CONTENT_FIELDS}
    return RecordVersion(
        **columns,
        record=record,
        register_id=record.register_id,
        pack_version_id=record.pack_version_id,
        number=record.version_count,
        change=change,
        corrects=record.version_count - 1 or None,
        by=act.by,
        at=record.written_at,
        why=act.why.strip(),
    )


def content_digest(version: RecordVersion) -> str:
    """What the journal remembers of a version."""
    content: dict[str, Json] = {
        "values": version.values,
        "sealed": version.sealed,
        "held_on": version.held_on.isoformat(),
        "division": version.division,
        "state": str(version.state),
        "merged_into": version.merged_into_id,
    }
    return digest_of(content)


def _raise_duplicate(register: Register, keys: list[Key], outside_id: str, but: int | None) -> None:
    """Name the record that is in the way, if there is one."""
    for key in keys:
        row = RecordKey.objects.filter(register=register, kind=key.kind, digest=key.digest, is_key=True)
        found = row.exclude(record=but).select_related("record").first()
        if found is not None:
            raise DuplicateRecord(found.record, key.fields) from None
    same = Record.objects.filter(register=register, outside_id=outside_id).first() if outside_id else None
    if same is not None:
        raise DuplicateRecord(same, ("outside_id",)) from None
