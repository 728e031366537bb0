"""A register's table: rows, how many there are, and what their numbers add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import FloatField, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from luoshi.mechanisms import Field
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.registers.content import shown_of
from luoshi.registers.models import Record, Register, SavedView
from luoshi.registers.queries.filters import ORDERS, RecordFilter, apply_filter
from luoshi.registers.queries.scope import visible_records

PAGE_LENGTH = 50
FAR = 10_000  # rows that a page number may skip; further on, filters lead there faster


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record as a row: sensitive values masked."""

    record: Record
    shown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table."""

    register: Register
    columns: tuple[Field, ...]
    rows: tuple[TableRow, ...]
    total: int
    page: int
    pages: int
    sums: dict[str, float]
    views: tuple[SavedView, ...]


def table_page(user: User, register: Register, wanted: RecordFilter, page: int, *, sums: bool = False) -> TablePage:
    """The records that match, fifty at a time. A page beyond the last gives the last that can be turned to."""
    matching = _matching(user, register, wanted)
    total = matching.order_by().count()
    pages = max(1, -(-min(total, FAR) // PAGE_LENGTH))
    page = min(max(1, page), pages)
    fields = register.declared.schema.fields
    columns = tuple(each for each in fields if each.listed) or fields[:6]
    listed = matching.select_related("owner").order_by(*ORDERS[wanted.order])
    rows = listed[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return TablePage(
        register=register,
        columns=columns,
        rows=tuple(TableRow(each, _shown(register, each)) for each in rows),
        total=total,
        page=page,
        pages=pages,
        sums=_sums(matching, columns) if sums else {},
        views=tuple(SavedView.objects.filter(register=register, user=user)),
    )


def table_rows(user: User, register: Register, wanted: RecordFilter) -> Iterator[TableRow]:
    """All rows that match and that the user may take away."""
    matching = _matching(user, register, wanted, Ability.EXPORT).select_related("owner")
    for each in matching.order_by(*ORDERS[wanted.order]).iterator(chunk_size=2000):
        yield TableRow(each, _shown(register, each))


def _matching(user: User, register: Register, wanted: RecordFilter, ability: Ability = Ability.SEE) -> QuerySet[Record]:
    return apply_filter(visible_records(user, ability), register, wanted)


def _shown(register: Register, record: Record) -> dict[str, Any]:
    return shown_of(register.declared.schema, record.values, record.masked)


def _sums(matching: QuerySet[Record], columns: tuple[Field, ...]) -> dict[str, float]:
    numbers = [each.name for each in columns if each.is_number]
    if not numbers:
        return {}
    added = {f"sum_{name}": Sum(Cast(KeyTextTransform(name, "values"), FloatField())) for name in numbers}
    found = matching.order_by().aggregate(**added)
    return {name: round(found[f"sum_{name}"] or 0, 4) for name in numbers}
