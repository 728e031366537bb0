"""What the office chose before for the tasks most like this one; a choice counts from the next task on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from luoshi.reading.leads._functions import functions_of, pairs_in
from luoshi.reading.leads._model import Precedent

LOCAL = frozenset(("district", "township", "zone"))  # functions of whom only the place tells
_LIKE = 0.18  # below this two tasks are not alike
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An earlier choice with how like its task is, from 0 to 1."""

    likeness: float
    precedent: Precedent


@dataclass(frozen=True, slots=True)
class _Index:
    """The history made ready once for many tasks: which precedents hold a pair, and how long each one is."""

    holders: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]
    lengths: tuple[float, ...]


def neighbours(text: str, history: Sequence[Precedent]) -> list[Neighbour]:
    """The earlier tasks most like this one, by the rare pairs of characters that both have."""
    if not history:
        return []
    index = _index(tuple(history))
    unseen = math.log(1 + len(history))
    mine = pairs_in(text)
    own = math.sqrt(sum(index.rarity.get(pair, unseen) ** 2 for pair in sorted(mine))) or 1.0
    shared: dict[int, float] = {}
    for pair in sorted(mine):
        for place in index.holders.get(pair, ()):
            shared[place] = shared.get(place, 0.0) + index.rarity[pair] ** 2
    found = [Neighbour(min(1.0, told / (own * index.lengths[at])), history[at]) for at, told in sorted(shared.items())]
    alike = [item for item in found if item.likeness >= _LIKE]
    return sorted(alike, key=lambda item: -item.likeness)[:_NEIGHBOURS]


def choices_of(name: str, found: Sequence[Neighbour]) -> list[Neighbour]:
    """Precedents of the organisation itself, or of one with its functions under an earlier name."""
    same = functions_of(name)
    return [
        item
        for item in found
        if item.precedent.organisation == name
        or (same and same[0] not in LOCAL and functions_of(item.precedent.organisation) == same)
    ]


@lru_cache(maxsize=4)
def _index(history: tuple[Precedent, ...]) -> _Index:
    bags = [pairs_in(item.text) for item in history]
    holders: dict[str, list[int]] = {}
    for place, bag in enumerate(bags):
        for pair in bag:
            holders.setdefault(pair, []).append(place)
    rarity = {pair: math.log(1 + len(bags) / len(places)) for pair, places in holders.items()}
    lengths = tuple(math.sqrt(sum(rarity[pair] ** 2 for pair in sorted(bag))) or 1.0 for bag in bags)
    return _Index({pair: tuple(places) for pair, places in holders.items()}, rarity, lengths)
