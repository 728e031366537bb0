"""The working of a deadline as a page shows it: lines to read, and months to look at. Pure but for translation."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from luoshi.workdays import CHINA, Due, Extension, Limit, Pause, Roll, Skip, SkipCause, Span, Unit, Working, day_of

DAY = timedelta(days=1)
MOST_MONTHS = 13  # a picture of more would say less


class Mark(StrEnum):
    """What a day was to this deadline."""

    OUTSIDE = "outside"
    START = "start"
    COUNTED = "counted"
    MADE_UP = "made_up"
    WEEKEND = "weekend"
    REST = "rest"
    STATUTORY = "statutory"
    PAUSE = "pause"
    ROLLED = "rolled"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month and what it was."""

    on: date
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; None where a week lies in another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """A deadline, the lines of its working, and the months it ran through; ``cut`` when there were too many to show."""

    due: Due
    end: str
    lines: tuple[str, ...]
    months: tuple[Month, ...]
    cut: bool


def worked(due: Due) -> Worked:
    """The whole working of one deadline."""
    months = tuple(_months(due))
    return Worked(due, end_words(due), tuple(_lines(due)), months[:MOST_MONTHS], len(months) > MOST_MONTHS)


def end_words(due: Due) -> str:
    """The last day; with its time of day when the limit is in hours."""
    if due.working.limit.unit.in_hours:
        return date_format(due.ends_at.astimezone(CHINA), "DATETIME_FORMAT")
    return day_words(due.on)


def day_words(day: date) -> str:
    """2026年2月27日（星期五）"""
    return _("%(day)s (%(weekday)s)") % {"day": date_format(day, "DATE_FORMAT"), "weekday": date_format(day, "l")}


def span_words(span: Span | Extension | Limit) -> str:
    """5个工作日"""
    count = {"count": span.length}
    match span.unit:
        case Unit.HOUR:
            return ngettext("%(count)s hour", "%(count)s hours", span.length) % count
        case Unit.WORKING_HOUR:
            return ngettext("%(count)s working hour", "%(count)s working hours", span.length) % count
        case Unit.DAY:
            return ngettext("%(count)s calendar day", "%(count)s calendar days", span.length) % count
        case Unit.WORKDAY:
            return ngettext("%(count)s workday", "%(count)s workdays", span.length) % count
        case Unit.MONTH:
            return ngettext("%(count)s month", "%(count)s months", span.length) % count


def _lines(due: Due) -> Iterator[str]:
    working = due.working
    yield _limit_words(working.limit)
    yield _start_words(working)
    for extension in working.extensions:
        yield _("Extended by %(span)s. %(why)s") % {"span": span_words(extension), "why": extension.why}
    for pause, days in working.pauses:
        yield _pause_words(pause, days, working.limit.unit)
    if working.skipped:
        yield _skipped_words(working.skipped)
    if working.made_up:
        yield _("Weekend days that are worked this year count: %(days)s.") % {"days": _days(working.made_up)}
    if working.capped_by:
        yield _("It may take %(span)s at the very most, counted from the start.") % {
            "span": span_words(working.capped_by)
        }
    if working.rolled_over:
        yield _("%(day)s is no workday, so it ends on the next one (Civil Code art. 203).") % {
            "day": day_words(working.unmoved_on)
        }
    for year in working.provisional:
        yield _("The holidays of %(year)s are not announced yet: this day may still move.") % {"year": year}
    yield _("Calendar version %(version)s.") % {"version": working.calendar_version}


def _limit_words(limit: Limit) -> str:
    words = {"span": span_words(limit), "basis": limit.basis}
    return (_("Limit: %(span)s, by %(basis)s.") if limit.basis else _("Limit: %(span)s.")) % words


def _start_words(working: Working) -> str:
    if working.limit.unit.in_hours and isinstance(working.start, datetime):
        moment = date_format(working.start.astimezone(CHINA), "DATETIME_FORMAT")
        return _("It runs from %(moment)s (Civil Code art. 201).") % {"moment": moment}
    day = day_words(day_of(working.start))
    return _("It starts from %(day)s; that day does not count (Civil Code art. 201).") % {"day": day}


def _pause_words(pause: Pause, days: int, unit: Unit) -> str:
    words = {
        "since": date_format(day_of(pause.since), "DATE_FORMAT"),
        "until": date_format(day_of(pause.until), "DATE_FORMAT") if pause.until else "",
        "why": " · ".join(part for part in (pause.reason, pause.by) if part) or _("no reason given"),
        "days": days,
    }
    if unit.in_hours:
        return _("It stood still from %(since)s to %(until)s: %(why)s.") % words
    return _("It stood still from %(since)s until %(until)s, %(days)s days not counted: %(why)s.") % words


def _skipped_words(skipped: tuple[Skip, ...]) -> str:
    counts = {cause: sum(skip.cause is cause for skip in skipped) for cause in SkipCause}
    parts = pgettext("between parts of a list", ", ").join(
        _("%(name)s %(count)s") % {"name": _cause_words(cause), "count": count}
        for cause, count in counts.items()
        if count
    )
    return _("%(count)s days did not count: %(parts)s.") % {"count": len(skipped), "parts": parts}


def _cause_words(cause: SkipCause) -> str:
    return {
        SkipCause.WEEKEND: _("weekend"),
        SkipCause.REST: _("day off by the yearly notice"),
        SkipCause.STATUTORY: _("statutory holiday"),
        SkipCause.PAUSE: _("pause"),
    }[cause]


def _mark_words(mark: Mark) -> str:
    return {
        Mark.OUTSIDE: "",
        Mark.START: _("start, not counted"),
        Mark.COUNTED: _("counted"),
        Mark.MADE_UP: _("worked weekend day, counted"),
        Mark.WEEKEND: _("weekend"),
        Mark.REST: _("day off by the yearly notice"),
        Mark.STATUTORY: _("statutory holiday"),
        Mark.PAUSE: _("pause"),
        Mark.ROLLED: _("last day, moved on"),
        Mark.LAST: _("last day"),
    }[mark]


def _days(days: tuple[date, ...]) -> str:
    return pgettext("between parts of a list", ", ").join(date_format(day, "DATE_FORMAT") for day in days)


def _months(due: Due) -> Iterator[Month]:
    marks = _marks(due)
    first = day_of(due.working.start).replace(day=1)
    while first <= due.on:
        length = gregorian.monthrange(first.year, first.month)[1]
        cells: list[Cell | None] = [None] * first.weekday()
        for number in range(length):
            on = first + number * DAY
            mark = marks.get(on, Mark.OUTSIDE)
            cells.append(Cell(on, mark, _mark_words(mark)))
        cells += [None] * (-len(cells) % 7)
        yield Month(first, tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)))
        first += length * DAY


def _marks(due: Due) -> dict[date, Mark]:
    """What each day from the start to the last was; later lines win."""
    working = due.working
    start = day_of(working.start)
    marks = {start + number * DAY: Mark.COUNTED for number in range(1, (due.on - start).days + 1)}
    marks.update(dict.fromkeys(working.made_up, Mark.MADE_UP))
    marks.update({skip.on: Mark(skip.cause.value) for skip in working.skipped})
    if working.limit.roll is Roll.NEXT and working.rolled_over:
        marks.update({skip.on: Mark.ROLLED for skip in working.rolled_over})
    return marks | {start: Mark.START, due.on: Mark.LAST}
