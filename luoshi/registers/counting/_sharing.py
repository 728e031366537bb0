"""Facts that are shared out among places by declared parts: a row for each part instead of one for the fact."""

from __future__ import annotations

from luoshi.mechanisms import WHOLE, Schema
from luoshi.registers.counting._conditions import Dialect, Sql

PARTS = '"_parts"'  # the column of a source in which the parts stand; names of fields begin with a letter
WEIGHT = '"_weight"'
SHARED = """
SELECT b.id AS id, b.division AS division, b.owner_id AS owner_id, {whole} AS {weight}{fields}{amounts}
FROM ({source}) b WHERE b.{parts} IS NULL
UNION ALL
SELECT b.id AS id, b.place AS division, b.owner_id AS owner_id, b.{weight} AS {weight}{fields}{cuts}
FROM (
    SELECT e.*, SUM(e.{weight}) OVER (PARTITION BY e.id ORDER BY e.place) AS upto
    FROM (
        SELECT b.*, {division_of} AS place, {weight_of} AS {weight} FROM ({source}) b CROSS JOIN {each_part}
        WHERE b.{parts} IS NOT NULL
    ) e
) b
"""


def facts_counted(schema: Schema) -> str:
    """How many facts the rows of a source are, in ten-thousandths."""
    return f"COUNT(*) * {WHOLE}" if schema.sharing is None else f"SUM(f.{WEIGHT})"


def shared_out(source: Sql, fields: frozenset[str], exact: frozenset[str], dialect: Dialect) -> Sql:
    """The source with parts in place of facts. What all parts of an amount add up to is the amount, to the last
    ten-thousandth: each part runs from where the one before it ended (``luoshi.mechanisms`` has the same in Python).
    """
    amounts = [f'"{name}__exact"' for name in sorted(exact)]
    text = SHARED.format(
        whole=WHOLE,
        weight=WEIGHT,
        parts=PARTS,
        source=source.text,
        fields="".join(f', b."{name}" AS "{name}"' for name in sorted(fields)),
        amounts="".join(f", b.{each} AS {each}" for each in amounts),
        cuts="".join(f", {_cut(each, dialect)} AS {each}" for each in amounts),
        division_of=dialect.division_of,
        weight_of=dialect.weight_of,
        each_part=dialect.each_part.format(f"b.{PARTS}"),
    )
    return Sql(text, (*source.params, *source.params))


def _cut(amount: str, dialect: Dialect) -> str:
    """From where the part before it ended to where it ends."""
    return f"({_upto(amount, 'b.upto', dialect)} - {_upto(amount, f'(b.upto - b.{WEIGHT})', dialect)})"


def _upto(amount: str, weight: str, dialect: Dialect) -> str:
    """Multiplied in two steps, which keeps large amounts within 64 bits."""
    whole, part = dialect.whole_of.format(f"b.{amount}"), dialect.whole_of.format(weight)
    return f"({whole} / {WHOLE} * {part} + {whole} %% {WHOLE} * {part} / {WHOLE})"
