"""May a commitment end like this, and what comes next on the way there. Pure.

Apply → verify (on site if the rule says so) → sign. Three different people. What is settled was reached and verified;
what is carried over or dropped needs its reason and its evidence all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from luoshi.ledger.thresholds import Limits, Thresholds


@dataclass(frozen=True, slots=True)
class SettleRule(Thresholds):
    """What an office asks for. On site: always, or for milestones only: something stands there to be looked at."""

    on_site_always: bool = False
    on_site_milestones: bool = True
    evidence: bool = True
    verified: bool = True

    LIMITS: ClassVar[Limits] = {}


SHIPPED = SettleRule()


class Step(StrEnum):
    """One step of a settlement."""

    APPLIED = "applied"
    VERIFIED = "verified"
    SIGNED = "signed"
    RETURNED = "returned"


NEXT = {None: Step.APPLIED, Step.APPLIED: Step.VERIFIED, Step.VERIFIED: Step.SIGNED}


class SettleCode(StrEnum):
    """Why it does not go on."""

    NO_REASON = "no_reason"
    NO_EVIDENCE = "no_evidence"
    NOT_REACHED = "not_reached"
    NOT_VERIFIED = "not_verified"
    NO_GOALS = "no_goals"  # it was never dispatched
    NOT_ON_SITE = "not_on_site"
    SAME_PERSON = "same_person"
    NOT_NOW = "not_now"  # the step does not follow from where it stands


@dataclass(frozen=True, slots=True)
class SettleFault:
    """One fault; ``goal`` is the goal's number where it is about one."""

    code: SettleCode
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class GoalStand:
    """What is known of a goal when somebody applies."""

    number: int
    is_reached: bool
    is_verified: bool  # the figure that reaches it is a verified one


def needs_site(rule: SettleRule, commitment_kind: str) -> bool:
    """Must this one be looked at on site?"""
    return rule.on_site_always or (rule.on_site_milestones and commitment_kind == "milestone")


def faults_of_application(
    rule: SettleRule, ending: str, goals: Sequence[GoalStand], *, why: str, evidence: int
) -> tuple[SettleFault, ...]:
    """What keeps somebody from applying for this end; verification itself comes later and is asked for then."""
    faults = []
    if not why.strip():
        faults.append(SettleFault(SettleCode.NO_REASON))
    if rule.evidence and not evidence:
        faults.append(SettleFault(SettleCode.NO_EVIDENCE))
    if not goals:
        faults.append(SettleFault(SettleCode.NO_GOALS))
    if ending == "settled":
        faults += [SettleFault(SettleCode.NOT_REACHED, goal.number) for goal in goals if not goal.is_reached]
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and by whom."""

    step: Step
    by: int


def faults_of_step(
    rule: SettleRule,
    step: Step,
    done: Sequence[Done],
    *,
    by: int,
    ending: str,
    goals: Sequence[GoalStand],
    on_site: bool,
    must_see: bool,
) -> tuple[SettleFault, ...]:
    """What keeps this person from taking this step now. Returning is open until it is signed, to anybody who may."""
    latest = done[-1].step if done else None
    if step is Step.RETURNED:
        return () if latest in (Step.APPLIED, Step.VERIFIED) else (SettleFault(SettleCode.NOT_NOW),)
    if NEXT.get(latest) is not step:
        return (SettleFault(SettleCode.NOT_NOW),)
    faults = []
    if any(each.by == by for each in done):
        faults.append(SettleFault(SettleCode.SAME_PERSON))
    if step is Step.VERIFIED and must_see and not on_site:
        faults.append(SettleFault(SettleCode.NOT_ON_SITE))
    if ending == "settled":
        faults += [SettleFault(SettleCode.NOT_REACHED, goal.number) for goal in goals if not goal.is_reached]
        if rule.verified:
            faults += [SettleFault(SettleCode.NOT_VERIFIED, goal.number) for goal in goals if not goal.is_verified]
    return tuple(faults)
