"""签收、退办、改派、裁定: what an organisation and the office do with a duty once it is given out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from luoshi.ledger.actions._checking import lock_duty, refresh_lamps, take_step, tell_unit, workdays_after
from luoshi.ledger.actions._revising import Act, lock_report, revise
from luoshi.ledger.actions.assigning import refuse_foreign
from luoshi.ledger.checking_choices import DutyPart, DutyState, DutyStepKind, MessageKind
from luoshi.ledger.checking_errors import BetterPlaceRequired, FinallyRuled, NotNow, RefusalTooLate, SamePlace
from luoshi.ledger.choices import Change
from luoshi.ledger.dispatching import SHIPPED
from luoshi.ledger.models import Commitment, Duty
from luoshi.ledger.outbox import tell
from luoshi.ledger.projection import latest_snapshot
from luoshi.ledger.rulebook import rule_of
from luoshi.people.abilities import Ability, Role
from luoshi.people.models import Organisation, User
from luoshi.workdays import day_of


@transaction.atomic
def sign_for(*, by: User, duty: Duty, expected_step: int, at: datetime) -> Duty:
    """Say that the organisation has received it. The clock of the duty itself has run since dispatch."""
    current = lock_duty(duty, expected_step, by, Ability.SIGN_FOR)
    if current.state != DutyState.DISPATCHED:
        raise NotNow(current, current.state)
    current.state = DutyState.SIGNED
    return take_step(current, DutyStepKind.SIGNED, Act(by, at))


@transaction.atomic
def refuse_duty(
    *, by: User, duty: Duty, expected_step: int, better: Organisation | None, at: datetime, why: str
) -> Duty:
    """Ask to be rid of it: within the days for that, with a reason, and naming who should do it instead.

    The organisation stays the holder, and answerable, until the office has ruled.
    """
    act = Act(by, at, why)
    current = lock_duty(duty, expected_step, by, Ability.REFUSE)
    if current.state not in (DutyState.DISPATCHED, DutyState.SIGNED):
        raise NotNow(current, current.state)
    if current.is_final:
        raise FinallyRuled(current)
    if current.refuse_by is not None and day_of(at) > current.refuse_by:
        raise RefusalTooLate(current, current.refuse_by)
    act.needs_reason()
    if better is None or better.pk == current.holder_id:
        raise BetterPlaceRequired
    refuse_foreign(current.commitment.report, [better])
    current.state, current.better = DutyState.REFUSED, better
    current.refusal_count += 1
    rule_by = workdays_after(at, rule_of(current.commitment.report.owner_id, SHIPPED).rule_days)
    refused = take_step(current, DutyStepKind.REFUSED, act, {"rule_by": rule_by.isoformat()})
    tell(
        kind=MessageKind.REFUSED,
        organisation=current.commitment.report.opened_by.organisation,
        commitment=current.commitment,
        at=at,
        key=f"duty-{current.pk}-{current.step_count}",
        facts={"holder": current.holder_id, "better": better.pk, "why": why.strip()},
        roles=(Role.SUPERVISOR,),
    )
    return refused


@transaction.atomic
def reroute_duty(
    *, by: User, duty: Duty, expected_step: int, to: Organisation, at: datetime, why: str, final: bool = False
) -> Duty:
    """Give the duty to another organisation, with its goals and entries: after a refusal, or at any time with a reason.

    The new holder signs anew. The next ruling after the rule's last refusal is final whatever ``final`` says.
    """
    act = Act(by, at, why)
    report = lock_report(duty.commitment.report_id)
    current = lock_duty(duty, expected_step, by, Ability.RULE)
    if current.state == DutyState.WITHDRAWN:
        raise NotNow(current, current.state)
    act.needs_reason()
    refuse_foreign(report, [to])
    if to.pk == current.holder_id or _has_part(current, to):
        raise SamePlace(to)
    rule = rule_of(report.owner_id, SHIPPED)
    current.holder, current.state, current.better = to, DutyState.DISPATCHED, None
    current.sign_by = workdays_after(at, rule.sign_days)
    current.refuse_by = workdays_after(at, rule.refuse_days)
    current.is_final = final or current.is_final or current.refusal_count >= rule.most_refusals
    take_step(current, DutyStepKind.REROUTED, act, {"final": current.is_final})
    _follow(current, act)
    tell_unit(
        MessageKind.DISPATCHED, to, current.commitment, act.at, f"duty-{current.pk}-{current.step_count}", act.why
    )
    refresh_lamps(current.commitment, at)
    return current


def _has_part(duty: Duty, organisation: Organisation) -> bool:
    """Would the organisation then hold two duties of one kind in this commitment?"""
    others = duty.commitment.duties.exclude(state=DutyState.WITHDRAWN).exclude(pk=duty.pk)
    return others.filter(holder=organisation, part=duty.part).exists()


def _follow(duty: Duty, act: Act) -> None:
    """The commitment's own columns follow its duties: who leads, who supports."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=duty.commitment_id)
    commitment.report = duty.commitment.report
    live = commitment.duties.exclude(state=DutyState.WITHDRAWN)
    lead = live.values_list("holder_id", flat=True).get(part=DutyPart.LEAD)
    helping = set(live.exclude(part=DutyPart.LEAD).values_list("holder_id", flat=True)) - {lead}
    before = latest_snapshot(commitment)
    after = replace(before, lead=lead, supporting=tuple(sorted(helping)))
    if after != before:
        duty.commitment = revise(commitment, after, Change.ASSIGNED, act)


@transaction.atomic
def uphold_duty(*, by: User, duty: Duty, expected_step: int, at: datetime, why: str, final: bool = False) -> Duty:
    """The refusal is not accepted: the duty stays where it is. ``final`` makes it the last word."""
    act = Act(by, at, why)
    current = lock_duty(duty, expected_step, by, Ability.RULE)
    if current.state != DutyState.REFUSED:
        raise NotNow(current, current.state)
    act.needs_reason()
    rule = rule_of(current.commitment.report.owner_id, SHIPPED)
    current.is_final = final or current.refusal_count >= rule.most_refusals
    current.state, current.better = DutyState.DISPATCHED, None
    current.sign_by = workdays_after(at, rule.sign_days)
    kind = DutyStepKind.RULED if current.is_final else DutyStepKind.UPHELD
    upheld = take_step(current, kind, act, {"final": current.is_final})
    tell_unit(
        MessageKind.RULED,
        current.holder,
        current.commitment,
        act.at,
        f"duty-{current.pk}-{current.step_count}",
        act.why,
    )
    return upheld


@transaction.atomic
def withdraw_duty(*, by: User, duty: Duty, expected_step: int, at: datetime, why: str) -> Duty:
    """Take a supporting organisation's part back. A lead or a share is re-routed instead: somebody must hold it."""
    act = Act(by, at, why)
    lock_report(duty.commitment.report_id)
    current = lock_duty(duty, expected_step, by, Ability.RULE)
    if current.part != DutyPart.SUPPORTING or current.state == DutyState.WITHDRAWN:
        raise NotNow(current, current.state)
    act.needs_reason()
    current.state = DutyState.WITHDRAWN
    take_step(current, DutyStepKind.WITHDRAWN, act)
    _follow(current, act)
    return current
