"""A thousand random rules against a plain reference that looks at one day, or one minute, after another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.workdays import CHINA, Extension, Limit, Pause, Roll, Span, Unit, due

ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
DAYS = st.dates(date(2018, 1, 1), date(2025, 6, 30))
LENGTHS = st.integers(1, 90)
DAY_UNITS = st.sampled_from([Unit.DAY, Unit.WORKDAY, Unit.MONTH])
WORKED = {True: [(time(8, 30), time(12)), (time(13, 30), time(18))], False: []}


@st.composite
def day_rules(draw: st.DrawFn) -> tuple[Limit, date, list[Pause], list[Extension]]:
    unit = draw(DAY_UNITS)
    start = draw(DAYS)
    length = draw(st.integers(1, 6) if unit is Unit.MONTH else LENGTHS)
    cap = draw(st.none() | st.builds(Span, st.integers(1, 120), st.sampled_from([Unit.DAY, Unit.WORKDAY])))
    pauses = [
        Pause(since, since + timedelta(days=long))
        for since, long in draw(
            st.lists(st.tuples(st.dates(start, start + timedelta(days=120)), st.integers(0, 20)), max_size=3)
        )
    ]
    extensions = draw(
        st.lists(st.builds(Extension, st.integers(1, 2 if unit is Unit.MONTH else 15), st.just(unit)), max_size=2)
    )
    return Limit(length, unit, draw(st.sampled_from(Roll)), cap), start, pauses, extensions


def reference_day(limit: Limit, start: date, pauses: list[Pause], length: int) -> date:
    """The last day before rolling, found by asking of each day whether it counts."""
    if limit.unit is Unit.MONTH:
        year, month = start.year + (start.month + length - 1) // 12, (start.month + length - 1) % 12 + 1
        end = start
        for number in range(start.day, 0, -1):
            try:
                end = date(year, month, number)
                break
            except ValueError:
                continue
        length = (end - start).days
    day, counted = start, 0
    while counted < length:
        day += ONE_DAY
        works = limit.unit is not Unit.WORKDAY or chinese_calendar.is_workday(day)
        paused = any(pause.since <= day < pause.until for pause in pauses)
        counted += works and not paused
    return day


def reference(limit: Limit, start: date, pauses: list[Pause], extensions: list[Extension]) -> date:
    day = reference_day(limit, start, pauses, limit.length + sum(each.length for each in extensions))
    if limit.cap is not None:
        day = min(day, reference_day(Limit(limit.cap.length, limit.cap.unit), start, [], limit.cap.length))
    while limit.roll is Roll.NEXT and not chinese_calendar.is_workday(day):
        day += ONE_DAY
    return day


@settings(max_examples=1000, deadline=None)
@given(day_rules())
def test_a_thousand_rules_in_days_equal_the_reference(rule: tuple[Limit, date, list[Pause], list[Extension]]) -> None:
    limit, start, pauses, extensions = rule
    result = due(limit, start, pauses, extensions=extensions)
    assert result.on == reference(limit, start, pauses, extensions)
    assert result.ends_at == datetime.combine(result.on + ONE_DAY, time.min, CHINA)


@settings(max_examples=1000, deadline=None)
@given(day_rules())
def test_the_working_accounts_for_every_day_on_the_way(rule: tuple[Limit, date, list[Pause], list[Extension]]) -> None:
    limit, start, pauses, extensions = rule
    result = due(limit, start, pauses, extensions=extensions)
    working = result.working
    skipped = [skip.on for skip in working.skipped]
    passed = (working.unmoved_on - start).days
    assert skipped == sorted(set(skipped))
    assert all(start < day <= working.unmoved_on for day in skipped)
    if limit.unit is not Unit.MONTH and working.capped_by is None:
        assert passed - len(skipped) == limit.length + sum(each.length for each in extensions)
    assert (result.on - working.unmoved_on).days == len(working.rolled_over)


MINUTES = st.datetimes(datetime(2024, 1, 1), datetime(2025, 9, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=CHINA)
)


@st.composite
def hour_rules(draw: st.DrawFn) -> tuple[Limit, datetime, list[Pause]]:
    start = draw(MINUTES)
    shifts = draw(st.lists(st.tuples(st.integers(-300, 3000), st.integers(0, 2000)), max_size=3))
    pauses = [Pause(start + begin * ONE_MINUTE, start + (begin + long) * ONE_MINUTE) for begin, long in shifts]
    unit = draw(st.sampled_from([Unit.HOUR, Unit.WORKING_HOUR]))
    return Limit(draw(st.integers(1, 24)), unit), start, pauses


def runs(unit: Unit, minute: datetime, pauses: list[Pause]) -> bool:
    if any(pause.since <= minute < pause.until for pause in pauses):
        return False
    if unit is Unit.HOUR:
        return True
    return any(opens <= minute.time() < closes for opens, closes in WORKED[chinese_calendar.is_workday(minute.date())])


@settings(max_examples=200, deadline=None)
@given(hour_rules())
def test_rules_in_hours_equal_a_reference_that_counts_minutes(rule: tuple[Limit, datetime, list[Pause]]) -> None:
    limit, start, pauses = rule
    minute, left = start, limit.length * 60
    while left:
        left -= runs(limit.unit, minute, pauses)
        minute += ONE_MINUTE
    assert due(limit, start, pauses).ends_at == minute


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 200))
def test_a_longer_limit_never_ends_earlier(start: date, length: int) -> None:
    assert due(Limit(length, Unit.WORKDAY), start).on < due(Limit(length + 1, Unit.WORKDAY), start).on
