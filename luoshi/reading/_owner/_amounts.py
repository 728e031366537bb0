"""Whose sum it is: a standard told once, and its sum for one group after another.

…经费标准|小学不低于#，|初中不低于#        the standard opens the first subject
提高…养育标准，|集中供养孤儿从#提高到#      the standard stands in the clause before
"""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words
from luoshi.reading._owner._clauses import object_before
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Left
from luoshi.reading._places import Place

_STANDARD = re.compile("(?P<standard>.*" + one_of(words("attributes", "standard")) + ")(?P<group>[^的]{0,12})$")
_SUM = re.compile(one_of(words("attributes", "sum")) + "$")
_PERSON = re.compile(one_of(words("phrases", "person")))
_OF_WHICH, _SUM_OF_ALL = "其中", re.compile("标准$")
_LONGEST_GROUP = 14
_SHARED = 2  # characters that a group shares with the standard: 孤儿 of 孤儿养育标准


def with_standard(place: Place, state: State, left: Left, thing: str) -> str:
    """``thing``, or a group whose sum it is with the standard that is meant. Carries the standard on."""
    if not place.quantity.is_money or left.kind == "act" or not thing:
        return thing
    if told := _STANDARD.match(thing):
        state.standard = told["standard"] if told["group"] else ""
        return thing
    if _SUM.search(thing) or len(thing) > _LONGEST_GROUP:
        state.standard = ""
        return thing
    if place.text.startswith(_OF_WHICH, place.start) and _SUM_OF_ALL.search(state.object):
        return thing + state.object  # 其中山区不低于#
    if not state.standard and left.kind == "predicate" and place.previous is None:
        before = object_before(place.text, state.sentence_start, place.start)
        if (told := _STANDARD.match(before)) and not told["group"]:
            state.standard = _apart(before, thing)
            return thing + state.standard
    return thing + state.standard


def _apart(standard: str, group: str) -> str:
    """孤儿、困境儿童养育标准, 集中供养孤儿 → 养育标准: without the groups of which this is one."""
    if not any(standard[at : at + _SHARED] in group for at in range(len(standard) - _SHARED)):
        return standard
    return standard[max((person.end() for person in _PERSON.finditer(standard)), default=0) :]
