"""Stages told by a light verb with works (完成…土建工程), and things that need no proper name to be particular."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, one_of, words
from luoshi.reading._milestone._stage import DONE_TO
from luoshi.reading._names import (
    has_phase,
    is_facility,
    is_of_a_kind,
    is_phase,
    is_site,
    is_unlike_a_kind,
    lies_at_named,
    named_things,
    split_things,
    things_in,
    without_size,
)

QUOTED = re.compile("“[^”]{0,30}”")
_QUOTED_PROJECT = re.compile("“[^”]{4,20}”.{0,8}工程(?:项目)?")  # 启动“平安蘅水”气象保障工程
_ONLY_QUOTED = re.compile("(?:“[^”]{0,30}”[、和]?)+")
_WORKS_NOUN = one_of(words("names", "works"))
_PART = "(?:(?:" + one_of(words("names", "part")) + ")[、和及与]?)*"
_MANNER = "(?:(?:" + one_of(words("names", "manner")) + ")(?!项目|工程|建设))?"
WORKS = re.compile(f"{_PART}{_MANNER}(?:{_WORKS_NOUN})(?:[、和及与]?(?:{_WORKS_NOUN}))*(?:任务|工作|试点)?$")
_ends_with_works = ending(words("names", "works"))
_works_or_more = ending((*words("names", "works"), "任务", "工作", "试点"))
_JOINT = re.compile("[和及、](?=[一-鿿]{4})")
_PART_OF_THING = re.compile(one_of(words("names", "part_of_thing")))
_PROJECT = re.compile("(?:项目|工程)(?:建设)?$")
_REGION = re.compile("全[县区市省域镇]|的")
_CARRIED_OUT = ("实施", "开展")
_BEGUN_OR_DONE = ("完成", "启动")
_PART_OF_BUILDING = ("主体", "土建", "房建", "前期")
_OF_BUILDING = re.compile("(?:主体工程|主体建设|主体施工|土建工程)(?:建设|任务)?$")
_WHOLE_PROJECT = ("工程", "项目")
_BARE_WORKS = ("工程", "改造项目建设", "项目建设", "建设项目")
_OF_WORKS = re.compile("主体|土建|前期|扫尾|收尾|续建|装修|施工|征|拆|安装|装饰|房建|项目|工程|大修|养护|.{0,4}改造")
_TOLD_AT_LENGTH = 8
_PLACE = re.compile(one_of(words("phrases", "place")))
_PLACE_OR_HOUSE = re.compile(one_of(words("phrases", "place_or_house")))
_PLACES = re.compile("(?:区|" + one_of(words("phrases", "place_or_house")) + ").?$")
_STARTING = ("启动", "启动建设", "全面启动", "谋划启动", "同步启动")
_BARE_BUILDING = "建设"
_WHOLE_BUILDING = ("建设", "主体建设", "主体工程")
BUILDING_OF_WORKS = "工程建设"
_BUILT = re.compile("开工|动工|竣工|完工|投产|投用|投入使用|建成|封顶|并网|通车|启用|运营")
_NO_ONE_PROJECT = re.compile(one_of(words("names", "no_one_project")))
_SHORTEST_DATED, _SHORTEST_PROJECT, _LONGEST_PROJECT = 2, 6, 24  # characters
_EXTENDED = "延"
_PLANNED = ("谋划", "或")
_BUILDING = ("建设", "封场", "主体", "改扩建", "扩建", "迁建", "搬迁", "装修", "土建")
_ON_HOUSES = ("改扩建", "扩建", "迁建", "新建")
_JOINED = re.compile("[、和及与]")
_INVESTED = re.compile(r"投资\d")  # 完成投资1200万元的服装研发中心项目
_LONGEST_KIND = 16


def with_works(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线二期土建工程: a light verb needs a noun of doing behind its names."""
    if "等" in rest[2:]:
        return _works_of_many(verb, rest)
    if verb.endswith(_BEGUN_OR_DONE) and _QUOTED_PROJECT.fullmatch(without_size(rest)):
        return verb, (without_size(rest).removesuffix("项目"),)
    if rest.endswith("工程”") and (quoted := QUOTED.fullmatch(rest)) and ("期" in rest or verb in _BEGUN_OR_DONE):
        return verb, (quoted[0][1:-1],)  # 实施“优质饮用水入户三期工程”
    if rest.endswith("）") and (bracket := rest.rfind("（")) > _TOLD_AT_LENGTH and not is_phase(rest[bracket + 1 : -1]):
        found = with_works(verb, rest[:bracket])  # 实施蘅水河治理工程（云浦段）
        whole = found is not None and rest[:bracket].endswith(found[1][-1])
        return (found[0], (*found[1][:-1], found[1][-1] + rest[bracket:])) if found and whole else found
    works = _works_at_end(rest)
    if not works:
        told = (
            (verb == "启动" and is_facility(rest))
            or rest.endswith(_EXTENDED)
            or is_phase(rest[-2:])
            or is_phase(rest[-3:-1])
        )
        names = (things_in(rest) if told else ()) or (_started(rest) if verb in _STARTING else ())
        return (verb, names) if names else None
    stem = rest[: len(rest) - len(works)].rstrip("的和与及")
    if stem.endswith(_PLANNED):
        return None  # 启动绕城公路谋划建设
    if works.endswith("期工程") and not works.endswith("前期工程"):
        names = named_things(split_things(rest))
        return (verb, names) if names else None
    if works == "工作" and not _PLACE_OR_HOUSE.search(stem) and not is_phase(stem[-2:]):
        return None
    if _INVESTED.search(stem) and works in _BARE_WORKS and (names := _one_project(rest.removesuffix("建设"), stem)):
        return verb, names  # 完成投资900万元的校安工程
    if works.endswith("项目") and (verb in _STARTING or _INVESTED.search(stem)) and (names := _one_project(rest, stem)):
        return verb, names
    if works in ("项目", "工程") or (works.endswith(("项目", "工程")) and verb != "完成"):
        return _whole_works(verb, rest, stem, works)
    if works.endswith(_WHOLE_PROJECT) and not _OF_WORKS.match(works) and _is_one(stem) and named_things((stem,)):
        return verb, (without_size(rest).removesuffix("项目"),)  # 完成青蓑片区环境品质提升项目
    if is_phase(phase := stem.removesuffix("项目")) and verb.endswith(_BEGUN_OR_DONE):
        return verb + works, (phase,)  # 完成二期项目签约
    sole = _is_whole_act(verb, works)
    if (
        works.removesuffix("工作").removesuffix("任务") in _WHOLE_BUILDING
        and verb.endswith(_BEGUN_OR_DONE)
        and (names := _started(stem))
    ):
        return verb + works, names
    if verb in _CARRIED_OUT and works.endswith(_BARE_BUILDING) and not works.startswith("主体"):
        return None  # 实施青蓑公园建设 builds on
    action = verb + works
    if works.endswith(BUILDING_OF_WORKS) and not works.startswith(_PART_OF_BUILDING):
        stem, action = rest.removesuffix("建设"), verb + "建设"  # 完成青蓑河生态修复工程建设
    elif works.endswith("项目建设") and works != "项目建设":
        stem, action = rest.removesuffix("项目建设"), verb + "建设"  # 完成水源江水置换项目建设
    items = split_things(stem) if _OF_BUILDING.fullmatch(works) else _without_works(stem)
    listed = works.startswith("项目") or (
        len(items) > 1 and verb.endswith(_BEGUN_OR_DONE) and not any(map(is_facility, items))  # 启动蓑腾、鹭通搬迁入园
    )
    names = named_things(items, listed=listed, sole=sole)
    if not names and _OF_BUILDING.fullmatch(works) and len(stem) >= _TOLD_AT_LENGTH and _told_at_length(rest, works):
        return action, (stem,)  # 完成鹭汀河流域污染整治|主体工程
    if not names and verb.endswith(_BEGUN_OR_DONE) and (names := _told_at_length(rest, works)):
        action = verb + ("建设" if works.endswith("建设") else "")
    if not names and len(items) == 1 and verb.endswith(_BEGUN_OR_DONE) and works != "工作" and lies_at_named(stem):
        names = items  # 完成鹭汀水泥厂采空区隐患治理
    return (action, names) if names else None


def first_of_two(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成青蓑路大修|及道路两侧环境绿化, 实施鹭汀等超采区治理|和重点泉域涵养: the works behind a joint are others."""
    for joint in _JOINT.finditer(rest):
        before = rest[: joint.start()]
        if _ends_with_works(before) and (found := with_works(verb, before)):
            return found
    return None


def _works_at_end(rest: str) -> str:
    """The works that ``rest`` closes with; 路面 is none of them where no thing stands before: 青蓑至鹭汀路面|大修."""
    found = WORKS.search(rest) if _works_or_more(rest) else None
    if found is None:
        return ""
    building = _OF_BUILDING.search(rest, found.start() + 2)
    if building and not _JOINED.search(rest, found.start(), building.start()):
        return building[0]  # 鹭汀河堤防加固|主体工程
    part = _PART_OF_THING.match(rest, found.start())
    stem = rest[: found.start()].rstrip("的和与及")
    return (
        rest[part.end() :]
        if part and part.end() < len(rest) and not is_facility(stem) and not has_phase(stem[-3:])
        else found[0]
    )


def _told_at_length(rest: str, works: str) -> tuple[str, ...]:
    """完成城区供水管网覆盖工程项目, 完成农村生活水源置换项目建设: a project of its own, told by what is done."""
    name = without_size(without_size(rest.removesuffix("建设").removesuffix("项目")))
    if len(name) < _TOLD_AT_LENGTH or not _PROJECT.search(works) or len(split_things(name)) > 1:
        return ()
    return () if _NO_ONE_PROJECT.search(name) or _REGION.search(name) else (name,)


def _works_of_many(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成青蓑加速器、鹭汀产业园等园区建设."""
    head, _, tail = rest.rpartition("等")
    works = WORKS.search(tail) if _works_or_more(tail) else None
    if works is None or len(tail) > _LONGEST_KIND or (verb == "实施" and _ONLY_QUOTED.fullmatch(head)):
        return None
    sole, items = _is_whole_act(verb, works[0]), split_things(head)
    names = named_things(_without_works(head), sole=sole) or named_things(items)
    kind = tail[: works.start()]
    of_places = _PLACES.search(kind) is not None or _PLACE.search(kind[-3:]) is not None
    if not names and of_places:
        names = named_things(items, listed=True)  # 实施青蓑、鹭汀等地下水超采区治理
    if not names and verb.endswith(_BEGUN_OR_DONE) and is_facility(kind) and all(map(is_unlike_a_kind, items)):
        names = items  # 完成太和风景、中央花园等住宅小区建设
    if verb == "实施" and not of_places and not any(_PLACE.search(name) or is_facility(name) for name in names):
        return None  # 实施青蓑肉鸡等种业提升工程
    return (verb + works[0], names) if names else None


def _one_project(rest: str, stem: str) -> tuple[str, ...]:
    """启动“青蓑小镇”项目, 完成投资1200万元的服装研发中心项目: what is begun or paid for is a particular thing."""
    if QUOTED.fullmatch(stem) and is_facility(stem[1:-1]):
        return (stem[1:-1],)
    name = without_size(without_size(rest)).removesuffix("项目")
    if _INVESTED.search(stem) and _is_one(stem) and not _NO_ONE_PROJECT.search(name) and not is_of_a_kind(name):
        return (name,)  # 完成投资4亿元的生活垃圾发电项目
    if all(map(is_site, split_things(stem))):
        return tuple(map(without_size, split_things(rest.removesuffix("项目"))))
    return ()


def _is_one(stem: str) -> bool:
    return len(split_things(stem)) == 1


def _is_whole_act(verb: str, works: str) -> bool:
    """Whether ``verb`` begins or ends the building of a thing, which only a particular thing has."""
    return works.removeprefix("项目").removeprefix("工程").startswith(_BUILDING) and verb.endswith(_BEGUN_OR_DONE)


def _without_works(stem: str) -> tuple[str, ...]:
    """青蓑路贯通、鹭汀路改造和蘅水桥 → the three of them without what is done to each."""
    return tuple(DONE_TO.sub("", item) or item for item in split_things(stem))


def _started(stem: str) -> tuple[str, ...]:
    """启动双创中心、二期建设: what building begins on is a particular thing."""
    items = split_things(without_size(stem))
    if items and all(is_site(item) for item in items):
        return named_things(items, sole=True) or tuple(without_size(item) for item in items)
    return ()


def _whole_works(verb: str, rest: str, stem: str, works: str) -> tuple[str, tuple[str, ...]] | None:
    """实施蘅水河治理工程: the works are the thing, if they name a place."""
    place = _PLACE if verb == "实施" and not works.startswith(_ON_HOUSES) else _PLACE_OR_HOUSE
    where = without_size(QUOTED.sub("", stem))
    things = split_things(stem)
    items = tuple(DONE_TO.sub("", item) or item for item in things)
    if len(items) > 1 and items[0] != things[0] and is_facility(items[0]) and (names := named_things(items)):
        return verb, names  # 实施青蓑水厂提标改造和配套管网建设工程
    if not (place.search(where) or has_phase(where) or _told_by_itself(verb, stem)):
        return None
    if not named_things(split_things(WORKS.sub("", where)), listed=True):
        return None  # 实施水库除险加固工程: which one
    names = named_things(split_things(stem if works.startswith("前期") else rest), listed=True)
    if not names and _JOINED.search(works):
        names = named_things(things, listed=True)  # 实施青蓑路升级改造及绿化、亮化工程
    if not names and _is_one(stem) and is_facility(stem) and named_things((stem,)):
        names = (without_size(rest).removesuffix("项目").removesuffix("建设"),)  # 实施城西污水处理厂水质提升项目
    return (verb, names) if names else None


def _told_by_itself(verb: str, stem: str) -> bool:
    """Whether the thing that the works are done on is named: 实施城西污水处理厂水质提升项目."""
    if is_facility(stem) and not _NO_ONE_PROJECT.search(stem) and named_things(split_things(stem)):
        return True
    return verb != "实施" and bool(named_things((WORKS.sub("", stem),)))


def particular(before: str, stage: str, *, dated: bool) -> tuple[str, ...]:
    """二期全面开工, 环城水系8月贯通, 推动污水资源化项目开工: told by phase, by date or as the one of its kind."""
    items = tuple(without_size(item).removesuffix("项目") for item in split_things(before))
    if items and all(is_phase(item) or (dated and is_site(item)) for item in items):
        return items
    stem = before.removesuffix("项目")
    shortest = _SHORTEST_DATED if dated else _SHORTEST_PROJECT
    if stem == before or len(items) > 1 or not shortest <= len(stem) <= _LONGEST_PROJECT:
        return ()
    return () if _NO_ONE_PROJECT.search(stem) or not _BUILT.search(stage) else (without_size(stem),)
