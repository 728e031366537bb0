"""Projects: works that are a thing themselves, by what they are done on or by how much is told of them."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._milestone._stage import DONE_TO
from luoshi.reading._milestone._works_end import WORKS
from luoshi.reading._names import (
    has_phase,
    is_facility,
    is_of_a_kind,
    is_phase,
    is_site,
    named_things,
    split_things,
    without_size,
)

QUOTED = re.compile("“[^”]{0,30}”")
_PROJECT = re.compile("(?:项目|工程)(?:建设)?$")
_REGION = re.compile("全[县区市省域镇]|的")
TOLD_AT_LENGTH = 8
PLACE = re.compile(one_of(words("phrases", "place")))
PLACE_OR_HOUSE = re.compile(one_of(words("phrases", "place_or_house")))
_BUILT = re.compile("开工|动工|竣工|完工|投产|投用|投入使用|建成|封顶|并网|通车|启用|运营")
_NO_ONE_PROJECT = re.compile(one_of(words("names", "no_one_project")))
_SHORTEST_DATED, _SHORTEST_PROJECT, _LONGEST_PROJECT = 2, 6, 24  # characters
_ON_HOUSES = ("改扩建", "扩建", "迁建", "新建")
_JOINED = re.compile("[、和及与]")
INVESTED = re.compile(r"投资\d")  # 完成投资1200万元的服装研发中心项目


def one_project(rest: str, stem: str) -> tuple[str, ...]:
    """启动“青蓑小镇”项目, 完成投资1200万元的服装研发中心项目: what is begun or paid for is a particular thing."""
    if QUOTED.fullmatch(stem) and is_facility(stem[1:-1]):
        return (stem[1:-1],)
    name = without_size(without_size(rest)).removesuffix("项目")
    if INVESTED.search(stem) and is_one(stem) and not _NO_ONE_PROJECT.search(name) and not is_of_a_kind(name):
        return (name,)  # 完成投资4亿元的生活垃圾发电项目
    if all(map(is_site, split_things(stem))):
        return tuple(map(without_size, split_things(rest.removesuffix("项目"))))
    return ()


def told_at_length(rest: str, works: str) -> tuple[str, ...]:
    """完成城区供水管网覆盖工程项目, 完成农村生活水源置换项目建设: a project of its own, told by what is done."""
    name = without_size(without_size(rest.removesuffix("建设").removesuffix("项目")))
    if len(name) < TOLD_AT_LENGTH or not _PROJECT.search(works) or len(split_things(name)) > 1:
        return ()
    return () if _NO_ONE_PROJECT.search(name) or _REGION.search(name) else (name,)


def is_one(stem: str) -> bool:
    return len(split_things(stem)) == 1


def started(stem: str) -> tuple[str, ...]:
    """启动双创中心、二期建设: what building begins on is a particular thing."""
    items = split_things(without_size(stem))
    if items and all(is_site(item) for item in items):
        return named_things(items, sole=True) or tuple(without_size(item) for item in items)
    return ()


def whole_works(verb: str, rest: str, stem: str, works: str) -> tuple[str, tuple[str, ...]] | None:
    """实施蘅水河治理工程: the works are the thing, if they name a place."""
    place = PLACE if verb == "实施" and not works.startswith(_ON_HOUSES) else PLACE_OR_HOUSE
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
    if not names and is_one(stem) and is_facility(stem) and named_things((stem,)):
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
