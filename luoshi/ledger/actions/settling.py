"""销号、结转、调整取消: applied for by the lead, verified by the office, signed by a leader. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lead_duty, lock_running, refresh_lamps, tell_unit
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.actions.noticing import close_with_settlement
from luoshi.ledger.actions.reporting import keep_evidence
from luoshi.ledger.checking_choices import Ending, MessageKind, SettlementState, SettlementStepKind
from luoshi.ledger.checking_errors import BadEntry, CannotSettle, EntryCode, NotNow, Stale
from luoshi.ledger.evidence import Upload, probe_all
from luoshi.ledger.lamps import SHIPPED as SHIPPED_LAMPS
from luoshi.ledger.lamps import Facts, is_reached
from luoshi.ledger.models import Commitment, Goal, Settlement, SettlementStep
from luoshi.ledger.paths import Path
from luoshi.ledger.rulebook import rule_of
from luoshi.ledger.settling import (
    SHIPPED,
    Done,
    GoalStand,
    Step,
    faults_of_application,
    faults_of_step,
    needs_site,
)
from luoshi.ledger.tallying import tally_of
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.workdays import day_of


@transaction.atomic
def apply_for_settlement(
    *, by: User, commitment: Commitment, ending: Ending, at: datetime, why: str, evidence: Sequence[Upload] = ()
) -> Settlement:
    """Ask, as the lead, that the commitment end: settled, carried over, or dropped. One application at a time.

    Raises NotNow while another is open, and CannotSettle with everything that is missing.
    """
    act = Act(by, at, why)
    current = lock_running(commitment.pk)
    duty = lead_duty(current)
    require(by, Ability.APPLY, duty)
    open_one = current.settlements.exclude(state=SettlementState.RETURNED).first()
    if open_one is not None:
        raise NotNow(open_one, open_one.state)
    files = probe_all(list(evidence), most_bytes=settings.LUOSHI_UPLOAD_BYTES)
    rule = rule_of(current.report.owner_id, SHIPPED)
    stands = goal_stands(current)
    faults = faults_of_application(rule, ending.value, stands, why=why, evidence=len(files))
    if faults:
        raise CannotSettle(faults)
    settlement = Settlement.objects.create(
        commitment=current,
        number=current.settlements.count() + 1,
        ending=ending,
        state=SettlementState.APPLIED,
        applicant=duty.holder,
        on_site=ending == Ending.SETTLED and needs_site(rule, current.kind),
        applied_at=at,
        step_count=0,
    )
    step = _take(settlement, SettlementStepKind.APPLIED, act)
    keep_evidence(files, by=by, at=at, step=step)
    return settlement


@transaction.atomic
def verify_settlement(
    *,
    by: User,
    settlement: Settlement,
    expected_step: int,
    at: datetime,
    why: str = "",
    seen_on: date | None = None,
    evidence: Sequence[Upload] = (),
) -> Settlement:
    """Find that it has ended so; with ``seen_on`` for the visit where the rule asks for one."""
    act = Act(by, at, why)
    current = _lock(settlement, expected_step, by, Ability.VERIFY)
    if seen_on is not None and seen_on > day_of(at):
        raise BadEntry(EntryCode.FUTURE, on=day_of(at))
    _refuse_faults(current, Step.VERIFIED, by, on_site=seen_on is not None)
    files = probe_all(list(evidence), most_bytes=settings.LUOSHI_UPLOAD_BYTES)
    current.state = SettlementState.VERIFIED
    step = _take(current, SettlementStepKind.VERIFIED, act, seen_on)
    keep_evidence(files, by=by, at=at, step=step)
    return current


@transaction.atomic
def sign_settlement(*, by: User, settlement: Settlement, expected_step: int, at: datetime, why: str = "") -> Settlement:
    """A leader signs: the commitment has ended on this day. Open notices close with it."""
    current = _lock(settlement, expected_step, by, Ability.SIGN)
    _refuse_faults(current, Step.SIGNED, by, on_site=True)
    current.state, current.ended_on = SettlementState.SIGNED, day_of(at)
    _take(current, SettlementStepKind.SIGNED, Act(by, at, why))
    close_with_settlement(current, by, at)
    refresh_lamps(current.commitment, at)
    return current


@transaction.atomic
def return_settlement(*, by: User, settlement: Settlement, expected_step: int, at: datetime, why: str) -> Settlement:
    """Send the application back with a reason: the office before it is verified, a leader before it is signed."""
    act = Act(by, at, why)
    ability = Ability.VERIFY if settlement.state == SettlementState.APPLIED else Ability.SIGN
    current = _lock(settlement, expected_step, by, ability)
    if current.state not in (SettlementState.APPLIED, SettlementState.VERIFIED):
        raise NotNow(current, current.state)
    act.needs_reason()
    current.state = SettlementState.RETURNED
    step = _take(current, SettlementStepKind.RETURNED, act)
    tell_unit(
        MessageKind.SETTLEMENT, current.applicant, current.commitment, act.at, f"settlementstep-{step.pk}", act.why
    )
    return current


def _lock(settlement: Settlement, expected_step: int, by: User, ability: Ability) -> Settlement:
    require(by, ability, settlement)
    commitment = lock_running(settlement.commitment_id)
    current = Settlement.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=settlement.pk)
    current.commitment = commitment
    if current.step_count != expected_step:
        raise Stale(current)
    return current


def _refuse_faults(settlement: Settlement, step: Step, by: User, *, on_site: bool) -> None:
    done = [Done(Step(kind), who) for kind, who in settlement.steps.order_by("number").values_list("kind", "by_id")]
    faults = faults_of_step(
        rule_of(settlement.commitment.report.owner_id, SHIPPED),
        step,
        done,
        by=by.pk,
        ending=settlement.ending,
        goals=goal_stands(settlement.commitment),
        on_site=on_site,
        must_see=settlement.on_site,
    )
    if faults:
        raise CannotSettle(faults)


def _take(settlement: Settlement, kind: SettlementStepKind, act: Act, seen_on: date | None = None) -> SettlementStep:
    settlement.step_count += 1
    step = SettlementStep.objects.create(
        settlement=settlement,
        number=settlement.step_count,
        kind=kind,
        seen_on=seen_on,
        by=act.by,
        at=act.at,
        why=act.why.strip(),
    )
    settlement.save()
    facts: dict[str, Json] = {"step": step.number, "ending": settlement.ending, "commitment": settlement.commitment_id}
    record(by=act.by, action=f"settlement.{kind.value}", subject=settlement, at=act.at, why=step.why, data=facts)
    return step


def goal_stands(commitment: Commitment) -> list[GoalStand]:
    """Whether each goal of the commitment is reached, by the verified figure or at least by the reported one."""
    rule = rule_of(commitment.report.owner_id, SHIPPED_LAMPS)
    stands = []
    for goal in Goal.objects.filter(commitment=commitment, parent=None).order_by("number"):
        facts = Facts(Path.from_json(goal.paths.latest("number").path), goal.relation)
        tally = tally_of(goal)
        verified = tally.verified is not None and is_reached(rule, facts, tally.verified.figure)
        reported = tally.reported is not None and is_reached(rule, facts, tally.reported.figure)
        stands.append(GoalStand(goal.number, verified or reported, verified))
    return stands
