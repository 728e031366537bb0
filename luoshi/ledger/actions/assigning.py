"""Saying who leads and who supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from luoshi.ledger.actions._revising import Act, lock_commitment, lock_report, revise
from luoshi.ledger.choices import Change
from luoshi.ledger.errors import ForeignOrganisation
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.projection import latest_snapshot
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User


@transaction.atomic
def assign_lead(
    *,
    by: User,
    commitment: Commitment,
    expected_revision: int,
    lead: Organisation | None,
    supporting: Sequence[Organisation],
    at: datetime,
    why: str,
) -> Commitment:
    """Give the commitment its lead and supporting organisations; a lead named among the supporting only leads.

    Taking it from a lead that already has it needs a reason. Raises ForeignOrganisation for one that does not belong
    to the government whose report this is.
    """
    act = Act(by, at, why)
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.ASSIGN)
    refuse_foreign(report, [*([lead] if lead else []), *supporting])
    before = latest_snapshot(current)
    lead_id = lead.pk if lead else None
    after = replace(before, lead=lead_id, supporting=tuple(sorted({each.pk for each in supporting} - {lead_id})))
    if after == before:
        return current
    if before.lead is not None and after.lead != before.lead:
        act.needs_reason()
    return revise(current, after, Change.ASSIGNED, act)


def refuse_foreign(report: Report, organisations: Sequence[Organisation]) -> None:
    """Raise ForeignOrganisation for one that is not under the government whose report this is."""
    ours = set(Organisation.objects.under(report.owner_id).values_list("pk", flat=True))
    for organisation in organisations:
        if organisation.pk not in ours:
            raise ForeignOrganisation(organisation)
