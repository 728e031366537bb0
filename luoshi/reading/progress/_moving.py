"""Two figures of one thing in one sentence: which of them reports on its target.

Needs the figures of a text and the target that each was given. Guarantees: only neighbours in a sentence change places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luoshi.reading._model import Target
from luoshi.reading._quantity import Quantity
from luoshi.reading.progress._figure import Figure
from luoshi.reading.progress._words import pattern

_CAME_TO = re.compile(pattern("came_to"))
_CAME_TO_DIRECTLY = re.compile("[^、，；。]*?" + pattern("came_to"))
_ADDED = re.compile(pattern("added") + "$")
_SENTENCE_END = re.compile("[。！？\n]")
_OF_WHICH = re.compile(pattern("of_which"))
_PARTS = re.compile(pattern("parts"))
_NEXT_WORDS = 6
_SOON = 24  # characters between a figure and the one that tells what it came to


def moved_on(
    text: str, figures: Sequence[Figure], targets: Sequence[Target], given: Sequence[int | None]
) -> Iterator[int]:
    """Where the next figure reports on the target: 危桥改造18座，已竣工14座; 达到3.8万亩，今年新增5260亩."""
    for index, (first, second) in enumerate(pairwise(figures)):
        place = given[index]
        if place is None or given[index + 1] not in (None, place) or second.role != "result":
            continue
        ours, theirs = first.quantity, second.quantity
        between = text[ours.end : theirs.start]
        if ours.unit != theirs.unit or len(between) > _SOON or _SENTENCE_END.search(between):
            continue
        plan_told = ours.value == targets[place].value and _CAME_TO.search(between) and _less(theirs, ours)
        before = text[first.clause_start : ours.start]
        of_which = _OF_WHICH.search(between) and _CAME_TO_DIRECTLY.match(text, theirs.end, theirs.end + _NEXT_WORDS)
        plan_told = plan_told or (ours.value == targets[place].value and of_which and _less(theirs, ours))
        part = targets[place].action.startswith("新") and _ADDED.search(between) and not _ADDED.search(before)
        if plan_told or part:
            yield index


def parts_of(text: str, figures: Sequence[Figure], given: Sequence[int | None]) -> Iterator[int]:
    """Which figures only divide one before them: 开工1197个，分别为…（282个）…; 已建70个，其中34个装了…；13个装了…."""
    whole: int | None = None
    for index, figure in enumerate(figures):
        if whole is not None and _SENTENCE_END.search(text, figures[whole].quantity.end, figure.quantity.start):
            whole = None
        if given[index] is None:
            continue
        if whole is None or given[whole] != given[index]:
            whole = index
            continue
        first = figures[whole]
        told = _PARTS.search(text, first.quantity.end, figure.quantity.start)
        if told and first.time == figure.time and _less(figure.quantity, first.quantity):
            yield index


def _less(first: Quantity, second: Quantity) -> bool:
    if isinstance(first.value, tuple) or isinstance(second.value, tuple):
        return False
    return first.value < second.value
