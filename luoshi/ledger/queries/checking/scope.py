"""What hangs on commitments, cut by the table of abilities: the one place where these reads are scoped.

The parts of the cut are plain ``IN`` conditions over a commitment's owner and its organisations, so that they combine
with every other filter and stay fast for somebody who sees little of much.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.ledger.models import (
    CommitmentState,
    Duty,
    Entry,
    Evidence,
    Goal,
    Message,
    Notice,
    PathProposal,
    Settlement,
)
from luoshi.ledger.queries.scope import NOTHING, charged_with, reports_around, visible_commitments
from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import User

G, C, H = Standing.GOVERNED, Standing.GOVERNED_CHARGED, Standing.GOVERNED_HELD
A, AC, AH = Standing.ABOVE, Standing.ABOVE_CHARGED, Standing.ABOVE_HELD


def visible_duties(user: User, ability: Ability = Ability.SEE) -> QuerySet[Duty]:
    """Duties on which the user has the ability."""
    return Duty.objects.filter(cut(user, ability, Kind.DUTY, "commitment", "holder"))


def visible_goals(user: User, ability: Ability = Ability.SEE) -> QuerySet[Goal]:
    """Goals on which the user has the ability."""
    return Goal.objects.filter(cut(user, ability, Kind.GOAL, "commitment", "duty__holder"))


def visible_entries(user: User, ability: Ability = Ability.SEE) -> QuerySet[Entry]:
    """Entries on which the user has the ability."""
    return Entry.objects.filter(cut(user, ability, Kind.ENTRY, "goal__commitment", "goal__duty__holder"))


def visible_settlements(user: User, ability: Ability = Ability.SEE) -> QuerySet[Settlement]:
    """Settlements on which the user has the ability."""
    return Settlement.objects.filter(cut(user, ability, Kind.SETTLEMENT, "commitment", "applicant"))


def visible_evidence(user: User, ability: Ability = Ability.SEE) -> QuerySet[Evidence]:
    """Files behind entries and settlements on which the user has the ability."""
    entries = visible_entries(user, ability).order_by().values("pk")
    settlements = visible_settlements(user, ability).order_by().values("pk")
    return Evidence.objects.filter(Q(entry__in=entries) | Q(step__settlement__in=settlements))


def visible_notices(user: User, ability: Ability = Ability.SEE) -> QuerySet[Notice]:
    """Supervision notices on which the user has the ability."""
    return Notice.objects.filter(cut(user, ability, Kind.NOTICE, "commitment", "holder"))


def visible_proposals(user: User, ability: Ability = Ability.SEE) -> QuerySet[PathProposal]:
    """Proposed paths of goals on which the user has the ability."""
    return PathProposal.objects.filter(cut(user, ability, Kind.GOAL, "goal__commitment", "goal__duty__holder"))


def visible_states(user: User, ability: Ability = Ability.SEE) -> QuerySet[CommitmentState]:
    """The states of dispatched commitments on which the user has the ability."""
    return CommitmentState.objects.filter(commitment__in=visible_commitments(user, ability).order_by().values("pk"))


def visible_messages(user: User, ability: Ability = Ability.SEE) -> QuerySet[Message]:
    """The user's own messages; for those who look after the outbox, all of their government."""
    at = standings(user, ability, Kind.MESSAGE)
    own = Q(recipient=user) if Standing.OWN in at else NOTHING
    all_of_ours = Q(owner__in=user.governed_ids) if G in at else NOTHING
    return Message.objects.filter(own | all_of_ours)


def cut(user: User, ability: Ability, kind: Kind, commitment: str, holder: str) -> Q:
    """The rows, of any table, whose commitment stands so to the user that they have the ability.

    Being charged with it, and holding it, only ever add.
    """
    at = standings(user, ability, kind)
    if not at:
        return NOTHING
    scope = NOTHING
    for (whole, charged, held), reports in zip(((G, C, H), (A, AC, AH)), reports_around(user), strict=True):
        if not reports or not at & {whole, charged, held}:
            continue
        owned = Q(**{f"{commitment}__report__in": reports})
        if whole in at:
            scope |= owned
            continue
        owned &= charged_with(user, commitment)
        scope |= owned if charged in at else owned & Q(**{f"{holder}__in": user.charge_ids})
    return scope
