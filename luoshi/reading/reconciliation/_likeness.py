"""How alike two pieces of text are: pairs of characters, each weighed by how rare it is in the two reports."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from luoshi.reading._lexicon import one_of
from luoshi.reading.reconciliation._vocabulary import pattern, plain, words
from luoshi.reading.wording import same

_EMPTY = re.compile(one_of(words("empty")))
_WIDE_NOUN = pattern("wide_noun")
_APART = re.compile(r"[、，；：。！？（）\s]|\d+(?:\.\d+)?[十百千万亿]*")


class Weights:
    """The weight of each pair of characters, from the passages of both reports."""

    def __init__(self, passages: Iterable[str]) -> None:
        counted: Counter[str] = Counter()
        total = 0
        for passage in passages:
            counted.update(pairs(passage))
            total += 1
        self.rarest = math.log(1 + total)
        self._weights = {pair: math.log((1 + total) / count) for pair, count in counted.items()}

    def total(self, found: Iterable[str]) -> float:
        """Their weight together. In a fixed order, so that sums of floats are the same in every run."""
        return sum(self._weights.get(pair, self.rarest) for pair in sorted(found))

    def covered(self, these: frozenset[str], by: frozenset[str]) -> float:
        """The share of ``these`` that ``by`` holds too."""
        total = self.total(these)
        return self.total(these & by) / total if total else 0.0


def pairs(text: str) -> frozenset[str]:
    """The pairs of characters in the words of ``text`` that mean something."""
    found: set[str] = set()
    words = " ".join(plain(piece) for piece in _APART.split(same(text)))
    for piece in _EMPTY.sub(" ", _WIDE_NOUN.sub(r" \g<0> ", words)).split():
        found.update(piece[at : at + 2] for at in range(len(piece) - 1))
        if len(piece) == 1:
            found.add(piece)
    return frozenset(found)
