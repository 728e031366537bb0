"""The small language of packs: conditions and numbers over a record, its history and its neighbours.

    category = '低保对象' and income_per_head < setting.line
    count(visits, days_since(visited_on) <= 90) = 0
    changed(income) and income < before.income * 0.7

No loops, no names beyond those of the pack, every expression typed before it runs, time linear in the expression times
the neighbours looked at. A missing value makes a comparison unknown, as in SQL, and unknown is not true.
"""

from luoshi.mechanisms.expressions._evaluating import Facts, NoNeighbours, compile_expression
from luoshi.mechanisms.expressions._faults import ExpressionCode, ExpressionError
from luoshi.mechanisms.expressions._parsing import parse_expression
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
    fields_in,
    nodes_in,
)
from luoshi.mechanisms.expressions._typing import Environment, Kind, check_types

__all__ = [
    "Aggregate",
    "Binary",
    "Call",
    "Environment",
    "ExpressionCode",
    "ExpressionError",
    "Facts",
    "FieldOf",
    "IsEmpty",
    "Kind",
    "Literal",
    "Membership",
    "NoNeighbours",
    "Node",
    "Scope",
    "SettingOf",
    "Today",
    "Unary",
    "check_types",
    "compile_expression",
    "fields_in",
    "nodes_in",
    "parse_expression",
]
