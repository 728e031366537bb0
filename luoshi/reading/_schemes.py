"""Stage 4, resolve: numbers of a scheme or of its explanation. What somebody may be given is not what is promised."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._places import Place

_CEILING = "最高"
# 按照总投资25%、最高不超过5000万元予以补助: how much is given to whoever fulfils it.
_GRANTED = re.compile(one_of(words("attributes", "granted")))
_LIMIT = re.compile("(?:" + one_of(words("attributes", "limit")) + ")[^，。至到为]{0,6}$")
_SHARE_OF_GRANT = re.compile("(?:支持|补助|补贴|奖补|奖励)(?:比例|标准|额度)")
_EXPLAINED = re.compile("，(?:" + one_of(words("attributes", "explaining")) + ")")
_KNOWN = re.compile(
    "(?:" + one_of(words("attributes", "known")) + ")(?:规模|人数|总数|将|预计|高|达到?|超过?|有|约|近)*$"
)
_STANDING = "常态化"
_SETTING, _AIM = ("确定", "提出", "设定"), "的目标"
_ON_TERMS = re.compile("(?:给予|予以|奖补|贴息)[^，]{0,10}(?:不超过|不高于|最高)[^，]{0,8}$")
# 减按1%征收增值税, 按20%给予贴息: by which rate something is reckoned.
_TAXED = re.compile(one_of(words("attributes", "taxed")))
_BY_RATE = re.compile("(?<!安)按照?$")
_RATE_OF = ("征收", "的税率", "给予", "予以", "计算", "计入", "缴纳", "减征", "（")
_BELOW, _BELOW_IN = ("lt", "le"), re.compile("(?:对[^，]{0,8}(?:额|收入)|提供|给予|(?<!制)(?<!持)(?<!定)(?<!到)在)$")


def tells_scheme(place: Place, sentence_start: int) -> bool:
    """Whether the number belongs to a scheme: its ceiling, its share, its label."""
    text, start = place.text, place.quantity.start
    if place.right.startswith(_STANDING) or text[start - 4 : start].rstrip("、").endswith(_STANDING):
        return True  # 十个常态化30项措施, 10个常态化、30项措施
    if place.quantity.after in _BELOW and place.right and _BELOW_IN.search(place.left):
        return True  # 对月销售额10万元以下的小规模纳税人, 面积在300平方米以下的门店
    if not place.quantity.is_ratio and not place.quantity.is_money:
        return False
    if _LIMIT.search(place.left) or _ON_TERMS.search(place.left):
        return True  # 提高大病保险最高支付限额3800元, 给予不超过总投资20%的补助
    if place.quantity.is_ratio and (_TAXED.search(text, place.start, place.end) or _BY_RATE.search(place.left)):
        return not place.right or place.right.startswith(_RATE_OF)
    if _is_granted(text, place.start, place.end):
        return True
    return _SHARE_OF_GRANT.search(place.left) is not None and _is_granted(text, sentence_start, place.start)


def _is_granted(text: str, start: int, end: int) -> bool:
    ceiling = text.find(_CEILING, start, end)
    return ceiling >= 0 and _GRANTED.search(text, ceiling, end) is not None


def explains(place: Place) -> bool:
    """经济增长5%左右，主要是考虑…, 今年高校毕业生超过1100万人: told why, or known already."""
    if place.quantity.is_ratio:
        if place.left.startswith(_SETTING) and place.right.startswith(_AIM):
            return True  # 确定生产总值增长8%的目标
        return place.quantity.end == place.end and _EXPLAINED.match(place.text, place.end) is not None
    return _KNOWN.search(place.left) is not None and not place.right
