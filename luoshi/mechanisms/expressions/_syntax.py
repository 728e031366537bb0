"""The parts of an expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Plain: TypeAlias = str | int | float | bool


class Scope(StrEnum):
    """Whose field is meant."""

    HERE = ""  # of the record itself; inside an aggregate's condition, of the neighbour
    BEFORE = "before"  # of the record as it stood before its last change
    THIS = "this"  # inside an aggregate's condition: of the record that asks


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text or truth as written."""

    value: Plain
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FieldOf:
    """The value of a field."""

    scope: Scope
    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SettingOf:
    """The value of one of the pack's settings."""

    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """The day for which the expression is asked."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Unary:
    """``not`` or a minus sign."""

    operator: str
    operand: Node
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides of ``and or = != < <= > >= + - * /``."""

    operator: str
    left: Node
    right: Node
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """``x in (a, b)``; of a choice of several words: is this one among them, ``'a' in x``."""

    item: Node
    options: tuple[Node, ...]
    negated: bool
    offset: int = 0


@dataclass(frozen=True, slots=True)
class IsEmpty:
    """``x is empty``, ``x is not empty``: never unknown."""

    operand: Node
    negated: bool
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language."""

    name: str
    arguments: tuple[Node, ...]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Aggregate:
    """``count(visits, …)``, ``sum(aid.amount, …)``, ``latest(visits.visited_on)`` over the record's neighbours."""

    name: str
    register: str
    field: str
    where: Node | None
    offset: int = 0


Node: TypeAlias = Literal | FieldOf | SettingOf | Today | Unary | Binary | Membership | IsEmpty | Call | Aggregate


def nodes_in(node: Node) -> Iterator[Node]:
    """The node and everything below it, an aggregate's condition included."""
    yield node
    for child in _children(node):
        yield from nodes_in(child)


def fields_in(node: Node) -> frozenset[str]:
    """The record's own fields that the expression looks at, as they stand now."""
    if isinstance(node, FieldOf):
        return frozenset({node.name}) if node.scope is Scope.HERE else frozenset()
    if isinstance(node, Aggregate):
        inner = nodes_in(node.where) if node.where else ()
        return frozenset(each.name for each in inner if isinstance(each, FieldOf) and each.scope is Scope.THIS)
    return frozenset().union(*(fields_in(child) for child in _children(node)))


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Unary(operand=operand) | IsEmpty(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Membership(item=item, options=options):
            return (item, *options)
        case Call(arguments=arguments):
            return arguments
        case Aggregate(where=where):
            return (where,) if where else ()
        case _:
            return ()
