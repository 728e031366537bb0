"""What the entries of a goal add up to: the reported and the verified figure, side by side. Pure.

An entry is cumulative (it says what stands on its day) or for a period (it adds to what stood before). A correction
takes the place of the entry that it corrects; a returned entry does not count. Nothing is ever removed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import attrgetter
from typing import NamedTuple

DECIMALS = 6  # what sums of decimal figures are rounded to


class EntryKind(StrEnum):
    """What an entry's figure means."""

    CUMULATIVE = "cumulative"
    PERIOD = "period"
    NOTE = "note"  # words only


class CheckKind(StrEnum):
    """What a supervisor did with an entry."""

    VERIFIED = "verified"
    RETURNED = "returned"
    ON_SITE = "on_site"


@dataclass(frozen=True, slots=True)
class Checked:
    """The latest check of an entry. ``figure`` is the cumulative figure that the check found; None: as reported."""

    kind: CheckKind
    on: date
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: what was told of the day ``held_on``, written down on ``recorded_on``."""

    number: int
    kind: EntryKind
    figure: float | None
    held_on: date
    recorded_on: date
    corrects: int | None = None
    check: Checked | None = None

    @property
    def counts(self) -> bool:
        """Does it stand? A returned one does not."""
        return self.check is None or self.check.kind is not CheckKind.RETURNED


@dataclass(frozen=True, slots=True)
class Stand:
    """A cumulative figure, the day as at which it holds, and the day on which it was written down or checked."""

    figure: float
    held_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands. ``waiting_since`` is when the oldest unchecked entry was written down.

    ``months`` are those that the entries tell of, as ``month_of`` counts them.
    """

    reported: Stand | None = None
    verified: Stand | None = None
    waiting_since: date | None = None
    months: frozenset[int] = frozenset()


NOTHING = Tally()


def month_of(on: date) -> int:
    """The month as a number that counts on over the turn of the year."""
    return on.year * 12 + on.month - 1


class _Fold(NamedTuple):
    """What is known after some of a goal's standing entries, in their order."""

    running: float = 0.0  # what the next period's figure adds to: the verified one once there is one
    reported: Stand | None = None
    verified: Stand | None = None
    waiting: date | None = None
    months: frozenset[int] = frozenset()


def _take_in(fold: _Fold, told: Told) -> _Fold:
    """The next entry."""
    running, reported, verified, waiting, months = fold
    check, held_on = told.check, told.held_on
    month = held_on.year * 12 + held_on.month - 1
    if month not in months:
        months |= {month}
    if check is None and (waiting is None or told.recorded_on < waiting):
        waiting = told.recorded_on
    if told.figure is not None:
        running = told.figure if told.kind is EntryKind.CUMULATIVE else round(running + told.figure, DECIMALS)
        reported = Stand(running, held_on, told.recorded_on)
        if check is not None:
            running = running if check.figure is None else check.figure
            verified = Stand(running, held_on, check.on)
    return _Fold(running, reported, verified, waiting, months)


def tally(entries: Sequence[Told]) -> Tally:
    """Fold the entries of one goal, each with its latest check."""
    return Tally(*reduce(_take_in, standing_entries(entries), _Fold())[1:])


class RunningTally:
    """``tally`` of entries that come in, and are checked, one after another: only what came later is folded again."""

    def __init__(self) -> None:
        self._known: dict[int, Told] = {}
        self._order: list[Told] = []
        self._folds = [_Fold()]  # after none, one, two … of them
        self._corrects = False  # a correction reaches back: then everything is folded each time

    def put(self, told: Told) -> None:
        """A further entry, or one that is known with its latest check."""
        before = self._known.get(told.number)
        self._known[told.number] = told
        self._corrects = self._corrects or told.corrects is not None
        if self._corrects:
            return
        if before is not None and before.counts:
            at = bisect_left(self._order, _place(before), key=_place)
            del self._order[at], self._folds[at + 1 :]
        if told.counts:
            at = bisect_left(self._order, _place(told), key=_place)
            self._order.insert(at, told)
            del self._folds[at + 1 :]

    def tally(self) -> Tally:
        """What stands now."""
        if self._corrects:
            return tally(list(self._known.values()))
        for told in self._order[len(self._folds) - 1 :]:
            self._folds.append(_take_in(self._folds[-1], told))
        return Tally(*self._folds[-1][1:])


def standing_entries(entries: Sequence[Told]) -> list[Told]:
    """Those that count, by the day they tell of; a correction stands where the corrected one stood."""
    standing = [told for told in entries if told.check is None or told.check.kind is not CheckKind.RETURNED]
    corrected = {told.corrects for told in standing if told.corrects is not None}
    if corrected:
        standing = [told for told in standing if told.number not in corrected]
    return sorted(standing, key=_place)


_place = attrgetter("held_on", "number")


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum over the shares of a goal. It holds as at the latest day that any share tells of."""
    parts = list(tallies)
    waiting = [each.waiting_since for each in parts if each.waiting_since]
    return Tally(
        _sum([each.reported for each in parts if each.reported]),
        _sum([each.verified for each in parts if each.verified]),
        min(waiting) if waiting else None,
        frozenset().union(*(each.months for each in parts)),
    )


def _sum(stands: Sequence[Stand]) -> Stand | None:
    if not stands:
        return None
    figure = round(sum(each.figure for each in stands), DECIMALS)
    return Stand(figure, max(each.held_on for each in stands), max(each.recorded_on for each in stands))
