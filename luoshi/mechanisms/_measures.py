"""Measures out of their tables."""

from __future__ import annotations

from dataclasses import replace

from luoshi.mechanisms._basis import read_basis
from luoshi.mechanisms._closed import CLOSED_MATTERS, CLOSED_ON
from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._pack import Counts, Measure, Period, Register
from luoshi.mechanisms._parts import Known, parse_typed, read_word
from luoshi.mechanisms._schema import FieldKind
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.expressions import Environment, Kind


def read_measure(table: Table, known: Known) -> Measure:
    """One measure over a register, or over the matters of a mechanism (``_closed`` has what may be asked)."""
    counts = Counts(read_word(table, "counts", tuple(Counts), Counts.RECORDS.value))
    made = Measure(
        name=table.name("name"),
        title=table.text("title"),
        register=table.name("register", ""),
        counts=counts,
        period=Period(read_word(table, "period", tuple(Period), Period.YEAR.value)),
        unit=table.text("unit", "%" if counts is Counts.SHARE else None, longest=20),
        objects=table.texts("objects"),
        of=table.name("of", ""),
        once_by=table.texts("once_by"),
        where_text=table.text("where", ""),
        among_text=table.text("among", ""),
        held_on=table.name("held_on", ""),
        mechanism=table.name("mechanism", ""),
        summary=table.text("summary", ""),
        basis=read_basis(table),
    )
    table.close()
    if bool(made.register) == bool(made.mechanism):
        table.fault(FaultCode.MISSING_KEY, "register")
    if made.mechanism:
        return _over_matters(table, made, known)
    register = known.registers.get(made.register)
    if register is None:
        if made.register:
            table.fault(FaultCode.UNKNOWN_NAME, "register", name=made.register)
        return made
    if not register.schema.fields:
        return made  # the schema cannot be read, which is a fault of its own
    return _over_register(table, made, register, known)


def _over_matters(table: Table, made: Measure, known: Known) -> Measure:
    if made.counts not in (Counts.RECORDS, Counts.SHARE):
        table.fault(FaultCode.OTHER_NAME, "counts", kind="over_matters")
    env = Environment(CLOSED_MATTERS, known.settings, {}, frozenset(), history=False)
    where = parse_typed(table, "where", made.where_text, env, Kind.TRUTH) if made.where_text else None
    among = parse_typed(table, "among", made.among_text, env, Kind.TRUTH) if made.among_text else None
    if made.among_text and made.counts is not Counts.SHARE:
        table.fault(FaultCode.OTHER_NAME, "among", kind="only_share")
    return replace(made, where=where, among=among, held_on=CLOSED_ON)


def _over_register(table: Table, made: Measure, register: Register, known: Known) -> Measure:
    _check_measure(table, made, register)
    env = known.environment(register, history=False)
    where = parse_typed(table, "where", made.where_text, env, Kind.TRUTH) if made.where_text else None
    among = parse_typed(table, "among", made.among_text, env, Kind.TRUTH) if made.among_text else None
    return replace(made, where=where, among=among, held_on=made.held_on or register.held_on)


def _check_measure(table: Table, made: Measure, register: Register) -> None:
    fields = register.schema.by_name
    for key, name in (("of", made.of), ("held_on", made.held_on), *(("once_by", each) for each in made.once_by)):
        if name and name not in fields:
            table.fault(FaultCode.UNKNOWN_NAME, key, name=name)
    if made.of and made.of in fields and not fields[made.of].is_number:
        table.fault(FaultCode.OTHER_NAME, "of", name=made.of, kind="of")
    if made.held_on in fields and fields[made.held_on].kind is not FieldKind.DATE:
        table.fault(FaultCode.OTHER_NAME, "held_on", name=made.held_on, kind="held_on")
    if bool(made.of) != (made.counts is Counts.SUM):
        table.fault(FaultCode.MISSING_KEY if made.counts is Counts.SUM else FaultCode.OTHER_NAME, "of", kind="only_sum")
    if bool(made.once_by) != (made.counts is Counts.DISTINCT):
        code = FaultCode.MISSING_KEY if made.counts is Counts.DISTINCT else FaultCode.OTHER_NAME
        table.fault(code, "once_by", kind="only_distinct")
    if made.among_text and made.counts is not Counts.SHARE:
        table.fault(FaultCode.OTHER_NAME, "among", kind="only_share")
