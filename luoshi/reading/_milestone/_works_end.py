"""The words of works that a clause ends with: 土建工程, 综合整治, 主体建设."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, one_of, words
from luoshi.reading._milestone._stage import DONE_TO
from luoshi.reading._names import has_phase, is_facility, split_things

_WORKS_NOUN = one_of(words("names", "works"))
_PART = "(?:(?:" + one_of(words("names", "part")) + ")[、和及与]?)*"
_MANNER = "(?:(?:" + one_of(words("names", "manner")) + ")(?!项目|工程|建设))?"
WORKS = re.compile(f"{_PART}{_MANNER}(?:{_WORKS_NOUN})(?:[、和及与]?(?:{_WORKS_NOUN}))*(?:任务|工作|试点)?$")
ends_with_works = ending(words("names", "works"))
works_or_more = ending((*words("names", "works"), "任务", "工作", "试点"))
_PART_OF_THING = re.compile(one_of(words("names", "part_of_thing")))
BEGUN_OR_DONE = ("完成", "启动")
OF_BUILDING = re.compile("(?:主体工程|主体建设|主体施工|土建工程)(?:建设|任务)?$")
_BUILDING = ("建设", "封场", "主体", "改扩建", "扩建", "迁建", "搬迁", "装修", "土建")
_JOINED = re.compile("[、和及与]")


def works_at_end(rest: str) -> str:
    """The works that ``rest`` closes with; 路面 is none of them where no thing stands before: 青蓑至鹭汀路面|大修."""
    found = WORKS.search(rest) if works_or_more(rest) else None
    if found is None:
        return ""
    building = OF_BUILDING.search(rest, found.start() + 2)
    if building and not _JOINED.search(rest, found.start(), building.start()):
        return building[0]  # 鹭汀河堤防加固|主体工程
    part = _PART_OF_THING.match(rest, found.start())
    stem = rest[: found.start()].rstrip("的和与及")
    return (
        rest[part.end() :]
        if part and part.end() < len(rest) and not is_facility(stem) and not has_phase(stem[-3:])
        else found[0]
    )


def is_whole_act(verb: str, works: str) -> bool:
    """Whether ``verb`` begins or ends the building of a thing, which only a particular thing has."""
    return works.removeprefix("项目").removeprefix("工程").startswith(_BUILDING) and verb.endswith(BEGUN_OR_DONE)


def without_works(stem: str) -> tuple[str, ...]:
    """青蓑路贯通、鹭汀路改造和蘅水桥 → the three of them without what is done to each."""
    return tuple(DONE_TO.sub("", item) or item for item in split_things(stem))
