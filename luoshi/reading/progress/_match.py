"""Which figure reports on which target: by what they name, by unit, by order.

Needs all figures of a text and all targets it may report on. Guarantees: a target has one figure a period, the best;
a figure has at most one target; every match has its grounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.reading._model import Target
from luoshi.reading.progress._beside import is_beside, is_stock, is_total, since
from luoshi.reading.progress._figure import Figure
from luoshi.reading.progress._fitting import agrees_with_share, is_the_number, nearness, unit_fit
from luoshi.reading.progress._model import Ground, GroundCode
from luoshi.reading.progress._moving import moved_on, parts_of
from luoshi.reading.progress._naming import SAID, Named, bigrams, cover_of, is_cut_short, name_of, rarity_of
from luoshi.reading.progress._words import pattern
from luoshi.reading.wording import are_other_ranks

_EARLY = re.compile(pattern("early"))
_PART = re.compile("其中")
# Who has done it, at the head of a clause: says nothing of what was done.
_ACTOR = re.compile(
    rf"^[^，。；、\d]{{1,8}}?{pattern('actor')}(?=今年|全年|本月|累计|已|共|组织|围绕|指导|协调|推动|完成|新|通过|发放|开展)"
)
_SENTENCE_END = re.compile("[。！？\n]")

_COMMON_UNITS = frozenset(("个", "家", "项", "人", "%", "元", "件", "户"))
_HINTED = 0.12  # share of the words that is enough where unit or number tell the rest
_LEAST = 0.5  # share of what the target names that the figure's words must name too
_ONLY = 0.5
_STANDS_FOR = 0.9  # a unit that fits less well must come with a number of the target's order
_OF_ITS_ORDER = 0.5
_STANDS_BACK = 0.3
_LEAST_OF_MONEY = 0.7
_AGREES = 0.2  # what a share of plan that fits the target adds
_WELL_NAMED = 0.65


@dataclass(frozen=True, slots=True)
class Match:
    """The target of a figure, or None, with grounds and confidence between 0 and 1."""

    target: int | None
    because: tuple[Ground, ...]
    confidence: float


_NONE = Match(None, (), 0.0)


def match_targets(text: str, figures: Sequence[Figure], targets: Sequence[Target]) -> list[Match]:
    """One match for each figure, in order."""
    named = [name_of(target) for target in targets]
    rarity = rarity_of(named)
    units = Counter(target.unit for target in targets)
    candidates = [
        (scored[0], index, place, scored[1])
        for index, figure in enumerate(figures)
        for place, target in enumerate(targets)
        if (scored := _score(text, figures, index, target, named[place], rarity, alone=_is_alone(target, units)))
        is not None
    ]
    matches = [_NONE] * len(figures)
    taken: set[tuple[int, object]] = set()
    for score, index, place, because in sorted(candidates, key=lambda item: (-item[0], item[1], item[2])):
        slot = (place, _slot(figures[index]))
        if matches[index].target is not None or slot in taken:
            continue
        taken.add(slot)
        matches[index] = Match(place, because, round(min(score, 0.99), 3))
    for index in moved_on(text, figures, targets, [match.target for match in matches]):
        matches[index], matches[index + 1] = _NONE, matches[index]
    for index in parts_of(text, figures, [match.target for match in matches]):
        matches[index] = _NONE
    return _with_bare(text, figures, targets, matches, taken)


def _is_alone(target: Target, units: Counter[str]) -> bool:
    return units[target.unit] == 1 and len(units) > 1 and target.unit not in _COMMON_UNITS


def _slot(figure: Figure) -> object:
    time = (figure.time.since, figure.time.until, figure.time.start) if figure.time else None
    return time, figure.kind == "cumulative"  # 本月3家，累计34家


def _score(
    text: str,
    figures: Sequence[Figure],
    index: int,
    target: Target,
    named: Named,
    rarity: dict[str, float],
    *,
    alone: bool,
) -> tuple[float, tuple[Ground, ...]] | None:
    figure = figures[index]
    unit = unit_fit(figure, target)
    if unit == 0.0 or not named.thing | named.clause:
        return None
    own, around, bare = _context(text, figures, index)
    # One pair alone names too little, unless it is the topic of a figure that names nothing itself.
    wanted = named.thing if len(named.thing) > 1 or (named.thing and not bare) else named.clause or named.thing
    cover = cover_of(wanted, own, around, rarity)
    wider = cover_of(named.clause or wanted, own, around, rarity)
    exact = cover_of(own, wanted | named.clause, frozenset(), rarity, default=1.0)
    exact = exact if bare else 1.0
    near = nearness(figure, target)
    if unit < _STANDS_FOR and near < _OF_ITS_ORDER:
        return None
    short = _is_short(bare, target, wanted | named.clause, rarity) or is_cut_short(text, figure, target)
    if unit == 1.0 and short:
        cover = max(cover, _LEAST)  # what another target names as well goes to the better one
    agrees = agrees_with_share(figure, target)
    early = not agrees and _EARLY.search(text, since(figures, index), figure.quantity.start) is not None
    told = unit == 1.0 and not early and (alone or is_the_number(figure, target))
    if told and cover >= _HINTED:
        cover = max(cover, _LEAST)  # no other target has its unit, or it is the number promised
    score = 0.5 * cover + 0.2 * wider + 0.2 * exact + 0.1 * near
    if figure.quantity.is_money and len(named.thing) == 1 and wider < _LEAST_OF_MONEY:
        return None  # 完成投资: whose?
    if near < _OF_ITS_ORDER and cover < _WELL_NAMED:
        return None
    if cover < _LEAST or (not told and not own & (wanted | named.clause) and exact < 1.0):
        return None
    if _is_of_another(text, figures, index, target):
        return None
    shared = tuple(sorted((wanted | named.clause) & (own | around)))
    grounds = (Ground(GroundCode.WORDS, shared), Ground(GroundCode.UNIT, (figure.quantity.unit, target.unit)))
    if early and not _EARLY.search(target.clause):
        score -= _STANDS_BACK
    score += _AGREES if agrees else 0.0
    if _PART.search(text, since(figures, index), figure.quantity.start):
        score -= _STANDS_BACK * (1.0 - exact)  # 学位600个，其中公办学位500个
    return score * unit, (*grounds, Ground(GroundCode.NEAR)) if near == 1.0 else grounds


def _is_of_another(text: str, figures: Sequence[Figure], index: int, target: Target) -> bool:
    """Whether the words around the figure tell that it is of something else than the target, whatever it names."""
    figure, start = figures[index], since(figures, index)
    if (target.mode == "do" and is_total(text, figure)) or is_beside(text, figure, start, target):
        return True  # 总数达到55所 is not what was done, nor what 带动就业3900人 came to
    if is_stock(text, figures, index, target):
        return True
    return are_other_ranks(target.object, text[start : figure.clause_end])  # 国家级2家 for 省级5家


def _is_short(bare: frozenset[str], target: Target, named: frozenset[str], rarity: dict[str, float]) -> bool:
    """失业率 for 城镇登记失业率, 学位 for 公办学位: part of a name, or its last word if no other has it."""
    if len(bare) == 1:
        (pair,) = bare
        return target.object.endswith(pair) and rarity.get(pair) == 1.0
    return bool(bare) and bare <= named


def _context(text: str, figures: Sequence[Figure], index: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Bigrams of the figure's own words, of what stands before in its sentence, and of its own without any doing."""
    figure = figures[index]
    start, end = figure.clause_start, figure.clause_end
    before = figures[index - 1].quantity if index and figures[index - 1].role != "base" else None
    after = figures[index + 1].quantity if index + 1 < len(figures) else None
    own_start = before.end if before is not None and before.start >= start else start
    own_end = after.start if after is not None and after.start < end else end
    if after is not None and own_end == after.start:
        own_end = max(figure.quantity.end, _last_joint(text, figure.quantity.end, own_end))
    sentence = _sentence_start(text, start)
    if figure.role == "change" and before is not None and not bigrams(text[own_start : figure.quantity.start], SAID):
        own_start = max(sentence, figures[index - 1].clause_start)  # 生产总值完成286亿元，增长5.6%
    told = _ACTOR.sub("", text[own_start : figure.quantity.start]) + " " + text[figure.quantity.end : own_end]
    return bigrams(told), bigrams(text[sentence:end]), bigrams(told, SAID)


def _sentence_start(text: str, at: int) -> int:
    opened = [match.end() for match in _SENTENCE_END.finditer(text, max(0, at - 300), at)]
    return opened[-1] if opened else max(0, at - 300)


def _last_joint(text: str, start: int, end: int) -> int:
    cut = max(text.rfind(mark, start, end) for mark in "、和及与")
    return cut if cut >= 0 else end


def _with_bare(
    text: str,
    figures: Sequence[Figure],
    targets: Sequence[Target],
    matches: list[Match],
    taken: set[tuple[int, object]],
) -> list[Match]:
    """超额完成，实际创建72个: a figure that names nothing else is the only target's that has its unit."""
    for index, figure in enumerate(figures):
        if matches[index].target is not None or figure.role != "result" or is_total(text, figure):
            continue
        own, around, _ = _context(text, figures, index)
        fitting = [place for place, target in enumerate(targets) if unit_fit(figure, target) == 1.0]
        if (
            len(fitting) != 1
            or not own | around <= bigrams(targets[fitting[0]].clause)
            or (fitting[0], _slot(figure)) in taken
        ):
            continue
        taken.add((fitting[0], _slot(figure)))
        matches[index] = Match(fitting[0], (Ground(GroundCode.ONLY, (figure.quantity.unit,)),), _ONLY)
    return matches
