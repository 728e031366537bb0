"""From step to step: ending one, beginning the next, closing. Called with the matter locked; the caller saves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.matters.choices import ClockState, OutcomeChoice, Status
from luoshi.matters.errors import NobodyThere
from luoshi.matters.escalation import find_handler
from luoshi.matters.models import Clock, Involvement, Matter, Step
from luoshi.matters.placing import handled_before, load_line
from luoshi.mechanisms.stages import OutcomeKind, Purpose, Start
from luoshi.people.models import Organisation, User
from luoshi.workdays import Calendar, add_months, day_of

from luoshi.matters.actions._rows import insert_missing, insert_rows, update_rows  # isort: skip
from luoshi.matters.actions._sources import write_back  # isort: skip
from luoshi.matters.actions._ticking import build_clocks, end_waiting, save_clocks, show_due, start_clocks  # isort: skip

# What a step may change of its matter.
MOVED = ("status", "stage", "organisation", "step_count", "return_count", "due_at")
ENDED = ("status", "due_at", "result_class", "solved", "closed_at", "keep_until")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a step ends, and through whom; ``by`` None and ``because`` set: by itself."""

    outcome: str
    at: datetime
    by: User | None = None
    why: str = ""
    because: str = ""


def end_step(step: Step, ending: Ending) -> None:
    """Close a step and the clocks that belong to it alone."""
    write_ending(step, ending)
    end_waiting("step", [step.pk], ending.at)


def write_ending(step: Step, ending: Ending) -> None:
    """Close a step; its clocks end with those of the matter."""
    step.ended_at, step.ended_by, step.outcome = ending.at, ending.by, ending.outcome
    step.why, step.because = ending.why, ending.because
    update_rows([step], ("ended_at", "ended_by", "outcome", "why", "because"))


def begin_step(
    matter: Matter, stage: str, organisation_id: int, at: datetime, by: User | None, calendar: Calendar
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
    insert_rows([step])
    involve(matter, organisation_id)
    show_due(matter, start_clocks(matter, step, Start.DISPATCH, at, calendar))
    return step


def involve(matter: Matter, organisation_id: int) -> None:
    """Let an organisation see the matter from now on."""
    new = Involvement(matter=matter, organisation_id=organisation_id, desk=matter.desk, is_live=matter.is_live)
    insert_missing([new])


def show_live(matter: Matter) -> None:
    """Let the desks of all involved know that the matter ended, or came back."""
    Involvement.objects.filter(matter=matter).exclude(is_live=matter.is_live).update(is_live=matter.is_live)


def handler_for(matter: Matter, stage: str, chosen: Organisation | None, at: datetime) -> int:
    """Who handles a stage: the one chosen; else who had it there before; else by seat and tier.

    Raises NobodyThere when it has to be chosen.
    """
    on = day_of(at)
    if chosen is not None:
        if not chosen.is_open(on):
            raise NobodyThere(stage)
        return chosen.pk
    before = handled_before(matter.pk, stage, on) if matter.step_count else None
    if before is not None and before.is_open:
        return before.id
    wanted = matter.mechanism.stage(stage)
    found = find_handler(wanted, load_line(matter.organisation_id or matter.place_id, matter.place_id, on, wanted.seat))
    if found.id is None:
        raise NobodyThere(stage, wanted.seat)
    return found.id


def close(
    matter: Matter, step: Step | None, kind: OutcomeKind, result_class: str, at: datetime, calendar: Calendar
) -> None:
    """The end: the result, how long the file is kept, the clocks of what may follow, and word to what opened it.

    What follows by law runs on, whatever becomes of the matter.
    """
    end_waiting("matter", [matter.pk], at)
    on = day_of(at)
    matter.status, matter.closed_at, matter.due_at = Status.CLOSED, at, None
    matter.result_class, matter.solved, years = result_class, False, 10
    if result_class:
        result = matter.mechanism.result_class(result_class)
        matter.solved, years = result.solved, result.keep_years
    matter.keep_until = add_months(on, years * 12) if years else None
    if kind is OutcomeKind.RESOLVE:
        events = (Start.REPLY, Start.CLOSING)
        save_clocks([each for event in events for each in build_clocks(matter, step, event, at, calendar)], at)
    elif kind is OutcomeKind.REJECT:
        start_clocks(matter, step, Start.CLOSING, at, calendar, only=(Purpose.REVIEW,))
    show_live(matter)
    write_back(matter, kind, at)


def stop_afterwards(matter: Matter, at: datetime) -> None:
    """What ran after closing stops when the matter comes back."""
    Clock.objects.filter(matter=matter, step=None, state=ClockState.RUNNING).exclude(purpose=Purpose.FOLLOW_UP).update(
        state=ClockState.STOPPED, ended_at=at, next_at=None, next_number=None
    )


REFUSED = OutcomeChoice.REFUSE.value
