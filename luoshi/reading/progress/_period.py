"""The times that a progress text names: 1—7月, 上半年, 截至6月底, “十四五”以来, 目前.

Needs cleaned text. Guarantees: periods in text order, without times of comparison (较去年同期), times that only date
the news (今天（7月4日）发布) and parts of names (2022年度考核).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:(?P<{p}year>20\d\d)年|(?P<{p}word>今年|本年|去年|上年|前年))"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_PLAN = "“?十(?P<plan>[一二三四五六])五”?(?:规划)?(?P<tail>期间|时期|以来|期末)"
_SINCE = (
    rf"(?:自|从)?{_YEAR.format(p='s')}(?:(?P<smonth>{_MONTH})月(?:份|\d{{1,2}}日)?)?(?:[^，。；]{{0,40}}?以来|开始|起|至今)"
    r"|(?P<ytd>今年以来|年初以来|开年以来|今年来)"
    r"|[一二三四五六七八九十]年来"
)
_YEARS = r"(?P<first>20\d\d)年?[—\-~至到]+(?P<last>20\d\d)年"
_NOW = "(?:截[至止]到?)?(?:目前|当前|现在|本月底)|眼下|如今|至此|迄今|现已"
_UNTIL = (
    rf"截[至止]到?(?:{_YEAR.format(p='u')}年?)?(?:(?P<umonth>{_MONTH})月(?:(?P<uday>\d{{1,2}})日|底|末|份)*"
    r"|(?P<uquarter>第?[一二三四]季度末?|上半年)|年?[底末])?"
)
_LEVEL_AT = rf"{_YEAR.format(p='l')}年?(?:(?P<lmonth>{_MONTH})月)?年?[底末]|(?P<lonly>{_MONTH})月[底末]"
_WITHIN = (
    rf"(?:{_YEAR.format(p='w')}的?)?(?:"
    rf"(?P<from>{_MONTH})月?[—\-~至到]+(?P<to>{_MONTH})月份?|前(?P<count>{_MONTH}|两)个?月"
    r"|(?P<quarter>第?[一二三四]季度|首季度|前[二两三]季度|前三个季度)|(?P<half>上半年|下半年)"
    rf"|(?P<month>{_MONTH})月份?(?![日\d]))"
)
_WHOLE = rf"{_YEAR.format(p='y')}(?:全年)?(?!度)|(?P<whole>全年|年内|本年度)"
_PATTERN = re.compile(
    "|".join(f"(?P<{name}_>{body})" for name, body in (
        ("plan", _PLAN), ("since", _SINCE), ("years", _YEARS), ("now", _NOW), ("until", _UNTIL), ("at", _LEVEL_AT),
        ("within", _WITHIN), ("whole", _WHOLE),
    ))
)  # fmt: skip
_COMPARED = re.compile(r"(?:比|较|与|同|于|超过了?|高于|低于)(?:上年|去年)?$")
_COMPARED_AFTER = re.compile("的?(?:同期|相比|同比|全年[总完计]|度|目标|计划|任务|总?任务)")
_BASE = re.compile("[由从]$")
_IN_BRACKETS = re.compile(r"（[^）]{0,12}$")
_CHINESE = {word: index for index, word in enumerate([*"一二三四五六七八九十", "十一", "十二"], 1)} | {"两": 2}
_BACK = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}


@dataclass(frozen=True, slots=True)
class Time:
    """A period in cleaned coordinates. ``standing``: figures hold as at its end, not within it."""

    start: int
    end: int
    since: date | None
    until: date | None
    standing: bool


def find_times(text: str, start: int, end: int, on: date | None) -> Iterator[Time]:
    """Times in ``text[start:end]``. ``on`` is the day of the text; without it 今年 and 1—7月 have no dates."""
    for match in _PATTERN.finditer(text, start, end):
        if match.end() == match.start() or _is_other(text, match):
            continue
        since, until = _dates(match, on)
        if since and until and since > until:
            since = None
        yield Time(match.start(), match.end(), since, until, _stands(match))


def _is_other(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 4) : match.start()]
    if _COMPARED.search(before) or (_BASE.search(before) and not match["since_"]):
        return True
    if _COMPARED_AFTER.match(text, match.end()) and not (match["plan_"] or match["whole"]):
        return True
    if match["whole"] and _COMPARED_AFTER.match(text, match.end()):
        return True
    if match["month"] and re.match(r"\d", text[match.end() : match.end() + 1]):
        return True
    return bool(_IN_BRACKETS.search(text, max(0, match.start() - 13), match.start()))


def _stands(match: re.Match[str]) -> bool:
    if match["plan_"]:
        return match["tail"] in ("以来", "期末")
    return any(match[f"{name}_"] for name in ("since", "now", "until", "at"))


def _dates(match: re.Match[str], on: date | None) -> tuple[date | None, date | None]:
    if match["plan_"]:
        last = 2005 + 5 * _CHINESE[match["plan"]]  # 十一五 ended in 2010
        return date(last - 4, 1, 1), on if match["tail"] == "以来" else date(last, 12, 31)
    if match["since_"]:
        return _since(match, on), on
    if match["years_"]:
        return date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31)
    if match["now_"]:
        return None, on
    if match["until_"]:
        return None, _until(match, on)
    if match["at_"]:
        month = match["lmonth"] or match["lonly"]
        return None, _month_end(_year(match, "l", on, _number(month)), _number(month) or 12)
    return _within(match, on)


def _since(match: re.Match[str], on: date | None) -> date | None:
    year = _year(match, "s", on, None) if not match["ytd"] else on.year if on else None
    if year is None or not (match["syear"] or match["sword"] or match["ytd"]):
        return None
    return _day(year, _number(match["smonth"]) or 1, 1)


def _until(match: re.Match[str], on: date | None) -> date | None:
    month = _number(match["umonth"])
    if match["uquarter"]:
        quarter = match["uquarter"].removeprefix("第")
        month = 6 if quarter == "上半年" else 3 * _CHINESE[quarter[0]]
    year = _year(match, "u", on, month)
    if year is None:
        return None
    return _day(year, month or 12, int(match["uday"])) if match["uday"] else _month_end(year, month or 12)


def _within(match: re.Match[str], on: date | None) -> tuple[date | None, date | None]:
    first, last = _months(match)
    year = _year(match, "y" if match["whole_"] else "w", on, last)
    if year is None or not 1 <= first <= last <= 12:
        return None, None
    return date(year, first, 1), _month_end(year, last)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["whole_"]:
        return 1, 12
    if match["from"]:
        return _number(match["from"]) or 0, _number(match["to"]) or 0
    if match["count"]:
        return 1, _number(match["count"]) or 0
    if match["half"]:
        return (1, 6) if match["half"] == "上半年" else (7, 12)
    if match["month"]:
        month = _number(match["month"]) or 0
        return month, month
    words = match["quarter"].removeprefix("第")
    if words.startswith("前"):
        return 1, 3 * _CHINESE[words[1]]
    quarter = 1 if words.startswith("首") else _CHINESE[words[0]]
    return 3 * quarter - 2, 3 * quarter


def _year(match: re.Match[str], prefix: str, on: date | None, month: int | None) -> int | None:
    """The year named, or that of ``on``; a month still to come in that year belongs to the one before."""
    if match[f"{prefix}year"]:
        return int(match[f"{prefix}year"])
    if on is None:
        return None
    if word := match[f"{prefix}word"]:
        return on.year - _BACK[word]
    return on.year - 1 if month is not None and month > on.month else on.year


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return int(words) if words.isdigit() else _CHINESE[words]


def _month_end(year: int | None, month: int) -> date | None:
    return _day(year, month, 31) if year is not None else None


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or day < 1:
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))
