"""Some thousand ready rows of a file, written in a handful of statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from luoshi.mechanisms import Approval
from luoshi.registers.actions._writing import Act, fill
from luoshi.registers.bulk import insert_rows, instant_text, reserve_ids
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.content import Key, Stored, as_json, keys_of
from luoshi.registers.importing import ReadyContent, ReadyRow, RowCode, RowFault
from luoshi.registers.models import ImportJob, Record, RecordKey, RecordVersion
from luoshi.registers.models.record import CONTENT_FIELDS
from luoshi.registers.sought import sought_of
from luoshi.registers.subtotals import add_subtotals
from luoshi.registers.watching import watch_saved

_CONTENT = (*CONTENT_FIELDS, "pack_version_id")
RECORD_COLUMNS = (*_CONTENT, "id", "register_id", "owner_id", "outside_id", "version_count", "written_at", "sought")
VERSION_COLUMNS = (*_CONTENT, "record_id", "register_id", "number", "change", "corrects", "by_id", "at", "why")
KEY_COLUMNS = ("record_id", "register_id", "kind", "digest", "is_key")
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


class _Written(NamedTuple):
    """A version on its way into the database, of a new record or of one that is there."""

    pk: int
    number: int
    content: tuple[Any, ...]
    written_at: str


@dataclass(slots=True)
class _Pending:
    """Rows on their way into the database."""

    added: list[tuple[ReadyRow, ReadyContent]] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    before: dict[int, Mapping[str, Any]] = field(default_factory=dict)


def write_part(job: ImportJob, rows: Sequence[ReadyRow], at: datetime) -> PartDone:
    """Add what is new, correct what differs, leave what is the same; note what cannot be taken."""
    done, pending, act = PartDone(), _Pending(), Act(job.by, at, job.file_name)
    found = _Existing(job, rows)
    for row in rows:
        done.faults.extend(row.faults)
        fault = "" if row.content is None else _take(job, row, row.content, found, pending, act, done)
        if fault is not None:
            done.refused += 1
            if fault:
                done.faults.append(RowFault(row.number, "", fault))
    _save(job, pending, act, done)
    return done


class _Existing:
    """The records that the rows of a part may already be, found in a few statements."""

    def __init__(self, job: ImportJob, rows: Sequence[ReadyRow]) -> None:
        self._register = job.register
        good = [row for row in rows if row.content is not None]
        self._by_id = self._load_by_id({row.outside_id for row in good if row.outside_id})
        self._by_key = self._load_by_key([each for row in good for each in row.keys if each.is_key])

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

    def of(self, row: ReadyRow) -> tuple[Record | None, bool]:
        """The record that the row is, and whether one of its keys belongs to yet another one."""
        if not self._by_id and not self._by_key:
            return None, False
        by_key = [self._by_key.get((key.kind, key.digest)) for key in row.keys if key.is_key]
        others = [each for each in by_key if each is not None]
        own = self._by_id.get(row.outside_id) or (others[0] if others and not row.outside_id else None)
        own = own or next((each for each in others if not each.outside_id), None)
        return own, any(each.pk != (own.pk if own else None) for each in others)


def _take(
    job: ImportJob, row: ReadyRow, content: ReadyContent, found: _Existing, pending: _Pending, act: Act, done: PartDone
) -> str | None:
    """Put one row where it belongs; a code if it cannot be taken."""
    existing, is_double = found.of(row)
    if is_double:
        return RowCode.DOUBLE_ELSEWHERE
    if existing is None:
        return _add(job, row, content, pending, done)
    if existing.owner_id not in job.by.charge_ids | job.by.governed_ids:
        return RowCode.NOT_YOURS
    if existing.state != RecordState.LIVE:
        return RowCode.NOT_LIVE
    stored = _with_kept(existing, _stored(content))
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
    existing.sought = sought_of(job.register.declared.schema, existing.values, existing.outside_id)
    pending.changed.append(existing)
    done.changed += 1
    return None


def _add(job: ImportJob, row: ReadyRow, content: ReadyContent, pending: _Pending, done: PartDone) -> str | None:
    if job.register.declared.approval is Approval.ALL:
        return RowCode.NEEDS_APPROVAL
    if row.has_stars:
        return RowCode.MASKED
    pending.added.append((row, content))
    done.added += 1
    return None


def _stored(content: ReadyContent) -> Stored:
    """The row as the actions on single records have it."""
    values, sealed, masked, digests = (json.loads(each) for each in content[:4])
    return Stored(values, sealed, masked, digests, date.fromisoformat(content.held_on), content.division)


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
    added = _insert_new(job, pending, act)
    changed = _save_changed(job, pending)
    written = [*added, *changed]
    tail = (act.by.pk, act.why)
    insert_rows(RecordVersion, VERSION_COLUMNS, (_version_row(each, job.register_id, *tail) for each in written))
    add_subtotals(job.register, added=[each.pk for each in added], changed=[each.pk for each in changed])
    contents = sorted([each.pk, *map(str, each.content)] for each in written)
    done.digest = sha256(json.dumps(contents, ensure_ascii=False).encode()).hexdigest()
    if job.total <= SMALL:
        ids = [each.pk for each in written]
        saved = Record.objects.filter(pk__in=ids).select_related("register__latest").order_by("pk")
        watch_saved(saved, at=act.at, before=pending.before)


def _insert_new(job: ImportJob, pending: _Pending, act: Act) -> list[_Written]:
    """New records with their keys, by columns: Django's own objects would take longer than all of the checks."""
    register, owner, at = job.register_id, job.owner_id, instant_text(act.at)
    tail = (RecordState.LIVE.value, None, job.register.latest_id)
    ids = reserve_ids(Record, len(pending.added))
    written = [_Written(pk, 1, (*content, *tail), at) for pk, (_, content) in zip(ids, pending.added, strict=True)]
    rows = (
        (*new.content, new.pk, register, owner, row.outside_id, 1, at, row.sought)
        for new, (row, _) in zip(written, pending.added, strict=True)
    )
    insert_rows(Record, RECORD_COLUMNS, rows)
    keyed = zip(ids, pending.added, strict=True)
    insert_rows(RecordKey, KEY_COLUMNS, _key_rows(register, ((pk, row.keys) for pk, (row, _) in keyed)))
    return written


def _save_changed(job: ImportJob, pending: _Pending) -> list[_Written]:
    """Further versions of records that are there."""
    if not pending.changed:
        return []
    columns = [*CONTENT_FIELDS, "version_count", "written_at", "pack_version", "outside_id", "sought"]
    names = [name.removesuffix("_id") if name == "merged_into_id" else name for name in columns]
    Record.objects.bulk_update(pending.changed, names, batch_size=200)
    RecordKey.objects.filter(record__in=pending.changed).delete()
    declared = job.register.declared
    keyed = ((each.pk, keys_of(declared, each.values, each.digests)) for each in pending.changed)
    insert_rows(RecordKey, KEY_COLUMNS, _key_rows(job.register_id, keyed))
    return [
        _Written(each.pk, each.version_count, _content(each), instant_text(each.written_at)) for each in pending.changed
    ]


def _key_rows(register: int, keyed: Iterator[tuple[int, Sequence[Key]]]) -> Iterator[tuple[Any, ...]]:
    return ((pk, register, key.kind, key.digest, key.is_key) for pk, keys in keyed for key in keys)


def _content(record: Record) -> tuple[Any, ...]:
    """The columns of CONTENT_FIELDS and the pack's version, the JSON ones as text."""
    parts = (as_json(each) for each in (record.values, record.sealed, record.masked, record.digests))
    held_on, state = record.held_on.isoformat(), str(record.state)
    return (*parts, held_on, record.division, state, record.merged_into_id, record.pack_version_id)


def _version_row(written: _Written, register: int, by: int, why: str) -> tuple[Any, ...]:
    number, change = written.number, RecordChange.IMPORTED.value
    return (*written.content, written.pk, register, number, change, number - 1 or None, by, written.written_at, why)
