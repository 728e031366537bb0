"""Lists cut into their items: marks, joints, an apposition, a count of as many as the list has."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, words
from luoshi.reading._names._kinds import ends_with_part, has_phase, is_facility, without_bracket

_OPENED = re.compile("[“《（]")
_OPENED_OR_JOINED = re.compile("[“《（和与及]")
WORKS_BEHIND = re.compile("(?:建设进度|工程进度|建设工作|建设|进度)$")
_JOINT = re.compile("[和与及]")
_works_of = ending(words("names", "works"))
_done_to = ending(words("names", "done_to"))
_ACROSS = re.compile("交汇|交界|交叉|之间|连接(?!线)")
_NOT_JOINT = words("phrases", "not_joint")
_NO_JOINT_BEHIND = words("phrases", "no_joint_behind")
_SHORT_LAST_BUT_ONE = re.compile("(?P<short>[一-鿿]{2})和(?=[一-鿿]{5})(?!平|谐|美)")
_SO_MANY = re.compile("([两三四五六七八九])(?:大|条|个|座|所|处|家|项)(?=[一-鿿]{2,14}$)")
_NUMERALS = "零一两三四五六七八九"
_APPOSITION = re.compile("(?<=[一-鿿])“[一二两三四五六][^”]{1,6}”$")  # 小学、滑冰馆、游泳馆“一校两馆”


def split_names(text: str, *, joints: bool = True) -> tuple[str, ...]:
    """The named things in a list such as 北赵路、埠惜路 or A、B和C; marks inside quotes do not split.

    ``joints``: 和, 与 and 及 split too.
    """
    if not _OPENED_OR_JOINED.search(text) if joints else not _OPENED.search(text):
        return _filled(text.split("、"))  # most lists hold no mark but this one
    items, depth, last = [], 0, 0
    for at, char in enumerate(text):
        if char in "“《（":
            depth += 1
        elif char in "”》）":
            depth -= 1
        elif depth <= 0 and (char == "、" or (joints and char in "和与及" and _joins(text, at, last))):
            items.append(text[last:at].removesuffix("以") if char == "及" else text[last:at])
            last = at + 1
    items.append(text[last:])
    return _filled(items)


def split_things(text: str) -> tuple[str, ...]:
    """The items of a list; 和 and 与 part two items only where the first ends like a thing of its own."""
    parts = split_names(text, joints=False)
    items = [item for part in parts for item in _cut_at_joints(part)]
    if len(parts) > 1 and items[-1] == parts[-1] and (short := _SHORT_LAST_BUT_ONE.match(items[-1])):
        items[-1:] = [short["short"], items[-1][short.end() :]]  # 城东、城西和青蓑镇污水处理厂
    if len(items) > 1 and items[-1].endswith("”"):
        items[-1] = _APPOSITION.sub("", items[-1])
    return tuple(items)


def as_others(text: str) -> str:
    """青蓑路、鹭汀路两条主干路大修工程 → 青蓑路、鹭汀路等主干路大修工程: as many as the list has items."""
    counted = _SO_MANY.search(text, text.rfind("、")) if "、" in text and "等" not in text else None
    if counted is None or _NUMERALS.find(counted[1]) != len(split_things(text[: counted.start()])):
        return text
    return text[: counted.start()] + "等" + text[counted.end() :]


def _cut_at_joints(part: str) -> list[str]:
    if not _JOINT.search(part, 2):
        return [part]
    items, last = [], 0
    for joint in _JOINT.finditer(part, 2, max(len(part) - 2, 2)):
        at = joint.start()
        left = part[last:at].removesuffix("以")
        if (
            len(left) < 2
            or part.startswith(_NOT_JOINT, at)
            or part[: at + 1].endswith(_NO_JOINT_BEHIND)
            or _ACROSS.search(part, at)
            or _is_works(part[at + 1 :])
        ):
            continue  # 青蓑路与鹭汀路交汇处停车场
        if works := WORKS_BEHIND.search(left):
            left = left[: works.start()]
        elif not (
            (left.endswith("”") and part[at + 1] == "“")
            or is_facility(left)
            or ends_with_part(left)
            or has_phase(left)
            or _done_to(left)
        ):
            continue
        items.append(left)
        last = at + 1
    return [*items, part[last:]]


def _is_works(text: str) -> bool:
    """蘅水河治理与|生态修复工程（云浦段）: works without a thing of their own belong to the thing before."""
    text = without_bracket(text).removesuffix("项目").removesuffix("工程")
    return _works_of(text) == len(text)


def _filled(parts: list[str]) -> tuple[str, ...]:
    """``parts`` without the list marks at their ends, and without the empty ones."""
    return tuple([item for part in parts if (item := part.strip("、 "))])


def _joins(text: str, at: int, last: int) -> bool:
    # 和 inside a name (和平路) is not a mark of a list; both sides need a name's length.
    return at - last >= 2 and len(text) - at > 2 and not text.startswith(_NOT_JOINT, at)
