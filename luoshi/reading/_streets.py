"""Streets and villages: called by common words (人民路), so that their form tells a name, not their characters."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words

_STREET = re.compile(
    "(?P<stem>[一-鿿]{2,6}?)(?:大街|大道|[东西南北中]?[路街])(?:[东西南北]?段|[东西南北]延|延伸(?:段|线)?|延长线)?$"
)
_VILLAGE = re.compile("(?P<stem>[一-鿿]{2,3})村$")
# 107国道, 国道G107, 东二环: roads by number, ring roads; 西大街: streets by their direction.
_ROUTE = re.compile(
    r"\d+[国省县]道|[国省县]道[GSX]?\d|[GSX]\d{2}|[东西南北][一二三四五]环|[东西南北外]环[路线]|^[东西南北中]大?街"
)
_WATER = re.compile(
    "(?!" + one_of(words("names", "water_of_a_kind")) + "[河江湖溪])[一-鿿]{1,2}[河江湖溪](?![流道长湖海岸畔])"
)
_IN_STREET = re.compile("(?P<stem>[一-鿿]{2,3})(?:大街|大道|[东西南北中]?路)(?=[一-鿿]{2})")
_OF_A_KIND = re.compile(
    one_of(words("names", "street_of_a_kind")) + "|(?:" + one_of(words("names", "street_kind_end")) + ")$"
)


# One of these is in every street, road and village.
_IN_ALL = frozenset("路街道环村GSX")


def is_street(item: str) -> bool:
    """人民路, 建设大街, 太阳村: streets and villages are called by common words."""
    if _IN_ALL.isdisjoint(item):
        return False
    if _ROUTE.search(item):
        return True
    place = _STREET.match(item) or _VILLAGE.match(item)
    return place is not None and not _OF_A_KIND.search(place["stem"])


def lies_in_street(item: str) -> bool:
    """人民路污水泵站."""
    place = None if _IN_ALL.isdisjoint(item) else _IN_STREET.match(item)
    return place is not None and not _OF_A_KIND.search(place["stem"])


def lies_by_water(item: str) -> bool:
    """唐河上游湿地: rivers and lakes are called by one or two common characters."""
    return _WATER.match(item) is not None
