"""红黄绿灯: one goal's lamp on one day, from its path, its reported and verified figure, and the date. Pure.

The rule is data. What ships is a template after published local practice (green on path, yellow 10 to 30 points
behind, red beyond 30, overdue, or silent for the third month running; blue near due; grey not started), not law.
Nobody sets a lamp: it follows from rows, so it can be computed for any past day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

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
    """What is known of a goal at the end of a day.

    ``asked_from`` is the day from which reports are owed. ``ended`` is how its commitment ended, empty while it runs.
    """

    path: Path
    relation: str = "ge"
    asked_from: date | None = None
    tally: Tally = NOTHING
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
    weighed = weigh(rule, facts, on)
    inputs = tuple(_inputs(rule, facts, on, weighed))
    return Lamp(COLOURS[weighed.code], Cause(weighed.code, inputs), *weighed[1:])


class Weighed(NamedTuple):
    """What decides, without the words for it: replays over a year weigh millions of days."""

    code: Code
    planned: float | None = None
    figure: float | None = None
    verified: bool = False
    behind: float | None = None
    silent: int = 0


def weigh(rule: Rule, facts: Facts, on: date) -> Weighed:
    """The decision of ``judge``."""
    path = facts.path
    if facts.ended:
        return Weighed(Code.ENDED)
    if on < path.start_on:
        return Weighed(Code.NOT_STARTED)
    stand, verified = counted(rule, facts.tally, on)
    silent = silent_months(rule, facts, on)
    if stand is None:
        plan = planned(path, on)
        figure = None
    else:
        plan = planned(path, min(max(stand.held_on, on - timedelta(days=rule.fresh_days)), on))
        figure = stand.figure
    behind = points_behind(facts, plan, figure)
    code = _decide(rule, facts, on, figure, plan, behind, silent)
    return Weighed(code, plan, figure, verified, behind, silent)


def _decide(rule: Rule, facts: Facts, on: date, figure: float | None, plan: float, behind: float, silent: int) -> Code:
    path = facts.path
    if figure is not None and is_reached(rule, facts, figure) and (facts.relation not in CEILINGS or on >= path.due_on):
        return Code.REACHED
    if on > path.due_on:
        return Code.OVERDUE
    if silent >= rule.silent_months:
        return Code.SILENT
    if behind > rule.red_points:
        return Code.FAR_BEHIND
    if behind > 0 and behind >= rule.yellow_points:
        return Code.BEHIND
    if figure is None and plan == path.base and path.base != path.goal:
        return Code.NOT_STARTED
    return Code.NEAR_DUE if (path.due_on - on).days <= rule.near_days else Code.ON_PATH


def _inputs(rule: Rule, facts: Facts, on: date, weighed: Weighed) -> Iterator[tuple[str, Input]]:
    """The numbers that decided, under the names that a page shows."""
    path, code = facts.path, weighed.code
    if code is Code.ENDED:
        yield "ending", facts.ended
    elif code is Code.NOT_STARTED:
        yield "start_on", path.start_on.isoformat()
    elif code is Code.REACHED:
        yield "goal", path.goal
    elif code is Code.OVERDUE:
        yield "due_on", path.due_on.isoformat()
        yield "days", (on - path.due_on).days
    elif code is Code.SILENT:
        yield "months", weighed.silent
        yield "limit", rule.silent_months
    elif code is Code.NEAR_DUE:
        yield "due_on", path.due_on.isoformat()
        yield "days", (path.due_on - on).days
    else:
        yield "points", round(weighed.behind or 0.0, 2)
        yield "limit", rule.red_points if code is Code.FAR_BEHIND else rule.yellow_points


CEILINGS = ("le", "lt")


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
    if facts.relation in CEILINGS:
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
    reported = facts.tally.months
    latest = on.year * 12 + on.month - 1
    if latest in reported:
        return 0
    if on.day <= _report_day(rule, on):
        latest -= 1
    asked = facts.path.start_on
    if facts.asked_from is not None and facts.asked_from > asked:
        asked = facts.asked_from
    first = asked.year * 12 + asked.month - 1 + (asked.day > _report_day(rule, asked))
    silent = 0
    while latest >= first and latest not in reported:
        silent += 1
        latest -= 1
    return silent


def _report_day(rule: Rule, on: date) -> int:
    day = rule.report_day
    return day if day <= 28 else min(day, calendar.monthrange(on.year, on.month)[1])


def report_day(rule: Rule, on: date) -> date:
    """By when the report of this day's month must be in."""
    return on.replace(day=_report_day(rule, on))


def worst(colours: list[Colour]) -> Colour:
    """The worst of some lamps; grey for none."""
    return min(colours, key=WORST_FIRST.index, default=Colour.GREY)
