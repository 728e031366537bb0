"""The verb and the object of a number, shared with those before it or dealt out among them."""

from __future__ import annotations

import re

from luoshi.reading._behind import is_money_noun, read_right
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Relation
from luoshi.reading._names import split_names
from luoshi.reading._owner._amounts import with_standard
from luoshi.reading._owner._beside import JOINTS_ONLY, RANK, is_rank, read_beside
from luoshi.reading._owner._clauses import bought, elided, without_description
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Left, complete
from luoshi.reading._places import Place

SPENDING = frozenset(("投入", "投资"))
_GIVING = frozenset(("安排", "筹措", "统筹", "拿出"))
_WHOLE = frozenset(words("verbs", "whole"))
_PROJECT = re.compile("项目((?:规划|前期)?(?:建设|工作)?)$")
_EACH = re.compile("每[户人亩村间所辆座台家]")
_PARTS = frozenset(words("phrases", "part_of_all"))
_REGION = re.compile("[^、]{2,6}地区")
_PART_FIRST = re.compile("^(?:[^、]{2,6}地区|" + one_of((*_PARTS, *words("phrases", "region"))) + ")")
_SEVERALLY = "分别"
_NAMED_MONEY = 4  # characters: 资金 alone tells less than what it is spent on
_THRESHOLD = re.compile(r"超过?\d[\d.]*[万亿]*元(?:以上)?")
_PER_HEAD = re.compile("[、，]?(人均|户均|亩均|地均)(?:达到?|超过?|突破|提高[到至]|增[加长][到至]?)+")


def owner_of(place: Place, state: State, left: Left) -> tuple[str, str, tuple[str, ...]] | None:
    """(action, object, names), sharing what the numbers before have settled."""
    if left.subjects:
        state.subjects = left.subjects[1:]
        state.left, state.object, state.relation = left, left.object, _last_relation(place, left)
        return left.action, left.object if place.later else "、".join(left.subjects), ()
    if subjects := _dealt_out(place, state, left):
        state.subjects = subjects[1:]
        state.left, state.object = left, subjects[0]
        return left.action, subjects[0], ()
    if left.kind == "none" and not left.object and not place.right:
        return _bare(state)
    action, thing, names = read_beside(place, state, left)
    if left.kind == "act" or (left.kind == "predicate" and not _tells_more(place, state, left)):
        state.left = left
    elif left.kind == "causative":
        state.left = left._replace(kind="act", action=action, passes=action != left.action)
    thing = thing if left.kind == "predicate" else without_description(thing)
    names_money = len(left.object) >= _NAMED_MONEY and is_money_noun(left.object)  # 安排特别国债#支持…
    if (left.action in SPENDING or left.action in _GIVING) and place.quantity.is_money and not names_money:
        thing = bought(place, thing)
    if thing == "投资" and (project := _PROJECT.search(state.object)):
        thing = state.object[: project.start(1)] + thing  # 抓好27个省市重点项目，全年完成投资14亿元
    if state.object and (each := _PER_HEAD.fullmatch(place.left)):
        return action, each[1] + state.object, names  # 生产总值达到110亿元、人均达到4.6万元
    if is_rank(thing):  # 省级临床重点专科1个、市级14个; 省级400个、市级3000个|重点项目
        thing += RANK.sub("", state.object or read_right(place.noun_of_next, left)[0], count=1)
    if not thing and not place.right and action in _WHOLE:
        thing = action  # 供地18万平方米
    compared = left.kind == "predicate" and thing.startswith("比")  # 学位增加7万座，比“十三五”期间增长#
    if state.object and (compared or _EACH.fullmatch(thing)):
        thing = state.object  # 危房改造60户，每户补助#
    if (
        (thing in _PARTS or _REGION.fullmatch(thing))
        and left.kind == "predicate"
        and (whole := _PART_FIRST.sub("", state.object)) != thing
    ):
        thing += whole  # 城镇居民建档率达到50%，农村达到15%
    thing = with_standard(place, state, left, thing)
    thing = thing or (elided(place, state) if action != "投资" else "") or state.object or action
    state.object = thing
    return (action, thing, names) if thing else None


def _tells_more(place: Place, state: State, left: Left) -> bool:
    """安排教育支出15亿元，增长34%；卫生支出6亿元: how it grows, told of what was just counted, ends no act."""
    if left.object or place.later or not place.quantity.is_ratio:
        return False
    return state.left is not None and state.left.kind == "act"


def _dealt_out(place: Place, state: State, left: Left) -> tuple[str, ...]:
    """粮食播种面积、产量稳定在#、#; A和B增长#，分别达到#和#: as many subjects as numbers in a row."""
    if left.kind not in ("predicate", "act") or place.previous is not None or not place.later:
        return ()
    if left.kind == "act" and (place.right or "、" not in left.object or _follows_noun(place)):
        return ()  # 新发展家庭农场、合作社60家、30家
    ends = [place.quantity.end, *(item.end for item in place.later)]
    between = (place.text[end : item.start] for end, item in zip(ends, place.later, strict=False))
    if any(joint not in JOINTS_ONLY for joint in between):
        return ()
    whole = left.object or (state.object if _SEVERALLY in place.left else "")
    subjects = split_names(whole)
    if len(subjects) != len(ends):
        return ()
    return _of_one_noun(subjects) if left.kind == "act" else complete(subjects)


def _of_one_noun(things: tuple[str, ...]) -> tuple[str, ...]:
    """产值超10亿元, 超50亿元企业 → the first takes the noun that the last one has."""
    threshold = _THRESHOLD.search(things[-1])
    if threshold is None or not all(_THRESHOLD.fullmatch(thing, max(thing.find("超"), 0)) for thing in things[:-1]):
        return things
    noun = things[-1][threshold.end() :]
    return (*(thing + noun for thing in things[:-1]), things[-1])


def _bare(state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """A number with nothing beside it: the next subject of 分别, or another measure of the same thing."""
    if state.left is None:
        return None
    if state.subjects:
        thing, state.subjects = state.subjects[0], state.subjects[1:]
        return state.left.action, thing, ()
    return (state.left.action, state.object, ()) if state.object else None


def _follows_noun(place: Place) -> bool:
    """Whether words stand behind the last number of a clause: then they are counted, not those before."""
    return place.text[place.later[-1].end : place.end] != ""


def _last_relation(place: Place, left: Left) -> Relation | None:
    """分别增长A、B以上 with one unit: the relation behind the last number holds for all."""
    last = place.later[-1] if place.later else None
    if last is not None and last.after and all(item.unit == place.quantity.unit for item in place.later):
        return last.after
    return left.relation
