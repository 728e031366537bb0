"""Deadlines named in a sentence: 6月底前, 2027年底, 上半年. 年内 and 全年 are the report's own period and give none."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

_PATTERN = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<next>明年))?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<tenth>[上中下]旬))?(?:底|末|份)?(?:之?前|以前)?|"
    r"(?P<quarter>(?:第?[一二三四]|首)季度)(?:末|底)?前?|(?P<half>[上]半年)|(?P<feast>国庆节?前|“?十一”?前))"
    r"|(?:到|至)?(?P<end_year>20\d\d)年(?P<end>底|末)?(?P<before>之?前)?"
    r"|(?P<plan>“?十[一二三四五六]五”?)(?:期)?末"
)
_LONGEST_OPENING = 14
_LEADING_IN = re.compile("^(?:在|于|到|至|力争|确保|争取|年内|今年)+")
_WHOLE_YEAR = re.compile("今年|全年|年内|本年")
_QUARTER_END = {"一": (3, 31), "首": (3, 31), "二": (6, 30), "三": (9, 30), "四": (12, 31)}
_PLAN_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
# One of these is in every deadline.
_QUICK = re.compile("月|季度|半年|20\\d\\d年|国庆|十一|五”?期?末")


def names_time(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` can name a deadline at all: most sentences do not."""
    return _QUICK.search(text, start, end) is not None


def deadline_in(text: str, year: int | None) -> date | None:
    """The last deadline that ``text`` names before its end, None when it names none.

    ``year`` is the report's; without it a deadline that gives no year of its own is not read.
    """
    if not names_time(text, 0, len(text)):
        return None
    found = None
    for match in _PATTERN.finditer(text):
        found = _date(match, year) or found
    return found


def opening_deadline(text: str, start: int, marks: Sequence[int], at: int, year: int | None) -> date | None:
    """The deadline of the last clause before ``at`` that is nothing but a time: 到2030年，…；6月底前，….

    ``marks`` are the places of the commas of the sentence at ``start``. A clause at ``at`` that opens with 今年 or
    全年 is back in the report's own period.
    """
    last = bisect_left(marks, at) - 1
    if last < 0 or _WHOLE_YEAR.match(text, marks[last] + 1):
        return None
    for index in range(last, -1, -1):
        clause_start, clause_end = marks[index - 1] + 1 if index else start, marks[index]
        if clause_end - clause_start <= _LONGEST_OPENING and names_time(text, clause_start, clause_end):
            match = _PATTERN.fullmatch(_LEADING_IN.sub("", text[clause_start:clause_end]))
            if match and (found := _date(match, year)):
                return found
    return None


def _date(match: re.Match[str], year: int | None) -> date | None:
    if match["end_year"]:
        value = int(match["end_year"])
        if value == year and not match["end"] and not match["before"]:
            return None
        return date(value, 12, 31) if year is None or value > year else None
    if match["plan"]:
        return date(_PLAN_END[match["plan"].strip("“”")[1]], 12, 31)
    own = int(match["year"]) if match["year"] else year
    if match["next"]:
        own = year + 1 if year else None
    if own is None:
        return None
    if match["month"]:
        return _in_month(own, int(match["month"]), match["day"], match["tenth"])
    if match["quarter"]:
        month, day = _QUARTER_END[match["quarter"].removeprefix("第")[0]]
        return date(own, month, day)
    return date(own, 6, 30) if match["half"] else date(own, 9, 30)


def _in_month(year: int, month: int, day: str | None, tenth: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    number = int(day) if day else {"上旬": 10, "中旬": 20}.get(tenth or "", last)
    return date(year, month, number) if 1 <= number <= last else None
