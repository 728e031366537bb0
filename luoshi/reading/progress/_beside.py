"""Figures that are told beside what was done: all that there are, so many for each, what came of it for others.

Needs the figures of a text. Guarantees: a figure is judged by its own words only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.reading._model import Target
from luoshi.reading.progress._figure import Figure
from luoshi.reading.progress._words import pattern

_BESIDE = re.compile(pattern("beside") + "(?!率)")
_EACH = re.compile(f"{pattern('each')}|{pattern('over_years')}")
_TOTAL = re.compile(pattern("total") + "(?:约|超过?|为|达到?|近)?$")
_TOGETHER = re.compile("共(?!同)")
_FAR_BEYOND = 5.0


def since(figures: Sequence[Figure], index: int) -> int:
    """Where the words of a figure begin: behind the one before it, or with its clause."""
    start = figures[index].clause_start
    return max(start, figures[index - 1].quantity.end) if index else start


def is_total(text: str, figure: Figure) -> bool:
    """总数达到55所 is not what was done."""
    return _TOTAL.search(text, figure.clause_start, figure.quantity.start) is not None


def is_stock(text: str, figures: Sequence[Figure], index: int, target: Target) -> bool:
    """全国共建设口袋公园5.4万个 is what there is, not what was done of 6000 within the year."""
    figure = figures[index]
    if target.mode != "do" or not _TOGETHER.search(text, since(figures, index), figure.quantity.start):
        return False
    value, aim = figure.quantity.value, target.value
    return not isinstance(value, tuple) and not isinstance(aim, tuple) and value > aim * _FAR_BEYOND


def is_beside(text: str, figure: Figure, start: int, target: Target) -> bool:
    """Whether the words from ``start`` on tell what came of it (带动就业3900人), a mean or several years together."""
    said = target.clause + target.action
    told = _BESIDE.search(text, start, figure.quantity.start) is not None and not _BESIDE.search(said)
    return told or (_EACH.search(text, start, figure.quantity.start) is not None and not _EACH.search(said))
