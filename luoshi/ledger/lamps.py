"""红黄绿灯: one goal's lamp on one day, from its path, its reported and verified figure, and the date. Pure.

The rule is data. What ships is a template after published local practice (green on path, yellow 10 to 30 points
behind, red beyond 30, overdue, or silent for the third month running; blue near due; grey not started), not law.
Nobody sets a lamp: it follows from rows, so it can be computed for any past day.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from luoshi.ledger.paths import Path, planned
from luoshi.ledger.tallies import NOTHING, Stand, Tally
from luoshi.ledger.thresholds import BadRule, Limits, Thresholds


class Colour(StrEnum):
    """What a lamp can show."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"  # on path, and due soon
    GREEN = "green"
    GREY = "grey"  # nothing to judge


# The worst first: a commitment shows the worst of its goals.
WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN, Colour.GREY)


class Code(StrEnum):
    """Why a lamp is as it is."""

    OVERDUE = "overdue"
    SILENT = "silent"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    NEAR_DUE = "near_due"
    ON_PATH = "on_path"
    REACHED = "reached"
    NOT_STARTED = "not_started"
    ENDED = "ended"  # settled, carried over or dropped


COLOURS: Mapping[Code, Colour] = {
    Code.OVERDUE: Colour.RED,
    Code.SILENT: Colour.RED,
    Code.FAR_BEHIND: Colour.RED,
    Code.BEHIND: Colour.YELLOW,
    Code.NEAR_DUE: Colour.BLUE,
    Code.ON_PATH: Colour.GREEN,
    Code.REACHED: Colour.GREEN,
    Code.NOT_STARTED: Colour.GREY,
    Code.ENDED: Colour.GREY,
}


@dataclass(frozen=True, slots=True)
class Rule(Thresholds):
    """The thresholds. Points are hundredths of the way from base to goal; days are calendar days.

    ``fresh_days``: how old a figure may be before it is compared with a later day's plan. ``unverified_days``: how long
    a reported figure counts while it waits to be verified; 0 counts verified ones only. ``report_day``: the day of the
    month by which that month's report must be in. ``approx_points``: how far short 左右 still counts as reached.
    """

    yellow_points: float = 10.0
    red_points: float = 30.0
    fresh_days: int = 31
    unverified_days: int = 20
    silent_months: int = 3
    report_day: int = 25
    near_days: int = 15
    approx_points: float = 5.0

    LIMITS: ClassVar[Limits] = {
        "yellow_points": (0, 100),
        "red_points": (0, 100),
        "fresh_days": (0, 366),
        "unverified_days": (0, 3660),
        "silent_months": (1, 24),
        "report_day": (1, 31),
        "near_days": (0, 366),
        "approx_points": (0, 50),
    }

    def __post_init__(self) -> None:
        if self.red_points < self.yellow_points:
            raise BadRule("red_points")


SHIPPED = Rule()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a goal at the end of a day. ``reported_months`` are year * 12 + month - 1.

    ``asked_from`` is the day from which reports are owed. ``ended`` is how its commitment ended, empty while it runs.
    """

    path: Path
    relation: str = "ge"
    asked_from: date | None = None
    tally: Tally = NOTHING
    reported_months: frozenset[int] = frozenset()
    ended: str = ""


Input = str | float | int | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why, with the numbers that decided. Dates are ISO text."""

    code: Code
    inputs: tuple[tuple[str, Input], ...] = ()


@dataclass(frozen=True, slots=True)
class Lamp:
    """The colour and the first cause that gave it. ``behind`` is in points, negative when ahead of the plan."""

    colour: Colour
    because: Cause
    planned: float | None = None
    figure: float | None = None
    verified: bool = False
    behind: float | None = None
    silent: int = 0


def judge(rule: Rule, facts: Facts, on: date) -> Lamp:
    """The lamp at the end of the day ``on``. The first of these that holds decides:

    ended, before the first day, goal reached, overdue, silent, far behind, behind, nothing planned yet, near due.
    """
    path = facts.path
    if facts.ended:
        return _lamp(Code.ENDED, (("ending", facts.ended),))
    if on < path.start_on:
        return _lamp(Code.NOT_STARTED, (("start_on", path.start_on.isoformat()),))
    stand, verified = counted(rule, facts.tally, on)
    figure = stand.figure if stand else None
    silent = silent_months(rule, facts, on)
    day = on if stand is None else max(stand.held_on, on - timedelta(days=rule.fresh_days))
    plan = planned(path, min(day, on))
    behind = points_behind(facts, plan, figure)
    code, inputs = _decide(rule, facts, on, figure, plan, behind, silent)
    return Lamp(COLOURS[code], Cause(code, inputs), plan, figure, verified, behind, silent)


def _decide(
    rule: Rule, facts: Facts, on: date, figure: float | None, plan: float, behind: float, silent: int
) -> tuple[Code, tuple[tuple[str, Input], ...]]:
    path = facts.path
    is_ceiling = facts.relation in ("le", "lt")
    if figure is not None and is_reached(rule, facts, figure) and (not is_ceiling or on >= path.due_on):
        return Code.REACHED, (("goal", path.goal),)
    if on > path.due_on:
        return Code.OVERDUE, (("due_on", path.due_on.isoformat()), ("days", (on - path.due_on).days))
    if silent >= rule.silent_months:
        return Code.SILENT, (("months", silent), ("limit", rule.silent_months))
    if behind > rule.red_points:
        return Code.FAR_BEHIND, (("points", round(behind, 2)), ("limit", rule.red_points))
    if behind > 0 and behind >= rule.yellow_points:
        return Code.BEHIND, (("points", round(behind, 2)), ("limit", rule.yellow_points))
    if figure is None and plan == path.base and path.base != path.goal:
        return Code.NOT_STARTED, ()
    left = (path.due_on - on).days
    if left <= rule.near_days:
        return Code.NEAR_DUE, (("due_on", path.due_on.isoformat()), ("days", left))
    return Code.ON_PATH, (("points", round(behind, 2)), ("limit", rule.yellow_points))


def _lamp(code: Code, inputs: tuple[tuple[str, Input], ...]) -> Lamp:
    return Lamp(COLOURS[code], Cause(code, inputs))


def counted(rule: Rule, tally: Tally, on: date) -> tuple[Stand | None, bool]:
    """The figure that the lamp goes by, and whether it is verified: a newer reported one counts for a while."""
    reported, verified = tally.reported, tally.verified
    if reported is None or (verified is not None and reported.held_on <= verified.held_on):
        return verified, verified is not None
    if (on - reported.recorded_on).days < rule.unverified_days:
        return reported, False
    return verified, verified is not None


def points_behind(facts: Facts, plan: float, figure: float | None) -> float:
    """How far the figure lies behind the plan, in hundredths of the way from base to goal.

    For a ceiling (at most, less than) it is how far the figure lies above it, in hundredths of the ceiling.
    Where nothing is reported yet, the figure is the base; a level that nobody has reported on is behind by nothing.
    """
    path = facts.path
    if facts.relation in ("le", "lt"):
        return 0.0 if figure is None else (figure - plan) / (abs(path.goal) or 1.0) * 100
    if figure is None and path.shape == "level":
        return 0.0
    way = path.goal - path.base
    told = path.base if figure is None else figure
    if way:
        return (plan - told) / way * 100
    return (plan - told) / (abs(path.goal) or 1.0) * 100


def is_reached(rule: Rule, facts: Facts, figure: float) -> bool:
    """Does the figure satisfy the goal? A range is reached at its lower end, 左右 within ``approx_points``."""
    path, relation = facts.path, facts.relation
    if relation == "le":
        return figure <= path.goal
    if relation == "lt":
        return figure < path.goal
    sign = 1 if path.goal >= path.base else -1
    if relation == "approx":
        slack = abs(path.goal - path.base) * rule.approx_points / 100
        return sign * figure >= sign * path.goal - slack
    return sign * figure > sign * path.goal if relation == "gt" else sign * figure >= sign * path.goal


def silent_months(rule: Rule, facts: Facts, on: date) -> int:
    """How many months in a row, up to the day, are without a report. A month is owed once its report day has passed."""
    asked = max(facts.asked_from or facts.path.start_on, facts.path.start_on)
    first = month_of(asked) + (asked.day > _report_day(rule, asked.year, asked.month))
    latest = month_of(on) - (on.day <= _report_day(rule, on.year, on.month))
    if month_of(on) in facts.reported_months:
        return 0
    silent = 0
    while latest >= first and latest not in facts.reported_months:
        silent += 1
        latest -= 1
    return silent


def month_of(on: date) -> int:
    """The month as a number that counts on over the turn of the year."""
    return on.year * 12 + on.month - 1


def _report_day(rule: Rule, year: int, month: int) -> int:
    if rule.report_day <= 28:
        return rule.report_day
    return min(rule.report_day, calendar.monthrange(year, month)[1])


def worst(colours: list[Colour]) -> Colour:
    """The worst of some lamps; grey for none."""
    return min(colours, key=WORST_FIRST.index, default=Colour.GREY)
