"""``suggest_lead``: belief in functions, names in the text, and what the office chose before → ranked organisations."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.reading._model import Commitment
from luoshi.reading.leads._belief import Weights, belief, shipped_weights
from luoshi.reading.leads._functions import functions_of, pairs_in, weight_of, words_in
from luoshi.reading.leads._model import Cause, CauseCode, Precedent, Suggestion
from luoshi.reading.leads._precedent import LOCAL, Neighbour, choices_of, neighbours

_SUFFIX = re.compile(
    "(?:街道办事处|街道办|街道|[镇乡]人民政府|[镇乡]政府|镇|乡|区人民政府|区政府|县政府|管委会|办事处|党工委)$"
)
_OUTSIDE = re.compile("(?:集团|公司|协会|中心小学|医院)$")  # no office of government
_UNKNOWN = -9.0  # a name that tells no function
_FURTHER = 0.1  # taken off for each further function: of 公安分局 and its fire brigade the plain name goes first
_LATER = 0.7  # taken off for a function that is not the first in a name
_NOT_NAMED = 2.0  # taken off for a place's own office that the task does not name
_NAMED = 3.0
_PLACE_NAMED = 1.5  # a task that names a town is mostly done there by somebody else
_ACTS = "(?:要|应当|负责|牵头|统筹)"  # behind a name: the text itself says who does it
_SHORTEST_NAME = 3
_PRECEDENT = 16.0
_CLOSE = 2  # a task told again word for word outweighs what its words say
_SHOWN = 5  # words of each kind that a reason holds
_SPEAKS = 0.25  # a learnt weight worth telling


@dataclass(frozen=True, slots=True)
class _Case:
    """A task with all that speaks for one function or another."""

    text: str
    scores: Mapping[str, float]
    told: Mapping[str, Mapping[str, int]]
    pairs: tuple[str, ...]
    weights: Weights
    neighbours: Sequence[Neighbour]


def suggest_lead(
    commitment: str | Commitment,
    organisations: Sequence[str],
    history: Sequence[Precedent] = (),
    *,
    heading: str = "",
    weights: Weights | None = None,
) -> tuple[Suggestion, ...]:
    """All ``organisations``, the likeliest lead first; equal ones keep their order.

    ``history`` are the office's own earlier choices; they count at once, nothing is trained. ``heading`` is what the
    task stands under; it speaks as the task's last words would. ``weights`` replaces those shipped. Never raises on
    any text or name.
    """
    text = commitment if isinstance(commitment, str) else commitment.text
    case = _open_case(text, heading, organisations, history, shipped_weights() if weights is None else weights)
    rated = [_rate(case, name) for name in organisations]
    top = max(rated, default=0.0)
    total = sum(math.exp(score - top) for score in rated)
    order = sorted(range(len(rated)), key=lambda index: (-rated[index], index))
    return tuple(
        Suggestion(
            organisations[index],
            round(math.exp(rated[index] - top) / total, 4),
            tuple(_causes(case, organisations[index])),
        )
        for index in order
    )


def _open_case(
    text: str, heading: str, organisations: Sequence[str], history: Sequence[Precedent], weights: Weights
) -> _Case:
    whole = f"{text}。{heading}" if heading else text
    offered = {function for name in organisations for function in functions_of(name)}
    scores = belief(whole, weights, offered)
    return _Case(text, scores, words_in(whole), pairs_in(text), weights, neighbours(text, history))


def _rate(case: _Case, name: str) -> float:
    own = functions_of(name)
    least = min(case.scores.values()) + _UNKNOWN
    score = max((case.scores[item] - (_LATER if place else 0.0) for place, item in enumerate(own)), default=least)
    score -= _FURTHER * max(len(own) - 1, 0)
    if len(name) >= _SHORTEST_NAME and re.search(re.escape(name) + _ACTS, case.text):
        score = max(case.scores.values()) + _NAMED
    elif own and own[0] in LOCAL:
        score = max(case.scores.values()) - _PLACE_NAMED if _named(case.text, name) else score - _NOT_NAMED
    elif _named(case.text, name):
        score += _NAMED
    if _OUTSIDE.search(name):
        score -= _NOT_NAMED
    return score + _PRECEDENT * sum(item.likeness**_CLOSE for item in choices_of(name, case.neighbours))


def _named(text: str, name: str) -> str:
    """What of a name stands in the text: its place (坂田 of 坂田街道办) or the name without its place."""
    own = functions_of(name)
    if own and own[0] in LOCAL:
        stem = _SUFFIX.sub("", name).removeprefix("市").removeprefix("区")
        return stem if len(stem) >= 2 and stem not in ("各区", "各街道") and stem in text else ""
    return name if len(name) >= _SHORTEST_NAME and name in text else ""


def _causes(case: _Case, name: str) -> list[Cause]:
    causes = [Cause(CauseCode.PRECEDENT, (item.precedent.text,)) for item in choices_of(name, case.neighbours)]
    if named := _named(case.text, name):
        causes.append(Cause(CauseCode.NAMED, (named,)))
    own = functions_of(name)
    if not own:
        return causes
    function = max(own, key=lambda item: case.scores[item])
    if words := sorted(case.told.get(function, ()), key=lambda word: (-weight_of(word, function), word)):
        causes.append(Cause(CauseCode.WORDS, (function, *words[:_SHOWN])))
    learnt = case.weights.pairs
    speaking = [pair for pair in case.pairs if learnt.get(pair, {}).get(function, 0.0) > _SPEAKS]
    if speaking:
        best = sorted(speaking, key=lambda pair: -learnt[pair][function])[:_SHOWN]
        causes.append(Cause(CauseCode.LEARNT, (function, *best)))
    return causes
