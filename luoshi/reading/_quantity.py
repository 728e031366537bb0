"""Stage 3, find: the numbers in a stretch of outlook, each with magnitude, unit and relation words.

Needs cleaned text. Guarantees: every quantity carries a unit; names (110千伏, 7号线, 第三轮, 5A级, “1234+N”), dates,
durations and ranks are not among them; nothing is judged yet about what is promised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.reading._lexicon import one_of, openings, table, words
from luoshi.reading._model import Relation
from luoshi.reading._number import MONEY, NUMBER, RATIO, number_end, number_of, with_magnitude

_RELATIONS: tuple[Relation, ...] = ("ge", "le", "lt", "approx")
_AFTER = {word: relation for relation in _RELATIONS for word in words("relations", "after", relation)}

# 突破百亿大关: a sum told by its magnitude alone.
_ROUND = re.compile(
    "(?:突破|迈上|跨越|跨过|达到|超过|迈过|冲刺|跃上)(?P<magnitude>[百千万]?万?亿|[百千]万)(?P<unit>元|美元|斤)?(?=大关|台阶|[，。；、])"
)
_ROUND_MAGNITUDES = ("亿", "百万", "千万")
_ROUND_END = re.compile("大关|台阶|[，。；、]")
_OPENS_AFTER = openings(_AFTER) | frozenset("（之区")
_AFTER_UNIT = re.compile(rf"(?:（[一-鿿]{{1,3}}）)?(?P<after>{one_of(_AFTER)})|之间|区间")
_NAME_AFTER = re.compile(
    r"级|[Vv]|[A-Za-z]{2,}|[+]|/(?!人|年|日|天|月|亩|吨|平)|项?行动|大(?:行动|工程|体系|产业)|型|式|制(?!定|造|度)"
)
_NOT_A_UNIT = frozenset(str(table("phrases")["not_a_unit"]))
_ORDINAL_BEFORE = frozenset("第前“十百")  # 第3次, 前10名, “811”
_BY_THEN = re.compile("[年月日底末冬汛季学期节夏]前$")  # 入冬前2万户
_QUOTED = re.compile(r"[“‘《][^“”‘’《》，。]{0,14}$")
# What needs no measure word, with the predicate behind it.
_LEVEL_BEFORE = re.compile(
    "(?:" + one_of(words("units", "bare")) + ")[^，。；、：\\d]{0,6}(?:" + one_of(words("units", "bare_behind")) + ")$"
)
_LONGEST_LEVEL = 20
_PEOPLE = re.compile(
    "[一-鿿]{0,7}?"
    "(?:人口|群众|农民工?|居民|职工|学生|儿童|老人|老年人|残疾人|妇女|孕妇|孕产妇|新生儿|[困农]户|员|医生|教师|人才|[渔牧市村]民|纳税人|劳动者)(?!的)"
)
_HOTLINE = re.compile("(?:12[0-9]{3}|1[12][0-9])(?=[企服热便政平青维市民])")  # 12345热线
_CHANNEL = "路"  # 5万路视频 are channels, 5路 a bus
_DEGREE = "度"
_MANY = ("万", "亿")
_INVESTED = re.compile("(?:投资|产值|收入|营收|销售额|交易额|资金)(?:达到?|超过?|突破|约|近)?$")
_OF_PEOPLE = re.compile("(?:人口|人数|群众)$")
_YEARS, _SCHOOLING = "年", re.compile(r"年限(?:[由从][\d.]+年)?(?:" + one_of(words("units", "bare_behind")) + ")$")
_PLANT, _NUMBERED_FROM = "厂", 100  # 航天283厂
_BRANCH = ("支路", "干路", "干道")
_RANK_BEFORE = re.compile("(?:排名|位列|位居|居|进入|进位|跻身|列|名列)[全省市区国县第]*前?$")


class Quantity(NamedTuple):
    """A number with its unit, spans in the cleaned text. ``end`` takes in 以上, 左右 and the like.

    ``after`` is the relation that the words behind the number give, None when there are none.
    """

    start: int
    end: int
    value: float | tuple[float, float]
    unit: str
    after: Relation | None
    unit_end: int

    @property
    def is_ratio(self) -> bool:
        return self.unit in RATIO

    @property
    def is_money(self) -> bool:
        return self.unit in MONEY


def find_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """Quantities in ``text[start:end]``, in order. A list with one unit behind its last number gives it to all."""
    rounds = [_round_sum(match) for match in _ROUND.finditer(text, start, end)] if _holds_much(text, start, end) else []
    found = _digit_quantities(text, start, end)
    return sorted((*rounds, *found), key=lambda quantity: quantity.start) if rounds else found


def _holds_much(text: str, start: int, end: int) -> bool:
    return any(text.find(magnitude, start, end) >= 0 for magnitude in _ROUND_MAGNITUDES)


def _round_sum(match: re.Match[str]) -> Quantity:
    value = with_magnitude("1", match["magnitude"])
    return Quantity(match.start("magnitude"), match.end(), value, match["unit"] or "元", None, match.end())


def _digit_quantities(text: str, start: int, end: int) -> list[Quantity]:
    quantities: list[Quantity] = []
    waiting: list[tuple[int, int, float]] = []  # numbers whose unit stands further on in the list
    for match in NUMBER.finditer(text, start, end):
        if _is_name(text, match):
            waiting.clear()
            continue
        if _lacks_unit(text, match, end):
            waiting.append((match.start(), match.end("low_magnitude"), number_of(match, "low")))
            continue
        found = _quantity(text, match, end)
        if found is None:
            waiting.clear()
            continue
        if waiting:
            quantities += _carried(text, waiting, found)
            waiting.clear()
        quantities.append(found)
    return quantities


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A number that is part of a name, an ordinal, a date or a duration."""
    start = match.start()
    before = text[start - 1] if start else ""
    if match["never"] and not _is_power(match) and not _is_schooling(text, match):
        return True
    if (before in _ORDINAL_BEFORE and not _BY_THEN.search(text, max(0, start - 2), start)) or before == "《":
        return True
    if _QUOTED.search(text, max(0, start - 16), start):
        return True
    if text.startswith("1", start) and _HOTLINE.match(text, start):
        return True
    after = _NAME_AFTER.match(text, match.end())
    if after and match["unit"] not in RATIO:
        return True
    if match["unit"] == _PLANT and not match["low_magnitude"] and number_of(match, "low") >= _NUMBERED_FROM:
        return True
    if match["unit"] in ("名", "位") and before == "后":
        return True  # 退出全省后30位
    return match["unit"] in ("名", "位", "个位次", "位次") and bool(_RANK_BEFORE.search(text, max(0, start - 8), start))


def _is_power(match: re.Match[str]) -> bool:
    """年发电量2.8亿度: so many degrees are kilowatt hours."""
    return match["never"] == _DEGREE and match["low_magnitude"] in ("万", "亿")


def _is_schooling(text: str, match: re.Match[str]) -> bool:
    """平均受教育年限提高到11.3年: what is told of these years is a level and no time."""
    if match["never"] != _YEARS:
        return False
    return _SCHOOLING.search(text, max(0, match.start() - _LONGEST_LEVEL), match.start()) is not None


def _lacks_unit(text: str, match: re.Match[str], end: int) -> bool:
    """1.28万亿、8200亿元: a number right before a list mark borrows the unit of the next one."""
    return (
        not match["unit"]
        and not match["unknown"]
        and match["high"] is None
        and match.end() < end
        and text[match.end()] in "、和"
    ) or (match["unknown"] in ("和", "及", "与") and match["high"] is None)


def _carried(text: str, waiting: list[tuple[int, int, float]], found: Quantity) -> Iterator[Quantity]:
    for start, end, value in waiting:
        if all(char in "0123456789.,十百千万亿、和及与" for char in text[start : found.start]):
            yield Quantity(start, end, value, found.unit, None, end)


def _quantity(text: str, match: re.Match[str], end: int) -> Quantity | None:
    unit, unit_end = match["unit"], match.end("unit")
    if unit is None and _is_power(match):
        unit, unit_end = _DEGREE, match.end("never")
    if unit is None and match["never"] == _YEARS:
        unit, unit_end = _YEARS, match.end("never")
    if unit == "条次" and text.startswith(_BRANCH, unit_end):
        unit, unit_end = "条", unit_end - 1  # 10条次支路
    if unit is None and "亿" in match["low_magnitude"] and _ROUND_END.match(text, match.end("low_magnitude")):
        unit, unit_end = "元", match.end("low_magnitude")  # 突破6000亿大关
    if unit is None and match["low_magnitude"][-1:] == "亿" and _sum_alone(text, match, end):
        unit, unit_end = "元", number_end(match)  # 年度投资60亿以上
    if unit is None and match["unknown"] == _CHANNEL and "万" in match["low_magnitude"]:
        unit, unit_end = _CHANNEL, match.end()
    if unit is None and match["low_magnitude"][-1:] in _MANY and _PEOPLE.match(text, number_end(match), end):
        unit, unit_end = "", number_end(match)  # 帮助2万贫困人口脱贫
    if unit is None and _counts_by_itself(text, match, end):
        unit, unit_end = "", number_end(match)  # 收入比降至2以内, 旅游人数突破150万
    if unit is None:
        unknown = match["unknown"]
        if unknown is None or unknown in _NOT_A_UNIT or not _closes(text, match.end(), end):
            return None
        unit, unit_end = unknown, match.end()
    after = _AFTER_UNIT.match(text, unit_end, end) if text[unit_end : unit_end + 1] in _OPENS_AFTER else None
    relation: Relation | None = _AFTER[after["after"]] if after and after["after"] else None
    value: float | tuple[float, float] = number_of(match, "low")
    if match["high"] is not None:
        high = number_of(match, "high")
        if match["high_magnitude"] and not match["low_magnitude"] and not match["low_unit"]:
            value = with_magnitude(match["low"], match["high_magnitude"] + (match["late_magnitude"] or ""))
        if not isinstance(value, tuple) and high > value:
            return Quantity(match.start(), after.end() if after else unit_end, (value, high), unit, "range", unit_end)
        return None
    if match["more"] and relation is None:
        relation = "gt"
    return Quantity(match.start(), after.end() if after else unit_end, value, unit, relation, unit_end)


def _counts_by_itself(text: str, match: re.Match[str], end: int) -> bool:
    """A ratio, an index or a number of people needs no measure word: 万车死亡率降至1.2以下."""
    at = number_end(match)
    if match["high"] is not None or match["unknown"] not in (None, "以", "左") or not _closes(text, at, end):
        return False
    start = max(0, match.start() - _LONGEST_LEVEL)
    if match["low_magnitude"][-1:] in _MANY and _OF_PEOPLE.search(text, start, match.start()):
        return True  # 减少农村贫困人口1000万以上
    return _LEVEL_BEFORE.search(text, start, match.start()) is not None


def _sum_alone(text: str, match: re.Match[str], end: int) -> bool:
    at = number_end(match)
    if match["high"] is not None or not _closes(text, at, end):
        return False
    return _INVESTED.search(text, max(0, match.start() - _LONGEST_LEVEL), match.start()) is not None


def _closes(text: str, at: int, end: int) -> bool:
    """An unknown measure word is believed only where the number ends its phrase."""
    return at >= end or text[at] in "，。、；：！）" or bool(_AFTER_UNIT.match(text, at, end))
