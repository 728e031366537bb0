"""For whom, to what or where something is done: the act stands behind the number."""

from __future__ import annotations

import re

from luoshi.reading._counted import head_counted
from luoshi.reading._lexicon import one_of, openings, words
from luoshi.reading._owner._clauses import without_description
from luoshi.reading._owner._state import State
from luoshi.reading._phrase import Left
from luoshi.reading._places import Place
from luoshi.reading._verbs import ACT, NOUN_LIKE, first_act, makes_noun, strip_adverbs

_TO_WHOM = words("phrases", "to_whom")
# One of these is in all that is done to somebody, for somebody or somewhere.
_OPENS_TO_WHOM = re.compile("[对" + "".join(sorted(openings(_TO_WHOM))) + "]")
_WHERE = "在"
_STANDARD, _EACH = re.compile("(?:的?标准)?(?=" + one_of(words("phrases", "paying")) + ")"), "每"
_INTENSIFIED = re.compile("(加大|加强|强化|增强|深化)对")  # 加大对20个产粮大县的扶持力度
_SHORTEST_NOUN = 2
_BEFORE_ITS_ACT = (_WHERE, "对", "为", "给")
_ONE_CHARACTER = frozenset(words("verbs", "one_character"))
_TO_SOMEBODY = "为向对"
_DISPOSING, _INTO = ("将", "把"), "在为至到成入给"
_DONE_TO_THEM = re.compile("(?:进行|实行|给予重点|予以重点)([一-鿿]{2,6}?)(?:[和与][一-鿿]{2,6})?$")
_CLAUSES_AHEAD, _LONGEST_CLAUSE = 2, 40
_MARK = re.compile("[，；。：]")
_BY_WHAT = ("对照", "按照", "根据", "围绕", "依据", "以")
_ALREADY = "已"  # 为60家已备案机构购买保险
_DOING = re.compile("(?:" + one_of(words("phrases", "doing")) + ")$")


def to_whom(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """为2000名困难职工、600名环卫工人提供免费体检: the act stands behind all the people."""
    if not _OPENS_TO_WHOM.search(place.left):
        return None
    left = strip_adverbs(place.left)[0]
    if "的" in place.right and "对" in place.left and (intensified := _INTENSIFIED.search(place.left)):
        return _given(intensified[1], place, state)
    if not left.startswith(_TO_WHOM) or not (right := place.right or place.noun_of_last):
        return None
    if left[-1] in _ONE_CHARACTER and len(left) > 2 and left[-2:] not in ACT:
        return _given(left[-1], place, state)
    described = left.endswith("的") and not left.startswith(_WHERE)
    to_somebody = left[0] in _TO_SOMEBODY and left not in _TO_WHOM and not left.endswith("等")
    if to_somebody and not described and not _holds_act(left) and (given := first_act(place.right)):
        state.left = Left("act", given, "", (), None, strive=False)
        return given, left[1:], ()  # 向低收入群体284万人|发放补贴
    if left not in _TO_WHOM and not described and _holds_act(left):
        return None
    rest = text[place.quantity.end : place.end]
    people = left[1:]
    if (
        len(people) >= _SHORTEST_NOUN
        and not left.startswith(_WHERE)
        and (act := first_act(rest))
        and act not in NOUN_LIKE
    ):
        state.left = Left("act", act, "", (), None, strive=False)
        return act, people, ()  # 向困难群众284万人|发放补贴
    if done := _DONE_TO_THEM.search(rest):
        state.left = Left("act", done[1], "", (), None, strive=False)
        noun = right if place.later else without_description(rest[: done.start()])
        return done[1], head_counted(noun, place.quantity.unit), ()
    if left.startswith(_BEFORE_ITS_ACT) and not _holds_act(rest):
        return _in_place(text, place, state)
    acts = [act for at in range(1, len(rest)) if rest[at - 1] != _ALREADY and (act := _act_at(rest, at))]
    for act in acts:
        if act not in NOUN_LIKE or all(other in NOUN_LIKE for other in acts):
            state.left = Left("act", act, "", (), None, strive=False)
            noun = _DOING.sub("", right.partition(act)[0])
            return act, noun or right, ()
    return _in_place(text, place, state)


def _in_place(text: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """在青蓑村、鹭汀村等8个村，探索“共治”模式; 对77户贫困户，对照标准，确保脱贫: the act stands in a clause behind."""
    start = place.end
    for _ in range(_CLAUSES_AHEAD):
        if text[start : start + 1] != "，":
            return None
        clause = text[start + 1 : _clause_end(text, start + 1)]
        if act := _acted(clause):
            state.left = Left("act", act, "", (), None, strive=False)
            return act, (place.right or place.noun_of_last).removeprefix("的"), ()
        start += 1 + len(clause)
    return None


def _acted(clause: str) -> str:
    """What a clause says is done to those told before it; empty for one that only tells by what measure."""
    if clause.startswith(_BY_WHAT):
        return ""
    body, act_like = strip_adverbs(clause)
    if act := first_act(body) or act_like:
        return act
    given = _DONE_TO_THEM.search(body)
    return given[1] if given else ""


def _clause_end(text: str, start: int) -> int:
    end = _MARK.search(text, start, start + _LONGEST_CLAUSE)
    return end.start() if end else start + _LONGEST_CLAUSE


def _given(act: str, place: Place, state: State) -> tuple[str, str, tuple[str, ...]]:
    """为基层送100场展览、100场讲座: an act of one character right before the number."""
    state.left = Left("act", act, "", (), None, strive=False)
    return act, without_description(place.right) if len(act) == 1 else place.right.partition("的")[0], ()


def disposed(place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """将16所学校和5所院校办学体制|调整为省属, 将80%以上的争议|化解在前端: the act stands behind what 将 brings."""
    if not place.left.endswith(_DISPOSING) or not place.right:
        return None
    rest = place.text[place.quantity.end : place.end]
    for at in range(2, len(rest) - 2):
        act = first_act(rest[at:])
        if act and (act[-1] in _INTO or rest[at + len(act)] in _INTO):
            state.left = Left("act", act, "", (), None, strive=False)
            return act, (place.right if place.later else rest[:at]).removeprefix("的"), ()
    return None


def by_standard(place: Place, state: State) -> tuple[str, str, tuple[str, ...]] | None:
    """按每人1万元的标准|资助创业者, 每万吨1000万元|予以一次性补助: the act stands behind the sum."""
    if not place.quantity.is_money or not (standard := _STANDARD.match(place.right)):
        return None
    if "按" not in place.left and _EACH not in place.left:
        return None
    rest = place.right[standard.end() :]
    act = first_act(rest)
    noun = rest[len(act) :]
    if not act or len(noun) < len(act):
        return None
    state.left = Left("act", act, "", (), None, strive=False)
    return act, noun, ()


def _holds_act(text: str) -> bool:
    return any(_act_at(text, at) for at in range(1, len(text)))


def _act_at(text: str, at: int) -> str:
    """The act at ``at``; 保障 of 保障中心 is none."""
    act = first_act(text[at:])
    behind = text[at + len(act) :]
    return "" if act in NOUN_LIKE and behind and makes_noun(behind) else act
