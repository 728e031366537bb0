"""Measures over one source of facts: all figures in one pass, or the records under one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.mechanisms import Counts, Measure, Period, year_start
from luoshi.mechanisms.expressions import Node, fields_in
from luoshi.registers.counting._conditions import Context, Dialect, Sql, condition_sql, joined, listed
from luoshi.registers.counting._sources import column_of, exact_column


@dataclass(frozen=True, slots=True)
class Wanted:
    """One measure at one place (the beginning of a division code), on one day."""

    measure: Measure
    division: str
    on: date
    without: frozenset[int] = frozenset()  # records that were counted elsewhere already


def fields_of(measures: Sequence[Measure]) -> tuple[set[str], set[str]]:
    """Fields that the measures look at, and those that are added up exactly."""
    looked_at: set[str] = set()
    for measure in measures:
        looked_at.add(measure.held_on)
        looked_at.update(measure.once_by)
        for node in (measure.where, measure.among):
            looked_at |= fields_in(node) if node is not None else set()
    return looked_at, {measure.of for measure in measures if measure.of}


def figures_sql(source: Sql, wanted: Sequence[Wanted], settings: dict[str, float], dialect: Dialect) -> Sql:
    """All figures in one pass over the source. Two columns for each: the figure (of a share: how many meet it), and
    beside it how many facts have a whole key (distinct) or how many the share is of.
    """
    parts: list[Sql] = []
    for each in wanted:
        context = Context(dialect, settings, each.on, column_of)
        parts += _aggregates(each, context)
    # Materialized: each field is taken out of the JSON once for a row, however many figures look at it.
    return joined("WITH f AS MATERIALIZED ({0}) SELECT {1} FROM f", source, listed(", ", parts))


def records_sql(source: Sql, wanted: Wanted, settings: dict[str, float], dialect: Dialect) -> Sql:
    """The ids of the records under one figure."""
    context = Context(dialect, settings, wanted.on, column_of)
    return joined("SELECT f.id FROM ({0}) f WHERE {1}", source, _meets(wanted, context))


def _aggregates(wanted: Wanted, context: Context) -> tuple[Sql, Sql]:
    meets = _meets(wanted, context)
    measure = wanted.measure
    match measure.counts:
        case Counts.SUM:
            total = joined(f"SUM({exact_column(measure.of)}) FILTER (WHERE {{0}})", meets)
            return total, Sql("0")
        case Counts.DISTINCT:
            key = " || '|' || ".join(f"CAST({column_of(name)} AS text)" for name in measure.once_by)
            return (
                joined(f"COUNT(DISTINCT {key}) FILTER (WHERE {{0}})", meets),
                joined(f"COUNT({key}) FILTER (WHERE {{0}})", meets),
            )
        case Counts.SHARE:
            return _count(meets), _count(_among(wanted, context))
        case _:
            return _count(meets), Sql("0")


def _count(condition: Sql) -> Sql:
    return joined("COUNT(*) FILTER (WHERE {0})", condition)


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
    if wanted.without:
        parts.append(Sql(f"f.id NOT IN ({', '.join(str(int(each)) for each in sorted(wanted.without))})"))
    base = Sql(" AND ".join(part.text for part in parts), tuple(param for each in params for param in each.params))
    node = measure.among if measure.counts is Counts.SHARE else None
    return _and(base, node, context)


def _meets(wanted: Wanted, context: Context) -> Sql:
    return _and(_among(wanted, context), wanted.measure.where, context)


def _and(base: Sql, node: Node | None, context: Context) -> Sql:
    return base if node is None else joined("{0} AND {1}", base, condition_sql(node, context))
