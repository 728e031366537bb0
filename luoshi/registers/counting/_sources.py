"""Where the facts of a register come from: the records as they are now, or as they stood on a past day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from luoshi.mechanisms import FieldKind, Schema
from luoshi.registers.counting._conditions import Dialect, Sql

CURRENT = """
SELECT r.id AS id, r.division AS division, r.owner_id AS owner_id{columns}
FROM registers_record r WHERE r.register_id = %s AND r.state = 'live'
"""
AS_OF = """
SELECT r.record_id AS id, r.division AS division, o.owner_id AS owner_id{columns}
FROM registers_recordversion r JOIN registers_record o ON o.id = r.record_id
WHERE r.register_id = %s AND r.at < %s AND r.state = 'live' AND NOT EXISTS (
    SELECT 1 FROM registers_recordversion later
    WHERE later.record_id = r.record_id AND later.number > r.number AND later.at < %s
)
"""


def column_of(field: str) -> str:
    """What a field is called in a source of facts."""
    return f'f."{field}"'


def exact_column(field: str) -> str:
    """A number in whole ten-thousandths."""
    return f'f."{field}__exact"'


def current_source(schema: Schema, fields: Iterable[str], exact: Iterable[str], register_id: int, d: Dialect) -> Sql:
    """Records as their latest version has them."""
    return Sql(CURRENT.format(columns=_columns(schema, fields, exact, d)), (register_id,))


def as_of_source(
    schema: Schema, fields: Iterable[str], exact: Iterable[str], register_id: int, until: Any, d: Dialect
) -> Sql:
    """Records as they were known before the instant ``until`` (as the database takes it): what came later is not."""
    text = AS_OF.format(columns=_columns(schema, fields, exact, d))
    return Sql(text, (register_id, until, until))


def _columns(schema: Schema, fields: Iterable[str], exact: Iterable[str], d: Dialect) -> str:
    parts = [f'{_template(schema, name, d)} AS "{name}"' for name in sorted(set(fields))]
    parts += [f'{d.exact_of.format(_VALUES, name)} AS "{name}__exact"' for name in sorted(set(exact))]
    return "".join(f", {part}" for part in parts)


_VALUES, _DIGESTS = 'r."values"', "r.digests"


def _template(schema: Schema, name: str, d: Dialect) -> str:
    """Names come from schemas, whose loader lets nothing but small letters, digits and underscores through."""
    field = schema.by_name[name]
    if field.is_sensitive:
        return d.text_of.format(_DIGESTS, name)
    if field.kind is FieldKind.CHOICES:
        return d.words_of.format(_VALUES, name)
    if field.kind is FieldKind.BOOLEAN:
        return d.truth_of.format(_VALUES, name)
    return (d.number_of if field.is_number else d.text_of).format(_VALUES, name)
