"""What stands before and behind a number: the verb that governs it, and the noun that is counted.

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
from dataclasses import dataclass
from typing import Literal

from luoshi.reading._lexicon import longest, one_of, words
from luoshi.reading._model import Mode, Relation

_ACT = frozenset(words("verbs", "act"))
_NOUN_LIKE = frozenset(words("verbs", "noun_like"))
_LIGHT = frozenset(words("verbs", "light"))
_CAUSATIVE = frozenset(words("verbs", "causative"))
_ADVERB = frozenset(words("verbs", "adverb"))
_ADVERB_AS_ACT = frozenset(words("verbs", "adverb_as_act"))
_REACH = frozenset(words("verbs", "reach"))
_GROW = frozenset(words("verbs", "grow"))
_CUT = frozenset(words("verbs", "cut"))
_NOT_VERB = frozenset(words("verbs", "not_verb"))
_HEADS = _ACT | _NOT_VERB
_COVERB = frozenset(words("verbs", "coverb"))
_STRONG_INNER = frozenset(words("verbs", "inner"))
_CAUSATIVE_LONGEST_FIRST = tuple(sorted(_CAUSATIVE, key=len, reverse=True))
_STRIVING = frozenset(("力争", "争取", "力促", "确保"))
_adverb_at = longest(_ADVERB)
_plain_act_at = longest(_ACT)
_head_at = longest(_HEADS)
_not_verb_at = longest(_NOT_VERB)
_PREDICATE = _REACH | _GROW | _CUT
_KEEPING = frozenset(("稳定", "保持", "确保", "实现"))
_BEFORE: dict[str, Relation] = {
    word: relation  # type: ignore[misc]  # the lexicon's keys are relations; tested
    for relation in ("ge", "gt", "le", "lt", "approx")
    for word in words("relations", "before", relation)
}
_BESIDE_NUMBER = frozenset(words("verbs", "beside_number"))
_STAGE = re.compile(one_of(words("verbs", "stage_after")))
_LONGEST = 6
_NAMED_KIND = 5
_AND_OTHERS = re.compile(r"等(?:\d+大[类个]?)?$")
_ENABLING = frozenset(("吸引", "引导", "支持", "组织", "帮助", "鼓励"))
_PASSING_ON = frozenset(("推进", "加快推进", "加快", "推动"))
_STAGE_IN_NOUN = re.compile("项目|工程|企业|村|区|面积|条件|能力|率|的|重点")
_SECOND_VERB = re.compile("进入|开展|参与|入选|获评|实施(?!方案|单元)")
_BEFORE_STAGE = re.compile("(?:全部|全面|如期|早日|尽快|实现|顺利|基本|正式|加快|按期|同步|陆续)+$")

_TIME = re.compile(
    r"(?:到|在|于|截至|至)?(?:20\d\d年)?(?:第?[一二三四]季度|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?|年)?(?:份|底|末|内|中)?(?:之?前|以前|前)?[，]?"
)
_PLAIN_TIME = re.compile(r"(?:到|在|于|截至|至)?(?:20\d\d年|“?十[一二三四五六]五”?|\d{1,2}月|第?[一二三四]季度|上半年|下半年)")
_JOINT = "、和及并与"
_STRIVE = re.compile("力争|争取|努力|争创|力促|争当|争先|冲刺")
_TAIL_NOISE = re.compile(r"(?:的?(?:数量|总数|总量|总数量|个数|累计|共计|合计|各|均|共|分别|约|达|到|为|也|再|又|将|，|：|、|总计|预计|新增量))+$")
_HEAD_NOISE = re.compile("^(?:的|了|好|、|和|及|与|以及|等|：)+")
_SIZE_PHRASE = re.compile(
    r"(?:总?投资|总?规模|占地|总?面积|建筑面积|总?长|年产)?(?:约|超)?\d[\d.,]*[万亿]*(?:美?元|亩|平方米|公里|千瓦|兆瓦|吨|米)(?:左右)?的"
)
_ENUMERATION = re.compile(r"^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．]|——|[①-⑳●■]|首先|其次|第[一二三四五六七八九十][，、])")
_NOUN_AFTER_VERB = re.compile("^(?:项目|工程|专项|任务|标准|行动|计划|试点|面积|能力|体系|机构|中心|示范|工作|率|量|点|站|类|型|器|员|者|费|机|区|企业|规模|水平|收入|基地|平台|活动|对象|目标|设施|场所|$)")
_MONEY_NOUN = re.compile("资金|投资|债|贷|补|金|款|税|收入|产值|订单|额|授信|融资|销售|营收|经费|信贷")

_NOUN_OF_STRONG = re.compile("率|量|额|面积|工程|$")


@dataclass(frozen=True, slots=True)
class Left:
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


@dataclass(frozen=True, slots=True)
class Around:
    """What the reading of the words before a number has to know of its surroundings.

    ``shared``: an act before could govern it too. ``in_list``: another number stands before it in the same clause.
    ``has_right``: a noun follows. ``is_ratio``: it is a percentage or a multiple.
    """

    shared: bool
    in_list: bool
    has_right: bool
    is_ratio: bool


def read_left(text: str, around: Around) -> Left:
    """Read the words before a number."""
    strive = bool(_STRIVE.search(text))
    body = _SIZE_PHRASE.sub("", _ENUMERATION.sub("", text, count=1))
    if (at := body.find("分别")) > 0:
        return _distributed(body[:at], body[at + 2 :], strive)
    whole = body
    body, predicate, relation = _split_tail(body)
    body, dropped = strip_adverbs(body)
    if predicate and not _is_noun_of_doing(body, predicate, around) and (body or not around.has_right):
        return _with_predicate(body, predicate, relation, strive)
    if predicate and relation is None:
        body, dropped = strip_adverbs(whole)
    return _with_act(body, dropped, relation, strive, around)


def _is_noun_of_doing(body: str, predicate: str, around: Around) -> bool:
    """完成森林质量提升#亩, 评定企业超#家: the act at the head governs, what looks like a predicate does not."""
    act = first_act(body)
    if not act or act in _KEEPING:
        return False
    return predicate == "超" or (act not in _NOUN_LIKE and predicate in _GROW | _CUT and not around.is_ratio)


def mode_of(action: str, *, is_ratio: bool, kind: str) -> Mode:
    """`do`, `reach`, `grow` or `cut`, by the verb (GUIDELINES, field ``mode``)."""
    if action in _GROW and (is_ratio or kind == "predicate"):
        return "grow"
    if action in _CUT and (is_ratio or kind == "predicate"):
        return "cut"
    if not action or action in _REACH or kind == "predicate":
        return "reach"
    return "do"


def read_right(text: str, left: Left) -> tuple[str, str]:
    """(object, action) from the words behind a number; the action is empty unless the act stands there too."""
    noun = _HEAD_NOISE.sub("", text)
    passes_on = left.passes or left.kind in ("causative", "none") or left.action in _PASSING_ON
    stage = _STAGE.search(noun, 1) if passes_on else None
    if stage and (stage[0].endswith("为") or not _STAGE_IN_NOUN.match(noun[stage.end() :])):
        before = _BEFORE_STAGE.sub("", noun[: stage.start()])
        if before:
            return before, noun[stage.start() :]
    if verb := _SECOND_VERB.search(noun, 2):  # 14个学科进入…, 20家企业开展…
        noun = noun[: verb.start()]
    return (_without_doing(noun) if left.light else noun), ""


def split_names(text: str, *, joints: bool = True) -> tuple[str, ...]:
    """The named things in a list such as 北赵路、埠惜路 or A、B和C; marks inside quotes do not split.

    ``joints``: 和, 与 and 及 split too.
    """
    items, depth, last = [], 0, 0
    for index, char in enumerate(text):
        if char in "“《（":
            depth += 1
        elif char in "”》）":
            depth -= 1
        elif depth <= 0 and (char == "、" or (joints and char in "和与及" and _joins(text, index, last))):
            items.append(text[last:index])
            last = index + 1
    items.append(text[last:])
    return tuple(item for item in (part.strip("、和与及以 ") for part in items) if item)


def is_money_noun(text: str) -> bool:
    """Whether a noun behind a sum of money is the money itself (资金, 助学金), not a thing of that size."""
    return bool(_MONEY_NOUN.search(text))


def _joins(text: str, index: int, last: int) -> bool:
    # 和 inside a name (和平路, 共和国) is not a mark of a list: both sides need a name's length.
    return index - last >= 2 and len(text) - index > 2 and text[index : index + 2] not in ("和平", "和谐", "和美", "及时", "与会")


def _split_tail(text: str) -> tuple[str, str, Relation | None]:
    """Cut predicate and relation words off the end: 数量突破 → 数量, 突破, gt."""
    predicate, relation = "", None
    end = len(text)
    while end:
        for length in range(min(_LONGEST, end), 0, -1):
            word = text[end - length : end]
            if word in _BEFORE:
                relation = relation or _BEFORE[word]
                predicate = predicate or (word if word in _PREDICATE else "")
            elif word in _PREDICATE and not predicate:
                predicate = word
            elif word not in _BESIDE_NUMBER:
                continue
            end -= length
            break
        else:
            break
    if predicate.startswith("控制"):
        relation = relation or "le"
    return text[:end], predicate, relation


def strip_adverbs(text: str) -> tuple[str, str]:
    """Cut adverbs, times and modals off the front. Also gives the last adverb that could be an act itself."""
    start, act_like = 0, ""
    while start < len(text):
        length = _adverb_at(text, start)
        if length:
            word = text[start : start + length]
            if _plain_act_at(text, start) > length:
                break
            act_like = word if word in _ADVERB_AS_ACT else act_like
            start += length
            continue
        if _PLAIN_TIME.match(text, start) and (time := _TIME.match(text, start)) and time.end() > start:
            start = time.end()
            continue
        if text[start] in "，、： ":
            start += 1
            continue
        break
    return text[start:], act_like


def _with_predicate(body: str, predicate: str, relation: Relation | None, strive: bool) -> Left:
    for word in _CAUSATIVE_LONGEST_FIRST:
        if body.startswith(word) and len(body) > len(word):
            body, _ = strip_adverbs(body[len(word) :])
            break
    if "、" in body and first_act(body):
        body = body.rpartition("、")[2]  # 建设管理平台、可调负荷提升至#
    verb_end = verbs_end(body)
    if 0 < verb_end < len(body) and not _NOUN_AFTER_VERB.match(body[verb_end:]) and body[:verb_end] not in _NOUN_LIKE:
        # 发展农业新品种突破#: the act has done its work, the predicate governs.
        body = body[verb_end:]
    return Left("predicate", predicate, _tidy(body), (), relation, strive)


def _with_act(body: str, dropped: str, relation: Relation | None, strive: bool, around: Around) -> Left:
    for word in _CAUSATIVE_LONGEST_FIRST:
        if body.startswith(word):
            return _caused(word, body[len(word) :], relation, strive, around)
    if first_act(body) in _COVERB and (inner := _inner_verb(body, around)):
        return _inner(body, *inner, relation, strive, around)
    verb_end = verbs_end(body)
    if verb_end == len(body) and body and not around.has_right:
        return _only_verbs(body, relation, strive)
    if verb_end:
        action, rest = body[:verb_end], body[verb_end:]
        rest = _thing_acted_on(action, rest, around)
        names, rest = _names(rest, around)
        weak = first_act(body) in _NOUN_LIKE
        return Left("act", action, _tidy(rest), names, relation, strive, light=action in _LIGHT, weak=weak)
    listing = around.shared and around.has_right and body.endswith("等")  # names in a list whose verb is shared
    if not listing and (inner := _inner_verb(body, around)):
        return _inner(body, *inner, relation, strive, around)
    names, rest = _names(body, around)
    if dropped in _STRIVING and (around.has_right or around.is_ratio or not rest):
        return Left("causative", "", _tidy(rest), names, relation, strive)
    if dropped and not around.shared and (around.has_right or rest):
        return Left("act", dropped, _tidy(rest), names, relation, strive, light=True)
    kind: Literal["causative", "none"] = "causative" if names and not rest else "none"
    return Left(kind, "", _tidy(rest), names, relation, strive)


def _thing_acted_on(action: str, rest: str, around: Around) -> str:
    """吸引…企业在盐设立进口商#: what is counted stands behind the second verb."""
    if action not in _ENABLING or around.has_right:
        return rest
    inner = _inner_verb(rest, Around(shared=True, in_list=False, has_right=False, is_ratio=False))
    return rest[inner[1] :] if inner and len(rest) - inner[1] >= 2 else rest


def _only_verbs(body: str, relation: Relation | None, strive: bool) -> Left:
    """完成供水移交#户: what a light verb does is counted. 优化调整#条: the thing was named before."""
    first = first_act(body)
    weak = first in _NOUN_LIKE
    if len(first) < len(body) and first in _LIGHT:
        return Left("act", first, _tidy(body[len(first) :]), (), relation, strive, weak=weak)
    return Left("act", body, "", (), relation, strive, weak=weak)


def _caused(word: str, rest: str, relation: Relation | None, strive: bool, around: Around) -> Left:
    rest, _ = strip_adverbs(rest)
    verb_end = verbs_end(rest)
    if 0 < verb_end and (verb_end < len(rest) or around.has_right):
        names, noun = _names(rest[verb_end:], around)
        return Left("act", rest[:verb_end], _tidy(noun), names, relation, strive, light=rest[:verb_end] in _LIGHT)
    if inner := _inner_verb(rest, around):
        return _inner(rest, *inner, relation, strive, around)
    names, noun = _names(rest, around)
    if not around.has_right and noun:
        action = "" if around.is_ratio and word in _STRIVING else word
        return Left("act" if action else "none", action, _tidy(noun), names, relation, strive)
    return Left("causative", word, _tidy(noun), names, relation, strive)


def _inner(
    body: str, start: int, end: int, relation: Relation | None, strive: bool, around: Around
) -> Left:
    """城镇新增就业#, 依托…平台引进种业项目#, 每人发放#助学金."""
    subject, action, rest = body[:start], body[start:end], body[end:]
    names, rest = _names(rest, around)
    rest = _tidy(rest)
    if not rest and not around.has_right:
        return Left("act", action, _tidy(subject), names, relation, strive)
    if rest and len(subject) <= 4 and action.startswith(("新增", "净增")):
        rest = subject + rest
    return Left("act", action, rest, names, relation, strive, light=action in _LIGHT)


def _distributed(subjects: str, rest: str, strive: bool) -> Left:
    """城镇、农村居民人均可支配收入分别增长#、#: one subject for each number."""
    subjects, _ = strip_adverbs(subjects)
    for word in (*_CAUSATIVE_LONGEST_FIRST, "实现", "完成", "保持"):
        if subjects.startswith(word):
            subjects, _ = strip_adverbs(subjects[len(word) :])
            break
    rest, predicate, relation = _split_tail(rest)
    head = ""
    verb_end = verbs_end(subjects)
    if 0 < verb_end < len(subjects) and subjects[:verb_end] not in _NOUN_LIKE:
        head, subjects = subjects[:verb_end], subjects[verb_end:]
    items = _complete(split_names(subjects))
    action_end = verbs_end(rest)
    action = predicate or (rest[:action_end] if action_end else head)
    noun = "" if predicate else rest[action_end:] if action_end else rest
    items = tuple(item + noun for item in items)
    kind: Literal["predicate", "act"] = "predicate" if predicate else "act"
    return Left(kind, action, items[0] if items else noun, (), relation, strive, subjects=items)


def _complete(items: tuple[str, ...]) -> tuple[str, ...]:
    """城镇, 农村居民人均可支配收入 → the first takes the tail that the last one has."""
    if len(items) < 2:
        return items
    last = items[-1]
    longest = max(len(item) for item in items[:-1])
    if longest + 3 <= len(last) and longest <= 5:
        return tuple(item + last[len(item) :] for item in items[:-1]) + (last,)
    return items


def verbs_end(text: str) -> int:
    """Where the compound of acts at the head of ``text`` ends; 0 when there is none."""
    end = _act_at(text, 0)
    while end:
        joint = 1 if end < len(text) and text[end] in _JOINT else 0
        length = _act_at(text, end + joint)
        if not length:
            break
        after = end + joint + length
        word = text[end + joint : after]
        if word in _NOUN_LIKE and (joint or _NOUN_AFTER_VERB.match(text[after:])):
            break
        end = after
    return end


def first_act(text: str) -> str:
    """The act that opens ``text``, without adverbs before it; empty when none does."""
    return text[: _act_at(text, 0)]


def _act_at(text: str, start: int) -> int:
    length = _head_at(text, start)
    if length:
        return length if text[start : start + length] in _ACT else 0
    if text.startswith("新", start) and (length := _head_at(text, start + 1)):
        return length + 1 if text[start + 1 : start + 1 + length] in _ACT else 0  # 新入驻, 新登记
    return 0


def _inner_verb(text: str, around: Around) -> tuple[int, int] | None:
    """The last verb inside ``text`` that can govern what follows it.

    In a list whose verb is shared, 适老化改造# is a noun: there a verb needs its own object.
    """
    if not around.has_right and not around.in_list and (final := _final_verb(text)):
        return final
    found = None
    at = 1
    while at < len(text) - 1:
        length = _act_at(text, at) or _not_verb_at(text, at)
        if length < 2:
            at += 1
            continue
        word = text[at : at + length]
        at += length
        strong = word in _STRONG_INNER
        if word in _NOT_VERB or word in _NOUN_LIKE or (around.shared and around.in_list and not strong):
            continue
        start = at - length
        rest = text[at:]
        if rest and not (_NOUN_OF_STRONG if strong else _NOUN_AFTER_VERB).match(rest):
            found = (start, start + verbs_end(text[start:]))
        elif not rest and (around.has_right or (strong and not (around.shared and around.in_list))):
            found = (start, at)
    return found


def _final_verb(text: str) -> tuple[int, int] | None:
    """安置房交付#套: an act right before the number, with what it falls on before it."""
    for length in range(4, 1, -1):
        start = len(text) - length
        if start >= 2 and text[start:] in _ACT and text[start:] not in _NOUN_LIKE:
            return start, len(text)
    return None


def _names(rest: str, around: Around) -> tuple[tuple[str, ...], str]:
    """Split 考院街、北阁街等 off; the object is then what follows the number."""
    if end := _AND_OTHERS.search(rest):
        if around.has_right:
            return split_names(rest[: end.start()]), ""
        return (), rest[: end.start()]
    head, mark, kind = rest.rpartition("等")
    if mark and len(head) > 1 and len(kind) >= _NAMED_KIND and not around.has_right:
        return split_names(head), kind  # 花间堂、泊心云舍等精品民宿#
    return (), rest


def _without_doing(noun: str) -> str:
    """小微水体整治 → 小微水体: a light verb's noun of doing is not what is counted."""
    for tail in ("工作", "任务"):
        noun = noun.removesuffix(tail)
    end = len(noun)
    while end > 2:
        for length in (6, 4, 3, 2):
            if end - length >= 2 and noun[end - length : end] in _ACT:
                end -= length
                break
        else:
            break
    stem = re.sub("(?:全|长)生命周期$", "", noun[:end]).rstrip("、和及与的")
    return stem if len(stem) >= 2 else noun


def _tidy(text: str) -> str:
    text = _TAIL_NOISE.sub("", _HEAD_NOISE.sub("", text))
    if text.count("“") != text.count("”"):
        text = text.strip("“”") if text.count("”") + text.count("“") == 1 else text
    return text
