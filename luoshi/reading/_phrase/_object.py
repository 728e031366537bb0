"""The noun that is counted: names before 等 split off, noise at either end taken away."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, one_of, openings, words
from luoshi.reading._names import named_things, split_names
from luoshi.reading._phrase._left import Around

_TAIL_NOISE = re.compile("(?:" + one_of(words("phrases", "object_tail")) + ")+$")
_ends_in_noise = ending(words("phrases", "object_tail"))
_WITHIN = re.compile(r"(?<![一二三四五六七八九十\d])年内$")
_OPENS_NOISE = openings(words("phrases", "object_head"))
_HEAD_NOISE = re.compile("^(?:" + one_of(words("phrases", "object_head")) + ")+")
_JOINT, _NOT_JOINT = "和", words("phrases", "not_joint")
AND_OTHERS = re.compile(r"等(?:\d+大[类个]?)?$")
_NOT_OTHERS = re.compile("[一-鿿]等[级候待额]|[高中初平均对特优]等(?=[级院学教职化权])")  # 技能等级证书, 高等学校
_TOO_LITTLE = 1
_ANY_KIND = "活动"
_NAMED_KIND = 5  # characters: a shorter kind behind 等 (机构, 服务网点) tells too little without its examples


def names_in(rest: str, around: Around) -> tuple[tuple[str, ...], str]:
    """Split 考院街、北阁街等 off; the object is then what follows the number."""
    if end := AND_OTHERS.search(rest):
        if around.has_right:
            return split_names(rest[: end.start()]), ""
        return (), rest[: end.start()]
    head, mark, kind = rest.rpartition("等")
    if mark and _NOT_OTHERS.match(rest, max(len(head) - 1, 0)):
        return (), rest
    if mark and len(head) > 1 and not around.has_right and (len(kind) >= _NAMED_KIND or _told_by_name(head, kind)):
        return split_names(head), kind  # 律师、会计等生产性服务企业#
    return (), rest


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
    if _ends_in_noise(text):
        text = _TAIL_NOISE.sub("", text)
    if text.endswith("内"):
        text = _WITHIN.sub("", text)
    if text.count("“") != text.count("”"):
        text = text.strip("“”") if text.count("”") + text.count("“") == 1 else text
    return text
