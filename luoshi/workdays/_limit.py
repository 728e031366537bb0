"""What a time limit is: length and unit, and what may stop, lengthen or end it. All frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from luoshi.workdays._calendar import start_of

LONGEST = 10_000


class Unit(StrEnum):
    """What a limit is counted in. The law's own word decides; none converts into another."""

    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    DAY = "day"  # 日, calendar days
    WORKDAY = "workday"  # 工作日
    MONTH = "month"

    @property
    def in_hours(self) -> bool:
        """Does it run from a stated moment to a moment? (民法典 art 201)"""
        return self in (Unit.HOUR, Unit.WORKING_HOUR)


class Roll(StrEnum):
    """What happens when the last day is no workday (民法典 art 203)."""

    NONE = "none"
    NEXT = "next"  # on to the next workday


class LimitFault(Exception):  # noqa: N818  reads better where it is caught
    """A limit, pause or start that makes no sense: ``code`` says which, ``facts`` with what."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}")


@dataclass(frozen=True, slots=True)
class Span:
    """So many units. 1 ≤ length ≤ 10,000."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a length that no limit has."""
        if not 1 <= self.length <= LONGEST:
            raise LimitFault("length", length=self.length, least=1, most=LONGEST)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as a rule states it. ``basis`` is law and article; ``cap`` counts from the start, through pauses."""

    length: int
    unit: Unit
    roll: Roll = Roll.NONE
    cap: Span | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        """Refuse nonsense: a length out of bounds, or hours moved to a workday."""
        Span(self.length, self.unit)
        if self.roll is Roll.NEXT and self.unit.in_hours:
            raise LimitFault("roll_of_hours", unit=self.unit)


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count: from ``since`` until ``until``, caused by ``by`` for a ``reason``.

    Counted in days, the day it begins does not count any more and the day it ends counts again.
    """

    since: date | datetime
    until: date | datetime | None = None
    reason: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        if self.until is not None and start_of(self.until) < start_of(self.since):
            raise LimitFault("pause_backwards", since=self.since, until=self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """Time granted on top. In the limit's own unit it lengthens it; in another it is counted on from its end."""

    length: int
    unit: Unit
    why: str = ""
    by: str = ""
    granted_on: date | None = field(default=None)

    def __post_init__(self) -> None:
        """Refuse a length that no extension has."""
        Span(self.length, self.unit)


class OpenPause(Exception):  # noqa: N818  reads better where it is caught
    """The clock stands still, so no day can be named. Close the pause with a date to ask what it would be."""

    def __init__(self, pause: Pause) -> None:
        self.pause = pause
        super().__init__(f"paused since {pause.since}: {pause.reason}")
