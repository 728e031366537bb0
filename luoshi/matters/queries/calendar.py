"""The calendar as it is now: the shipped one with every notice brought in since."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from luoshi.matters.models import CalendarEdition
from luoshi.workdays import Calendar, Notice, shipped_calendar


def current_calendar() -> Calendar:
    """Shipped notices, with the latest edition of each year over them."""
    latest: dict[int, int] = {}
    for year, pk in CalendarEdition.objects.order_by("year", "number").values_list("year", "pk"):
        latest[year] = pk
    return _calendar(tuple(sorted(latest.values())))


@lru_cache(maxsize=16)
def _calendar(editions: tuple[int, ...]) -> Calendar:
    calendar = shipped_calendar()
    for edition in CalendarEdition.objects.filter(pk__in=editions).order_by("year"):
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
