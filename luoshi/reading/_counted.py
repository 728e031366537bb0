"""Where the noun behind a number ends: before what it does, or before what is done to it.

# NOUN VERB …                500名|专家|参加…
# NOUN COVERB … VERB …       500名|专家|到县级医院开展…
# NOUN [doing]               3所|卫生院|养老服务职能: what no measure word counts belongs to what is done
"""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._verbs import NOUN_LIKE, ends_in_act, first_act

_COVERBS = words("phrases", "second_coverb")
_VERB = re.compile(
    one_of(
        (*words("phrases", "second_verb"), *_COVERBS),
        "通(?<![交普流联连互贯畅沟开直融卡]通)(?=" + one_of(words("phrases", "let_through")) + ")",
        one_of(words("phrases", "manner_alone")) + "(?=" + one_of(words("verbs", "act")) + ")",
        "免费(?=开放|提供|发放|接种|安装|培训|体检|筛查|参加|接受|享受|量身)",
        "申报(?=[国省市“])",
        "(?<=资金)支持",
    )
)
_MANNERS = frozenset(words("phrases", "manner_alone"))
_MAKES_NOUN = words("phrases", "noun_after_second")
_AND_ACT = "并"
_ANOTHER = re.compile(
    "(?<=”)[和及与](?=[^“])|[和及与](?=一批|部分|其他|其它|各市|各县|各区|各镇)|并(?!网|轨|购|联|行|列|重|举)"
)
_WHERE = "在"  # needs no act behind it
_SHORT_NOUNS = frozenset("村县镇乡户市区")  # 村|通硬化路
_SHORT_NOUNS_ACT = 3  # characters of the noun and of what its act falls on
_NO_VERB = re.compile(one_of(words("phrases", "no_second_verb")))
_FAR_ACT = re.compile(one_of(words("phrases", "far_act")))
_MANNER = re.compile("(?:" + one_of(words("phrases", "manner") + words("phrases", "manner_alone")) + ")+$")
_HEAD = re.compile(
    "(?P<head>" + one_of(words("phrases", "counted_head")) + ")的?" + one_of(words("phrases", "uncounted"))
)
_HEAD_OF = re.compile("(?P<head>[^的]*" + "(?:" + one_of(words("phrases", "counted_head")) + "))的(?!$)")
_PERSON = re.compile(one_of(words("phrases", "person")))
_PERSONS = ("名", "人", "位")
_THINGS = ("个", "所", "家", "条", "座", "处", "栋", "户", "种")
_BODY = ("总部", "公司", "中心", "机构", "基地", "企业", "学校", "医院", "店", "厂")
_BODIES = ("所", "家", "间")
_DOING = re.compile("(?:工程|任务|问题|工作|试点|功能|职能|条件|能力|水平|质量)$")


def cut_at_verb(noun: str) -> tuple[str, str]:
    """(noun, verb): what stands before the first further verb or coverb, and the verb; empty when there is none."""
    noun = _first_of_two(noun)
    first = 1 if noun[:1] in _SHORT_NOUNS else 2
    if first == 1 and (act := first_act(noun[1:])) and act not in NOUN_LIKE and len(noun) - len(act) > _SHORT_NOUNS_ACT:
        return noun[0], act  # 村|发展农业产业
    if _VERB.search(noun, first) is None:
        return noun, ""
    for verb in _VERB.finditer(_NO_VERB.sub(_hidden, noun), first):
        action, rest = verb[0], noun[verb.end() :]
        if action in _COVERBS:
            action = _governed(rest)
            if not action and rest and verb[0] != _WHERE:
                continue
        elif action in _MANNERS:
            action = first_act(rest)
        elif len(rest) == 1 or rest.startswith(_MAKES_NOUN):
            continue
        return without_manner(noun[: verb.start()]), action
    return noun, ""


def _first_of_two(noun: str) -> str:
    """“口袋公园”|和步道, 乡镇|和部分村庄, 红线|并稳定规模: before another thing or another act that is not counted."""
    joint = _ANOTHER.search(noun, 2)
    if joint is None:
        return noun
    if joint[0] == _AND_ACT and not first_act(noun[joint.end() :]):
        return noun
    return noun[: joint.start()]


def head_counted(noun: str, unit: str) -> str:
    """``noun`` up to the head that ``unit`` counts, where what is done to it follows: 卫生院|养老服务职能."""
    if unit in _PERSONS:
        end = max((person.end() for person in _PERSON.finditer(noun)), default=0)
        return noun[:end] if end and (_ends_in_doing(noun[end:]) or first_act(noun[end:])) else noun
    if unit in _BODIES and (owner := _HEAD_OF.match(noun)) and not (first_act(noun) or noun.endswith(_BODY)):
        return owner["head"]  # 90间|中小学校|的电热饮水机
    if unit not in _THINGS or not _ends_in_doing(noun):
        return noun
    head = _HEAD.search(noun)
    return noun[: head.end("head")] if head else noun


def _ends_in_doing(text: str) -> bool:
    return _DOING.search(text) is not None or ends_in_act(text) > 0


def opening_verb(text: str) -> str:
    """The second verb that ``text`` opens with: 通过省级验收."""
    verb = _VERB.match(text)
    return verb[0] if verb and verb[0] not in _COVERBS else ""


def _hidden(match: re.Match[str]) -> str:
    return "·" * len(match[0])


def _governed(rest: str) -> str:
    """The act behind a coverb and its noun: 到县级医院|开展…, 与市域高中|结对…."""
    for at in range(2, len(rest) - 1):
        if (act := first_act(rest[at:])) and act not in NOUN_LIKE:
            return act
    far = _FAR_ACT.search(rest, 1)
    return far[0] if far else ""


def without_manner(noun: str) -> str:
    """企业|全部, 残疾人|免费: how the verb behind is done."""
    manner = _MANNER.search(noun, 2)
    return noun[: manner.start()] if manner else noun
