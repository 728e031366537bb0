"""A goal's path and figures as a picture: points of an SVG, and the same as rows of a table. Pure.

Horizontal is time from the path's first day to its last (or today, if that is later), vertical the figure from the
lower of zero and the lowest figure to the highest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.ledger.paths import Path, Shape, planned
from luoshi.ledger.tallies import Told, standing_entries, tally

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 36
STEPS = 4  # lines across
MOST_STEPS = 24  # of a path of whole things; more of them look like a straight line


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure at its place; ``kind`` is reported or verified."""

    x: float
    y: float
    kind: str
    on: date
    figure: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where it is and what it says."""

    at: float
    on: date | None = None
    figure: float = 0.0
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table beside the picture."""

    on: date
    planned: float
    name: str = ""
    reported: float | None = None
    verified: float | None = None


@dataclass(frozen=True, slots=True)
class PathChart:
    """Everything the picture draws. Lines are the ``points`` of a polyline; ``earlier`` is the first path of all."""

    path: str
    earlier: str
    reported: str
    dots: tuple[Dot, ...]
    nodes: tuple[Dot, ...]
    days: tuple[Tick, ...]
    figures: tuple[Tick, ...]
    today: float | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Plane:
    first: date
    last: date
    low: float
    high: float

    def x(self, on: date) -> float:
        days = (self.last - self.first).days or 1
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (on - self.first).days / days, 1)

    def y(self, figure: float) -> float:
        share = (figure - self.low) / ((self.high - self.low) or 1.0)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    def line(self, points: Sequence[tuple[date, float]]) -> str:
        return " ".join(f"{self.x(on)},{self.y(figure)}" for on, figure in points)


def draw_path(path: Path, told: Sequence[Told], today: date, first_path: Path | None = None) -> PathChart:
    """The picture as at ``today``. ``first_path`` is drawn faintly when it is another one."""
    stands = list(stands_of(told))
    corners = corners_of(path)
    earlier = corners_of(first_path) if first_path is not None and first_path != path else []
    figures = [figure for _on, figure in (*corners, *earlier)] + [each.figure for each in stands]
    first = min(path.start_on, *(on for on, _figure in earlier)) if earlier else path.start_on
    last = max([path.due_on, min(today, path.due_on + timedelta(days=62)), *(each.on for each in stands)])
    low = min(0.0, *figures)
    plane = _Plane(
        min([first, *(each.on for each in stands)]), last, low, max(figures) if max(figures) > low else low + 1
    )
    reported = [(each.on, each.figure) for each in stands if each.kind == "reported"]
    return PathChart(
        path=plane.line(corners),
        earlier=plane.line(earlier),
        reported=plane.line(reported),
        dots=tuple(Dot(plane.x(e.on), plane.y(e.figure), e.kind, e.on, e.figure) for e in stands),
        nodes=tuple(Dot(plane.x(p.on), plane.y(p.figure), "node", p.on, p.figure) for p in path.points),
        days=tuple(_day_ticks(plane)),
        figures=tuple(_figure_ticks(plane)),
        today=plane.x(today) if plane.first <= today <= plane.last else None,
        rows=tuple(_rows(path, stands, today)),
    )


@dataclass(frozen=True, slots=True)
class StandAt:
    """What stood on a day, by an entry or by a check."""

    on: date
    figure: float
    kind: str


def stands_of(told: Sequence[Told]) -> Iterator[StandAt]:
    """The total after each entry, and what was verified, in the order of the days they tell of."""
    standing = standing_entries(told)
    for count, entry in enumerate(standing, 1):
        after = tally(standing[:count])
        if entry.figure is not None and after.reported is not None:
            yield StandAt(entry.held_on, after.reported.figure, "reported")
        if entry.check is not None and entry.figure is not None and after.verified is not None:
            yield StandAt(entry.held_on, after.verified.figure, "verified")


def corners_of(path: Path) -> list[tuple[date, float]]:
    """The path as corners of a line; a milestone is a step up on its day."""
    start = path.start_on
    if path.shape is Shape.LEVEL:
        return [(start, path.goal), (path.due_on, path.goal)]
    if path.whole and abs(path.goal - path.base) <= MOST_STEPS:
        return _steps_of(path)
    corners = [(start, path.base if path.points else planned(path, start))]
    for point in path.points:
        if path.shape is Shape.MILESTONES:
            corners.append((point.on, corners[-1][1]))
        corners.append((point.on, point.figure))
    if corners[-1][0] < path.due_on or corners[-1][1] != path.goal:
        corners.append((path.due_on, path.goal))
    return corners


def _steps_of(path: Path) -> list[tuple[date, float]]:
    """A path of few whole things: a step up on each day on which one more is planned."""
    corners = [(path.start_on, planned(path, path.start_on))]
    for number in range(1, (path.due_on - path.start_on).days + 1):
        on = path.start_on + timedelta(days=number)
        figure = planned(path, on)
        if figure != corners[-1][1]:
            corners += [(on, corners[-1][1]), (on, figure)]
    return corners if corners[-1][0] == path.due_on else [*corners, (path.due_on, path.goal)]


def _day_ticks(plane: _Plane) -> Iterator[Tick]:
    """The first day of months, as many as can be read."""
    months = (plane.last.year - plane.first.year) * 12 + plane.last.month - plane.first.month + 1
    every = next(each for each in (1, 2, 3, 6, 12, 120) if months / each <= 12)
    day, count = plane.first.replace(day=1), 0
    while day <= plane.last:
        if day >= plane.first and count % every == 0:
            yield Tick(plane.x(day), day, is_last=(plane.last - day).days < 20)
        count += 1
        day = (day + timedelta(days=32)).replace(day=1)


def _figure_ticks(plane: _Plane) -> Iterator[Tick]:
    for step in range(STEPS + 1):
        figure = plane.low + (plane.high - plane.low) * step / STEPS
        yield Tick(plane.y(figure), figure=round(figure, 2))


def _rows(path: Path, stands: Sequence[StandAt], today: date) -> Iterator[Row]:
    """Every node, every report, and today, in the order of time."""
    names = {point.on: point.name for point in path.points}
    reported = {each.on: each.figure for each in stands if each.kind == "reported"}
    verified = {each.on: each.figure for each in stands if each.kind == "verified"}
    days = {path.start_on, path.due_on, *names, *reported, *verified}
    if path.start_on <= today <= path.due_on:
        days.add(today)
    for on in sorted(days):
        yield Row(on, planned(path, on), names.get(on, ""), reported.get(on), verified.get(on))
