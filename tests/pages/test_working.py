"""The working of a deadline as pages show it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from django.utils import translation

from luoshi.pages.working import MOST_MONTHS, Mark, end_words, worked
from luoshi.workdays import CHINA, Extension, Limit, Pause, Roll, Unit, due


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def marks_of(shown):
    return {cell.on: cell.mark for month in shown.months for week in month.weeks for cell in week if cell}


def test_every_day_from_the_start_to_the_last_is_marked():
    shown = worked(due(Limit(5, Unit.WORKDAY), date(2026, 2, 13)))
    marks = marks_of(shown)
    assert shown.end == "2026年2月27日（星期五）"
    assert marks[date(2026, 2, 13)] is Mark.START
    assert marks[date(2026, 2, 14)] is Mark.MADE_UP
    assert marks[date(2026, 2, 17)] is Mark.STATUTORY
    assert marks[date(2026, 2, 27)] is Mark.LAST
    counted = Counter(marks.values())
    assert counted[Mark.COUNTED] + counted[Mark.MADE_UP] + counted[Mark.LAST] == 5


def test_a_pause_is_drawn_and_told_with_its_reason():
    pause = Pause(date(2026, 3, 4), date(2026, 3, 6), "鉴定", "鉴定中心")
    shown = worked(due(Limit(5, Unit.WORKDAY), date(2026, 3, 2), [pause]))
    assert marks_of(shown)[date(2026, 3, 4)] is Mark.PAUSE
    assert any("鉴定 · 鉴定中心" in line for line in shown.lines)


def test_a_day_that_rolls_on_says_why():
    shown = worked(due(Limit(15, Unit.DAY, Roll.NEXT), date(2026, 9, 16)))
    assert marks_of(shown)[date(2026, 10, 1)] is Mark.ROLLED
    assert any("第二百零三条" in line for line in shown.lines)


def test_a_limit_in_hours_ends_at_a_moment():
    start = datetime(2026, 3, 5, 9, 30, tzinfo=CHINA)
    assert end_words(due(Limit(24, Unit.HOUR), start)).endswith("9:30")


def test_an_extension_says_by_how_much_and_why():
    shown = worked(due(Limit(5, Unit.WORKDAY), date(2026, 3, 2), extensions=[Extension(3, Unit.WORKDAY, "案情复杂")]))
    assert any("3个工作日" in line and "案情复杂" in line for line in shown.lines)


def test_a_year_without_a_notice_is_said_to_be_provisional():
    assert any("尚未公布" in line for line in worked(due(Limit(5, Unit.WORKDAY), date(2027, 3, 1))).lines)


def test_a_very_long_limit_draws_a_year_and_says_that_it_goes_on():
    shown = worked(due(Limit(2000, Unit.DAY), date(2026, 1, 1)))
    assert len(shown.months) == MOST_MONTHS
    assert shown.cut


def test_weeks_start_on_monday_and_are_whole():
    for month in worked(due(Limit(3, Unit.MONTH), date(2026, 3, 5))).months:
        assert all(len(week) == 7 for week in month.weeks)
        assert all(cell.on.weekday() == at for week in month.weeks for at, cell in enumerate(week) if cell)
