"""Many rows into a table at once: COPY on PostgreSQL, one prepared statement on SQLite. Imports and rules need it.

Rows are checked by the same constraints and guards as any others; only Django's bookkeeping for each row is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from luoshi.statements import ask, number_rows


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for rows that are about to be inserted. On SQLite the caller holds the write lock, as every action does."""
    if connection.vendor == "postgresql":
        return [pk for (pk,) in ask([number_rows(model, count)])[0]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", (model._meta.db_table,))
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return list(range(first, first + count))


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of the columns, plain ones throughout: JSON and days as text (see
    ``as_json``), instants as ``instant_text`` has them.
    """
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({places})"
        cursor.executemany(sql, list(rows))


def insert_missing(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """As ``insert_rows``, but a row that a unique constraint refuses is left out. How many went in."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
            with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving ON CONFLICT DO NOTHING")
            added = int(cursor.rowcount)
            cursor.execute("DROP TABLE arriving")
            return added
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", rows)
        return int(cursor.rowcount)


def instant_text(at: datetime) -> str:
    """As the database in use takes it in place of an instant."""
    return str(connection.ops.adapt_datetimefield_value(at))
