"""Correcting what the reading made of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from luoshi.ledger.actions._revising import Act, lock_commitment, lock_report, revise
from luoshi.ledger.choices import Change, CommitmentKind, ModalityChoice
from luoshi.ledger.errors import BadTarget
from luoshi.ledger.models import Commitment
from luoshi.ledger.projection import latest_snapshot
from luoshi.ledger.snapshots import CommitmentChanges, Snapshot, TargetDraft, fault_in, kind_of
from luoshi.people.abilities import Ability
from luoshi.people.models import User


@transaction.atomic
def correct_commitment(
    *,
    by: User,
    commitment: Commitment,
    expected_revision: int,
    changes: CommitmentChanges,
    at: datetime,
    why: str,
) -> Commitment:
    """Put kind, modality or targets right, as a further revision. The words themselves are the report's and stay.

    Raises BadTarget for a target that does not fit the sentence. Changing nothing writes nothing.
    """
    act = Act(by, at, why)
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.CORRECT)
    act.needs_reason()
    before = latest_snapshot(current)
    after = _corrected(before, changes)
    return current if after == before else revise(current, after, Change.CORRECTED, act)


def _corrected(before: Snapshot, changes: CommitmentChanges) -> Snapshot:
    targets = before.targets
    if changes.targets is not None:
        targets = _checked(changes.targets, before)
    kind = changes.kind or (before.kind if changes.targets is None else kind_of(targets))
    modality = changes.modality or before.modality
    return replace(before, kind=CommitmentKind(kind).value, modality=ModalityChoice(modality).value, targets=targets)


def _checked(drafts: Sequence[TargetDraft], before: Snapshot) -> tuple[TargetDraft, ...]:
    for index, draft in enumerate(drafts):
        field = fault_in(draft, before.start, before.end)
        if field:
            raise BadTarget(index, field)
    return tuple(sorted((_plain(draft) for draft in drafts), key=lambda draft: (draft.start, draft.end)))


def _plain(draft: TargetDraft) -> TargetDraft:
    """Numbers as floats, and a milestone without any, so that the stored rows say exactly the same."""
    if draft.kind == "milestone":
        return replace(draft, value=None, value_high=None, unit="", relation="", mode="", names=tuple(draft.names))
    high = None if draft.value_high is None else float(draft.value_high)
    return replace(draft, value=float(draft.value or 0), value_high=high, names=tuple(draft.names))
