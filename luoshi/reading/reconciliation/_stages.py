"""Stage 5: named things that were to reach a stage, and how far the lookback says that they have come.

Needs the milestones of the earlier report and the lookback of the later one. Guarantees: every name of every milestone
once, in text order; a thing is found by its name only, never by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.reading._lexicon import one_of
from luoshi.reading._model import Milestone
from luoshi.reading.reconciliation._likeness import pairs
from luoshi.reading.reconciliation._lookback import Lookback, Sentence
from luoshi.reading.reconciliation._model import Because, Verdict
from luoshi.reading.reconciliation._vocabulary import pattern, plain, stages, words

_LEVELS = stages()
_STAGE = re.compile(f"(?:{one_of(_LEVELS)})(?!{one_of(words('of_paper'))})")
_BUILT = max(level for word, level in _LEVELS.items() if word == "建成")
_UNDER_WAY = max(level for word, level in _LEVELS.items() if word == "在建")
_WORKS = frozenset(words("works"))
_WORKS_NOUNS = frozenset(words("works_nouns"))
_NOT_YET = re.compile(pattern("not_yet").pattern + "[^，；。、]{0,4}$")
_CLAUSE = re.compile("[^，；：。！？!?\n]+")
_LED_BY = re.compile("^(?:新|目前|现|已|正|均|全部|全面|正式|顺利|如期|提前|基本|主体|项目|工程|即将|年内)*$")
_WIDE_END = re.compile("(?:" + pattern("named_end").pattern + ")+$")
_OWNER_FIRST = re.compile("^(?:国家|省|市|区|县)(?=.{4})")
_BEFORE_NAME = frozenset("、，；：。\n省市县区“")
_GOES_ON = re.compile("以及|和|及|与")
_SHORTEST = 3
_AROUND = 600  # characters either side of a name in which its stage is looked for
_SHORTEST_ACT = 2
_LITTLE_MORE = 2
_FEWEST_PAIRS = 5
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of a name: spans in the cleaned text; ``level`` None where it tells no stage."""

    sentence: Sentence
    start: int
    end: int
    clause_start: int
    clause_end: int
    stage: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one name, and the best that is told of it."""

    verdict: Verdict
    because: Because
    told: Told | None


def judge_name(promise: Milestone, name: str, lookback: Lookback, *, due: bool) -> Judged:
    """What became of ``name``, of which ``promise`` says what stage it was to reach."""
    told = max(find_name(name, lookback), key=_how_far, default=None)
    if told is None:
        return Judged(Verdict.UNMENTIONED, Because.NOT_FOUND, None)
    if told.level is None and _says(promise.action, told, lookback):
        return Judged(Verdict.MET, Because.STAGE_REACHED, replace(told, stage=promise.action))
    if told.level is None:
        return Judged(Verdict.MENTIONED, Because.NO_STAGE, told)
    promised = level_of(promise.action)
    if told.level > max(promised, _UNDER_WAY):
        return Judged(Verdict.EXCEEDED, Because.STAGE_PASSED, told)
    if told.level >= promised:
        return Judged(Verdict.MET, Because.STAGE_REACHED, told)
    if not due:
        return Judged(Verdict.MENTIONED, Because.NOT_DUE, told)
    return Judged(Verdict.MISSED, Because.STAGE_BEFORE, told)


def _says(action: str, told: Told, lookback: Lookback) -> bool:
    """Whether the very act that was promised stands behind the name, though it is no stage that we know."""
    text = lookback.cleaned.text
    at = text.find(action, told.end, told.clause_end) if len(action) >= _SHORTEST_ACT else -1
    return at >= 0 and not _NOT_YET.search(text, told.clause_start, at)


def level_of(action: str) -> int:
    """How far a thing is when ``action`` is done: 启动改造 is a start, 改造 alone is done when it is finished."""
    match = _STAGE.search(action)
    return _chain(action, match, len(action))[1] if match and _LEVELS[match[0]] >= _BUILT else _first_level(match)


def _first_level(match: re.Match[str] | None) -> int:
    return _LEVELS[match[0]] if match else _BUILT


def find_name(name: str, lookback: Lookback) -> Iterator[Told]:
    """Every place of the lookback that speaks of ``name``."""
    text = lookback.cleaned.text
    for spelt in _spellings(name):
        found = False
        whole = spelt[0] == name[0]  # else 县污水处理厂 would be found in 西城污水处理厂
        for sentence in lookback.sentences:
            at = text.find(spelt, sentence.start, sentence.end)
            while at >= 0:
                if whole or _begins(text, sentence.start, at):
                    found = True
                    yield _told(text, sentence, at, at + len(spelt))
                at = text.find(spelt, at + len(spelt), sentence.end)
        if found:
            return
    yield from _find_alike(name, lookback)


def _begins(text: str, start: int, at: int) -> bool:
    """Whether a name may begin here: behind a mark, an owner or a stage."""
    return at == start or text[at - 1] in _BEFORE_NAME or text[max(start, at - 2) : at] in _LEVELS


def _find_alike(name: str, lookback: Lookback) -> Iterator[Told]:
    """柔云科技生产线 in 柔云科技首条柔性屏生产线实现量产: nearly all that the name is made of, in one clause."""
    wanted = pairs(name)
    if len(wanted) < _FEWEST_PAIRS:
        return
    text = lookback.cleaned.text
    for sentence in lookback.sentences:
        for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
            opens = plain(name)[:2] in plain(clause[0])  # what tells it from others of its kind
            if opens and len(wanted & pairs(clause[0])) >= _NEARLY_ALL * len(wanted):
                first = text.find(plain(name)[:2], *clause.span())
                at = text.find(plain(name)[-1], max(first, clause.start()), clause.end()) + 1
                yield _told(text, sentence, clause.start(), at or (first + 2 if first >= 0 else clause.end()))


def _spellings(name: str) -> Sequence[str]:
    """The name as written, without marks, and without the noun of works at its end; the longest first."""
    spelt = [name, plain(name)]
    spelt += [_WIDE_END.sub("", item) for item in spelt]
    spelt += [_OWNER_FIRST.sub("", item) for item in spelt]
    return list(dict.fromkeys(item for item in spelt if len(item) >= _SHORTEST))


def _how_far(told: Told) -> tuple[int, int]:
    return (-1 if told.level is None else told.level, -told.start)


def _told(text: str, sentence: Sentence, start: int, end: int) -> Told:
    since, until = max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)
    clauses = [match.span() for match in _CLAUSE.finditer(text, since, until)]
    index = next((index for index, clause in enumerate(clauses) if clause[0] <= start < clause[1]), 0)
    first, last = clauses[index] if clauses else (since, until)
    behind, before = _behind(text, end, last), _before(text, first, start)
    if before is None and behind is None and index and _GOES_ON.match(text, first):
        before = _before(text, *clauses[index - 1])  # 建成投用甲园区，以及乙、丙等设施
    found = before if before and behind and behind[0] in _WORKS else behind or before  # 启动…扩建 is a start
    further = _opening(text, *clauses[index + 1]) if index + 1 < len(clauses) else None
    if further is not None and (found is None or further[1] > found[1]):
        found, last = further, clauses[index + 1][1]
    stage, level = found or ("", None)
    return Told(sentence, start, end, first, last, stage, level)


def _behind(text: str, start: int, end: int) -> tuple[str, int] | None:
    """青蓑医院、鹭汀学校|建成投用: the stage that closes the list; an item that opens with a stage is another's."""
    for number, item in enumerate(_items(text, start, end)):
        match = _STAGE.search(text, *item)
        if match is None or (match[0] in _WORKS_NOUNS and match.end() == item[1] < end):
            continue  # 甲通道、乙立交改造、丙路改善等项目加快推进: the works are part of a name
        if number and match.start() == item[0]:
            return None
        return _chain(text, match, item[1])
    return None


def _before(text: str, start: int, end: int) -> tuple[str, int] | None:
    """建成|青蓑医院、鹭汀学校: the nearest stage that opens an item."""
    for item in reversed(list(_items(text, start, end))):
        matches = list(_STAGE.finditer(text, *item))
        if matches and (_LED_BY.match(text[item[0] : matches[0].start()]) or matches[-1].end() == end):
            return _chain(text, matches[0], item[1])
    return None


def _opening(text: str, start: int, end: int) -> tuple[str, int] | None:
    """…，目前主体封顶: a clause that is nothing but a stage tells of what the clause before named."""
    match = _STAGE.search(text, start, end)
    if match is None or not _LED_BY.match(text[start : match.start()]):
        return None
    stage, level = _chain(text, match, end)
    return (stage, level) if end - match.start() - len(stage) <= _LITTLE_MORE else None  # 打通断头路8条 is another's


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in re.finditer("、", text[start:end]):
        yield at, start + mark.start()
        at = start + mark.end()
    yield at, end


def _chain(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    """建成投用 is as far as its last word; 即将建成 is still under way."""
    level, stop = _LEVELS[match[0]], match.end()
    while following := _STAGE.match(text, stop, end):
        level, stop = max(level, _LEVELS[following[0]]), following.end()
    if _NOT_YET.search(text, max(0, match.start() - 8), match.start()):
        level = min(level, _UNDER_WAY)
    return text[match.start() : stop], level
