"""What the entries of a goal add up to: the reported and the verified figure, side by side. Pure.

An entry is cumulative (it says what stands on its day) or for a period (it adds to what stood before). A correction
takes the place of the entry that it corrects; a returned entry does not count. Nothing is ever removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

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


def tally(entries: Sequence[Told]) -> Tally:
    """Fold the entries of one goal, each with its latest check."""
    reported: Stand | None = None
    verified: Stand | None = None
    waiting: date | None = None
    running = 0.0  # what the next period's figure adds to: the verified one once there is one
    latest = latest_verified = None
    months = set()
    for told in standing_entries(entries):
        check, held_on = told.check, told.held_on
        months.add(held_on.year * 12 + held_on.month - 1)
        if check is None and (waiting is None or told.recorded_on < waiting):
            waiting = told.recorded_on
        if told.figure is None:
            continue
        running = told.figure if told.kind is EntryKind.CUMULATIVE else round(running + told.figure, DECIMALS)
        latest = (running, told)
        if check is not None:
            running = running if check.figure is None else check.figure
            latest_verified = (running, told, check)
    if latest:
        reported = Stand(latest[0], latest[1].held_on, latest[1].recorded_on)
    if latest_verified:
        verified = Stand(latest_verified[0], latest_verified[1].held_on, latest_verified[2].on)
    return Tally(reported, verified, waiting, frozenset(months))


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
