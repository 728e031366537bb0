"""What kind of value each part of an expression gives, and whether the parts fit. Done once, when a pack is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from luoshi.mechanisms._schema import Field, FieldKind, Schema
from luoshi.mechanisms.expressions._faults import ExpressionCode, ExpressionError
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


class Kind(StrEnum):
    """What an expression gives."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TRUTH = "truth"
    WORDS = "words"  # several of a choice


_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.CHOICE: Kind.TEXT,
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.INTEGER: Kind.NUMBER,
    FieldKind.BOOLEAN: Kind.TRUTH,
    FieldKind.DATE: Kind.DATE,
    FieldKind.CHOICES: Kind.WORDS,
}
# name: kinds of the arguments, kind of the answer
_FUNCTIONS: Mapping[str, tuple[tuple[Kind, ...], Kind]] = {
    "days_since": ((Kind.DATE,), Kind.NUMBER),
    "days_between": ((Kind.DATE, Kind.DATE), Kind.NUMBER),
    "year": ((Kind.DATE,), Kind.NUMBER),
    "month": ((Kind.DATE,), Kind.NUMBER),
    "contains": ((Kind.TEXT, Kind.TEXT), Kind.TRUTH),
    "starts": ((Kind.TEXT, Kind.TEXT), Kind.TRUTH),
    "shift_days": ((Kind.DATE, Kind.NUMBER), Kind.DATE),
}


@dataclass(frozen=True, slots=True)
class Environment:
    """What an expression may name: the record's schema, settings, and the registers that link to the record."""

    schema: Schema
    settings: Mapping[str, float] = field(default_factory=dict)
    neighbours: Mapping[str, Schema] = field(default_factory=dict)
    registers: frozenset[str] = frozenset()  # all of the pack, for a better message
    history: bool = True  # may it look at what was before, and at neighbours?
    outer: Schema | None = None  # the record that asks, inside an aggregate's condition


def check_types(node: Node, env: Environment, wanted: Kind) -> Node:
    """The tree with date arithmetic resolved; raises ExpressionError where a part does not fit."""
    typed, kind = _typed(node, env)
    return _must_be(typed, kind, wanted)


def _must_be(node: Node, kind: Kind, wanted: Kind) -> Node:
    if kind is wanted:
        return node
    if wanted is Kind.DATE and isinstance(node, Literal) and kind is Kind.TEXT and _is_day(str(node.value)):
        return node
    raise ExpressionError(ExpressionCode.WRONG_KIND, node.offset, kind.value, wanted.value)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _typed(node: Node, env: Environment) -> tuple[Node, Kind]:
    match node:
        case Literal(value=value):
            return node, _literal_kind(value)
        case Today():
            return node, Kind.DATE
        case SettingOf(name=name):
            if name not in env.settings:
                raise ExpressionError(ExpressionCode.UNKNOWN_SETTING, node.offset, name, _some(env.settings))
            return node, Kind.NUMBER
        case FieldOf():
            return node, _KINDS[_field(node, env).kind]
        case Unary():
            wanted = Kind.TRUTH if node.operator == "not" else Kind.NUMBER
            return replace(node, operand=check_types(node.operand, env, wanted)), wanted
        case IsEmpty():
            return replace(node, operand=_typed(node.operand, env)[0]), Kind.TRUTH
        case Binary():
            return _typed_binary(node, env)
        case Membership():
            return _typed_membership(node, env), Kind.TRUTH
        case Call():
            return _typed_call(node, env)
        case Aggregate():
            return _typed_aggregate(node, env)


def _literal_kind(value: object) -> Kind:
    if isinstance(value, bool):
        return Kind.TRUTH
    return Kind.TEXT if isinstance(value, str) else Kind.NUMBER


def _field(node: FieldOf, env: Environment) -> Field:
    if node.scope is Scope.BEFORE and not env.history:
        raise ExpressionError(ExpressionCode.NOT_HERE, node.offset, "before")
    if node.scope is Scope.THIS and env.outer is None:
        raise ExpressionError(ExpressionCode.NOT_HERE, node.offset, "this")
    schema = env.outer if node.scope is Scope.THIS and env.outer else env.schema
    found = schema.by_name.get(node.name)
    if found is None:
        raise ExpressionError(ExpressionCode.UNKNOWN_NAME, node.offset, node.name, _some(schema.by_name))
    if found.is_sensitive:
        raise ExpressionError(ExpressionCode.SENSITIVE, node.offset, node.name)
    return found


def _typed_binary(node: Binary, env: Environment) -> tuple[Node, Kind]:
    if node.operator in ("and", "or"):
        left, right = (check_types(side, env, Kind.TRUTH) for side in (node.left, node.right))
        return replace(node, left=left, right=right), Kind.TRUTH
    (left, left_kind), (right, right_kind) = _typed(node.left, env), _typed(node.right, env)
    if node.operator in ("+", "-") and left_kind is Kind.DATE:
        if right_kind is Kind.DATE and node.operator == "-":
            return Call("days_between", (right, left), node.offset), Kind.NUMBER
        right = _must_be(right, right_kind, Kind.NUMBER)
        days = right if node.operator == "+" else Unary("-", right, node.offset)
        return Call("shift_days", (left, days), node.offset), Kind.DATE
    if node.operator in ("+", "-", "*", "/"):
        left, right = _must_be(left, left_kind, Kind.NUMBER), _must_be(right, right_kind, Kind.NUMBER)
        return replace(node, left=left, right=right), Kind.NUMBER
    return _typed_comparison(node, (left, left_kind), (right, right_kind), env), Kind.TRUTH


def _typed_comparison(node: Binary, left: tuple[Node, Kind], right: tuple[Node, Kind], env: Environment) -> Node:
    wanted = Kind.DATE if Kind.DATE in (left[1], right[1]) else left[1]
    made = replace(node, left=_must_be(*left, wanted), right=_must_be(*right, wanted))
    if wanted is Kind.WORDS or (wanted in (Kind.TEXT, Kind.TRUTH) and node.operator not in ("=", "!=")):
        raise ExpressionError(ExpressionCode.WRONG_KIND, node.offset, wanted.value, "number, date")
    _check_choice(node.left, node.right, env)
    _check_choice(node.right, node.left, env)
    return made


def _check_choice(side: Node, other: Node, env: Environment) -> None:
    """A word compared with a choice must be one of its words: a slip of the pen would never be true."""
    if not (isinstance(side, FieldOf) and isinstance(other, Literal)):
        return
    found = _field(side, env)
    if found.choices and other.value not in found.choices:
        raise ExpressionError(ExpressionCode.NOT_A_CHOICE, other.offset, str(other.value), "、".join(found.choices))


def _typed_membership(node: Membership, env: Environment) -> Node:
    item, kind = _typed(node.item, env)
    if len(node.options) == 1 and isinstance(node.options[0], FieldOf):
        only, only_kind = _typed(node.options[0], env)
        if only_kind is Kind.WORDS:
            _check_choice(node.options[0], node.item, env)
            return replace(node, item=_must_be(item, kind, Kind.TEXT), options=(only,))
    options = []
    for option in node.options:
        typed, option_kind = _typed(option, env)
        options.append(_must_be(typed, option_kind, kind))
        _check_choice(node.item, option, env)
    if kind in (Kind.WORDS, Kind.TRUTH):
        raise ExpressionError(ExpressionCode.WRONG_KIND, node.offset, kind.value, "text, number, date")
    return replace(node, item=item, options=tuple(options))


def _typed_call(node: Call, env: Environment) -> tuple[Node, Kind]:
    if node.name == "changed":
        return _typed_changed(node, env), Kind.TRUTH
    if node.name not in _FUNCTIONS:
        known = ", ".join(sorted({*_FUNCTIONS, "changed"} - {"shift_days"}))
        raise ExpressionError(ExpressionCode.UNKNOWN_FUNCTION, node.offset, node.name, known)
    wanted, answer = _FUNCTIONS[node.name]
    if len(node.arguments) != len(wanted):
        raise ExpressionError(ExpressionCode.WRONG_COUNT, node.offset, node.name, str(len(wanted)))
    arguments = tuple(check_types(each, env, kind) for each, kind in zip(node.arguments, wanted, strict=True))
    return replace(node, arguments=arguments), answer


def _typed_changed(node: Call, env: Environment) -> Node:
    if len(node.arguments) != 1 or not isinstance(node.arguments[0], FieldOf):
        raise ExpressionError(ExpressionCode.WRONG_COUNT, node.offset, node.name, "1")
    if not env.history:
        raise ExpressionError(ExpressionCode.NOT_HERE, node.offset, node.name)
    _field(node.arguments[0], env)
    return node


def _typed_aggregate(node: Aggregate, env: Environment) -> tuple[Node, Kind]:
    if not env.history:
        raise ExpressionError(ExpressionCode.NOT_HERE, node.offset, node.name)
    schema = env.neighbours.get(node.register)
    if schema is None:
        code = ExpressionCode.NOT_LINKED if node.register in env.registers else ExpressionCode.UNKNOWN_REGISTER
        raise ExpressionError(code, node.offset, node.register, _some(env.neighbours))
    inside = Environment(schema, env.settings, history=False, outer=env.schema)
    where = check_types(node.where, inside, Kind.TRUTH) if node.where else None
    if node.name == "count":
        if node.field:
            raise ExpressionError(ExpressionCode.EXPECTED, node.offset, node.field, node.register)
        return replace(node, where=where), Kind.NUMBER
    kind = _KINDS[_field(FieldOf(Scope.HERE, node.field, node.offset), inside).kind]
    if node.name in ("latest", "earliest"):
        if kind is not Kind.DATE:
            raise ExpressionError(ExpressionCode.WRONG_KIND, node.offset, kind.value, Kind.DATE.value)
    elif kind is not Kind.NUMBER:
        raise ExpressionError(ExpressionCode.WRONG_KIND, node.offset, kind.value, Kind.NUMBER.value)
    return replace(node, where=where), kind


def _some(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names)[:20])
