"""After closing: what the party answers, redoing, review, and what is merged or put right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, lock, take
from luoshi.matters.actions._moving import Ending, begin_step, end_step, involve, show_live, stop_afterwards
from luoshi.matters.actions._sources import open_again
from luoshi.matters.actions._ticking import stop_all
from luoshi.matters.choices import ClockState, IncidentKind, OutcomeChoice, Status
from luoshi.matters.errors import MatterClosed, NotAtThisStage, StaleStep, WindowClosed
from luoshi.matters.escalation import Found, find_handler
from luoshi.matters.models import Clock, Feedback, Incident, Matter, Note, Step
from luoshi.matters.placing import load_line
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import Mechanism, Purpose
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.statements import Trip
from luoshi.workdays import day_of

HIGHER = "higher"


@transaction.atomic
def give_feedback(*, by: User | None, matter: Matter, answer: str, at: datetime, text: str = "") -> Feedback:
    """What the party says of the result; ``by`` None is the party itself, else who took it down.

    An answer that the mechanism does not leave at that brings the matter back. Raises MatterClosed for one that is
    open, WindowClosed after the time for it, NotAtThisStage for an answer that is not on the scale.
    """
    locked = lock(matter)
    if by is not None:
        require(by, Ability.CALL_BACK, locked)
    declared = locked.mechanism.feedback
    if locked.status != Status.CLOSED or declared is None:
        raise MatterClosed(locked)
    if answer not in declared.scale:
        raise NotAtThisStage(locked.stage, answer)
    _use_window(locked, Purpose.FEEDBACK, at)
    step = _last_step(locked)
    if Feedback.objects.filter(step=step).exists():
        raise WindowClosed(None)
    made = Feedback.objects.create(matter=locked, step=step, answer=answer, text=text.strip(), at=at, by=by)
    locked.feedback = answer
    record(by=by, action="matter.feedback", subject=locked, at=at, data={"answer": answer, "step": step.number})
    if answer in declared.redo and locked.redo_count < declared.most:
        locked.redo_count += 1
        _bring_back(locked, step, _redo_stage(locked.mechanism, step, declared.redo_to), at, by, answer)
    locked.save()
    return made


@transaction.atomic
def ask_review(*, by: User | None, matter: Matter, why: str, at: datetime) -> Matter:
    """The party asks the next tier to look at it: a step of its own, with its own clock. Once, and in time."""
    why, locked = check_reason(why), lock(matter)
    if by is not None:
        require(by, Ability.CALL_BACK, locked)
    to = locked.mechanism.reopens_to
    if locked.status != Status.CLOSED or not to:
        raise MatterClosed(locked)
    if locked.steps.filter(stage=to).exists():
        raise NotAtThisStage(to, Purpose.REVIEW)
    _use_window(locked, Purpose.REVIEW, at)
    record(by=by, action="matter.review_asked", subject=locked, at=at, why=why, data={"stage": to})
    _bring_back(locked, _last_step(locked), to, at, by, Purpose.REVIEW)
    locked.save()
    return locked


@transaction.atomic
def reopen_matter(*, by: User, matter: Matter, why: str, at: datetime) -> Matter:
    """A supervisor reopens a closed matter at the stage where it was closed."""
    why, locked = check_reason(why), lock(matter)
    require(by, Ability.REOPEN, locked)
    if locked.status != Status.CLOSED:
        raise StaleStep(locked)
    step = _last_step(locked)
    record(by=by, action="matter.reopened", subject=locked, at=at, why=why, data={"stage": step.stage})
    _bring_back(locked, step, step.stage, at, by, "reopened")
    locked.save()
    return locked


def _use_window(matter: Matter, purpose: Purpose, at: datetime) -> None:
    """Use up the window of a right, if the mechanism has one. Raises WindowClosed after it."""
    if matter.mechanism.limit_for(purpose, "", matter.grade, None) is None:
        return
    window = matter.clocks.filter(purpose=purpose).order_by("-pk").first()
    if window is None or window.state != ClockState.RUNNING or (window.ends_at and at >= window.ends_at):
        raise WindowClosed(window.ends_at if window else None)
    Clock.objects.filter(pk=window.pk).update(state=ClockState.DONE, ended_at=at, next_at=None, next_number=None)


def _last_step(matter: Matter) -> Step:
    return matter.steps.order_by("-number").select_related("organisation")[0]


def _redo_stage(mechanism: Mechanism, step: Step, redo_to: str) -> str:
    """Where it is done again: a stage, the next one up (the same at the top), or where it was closed."""
    if redo_to == HIGHER:
        return mechanism.higher(step.stage) or step.stage
    return redo_to or step.stage


def _bring_back(matter: Matter, last: Step, stage: str, at: datetime, by: User | None, because: str) -> None:
    """A further step. If nobody can be found the matter waits for dispatch, with an incident: it is never lost."""
    stop_afterwards(matter, at)
    open_again(matter, at)
    matter.closed_at = matter.keep_until = matter.solved = None
    matter.result_class = ""
    found = _who_again(matter, last, stage, at)
    if found.id is not None:
        with Trip() as trip:
            begin_step(matter, stage, found.id, at, by, current_calendar(), trip)
            show_live(matter, trip)
        data: dict[str, Json] = {
            "stage": stage,
            "organisation": found.id,
            "step": matter.step_count,
            "because": because,
        }
        record(by=by, action="matter.redone", subject=matter, at=at, data=data)
        return
    matter.status, matter.stage, matter.organisation = Status.RECEIVED, stage, None
    with Trip() as trip:
        show_live(matter, trip)
    kind = IncidentKind.SUPERIOR_CLOSED if found.closed else IncidentKind.NO_SUPERIOR
    Incident.objects.create(matter=matter, kind=kind, stage=stage, at=at)


def _who_again(matter: Matter, last: Step, stage: str, at: datetime) -> Found:
    """Where a seat does not say who, the organisation that last had it at this tier; else by seat and tier."""
    mechanism, on = matter.mechanism, day_of(at)
    wanted = mechanism.stage(stage)
    for step in matter.steps.order_by("-number").select_related("organisation"):
        same = wanted.tier is not None and wanted.tier == mechanism.stage(step.stage).tier and not wanted.seat
        if (step.stage == stage or same) and step.organisation.is_open(on):
            return Found(step.organisation_id)
    return find_handler(wanted, load_line(last.organisation_id, matter.place_id, on, wanted.seat))


@transaction.atomic
def merge_matters(*, by: User, matter: Matter, into: Matter, why: str, at: datetime) -> Matter:
    """Put a duplicate into another matter of the same government. It keeps its code, which leads there."""
    why = check_reason(why)
    first, second = sorted((matter, into), key=lambda each: each.pk)
    lock(first), lock(second)
    gone = take(by, Ability.DISPATCH, matter)
    kept = take(by, Ability.DISPATCH, into)
    if gone.pk == kept.pk or gone.government_id != kept.government_id or kept.parent_id == gone.pk:
        raise NotAtThisStage(gone.stage, "merge")
    with Trip() as trip:
        for step in gone.steps.filter(ended_at=None):
            end_step(step, Ending(OutcomeChoice.MERGE.value, at, by, why), trip)
    stop_all(gone, at)
    gone.status, gone.merged_into, gone.due_at, gone.closed_at = Status.MERGED, kept, None, at
    gone.save()
    with Trip() as trip:
        show_live(gone, trip)
        for organisation in gone.involvements.values_list("organisation_id", flat=True):
            involve(kept, organisation, trip)
    record(by=by, action="matter.merged", subject=gone, at=at, why=why, data={"into": kept.pk})
    record(by=by, action="matter.took_in", subject=kept, at=at, why=why, data={"from": gone.pk})
    return gone


@transaction.atomic
def hear_party(*, matter: Matter, text: str, at: datetime) -> Note:
    """Words of the party to an open matter, through the public door. Raises MatterClosed after closing."""
    text, locked = check_reason(text), lock(matter)
    if not locked.is_live:
        raise MatterClosed(locked)
    note = Note.objects.create(matter=locked, kind="from_party", text=text, by=None, at=at)
    record(by=None, action="matter.heard", subject=locked, at=at, data={"note": note.pk})
    return note
