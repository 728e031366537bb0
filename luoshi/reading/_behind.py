"""What stands behind a number: the noun that is counted, and the act where it stands there too.

[act] # NOUN [doing]          完成#小微水体整治
[推动|力争] # NOUN STAGE        推动#项目投产达效
# NOUN [a second verb …]      14#学科进入…
"""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._phrase import Left
from luoshi.reading._verbs import ACT, verbs_end

_PASSING_ON = frozenset(words("phrases", "passing_on"))
_STAGE = re.compile(one_of(words("verbs", "stage_after")))
_STAGE_IN_NOUN = re.compile(one_of(words("phrases", "noun_after_stage")))
_BEFORE_STAGE = re.compile("(?:" + one_of(words("phrases", "before_stage")) + ")+$")
_SECOND_VERB = re.compile(one_of(words("phrases", "second_verb")) + "|在(?![建线营])|申报(?=[国省市“])|(?<=资金)支持")
_MONEY_NOUN = re.compile(one_of(words("phrases", "money_noun")))
_JOINT = re.compile("[和及与]")
_RANK_ONLY = re.compile("[国省市县区镇村]家?级")
_HEAD_NOISE = re.compile("^(?:" + one_of(words("phrases", "object_head")) + ")+")


def read_right(text: str, left: Left) -> tuple[str, str]:
    """(object, action) from the words behind a number; the action is empty unless the act stands there too."""
    noise = _HEAD_NOISE.match(text)
    noun = text[noise.end() :] if noise else text
    passes_on = left.passes or left.kind in ("causative", "none") or left.action in _PASSING_ON
    stage = _stage_behind(noun) if passes_on else 0
    if stage:
        before = _BEFORE_STAGE.sub("", noun[:stage])
        if before:
            return _cut_at_verb(before)[0], noun[stage:]
    noun, verb = _cut_at_verb(noun)  # 14个学科进入…, 20家企业开展…
    if verb and left.kind in ("causative", "none"):
        return noun, verb  # 力争1个项目申报…
    if left.light or left.kind == "causative":
        noun = _cut_behind_doing(noun)
        head = noun.partition("“")[0]
        noun = _without_doing(head if len(head) >= 2 else noun)
    return noun, ""


def _cut_at_verb(noun: str) -> tuple[str, str]:
    verb = _SECOND_VERB.search(noun, 2)
    return (noun[: verb.start()], verb[0]) if verb else (noun, "")


def opening_verb(text: str) -> str:
    """The second verb that ``text`` opens with: 通过省级验收."""
    verb = _SECOND_VERB.match(text)
    return verb[0] if verb else ""


def _stage_behind(noun: str) -> int:
    """Where the stage behind a noun begins: the one that closes the phrase (基地|提档升级), or else the first; 0."""
    first = chain = chain_end = 0
    for stage in _STAGE.finditer(noun, 1):
        chain = chain if chain_end == stage.start() else stage.start()  # 挂牌上市 is one stage
        chain_end = stage.end()
        if chain_end == len(noun):
            return chain
        if not first and (stage[0].endswith("为") or not _STAGE_IN_NOUN.match(noun[chain_end:])):
            first = chain
    return first


def is_stage(text: str) -> bool:
    """Whether ``text`` is nothing but a stage that something reaches: 投产达效, 安全利用."""
    return bool(_STAGE.fullmatch(text)) or 0 < verbs_end(text) == len(text)


def is_money_noun(text: str) -> bool:
    """Whether a noun behind a sum of money is the money itself (资金, 助学金), not a thing of that size."""
    return bool(_MONEY_NOUN.search(text))


def _cut_behind_doing(noun: str) -> str:
    """建筑立面整治和人民大街 → 建筑立面整治: behind a noun of doing the list goes on."""
    for joint in _JOINT.finditer(noun, 4):
        if noun[joint.start() - 2 : joint.start()] in ACT:
            return noun[: joint.start()]
    return noun


def _without_doing(noun: str) -> str:
    """小微水体整治 → 小微水体: a light verb's noun of doing is not what is counted."""
    for tail in ("工作", "任务"):
        noun = noun.removesuffix(tail)
    end = len(noun)
    while end > 2:
        for length in (6, 4, 3, 2):
            if end - length >= 2 and noun[end - length : end] in ACT:
                end -= length
                break
        else:
            break
    stem = re.sub("(?:全|长)生命周期$", "", noun[:end]).rstrip("、和及与的")
    return stem if len(stem) >= 2 and not _RANK_ONLY.fullmatch(stem) else noun
