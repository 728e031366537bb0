"""Figures of measures on any day, and the records under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone

from luoshi.mechanisms import Counts, Measure
from luoshi.people.abilities import Ability, Kind
from luoshi.people.models import User
from luoshi.registers.counting import (
    DIALECTS,
    Dialect,
    Sql,
    Wanted,
    as_of_source,
    current_source,
    fields_of,
    figures_sql,
    records_sql,
)
from luoshi.registers.models import Record, RecordVersion, Register
from luoshi.registers.queries.scope import owner_ids

SCALE = 10_000
AT_ONCE = 200  # figures in one statement: SQLite takes two thousand columns, of which each needs two


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """What a measure gave on a day at a place, with what its page needs to explain it."""

    pack: str
    measure: Measure
    division: str
    on: date
    value: float | None  # in the measure's unit; a share of nothing has none
    of: int | None  # of a share: of how many
    doubles: int  # facts that repeat another one's key, and were not counted again


@dataclass(frozen=True, slots=True)
class Place:
    """A figure's measure and place: what is asked for."""

    pack: str
    measure: str
    division: str = ""
    without: frozenset[int] = frozenset()  # records that were counted elsewhere already


def measure_figure(
    pack: str, measure: str, *, on: date, division: str = "", as_of: date | None = None
) -> MeasureFigure:
    """One figure. ``on`` ends its period; ``as_of`` says up to which day records had been written (None: as now)."""
    return measure_figures([Place(pack, measure, division)], on=on, as_of=as_of)[0]


def measure_figures(places: Sequence[Place], *, on: date, as_of: date | None = None) -> list[MeasureFigure]:
    """Many figures, those of one register in one pass. Raises KeyError for a measure that no pack in force declares."""
    registers = _registers()
    wanted: dict[int, list[tuple[int, Wanted]]] = defaultdict(list)
    for index, place in enumerate(places):
        register, measure = _find(registers, place)
        wanted[register.pk].append((index, Wanted(measure, place.division, on, place.without)))
    by_id = {each.pk: each for each in registers.values()}
    found: list[MeasureFigure | None] = [None] * len(places)
    for register_id, pairs in wanted.items():
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            made = _run(by_id[register_id], [each for _, each in some], as_of)
            for (index, _), figure in zip(some, made, strict=True):
                found[index] = figure
    return [each for each in found if each is not None]


def figure_records(
    user: User, pack: str, measure: str, *, on: date, division: str = "", as_of: date | None = None
) -> tuple[QuerySet[Record], int]:
    """The records under a figure that the user may see, and how many more there are that the user may not."""
    ids = fact_ids(Place(pack, measure, division), on=on, as_of=as_of)
    owners = owner_ids(user, Ability.SEE, Kind.RECORD)
    rows = Record.objects.filter(pk__in=ids, owner__in=owners).select_related("owner", "register")
    return rows, len(ids) - rows.count()


def fact_ids(place: Place, *, on: date, as_of: date | None = None) -> list[int]:
    """The ids of all records under a figure, whoever may see them: for comparing figures with each other."""
    register, declared = _find(_registers(), place)
    dialect = DIALECTS[connection.vendor]
    sql = records_sql(
        _source(register, [declared], as_of, dialect),
        Wanted(declared, place.division, on, place.without),
        dict(register.latest.pack.setting_values),
        dialect,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return [row[0] for row in cursor.fetchall()]


def latest_versions() -> tuple[tuple[int, int], ...]:
    """Register → its newest version row: has anything been written since somebody last looked?"""
    ids = Register.objects.order_by("pk").values_list("pk", flat=True)
    newest = {each: RecordVersion.objects.filter(register=each).aggregate(last=Max("pk"))["last"] or 0 for each in ids}
    return tuple(newest.items())


def _registers() -> dict[tuple[str, str], Register]:
    return {
        (each.pack_name, each.name): each for each in Register.objects.select_related("latest").defer("latest__files")
    }


def _find(registers: dict[tuple[str, str], Register], place: Place) -> tuple[Register, Measure]:
    pack = next((each.latest.pack for (name, _), each in registers.items() if name == place.pack), None)
    if pack is None:
        raise KeyError(place.pack)
    measure = pack.measure(place.measure)
    return registers[place.pack, measure.register], measure


def _source(register: Register, measures: Sequence[Measure], as_of: date | None, dialect: Dialect) -> Sql:
    looked_at, exact = fields_of(measures)
    schema = register.declared.schema
    if as_of is None:
        return current_source(schema, looked_at, exact, register.pk, dialect)
    until = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    adapted = connection.ops.adapt_datetimefield_value(until)
    return as_of_source(schema, looked_at, exact, register.pk, adapted, dialect)


def _run(register: Register, wanted: Sequence[Wanted], as_of: date | None) -> list[MeasureFigure]:
    dialect = DIALECTS[connection.vendor]
    source = _source(register, [each.measure for each in wanted], as_of, dialect)
    made = figures_sql(source, wanted, dict(register.latest.pack.setting_values), dialect)
    with connection.cursor() as cursor:
        cursor.execute(made.text, made.params)
        row = cursor.fetchone()
    return [_figure(register, each, row[2 * at], row[2 * at + 1]) for at, each in enumerate(wanted)]


def _figure(register: Register, wanted: Wanted, first: int | None, second: int) -> MeasureFigure:
    value, of, doubles = float(first or 0), None, 0
    if wanted.measure.counts is Counts.SHARE:
        of = int(second)
        share = None if not of else 100 * int(first or 0) / of
        return MeasureFigure(register.pack_name, wanted.measure, wanted.division, wanted.on, share, of, 0)
    if wanted.measure.counts is Counts.SUM:
        value = int(first or 0) / SCALE
    if wanted.measure.counts is Counts.DISTINCT:
        doubles = int(second) - int(first or 0)
    return MeasureFigure(register.pack_name, wanted.measure, wanted.division, wanted.on, value, of, doubles)
