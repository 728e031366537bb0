"""Several statements in one trip, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.db import connection, models

from luoshi.statements._statement import Statement

Row: TypeAlias = tuple[Any, ...]
POOLED = "DISABLE_SERVER_SIDE_CURSORS"  # Django's word for a pooler that gives each transaction another connection


def ask(statements: Sequence[Statement]) -> list[list[Row]]:
    """The rows that each gives, in their order; none for one that gives none.

    On PostgreSQL they are one text, and each still sees what the ones before it did, and what others had committed
    when its own turn came: a lock that comes first holds for all that is read after it.
    """
    if not statements:
        return []
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [_ask_one(cursor, each) for each in statements]
        from luoshi.statements._postgresql import bind  # its driver is there where it is used

        with connection.wrap_database_errors:
            bound = bind(statements, cursor.cursor, plans=not connection.settings_dict.get(POOLED))
        cursor.execute(bound.text)
        with connection.wrap_database_errors:
            return bound.answers(cursor.cursor)


def number_rows(model: type[models.Model], count: int) -> Statement:
    """Asks PostgreSQL for keys of rows that are about to be inserted, so that others may point at them at once."""
    text = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    return Statement(text, [model._meta.db_table, count], is_frequent=True)


def _ask_one(cursor: Any, statement: Statement) -> list[Row]:
    cursor.execute(*statement.whole)
    return cursor.fetchall() if cursor.description else []
