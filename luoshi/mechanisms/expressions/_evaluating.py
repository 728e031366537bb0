"""Running an expression: the reference that every other form of it (SQL) must agree with.

A tree becomes nested closures once; each call then walks them. None is the unknown: comparisons with it are unknown,
``and`` and ``or`` follow Kleene, as SQL has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from luoshi.mechanisms.expressions._syntax import (
    Aggregate,
    Binary,
    Call,
    FieldOf,
    IsEmpty,
    Literal,
    Membership,
    Node,
    Scope,
    SettingOf,
    Today,
    Unary,
)

Values = Mapping[str, Any]
Answer = Any  # a plain value, or None for unknown
DAYS = 3_650_000  # about ten thousand years: further shifts are unknown


class Neighbours(Protocol):
    """The records of other registers that link to this one."""

    def of(self, register: str) -> Sequence[Values]:
        """Their values."""


class NoNeighbours:
    """For expressions that look at one record only."""

    def of(self, register: str) -> Sequence[Values]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an expression can ask for."""

    values: Values
    today: date
    before: Values | None = None  # None: the record is new
    settings: Mapping[str, float] = field(default_factory=dict)
    neighbours: Neighbours = field(default_factory=NoNeighbours)
    outer: Values | None = None


Run = Callable[[Facts], Answer]


def compile_expression(node: Node) -> Run:
    """A function from facts to the answer. The tree must have passed ``check_types``."""
    match node:
        case Literal(value=value):
            return lambda facts: value
        case Today():
            return lambda facts: facts.today.isoformat()
        case SettingOf(name=name):
            return lambda facts: facts.settings.get(name)
        case FieldOf():
            return _field(node)
        case Unary(operator="not", operand=operand):
            return _negation(compile_expression(operand))
        case Unary(operand=operand):
            return _strict(lambda number: -number, compile_expression(operand))
        case IsEmpty(operand=operand, negated=negated):
            return _emptiness(compile_expression(operand), negated=negated)
        case Binary(operator="and" | "or"):
            return _connective(node)
        case Binary():
            sides = compile_expression(node.left), compile_expression(node.right)
            return _strict(_OPERATORS[node.operator], *sides)
        case Membership():
            return _membership(node)
        case Call(name="changed", arguments=(FieldOf(name=name),)):
            return lambda facts: facts.before is not None and facts.before.get(name) != facts.values.get(name)
        case Call(name="days_since", arguments=(day,)):
            return _days_since(compile_expression(day))
        case Call():
            return _strict(_FUNCTIONS[node.name], *map(compile_expression, node.arguments))
        case Aggregate():
            return _aggregate(node)


def _field(node: FieldOf) -> Run:
    name = node.name
    if node.scope is Scope.HERE:
        return lambda facts: facts.values.get(name)
    if node.scope is Scope.BEFORE:
        return lambda facts: None if facts.before is None else facts.before.get(name)
    return lambda facts: None if facts.outer is None else facts.outer.get(name)


def _strict(function: Callable[..., Answer], *parts: Run) -> Run:
    """Unknown as soon as one part is."""
    if len(parts) == 2:
        return _strict_pair(function, *parts)

    def run(facts: Facts) -> Answer:
        found = [part(facts) for part in parts]
        return None if None in found else function(*found)

    return run


def _strict_pair(function: Callable[..., Answer], first: Run, second: Run) -> Run:
    """The same for two, which nearly all have: half the time."""

    def run(facts: Facts) -> Answer:
        left = first(facts)
        if left is None:
            return None
        right = second(facts)
        return None if right is None else function(left, right)

    return run


def _negation(part: Run) -> Run:
    def run(facts: Facts) -> Answer:
        found = part(facts)
        return None if found is None else not found

    return run


def _emptiness(part: Run, *, negated: bool) -> Run:
    return lambda facts: (part(facts) in (None, [])) is not negated


def _connective(node: Binary) -> Run:
    left, right = compile_expression(node.left), compile_expression(node.right)
    decides = node.operator == "or"  # true decides an or, false an and

    def run(facts: Facts) -> Answer:
        first = left(facts)
        if first is decides:
            return decides
        second = right(facts)
        if second is decides:
            return decides
        return None if first is None or second is None else not decides

    return run


def _membership(node: Membership) -> Run:
    item = compile_expression(node.item)
    options = [compile_expression(each) for each in node.options]
    negated = node.negated

    def run(facts: Facts) -> Answer:
        wanted, found = item(facts), [option(facts) for option in options]
        if wanted is None:
            return None
        if len(found) == 1 and isinstance(found[0], list):
            return (wanted in found[0]) is not negated
        if wanted in found:
            return not negated
        return None if None in found else negated

    return run


def _divide(left: float, right: float) -> Answer:
    return None if right == 0 else left / right


def _shift(day: str, days: float) -> Answer:
    if abs(days) > DAYS:
        return None
    try:
        return (date.fromisoformat(day) + timedelta(days=int(days))).isoformat()
    except OverflowError:
        return None


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _days_since(part: Run) -> Run:
    def run(facts: Facts) -> Answer:
        day = part(facts)
        return None if day is None else (facts.today - date.fromisoformat(day)).days

    return run


_OPERATORS: Mapping[str, Callable[[Any, Any], Answer]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
}
_FUNCTIONS: Mapping[str, Callable[..., Answer]] = {
    "days_between": _days_between,
    "shift_days": _shift,
    "year": lambda day: int(day[:4]),
    "month": lambda day: int(day[5:7]),
    "contains": lambda text, part: part in text,
    "starts": lambda text, part: text.startswith(part),
}
_FOLDS: Mapping[str, Callable[[Sequence[Any]], Answer]] = {
    "sum": sum,
    "latest": max,
    "earliest": min,
    "largest": max,
    "smallest": min,
}


def _aggregate(node: Aggregate) -> Run:
    where = compile_expression(node.where) if node.where else None
    register, name, fold = node.register, node.field, _FOLDS.get(node.name)

    def run(facts: Facts) -> Answer:
        rows = facts.neighbours.of(register)
        if where:
            rows = [row for row in rows if where(_inside(row, facts)) is True]
        if fold is None:
            return len(rows)
        found = [row[name] for row in rows if row.get(name) is not None]
        if not found:
            return 0 if node.name == "sum" else None
        return fold(found)

    return run


def _inside(row: Values, facts: Facts) -> Facts:
    return Facts(row, facts.today, settings=facts.settings, outer=facts.values)
