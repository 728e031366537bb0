"""The official calendar as rows to read: which days a year has off, and which weekend days are worked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from luoshi.pages.words import day
from luoshi.workdays import Calendar, CalendarEnds, Notice, NoticeFault

DAY = timedelta(days=1)

FAULTS: Mapping[str, Promise] = {
    "no_year": gettext_lazy(
        "Its heading with the year is missing: copy the notice from its title to the last holiday."
    ),
    "no_holiday": gettext_lazy("%(festival)s is missing."),
    "no_days_off": gettext_lazy("no day off is named."),
    "count": gettext_lazy("it says %(stated)s days, but names %(counted)s."),
    "span": gettext_lazy("the span ends before it begins."),
    "no_such_day": gettext_lazy("there is no such day: %(month)s-%(day)s."),
    "weekday": gettext_lazy("%(day)s is not the weekday that is written behind it."),
    "off_and_worked": gettext_lazy("%(day)s is both off and worked."),
    "worked_weekday": gettext_lazy("%(day)s is an ordinary workday, and need not be made up for."),
    "holiday_not_off": gettext_lazy("%(day)s is a holiday by law, and is not off here."),
    "other_year": gettext_lazy("%(day)s lies outside the year of the notice."),
}


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: its days off and worked weekends in words. ``provisional`` until its notice is in."""

    year: int
    off: tuple[str, ...]
    worked: tuple[str, ...]
    source: str
    provisional: bool = False


def year_row(calendar: Calendar, year: int) -> YearRow:
    """A year as it stands; without its notice only the days that the law names."""
    notice = calendar.notices.get(year)
    if notice is None:
        return YearRow(year, tuple(_spans(_statutory(calendar, year))), (), "", provisional=True)
    return notice_row(notice)


def notice_row(notice: Notice) -> YearRow:
    """The days of one notice."""
    return YearRow(notice.year, tuple(_spans(notice.off)), tuple(_spans(notice.work)), notice.source)


def notice_fault_words(fault: NoticeFault) -> str:
    """What does not fit in a notice, and under which holiday."""
    facts = {name: day(value) if isinstance(value, date) else value for name, value in fault.facts.items()}
    words = str(FAULTS[fault.code]) % facts
    where = f"{fault.item}：{words}" if fault.item else words
    return _("This cannot be brought in: %(what)s") % {"what": where}


def _statutory(calendar: Calendar, year: int) -> frozenset[date]:
    try:
        return calendar.statutory_days(year)
    except CalendarEnds:  # festivals so far ahead are not known
        return frozenset()


def _spans(days: Iterable[date]) -> Iterator[str]:
    """Days that follow each other as one span: 10月1日至10月7日."""
    waiting, form = sorted(days), pgettext("format of a day without its year", "N j")
    while waiting:
        length = next((n for n, each in enumerate(waiting) if each != waiting[0] + n * DAY), len(waiting))
        first, last = (date_format(each, form) for each in (waiting[0], waiting[length - 1]))
        words = pgettext("span of days", "%(first)s to %(last)s") % {"first": first, "last": last}
        yield first if length == 1 else words
        waiting = waiting[length:]
