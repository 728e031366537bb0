"""From step to step: ending one, beginning the next, closing. Called with the matter locked; the caller saves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from luoshi.matters.choices import ClockState, OutcomeChoice, Status
from luoshi.matters.errors import NobodyThere
from luoshi.matters.escalation import find_handler
from luoshi.matters.models import Clock, Involvement, Matter, Step
from luoshi.matters.placing import ask_before, ask_line, handled_before, line_of_rows
from luoshi.mechanisms.stages import OutcomeKind, Purpose, Start
from luoshi.people.models import Organisation, User
from luoshi.statements import Statement, Trip, ask
from luoshi.workdays import Calendar, add_months, day_of

from luoshi.matters.actions._sources import Rows, write_back  # isort: skip
from luoshi.matters.actions._ticking import build_clocks, end_waiting, save_clocks, show_due  # isort: skip

# What a step may change of its matter.
MOVED = ("status", "stage", "organisation", "step_count", "return_count", "due_at")
ENDED = ("status", "due_at", "result_class", "solved", "closed_at", "keep_until")
_SHOW_LIVE = "UPDATE matters_involvement SET is_live = %s WHERE matter_id = %s AND is_live <> %s"
Ways: TypeAlias = "Sequence[list[tuple[Any, ...]]]"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a step ends, and through whom; ``by`` None and ``because`` set: by itself."""

    outcome: str
    at: datetime
    by: User | None = None
    why: str = ""
    because: str = ""


def end_step(step: Step, ending: Ending, trip: Trip) -> None:
    """Close a step and the clocks that belong to it alone."""
    write_ending(step, ending, trip)
    end_waiting("step", [step.pk], ending.at, trip)


def write_ending(step: Step, ending: Ending, trip: Trip) -> None:
    """Close a step; its clocks end with those of the matter."""
    step.ended_at, step.ended_by, step.outcome = ending.at, ending.by, ending.outcome
    step.why, step.because = ending.why, ending.because
    trip.update([step], ("ended_at", "ended_by", "outcome", "why", "because"))


def begin_step(
    matter: Matter, stage: str, organisation_id: int, at: datetime, by: User | None, calendar: Calendar, trip: Trip
) -> Step:
    """The next step at a stage with an organisation; dispatch starts its clocks."""
    matter.step_count += 1
    matter.stage, matter.organisation_id, matter.status = stage, organisation_id, Status.OPEN
    step = Step(
        matter=matter,
        number=matter.step_count,
        stage=stage,
        organisation_id=organisation_id,
        dispatched_at=at,
        dispatched_by=by,
    )
    trip.insert([step])
    involve(matter, organisation_id, trip)
    clocks = build_clocks(matter, step, Start.DISPATCH, at, calendar)
    save_clocks(clocks, at, trip)
    show_due(matter, clocks)
    return step


def involve(matter: Matter, organisation_id: int, trip: Trip) -> None:
    """Let an organisation see the matter from now on."""
    new = Involvement(matter=matter, organisation_id=organisation_id, desk=matter.desk, is_live=matter.is_live)
    trip.add_missing([new])


def show_live(matter: Matter, trip: Trip) -> None:
    """Let the desks of all involved know that the matter ended, or came back."""
    trip.run(Statement(_SHOW_LIVE, [matter.is_live, matter.pk, matter.is_live], is_frequent=True))


def handler_for(matter: Matter, stage: str, chosen: Organisation | None, at: datetime, ways: Ways | None = None) -> int:
    """Who handles a stage: the one chosen; else who had it there before; else by seat and tier.

    ``ways``: the answers to ``ask_ways``, if they are there. Raises NobodyThere when it has to be chosen.
    """
    on = day_of(at)
    if chosen is not None:
        if not chosen.is_open(on):
            raise NobodyThere(stage)
        return chosen.pk
    before, line = ways or ask(ask_ways(matter.pk, at))
    last = handled_before(before, stage) if matter.step_count else None
    if last is not None and last.is_open:
        return last.id
    wanted = matter.mechanism.stage(stage)
    start = matter.organisation_id or matter.place_id
    found = find_handler(wanted, line_of_rows(line, start, matter.place_id, on, wanted.seat))
    if found.id is None:
        raise NobodyThere(stage, wanted.seat)
    return found.id


def ask_ways(matter_id: int, at: datetime) -> list[Statement]:
    """Asks for whatever ``handler_for`` may need to know."""
    on = day_of(at)
    return [ask_before(matter_id, on), ask_line(matter_id, on)]


def close(
    matter: Matter,
    step: Step | None,
    kind: OutcomeKind,
    result_class: str,
    at: datetime,
    calendar: Calendar,
    trip: Trip,
    merged: Rows | None = None,
) -> None:
    """The end: the result, how long the file is kept, the clocks of what may follow, and word to what opened it.

    What follows by law runs on, whatever becomes of the matter.
    """
    end_waiting("matter", [matter.pk], at, trip)
    on = day_of(at)
    matter.status, matter.closed_at, matter.due_at = Status.CLOSED, at, None
    matter.result_class, matter.solved, years = result_class, False, 10
    if result_class:
        result = matter.mechanism.result_class(result_class)
        matter.solved, years = result.solved, result.keep_years
    matter.keep_until = add_months(on, years * 12) if years else None
    if kind is OutcomeKind.RESOLVE:
        events = (Start.REPLY, Start.CLOSING)
        save_clocks([each for event in events for each in build_clocks(matter, step, event, at, calendar)], at, trip)
    elif kind is OutcomeKind.REJECT:
        save_clocks(build_clocks(matter, step, Start.CLOSING, at, calendar, only=(Purpose.REVIEW,)), at, trip)
    show_live(matter, trip)
    write_back(matter, kind, at, merged)


def stop_afterwards(matter: Matter, at: datetime) -> None:
    """What ran after closing stops when the matter comes back."""
    Clock.objects.filter(matter=matter, step=None, state=ClockState.RUNNING).exclude(purpose=Purpose.FOLLOW_UP).update(
        state=ClockState.STOPPED, ended_at=at, next_at=None, next_number=None
    )


REFUSED = OutcomeChoice.REFUSE.value
