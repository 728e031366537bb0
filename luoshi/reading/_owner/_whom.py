"""For whom, to what or where something is done: the act stands behind the number."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._owner._clauses import without_description
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Left
from luoshi.reading._places import Place
from luoshi.reading._verbs import NOUN_LIKE, first_act, makes_noun, strip_adverbs

_TO_WHOM = words("phrases", "to_whom")
_WHERE = "在"
_DONE_TO_THEM = re.compile("(?:进行|实行)([一-鿿]{2,6}?)(?:[和与][一-鿿]{2,6})?$")
_LOOK_AHEAD = 20
_ALREADY = "已"  # 为60家已备案机构购买保险
_DOING = re.compile("(?:" + one_of(words("phrases", "doing")) + ")$")


def to_whom(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """为2000名困难职工、600名环卫工人提供免费体检: the act stands behind all the people."""
    left = strip_adverbs(place.left)[0]
    if not place.right or not left.startswith(_TO_WHOM) or (left not in _TO_WHOM and _holds_act(left)):
        return None
    rest = text[place.quantity.end : place.end]
    if left.startswith(_WHERE) and not _holds_act(rest):
        return _in_place(text, place, state)
    if done := _DONE_TO_THEM.search(rest):
        state.left = Left("act", done[1], "", (), None, strive=False)
        return done[1], place.right if place.later else without_description(rest[: done.start()]), ()
    for at in range(1, len(rest)):
        if rest[at - 1] != _ALREADY and (act := first_act(rest[at:])) and not _is_of_noun(rest, at, act):
            state.left = Left("act", act, "", (), None, strive=False)
            noun = _DOING.sub("", place.right.partition(act)[0])
            return act, noun or place.right, ()
    return _in_place(text, place, state)


def _is_of_noun(rest: str, at: int, act: str) -> bool:
    """预防接种|门诊|配置冰箱: what looks like an act is part of the noun when one that is none follows."""
    if act not in NOUN_LIKE:
        return False
    if makes_noun(rest[at + len(act) :]) and len(rest) > at + len(act):
        return True  # 战勤保障|中心
    return any(
        (later := first_act(rest[far:])) and later not in NOUN_LIKE for far in range(at + len(act) + 1, len(rest))
    )


def _in_place(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """在青蓑村、鹭汀村等8个村，探索“共治”模式: the act stands in the clause behind."""
    following, act_like = strip_adverbs(text[place.end + 1 : place.end + _LOOK_AHEAD])
    act = first_act(following) or act_like
    if not act or text[place.end : place.end + 1] != "，":
        return None
    if not place.later:
        state.left = Left("act", act, "", (), None, strive=False)
    return act, place.right.removeprefix("的"), ()


def _holds_act(text: str) -> bool:
    return any(first_act(text[at:]) for at in range(1, len(text)))
