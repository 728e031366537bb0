"""The named things that a text lists; () where it lists kinds of things."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import ending, one_of, words
from luoshi.reading._names._kinds import (
    MANY,
    SHORTEST,
    SHORTEST_SITE,
    all_own,
    ends_with_part,
    is_facility,
    is_marked,
    is_named,
    is_of_a_kind,
    is_unlike_a_kind,
    without_bracket,
    without_size,
)
from luoshi.reading._names._lists import WORKS_BEHIND, split_things
from luoshi.reading._verbs import NOUN_LIKE, first_act

_ends_no_thing = ending(words("names", "not_thing"))
_ends_no_things = ending(words("names", "not_things"))
_ends_alone = ending(words("names", "sole"))
_projects_of = ending(words("phrases", "projects"))
_TITLE = re.compile(
    "“?(?:国家|省级|全国|全省|世界|国际).*(?:示范区|先行区|试验区|实验区|城区|花城|城市|城|开发区)”?$|“[^”]+”(?:示范区|先行区)$"
)
_VISION = re.compile("(?:" + one_of(words("names", "vision")) + ")[一-鿿]{2,3}(?:工程)?$")  # 美丽云浦
_BLUE_SKY = re.compile("[天水地山][蓝净绿清青]$")  # 建成天蓝、水净、地绿的家园
_LEADING = re.compile("^(?:以及|及|和|与|在建的|的|全新的?)")
_STAGE_VERBS = frozenset((*words("verbs", "stage"), *words("verbs", "stage_with_works")))
_SET_OF_HOUSES = re.compile(
    "“[两二三四五六七八九][馆院园校](?:[一两二三四五六七八九](?:中心|[馆院园校场]))?”"
)  # “五馆两中心”
_QUOTED = re.compile("“[^”]{3,20}”")
_FULLY_QUOTED = re.compile("“([^”]{6,20})”")  # 设立“云浦产业引导基金”
_ADJACENT_QUOTES = re.compile("^(?:“[^”]+”){2,}")
_COUNTED = re.compile(r"\d万?[家个条所座路套户]")
_EACH_ONE = re.compile("一[村镇县乡户园区]一.")  # 一村一品
_MANY_OTHERS = "等一批"
_LONGEST_KIND_AFTER_OTHERS = 14
_TOWN = "县城"  # 县城、青蓑镇污水处理厂
_NONE_IN_PARTICULAR = ("等", "多“", "新的", "有条件的", "符合条件的")
_LONGER = 6
_SHORTEST_TAIL, _LONGEST_TAIL = 2, 8
_PROJECT, _ITS_WORKS = "项目", "工程"
_NO_HOUSE = ("项目", "平台", "基金", "系统")


def things_in(text: str, *, sole: bool = False) -> tuple[str, ...]:
    """The named things that ``text`` lists, 等项目 and the like cut off; () when they are kinds of things.

    ``sole``: the stage is one that only a particular thing reaches (封顶), so that 区体检中心 is told well enough.
    """
    text = _LEADING.sub("", text.removesuffix("的"))
    if stand_side_by_side(text):
        quoted = tuple(re.findall("“([^”]+)”", text))
        return () if any(map(_TITLE.match, quoted)) else quoted
    if "等" in text[2:]:
        head, _, tail = text.rpartition("等")
        if len(tail) <= _LONGEST_KIND_AFTER_OTHERS or tail.startswith("一批"):
            return _listed(split_things(head), tail, sole=sole)
    stem = text[: len(text) - _projects_of(text)]
    items = split_things(stem if len(stem) >= 2 else text)
    names = named_things(items, listed=stem != text, sole=sole)
    if not names and len(items) == 1 and text.endswith(_PROJECT):
        names = named_things((text.removesuffix(_PROJECT),), listed=True, sole=sole)  # 开发区基础设施|项目
    return names


def named_things(items: tuple[str, ...], *, listed: bool = False, sole: bool = False) -> tuple[str, ...]:
    """``items`` without their attributes when at least one of them is a name; () otherwise.

    ``listed``: 等项目 stands behind them, which says that they are names. ``sole``: see ``things_in``.
    """
    items = (
        tuple(map(without_size, items)) if len(items) > 1 else (without_size(items[0], power=False),) if items else ()
    )
    if not items or any(map(_is_no_name, items)) or _BLUE_SKY.match(items[0]):
        return ()
    if len(items) == 1 and (alone := _one_thing(items[0], listed=listed)) is not None:
        return alone
    if len(items) > 1 and all(map(_QUOTED.fullmatch, items)) and any(is_facility(item[1:-1]) for item in items):
        return tuple(item[1:-1] for item in items)  # 建立“创客基地”和“人才客栈”
    items = tuple(map(_bare, items))
    listed = listed and (len(items) > 1 or len(items[0]) > SHORTEST)
    if any(is_named(item, listed=listed) for item in items):
        return items
    return items if sole and any(_is_sole(item) for item in items) and not any(map(_is_short, items)) else ()


def names_nothing(text: str) -> bool:
    """Whether ``text`` ends with a word for what is no thing (机制, 战略), so that no closer look is needed."""
    return _ends_no_thing(text) > 0 and "等" not in text and not text.endswith(_TOWN)


def stand_side_by_side(text: str) -> bool:
    """“爱山东”“鲁惠通”平台: quoted names with no mark between."""
    return _ADJACENT_QUOTES.match(text) is not None


def _listed(items: tuple[str, ...], tail: str, *, sole: bool) -> tuple[str, ...]:
    """What stands before 等 and ``tail``: names, or their heads only (布吉、横岗等街道文体中心)."""
    if _ends_no_things(tail):
        return ()
    names = named_things(items, listed=True, sole=sole)
    if (
        not names
        and is_facility(tail)
        and _SHORTEST_TAIL <= len(tail) <= _LONGEST_TAIL
        and (named_things(tuple(item + tail for item in items)) or _are_unlike_kinds(items, tail))
    ):
        return items
    return names


def _one_thing(item: str, *, listed: bool) -> tuple[str, ...] | None:
    """What an item that is the only one tells by its form: “五馆两中心”, 美丽云浦; None when it tells nothing."""
    if item.startswith("“"):
        if (quoted := _FULLY_QUOTED.fullmatch(item)) and is_facility(quoted[1]):
            return (quoted[1],)
        return (item[1:-1],) if _SET_OF_HOUSES.fullmatch(item) else None
    if (not listed or item.endswith(_ITS_WORKS)) and _VISION.match(item) and not is_facility(item.removesuffix("工程")):
        return ()
    return None


def _are_unlike_kinds(items: tuple[str, ...], tail: str) -> bool:
    """太和风景、中央花园 of 太和风景、中央花园等小区: common words, and still no kinds."""
    return not tail.endswith(_NO_HOUSE) and all(map(is_unlike_a_kind, items)) and not any(map(_is_no_name, items))


def _is_short(item: str) -> bool:
    """A word for a kind; 龙华 of 龙华、光明生态园 is none."""
    return (len(item) < SHORTEST_SITE and not all_own(item)) or is_of_a_kind(item)


def _is_sole(item: str) -> bool:
    """区医疗废物处置中心, 智慧管理平台（三期）: a thing of which there is hardly more than one, told at some length."""
    bare = without_bracket(item)
    return len(bare) >= SHORTEST_SITE and _ends_alone(bare) > 0 and not is_of_a_kind(bare)


def _is_no_name(item: str) -> bool:
    """打通大动脉、畅通微循环 is two acts, not two names; 一批…, a policy and a title name nothing."""
    if (
        _MANY_OTHERS in item
        or _EACH_ONE.match(item)
        or (_ends_no_thing(item.rstrip("”")) and item != _TOWN)
        or _TITLE.match(item)
    ):
        return True
    if (
        "抓" in item
        or item.startswith(_NONE_IN_PARTICULAR)
        or MANY.match(item)
        or item.count("“") != item.count("”")
        or _COUNTED.search(item)
    ):
        return True
    act = first_act(item)
    if act in _STAGE_VERBS or (act and act not in NOUN_LIKE):
        return True
    return bool(act) and not is_facility(item) and not is_marked(item) and not ends_with_part(item)


def _bare(item: str) -> str:
    item = without_size(item, power=False)
    if "的" in item[1:-2] and "“" not in item:
        head, _, tail = item.rpartition("的")
        item = head if tail in NOUN_LIKE else tail  # 青蓑路的开发
    for tail in ("项目", "主体"):
        if len(item) >= 4 and item.endswith(tail) and item != "改造项目":
            item = item.removesuffix(tail)
            item = item.removesuffix("建设") if tail == "主体" else item  # 鹭汀校区建设主体
    if len(item) >= _LONGER and (works := WORKS_BEHIND.search(item)):
        item = item[: works.start()].removesuffix("项目")
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item = item[1:-1]
    return item
