"""A file of many records comes in: prepared, looked at, then written in parts that a crash cannot tear.

Each part is one transaction: its records, its faults and how far the job is. A job that was killed goes on where the
last whole part ended; a file brought in again changes only what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luoshi.files import keep_original
from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.registers.actions._writing import refuse_foreign
from luoshi.registers.actions.part import PartDone, write_part
from luoshi.registers.choices import ImportState
from luoshi.registers.importing import (
    CheckedRow,
    Mapping,
    Plan,
    ReadyRow,
    RowsFile,
    check_row,
    doubles_in,
    guess_mapping,
    headings_digest,
    known_headings,
    read_rows,
    ready_parts,
)
from luoshi.registers.importing.elsewhere import parts_from_elsewhere
from luoshi.registers.models import ColumnMapping, ImportFault, ImportJob, Record, Register

PART = 5000  # rows of one transaction: what a part costs by itself is then little beside its rows
LARGE = 5000  # rows for which a second process is worth its start
SHOWN = 20
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: its columns as they would be taken, the first rows, and what is wrong with them."""

    headings: tuple[str, ...]
    mapping: Mapping
    total: int
    rows: tuple[CheckedRow, ...]
    refused: int  # among the first five hundred
    doubles: int


def preview_import(
    *, by: User, register: Register, owner: Organisation, data: bytes, today: date, mapping: Mapping | None = None
) -> Preview:
    """Read the file and write nothing. Raises SheetError."""
    require(by, Ability.IMPORT, Record(register=register, owner=owner))
    read = _read(register, data)
    mapping = mapping or recall_mapping(register, by.organisation, read)
    doubles = doubles_in(register.declared, read.rows, mapping)
    checked = [
        check_row(register.declared, row, mapping, today=today, double_of=doubles.get(row.number))
        for row in read.rows[:LOOKED_AT]
    ]
    refused = sum(not each.is_good for each in checked)
    return Preview(read.headings, mapping, len(read.rows), tuple(checked[:SHOWN]), refused, len(doubles))


def recall_mapping(register: Register, organisation: Organisation, read: RowsFile) -> Mapping:
    """As the organisation mapped these headings last time; else by their words."""
    rows = ColumnMapping.objects.filter(register=register, organisation=organisation)
    kept = rows.filter(headings_digest=headings_digest(read.headings)).first()
    if kept is None:
        return guess_mapping(register.declared.schema, read.headings)
    known = register.declared.schema.by_name
    fields = {heading: name for heading, name in kept.mapping.items() if name in known}
    return Mapping(fields, kept.id_column)


@transaction.atomic
def prepare_import(
    *,
    by: User,
    register: Register,
    owner: Organisation,
    file_name: str,
    data: bytes,
    at: datetime,
    mapping: Mapping | None = None,
) -> ImportJob:
    """Keep the file and its mapping; nothing is written yet. Raises SheetError, ForeignOwner."""
    require(by, Ability.IMPORT, Record(register=register, owner=owner))
    refuse_foreign(by, owner)
    read = _read(register, data)
    mapping = mapping or recall_mapping(register, by.organisation, read)
    ColumnMapping.objects.update_or_create(
        register=register,
        organisation=by.organisation,
        headings_digest=headings_digest(read.headings),
        defaults={"mapping": mapping.fields, "id_column": mapping.id_column},
    )
    job = ImportJob.objects.create(
        register=register,
        owner=owner,
        by=by,
        at=at,
        file_name=file_name[-255:],
        file_digest=keep_original(settings.LUOSHI_FILES, data),
        mapping=mapping.fields,
        id_column=mapping.id_column,
        total=len(read.rows),
    )
    fields: dict[str, Json] = {"file": job.file_name, "digest": job.file_digest, "rows": job.total}
    write_line(by=by, action="import.prepared", subject=job, at=at, data=fields)
    return job


def run_import(*, job: ImportJob, clock: Callable[[], datetime], part: int = PART) -> ImportJob:
    """Write the rows that are not written yet. Killed at any point, a second call goes on from the last whole part."""
    job = ImportJob.objects.select_related("register__latest", "owner", "by").get(pk=job.pk)
    if job.state in (ImportState.DONE, ImportState.STOPPED):
        return job
    for rows in _parts(job, clock(), part):
        if not _write(job, rows, clock()):
            return ImportJob.objects.get(pk=job.pk)  # another process was faster, or somebody stopped it
    return _finish(job, clock())


def _parts(job: ImportJob, at: datetime, length: int) -> Iterator[list[ReadyRow]]:
    """The rows that are not written yet. Those of a large file are made ready in a second process."""
    plan = Plan(
        folder=settings.LUOSHI_FILES,
        digest=job.file_digest,
        register=job.register.declared,
        mapping=Mapping(job.mapping, job.id_column),
        ring=settings.LUOSHI_KEYRING,
        context=job.register.context_of(""),
        today=timezone.localdate(at),
    )
    is_large = job.total - job.done > LARGE
    return (parts_from_elsewhere if is_large else ready_parts)(plan, job.done, length)


@transaction.atomic
def stop_import(*, by: User, job: ImportJob, at: datetime) -> ImportJob:
    """What is written stays; the rest is not."""
    current = ImportJob.objects.select_for_update().get(pk=job.pk)
    require(by, Ability.IMPORT, current)
    if current.state != ImportState.DONE:
        current.state = ImportState.STOPPED
        current.save(update_fields=["state"])
        write_line(by=by, action="import.stopped", subject=current, at=at, data={"done": current.done})
    return current


@transaction.atomic
def _write(job: ImportJob, rows: list[ReadyRow], at: datetime) -> bool:
    """One part, if the job still stands where this process believes it does."""
    current = ImportJob.objects.select_for_update().get(pk=job.pk)
    if current.done != job.done or current.state in (ImportState.DONE, ImportState.STOPPED):
        return False
    done = write_part(job, rows, at)
    ImportFault.objects.bulk_create(
        ImportFault(
            job=job, row=each.row, field=each.field, code=each.code, limit=each.limit, written=each.written,
            is_warning=each.is_warning,
        )
        for each in done.faults
    )  # fmt: skip
    _count(current, done, len(rows), at)
    job.done = current.done
    data: dict[str, Json] = {"rows": current.done, "added": done.added, "changed": done.changed, "digest": done.digest}
    write_line(by=job.by, action="import.rows", subject=job, at=at, data=data)
    return True


def _count(current: ImportJob, done: PartDone, rows: int, at: datetime) -> None:
    current.done += rows
    current.added += done.added
    current.changed += done.changed
    current.same += done.same
    current.refused += done.refused
    current.state, current.beaten_at = ImportState.RUNNING, at
    current.save(update_fields=["done", "added", "changed", "same", "refused", "state", "beaten_at"])


@transaction.atomic
def _finish(job: ImportJob, at: datetime) -> ImportJob:
    current = ImportJob.objects.select_for_update().get(pk=job.pk)
    if current.state not in (ImportState.DONE, ImportState.STOPPED) and current.done == current.total:
        current.state = ImportState.DONE
        current.save(update_fields=["state"])
        counts: dict[str, Json] = {name: getattr(current, name) for name in ("added", "changed", "same", "refused")}
        write_line(by=job.by, action="import.done", subject=current, at=at, data=counts)
    return current


def _read(register: Register, data: bytes) -> RowsFile:
    return read_rows(data, headings=known_headings(register.declared))


def waiting_jobs() -> Iterator[ImportJob]:
    """Jobs that were prepared, or whose process died; the oldest first."""
    yield from ImportJob.objects.filter(state__in=(ImportState.READY, ImportState.RUNNING)).order_by("pk")
