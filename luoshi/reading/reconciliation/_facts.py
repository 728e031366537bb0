"""Stage 2: the sentences of a lookback → facts, each a figure or a clause without one.

Guarantees: in text order; a figure is in one fact only; the number from which something rose is no fact of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.reading._model import Mode, Relation
from luoshi.reading._quantity import Quantity, find_quantities
from luoshi.reading._resolve import Found, resolve
from luoshi.reading.reconciliation._lookback import Lookback, Sentence
from luoshi.reading.reconciliation._vocabulary import pattern, plain, words

_CLAUSE = re.compile("[^，；：。！？!?\n]+")
_FROM_TO = re.compile("(?:[^，；。]{0,6})?" + pattern("from_to").pattern + "(?:了|约|近)?$")
_FROM = re.compile("[由从]")
_STOCK = pattern("stock")
FLOW = re.compile(pattern("flow").pattern + "(?!值)")
_RISE = re.compile("(?:增长|提高|提升|上升|增加|上涨|扩大|回升)(?:了|约|近|超|超过)?$")
_FALL = re.compile("(?:下降|降低|减少|压减|压缩|削减|下调|缩减)(?:了|约|近|超|超过)?$")
_ALMOST = re.compile("(?:近|接近|不足|不到)$")
_MORE = re.compile("(?:超过|突破|超|逾|多于|高于)$")
_BARE = frozenset(words("bare"))
RANKS = frozenset(words("ranks"))
_REMARK = re.compile(pattern("remark").pattern)
_IN_CLAUSE = pattern("in_clause")
_SHORTEST_CLAUSE = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing reported, spans in the cleaned text.

    ``near``: the words that belong to the figure; ``object``: what is counted; ``before``: the figure from which it
    rose or fell to ``quantity``. ``stock`` says that the count has grown together, ``flow`` that it came in the period,
    ``almost`` that it is not quite reached, ``act`` that something was done to it.
    """

    sentence: Sentence
    start: int
    end: int
    clause_start: int
    clause_end: int
    near: str
    object: str
    quantity: Quantity | None = None
    relation: Relation = "eq"
    mode: Mode = "do"
    before: float | None = None
    stock: bool = False
    flow: bool = False
    almost: bool = False
    act: bool = False


def find_facts(lookback: Lookback, year: int | None) -> list[Fact]:
    """All facts of the lookback."""
    return [fact for sentence in lookback.sentences for fact in _facts(lookback.cleaned.text, sentence, year)]


def _facts(text: str, sentence: Sentence, year: int | None) -> Iterator[Fact]:
    quantities = find_quantities(text, sentence.start, sentence.end)
    found = {
        item.quantity.start: item
        for item in resolve(text, sentence.start, sentence.end, quantities, year=year, deadline=None)
    } if quantities else {}  # fmt: skip
    topic, added = "", False
    at = 0
    for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
        first = at
        while at < len(quantities) and quantities[at].start < clause.end():
            at += 1
        inside = quantities[first:at]
        told = replace(sentence, several_years=True) if _IN_CLAUSE.search(clause[0]) else sentence
        if not inside:
            topic, added = (topic, added) if topic and _REMARK.match(clause[0]) else (clause[0], False)
            if len(clause[0]) >= _SHORTEST_CLAUSE:
                yield Fact(sentence, *clause.span(), *clause.span(), clause[0], clause[0])
            continue
        for fact in _figures(text, told, clause, inside, found):
            # 完成投资23亿元，同口径增长17.6%: a figure with no name of its own takes the one before it.
            remark = bool(topic) and _REMARK.match(fact.object) is not None
            if len(fact.object) < 2 or plain(fact.object) in _BARE or remark:
                fact = replace(fact, object=topic, near=topic + fact.near, flow=fact.flow or (added and not fact.stock))
            elif fact.object in fact.near:
                topic, added = (topic, added) if topic and _REMARK.match(clause[0]) else (fact.object, fact.flow)
            else:
                fact = replace(fact, near=fact.object + fact.near)
            yield fact


def _figures(
    text: str, sentence: Sentence, clause: re.Match[str], inside: list[Quantity], found: dict[int, Found]
) -> Iterator[Fact]:
    last = clause.start()
    before: float | None = None
    stock = flow = False
    for index, quantity in enumerate(inside):
        nexts = [item.start for item in inside[index + 1 : index + 3]] + [clause.end()]
        between, left = text[quantity.end : nexts[0]], text[last : quantity.start]
        if len(nexts) > 1 and _FROM_TO.fullmatch(between) and _FROM.search(text, clause.start(), quantity.start):
            before = middle(quantity.value)
            continue
        right = _noun_behind(between, followed=len(nexts) > 1)
        # 建成4个省级、12个市级示范村: the noun stands behind the last number only.
        shared = _noun_behind(text[inside[index + 1].end : nexts[1]]) if len(nexts) > 1 and right in RANKS else ""
        item = found.get(quantity.start)
        whole = text[min(last, clause.start() if before is not None else last) : quantity.start]
        # 累计建成A3座、B5座: the first word holds for the list.
        goes_on = index > 0 and whole.startswith("、") and not _STOCK.search(whole) and not FLOW.search(whole)
        stock = stock if goes_on else bool(_STOCK.search(whole)) and not FLOW.search(whole)
        flow = flow if goes_on else bool(FLOW.search(whole))
        yield Fact(
            sentence=sentence,
            start=quantity.start,
            end=quantity.end,
            clause_start=clause.start() if index == 0 or before is not None else last + _marks(text, last),
            clause_end=quantity.end + len(right),
            near=whole + right + shared,
            object=right + shared
            if shared
            else (item.object if item else whole + right).removesuffix("由").removesuffix("从"),
            quantity=quantity,
            relation=item.relation if item else quantity.after or ("gt" if _MORE.search(left) else "eq"),
            mode=_mode(left, right, item),
            before=before,
            stock=stock,
            flow=flow,
            almost=bool(_ALMOST.search(left)),
            act=item is not None and bool(item.action),
        )
        before = None
        last = quantity.end + (len(right) if right != between else 0)


def _noun_behind(text: str, *, followed: bool = False) -> str:
    """The words behind a number, up to the next mark, or to the word that joins the next number."""
    mark = "[、（和及与]" if followed and "、" not in text else "[、（]"
    return re.split(mark, text, maxsplit=1)[0]


def _marks(text: str, at: int) -> int:
    return 1 if text[at : at + 1] in "、和及与，" else 0


def _mode(left: str, right: str, item: Found | None) -> Mode:
    if _RISE.search(left):
        return "grow"
    if _FALL.search(left):
        return "cut"
    if item is None or (not item.action and right and not left.strip("、和及与")):
        return "do"  # 19条标志性产业链: no level is told
    return item.mode


def middle(value: float | tuple[float, float]) -> float:
    """One figure for a range."""
    return sum(value) / 2 if isinstance(value, tuple) else value
