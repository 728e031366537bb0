"""One subject for each number: SUBJECTS 分别 … #、#."""

from __future__ import annotations

import re
from typing import Literal

from luoshi.reading._lexicon import words
from luoshi.reading._names import split_names
from luoshi.reading._phrase._left import Left
from luoshi.reading._phrase._predicate import CAUSATIVE, split_tail
from luoshi.reading._verbs import NOUN_LIKE, strip_adverbs, verbs_end

_INDICATOR = words("attributes", "bare_indicator")
_PER_OUTPUT = re.compile("(?:单位|万元)(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值)")
_BOTH = "城乡"
_STANDARD = "标准"
_BASE = re.compile(r"[由从][^，]*\d[^，]*$")
SHORT_SUBJECT = 4


def distributed(subjects: str, rest: str, *, strive: bool) -> Left:
    """城镇、农村居民人均可支配收入分别增长#、#: one subject for each number."""
    subjects, _ = strip_adverbs(subjects)
    for word in (*CAUSATIVE, "实现", "完成", "保持"):
        if subjects.startswith(word):
            subjects, _ = strip_adverbs(subjects[len(word) :])
            break
    rest, predicate, relation = split_tail(rest)
    rest = _BASE.sub("", rest)  # 分别从510元、230元提高到
    head = ""
    verb_end = verbs_end(subjects)
    if 0 < verb_end < len(subjects) and subjects[:verb_end] not in NOUN_LIKE:
        head, subjects = subjects[:verb_end], subjects[verb_end:]
    items = complete(split_names(split_tail(subjects)[0]))
    action_end = verbs_end(rest)
    action = predicate or (rest[:action_end] if action_end else head)
    noun = "" if predicate else rest[action_end:] if action_end else rest
    items = tuple(item + noun for item in items)
    kind: Literal["predicate", "act"] = "predicate" if predicate else "act"
    return Left(kind, action, items[0] if items else noun, (), relation, strive, subjects=items)


def complete(items: tuple[str, ...]) -> tuple[str, ...]:
    """城镇, 农村居民人均可支配收入 → the first takes the tail that the last one has."""
    if len(items) == 1 and items[0].startswith(_BOTH):
        rest = items[0].removeprefix(_BOTH)
        return ("城镇" + rest, "农村" + rest)  # 城乡居民收入分别增长#和#
    if len(items) < 2:
        return items
    if head := _PER_OUTPUT.match(items[0]):  # 万元GDP能耗、水耗分别下降#、#
        return (items[0], *(item if _PER_OUTPUT.match(item) else head[0] + item for item in items[1:]))
    if _STANDARD in items[0]:
        items = _of_one_standard(items)
    last = items[-1]
    widest = max(len(item) for item in items[:-1])
    alone = any(item.endswith(_INDICATOR) for item in items[:-1])
    tail = next((word for word in _INDICATOR if last.endswith(word)), "")
    if tail and not alone and 2 <= len(last) - len(tail) <= SHORT_SUBJECT:
        return (*(item + tail for item in items[:-1]), last)  # 氨氮、二氧化硫|排放量
    if widest + 3 <= len(last) and widest <= SHORT_SUBJECT + 1 and not alone:
        return (*(item + last[len(item) :] for item in items[:-1]), last)
    if tail and not alone:
        return (*(item + tail for item in items[:-1]), last)  # 粮食、油料产量
    return items


def _of_one_standard(items: tuple[str, ...]) -> tuple[str, ...]:
    """孤儿养育标准集中供养, 分散供养水平 → the second is of the same standard."""
    standard = items[0][: items[0].rfind(_STANDARD) + len(_STANDARD)]
    if standard == items[0]:
        return items
    return (items[0], *(item if _STANDARD in item else standard + item for item in items[1:]))
