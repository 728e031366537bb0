"""Whose it is: dispatch, signing for it, refusing it, and the ruling that ends a tug-of-war."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, open_step, take, take_step
from luoshi.matters.actions._moving import MOVED, REFUSED, Ending, begin_step, end_step, handler_for
from luoshi.matters.actions._ticking import end_clocks, start_clocks
from luoshi.matters.choices import ClockState, IncidentKind, Status
from luoshi.matters.errors import MatterPaused, NotAtThisStage, Refusal, StaleStep, WindowClosed
from luoshi.matters.models import Incident, Matter, Step
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import Purpose, Start
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User
from luoshi.statements import Trip


@transaction.atomic
def dispatch_matter(
    *,
    by: User,
    matter: Matter,
    at: datetime,
    to: Organisation | None = None,
    stage: str = "",
    expected_step: int | None = None,
) -> Matter:
    """Hand a received matter to whoever handles its stage: the clock starts now. Raises NobodyThere, StaleStep."""
    locked = take(by, Ability.DISPATCH, matter, expected_step)
    if locked.status != Status.RECEIVED:
        raise StaleStep(locked)
    wanted = stage or locked.stage
    if wanted not in locked.mechanism.by_name:
        raise NotAtThisStage(wanted, "dispatch")
    organisation = handler_for(locked, wanted, to, at)
    with Trip() as trip:
        begin_step(locked, wanted, organisation, at, by, current_calendar(), trip)
        trip.update([locked], MOVED)
    _solve_incidents(locked, by, at)
    data: dict[str, Json] = {"stage": wanted, "organisation": organisation, "step": locked.step_count}
    record(by=by, action="matter.dispatched", subject=locked, at=at, data=data)
    return locked


def dispatch_many(
    *, by: User, matters: Sequence[Matter], at: datetime, to: Organisation | None = None
) -> dict[int, Refusal | None]:
    """Each in its own transaction: matter id → None, or why it was not dispatched."""
    results: dict[int, Refusal | None] = {}
    for matter in matters:
        try:
            dispatch_matter(by=by, matter=matter, at=at, to=to)
            results[matter.pk] = None
        except Refusal as refusal:
            results[matter.pk] = refusal
    return results


@transaction.atomic
def sign_matter(*, by: User, matter: Matter, at: datetime, expected_step: int | None = None) -> Step:
    """Sign for it. The clock of handling ran since dispatch; this one says how long signing took."""
    locked, step = take_step(by, matter, expected_step)
    if step.signed_at is not None:
        return step
    step.signed_at, step.signed_by, step.handler = at, by, by
    step.save(update_fields=["signed_at", "signed_by", "handler"])
    end_clocks(locked, at, Purpose.SIGN, step=step)
    calendar = current_calendar()
    start_clocks(locked, step, Start.SIGNING, at, calendar)
    if locked.step_count == 1:
        start_clocks(locked, step, Start.ACCEPTANCE, at, calendar)
    record(by=by, action="matter.signed", subject=locked, at=at, data={"step": step.number})
    return step


@transaction.atomic
def refuse_matter(*, by: User, matter: Matter, why: str, at: datetime, expected_step: int | None = None) -> Step:
    """Say that it is not ours. Only while the window is open, and once a step; a ruling follows."""
    why, (locked, step) = check_reason(why), take_step(by, matter, expected_step)
    window = step.clocks.filter(purpose=Purpose.REFUSE).first()
    if window is None:
        raise NotAtThisStage(step.stage, REFUSED)
    if step.refused_at is not None or window.state != ClockState.RUNNING or (window.ends_at and at >= window.ends_at):
        raise WindowClosed(window.ends_at)
    step.refused_at, step.refused_why = at, why
    step.save(update_fields=["refused_at", "refused_why"])
    end_clocks(locked, at, Purpose.SIGN, Purpose.REFUSE, step=step)
    start_clocks(locked, step, Start.REFUSAL, at, current_calendar())
    record(by=by, action="matter.refused", subject=locked, at=at, why=why, data={"step": step.number})
    return step


@transaction.atomic
def rule_on_refusal(
    *,
    by: User,
    matter: Matter,
    why: str,
    at: datetime,
    to: Organisation | None = None,
    expected_step: int | None = None,
) -> Matter:
    """The last word on whose it is: ``to`` another organisation, or (None) it stays and counts as signed for."""
    why, locked = check_reason(why), take(by, Ability.DISPATCH, matter, expected_step)
    if locked.status == Status.RECEIVED:
        raise StaleStep(locked)
    if locked.status == Status.PAUSED:
        raise MatterPaused
    step = open_step(locked)
    if step.refused_at is None or not step.clocks.filter(purpose=Purpose.RULE, state=ClockState.RUNNING).exists():
        raise NotAtThisStage(step.stage, "rule")
    end_clocks(locked, at, Purpose.RULE, step=step)
    data: dict[str, Json] = {"step": step.number, "organisation": to.pk if to else step.organisation_id}
    if to is None:
        step.signed_at, step.signed_by = at, by
        step.save(update_fields=["signed_at", "signed_by"])
    else:
        organisation = handler_for(locked, step.stage, to, at)
        with Trip() as trip:
            end_step(step, Ending(REFUSED, at, by, why), trip)
            count_return(locked, at)
            begin_step(locked, step.stage, organisation, at, by, current_calendar(), trip)
    locked.save(update_fields=MOVED)
    record(by=by, action="matter.ruled", subject=locked, at=at, why=why, data=data)
    return locked


@transaction.atomic
def hand_over(*, by: User, matter: Matter, to: User, why: str, at: datetime) -> Step:
    """Another person of the same organisation handles it from now on."""
    why, (locked, step) = check_reason(why), take_step(by, matter, paused=True)
    if locked.organisation_id not in to.charge_ids or not to.is_active:
        raise NotAtThisStage(step.stage, "hand_over")
    before, step.handler = step.handler_id, to
    step.save(update_fields=["handler"])
    record(by=by, action="matter.handed_over", subject=locked, at=at, why=why, data={"from": before, "to": to.pk})
    return step


def count_return(matter: Matter, at: datetime) -> None:
    """Once more it came back. Returned as often as the mechanism bears, supervisors are told."""
    matter.return_count += 1
    if matter.return_count == matter.mechanism.returns_most:
        Incident.objects.create(matter=matter, kind=IncidentKind.RETURNED_TWICE, stage=matter.stage, at=at)


def _solve_incidents(matter: Matter, by: User, at: datetime) -> None:
    found = matter.incidents.filter(solved_at=None, kind__in=(IncidentKind.NO_SUPERIOR, IncidentKind.SUPERIOR_CLOSED))
    found.update(solved_at=at, solved_by=by)
