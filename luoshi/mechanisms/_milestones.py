"""Declarations of milestones out of their tables: which records settle promises that name a thing and a stage."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.mechanisms._faults import FaultCode
from luoshi.mechanisms._pack import Milestone, Register
from luoshi.mechanisms._parts import Known
from luoshi.mechanisms._schema import Field, FieldKind
from luoshi.mechanisms._tables import Table


def read_milestone(table: Table, known: Known) -> Milestone | None:
    """One declaration; None if it cannot be used."""
    name, title, on = table.name("name"), table.text("title"), table.name("register")
    project, stage, called = table.name("project"), table.name("stage"), table.texts("called")
    words = table.table("words")
    register = known.registers.get(on)
    if register is None:
        table.fault(FaultCode.UNKNOWN_NAME, "register", name=on)
    if words is None:
        table.fault(FaultCode.MISSING_KEY, "words")
    table.close()
    if register is None or words is None or not register.schema.fields:
        return None  # a schema that cannot be read is a fault of its own
    link = _field(table, "project", project, register)
    things = known.registers.get(link.link) if link is not None and link.link else None
    if link is not None and not link.link:
        table.fault(FaultCode.OTHER_NAME, "project", name=project, kind="milestone_project")
    of_stage = _field(table, "stage", stage, register)
    if of_stage is not None and of_stage.kind is not FieldKind.CHOICE:
        table.fault(FaultCode.OTHER_NAME, "stage", name=stage, kind="milestone_stage")
        of_stage = None
    if things is not None:
        _check_called(table, called, things)
    found = _words(words, of_stage.choices) if of_stage is not None else {}
    return Milestone(name, title, on, project, things.name if things else "", called, stage, found)


def _field(table: Table, key: str, name: str, register: Register) -> Field | None:
    found = register.schema.by_name.get(name)
    if found is None:
        table.fault(FaultCode.UNKNOWN_NAME, key, name=name)
    return found


def _check_called(table: Table, called: tuple[str, ...], things: Register) -> None:
    """A thing must have a name, and one that may be compared."""
    if not called:
        table.fault(FaultCode.MISSING_KEY, "called")
    for name in called:
        found = things.schema.by_name.get(name)
        if found is None:
            table.fault(FaultCode.UNKNOWN_NAME, "called", name=name)
        elif found.is_sensitive:
            table.fault(FaultCode.OTHER_NAME, "called", name=name, kind="sensitive")


def _words(table: Table, stages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Stage → words, in the order of the stages. A word can mean one stage only."""
    for key in table.data:
        if key not in stages:
            table.fault(FaultCode.NOT_ALLOWED, key, value=key, allowed=", ".join(stages))
    found = {stage: table.texts(stage) for stage in stages if table.has(stage)}
    seen: dict[str, str] = {}
    for stage, words in found.items():
        for word in words:
            if seen.setdefault(word, stage) != stage:
                table.fault(FaultCode.TAKEN_NAME, stage, name=word)
    return found
