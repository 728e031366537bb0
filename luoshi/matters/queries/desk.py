"""Desks: what is in hand, by due time, with a capped count, one page after another by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet

from luoshi.matters.choices import Status
from luoshi.matters.models import Involvement, Matter, Opinion
from luoshi.matters.queries.scope import involvements, is_by_charge, live_matters, visible_matters
from luoshi.people.abilities import Ability, Kind, Role, standings
from luoshi.people.models import User

PAGE_LENGTH = 50
COUNTED = 10_000  # beyond that a reader is told "more than"
LOOKED_AT = 4 * COUNTED  # a matter stands with a handful of one asker's organisations at the most
# So many are looked up and sorted; more are met soon in the order of the desk. Not sooner: what one grid has may well
# be due after all that the others have.
FEW = 20_000


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What a desk shows. ``after`` is the key of the last row of the page before."""

    desk: str = ""
    mechanism: str = ""
    stage: str = ""
    place: int | None = None
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
    total, is_few = _count(user, wanted, matching)
    if not total:
        return DeskPage((), 0, is_capped=False, following="")
    related = matching.select_related("organisation", "version", "place").defer("version__files")
    if is_few:
        pks = _first_of_few(matching, wanted.after, PAGE_LENGTH + 1)
        found = {each.pk: each for each in related.filter(pk__in=pks)}
        rows = [found[pk] for pk in pks if pk in found]
    else:
        rows = _rows(related, wanted.after, PAGE_LENGTH + 1)
    page = tuple(rows[:PAGE_LENGTH])
    following = _key(page[-1]) if len(rows) > PAGE_LENGTH else ""
    return DeskPage(page, min(total, COUNTED), total > COUNTED, following)


def _count(user: User, wanted: DeskFilter, matching: QuerySet[Matter]) -> tuple[int, bool]:
    """How many there are, up to one more than are counted, and whether they are few.

    Whoever sees what their organisations are involved in is answered by an index of involvements, if nothing but the
    desk is asked for.
    """
    by_charge = is_by_charge(standings(user, Ability.SEE, Kind.MATTER))
    if not by_charge or DeskFilter(desk=wanted.desk, after=wanted.after) != wanted:
        counted = matching.order_by()[: COUNTED + 1].values("pk").count()
        return counted, counted <= COUNTED
    found = involvements(user, is_live=True)
    if wanted.desk:
        found = found.filter(desk=wanted.desk)
    return _count_matters(found.order_by().annotate(whose=F("matter_id")).values_list("whose", flat=True))


def _count_matters(found: QuerySet[Involvement, int]) -> tuple[int, bool]:
    """Several organisations of one asker may be involved in the same matter: it is counted once.

    A first look at some of them is enough where there are more matters than are counted.
    """
    some, params = found[:LOOKED_AT].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), COUNT(DISTINCT involved.whose) FROM ({some}) AS involved", params)  # noqa: S608
        rows, matters = cursor.fetchone()
    if rows < LOOKED_AT:
        return matters, matters <= FEW
    counted = matters if matters > COUNTED else found.distinct()[: COUNTED + 1].count()
    return counted, counted <= COUNTED


def _matching(user: User, wanted: DeskFilter) -> QuerySet[Matter]:
    finished = wanted.status in (Status.CLOSED, Status.MERGED)
    found = visible_matters(user) if finished else live_matters(user)
    if wanted.status:
        found = found.filter(status=wanted.status)
    for name, value in (("desk", wanted.desk), ("mechanism_name", wanted.mechanism), ("stage", wanted.stage)):
        if value:
            found = found.filter(**{name: value})
    if wanted.place is not None:
        found = found.filter(place=wanted.place)
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


def _first_of_few(matching: QuerySet[Matter], after: str, most: int) -> list[int]:
    """The keys of the first rows behind a key, where all can be looked up and sorted. The bound on the inner question
    keeps the database from walking along the desk instead, past everything that others have.
    """
    few, params = matching.order_by().values_list("id", "due_at")[:LOOKED_AT].query.sql_with_params()
    moment, _, pk = after.rpartition("/")
    where, behind = "TRUE", []
    if moment:
        at = connection.ops.adapt_datetimefield_value(datetime.fromisoformat(moment))
        where, behind = "due_at > %s OR (due_at = %s AND id > %s) OR due_at IS NULL", [at, at, int(pk)]
    elif pk:
        where, behind = "due_at IS NULL AND id > %s", [int(pk)]
    statement = f"SELECT id FROM ({few}) AS few WHERE {where} ORDER BY due_at IS NULL, due_at, id LIMIT {most}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *behind])
        return [pk for (pk,) in cursor.fetchall()]


def _rows(matching: QuerySet[Matter], after: str, most: int) -> list[Matter]:
    """Rows behind a key: by due time, then by age; what has no due time comes last.

    Two questions, since an index can begin behind a key only where that is a single range of it.
    """
    moment, _, pk = after.rpartition("/")
    dated, undated = matching.filter(due_at__isnull=False), matching.filter(due_at=None)
    if moment:
        due_at = datetime.fromisoformat(moment)
        dated = dated.filter(due_at__gte=due_at).exclude(due_at=due_at, pk__lte=int(pk))
    elif pk:
        return list(undated.filter(pk__gt=int(pk)).order_by("pk")[:most])
    rows = list(dated.order_by("due_at", "pk")[:most])
    return rows + list(undated.order_by("pk")[: most - len(rows)]) if len(rows) < most else rows


def _key(matter: Matter) -> str:
    return f"{matter.due_at.isoformat() if matter.due_at else ''}/{matter.pk}"
