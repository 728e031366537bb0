"""Stage 4, resolve: the verb and the object that own a number, shared with the numbers before it where they are.

Needs a place and what the numbers before it have settled (``State``), which it carries on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._behind import is_bare_stage, is_stage, opening_verb, read_right
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Relation
from luoshi.reading._names import split_names
from luoshi.reading._phrase import Around, Left, complete, is_level, read_left
from luoshi.reading._places import Place
from luoshi.reading._verbs import first_act, makes_noun, strip_adverbs, verbs_end

_ALONE = Around(shared=False, in_list=False, has_right=False, is_ratio=False)
_NO_LEFT = Left("none", "", "", (), None, strive=False)
_OWNER = re.compile("(?:" + one_of(words("attributes", "owner")) + ")$")
_OWNER_FIRST = re.compile("^[^、]{0,10}?(?:" + one_of(words("attributes", "owner_of_many")) + ")(?=..)")
_TO_WHOM = words("phrases", "to_whom")
_WHERE = "在"
_DONE_TO_THEM = re.compile("进行([一-鿿]{2,6})$")
_LOOK_AHEAD = 20
_LEADING_OWNER = re.compile(
    "[^，]{1,8}?(?:" + one_of(words("attributes", "owner")) + ")(?=" + one_of(words("attributes", "behind_owner")) + ")"
)
SPENDING = frozenset(("投入", "投资"))
_GIVING = frozenset(("安排", "筹措", "统筹", "拿出"))
_WHOLE = frozenset(words("verbs", "whole"))
_DESCRIBING = ("具有", "富有", "充满")
_TYPES = re.compile("^(?:[^、]{1,4}型、)+[^、]{1,4}型")
_DOING = re.compile("(?:" + one_of(words("phrases", "doing")) + ")$")
_NO_NOUN = re.compile(one_of(words("phrases", "no_noun")) + "|$")
_RANK_ENDS = ("级", "以上")  # of what `_RANK` matches
_RANK = re.compile("(?:(?:国家|省|市|区|县|镇|州|厅|部|局|村)级|[一二三四五六七八九十百千万亿]+元级)(?:以上)?")
_RATE = re.compile("(?:" + one_of(words("phrases", "rate")) + ")$")
_STANDING = words("phrases", "standing")
_BOUNDS = ("ge", "le", "lt")
_PROJECT = re.compile("项目((?:规划|前期)?(?:建设|工作)?)$")
_NOT_COUNTED = words("phrases", "not_counted")
_COUNTED_AFTER_ALL = words("phrases", "counted_after_all")
_AMOUNT = re.compile("的(?:总|建设|年度)?(?:任务|工程|工作)量?")  # 完成道路建设80%的任务量
_DIGIT = re.compile(r"\d")
_CAMPAIGN = re.compile("(?:[和与及]?(?:" + one_of(words("phrases", "campaign")) + "))+$")
_LONGEST_SUBJECT = 16
_LONGEST_BOUGHT = 60
_JUST_SPENT = re.compile(r"[①-⑳\d、．.（）]*(?:[一二三四五六七八九十]是)?(?:计划|预计)?(?:投资|投入)")
_WORKS_END = re.compile("(?:项目)?(?:建设|改造|工作)$")
_LEADING_UP = ("的", "和", "与", "及", "对", "内")
_SHORT = 3
_REGIONS = frozenset(words("phrases", "region"))
_JOINTS_ONLY = ("、", "和", "及", "与")
_SEVERALLY = "分别"
_SHARE_OF = re.compile("占[^，]{2,16}(?:比重|比例)$")
_PER_HEAD = re.compile("[、，]?(人均|户均|亩均|地均)(?:达到?|超过?|突破|提高[到至]|增[加长][到至]?)+")
_STRETCH = ("示范段", "先导段", "启动段", "路段")
_LENGTHS = ("公里", "米", "千米")
_SHARES = ("占比", "比重", "比例")


@dataclass(slots=True)
class State:
    """What the numbers before have settled: the verb that may be shared, subjects still to be dealt out."""

    clause_start: int
    sentence_start: int
    left: Left | None = None
    object: str = ""
    subjects: tuple[str, ...] = ()
    relation: Relation | None = None
    strive: bool = False


def to_whom(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """为2000名困难职工、600名环卫工人提供免费体检: the act stands behind all the people."""
    left = strip_adverbs(place.left)[0]
    if not place.right or not left.startswith(_TO_WHOM) or (left not in _TO_WHOM and _holds_act(left)):
        return None
    rest = text[place.quantity.end : place.end]
    if left.startswith(_WHERE) and not _holds_act(rest):
        return _in_place(text, place, state)
    if done := _DONE_TO_THEM.search(rest):
        state.left = Left("act", done[1], "", (), None, strive=False)
        return done[1], _without_description(rest[: done.start()]), ()
    for at in range(1, len(rest)):
        if act := first_act(rest[at:]):
            state.left = Left("act", act, "", (), None, strive=False)
            noun = _DOING.sub("", place.right.partition(act)[0])
            return act, noun or place.right, ()
    return None


def _in_place(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """在青蓑村、鹭汀村等8个村，探索“共治”模式: the act stands in the clause behind."""
    following, act_like = strip_adverbs(text[place.end + 1 : place.end + _LOOK_AHEAD])
    act = first_act(following) or act_like
    if not act or place.later or text[place.end : place.end + 1] != "，":
        return None
    state.left = Left("act", act, "", (), None, strive=False)
    return act, place.right, ()


def _holds_act(text: str) -> bool:
    return any(first_act(text[at:]) for at in range(1, len(text)))


def clause_before(text: str, sentence_start: int, place: Place) -> tuple[str, str, tuple[str, ...]] | None:
    """开展健身展演活动，确保全年不少于1600次: the clause before tells what is counted."""
    if place.previous is not None or place.right or place.start <= sentence_start:
        return None
    left = read_left(_last_clause(text[sentence_start : place.start - 1]), _ALONE)
    return (left.action, left.object, ()) if left.kind == "act" and left.object else None


def _last_clause(passage: str) -> str:
    return re.split("[，；：]", passage)[-1]


def owner_of(place: Place, state: State, left: Left) -> tuple[str, str, tuple[str, ...]] | None:
    """(action, object, names), sharing what the numbers before have settled."""
    if left.subjects:
        state.subjects = left.subjects[1:]
        state.left, state.object, state.relation = left, left.object, _last_relation(place, left)
        return left.action, left.object, ()
    if subjects := _dealt_out(place, state, left):
        state.subjects = subjects[1:]
        state.left, state.object = left, subjects[0]
        return left.action, subjects[0], ()
    if left.kind == "none" and not left.object and not place.right:
        return _bare(state)
    action, thing, names = _beside(place, state, left)
    if left.kind in ("act", "predicate"):
        state.left = left
    elif left.kind == "causative":
        state.left = left._replace(kind="act", action=action, passes=action != left.action)
    thing = thing if left.kind == "predicate" else _without_description(thing)
    if (left.action in SPENDING or left.action in _GIVING) and place.quantity.is_money:
        thing = _bought(place, thing)
    if thing == "投资" and (project := _PROJECT.search(state.object)):
        thing = state.object[: project.start(1)] + thing  # 抓好27个省市重点项目，全年完成投资14亿元
    if state.object and (each := _PER_HEAD.fullmatch(place.left)):
        return action, each[1] + state.object, names  # 生产总值达到110亿元、人均达到4.6万元
    if _is_rank(thing):  # 省级临床重点专科1个、市级14个
        thing += _RANK.sub("", state.object, count=1)
    if not thing and not place.right and action in _WHOLE:
        thing = action  # 供地18万平方米
    thing = thing or (_elided(place, state) if action != "投资" else "") or state.object or action
    state.object = thing
    return (action, thing, names) if thing else None


def _dealt_out(place: Place, state: State, left: Left) -> tuple[str, ...]:
    """粮食播种面积、产量稳定在#、#; A和B增长#，分别达到#和#: as many subjects as numbers in a row."""
    if left.kind != "predicate" or place.previous is not None or not place.later:
        return ()
    ends = [place.quantity.end, *(item.end for item in place.later)]
    between = (place.text[end : item.start] for end, item in zip(ends, place.later, strict=False))
    if any(joint not in _JOINTS_ONLY for joint in between):
        return ()
    whole = left.object or (state.object if _SEVERALLY in place.left else "")
    subjects = split_names(whole)
    return complete(subjects) if len(subjects) == len(ends) else ()


def _beside(place: Place, state: State, left: Left) -> tuple[str, str, tuple[str, ...]]:
    """(action, object, names) by the words right before and behind the number; the object may be empty."""
    action, thing, names = left.action, left.object, left.names
    if left.kind in ("none", "causative") and not action and not _is_indicator(place, left):
        action = _shared_action(place, state)
    right = _full_right(place, left)
    if not right:
        return action, thing, names
    if not thing and left.kind == "none" and (verb := opening_verb(right)):
        return verb, thing, names  # 创建乡村400个，200个以上通过验收
    if not thing and left.kind == "none" and state.object and is_bare_stage(right):
        return right, state.object, names  # 推动6个项目开工、3个投产
    if listed := _listed(place, thing):
        names, thing = listed, ""
    if place.quantity.is_ratio and thing in _REGIONS:
        thing = ""  # 全区60%物业小区达标
    if place.quantity.is_ratio and thing and (stage := right if is_stage(right) else first_act(right)):
        return stage, thing, names  # 确保受污染耕地100%安全利用, 学校100%提供午餐
    if not thing or names or _right_is_counted(place, left, thing):
        noun, stage = read_right(right, left, place.quantity.unit) if _stands_alone(place, left) else ("", "")
        if not stage:
            noun, stage = read_right(right, _lightness(left, state), place.quantity.unit)
        if left.kind == "causative" and not stage and place.later and _joined_to_next(place):
            stage = read_right(place.noun_of_next, left)[1]  # 推动27条举措和40条事项落地
        if noun.endswith(_STRETCH) and place.quantity.unit in _LENGTHS and thing:
            noun = thing + noun  # 青蓑河生态廊道8公里示范段
        if left.kind == "none" and not stage and action:
            noun = noun.partition(action)[0] or noun
        thing, action = noun or thing, stage or action
    return action, thing, names


def _joined_to_next(place: Place) -> bool:
    return place.text[place.quantity.end : place.later[0].start].endswith(_JOINTS_ONLY)


def _stands_alone(place: Place, left: Left) -> bool:
    """A number that opens its clause may have a verb of its own behind its noun: …，400家企业上云."""
    return place.previous is None and left.kind == "none" and not left.object


def _full_right(place: Place, left: Left) -> str:
    """4个国家级、8个省级外贸基地提档升级, 确保40户、96人贫困人口脱贫: the first has the noun of the second."""
    if left.kind == "causative" and place.later and place.text[place.quantity.end : place.later[0].start] == "、":
        return place.noun_of_next
    if place.later and _is_rank(place.right):
        return place.right + _RANK.sub("", place.noun_of_next, count=1)
    return place.right


def _is_rank(text: str) -> bool:
    return text.endswith(_RANK_ENDS) and _RANK.fullmatch(text) is not None


def _elided(place: Place, state: State) -> str:
    """What is counted where no noun stands beside the number."""
    if place.later and not place.right:
        between = place.text[place.quantity.end : place.later[0].start].strip("、和及")
        if not between and place.later[0].unit != place.quantity.unit and (noun := place.noun_of_next):
            return read_right(noun, state.left or _NO_LEFT)[0]  # 开工和续建5条、30公里线路
        if between and verbs_end(between) == len(between) and (noun := place.noun_of_next):
            return read_right(noun, Left("act", between, "", (), None, strive=False, light=True))[
                0
            ]  # 开工6座、建成2座过街天桥
    if place.previous is None and place.start > state.sentence_start:
        clause = _last_clause(place.text[state.sentence_start : place.start - 1])
        if not _DIGIT.search(clause) and (subject := _subject(clause)):
            return subject
    return ""


def _subject(clause: str) -> str:
    """What a clause without a number is about: 高新技术企业倍增, 加快保障性住房建设, 实施“小升规”倍增计划."""
    left = read_left(clause, _ALONE)
    thing = _CAMPAIGN.sub("", _without_description(left.object.strip("“”") if left.kind == "act" else clause))
    return thing if len(thing) >= 2 and len(thing) <= _LONGEST_SUBJECT and "、" not in thing else ""


def _without_description(thing: str) -> str:
    """特色鲜明、生态宜居的示范镇 → 示范镇; 工业型、旅游型城镇 → 城镇."""
    head, mark, noun = thing.rpartition("的")
    if mark and len(noun) >= 2 and ("、" in head or head.startswith(_DESCRIBING)):
        return noun
    return (_TYPES.sub("", thing) or thing) if "型" in thing else thing


def _bought(place: Place, thing: str) -> str:
    """投入1800万元建成2条花卉景观大道: the sum is for the road."""
    end = verbs_end(place.right)
    if end == 0:
        return (not place.right and thing in ("", "投资") and _bought_next(place)) or thing
    listed = place.later and "、" in place.text[place.quantity.end : place.later[0].start]
    return (listed and place.noun_of_next) or place.right[end:] or place.noun_of_next or thing


def _bought_next(place: Place) -> str:
    """投资280万元，完成青蓑中学宿舍楼建设: the sum is for what the next clause acts on."""
    following = re.split("[，；。：]", place.text[place.end + 1 : place.end + _LONGEST_BOUGHT], maxsplit=1)[0]
    if place.later or _DIGIT.search(following) or not _JUST_SPENT.fullmatch(place.left):
        return ""
    left = read_left(following, _ALONE)
    thing = _WORKS_END.sub("", left.object) if left.kind == "act" else ""
    return thing if 2 <= len(thing) <= _LONGEST_SUBJECT and "、" not in thing else ""


def _is_indicator(place: Place, left: Left) -> bool:
    """A rate, or a level with a bound or behind a semicolon, in a clause of its own: no act before falls on it."""
    if place.previous is not None:
        return False
    if left.object.endswith(_STANDING):
        return True  # 安排项目80个，年度计划投资#
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
        return left.kind == "act" and place.right.startswith("的") and not _AMOUNT.match(place.right)
    if _NO_NOUN.match(place.right):
        return False
    if left.kind == "causative":
        return True
    if left.kind == "none":
        return len(thing) < _SHORT or bool(read_right(place.right, left)[1])
    if left.kind == "act" and not place.quantity.is_money and _names_what_is_counted(place.right):
        return True  # 推进国际医疗基地29个签约项目
    return len(thing) <= _SHORT or thing.endswith(_LEADING_UP) or place.left.endswith(_LEADING_UP)


def _names_what_is_counted(right: str) -> bool:
    if right.startswith(_NOT_COUNTED) and not right.startswith(_COUNTED_AFTER_ALL):
        return False
    end = verbs_end(right)
    return end == 0 or (end < len(right) and makes_noun(right[end:]))


def _lightness(left: Left, state: State) -> Left:
    if left.kind == "none" and state.left is not None and state.left.kind == "act":
        return left._replace(kind="act", light=state.left.light, action=state.left.action, passes=state.left.passes)
    return left


def _bare(state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """A number with nothing beside it: the next subject of 分别, or another measure of the same thing."""
    if state.left is None:
        return None
    if state.subjects:
        thing, state.subjects = state.subjects[0], state.subjects[1:]
        return state.left.action, thing, ()
    return (state.left.action, state.object, ()) if state.object else None


def _shared_action(place: Place, state: State) -> str:
    if state.left is None:
        return ""
    if state.left.kind == "act":
        return state.left.action
    # 达到 is shared inside one list only: a rate in the next clause stands by itself.
    return state.left.action if place.previous is not None and not place.quantity.is_ratio else ""


def with_owner(passage: str, thing: str, last: str) -> str:
    """产值 alone takes its owner from the clause before: 石化产业…，产值达到#. ``last``: the object before it."""
    clause = _last_clause(passage)
    if _DIGIT.search(clause):
        if (thing in _SHARES or _SHARE_OF.match(thing)) and last in clause:
            return last + thing  # 优良河段达到45公里，占比超86%
        shared = _OWNER_FIRST.match(last) if last in clause else None
        return (
            shared[0] + thing if shared and not thing.startswith(shared[0][-2:]) else thing
        )  # 开发区营业收入超过450亿元，固投达到10亿元
    owner = read_left(clause, _ALONE).object
    if not first_act(clause) and (leading := _LEADING_OWNER.match(clause)):
        owner = leading[0]  # 石化产业加快升级，产值达到#
    if thing == "投资":  # 实施优粮优产保障工程，投资2.29亿元
        return owner if 4 <= len(owner) <= 24 else thing
    return owner + thing if 2 <= len(owner) <= 14 and _OWNER.search(owner) else thing


def _last_relation(place: Place, left: Left) -> Relation | None:
    """分别增长A、B以上 with one unit: the relation behind the last number holds for all."""
    last = place.later[-1] if place.later else None
    if last is not None and last.after and all(item.unit == place.quantity.unit for item in place.later):
        return last.after
    return left.relation
