"""Statements as PostgreSQL reads them, values and all: several are one text.

psycopg can put values into a text too, and does it for whatever type it knows. Here it is asked only for what comes
seldom: a step of a matter has some two hundred values, nearly all of them numbers, words and moments.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from psycopg import ClientCursor
from psycopg.errors import DataError
from psycopg.pq import Escaping
from psycopg.types.json import Jsonb

from luoshi.statements._statement import Statement


def bind(statements: Sequence[Statement], cursor: ClientCursor[Any]) -> str:
    """All of them in one text."""
    escape = Escaping(cursor.connection.pgconn).escape_literal

    def words(values: Sequence[Any]) -> tuple[str, ...]:
        return tuple([_literal(value, escape, cursor) for value in values])

    texts = []
    for each in statements:
        if each.line:
            lines = ", ".join([each.line % words(row) for row in each.rows])
            texts.append(f"{each.text} {lines} {each.ending}")
        else:
            texts.append(each.text % words(each.values))
    return ";".join(texts)


def _literal(value: Any, escape: Callable[[bytes], bytes], cursor: ClientCursor[Any]) -> str:
    """One value as it stands in a text."""
    if value is None:
        return "NULL"
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
        return escape(value.encode()).decode()
    if kind is int:
        return str(value) if value >= 0 else f" {value}"
    if kind is bool:
        return "true" if value else "false"
    if kind is datetime:
        return f"'{value.isoformat()}'::timestamptz"
    if kind is date:
        return f"'{value.isoformat()}'::date"
    if kind is Jsonb:
        return f"{_literal((value.dumps or json.dumps)(value.obj), escape, cursor)}::jsonb"
    return cursor.mogrify("%s", [value])
