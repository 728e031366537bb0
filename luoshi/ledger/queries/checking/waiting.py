"""等我办: what waits for this user, by what they may do, the longest waiting first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.ledger.checking_choices import DutyState, MessageState, NoticeState, SettlementState
from luoshi.ledger.models import Duty, GoalState, Message, Notice, PathProposal, Settlement
from luoshi.ledger.queries.checking.due import DueRow, due_list
from luoshi.ledger.queries.checking.scope import (
    cut,
    visible_duties,
    visible_messages,
    visible_notices,
    visible_proposals,
    visible_settlements,
)
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User

SHOWN = 10  # of each kind; the rest is counted
COUNTED = 1000  # beyond this a count says "more"

Row = Duty | GoalState | Settlement | Notice | PathProposal | Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of thing that waits: how many, up to COUNTED, and the first of them."""

    key: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Home: what is due from the user's own unit, and what waits for a decision of theirs."""

    due: tuple[DueRow, ...]
    waiting: tuple[Waiting, ...]


def desk(user: User, on: date) -> Desk:
    """Everything that waits for this user. Kinds on which they may do nothing cost no query."""
    reports = bool(standings(user, Ability.REPORT, Kind.GOAL))
    kinds = [_waiting(key, rows(user, on)) for key, ability, kind, rows in KINDS if standings(user, ability, kind)]
    return Desk(due_list(user, on) if reports else (), tuple(each for each in kinds if each.count))


def _waiting(key: str, rows: QuerySet[Any]) -> Waiting:
    first = list(rows.values_list("pk", flat=True)[: SHOWN + 1])  # alone: whole rows are not sorted by the thousand
    shown = tuple(rows.filter(pk__in=first))
    if len(shown) <= SHOWN:
        return Waiting(key, len(shown), shown)
    return Waiting(key, rows.order_by()[:COUNTED].count(), shown[:SHOWN])


def goals_to_verify(user: User, on: date) -> QuerySet[GoalState]:
    """Goals with an entry that nobody has checked, the longest waiting first: one line each, however much was told."""
    scope = cut(user, Ability.VERIFY, Kind.ENTRY, "goal__commitment", "goal__duty__holder")
    rows = GoalState.objects.filter(
        scope, waiting_since__isnull=False, goal__shares=None, goal__commitment__state__ending=""
    )
    return rows.select_related("goal__commitment", "goal__duty__holder").order_by("waiting_since", "goal_id")


def _refusals(user: User, on: date) -> QuerySet[Duty]:
    rows = visible_duties(user, Ability.RULE).filter(state=DutyState.REFUSED)
    return rows.select_related("commitment", "holder", "better").order_by("sign_by", "pk")


def _unsigned(user: User, on: date) -> QuerySet[Duty]:
    rows = visible_duties(user, Ability.RULE).filter(state=DutyState.DISPATCHED, sign_by__lt=on)
    return rows.select_related("commitment", "holder").order_by("sign_by", "pk")


def _paths(user: User, on: date) -> QuerySet[PathProposal]:
    return _proposals(visible_proposals(user, Ability.APPROVE).filter(adjusts=False), user)


def _adjustments(user: User, on: date) -> QuerySet[PathProposal]:
    return _proposals(visible_proposals(user, Ability.ADJUST).filter(adjusts=True), user)


def _proposals(rows: QuerySet[PathProposal], user: User) -> QuerySet[PathProposal]:
    """Undecided, and not one's own."""
    open_ones = rows.filter(decision=None).exclude(by=user)
    return open_ones.select_related("goal__commitment", "by", "replaces").order_by("at", "pk")


def _applications(user: User, on: date) -> QuerySet[Settlement]:
    rows = visible_settlements(user, Ability.VERIFY).filter(state=SettlementState.APPLIED)
    return rows.select_related("commitment", "applicant").order_by("applied_at", "pk")


def _to_sign(user: User, on: date) -> QuerySet[Settlement]:
    rows = visible_settlements(user, Ability.SIGN).filter(state=SettlementState.VERIFIED)
    return rows.select_related("commitment", "applicant").order_by("applied_at", "pk")


def _answers(user: User, on: date) -> QuerySet[Notice]:
    """Answered notices, and open ones whose answer is overdue. Those handled as matters wait on the matters' desk."""
    rows = visible_notices(user, Ability.CLOSE)
    late = Q(state=NoticeState.ANSWERED) | Q(state=NoticeState.OPEN, answer_by__lt=on, matter=None)
    return rows.filter(late).select_related("commitment", "holder", "goal", "matter").order_by("answer_by", "pk")


def _failed(user: User, on: date) -> QuerySet[Message]:
    rows = visible_messages(user, Ability.RESEND).filter(state=MessageState.FAILED)
    return rows.select_related("owner", "recipient", "hook").order_by("created_at", "pk")


KINDS: Sequence[tuple[str, Ability, Kind, Callable[[User, date], QuerySet[Any]]]] = (
    ("refusals", Ability.RULE, Kind.DUTY, _refusals),
    ("unsigned", Ability.RULE, Kind.DUTY, _unsigned),
    ("entries", Ability.VERIFY, Kind.ENTRY, goals_to_verify),
    ("paths", Ability.APPROVE, Kind.GOAL, _paths),
    ("adjustments", Ability.ADJUST, Kind.GOAL, _adjustments),
    ("applications", Ability.VERIFY, Kind.SETTLEMENT, _applications),
    ("signatures", Ability.SIGN, Kind.SETTLEMENT, _to_sign),
    ("notices", Ability.CLOSE, Kind.NOTICE, _answers),
    ("failed", Ability.RESEND, Kind.MESSAGE, _failed),
)
