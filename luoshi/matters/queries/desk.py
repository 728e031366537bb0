"""Desks: what is in hand, by due time, with a capped count, one page after another by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from luoshi.matters.choices import Status
from luoshi.matters.models import Matter, Opinion
from luoshi.matters.queries.scope import live_matters, visible_matters
from luoshi.people.abilities import Ability, Role
from luoshi.people.models import User

PAGE_LENGTH = 50
COUNTED = 10_000  # beyond that a reader is told "more than"


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What a desk shows. ``after`` is the key of the last row of the page before."""

    desk: str = ""
    mechanism: str = ""
    stage: str = ""
    status: str = ""  # "" is everything in hand
    mine: bool = False  # only what stands with the asker's organisations
    overdue_at: datetime | None = None  # only what is late at this moment
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page. ``total`` counts up to ``COUNTED``; ``is_capped`` says that there are more."""

    rows: tuple[Matter, ...]
    total: int
    is_capped: bool
    following: str  # the key for the next page; "" at the end


def desk_page(user: User, wanted: DeskFilter) -> DeskPage:
    """What the user may see of a desk: what is due first comes first, what waits for nothing last."""
    matching = _matching(user, wanted)
    total = matching.order_by()[: COUNTED + 1].values("pk").count()
    rows = list(
        _from(matching, wanted.after)
        .select_related("organisation", "version", "place")
        .defer("version__files")[: PAGE_LENGTH + 1]
    )
    page = tuple(rows[:PAGE_LENGTH])
    following = _key(page[-1]) if len(rows) > PAGE_LENGTH else ""
    return DeskPage(page, min(total, COUNTED), total > COUNTED, following)


def _matching(user: User, wanted: DeskFilter) -> QuerySet[Matter]:
    finished = wanted.status in (Status.CLOSED, Status.MERGED)
    found = visible_matters(user) if finished else live_matters(user)
    if wanted.status:
        found = found.filter(status=wanted.status)
    for name, value in (("desk", wanted.desk), ("mechanism_name", wanted.mechanism), ("stage", wanted.stage)):
        if value:
            found = found.filter(**{name: value})
    if wanted.mine:
        found = found.filter(_in_hand(user))
    if wanted.overdue_at is not None:
        found = found.filter(due_at__lte=wanted.overdue_at)
    if wanted.words:
        found = found.filter(Q(title__contains=wanted.words) | Q(code=wanted.words))
    return found


def _in_hand(user: User) -> Q:
    """What waits for the user's own organisations; for a supervisor also what stands with their government."""
    mine = Q(organisation__in=user.charge_ids)
    return mine | Q(organisation=user.government.pk) if Role.SUPERVISOR in user.roles else mine


def owed_opinions(user: User) -> QuerySet[Opinion]:
    """Opinions that the user's organisations were asked for and still owe, what is due first before the rest."""
    asked = Opinion.objects.filter(given_at=None, step__ended_at=None, organisation__in=user.charge_ids)
    mine = asked.filter(step__matter__in=live_matters(user, Ability.WORK))
    return mine.select_related("step__matter", "organisation", "clock").order_by("clock__ends_at", "pk")


def _from(matching: QuerySet[Matter], after: str) -> QuerySet[Matter]:
    """Rows behind a key, in the order of the index: by due time, then by age; what has none comes last."""
    ordered = matching.order_by(F("due_at").asc(nulls_last=True), "pk")
    if not after:
        return ordered
    moment, _, pk = after.rpartition("/")
    if not moment:
        return ordered.filter(due_at=None, pk__gt=int(pk))
    due_at = datetime.fromisoformat(moment)
    return ordered.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=int(pk)) | Q(due_at=None))


def _key(matter: Matter) -> str:
    return f"{matter.due_at.isoformat() if matter.due_at else ''}/{matter.pk}"
