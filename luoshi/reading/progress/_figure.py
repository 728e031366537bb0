"""The numbers of one progress sentence, each with its role, its kind and its period.

Needs cleaned text. Guarantees: figures in text order; numbers that only describe a thing (总投资1亿元的项目,
16个项目完成…) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.reading._lexicon import one_of
from luoshi.reading._lexicon import words as lexicon
from luoshi.reading._model import Relation
from luoshi.reading._quantity import Quantity
from luoshi.reading.progress._model import Kind, Role
from luoshi.reading.progress._period import Time
from luoshi.reading.progress._words import pattern

_CLAUSE = re.compile("[，；：。！？\n]")
_MOVE = f"(?:{pattern('rise')}|{pattern('fall')})"
_CHANGE = re.compile(rf"{_MOVE}{pattern('hedge')}*$")
_AGAINST = re.compile(pattern("against"))
_LIST = re.compile("(?:、|和|及|与|以及|以上|左右)*")
_BASE_BEFORE = re.compile(r"[由从](?:[^，。]{0,10}的)?(?:约|近|不足)?$")
_BASE_AFTER = re.compile(rf"(?:的)?{_MOVE}(?:到|至|为)|{_MOVE}?[到至]")
_PLAN_BEFORE = re.compile("(?<!按)" + pattern("plan_before"))  # 已按计划完成 is done
_PLAN_JUST_BEFORE = re.compile(r"(?:计划|任务|目标)(?:数|量)?(?:为|是|共)?$")
_BEYOND = re.compile(rf"{pattern('beyond')}(?:了|约|近)?$")
_PLAN_CARRIES = re.compile("(?<!按)" + pattern("plan_carries"))
_PLAN_AFTER = re.compile(rf"[^，。；、]{{0,24}}?{pattern('plan_after')}(?!(?<=任务)(?:已|全部|全面|顺利|如期)*完成)")
_TOGETHER = re.compile(r"共计?\d")
_JUST_DONE = re.compile("(?<!超额)完成了?$")
_PLAN_BRACKET = re.compile(rf"{pattern('plan_after')}（$")
_DONE = re.compile(pattern("done"))
_CUMULATIVE = re.compile(pattern("cumulative"))
_LEVEL = re.compile(rf"{pattern('level')}[^，。]{{0,6}}?(?:达到?|为|达|突破|超过?|有)(?:约|近|超过?)?$")
_MEAN = re.compile(pattern("mean"))
_SIZE = re.compile(rf"{pattern('size')}(?:约|超过?|近|达到?)?$")
_ACT = re.compile(one_of(word for word in lexicon("verbs", "act") if len(word) > 1))
_TOPIC = re.compile(rf"[^，。；\d]{{2,24}}?{pattern('topic_verb')}|[^，。；\d]{{2,14}}，(?:完成|累计|已|共)")
_ALL = re.compile(r"[^，。；\d]{2,24}(?:全部|均已|已全部|全面|实现)[^，。；\d]{2,6}(?=$|[，。；\n])")
_DIGIT = re.compile("[0-9]")
_LONGEST_CLAUSE = 160
_RELATIONS: tuple[Relation, ...] = ("ge", "gt", "le", "lt", "approx")
_BEFORE = {word: relation for relation in _RELATIONS for word in lexicon("relations", "before", relation)}
_RELATION = re.compile(f"({one_of(_BEFORE)})$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in cleaned coordinates; ``clause_start`` and ``clause_end`` are its own words."""

    quantity: Quantity
    clause_start: int
    clause_end: int
    role: Role
    kind: Kind | None
    time: Time | None
    relation: Relation
    share: float | None = None


def find_figures(
    text: str, start: int, end: int, quantities: Sequence[Quantity], times: Sequence[Time], time: Time | None
) -> list[Figure]:
    """Figures of the sentence ``text[start:end]``. ``time`` is the one in force where the sentence starts."""
    marks = [match.start() for match in _CLAUSE.finditer(text, start, end)]
    found: list[Figure] = []
    previous: Quantity | None = None
    for quantity in quantities:
        clause_start, clause_end = _clause(marks, quantity, start, end)
        listed = previous is not None and bool(_LIST.fullmatch(text, previous.end, quantity.start))
        role = found[-1].role if listed and found else _role(text, start, clause_start, quantity, clause_end)
        if _is_size(text, clause_start, quantity, clause_end, previous):
            previous = quantity
            continue
        own = _in_force(times, quantity.start, time)
        kind, relation = _kind(text, clause_start, quantity, own), _relation(text, clause_start, quantity)
        found.append(Figure(quantity, clause_start, clause_end, role, kind, own, relation))
        previous = quantity
    return found


def _clause(marks: Sequence[int], quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """The clause around a number, no further off than a clause is ever long."""
    before, after = bisect_left(marks, quantity.start), bisect_left(marks, quantity.end)
    clause_start = marks[before - 1] + 1 if before else start
    clause_end = marks[after] if after < len(marks) else end
    return max(clause_start, quantity.start - _LONGEST_CLAUSE), min(clause_end, quantity.end + _LONGEST_CLAUSE)


def _in_force(times: Sequence[Time], at: int, before: Time | None) -> Time | None:
    """The last time named before ``at``; 今年 behind 截至6月底 does not widen it."""
    index = bisect_right(times, at, key=lambda time: time.end) - 1
    if index < 0:
        return before
    last, earlier = times[index], times[index - 1] if index else None
    if earlier and earlier.standing and earlier.until and last.since and last.until and not last.standing:
        return earlier if last.since <= earlier.until < last.until else last
    return last


def _role(text: str, start: int, clause_start: int, quantity: Quantity, clause_end: int) -> Role:
    left = text[clause_start : quantity.start]
    right = text[quantity.end : clause_end]
    if _BASE_BEFORE.search(left) and _BASE_AFTER.match(right):
        return "base"
    if _CHANGE.search(left) and (quantity.is_ratio or (_AGAINST.search(left) and not left.endswith("净增"))):
        return "change"
    carried = _PLAN_CARRIES.search(text, max(start, clause_start - _LONGEST_CLAUSE), clause_start)
    if _BEYOND.search(left) and not _PLAN_AFTER.match(right):
        return "change"
    if _is_plan(left, right) or (carried and not _DONE.search(text, carried.end(), clause_end)):
        return "plan"
    return "result"


def _is_plan(left: str, right: str) -> bool:
    if _PLAN_BRACKET.search(left):
        return True
    if _JUST_DONE.search(left) and not _PLAN_BEFORE.search(left) and not right.startswith("的"):
        return False  # 完成18座危桥改造任务
    if not right.startswith("（") and (after := _PLAN_AFTER.match(right)) and "完成" not in after[0]:
        return True
    if _PLAN_JUST_BEFORE.search(left) and "完成" not in left:
        return True
    return bool(_PLAN_BEFORE.search(left)) and not _DONE.search(left)


def _is_size(text: str, clause_start: int, quantity: Quantity, clause_end: int, previous: Quantity | None) -> bool:
    """总投资1亿元的项目; 时速350公里; 16个重点项目完成投资…, where the figure is the other one."""
    since = previous.end if previous is not None and previous.start >= clause_start else clause_start
    left, right = text[since : quantity.start], text[quantity.end : clause_end]
    if right.startswith("的") and not right.startswith("的目标") and _SIZE.search(left):
        return True
    if left.endswith(("时速", "每小时")) or _TOGETHER.match(right):
        return True
    if quantity.is_ratio or quantity.is_money or _CUMULATIVE.search(left) or _ACT.search(left):
        return False
    if _ALL.match(text, quantity.end, clause_end):
        return False  # 6座烘干中心全部建成
    if since != clause_start and "、" in left and _ACT.search(text, clause_start, quantity.start):
        return False  # 新增大油田10个、气田19个: one act for the list
    another = _DIGIT.search(text, quantity.end, clause_end + 30)
    return bool(another and _TOPIC.match(text, quantity.end, quantity.end + 40))


def _kind(text: str, clause_start: int, quantity: Quantity, time: Time | None) -> Kind | None:
    left = text[clause_start : quantity.start]
    if quantity.is_ratio:
        return "period" if _MEAN.search(left) else "cumulative"
    if _CUMULATIVE.search(left) or _LEVEL.search(left):
        return "cumulative"
    if time is None:
        return None
    return "cumulative" if time.standing else "period"


def _relation(text: str, clause_start: int, quantity: Quantity) -> Relation:
    if quantity.after is not None:
        return quantity.after
    before = _RELATION.search(text, max(clause_start, quantity.start - 4), quantity.start)
    return _BEFORE[before[1]] if before else "eq"
