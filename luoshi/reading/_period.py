"""What headings tell of a report's time: what looks back or ahead, to which year or end of a period."""

from __future__ import annotations

import re
from datetime import date

from luoshi.reading._lexicon import one_of, table, words

_HEADING_OF_YEAR = re.compile("(?:第?[一二三四五六七八九十]+(?:、|部分))?(?:关于)?20\\d\\d年.{0,8}(?:工作|任务|目标)")
LOOKBACK = re.compile(one_of(words("headings", "lookback")))
OUTLOOK = re.compile(one_of(words("headings", "outlook")))
YEAR = re.compile(r"(20\d\d)年")
BARE_LONGEST = 40
STOP = re.compile("[。！？!?]")
_PLAN = re.compile('(十[一二三四五六]五|十五)[”"]?(?:时期|期间|规划|发展|的?(?:主要|总体|基本|奋斗|战略|经济)|末)')
_PLAN_END: dict[str, int] = dict(table("headings")["plan_end"])
_CHINESE_YEAR = re.compile("二[〇○零][〇○零一二三四五六七八九]{2}年")
_FIVE_YEARS = re.compile("(?:今后|未来)五年")


def plan_year(text: str) -> int | None:
    """The year that a report plans for: named in its headings, or the year after the one it looks back on."""
    named: set[int] = set()
    looked_back: set[int] = set()
    titled: set[int] = set()
    for line in text.split("\n"):
        if len(line) > BARE_LONGEST or STOP.search(line):
            continue
        years = [int(match[1]) for match in YEAR.finditer(line)]
        if years and LOOKBACK.search(line):
            looked_back.add(max(years))
        elif years and (OUTLOOK.search(line) or _HEADING_OF_YEAR.match(line)):
            named.update(years)
        if years and "工作报告" in line:
            titled.add(max(years))
    latest = max(looked_back) + 1 if looked_back else None
    if titled and (latest is None or max(titled) in (latest, latest - 1)):
        return max(titled)
    if latest is not None:
        return latest
    return max(named) if named else _this_year(text)


def _this_year(text: str) -> int | None:
    """The year of which the text says that it is this one."""
    found = re.search("(20\\d\\d)年是|今年（(20\\d\\d)年）|(?:全面完成|做好|推进)(20\\d\\d)年", text)
    return int(next(group for group in found.groups() if group)) if found else None


def names_period(heading: str) -> bool:
    """Whether a heading names a year or a period of years."""
    return any(named.search(heading) for named in (YEAR, _PLAN, _FIVE_YEARS, _CHINESE_YEAR))


def period_end(heading: str, year: int | None) -> date | None:
    """End of the period that a five-year heading speaks of; None for a part of the one ``year`` of the report."""
    if year and f"{year}年" in heading:
        return None
    if plan := _PLAN.search(heading):
        end = _PLAN_END[plan[1]]
        return date(end, 12, 31) if not year or end >= year else None
    if year and _FIVE_YEARS.search(heading):
        return date(year + 4, 12, 31)
    return None
