"""What stands before a number: the verb that governs it, and the noun that is counted.

The grammar in one picture, with the number as #::

    [adverbs] ACT… OBJECT [RELATION] #              更新改造供热管网#      新增停车位不少于#
    [adverbs] ACT… [NAMES等] # NOUN [doing]         新建考院街、北阁街等#道路     完成#小微水体整治
    [推动|力争] … # NOUN STAGE                       推动#项目投产达效
    INDICATOR (增长|下降|达到|控制在…) [RELATION] #    地区生产总值增长#
    SUBJECTS 分别 … #、#                            交通、水利分别完成投资#、#
    OBJECT #                                        the verb is shared with the number before, or there is none
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from luoshi.reading._lexicon import ending, longest, one_of, words
from luoshi.reading._model import Mode, Relation
from luoshi.reading._names import named_things, split_names
from luoshi.reading._verbs import (
    NOUN_LIKE,
    first_act,
    inner_verb,
    makes_noun,
    opens_like_an_act,
    strip_adverbs,
    strives,
    verbs_end,
)

_LIGHT = frozenset(words("verbs", "light"))
_CAUSATIVE = words("verbs", "causative")  # longest first
_COVERB = frozenset(words("verbs", "coverb"))
_REACH = frozenset(words("verbs", "reach"))
_GROW = frozenset(words("verbs", "grow"))
_CUT = frozenset(words("verbs", "cut"))
_PREDICATE = _REACH | _GROW | _CUT
_BESIDE_NUMBER = frozenset(words("verbs", "beside_number"))
_LONGEST_TAIL = 6
_RELATIONS: tuple[Relation, ...] = ("ge", "gt", "le", "lt", "approx")
_BEFORE = {word: relation for relation in _RELATIONS for word in words("relations", "before", relation)}
# A predicate is taken once; relations and what may stand between, as often as they come.
_relation_of = ending(word for word in _BEFORE.keys() | _BESIDE_NUMBER if len(word) <= _LONGEST_TAIL)
_tail_of = ending(word for word in _BEFORE.keys() | _BESIDE_NUMBER | _PREDICATE if len(word) <= _LONGEST_TAIL)
_causative_at = longest(_CAUSATIVE)
_KEEPING = frozenset(words("phrases", "keeping"))
_STRIVING = frozenset(words("phrases", "striving_alone"))
_ENABLING = frozenset(words("phrases", "enabling"))

_TAIL_NOISE = re.compile("(?:" + one_of(words("phrases", "object_tail")) + ")+$")
_ends_in_noise = ending(words("phrases", "object_tail"))
_WITHIN = re.compile(r"(?<![一二三四五六七八九十\d])年内$")
_HEAD_NOISE = re.compile("^(?:" + one_of(words("phrases", "object_head")) + ")+")
_SIZE_PHRASE = re.compile(
    f"(?:{one_of(words('phrases', 'size_lead'))})?约?"
    + r"(?<![超过\d.])\d[\d.,]*[万亿]*"  # 产值超30亿元的 is a threshold and stays
    + f"(?:{one_of(words('phrases', 'size_unit'))})(?:左右)?的"
)
_ENUMERATION = re.compile(
    r"^(?:[一二三四五六七八九十](?:是|要)|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．]|——|[①-⑳●■]|首先|其次|"
    "第[一二三四五六七八九十][，、])"
)
_ADJECTIVE = re.compile(one_of(words("phrases", "adjective")))
_RATE = re.compile("[率比度]$|占比$|比重$|比例$")
_FROM = re.compile(r"[由从]\d[\d.]*[^，、]{0,5}$")
_AND_OTHERS = re.compile(r"等(?:\d+大[类个]?)?$")
# 诊疗量达到全区总诊疗量的#%: a share of something named.
_SHARE = re.compile("(?P<verb>" + one_of(words("verbs", "share")) + ")[^，。]{2,30}的$")
_INDICATOR = words("attributes", "bare_indicator")
_COUNT = re.compile("[数额量率]$")
_JOINTS = ("、", "和", "及", "并", "与")
_CLOSING_ACT = re.compile(one_of(words("verbs", "closing")) + "$")
_LEVEL = re.compile("(?:" + one_of(words("phrases", "level")) + ")$")
_OF_ALL = "占比"
_AT_LEAST = "至少"
_BOTH = "城乡"
_SHORT_SUBJECT = 4
_TOO_LITTLE = 1
_ANY_KIND = "活动"
_NAMED_KIND = 5  # characters: a shorter kind behind 等 (机构, 服务网点) tells too little without its examples


class Left(NamedTuple):
    """What stands before a number. ``kind``: who governs it.

    ``act``: a verb with its object behind it. ``predicate``: an indicator with 增长, 达到… behind it.
    ``causative``: 推动, 力争… the act stands behind the number. ``none``: no verb here.
    """

    kind: Literal["act", "predicate", "causative", "none"]
    action: str
    object: str
    names: tuple[str, ...]
    relation: Relation | None
    strive: bool
    light: bool = False
    subjects: tuple[str, ...] = ()
    weak: bool = False  # the act may as well be the noun that opens an object
    passes: bool = False  # the act of the number before stood behind its noun (推动#项目开工)


class Around(NamedTuple):
    """What the reading of the words before a number has to know of its surroundings.

    ``shared``: an act before could govern it too. ``in_list``: another number stands before it in the same clause.
    ``has_right``: a noun follows. ``is_ratio``: it is a percentage or a multiple.
    """

    shared: bool
    in_list: bool
    has_right: bool
    is_ratio: bool


class _Frame(NamedTuple):
    """What is settled of a phrase before its verb is sought."""

    around: Around
    relation: Relation | None
    strive: bool
    whole: str  # the words with the adverbs before them, which may be adjectives after all (高标准农田)

    def inner_verb(self, text: str) -> tuple[int, int] | None:
        around = self.around
        return inner_verb(
            text,
            shared_in_list=around.shared and around.in_list,
            has_right=around.has_right,
            last_word=not around.in_list,
        )

    def act(self, action: str, thing: str, names: tuple[str, ...] = (), *, weak: bool = False) -> Left:
        light = action in _LIGHT
        return Left("act", action, _tidy(thing), names, self.relation, self.strive, light=light, weak=weak)


def read_left(text: str, around: Around) -> Left:
    """Read the words before a number."""
    strive = strives(text)
    body = _ENUMERATION.sub("", text, count=1)
    body = _SIZE_PHRASE.sub("", body) if "的" in body else body
    if (at := body.find("分别")) > 0:
        return _distributed(body[:at], body[at + 2 :], strive=strive)
    if around.is_ratio and body.endswith("的") and (share := _SHARE.search(body)):
        return Left("predicate", share["verb"], _indicator(strip_adverbs(body[: share.start()])[0]), (), None, strive)
    whole = body
    kept, predicate, relation = _split_tail(body)
    if relation is None and _AT_LEAST in body:
        relation = "ge"  # 每县至少打造#座书院
    body, dropped = strip_adverbs(kept)
    if predicate and not _is_noun_of_doing(body, predicate, around) and (body or not around.has_right):
        of_all = _OF_ALL if predicate.startswith(_OF_ALL) else ""
        return Left("predicate", predicate, _indicator(body) + of_all, (), relation, strive)
    tail = "" if predicate and relation is None else whole[len(kept) :]
    if predicate and relation is None:
        body, dropped = strip_adverbs(whole)
    return _with_act(body, dropped, _Frame(around, relation, strive, whole[: len(whole) - len(tail)]))


def is_level(thing: str) -> bool:
    """Whether ``thing`` is a level that needs no verb: 粮食产量, 平均浓度."""
    return _LEVEL.search(thing) is not None


def _is_noun_of_doing(body: str, predicate: str, around: Around) -> bool:
    """完成森林质量提升#亩, 评定企业超#家: the act at the head governs, what looks like a predicate does not."""
    if around.shared and around.in_list and predicate in _GROW | _CUT and not around.is_ratio:
        return True  # 完成林果调优#亩、品质提升#亩
    act = first_act(body)
    if predicate == "超" and act == "实现":
        return True
    if not act or act in _KEEPING:
        return False
    if predicate == "超":  # 改造户数超#户, 投资超#亿元: what looks like an act is part of a noun
        return not _COUNT.search(body, len(act)) and body != "投资"
    return act not in NOUN_LIKE and predicate in _GROW | _CUT and not around.is_ratio


def mode_of(action: str, *, is_ratio: bool, kind: str) -> Mode:
    """`do`, `reach`, `grow` or `cut`, by the verb (GUIDELINES, field ``mode``)."""
    if action in _GROW and (is_ratio or kind == "predicate"):
        return "grow"
    if action in _CUT and (is_ratio or kind == "predicate"):
        return "cut"
    if not action or action in _REACH or (kind == "predicate" and not _CLOSING_ACT.match(action)):
        return "reach"
    return "do"


def _split_tail(text: str) -> tuple[str, str, Relation | None]:
    """Cut predicate and relation words off the end: 数量突破 → 数量, 突破, gt."""
    predicate, relation = "", None
    end = len(text)
    while length := (_relation_of if predicate else _tail_of)(text[:end]):
        word = text[end - length : end]
        if word in _BEFORE:
            relation = relation or _BEFORE[word]
        if word in _PREDICATE:
            predicate = predicate or word
        end -= length
    if predicate.startswith("控制"):
        relation = relation or "le"
    return text[:end], predicate, relation


def _indicator(body: str) -> str:
    """What a predicate is said of: 发展农业新品种突破# → 农业新品种."""
    for word in _CAUSATIVE if _causative_at(body, 0) else ():
        if body.startswith(word) and len(body) > len(word):
            body, _ = strip_adverbs(body[len(word) :])
            break
    if "、" in body and first_act(body):
        body = body.rpartition("、")[2]  # 建设管理平台、可调负荷提升至#
    end = verbs_end(body)
    if 0 < end < len(body) and not makes_noun(body[end:]) and body[:end] not in NOUN_LIKE:
        body = body[end:]  # the act has done its work, the predicate governs
    return _tidy(_FROM.sub("", body))


def _with_act(body: str, dropped: str, frame: _Frame) -> Left:
    around = frame.around
    if (caused := _causative_at(body, 0)) and not opens_like_an_act(body):
        return _caused(body[:caused], body[caused:], frame)
    if around.has_right and (last := body.rpartition("、")[2]) and verbs_end(last) == len(last):
        return frame.act(last, "")  # 发展10大产业、打造#个片区
    if first_act(body) in _COVERB and (inner := frame.inner_verb(body)):
        return _governed_inside(body, inner, frame)
    end = verbs_end(body)
    if end and end == len(body) and not around.has_right:
        return _only_verbs(body, frame)
    first = first_act(body)
    if first in _LIGHT and first_act(body[len(first) :]) in NOUN_LIKE:
        end = len(first)  # 完成供水移交#
    if end:
        names, rest = _names(_thing_acted_on(body[:end], body[end:], around), around)
        return frame.act(body[:end], rest, names, weak=first in NOUN_LIKE)
    listing = around.shared and around.has_right and body.endswith("等")  # names in a list whose verb is shared
    rate = around.is_ratio and _RATE.search(body)  # 问题解决回复率
    if not listing and not rate and (inner := frame.inner_verb(body)):
        return _governed_inside(body, inner, frame)
    return _without_act(body, dropped, frame)


def _without_act(body: str, dropped: str, frame: _Frame) -> Left:
    """No verb of doing: an adverb stands for it (加快#个项目), or the verb is elsewhere."""
    around = frame.around
    names, rest = _names(body, around)
    thing = _tidy(rest)
    if not names and (adjective := _ADJECTIVE.search(frame.whole)) and frame.whole.endswith(adjective[0] + body):
        thing = _tidy(adjective[0] + rest)
    if dropped in _STRIVING and not around.has_right and thing and (frame.relation or is_level(thing)):
        return Left("predicate", "", thing, names, frame.relation, frame.strive)  # 力争平均浓度低于#, 确保粮食产量#
    if dropped in _STRIVING and (around.has_right or around.is_ratio or not thing):
        return Left("causative", "", thing, names, frame.relation, frame.strive)
    alone = not (around.shared or around.has_right or around.is_ratio or dropped)
    if alone and (doing := _CLOSING_ACT.search(rest, 2)):
        return Left("predicate", doing[0], _tidy(rest[: doing.start()]), names, frame.relation, frame.strive)
    if dropped and not around.shared and (around.has_right or rest):
        return Left("act", dropped, thing, names, frame.relation, frame.strive, light=True)
    return Left("causative" if names and not rest else "none", "", thing, names, frame.relation, frame.strive)


def _thing_acted_on(action: str, rest: str, around: Around) -> str:
    """吸引…企业在盐设立进口商#: what is counted stands behind the second verb."""
    if action not in _ENABLING or around.has_right:
        return rest
    inner = inner_verb(rest, shared_in_list=False, has_right=False, last_word=True)
    return rest[inner[1] :] if inner and len(rest) - inner[1] >= 2 else rest


def _only_verbs(body: str, frame: _Frame) -> Left:
    """完成供水移交#户: what a light verb does is counted. 优化调整#条: the thing was named before."""
    first = first_act(body)
    weak = first in NOUN_LIKE
    if len(first) < len(body) and first in _LIGHT and not body.startswith(_JOINTS, len(first)):
        return frame.act(first, body[len(first) :], weak=weak)
    return frame.act(body, "", weak=weak)


def _caused(word: str, rest: str, frame: _Frame) -> Left:
    """推动, 力争, 确保…: the promise is the act that follows, wherever it stands."""
    around = frame.around
    rest, _ = strip_adverbs(rest)
    end = verbs_end(rest)
    if end and (end < len(rest) or around.has_right):
        names, noun = _names(rest[end:], around)
        return frame.act(rest[:end], noun, names)
    if end and first_act(rest) not in NOUN_LIKE:
        return _only_verbs(rest, frame)  # 推动改造#平方米
    listing = around.has_right and _AND_OTHERS.search(rest)  # 推动青蓑村改造、鹭汀村改造等#个项目
    if not listing and (inner := frame.inner_verb(rest)):
        return _governed_inside(rest, inner, frame)
    names, noun = _names(rest, around)
    if around.has_right or not _tidy(noun):
        return Left("causative", word, _tidy(noun), names, frame.relation, frame.strive)
    if around.is_ratio and (word in _STRIVING or is_level(noun)):
        return Left("none", "", _tidy(noun), names, frame.relation, frame.strive)
    return Left("act", word, _tidy(noun), names, frame.relation, frame.strive)


def _governed_inside(body: str, verb: tuple[int, int], frame: _Frame) -> Left:
    """城镇新增就业#, 依托…平台引进种业项目#, 每人发放#助学金."""
    start, end = verb
    subject, action = body[:start], body[start:end]
    names, rest = _names(body[end:], frame.around)
    rest = _tidy(rest)
    if not rest and not frame.around.has_right:
        rest = subject
    elif (
        rest and len(subject := subject.removesuffix("实现")) <= _SHORT_SUBJECT and action.startswith(("新增", "净增"))
    ):
        rest = subject + rest
    return frame.act(action, rest, names)


def _distributed(subjects: str, rest: str, *, strive: bool) -> Left:
    """城镇、农村居民人均可支配收入分别增长#、#: one subject for each number."""
    subjects, _ = strip_adverbs(subjects)
    for word in (*_CAUSATIVE, "实现", "完成", "保持"):
        if subjects.startswith(word):
            subjects, _ = strip_adverbs(subjects[len(word) :])
            break
    rest, predicate, relation = _split_tail(rest)
    head = ""
    verb_end = verbs_end(subjects)
    if 0 < verb_end < len(subjects) and subjects[:verb_end] not in NOUN_LIKE:
        head, subjects = subjects[:verb_end], subjects[verb_end:]
    items = _complete(split_names(_split_tail(subjects)[0]))
    action_end = verbs_end(rest)
    action = predicate or (rest[:action_end] if action_end else head)
    noun = "" if predicate else rest[action_end:] if action_end else rest
    items = tuple(item + noun for item in items)
    kind: Literal["predicate", "act"] = "predicate" if predicate else "act"
    return Left(kind, action, items[0] if items else noun, (), relation, strive, subjects=items)


def _complete(items: tuple[str, ...]) -> tuple[str, ...]:
    """城镇, 农村居民人均可支配收入 → the first takes the tail that the last one has."""
    if len(items) == 1 and items[0].startswith(_BOTH):
        rest = items[0].removeprefix(_BOTH)
        return ("城镇" + rest, "农村" + rest)  # 城乡居民收入分别增长#和#
    if len(items) < 2:
        return items
    last = items[-1]
    widest = max(len(item) for item in items[:-1])
    if widest + 3 <= len(last) and widest <= _SHORT_SUBJECT + 1:
        return (*(item + last[len(item) :] for item in items[:-1]), last)
    if last.endswith(_INDICATOR) and not any(item.endswith(_INDICATOR) for item in items[:-1]):
        tail = next(word for word in _INDICATOR if last.endswith(word))
        return (*(item + tail for item in items[:-1]), last)  # 粮食、油料产量
    return items


def _names(rest: str, around: Around) -> tuple[tuple[str, ...], str]:
    """Split 考院街、北阁街等 off; the object is then what follows the number."""
    if end := _AND_OTHERS.search(rest):
        if around.has_right:
            return split_names(rest[: end.start()]), ""
        return (), rest[: end.start()]
    head, mark, kind = rest.rpartition("等")
    if mark and len(head) > 1 and not around.has_right and (len(kind) >= _NAMED_KIND or _told_by_name(head, kind)):
        return split_names(head), kind  # 律师、会计等生产性服务企业#
    return (), rest


def _told_by_name(head: str, kind: str) -> bool:
    """青蓑沟治理等水利工程#: proper names before 等 are examples, one character tells too little."""
    return len(kind) > _TOO_LITTLE and kind != _ANY_KIND and bool(named_things(split_names(head), listed=True))


def _tidy(text: str) -> str:
    if noise := _HEAD_NOISE.match(text):
        text = text[noise.end() :]
    if _ends_in_noise(text):
        text = _TAIL_NOISE.sub("", text)
    if text.endswith("内"):
        text = _WITHIN.sub("", text)
    if text.count("“") != text.count("”"):
        text = text.strip("“”") if text.count("”") + text.count("“") == 1 else text
    return text
