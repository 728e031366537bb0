"""Time limits as the law counts them, and the working they show."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.workdays import (
    CHINA,
    Extension,
    Limit,
    LimitFault,
    OpenPause,
    Pause,
    Roll,
    Skip,
    SkipCause,
    Span,
    Unit,
    due,
    shipped_calendar,
)

DAY, WORKDAY, MONTH, HOUR, WORKING_HOUR = Unit.DAY, Unit.WORKDAY, Unit.MONTH, Unit.HOUR, Unit.WORKING_HOUR


def on(text: str) -> date:
    return date.fromisoformat(f"2026-{text}") if len(text) == 5 else date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [(5, "02-13", "02-27"), (5, "04-30", "05-11"), (7, "09-18", "09-29"), (10, "09-24", "10-15"),
     (15, "01-30", "02-27")],
)  # fmt: skip
def test_workdays_pass_over_days_off_and_count_make_up_days(length: int, start: str, end: str) -> None:
    assert due(Limit(length, WORKDAY), on(start)).on == on(end)


@pytest.mark.parametrize(
    ("length", "unit", "start", "unmoved", "end"),
    [(15, DAY, "09-16", "10-01", "10-08"), (30, DAY, "01-16", "02-15", "02-24"), (30, DAY, "03-05", "04-04", "04-07"),
     (60, DAY, "08-07", "10-06", "10-08"), (15, DAY, "04-25", "05-10", "05-11"),
     (3, MONTH, "11-30", "2027-02-28", "2027-03-01")],
)  # fmt: skip
def test_a_last_day_off_moves_on_if_the_rule_says_so(
    length: int, unit: Unit, start: str, unmoved: str, end: str
) -> None:
    rolled = due(Limit(length, unit, Roll.NEXT), on(start))
    assert (rolled.working.unmoved_on, rolled.on) == (on(unmoved), on(end))
    assert due(Limit(length, unit), on(start)).on == on(unmoved)


def test_the_day_ends_at_midnight_in_china() -> None:
    assert due(Limit(5, WORKDAY), on("02-13")).ends_at == at("02-28T00:00")


def test_a_moment_late_in_the_evening_belongs_to_the_day_it_has_in_china() -> None:
    start = datetime.fromisoformat("2026-03-02T17:30:00+00:00")
    assert due(Limit(1, DAY), start).on == on("03-04")


def test_the_working_names_each_day_passed_over_and_why() -> None:
    working = due(Limit(5, WORKDAY, basis="某条例第一条"), on("04-30")).working
    assert working.skipped == (
        Skip(on("05-01"), SkipCause.STATUTORY), Skip(on("05-02"), SkipCause.STATUTORY),
        Skip(on("05-03"), SkipCause.REST), Skip(on("05-04"), SkipCause.REST), Skip(on("05-05"), SkipCause.REST),
        Skip(on("05-10"), SkipCause.WEEKEND),
    )  # fmt: skip
    assert working.made_up == (on("05-09"),)
    assert working.limit.basis == "某条例第一条"
    assert working.calendar_version == shipped_calendar().version
    assert working.provisional == ()


def test_months_end_on_the_corresponding_day_or_the_last_of_the_month() -> None:
    assert due(Limit(1, MONTH), on("01-31")).on == on("02-28")
    assert due(Limit(1, MONTH), date(2028, 1, 31)).on == date(2028, 2, 29)
    assert due(Limit(12, MONTH), on("03-15")).on == date(2027, 3, 15)


def test_a_pause_stops_the_count_and_says_who_caused_it() -> None:
    pause = Pause(on("03-04"), on("03-09"), "鉴定", "鉴定机构")
    result = due(Limit(5, WORKDAY), on("03-02"), [pause])
    # Counted: 3 March; 9, 10, 11, 12. Not counted: 4, 5, 6 paused, 7 and 8 a weekend.
    assert result.on == on("03-12")
    assert result.working.pauses == ((pause, 3),)
    assert [skip.cause for skip in result.working.skipped].count(SkipCause.WEEKEND) == 2


def test_a_pause_that_begins_and_ends_on_one_day_takes_no_day() -> None:
    assert due(Limit(3, DAY), on("03-02"), [Pause(on("03-03"), on("03-03"))]).on == on("03-05")


def test_a_pause_lengthens_months_by_its_days() -> None:
    assert due(Limit(1, MONTH), on("03-10"), [Pause(on("03-20"), on("03-25"))]).on == on("04-15")


def test_two_pauses_that_overlap_take_each_day_once() -> None:
    pauses = [Pause(on("03-03"), on("03-06")), Pause(on("03-05"), on("03-08"))]
    assert due(Limit(2, DAY), on("03-02"), pauses).on == on("03-09")


def test_while_paused_no_day_can_be_named() -> None:
    pause = Pause(on("03-04"), None, "补正")
    with pytest.raises(OpenPause) as fault:
        due(Limit(5, WORKDAY), on("03-02"), [pause])
    assert fault.value.pause is pause


def test_an_extension_in_the_same_unit_lengthens_the_limit() -> None:
    granted = [Extension(10, WORKDAY, "情况复杂", "局长")]
    assert due(Limit(20, WORKDAY), on("03-02"), extensions=granted).on == due(Limit(30, WORKDAY), on("03-02")).on
    assert due(Limit(3, MONTH), on("01-31"), extensions=[Extension(3, MONTH)]).on == on("07-31")


def test_an_extension_in_another_unit_is_counted_on_from_the_end() -> None:
    assert due(Limit(1, MONTH), on("03-10"), extensions=[Extension(5, WORKDAY)]).on == on("04-17")


def test_a_hard_cap_cuts_through_pauses_and_extensions() -> None:
    limit = Limit(30, DAY, cap=Span(90, DAY), basis="保障中小企业款项支付条例第二十五条")
    result = due(limit, on("03-02"), [Pause(on("03-10"), on("05-10"))], extensions=[Extension(60, DAY)])
    assert result.on == on("03-02") + timedelta(days=90)
    assert result.working.capped_by == Span(90, DAY)
    assert due(limit, on("03-02")).working.capped_by is None


def test_a_cap_that_falls_on_a_day_off_moves_on_like_any_last_day() -> None:
    limit = Limit(60, DAY, Roll.NEXT, cap=Span(15, DAY))
    assert due(limit, on("09-16")).on == on("10-08")


def test_hours_run_from_the_stated_moment_and_stop_only_in_pauses() -> None:
    assert due(Limit(24, HOUR), at("02-14T18:00")).ends_at == at("02-15T18:00")
    pause = Pause(at("02-14T20:00"), at("02-14T21:30"))
    assert due(Limit(4, HOUR), at("02-14T18:00"), [pause]).ends_at == at("02-14T23:30")
    assert due(Limit(4, HOUR), at("02-14T20:30"), [pause]).ends_at == at("02-15T01:30")


def test_working_hours_run_in_office_hours_of_workdays() -> None:
    # Saturday 14 February is worked instead; after it a long holiday.
    assert due(Limit(5, WORKING_HOUR), at("02-13T16:00")).ends_at == at("02-14T11:30")
    assert due(Limit(1, WORKING_HOUR), at("02-14T17:30")).ends_at == at("02-24T09:00")
    assert due(Limit(1, WORKING_HOUR), at("03-02T06:00")).ends_at == at("03-02T09:30")
    assert due(Limit(4, WORKING_HOUR), at("03-02T12:30")).ends_at == at("03-02T17:30")


def test_hours_need_a_moment_to_start_from() -> None:
    with pytest.raises(LimitFault) as fault:
        due(Limit(1, HOUR), on("03-02"))
    assert fault.value.code == "start_without_time"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(Limit(1, DAY), datetime(2026, 3, 2, 9))


@pytest.mark.parametrize("length", [0, -1, 10_001])
def test_lengths_that_no_limit_has_are_refused(length: int) -> None:
    with pytest.raises(LimitFault) as fault:
        Limit(length, WORKDAY)
    assert (fault.value.code, fault.value.facts["most"]) == ("length", 10_000)


def test_hours_are_never_moved_to_a_workday() -> None:
    with pytest.raises(LimitFault) as fault:
        Limit(1, HOUR, Roll.NEXT)
    assert fault.value.code == "roll_of_hours"


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(LimitFault) as fault:
        Pause(on("03-04"), on("03-03"))
    assert fault.value.code == "pause_backwards"


def test_a_limit_that_reaches_an_unannounced_year_is_provisional() -> None:
    assert due(Limit(5, WORKDAY), on("12-29")).working.provisional == (2027,)
    assert due(Limit(2, WORKDAY), on("12-23")).working.provisional == (2027,)  # a notice may reach into December
    assert due(Limit(2, WORKDAY), on("12-14")).is_provisional is False
    assert due(Limit(30, DAY), on("12-29")).is_provisional is False
    assert due(Limit(30, DAY, Roll.NEXT), on("12-29")).is_provisional is True
