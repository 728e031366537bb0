"""Stage 4, resolve: numbers that only describe what another number of their clause is of."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._places import Place
from luoshi.reading._verbs import first_act, strip_adverbs

_REACHING = ("达", "达到", "超", "超过", "突破", "完成")
_RATE_OF = re.compile("(?:率|比例|比重|占比)(?:全部|均|稳定)?(?:" + one_of(words("verbs", "reach")) + ")$")
_RATE_ENDS = re.compile("[率比度]$|占比$|比例$")
_SECOND_THRESHOLD = ("、超", "和超", "、超过", "、过")
_NOUN_AT = re.compile("(?:以上)?的?[一-鿿]{2}")


def belongs_to_another(place: Place) -> bool:
    """Whether the words between the number and one beside it make a description of it."""
    return (
        _opens_a_subject(place)
        or _is_what_many_reach(place)
        or _describes_what_is_counted(place)
        or _is_first_threshold(place)
    )


def _describes_what_is_counted(place: Place) -> bool:
    """治理60个空置率30%—50%的村: a share inside the noun of the number before."""
    previous = place.previous
    if previous is None or previous.is_ratio or not place.quantity.is_ratio or not place.right.startswith("的"):
        return False
    between = place.text[previous.end : place.quantity.start]
    return _RATE_ENDS.search(between) is not None and "、" not in between


def _is_first_threshold(place: Place) -> bool:
    """产值超10亿元、超50亿元企业6家和2家: both sums describe, the first as the second does."""
    if not place.quantity.is_money or len(place.later) < 2 or place.later[0].unit != place.quantity.unit:
        return False
    between = place.text[place.quantity.end : place.later[0].start]
    return between in _SECOND_THRESHOLD and _NOUN_AT.match(place.text, place.later[0].end) is not None


def _opens_a_subject(place: Place) -> bool:
    """10个街区项目形象进度达60%: the count belongs to the subject of what is promised."""
    if not place.later or not place.later[0].is_ratio or place.quantity.is_ratio:
        return False
    between = place.text[place.quantity.end : place.later[0].start]
    if _RATE_OF.search(between) and "、" not in between:
        return True  # 310条河流按河长计算优良比例提升至80%
    return between.endswith(_REACHING) and "、" not in between and not first_act(strip_adverbs(place.left)[0])


def _is_what_many_reach(place: Place) -> bool:
    """60%以上的村集体收入达到8万元: how many reach it is promised, the level only tells what."""
    previous = place.previous
    if previous is None or not previous.is_ratio or place.quantity.is_ratio:
        return False
    between = place.text[previous.end : place.quantity.start]
    return between.startswith("的") and between.endswith(_REACHING) and "、" not in between
