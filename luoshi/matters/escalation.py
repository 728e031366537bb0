"""What a rung of a clock brings about. Pure: it says what should happen, an action makes it happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from luoshi.matters.clocks import Rung
from luoshi.mechanisms.stages import WINDOWS, Mechanism, Overdue, Purpose, Stage, Tier


class Because(StrEnum):
    """Why something happened by itself."""

    NEAR = "near"
    OVERDUE = "overdue"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Warn:
    """Tell the handler that time runs short."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A right was not used; its clock is over."""


@dataclass(frozen=True, slots=True)
class MarkOverdue:
    """The time is over and the matter stays; whoever stands over the handler is told."""


@dataclass(frozen=True, slots=True)
class Escalate:
    """The time is over and the matter goes up to a stage, with an organisation; None is an incident."""

    to: str
    organisation_id: int | None
    closed: bool = False  # was there one, but closed?


Effect = Warn | Lapse | MarkOverdue | Escalate


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation in the line from where a matter stands up to the root."""

    id: int
    kind: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """The organisations from the handler (or the matter's place) upwards, and the seats that places filled."""

    places: tuple[Place, ...]
    seats: Mapping[tuple[str, int], Place]  # (seat, government) → who fills it


@dataclass(frozen=True, slots=True)
class Found:
    """Who handles a stage; ``closed`` if the only one there is no longer exists."""

    id: int | None
    closed: bool = False


def effect_of(mechanism: Mechanism, purpose: Purpose, stage: str, rung: Rung, line: Line) -> Effect:
    """What a rung brings about for a matter at ``stage``."""
    if rung is Rung.WARN:
        return Warn()
    if purpose in WINDOWS:
        return Lapse()
    here = mechanism.by_name.get(stage)
    if here is None or purpose is not Purpose.HANDLE or here.overdue is not Overdue.ESCALATE:
        return MarkOverdue()
    to = mechanism.higher(stage)
    found = find_handler(mechanism.stage(to), line)
    return Escalate(to, found.id, found.closed)


def find_handler(stage: Stage, line: Line) -> Found:
    """Who handles a stage, seen from a line of organisations.

    A filled seat goes first, the nearest government's. Else the nearest organisation of the stage's tier. Which of
    many departments it is nobody can tell from the line: there it needs a seat, or somebody who chooses.
    """
    closed = False
    for place in line.places if stage.seat else ():
        holder = line.seats.get((stage.seat, place.id))
        if holder is not None and holder.is_open:
            return Found(holder.id)
        closed = closed or holder is not None
    for place in line.places if stage.tier not in (None, Tier.DEPARTMENT) else ():
        if place.kind != stage.tier:
            continue
        if place.is_open:
            return Found(place.id)
        closed = True
    return Found(None, closed)


def line_of(parents: Mapping[int, tuple[int | None, str, bool]], start: int) -> tuple[Place, ...]:
    """The line from ``start`` to the root, out of a table id → (parent, kind, is open)."""
    places: list[Place] = []
    here: int | None = start
    while here is not None and len(places) < len(parents) + 1:
        parent, kind, is_open = parents[here]
        places.append(Place(here, kind, is_open))
        here = parent
    return tuple(places)
