"""The two cuts that every other query starts from. They follow the table of abilities, row for row.

Reports and organisations go in by their keys. With the tree inside the query SQLite tried every commitment with every
organisation (1.6 s for the account of a viewer), and PostgreSQL went through the tree once for every row.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.ledger.choices import Status
from luoshi.ledger.models import Commitment, Report
from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import Organisation, User

NOTHING = Q(pk__in=())
FEW = 50  # organisations
WIDTHS = (
    (Standing.GOVERNED, Standing.GOVERNED_CHARGED),
    (Standing.ABOVE, Standing.ABOVE_CHARGED),
)


def visible_reports(user: User, ability: Ability = Ability.SEE) -> QuerySet[Report]:
    """Reports on which the user has the ability, newest year first, without their text."""
    at = standings(user, ability, Kind.REPORT)
    governed, above = reports_around(user)
    shown = (governed if Standing.GOVERNED in at else []) + (above if Standing.ABOVE in at else [])
    return Report.objects.filter(pk__in=shown).select_related("owner").defer("text")


def visible_commitments(user: User, ability: Ability = Ability.SEE) -> QuerySet[Commitment]:
    """Commitments on which the user has the ability, in text order."""
    replaced = Q(status=Status.REPLACED)
    reports = reports_around(user)
    scope = _scope(user, standings(user, ability, Kind.COMMITMENT), reports) & ~replaced
    history = _scope(user, standings(user, ability, Kind.REPLACED_COMMITMENT), reports) & replaced
    return Commitment.objects.filter(scope | history).order_by("report", "start", "number")


def reports_around(user: User) -> tuple[list[int], list[int]]:
    """The keys of the reports of the user's government and those beneath it, and of the reports of those over it.

    An installation has tens of reports, hundreds at the most: all of them cost less than a condition on the tree.
    """
    owners = dict(Report.objects.order_by("pk").values_list("pk", "owner_id"))
    governed = [pk for pk, owner in owners.items() if owner in user.governed_ids]
    return governed, [pk for pk, owner in owners.items() if owner in user.line_ids - user.governed_ids]


def charged_with(user: User, commitment: str = "") -> Q:
    """Commitments that the user's organisation, or one beneath it, leads or supports; ``commitment`` is the way there.

    Whoever has many beneath them gets the tree inside the query: hundreds of keys cost more than it does.
    """
    ours = user.charge_ids if len(user.charge_ids) <= FEW else _beneath(user.organisation_id)
    supported = Commitment.supporting.through.objects.filter(organisation__in=ours).values("commitment")
    way = f"{commitment}__" if commitment else ""
    return Q(**{f"{way}lead__in": ours}) | Q(**{f"{commitment or 'pk'}__in": supported})


def _scope(user: User, at: frozenset[Standing], reports: tuple[list[int], list[int]]) -> Q:
    """Commitments that stand so. A charge only ever adds, so GOVERNED takes in GOVERNED_CHARGED."""
    scope = NOTHING
    for (whole, charged), keys in zip(WIDTHS, reports, strict=True):
        if keys and whole in at:
            scope |= Q(report__in=keys)
        elif keys and charged in at:
            scope |= Q(report__in=keys) & charged_with(user)
    return scope


def _beneath(organisation_id: int) -> QuerySet[Organisation, int]:
    return Organisation.objects.under(organisation_id).order_by().values_list("pk", flat=True)
