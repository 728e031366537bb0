"""Work at a stage: the way out of it, the first answer, the time it takes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import next_line, record
from luoshi.journal.digests import Json
from luoshi.matters.actions._ahead import BeforeLeaving, look_at_leaving
from luoshi.matters.actions._hand import check_reason, take, take_step
from luoshi.matters.actions._moving import (
    ENDED,
    MOVED,
    Ending,
    begin_step,
    close,
    end_step,
    handler_for,
    write_ending,
)
from luoshi.matters.actions._ticking import end_clocks, limit_of, move_end, rearm, show_due
from luoshi.matters.actions.dispatching import count_return
from luoshi.matters.choices import ClockState, NoteKind, Status, TraceCause
from luoshi.matters.errors import (
    DocumentMissing,
    ExtensionRefused,
    NotAtThisStage,
    NotTheApprover,
    OpinionsMissing,
    PauseRefused,
    StaleStep,
    VisitsMissing,
)
from luoshi.matters.models import Clock, ClockExtension, ClockPause, Matter, Note, Opinion, Step
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import MOVING, Approver, JointMode, Outcome, OutcomeKind, Purpose, Stage
from luoshi.people.abilities import Ability, Role
from luoshi.people.models import Organisation, User
from luoshi.statements import Trip
from luoshi.workdays import Span, Unit

WITH_REASON = frozenset({OutcomeKind.ESCALATE, OutcomeKind.REFER, OutcomeKind.RETURN, OutcomeKind.REJECT,
                         OutcomeKind.WITHDRAW})  # fmt: skip


# Whose agreement is that of a rule's approver. A court's is recorded by whoever may grant time at all.
AGREES = {
    Approver.LEADER: frozenset({Role.LEADER, Role.APPROVER}),
    Approver.SUPERVISOR: frozenset({Role.SUPERVISOR, Role.LEADER, Role.APPROVER}),
    Approver.COURT: frozenset(Role),
}


@transaction.atomic
def take_outcome(
    *,
    by: User,
    matter: Matter,
    kind: OutcomeKind,
    at: datetime,
    to: str = "",
    organisation: Organisation | None = None,
    result_class: str = "",
    why: str = "",
    expected_step: int | None = None,
) -> Matter:
    """Leave the stage by one of its outcomes.

    Raises NotAtThisStage, DocumentMissing, OpinionsMissing, VisitsMissing, NobodyThere, ReasonRequired, StaleStep.
    """
    if kind in WITH_REASON:
        why = check_reason(why)
    locked, step, ahead = look_at_leaving(by, matter, expected_step, at, moves=kind in MOVING)
    stage = locked.mechanism.stage(step.stage)
    outcome = _outcome(locked, stage, kind, to, result_class)
    _check_ready(locked, step, stage, outcome, ahead.owed)
    ending = Ending(kind.value, at, by, why)
    with Trip(ahead.keys) as trip:
        if kind in MOVING:
            _move(locked, step, outcome, organisation, ending, ahead, trip)
        else:
            write_ending(step, ending, trip)
            close(locked, step, kind, result_class, at, ahead.calendar, trip, ahead.merged)
        trip.update([locked], MOVED if kind in MOVING else ENDED)
        data: dict[str, Json] = {"outcome": kind.value, "step": step.number, "stage": step.stage, "to": locked.stage,
                "organisation": locked.organisation_id, "class": result_class}  # fmt: skip
        action = f"matter.{kind.value}"
        trip.add([next_line(by=by, action=action, subject=locked, at=at, why=why, data=data, last=ahead.chain)])
    return locked


def _outcome(matter: Matter, stage: Stage, kind: OutcomeKind, to: str, result_class: str) -> Outcome:
    """The declared outcome that fits: the kind, where it leads, the class and the matter's grade."""
    for each in stage.outcomes:
        fits = each.kind is kind and (not to or each.to == to) and (not each.grades or matter.grade in each.grades)
        if fits and kind is OutcomeKind.RESOLVE and result_class not in (each.classes or ("",)):
            continue
        if fits and kind is not OutcomeKind.PAUSE:
            return each
    raise NotAtThisStage(stage.name, kind)


def _check_ready(matter: Matter, step: Step, stage: Stage, outcome: Outcome, owed: int) -> None:
    """Documents, visits and the others' opinions that an outcome waits for."""
    there = set(matter.documents.values_list("kind", flat=True)) if outcome.documents else set()
    missing = [each.title for each in matter.mechanism.documents if each.name in set(outcome.documents) - there]
    if missing:
        raise DocumentMissing(missing)
    if outcome.kind is not OutcomeKind.RESOLVE:
        return
    if stage.visits and (visits := matter.visits.count()) < stage.visits:
        raise VisitsMissing(stage.visits, visits)
    if not owed:
        return
    waiting = step.opinions.filter(given_at=None).select_related("organisation", "clock")
    silent = [each.organisation for each in waiting if stage.joint is JointMode.ALL or _may_still_speak(each)]
    if silent:
        raise OpinionsMissing(silent)


def _may_still_speak(opinion: Opinion) -> bool:
    """With a lead, an opinion is waited for until its day; silence after that is on record and holds nobody up."""
    return opinion.clock is not None and opinion.clock.overdue_at is None


def _move(
    matter: Matter,
    step: Step,
    outcome: Outcome,
    chosen: Organisation | None,
    ending: Ending,
    ahead: BeforeLeaving,
    trip: Trip,
) -> None:
    stage = outcome.to or step.stage
    if outcome.kind is OutcomeKind.REFER and chosen is None and not outcome.to:
        raise NotAtThisStage(step.stage, outcome.kind)
    organisation = handler_for(matter, stage, chosen, ending.at, ahead.ways)
    end_step(step, ending, trip)
    if outcome.kind is OutcomeKind.RETURN:
        count_return(matter, ending.at)
    begin_step(matter, stage, organisation, ending.at, ending.by, ahead.calendar, trip)


@transaction.atomic
def answer_party(*, by: User, matter: Matter, text: str, at: datetime) -> Note:
    """Tell the party something; the first time ends the clock of the first answer."""
    text, (locked, step) = check_reason(text), take_step(by, matter, paused=True)
    note = Note.objects.create(matter=locked, kind=NoteKind.TO_PARTY, text=text, by=by, at=at)
    end_clocks(locked, at, Purpose.ANSWER, step=step)
    if locked.answered_at is None:
        locked.answered_at = at
        locked.save(update_fields=["answered_at"])
    record(by=by, action="matter.answered", subject=locked, at=at, data={"note": note.pk, "step": step.number})
    return note


@transaction.atomic
def pause_matter(
    *, by: User, matter: Matter, reason: str, at: datetime, caused_by: str = "", expected_step: int | None = None
) -> Matter:
    """Stop every clock whose rule allows this reason; that of handling must be among them, and not yet overdue.

    Raises PauseRefused with the reasons that are allowed, NotAtThisStage where nothing is ever paused.
    """
    locked, step = take_step(by, matter, expected_step, paused=True)
    if locked.status == Status.PAUSED:
        return locked
    if locked.mechanism.stage(step.stage).outcome(OutcomeKind.PAUSE) is None:
        raise NotAtThisStage(step.stage, OutcomeKind.PAUSE)
    clocks = list(locked.clocks.filter(state=ClockState.RUNNING, overdue_at=None).select_related("step"))
    allowed = {clock.pk: limit_of(clock, locked.mechanism, locked).pauses for clock in clocks}
    stopping = [clock for clock in clocks if reason in allowed[clock.pk]]
    handling = [clock for clock in clocks if clock.purpose == Purpose.HANDLE]
    if not any(clock.purpose == Purpose.HANDLE for clock in stopping):
        raise PauseRefused(reason, sorted({word for clock in handling for word in allowed[clock.pk]}))
    for clock in stopping:
        ClockPause.objects.create(clock=clock, since=at, reason=reason, caused_by=caused_by, by=by)
        clock.state, clock.next_at, clock.next_number = ClockState.PAUSED, None, None
        clock.due_on = clock.ends_at = None
        clock.save(update_fields=["state", "next_at", "next_number", "due_on", "ends_at"])
    locked.status, locked.due_at = Status.PAUSED, None
    locked.save(update_fields=["status", "due_at"])
    data: dict[str, Json] = {
        "step": step.number,
        "caused_by": caused_by,
        "clocks": [clock.purpose for clock in stopping],
    }
    record(by=by, action="matter.paused", subject=locked, at=at, why=reason, data=data)
    return locked


@transaction.atomic
def resume_matter(*, by: User, matter: Matter, at: datetime) -> Matter:
    """Let the clocks run on; the time between does not count."""
    locked, step = take_step(by, matter, paused=True)
    if locked.status != Status.PAUSED:
        raise StaleStep(locked)
    calendar = current_calendar()
    clocks = list(locked.clocks.filter(state=ClockState.PAUSED).select_related("step"))
    for clock in clocks:
        clock.pauses.filter(until=None).update(until=at)
        move_end(clock, rearm(clock, locked, calendar), TraceCause.RESUMED, at)
    locked.status = Status.OPEN
    show_due(locked, locked.clocks.filter(state=ClockState.RUNNING, step=step))
    locked.save(update_fields=["status", "due_at"])
    record(by=by, action="matter.resumed", subject=locked, at=at, data={"step": step.number})
    return locked


@transaction.atomic
def grant_time(*, by: User, clock: Clock, length: int, why: str, at: datetime) -> Clock:
    """Grant an extension within what the rule allows, once. The last day moves with a trace; the first stays kept.

    Raises ExtensionRefused, and NotTheApprover for whoever is not the one whom the rule names.
    """
    why = check_reason(why)
    locked = take(by, Ability.GRANT_TIME, clock.matter)
    fresh = Clock.objects.select_related("step").get(pk=clock.pk)
    grant = limit_of(fresh, locked.mechanism, locked).extension
    if grant is None or fresh.state != ClockState.RUNNING or fresh.overdue_at is not None:
        raise ExtensionRefused(0, fresh.purpose)
    if not 1 <= length <= grant.span.length or fresh.extensions.exists():
        raise ExtensionRefused(grant.span.length, grant.span.unit.value)
    if not by.roles & AGREES[grant.approver]:
        raise NotTheApprover(grant.approver)
    span = Span(length, Unit(grant.span.unit))
    ClockExtension.objects.create(clock=fresh, length=span.length, unit=span.unit.value, why=why, by=by, at=at)
    move_end(fresh, rearm(fresh, locked, current_calendar()), TraceCause.EXTENDED, at)
    if fresh.purpose == Purpose.HANDLE:
        locked.due_at = fresh.ends_at
        locked.save(update_fields=["due_at"])
    data: dict[str, Json] = {"clock": fresh.pk, "length": length, "unit": span.unit.value, "due_on": str(fresh.due_on),
            "notify": grant.notify}  # fmt: skip
    record(by=by, action="matter.extended", subject=locked, at=at, why=why, data=data)
    return fresh
