"""What the entries of a goal add up to: the reported and the verified figure, side by side. Pure.

An entry is cumulative (it says what stands on its day) or for a period (it adds to what stood before). A correction
takes the place of the entry that it corrects; a returned entry does not count. Nothing is ever removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    """What stands. ``waiting_since`` is when the oldest unchecked entry was written down."""

    reported: Stand | None = None
    verified: Stand | None = None
    waiting_since: date | None = None


NOTHING = Tally()


def tally(entries: Sequence[Told]) -> Tally:
    """Fold the entries of one goal, given in the order of their numbers."""
    reported: Stand | None = None
    verified: Stand | None = None
    waiting: date | None = None
    running = 0.0  # what the next period's figure adds to: the verified one once there is one
    for told in standing_entries(entries):
        if told.check is None and (waiting is None or told.recorded_on < waiting):
            waiting = told.recorded_on
        if told.figure is None:
            continue
        before = running if told.kind is EntryKind.PERIOD else 0.0
        running = round(before + told.figure, DECIMALS)
        reported = Stand(running, told.held_on, told.recorded_on)
        if told.check is not None:
            running = running if told.check.figure is None else told.check.figure
            verified = Stand(running, told.held_on, told.check.on)
    return Tally(reported, verified, waiting)


def standing_entries(entries: Sequence[Told]) -> list[Told]:
    """Those that count, by the day they tell of; a correction stands where the corrected one stood."""
    standing = {told.number: told for told in entries if told.counts}
    for told in list(standing.values()):
        if told.corrects is not None:
            standing.pop(told.corrects, None)
    return sorted(standing.values(), key=lambda told: (told.held_on, told.number))


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum over the shares of a goal. It holds as at the latest day that any share tells of."""
    parts = list(tallies)
    waiting = [each.waiting_since for each in parts if each.waiting_since]
    return Tally(
        _sum([each.reported for each in parts if each.reported]),
        _sum([each.verified for each in parts if each.verified]),
        min(waiting) if waiting else None,
    )


def _sum(stands: Sequence[Stand]) -> Stand | None:
    if not stands:
        return None
    figure = round(sum(each.figure for each in stands), DECIMALS)
    return Stand(figure, max(each.held_on for each in stands), max(each.recorded_on for each in stands))
