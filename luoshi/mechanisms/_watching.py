"""Whether a record breaks a rule, and what names the cause, so that one cause raises one alert. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
        if _compiled(rule.when)(facts) is True
    ]


def cause_of(rule: Rule, facts: Facts) -> str:
    """The values that name the cause, in one canonical spelling; empty if the rule names none."""
    found = [_compiled(part)(facts) for part in rule.cause]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


@lru_cache(maxsize=2000)
def _compiled(node: Node) -> Any:  # a function from facts to an answer
    return compile_expression(node)


def _inputs(rule: Rule, facts: Facts) -> dict[str, Any]:
    """Fields, settings and aggregates with the values they had, as the alert's page shows them."""
    inputs: dict[str, Any] = {"today": facts.today.isoformat()}
    for node in nodes_in(rule.when):
        match node:
            case FieldOf(scope=Scope.HERE, name=name) if name in facts.values:
                inputs[name] = facts.values[name]
            case FieldOf(scope=Scope.BEFORE, name=name) if facts.before and name in facts.before:
                inputs[f"before.{name}"] = facts.before[name]
            case SettingOf(name=name):
                inputs[f"setting.{name}"] = facts.settings.get(name)
            case Aggregate(name=name, register=register, field=field):
                inputs[f"{name}({register}{'.' if field else ''}{field})"] = _compiled(node)(facts)
    return inputs
