"""Registers out of their tables."""

from __future__ import annotations

from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._pack import Approval, Likeness, Register
from luoshi.mechanisms._parts import read_word
from luoshi.mechanisms._schema import FieldKind, Schema
from luoshi.mechanisms._tables import Table

EMPTY = Schema("", ())


def read_register(table: Table, schema: Schema | None, digest: str) -> Register:
    """One register, with its schema already read (None: there was a fault in it)."""
    name, title = table.name("name"), table.text("title")
    held_on = table.name("held_on")
    keys = _keys(table)
    made = Register(
        name=name,
        title=title,
        schema=schema or EMPTY,
        schema_digest=digest,
        held_on=held_on,
        keys=keys,
        likeness=_likeness(table),
        approval=Approval(read_word(table, "approval", tuple(Approval), Approval.NONE.value)),
        summary=table.text("summary", ""),
    )
    table.close()
    if schema:
        _check_register(table, made)
    return made


def _keys(table: Table) -> tuple[tuple[str, ...], ...]:
    written = table.raw("keys") or []
    good = isinstance(written, list) and all(
        isinstance(each, list) and each and all(isinstance(name, str) for name in each) for each in written
    )
    if not good or not isinstance(written, list):
        table.fault(FaultCode.WRONG_TYPE, "keys", expected='[["field", "field"], ["field"]]')
        return ()
    return tuple(tuple(each) for each in written)


def _likeness(table: Table) -> Likeness | None:
    inner = table.table("likeness")
    if inner is None:
        return None
    least = inner.number("least", least=0.5, most=1)
    made = Likeness(inner.texts("fields"), 0.85 if least is None else least)
    inner.close()
    return made


def _check_register(table: Table, made: Register) -> None:
    """Every field that the register names exists and is of a kind that fits."""
    fields = made.schema.by_name
    held = fields.get(made.held_on)
    if held is None:
        table.fault(FaultCode.UNKNOWN_NAME, "held_on", name=made.held_on)
    elif held.kind is not FieldKind.DATE or not held.required:
        table.fault(FaultCode.OTHER_NAME, "held_on", name=made.held_on, kind="held_on")
    likeness = made.likeness.fields if made.likeness else ()
    for key, names in (*(("keys", each) for each in made.keys), ("likeness", likeness)):
        for name in names:
            if name not in fields:
                table.fault(FaultCode.UNKNOWN_NAME, key, name=name)
            elif key == "likeness" and fields[name].is_sensitive:
                table.fault(FaultCode.OTHER_NAME, key, name=name, kind="sensitive")
