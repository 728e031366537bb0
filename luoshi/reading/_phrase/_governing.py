"""Which of several acts in a phrase governs the number behind it."""

from __future__ import annotations

from luoshi.reading._lexicon import words
from luoshi.reading._verbs import NOUN_LIKE, first_act, makes_noun, verbs_end

_AND_ALSO, _MERGED = "并", "合兼归撤吞"
FOR = ("为", "向", "给", "在")
_SHORTEST_FOR = 3
LIGHTENING = words("phrases", "lightening")


def act_joined(body: str) -> str:
    """What 并 joins to an act with its object: another act, with its own."""
    at = body.rfind(_AND_ALSO, 2, len(body) - 3)
    if at < 0 or body[at - 1] in _MERGED:
        return ""
    end, second = verbs_end(body), verbs_end(body[at + 1 :])
    return body[at + 1 :] if 0 < end < at - 1 and second and first_act(body[at + 1 :]) not in NOUN_LIKE else ""


def last_of_acts(body: str) -> str:
    """The last item of a list, where each has an act and an object of its own."""
    head, mark, last = body.rpartition("、")
    if not mark or not 0 < verbs_end(last) < len(last) or first_act(last) in NOUN_LIKE:
        return ""
    end = verbs_end(body)
    return last if 0 < end < len(head) and first_act(body) not in NOUN_LIKE else ""


def act_for_whom(body: str) -> tuple[int, int] | None:
    """为青蓑地区|培训全科医生#: the span of an act that may as well be a noun."""
    if not body.startswith(FOR):
        return None
    for at in range(_SHORTEST_FOR, len(body) - 1):
        act = first_act(body[at:])
        if act in NOUN_LIKE and len(body) - at - len(act) >= 2 and not makes_noun(body[at + len(act) :]):
            return at, at + len(act)
    at = max(body.rfind(word) for word in LIGHTENING)
    return (at, len(body)) if at >= _SHORTEST_FOR and body[at:] in LIGHTENING else None  # 为企业减负#
