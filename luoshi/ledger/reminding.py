"""Which reminder is due today: staged before the day (near), on it (due), and after it (late). Pure.

At most one a day for each duty, on working days only, and never one twice: the newest stage that has come and was
not sent. A machine that stood still for a week sends one reminder, not seven.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from luoshi.ledger.thresholds import Limits, Thresholds


class Stage(StrEnum):
    """Where a reminder stands to the day."""

    NEAR = "near"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class RemindRule(Thresholds):
    """Days before and after the due day, in calendar days; and how long before the report day a month is reminded."""

    near_days: tuple[int, ...] = (15, 7, 3)
    late_days: tuple[int, ...] = (1, 7, 14, 30)
    on_the_day: bool = True
    monthly_days: int = 3
    answer_days: int = 5
    notice_on_red: bool = True

    LIMITS: ClassVar[Limits] = {
        "near_days": (1, 366),
        "late_days": (1, 366),
        "monthly_days": (0, 31),
        "answer_days": (1, 60),
    }


SHIPPED = RemindRule()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder. ``days`` counts to the due day, or since it when late; ``key`` is the same for the same stage."""

    stage: Stage
    days: int

    @property
    def key(self) -> str:
        """near-7, due-0, late-14."""
        return f"{self.stage.value}-{self.days}"


def stages(rule: RemindRule) -> tuple[Reminder, ...]:
    """All stages in the order of time."""
    near = [Reminder(Stage.NEAR, days) for days in sorted(set(rule.near_days), reverse=True)]
    day = [Reminder(Stage.DUE, 0)] if rule.on_the_day else []
    return (*near, *day, *(Reminder(Stage.LATE, days) for days in sorted(set(rule.late_days))))


def due_reminder(
    rule: RemindRule, due_on: date, on: date, sent: Collection[str], *, is_workday: bool = True
) -> Reminder | None:
    """The reminder to send at ``on`` for something due at ``due_on``; ``sent`` are the keys already sent for that day.

    A stage that has gone by without being sent is skipped once a later one has come.
    """
    if not is_workday:
        return None
    past = (on - due_on).days
    come = [each for each in stages(rule) if past >= _offset(each)]
    if not come or come[-1].key in sent:
        return None
    return come[-1]


def _offset(reminder: Reminder) -> int:
    return -reminder.days if reminder.stage is Stage.NEAR else reminder.days


def due_monthly(rule: RemindRule, report_on: date, on: date, *, is_reported: bool, is_workday: bool = True) -> bool:
    """Is it time to say that this month's report is still missing?"""
    return is_workday and not is_reported and 0 <= (report_on - on).days <= rule.monthly_days
