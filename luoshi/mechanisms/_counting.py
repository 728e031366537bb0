"""The figure of a measure over facts, in plain Python: what the SQL of ``luoshi.registers`` must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.mechanisms._pack import Counts, Measure, Period
from luoshi.mechanisms.expressions import Facts, Node, compile_expression

SCALE = 10_000  # numbers have at most four decimals: sums are exact in ten-thousandths


@dataclass(frozen=True, slots=True)
class Fact:
    """A record as one version of it has it."""

    id: int
    values: Mapping[str, Any]
    division: str = ""  # the code of the place, empty if not known


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure gives on a day. A share of nothing has no value."""

    value: float | None
    facts: tuple[int, ...]  # the records under it
    of: int | None = None  # of a share: how many records it is a share of
    doubles: int = 0  # facts that repeat another one's key and were not counted again


def year_start(day: date) -> date:
    """1 January of the day's year."""
    return day.replace(month=1, day=1)


def counts_fact(measure: Measure, fact: Fact, *, on: date, settings: Mapping[str, float], division: str = "") -> bool:
    """Does the fact count (or, for a share, is it among those the share is taken of) on this day at this place?"""
    held = fact.values.get(measure.held_on)
    if not isinstance(held, str) or held > on.isoformat() or not fact.division.startswith(division):
        return False
    if measure.period is Period.YEAR and held < year_start(on).isoformat():
        return False
    wanted = measure.among if measure.counts is Counts.SHARE else measure.where
    return _holds(wanted, fact, on, settings)


def count_figure(
    measure: Measure, facts: Iterable[Fact], *, on: date, settings: Mapping[str, float], division: str = ""
) -> Figure:
    """The figure on a day, at a place given by the beginning of its division code."""
    counted = [fact for fact in facts if counts_fact(measure, fact, on=on, settings=settings, division=division)]
    if measure.counts is Counts.SHARE:
        meeting = [fact for fact in counted if _holds(measure.where, fact, on, settings)]
        value = 100 * len(meeting) / len(counted) if counted else None
        return Figure(value, tuple(fact.id for fact in meeting), len(counted))
    ids = tuple(fact.id for fact in counted)
    if measure.counts is Counts.SUM:
        total = sum(_scaled(fact.values.get(measure.of)) for fact in counted)
        return Figure(_plain(total), ids)
    if measure.counts is Counts.DISTINCT:
        keys = [tuple(fact.values.get(name) for name in measure.once_by) for fact in counted]
        keyed = {key for key in keys if None not in key}
        whole = sum(None not in key for key in keys)
        return Figure(len(keyed), ids, doubles=whole - len(keyed))
    return Figure(len(counted), ids)


def _holds(node: Node | None, fact: Fact, on: date, settings: Mapping[str, float]) -> bool:
    if node is None:
        return True
    return compile_expression(node)(Facts(fact.values, on, settings=settings)) is True


def _scaled(value: object) -> int:
    return int(Decimal(str(value)) * SCALE) if isinstance(value, int | float) else 0


def _plain(scaled: int) -> float:
    whole, rest = divmod(scaled, SCALE)
    return whole if not rest else float(Decimal(scaled) / SCALE)
