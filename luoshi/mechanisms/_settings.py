"""Settings out of their tables, formulas worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from luoshi.mechanisms._basis import read_basis
from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._pack import Setting
from luoshi.mechanisms._parts import parse_typed
from luoshi.mechanisms._schema import Schema
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.expressions import Environment, Facts, Kind, SettingOf, compile_expression, nodes_in

EPOCH = date(2000, 1, 1)  # formulas of settings look at no day
EMPTY = Schema("", ())


def read_settings(tables: Sequence[Table], given: Mapping[str, float]) -> tuple[Setting, ...]:
    """All settings, formulas worked out; ``given`` are the values that a place set for itself."""
    written = {}
    for table in tables:
        made = _setting(table, given)
        if made.name in written:
            table.fault(FaultCode.TAKEN_NAME, "name", name=made.name)
        written[made.name] = (table, made)
    return _worked_out(written)


def _setting(table: Table, given: Mapping[str, float]) -> Setting:
    name, title = table.name("name"), table.text("title")
    formula, value = table.text("formula", ""), table.number("value")
    if (value is None) == (not formula):
        table.fault(FaultCode.MISSING_KEY, "value")
    made = Setting(name, title, value or 0, table.text("unit", "", longest=20), formula, read_basis(table))
    table.close()
    return replace(made, value=given[name], formula="") if name in given else made


def _worked_out(written: Mapping[str, tuple[Table, Setting]]) -> tuple[Setting, ...]:
    """Formulas in the order of what they need. A circle is a fault."""
    values = {name: made.value for name, (_, made) in written.items() if not made.formula}
    waiting = {name: pair for name, pair in written.items() if pair[1].formula}
    env = Environment(EMPTY, dict.fromkeys(written, 0), history=False)
    while waiting:
        ready = False
        for name, (table, made) in list(waiting.items()):
            node = parse_typed(table, "formula", made.formula, env, Kind.NUMBER)
            needed = {each.name for each in nodes_in(node) if isinstance(each, SettingOf)} if node else set()
            if needed <= values.keys():
                values[name] = compile_expression(node)(Facts({}, EPOCH, settings=values)) or 0 if node else 0
                del waiting[name]
                ready = True
        if not ready:
            for name, (table, _) in waiting.items():
                table.fault(FaultCode.SETTING_CYCLE, "formula", name=name, others=", ".join(sorted(waiting)))
            break
    return tuple(replace(made, value=values.get(name, 0)) for name, (_, made) in written.items())
