"""Verb and object by the words right before and behind a number."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi.reading._behind import is_bare_stage, is_money_noun, is_stage, read_right
from luoshi.reading._counted import cut_at_verb, opening_verb
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._names import split_names
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Left, is_level
from luoshi.reading._places import Place, act_between
from luoshi.reading._verbs import NOUN_LIKE, first_act, makes_noun, strip_adverbs, verbs_end

_NO_NOUN = re.compile(one_of(words("phrases", "no_noun")) + "|$")
_RANK_ENDS = ("级", "以上", "属")  # of what `RANK` matches
RANK = re.compile(
    "(?:(?:国家|省|市|区|县|镇|州|厅|部|局|村)级|[省市区县]属|[一二三四五六七八九十百千万亿]+元?级)(?:以上)?|[一二三四五六七八九十百千万亿]+元?以上"
)
_RATE = re.compile("(?:" + one_of(words("phrases", "rate")) + ")$")
_OUTCOMES = words("phrases", "outcome")
_ACHIEVING = ("实现", "完成", "确保", "力争", "争取", "保持")
_STANDING = words("phrases", "standing")
_BOUNDS = ("ge", "le", "lt")
_NOT_COUNTED = words("phrases", "not_counted")
_COUNTED_AFTER_ALL = words("phrases", "counted_after_all")
_AMOUNT = re.compile("的(?:总|建设|年度)?(?:任务|工程|工作)量?")  # 完成道路建设80%的任务量
_MARKS_PASSED = ("大关", "台阶", "新台阶")
_TOWARDS = re.compile("(?:提前|全部|基本|率先|均|都)?(?:[向由在于][^，]*)?$")
_AT_RATE, _BY = re.compile("的(?:比例|幅度)"), re.compile("拟?(?:按照?|以)$")
_LEADING_UP = ("首批", "的", "和", "与", "及", "对", "内")
_WHEN_AND_HOW = re.compile("^(?:" + one_of(words("phrases", "before_stage")) + ")+")
_EVERY, _COVERING = "每", "覆盖"
_MONEY = re.compile("[^的]{2,8}资金(?!池)")
_SHORT = 3
_LONGEST_PLACE = 12
_SIZE = ("总投资", "投资", "计划", "其中", "全部", "所有")
_BARE_KIND = re.compile(
    "(?:" + one_of(words("phrases", "of_a_site")) + ")?(?:" + one_of(words("phrases", "bare_kind")) + ")"
)
_REGIONS = frozenset(words("phrases", "region"))
JOINTS_ONLY = ("、", "和", "及", "与")
# Of these, what they are about tells which.
_PROVISIONS = frozenset(words("phrases", "provisions"))
_STRETCH = ("示范段", "先导段", "启动段", "路段")
_LENGTHS = ("公里", "米", "千米")


def read_beside(place: Place, state: State, left: Left) -> tuple[str, str, tuple[str, ...]]:
    """(action, object, names) by the words right before and behind the number; the object may be empty."""
    action, thing, names = left.action, left.object, left.names
    if left.kind in ("none", "causative") and not action and not _is_indicator(place, state, left):
        action = _shared_action(place, state)
    right = _full_right(place, left)
    if not right:
        return action, thing, names
    if not thing and left.kind == "none" and (verb := opening_verb(right)):
        return verb, thing, names  # 创建乡村400个，200个以上通过验收
    if left.kind in ("none", "causative") and (thing or state.object) and (stage := _reached(right)):
        return stage, thing or state.object, names  # 推动6个项目开工、3个投产; 贫困人口67人上半年全部|脱贫
    if listed := _listed(place, thing):
        names, thing = listed, ""
    if place.quantity.is_ratio and thing in _REGIONS:
        thing = ""  # 全区60%物业小区达标
    if place.quantity.is_ratio and left.kind == "none" and (done := _done_with_share(right)):
        return done[0], done[1], names
    if place.quantity.is_ratio and (by_rate := _done_by_rate(right)):
        return by_rate[0], by_rate[1], names
    if place.quantity.is_ratio and thing and (stage := _what_all_do(right)):
        return stage, _BY.sub("", thing) or thing, names  # 确保受污染耕地100%安全利用, 学校100%提供午餐
    if not thing or names or _right_is_counted(place, left, thing):
        noun, stage = read_right(right, left, place.quantity.unit) if _stands_alone(place, left) else ("", "")
        if not stage:
            noun, stage = read_right(right, _lightness(left, state), place.quantity.unit)
        if left.kind == "act" and noun in _PROVISIONS and thing and not thing.endswith(JOINTS_ONLY):
            noun = thing + noun  # 落实支持港澳青年创业|18条措施
        stage = stage or _stage_of_next(place, left)
        if noun.endswith(_STRETCH) and place.quantity.unit in _LENGTHS and thing:
            noun = thing + noun  # 青蓑河生态廊道8公里示范段
        if _BARE_KIND.fullmatch(noun) and _is_place(thing) and not names:
            noun = thing + noun  # 轨道交通|11条线路, 医疗基地|29个签约项目
        if left.kind == "none" and not stage and action:
            noun = noun.partition(action)[0] or noun
        thing, action = noun or thing, stage or action
    return action, thing, names


def _is_place(thing: str) -> bool:
    """Whether ``thing`` before a number tells where or of what the bare kind behind it is."""
    if not 3 <= len(thing) <= _LONGEST_PLACE or thing.startswith(_SIZE) or thing.endswith(_LEADING_UP):
        return False
    return "、" not in thing and thing[0] not in "每第"


def _reached(right: str) -> str:
    """The stage that is all that ``right`` tells, but for when and how."""
    bare = _WHEN_AND_HOW.sub("", strip_adverbs(right)[0])
    return bare if is_bare_stage(bare) else ""


def _done_by_rate(right: str) -> tuple[str, str] | None:
    """(act, noun): 按不低于5%|的幅度压减一般性支出."""
    rate = _AT_RATE.match(right)
    act = first_act(right[rate.end() :]) if rate else ""
    noun = right[rate.end() + len(act) :] if rate else ""
    return (act, noun) if act and len(noun) >= _SHORT else None


def _done_with_share(right: str) -> tuple[str, str] | None:
    """(act, noun): 三级医院50%|的门诊号源提前向基层投放; 80%以上|的项目实现网上办理."""
    if not right.startswith("的") or _AT_RATE.match(right):
        return None
    noun, verb = cut_at_verb(right[1:])
    if verb:
        return verb, _TOWARDS.sub("", noun)
    for at in range(3, len(right) - 1):
        act = first_act(right[at:])
        if act and act not in NOUN_LIKE and right[at - 1] not in "和及与、的":
            return act, _TOWARDS.sub("", right[1:at])
    return None


def _what_all_do(right: str) -> str:
    """The stage or the act behind a share of many: 安全利用, 提供|午餐, 达到|标准, 的比例压减."""
    if rate := _AT_RATE.match(right):
        return first_act(right[rate.end() :])
    return right if is_stage(right) else first_act(right) or opening_verb(right)


def _stage_of_next(place: Place, left: Left) -> str:
    """推动27条举措和40条事项|落地, 确保90个村、6万人|实现脱贫."""
    if left.kind != "causative" or not place.later:
        return ""
    if not _joined_to_last(place):
        verb = act_between(place.text, place.quantity, place.later[0]) if place.right else 0
        between = place.text[place.quantity.end : place.later[0].start]
        return first_act(between[verb:]) if verb and between.startswith(place.right) else ""  # 推动3家医院|帮扶6个县
    noun = place.noun_of_last
    return read_right(noun, left)[1] or (noun if is_stage(noun) else "")


def _joined_to_last(place: Place) -> bool:
    items = place.quantities[place.number :]
    return all(place.text[a.end : b.start].endswith(JOINTS_ONLY) for a, b in pairwise(items))


def _stands_alone(place: Place, left: Left) -> bool:
    """A number that opens its clause may have a verb of its own behind its noun: …，400家企业上云."""
    return place.previous is None and left.kind == "none" and not left.object


def _full_right(place: Place, left: Left) -> str:
    """4个国家级、8个省级外贸基地提档升级, 确保40户、96人贫困人口脱贫: the first has the noun of the second."""
    if place.right.startswith(_MARKS_PASSED):
        return ""  # 突破1000亿元大关
    if left.kind == "causative" and place.later and place.text[place.quantity.end : place.later[0].start] == "、":
        return place.noun_of_next
    if place.later and is_rank(place.right):
        return place.right + RANK.sub("", place.noun_of_next, count=1)
    return place.right


def is_rank(text: str) -> bool:
    return text.endswith(_RANK_ENDS) and RANK.fullmatch(text) is not None


def _achieves(state: State) -> bool:
    """Whether the act before is one that outcomes follow: 实现工业产值#，固定资产投资#."""
    return state.left is not None and (
        state.left.action.endswith(_ACHIEVING) or state.left.kind == "predicate" or is_level(state.object)
    )


def _is_indicator(place: Place, state: State, left: Left) -> bool:
    """A rate, or a level with a bound or behind a semicolon, in a clause of its own: no act before falls on it."""
    if place.previous is not None:
        return False
    if left.object.endswith(_STANDING):
        return True  # 安排项目80个，年度计划投资#
    if left.kind == "none" and left.object.endswith(_OUTCOMES) and not _achieves(state):
        return True  # 建设6个示范区，技术合同成交总额#
    if is_level(left.object) and (left.relation in _BOUNDS or place.text[place.start - 1 : place.start] == "；"):
        return True
    return place.quantity.is_ratio and bool(_RATE.search(left.object))


def _listed(place: Place, thing: str) -> tuple[str, ...]:
    """装备制造、康养食品2个优势产业: a complete list before its count names its things."""
    value = place.quantity.value
    if isinstance(value, tuple) or not 1 < value < 30 or "、" not in thing:
        return ()
    for joints in (True, False):
        items = split_names(thing, joints=joints)
        if len(items) == value:
            return items
    return ()


def _right_is_counted(place: Place, left: Left, thing: str) -> bool:
    """Words on both sides of a number: the noun behind it is counted when those before only lead up to it."""
    if place.quantity.is_ratio:
        of_them = place.right.startswith("的") and not _AMOUNT.match(place.right)
        return of_them and (left.kind == "act" or (left.kind == "none" and cut_at_verb(place.right[1:])[1] != ""))
    if _NO_NOUN.match(place.right):
        return False
    if thing.startswith(_EVERY) or left.action.endswith(_COVERING):
        return True  # 每千名老人拥有40张|床位, 物业服务覆盖30个|小区
    if place.quantity.is_money and left.kind != "none" and _MONEY.search(place.right) and not is_money_noun(thing):
        return True  # 保持平原区对山区6亿元|协作资金
    if left.kind == "causative":
        return True
    if left.kind == "none":
        if verbs_end(place.right) == len(place.right) and thing:
            return False  # 和等外路1500公里|改造
        led = thing.endswith(_LEADING_UP)
        return len(thing) < _SHORT or led or bool(read_right(place.right, left)[1])
    if left.kind == "act" and not place.quantity.is_money and _names_what_is_counted(place.right):
        return True  # 推进国际医疗基地29个签约项目
    return len(thing) <= _SHORT or thing.endswith(_LEADING_UP) or place.left.endswith(_LEADING_UP)


def _names_what_is_counted(right: str) -> bool:
    if right.startswith(_NOT_COUNTED) and not right.startswith(_COUNTED_AFTER_ALL):
        return False
    if opening_verb(right):
        return False  # 招聘教师330名|充实一线
    end = verbs_end(right)
    return end == 0 or (end < len(right) and makes_noun(right[end:]))


def _lightness(left: Left, state: State) -> Left:
    if left.kind == "none" and state.left is not None and state.left.kind == "act":
        return left._replace(kind="act", light=state.left.light, action=state.left.action, passes=state.left.passes)
    return left


def _shared_action(place: Place, state: State) -> str:
    if state.left is None:
        return ""
    if state.left.kind == "act":
        return state.left.action
    # 达到 is shared inside one list only: a rate in the next clause stands by itself.
    return state.left.action if place.previous is not None and not place.quantity.is_ratio else ""
