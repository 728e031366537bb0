"""The two cuts that every other query starts from. They follow the table of abilities, row for row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.ledger.choices import Status
from luoshi.ledger.models import Commitment, Report
from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import Organisation, User

NOTHING = Q(pk__in=())


def visible_reports(user: User, ability: Ability = Ability.SEE) -> QuerySet[Report]:
    """Reports on which the user has the ability, newest year first, without their text."""
    at = standings(user, ability, Kind.REPORT)
    owned = Q(owner__in=_governed(user)) if Standing.GOVERNED in at else NOTHING
    over = Q(owner__in=_over(user)) & ~Q(owner__in=_governed(user)) if Standing.ABOVE in at else NOTHING
    return Report.objects.filter(owned | over).select_related("owner").defer("text")


def visible_commitments(user: User, ability: Ability = Ability.SEE) -> QuerySet[Commitment]:
    """Commitments on which the user has the ability, in text order."""
    replaced = Q(status=Status.REPLACED)
    scope = _scope(user, standings(user, ability, Kind.COMMITMENT)) & ~replaced
    history = _scope(user, standings(user, ability, Kind.REPLACED_COMMITMENT)) & replaced
    return Commitment.objects.filter(scope | history).order_by("report", "start", "number")


def _scope(user: User, at: frozenset[Standing]) -> Q:
    """Commitments that stand so. A charge only ever adds, so GOVERNED takes in GOVERNED_CHARGED."""
    scope = NOTHING
    if Standing.GOVERNED in at:
        scope |= Q(report__owner__in=_governed(user))
    elif Standing.GOVERNED_CHARGED in at:
        scope |= Q(report__owner__in=_governed(user)) & _charged(user)
    if Standing.ABOVE in at:
        scope |= Q(report__owner__in=_over(user))
    elif Standing.ABOVE_CHARGED in at:
        scope |= Q(report__owner__in=_over(user)) & _charged(user)
    return scope


def _governed(user: User) -> QuerySet[Organisation, int]:
    return Organisation.objects.under(user.government.pk).order_by().values_list("pk", flat=True)


def _over(user: User) -> QuerySet[Organisation, int]:
    return Organisation.objects.above(user.organisation_id).order_by().values_list("pk", flat=True)


def _charged(user: User) -> Q:
    ours = Organisation.objects.under(user.organisation_id).order_by().values_list("pk", flat=True)
    supported = Commitment.supporting.through.objects.filter(organisation__in=ours).values_list("commitment")
    return Q(lead__in=ours) | Q(pk__in=supported)
