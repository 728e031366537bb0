"""The stages that a sentence tells, clause by clause, around the targets in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from luoshi.reading._attributes import is_background
from luoshi.reading._milestone._clause import find_stage_before, find_stage_of, find_stages, stands_alone
from luoshi.reading._milestone._stage import Stage
from luoshi.reading._sentences import cut_clauses

_FURTHEST_BACK = 3  # clauses
_GOES_ON = "，"
_NAMES_MORE = re.compile("、|项目")


def stages_of_sentence(text: str, start: int, end: int, hits: Sequence[int], taken: Sequence[int]) -> Iterator[Stage]:
    """Stages in the sentence ``text[start:end]``, with their spans in ``text``.

    ``hits``: where words of stages stand. ``taken``: where the numbers of targets begin. Both are in order.
    """
    clauses = cut_clauses(text, start, end)
    for index, (at, stop) in enumerate(clauses):
        if not _any_within(hits, at, stop):
            continue
        clause = text[at:stop]
        if _any_within(taken, at, stop):
            number = taken[bisect_left(taken, at)] - at
            if not is_background(text, start, at, stop, None) and (stage := find_stage_before(clause[:number], clause)):
                yield _moved(stage, at)
        elif (stages := find_stages(clause)) and not is_background(text, start, at, stop, None):
            for stage in stages:
                yield _moved(stage, at)
        elif stands_alone(clause) and (
            late := _late_stage(text, clauses[max(0, index - _FURTHEST_BACK) : index], clause, taken)
        ):
            yield Stage(late.start, stop, late.action, late.names)


def _late_stage(text: str, before: Sequence[tuple[int, int]], clause: str, taken: Sequence[int]) -> Stage | None:
    """The stage that ``clause`` tells of what a clause before it names: 抓好青蓑渠项目，完善手续，尽快开工."""
    for at, stop in reversed(before):
        if _any_within(taken, at, stop) or ((at, stop) != before[-1] and find_stages(text[at:stop])):
            return None  # it promises something of its own
        if stage := find_stage_of(text[at:stop], clause):
            return _moved(stage, at)
        if text[at - 1] != _GOES_ON or _NAMES_MORE.search(text, at, stop):
            return None
    return None


def _moved(stage: Stage, by: int) -> Stage:
    return Stage(stage.start + by, stage.end + by, stage.action, stage.names)


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of ``places``, which are in order, is in ``[start, end)``."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
