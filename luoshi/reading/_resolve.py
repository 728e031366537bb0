"""Stage 4, resolve: which verb and object own which number, and which numbers promise nothing.

Needs one sentence of the outlook and the quantities in it. Guarantees: targets in text order, each with an object;
attributes of a thing, background and thresholds are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luoshi.reading._attributes import is_attribute, is_background
from luoshi.reading._deadline import deadline_in, opening_deadline
from luoshi.reading._lexicon import one_of, words
from luoshi.reading._model import Modality, Mode, Relation
from luoshi.reading._names import split_names
from luoshi.reading._phrase import Around, Left, mode_of, read_left, read_right
from luoshi.reading._quantity import Quantity
from luoshi.reading._verbs import first_act, strip_adverbs, verbs_end

_ALONE = Around(shared=False, in_list=False, has_right=False, is_ratio=False)
_CLAUSE = re.compile("[，；：。！？\n]")
_RIGHT_END = re.compile("[，；：。！？、（）]")
_CLAUSE_END = re.compile("[，；：。！？（）]")
_QUOTED = re.compile("“[^”]{0,30}”")
_BARE_INDICATOR = frozenset(words("attributes", "bare_indicator"))
_OWNER = re.compile("(?:" + one_of(words("attributes", "owner")) + ")$")
_TO_WHOM = words("phrases", "to_whom")
_LEADING_OWNER = re.compile(
    "[^，]{1,8}?(?:" + one_of(words("attributes", "owner")) + ")(?=" + one_of(words("attributes", "behind_owner")) + ")"
)
SPENDING = frozenset(("投入", "投资"))
_DESCRIBING = ("具有", "富有", "充满")
_TYPES = re.compile("^(?:[^、]{1,4}型、)+[^、]{1,4}型")
_DOING = re.compile("(?:" + one_of(words("phrases", "doing")) + ")$")
_NO_NOUN = re.compile(one_of(words("phrases", "no_noun")) + "|$")
_RANK = re.compile("(?:国家|省|市|区|县|镇|州|厅|部|局|村)级(?:以上)?")
_RATE = re.compile("(?:" + one_of(words("phrases", "rate")) + ")$")
_LEADING_UP = ("的", "和", "与", "及", "对", "内")
_SHORT = 3
_LONGEST_NOUN = 24
_LONGEST_LEFT = 160


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


@dataclass(frozen=True, slots=True)
class _Place:
    """The quantity ``number`` of those in its clause ``[start, end)``, with the words beside it."""

    text: str
    quantities: Sequence[Quantity]
    number: int
    start: int
    end: int
    left: str
    right: str

    @property
    def quantity(self) -> Quantity:
        return self.quantities[self.number]

    @property
    def previous(self) -> Quantity | None:
        return self.quantities[self.number - 1] if self.number else None

    @property
    def later(self) -> Sequence[Quantity]:
        return self.quantities[self.number + 1 :]

    @property
    def noun_of_next(self) -> str:
        return _right(self.text, self.quantities[self.number + 1 : self.number + 3], self.end) if self.later else ""


@dataclass(slots=True)
class _State:
    """What the numbers before have settled: the verb that may be shared, subjects still to be dealt out."""

    clause_start: int
    left: Left | None = None
    object: str = ""
    subjects: tuple[str, ...] = ()
    relation: Relation | None = None
    strive: bool = False


def resolve(
    text: str, start: int, end: int, quantities: Sequence[Quantity], *, year: int | None, deadline: date | None
) -> list[Found]:
    """Targets in the sentence ``text[start:end]``. ``deadline``: of the passage, when it has its own period."""
    marks = [match.start() for match in _CLAUSE.finditer(text, start, end)]
    places = list(_places(text, start, end, marks, quantities))
    promised = [place.quantity for place in places if not _promises_nothing(text, start, place, year)]
    if len(promised) < len(places):
        places = list(_places(text, start, end, marks, promised))
    state = _State(start)
    found = []
    for place in places:
        at = place.quantity.start
        own = deadline_in(text[place.start : at], year) or opening_deadline(text, start, marks, at, year)
        target = _target(text, start, place, state, own or deadline)
        if target is not None:
            found.append(target)
    return found


def _promises_nothing(text: str, sentence_start: int, place: _Place, year: int | None) -> bool:
    quantity = place.quantity
    return is_background(text, sentence_start, place.start, quantity.start, year) or is_attribute(
        quantity, place.left, place.right, another_follows=place.number + 1 < len(place.quantities)
    )


def _places(text: str, start: int, end: int, marks: Sequence[int], quantities: Sequence[Quantity]) -> Iterator[_Place]:
    last = 0
    for clause_start, clause_end in zip((start, *(mark + 1 for mark in marks)), (*marks, end), strict=True):
        first = last
        while last < len(quantities) and quantities[last].start < clause_end:
            last += 1
        inside = quantities[first:last]
        for number, quantity in enumerate(inside):
            left_start = _left_start(text, clause_start, quantity, inside[number - 1] if number else None)
            left = text[max(left_start, quantity.start - _LONGEST_LEFT) : quantity.start]
            right = _right(text, inside[number : number + 2], clause_end)
            yield _Place(text, inside, number, clause_start, clause_end, left, right)


def _left_start(text: str, clause_start: int, quantity: Quantity, previous: Quantity | None) -> int:
    """Behind the list mark that parts a number from the one before it: 个“数字领航”企业、|100个."""
    if previous is None:
        return clause_start
    between = _hide_quotes(text[previous.end : quantity.start])
    if first_act(between):
        return previous.end  # 投资880万元新建…公园3座
    cut = between.find("、")
    if cut < 0:
        cut = max(between.rfind(mark) for mark in "和及与并")
    return previous.end + cut + 1


def _right(text: str, quantities: Sequence[Quantity], clause_end: int) -> str:
    """The noun behind the first of one or two numbers, up to the next mark or the second number."""
    quantity, following = quantities[0], quantities[1] if len(quantities) > 1 else None
    if following is not None and following.start == quantity.end:  # 73条110公里水毁农村公路
        return _right(text, (following,), clause_end)
    stop = clause_end if following is None else following.start
    piece = text[quantity.end : stop]
    bare = _hide_quotes(piece)
    mark = _RIGHT_END.search(bare)
    if mark and mark[0] == "、" and 0 < mark.start() == verbs_end(piece[: mark.start()]):
        mark = _RIGHT_END.search(bare, mark.end())  # 6个新建、改扩建项目
    if mark:
        rest = bare[mark.end() :]
        if mark[0] == "、" and following is None and mark.start() > 1 and _goes_on(rest, len(piece)):
            return piece
        return piece[: mark.start()]
    if following is not None:  # another number follows with no mark between: 标志性产业链和66条
        cut = max(bare.rfind(word) for word in "和及与并")
        return piece[:cut] if cut >= 0 else piece
    return piece


def _goes_on(rest: str, length: int) -> bool:
    """行业级、场景级大模型: behind the mark no new act begins, so it is one noun."""
    if length > _LONGEST_NOUN or "等" in rest or _CLAUSE_END.search(rest):
        return False
    return not any(first_act(item) for item in rest.split("、"))


def _hide_quotes(text: str) -> str:
    return _QUOTED.sub(lambda match: "“" * len(match[0]), text) if "“" in text else text


def _target(text: str, sentence_start: int, place: _Place, state: _State, deadline: date | None) -> Found | None:
    quantity = place.quantity
    new_clause = place.previous is None
    shared = state.left is not None and state.left.kind == "act"
    around = Around(shared, not new_clause, bool(place.right), quantity.is_ratio)
    left = read_left(place.left, around)
    if left.weak and shared and not new_clause:
        left = replace(left, kind="none", action="", object=left.action + left.object)
    if new_clause:
        _settle_clause(state, left)
    owner = _to_whom(text, place, state) or _owner(place, state, left) or _clause_before(text, sentence_start, place)
    if owner is None:
        return None
    action, thing, names = owner
    if left.kind == "act" and left.action:
        state.clause_start = place.start
    if place.start > sentence_start and (thing in _BARE_INDICATOR or thing == action == "投资"):
        thing = _with_owner(text[sentence_start : place.start - 1], thing)
    return Found(
        quantity=quantity,
        clause_start=min(state.clause_start, place.start),
        clause_end=max(quantity.end, text.find(place.right, quantity.end) + len(place.right)),
        relation=_relation(place, left, state),
        mode=mode_of(action, is_ratio=quantity.is_ratio, kind=left.kind if left.action else "none"),
        modality="strive" if state.strive else "firm",
        action=action,
        object=thing,
        deadline=deadline,
        names=names,
    )


def _settle_clause(state: _State, left: Left) -> None:
    """力争 carries over commas between outcomes and stops at a new act."""
    if left.strive:
        state.strive = True
    elif left.kind == "act":
        state.strive = False
    state.subjects = ()
    state.relation = None


def _to_whom(text: str, place: _Place, state: _State) -> tuple[str, str, tuple[str, ...]] | None:
    """为2000名困难职工、600名环卫工人提供免费体检: the act stands behind all the people."""
    left = strip_adverbs(place.left)[0]
    if not place.right or not left.startswith(_TO_WHOM) or (left not in _TO_WHOM and _holds_act(left)):
        return None
    rest = text[place.quantity.end : place.end]
    for at in range(1, len(rest)):
        if act := first_act(rest[at:]):
            state.left = Left("act", act, "", (), None, strive=False)
            noun = _DOING.sub("", place.right.partition(act)[0])
            return act, noun or place.right, ()
    return None


def _holds_act(text: str) -> bool:
    return any(first_act(text[at:]) for at in range(1, len(text)))


def _clause_before(text: str, sentence_start: int, place: _Place) -> tuple[str, str, tuple[str, ...]] | None:
    """开展健身展演活动，确保全年不少于1600次: the clause before tells what is counted."""
    if place.previous is not None or place.right or place.start <= sentence_start:
        return None
    left = read_left(_last_clause(text[sentence_start : place.start - 1]), _ALONE)
    return (left.action, left.object, ()) if left.kind == "act" and left.object else None


def _last_clause(passage: str) -> str:
    return re.split("[，；：]", passage)[-1]


def _owner(place: _Place, state: _State, left: Left) -> tuple[str, str, tuple[str, ...]] | None:
    """(action, object, names), sharing what the numbers before have settled."""
    if left.subjects:
        state.subjects = left.subjects[1:]
        state.left, state.object, state.relation = left, left.object, _last_relation(place, left)
        return left.action, left.object, ()
    if left.kind == "none" and not left.object and not place.right:
        return _bare(state)
    action, thing, names = left.action, left.object, left.names
    if left.kind in ("none", "causative") and not action and not _is_rate(place, thing):
        action = _shared_action(place, state)
    if place.right and (listed := _listed(place, thing)):
        names, thing = listed, ""
    if place.right and (not thing or names or _right_is_counted(place, left, thing)):
        noun, stage = read_right(place.right, _lightness(left, state))
        if left.kind == "none" and not stage and action:
            noun = noun.partition(action)[0] or noun
        thing, action = noun or thing, stage or action
    if left.kind in ("act", "predicate"):
        state.left = left
    elif left.kind == "causative":
        state.left = replace(left, kind="act", action=action)
    thing = _without_description(thing)
    if left.action in SPENDING and place.quantity.is_money:
        thing = _bought(place, thing)
    if thing == "投资" and state.object.endswith("项目"):
        thing = state.object + thing  # 抓好27个省市重点项目，全年完成投资14亿元
    if _RANK.fullmatch(thing):  # 省级临床重点专科1个、市级14个
        thing += _RANK.sub("", state.object, count=1)
    thing = thing or state.object or action
    state.object = thing
    return (action, thing, names) if thing else None


def _without_description(thing: str) -> str:
    """特色鲜明、生态宜居的示范镇 → 示范镇; 工业型、旅游型城镇 → 城镇."""
    head, mark, noun = thing.rpartition("的")
    if mark and len(noun) >= 2 and ("、" in head or head.startswith(_DESCRIBING)):
        return noun
    return _TYPES.sub("", thing) or thing


def _bought(place: _Place, thing: str) -> str:
    """投入1800万元建成2条花卉景观大道: the sum is for the road."""
    noun = place.right[verbs_end(place.right) :]
    if verbs_end(place.right) == 0:
        return thing
    return noun or place.noun_of_next or thing


def _is_rate(place: _Place, thing: str) -> bool:
    """A rate in a clause of its own is an indicator: no act before falls on it."""
    return place.quantity.is_ratio and place.previous is None and bool(_RATE.search(thing))


def _listed(place: _Place, thing: str) -> tuple[str, ...]:
    """装备制造、康养食品2个优势产业: a complete list before its count names its things."""
    value = place.quantity.value
    if isinstance(value, tuple) or not 1 < value < 30 or "、" not in thing:
        return ()
    for joints in (True, False):
        items = split_names(thing, joints=joints)
        if len(items) == value:
            return items
    return ()


def _right_is_counted(place: _Place, left: Left, thing: str) -> bool:
    """Words on both sides of a number: the noun behind it is counted when those before only lead up to it."""
    if place.quantity.is_ratio:
        return left.kind == "act" and place.right.startswith("的")
    if _NO_NOUN.match(place.right):
        return False
    if left.kind == "causative":
        return True
    if left.kind == "none":
        return len(thing) < _SHORT or bool(read_right(place.right, left)[1])
    return len(thing) <= _SHORT or thing.endswith(_LEADING_UP) or place.left.endswith(_LEADING_UP)


def _lightness(left: Left, state: _State) -> Left:
    if left.kind == "none" and state.left is not None and state.left.kind == "act":
        return replace(left, kind="act", light=state.left.light, action=state.left.action, passes=state.left.passes)
    return left


def _bare(state: _State) -> tuple[str, str, tuple[str, ...]] | None:
    """A number with nothing beside it: the next subject of 分别, or another measure of the same thing."""
    if state.left is None:
        return None
    if state.subjects:
        thing, state.subjects = state.subjects[0], state.subjects[1:]
        return state.left.action, thing, ()
    return (state.left.action, state.object, ()) if state.object else None


def _shared_action(place: _Place, state: _State) -> str:
    if state.left is None:
        return ""
    if state.left.kind == "act":
        return state.left.action
    # 达到 is shared inside one list only: a rate in the next clause stands by itself.
    return state.left.action if place.previous is not None and not place.quantity.is_ratio else ""


def _with_owner(passage: str, thing: str) -> str:
    """产值 alone takes its owner from the clause before: 石化产业…，产值达到#."""
    clause = _last_clause(passage)
    if re.search(r"\d", clause):
        return thing
    owner = read_left(clause, _ALONE).object
    if not first_act(clause) and (leading := _LEADING_OWNER.match(clause)):
        owner = leading[0]  # 石化产业加快升级，产值达到#
    if thing == "投资":  # 实施优粮优产保障工程，投资2.29亿元
        return owner if 4 <= len(owner) <= 24 else thing
    return owner + thing if 2 <= len(owner) <= 14 and _OWNER.search(owner) else thing


def _last_relation(place: _Place, left: Left) -> Relation | None:
    """分别增长A、B以上 with one unit: the relation behind the last number holds for all."""
    last = place.later[-1] if place.later else None
    if last is not None and last.after and all(item.unit == place.quantity.unit for item in place.later):
        return last.after
    return left.relation


def _relation(place: _Place, left: Left, state: _State) -> Relation:
    quantity = place.quantity
    if isinstance(quantity.value, tuple):
        return "range"
    if quantity.after == "ge" and left.relation == "gt":
        return "ge"
    return quantity.after or left.relation or state.relation or "eq"
