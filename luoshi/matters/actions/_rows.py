"""Rows written by statements that are put together once.

Django builds a statement anew for each query, which costs more than everything else that a step of a matter does, and
``bulk_update`` gives each row and field a case of its own. Here a table's statement is built once for the process;
the fields still say how their values are stored. No model of casework has signals or a ``save`` of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

PLAIN = frozenset({int, str, bool, type(None)})  # kept as they are by every field but those of JSON
MOST_VALUES = 900  # in one statement: the older SQLite's bound


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of all rows, which are of one table and locked."""
    if not rows:
        return
    statement, fields = _update(type(rows[0]), tuple(names))
    values = [[*_stored(row, fields), row.pk] for row in rows]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        else:
            cursor.executemany(statement, values)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Add new rows of one table; each has its key afterwards."""
    for some in _batches(rows):
        with connection.cursor() as cursor:
            cursor.execute(*_inserting(some, "RETURNING id"))
            keys = cursor.fetchall()
        for row, (pk,) in zip(some, keys, strict=True):
            row.pk, row._state.adding, row._state.db = pk, False, DEFAULT_DB_ALIAS


def insert_missing(rows: Sequence[models.Model]) -> None:
    """Add those rows of one table that a unique constraint does not know yet. They get no keys."""
    for some in _batches(rows):
        with connection.cursor() as cursor:
            cursor.execute(*_inserting(some, "ON CONFLICT DO NOTHING"))


def _inserting(rows: Sequence[models.Model], ending: str) -> tuple[str, list[Any]]:
    """One statement for all rows of one table, and its values."""
    statement, line, fields = _insert(type(rows[0]))
    return f"{statement} {', '.join([line] * len(rows))} {ending}", _values(rows, fields)


def _batches(rows: Sequence[models.Model]) -> list[Sequence[models.Model]]:
    if not rows:
        return []
    size = MOST_VALUES // len(_insert(type(rows[0]))[2])
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _values(rows: Sequence[models.Model], fields: Sequence[models.Field[Any, Any]]) -> list[Any]:
    """What is stored of new rows. What they hang on may have got its key after they were made."""
    links = [field for field in fields if isinstance(field, models.ForeignKey)]
    for row in rows:
        for link in links:
            if getattr(row, link.attname) is None and link.is_cached(row):
                setattr(row, link.attname, getattr(link.get_cached_value(row), "pk", None))
    return [value for row in rows for value in _stored(row, fields)]


def _stored(row: models.Model, fields: Sequence[models.Field[Any, Any]]) -> list[Any]:
    """What the database keeps of a row. A field is asked only for what it keeps in another form than its own."""
    link = connections[DEFAULT_DB_ALIAS]  # ``connection`` finds its way there anew for each attribute of it
    values = []
    for field in fields:
        value = getattr(row, field.attname)
        as_it_is = type(value) in PLAIN and not isinstance(field, models.JSONField)
        values.append(value if as_it_is else field.get_db_prep_save(value, link))
    return values


@lru_cache(maxsize=64)
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[models.Field[Any, Any]]]:
    found = (model._meta.get_field(name) for name in names)
    fields = [field for field in found if isinstance(field, models.Field)]
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE id = %s', fields  # noqa: S608  names of the code


@lru_cache(maxsize=64)
def _insert(model: type[models.Model]) -> tuple[str, str, list[models.Field[Any, Any]]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    line = f"({', '.join(['%s'] * len(fields))})"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES', line, fields
