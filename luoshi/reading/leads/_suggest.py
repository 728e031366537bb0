"""``suggest_lead``: belief in functions, names in the text, and what the office chose before → ranked organisations."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.reading._model import Commitment
from luoshi.reading.leads._belief import Weights, belief, shipped_weights
from luoshi.reading.leads._functions import functions_of, pairs_in, weight_of, words_in
from luoshi.reading.leads._model import Cause, CauseCode, Precedent, Suggestion

_LOCAL = frozenset(("district", "township", "zone"))
_SUFFIX = re.compile(
    "(?:街道办事处|街道办|街道|[镇乡]人民政府|[镇乡]政府|镇|乡|区人民政府|区政府|县政府|管委会|办事处|党工委)$"
)
_OUTSIDE = re.compile("(?:集团|公司|协会|中心小学|医院)$")  # no office of government
_UNKNOWN = -9.0  # a name that tells no function
_LATER = 0.7  # taken off for a function that is not the first in a name
_NOT_NAMED = 2.0  # taken off for a place's own office that the task does not name
_NAMED = 3.0
_PLACE_NAMED = 1.5  # a task that names a town is mostly done there by somebody else
_PRECEDENT = 6.0
_LIKE = 0.18  # below this two tasks are not alike
_NEIGHBOURS = 5
_SHOWN = 5  # words of each kind that a reason holds
_SPEAKS = 0.25  # a learnt weight worth telling


@dataclass(frozen=True, slots=True)
class _Neighbour:
    likeness: float
    precedent: Precedent


def suggest_lead(
    commitment: str | Commitment,
    organisations: Sequence[str],
    history: Sequence[Precedent] = (),
    *,
    weights: Weights | None = None,
) -> tuple[Suggestion, ...]:
    """All ``organisations``, the likeliest lead first; equal ones keep their order.

    ``history`` are the office's own earlier choices; they count at once, nothing is trained. ``weights`` replaces
    those shipped. Never raises on any text or name.
    """
    text = commitment if isinstance(commitment, str) else commitment.text
    learnt = shipped_weights() if weights is None else weights
    scores = belief(text, learnt)
    neighbours = _neighbours(text, history)
    rated = [_rate(text, name, scores, neighbours) for name in organisations]
    top = max(rated, default=0.0)
    total = sum(math.exp(score - top) for score in rated)
    told = words_in(text)
    order = sorted(range(len(rated)), key=lambda index: (-rated[index], index))
    return tuple(
        Suggestion(
            organisations[index],
            round(math.exp(rated[index] - top) / total, 4),
            tuple(_causes(text, organisations[index], scores, told, learnt, neighbours)),
        )
        for index in order
    )


def _rate(text: str, name: str, scores: dict[str, float], neighbours: Sequence[_Neighbour]) -> float:
    own = functions_of(name)
    least = min(scores.values()) + _UNKNOWN
    score = max((scores[item] - (_LATER if place else 0.0) for place, item in enumerate(own)), default=least)
    if own and own[0] in _LOCAL:
        score = max(scores.values()) - _PLACE_NAMED if _named(text, name) else score - _NOT_NAMED
    elif _named(text, name):
        score += _NAMED
    if _OUTSIDE.search(name):
        score -= _NOT_NAMED
    return score + _PRECEDENT * sum(item.likeness for item in _own(name, neighbours))


def _named(text: str, name: str) -> str:
    """What of a name stands in the text: its place (坂田 of 坂田街道办) or the name without its place."""
    own = functions_of(name)
    stem = _SUFFIX.sub("", name).removeprefix("市").removeprefix("区")
    if own and own[0] in _LOCAL:
        return stem if len(stem) >= 2 and stem not in ("各区", "各街道") and stem in text else ""
    return name if len(name) >= 3 and name in text else ""


def _neighbours(text: str, history: Sequence[Precedent]) -> list[_Neighbour]:
    """The earlier tasks most like this one, by rare pairs of characters that both have."""
    if not history:
        return []
    bags = [frozenset(pairs_in(item.text)) for item in history]
    spread = Counter(pair for bag in bags for pair in bag)
    rarity = {pair: math.log(1 + len(bags) / count) for pair, count in spread.items()}
    mine = frozenset(pairs_in(text))
    own = math.sqrt(sum(rarity.get(pair, math.log(1 + len(bags))) ** 2 for pair in mine)) or 1.0
    found = []
    for bag, precedent in zip(bags, history, strict=True):
        shared = sum(rarity[pair] ** 2 for pair in mine & bag)
        length = math.sqrt(sum(rarity[pair] ** 2 for pair in bag)) or 1.0
        if shared / (own * length) >= _LIKE:
            found.append(_Neighbour(min(1.0, shared / (own * length)), precedent))
    return sorted(found, key=lambda item: -item.likeness)[:_NEIGHBOURS]


def _own(name: str, neighbours: Sequence[_Neighbour]) -> list[_Neighbour]:
    """Precedents of the organisation itself, or of one with its functions under an earlier name."""
    same = functions_of(name)
    return [
        item
        for item in neighbours
        if item.precedent.organisation == name
        or (same and same[0] not in _LOCAL and functions_of(item.precedent.organisation) == same)
    ]


def _causes(
    text: str,
    name: str,
    scores: dict[str, float],
    told: dict[str, dict[str, int]],
    weights: Weights,
    neighbours: Sequence[_Neighbour],
) -> list[Cause]:
    causes = [Cause(CauseCode.PRECEDENT, (item.precedent.text,)) for item in _own(name, neighbours)]
    if named := _named(text, name):
        causes.append(Cause(CauseCode.NAMED, (named,)))
    own = functions_of(name)
    if not own:
        return causes
    function = max(own, key=lambda item: scores[item])
    if words := sorted(told.get(function, ()), key=lambda word: (-weight_of(word, function), word)):
        causes.append(Cause(CauseCode.WORDS, (function, *words[:_SHOWN])))
    speaking = [pair for pair in pairs_in(text) if weights.pairs.get(pair, {}).get(function, 0.0) > _SPEAKS]
    if speaking:
        best = sorted(speaking, key=lambda pair: -weights.pairs[pair][function])[:_SHOWN]
        causes.append(Cause(CauseCode.LEARNT, (function, *best)))
    return causes
