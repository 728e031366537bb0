"""The current columns and target rows, written from revisions and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.db import transaction

from luoshi.ledger.models import Commitment, CommitmentRevision, Target
from luoshi.ledger.snapshots import Snapshot, TargetDraft, stated_deadline

DRAFT_FIELDS = tuple(field for field in TargetDraft.__dataclass_fields__ if field != "names")


def latest_snapshot(commitment: Commitment) -> Snapshot:
    """What the latest revision says."""
    revision = CommitmentRevision.objects.filter(commitment=commitment).latest("number")
    return Snapshot.from_json(revision.snapshot)


def fill(commitment: Commitment, snapshot: Snapshot, number: int) -> None:
    """Put the snapshot's plain values, and what follows from them, on the row, unsaved."""
    commitment.start, commitment.end, commitment.text = snapshot.start, snapshot.end, snapshot.text
    commitment.section_id, commitment.lead_id = snapshot.section, snapshot.lead
    commitment.kind, commitment.modality, commitment.status = snapshot.kind, snapshot.modality, snapshot.status
    commitment.revision_count = number
    stated = stated_deadline(snapshot.targets, commitment.section.deadline if commitment.section else None)
    commitment.due_on, commitment.due_stated = stated or date(commitment.report.year, 12, 31), stated is not None


def target_rows(commitment: Commitment, snapshot: Snapshot) -> list[Target]:
    """The snapshot's targets as unsaved rows."""
    return [
        Target(
            commitment=commitment,
            order=order,
            names=list(draft.names),
            **{field: getattr(draft, field) for field in DRAFT_FIELDS},
        )
        for order, draft in enumerate(snapshot.targets, 1)
    ]


def project(commitment: Commitment, snapshot: Snapshot, number: int) -> None:
    """Save the snapshot as the commitment's current state."""
    fill(commitment, snapshot, number)
    commitment.save()
    commitment.supporting.set(snapshot.supporting)
    commitment.successors.set(snapshot.successors)
    if drafts_in(commitment) != snapshot.targets:
        commitment.targets.all().delete()
        Target.objects.bulk_create(target_rows(commitment, snapshot))


def drafts_in(commitment: Commitment) -> tuple[TargetDraft, ...]:
    """The stored target rows as values."""
    return tuple(
        TargetDraft(names=tuple(row.names), **{field: getattr(row, field) for field in DRAFT_FIELDS})
        for row in sorted(commitment.targets.all(), key=attrgetter("order"))
    )


def snapshot_of(commitment: Commitment) -> Snapshot:
    """What the current rows say: equal to the latest revision unless somebody wrote past the actions."""
    return Snapshot(
        start=commitment.start,
        end=commitment.end,
        text=commitment.text,
        section=commitment.section_id,
        kind=commitment.kind,
        modality=commitment.modality,
        status=commitment.status,
        lead=commitment.lead_id,
        supporting=tuple(sorted(each.pk for each in commitment.supporting.all())),
        successors=tuple(sorted(each.pk for each in commitment.successors.all())),
        targets=drafts_in(commitment),
    )


def strayed() -> Iterator[Commitment]:
    """Commitments whose current rows are not what their latest revision says."""
    rows = Commitment.objects.order_by("pk").prefetch_related("targets", "supporting", "successors", "revisions")
    for commitment in rows.iterator(chunk_size=500):
        latest = max(commitment.revisions.all(), key=attrgetter("number"))
        if latest.number != commitment.revision_count or Snapshot.from_json(latest.snapshot) != snapshot_of(commitment):
            yield commitment


@transaction.atomic
def rebuild() -> int:
    """Write every strayed commitment anew from its latest revision; returns how many there were."""
    wrong = list(strayed())
    for commitment in wrong:
        latest = CommitmentRevision.objects.filter(commitment=commitment).latest("number")
        project(commitment, Snapshot.from_json(latest.snapshot), latest.number)
    return len(wrong)
