"""What an item of a list is: a facility, a site, a phase, a name; what tells a name from a kind of thing."""

from __future__ import annotations

import re

from luoshi.reading._common import own_characters
from luoshi.reading._lexicon import covering, ending, one_of, words
from luoshi.reading._streets import is_street, lies_by_water, lies_in_street

_facility_of = ending(words("names", "facility"))
_part_of = ending(words("names", "part_of"))
_kinds_in = covering((*words("names", "kind"), *words("names", "facility")))
_UNIQUE = re.compile("(?:" + one_of(words("names", "unique")) + ").{0,8}$")
_OF_A_KIND = re.compile(one_of(words("names", "of_a_kind")))
_ROAD = re.compile("(?:" + one_of(words("names", "road")) + ").{0,2}$")
MANY = re.compile(one_of(words("phrases", "many_items")))
_BRACKETED = re.compile("（[^）]*）$")
_LOCAL = re.compile(
    "城[东西南北].{2,}|"
    "(?:(?:经济?)?开发|高新|经开)区(?!.*基金).{2,}|(?:[县区](?![级域内属外])|市(?![级域内属外区])|[东西南北]部|全[县区市省]).{2,}|"
    "(?:京津冀|长三角|粤港澳|大湾区|成渝).{4,}"
)  # 区…中心: the one of this district
_NUMBERED = re.compile("第[一二三四五六七八九十]{1,3}(?!批|轮|期|代|阶段)")
_PHASE = re.compile(r"[一二三四五六七八九十]期|首期|(?:\d+|[一二三四五六七八九十])(?:号|#)")
_SECTION = re.compile("[东西南北中]段")
_QUOTED_OR_LATIN = re.compile("[A-Za-z]|“")
_AREA = re.compile(r"[A-Z]\d?口$|.{2}(?:地区|周边|沿线|节点)$")  # 鹭汀站A口, 云浦南站地区
_FIRST_OF_KIND = re.compile("首[个座条家].{5,}$")  # 国内首个省域特高压双环网
_FROM_TO = re.compile("[一-鿿]{2}[至—－-][一-鿿]{2}")  # 青蓑镇至鹭汀界路面
_SIZE = re.compile(
    f"^(?:{one_of(words('phrases', 'size_lead'))})?约?"
    + r"\d[\d.,]*[万亿]*"
    + f"(?:{one_of(words('phrases', 'size_unit'))})(?:以上)?的?"
)
_MODEL = ("示范区", "先行区", "试验区")
_ALL = "全部"
_NOT_AT_PLACE = re.compile("全部|的|创建|申报|规划|试点|农村|乡村")
_OWN = 2
_POWER = ("千伏", "千瓦", "兆瓦")
SHORTEST_SITE, _TOLD_AT_LENGTH = 4, 7
_SHORTEST_PHASE = 4
_LONGEST_NAME = 30
SHORTEST = 2  # characters of a firm that is named without its kind, where it is one of a list
_LONGEST_WITHOUT_FACILITY = 8


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
    if not has_facility and _FROM_TO.search(item) and own_characters(item) >= 2:
        return True  # 东涌—大雁顶—鹭汀山
    marked = _QUOTED_OR_LATIN.search(item) is not None
    if marked and listed and has_facility:
        return True
    if not has_facility and (
        (len(item) <= SHORTEST and not listed) or (len(item) > _LONGEST_WITHOUT_FACILITY and not listed and not marked)
    ):
        return False
    pieces = _kinds_in(stem)
    own, whole = _own(pieces), pieces
    if own and has_facility:
        whole = _kinds_in(item)
        own = min(own, _own(whole))
    if own:
        uncommon = _uncommon(stem, pieces)
        if uncommon and has_facility:
            uncommon = min(uncommon, _uncommon(item, whole))
        own = own if uncommon and _ROAD.search(item) else uncommon
    return own >= 2 or (own >= 1 and ((marked and has_facility) or (len(item) <= 4 and has_facility)))


def all_own(item: str) -> bool:
    """Whether no word for a kind explains a character of ``item``: 龙华."""
    return len(item) >= 2 and not any(_kinds_in(item))


def is_unlike_a_kind(item: str) -> bool:
    """Whether no words for kinds make up most of ``item``: 太和风景, common though its words are."""
    return _own(_kinds_in(item)) >= _OWN and not _OF_A_KIND.match(item) and not MANY.match(item)


def lies_at_named(item: str) -> bool:
    """Whether ``item`` opens with a named place: 蘅水河大桥断面缓冲点."""
    if _NOT_AT_PLACE.search(item) or _LOCAL.match(item):
        return False
    return any(is_facility(item[:end]) and is_named(item[:end]) for end in range(4, len(item) - 1))


def is_facility(item: str) -> bool:
    """Whether ``item`` ends like something one could go and look at: 桥, 医院, 产业园."""
    return _facility_of(item) > 0


def ends_with_part(item: str) -> bool:
    """Whether ``item`` ends with what belongs to a thing: 青蓑路管网, 蘅水河两岸."""
    return _part_of(item) > 0


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
    return _PHASE.fullmatch(item) is not None or _SECTION.fullmatch(item) is not None


def is_site(item: str) -> bool:
    """Whether building could begin on ``item``: 双创中心, 环城水系景观带, 二期; no thing of which there are many."""
    if _PHASE.fullmatch(item):
        return True
    item = without_size(item)
    return (
        len(item) >= SHORTEST_SITE
        and (is_facility(item) or (_part_of(item) > 0 and len(item) >= _TOLD_AT_LENGTH))
        and not item.endswith(_MODEL)
        and not item.endswith(_ALL)
        and not _OF_A_KIND.match(item)
        and not MANY.match(item)
    )


def is_of_a_kind(item: str) -> bool:
    """Whether ``item`` opens like one of many: 校园…, 乡村…."""
    return _OF_A_KIND.match(item) is not None


def is_marked(item: str) -> bool:
    """Whether quotes or Latin letters mark ``item`` as a name."""
    return _QUOTED_OR_LATIN.search(item) is not None


def without_size(text: str, *, power: bool = True) -> str:
    """总投资5亿元的浦南储能 → 浦南储能.

    ``power``: voltage and wattage are cut off too, which belong to the name of a single thing (220千伏鹭汀输变电工程).
    """
    if text.isalpha():
        return text  # a size holds a digit
    size = _SIZE.match(text)
    if size is None or not (power or size[0].endswith("的") or not size[0].endswith(_POWER)):
        return text
    return text[size.end() :]


def without_bracket(item: str) -> str:
    """智慧管理平台（三期） → 智慧管理平台."""
    return _BRACKETED.sub("", item)


def _uncommon(text: str, pieces: list[int]) -> int:
    """How many characters neither a word for a kind nor a pair common to the genre explains."""
    return own_characters(text, "".join(["-" * length if length > 1 else " " for length in pieces]))


def _own(pieces: list[int]) -> int:
    """How many characters no word for a kind explains; ``pieces`` are what ``_kinds_in`` tells of the text.

    A single character such as 大 or 东 belongs to the name when it stands beside one that is unexplained.
    """
    own, run, unexplained = 0, 0, False
    for length in pieces:
        if length > 1:
            own += run if unexplained else 0
            run, unexplained = 0, False
        else:
            run += 1
            unexplained = unexplained or length == 0
    return own + (run if unexplained else 0)
