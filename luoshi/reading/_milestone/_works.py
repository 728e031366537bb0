"""Stages told by a light verb with works (完成…土建工程), and things that need no proper name to be particular."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone._stage import DONE_TO
from luoshi.reading._names import (
    has_phase,
    is_facility,
    is_phase,
    is_site,
    named_things,
    split_things,
    things_in,
    without_size,
)

QUOTED = re.compile("“[^”]{0,30}”")
_WORKS_NOUN = one_of(words("names", "works"))
_PART = "(?:(?:" + one_of(words("names", "part")) + ")[、和及与]?)*"
WORKS = re.compile(f"{_PART}(?:{_WORKS_NOUN})(?:[、和及与]?(?:{_WORKS_NOUN}))*(?:任务|工作)?$")
_PLACE = re.compile(one_of(words("phrases", "place")))
_PLACE_OR_HOUSE = re.compile(one_of(words("phrases", "place_or_house")))
_STARTING = ("启动", "启动建设", "全面启动", "谋划启动", "同步启动")
_BARE_BUILDING = ("建设", "项目建设", "工程建设")
_WHOLE_BUILDING = ("建设", "主体建设", "主体工程")
BUILDING_OF_WORKS = "工程建设"
_BUILT = re.compile("开工|动工|竣工|完工|投产|投用|投入使用|建成|封顶|并网|通车|启用")
_NO_ONE_PROJECT = re.compile(one_of(words("names", "no_one_project")))
_SHORTEST_PROJECT, _LONGEST_PROJECT = 6, 24
_EXTENDED = "延"
_PLANNED = ("谋划", "或")
_BUILDING = ("建设", "封场", "主体", "改扩建", "扩建", "迁建", "搬迁", "装修", "土建")
_ON_HOUSES = ("改扩建", "扩建", "迁建", "新建")
_JOINED = re.compile("[、和及与]")
_INVESTED = "投资"  # 完成投资1200万元的服装研发中心项目
_LONGEST_KIND = 16


def with_works(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成地铁7号线二期土建工程: a light verb needs a noun of doing behind its names."""
    if "等" in rest[2:]:
        return _works_of_many(verb, rest)
    works = WORKS.search(rest)
    if not works:
        told = (verb == "启动" and is_facility(rest)) or rest.endswith(_EXTENDED) or is_phase(rest[-2:])
        names = (things_in(rest) if told else ()) or (_started(rest) if verb in _STARTING else ())
        return (verb, names) if names else None
    stem = rest[: works.start()].rstrip("的和与及")
    if stem.endswith(_PLANNED):
        return None  # 启动绕城公路谋划建设
    if works[0].endswith("期工程") and not works[0].endswith("前期工程"):
        names = named_things(split_things(rest))
        return (verb, names) if names else None
    if works[0] == "工作" and not _PLACE_OR_HOUSE.search(stem) and not is_phase(stem[-2:]):
        return None
    if works[0].endswith("项目") and (verb in _STARTING or _INVESTED in stem) and (names := _one_project(rest, stem)):
        return verb, names
    if works[0] in ("项目", "工程") or (works[0].endswith(("项目", "工程")) and verb != "完成"):
        return _whole_works(verb, rest, stem, works[0])
    sole = _is_whole_act(verb, works[0])
    if works[0] in _WHOLE_BUILDING and verb.endswith(("完成", "启动")) and (names := _started(stem)):
        return verb + works[0], names
    if verb == "实施" and works[0] in _BARE_BUILDING:
        return None  # 实施青蓑公园建设 builds on
    action = verb + works[0]
    if works[0].endswith(BUILDING_OF_WORKS) and not works[0].startswith("主体"):
        stem, action = rest.removesuffix("建设"), verb + "建设"  # 完成青蓑河生态修复工程建设
    names = named_things(_without_works(stem), listed=works[0].startswith("项目"), sole=sole)
    return (action, names) if names else None


def _works_of_many(verb: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """完成青蓑加速器、鹭汀产业园等园区建设."""
    head, _, tail = rest.rpartition("等")
    works = WORKS.search(tail)
    if works is None or len(tail) > _LONGEST_KIND or (verb == "实施" and QUOTED.fullmatch(head)):
        return None
    sole = _is_whole_act(verb, works[0])
    names = named_things(split_things(head)) or named_things(_without_works(head), sole=sole)
    return (verb + works[0], names) if names else None


def _one_project(rest: str, stem: str) -> tuple[str, ...]:
    """启动“青蓑小镇”项目, 完成投资1200万元的服装研发中心项目: what is begun or paid for is a particular thing."""
    if QUOTED.fullmatch(stem) and is_facility(stem[1:-1]):
        return (stem[1:-1],)
    if all(map(is_site, split_things(stem))):
        return tuple(map(without_size, split_things(rest.removesuffix("项目"))))
    return ()


def _is_whole_act(verb: str, works: str) -> bool:
    """Whether ``verb`` begins or ends the building of a thing, which only a particular thing has."""
    return works.startswith(_BUILDING) and verb.endswith(("完成", "启动"))


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
    if (
        not place.search(where)
        and not has_phase(where)
        and not (verb != "实施" and named_things((WORKS.sub("", stem),)))
    ):
        return None
    if not named_things(split_things(WORKS.sub("", where)), listed=True):
        return None  # 实施水库除险加固工程: which one
    names = named_things(split_things(stem if works.startswith("前期") else rest), listed=True)
    if not names and _JOINED.search(works):
        names = named_things(things, listed=True)  # 实施青蓑路升级改造及绿化、亮化工程
    return (verb, names) if names else None


def particular(before: str, stage: str, *, dated: bool) -> tuple[str, ...]:
    """二期全面开工, 环城水系8月贯通, 推动污水资源化项目开工: told by phase, by date or as the one of its kind."""
    items = tuple(without_size(item).removesuffix("项目") for item in split_things(before))
    if items and all(is_phase(item) or (dated and is_site(item)) for item in items):
        return items
    stem = before.removesuffix("项目")
    if stem == before or len(items) > 1 or not _SHORTEST_PROJECT <= len(stem) <= _LONGEST_PROJECT:
        return ()
    return () if _NO_ONE_PROJECT.search(stem) or not _BUILT.search(stage) else (without_size(stem),)
