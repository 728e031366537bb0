"""The cuts that every other query starts from. They follow the table of abilities, row for row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import Organisation, Post, User

NOTHING = Q(pk__in=())


def visible_organisations(user: User, ability: Ability = Ability.SEE) -> QuerySet[Organisation]:
    """Organisations on which the user has the ability, closed ones too, in the order of the tree's lists."""
    if Standing.GOVERNED not in standings(user, ability, Kind.ORGANISATION):
        return Organisation.objects.none()
    return Organisation.objects.under(user.government.pk)


def visible_posts(user: User, ability: Ability = Ability.SEE) -> QuerySet[Post]:
    """Posts on which the user has the ability."""
    if Standing.GOVERNED not in standings(user, ability, Kind.POST):
        return Post.objects.none()
    return Post.objects.filter(organisation__in=_governed(user)).select_related("organisation")


def visible_users(user: User, ability: Ability = Ability.SEE) -> QuerySet[User]:
    """Users on whom the user has the ability, the user themself among them where the table says so."""
    at = standings(user, ability, Kind.USER)
    scope = Q(pk=user.pk) if Standing.OWN in at else NOTHING
    if Standing.GOVERNED in at:
        scope |= Q(organisation__in=_governed(user)) & ~Q(pk=user.pk)
    return User.objects.filter(scope).select_related("organisation")


def _governed(user: User) -> QuerySet[Organisation, int]:
    return Organisation.objects.under(user.government.pk).order_by().values_list("pk", flat=True)
