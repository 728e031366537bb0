"""The cut that every other query starts from. It follows the table of abilities, row for row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.matters.choices import LIVE
from luoshi.matters.models import Involvement, Matter
from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import User

NOTHING = Q(pk__in=())
LIVE_STATUS = [each.value for each in LIVE]


def visible_matters(user: User, ability: Ability = Ability.SEE) -> QuerySet[Matter]:
    """Matters on which the user has the ability, whatever their state."""
    live = Q(status__in=LIVE_STATUS)
    open_ones = live & _scope(user, standings(user, ability, Kind.MATTER), is_live=True)
    closed = ~live & _scope(user, standings(user, ability, Kind.CLOSED_MATTER), is_live=False)
    return Matter.objects.filter(open_ones | closed)


def live_matters(user: User, ability: Ability = Ability.SEE) -> QuerySet[Matter]:
    """Matters in hand on which the user has the ability: the desk's own cut, which an index serves."""
    return Matter.objects.filter(status__in=LIVE_STATUS).filter(
        _scope(user, standings(user, ability, Kind.MATTER), is_live=True)
    )


def _scope(user: User, at: frozenset[Standing], *, is_live: bool) -> Q:
    """A charge only ever adds, so GOVERNED takes in GOVERNED_CHARGED."""
    charged = Q(pk__in=involvements(user, is_live=is_live).values("matter"))
    if is_by_charge(at):
        return charged
    scope = NOTHING
    if Standing.GOVERNED in at:
        scope |= Q(government__in=user.governed_ids)
    elif Standing.GOVERNED_CHARGED in at:
        scope |= Q(government__in=user.governed_ids) & charged
    if Standing.ABOVE_CHARGED in at:
        scope |= ~Q(government__in=user.governed_ids) & charged
    return scope


def is_by_charge(at: frozenset[Standing]) -> bool:
    """Is what an asker with these standings sees told by their organisations' involvements alone?"""
    return {Standing.GOVERNED_CHARGED, Standing.ABOVE_CHARGED} <= at and Standing.GOVERNED not in at


def involvements(user: User, *, is_live: bool) -> QuerySet[Involvement]:
    """Where the asker's organisations have a hand, among matters in hand or among the others.

    Whoever has a matter in hand is involved too, so one table answers, and an index of it serves.
    """
    return Involvement.objects.filter(organisation__in=user.charge_ids, is_live=is_live)
