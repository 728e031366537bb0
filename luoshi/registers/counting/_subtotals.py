"""What the facts of one day at one division add up to under each measure: figures are sums of these.

A subtotal says measure, division, held_on, item (of a distinct count: what counts once, else empty), facts, total and
among (of a share: the facts that it is a share of), all three in ten-thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.mechanisms import Counts, Measure, Period, Schema, year_start
from luoshi.mechanisms.expressions import Call, Node, Today, nodes_in
from luoshi.registers.counting._conditions import Context, Dialect, Sql, condition_sql, joined, listed
from luoshi.registers.counting._grouping import Grouping
from luoshi.registers.counting._sharing import facts_counted
from luoshi.registers.counting._sources import column_of

COLUMNS = ("measure", "division", "held_on", "item", "facts", "total", "among")


@dataclass(frozen=True, slots=True)
class Facts:
    """A source of facts, and what its conditions are asked with."""

    source: Sql
    schema: Schema
    settings: Mapping[str, float]
    dialect: Dialect


def is_settled(measure: Measure) -> bool:
    """Does a fact count or not count whatever the day on which one asks? Only then can its day be added up for good."""
    nodes = [node for part in (measure.where, measure.among) if part is not None for node in nodes_in(part)]
    return not any(isinstance(each, Today) or (isinstance(each, Call) and each.name == "days_since") for each in nodes)


def subtotals_sql(facts: Facts, measures: Sequence[Measure], *, on: date, whole_days: bool) -> Sql:
    """The subtotals of these measures from the facts. ``whole_days`` False: only as fine as figures of the day ``on``
    need, the facts of its year on its first day and all earlier ones on the day before.
    """
    context = Context(facts.dialect, facts.settings, on, column_of)
    tables, selects = [joined("f AS NOT MATERIALIZED ({0})", facts.source)], []
    plain = [each for each in measures if each.counts is not Counts.DISTINCT]
    for index, held_on in enumerate(sorted({each.held_on for each in plain})):
        grouping = Grouping(facts.schema, context)
        some = [each for each in plain if each.held_on == held_on]
        selects += [_over_groups(each, grouping, f"g{index}") for each in some]
        day, bounds = _day(held_on, on, context, some, whole_days=whole_days)
        tables.append(joined(f"g{index} AS MATERIALIZED ({{0}})", grouping.sql("f", day, bounds)))
    for measure in measures:
        if measure.counts is Counts.DISTINCT:
            day, bounds = _day(measure.held_on, on, context, [measure], whole_days=whole_days)
            selects.append(_over_items(measure, facts.schema, context, day, bounds))
    return joined("WITH {0} {1}", listed(", ", tables), listed(" UNION ALL ", selects))


def kept_sql(subtotals: Sql, dialect: Dialect) -> Sql:
    """Subtotals as they are kept: those of days, and those of whole months beside them."""
    names = ", ".join(COLUMNS)
    months = (
        f"SELECT measure, division, {dialect.month_of.format('held_on')} AS held_on, item, SUM(facts) AS facts,"
        " SUM(total) AS total, SUM(among) AS among, TRUE AS is_month FROM s GROUP BY 1, 2, 3, 4"
    )
    return joined(f"WITH s AS ({{0}}) SELECT {names}, FALSE AS is_month FROM s UNION ALL {months}", subtotals)


def kept_subtotals(register_id: int, measures: Sequence[str], on: date, dialect: Dialect) -> Sql:
    """What is kept for these measures up to a day: whole months, and the days of the last one if it is not over."""
    over = (on + timedelta(days=1)).replace(day=1)  # all before is whole months
    names, day = ", ".join(["%s"] * len(measures)), dialect.as_day.format("%s")
    chosen = f"SELECT {', '.join(COLUMNS)} FROM registers_subtotal WHERE register_id = %s AND measure IN ({names})"
    # Two searches of one index: a condition with OR would read all days.
    text = f"{chosen} AND is_month AND held_on < {day} UNION ALL {chosen} AND NOT is_month AND held_on >= {day}"
    params = (register_id, *measures, over.isoformat())
    return Sql(text, (*params, *params))


def figures_sql(subtotals: Sql, measures: Sequence[Measure], lengths: Sequence[int], on: date, dialect: Dialect) -> Sql:
    """Figures on a day out of subtotals, for every division whose code is as long as one of ``lengths`` says: length,
    measure, division, items that count once, facts, total, among.
    """
    within = _within([each.name for each in measures if each.period is Period.ALL], on, dialect)
    sums = "SUM(facts) AS facts, SUM(total) AS total, SUM(among) AS among"
    once = f"SELECT measure, division, item, {sums} FROM ({{0}}) s WHERE {{1}} GROUP BY measure, division, item"
    parts = [
        f"SELECT {length} AS length, measure, place, COUNT(*), SUM(facts), SUM(total), SUM(among) FROM ("
        f"SELECT measure, substr(division, 1, {length}) AS place, item, {sums} FROM t GROUP BY 1, 2, 3"
        " HAVING SUM(facts) > 0 OR item = '') p GROUP BY measure, place"
        for length in lengths
    ]
    return joined(f"WITH t AS MATERIALIZED ({once}) {' UNION ALL '.join(parts)}", subtotals, within)


def _within(ever: Sequence[str], on: date, dialect: Dialect) -> Sql:
    """The period of each measure, up to the day."""
    day = dialect.as_day.format("%s")
    bounds, params = f"held_on <= {day} AND (held_on >= {day}", (on.isoformat(), year_start(on).isoformat(), *ever)
    if ever:
        bounds += f" OR measure IN ({', '.join(['%s'] * len(ever))})"
    return Sql(f"{bounds})", params)


def _over_groups(measure: Measure, grouping: Grouping, table: str) -> Sql:
    """Records, sums and shares: from the groups."""
    is_share = measure.counts is Counts.SHARE
    counted = measure.among if is_share else measure.where
    total = grouping.total(measure.of) if measure.counts is Counts.SUM else "0"
    facts, among = Sql("SUM(facts)"), Sql("0")
    if is_share:
        meets = grouping.condition(measure.where) if measure.where is not None else Sql("1 = 1")
        facts, among = joined("SUM(CASE WHEN {0} THEN facts ELSE 0 END)", meets), Sql("SUM(facts)")
    where = joined(" WHERE {0}", grouping.condition(counted)) if counted is not None else Sql("")
    text = (
        f"SELECT '{measure.name}' AS measure, division, held AS held_on, '' AS item, {{0}} AS facts, {total} AS total,"
        f" {{1}} AS among FROM {table}{{2}} GROUP BY division, held"
    )
    return joined(text, facts, among, where)


def _over_items(measure: Measure, schema: Schema, context: Context, day: Sql, bounds: Sql) -> Sql:
    """A distinct count: one row for each item, from the facts that have one."""
    item = " || '|' || ".join(f"CAST({column_of(name)} AS text)" for name in measure.once_by)
    where = _and(bounds, measure.where, context)
    text = (
        f"SELECT '{measure.name}' AS measure, f.division AS division, {{0}} AS held_on, '=' || {item} AS item,"
        f" {facts_counted(schema)} AS facts, 0 AS total, 0 AS among FROM f"
        f" WHERE {{1}} AND {item} IS NOT NULL GROUP BY 1, 2, 3, 4"
    )
    return joined(text, day, where)


def _and(base: Sql, node: Node | None, context: Context) -> Sql:
    return base if node is None else joined("{0} AND {1}", base, condition_sql(node, context))


def _day(held_on: str, on: date, context: Context, measures: Sequence[Measure], *, whole_days: bool) -> tuple[Sql, Sql]:
    """The day under which a fact is added up, and which facts are looked at."""
    dialect, column = context.dialect, column_of(held_on)
    if whole_days:
        return Sql(dialect.as_day.format(column)), Sql(f"{column} IS NOT NULL")
    held, first = dialect.day.format(column), year_start(on)
    bounds = Sql(f"{held} <= {dialect.text}", (on.isoformat(),))
    if all(each.period is Period.YEAR for each in measures):
        bounds = Sql(f"{bounds.text} AND {held} >= {dialect.text}", (*bounds.params, first.isoformat()))
        return Sql(dialect.as_day.format("%s"), (first.isoformat(),)), bounds
    text = (
        f"CASE WHEN {held} >= {dialect.text} THEN {dialect.as_day.format('%s')} ELSE {dialect.as_day.format('%s')} END"
    )
    days = (first.isoformat(), first.isoformat(), (first - timedelta(days=1)).isoformat())
    return Sql(text, days), bounds
