"""When a limit runs out, and how that was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoshi.workdays._calendar import DAY, Calendar, day_of, shipped_calendar, start_of
from luoshi.workdays._counting import Counted, Skip, SkipCause, count_span
from luoshi.workdays._limit import Extension, Limit, LimitFault, OpenPause, Pause, Roll, Span, Unit

REACH_BACK = timedelta(days=7)
LATEST_START = 3000  # a year; far beyond any rule, and far enough from the last date there is


@dataclass(frozen=True, slots=True)
class Working:
    """How a day was reached, so that anybody can check it by hand."""

    limit: Limit
    start: date | datetime
    skipped: tuple[Skip, ...]
    made_up: tuple[date, ...]  # worked weekend days that counted
    pauses: tuple[tuple[Pause, int], ...]  # with the days each took; 0 for limits in hours
    extensions: tuple[Extension, ...]
    unmoved_on: date  # the last day before rolling
    rolled_over: tuple[Skip, ...]  # the days it was moved over
    capped_by: Span | None  # the hard cap, if it cut the limit short
    provisional: tuple[int, ...]  # years touched whose notice is still to come
    calendar_version: str


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, the first moment after it, and the working. A limit in hours ends at a moment of the day."""

    on: date
    ends_at: datetime
    working: Working

    @property
    def is_provisional(self) -> bool:
        """Could the notice of a year still move it?"""
        return bool(self.working.provisional)


def due(
    limit: Limit,
    start: date | datetime,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
    *,
    extensions: Sequence[Extension] = (),
) -> Due:
    """When ``limit`` from ``start`` runs out. Without a calendar the shipped one.

    Raises OpenPause while a pause has no end, LimitFault when hours are counted from a day without a time, and
    CalendarEnds when it runs past the years whose festivals are known.
    """
    calendar = calendar or shipped_calendar()
    _check(limit, start, pauses)
    counted = _with_extensions(limit, start, calendar, pauses, extensions)
    cap = _cap(limit, start, calendar, counted)
    last = cap or counted
    rolled = _roll(limit, last.on, calendar)
    on = rolled[-1].on + DAY if rolled else last.on
    working = Working(
        limit=limit,
        start=start,
        skipped=tuple(skip for skip in counted.skipped if skip.on <= last.on),
        made_up=tuple(day for day in counted.made_up if day <= last.on),
        pauses=tuple((pause, _days_taken(pause, counted)) for pause in pauses),
        extensions=tuple(extensions),
        unmoved_on=last.on,
        rolled_over=rolled,
        capped_by=limit.cap if cap else None,
        provisional=_provisional(limit, day_of(start), last.on, calendar),
        calendar_version=calendar.version,
    )
    return Due(on, start_of(on + DAY) if rolled else last.ends_at, working)


def _check(limit: Limit, start: date | datetime, pauses: Sequence[Pause]) -> None:
    if limit.unit.in_hours and not isinstance(start, datetime):
        raise LimitFault("start_without_time", unit=limit.unit, start=start)
    if day_of(start).year > LATEST_START:
        raise LimitFault("start_too_late", start=start, latest=LATEST_START)
    for pause in pauses:
        if pause.until is None:
            raise OpenPause(pause)


def _with_extensions(
    limit: Limit, start: date | datetime, calendar: Calendar, pauses: Sequence[Pause], extensions: Sequence[Extension]
) -> Counted:
    same = sum(each.length for each in extensions if each.unit is limit.unit)
    counted = count_span(Span(limit.length + same, limit.unit), start, calendar, pauses)
    for each in extensions:
        if each.unit is limit.unit:
            continue
        resumes = counted.ends_at if each.unit.in_hours else counted.on
        further = count_span(Span(each.length, each.unit), resumes, calendar, pauses)
        counted = Counted(
            further.on, further.ends_at, counted.skipped + further.skipped, counted.made_up + further.made_up
        )
    return counted


def _cap(limit: Limit, start: date | datetime, calendar: Calendar, counted: Counted) -> Counted | None:
    """The end of the hard cap if it comes first. It runs from the start, through pauses and extensions."""
    if limit.cap is None:
        return None
    capped = count_span(limit.cap, start, calendar, ())
    return capped if capped.ends_at < counted.ends_at else None


def _roll(limit: Limit, last: date, calendar: Calendar) -> tuple[Skip, ...]:
    """The days the end is moved over: none unless the rule says so and the last day is no workday."""
    rolled: list[Skip] = []
    while limit.roll is Roll.NEXT and not (kind := calendar.kind_of(last)).is_workday:
        rolled.append(Skip(last, SkipCause(kind.value)))
        last += DAY
    return tuple(rolled)


def _days_taken(pause: Pause, counted: Counted) -> int:
    return sum(skip.pause is pause for skip in counted.skipped)


def _provisional(limit: Limit, first: date, last: date, calendar: Calendar) -> tuple[int, ...]:
    """The years asked about whose notice is still to come. A notice may reach back into the last days of December."""
    if limit.unit in (Unit.DAY, Unit.MONTH, Unit.HOUR):
        if limit.roll is Roll.NONE:
            return ()
        first = last
    years = range(first.year, (last + REACH_BACK).year + 1)
    return tuple(year for year in years if calendar.is_provisional(year))
