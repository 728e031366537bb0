"""Statements as PostgreSQL reads them, values and all: several are one text.

psycopg can put values into a text too, and does it for whatever type it knows. Here it is asked only for what comes
seldom: a step of a matter has some two hundred values, nearly all of them numbers, words and moments.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from psycopg import ClientCursor
from psycopg.errors import DataError
from psycopg.pq import Escaping
from psycopg.types.json import Jsonb

from luoshi.statements._statement import Statement

MOST_ROWS_PLANNED = 8  # a statement is planned for each number of rows: only for those of one matter
_Shape: TypeAlias = tuple[str, str, int, str]
_planned: WeakKeyDictionary[Any, dict[_Shape, str]] = WeakKeyDictionary()  # by connection: a name for each shape
_numbers = count(1)  # a name is never given twice: what was planned in vain stays planned


@dataclass(frozen=True, slots=True)
class Bound:
    """A text, how many answers without rows come first, and what this connection will have planned after it."""

    text: str
    skipped: int
    planned: Mapping[_Shape, str]

    def answers(self, cursor: ClientCursor[Any]) -> list[list[tuple[Any, ...]]]:
        """The rows of each answer, once the text has been executed; what was planned with it is remembered."""
        if self.planned:
            _planned.setdefault(cursor.connection, {}).update(self.planned)
        found = []
        while True:
            result = cursor.pgresult
            found.append(cursor.fetchall() if result and result.nfields else [])
            if not cursor.nextset():
                return found[self.skipped :]


def bind(statements: Sequence[Statement], cursor: ClientCursor[Any], *, plans: bool = True) -> Bound:
    """All of them in one text. ``plans``: what comes often is planned once for the connection (``PREPARE``)."""
    escape = Escaping(cursor.connection.pgconn).escape_literal
    known = _planned.get(cursor.connection, {})
    new: dict[_Shape, str] = {}
    firsts, texts = [], []
    for each in statements:
        values = [value for row in each.rows for value in row] if each.line else each.values
        words = tuple([_literal(value, escape, cursor) for value in values])
        shape = each.text, each.line, len(each.rows), each.ending
        if not plans or not each.is_frequent or len(each.rows) > MOST_ROWS_PLANNED:
            texts.append(_whole(each) % words)
            continue
        name = known.get(shape) or new.get(shape)
        if name is None:
            name = new[shape] = f"luoshi_{next(_numbers)}"
            places = tuple([f"${number + 1}" for number in range(len(words))])
            firsts.append(f"PREPARE {name} AS {_whole(each) % places}")
        texts.append(f"EXECUTE {name}({', '.join(words)})" if words else f"EXECUTE {name}")
    return Bound(";".join((*firsts, *texts)), len(firsts), new)


def _whole(statement: Statement) -> str:
    if not statement.line:
        return statement.text
    return f"{statement.text} {', '.join([statement.line] * len(statement.rows))} {statement.ending}"


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
    if isinstance(value, str):  # a word of an enumeration
        return _literal(str.__str__(value), escape, cursor)
    return cursor.mogrify("%s", [value])
