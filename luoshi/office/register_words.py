"""Registers in words: what is wrong with a value, why a change was refused, how a value is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luoshi.mechanisms import WHOLE, Basis, Counts, Field, FieldKind, Measure, Pack, Problem, ValueCode, Verified
from luoshi.pages.file_words import file_words
from luoshi.pages.schema_forms import problem_words
from luoshi.registers.content import parts_of
from luoshi.registers.errors import (
    AlreadyDecided,
    BadAttachment,
    CannotMerge,
    DuplicateRecord,
    ForeignOwner,
    NotLive,
    NotSealed,
    ReasonRequired,
    Refusal,
    SamePerson,
    StaleRecord,
)
from luoshi.registers.importing import RowCode
from luoshi.registers.models import Record

_ROWS: Mapping[str, Callable[[], str]] = {
    RowCode.NOT_A_ROW: lambda: _("This line is not a record."),
    RowCode.DOUBLE_IN_FILE: lambda: _("The same number stands further up in this file, in row %(limit)s."),
    RowCode.DOUBLE_ELSEWHERE: lambda: _("This number belongs to another record."),
    RowCode.NOT_YOURS: lambda: _("This record is kept by another organisation."),
    RowCode.NEEDS_APPROVAL: lambda: _("Changing this record needs a second person: correct it on its own page."),
    RowCode.NOT_LIVE: lambda: _("This record was merged or withdrawn and can no longer be changed."),
    RowCode.FORMULA: lambda: _("A formula without a value: type the value."),
    RowCode.FORMULA_VALUE: lambda: _("A formula: the value last computed was taken."),
    RowCode.MERGED_CELL: lambda: _("A merged cell: the value above was taken."),
    RowCode.LONG_ID: lambda: _("At most %(limit)s characters."),
    RowCode.MASKED: lambda: _("This is masked with stars: a new record needs the whole value."),
}


def fault_words(code: str, limit: str) -> str:
    """One sentence about one cell of a file."""
    if code not in _ROWS:
        return problem_words(Problem("", ValueCode(code), limit))
    return _ROWS[code]() % {"limit": limit}


def refusal_words(refusal: Refusal) -> str:
    """Why nothing was written, and what to do."""
    match refusal:
        case BadAttachment():
            return file_words(refusal)
        case ReasonRequired():
            return _("Please give the reason.")
        case DuplicateRecord(existing=existing):
            return _("Record No. %(number)s has the same number already.") % {"number": existing.pk}
        case StaleRecord():
            return _("Somebody changed this record after you opened it. Look at it again.")
        case NotLive():
            return _("This record was merged or withdrawn and can no longer be changed.")
        case CannotMerge():
            return _("Only two different valid records of one register can be merged.")
        case AlreadyDecided():
            return _("Somebody else has decided this in the meantime.")
        case SamePerson():
            return _("Whoever asks for a change cannot approve it: a second person has to.")
        case ForeignOwner():
            return _("Records are kept by your own organisation or one beneath it.")
        case NotSealed():
            return _("There is nothing sealed in this field.")
        case _:
            return _("This cannot be done with the record as it is now.")


def value_words(field: Field, value: Any) -> str:
    """A stored value as a page shows it."""
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.BOOLEAN:
        return _("Yes") if value else _("No")
    if field.kind is FieldKind.DATE:
        return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
    if field.kind is FieldKind.CHOICES:
        return "、".join(value)
    if field.is_number:
        return figure_words(float(value), field.unit)
    return str(value)


def record_words(record: Record) -> str:
    """A record in one line: its listed fields, secrets left out."""
    fields = [each for each in record.register.declared.schema.fields if each.listed and not each.is_sensitive]
    return " · ".join(words for each in fields if (words := value_words(each, record.values.get(each.name))))


def part_words(record: Record, division: str) -> str:
    """How a record is shared out among places, and how much of it lies at the place asked for; "" if it is not."""
    parts = parts_of(record.register.declared.schema, record.values)
    if not parts:
        return ""
    said = "、".join(f"{each.division} {each.weight / 100:g}%" for each in parts)
    here = sum(each.weight for each in parts if each.division.startswith(division))
    return said if here == WHOLE else f"{said}（{_('here')} {here / 100:g}%）"


def figure_words(value: float | None, unit: str = "") -> str:
    """12,345.6公里; a dash for nothing."""
    if value is None:
        return "—"
    digits = f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{digits}{unit}"


def basis_words(basis: Basis) -> str:
    """How sure a rule is; nothing for one that rests on nothing but itself."""
    if not basis.text:
        return ""
    return {
        Verified.LAW: _("Law"),
        Verified.LOCAL: _("Local practice, may be changed"),
        Verified.UNCHECKED: _("Not checked yet"),
    }[basis.verified]


def measure_words(measure: Measure, pack: Pack) -> str:
    """What a measure of this pack does, in one sentence."""
    if measure.mechanism:
        share = measure.counts is Counts.SHARE
        return _("gives a share of closed matters in percent") if share else _("counts closed matters")
    titles = {each.name: each.title for each in pack.register(measure.register).schema.fields}
    once_by = "、".join(titles[each] for each in measure.once_by)
    return {
        Counts.RECORDS: _("counts records"),
        Counts.DISTINCT: _("counts records, each only once by %(fields)s") % {"fields": once_by},
        Counts.SUM: _("adds up %(field)s") % {"field": titles.get(measure.of, "")},
        Counts.SHARE: _("gives a share in percent"),
    }[measure.counts]
