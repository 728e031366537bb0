"""Whether a forward sentence promises an act at all, and when it does not, why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from luoshi.reading._lexicon import one_of, openings, words
from luoshi.reading._model import Reason
from luoshi.reading._verbs import first_act, strip_adverbs

_OPENING = ("salutation", "past", "principle", "aim")
_SALUTATION = re.compile("^(?:" + one_of(words("reasons", "salutation")) + ")")
_SLOGAN = re.compile(one_of(words("reasons", "slogan")))
_PRINCIPLE = re.compile("^(?:" + one_of(words("reasons", "principle")) + ")")
_BACKGROUND = re.compile(one_of(words("reasons", "background")))
_PAST = re.compile(one_of(words("reasons", "past")))
_AIM = re.compile("^(?:" + one_of(words("reasons", "aim")) + ")")
_SOFT = frozenset(words("reasons", "soft"))
_CLAUSE = re.compile("[，；：]")
_DOING = re.compile(one_of((*words("verbs", "inner"), *words("reasons", "doing"))))
_ADDRESS_LONGEST = 14
_TELLING_ENDS = ("！", "!", "：")
# Most sentences open with none of the words that the first group of reasons asks for, and hold none of the second.
_OPENING_WORDS = tuple(chain.from_iterable(words("reasons", kind) for kind in _OPENING))
_OPENS_AT_ALL = openings(_OPENING_WORDS)
_OPENS = re.compile(one_of(_OPENING_WORDS))
_HOLDS = re.compile(one_of((*words("reasons", "slogan"), *words("reasons", "background"))))


def why_not(sentence: str, *, lead: bool) -> Reason | None:
    """The reason why ``sentence`` is no promise; None when it is one.

    ``lead``: it opens a passage right behind its numbered heading and says what the passage is for.
    """
    opens = sentence[:1] in _OPENS_AT_ALL and _OPENS.match(sentence) is not None
    if opens and _SALUTATION.match(sentence):
        if len(sentence) <= _ADDRESS_LONGEST or "审议" in sentence or "我代表" in sentence:
            return Reason.SALUTATION
        sentence = re.sub("^(?:各位代表|同志们)[，！!：]", "", sentence)
        opens = _OPENS.match(sentence) is not None
    if not (opens or lead or sentence.endswith(_TELLING_ENDS)) and _opens_with_act(sentence):
        return None  # as most do: no slogan and no fact that it holds takes that back
    holds = _HOLDS.search(sentence)
    if sentence.endswith(("！", "!")) or (holds and _SLOGAN.search(sentence) and not _hard_acts(sentence)):
        return Reason.SLOGAN
    if opens and _PAST.match(sentence):
        return Reason.BACKGROUND
    if sentence.endswith("：") or lead:
        return Reason.AIM
    if holds and _BACKGROUND.search(sentence) and not _opens_with_act(sentence):
        return Reason.BACKGROUND
    if opens and _PRINCIPLE.match(sentence):
        return Reason.PRINCIPLE if not _hard_acts(sentence) or len(sentence) > 120 else None
    if opens and _AIM.match(sentence) and not _hard_acts(sentence):
        return Reason.AIM
    acts = _DOING.search(sentence) is not None or any(_acts(sentence))
    return None if acts else Reason.NO_VERB


def _acts(sentence: str) -> Iterator[str]:
    """The act that opens a clause, of one clause after the other; empty where none does."""
    for clause in _CLAUSE.split(sentence):
        yield first_act(strip_adverbs(clause)[0])


def _hard_acts(sentence: str) -> bool:
    return any(act and act not in _SOFT for act in _acts(sentence))


def _opens_with_act(sentence: str) -> bool:
    act = first_act(strip_adverbs(sentence)[0])
    return bool(act) and act not in _SOFT
