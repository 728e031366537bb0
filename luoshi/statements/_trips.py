"""Writes that go to the database together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Self, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

from luoshi.statements._asking import ask, number_rows
from luoshi.statements._rows import Fields, kept_values, named_fields, new_fields, stored_rows, stored_values
from luoshi.statements._statement import Statement

_Any = TypeVar("_Any")
MOST_VALUES = 900  # in one statement: the older SQLite's bound


class Trip:
    """Writes in their order, sent when the block ends; an error in the block sends nothing.

    On PostgreSQL they are one trip, and whoever reads the database before the end of the block misses them. On SQLite,
    which is in the same process, each is written at once. ``keys``: those that were asked for beforehand.
    """

    def __init__(self, keys: Mapping[type[models.Model], Sequence[int]] | None = None) -> None:
        self._is_one = connection.vendor == "postgresql"
        self._keys = {model: list(numbers) for model, numbers in (keys or {}).items()}
        self._waiting: list[Statement] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.send()

    def send(self) -> None:
        """Write what is waiting."""
        waiting, self._waiting = self._waiting, []
        ask(waiting)

    def run(self, statement: Statement) -> None:
        """Any other statement."""
        self._waiting.append(statement)
        if not self._is_one:
            self.send()

    def insert(self, rows: Sequence[models.Model]) -> None:
        """Add new rows of one table; each has its key at once."""
        if not rows:
            return
        if self._is_one:
            for row, pk in zip(rows, self._numbers(type(rows[0]), len(rows)), strict=True):
                row.pk = pk
            self.add(rows, with_key=True)
        else:
            for some in _batches(type(rows[0]), rows):
                for row, (pk,) in zip(some, ask([_inserting(some, "RETURNING id")])[0], strict=True):
                    row.pk = pk
        for row in rows:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def add(self, rows: Sequence[models.Model], ending: str = "", *, with_key: bool = False) -> None:
        """Add new rows of one table, for whose keys nobody asks."""
        for some in _batches(type(rows[0]), rows) if rows else ():
            self.run(_inserting(some, ending, with_key=with_key))

    def add_plain(self, model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
        """Add rows whose values stand in the order of the fields without the key: where so many are added that making
        an instance of each would cost more than all else.
        """
        head, line, fields = _insert(model, with_key=False)
        for some in _batches(model, rows):
            stored = [kept_values(row, fields) for row in some]
            self.run(Statement(head, (), line, stored, is_frequent=True))

    def add_missing(self, rows: Sequence[models.Model]) -> None:
        """Add those rows of one table that a unique constraint does not know yet."""
        self.add(rows, "ON CONFLICT DO NOTHING")

    def update(self, rows: Sequence[models.Model], names: Sequence[str]) -> None:
        """Write these fields of all rows, which are of one table and locked."""
        if not rows:
            return
        model, fields = type(rows[0]), named_fields(type(rows[0]), tuple(names))
        if len(rows) == 1:
            values = [*stored_values(rows[0], fields), rows[0].pk]
            self.run(Statement(_update(model, tuple(names)), values, is_frequent=True))
        elif self._is_one:
            head, line, ending = _update_many(model, tuple(names))
            self.run(Statement(head, (), line, [[row.pk, *stored_values(row, fields)] for row in rows], ending))
        else:
            with connection.cursor() as cursor:
                cursor.executemany(
                    _update(model, tuple(names)), [[*stored_values(row, fields), row.pk] for row in rows]
                )

    def _numbers(self, model: type[models.Model], count: int) -> list[int]:
        keys = self._keys.setdefault(model, [])
        if len(keys) < count:
            keys += [pk for (pk,) in ask([number_rows(model, count - len(keys))])[0]]
        self._keys[model] = keys[count:]
        return keys[:count]


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Add new rows of one table; each has its key afterwards."""
    with Trip() as trip:
        trip.insert(rows)


def insert_missing(rows: Sequence[models.Model]) -> None:
    """Add those rows of one table that a unique constraint does not know yet. They get no keys."""
    with Trip() as trip:
        trip.add_missing(rows)


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of all rows, which are of one table and locked."""
    with Trip() as trip:
        trip.update(rows, names)


def _inserting(rows: Sequence[models.Model], ending: str, *, with_key: bool = False) -> Statement:
    head, line, fields = _insert(type(rows[0]), with_key=with_key)
    return Statement(head, (), line, stored_rows(rows, fields), ending, is_frequent=True)


def _batches(model: type[models.Model], rows: Sequence[_Any]) -> list[Sequence[_Any]]:
    if not rows:
        return []
    if connection.vendor == "postgresql":
        return [rows]
    size = MOST_VALUES // len(new_fields(model, with_key=True))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


@lru_cache(maxsize=64)
def _update(model: type[models.Model], names: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{field.column}" = %s' for field in named_fields(model, names))
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE id = %s'  # noqa: S608  names of the code


@lru_cache(maxsize=64)
def _update_many(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, str, str]:
    """One statement for many rows. Values in a list have no type of their own, so each is told its column's."""
    fields, table = named_fields(model, names), model._meta.db_table
    changes = ", ".join(f'"{each.column}" = new."{each.column}"::{_type(each)}' for each in fields)
    columns = ", ".join(("id", *(f'"{each.column}"' for each in fields)))
    head = f'UPDATE "{table}" SET {changes} FROM (VALUES'  # noqa: S608  names of the code
    line = f"({', '.join(['%s'] * (len(fields) + 1))})"
    return head, line, f') AS new({columns}) WHERE "{table}".id = new.id'


def _type(field: models.Field[Any, Any]) -> str:
    return str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))


@lru_cache(maxsize=64)
def _insert(model: type[models.Model], *, with_key: bool) -> tuple[str, str, Fields]:
    fields = new_fields(model, with_key=with_key)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    line = f"({', '.join(['%s'] * len(fields))})"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES', line, fields
