"""Punctuation of Chinese text in full width, where a recogniser gave it in half width."""

from __future__ import annotations

import re

_HAN = "一-鿿"
_PAIR = re.compile(rf"[(（](?=[^()（）]*[{_HAN}])([^()（）]*)[)）]")
_OPEN = re.compile(rf"\((?=[{_HAN}])|(?<=[{_HAN}])\((?=[^()（）]*$)")
_CLOSE = re.compile(rf"(?<=[{_HAN}])\)")
_AFTER = re.compile(rf"(?<=[{_HAN}）”》])[,;:!?]|(?<=[\d%])[,;](?=[{_HAN}])")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")


def widen(text: str) -> str:
    """``text`` with brackets around Chinese words and marks behind them in full width; figures such as 1,200 are left.

    >>> widen("(一)做强实体经济,增长5%;其中(GDP)1,200亿元")
    '（一）做强实体经济，增长5%；其中(GDP)1,200亿元'
    """
    text = _PAIR.sub(lambda match: f"（{match[1]}）", text)
    for pattern in (_OPEN, _CLOSE, _AFTER):
        text = pattern.sub(lambda match: match[0].translate(_WIDE), text)
    return text
