"""Confirming and rejecting what the reading proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import digest_of
from luoshi.ledger.actions._revising import Act, lock_commitment, lock_report, refuse_overlap, revise
from luoshi.ledger.choices import Change, Status
from luoshi.ledger.models import Commitment, CommitmentRevision, Report
from luoshi.ledger.projection import latest_snapshot
from luoshi.ledger.snapshots import Snapshot
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User


@transaction.atomic
def confirm_commitment(
    *, by: User, commitment: Commitment, expected_revision: int, at: datetime, why: str = ""
) -> Commitment:
    """Take the commitment into the account. A rejected one comes back, if its words are still free."""
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.CONFIRM)
    if current.status == Status.CONFIRMED:
        return current
    refuse_overlap(report, current.start, current.end, besides=[current.pk])
    snapshot = replace(latest_snapshot(current), status=Status.CONFIRMED.value)
    return revise(current, snapshot, Change.CONFIRMED, Act(by, at, why))


@transaction.atomic
def reject_commitment(
    *, by: User, commitment: Commitment, expected_revision: int, at: datetime, why: str
) -> Commitment:
    """Strike the commitment from the account: it promises nothing. Its history stays."""
    act = Act(by, at, why)
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.REJECT)
    act.needs_reason()
    if current.status == Status.REJECTED:
        return current
    return revise(current, replace(latest_snapshot(current), status=Status.REJECTED.value), Change.REJECTED, act)


@transaction.atomic
def confirm_all(*, by: User, report: Report, at: datetime) -> int:
    """Confirm everything of a report that is still proposed; returns how many. One journal line for all."""
    report = lock_report(report.pk)
    require(by, Ability.CONFIRM, report)
    proposed = list(report.commitments.filter(status=Status.PROPOSED).order_by("pk"))
    if not proposed:
        return 0
    revisions = _confirm_rows(proposed, Act(by, at))
    digests = {str(each.commitment_id): digest_of(each.snapshot) for each in revisions}
    record(
        by=by,
        action="report.confirmed_all",
        subject=report,
        at=at,
        data={"commitments": len(proposed), "snapshots_digest": digest_of(dict(digests))},
    )
    return len(proposed)


def _confirm_rows(proposed: list[Commitment], act: Act) -> list[CommitmentRevision]:
    """A further revision for each, and its row brought up to it, in a few statements however many there are."""
    revisions = []
    for commitment, latest in zip(proposed, _latest_snapshots(proposed), strict=True):
        commitment.revision_count += 1
        commitment.status = Status.CONFIRMED
        revisions.append(
            CommitmentRevision(
                commitment=commitment,
                number=commitment.revision_count,
                change=Change.CONFIRMED,
                snapshot=replace(latest, status=Status.CONFIRMED.value).to_json(),
                by=act.by,
                at=act.at,
            )
        )
    Commitment.objects.bulk_update(proposed, ["status", "revision_count"], batch_size=200)
    return CommitmentRevision.objects.bulk_create(revisions)


def _latest_snapshots(commitments: list[Commitment]) -> list[Snapshot]:
    revisions = CommitmentRevision.objects.filter(commitment__report=commitments[0].report_id).order_by("number")
    latest = dict(revisions.values_list("commitment_id", "snapshot"))  # later ones overwrite earlier ones
    return [Snapshot.from_json(latest[each.pk]) for each in commitments]
