"""The yearly notice on holidays, read from its own words: which days are off, which weekend days are worked.

Takes the text as published, from its heading to the last holiday:

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

Everything the notice says twice is compared: weekdays with dates, counts with spans, holidays with the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.workdays._calendar import DAY, SATURDAY, Calendar, Notice, shipped_calendar

_WEEKDAYS = "一二三四五六日"
# A pasted text may have lost its lines.
_ITEM = re.compile(r"(?:^|[\s。])\s*[一二三四五六七八九十]+、\s*([^：:\n]{1,12})[：:]")
_BRACKET = r"(?:[（(](?P<{}>[^（）()]*)[）)])?"
_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    + _BRACKET.format("named")
    + r"(?:至(?:(?P<to_year>\d{4})年)?(?:(?P<to_month>\d{1,2})月)?(?P<to_day>\d{1,2})日"
    + _BRACKET.format("to_named")
    + ")?"
)
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT = re.compile(r"共(\d+)天")
_TITLE_YEAR = re.compile(r"(20\d\d)年(?:元旦|部分节假日)")
_FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


class NoticeFault(Exception):  # noqa: N818  reads better where it is caught
    """Something in the notice does not fit: ``code`` says what, ``item`` under which holiday, ``facts`` with what."""

    def __init__(self, code: str, item: str = "", **facts: object) -> None:
        self.code, self.item, self.facts = code, item, facts
        super().__init__(f"{code} {item}: {facts}")


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date

    def days(self) -> Iterator[date]:
        for step in range((self.last - self.first).days + 1):
            yield self.first + step * DAY


def read_notice(
    text: str, *, issued_on: date | None = None, source: str = "", calendar: Calendar | None = None
) -> Notice:
    """The notice in ``text``. Raises NoticeFault when it names no year, lacks a holiday, or contradicts itself."""
    found = _TITLE_YEAR.search(text)
    if not found:
        raise NoticeFault("no_year")
    year = int(found[1])
    off: set[date] = set()
    work: set[date] = set()
    names = ""
    for item, body in _items(text):
        names += item
        item_off, item_work = _read_item(item, body, year)
        off |= item_off
        work |= item_work
    for festival in _FESTIVALS:
        if festival.removesuffix("节") not in names:
            raise NoticeFault("no_holiday", festival, year=year)
    _check_days(year, off, work, calendar or shipped_calendar())
    return Notice(year, frozenset(off), frozenset(work), issued_on, source)


def _items(text: str) -> Iterator[tuple[str, str]]:
    heads = list(_ITEM.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=False):  # of no heads there is nothing to pair
        yield head[1], text[head.end() : following.start() if following else len(text)].split("\n\n")[0]


def _read_item(item: str, body: str, year: int) -> tuple[set[date], set[date]]:
    """Days off and days worked under one holiday. A sentence with 放假 names days off, one with 上班 days worked."""
    off: set[date] = set()
    work: set[date] = set()
    for sentence in re.split(r"[。；;]", body):
        spans = list(_spans(item, sentence, year))
        if "放假" in sentence:
            off |= _days_off(item, sentence, spans)
        elif "上班" in sentence:
            work |= {day for span in spans for day in span.days()}
    if not off:
        raise NoticeFault("no_days_off", item)
    return off, work


def _days_off(item: str, sentence: str, spans: list[_Span]) -> set[date]:
    days = {day for span in spans for day in span.days()}
    if "与周末连休" in sentence:
        days |= _adjoining_weekend(days)
    counted = _COUNT.search(sentence)
    if counted and int(counted[1]) != len(days):
        raise NoticeFault("count", item, stated=int(counted[1]), counted=len(days))
    return days


def _spans(item: str, sentence: str, year: int) -> Iterator[_Span]:
    month, previous = 0, year
    for found in _DAY.finditer(sentence):
        previous = int(found["year"] or previous)
        month = int(found["month"])
        first = _date(item, previous, month, int(found["day"]), found["named"])
        last = first
        if found["to_day"]:
            to_year = int(found["to_year"] or first.year)
            last = _date(item, to_year, int(found["to_month"] or month), int(found["to_day"]), found["to_named"])
        if not 0 <= (last - first).days < 15:
            raise NoticeFault("span", item, first=first, last=last)
        yield _Span(first, last)


def _date(item: str, year: int, month: int, day: int, bracket: str | None) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NoticeFault("no_such_day", item, year=year, month=month, day=day) from None
    named = _WEEKDAY.search(bracket or "")
    if named and _WEEKDAYS.index(named[1].replace("天", "日")) != found.weekday():
        raise NoticeFault("weekday", item, day=found, stated=named[1], right=_WEEKDAYS[found.weekday()])
    return found


def _adjoining_weekend(days: set[date]) -> set[date]:
    """Saturdays and Sundays that touch the days off, one after another."""
    found: set[date] = set()
    for edge, step in ((min(days), -DAY), (max(days), DAY)):
        day = edge + step
        while day.weekday() >= SATURDAY:
            found.add(day)
            day += step
    return found


def _check_days(year: int, off: set[date], work: set[date], calendar: Calendar) -> None:
    for day in sorted(work):
        if day in off:
            raise NoticeFault("off_and_worked", day=day)
        if day.weekday() < SATURDAY:
            raise NoticeFault("worked_weekday", day=day)
    for day in sorted(calendar.statutory_days(year)):
        if day not in off and day.weekday() < SATURDAY:
            raise NoticeFault("holiday_not_off", day=day)
    for day in sorted(off | work):
        if day.year not in (year - 1, year):
            raise NoticeFault("other_year", day=day, year=year)
