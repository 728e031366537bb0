"""Counting one span in one unit. Each walks day by day, so that every day passed over can be named."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from luoshi.workdays._calendar import CHINA, DAY, Calendar, DayKind, day_of, start_of
from luoshi.workdays._limit import Pause, Span, Unit


class SkipCause(StrEnum):
    """Why a day was passed over."""

    WEEKEND = "weekend"
    REST = "rest"
    STATUTORY = "statutory"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Skip:
    """A day that did not count, and why. ``pause`` is set when somebody caused it."""

    on: date
    cause: SkipCause
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a span ends: the last day, and the first moment after it. ``made_up`` are worked weekend days counted."""

    on: date
    ends_at: datetime
    skipped: tuple[Skip, ...] = ()
    made_up: tuple[date, ...] = ()


def count_span(span: Span, start: date | datetime, calendar: Calendar, pauses: Sequence[Pause]) -> Counted:
    """The end of ``span`` after ``start``. All pauses must have an end."""
    if span.unit is Unit.HOUR:
        return _count_hours(span.length, start_of(start), pauses)
    if span.unit is Unit.WORKING_HOUR:
        return _count_working_hours(span.length, start_of(start), calendar, pauses)
    day = day_of(start)
    if span.unit is Unit.WORKDAY:
        return _count_days(span.length, day, lambda each: _day_cause(each, calendar), pauses, calendar)
    length = span.length if span.unit is Unit.DAY else (add_months(day, span.length) - day).days
    return _count_days(length, day, lambda _: None, pauses, None)


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on; the month's last day if it has none (民法典 art 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def _day_cause(day: date, calendar: Calendar) -> SkipCause | None:
    kind = calendar.kind_of(day)
    return None if kind.is_workday else SkipCause(kind.value)


def _count_days(
    length: int,
    start: date,
    cause_of: Callable[[date], SkipCause | None],
    pauses: Sequence[Pause],
    calendar: Calendar | None,
) -> Counted:
    """The first day is not counted (民法典 art 201). A day that would not count anyway is not laid to a pause."""
    day, left = start, length
    skipped: list[Skip] = []
    made_up: list[date] = []
    while left:
        day += DAY
        if cause := cause_of(day):
            skipped.append(Skip(day, cause))
        elif pause := _pause_on(day, pauses):
            skipped.append(Skip(day, SkipCause.PAUSE, pause))
        else:
            left -= 1
            if calendar and calendar.kind_of(day) is DayKind.MAKE_UP:
                made_up.append(day)
    return Counted(day, start_of(day + DAY), tuple(skipped), tuple(made_up))


def _pause_on(day: date, pauses: Sequence[Pause]) -> Pause | None:
    for pause in pauses:
        if pause.until is not None and day_of(pause.since) <= day < day_of(pause.until):
            return pause
    return None


def _count_hours(length: int, start: datetime, pauses: Sequence[Pause]) -> Counted:
    end = _run_out(timedelta(hours=length), _unpaused(start, None, pauses))
    return Counted(day_of(end), end)


def _count_working_hours(length: int, start: datetime, calendar: Calendar, pauses: Sequence[Pause]) -> Counted:
    skipped: list[Skip] = []

    def intervals() -> Iterator[tuple[datetime, datetime | None]]:
        day = start.date()
        while True:
            if cause := _day_cause(day, calendar):
                skipped.append(Skip(day, cause))
            else:
                for opens, closes in calendar.office_hours:
                    since = max(datetime.combine(day, opens, CHINA), start)
                    until = datetime.combine(day, closes, CHINA)
                    yield from _unpaused(since, until, pauses)
            day += DAY

    end = _run_out(timedelta(hours=length), intervals())
    return Counted(day_of(end), end, tuple(skipped))


def _unpaused(
    since: datetime, until: datetime | None, pauses: Sequence[Pause]
) -> Iterator[tuple[datetime, datetime | None]]:
    """The pieces of an interval that lie in no pause, in order; ``until`` None is without end."""
    here = since
    for pause in sorted(pauses, key=lambda each: start_of(each.since)):
        if pause.until is None:
            continue
        stops, goes_on = start_of(pause.since), start_of(pause.until)
        if until is not None and stops >= until:
            break
        if stops > here:
            yield here, stops
        here = max(here, goes_on)
    if until is None or here < until:
        yield here, until


def _run_out(left: timedelta, intervals: Iterator[tuple[datetime, datetime | None]]) -> datetime:
    """The moment at which so much time inside the intervals has passed."""
    for since, until in intervals:
        if until is None or until - since >= left:
            return since + left
        left -= max(until - since, timedelta())
    raise AssertionError("the intervals have no end")
