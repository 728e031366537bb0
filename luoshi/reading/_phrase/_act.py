"""An act before a number, with its object; verbs inside a phrase; what 推动 and 力争 leave to the words behind."""

from __future__ import annotations

import re
from typing import NamedTuple

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Relation
from luoshi.reading._phrase._distribution import SHORT_SUBJECT
from luoshi.reading._phrase._governing import FOR, LIGHTENING, act_for_whom, act_joined, last_of_acts
from luoshi.reading._phrase._left import Around, Left
from luoshi.reading._phrase._object import AND_OTHERS, names_in, tidied
from luoshi.reading._phrase._predicate import CLOSING_ACT, causative_at, is_level
from luoshi.reading._verbs import (
    NOUN_LIKE,
    SECOND,
    closes_with_noun_of_doing,
    closing_act,
    first_act,
    inner_verb,
    opens_like_an_act,
    strip_adverbs,
    verbs_end,
)

_LIGHT = frozenset(words("verbs", "light"))
_COVERB = frozenset(words("verbs", "coverb"))
_STRIVING = frozenset(words("phrases", "striving_alone"))
_ACT_BY_ITSELF = frozenset(words("verbs", "adverb_as_act_anywhere"))
_COMPLETING = "完成"
_ONE_CHARACTER = frozenset(words("verbs", "one_character"))
# 实现城镇新增就业#, 实现网络覆盖学校#
_ACHIEVING, _ADDED = "实现", re.compile("(?<=[一-鿿]{2})(?:(?:新增|净增)(?=就业)|覆盖(?=[一-鿿]{2}))")
_MEASURE = re.compile("总?(?:规模|面积|能力|量)")
_SHARE, _SHORT_MEASURE = re.compile("(?:占比|比重|比例|率)$"), 4  # 调解成功率
_REACHING = "达到"
_ENABLING = frozenset(words("phrases", "enabling"))
_ADJECTIVE = re.compile(one_of(words("phrases", "adjective")))
_BUILT_THERE = re.compile("^[^、]{2,10}(?:地区|山区|市县|企业)(?:建设|改造)(?=[^、]{3})")
_RATE = re.compile("[率比度]$|占比$|比重$|比例$")
_IN_ALL = "共"
_REGIONS = frozenset(words("phrases", "region"))
_INVESTMENTS, _INVESTED_IN = ("投资", "固定资产投资"), ("项目", "更新", "棚改")
_KIND_OF = "类"
_WORKS = frozenset(words("verbs", "works"))
_TELLS_LITTLE = 2  # characters of what is added: 装机, 就业
_JOINTS = ("、", "和", "及", "并", "与")


class Frame(NamedTuple):
    """What is settled of a phrase before its verb is sought."""

    around: Around
    relation: Relation | None
    strive: bool
    whole: str  # the words with the adverbs before them, which may be adjectives after all (高标准农田)

    def inner_verb(self, text: str) -> tuple[int, int] | None:
        around = self.around
        if around.completing and not around.in_list and not around.has_right and closes_with_noun_of_doing(text):
            return None
        return inner_verb(
            text,
            shared_in_list=around.shared and around.in_list,
            has_right=around.has_right,
            last_word=not around.in_list,
        )

    def act(self, action: str, thing: str, names: tuple[str, ...] = (), *, weak: bool = False) -> Left:
        light = action in _LIGHT or action.endswith(_COMPLETING)
        return Left("act", action, tidied(thing), names, self.relation, self.strive, light=light, weak=weak)


def with_act(body: str, dropped: str, frame: Frame) -> Left:
    around = frame.around
    caused = causative_at(body, 0)  # 使用专项资金# is an act, 使 is none of its own
    if caused and caused >= len(first_act(body)) and not opens_like_an_act(body):
        return _caused(body[:caused], body[caused:], frame)
    if around.has_right and body in _ONE_CHARACTER:
        return frame.act(body, "")  # 再建#座停车楼
    if (also := act_joined(body)) and not around.has_right:
        return with_act(also, "", frame)  # 完成第一阶段并|启动第二阶段#
    if around.joined and (governing := _behind_noun(body, frame)):
        return _governed_inside(body, governing, frame)
    if around.has_right and (last := body.rpartition("、")[2]) and verbs_end(last) == len(last):
        return frame.act(last, "")  # 发展10大产业、打造#个片区
    if not around.has_right and (own := last_of_acts(body)):
        return with_act(own, "", frame)  # 开展青年创业行动、支持项目#
    if first_act(body) in _COVERB and (inner := frame.inner_verb(body)):
        return _governed_inside(body, inner, frame)
    if body.startswith(_REACHING) and not around.has_right and len(body) >= len(_REACHING) + 2:
        thing = tidied(body.removeprefix(_REACHING))
        return Left("predicate", _REACHING, thing, (), frame.relation, frame.strive)  # 达到年产菌菇#规模
    end = verbs_end(body)
    compound = around.has_right and body[end:] in SECOND
    if compound:
        end = len(body)  # 推进建设#所学校
    if around.has_right and (closing := closing_act(body, end, listed=around.shared)):
        return _governed_inside(body, closing, frame)
    if end and end == len(body) and not around.has_right:
        return _only_verbs(body, frame)
    if end and body.startswith(_KIND_OF, end):
        return _without_act(body, dropped, frame)  # 拆除重建|类用地供应#
    first = first_act(body)
    if first == _ACHIEVING and (added := _ADDED.search(body, len(first))):
        return _governed_inside(body[len(first) :], (added.start() - len(first), added.end() - len(first)), frame)
    if first in NOUN_LIKE and end == len(first) and _is_of_noun(body[end:], around):
        return _without_act(body, dropped, frame)  # 建设规模约#兆瓦, 研发占比#
    if first in _LIGHT and first_act(body[len(first) :]) in NOUN_LIKE and not compound:
        end = len(first)  # 完成供水移交#
    if end:
        names, rest = names_in(_thing_acted_on(body[:end], body[end:], around), around)
        return frame.act(body[:end], rest, names, weak=first in NOUN_LIKE and end == len(first))
    listing = around.shared and around.has_right and body.endswith("等")  # names in a list whose verb is shared
    rate = around.is_ratio and _RATE.search(body)  # 问题解决回复率
    inner = None if listing or rate else frame.inner_verb(body)
    if inner := inner or (None if around.has_right else act_for_whom(body)):
        return _governed_inside(body, inner, frame)
    return _without_act(body, dropped, frame)


def _behind_noun(body: str, frame: Frame) -> tuple[int, int] | None:
    """中心卫生院|聘任#名医生, 企业单位|设置一体机#: the act behind the noun of the number before."""
    if frame.around.has_right:
        return closing_act(body, 0, listed=False, joined=True) or frame.inner_verb(body)
    inner = frame.inner_verb(body)
    return inner if inner and inner[1] < len(body) else None


def _without_act(body: str, dropped: str, frame: Frame) -> Left:
    """No verb of doing: an adverb stands for it (加快#个项目), or the verb is elsewhere."""
    around = frame.around
    names, rest = names_in(body, around)
    thing = tidied(rest)
    if not names and (adjective := _ADJECTIVE.search(frame.whole)) and frame.whole.endswith(adjective[0] + body):
        thing = tidied(adjective[0] + rest)
    if dropped in _STRIVING and not around.has_right and thing and (frame.relation or is_level(thing)):
        return Left("predicate", "", thing, names, frame.relation, frame.strive)  # 力争平均浓度低于#, 确保粮食产量#
    if dropped in _STRIVING and (around.has_right or around.is_ratio or not thing):
        return Left("causative", "", thing, names, frame.relation, frame.strive)
    alone = not (around.has_right or around.is_ratio) and (dropped in _STRIVING or not (around.shared or dropped))
    if alone and (doing := CLOSING_ACT.search(rest, 2)):
        return Left("predicate", doing[0], tidied(rest[: doing.start()]), names, frame.relation, frame.strive)
    closing = closing_act(body, 0, listed=True, joined=True) if dropped and around.has_right else None
    if closing and body[slice(*closing)] not in _WORKS:
        return _governed_inside(body, closing, frame)  # 创新模式|建设#个联合大楼
    own = not around.shared or (dropped in _ACT_BY_ITSELF and not around.in_list)
    if dropped and own and (around.has_right or rest):
        return Left("act", dropped, thing, names, frame.relation, frame.strive, light=True)
    return Left("causative" if names and not rest else "none", "", thing, names, frame.relation, frame.strive)


def _is_of_noun(rest: str, around: Around) -> bool:
    """Whether ``rest`` tells a measure of the noun that looks like an act before it."""
    return bool(_MEASURE.fullmatch(rest) or (around.is_ratio and len(rest) <= _SHORT_MEASURE and _SHARE.search(rest)))


def _thing_acted_on(action: str, rest: str, around: Around) -> str:
    """吸引…企业在盐设立进口商#: what is counted stands behind the second verb."""
    if action not in _ENABLING or around.has_right:
        return rest
    if built := _BUILT_THERE.search(rest):
        return rest[built.end() :]  # 支持山区建设|农村公路
    inner = inner_verb(rest, shared_in_list=False, has_right=False, last_word=True)
    return rest[inner[1] :] if inner and len(rest) - inner[1] >= 2 else rest


def _only_verbs(body: str, frame: Frame) -> Left:
    """完成供水移交#户: what a light verb does is counted. 优化调整#条: the thing was named before."""
    first = first_act(body)
    weak = first in NOUN_LIKE
    if len(first) < len(body) and first in _LIGHT and not body.startswith(_JOINTS, len(first)):
        return frame.act(first, body[len(first) :], weak=weak)
    return frame.act(body, "", weak=weak)


def _caused(word: str, rest: str, frame: Frame) -> Left:
    """推动, 力争, 确保…: the promise is the act that follows, wherever it stands."""
    around = frame.around
    rest, _ = strip_adverbs(rest)
    if around.is_ratio and first_act(rest) in NOUN_LIKE and _RATE.search(rest):
        return Left("none", "", tidied(rest), (), frame.relation, frame.strive)  # 力争调解成功率不低于#
    end = verbs_end(rest)
    if end and (end < len(rest) or around.has_right):
        names, noun = names_in(rest[end:], around)
        return frame.act(rest[:end], noun, names)
    if end and first_act(rest) not in NOUN_LIKE:
        return _only_verbs(rest, frame)  # 推动改造#平方米
    if around.has_right and not end and (governing := closing_act(rest, 0, listed=False, joined=True)):
        return _governed_inside(rest, governing, frame)  # 推动优质教育资源托管#所学校
    listing = around.has_right and AND_OTHERS.search(rest)  # 推动青蓑村改造、鹭汀村改造等#个项目
    if not listing and (inner := frame.inner_verb(rest)):
        return _governed_inside(rest, inner, frame)
    names, noun = names_in(rest, around)
    if around.has_right or not tidied(noun):
        return Left("causative", word, tidied(noun), names, frame.relation, frame.strive)
    if around.is_ratio and (word in _STRIVING or is_level(noun)):
        return Left("none", "", tidied(noun), names, frame.relation, frame.strive)
    if (doing := CLOSING_ACT.search(noun, 2)) and word in _STRIVING:
        return Left("predicate", doing[0], tidied(noun[: doing.start()]), names, frame.relation, frame.strive)
    return Left("act", word, tidied(noun), names, frame.relation, frame.strive)


def _subject_of_added(subject: str, rest: str) -> str:
    """城镇|新增就业#; 光电、风电等可再生能源|新增装机#. Empty where what is added tells enough."""
    subject = subject.removesuffix("实现")
    if len(rest) <= _TELLS_LITTLE and (kind := subject.rpartition("等")[2]) != subject:
        return kind
    return subject if len(subject) <= SHORT_SUBJECT else ""


def _governed_inside(body: str, verb: tuple[int, int], frame: Frame) -> Left:
    """城镇新增就业#, 依托…平台引进种业项目#, 每人发放#助学金."""
    start, end = verb
    subject, action = body[:start].removeprefix(_IN_ALL), body[start:end]
    action = action.removeprefix(_ACHIEVING) or action  # 城镇实现新增就业#
    names, rest = names_in(body[end:], frame.around)
    rest = tidied(rest)
    if (not rest or rest in _REGIONS) and not frame.around.has_right:
        rest = (names_in(subject, frame.around)[1] if "等" in subject else subject) or rest  # 安全宣传|覆盖全区#
        rest = rest.removeprefix(FOR[0]) if action in LIGHTENING else rest
    elif rest in _INVESTMENTS and subject.endswith(_INVESTED_IN):
        rest = subject + rest  # 省重点项目|完成投资#
    elif rest and action.startswith(("新增", "净增")) and (subject := _subject_of_added(subject, rest)):
        rest = subject + rest
    return frame.act(action, rest, names)
