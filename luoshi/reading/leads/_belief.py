"""How much a task's words speak for each function: our own word lists first, learnt weights on top of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi.reading.leads._functions import functions, pairs_in, weight_of, words_in

_SHARPNESS = 2.5  # how far the word lists alone move belief
_FLOOR = 0.02
_HALF = 60  # a word so many characters on counts half


@dataclass(frozen=True, slots=True)
class Weights:
    """Learnt, on a log scale: what a pair of characters adds to a function whose tasks held it.

    ``absent`` is what every known pair counts for a function whose tasks never held it.
    """

    absent: Mapping[str, float]
    pairs: Mapping[str, Mapping[str, float]]


@cache
def shipped_weights() -> Weights:
    """``weights.tsv``, written by ``scripts/train_leads.py``."""
    head, *lines = (files("luoshi.reading.leads") / "weights.tsv").read_text(encoding="utf-8").splitlines()
    absent = {name: int(number) / 100 for name, _, number in (item.partition(":") for item in head.split())}
    names = tuple(absent)
    rows = (line.partition("\t") for line in lines)
    return Weights(absent, {pair: _numbers(values, names) for pair, _, values in rows})


def _numbers(values: str, names: Sequence[str]) -> dict[str, float]:
    items = (item.partition(":") for item in values.split())
    return {names[int(place)]: int(number) / 100 for place, _, number in items}


def prior(text: str, offered: Collection[str]) -> list[float]:
    """The word lists' own say, one number for each function, on a log scale."""
    told = {
        function: sum(weight_of(word, function, offered) * _early(at) for word, at in places.items())
        for function, places in words_in(text).items()
        if function in offered
    }
    total = sum(told.values()) or 1.0
    return [_SHARPNESS * math.log(_FLOOR + told.get(function, 0.0) / total) for function in functions()]


def _early(at: int) -> float:
    """What a task opens with is its matter; what comes late is often how or for whom."""
    return 1 / (1 + at / _HALF)


def belief(text: str, weights: Weights, offered: Collection[str]) -> dict[str, float]:
    """Each function's score for ``text``, on a log scale; differences matter, the level does not."""
    known = [weights.pairs[pair] for pair in pairs_in(text) if pair in weights.pairs]
    scale = 1 / math.sqrt(len(known)) if known else 0.0
    scores = dict(zip(functions(), prior(text, offered), strict=True))
    for function, value in weights.absent.items():
        scores[function] += scale * len(known) * value
    for row in known:
        for function, value in row.items():
            scores[function] += scale * value
    return scores
