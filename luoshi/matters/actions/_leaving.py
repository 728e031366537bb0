"""Many matters go up at once: the same as ending a step and beginning the next, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from luoshi.matters.actions._ticking import build_clock, end_waiting, limits_started, save_clocks, show_due
from luoshi.matters.choices import IncidentKind, OutcomeChoice, Status
from luoshi.matters.clocks import Rung
from luoshi.matters.escalation import Because, Escalate
from luoshi.matters.models import Clock, Incident, Involvement, Matter, Step
from luoshi.mechanisms.stages import Start
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
    clocks, incidents = [], []
    for step in steps:
        matter, mechanism = step.matter, step.matter.mechanism
        try:
            clocks += [
                build_clock(matter, step, limit, at, calendar, mechanism)
                for limit in limits_started(mechanism, matter, step.stage, Start.DISPATCH, at)
            ]
        except CalendarEnds:
            kind = IncidentKind.CALENDAR_ENDS
            incidents.append(Incident(matter=matter, kind=kind, stage=step.stage, at=at))
    return clocks, incidents
