"""Stage 4: a promise and the fact found for it → the verdict and why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from luoshi.reading._model import Target
from luoshi.reading.reconciliation._facts import FLOW, RANKS, Fact, middle
from luoshi.reading.reconciliation._model import Because, Verdict
from luoshi.reading.reconciliation._vocabulary import pattern, plain, ratio_of_units, words
from luoshi.reading.wording import are_other_ranks, same

_DONE = pattern("done")
_UNDONE = pattern("undone")
_LESS_IS_BETTER = pattern("less_is_better")
_LIST = re.compile("[、和与及]")
_RATE_NAME = re.compile("(?:涨幅|增幅|增速|增长率)$")
_PUSHING = frozenset(words("pushing"))
_PEOPLE = re.compile("(?:城镇|农村)(?=.{0,4}居民)|农民|城乡(?=.{0,2}居民)")
_EMPTY = pattern("empty")
_SHORTEST_NAME = 2
_NEARLY = 0.1  # of the promise: how far a result may be from 左右
_SURELY = 0.8  # likeness from which 完成 is said of the very thing
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict, why, and the two figures that were compared, in the unit of the promise."""

    verdict: Verdict
    because: Because
    promised: float | None = None
    reported: float | None = None


def incomparable(promise: Target, fact: Fact) -> Because | None:
    """Why the fact's figure cannot be held against the promise; None when it can."""
    if fact.quantity is None:
        return Because.NO_FIGURE
    if promise.unit == "个百分点" and fact.before is not None and fact.quantity.unit in ("%", "％"):
        return None
    if ratio_of_units(promise.unit, fact.quantity.unit) is None:
        return Because.OTHER_UNIT
    if _is_rate(promise) != (fact.mode in ("grow", "cut") and fact.quantity.is_ratio):
        return Because.OTHER_MEASURE
    if not _is_rate(promise) and not fact.quantity.is_ratio and _other_measure(promise, fact):
        return Because.OTHER_MEASURE
    other = _wider(promise, fact) or other_rank(promise, fact) or _narrower(promise, fact)
    return Because.OTHER_SCOPE if other else None


def other_rank(promise: Target, fact: Fact) -> bool:
    """Whether the promise is of another level of government than the fact: 省级 against 国家级; 以上 takes in more."""
    return are_other_ranks(promise.object, fact.near)


def says_done(fact: Fact) -> bool:
    """Whether a clause without a figure says that the very thing is done."""
    return fact.quantity is None and bool(_DONE.search(fact.near)) and not _UNDONE.search(fact.near)


def compare(promise: Target, fact: Fact, reason: Because | None, likeness: float, *, due: bool) -> Comparison:
    """Judge the promise by the fact.

    ``reason`` says why their figures cannot be compared, None that they can. ``due``: its time is up.
    """
    if reason is not None:
        if says_done(fact) and likeness >= _SURELY:
            return Comparison(Verdict.MET, Because.SAID_DONE)
        return Comparison(Verdict.MENTIONED, reason)
    promised, reported = _promised(promise), _reported(promise, fact)
    verdict, because = _judge(promise, promised, reported, fact)
    if verdict is Verdict.MISSED and promise.action in _PUSHING:
        verdict, because = Verdict.MENTIONED, Because.OTHER_MEASURE  # 加快推进18所 is not missed by 6 that are done
    if verdict is Verdict.MISSED and not due:
        verdict, because = Verdict.MENTIONED, Because.NOT_DUE
    return Comparison(verdict, because, promised, reported)


def _is_rate(promise: Target) -> bool:
    if promise.unit in ("%", "％") and _RATE_NAME.search(promise.object):
        return True
    return promise.mode in ("grow", "cut") and promise.unit in ("%", "％", "‰", "个百分点", "百分点", "倍")


def _other_measure(promise: Target, fact: Fact) -> bool:
    """A stock against a flow."""
    if fact.before is not None:
        return False
    if fact.sentence.several_years and promise.mode == "do" and fact.mode == "reach":
        return True
    added = bool(FLOW.search(promise.action + promise.object))
    if promise.mode != "reach" or added:
        return fact.stock or (added and fact.mode == "reach" and fact.relation == "gt" and not fact.flow)
    return fact.flow


def _wider(promise: Target, fact: Fact) -> bool:
    """Whether the figure is of several things together, of which the promise names some but not all."""
    if "分别" in fact.near or not _LIST.search(fact.near):
        return False
    asked, near = plain(promise.clause), same(fact.near)
    examples, _, rest = near.rpartition("等")
    if len(rest) >= _SHORTEST_NAME and (promise.names or not _named(_EMPTY.sub("", examples), asked)[0]):
        near = rest  # 青蓑、鹭汀等示范村3个: examples of one thing
    named, items = _named(near, asked)
    return bool(named) and len(named) < len(items)


def _named(listed: str, asked: str) -> tuple[list[str], list[str]]:
    """The items of a list that the promise names, and all of them; levels of government are no items."""
    items = [plain(item) for item in _LIST.split(listed)]
    items = [item for item in items if len(_EMPTY.sub("", item)) >= _SHORTEST_NAME and item not in RANKS]
    return [item for item in items if item[:2] in asked], items


def _narrower(promise: Target, fact: Fact) -> bool:
    """Whether a rate is of some of the people only: 农村居民 against 居民."""
    near = set(_PEOPLE.findall(fact.near))
    return _is_rate(promise) and bool(near) and not near & set(_PEOPLE.findall(promise.object))


def _promised(promise: Target) -> float:
    return promise.value[0] if isinstance(promise.value, tuple) else promise.value


def _reported(promise: Target, fact: Fact) -> float:
    """In the unit of the promise; as a rise where the promise is of a rise."""
    assert fact.quantity is not None
    figure = middle(fact.quantity.value)
    if fact.before is not None and promise.mode != "reach":
        figure = abs(figure - fact.before)
    figure *= ratio_of_units(promise.unit, fact.quantity.unit) or 1.0
    opposite = {("grow", "cut"), ("cut", "grow")}
    return -figure if (promise.mode, fact.mode) in opposite and _is_rate(promise) else figure


def _judge(promise: Target, promised: float, reported: float, fact: Fact) -> tuple[Verdict, Because]:
    less = promise.relation in ("le", "lt") or (
        promise.mode == "reach" and bool(_LESS_IS_BETTER.search(promise.object))
    )
    better = promised - reported if less else reported - promised
    slack = _NEARLY * abs(promised) if promise.relation == "approx" else 0.0
    ahead = slack
    if isinstance(promise.value, tuple):
        ahead = 0.0 if less else promise.value[1] - promised
    elif "多" in promise.quote or "余" in promise.quote:
        ahead = _last_place(promised)  # 3900多个: up to 4000 is what was promised
    tiny = _TINY * max(abs(promised), 1.0)
    beyond = fact.relation == "gt" and promise.relation not in ("gt", "approx") and not less and not ahead
    if better > ahead + tiny or (beyond and better >= -tiny):  # 超370亿元 is more than 370亿元
        return Verdict.EXCEEDED, Because.BETTER
    short = fact.almost and not less and promise.relation not in ("approx", "range") and better < tiny
    if better >= -slack - tiny and not short:
        return Verdict.MET, Because.REACHED
    return Verdict.MISSED, Because.SHORT


def _last_place(value: float) -> float:
    """The size of the last place that a round number fills: 3900 → 100."""
    size = 1.0
    while value and math.isfinite(value) and value % (size * 10) == 0:
        size *= 10
    return size
