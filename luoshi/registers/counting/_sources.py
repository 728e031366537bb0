"""Where the facts of a register come from: the records as they are now, or as they stood on a past day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luoshi.mechanisms import FieldKind, Schema
from luoshi.registers.counting._conditions import Dialect, Sql
from luoshi.registers.counting._sharing import PARTS, shared_out

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
BEFORE = """
SELECT r.record_id AS id, r.division AS division, o.owner_id AS owner_id{columns}
FROM registers_recordversion r JOIN registers_record o ON o.id = r.record_id
WHERE r.register_id = %s AND r.state = 'live' AND r.number = o.version_count - 1
"""


def column_of(field: str) -> str:
    """What a field is called in a source of facts."""
    return f'f."{field}"'


def exact_column(field: str) -> str:
    """A number in whole ten-thousandths."""
    return f'f."{field}__exact"'


@dataclass(frozen=True, slots=True)
class Columns:
    """What a source shows of each record: fields, and those as exact numbers."""

    schema: Schema
    fields: frozenset[str]
    exact: frozenset[str]
    dialect: Dialect

    def sql(self) -> str:
        """Behind the columns that every source has."""
        parts = [f'{_template(self.schema, name, self.dialect)} AS "{name}"' for name in sorted(self.fields)]
        parts += [f'{self.dialect.exact_of.format(_VALUES, name)} AS "{name}__exact"' for name in sorted(self.exact)]
        if self.schema.sharing is not None:
            parts.append(f"{_template(self.schema, self.schema.sharing.name, self.dialect)} AS {PARTS}")
        return "".join(f", {part}" for part in parts)

    def facts(self, source: Sql) -> Sql:
        """The source as facts: those that are shared out by their parts."""
        if self.schema.sharing is None:
            return source
        return shared_out(source, self.fields, self.exact, self.dialect)


def current_source(columns: Columns, register_id: int, *, ids: str | None = None) -> Sql:
    """Records as their latest version has them; ``ids`` (a JSON array): only these."""
    source = Sql(CURRENT.format(columns=columns.sql()), (register_id,))
    return columns.facts(_only(source, "r.id", columns.dialect, ids))


def before_source(columns: Columns, register_id: int, *, ids: str) -> Sql:
    """These records as the version before the latest has them, as far as there is one."""
    source = Sql(BEFORE.format(columns=columns.sql()), (register_id,))
    return columns.facts(_only(source, "r.record_id", columns.dialect, ids))


def as_of_source(columns: Columns, register_id: int, until: Any) -> Sql:
    """Records as they were known before the instant ``until`` (as the database takes it): what came later is not."""
    return columns.facts(Sql(AS_OF.format(columns=columns.sql()), (register_id, until, until)))


def without(source: Sql, facts: str, dialect: Dialect) -> Sql:
    """A source without some of its facts (a JSON array of texts: id, blank, division)."""
    left_out = dialect.among_texts.format("CAST(w.id AS text) || ' ' || w.division")
    return Sql(f"SELECT * FROM ({source.text}) w WHERE NOT ({left_out})", (*source.params, facts))


def _only(source: Sql, column: str, dialect: Dialect, ids: str | None) -> Sql:
    if ids is None:
        return source
    return Sql(f"{source.text} AND {dialect.among_ids.format(column)}", (*source.params, ids))


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
