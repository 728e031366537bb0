"""Expressions over one record as SQL. Unknown is NULL, so both sides have one logic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.mechanisms.expressions import (
    Binary,
    Call,
    FieldOf,
    IsEmpty,
    Literal,
    Membership,
    Node,
    SettingOf,
    Today,
    Unary,
)

MOST_SHIFT = 3_650_000  # days, as in the reference


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and its parameters, in the order of their places."""

    text: str
    params: tuple[Any, ...] = ()


def joined(template: str, *parts: Sql) -> Sql:
    """Put pieces into the braces of a template. Percent signs of the template itself must be doubled."""
    texts = [part.text for part in parts]
    return Sql(template.format(*texts), tuple(param for part in parts for param in part.params))


def listed(separator: str, parts: Sequence[Sql]) -> Sql:
    """Pieces in a row."""
    return Sql(separator.join(part.text for part in parts), tuple(param for part in parts for param in part.params))


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where the two databases differ. Templates take what they work on in braces."""

    text_of: str  # a field out of the column of values
    number_of: str
    truth_of: str
    exact_of: str  # ten-thousandths, whole
    words_of: str
    has_word: str
    number: str  # a parameter that is a number
    text: str
    find: str
    shift: str
    between: str
    day: str  # a text that is a day, fit for comparing
    as_day: str  # a text as a column of days has it
    month_of: str  # the first day of a day's month
    among_ids: str  # an id of those in a parameter
    among_texts: str  # the same of texts
    each_part: str  # the parts in a column, one row each, as p.part
    division_of: str  # of one part
    weight_of: str
    whole_of: str  # an exact number as one that divides without a rest


SQLITE = Dialect(
    text_of="json_extract({0}, '$.{1}')",
    number_of="json_extract({0}, '$.{1}')",
    truth_of="json_extract({0}, '$.{1}')",
    exact_of="CAST(ROUND(json_extract({0}, '$.{1}') * 10000) AS INTEGER)",
    words_of="json_extract({0}, '$.{1}')",
    has_word="CASE WHEN {1} IS NULL THEN NULL ELSE EXISTS (SELECT 1 FROM json_each({1}) WHERE value = {0}) END",
    number="CAST(%s AS REAL)",
    text="CAST(%s AS TEXT)",
    find="instr({0}, {1}) > 0",
    shift="CASE WHEN abs({1}) <= 3650000 THEN date({0}, CAST({1} AS INTEGER) || ' days') END",
    between="(julianday({1}) - julianday({0}))",
    day="{0}",
    as_day="CAST({0} AS TEXT)",
    month_of="substr({0}, 1, 8) || '01'",
    among_ids="{0} IN (SELECT value FROM json_each(%s))",
    among_texts="{0} IN (SELECT value FROM json_each(%s))",
    each_part="""json_each('["' || replace({0}, '、', '","') || '"]') p""",
    division_of="substr(p.value, 1, instr(p.value, ' ') - 1)",
    weight_of="CAST(ROUND(CAST(replace(substr(p.value, instr(p.value, ' ') + 1), '%%', '') AS REAL) * 100) AS INTEGER)",
    whole_of="{0}",
)
POSTGRES = Dialect(
    text_of="({0}->>'{1}')",
    number_of="({0}->>'{1}')::double precision",
    truth_of="({0}->>'{1}')::boolean",
    exact_of="ROUND(({0}->>'{1}')::numeric * 10000)",
    words_of="({0}->'{1}')",
    has_word="jsonb_exists({1}, {0})",
    number="CAST(%s AS double precision)",
    text="CAST(%s AS text)",
    find="strpos({0}, {1}) > 0",
    shift="CASE WHEN abs({1}) <= 3650000 THEN to_char(({0})::date + trunc({1})::int, 'YYYY-MM-DD') END",
    between="((({1})::date - ({0})::date)::double precision)",
    day='{0} COLLATE "C"',
    as_day="CAST({0} AS date)",
    month_of="CAST(date_trunc('month', {0}) AS date)",
    among_ids="{0} IN (SELECT jsonb_array_elements_text(CAST(%s AS jsonb))::bigint)",
    among_texts="{0} IN (SELECT jsonb_array_elements_text(CAST(%s AS jsonb)))",
    each_part="unnest(string_to_array({0}, '、')) AS p(value)",
    division_of="split_part(p.value, ' ', 1)",
    weight_of="CAST(ROUND(CAST(replace(split_part(p.value, ' ', 2), '%%', '') AS numeric) * 100) AS bigint)",
    whole_of="CAST({0} AS bigint)",
)
DIALECTS: Mapping[str, Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRES}


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is asked with."""

    dialect: Dialect
    settings: Mapping[str, float]
    today: date
    column: Callable[[str], str]  # field → its column in the source of facts


def condition_sql(node: Node, context: Context) -> Sql:
    """The expression over the columns of a source of facts. The tree must have passed ``check_types``."""
    match node:
        case Literal(value=bool() as value):
            return Sql("(1 = 1)" if value else "(1 = 0)")
        case Literal(value=str() as value):
            return Sql(context.dialect.text, (value,))
        case Literal(value=value):
            return Sql(context.dialect.number, (value,))
        case Today():
            return Sql(context.dialect.text, (context.today.isoformat(),))
        case SettingOf(name=name):
            return Sql(context.dialect.number, (context.settings[name],))
        case FieldOf(name=name):
            return Sql(context.column(name))
        case Unary(operator="not", operand=operand):
            return joined("(NOT {0})", condition_sql(operand, context))
        case Unary(operand=operand):
            return joined("(- {0})", condition_sql(operand, context))
        case IsEmpty(operand=operand, negated=negated):
            return joined("({0} IS NOT NULL)" if negated else "({0} IS NULL)", condition_sql(operand, context))
        case Binary():
            return _binary(node, context)
        case Membership():
            return _membership(node, context)
        case Call():
            return _call(node, context)
        case _:
            raise TypeError(node)  # aggregates and history never pass the checks of a measure


def _binary(node: Binary, context: Context) -> Sql:
    left, right = condition_sql(node.left, context), condition_sql(node.right, context)
    if node.operator == "/":
        return joined("({0} / NULLIF({1}, 0))", left, right)
    sign = {"and": "AND", "or": "OR", "!=": "<>"}.get(node.operator, node.operator)
    if sign in ("<", "<=", ">", ">=") and (_is_day(node.left) or _is_day(node.right)):
        left, right = joined(context.dialect.day, left), joined(context.dialect.day, right)
    return joined(f"({{0}} {sign} {{1}})", left, right)


def _is_day(node: Node) -> bool:
    """Comparisons by order are of numbers or of days; a text among the sides tells which."""
    return (
        isinstance(node, Today)
        or (isinstance(node, Literal) and isinstance(node.value, str))
        or (isinstance(node, Call) and node.name == "shift_days")
    )


def _membership(node: Membership, context: Context) -> Sql:
    item = condition_sql(node.item, context)
    if isinstance(node.options[0], FieldOf) and isinstance(node.item, Literal) and len(node.options) == 1:
        found = joined(context.dialect.has_word, item, condition_sql(node.options[0], context))
    else:
        alternatives = [joined("{0} = {1}", item, condition_sql(option, context)) for option in node.options]
        found = listed(" OR ", alternatives)
    return joined("(NOT ({0}))" if node.negated else "({0})", found)


def _call(node: Call, context: Context) -> Sql:
    dialect = context.dialect
    parts = [condition_sql(each, context) for each in node.arguments]
    match node.name:
        case "days_since":
            return _between(dialect, parts[0], Sql(dialect.text, (context.today.isoformat(),)))
        case "days_between":
            return _between(dialect, *parts)
        case "shift_days":
            return _twice(dialect.shift, *parts)
        case "year" | "month":
            start, length = (1, 4) if node.name == "year" else (6, 2)
            return joined(f"CAST(substr({{0}}, {start}, {length}) AS double precision)", *parts)
        case "contains":
            return joined(f"({dialect.find})", *parts)
        case "starts":
            return Sql(
                f"(substr({parts[0].text}, 1, length({parts[1].text})) = {parts[1].text})",
                (*parts[0].params, *parts[1].params, *parts[1].params),
            )
        case _:
            raise TypeError(node)


def _between(dialect: Dialect, first: Sql, last: Sql) -> Sql:
    """The template names the later day first."""
    return Sql(dialect.between.format(first.text, last.text), (*last.params, *first.params))


def _twice(template: str, day: Sql, days: Sql) -> Sql:
    """The number of days stands before the day and behind it."""
    return Sql(f"({template.format(day.text, days.text)})", (*days.params, *day.params, *days.params))
