"""A yearly notice, read from prose. Every shipped year is written out and read back; an invented one is spoilt."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from luoshi.workdays import Notice, NoticeFault, read_notice, shipped_calendar

CALENDAR = shipped_calendar()
ONE = timedelta(days=1)

INVENTED = """关于2027年部分节假日安排的通知

一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def written(notice: Notice) -> str:
    """The notice in the words of such notices; the spans go to the items in turn."""
    spans: list[list[date]] = []
    for day in sorted(notice.off):
        if spans and day - spans[-1][-1] == ONE:
            spans[-1].append(day)
        else:
            spans.append([day])
    names = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节、国庆节", "国庆节"]
    lines = [f"国务院办公厅关于{notice.year}年部分节假日安排的通知"]
    for number, (name, span) in enumerate(zip(names, spans, strict=False)):
        work = "、".join(_said(day) for day in sorted(notice.work)) if number == 0 else ""
        until = f"至{_said(span[-1])}" if len(span) > 1 else ""
        lines.append(
            f"{'一二三四五六七'[number]}、{name}：{_said(span[0])}{until}放假调休，共{len(span)}天。"
            + (f"{work}上班。" if work else "")
        )
    return "\n".join(lines)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_shipped_year_written_out_reads_back(year: int) -> None:
    notice = CALENDAR.notices[year]
    read = read_notice(written(notice))
    assert (read.year, read.off, read.work) == (year, notice.off, notice.work)


def test_an_invented_notice_makes_its_year_firm() -> None:
    notice = read_notice(INVENTED, issued_on=date(2026, 11, 5), source="样例")
    calendar = CALENDAR.with_notice(notice)
    assert (notice.year, notice.issued_on, notice.source) == (2027, date(2026, 11, 5), "样例")
    assert len(notice.off) == 27
    assert sorted(notice.work)[0] == date(2027, 1, 31)
    assert not calendar.is_provisional(2027)
    assert calendar.is_workday(date(2027, 2, 20))


def test_a_notice_pasted_as_one_line_reads_the_same() -> None:
    assert read_notice(INVENTED.replace("\n", " ")) == read_notice(INVENTED)


def test_words_that_are_no_notice_are_refused() -> None:
    with pytest.raises(NoticeFault) as caught:
        read_notice("关于2027年部分节假日安排的通知，另行发布。")
    assert (caught.value.code, caught.value.item) == ("no_holiday", "元旦")


def test_joined_to_the_weekend_takes_in_the_days_beside_it() -> None:
    text = INVENTED.replace("1月1日（周五）至3日（周日）放假，共3天", "1月1日（周五）放假，与周末连休")
    assert read_notice(text).off == read_notice(INVENTED).off


def test_days_of_the_december_before_may_be_named() -> None:
    text = INVENTED.replace("1月1日（周五）至3日（周日）放假，共3天", "2026年12月31日至2027年1月2日放假调休，共3天")
    assert date(2026, 12, 31) in read_notice(text).off


@pytest.mark.parametrize(
    ("right", "wrong", "code", "item"),
    [
        ("2027年部分", "今年部分", "no_year", ""),
        ("五、端午节", "五、龙舟节", "no_holiday", "端午节"),
        ("共3天。\n二", "共4天。\n二", "count", "元旦"),
        ("6月9日（周三）", "6月9日（周四）", "weekday", "端午节"),
        ("6月9日（周三）", "6月31日（周三）", "no_such_day", "端午节"),
        ("5月8日（周六）上班", "5月7日（周五）上班", "worked_weekday", ""),
        ("5月8日（周六）上班", "5月2日（周日）上班", "off_and_worked", ""),
        ("9月15日（周三）放假", "9月16日（周四）放假", "holiday_not_off", ""),
        ("4月3日（周六）至5日（周一）放假，共3天", "放假另行通知", "no_days_off", "清明节"),
        ("10月1日（周五）至7日（周四）", "10月7日（周四）至1日（周五）", "span", "国庆节"),
        ("5月8日（周六）上班", "2026年5月9日（周六）、2025年5月10日（周六）上班", "other_year", ""),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused_with_the_place(
    right: str, wrong: str, code: str, item: str
) -> None:
    assert right in INVENTED
    with pytest.raises(NoticeFault) as fault:
        read_notice(INVENTED.replace(right, wrong))
    assert (fault.value.code, fault.value.item) == (code, item)


def test_shipped_notices_do_not_overlap() -> None:
    years = sorted(CALENDAR.notices)
    for before, after in pairwise(years):
        first, second = CALENDAR.notices[before], CALENDAR.notices[after]
        assert not (first.off | first.work) & (second.off | second.work)
