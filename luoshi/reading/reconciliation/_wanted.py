"""A promise as it is looked for and a fact as it is found: what each of them names, in pairs of characters.

Needs the weights of both reports. Guarantees: a promise always asks for something, if only for what is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading._model import Target
from luoshi.reading.reconciliation._facts import Fact
from luoshi.reading.reconciliation._likeness import Weights, pairs
from luoshi.reading.reconciliation._vocabulary import pattern, plain

_LITTLE = 1.2  # as much weight as one rare pair of characters: too little to know a thing by
PLENTY = 2.5  # enough to know it by without a figure
_SHORTEST_NAME = 3
_LIST = re.compile("[、和与及]")
_PART_OF_CLAUSE = re.compile("[、，；：。]")
_WIDE_NOUN = pattern("wide_noun")


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise as it is looked for."""

    target: Target
    thing: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    names: tuple[str, ...]
    items: tuple[frozenset[str], ...]  # 医养结合、康复护理等机构: each of them
    head: str  # the noun itself, without what tells which: 标准化村卫生室 → 生室
    weight: float


@dataclass(frozen=True, slots=True)
class Given:
    """A fact as it is found."""

    fact: Fact
    near: frozenset[str]
    thing: frozenset[str]
    sentence: frozenset[str]
    words: str


def ask(target: Target, sentence: str, weights: Weights) -> Asked:
    """Its object; where that is little, also what is named, what is done, and what stands behind."""
    names = tuple(name for name in (plain(name) for name in target.names) if len(name) >= _SHORTEST_NAME)
    thing = pairs(target.object)
    if names and weights.total(thing) < _LITTLE * weights.rarest:
        thing |= pairs(" ".join(names))  # 泉林路等6条道路
    if weights.total(thing) < _LITTLE * weights.rarest:
        thing |= pairs(plain(target.action)[:2])  # 推动…项目投产: what is done to it tells more than its name
    if target.object not in _own_words(target):
        thing |= pairs(target.action)  # 筹集住房100套、供应80套: the act alone tells which
    if weights.total(thing) < PLENTY * weights.rarest:
        thing |= pairs(_behind(target))  # 8000家企业“小升规”
    own = _own_words(target) if target.mode in ("grow", "cut") else target.clause[-len(target.object) - 30 :]
    clause = thing | pairs(target.action) | pairs(own)
    head = _WIDE_NOUN.sub("", plain(target.object))[-2:]
    items = [pairs(item) for item in _LIST.split(target.object)]
    listed = tuple(item for item in items if weights.total(item) >= _LITTLE * weights.rarest) if len(items) > 1 else ()
    weight = weights.total(thing) / weights.rarest
    return Asked(target, thing, clause, pairs(sentence), names, listed, head, weight)


def _own_words(target: Target) -> str:
    """The part of the clause between two marks that holds the number."""
    return next((part for part in _PART_OF_CLAUSE.split(target.clause) if target.quote in part), "")


def _behind(target: Target) -> str:
    """What is told behind the number of what is counted."""
    after = _own_words(target).partition(target.quote)[2]
    return after.partition(target.object)[2] if target.object in after else after


def give(fact: Fact, sentence: frozenset[str], weights: Weights) -> Given:
    """What is found: the words near the figure, what is counted, and the sentence around."""
    near, thing = pairs(fact.near), pairs(fact.object)
    if weights.total(thing) < _LITTLE * weights.rarest:
        thing = near  # 交通、能源、水利完成投资: 投资 alone does not tell whose
    return Given(fact, near, thing, sentence, plain(fact.near))
