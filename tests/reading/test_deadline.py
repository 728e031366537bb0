"""Deadlines as words: months, quarters, feasts and the ends of years and plans."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.reading._deadline import deadline_in, opening_deadline


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("6月底前", 6, 30),
        ("6月底之前", 6, 30),
        ("6月前", 6, 30),
        ("6月份", 6, 30),
        ("2月底前", 2, 28),
        ("9月15日前", 9, 15),
        ("9月上旬", 9, 10),
        ("9月中旬", 9, 20),
        ("9月下旬", 9, 30),
        ("12月末", 12, 31),
        ("一季度末", 3, 31),
        ("首季度", 3, 31),
        ("第二季度", 6, 30),
        ("三季度前", 9, 30),
        ("第四季度", 12, 31),
        ("上半年", 6, 30),
        ("国庆前", 9, 30),
        ("国庆节前", 9, 30),
        ("“十一”前", 9, 30),
    ],
)
def test_words_without_a_year_speak_of_the_report_s_own(words: str, month: int, day: int) -> None:
    assert deadline_in(f"{words}新建泵站", 2026) == date(2026, month, day)


def test_february_of_a_leap_year_has_a_day_more() -> None:
    assert deadline_in("2月底前", 2028) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("2027年6月底前", date(2027, 6, 30)),
        ("2027年底", date(2027, 12, 31)),
        ("2027年底前", date(2027, 12, 31)),
        ("到2030年", date(2030, 12, 31)),
        ("至2030年末", date(2030, 12, 31)),
        ("2026年底前", None),
        ("明年6月底前", date(2027, 6, 30)),
        ("“十五五”末", date(2030, 12, 31)),
        ("十四五期末", date(2025, 12, 31)),
    ],
)
def test_words_with_a_year_of_their_own_say_which(words: str, deadline: date | None) -> None:
    assert deadline_in(f"{words}建成", 2026) == deadline


@pytest.mark.parametrize(
    "words", ["年内", "全年", "今年", "早日", "尽快", "汛前", "2026年", "2025年", "13月底前", "2月30日前", ""]
)
def test_the_report_s_own_period_and_no_date_give_none(words: str) -> None:
    assert deadline_in(f"{words}建成泵站", 2026) is None


@pytest.mark.parametrize(
    ("words", "deadline"), [("6月底前", None), ("明年6月", None), ("2027年底", date(2027, 12, 31))]
)
def test_without_a_report_s_year_only_a_year_named_counts(words: str, deadline: date | None) -> None:
    assert deadline_in(words, None) == deadline


def test_the_last_deadline_named_holds() -> None:
    assert deadline_in("6月底前开工、10月底前", 2026) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("到2030年，新建泵站30座", date(2030, 12, 31)),
        ("到2030年，新建泵站30座，改造管网260公里", date(2030, 12, 31)),
        ("到2027年底，入园率达到85%；到2029年底，入园率达到90%", date(2029, 12, 31)),
        ("6月底前，新建泵站3座，今年改造管网26公里", None),
        ("6月底前新建泵站3座，改造管网26公里", None),
        ("新建改造供水排水供热管网的工作6月底前完成，改造管网", None),
        ("到2030年新建泵站30座", None),
    ],
)
def test_a_clause_that_is_nothing_but_a_time_holds_for_what_follows(text: str, deadline: date | None) -> None:
    marks = [at for at, char in enumerate(text) if char in "，；"]
    assert opening_deadline(text, 0, marks, len(text), 2026) == deadline
