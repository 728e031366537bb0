"""Figures of measures on any day, and the records under them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone

from luoshi.mechanisms import WHOLE, Counts, Measure
from luoshi.people.abilities import Ability, Kind
from luoshi.people.models import User
from luoshi.registers.counting import (
    DIALECTS,
    Columns,
    Facts,
    Sql,
    Wanted,
    as_of_source,
    current_source,
    facts_sql,
    fields_of,
    figures_sql,
    is_settled,
    kept_subtotals,
    subtotals_sql,
    without,
)
from luoshi.registers.models import Record, RecordVersion, Register
from luoshi.registers.queries.scope import owner_ids


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """What a measure gave on a day at a place, with what its page needs to explain it."""

    pack: str
    measure: Measure
    division: str
    on: date
    value: float | None  # in the measure's unit; a share of nothing has none
    of: float | None  # of a share: of how many
    doubles: int  # facts that repeat another one's key, and were not counted again


Counted = tuple[int, str]  # a record and the division where it, or a part of it, counts


@dataclass(frozen=True, slots=True)
class Place:
    """A figure's measure and place: what is asked for."""

    pack: str
    measure: str
    division: str = ""
    without: frozenset[Counted] = frozenset()  # what was counted elsewhere already


def measure_figure(
    pack: str, measure: str, *, on: date, division: str = "", as_of: date | None = None
) -> MeasureFigure:
    """One figure. ``on`` ends its period; ``as_of`` says up to which day records had been written (None: as now)."""
    return measure_figures([Place(pack, measure, division)], on=on, as_of=as_of)[0]


def measure_figures(places: Sequence[Place], *, on: date, as_of: date | None = None) -> list[MeasureFigure]:
    """Many figures, those of one register in one pass. Raises KeyError for a measure that no pack in force declares.

    As things are now, they are sums of kept subtotals; as of a past day, or where the day on which one asks decides
    what counts, they are counted from the records.
    """
    registers = _registers()
    asked: dict[tuple[int, bool, frozenset[Counted]], list[Place]] = defaultdict(list)
    known = {(each.pack, each.measure): _find(registers, each) for each in places}
    kept = {
        key: as_of is None and register.added_up_id == register.latest_id and is_settled(measure)
        for key, (register, measure) in known.items()
    }
    for place in places:
        key = place.pack, place.measure
        asked[known[key][0].pk, kept[key] and not place.without, place.without].append(place)
    by_id = {each.pk: each for each in registers.values()}
    found: dict[Place, MeasureFigure] = {}
    for (register_id, is_kept, _), some in asked.items():
        found.update(_run(by_id[register_id], some, on, as_of, is_kept=is_kept))
    return [found[each] for each in places]


def figure_records(
    user: User, pack: str, measure: str, *, on: date, division: str = "", as_of: date | None = None
) -> tuple[QuerySet[Record], int]:
    """The records under a figure that the user may see, and how many more there are that the user may not."""
    ids = {pk for pk, _ in counted_facts(Place(pack, measure, division), on=on, as_of=as_of)}
    owners = owner_ids(user, Ability.SEE, Kind.RECORD)
    rows = Record.objects.filter(pk__in=ids, owner__in=owners).select_related("owner", "register")
    return rows, len(ids) - rows.count()


def counted_facts(place: Place, *, on: date, as_of: date | None = None) -> list[Counted]:
    """All records under a figure, or their parts at the place, whoever may see them: for comparing figures with each
    other.
    """
    register, declared = _find(_registers(), place)
    source, dialect = _source(register, [declared], as_of, place.without), DIALECTS[connection.vendor]
    sql = facts_sql(source, Wanted(declared, place.division, on), register.latest.pack.setting_values, dialect)
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return [(row[0], row[1]) for row in cursor.fetchall()]


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


def _source(register: Register, measures: Sequence[Measure], as_of: date | None, left_out: frozenset[Counted]) -> Sql:
    columns = Columns(register.declared.schema, *fields_of(measures), DIALECTS[connection.vendor])
    if as_of is None:
        source = current_source(columns, register.pk)
    else:
        until = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
        source = as_of_source(columns, register.pk, connection.ops.adapt_datetimefield_value(until))
    if not left_out:
        return source
    return without(source, json.dumps([f"{pk} {division}" for pk, division in sorted(left_out)]), columns.dialect)


def _run(
    register: Register, places: Sequence[Place], on: date, as_of: date | None, *, is_kept: bool
) -> dict[Place, MeasureFigure]:
    """Figures that come from one source."""
    pack, dialect = register.latest.pack, DIALECTS[connection.vendor]
    by_name = {name: pack.measure(name) for name in sorted({each.measure for each in places})}
    measures = list(by_name.values())
    if is_kept:
        subtotals = kept_subtotals(register.pk, list(by_name), on, dialect)
    else:
        source = _source(register, measures, as_of, places[0].without)
        facts = Facts(source, register.declared.schema, pack.setting_values, dialect)
        subtotals = subtotals_sql(facts, measures, on=on, whole_days=False)
    made = figures_sql(subtotals, measures, sorted({len(each.division) for each in places}), on, dialect)
    with connection.cursor() as cursor:
        cursor.execute(made.text, made.params)
        rows = {(row[1], row[2]): row[3:] for row in cursor.fetchall()}
    return {
        each: _figure(each, by_name[each.measure], on, rows.get((each.measure, each.division), (0, 0, 0, 0)))
        for each in places
    }


def _figure(place: Place, measure: Measure, on: date, row: Sequence[int]) -> MeasureFigure:
    """Out of a row of figures: items that count once; facts, total and among in ten-thousandths."""
    items, facts, total, among = (int(each or 0) for each in row)
    value: float | None = _plain(facts)
    of: float | None = None
    doubles = 0
    if measure.counts is Counts.SHARE:
        of, value = _plain(among), 100 * facts / among if among else None
    elif measure.counts is Counts.SUM:
        value = _plain(total)
    elif measure.counts is Counts.DISTINCT:
        value, doubles = float(items), max(0, facts // WHOLE - items)
    return MeasureFigure(place.pack, measure, place.division, on, value, of, doubles)


def _plain(scaled: int) -> float:
    return scaled / WHOLE
