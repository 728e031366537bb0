"""Stage 3: which fact speaks of which promise.

Every promise is held against the facts that share a pair of characters with it; the likeliest pairs are taken first.
A fact serves a second promise only when the two promise the same thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.reading._model import Target
from luoshi.reading.reconciliation._comparing import incomparable, other_rank, says_done
from luoshi.reading.reconciliation._facts import Fact, middle
from luoshi.reading.reconciliation._likeness import Weights, pairs
from luoshi.reading.reconciliation._model import Because
from luoshi.reading.reconciliation._vocabulary import pattern, plain
from luoshi.reading.reconciliation._wanted import PLENTY, Asked, Given, ask, give

# What counts how much. Found by error analysis; docs/reconcile.md tells the figures.
_ASKED, _GIVEN = 0.65, 0.35  # of the promise's words, of the fact's
_ASKED_OF_WORDS, _GIVEN_OF_WORDS = 0.85, 0.15  # the same where there is no figure: a clause says more than a name
_SENTENCE, _USUAL = 0.15, 0.3  # the sentences around are more alike than is usual
_COMPARABLE = 0.12  # the figures can be compared
_COMPARED_FIRST = 0.15  # and then come first
_SAME_FIGURE = 0.12  # and are the same
_OTHER_MEASURE_WORD = 0.06  # 11个 against 34座
_FAR_OFF, _FAR = 0.25, 30.0  # figures so far apart that they hardly measure the same
_OTHER_RANK = 0.25  # 省级 against 国家级
_SAME_UNIT = 0.05  # of figures that cannot be compared, one of the same unit first
_NO_PROJECT = 0.2  # what is told of a trade says nothing of its projects
_WIDE, _WIDE_WEIGHT = 0.12, 0.8  # 完成投资: so much more is needed where the name is no name
_PROJECTS = "项目"
_MOST = 0.7  # 远足径、郊野径 and 远足郊野径 are the same, though no item is whole
_PART = 0.8  # one thing of a list is found whole, the others are not
_NAMED = 0.30  # a named thing of the promise stands in the fact
_HEADLESS = 0.10  # the noun itself is missing
# Likeness from which a pair is believed.
_ENOUGH = 0.55
_ENOUGH_RATE = 0.72  # indicators have fixed names
_ENOUGH_MEASURE = 0.57  # a stock against a flow, a sum over several things
_ENOUGH_UNIT = 0.70  # a figure in another unit
_ENOUGH_WORDS = 0.70
_ENOUGH_NAMED = 0.55
_LEAST = 0.72  # less, and even a figure does not help
_SAME_ACT = 0.9
_SAID_DONE = 0.05  # 治理任务全面完成 is said of something that was promised
_PASSING = 0.14  # share of a clause below which it names the thing in passing
_SAME_THING = 0.85  # likeness from which two promises are the same
_SEVERAL_YEARS = re.compile("累计|期间")
_WIDE_NOUN = pattern("wide_noun")


@dataclass(frozen=True, slots=True)
class Match:
    """The fact with this index speaks of the promise with that one."""

    promise: int
    fact: int
    likeness: float
    reason: Because | None  # why their figures cannot be compared


def match(promises: Sequence[tuple[Target, str]], facts: Sequence[Fact], text: str) -> dict[int, Match]:
    """The fact for each promise that has one. ``promises`` come with their sentences; ``text`` holds the facts."""
    weights = Weights([sentence for _, sentence in promises] + [fact.near for fact in facts])
    asked = [ask(target, sentence, weights) for target, sentence in promises]
    spans = dict.fromkeys((fact.sentence.start, fact.sentence.end) for fact in facts)
    around = {span: pairs(text[slice(*span)]) for span in spans}  # once for a sentence of many facts
    given = [give(fact, around[fact.sentence.start, fact.sentence.end], weights) for fact in facts]
    found = sorted(_candidates(asked, given, weights), key=_order)
    return _assign(found, asked, facts, weights)


def _order(item: Match) -> tuple[float, int, int]:
    """The likeliest first; a figure that can be compared before a likelier one that cannot."""
    return (-item.likeness - (_COMPARED_FIRST if item.reason is None else 0.0), item.promise, item.fact)


def _candidates(asked: Sequence[Asked], given: Sequence[Given], weights: Weights) -> Iterator[Match]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(given):
        for pair in item.near:
            places[pair].append(index)
    for number, want in enumerate(asked):
        near = sorted({index for pair in want.thing | pairs("".join(want.names)) for index in places.get(pair, ())})
        for index in near:
            likeness, reason = _likeness(want, given[index], weights)
            if likeness:
                yield Match(number, index, likeness, reason)


def _likeness(want: Asked, have: Given, weights: Weights) -> tuple[float, Because | None]:
    """How alike they are, 1 and more for sure, 0 when not to be believed; and why the figures are not comparable."""
    reason = incomparable(want.target, have.fact)
    if have.fact.sentence.several_years and _is_of_period(want.target, have.fact):
        return 0.0, reason
    named = any(name in have.words for name in want.names)
    asked, given = weights.covered(want.thing, have.near), weights.covered(have.thing, want.clause)
    part = max((weights.covered(item, have.near) for item in want.items), default=0.0)
    if part * _PART > asked and asked < _MOST:
        asked, reason = part * _PART, reason or Because.OTHER_SCOPE
    weight = want.weight
    if reason is None and _same_act(want.target, have):
        asked, weight = max(asked, _SAME_ACT), max(weight, _LEAST)
    if reason is Because.NO_FIGURE:
        known = 1.0 if named else min(1.0, want.weight / PLENTY)
        words = (_ASKED_OF_WORDS * asked + _GIVEN_OF_WORDS * given) * known if given > _PASSING else 0.0
    else:
        words = (_ASKED * asked + _GIVEN * given) * min(1.0, weight / _LEAST)
    words += _SAID_DONE if reason is Because.NO_FIGURE and says_done(have.fact) else 0.0
    score = words + _SENTENCE * (weights.covered(want.sentence, have.sentence) - _USUAL) + (_NAMED if named else 0.0)
    if reason is None:
        score += _COMPARABLE + _figures(want.target, have.fact)
        score -= 0.0 if want.head in have.words else _HEADLESS
    elif other_rank(want.target, have.fact):
        score -= _OTHER_RANK
    else:
        score += _further(want.target, have, reason)
    needed = _enough(want.target, reason, named=named) + (_WIDE if want.weight < _WIDE_WEIGHT else 0.0)
    return (score if score >= needed else 0.0), reason


def _same_act(promise: Target, have: Given) -> bool:
    """开工青蓑路等40条道路 is answered by 鹭汀路等44条道路开工: the same is done to the same, whatever is named."""
    thing, act = plain(promise.object), plain(promise.action)[-2:]
    return bool(promise.names) and len(thing) > 1 and len(act) > 1 and thing in have.words and act in have.words


def _further(promise: Target, have: Given, reason: Because) -> float:
    """What speaks for or against a fact whose figure cannot be compared."""
    if promise.object.endswith(_PROJECTS) and _PROJECTS not in have.words:
        return -_NO_PROJECT
    return _SAME_UNIT if reason not in (Because.NO_FIGURE, Because.OTHER_UNIT) else 0.0


def _is_of_period(promise: Target, fact: Fact) -> bool:
    """Whether what is told of several years is what was done or grew over them, not a level at their end."""
    if _SEVERAL_YEARS.search(promise.clause):
        return False  # “十四五”期间累计建成40座
    if fact.before is not None:
        return promise.mode != "reach"
    if fact.quantity is None or fact.mode in ("grow", "cut"):
        return True
    return fact.flow or (fact.act and fact.mode != "reach" and not fact.quantity.is_ratio)


def _figures(promise: Target, fact: Fact) -> float:
    """What the two figures say for or against the pair."""
    assert fact.quantity is not None
    if fact.quantity.value == promise.value:
        return _SAME_FIGURE
    score = 0.0 if promise.unit == fact.quantity.unit else -_OTHER_MEASURE_WORD
    promised, reported = middle(promise.value), middle(fact.quantity.value)
    near = reported <= promised * _FAR and promised <= reported * _FAR
    return score if near or promise.mode in ("grow", "cut") else score - _FAR_OFF


def _enough(promise: Target, reason: Because | None, *, named: bool) -> float:
    if named:
        return _ENOUGH_NAMED
    if reason is None:
        return _ENOUGH_RATE if promise.mode in ("grow", "cut") else _ENOUGH
    if reason is Because.NO_FIGURE:
        return _ENOUGH_WORDS
    return _ENOUGH_UNIT if reason is Because.OTHER_UNIT else _ENOUGH_MEASURE


def _assign(
    found: Sequence[Match], asked: Sequence[Asked], facts: Sequence[Fact], weights: Weights
) -> dict[int, Match]:
    taken: dict[int, int] = {}
    chosen: dict[int, Match] = {}
    for item in found:
        if item.promise in chosen:
            continue
        first = taken.get(item.fact)
        if first is not None and not (
            _same_thing(asked[first], asked[item.promise], weights) or _is_sum(asked, first, item, facts)
        ):
            continue
        taken.setdefault(item.fact, item.promise)
        chosen[item.promise] = item
    return chosen


def _same_thing(one: Asked, other: Asked, weights: Weights) -> bool:
    if one.target.unit != other.target.unit:
        return False
    things = [pairs(_WIDE_NOUN.sub("", plain(item.target.object))) for item in (one, other)]
    return min(weights.covered(*things), weights.covered(*reversed(things))) >= _SAME_THING


def _is_sum(asked: Sequence[Asked], first: int, item: Match, facts: Sequence[Fact]) -> bool:
    """交通、能源、水利完成投资5400亿元 answers what was promised for each of them."""
    wider = Because.OTHER_SCOPE
    return all(incomparable(asked[promise].target, facts[item.fact]) is wider for promise in (first, item.promise))
