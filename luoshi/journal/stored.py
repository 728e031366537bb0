"""The journal's rows exactly as the database holds them, streamed, and trusted in nothing.

A tamperer can put into a row what no field of a model could read: broken UTF-8, half a JSON, a word for a number. Such
a row comes out without words; it still says as well as it can which row it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from luoshi.journal.checking import StoredHead, StoredLine, StoredRoot
from luoshi.journal.digests import HeadWords, LineWords, RootWords

CHUNK = 2000
Row = Sequence[Any]

LINE_COLUMNS = (
    "line.id", "line.at", "line.actor_id", "line.action", "line.subject_type", "line.subject_id", "line.number",
    "line.why", "line.data", "line.origin", "line.scheme", "line.previous_digest", "line.digest",
    "head.digest", "head.root_id",
)  # fmt: skip
ROOT_COLUMNS = ("number", "day", "at", "lines", "through", "scheme", "previous_digest", "digest")
HEAD_COLUMNS = ("root_id", "subject_type", "subject_id", "number", "digest")
NO_TEXT = frozenset({"id", "actor_id", "subject_id", "number", "root_id", "lines", "through"})

LINES = """
SELECT {columns} FROM journal_line line LEFT JOIN journal_head head
ON head.subject_type = line.subject_type AND head.subject_id = line.subject_id AND head.number = line.number
{where} ORDER BY line.subject_type, line.subject_id, line.number
"""
# From the last head that the anchor or a root before it has sealed; all of a chain that has none.
SINCE = """
WHERE NOT EXISTS (SELECT 1 FROM journal_head sealed WHERE sealed.subject_type = line.subject_type
AND sealed.subject_id = line.subject_id AND sealed.number > line.number AND sealed.root_id <= %s)
"""
ONE_CHAIN = "WHERE line.subject_type = %s AND line.subject_id = %s"
ROOTS = "SELECT {columns} FROM journal_root ORDER BY number"
HEADS = "SELECT {columns} FROM journal_head WHERE root_id >= %s ORDER BY root_id"
# Heads beyond the end of their chain.
CUT_OFF = """
SELECT {columns} FROM journal_head head WHERE root_id >= %s AND NOT EXISTS (
SELECT 1 FROM journal_line line WHERE line.subject_type = head.subject_type
AND line.subject_id = head.subject_id AND line.number >= head.number)
ORDER BY subject_type, subject_id, number
"""


def stored_lines(anchor: int = 0) -> Iterator[StoredLine]:
    """All lines, chain by chain; with an anchor only what its root did not seal, and each chain's last sealed line."""
    where, values = (SINCE, [anchor]) if anchor else ("", [])
    return map(_line, _rows(LINES, LINE_COLUMNS, values, where))


def stored_chain(subject_type: str, subject_id: int) -> Iterator[StoredLine]:
    """The lines of one object."""
    return map(_line, _rows(LINES, LINE_COLUMNS, [subject_type, subject_id], ONE_CHAIN))


def stored_roots() -> Iterator[StoredRoot]:
    """All roots in their order."""
    return map(_root, _rows(ROOTS, ROOT_COLUMNS, []))


def stored_heads(first: int = 0) -> Iterator[StoredHead]:
    """The heads of this root and of all after it, root by root."""
    return map(_head, _rows(HEADS, HEAD_COLUMNS, [first]))


def heads_cut_off(first: int = 0) -> Iterator[StoredHead]:
    """Heads of these roots whose chain ends before them."""
    return map(_head, _rows(CUT_OFF, HEAD_COLUMNS, [first]))


def _rows(statement: str, columns: Sequence[str], values: list[Any], where: str = "") -> Iterator[Row]:
    sqlite = connection.vendor == "sqlite"
    listed = ", ".join(_as_bytes(column) if sqlite else column for column in columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement.format(columns=listed, where=where), values)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _as_bytes(column: str) -> str:
    """On SQLite text is fetched as bytes: its driver ends the whole query at the first row that is no UTF-8.

    And text may stand in a column of numbers.
    """
    if column.rpartition(".")[2] in NO_TEXT:
        return f"CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB) ELSE {column} END"
    return f"CAST({column} AS BLOB)"


def _line(row: Row) -> StoredLine:
    pk, at, actor, action, kind, subject, number, why, data, origin, scheme, previous, digest, head, root = row
    try:
        words = LineWords(
            _instant(at), actor if actor is None else _int(actor), _text(action), _text(kind), _int(subject),
            _int(number), _text(why), _json(data), _text(origin), _text(scheme), _text(previous),
        )  # fmt: skip
    except ValueError:
        words = None
    place = words[3:6] if words else (_loosely(kind), _number(subject), _number(number))
    return StoredLine(pk, place, words, _loosely(digest), None if root is None else _loosely(head), root)


def _root(row: Row) -> StoredRoot:
    number, day, at, lines, through, scheme, previous, digest = row
    try:
        words = RootWords(
            _int(number), _day(day), _instant(at), _int(lines), _int(through), _text(scheme), _text(previous)
        )
    except ValueError:
        words = None
    return StoredRoot(number, words, _loosely(digest))


def _head(row: Row) -> StoredHead:
    root, kind, subject, number, digest = row
    try:
        words = HeadWords(_text(kind), _int(subject), _int(number), _text(digest))
    except ValueError:
        words = None
    return StoredHead(root, words)


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("no whole number")
    return value


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _loosely(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _instant(value: object) -> datetime:
    """SQLite keeps UTC as text, and only in the one spelling that this program writes."""
    if isinstance(value, datetime):
        return value
    text = _text(value)
    at = datetime.fromisoformat(text)
    if str(at) != text:
        raise ValueError("not as written")
    return at.replace(tzinfo=UTC)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    day = date.fromisoformat(text)
    if str(day) != text:
        raise ValueError("not as written")
    return day


def _json(value: object) -> Any:
    """Parsed, and only as this program writes it: an added space or a doubled key is no word, but it is a change.

    PostgreSQL's jsonb keeps no spelling, only the value.
    """
    text = _text(value)
    parsed = json.loads(text)
    if isinstance(value, bytes) and json.dumps(parsed) != text:
        raise ValueError("not as written")
    return parsed
