"""Many matters go up at once: the same as ending a step and beginning the next, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from luoshi.matters.actions._ticking import end_waiting, limits_started, save_clocks, show_due, wind_clock
from luoshi.matters.choices import IncidentKind, OutcomeChoice, Status
from luoshi.matters.clocks import Armed, Rung, arm_clock
from luoshi.matters.escalation import Because, Escalate
from luoshi.matters.models import Clock, Incident, Involvement, Matter, Step
from luoshi.mechanisms.stages import StageLimit, Start
from luoshi.statements import Trip
from luoshi.workdays import Calendar, CalendarEnds


@dataclass(frozen=True, slots=True)
class Climb:
    """One rung of one clock that is climbed now."""

    clock: Clock
    matter: Matter
    number: int
    rung: Rung
    due_at: datetime


def write_escalations(
    escalations: Sequence[tuple[Climb, Escalate]], at: datetime, calendar: Calendar, trip: Trip
) -> int:
    """End the steps, begin the next, start their clocks. Returns how many have no clock, each with an incident."""
    if not escalations:
        return 0
    _end_steps([climb.clock.step for climb, _ in escalations if climb.clock.step], at, trip)
    steps = [_next_step(climb.matter, effect, at) for climb, effect in escalations]
    trip.insert(steps)
    trip.add_missing(
        [Involvement(matter=step.matter, organisation_id=step.organisation_id, desk=step.matter.desk) for step in steps]
    )
    clocks, incidents = _clocks(steps, at, calendar)
    save_clocks(clocks, at, trip)
    trip.add(incidents)
    of_matter = defaultdict(list)
    for clock in clocks:
        of_matter[clock.matter_id].append(clock)
    for step in steps:
        show_due(step.matter, of_matter[step.matter_id])
    trip.update([step.matter for step in steps], ["step_count", "stage", "organisation", "status", "due_at"])
    return len(incidents)


def _end_steps(steps: Sequence[Step], at: datetime, trip: Trip) -> None:
    for step in steps:
        step.ended_at, step.outcome, step.because = at, OutcomeChoice.ESCALATE.value, Because.OVERDUE.value
    trip.update(steps, ["ended_at", "outcome", "because"])
    end_waiting("step", [step.pk for step in steps], at, trip)


def _next_step(matter: Matter, effect: Escalate, at: datetime) -> Step:
    matter.step_count += 1
    matter.stage, matter.status = effect.to, Status.OPEN
    organisation_id = matter.organisation_id = effect.organisation_id
    if organisation_id is None:
        raise ValueError("an escalation without an organisation is an incident")
    return Step(
        matter=matter,
        number=matter.step_count,
        stage=effect.to,
        organisation_id=organisation_id,
        dispatched_at=at,
    )


def _clocks(steps: Sequence[Step], at: datetime, calendar: Calendar) -> tuple[list[Clock], list[Incident]]:
    """All start at the same moment, so those of one stage end at the same moment: it is counted once."""
    clocks, incidents = [], []
    ends: dict[tuple[int, str, str], list[tuple[StageLimit, Armed]] | None] = {}
    for step in steps:
        matter = step.matter
        alike = matter.version_id, step.stage, matter.grade
        if alike not in ends:
            ends[alike] = _ends(step, at, calendar)
        armed = ends[alike]
        if armed is None:
            kind = IncidentKind.CALENDAR_ENDS
            incidents.append(Incident(matter=matter, kind=kind, stage=step.stage, at=at))
        clocks += [wind_clock(matter, step, limit, at, end) for limit, end in armed or ()]
    return clocks, incidents


def _ends(step: Step, at: datetime, calendar: Calendar) -> list[tuple[StageLimit, Armed]] | None:
    """The limits that start, each with its end; None where the calendar does not reach so far."""
    mechanism = step.matter.mechanism
    limits = limits_started(mechanism, step.matter, step.stage, Start.DISPATCH, at)
    try:
        return [(limit, arm_clock(limit, at, calendar, mechanism.warnings)) for limit in limits]
    except CalendarEnds:
        return None
