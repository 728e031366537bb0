"""Named things: lists of them, and what tells a name (青蓑卫生院) from a kind of thing (口袋公园)."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import longest, one_of, words
from luoshi.reading._verbs import NOUN_LIKE, first_act

_FACILITY = re.compile("(?:" + one_of(words("names", "facility")) + ")$")
_UNIQUE = re.compile("(?:" + one_of(words("names", "unique")) + ").{0,8}$")
_NOT_THING = re.compile("(?:" + one_of(words("names", "not_thing")) + ")$")
_PROJECTS = re.compile("(?:" + one_of(words("phrases", "projects")) + ")$")
_MANY = re.compile(one_of(words("phrases", "many_items")))
_NOT_JOINT = words("phrases", "not_joint")
_STAGE_VERBS = frozenset((*words("verbs", "stage"), *words("verbs", "stage_with_works")))
_kind_at = longest((*words("names", "kind"), *words("names", "facility")))

_BRACKETED = re.compile("（[^）]*）$")
_LOCAL = re.compile("(?:[县区市](?![级域内属外])|[东西南北]部).{2,}")  # 区…中心: the one of this district
_NUMBERED = re.compile("第[一二三四五六七八九十]{1,3}(?!批|轮|期|阶段)")
_PHASE = re.compile(r"[一二三四五]期|首期|\d+(?:号|#)")
_QUOTED_OR_LATIN = re.compile("[A-Za-z]|“")
_ADJACENT_QUOTES = re.compile("^(?:“[^”]+”){2,}")
_SIZE = re.compile(
    f"^(?:{one_of(words('phrases', 'size_lead'))})?约?"
    + r"\d[\d.,]*[万亿]*"
    + f"(?:{one_of(words('phrases', 'size_unit'))})(?:以上)?的?"
)
_LONGEST_KIND_AFTER_OTHERS = 14
_LONGEST_NAME = 30
_SHORTEST_SITE = 6
_SHORTEST_PHASE = 4
_LONGEST_WITHOUT_FACILITY = 8


def split_names(text: str, *, joints: bool = True) -> tuple[str, ...]:
    """The named things in a list such as 北赵路、埠惜路 or A、B和C; marks inside quotes do not split.

    ``joints``: 和, 与 and 及 split too.
    """
    items, depth, last = [], 0, 0
    for at, char in enumerate(text):
        if char in "“《（":
            depth += 1
        elif char in "”》）":
            depth -= 1
        elif depth <= 0 and (char == "、" or (joints and char in "和与及" and _joins(text, at, last))):
            items.append(text[last:at].removesuffix("以") if char == "及" else text[last:at])
            last = at + 1
    items.append(text[last:])
    return tuple(item for item in (part.strip("、 ") for part in items) if item)


def split_things(text: str) -> tuple[str, ...]:
    """The items of a list; 和 and 与 part two items only where the first ends like a thing of its own."""
    items: list[str] = []
    for part in split_names(text, joints=False):
        cut = max(part.rfind(joint) for joint in "和与及")
        if 1 < cut < len(part) - 2 and (is_facility(part[:cut]) or _PHASE.search(part[:cut])):
            items += [part[:cut].rstrip("以"), part[cut + 1 :]]
        else:
            items.append(part)
    return tuple(items)


def things_in(text: str, *, built: bool = False) -> tuple[str, ...]:
    """The named things that ``text`` lists, 等项目 and the like cut off; () when they are kinds of things.

    ``built``: the stage is one that only a particular building site reaches (封顶).
    """
    text = text.removesuffix("的")
    if stand_side_by_side(text):
        return tuple(re.findall("“([^”]+)”", text))
    if "等" in text[2:]:
        head, _, tail = text.rpartition("等")
        if len(tail) <= _LONGEST_KIND_AFTER_OTHERS:
            return named_things(split_things(head), listed=True)
    stem = _PROJECTS.sub("", text)
    items = split_things(stem if len(stem) >= 2 else text)
    if built and all(is_facility(item) and len(item) >= _SHORTEST_SITE for item in items):
        return tuple(_bare(item) for item in items)
    return named_things(items, listed=stem != text)


def named_things(items: tuple[str, ...], *, listed: bool = False) -> tuple[str, ...]:
    """``items`` without their attributes when at least one of them is a name; () otherwise.

    ``listed``: 等项目 stands behind them, which says that they are names.
    """
    if not items or any(_NOT_THING.search(item) or _is_no_name(item) for item in items):
        return ()
    items = tuple(_bare(item) for item in items)
    return items if any(is_named(item, listed=listed) for item in items) else ()


def is_named(item: str, *, listed: bool = False) -> bool:
    """Whether ``item`` is a name: two characters or more are left when words for kinds of things are taken off."""
    if not 2 <= len(item) <= _LONGEST_NAME:
        return False
    item = _BRACKETED.sub("", item)
    stem = _FACILITY.sub("", item)
    has_facility = stem != item
    if _UNIQUE.search(item) or (_PHASE.search(item) and len(item) >= _SHORTEST_PHASE):
        return True
    if has_facility and (_NUMBERED.match(item) or _LOCAL.match(item)):
        return True
    marked = _QUOTED_OR_LATIN.search(item) is not None
    if not has_facility and (len(item) < 3 or (len(item) > _LONGEST_WITHOUT_FACILITY and not listed and not marked)):
        return False
    own = min(_own_characters(stem), _own_characters(item))
    return own >= 2 or (own >= 1 and (marked or (len(item) <= 4 and has_facility)))


def is_facility(item: str) -> bool:
    """Whether ``item`` ends like something one could go and look at: 桥, 医院, 产业园."""
    return _FACILITY.search(item) is not None


def is_marked(item: str) -> bool:
    """Whether quotes or Latin letters mark ``item`` as a name."""
    return _QUOTED_OR_LATIN.search(item) is not None


def stand_side_by_side(text: str) -> bool:
    """“爱山东”“鲁惠通”平台: quoted names with no mark between."""
    return _ADJACENT_QUOTES.match(text) is not None


def without_size(text: str) -> str:
    """总投资5亿元的浦南储能 → 浦南储能."""
    return _SIZE.sub("", text)


def _joins(text: str, at: int, last: int) -> bool:
    # 和 inside a name (和平路) is not a mark of a list; both sides need a name's length.
    return at - last >= 2 and len(text) - at > 2 and not text.startswith(_NOT_JOINT, at)


def _is_no_name(item: str) -> bool:
    """打通大动脉、畅通微循环 is two acts, not two names; 一批… names nothing."""
    act = first_act(item)
    if "抓" in item or item.startswith("等") or _MANY.match(item) or item.count("“") != item.count("”"):
        return True
    if act in _STAGE_VERBS or (act and act not in NOUN_LIKE):
        return True
    return bool(act) and not is_facility(item) and not is_marked(item)


def _bare(item: str) -> str:
    item = without_size(item)
    if "的" in item[1:-2] and "“" not in item:
        item = item.rpartition("的")[2]
    for tail in ("项目", "主体"):
        if len(item) >= 4 and item.endswith(tail) and item != "改造项目":
            item = item.removesuffix(tail)
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item = item[1:-1]
    return item


def _own_characters(stem: str) -> int:
    """How many characters no word for a kind explains.

    A single character such as 大 or 东 belongs to the name when it stands beside one that is unexplained.
    """
    own, run, unexplained = 0, 0, False
    at = 0
    while at < len(stem):
        length = _kind_at(stem, at)
        if length > 1:
            own += run if unexplained else 0
            run, unexplained = 0, False
        else:
            run += 1
            unexplained = unexplained or length == 0
        at += max(length, 1)
    return own + (run if unexplained else 0)
