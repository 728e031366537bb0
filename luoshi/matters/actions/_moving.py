"""From step to step: ending one, beginning the next, closing. Called with the matter locked; the caller saves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.matters.choices import ClockState, OutcomeChoice, Status
from luoshi.matters.errors import NobodyThere
from luoshi.matters.escalation import find_handler
from luoshi.matters.models import Clock, Involvement, Matter, Step
from luoshi.matters.placing import load_line
from luoshi.mechanisms.stages import OutcomeKind, Purpose, Start
from luoshi.people.models import Organisation, User
from luoshi.workdays import Calendar, add_months, day_of

from luoshi.matters.actions._sources import write_back  # isort: skip
from luoshi.matters.actions._ticking import end_clocks, show_due, start_clocks, stop_all  # isort: skip


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
    step.ended_at, step.ended_by, step.outcome = ending.at, ending.by, ending.outcome
    step.why, step.because = ending.why, ending.because
    step.save(update_fields=["ended_at", "ended_by", "outcome", "why", "because"])
    waiting = step.clocks.filter(state__in=(ClockState.RUNNING, ClockState.PAUSED))
    waiting.filter(purpose=Purpose.HANDLE).update(
        state=ClockState.DONE, ended_at=ending.at, next_at=None, next_number=None
    )
    waiting.update(state=ClockState.STOPPED, ended_at=ending.at, next_at=None, next_number=None)


def begin_step(
    matter: Matter, stage: str, organisation_id: int, at: datetime, by: User | None, calendar: Calendar
) -> Step:
    """The next step at a stage with an organisation; dispatch starts its clocks."""
    matter.step_count += 1
    matter.stage, matter.organisation_id, matter.status = stage, organisation_id, Status.OPEN
    step = Step.objects.create(
        matter=matter,
        number=matter.step_count,
        stage=stage,
        organisation_id=organisation_id,
        dispatched_at=at,
        dispatched_by=by,
    )
    involve(matter, organisation_id)
    show_due(matter, start_clocks(matter, step, Start.DISPATCH, at, calendar))
    return step


def involve(matter: Matter, organisation_id: int) -> None:
    """Let an organisation see the matter from now on."""
    new = {"desk": matter.desk, "is_live": matter.is_live}
    Involvement.objects.get_or_create(matter=matter, organisation_id=organisation_id, defaults=new)


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
    before = matter.steps.filter(stage=stage).order_by("-number").select_related("organisation").first()
    if before is not None and before.organisation.is_open(on):
        return before.organisation_id
    wanted = matter.mechanism.stage(stage)
    found = find_handler(wanted, load_line(matter.organisation_id or matter.place_id, matter.place_id, on))
    if found.id is None:
        raise NobodyThere(stage, wanted.seat)
    return found.id


def close(
    matter: Matter, step: Step | None, kind: OutcomeKind, result_class: str, at: datetime, calendar: Calendar
) -> None:
    """The end: the result, how long the file is kept, the clocks of what may follow, and word to what opened it."""
    end_clocks(matter, at, Purpose.WHOLE)
    stop_all(matter, at)
    on = day_of(at)
    matter.status, matter.closed_at, matter.due_at = Status.CLOSED, at, None
    matter.result_class, matter.solved, years = result_class, False, 10
    if result_class:
        result = matter.mechanism.result_class(result_class)
        matter.solved, years = result.solved, result.keep_years
    matter.keep_until = add_months(on, years * 12) if years else None
    if kind is OutcomeKind.RESOLVE:
        start_clocks(matter, step, Start.REPLY, at, calendar)
        start_clocks(matter, step, Start.CLOSING, at, calendar)
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
