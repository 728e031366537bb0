"""Filters of a register's table: read from an address, applied to records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from luoshi.mechanisms import Field, FieldKind
from luoshi.registers.choices import RecordState
from luoshi.registers.counting import DIALECTS
from luoshi.registers.models import Record, RecordKey, Register
from luoshi.registers.sought import MARKED, UNTOLD, mark_of, mark_pattern, part_pattern, words_pattern
from luoshi.secrecy import blind_digest
from luoshi.workdays import read_day


class Operator(StrEnum):
    """How a field must stand to what was typed."""

    IS = "is"
    HAS = "has"
    FROM = "from"
    TO = "to"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a filter."""

    field: str
    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What a table shows: conditions on fields, and those that every record has."""

    tests: tuple[Test, ...] = ()
    words: str = ""  # looked for in every text field
    held_from: date | None = None
    held_to: date | None = None
    division: str = ""
    owner: int | None = None
    state: str = RecordState.LIVE.value
    order: str = "-held_on"


EVERYWHERE = frozenset({"words", "from", "to", "division", "owner", "state", "order", "page", "form"})
_FIELD = "field."
_LIKE = "registers_record.sought LIKE %s ESCAPE '\\'"
ORDERS = {"-held_on": ("-held_on", "-pk"), "held_on": ("held_on", "pk"), "-written_at": ("-written_at", "-pk")}


def read_filters(register: Register, given: Mapping[str, str]) -> RecordFilter:
    """Out of an address: ``species=香樟``, ``height.from=3``, ``note.has=虫``, and ``field.state=已完成`` for a field
    that is called as one of the filters that every register has. What does not fit is left out.
    """
    fields = register.declared.schema.by_name
    tests = []
    for key, value in given.items():
        name, _, written = key.removeprefix(_FIELD).partition(".")
        if name in EVERYWHERE and not key.startswith(_FIELD):
            continue
        operator = written or Operator.IS.value
        if name in fields and operator in tuple(Operator) and (value.strip() or operator == Operator.EMPTY):
            tests.append(Test(name, Operator(operator), value.strip()))
    state, order = given.get("state", RecordState.LIVE.value), given.get("order", "-held_on")
    owner = given.get("owner", "")
    return RecordFilter(
        tests=tuple(tests),
        words=given.get("words", "").strip()[:100],
        held_from=read_day(given.get("from", "")),
        held_to=read_day(given.get("to", "")),
        division="".join(each for each in given.get("division", "") if each.isdecimal())[:12],
        owner=int(owner) if owner.isascii() and owner.isdecimal() else None,
        state=state if state in RecordState.values else RecordState.LIVE.value,
        order=order if order in ORDERS else "-held_on",
    )


def filter_key(field: str) -> str:
    """What a filter by this field is called in an address."""
    return f"{_FIELD}{field}" if field in EVERYWHERE else field


def apply_filter(rows: QuerySet[Record], register: Register, wanted: RecordFilter) -> QuerySet[Record]:
    """The records that match every condition."""
    rows = rows.filter(register=register, state=wanted.state)
    if wanted.held_from:
        rows = rows.filter(held_on__gte=wanted.held_from)
    if wanted.held_to:
        rows = rows.filter(held_on__lte=wanted.held_to)
    if wanted.division:
        rows = rows.filter(_at_place(register, wanted.division))
    if wanted.owner is not None:
        rows = rows.filter(owner=wanted.owner)
    for test in wanted.tests:
        rows = _apply(rows, register, register.declared.schema.by_name[test.field], test)
    return _with_words(rows, register, wanted.words) if wanted.words else rows


def _at_place(register: Register, division: str) -> Q:
    """Records that lie there, or of which a declared part does. Such a one has as its own division what lies around
    all of its parts, so that nearly all others are told by the division alone.
    """
    inside = Q(division__startswith=division)
    sharing = register.declared.schema.sharing
    if sharing is None:
        return inside
    around = ["", *(division[:length] for length in (6, 9) if length < len(division))]
    return inside | Q(division__in=around, **{f"values__{sharing.name}__regex": f"(^|、){division}"})


def split_filter(rows: QuerySet[Record], register: Register, wanted: RecordFilter) -> list[QuerySet[Record]]:
    """The same records in two lists that have none in common: those of which the index tells all that can be told
    there, and those that have to be looked at themselves. One list if the filter asks for nothing that it tells.
    """
    fields = register.declared.schema.by_name
    tests = [each for each in wanted.tests if _is_told(fields, each)]
    patterns = [mark_pattern(mark_of(fields[each.field], _plain(fields[each.field], each.value))) for each in tests]
    if wanted.words:
        patterns.append(words_pattern(wanted.words))
    sharing = register.declared.schema.sharing if wanted.division else None
    if not patterns and sharing is None:
        return [apply_filter(rows, register, wanted)]
    others = replace(wanted, words="", tests=tuple(each for each in wanted.tests if each not in tests))
    by_index = apply_filter(rows, register, others if sharing is None else replace(others, division=""))
    if sharing is not None:
        part = RawSQL(_LIKE, (part_pattern(sharing, wanted.division),), output_field=BooleanField())  # noqa: S611
        by_index = by_index.exclude(sought=UNTOLD).filter(Q(division__startswith=wanted.division) | Q(part))
    for pattern in patterns:
        by_index = by_index.filter(RawSQL(_LIKE, (pattern,), output_field=BooleanField()))  # noqa: S611  a parameter
    return [by_index, apply_filter(rows.filter(sought=UNTOLD), register, wanted)]


def _is_told(fields: Mapping[str, Field], test: Test) -> bool:
    return test.operator is Operator.IS and fields[test.field].kind in MARKED


def _apply(rows: QuerySet[Record], register: Register, field: Field, test: Test) -> QuerySet[Record]:
    if field.is_sensitive:
        digest = blind_digest(test.value, settings.LUOSHI_KEYRING, context=register.context_of(field.name))
        keys = RecordKey.objects.filter(register=register, kind=f"field.{field.name}", digest=digest)
        return rows.filter(pk__in=keys.values("record"))
    if test.operator is Operator.EMPTY:
        return rows.exclude(values__has_key=field.name)
    if field.kind is FieldKind.CHOICES:
        return rows.filter(_has_word(field, test.value))
    if test.operator is Operator.HAS:
        return rows.filter(**{f"values__{field.name}__icontains": test.value})
    if test.operator is Operator.IS:
        return rows.filter(**{f"values__{field.name}": _plain(field, test.value)})
    return _bounded(rows, field, test)


def _has_word(field: Field, word: str) -> RawSQL:
    """One of several words: the two databases ask for it in their own ways."""
    dialect = DIALECTS[connection.vendor]
    words = dialect.words_of.format('registers_record."values"', field.name)
    sql = dialect.has_word.format(dialect.text, words)
    return RawSQL(sql, (word,), output_field=BooleanField())  # noqa: S611  names come from a schema, words as parameter


def _plain(field: Field, value: str) -> str | float | bool:
    if field.kind is FieldKind.BOOLEAN:
        return value in ("true", "1", "是")
    if field.is_number:
        number = _number(value)
        return value if number is None else number
    return value


def _bounded(rows: QuerySet[Record], field: Field, test: Test) -> QuerySet[Record]:
    """From or to a number or a day. Days are texts in one spelling, which sort as days do."""
    lookup = "gte" if test.operator is Operator.FROM else "lte"
    name = f"bound_{field.name}"
    text = KeyTextTransform(field.name, "values")
    if not field.is_number:
        return rows.alias(**{name: text}).filter(**{f"{name}__{lookup}": test.value})
    number = _number(test.value)
    if number is None:
        return rows.none()
    return rows.alias(**{name: Cast(text, FloatField())}).filter(**{f"{name}__{lookup}": number})


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _with_words(rows: QuerySet[Record], register: Register, words: str) -> QuerySet[Record]:
    plain = [each for each in register.declared.schema.fields if each.kind is FieldKind.TEXT and not each.is_sensitive]
    found = Q(outside_id__icontains=words)
    for field in plain:
        found |= Q(**{f"values__{field.name}__icontains": words})
    return rows.filter(found)
