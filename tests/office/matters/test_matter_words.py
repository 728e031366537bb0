"""How much time is left, in words, and the days of a calendar as spans. No database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.office.calendar_words import year_row
from luoshi.office.matter_words import left_words
from luoshi.workdays import CHINA, shipped_calendar

AT = datetime(2026, 3, 10, 9, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 8), "已逾期2天"),
        (date(2026, 3, 10), "今天到期"),
        (date(2026, 3, 13), "还有3天"),
        (date(2026, 3, 14), ""),
    ],
)
def test_what_is_late_or_due_soon_says_so(last, words) -> None:
    ends_at = datetime.combine(last, datetime.min.time(), CHINA) + timedelta(days=1)
    assert left_words(ends_at, AT) == words


def test_a_limit_in_hours_that_ran_out_today_is_overdue() -> None:
    assert left_words(AT - timedelta(hours=1), AT) == "逾期"
    assert left_words(None, AT) == ""


def test_days_that_follow_each_other_are_one_span() -> None:
    row = year_row(shipped_calendar(), 2026)
    assert row.off[:2] == ("1月1日至1月3日", "2月15日至2月23日")
    assert row.worked[:2] == ("1月4日", "2月14日")
    assert not row.provisional


def test_a_year_without_its_notice_has_the_days_of_the_law_and_says_that_it_may_move() -> None:
    row = year_row(shipped_calendar(), 2027)
    assert row.provisional
    assert row.off[0] == "1月1日"
    assert row.worked == ()
    assert year_row(shipped_calendar(), 2999).off == ()
