"""Stage 4, resolve: clauses that only say by what, or around what, something is done."""

from __future__ import annotations

import re

from luoshi.reading._attributes import ALWAYS_SIZE
from luoshi.reading._lexicon import one_of, openings, words
from luoshi.reading._quantity import Quantity
from luoshi.reading._verbs import first_act, strip_adverbs

_OPENS_MEASURED = openings(words("attributes", "measured_by"))
_MEASURED_BY = re.compile("(?:" + one_of(words("attributes", "measured_by")) + ")")
_FOCUSSED_ON = words("attributes", "focussed_on")
_FOCUS = re.compile(one_of(_FOCUSSED_ON))
_MEANS_END = re.compile("为(?:" + one_of(words("attributes", "means")) + ")$")
_SIZE_LISTED = re.compile("、(?:总|规划)?(?:占地|用地|建筑|投资|装机|建设规模)")
_LISTING = ("包括", "其中包括", "共包括", "即")
_LONGEST_FOCUS = 40  # characters between 聚焦 and its number


def is_aside(text: str, clause_start: int, quantity: Quantity, clause_end: int) -> bool:
    """Whether the clause around a number only says by what, or around what, something is done.

    按照15个城中村“一村一策”的思路; 以12个片区为重点; 总投资11亿元、占地600亩的校区.
    """
    opening = text[clause_start : clause_start + 1]
    if opening in _OPENS_MEASURED and _MEASURED_BY.match(text, clause_start, quantity.start):
        return True
    if text.startswith(_LISTING, clause_start):
        return True
    if _FOCUS.search(text, clause_start, quantity.start) and _is_focussed_on(text, clause_start, quantity.start):
        return True
    if text.startswith("以", clause_start) and _MEANS_END.search(text, quantity.end, clause_end):
        return True
    if not text.startswith("、", quantity.end) or not _SIZE_LISTED.match(text, quantity.end, clause_end):
        return False
    return ALWAYS_SIZE.search(text, clause_start, quantity.start) is not None


def _is_focussed_on(text: str, clause_start: int, number_start: int) -> bool:
    """围绕承接的9个集群, 聚焦青蓑、鹭汀2个片区."""
    focus = number_start - len(strip_adverbs(text[clause_start:number_start])[0])
    if not text.startswith(_FOCUSSED_ON, focus):
        return False
    return text[number_start - 1] == "的" or _only_names(text, focus + 2, number_start)


def _only_names(text: str, start: int, end: int) -> bool:
    return end - start < _LONGEST_FOCUS and not any(first_act(text[at:end]) for at in range(start, end))
