"""The checking side of one commitment's page: who has it, how it stands, how it may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from luoshi.ledger.checking_choices import DutyState
from luoshi.ledger.histories import lamp_on, worst_of
from luoshi.ledger.lamps import Lamp
from luoshi.ledger.models import (
    Binding,
    Commitment,
    CommitmentState,
    Duty,
    DutyStep,
    Goal,
    LampChange,
    Notice,
    NoticeStep,
    Settlement,
    SettlementStep,
)
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.ledger.replaying import load_histories
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User


@dataclass(frozen=True, slots=True)
class Doable:
    """A duty, notice or settlement with its steps, and what the asker may do with it.

    ``matter`` is the code of the matter in which a notice is handled, for whoever may see that.
    """

    duty: Duty | None = None
    notice: Notice | None = None
    settlement: Settlement | None = None
    steps: tuple[DutyStep | NoticeStep | SettlementStep, ...] = ()
    abilities: frozenset[Ability] = frozenset()
    matter: str = ""


@dataclass(frozen=True, slots=True)
class CheckingView:
    """What checking knows of a commitment. ``state`` is None before it is dispatched. Notices and ends newest first.

    ``bound`` are the goals whose figure comes from a measure.
    """

    commitment: Commitment
    state: CommitmentState | None
    goals: tuple[Goal, ...]
    bound: frozenset[int]
    duties: tuple[Doable, ...]
    notices: tuple[Doable, ...]
    settlements: tuple[Doable, ...]
    changes: tuple[LampChange, ...]
    may_dispatch: bool


def checking_page(user: User, commitment_id: int) -> CheckingView:
    """The page's data. Raises Commitment.DoesNotExist for one outside the user's scope."""
    rows = visible_commitments(user).select_related("report__owner", "lead").defer("report__text")
    commitment = rows.prefetch_related("supporting").get(pk=commitment_id)
    duties = _duties(user, commitment)
    dispatched = any(each.duty and each.duty.state != DutyState.WITHDRAWN for each in duties)
    goals = list(commitment.goals.select_related("duty__holder", "state", "parent").order_by("number"))
    return CheckingView(
        commitment=commitment,
        state=CommitmentState.objects.filter(commitment=commitment).select_related("holder", "goal").first(),
        goals=tuple(goals),
        bound=_bound(goals),
        duties=duties,
        notices=_notices(user, commitment),
        settlements=_settlements(user, commitment),
        changes=tuple(LampChange.objects.filter(commitment=commitment).select_related("goal").order_by("-on")),
        may_dispatch=Ability.ASSIGN in abilities(user, commitment) and not dispatched,
    )


def _bound(goals: Sequence[Goal]) -> frozenset[int]:
    latest = {each.goal_id: each for each in Binding.objects.filter(goal__in=goals).order_by("number")}
    return frozenset(goal for goal, binding in latest.items() if binding.holds)


def _duties(user: User, commitment: Commitment) -> tuple[Doable, ...]:
    steps = DutyStep.objects.select_related("by__organisation", "holder", "better").order_by("number")
    rows = commitment.duties.select_related("holder", "better", "post").order_by("number")
    made = []
    for duty in rows.prefetch_related(Prefetch("steps", steps)):
        duty.commitment = commitment
        made.append(Doable(duty=duty, steps=tuple(duty.steps.all()), abilities=abilities(user, duty)))
    return tuple(made)


def _notices(user: User, commitment: Commitment) -> tuple[Doable, ...]:
    steps = NoticeStep.objects.select_related("by__organisation").order_by("number")
    rows = commitment.notices.select_related("holder", "goal", "matter").order_by("-number")
    made = []
    for notice in rows.prefetch_related(Prefetch("steps", steps)):
        notice.commitment = commitment
        sees = notice.matter is not None and Ability.SEE in abilities(user, notice.matter)
        code = notice.matter.code if notice.matter and sees else ""
        may = abilities(user, notice)
        made.append(Doable(notice=notice, steps=tuple(notice.steps.all()), abilities=may, matter=code))
    return tuple(made)


def _settlements(user: User, commitment: Commitment) -> tuple[Doable, ...]:
    steps = SettlementStep.objects.select_related("by__organisation").prefetch_related("evidence").order_by("number")
    rows = commitment.settlements.select_related("applicant").order_by("-number")
    made = []
    for settlement in rows.prefetch_related(Prefetch("steps", steps)):
        settlement.commitment = commitment
        may = abilities(user, settlement)
        made.append(Doable(settlement=settlement, steps=tuple(settlement.steps.all()), abilities=may))
    return tuple(made)


def commitment_lamp_on(user: User, commitment_id: int, *, on: date, known_on: date | None = None) -> Lamp | None:
    """The commitment's lamp of any past day, as it was shown at its end: the worst of its goals'."""
    commitment = visible_commitments(user).only("pk").get(pk=commitment_id)
    for history in load_histories([commitment.pk]):
        lamps = {goal.goal: lamp_on(goal, history.rules, on, known_on) for goal in history.goals}
        worst = worst_of({goal: lamp for goal, lamp in lamps.items() if lamp is not None})
        return worst.lamp if worst else None
    return None
