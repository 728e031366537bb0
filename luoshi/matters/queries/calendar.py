"""The calendar as it is now: the shipped one with every notice brought in since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from luoshi.matters.models import CalendarEdition
from luoshi.statements import Statement, ask
from luoshi.workdays import Calendar, Notice, shipped_calendar

EDITIONS = Statement("SELECT id FROM matters_calendaredition ORDER BY year, number", is_frequent=True)


def current_calendar() -> Calendar:
    """Shipped notices, with the latest edition of each year over them.

    Every step of every matter asks for it, so it is asked as cheaply as can be; editions are only ever added.
    """
    return calendar_of(ask([EDITIONS])[0])


def calendar_of(editions: Iterable[tuple[int]]) -> Calendar:
    """The calendar by the answer to ``EDITIONS``."""
    return _calendar(tuple(pk for (pk,) in editions))


@lru_cache(maxsize=16)
def _calendar(editions: tuple[int, ...]) -> Calendar:
    calendar = shipped_calendar()
    for edition in CalendarEdition.objects.filter(pk__in=editions).order_by("year", "number"):
        calendar = calendar.with_notice(notice_of(edition))
    return calendar


def notice_of(edition: CalendarEdition) -> Notice:
    """An edition as the calendar takes it."""
    return Notice(
        year=edition.year,
        off=frozenset(map(date.fromisoformat, edition.off)),
        work=frozenset(map(date.fromisoformat, edition.work)),
        issued_on=edition.issued_on,
        source=edition.source,
    )
