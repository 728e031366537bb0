"""Which fields measures look at, and the records under one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.mechanisms import Counts, Measure, Period, year_start
from luoshi.mechanisms.expressions import Node, fields_in
from luoshi.registers.counting._conditions import Context, Dialect, Sql, condition_sql, joined
from luoshi.registers.counting._sources import column_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """One measure at one place (the beginning of a division code), on one day."""

    measure: Measure
    division: str
    on: date


def fields_of(measures: Sequence[Measure]) -> tuple[frozenset[str], frozenset[str]]:
    """Fields that the measures look at, and those that are added up exactly."""
    looked_at: set[str] = set()
    for measure in measures:
        looked_at.add(measure.held_on)
        looked_at.update(measure.once_by)
        for node in (measure.where, measure.among):
            looked_at |= fields_in(node) if node is not None else set()
    return frozenset(looked_at), frozenset(measure.of for measure in measures if measure.of)


def facts_sql(source: Sql, wanted: Wanted, settings: Mapping[str, float], dialect: Dialect) -> Sql:
    """Id and division of the facts under one figure: of a record that is shared out, those of its parts there."""
    context = Context(dialect, settings, wanted.on, column_of)
    return joined("SELECT f.id, f.division FROM ({0}) f WHERE {1}", source, _meets(wanted, context))


def _among(wanted: Wanted, context: Context) -> Sql:
    """Place, period and, of a share, what it is a share of."""
    measure = wanted.measure
    held = joined(context.dialect.day, Sql(column_of(measure.held_on)))
    parts = [joined(f"{{0}} <= {context.dialect.text}", held)]
    params: list[Sql] = [Sql("", (wanted.on.isoformat(),))]
    if measure.period is Period.YEAR:
        parts.append(joined(f"{{0}} >= {context.dialect.text}", held))
        params.append(Sql("", (year_start(wanted.on).isoformat(),)))
    if wanted.division:
        parts.append(Sql(f"substr(f.division, 1, {len(wanted.division)}) = {context.dialect.text}"))
        params.append(Sql("", (wanted.division,)))
    base = Sql(" AND ".join(part.text for part in parts), tuple(param for each in params for param in each.params))
    node = measure.among if measure.counts is Counts.SHARE else None
    return _and(base, node, context)


def _meets(wanted: Wanted, context: Context) -> Sql:
    return _and(_among(wanted, context), wanted.measure.where, context)


def _and(base: Sql, node: Node | None, context: Context) -> Sql:
    return base if node is None else joined("{0} AND {1}", base, condition_sql(node, context))
