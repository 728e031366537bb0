"""序时进度: the planned figure for every day of a goal's period. Pure.

Shapes: a straight line (elapsed days of all days), quarter nodes and a typed curve (straight between the points),
milestones (a step on each one's day), and a level that holds from the first day to the last (a rate, a ceiling).
Of things that come whole nothing is planned before a whole one is: of one technology centre 0 up to the last day.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

MOST_POINTS = 60
LARGEST = 10.0**15  # beyond this a float no longer holds every whole number
NEARLY = 1e-9  # parts of a whole that are missing by the rounding of floats alone


class Shape(StrEnum):
    """How a path runs from its first day to its last."""

    LINE = "line"
    QUARTERS = "quarters"
    MILESTONES = "milestones"
    CURVE = "curve"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Point:
    """What is planned as at the end of a day; ``name`` is the milestone's (开工, 封顶, 竣工)."""

    on: date
    figure: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """From ``base`` on the day before ``start_on`` to ``goal`` on ``due_on``. A line and a level have no points.

    ``whole``: it goes up in whole things. Paths from before there was such a thing have it not, and stay as they were.
    """

    shape: Shape
    start_on: date
    due_on: date
    goal: float
    base: float = 0.0
    points: tuple[Point, ...] = ()
    whole: bool = False

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        points = [{"on": each.on.isoformat(), "figure": each.figure, "name": each.name} for each in self.points]
        values = {
            "shape": self.shape.value,
            "start_on": self.start_on.isoformat(),
            "due_on": self.due_on.isoformat(),
            "goal": self.goal,
            "base": self.base,
            "points": points,
        }
        return {**values, "whole": True} if self.whole else values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Path:
        """The path that ``to_json`` wrote; PostgreSQL gives 13.0 back as 13."""
        points = tuple(
            Point(date.fromisoformat(each["on"]), float(each["figure"]), each["name"]) for each in values["points"]
        )
        return cls(
            Shape(values["shape"]),
            date.fromisoformat(values["start_on"]),
            date.fromisoformat(values["due_on"]),
            float(values["goal"]),
            float(values["base"]),
            points,
            bool(values.get("whole", False)),
        )


def planned(path: Path, on: date) -> float:
    """What the figure should be at the end of the day ``on``: ``base`` before the first day, ``goal`` from the last."""
    if on < path.start_on:
        return path.base
    if on >= path.due_on or path.shape is Shape.LEVEL:
        return path.goal
    figure = _underway(path, on)
    if not path.whole:
        return figure
    return path.base + math.trunc(figure - path.base + math.copysign(NEARLY, path.goal - path.base))


def _underway(path: Path, on: date) -> float:
    """The figure of a day between the first and the last, parts of a thing and all."""
    if path.shape is Shape.LINE:
        return _between(path.start_on - timedelta(days=1), path.base, path.due_on, path.goal, on)
    at = bisect_right(path.points, on, key=lambda point: point.on)
    if path.shape is Shape.MILESTONES:
        return path.points[at - 1].figure if at else path.base
    before, before_figure = (
        (path.points[at - 1].on, path.points[at - 1].figure) if at else (path.start_on - timedelta(days=1), path.base)
    )
    after, after_figure = (path.points[at].on, path.points[at].figure) if at < len(path.points) else _end(path)
    return _between(before, before_figure, after, after_figure, on)


def _end(path: Path) -> tuple[date, float]:
    return path.due_on, path.goal


def _between(before: date, low: float, after: date, high: float, on: date) -> float:
    return low + (high - low) * ((on - before).days / (after - before).days)


def comes_whole(path: Path) -> bool:
    """Can this path go up in whole things: does it start at a whole number, and end at one?"""
    return path.shape is not Shape.LEVEL and float(path.base).is_integer() and float(path.goal).is_integer()


def next_point(path: Path, on: date) -> Point | None:
    """The first point or, without any left, the end of the path that lies after ``on``."""
    at = bisect_right(path.points, on, key=lambda point: point.on)
    if at < len(path.points):
        return path.points[at]
    return Point(path.due_on, path.goal) if on < path.due_on else None


class FaultCode(StrEnum):
    """What is wrong with a path."""

    BACKWARDS = "backwards"  # it ends before it starts
    NOT_A_NUMBER = "not_a_number"  # NaN, infinite or beyond LARGEST
    NO_POINTS = "no_points"  # quarters, milestones and curves need some
    NEEDLESS_POINTS = "needless_points"  # a line or a level with points
    TOO_MANY = "too_many"
    OUTSIDE = "outside"  # a point before the first day or after the last
    OUT_OF_ORDER = "out_of_order"  # not after the point before it
    TURNS_BACK = "turns_back"  # away from the goal
    BEYOND_GOAL = "beyond_goal"
    NOT_AT_GOAL = "not_at_goal"  # the last point does not reach the goal
    NO_NAME = "no_name"  # a milestone without its name
    NOT_QUARTER_END = "not_quarter_end"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``index`` says which point, None for the path itself."""

    code: FaultCode
    index: int | None = None


def faults_in(path: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with a path, the path itself first; none if it can be used."""
    return tuple(_own_faults(path)) or tuple(_point_faults(path))


def _own_faults(path: Path) -> Iterator[Fault]:
    if path.due_on < path.start_on:
        yield Fault(FaultCode.BACKWARDS)
    if not all(_is_sane(each) for each in (path.base, path.goal, *(point.figure for point in path.points))):
        yield Fault(FaultCode.NOT_A_NUMBER)
    pointless = path.shape in (Shape.LINE, Shape.LEVEL)
    if pointless and path.points:
        yield Fault(FaultCode.NEEDLESS_POINTS)
    if not pointless and not path.points:
        yield Fault(FaultCode.NO_POINTS)
    if len(path.points) > MOST_POINTS:
        yield Fault(FaultCode.TOO_MANY)


def _is_sane(figure: float) -> bool:
    return math.isfinite(figure) and abs(figure) <= LARGEST


def _point_faults(path: Path) -> Iterator[Fault]:
    sign = 1 if path.goal >= path.base else -1
    before = Point(path.start_on - timedelta(days=1), path.base)
    for index, (last, point) in enumerate(pairwise((before, *path.points))):
        if not path.start_on <= point.on <= path.due_on:
            yield Fault(FaultCode.OUTSIDE, index)
        elif point.on <= last.on:
            yield Fault(FaultCode.OUT_OF_ORDER, index)
        if sign * point.figure < sign * last.figure:
            yield Fault(FaultCode.TURNS_BACK, index)
        if sign * point.figure > sign * path.goal:
            yield Fault(FaultCode.BEYOND_GOAL, index)
        if path.shape is Shape.MILESTONES and not point.name.strip():
            yield Fault(FaultCode.NO_NAME, index)
        if path.shape is Shape.QUARTERS and point.on != path.due_on and not _is_quarter_end(point.on):
            yield Fault(FaultCode.NOT_QUARTER_END, index)
    if path.points and path.points[-1].figure != path.goal:
        yield Fault(FaultCode.NOT_AT_GOAL, len(path.points) - 1)


def _is_quarter_end(on: date) -> bool:
    return (on + timedelta(days=1)).day == 1 and on.month % 3 == 0


def quarter_ends(start_on: date, due_on: date) -> tuple[date, ...]:
    """The days on which the nodes of a path by quarters lie: each quarter's last day, and the last day of all."""
    ends = [
        date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        for year in range(start_on.year, due_on.year + 1)
        for month in (3, 6, 9, 12)
    ]
    return (*(each for each in ends if start_on <= each < due_on), due_on)


def by_quarters(start_on: date, due_on: date, figures: Sequence[float], base: float = 0.0) -> Path:
    """A path with a figure for each of ``quarter_ends``; the last is the goal. ValueError if the counts differ."""
    days = quarter_ends(start_on, due_on)
    points = tuple(Point(on, figure) for on, figure in zip(days, figures, strict=True))
    return Path(Shape.QUARTERS, start_on, due_on, points[-1].figure, base, points)
