"""The noun that is counted: names before 等 split off, noise at either end taken away."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, one_of, openings, words
from luoshi.reading._names import named_things, split_names
from luoshi.reading._phrase._left import Around

_TAIL_NOISE = re.compile("(?:" + one_of(words("phrases", "object_tail")) + ")+$")
_ends_in_noise = ending(words("phrases", "object_tail"))
_NOT_REACHED = words("phrases", "not_reached")
_WITHIN = re.compile(r"(?<![一二三四五六七八九十\d])年内$")
_OPENS_NOISE = openings(words("phrases", "object_head"))
_HEAD_NOISE = re.compile("^(?:" + one_of(words("phrases", "object_head")) + ")+")
_JOINT, _NOT_JOINT = "和", words("phrases", "not_joint")
AND_OTHERS = re.compile(r"等(?:\d+大[类个]?)?$")
_NOT_OTHERS = re.compile("[一-鿿]等[级候待额]|[高中初平均对特优]等(?=[级院学教职化权])")  # 技能等级证书, 高等学校
_TOO_LITTLE = 1
_ANY_KIND = "活动"
_NAMED_KIND = 4  # characters: a shorter kind behind 等 (机构, 活动) tells too little without its examples
_BODIES = words("phrases", "body")  # 检测、设计等机构: of what kind is told by the examples
_ALL_KINDS = "各类"
_FIELD, _FIELDS = "领域", ("领域", "主题", "行业", "产业", "方面", "地区", "区域")
_KIND_OF_FIELD = 8  # characters
_RANK_OF_ALL = re.compile("(?:国家|[国省市区县])+级(?:以上|及以上)?")  # 市级以上实验室、技术中心等创新平台
_LONG_BRACKET = re.compile("（[^（）]{6,}）")
_MADE_THERE = re.compile("[省市区县]内[^的、，]{2,3}的(?:所有|全部|各类)?(?=..)")  # 省内生产的|药品抽检覆盖率
_PLAN_PERIOD = re.compile(
    "^(?:到|至)?“十[一二三四五六]五”(?:期末|期间|时期|末期?)(?:全[国省市县区])?(?=..)"
)  # “十二五”末|吞吐能力
_EACH = re.compile("每[人生户亩床村]每(?:年|月|天|学年|学期)")  # 子女|每人每学年|生活费补助标准


def names_in(rest: str, around: Around) -> tuple[tuple[str, ...], str]:
    """Split 考院街、北阁街等 off; the object is then what follows the number."""
    if end := AND_OTHERS.search(rest):
        if around.has_right:
            return split_names(rest[: end.start()]), ""
        return (), rest[: end.start()]
    head, mark, kind = rest.rpartition("等")
    if mark and _NOT_OTHERS.match(rest, max(len(head) - 1, 0)):
        return (), rest
    if mark and len(head) > 1 and not around.has_right and _kind_tells(head, kind):
        return split_names(head), kind  # 律师、会计等生产性服务企业#
    return (), rest


def _kind_tells(head: str, kind: str) -> bool:
    """Whether the kind behind 等 is counted without its examples."""
    if kind.startswith(_FIELDS):
        return kind.startswith(_FIELD) and len(kind) > _KIND_OF_FIELD  # not in 影视、游戏等领域优质企业
    if kind.startswith(_ALL_KINDS):
        return True
    tells = len(kind) >= _NAMED_KIND and not kind.endswith(_BODIES) and not _RANK_OF_ALL.match(head)
    return tells or _told_by_name(head, kind)


def _told_by_name(head: str, kind: str) -> bool:
    """青蓑沟治理等水利工程#: proper names before 等 are examples, one character tells too little."""
    return len(kind) > _TOO_LITTLE and kind != _ANY_KIND and bool(named_things(split_names(head), listed=True))


def noise_at_head(text: str) -> int:
    """How many characters at the head of ``text`` tell nothing; the first one of 和美乡村 does."""
    noise = _HEAD_NOISE.match(text) if text[:1] in _OPENS_NOISE else None
    if noise is None:
        return 0
    end = noise.end()
    return end - 1 if text[end - 1] == _JOINT and text.startswith(_NOT_JOINT, end - 1) else end


def tidied(text: str) -> str:
    text = text[noise_at_head(text) :]
    if _ends_in_noise(text) and not text.endswith(_NOT_REACHED):
        text = _TAIL_NOISE.sub("", text)
    if "（" in text:
        text = _LONG_BRACKET.sub("", text)
    if "的" in text and (made := _MADE_THERE.match(text)):
        text = text[made.end() :]
    if "五”" in text:
        text = _PLAN_PERIOD.sub("", text)
    if "每" in text:
        text = _EACH.sub("", text)
    if text.endswith("内"):
        text = _WITHIN.sub("", text)
    if text.count("“") != text.count("”"):
        text = text.strip("“”") if text.count("”") + text.count("“") == 1 else text
    return text
