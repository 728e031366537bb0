"""Whether a record breaks a rule, and what names the cause, so that one cause raises one alert. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.mechanisms._pack import Rule
from luoshi.mechanisms.expressions import (
    Aggregate,
    Facts,
    FieldOf,
    Node,
    Scope,
    SettingOf,
    compile_expression,
    nodes_in,
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A rule found to hold: its cause and everything that it looked at."""

    rule: str
    cause: str
    inputs: Mapping[str, Any]


def watch_record(rules: Sequence[Rule], facts: Facts) -> list[Raised]:
    """The rules that hold for one record. An unknown answer raises nothing."""
    return [
        Raised(rule.name, cause_of(rule, facts), _inputs(rule, facts))
        for rule in rules
        if _ready(rule.when).ask(facts) is True
    ]


def cause_of(rule: Rule, facts: Facts) -> str:
    """The values that name the cause, in one canonical spelling; empty if the rule names none."""
    found = [_ready(part).ask(facts) for part in rule.cause]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """An expression as it is asked again and again."""

    node: Node  # held, so that no other one gets its id
    ask: Callable[[Facts], Any]
    nodes: tuple[Node, ...]


_READY: dict[int, _Ready] = {}  # by the node's id: to hash a tree takes longer than to ask it
_MOST_READY = 2000


def _ready(node: Node) -> _Ready:
    found = _READY.get(id(node))
    if found is None:
        if len(_READY) >= _MOST_READY:
            _READY.clear()
        found = _READY[id(node)] = _Ready(node, compile_expression(node), tuple(nodes_in(node)))
    return found


def _inputs(rule: Rule, facts: Facts) -> dict[str, Any]:
    """Fields, settings and aggregates with the values they had, as the alert's page shows them."""
    inputs: dict[str, Any] = {"today": facts.today.isoformat()}
    for node in _ready(rule.when).nodes:
        match node:
            case FieldOf(scope=Scope.HERE, name=name) if name in facts.values:
                inputs[name] = facts.values[name]
            case FieldOf(scope=Scope.BEFORE, name=name) if facts.before and name in facts.before:
                inputs[f"before.{name}"] = facts.before[name]
            case SettingOf(name=name):
                inputs[f"setting.{name}"] = facts.settings.get(name)
            case Aggregate(name=name, register=register, field=field):
                inputs[f"{name}({register}{'.' if field else ''}{field})"] = _ready(node).ask(facts)
    return inputs
