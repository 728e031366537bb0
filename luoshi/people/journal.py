"""The journal as people may read it. It stands below people and knows no scope; the cut is made here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from luoshi.journal.models import Line
from luoshi.people.abilities import Ability, Asker, Kind, Standing, standings
from luoshi.people.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of the asker's own government, for abilities."""

    ability_kind: Kind = Kind.JOURNAL

    def standing_to(self, asker: Asker) -> Standing:
        """Everybody's own government is governed by it."""
        return Standing.GOVERNED


JOURNAL = Journal()


def visible_lines(user: User, ability: Ability = Ability.SEE) -> QuerySet[Line]:
    """Lines on which the user has the ability, newest first: what people of their government and under it did.

    What the program did of itself is read at the root of the tree, where the installation is looked after.
    """
    if Standing.GOVERNED not in standings(user, ability, Kind.JOURNAL):
        return Line.objects.none()
    governed = Organisation.objects.under(user.government.pk).order_by().values("pk")
    people = User.objects.filter(organisation__in=governed).order_by().values("pk")
    scope = Q(actor__in=people)
    if user.government.parent_id is None:
        scope |= Q(actor=None)
    return Line.objects.filter(scope).select_related("actor").order_by("-pk")
