"""Starting, moving and ending clocks in the database. Each change of a last day leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from django.db import connection

from luoshi.matters.choices import OPEN_CLOCKS, ClockState, TraceCause
from luoshi.matters.clocks import Armed, arm_clock
from luoshi.matters.models import Clock, ClockTrace, Matter, Step
from luoshi.mechanisms.stages import STEP_PURPOSES, Mechanism, Purpose, StageLimit, Start
from luoshi.statements import Statement, Trip
from luoshi.workdays import Calendar, Extension, Pause, Unit, day_of

END = ("due_on", "ends_at", "provisional", "calendar_version", "rungs", "next_at", "next_number", "state")
_END = """
UPDATE matters_clock SET state = CASE WHEN purpose IN ('handle', 'whole') THEN 'done' ELSE 'stopped' END,
ended_at = %s, next_at = NULL, next_number = NULL
WHERE {column}_id IN ({keys}) AND state IN ('running', 'paused') AND purpose <> 'follow_up'
"""


def limits_started(mechanism: Mechanism, matter: Matter, stage: str, start: Start, at: datetime) -> list[StageLimit]:
    """Every limit that this event starts for a matter at this stage. Opinions start when they are asked for."""
    on = day_of(at)
    found = [
        limit
        for purpose in STEP_PURPOSES
        if purpose is not Purpose.OPINION
        and (limit := mechanism.limit_for(purpose, stage, matter.grade, on))
        and limit.starts is start
    ]
    for purpose in (Purpose.WHOLE, Purpose.FEEDBACK, Purpose.REVIEW, Purpose.VISIT):
        limit = mechanism.limit_for(purpose, "", matter.grade, on)
        if limit and limit.starts is start:
            found.append(limit)
    return [*found, *mechanism.follow_ups(start)]


def build_clock(
    matter: Matter, step: Step | None, limit: StageLimit, at: datetime, calendar: Calendar, mechanism: Mechanism
) -> Clock:
    """A clock that runs from ``at``, not yet saved."""
    return wind_clock(matter, step, limit, at, arm_clock(limit, at, calendar, mechanism.warnings))


def wind_clock(matter: Matter, step: Step | None, limit: StageLimit, at: datetime, armed: Armed) -> Clock:
    """A clock whose end is known, not yet saved."""
    clock = Clock(
        matter=matter,
        step=step if limit.purpose in STEP_PURPOSES else None,
        purpose=limit.purpose.value,
        name=limit.name,
        organisation_id=step.organisation_id if step else None,
        started_at=at,
        state=ClockState.RUNNING,
    )
    set_end(clock, armed)
    return clock


def set_end(clock: Clock, armed: Armed) -> None:
    """Put the end and the next rung into the row."""
    clock.due_on, clock.ends_at = armed.due.on, armed.due.ends_at
    clock.provisional = armed.due.is_provisional
    clock.calendar_version = armed.due.working.calendar_version
    clock.rungs = [[each.number, each.kind.value, each.at.isoformat()] for each in armed.rungs]
    clock.look_ahead(armed.rungs)


def save_clocks(clocks: Sequence[Clock], at: datetime, trip: Trip) -> None:
    """All new clocks at once, each with its first trace."""
    trip.insert(clocks)
    started = TraceCause.STARTED.value
    trip.add_plain(ClockTrace, [(each.pk, at, None, each.due_on, started, each.calendar_version) for each in clocks])


def start_clocks(
    matter: Matter, step: Step | None, start: Start, at: datetime, calendar: Calendar, *, only: Iterable[Purpose] = ()
) -> list[Clock]:
    """Every clock that this event starts, saved."""
    clocks = build_clocks(matter, step, start, at, calendar, only=only)
    with Trip() as trip:
        save_clocks(clocks, at, trip)
    return clocks


def build_clocks(
    matter: Matter, step: Step | None, start: Start, at: datetime, calendar: Calendar, *, only: Iterable[Purpose] = ()
) -> list[Clock]:
    """Every clock that this event starts, not yet saved."""
    mechanism, wanted = matter.mechanism, set(only)
    stage = step.stage if step else ""
    limits = limits_started(mechanism, matter, stage, start, at) if stage else _stageless(mechanism, matter, start, at)
    return [
        build_clock(matter, step, limit, at, calendar, mechanism)
        for limit in limits
        if not wanted or limit.purpose in wanted
    ]


def _stageless(mechanism: Mechanism, matter: Matter, start: Start, at: datetime) -> list[StageLimit]:
    limit = mechanism.limit_for(Purpose.WHOLE, "", matter.grade, day_of(at))
    return [limit] if limit and limit.starts is start else []


def limit_of(clock: Clock, mechanism: Mechanism, matter: Matter) -> StageLimit:
    """The rule a clock runs by: that of the matter's own version, in force when the clock started."""
    on = day_of(clock.started_at)
    if clock.purpose == Purpose.FOLLOW_UP:
        return next(each for each in mechanism.limits if each.name == clock.name)
    stage = clock.step.stage if clock.step_id and clock.step else ""
    found = mechanism.limit_for(Purpose(clock.purpose), stage, matter.grade, on)
    if found is None:
        raise LookupError(f"clock {clock.pk} has no rule")
    return found


def rearm(clock: Clock, matter: Matter, calendar: Calendar, *, until: datetime | None = None) -> Armed:
    """What the clock's end is by this calendar, with its pauses and extensions. An open pause is closed ``until``."""
    mechanism = matter.mechanism
    return arm_clock(
        limit_of(clock, mechanism, matter),
        clock.started_at,
        calendar,
        mechanism.warnings,
        pauses=[Pause(each.since, each.until or until, each.reason, each.caused_by) for each in clock.pauses.all()],
        extensions=[
            Extension(each.length, Unit(each.unit), each.why, str(each.by), day_of(each.at))
            for each in clock.extensions.select_related("by")
        ],
    )


def move_end(clock: Clock, armed: Armed, cause: TraceCause, at: datetime) -> None:
    """Give a running clock another end and say why. A clock already overdue is not made younger by a new calendar."""
    before = clock.due_on
    set_end(clock, armed)
    clock.state = ClockState.RUNNING
    trace = ClockTrace(clock=clock, at=at, before_on=before, after_on=clock.due_on, cause=cause)
    trace.calendar_version = clock.calendar_version
    with Trip() as trip:
        trip.update([clock], END)
        trip.add([trace])


def end_clocks(matter: Matter, at: datetime, *purposes: Purpose, step: Step | None = None, done: bool = True) -> None:
    """End the open clocks of these purposes (all, if none are named)."""
    clocks = Clock.objects.filter(matter=matter, state__in=OPEN_CLOCKS)
    if purposes:
        clocks = clocks.filter(purpose__in=[each.value for each in purposes])
    if step is not None:
        clocks = clocks.filter(step=step)
    clocks.update(state=ClockState.DONE if done else ClockState.STOPPED, ended_at=at, next_at=None, next_number=None)


def end_waiting(column: Literal["step", "matter"], keys: Sequence[int], at: datetime, trip: Trip) -> None:
    """End the open clocks of these steps or matters: handling is done, all else is no longer needed.

    Of a matter the time for the whole is done with it; what follows by law runs on, whatever becomes of the matter.
    """
    moment = Clock._meta.get_field("ended_at").get_db_prep_value(at, connection)
    text = _END.format(column=column, keys=", ".join(["%s"] * len(keys)))
    trip.run(Statement(text, [moment, *keys], is_frequent=len(keys) == 1))


def show_due(matter: Matter, clocks: Iterable[Clock]) -> None:
    """The matter's own last moment is that of its handling."""
    ends = [clock.ends_at for clock in clocks if clock.purpose == Purpose.HANDLE and clock.ends_at]
    matter.due_at = min(ends) if ends else None


def stop_all(matter: Matter, at: datetime) -> None:
    """Stop every open clock but those of what follows by law, whatever becomes of the matter."""
    clocks = Clock.objects.filter(matter=matter, state__in=OPEN_CLOCKS).exclude(purpose=Purpose.FOLLOW_UP)
    clocks.update(state=ClockState.STOPPED, ended_at=at, next_at=None, next_number=None)
