"""The working of a time limit in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from luoshi.workdays import (
    CHINA,
    Calendar,
    CalendarEnds,
    Due,
    Extension,
    LimitFault,
    NoticeFault,
    Pause,
    Skip,
    SkipCause,
    Span,
    Unit,
    day_of,
)

UNIT_NAMES = {
    Unit.HOUR: "小时",
    Unit.WORKING_HOUR: "个工作小时",
    Unit.DAY: "日（自然日）",
    Unit.WORKDAY: "个工作日",
    Unit.MONTH: "个月",
}
CAUSE_NAMES = {
    SkipCause.WEEKEND: "周末",
    SkipCause.REST: "放假（调休）",
    SkipCause.STATUTORY: "法定节日",
    SkipCause.PAUSE: "中止",
}
_WEEKDAYS = "一二三四五六日"


def say_day(day: date) -> str:
    """2026年2月27日（周五）"""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def say_moment(moment: date | datetime) -> str:
    """A day, or a moment of a day in China."""
    if isinstance(moment, datetime):
        return f"{say_day(day_of(moment))}{moment.astimezone(CHINA):%H:%M}"
    return say_day(moment)


def say_end(result: Due) -> str:
    """The day, ISO; with the time of day when the limit is in hours."""
    if result.working.limit.unit.in_hours:
        return f"{result.ends_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return result.on.isoformat()


def say_span(span: Span | Extension) -> str:
    """5个工作日"""
    return f"{span.length}{UNIT_NAMES[span.unit]}"


def explain_due(result: Due, calendar: Calendar) -> Iterator[str]:
    """The working, a line each: what was counted, what was not and why."""
    working = result.working
    limit = working.limit
    yield f"时限：{say_span(Span(limit.length, limit.unit))}" + (f"，依据：{limit.basis}" if limit.basis else "")
    if limit.unit.in_hours:
        yield f"起算：{say_moment(working.start)}，按时刻起算（民法典第二百零一条）"
    else:
        yield f"起算：{say_day(day_of(working.start))}，当日不计入（民法典第二百零一条）"
    yield from (f"延长：{say_span(each)}" + (f"，{each.why}" if each.why else "") for each in working.extensions)
    yield from (_explain_pause(pause, days, limit.unit) for pause, days in working.pauses)
    if working.skipped:
        yield f"不计入的日子共{len(working.skipped)}天："
        yield from (f"  {_explain_skip(skip)}" for skip in working.skipped)
    if working.made_up:
        yield "计入的调休上班日：" + "、".join(say_day(day) for day in working.made_up)
    if working.capped_by:
        yield f"最长期限：{say_span(working.capped_by)}，自起算日计，到此为止"
    yield f"最后一日：{say_day(working.unmoved_on)}"
    if working.rolled_over:
        days = "、".join(_explain_skip(skip) for skip in working.rolled_over)
        yield f"顺延（民法典第二百零三条）：{days}，移到{say_day(result.on)}"
    if working.provisional:
        yield (
            "暂定：" + "、".join(f"{year}年" for year in working.provisional) + "放假安排尚未公布，按法定节日和周末推算"
        )
    yield f"日历版本：{calendar.version}"


def _explain_pause(pause: Pause, days: int, unit: Unit) -> str:
    until = say_moment(pause.until) if pause.until else ""
    told = "".join(f"，{part}" for part in (pause.reason, pause.by and f"由{pause.by}引起") if part)
    counted = "" if unit.in_hours else f"，停计{days}天"
    return f"中止：{say_moment(pause.since)}至{until}前{told}{counted}"


def _explain_skip(skip: Skip) -> str:
    reason = f"（{skip.pause.reason}）" if skip.pause and skip.pause.reason else ""
    return f"{say_day(skip.on)}{CAUSE_NAMES[skip.cause]}{reason}"


def explain_fault(fault: LimitFault | CalendarEnds) -> str:
    """What is wrong with a limit, and what to do."""
    if isinstance(fault, CalendarEnds):
        return f"日历只有{fault.first}至{fault.last}年，算不到{fault.year}年 · the calendar ends before {fault.year}"
    facts = fault.facts
    return {
        "length": f"时限要在{facts.get('least')}到{facts.get('most')}之间 · a limit lies between "
        f"{facts.get('least')} and {facts.get('most')}: {facts.get('length')}",
        "roll_of_hours": "按小时计的时限不顺延 · limits in hours are not moved to a workday",
        "pause_backwards": "中止的止日早于起日 · the pause ends before it begins",
        "start_too_late": f"起算日晚于{facts.get('latest')}年 · it starts after the year {facts.get('latest')}",
        "start_without_time": "按小时计的时限要写起算时刻，如 2026-02-13T09:30 · hours need a time to start from",
    }[fault.code]


def explain_notice(fault: NoticeFault) -> str:
    """What does not fit in a yearly notice, and under which holiday."""
    facts = {name: say_day(fact) if isinstance(fact, date) else fact for name, fact in fault.facts.items()}
    where = f"“{fault.item}”一项：" if fault.item else ""
    return where + {
        "no_year": "没有找到“关于某年部分节假日安排”的标题 · no heading with a year",
        "no_holiday": "通知里没有这个节日 · the holiday is missing",
        "no_days_off": "没有写放假的日子 · no days off are named",
        "count": "写的是共{stated}天，日期却有{counted}天 · {stated} days are stated, {counted} are named",
        "span": "起止不对：{first}至{last} · the dates do not make a span",
        "no_such_day": "没有{year}年{month}月{day}日 · no such day",
        "weekday": "{day}不是周{stated} · the weekday does not fit the date",
        "off_and_worked": "{day}既放假又上班 · both off and worked",
        "worked_weekday": "{day}本来就是工作日，不用写上班 · a weekday cannot be worked instead",
        "holiday_not_off": "{day}是法定节日，通知里没有放假 · a statutory holiday is not off",
        "other_year": "{day}不在{year}年 · the day lies in another year",
    }[fault.code].format_map(facts)
