"""Stage 4, resolve: which verb and object own which number, and which numbers promise nothing.

Needs one sentence of the outlook and the quantities in it. Guarantees: targets in text order, each with an object;
attributes of a thing, background and thresholds are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from luoshi.reading._deadline import deadline_in
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Modality, Mode, Relation
from luoshi.reading._phrase import Left, is_money_noun, mode_of, read_left, read_right
from luoshi.reading._quantity import Quantity

_CLAUSE = re.compile("[，；：。！？\n]")
_RIGHT_END = re.compile("[，；：。！？、（）]")
_QUOTED = re.compile("“[^”]{0,30}”")
_SIZE_BEFORE = re.compile(one_of(words("attributes", "size_before")) + "(?:约|超过?|达到?|近|不低于|不少于)?$")
_BACKGROUND = re.compile(one_of(words("attributes", "background")))
_SIZE_UNITS = frozenset(words("attributes", "size_units"))
_SIZED_NOUN = re.compile("(?:" + one_of(words("attributes", "sized_noun")) + ")$")
_BARE_INDICATOR = frozenset(words("attributes", "bare_indicator"))
_NEW_ACT = re.compile("^(?:" + one_of(w for w in words("verbs", "act") if len(w) > 1) + ")")


@dataclass(frozen=True, slots=True)
class Found:
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


@dataclass(slots=True)
class _State:
    """What the numbers before have settled: the verb that may be shared, subjects still to be dealt out."""

    left: Left | None = None
    object: str = ""
    clause_start: int = 0
    subjects: tuple[str, ...] = ()
    strive: bool = False
    deadline: date | None = None


def resolve(
    text: str, start: int, end: int, quantities: Sequence[Quantity], *, year: int | None, deadline: date | None
) -> list[Found]:
    """Targets in the sentence ``text[start:end]``. ``deadline``: of the passage, when it has its own period."""
    state = _State(clause_start=start, deadline=deadline)
    found: list[Found] = []
    marks = [match.start() for match in _CLAUSE.finditer(text, start, end)]
    for index, quantity in enumerate(quantities):
        clause_start = max((mark + 1 for mark in marks if mark < quantity.start), default=start)
        clause_end = min((mark for mark in marks if mark >= quantity.end), default=end)
        previous = quantities[index - 1] if index and quantities[index - 1].start >= clause_start else None
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        reader = _Reader(text, clause_start, clause_end, quantity, previous, following, year)
        if result := reader.read(state, start):
            found.append(result)
    return found


@dataclass(slots=True)
class _Reader:
    text: str
    clause_start: int
    clause_end: int
    quantity: Quantity
    previous: Quantity | None
    following: Quantity | None
    year: int | None

    def read(self, state: _State, sentence_start: int) -> Found | None:
        quantity = self.quantity
        left_text, right_text = self._left_text(), self._right_text()
        if self._is_no_promise(left_text, right_text):
            return None
        new_clause = self.previous is None
        before = state.left
        shared = before is not None and before.kind == "act"
        left = read_left(left_text, shared=shared, has_right=bool(right_text))
        if left.weak and shared and not new_clause and left.object:
            left = replace(left, kind="none", action="", object=left.action + left.object)
        if new_clause:
            self._settle_clause(state, left)
        found = self._owner(state, left, right_text)
        if found is None:
            return None
        action, thing = found
        thing = self._with_owner(thing, left, sentence_start)
        relation = self._relation(left)
        mode = mode_of(action, is_ratio=quantity.is_ratio, kind=left.kind if left.action else "none")
        own = deadline_in(self.text[sentence_start : quantity.start], self.year)
        names = left.names
        if left.kind == "act" and left.action:
            state.clause_start = self.clause_start
        return Found(
            quantity, min(state.clause_start, self.clause_start), quantity.end + len(right_text), relation, mode,
            "strive" if state.strive else "firm", action, thing, own or state.deadline, names,
        )  # fmt: skip

    def _left_text(self) -> str:
        start = self.clause_start
        if self.previous is not None:
            start = self.previous.end
            between = self.text[start : self.quantity.start]
            bare = _QUOTED.sub(lambda match: "“" * len(match[0]), between)
            cut = max(bare.find("、"), -1)
            if cut < 0:
                cut = max(bare.rfind(mark) for mark in "和及与并")
            start += cut + 1
        elif (bracket := self.text.rfind("）", start, self.quantity.start)) >= 0 and self.text[start] in "（":
            start = bracket + 1
        return self.text[start : self.quantity.start]

    def _right_text(self) -> str:
        start = self.quantity.end
        stop = self.clause_end
        if self.following is not None and self.following.start < stop:
            stop = self.following.start
        piece = self.text[start:stop]
        bare = _QUOTED.sub(lambda match: "“" * len(match[0]), piece)
        mark = _RIGHT_END.search(bare)
        if mark:
            return piece[: mark.start()]
        if stop < self.clause_end:  # another number follows with no mark between: 标志性产业链和66条
            cut = max(bare.rfind(word) for word in "和及与并")
            return piece[:cut] if cut >= 0 else piece
        return piece

    def _is_no_promise(self, left: str, right: str) -> bool:
        quantity = self.quantity
        if _BACKGROUND.search(self.text, self.clause_start, quantity.start):
            return True
        if self._inside_brackets():
            return True
        if quantity.unit in ("岁", "天") and not re.search("寿命|天数|优良|达到|以上的", left):
            return True
        if quantity.is_ratio:
            return False
        if right.startswith("的") and (quantity.is_money or quantity.unit in _SIZE_UNITS):
            return True
        if _SIZE_BEFORE.search(left) and right and not right.startswith(("，", "。")):
            return True
        return self._is_size_of_thing(left, right)

    def _is_size_of_thing(self, left: str, right: str) -> bool:
        """500万元以上技改项目, 200兆瓦光伏项目: the size of what is promised, not how much of it."""
        quantity = self.quantity
        if not right:
            return False
        if quantity.is_money:
            return not is_money_noun(right) and not right.startswith(("用于", "支持", "以上"))
        if quantity.unit in _SIZE_UNITS and _SIZED_NOUN.search(right):
            return True
        follows = self.following is not None and self.following.start <= quantity.end + len(right) + 1
        return follows and quantity.after in ("ge", "lt") and quantity.unit in _SIZE_UNITS

    def _inside_brackets(self) -> bool:
        opened = self.text.rfind("（", self.clause_start - 30 if self.clause_start > 30 else 0, self.quantity.start)
        return opened >= 0 and "）" not in self.text[opened : self.quantity.start] and "）" in self.text[self.quantity.end : self.quantity.end + 40]

    def _settle_clause(self, state: _State, left: Left) -> None:
        """力争 carries over commas between outcomes and stops at a new act."""
        if left.strive:
            state.strive = True
        elif left.kind == "act":
            state.strive = False
        state.subjects = ()

    def _owner(self, state: _State, left: Left, right: str) -> tuple[str, str] | None:
        """(action, object), sharing what the numbers before have settled."""
        if left.subjects:
            state.subjects = left.subjects[1:]
            state.left, state.object = left, left.object
            return left.action, left.object
        if left.kind == "none" and not left.object and not right:
            return self._bare(state)
        action, thing = left.action, left.object
        if left.kind == "none":
            action = self._shared_action(state)
        if right and (not thing or left.names):
            noun, stage, _ = read_right(right, self._light(left, state))
            thing = noun or thing
            action = stage or action
        elif right and not thing:
            thing = right
        if left.kind == "causative" and not action:
            action = self._shared_action(state)
        if left.kind in ("act", "predicate"):
            state.left = left
        elif left.kind == "causative":
            state.left = replace(left, kind="act", action=action)
        thing = thing or state.object or action
        state.object = thing
        return (action, thing) if thing else None

    def _light(self, left: Left, state: _State) -> Left:
        if left.kind == "none" and state.left is not None and state.left.kind == "act":
            return replace(left, kind="act", light=state.left.light)
        return left

    def _bare(self, state: _State) -> tuple[str, str] | None:
        """A number with nothing beside it: the next subject of 分别, or another measure of the same thing."""
        if state.left is None:
            return None
        if state.subjects:
            thing, state.subjects = state.subjects[0], state.subjects[1:]
            return state.left.action, thing
        return (state.left.action, state.object) if state.object else None

    def _shared_action(self, state: _State) -> str:
        if state.left is None:
            return ""
        if state.left.kind == "act":
            return state.left.action
        # 达到 is shared inside one list only: a rate in the next clause stands by itself.
        return state.left.action if self.previous is not None and not self.quantity.is_ratio else ""

    def _with_owner(self, thing: str, left: Left, sentence_start: int) -> str:
        """产值 alone takes its owner from the clause before: 石化产业…，产值达到#."""
        if thing not in _BARE_INDICATOR or self.clause_start <= sentence_start:
            return thing
        clause = re.split("[，；：]", self.text[sentence_start : self.clause_start - 1])[-1]
        if re.search(r"\d", clause):
            return thing
        owner = read_left(clause, shared=False, has_right=False).object
        return owner + thing if 2 <= len(owner) <= 14 else thing

    def _relation(self, left: Left) -> Relation:
        quantity = self.quantity
        if isinstance(quantity.value, tuple):
            return "range"
        if quantity.after == "ge" and left.relation == "gt":
            return "ge"
        return quantity.after or left.relation or "eq"
