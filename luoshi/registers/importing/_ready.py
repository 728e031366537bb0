"""Checked rows as they are written: sealed, digested, and the columns of JSON as text already. Pure.

What takes longest of an import is here and needs no database, so that another process can do it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from luoshi.files import read_original
from luoshi.mechanisms import Register, Value
from luoshi.registers.content import Key, as_json, keys_of, store
from luoshi.registers.importing._mapping import Mapping
from luoshi.registers.importing._reading import FileRow, RowsFile, read_rows
from luoshi.registers.importing._rows import RowFault, check_row, doubles_in
from luoshi.registers.sought import sought_of
from luoshi.secrecy import Keyring


@dataclass(frozen=True, slots=True)
class Plan:
    """A file, and how its rows become records."""

    folder: Path  # where originals are kept
    digest: str  # of the file
    register: Register
    mapping: Mapping
    ring: Keyring
    context: str  # what sealed values are bound to, but for the field's name
    today: date


class ReadyContent(NamedTuple):
    """The columns of a version that the row itself gives, in the order of ``CONTENT_FIELDS``."""

    values: str
    sealed: str
    masked: str
    digests: str
    held_on: str
    division: str


class ReadyRow(NamedTuple):
    """One row on its way into the database; without content if it cannot be taken."""

    number: int
    outside_id: str
    faults: tuple[RowFault, ...]
    content: ReadyContent | None
    keys: tuple[Key, ...] = ()
    sought: str = ""
    has_stars: bool = False  # a secret is given as exports show it: it stays as it is


def known_headings(register: Register) -> list[str]:
    """What tells the row of headings from those above it."""
    return [name for each in register.schema.fields for name in (each.title, each.name)]


def read_plan(plan: Plan) -> RowsFile:
    """All rows of the file."""
    return read_rows(read_original(plan.folder, plan.digest), headings=known_headings(plan.register))


def ready_parts(plan: Plan, start: int, length: int) -> Iterator[list[ReadyRow]]:
    """The rows from ``start`` on, so many at a time."""
    rows = read_plan(plan).rows
    doubles = doubles_in(plan.register, rows, plan.mapping)
    for first in range(start, len(rows), length):
        yield [ready_row(plan, row, doubles.get(row.number)) for row in rows[first : first + length]]


def ready_row(plan: Plan, row: FileRow, double_of: int | None) -> ReadyRow:
    """One row, checked and made ready."""
    checked = check_row(plan.register, row, plan.mapping, today=plan.today, double_of=double_of)
    if not checked.is_good:
        return ReadyRow(row.number, checked.outside_id, checked.faults, None)
    stored = store(plan.register, checked.values, plan.ring, lambda field: plan.context + field)
    values: dict[str, Value] = dict(stored.values)
    content = ReadyContent(
        as_json(values),
        as_json(stored.sealed),
        as_json(stored.masked),
        as_json(stored.digests),
        stored.held_on.isoformat(),
        stored.division,
    )
    keys = tuple(keys_of(plan.register, values, stored.digests))
    sought = sought_of(plan.register.schema, values, checked.outside_id)
    return ReadyRow(row.number, checked.outside_id, checked.faults, content, keys, sought, bool(checked.masked))
