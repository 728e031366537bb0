"""The figure of a measure over facts, in plain Python: what the SQL of ``luoshi.registers`` must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.mechanisms._pack import Counts, Measure, Period
from luoshi.mechanisms._sharing import WHOLE, Part, share_of
from luoshi.mechanisms.expressions import Facts, Node, compile_expression

SCALE = 10_000  # numbers have at most four decimals: sums are exact in ten-thousandths


@dataclass(frozen=True, slots=True)
class Fact:
    """A record as one version of it has it."""

    id: int
    values: Mapping[str, Any]
    division: str = ""  # the code of the place, empty if not known
    parts: tuple[Part, ...] = ()  # if it is shared out among places; the place is then theirs

    @property
    def shares(self) -> tuple[Part, ...]:
        """Where it counts, and with which part."""
        return self.parts or (Part(self.division, WHOLE),)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure gives on a day. A share of nothing has no value."""

    value: float | None
    facts: tuple[int, ...]  # the records under it
    of: float | None = None  # of a share: how many records it is a share of
    doubles: int = 0  # facts that repeat another one's key and were not counted again


def year_start(day: date) -> date:
    """1 January of the day's year."""
    return day.replace(month=1, day=1)


def counts_fact(measure: Measure, fact: Fact, *, on: date, settings: Mapping[str, float], division: str = "") -> bool:
    """Does the fact count (or, for a share, is it among those the share is taken of) on this day at this place?"""
    held = fact.values.get(measure.held_on)
    if (
        not isinstance(held, str)
        or held > on.isoformat()
        or not any(each.division.startswith(division) for each in fact.shares)
    ):
        return False
    if measure.period is Period.YEAR and held < year_start(on).isoformat():
        return False
    wanted = measure.among if measure.counts is Counts.SHARE else measure.where
    return _holds(wanted, fact, on, settings)


def count_figure(
    measure: Measure, facts: Iterable[Fact], *, on: date, settings: Mapping[str, float], division: str = ""
) -> Figure:
    """The figure on a day, at a place given by the beginning of its division code. Of a fact that is shared out, the
    place gets its part; an item of a distinct count counts as one wherever a part of it is.
    """
    counted = [fact for fact in facts if counts_fact(measure, fact, on=on, settings=settings, division=division)]
    if measure.counts is Counts.SHARE:
        meeting = [fact for fact in counted if _holds(measure.where, fact, on, settings)]
        met, among = _weight(meeting, division), _weight(counted, division)
        return Figure(100 * met / among if among else None, tuple(fact.id for fact in meeting), _plain(among))
    ids = tuple(fact.id for fact in counted)
    if measure.counts is Counts.SUM:
        total = sum(share_of(_scaled(fact.values.get(measure.of)), fact.shares, division) for fact in counted)
        return Figure(_plain(total), ids)
    if measure.counts is Counts.DISTINCT:
        keys = [(tuple(fact.values.get(name) for name in measure.once_by), fact) for fact in counted]
        whole = [(key, fact) for key, fact in keys if None not in key]
        keyed = {key for key, _ in whole}
        told = _weight((fact for _, fact in whole), division) // WHOLE
        return Figure(len(keyed), ids, doubles=max(0, told - len(keyed)))
    return Figure(_plain(_weight(counted, division)), ids)


def _weight(facts: Iterable[Fact], division: str) -> int:
    """How many facts that is at the place, in ten-thousandths."""
    return sum(each.weight for fact in facts for each in fact.shares if each.division.startswith(division))


def _holds(node: Node | None, fact: Fact, on: date, settings: Mapping[str, float]) -> bool:
    if node is None:
        return True
    return compile_expression(node)(Facts(fact.values, on, settings=settings)) is True


def _scaled(value: object) -> int:
    return int(Decimal(str(value)) * SCALE) if isinstance(value, int | float) else 0


def _plain(scaled: int) -> float:
    whole, rest = divmod(scaled, SCALE)
    return whole if not rest else float(Decimal(scaled) / SCALE)
