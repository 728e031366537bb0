"""The form of a register, out of its schema: which inputs, in which groups, with which limits. Pure; pages draw it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from luoshi.mechanisms import Field, FieldKind, Format, Problem, Schema

SHORT_LIST = 5  # so many choices are shown at once, more of them fold into a list


class Widget(StrEnum):
    """The input that a field is given."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    RADIOS = "radios"
    LIST = "list"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Input:
    """One input with everything that a page needs to draw it, the keyboard of a phone included."""

    name: str
    label: str
    widget: Widget
    value: Any
    required: bool
    hint: str
    unit: str
    choices: tuple[str, ...]
    input_mode: str  # which keyboard a phone shows
    least: str
    most: str
    step: str
    longest: int | None
    is_sensitive: bool
    shown: str  # of a sensitive value that stays as it is: its mask
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that belong together, under a heading (empty for those without)."""

    title: str
    inputs: tuple[Input, ...]


def describe_form(
    schema: Schema,
    values: Mapping[str, Any] | None = None,
    *,
    masked: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> tuple[Group, ...]:
    """The groups of a form in the order of the schema, filled with what was typed or stored so far."""
    groups: dict[str, list[Input]] = {}
    for field in schema.fields:
        own = tuple(each for each in problems if each.field == field.name)
        made = _input(field, (values or {}).get(field.name), (masked or {}).get(field.name, ""), own)
        groups.setdefault(field.group, []).append(made)
    return tuple(Group(title, tuple(inputs)) for title, inputs in groups.items())


def _input(field: Field, value: Any, shown: str, problems: tuple[Problem, ...]) -> Input:
    return Input(
        name=field.name,
        label=field.title,
        widget=_widget(field),
        value=value,
        required=field.required and not shown,
        hint=field.description,
        unit=field.unit,
        choices=field.choices,
        input_mode=_input_mode(field),
        least=_bound(field, field.least),
        most=_bound(field, field.most),
        step=_step(field),
        longest=int(field.most) if field.kind is FieldKind.TEXT and field.most else None,
        is_sensitive=field.is_sensitive,
        shown=shown,
        problems=problems,
    )


def _widget(field: Field) -> Widget:
    if field.kind is FieldKind.CHOICE:
        return Widget.RADIOS if len(field.choices) <= SHORT_LIST else Widget.LIST
    if field.kind is FieldKind.TEXT:
        return Widget.LINES if field.long else Widget.LINE
    return {
        FieldKind.NUMBER: Widget.NUMBER,
        FieldKind.INTEGER: Widget.NUMBER,
        FieldKind.DATE: Widget.DATE,
        FieldKind.BOOLEAN: Widget.YES_NO,
        FieldKind.CHOICES: Widget.CHECKS,
    }[field.kind]


def _input_mode(field: Field) -> str:
    if field.kind is FieldKind.INTEGER or field.format is Format.DIVISION:
        return "numeric"
    if field.kind is FieldKind.NUMBER:
        return "decimal"
    return "tel" if field.format is Format.PHONE else ""


def _bound(field: Field, bound: float | None) -> str:
    return f"{bound:g}" if field.is_number and bound is not None else ""


def _step(field: Field) -> str:
    if field.kind is FieldKind.INTEGER:
        return "1"
    return f"{10**-field.decimals:.{field.decimals}f}" if field.kind is FieldKind.NUMBER else ""
