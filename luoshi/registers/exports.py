"""Records as files, in the form in which they come in. Text stays text: nothing in it is run or becomes a formula."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from luoshi.people.models import User
from luoshi.registers.importing import OUTSIDE_ID
from luoshi.registers.models import ImportFault, ImportJob, Register
from luoshi.registers.queries.filters import RecordFilter
from luoshi.registers.queries.table import table_rows
from luoshi.sheets import Column, write_csv, write_xlsx

FAULT_COLUMNS = ("行", "字段", "问题", "限度", "原样", "只是提醒")


def export_records(user: User, register: Register, wanted: RecordFilter, form: str) -> bytes:
    """The records that match and that the user may take away, as ``xlsx``, ``csv`` or ``jsonl``. Secrets are masked."""
    fields = register.declared.schema.fields
    if form == "jsonl":
        return b"".join(_lines(user, register, wanted))
    columns = [Column(OUTSIDE_ID), *(Column(each.title) for each in fields)]
    rows = (
        [row.record.outside_id, *(_cell(row.shown.get(each.name)) for each in fields)]
        for row in table_rows(user, register, wanted)
    )
    return write_csv(columns, rows) if form == "csv" else write_xlsx(columns, rows, title=register.title)


def _lines(user: User, register: Register, wanted: RecordFilter) -> Iterator[bytes]:
    for row in table_rows(user, register, wanted):
        number = {OUTSIDE_ID: row.record.outside_id} if row.record.outside_id else {}
        yield (json.dumps({**number, **row.shown}, ensure_ascii=False) + "\n").encode()


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value)
    return value if isinstance(value, str | int | float) else None


def export_faults(job: ImportJob, *, form: str = "xlsx") -> bytes:
    """What was refused or doubtful in an import, row by row, for whoever puts the file right."""
    titles = {each.name: each.title for each in job.register.declared.schema.fields}
    columns = [Column(heading) for heading in FAULT_COLUMNS]
    faults = job.faults.iterator(chunk_size=2000)
    rows: Iterator[list[str | int]] = ([each.row, titles.get(each.field, each.field), *_told(each)] for each in faults)
    return write_csv(columns, rows) if form == "csv" else write_xlsx(columns, rows, title=job.file_name)


def _told(fault: ImportFault) -> list[str]:
    return [fault.code, fault.limit, fault.written, "是" if fault.is_warning else ""]
