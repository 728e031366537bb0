"""Stages told by a light verb with works: 完成…土建工程."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone._project import (
    INVESTED,
    PLACE,
    PLACE_OR_HOUSE,
    QUOTED,
    TOLD_AT_LENGTH,
    is_one,
    one_project,
    started,
    told_at_length,
    whole_works,
)
from luoshi.reading._milestone._works_end import (
    BEGUN_OR_DONE,
    OF_BUILDING,
    WORKS,
    ends_with_works,
    is_whole_act,
    without_works,
    works_at_end,
    works_or_more,
)
from luoshi.reading._names import (
    is_facility,
    is_phase,
    is_unlike_a_kind,
    lies_at_named,
    named_things,
    split_things,
    things_in,
    without_size,
)

_QUOTED_PROJECT = re.compile("“[^”]{4,20}”.{0,8}工程(?:项目)?")  # 启动“平安蘅水”气象保障工程
_ONLY_QUOTED = re.compile("(?:“[^”]{0,30}”[、和]?)+")
_JOINT = re.compile("[和及、](?=[一-鿿]{4})")
_CARRIED_OUT = ("实施", "开展")
_PART_OF_BUILDING = ("主体", "土建", "房建", "前期")
_WHOLE_PROJECT = ("工程", "项目")
_BARE_WORKS = ("工程", "改造项目建设", "项目建设", "建设项目")
_OF_WORKS = re.compile("主体|土建|前期|扫尾|收尾|续建|装修|施工|征|拆|安装|装饰|房建|项目|工程|大修|养护|.{0,4}改造")
_PLACES = re.compile("(?:区|" + one_of(words("phrases", "place_or_house")) + ").?$")
_STARTING = ("启动", "启动建设", "全面启动", "谋划启动", "同步启动")
_BARE_BUILDING = "建设"
_WHOLE_BUILDING = ("建设", "主体建设", "主体工程")
BUILDING_OF_WORKS = "工程建设"
_EXTENDED = "延"
_PLANNED = ("谋划", "或")
_LONGEST_KIND = 16


def with_works(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线二期土建工程: a light verb needs a noun of doing behind its names."""
    if "等" in rest[2:]:
        return _works_of_many(verb, rest)
    if verb.endswith(BEGUN_OR_DONE) and _QUOTED_PROJECT.fullmatch(without_size(rest)):
        return verb, (without_size(rest).removesuffix("项目"),)
    if rest.endswith("工程”") and (quoted := QUOTED.fullmatch(rest)) and ("期" in rest or verb in BEGUN_OR_DONE):
        return verb, (quoted[0][1:-1],)  # 实施“优质饮用水入户三期工程”
    if rest.endswith("）") and (bracket := rest.rfind("（")) > TOLD_AT_LENGTH and not is_phase(rest[bracket + 1 : -1]):
        return _with_bracket(verb, rest, bracket)
    works = works_at_end(rest)
    if not works:
        return _begun_without_works(verb, rest)
    stem = rest[: len(rest) - len(works)].rstrip("的和与及")
    if stem.endswith(_PLANNED):
        return None  # 启动绕城公路谋划建设
    if works.endswith("期工程") and not works.endswith("前期工程"):
        names = named_things(split_things(rest))
        return (verb, names) if names else None
    if works == "工作" and not PLACE_OR_HOUSE.search(stem) and not is_phase(stem[-2:]):
        return None
    return _by_works(verb, rest, stem, works)


def first_of_two(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成青蓑路大修|及道路两侧环境绿化, 实施鹭汀等超采区治理|和重点泉域涵养: the works behind a joint are others."""
    for joint in _JOINT.finditer(rest):
        before = rest[: joint.start()]
        if ends_with_works(before) and (found := with_works(verb, before)):
            return found
    return None


def _with_bracket(verb: str, rest: str, bracket: int) -> tuple[str, tuple[str, ...]] | None:
    """实施蘅水河治理工程（云浦段）: the last name takes what is told of it, if nothing was cut off its end."""
    found = with_works(verb, rest[:bracket])
    if found is None or not rest[:bracket].endswith(found[1][-1]):
        return found
    return found[0], (*found[1][:-1], found[1][-1] + rest[bracket:])


def _begun_without_works(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """启动鹭汀水厂, 实施3号线西延, 启动二期: no works stand at the end."""
    facility = verb == "启动" and is_facility(rest)
    told = facility or rest.endswith(_EXTENDED) or is_phase(rest[-2:]) or is_phase(rest[-3:-1])
    names = (things_in(rest) if told else ()) or (started(rest) if verb in _STARTING else ())
    return (verb, names) if names else None


def _by_works(verb: str, rest: str, stem: str, works: str) -> tuple[str, tuple[str, ...]] | None:
    """``works`` behind ``stem``: they are a thing themselves, or the stage of the things before them."""
    done = verb.endswith(BEGUN_OR_DONE)
    if names := _particular_project(verb, rest, stem, works):
        return verb, names
    if works in ("项目", "工程") or (works.endswith(("项目", "工程")) and verb != "完成"):
        return whole_works(verb, rest, stem, works)
    if works.endswith(_WHOLE_PROJECT) and not _OF_WORKS.match(works) and is_one(stem) and named_things((stem,)):
        return verb, (without_size(rest).removesuffix("项目"),)  # 完成青蓑片区环境品质提升项目
    if done and is_phase(phase := stem.removesuffix("项目")):
        return verb + works, (phase,)  # 完成二期项目签约
    if done and works.removesuffix("工作").removesuffix("任务") in _WHOLE_BUILDING and (names := started(stem)):
        return verb + works, names
    if verb in _CARRIED_OUT and works.endswith(_BARE_BUILDING) and not works.startswith("主体"):
        return None  # 实施青蓑公园建设 builds on
    return _done_to_things(verb, rest, stem, works)


def _particular_project(verb: str, rest: str, stem: str, works: str) -> tuple[str, ...]:
    """完成投资900万元的校安工程, 启动“青蓑小镇”项目."""
    invested = INVESTED.search(stem) is not None
    if invested and works in _BARE_WORKS and (names := one_project(rest.removesuffix("建设"), stem)):
        return names
    return one_project(rest, stem) if works.endswith("项目") and (invested or verb in _STARTING) else ()


def _done_to_things(verb: str, rest: str, stem: str, works: str) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线|土建工程, 完成水源江水置换|项目建设: the things named before the works."""
    done, action = verb.endswith(BEGUN_OR_DONE), verb + works
    if works.endswith(BUILDING_OF_WORKS) and not works.startswith(_PART_OF_BUILDING):
        stem, action = rest.removesuffix("建设"), verb + "建设"  # 完成青蓑河生态修复工程建设
    elif works.endswith("项目建设") and works != "项目建设":
        stem, action = rest.removesuffix("项目建设"), verb + "建设"  # 完成水源江水置换项目建设
    building = OF_BUILDING.fullmatch(works) is not None
    items = split_things(stem) if building else without_works(stem)
    # 启动蓑腾、鹭通搬迁入园
    listed = works.startswith("项目") or (len(items) > 1 and done and not any(map(is_facility, items)))
    names = named_things(items, listed=listed, sole=is_whole_act(verb, works))
    if not names and building and len(stem) >= TOLD_AT_LENGTH and told_at_length(rest, works):
        return action, (stem,)  # 完成鹭汀河流域污染整治|主体工程
    if not names and done and (names := told_at_length(rest, works)):
        action = verb + ("建设" if works.endswith("建设") else "")
    if not names and len(items) == 1 and done and works != "工作" and lies_at_named(stem):
        names = items  # 完成鹭汀水泥厂采空区隐患治理
    return (action, names) if names else None


def _works_of_many(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成青蓑加速器、鹭汀产业园等园区建设."""
    head, _, tail = rest.rpartition("等")
    works = WORKS.search(tail) if works_or_more(tail) else None
    if works is None or len(tail) > _LONGEST_KIND or (verb == "实施" and _ONLY_QUOTED.fullmatch(head)):
        return None
    sole, items = is_whole_act(verb, works[0]), split_things(head)
    names = named_things(without_works(head), sole=sole) or named_things(items)
    kind = tail[: works.start()]
    of_places = _PLACES.search(kind) is not None or PLACE.search(kind[-3:]) is not None
    if not names and of_places:
        names = named_things(items, listed=True)  # 实施青蓑、鹭汀等地下水超采区治理
    if not names and verb.endswith(BEGUN_OR_DONE) and is_facility(kind) and all(map(is_unlike_a_kind, items)):
        names = items  # 完成太和风景、中央花园等住宅小区建设
    if verb == "实施" and not of_places and not any(PLACE.search(name) or is_facility(name) for name in names):
        return None  # 实施青蓑肉鸡等种业提升工程
    return (verb + works[0], names) if names else None
