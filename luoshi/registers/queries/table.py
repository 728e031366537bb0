"""A register's table: rows, how many there are, and what their numbers add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from luoshi.registers.queries.filters import ORDERS, RecordFilter, apply_filter, split_filter
from luoshi.registers.queries.scope import visible_records

PAGE_LENGTH = 50
SUMMED = 20_000  # records whose numbers are added up under the table; of more, measures tell
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
    lists = split_filter(visible_records(user), register, wanted)
    counts = [each.order_by().count() for each in lists]
    total = sum(counts)
    pages = max(1, -(-min(total, FAR) // PAGE_LENGTH))
    page = min(max(1, page), pages)
    fields = register.declared.schema.fields
    columns = tuple(each for each in fields if each.listed) or fields[:6]
    filled = [each for each, count in zip(lists, counts, strict=True) if count]
    rows = _cut(filled, ORDERS[wanted.order], (page - 1) * PAGE_LENGTH)
    return TablePage(
        register=register,
        columns=columns,
        rows=tuple(TableRow(each, _shown(register, each)) for each in rows),
        total=total,
        page=page,
        pages=pages,
        sums=_sums(_matching(user, register, wanted), columns) if sums and total <= SUMMED else {},
        views=tuple(SavedView.objects.filter(register=register, user=user)),
    )


def _cut(lists: Sequence[QuerySet[Record]], order: tuple[str, str], start: int) -> list[Record]:
    """Fifty records out of lists that have none in common. Which ones they are is asked first: an index tells that,
    and only the fifty are fetched.
    """
    stop = start + PAGE_LENGTH
    key = order[0].removeprefix("-")
    keys = [found for each in lists for found in each.order_by(*order).values_list(key, "pk")[:stop]]
    ids = [pk for _, pk in sorted(keys, reverse=order[0] != key)[start:stop]]
    by_id = Record.objects.select_related("owner").in_bulk(ids)
    return [by_id[pk] for pk in ids]


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
