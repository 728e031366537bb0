"""A file of many records comes in: prepared, looked at, then written in parts that a crash cannot tear.

Each part is one transaction: its records, its faults and how far the job is. A job that was killed goes on where the
last whole part ended; a file brought in again changes only what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luoshi.files import keep_original, read_original
from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.registers.actions._writing import refuse_foreign
from luoshi.registers.actions.part import PartDone, write_part
from luoshi.registers.choices import ImportState
from luoshi.registers.importing import (
    CheckedRow,
    FileRow,
    Mapping,
    RowsFile,
    check_row,
    doubles_in,
    guess_mapping,
    headings_digest,
    read_rows,
)
from luoshi.registers.models import ColumnMapping, ImportFault, ImportJob, Record, Register

PART = 2000
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
    read = _read(job.register, read_original(settings.LUOSHI_FILES, job.file_digest))
    mapping = Mapping(job.mapping, job.id_column)
    declared = job.register.declared
    doubles = doubles_in(declared, read.rows, mapping)
    rows = iter(read.rows[job.done :])

    def check(some: list[FileRow], at: datetime) -> list[CheckedRow]:
        today = timezone.localdate(at)
        return [check_row(declared, row, mapping, today=today, double_of=doubles.get(row.number)) for row in some]

    for checked, at in _ahead(iter(lambda: list(islice(rows, part)), []), check, clock):
        if not _write(job, checked, at):
            return ImportJob.objects.get(pk=job.pk)  # another process was faster, or somebody stopped it
    return _finish(job, clock())


def _ahead(
    parts: Iterator[list[FileRow]],
    check: Callable[[list[FileRow], datetime], list[CheckedRow]],
    clock: Callable[[], datetime],
) -> Iterator[tuple[list[CheckedRow], datetime]]:
    """Checked parts and when. The next one is checked in a thread, which asks no database, while this one is written:
    a database works outside of Python's lock.
    """
    at = clock()
    with ThreadPoolExecutor(1) as ahead:
        waiting: Future[list[CheckedRow]] | None = None
        for some in parts:
            coming = ahead.submit(check, some, at)
            if waiting is not None:
                yield waiting.result(), at
                at = clock()
            waiting = coming
        if waiting is not None:
            yield waiting.result(), at


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
def _write(job: ImportJob, checked: list[CheckedRow], at: datetime) -> bool:
    """One part, if the job still stands where this process believes it does."""
    current = ImportJob.objects.select_for_update().get(pk=job.pk)
    if current.done != job.done or current.state in (ImportState.DONE, ImportState.STOPPED):
        return False
    done = write_part(job, checked, at)
    ImportFault.objects.bulk_create(
        ImportFault(
            job=job, row=each.row, field=each.field, code=each.code, limit=each.limit, written=each.written,
            is_warning=each.is_warning,
        )
        for each in done.faults
    )  # fmt: skip
    _count(current, done, len(checked), at)
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
    known = [name for each in register.declared.schema.fields for name in (each.title, each.name)]
    return read_rows(data, headings=known)


def waiting_jobs() -> Iterator[ImportJob]:
    """Jobs that were prepared, or whose process died; the oldest first."""
    yield from ImportJob.objects.filter(state__in=(ImportState.READY, ImportState.RUNNING)).order_by("pk")
