"""Indicators with a predicate behind them (增长, 达到, 控制在), the relation words there, and the mode they tell."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, longest, one_of, words
from luoshi.reading._model import Mode, Relation
from luoshi.reading._phrase._left import Around
from luoshi.reading._phrase._object import names_in, tidied
from luoshi.reading._verbs import (
    NOUN_LIKE,
    first_act,
    inner_verb,
    makes_noun,
    opens_like_an_act,
    strip_adverbs,
    verbs_end,
)

_ALONE = Around(shared=False, in_list=False, has_right=False, is_ratio=False)
CAUSATIVE = words("verbs", "causative")  # longest first
_REACH = frozenset(words("verbs", "reach"))
_GROW = frozenset(words("verbs", "grow"))
_CUT = frozenset(words("verbs", "cut"))
_PREDICATE = _REACH | _GROW | _CUT
_BESIDE_NUMBER = frozenset(words("verbs", "beside_number"))
_STRONG = frozenset(words("verbs", "inner"))
_LONGEST_TAIL = 6
_RELATIONS: tuple[Relation, ...] = ("ge", "gt", "le", "lt", "approx")
_BEFORE = {word: relation for relation in _RELATIONS for word in words("relations", "before", relation)}
# A predicate is taken once; relations and what may stand between, as often as they come.
_relation_of = ending(word for word in _BEFORE.keys() | _BESIDE_NUMBER if len(word) <= _LONGEST_TAIL)
_tail_of = ending(word for word in _BEFORE.keys() | _BESIDE_NUMBER | _PREDICATE if len(word) <= _LONGEST_TAIL)
causative_at = longest(CAUSATIVE)
_KEEPING = frozenset(words("phrases", "keeping"))
_FROM = re.compile(r"[由从](?:[^，、\d由从]{0,12})\d[\d.]*[^，、]{0,5}$")
_REACHED_BEFORE = re.compile(
    "(?:持续|稳步|不断|进一步)[^、]{2}、|(?:恢复到|达到|稳定在|保持在|控制在)[^、]+、"
)  # 产能恢复到正常水平、存栏达到#
_ASIDE = re.compile("（(?:不?含|包括)[^）]*）")
_COMPARED = re.compile(
    r"[比较](?:上一?年|去年|前年|年初|同期|20\d\d年|“?十[一二三四五]五”?(?:期间|时期|末)?)[^，、]{0,6}$"
)
_BASIS, _ON_BASIS = "基础上", re.compile("在[^，]*基础上$")
_OVER = ("超", "超过")
_NOT_REACHED = words("phrases", "not_reached")
_ACHIEVING, _COMPLETING, _ADDED = "实现", "完成", ("新增", "净增")
_MEASURED = re.compile("里程$|面积$|规模$|长度$")
_TELLS_ALONE = 4
_RECKONED = re.compile("^.*按[^，、]{1,6}计算(?=..)")  # 河流按河长计算|水体优良比例
_COUNT = re.compile("[数额量率]$")
CLOSING_ACT = re.compile(one_of(words("verbs", "closing")) + "$")
_LEVEL = re.compile("(?:" + one_of(words("phrases", "level")) + ")$")


def is_level(thing: str) -> bool:
    """Whether ``thing`` is a level that needs no verb: 粮食产量, 平均浓度."""
    return _LEVEL.search(thing) is not None


def is_noun_of_doing(body: str, predicate: str, around: Around) -> bool:
    """完成森林质量提升#亩, 评定企业超#家: the act at the head governs, what looks like a predicate does not."""
    if body and around.shared and around.in_list and predicate in _GROW | _CUT and not around.is_ratio:
        return True  # 完成林果调优#亩、品质提升#亩
    over = predicate in _OVER
    if over and 0 < (caused := causative_at(body, 0)) < len(body):
        body, _ = strip_adverbs(body[caused:])  # 推动总部企业超过#家
    if over and not around.is_ratio and _is_act_over(body, around):
        return True
    act = first_act(body)
    if predicate == "超" and act == "实现":
        return True
    if not act or act in _KEEPING:
        return False
    if over and around.is_ratio and predicate != "超":
        return False  # 已上线服务事项零跑动超过#%
    if over:  # 改造户数超#户, 投资超#亿元, 运营里程超#公里: what looks like an act is part of a noun
        noun = body[len(act) :]
        measured = act in NOUN_LIKE and noun and (_MEASURED.search(noun) or makes_noun(noun))
        return not (_COUNT.search(noun) or measured) and body != "投资"
    return act not in NOUN_LIKE and predicate in _GROW | _CUT and not around.is_ratio


def _is_act_over(body: str, around: Around) -> bool:
    """Whether more than so many are done: 快速检测超#批次, 新增企业超#家、网点超#家, 平台提供服务超#项."""
    if _COUNT.search(body) or is_level(body) or body == "投资":
        return False
    if around.shared and (around.in_list or around.over):
        return bool(body) and not first_act(body)
    inside = inner_verb(body, shared_in_list=False, has_right=False, last_word=False)
    return CLOSING_ACT.search(body, 2) is not None or (inside is not None and body[slice(*inside)] in _STRONG)


def mode_of(action: str, thing: str, *, is_ratio: bool, kind: str) -> Mode:
    """`do`, `reach`, `grow` or `cut`, by the verb (GUIDELINES, field ``mode``)."""
    if action.endswith(_ACHIEVING):  # 实现旅游总收入# stands at the end, 实现供地# is done
        return "reach" if is_ratio or is_level(thing) else "do"
    if action in _GROW and (is_ratio or (kind == "predicate" and not action.endswith(_ADDED))):
        return "grow"
    if action in _CUT and (is_ratio or kind == "predicate"):
        return "cut"
    if not is_ratio and action in _GROW and (kind == "act" or action.endswith(_ADDED)):
        return "do"  # 增加公办学位#个, 城镇就业新增#人
    if is_ratio and action.endswith(_COMPLETING):
        return "do"
    if not action or action in _REACH or is_ratio or (kind == "predicate" and not CLOSING_ACT.match(action)):
        return "reach"
    return "do"


def split_tail(text: str) -> tuple[str, str, Relation | None]:
    """Cut predicate and relation words off the end: 数量突破 → 数量, 突破, gt."""
    predicate, relation = "", None
    end = len(text)
    while length := (_relation_of if predicate else _tail_of)(text[:end]):
        word = text[end - length : end]
        if length == 1 and text.startswith(_NOT_REACHED, max(end - 2, 0)):
            break  # 雷达#部
        if word in _BEFORE:
            relation = relation or _BEFORE[word]
        if word in _PREDICATE:
            predicate = predicate or word
        end -= length
    if predicate.startswith("控制"):
        relation = relation or "le"
    return text[:end], predicate, relation


def indicator(body: str) -> str:
    """What a predicate is said of: 发展农业新品种突破# → 农业新品种."""
    for word in CAUSATIVE if causative_at(body, 0) and not opens_like_an_act(body) else ():
        if body.startswith(word) and len(body) > len(word):
            body, _ = strip_adverbs(body[len(word) :])
            break
    if "、" in body and (first_act(body) or _REACHED_BEFORE.search(body)):
        body = body.rpartition("、")[2]  # 建设管理平台、可调负荷提升至#
    end = verbs_end(body)
    if 0 < end < len(body) and not makes_noun(body[end:]) and body[:end] not in NOUN_LIKE:
        body = body[end:]  # the act has done its work, the predicate governs
    body = _FROM.sub("", body)
    if body.endswith(_BASIS):
        body = _ON_BASIS.sub("", body)
    if "年" in body or "期" in body:
        body = _COMPARED.sub("", body)  # 赤字规模|比上年年初预算|增加#
    if "计算" in body:
        body = _RECKONED.sub("", body)
    if "等" in body:
        kind = names_in(body, _ALONE)[1]  # 户政、社保等|高频服务
        body = kind if len(kind) >= _TELLS_ALONE else body
    return tidied(_ASIDE.sub("", body) if "（" in body else body)
