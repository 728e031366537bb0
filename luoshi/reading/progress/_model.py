"""What a progress text is read into. Frozen; spans are code points in the text as given, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from luoshi.reading._model import Relation

Role = Literal["result", "plan", "change", "base"]
Kind = Literal["cumulative", "period"]


class GroundCode(StrEnum):
    """Why a figure was taken for a target's."""

    WORDS = "words"  # they name the same thing; the data are the words that both have
    UNIT = "unit"  # the same unit, or units that can be turned into each other
    ONLY = "only"  # the text names nothing, and no other target has this unit
    NEAR = "near"  # the value is of the target's order


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, as a code with its data; sentences are made where a language is known."""

    code: GroundCode
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a figure speaks of. A date that the words do not fix is None.

    1—7月 has both ends, 截至6月底 only ``until``. ``quote`` are the words, spaces dropped.
    """

    start: int
    end: int
    quote: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ProgressFigure:
    """A number that a progress text reports.

    ``role``: a result, a plan told again (超额完成1100万人的目标), a change (同比增长8%), or the level from which
    something rose or fell. ``kind``: ``cumulative`` stands as at the period's end (累计, 截至, a rate), ``period`` is
    what was done within it, None when the words tell neither. ``share`` is the part of its plan in percent, when told;
    a share that stands alone (任务已完成72%) is a figure of its own with the unit ``%``.
    ``target`` indexes the targets as passed; None when the figure reports on none of them.
    """

    start: int
    end: int
    quote: str
    clause: str
    value: float | tuple[float, float]
    unit: str
    relation: Relation
    role: Role
    kind: Kind | None
    period: Period | None
    share: float | None
    target: int | None
    because: tuple[Ground, ...]
    confidence: float

    @property
    def on(self) -> date | None:
        """The day as at which the figure holds, when the words fix it."""
        return self.period.until if self.period else None
