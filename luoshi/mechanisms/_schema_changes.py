"""What a new schema does to records written under the old one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from luoshi.mechanisms._schema import Field, FieldKind, Schema

_WIDER = {(FieldKind.INTEGER, FieldKind.NUMBER), (FieldKind.CHOICE, FieldKind.TEXT), (FieldKind.DATE, FieldKind.TEXT)}


class ChangeKind(StrEnum):
    """How a field of the old schema fares."""

    GONE = "gone"  # its values are kept with the record, and shown nowhere
    OTHER_KIND = "other_kind"
    NARROWED = "narrowed"  # some old values may no longer pass
    REQUIRED = "required"  # old records may lack it
    SECRET = "secret"  # noqa: S105  a kind of change: becomes sensitive, or stops being so


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One field whose old values may not pass the new schema."""

    kind: ChangeKind
    field: str
    title: str


def compare_schemas(old: Schema, new: Schema) -> tuple[SchemaChange, ...]:
    """Every change that can orphan old values, in the order of the old fields. Additions and wider bounds are none."""
    found = []
    for before in old.fields:
        after = new.by_name.get(before.name)
        kind = ChangeKind.GONE if after is None else _worst(before, after)
        if kind is not None:
            found.append(SchemaChange(kind, before.name, before.title))
    known = old.by_name
    added = [each for each in new.fields if each.required and each.name not in known]
    return (*found, *(SchemaChange(ChangeKind.REQUIRED, each.name, each.title) for each in added))


def _worst(before: Field, after: Field) -> ChangeKind | None:
    if before.kind is not after.kind and (before.kind, after.kind) not in _WIDER:
        return ChangeKind.OTHER_KIND
    if before.is_sensitive is not after.is_sensitive:
        return ChangeKind.SECRET
    if after.required and not before.required:
        return ChangeKind.REQUIRED
    return ChangeKind.NARROWED if _narrowed(before, after) else None


def _narrowed(before: Field, after: Field) -> bool:
    low, high = float("-inf"), float("inf")
    least = (low if before.least is None else before.least, low if after.least is None else after.least)
    most = (high if before.most is None else before.most, high if after.most is None else after.most)
    if after.choices and not set(before.choices) <= set(after.choices):
        return True
    other_form = (after.pattern and after.pattern != before.pattern) or (after.format and after.format != before.format)
    return least[1] > least[0] or most[1] < most[0] or after.decimals < before.decimals or bool(other_form)
