"""Several statements in one trip: their texts, their values, their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from django.db import connection, models

Row: TypeAlias = tuple[Any, ...]


class Statement(NamedTuple):
    """A text with a ``%s`` for each value. ``line`` and ``rows`` repeat a part of it: the rows that are inserted."""

    text: str
    values: Sequence[Any] = ()
    line: str = ""
    rows: Sequence[Sequence[Any]] = ()
    ending: str = ""

    @property
    def whole(self) -> tuple[str, list[Any]]:
        """The text as one, and its values."""
        if not self.line:
            return self.text, list(self.values)
        values = [value for row in self.rows for value in row]
        return f"{self.text} {', '.join([self.line] * len(self.rows))} {self.ending}", values


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
        with connection.wrap_database_errors:
            text = ";".join(_bound(cursor.cursor, each) for each in statements)
        cursor.execute(text)
        found = [_fetched(cursor)]
        while cursor.nextset():
            found.append(_fetched(cursor))
        return found


def number_rows(model: type[models.Model], count: int) -> Statement:
    """Asks PostgreSQL for keys of rows that are about to be inserted, so that others may point at them at once."""
    text = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    return Statement(text, [model._meta.db_table, count])


def _ask_one(cursor: Any, statement: Statement) -> list[Row]:
    cursor.execute(*statement.whole)
    return _fetched(cursor)


def _fetched(cursor: Any) -> list[Row]:
    return cursor.fetchall() if cursor.description else []


def _bound(cursor: Any, statement: Statement) -> str:
    """The text with its values, as psycopg writes them. A row at a time: it keeps short texts taken apart."""
    if not statement.line:
        return str(cursor.mogrify(statement.text, statement.values))
    lines = ", ".join(cursor.mogrify(statement.line, row) for row in statement.rows)
    return f"{statement.text} {lines} {statement.ending}"
