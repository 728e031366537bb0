"""Named things: lists of them, and what tells a name (青蓑卫生院) from a kind of thing (口袋公园)."""

from __future__ import annotations

import re

from luoshi.reading._common import own_characters
from luoshi.reading._lexicon import covering, ending, one_of, words
from luoshi.reading._streets import is_street, lies_by_water, lies_in_street
from luoshi.reading._verbs import NOUN_LIKE, first_act

_facility_of = ending(words("names", "facility"))
_UNIQUE = re.compile("(?:" + one_of(words("names", "unique")) + ").{0,8}$")
_ends_no_thing = ending(words("names", "not_thing"))
_ends_alone = ending(words("names", "sole"))
_OF_A_KIND = re.compile(one_of(words("names", "of_a_kind")))
_TITLE = re.compile(
    "“?(?:国家|省级|全国|全省|世界|国际).*(?:示范区|先行区|试验区|实验区|城区|花城|城市|城|开发区)”?$|“[^”]+”(?:示范区|先行区)$"
)
_VISION = re.compile("(?:" + one_of(words("names", "vision")) + ")[一-鿿]{2,3}(?:工程)?$")  # 美丽云浦
_BLUE_SKY = re.compile("[天水地山][蓝净绿清青]$")  # 建成天蓝、水净、地绿的家园
_LEADING = re.compile("^(?:以及|及|和|与|在建的|的|全新的?)")
_WORKS_BEHIND = re.compile("(?:建设进度|工程进度|建设工作|建设|进度)$")
_JOINT = re.compile("[和与及]")
_done_to = ending(words("names", "done_to"))
_ACROSS = re.compile("交汇|交界|交叉|之间|连接(?!线)")
_ROAD = re.compile("(?:" + one_of(words("names", "road")) + ").{0,2}$")
_ends_no_things = ending(words("names", "not_things"))
_projects_of = ending(words("phrases", "projects"))
_MANY = re.compile(one_of(words("phrases", "many_items")))
_NOT_JOINT = words("phrases", "not_joint")
_NO_JOINT_BEHIND = words("phrases", "no_joint_behind")
_STAGE_VERBS = frozenset((*words("verbs", "stage"), *words("verbs", "stage_with_works")))
_kinds_in = covering((*words("names", "kind"), *words("names", "facility")))

_OPENED = re.compile("[“《（]")
_OPENED_OR_JOINED = re.compile("[“《（和与及]")
_BRACKETED = re.compile("（[^）]*）$")
_part_of = ending(words("names", "part_of"))
_LOCAL = re.compile(
    "城[东西南北].{2,}|"
    "(?:(?:经济?)?开发|高新|经开)区(?!.*基金).{2,}|(?:[县区](?![级域内属外])|市(?![级域内属外区])|[东西南北]部|全[县区市省]).{2,}|"
    "(?:京津冀|长三角|粤港澳|大湾区|成渝).{4,}"
)  # 区…中心: the one of this district
_NUMBERED = re.compile("第[一二三四五六七八九十]{1,3}(?!批|轮|期|代|阶段)")
_PHASE = re.compile(r"[一二三四五]期|首期|\d+(?:号|#)")
_QUOTED_OR_LATIN = re.compile("[A-Za-z]|“")
_FULLY_QUOTED = re.compile("“([^”]{6,20})”")  # 设立“云浦产业引导基金”
_AREA = re.compile(r"[A-Z]\d?口$|.{2}(?:地区|周边|沿线|节点)$")  # 鹭汀站A口, 云浦南站地区
_FIRST_OF_KIND = re.compile("首[个座条家].{5,}$")  # 国内首个省域特高压双环网
_FROM_TO = re.compile("[一-鿿]{2}[至—－-][一-鿿]{2}")  # 青蓑镇至鹭汀界路面
_ADJACENT_QUOTES = re.compile("^(?:“[^”]+”){2,}")
_SIZE = re.compile(
    f"^(?:{one_of(words('phrases', 'size_lead'))})?约?"
    + r"\d[\d.,]*[万亿]*"
    + f"(?:{one_of(words('phrases', 'size_unit'))})(?:以上)?的?"
)
_SHORT_LAST_BUT_ONE = re.compile("(?P<short>[一-鿿]{2})和(?=[一-鿿]{5})(?!平|谐|美)")
_SO_MANY = re.compile("([两三四五六七八九])(?:大|条|个|座|所|处|家|项)(?=[一-鿿]{2,14}$)")
_NUMERALS = "零一两三四五六七八九"
_APPOSITION = re.compile("(?<=[一-鿿])“[一二两三四五六][^”]{1,6}”$")  # 小学、滑冰馆、游泳馆“一校两馆”
_LONGEST_KIND_AFTER_OTHERS = 14
_TOWN = "县城"  # 县城、青蓑镇污水处理厂
_LONGEST_NAME = 30
_NONE_IN_PARTICULAR = ("等", "多“", "新的", "有条件的", "符合条件的")
_SHORTEST = 2  # characters of a firm that is named without its kind, where it is one of a list
_LONGER = 6
_MODEL = ("示范区", "先行区", "试验区")
_COUNTED = re.compile(r"\d万?[家个条所座路套户]")
_SHORTEST_TAIL, _LONGEST_TAIL = 3, 8
_EACH_ONE = re.compile("一[村镇县乡户园区]一.")  # 一村一品
_MANY_OTHERS = "等一批"
_PROJECT, _ALL = "项目", "全部"
_SHORTEST_SITE, _TOLD_AT_LENGTH = 4, 7
_SHORTEST_PHASE = 4
_LONGEST_WITHOUT_FACILITY = 8


def split_names(text: str, *, joints: bool = True) -> tuple[str, ...]:
    """The named things in a list such as 北赵路、埠惜路 or A、B和C; marks inside quotes do not split.

    ``joints``: 和, 与 and 及 split too.
    """
    if not _OPENED_OR_JOINED.search(text) if joints else not _OPENED.search(text):
        return _filled(text.split("、"))  # most lists hold no mark but this one
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
    return _filled(items)


def _filled(parts: list[str]) -> tuple[str, ...]:
    """``parts`` without the list marks at their ends, and without the empty ones."""
    return tuple([item for part in parts if (item := part.strip("、 "))])


def split_things(text: str) -> tuple[str, ...]:
    """The items of a list; 和 and 与 part two items only where the first ends like a thing of its own."""
    parts = split_names(text, joints=False)
    items = [item for part in parts for item in _cut_at_joints(part)]
    if len(parts) > 1 and items[-1] == parts[-1] and (short := _SHORT_LAST_BUT_ONE.match(items[-1])):
        items[-1:] = [short["short"], items[-1][short.end() :]]  # 城东、城西和青蓑镇污水处理厂
    if len(items) > 1 and items[-1].endswith("”"):
        items[-1] = _APPOSITION.sub("", items[-1])
    return tuple(items)


def _cut_at_joints(part: str) -> list[str]:
    if not _JOINT.search(part, 2):
        return [part]
    items, last = [], 0
    for joint in _JOINT.finditer(part, 2, max(len(part) - 2, 2)):
        at = joint.start()
        left = part[last:at].removesuffix("以")
        if (
            len(left) < 2
            or part.startswith(_NOT_JOINT, at)
            or part[: at + 1].endswith(_NO_JOINT_BEHIND)
            or _ACROSS.search(part, at)
        ):
            continue  # 青蓑路与鹭汀路交汇处停车场
        if works := _WORKS_BEHIND.search(left):
            left = left[: works.start()]
        elif not (is_facility(left) or _part_of(left) or _PHASE.search(left) or _done_to(left)):
            continue
        items.append(left)
        last = at + 1
    return [*items, part[last:]]


def as_others(text: str) -> str:
    """青蓑路、鹭汀路两条主干路大修工程 → 青蓑路、鹭汀路等主干路大修工程: as many as the list has items."""
    counted = _SO_MANY.search(text, text.rfind("、")) if "、" in text and "等" not in text else None
    if counted is None or _NUMERALS.find(counted[1]) != len(split_things(text[: counted.start()])):
        return text
    return text[: counted.start()] + "等" + text[counted.end() :]


def things_in(text: str, *, sole: bool = False) -> tuple[str, ...]:
    """The named things that ``text`` lists, 等项目 and the like cut off; () when they are kinds of things.

    ``sole``: the stage is one that only a particular thing reaches (封顶), so that 区体检中心 is told well enough.
    """
    text = _LEADING.sub("", text.removesuffix("的"))
    if stand_side_by_side(text):
        return tuple(re.findall("“([^”]+)”", text))
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


def _listed(items: tuple[str, ...], tail: str, *, sole: bool) -> tuple[str, ...]:
    """What stands before 等 and ``tail``: names, or their heads only (布吉、横岗等街道文体中心)."""
    if _ends_no_things(tail):
        return ()
    names = named_things(items, listed=True, sole=sole)
    if (
        not names
        and is_facility(tail)
        and _SHORTEST_TAIL <= len(tail) <= _LONGEST_TAIL
        and named_things(tuple(item + tail for item in items))
    ):
        return items
    return names


def named_things(items: tuple[str, ...], *, listed: bool = False, sole: bool = False) -> tuple[str, ...]:
    """``items`` without their attributes when at least one of them is a name; () otherwise.

    ``listed``: 等项目 stands behind them, which says that they are names. ``sole``: see ``things_in``.
    """
    items = tuple(map(without_size, items))
    if not items or any(map(_is_no_name, items)) or _BLUE_SKY.match(items[0]):
        return ()
    if len(items) == 1 and not listed and _VISION.match(items[0]) and not is_facility(items[0].removesuffix("工程")):
        return ()
    if len(items) == 1 and (quoted := _FULLY_QUOTED.fullmatch(items[0])) and is_facility(quoted[1]):
        return (quoted[1],)
    items = tuple(map(_bare, items))
    listed = listed and (len(items) > 1 or len(items[0]) > _SHORTEST)
    if any(is_named(item, listed=listed) for item in items):
        return items
    return items if sole and all(_is_sole(item) for item in items) else ()


def _is_sole(item: str) -> bool:
    """区医疗废物处置中心, 智慧管理平台（三期）: a thing of which there is hardly more than one, told at some length."""
    bare = _BRACKETED.sub("", item)
    return len(bare) >= _SHORTEST_SITE and _ends_alone(bare) > 0 and not _OF_A_KIND.match(bare)


def is_named(item: str, *, listed: bool = False) -> bool:
    """Whether ``item`` is a name: two characters or more are left when words for kinds of things are taken off."""
    if not 2 <= len(item) <= _LONGEST_NAME:
        return False
    if item.endswith("）"):
        if _PHASE.search(item, item.rfind("（")):
            return True
        item = _BRACKETED.sub("", item)
    stem = item[: len(item) - _facility_of(item)]
    stem = stem[: len(stem) - _part_of(stem)]
    has_facility = stem != item
    if has_facility and "首" in item and _FIRST_OF_KIND.search(item):
        return True
    if _UNIQUE.search(item) or (_PHASE.search(item) and len(item) >= _SHORTEST_PHASE):
        return True
    if has_facility and (_NUMBERED.match(item) or _LOCAL.match(item)):
        return True
    if is_street(item) or (has_facility and (lies_in_street(item) or lies_by_water(item) or _FROM_TO.search(item))):
        return True
    if not has_facility and own_characters(item) >= 2 and _FROM_TO.search(item):
        return True  # 东涌—大雁顶—鹭汀山
    marked = _QUOTED_OR_LATIN.search(item) is not None
    if marked and listed and has_facility:
        return True
    if not has_facility and (
        (len(item) <= _SHORTEST and not listed) or (len(item) > _LONGEST_WITHOUT_FACILITY and not listed and not marked)
    ):
        return False
    own = _own_characters(stem)
    if own and has_facility:
        own = min(own, _own_characters(item))
    if own:
        uncommon = own_characters(stem)
        if uncommon and has_facility:
            uncommon = min(uncommon, own_characters(item))
        own = own if uncommon and _ROAD.search(item) else uncommon
    return own >= 2 or (own >= 1 and ((marked and has_facility) or (len(item) <= 4 and has_facility)))


def is_facility(item: str) -> bool:
    """Whether ``item`` ends like something one could go and look at: 桥, 医院, 产业园."""
    return _facility_of(item) > 0


def is_place(item: str) -> bool:
    """Whether ``item`` can be gone to: a facility, what belongs to one (蘅水河两岸), a street or a phase."""
    return (
        is_facility(item) or _part_of(item) > 0 or _AREA.search(item) is not None or is_street(item) or has_phase(item)
    )


def has_phase(text: str) -> bool:
    """Whether a phase of something is told: 入户二期."""
    return _PHASE.search(text) is not None


def is_phase(item: str) -> bool:
    """二期 alone: the phase of what the text spoke of."""
    return _PHASE.fullmatch(item) is not None


def is_site(item: str) -> bool:
    """Whether building could begin on ``item``: 双创中心, 环城水系景观带, 二期; no thing of which there are many."""
    if _PHASE.fullmatch(item):
        return True
    item = without_size(item)
    return (
        len(item) >= _SHORTEST_SITE
        and (is_facility(item) or (_part_of(item) > 0 and len(item) >= _TOLD_AT_LENGTH))
        and not item.endswith(_MODEL)
        and not item.endswith(_ALL)
        and not _OF_A_KIND.match(item)
        and not _MANY.match(item)
    )


def is_of_a_kind(item: str) -> bool:
    """Whether ``item`` opens like one of many: 校园…, 乡村…."""
    return _OF_A_KIND.match(item) is not None


def is_marked(item: str) -> bool:
    """Whether quotes or Latin letters mark ``item`` as a name."""
    return _QUOTED_OR_LATIN.search(item) is not None


def stand_side_by_side(text: str) -> bool:
    """“爱山东”“鲁惠通”平台: quoted names with no mark between."""
    return _ADJACENT_QUOTES.match(text) is not None


def without_size(text: str) -> str:
    """总投资5亿元的浦南储能 → 浦南储能."""
    return text if text.isalpha() else _SIZE.sub("", text)  # a size holds a digit


def _joins(text: str, at: int, last: int) -> bool:
    # 和 inside a name (和平路) is not a mark of a list; both sides need a name's length.
    return at - last >= 2 and len(text) - at > 2 and not text.startswith(_NOT_JOINT, at)


def _is_no_name(item: str) -> bool:
    """打通大动脉、畅通微循环 is two acts, not two names; 一批…, a policy and a title name nothing."""
    if (
        _MANY_OTHERS in item
        or _EACH_ONE.match(item)
        or (_ends_no_thing(item.rstrip("”")) and item != _TOWN)
        or _TITLE.match(item)
    ):
        return True
    act = first_act(item)
    if (
        "抓" in item
        or item.startswith(_NONE_IN_PARTICULAR)
        or _MANY.match(item)
        or item.count("“") != item.count("”")
        or _COUNTED.search(item)
    ):
        return True
    if act in _STAGE_VERBS or (act and act not in NOUN_LIKE):
        return True
    return bool(act) and not is_facility(item) and not is_marked(item) and not _part_of(item)


def _bare(item: str) -> str:
    item = without_size(item)
    if "的" in item[1:-2] and "“" not in item:
        head, _, tail = item.rpartition("的")
        item = head if tail in NOUN_LIKE else tail  # 青蓑路的开发
    for tail in ("项目", "主体"):
        if len(item) >= 4 and item.endswith(tail) and item != "改造项目":
            item = item.removesuffix(tail)
            item = item.removesuffix("建设") if tail == "主体" else item  # 鹭汀校区建设主体
    if len(item) >= _LONGER and (works := _WORKS_BEHIND.search(item)):
        item = item[: works.start()].removesuffix("项目")
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item = item[1:-1]
    return item


def _own_characters(stem: str) -> int:
    """How many characters no word for a kind explains.

    A single character such as 大 or 东 belongs to the name when it stands beside one that is unexplained.
    """
    own, run, unexplained = 0, 0, False
    for length in _kinds_in(stem):
        if length > 1:
            own += run if unexplained else 0
            run, unexplained = 0, False
        else:
            run += 1
            unexplained = unexplained or length == 0
    return own + (run if unexplained else 0)
