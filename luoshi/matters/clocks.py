"""Clocks: from a limit and a start to a last day and the rungs on the way. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from luoshi.mechanisms.stages import WINDOWS, StageLimit, WarningPoint
from luoshi.workdays import Calendar, Due, Extension, Pause, Roll, Span, Unit, due, start_of

DAY = timedelta(days=1)
UNMOVED, LAST = 14, 15  # warnings are 0 to 13 in the order of the mechanism


class Rung(StrEnum):
    """What a rung does."""

    WARN = "warn"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: what it does, and from when on. Its number stays the same however the end of the clock moves."""

    number: int
    kind: Rung
    at: datetime


@dataclass(frozen=True, slots=True)
class Armed:
    """A clock that runs: when it ends, and its rungs in the order of time. The last one is the end."""

    due: Due
    rungs: tuple[Step, ...]


def arm_clock(
    limit: StageLimit,
    started_at: datetime,
    calendar: Calendar,
    warnings: Sequence[WarningPoint],
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Armed:
    """The end and the rungs. A right is not warned of; what is due is. Raises what ``due`` raises."""
    found = due(limit.limit, started_at, pauses, calendar, extensions=extensions)
    points = () if limit.purpose in WINDOWS else warnings
    warned = [(number, _warning_at(point, started_at, found, calendar)) for number, point in enumerate(points)]
    warned += [(UNMOVED, moment) for moment in _unmoved(found)]
    rungs = [Step(number, Rung.WARN, at) for number, at in warned if started_at < at < found.ends_at]
    rungs.sort(key=lambda each: (each.at, each.number))
    return Armed(found, (*rungs, Step(LAST, Rung.OVERDUE, found.ends_at)))


def next_rung(rungs: Sequence[Step], climbed: int) -> Step | None:
    """The first rung whose bit is not set in ``climbed``. After the end there is none."""
    if climbed >> LAST & 1:
        return None
    return next((each for each in rungs if not climbed >> each.number & 1), None)


def _warning_at(point: WarningPoint, started_at: datetime, found: Due, calendar: Calendar) -> datetime:
    if point.before is None:
        return started_at + (found.ends_at - started_at) * point.share
    return before_end(point.before, found, calendar)


def before_end(span: Span, found: Due, calendar: Calendar) -> datetime:
    """So long before the end: in days, the beginning of the day after which so many are left."""
    if span.unit in (Unit.HOUR, Unit.WORKING_HOUR):
        return found.ends_at - timedelta(hours=span.length)
    if span.unit is not Unit.WORKDAY:
        days = span.length * (30 if span.unit is Unit.MONTH else 1)
        return start_of(found.on - days * DAY)
    day, left = found.on, span.length
    while left:
        left -= calendar.is_workday(day)
        day -= DAY
    while not calendar.is_workday(day):
        day -= DAY
    return start_of(day)


def _unmoved(found: Due) -> Sequence[datetime]:
    """A last day that was moved is warned of on the day it would have been."""
    moved = found.working.limit.roll is Roll.NEXT and found.working.unmoved_on != found.on
    return (start_of(found.working.unmoved_on),) if moved else ()
