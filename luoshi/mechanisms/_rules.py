"""Rules out of their tables."""

from __future__ import annotations

from luoshi.mechanisms._basis import read_basis
from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._pack import Rule, Severity
from luoshi.mechanisms._parts import Known, parse_typed, read_word
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.expressions import Environment, ExpressionError, Kind, Node, check_types, parse_expression


def read_rule(table: Table, known: Known) -> Rule | None:
    """One rule; None if its condition cannot be used."""
    name, title, on = table.name("name"), table.text("title"), table.name("register")
    when_text, cause_text = table.text("when"), table.texts("cause")
    severity = Severity(read_word(table, "severity", tuple(Severity), Severity.WARNING.value))
    within = table.number("within_days", least=1, most=3660)
    advice, opens, basis = table.text("advice", ""), table.name("opens", ""), read_basis(table)
    table.close()
    register = known.registers.get(on)
    if register is None:
        table.fault(FaultCode.UNKNOWN_NAME, "register", name=on)
        return None
    if not register.schema.fields:
        return None  # the schema cannot be read, which is a fault of its own
    env = known.environment(register, history=True)
    when = parse_typed(table, "when", when_text, env, Kind.TRUTH) if when_text else None
    found = (_any_kind(table, each, env) for each in cause_text)
    cause = tuple(node for node in found if node is not None)
    if when is None:
        return None
    return Rule(
        name=name,
        title=title,
        register=on,
        when=when,
        when_text=when_text,
        cause=cause,
        cause_text=cause_text,
        advice=advice,
        severity=severity,
        opens=opens,
        within_days=int(within or 0),
        basis=basis,
    )


def _any_kind(table: Table, written: str, env: Environment) -> Node | None:
    """A part of a cause may be of any kind but a list of words."""
    for kind in (Kind.TEXT, Kind.NUMBER, Kind.DATE):
        try:
            return check_types(parse_expression(written), env, kind)
        except ExpressionError:
            continue
    return parse_typed(table, "cause", written, env, Kind.TRUTH)
