"""What every action of checking has in common: lock in one order, check ability and staleness, write, refresh lamps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from luoshi.journal.actions import record
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.checking_choices import DutyPart, DutyState, DutyStepKind, MessageKind, SettlementState
from luoshi.ledger.checking_errors import Ended, Stale
from luoshi.ledger.lamp_projection import refresh
from luoshi.ledger.models import Commitment, Duty, DutyStep, Goal, Settlement
from luoshi.ledger.outbox import tell
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.workdays import Limit, Unit, day_of, due

# A transaction locks in this order and never back: report, commitment, duty, goal, then what hangs on them.


def lock_running(commitment_id: int) -> Commitment:
    """The commitment, locked, if it has not ended. Raises Ended."""
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("report").get(pk=commitment_id)
    if Settlement.objects.filter(commitment=commitment, state=SettlementState.SIGNED).exists():
        raise Ended(commitment)
    return commitment


def lock_duty(duty: Duty, expected_step: int, by: User, ability: Ability) -> Duty:
    """The duty as it is now, with its commitment locked. Raises NotAllowed, Ended, or Stale."""
    require(by, ability, duty)
    commitment = lock_running(duty.commitment_id)
    current = Duty.objects.select_for_update(of=("self",)).select_related("holder").get(pk=duty.pk)
    current.commitment = commitment
    if current.step_count != expected_step:
        raise Stale(current)
    require(by, ability, current)
    return current


def lock_goal(goal: Goal, by: User, ability: Ability) -> Goal:
    """The goal with its commitment locked. Raises NotAllowed or Ended."""
    require(by, ability, goal)
    commitment = lock_running(goal.commitment_id)
    current = Goal.objects.select_for_update(of=("self",)).select_related("duty__holder").get(pk=goal.pk)
    current.commitment = commitment
    require(by, ability, current)
    return current


def take_step(duty: Duty, kind: DutyStepKind, act: Act, data: dict[str, Any] | None = None) -> Duty:
    """Append a step, with the duty's columns as they are to be; save them, and write the journal."""
    duty.step_count += 1
    DutyStep.objects.create(
        duty=duty,
        number=duty.step_count,
        kind=kind,
        holder=duty.holder,
        better=duty.better,
        by=act.by,
        at=act.at,
        why=act.why.strip(),
        data=data or {},
    )
    duty.save()
    facts = {"step": duty.step_count, "holder": duty.holder_id, "better": duty.better_id, **(data or {})}
    record(by=act.by, action=f"duty.{kind.value}", subject=duty, at=act.at, why=act.why.strip(), data=facts)
    return duty


def workdays_after(at: datetime, days: int) -> date:
    """The last of so many working days, counted from the day after."""
    return due(Limit(days, Unit.WORKDAY), day_of(at)).on


def lead_duty(commitment: Commitment) -> Duty:
    """The duty of the organisation that leads now."""
    duty = commitment.duties.exclude(state=DutyState.WITHDRAWN).select_related("holder").get(part=DutyPart.LEAD)
    duty.commitment = commitment
    return duty


def refresh_lamps(commitment: Commitment, at: datetime) -> None:
    """Bring the commitment's lamps up to what was just written."""
    refresh([commitment.pk], day_of(at))


def tell_unit(
    kind: MessageKind, organisation: Organisation, commitment: Commitment, at: datetime, key: str, why: str = ""
) -> None:
    """Put a message to those who report for an organisation into the outbox."""
    tell(kind=kind, organisation=organisation, commitment=commitment, at=at, key=key, facts={"why": why.strip()})
