"""What a target names and how much of it a text names, by pairs of neighbouring characters.

Needs cleaned text. Guarantees: numbers and words that name no thing do not count.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.reading._lexicon import one_of
from luoshi.reading._lexicon import words as lexicon
from luoshi.reading._model import Target
from luoshi.reading.progress._figure import Figure
from luoshi.reading.progress._words import short_names, words
from luoshi.reading.wording import same

_DOING = (word for word in (*lexicon("verbs", "act"), *words("rise"), *words("fall")) if len(word) > 1)
_EMPTY = re.compile(one_of(words("empty")))
SAID = re.compile(
    one_of((*words("empty"), *words("passing"), *_DOING))
)  # what is done to a thing is no part of its name
_SHORT = re.compile(one_of(short_names()))
_HAN = re.compile("[一-鿿A-Za-z0-9.]+")
_UNIT = one_of(word for group in ("count", "physical", "money", "ratio") for word in lexicon("units", group))
_NUMBER = re.compile(rf"\d[\d.,]*[十百千万亿多余]*(?:{_UNIT})?")
_NOUN_BEHIND = re.compile("[一-鿿]{3,6}(?=[，。；、]|$)")
_PART_OF_CLAUSE = re.compile("[、，；：。]")
_FEW = 2  # pairs of characters: a shorter name needs the words around it
_OWN, _SENTENCE = 1.0, 0.6  # weight of a word in the figure's own clause, and further off in its sentence


@dataclass(frozen=True, slots=True)
class Named:
    """What a target names: its object's bigrams, and those of its whole clause."""

    thing: frozenset[str]
    clause: frozenset[str]


def bigrams(text: str, dropped: re.Pattern[str] = _EMPTY) -> frozenset[str]:
    """Pairs of neighbouring characters that name something: numbers and words that name no thing are dropped first."""
    whole = same(_SHORT.sub(lambda match: short_names()[match[0]], text))
    bare = dropped.sub(" ", _NUMBER.sub(" ", whole))
    return frozenset(run[at : at + 2] for run in _HAN.findall(bare) for at in range(len(run) - 1))


def name_of(target: Target) -> Named:
    """Its object, and its own part of the clause; of a short one also the names and the whole clause."""
    thing = bigrams(target.object)
    if len(thing) < _FEW:
        return Named(bigrams(target.object + "".join(target.names)), bigrams(target.clause))
    own = next((part for part in _PART_OF_CLAUSE.split(target.clause) if target.quote in part), target.clause)
    return Named(thing, thing | bigrams(own))


def rarity_of(named: Sequence[Named]) -> dict[str, float]:
    """Bigrams that few targets have tell more."""
    counts = Counter(pair for item in named for pair in item.thing | item.clause)
    return {pair: 1.0 / math.sqrt(count) for pair, count in counts.items()}


def cover_of(
    wanted: frozenset[str],
    own: frozenset[str],
    around: frozenset[str],
    rarity: dict[str, float],
    default: float = 0.0,
) -> float:
    """How much of ``wanted`` is named, by weight. Summed exactly, so that the order of a set decides nothing."""
    total = math.fsum(rarity.get(pair, 1.0) for pair in wanted)
    if not total:
        return default
    named = wanted & (own | around)
    return math.fsum(rarity.get(pair, 1.0) * (_OWN if pair in own else _SENTENCE) for pair in named) / total


def is_cut_short(text: str, figure: Figure, target: Target) -> bool:
    """3个主题馆 for 主题文化馆: begins and ends as the name does and only leaves out."""
    found = _NOUN_BEHIND.match(text, figure.quantity.end, figure.clause_end)
    if found is None or found[0][:2] != target.object[:2] or found[0][-1] != target.object[-1:]:
        return False
    rest = iter(target.object)
    return all(char in rest for char in found[0])
