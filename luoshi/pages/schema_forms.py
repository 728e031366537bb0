"""A form drawn from a schema: registers, intake of matters, in the office and for the public."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from luoshi.mechanisms import FieldKind, Problem, Raw, Schema, ValueCode
from luoshi.registers.forms import Group, Input, describe_form

Drawn = list[tuple[Group, list[tuple[Input, list[str]]]]]

_PROBLEMS: Mapping[ValueCode, Callable[[], str]] = {
    ValueCode.MISSING: lambda: _("This has to be filled in."),
    ValueCode.UNKNOWN_FIELD: lambda: _("This register has no such field."),
    ValueCode.NOT_TEXT: lambda: _("Words are wanted here."),
    ValueCode.NOT_NUMBER: lambda: _("Write a number, without its unit."),
    ValueCode.NOT_WHOLE: lambda: _("Write a whole number."),
    ValueCode.NOT_DATE: lambda: _("Write the day as 2026-03-05 or 2026年3月5日."),
    ValueCode.NOT_TRUTH: lambda: _("Choose yes or no."),
    ValueCode.NOT_CHOICE: lambda: _("Choose one of the words offered."),
    ValueCode.TOO_SHORT: lambda: _("At least %(limit)s characters."),
    ValueCode.TOO_LONG: lambda: _("At most %(limit)s characters."),
    ValueCode.TOO_SMALL: lambda: _("At least %(limit)s."),
    ValueCode.TOO_BIG: lambda: _("At most %(limit)s."),
    ValueCode.TOO_FINE: lambda: _("At most %(limit)s decimals."),
    ValueCode.PATTERN: lambda: _("This does not have the form that is wanted here."),
    ValueCode.BAD_FORM: lambda: _("This number is not complete, or has a character that it cannot have."),
    ValueCode.NOT_WHOLE_SUM: lambda: _("The parts add up to %(limit)s %%, and have to make 100 %%."),
    ValueCode.FLOATED_CODE: lambda: _("A spreadsheet has turned this number into 1.1E+17: type it again as text."),
    ValueCode.SPREADSHEET_ERROR: lambda: _("The spreadsheet shows an error in this cell."),
    ValueCode.IN_FUTURE: lambda: _("This day is still to come; today is %(limit)s."),
    ValueCode.CHECK_DIGIT: lambda: _("The check digit does not fit: please compare it once more."),
}


def problem_words(problem: Problem) -> str:
    """One sentence about one value."""
    return _PROBLEMS[problem.code]() % {"limit": problem.limit}


def read_values(schema: Schema, posted: QueryDict) -> dict[str, Raw]:
    """What was typed, by field; several words of a list stay several. Fields that are not in the form are left out."""
    raw: dict[str, Raw] = {}
    for field in schema.fields:
        if field.kind is FieldKind.CHOICES:
            raw[field.name] = posted.getlist(field.name)
        elif field.name in posted:
            raw[field.name] = str(posted[field.name]).strip()
    return raw


def draw(
    schema: Schema,
    values: Mapping[str, Any] | None = None,
    masked: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Drawn:
    """The form's groups for ``pages/groups.html``, each input with the sentences of its problems."""
    groups = describe_form(schema, values, masked=masked, problems=problems)
    return [(each, [(one, [problem_words(bad) for bad in one.problems]) for one in each.inputs]) for each in groups]
