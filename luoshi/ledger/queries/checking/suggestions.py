"""Who should lead, with the reasons: what the words say, and what this office chose before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.ledger.checking_choices import DutyPart, DutyState, DutyStepKind
from luoshi.ledger.models import Commitment, DutyStep
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User
from luoshi.people.queries import visible_organisations
from luoshi.reading.leads import Cause, Precedent, suggest_lead

MOST_PRECEDENTS = 3_000
SHOWN = 5


@dataclass(frozen=True, slots=True)
class LeadSuggestion:
    """One organisation that might lead, its share of belief, and why."""

    organisation: Organisation
    score: float
    reasons: tuple[Cause, ...]


def lead_suggestions(user: User, commitment: Commitment, *, most: int = SHOWN) -> tuple[LeadSuggestion, ...]:
    """The likeliest leads for a commitment that the user may assign; departments, towns and enterprises are on offer.

    The heading above speaks too. Where several have been chosen before and then re-routed, only the last holder counts
    as a precedent; who holds the commitment itself is no precedent for it.
    """
    if not visible_commitments(user, Ability.ASSIGN).filter(pk=commitment.pk).exists():
        return ()
    offered = {each.name: each for each in visible_organisations(user).filter(kind__in=OFFERED)}
    heading = commitment.section.title if commitment.section else ""
    before = precedents(user, besides=commitment)
    found = suggest_lead(commitment.text, list(offered), before, heading=heading)
    return tuple(LeadSuggestion(offered[each.organisation], each.score, tuple(each.reasons)) for each in found[:most])


OFFERED = ("department", "town", "enterprise")


def precedents(user: User, *, besides: Commitment) -> Sequence[Precedent]:
    """The office's own choices but one, newest first: who leads what, of all its accounts."""
    seen = visible_commitments(user, Ability.ASSIGN).filter(lead__isnull=False)
    rows = seen.order_by("-report__year", "-pk").values_list("pk", "text", "lead__name")[:MOST_PRECEDENTS]
    return [Precedent(text, name) for pk, text, name in rows if pk != besides.pk]


def refused_before(commitment: Commitment) -> tuple[DutyStep, ...]:
    """Who refused this commitment, and whom they named instead."""
    steps = DutyStep.objects.filter(
        duty__commitment=commitment, duty__part=DutyPart.LEAD, kind=DutyStepKind.REFUSED
    ).exclude(duty__state=DutyState.WITHDRAWN)
    return tuple(steps.select_related("holder", "better", "by").order_by("number"))
