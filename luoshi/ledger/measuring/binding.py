"""Choosing the measure that a goal takes its figure from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lock_goal
from luoshi.ledger.checking_errors import Stale
from luoshi.ledger.errors import ReasonRequired, Refusal
from luoshi.ledger.measuring.posting import post_figures
from luoshi.ledger.measuring.suggesting import units_fit
from luoshi.ledger.models import Binding, Goal
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.registers.queries import latest_pack


class BadBindingCode(StrEnum):
    """Why a goal cannot take its figure from a measure."""

    UNKNOWN_MEASURE = "unknown_measure"
    OTHER_UNIT = "other_unit"
    HAS_SHARES = "has_shares"  # its figure is the sum of its shares: bind those
    PLACE = "place"  # matters belong to a government, not to a division
    PART = "part"  # not above 0 and up to 1
    NO_MILESTONE = "no_milestone"  # only a named thing that is to reach a stage is settled by records of stages
    UNKNOWN_STAGE = "unknown_stage"
    UNKNOWN_THING = "unknown_thing"  # no record, withdrawn, of another register, or not for the asker to see


class BadBinding(Refusal):
    """The goal cannot be bound so."""

    def __init__(self, code: BadBindingCode, goal: Goal, words: str = "") -> None:
        self.code, self.goal, self.words = code, goal, words
        super().__init__(code.value, goal.pk, words)


@transaction.atomic
def bind_goal(
    *,
    by: User,
    goal: Goal,
    expected_binding: int,
    pack: str,
    measure: str,
    at: datetime,
    division: str = "",
    part: float = 1.0,
    family: str = "",
    why: str = "",
) -> Binding:
    """From here on the goal's figure is counted, and posted whenever it changes.

    ``division`` is the beginning of the division code whose records count; ``part`` the declared part of the figure
    that is this goal's (a road half in the next town). Goals of one ``family`` count each record once, the one bound
    first. ``expected_binding`` is the number of the latest binding that the asker saw, 0 for none.
    Raises NotAllowed, Ended, Stale, BadBinding, and ReasonRequired to change a binding that holds.
    """
    current = lock_to_bind(goal, by, expected_binding, why)
    _refuse_unfit(current, pack, measure, part, division)
    made = Binding.objects.create(
        goal=current,
        number=expected_binding + 1,
        pack=pack,
        measure=measure,
        division=division,
        part=part,
        family=family.strip(),
        by=by,
        at=at,
        why=why.strip(),
    )
    facts: dict[str, Json] = {"pack": pack, "measure": measure, "division": division, "part": part, "family": family}
    record(by=by, action="goal.bound", subject=current, at=at, why=why, data=facts)
    post_figures(at=at, goals=[current.pk])
    return made


@transaction.atomic
def unbind_goal(*, by: User, goal: Goal, expected_binding: int, at: datetime, why: str) -> Binding:
    """From here on figures are reported by hand again; what was posted stays. Raises ReasonRequired, Stale."""
    current = lock_to_bind(goal, by, expected_binding, why)
    if not why.strip():
        raise ReasonRequired
    made = Binding.objects.create(goal=current, number=expected_binding + 1, by=by, at=at, why=why.strip())
    record(by=by, action="goal.unbound", subject=current, at=at, why=why)
    return made


def lock_to_bind(goal: Goal, by: User, expected_binding: int, why: str) -> Goal:
    """The goal as it is now, for another binding. Raises NotAllowed, Ended, Stale if one was made after the asker
    looked, and ReasonRequired to change one that holds.
    """
    current = lock_goal(goal, by, Ability.BIND)
    latest = current.bindings.order_by("-number").first()
    if (latest.number if latest else 0) != expected_binding:
        raise Stale(current)
    if latest is not None and latest.holds and not why.strip():
        raise ReasonRequired
    return current


def _refuse_unfit(goal: Goal, pack: str, measure: str, part: float, division: str) -> None:
    if goal.shares.exists():
        raise BadBinding(BadBindingCode.HAS_SHARES, goal)
    if not 0 < part <= 1:
        raise BadBinding(BadBindingCode.PART, goal)
    found = latest_pack(pack)
    declared = next((each for each in found.measures if each.name == measure), None) if found else None
    if declared is None:
        raise BadBinding(BadBindingCode.UNKNOWN_MEASURE, goal, f"{pack}.{measure}")
    if declared.mechanism and division:
        raise BadBinding(BadBindingCode.PLACE, goal, division)
    if not units_fit(declared, goal.unit):
        raise BadBinding(BadBindingCode.OTHER_UNIT, goal, declared.unit)
