"""Stage 4, resolve: numbers in brackets. Most only explain; parts of what is promised are promised themselves."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._verbs import first_act

_COUNT = rf"[0-9]+(?:,[0-9]{{3}})*万?(?P<unit>{one_of((*words('units', 'count'), *words('units', 'physical')))})"
_ALONE = re.compile(rf"[0-9]+(?:{one_of(words('units', 'count'))})[一-鿿]{{0,4}}")
_PART = re.compile(rf"[^，、；。（）0-9]{{1,10}}{_COUNT}")
_MARKS = re.compile("[，、；]")
_IN_ALL = "共"
_LONGEST = 80


def is_part(text: str, number: int) -> bool:
    """Whether the bracket around ``number`` tells how many in itself, or the parts of the count before it.

    启动青蓑区第一批次（5个）老住宅综合整治; 配备幼儿园（共新增15所）; 改造343座桥梁（三类桥136座，四类桥207座）.
    """
    opened = text.rfind("（", max(0, number - _LONGEST), number)
    closed = text.find("）", number, number + _LONGEST)
    if opened < 0 or closed < 0:
        return False
    inside = text[opened + 1 : closed]
    if inside.startswith(_IN_ALL) and first_act(inside[1:]):
        return True
    if _ALONE.fullmatch(inside):
        return True
    parts = [_PART.fullmatch(part) for part in _MARKS.split(inside)]
    units = {part["unit"] if part else "" for part in parts}
    before = text[max(0, opened - _LONGEST) : opened]
    return len(parts) > 1 and len(units) == 1 and re.search(f"[0-9万亿]{units.pop() or '$'}", before) is not None
