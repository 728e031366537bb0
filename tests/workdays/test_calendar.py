"""The shipped calendar against an independent table, and what a year without a notice is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import pytest

from luoshi.workdays import CalendarEnds, DayKind, read_hours, shipped_calendar, workdays_between

CALENDAR = shipped_calendar()
MAKE_UP, REST, STATUTORY = DayKind.MAKE_UP, DayKind.REST, DayKind.STATUTORY


def days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_is_worked_or_not_as_an_independent_table_has_it(year: int) -> None:
    different = [day for day in days(year) if CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)]
    assert different == []


@pytest.mark.parametrize("year", range(2018, 2027))
def test_make_up_days_are_weekend_days_and_statutory_days_are_off(year: int) -> None:
    for day in days(year):
        kind = CALENDAR.kind_of(day)
        if kind is MAKE_UP:
            assert day.weekday() >= 5
        if kind is STATUTORY:
            assert chinese_calendar.is_holiday(day)


def test_2026_has_248_workdays() -> None:
    kinds = Counter(CALENDAR.kind_of(day) for day in days(2026))
    assert kinds[DayKind.WORK] + kinds[MAKE_UP] == 248
    assert kinds[MAKE_UP] == 6


def test_the_law_of_2024_made_new_years_eve_and_the_second_of_may_holidays() -> None:
    assert len(CALENDAR.statutory_days(2024)) == 11
    assert len(CALENDAR.statutory_days(2025)) == 13
    assert CALENDAR.kind_of(date(2024, 5, 2)) is REST
    assert CALENDAR.kind_of(date(2025, 5, 2)) is STATUTORY
    assert CALENDAR.kind_of(date(2026, 2, 16)) is STATUTORY
    assert CALENDAR.kind_of(date(2026, 2, 15)) is REST


def test_a_year_without_a_notice_is_provisional_and_has_statutory_days_and_weekends() -> None:
    assert CALENDAR.is_provisional(2027)
    assert not CALENDAR.is_provisional(2026)
    kinds = {CALENDAR.kind_of(day) for day in days(2027)}
    assert kinds == {DayKind.WORK, DayKind.WEEKEND, STATUTORY}
    assert CALENDAR.kind_of(date(2027, 2, 5)) is STATUTORY


def test_past_the_last_known_festival_it_says_where_it_ends() -> None:
    with pytest.raises(CalendarEnds) as fault:
        CALENDAR.kind_of(date(2100, 1, 4))
    assert (fault.value.year, fault.value.first, fault.value.last) == (2100, 2018, 2099)


def test_the_version_changes_with_any_day_and_only_then() -> None:
    notice = CALENDAR.notices[2026]
    same = CALENDAR.with_notice(notice)
    moved = CALENDAR.with_notice(type(notice)(2026, notice.off, notice.work - {date(2026, 10, 10)}))
    assert same.version == CALENDAR.version
    assert moved.version != CALENDAR.version
    assert not moved.is_workday(date(2026, 10, 10))
    assert CALENDAR.is_workday(date(2026, 10, 10))


def test_other_office_hours_make_another_version() -> None:
    assert CALENDAR.with_office_hours(read_hours(["09:00-12:00"])).version != CALENDAR.version


@pytest.mark.parametrize("written", [[], ["12:00-09:00"], ["09:00-12:00", "11:00-13:00"]])
def test_office_hours_that_overlap_or_run_backwards_are_refused(written: list[str]) -> None:
    with pytest.raises(ValueError, match="office hours"):
        read_hours(written)


def test_workdays_between_counts_after_the_first_day_and_backwards_as_negative() -> None:
    first, last = date(2026, 2, 13), date(2026, 2, 27)
    assert workdays_between(first, last, CALENDAR) == 5
    assert workdays_between(last, first, CALENDAR) == -5
    assert workdays_between(first, first, CALENDAR) == 0
