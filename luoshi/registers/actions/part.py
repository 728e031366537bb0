"""Some thousand checked rows of a file, written in a handful of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings

from luoshi.mechanisms import Approval
from luoshi.registers.actions._writing import Act, fill
from luoshi.registers.bulk import as_json, insert_rows, reserve_ids
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.content import Key, Stored, keys_of, store
from luoshi.registers.importing import CheckedRow, RowCode, RowFault
from luoshi.registers.models import ImportJob, Record, RecordKey, RecordVersion
from luoshi.registers.models.record import CONTENT_FIELDS
from luoshi.registers.sought import sought_of
from luoshi.registers.subtotals import add_subtotals
from luoshi.registers.watching import watch_saved

_CONTENT = (*CONTENT_FIELDS, "pack_version_id")
RECORD_COLUMNS = (*_CONTENT, "id", "register_id", "owner_id", "outside_id", "version_count", "written_at", "sought")
VERSION_COLUMNS = (*_CONTENT, "record_id", "register_id", "number", "change", "corrects", "by_id", "at", "why")
SMALL = 2000  # rows of a file whose rules are run at once; those of larger files wait for the night


@dataclass(slots=True)
class PartDone:
    """What one part did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    faults: list[RowFault] = field(default_factory=list)
    digest: str = ""


@dataclass(slots=True)
class _NewRow:
    """A new record with the columns of one: Django's own object would take longer to make than all of the checks."""

    values: Mapping[str, Any]
    sealed: Mapping[str, str]
    masked: Mapping[str, str]
    digests: Mapping[str, str]
    held_on: date
    division: str
    pack_version_id: int
    register_id: int
    owner_id: int
    outside_id: str
    written_at: datetime
    state: str = RecordState.LIVE.value
    merged_into_id: int | None = None
    version_count: int = 1
    pk: int = 0
    sought: str = ""


@dataclass(slots=True)
class _Pending:
    """Rows on their way into the database."""

    added: list[_NewRow] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    before: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    keys: list[tuple[_NewRow | Record, list[Key]]] = field(default_factory=list)


def write_part(job: ImportJob, checked: Sequence[CheckedRow], at: datetime) -> PartDone:
    """Add what is new, correct what differs, leave what is the same; note what cannot be taken."""
    done, pending, act = PartDone(), _Pending(), Act(job.by, at, job.file_name)
    found = _Existing(job, checked)
    for row in checked:
        done.faults.extend(row.faults)
        fault = None if row.is_good else ""
        if fault is None:
            fault = _take(job, row, found, pending, act, done)
        if fault is not None:
            done.refused += 1
            if fault:
                done.faults.append(RowFault(row.row.number, "", fault))
    _save(job, pending, act, done)
    return done


class _Existing:
    """The records that the rows of a part may already be, found in three statements."""

    def __init__(self, job: ImportJob, checked: Sequence[CheckedRow]) -> None:
        self._register = job.register
        good = [row for row in checked if row.is_good]
        declared = job.register.declared
        # Sensitive fields are sealed once, here; both the digest of the key and the stored columns come from it.
        ring, context_of = settings.LUOSHI_KEYRING, job.register.context_of
        self.stored = {id(row): store(declared, row.values, ring, context_of) for row in good}
        self.keys = {
            id(row): keys_of(declared, self.stored[id(row)].values, self.stored[id(row)].digests) for row in good
        }
        self._by_id = self._load_by_id({row.outside_id for row in good if row.outside_id})
        self._by_key = self._load_by_key([each for keys in self.keys.values() for each in keys if each.is_key])

    def _load_by_id(self, wanted: set[str]) -> dict[str, Record]:
        rows = Record.objects.filter(register=self._register, outside_id__in=wanted) if wanted else ()
        return {each.outside_id: each for each in rows}

    def _load_by_key(self, wanted: list[Key]) -> dict[tuple[str, str], Record]:
        """One statement for each kind of key, so that the index on register, kind and digest leads to the rows."""
        found: dict[tuple[str, str], Record] = {}
        for kind in sorted({each.kind for each in wanted}):
            digests = sorted({each.digest for each in wanted if each.kind == kind})
            rows = RecordKey.objects.filter(register=self._register, kind=kind, digest__in=digests, is_key=True)
            found.update(((kind, each.digest), each.record) for each in rows.select_related("record"))
        return found

    def of(self, row: CheckedRow) -> tuple[Record | None, bool]:
        """The record that the row is, and whether one of its keys belongs to yet another one."""
        by_key = [self._by_key.get((key.kind, key.digest)) for key in self.keys[id(row)] if key.is_key]
        others = [each for each in by_key if each is not None]
        own = self._by_id.get(row.outside_id) or (others[0] if others and not row.outside_id else None)
        own = own or next((each for each in others if not each.outside_id), None)
        return own, any(each.pk != (own.pk if own else None) for each in others)


def _take(job: ImportJob, row: CheckedRow, found: _Existing, pending: _Pending, act: Act, done: PartDone) -> str | None:
    """Put one row where it belongs; a code if it cannot be taken."""
    existing, is_double = found.of(row)
    if is_double:
        return RowCode.DOUBLE_ELSEWHERE
    if existing is None:
        return _add(job, row, found, pending, act, done)
    if existing.owner_id not in job.by.charge_ids | job.by.governed_ids:
        return RowCode.NOT_YOURS
    if existing.state != RecordState.LIVE:
        return RowCode.NOT_LIVE
    stored = _with_kept(existing, found.stored[id(row)])
    if dict(stored.values) == existing.values and dict(stored.digests) == existing.digests:
        done.same += 1
        return None
    if job.register.declared.approval is not Approval.NONE:
        return RowCode.NEEDS_APPROVAL
    pending.before[existing.pk] = existing.values
    fill(existing, stored)
    existing.version_count += 1
    existing.written_at = max(act.at, existing.written_at)
    existing.pack_version = job.register.latest
    existing.outside_id = existing.outside_id or row.outside_id
    pending.changed.append(existing)
    pending.keys.append((existing, keys_of(job.register.declared, stored.values, stored.digests)))
    done.changed += 1
    return None


def _add(job: ImportJob, row: CheckedRow, found: _Existing, pending: _Pending, act: Act, done: PartDone) -> str | None:
    if job.register.declared.approval is Approval.ALL:
        return RowCode.NEEDS_APPROVAL
    if row.masked:
        return RowCode.MASKED
    stored = found.stored[id(row)]
    made = _NewRow(
        values=stored.values,
        sealed=stored.sealed,
        masked=stored.masked,
        digests=stored.digests,
        held_on=stored.held_on,
        division=stored.division,
        pack_version_id=job.register.latest_id,
        register_id=job.register_id,
        owner_id=job.owner_id,
        outside_id=row.outside_id,
        written_at=act.at,
    )
    pending.added.append(made)
    pending.keys.append((made, found.keys[id(row)]))
    done.added += 1
    return None


def _with_kept(existing: Record, stored: Stored) -> Stored:
    """A secret that the file does not give stays as it is."""
    kept = [name for name in existing.sealed if name not in stored.sealed]
    if not kept:
        return stored
    return replace(
        stored,
        sealed={**{name: existing.sealed[name] for name in kept}, **stored.sealed},
        masked={**{name: existing.masked[name] for name in kept}, **stored.masked},
        digests={**{name: existing.digests[name] for name in kept}, **stored.digests},
    )


def _save(job: ImportJob, pending: _Pending, act: Act, done: PartDone) -> None:
    written: list[_NewRow | Record] = [*pending.added, *pending.changed]
    for each in written:
        each.sought = sought_of(job.register.declared.schema, each.values, each.outside_id)
    if pending.changed:
        columns = [*CONTENT_FIELDS, "version_count", "written_at", "pack_version", "outside_id", "sought"]
        names = [name.removesuffix("_id") if name == "merged_into_id" else name for name in columns]
        Record.objects.bulk_update(pending.changed, names, batch_size=200)
        RecordKey.objects.filter(record__in=pending.changed).delete()
    for new, pk in zip(pending.added, reserve_ids(Record, len(pending.added)), strict=True):
        new.pk = pk
    contents = {record.pk: _content(record) for record in written}
    insert_rows(Record, RECORD_COLUMNS, (_record_row(each, contents[each.pk]) for each in pending.added))
    insert_rows(RecordVersion, VERSION_COLUMNS, (_version_row(each, contents[each.pk], act) for each in written))
    register = job.register_id
    insert_rows(
        RecordKey,
        ("record_id", "register_id", "kind", "digest", "is_key"),
        ((record.pk, register, key.kind, key.digest, key.is_key) for record, keys in pending.keys for key in keys),
    )
    add_subtotals(
        job.register, added=[each.pk for each in pending.added], changed=[each.pk for each in pending.changed]
    )
    done.digest = sha256(
        as_json([[pk, *map(str, parts)] for pk, parts in sorted(contents.items())]).encode()
    ).hexdigest()
    if job.total <= SMALL:
        saved = Record.objects.filter(pk__in=contents).select_related("register__latest").order_by("pk")
        watch_saved(saved, at=act.at, before=pending.before)


def _content(record: _NewRow | Record) -> tuple[Any, ...]:
    """The columns of CONTENT_FIELDS and the pack's version, the JSON ones as text: once for record and version."""
    parts = (as_json(each) for each in (record.values, record.sealed, record.masked, record.digests))
    tail = (record.held_on, record.division, str(record.state), record.merged_into_id, record.pack_version_id)
    return (*parts, *tail)


def _record_row(record: _NewRow, content: tuple[Any, ...]) -> tuple[Any, ...]:
    own = (record.pk, record.register_id, record.owner_id, record.outside_id, record.version_count, record.written_at)
    return (*content, *own, record.sought)


def _version_row(record: _NewRow | Record, content: tuple[Any, ...], act: Act) -> tuple[Any, ...]:
    number = record.version_count
    own = (record.pk, record.register_id, number, RecordChange.IMPORTED.value, number - 1 or None, act.by.pk)
    return (*content, *own, record.written_at, act.why)
