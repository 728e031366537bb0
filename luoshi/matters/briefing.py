"""What the program knows of a matter that it opens itself, put into the mechanism's own form. Pure.

A form is data of its pack, so nothing here knows its fields by heart: the subject is the field that names a matter
in lists, long texts take the detail, and a field that asks where it comes from takes the source. A number or a day
that the form insists on is left out: the opening is then refused with the field named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.mechanisms import Field, FieldKind
from luoshi.mechanisms.stages import Mechanism

OTHER = "其他"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Brief:
    """A matter in three texts, and the words to choose where the form offers them."""

    subject: str
    detail: str
    source: str
    choices: tuple[str, ...] = field(default=())


def fill_form(mechanism: Mechanism, brief: Brief) -> Mapping[str, str]:
    """The values of the form that are required, and its source."""
    filled = {
        each.name: _value(each, mechanism, brief)
        for each in mechanism.schema.fields
        if each.required or each.name in (mechanism.subject, SOURCE)
    }
    return {name: value for name, value in filled.items() if value}


def _value(asked: Field, mechanism: Mechanism, brief: Brief) -> str:
    if asked.kind is FieldKind.CHOICE:
        wanted = (*brief.choices, OTHER, asked.choices[-1])
        return next(each for each in wanted if each in asked.choices)
    if asked.kind is not FieldKind.TEXT:
        return ""
    text = brief.subject if asked.name == mechanism.subject else brief.detail if asked.long else brief.source
    return text[: int(asked.most)] if asked.most is not None else text
