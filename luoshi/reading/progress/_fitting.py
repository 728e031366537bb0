"""How well the number of a figure fits that of a target: by unit, by order, by a share of plan told beside it."""

from __future__ import annotations

import math

from luoshi.reading._lexicon import words as lexicon
from luoshi.reading._model import Target
from luoshi.reading.progress._figure import Figure
from luoshi.reading.progress._words import measures, words

_TIMES = frozenset(words("times"))
_COUNTED = frozenset(lexicon("units", "count"))
_POINTS = frozenset(("个百分点", "百分点"))
_RATIO = frozenset(lexicon("units", "ratio"))
_TELLING = 100
_ROUNDED = 0.6  # points that a share of plan may be from what the target gives


def unit_fit(figure: Figure, target: Target) -> float:
    """1 for the same unit, less for one that can stand for it, 0 when they cannot be compared."""
    moves = target.mode in ("grow", "cut") and target.unit in _RATIO
    if figure.role != ("change" if moves else "result"):
        return 0.0
    ours, theirs = figure.quantity.unit, target.unit
    if ours == theirs:
        return 1.0
    if moves and ours in _POINTS:
        return 0.0  # 高于GDP增速0.6个百分点 compares two growths
    table = measures()
    if ours in table and theirs in table:
        return 0.95 if table[ours][0] == table[theirs][0] else 0.0
    if (ours in _TIMES) != (theirs in _TIMES):
        return 0.0
    return 0.85 if ours in _COUNTED and theirs in _COUNTED else 0.0


def nearness(figure: Figure, target: Target) -> float:
    """1 for numbers less than three times apart, less and less for those further apart, down to 0."""
    value, aim = figure.quantity.value, target.value
    ours = value[0] if isinstance(value, tuple) else value
    theirs = aim[0] if isinstance(aim, tuple) else aim
    if ours <= 0 or theirs <= 0:
        return 0.0
    apart = abs(math.log(ours / theirs))
    return 1.0 if apart < math.log(3) else max(0.0, 1.0 - (apart - math.log(3)) / 4)


def is_the_number(figure: Figure, target: Target) -> bool:
    """The very number that was promised, and not a round one."""
    value = figure.quantity.value
    return value == target.value and not isinstance(value, tuple) and value >= _TELLING and value % 10 != 0


def agrees_with_share(figure: Figure, target: Target) -> bool:
    """开工16个，完成年度任务的76.2%, and 21 were promised: the share itself tells whose it is."""
    value, aim = figure.quantity.value, target.value
    if figure.share is None or isinstance(value, tuple) or isinstance(aim, tuple) or not aim:
        return False
    return abs(100.0 * value / aim - figure.share) <= _ROUNDED
