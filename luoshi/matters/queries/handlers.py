"""Who could handle a stage where nobody can be told from the tree: several grids lie beneath one community."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from luoshi.mechanisms.stages import Stage, Tier
from luoshi.people.models import Organisation


def possible_handlers(stage: Stage, place: Organisation, on: date) -> QuerySet[Organisation]:
    """Those of the stage's tier beneath the place or, where there are none, beneath the next one over it."""
    there = Organisation.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), kind=stage.tier or Tier.DEPARTMENT)
    over: Organisation | None = place
    while over is not None:
        found = there.filter(pk__in=Organisation.objects.under(over.pk).values("pk"))
        if found.exists():
            return found
        over = over.parent
    return there.none()
