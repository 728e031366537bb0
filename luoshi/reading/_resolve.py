"""Stage 4, resolve: which verb and object own which number, and which numbers promise nothing.

Needs one sentence of the outlook and the quantities in it. Guarantees: targets in text order, each with an object;
attributes of a thing, background and thresholds are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from luoshi.reading._aside import is_aside
from luoshi.reading._attributes import is_attribute, is_background, may_tell_facts
from luoshi.reading._between import belongs_to_another
from luoshi.reading._deadline import deadline_in, names_time, opening_deadline
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Modality, Mode, Relation
from luoshi.reading._owner import SPENDING, State, by_standard, clause_before, disposed, owner_of, to_whom, with_owner
from luoshi.reading._phrase import Around, Left, mode_of, read_left
from luoshi.reading._places import Place, lay_out
from luoshi.reading._quantity import Quantity
from luoshi.reading._schemes import explains, tells_scheme
from luoshi.reading._verbs import strives

_CLAUSE = re.compile("[，；：。！？\n]")
_ON_THE_SAME = frozenset(words("phrases", "on_the_same"))
# 力争到2030年，城镇化率达到#: a clause of its own that says when, and that it is striven for.
_OPENS_STRIVING = re.compile("(?:" + one_of(words("phrases", "strive")) + ")[^，；、]{2,10}[年底末月期度前]，")
_LONGEST_CLAUSE = 300  # characters before a number; the longest in some 7,000 clauses of reports has 255
_AT_LEAST = "至少"
_OWN_OBJECT = 5  # characters: so long an object is that of an act, not the rest of a noun
_OF_WHICH, _COMPLETING = "其中", "完成"
_SEVERALLY = tuple(
    "分别" + word
    for word in ("从", "由", "提高", "提升", "达", "增", "下降", "降", "控制", "超", "突破", "稳定", "保持")
)
_MARKS_PASSED = ("大关", "台阶", "新台阶")
_BARE_INDICATOR = frozenset(words("attributes", "bare_indicator") + words("attributes", "bare_rate"))


class Found(NamedTuple):
    """A target in cleaned coordinates."""

    quantity: Quantity
    clause_start: int
    clause_end: int
    relation: Relation
    mode: Mode
    modality: Modality
    action: str
    object: str
    deadline: date | None
    names: tuple[str, ...]


def resolve(
    text: str, start: int, end: int, quantities: Sequence[Quantity], *, year: int | None, deadline: date | None
) -> list[Found]:
    """Targets in the sentence ``text[start:end]``. ``deadline``: of the passage, when it has its own period."""
    marks = [match.start() for match in _CLAUSE.finditer(text, start, end)]
    places = lay_out(text, start, end, marks, quantities)
    facts = may_tell_facts(text, start, end)
    promised = list(_promised(start, places, year, facts=facts))
    if len(promised) < len(places):
        places = lay_out(text, start, end, marks, promised)
    state = State(start, start)
    timed = names_time(text, start, end)
    found = []
    for place in places:
        own = _deadline(place, start, marks, year) if timed else None
        target = _target(text, start, place, state, own or deadline)
        if target is not None:
            found.append(target)
    return found


def _promised(sentence_start: int, places: Sequence[Place], year: int | None, *, facts: bool) -> Iterator[Quantity]:
    """Without the numbers that promise nothing, and without what 其中 tells of a fact: 确定了60项任务，其中我区5项."""
    fact = -1  # where the clause of the last fact begins
    for place in places:
        divides = -1 < fact < place.start and place.text.startswith(_OF_WHICH, place.start)
        if divides or _promises_nothing(sentence_start, place, year, facts=facts):
            fact = place.start if facts else -1
            continue
        fact = -1
        yield place.quantity


def _promises_nothing(sentence_start: int, place: Place, year: int | None, *, facts: bool) -> bool:
    quantity = place.quantity
    if facts and is_background(place.text, sentence_start, place.start, quantity.start, year):
        return True
    if is_aside(place.text, place.start, quantity, place.end) or belongs_to_another(place):
        return True
    if tells_scheme(place, sentence_start) or explains(place):
        return True
    another_follows = place.number + 1 < len(place.quantities)
    return is_attribute(quantity, place.left, place.right, another_follows=another_follows)


def _deadline(place: Place, sentence_start: int, marks: Sequence[int], year: int | None) -> date | None:
    at = place.quantity.start
    own = deadline_in(place.text[place.start : at], year)
    if own is None and not place.later:
        own = deadline_in(place.right, year)  # 确保6所学校8月底前投入使用
    return own or opening_deadline(place.text, sentence_start, marks, at, year)


def _target(text: str, sentence_start: int, place: Place, state: State, deadline: date | None) -> Found | None:
    quantity = place.quantity
    new_clause = place.previous is None
    around = _around(place, state)
    left = read_left(_with_subjects(text, sentence_start, place), around)
    if left.weak and around.shared and around.in_list and not _acts_itself(left):
        left = left._replace(kind="none", action="", object=left.action + left.object)
    if new_clause:
        leads = text.startswith("，", place.start - 1) and _OPENS_STRIVING.fullmatch(text, sentence_start, place.start)
        _settle_clause(state, left, leads=bool(leads))
    last = state.object
    owner = (
        to_whom(text, place, state)
        or disposed(place, state)
        or by_standard(place, state)
        or owner_of(place, state, left)
        or clause_before(text, sentence_start, place)
    )
    if owner is None:
        return None
    action, thing, names = owner
    if left.kind == "act" and left.action:
        state.clause_start = place.start
        state.relation = "ge" if _AT_LEAST in place.left else state.relation
    if place.start > sentence_start and (
        thing in _BARE_INDICATOR or thing.startswith("占") or thing == action == "投资"
    ):
        thing = with_owner(text[sentence_start : place.start - 1], thing, last)
    return Found(
        quantity=quantity,
        clause_start=_near(text, min(state.clause_start, place.start), quantity.start),
        clause_end=max(quantity.end, text.find(place.right, quantity.end) + len(place.right)),
        relation=_relation(place, left, state),
        mode=mode_of(action, thing, is_ratio=quantity.is_ratio, kind=_kind(left, action, state)),
        modality="strive" if state.strive or strives(action) else "firm",
        action=action,
        object=thing,
        deadline=deadline,
        names=names,
    )


def _around(place: Place, state: State) -> Around:
    before = state.left if state.left is not None and state.left.kind == "act" else None
    return Around(
        before is not None,
        place.previous is not None,
        _has_noun(place.right),
        place.quantity.is_ratio,
        place.joined,
        _completes(before, place),
        before is not None and before.relation == "gt",
    )


def _acts_itself(left: Left) -> bool:
    """竣工#套 of what was counted before; 拆除违法建筑#、治理存量无手续建筑#: no noun of the act before them."""
    if not left.object:
        return left.action in _ON_THE_SAME
    return len(left.object) >= _OWN_OBJECT and left.action not in SPENDING


def _kind(left: Left, action: str, state: State) -> str:
    """How the number is governed; 下降13.5%、18%: a bare one as the one before it."""
    if left.action == action:
        return left.kind if action else "none"
    return state.left.kind if state.left is not None and state.left.action == action else "none"


def _completes(before: Left | None, place: Place) -> bool:
    """完成更新单元规划审批22个，土地整备入库#: what is completed goes on; 其中…处理确认# has a verb of its own."""
    if before is None or not before.action.endswith(_COMPLETING) or place.quantity.is_money:
        return False
    return not place.text.startswith(_OF_WHICH, place.start)


def _has_noun(right: str) -> bool:
    return bool(right) and not right.startswith(_MARKS_PASSED)


def _with_subjects(text: str, sentence_start: int, place: Place) -> str:
    """城镇、农村低保标准，|分别提高到560元、250元: the subjects stand in a clause of their own."""
    left = place.left
    if not left.startswith(_SEVERALLY) or place.previous is not None or place.start <= sentence_start:
        return left
    before = max(text.rfind(mark, sentence_start, place.start - 1) for mark in "，；：。") + 1
    subjects = text[max(before, sentence_start) : place.start - 1]
    return left if any(char.isdigit() for char in subjects) else subjects + left


def _near(text: str, start: int, number: int) -> int:
    """``start``, or a list mark nearer to the number where a list runs on beyond the longest clause of any report."""
    nearest = number - _LONGEST_CLAUSE
    return start if start >= nearest else max(text.find("、", nearest, number) + 1, nearest)


def _settle_clause(state: State, left: Left, *, leads: bool) -> None:
    """力争 carries over commas between outcomes and stops at a new act."""
    if left.strive or leads:
        state.strive = True
    elif left.kind == "act":
        state.strive = False
    state.subjects = ()
    state.relation = None


def _relation(place: Place, left: Left, state: State) -> Relation:
    quantity = place.quantity
    if isinstance(quantity.value, tuple):
        return "range"
    if quantity.after == "ge" and left.relation == "gt":
        return "ge"
    return quantity.after or left.relation or state.relation or "eq"
