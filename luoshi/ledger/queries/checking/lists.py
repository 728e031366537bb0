"""Dispatched commitments as a filtered list, and their milestones as bars over the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from luoshi.ledger.models import Commitment, CommitmentState, Goal, PathVersion
from luoshi.ledger.paths import Path
from luoshi.ledger.queries.checking.scope import visible_states
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User

PAGE_LENGTH = 50
COUNTED = 10_000
ORDERS = {
    "worst": ("-behind", "commitment_id"),
    "due": ("due_on", "commitment_id"),
    "red": ("-colour_since", "commitment_id"),
    "waiting": ("waiting_since", "commitment_id"),
    "number": ("commitment__report", "commitment__start"),
}


@dataclass(frozen=True, slots=True)
class LampFilter:
    """Empty fields do not filter. ``ending`` is empty for running ones, "any" for all; ``order`` a key of ORDERS."""

    report: int | None = None
    colour: str = ""
    field: int | None = None
    organisation: int | None = None
    due_from: date | None = None
    due_until: date | None = None
    text: str = ""
    ending: str = ""
    order: str = "worst"
    page: int = 1


@dataclass(frozen=True, slots=True)
class LampPage:
    """One page of commitments with their states, and how many there are in all."""

    rows: tuple[CommitmentState, ...]
    total: int
    page: int
    pages: int


def lamp_list(user: User, wanted: LampFilter) -> LampPage:
    """The commitments that match. A page beyond the last gives the last."""
    matching = _matching(user, wanted)
    total = matching.order_by()[:COUNTED].count()
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, wanted.page), pages)
    rows = _ordered(matching, wanted)[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return LampPage(tuple(rows), total, page, pages)


def lamp_rows_for_export(user: User, wanted: LampFilter) -> QuerySet[CommitmentState]:
    """All rows that match and may be taken away, page or no page."""
    return _ordered(_matching(user, wanted, Ability.EXPORT), wanted)


def _matching(user: User, wanted: LampFilter, ability: Ability = Ability.SEE) -> QuerySet[CommitmentState]:
    rows = visible_states(user, ability)
    if wanted.ending != "any":
        rows = rows.filter(ending=wanted.ending)
    conditions = {
        "commitment__report": wanted.report,
        "colour": wanted.colour or None,
        "field": wanted.field,
        "due_on__gte": wanted.due_from,
        "due_on__lte": wanted.due_until,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value is not None})
    if wanted.organisation is not None:
        supported = Commitment.supporting.through.objects.filter(organisation=wanted.organisation).values("commitment")
        rows = rows.filter(Q(holder=wanted.organisation) | Q(commitment__in=supported))
    for word in wanted.text.replace("\0", "\ufffd").split():
        rows = rows.filter(commitment__text__icontains=word)
    return rows


def _ordered(rows: QuerySet[CommitmentState], wanted: LampFilter) -> QuerySet[CommitmentState]:
    order = ORDERS.get(wanted.order, ORDERS["worst"])
    goals = Goal.objects.filter(parent=None).select_related("state").order_by("number")
    return (
        rows.select_related("commitment__report", "commitment__section", "holder", "goal")
        .prefetch_related(
            Prefetch("commitment__goals", goals, to_attr="top_goals"),
            Prefetch("commitment__supporting", Organisation.objects.order_by("order", "code")),
        )
        .defer("commitment__report__text")
        .order_by(*order)
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One goal's line in the chart of milestones: its first day, its nodes, its last day."""

    state: CommitmentState
    goal: Goal
    path: Path


def milestones(user: User, wanted: LampFilter) -> tuple[tuple[Bar, ...], LampPage]:
    """The goals of one page of commitments as bars, in the order of the list, in five queries."""
    page = lamp_list(user, wanted)
    ids = [state.commitment_id for state in page.rows]
    latest: dict[int, Path] = {}
    rows = PathVersion.objects.filter(goal__commitment__in=ids, goal__parent=None).order_by("goal_id", "number")
    for goal, path in rows.values_list("goal_id", "path"):
        latest[goal] = Path.from_json(path)
    goals: dict[int, list[Goal]] = {pk: [] for pk in ids}
    for each in Goal.objects.filter(commitment__in=ids, parent=None).select_related("state").order_by("number"):
        goals[each.commitment_id].append(each)
    bars = tuple(Bar(state, goal, latest[goal.pk]) for state in page.rows for goal in goals[state.commitment_id])
    return bars, page
