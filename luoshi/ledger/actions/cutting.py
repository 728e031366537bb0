"""Splitting one sentence into several commitments, and merging neighbours into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from django.db import transaction

from luoshi.ledger.actions._revising import Act, create, lock_commitment, lock_report, refuse_overlap, revise
from luoshi.ledger.choices import Change, Origin, Status
from luoshi.ledger.cutting import Span, cut_span, sentence_of, share_targets
from luoshi.ledger.errors import NotAdjacent, OverlappingSpan
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.projection import latest_snapshot
from luoshi.ledger.snapshots import Snapshot, TargetDraft, kind_of, modality_of
from luoshi.people.abilities import Ability
from luoshi.people.models import User


@transaction.atomic
def split_commitment(
    *,
    by: User,
    commitment: Commitment,
    expected_revision: int,
    at_offsets: list[int],
    at: datetime,
    why: str,
) -> list[Commitment]:
    """Cut the sentence at these offsets of the report's text. Each piece takes the targets that lie in it.

    The pieces cover the sentence from end to end and inherit its status and organisations; the whole is replaced
    and points at them. Raises BadOffsets.
    """
    act = Act(by, at, why)
    report = lock_report(commitment.report_id)
    current = lock_commitment(report, commitment.pk, expected_revision, by, Ability.SPLIT)
    act.needs_reason()
    whole = latest_snapshot(current)
    spans = cut_span(report.text, (whole.start, whole.end), at_offsets)
    shares = share_targets(spans, whole.targets)
    snapshots = [_piece(report, whole, *part) for part in zip(spans, shares, strict=True)]
    pieces = [create(report, snapshot, Origin.SPLIT, act) for snapshot in snapshots]
    _replace(current, pieces, act)
    return pieces


def _piece(report: Report, whole: Snapshot, span: Span, targets: tuple[TargetDraft, ...]) -> Snapshot:
    start, end = span
    return replace(
        whole,
        start=start,
        end=end,
        text=sentence_of(report.text, start, end),
        kind=kind_of(targets),
        modality=modality_of(targets, whole.modality),
        targets=targets,
    )


@transaction.atomic
def merge_commitments(*, by: User, commitments: Sequence[Commitment], at: datetime, why: str) -> Commitment:
    """Join neighbours into one commitment over all their words. The rows passed in must be as last seen.

    Raises NotAdjacent for fewer than two, for two reports, or when a heading or another commitment stands between.
    """
    act = Act(by, at, why)
    chosen = sorted({each.pk: each for each in commitments}.values(), key=lambda each: each.start)
    if not chosen:
        raise ValueError("nothing to merge")
    if len(chosen) < 2 or len({each.report_id for each in chosen}) > 1:
        raise NotAdjacent(chosen[0], chosen[-1])
    report = lock_report(chosen[0].report_id)
    current = [lock_commitment(report, each.pk, each.revision_count, by, Ability.MERGE) for each in chosen]
    act.needs_reason()
    for first, second in pairwise(current):
        _refuse_gap(report, first, second)
    _refuse_stranger(report, current)
    merged = create(report, _joined(report, [latest_snapshot(each) for each in current]), Origin.MERGED, act)
    for each in current:
        _replace(each, [merged], act)
    return merged


def _refuse_gap(report: Report, first: Commitment, second: Commitment) -> None:
    heading_between = report.sections.filter(start__gte=first.end, start__lt=second.start).exists()
    if heading_between or not (first.is_live and second.is_live):
        raise NotAdjacent(first, second)


def _refuse_stranger(report: Report, current: list[Commitment]) -> None:
    """Nobody else's words between the first and the last."""
    try:
        refuse_overlap(report, current[0].start, current[-1].end, besides=[each.pk for each in current])
    except OverlappingSpan as overlap:
        raise NotAdjacent(current[0], overlap.other) from overlap


def _joined(report: Report, parts: list[Snapshot]) -> Snapshot:
    """One snapshot for all: confirmed only if all were; the first lead leads and the others support."""
    start, end = parts[0].start, parts[-1].end
    targets = tuple(target for part in parts for target in part.targets)
    leads = list(dict.fromkeys(part.lead for part in parts if part.lead is not None))
    supporting = {each for part in parts for each in part.supporting} | set(leads[1:])
    return replace(
        parts[0],
        start=start,
        end=end,
        text=sentence_of(report.text, start, end),
        kind=kind_of(targets),
        modality="strive" if all(part.modality == "strive" for part in parts) else "firm",
        status=(Status.CONFIRMED if all(part.status == Status.CONFIRMED for part in parts) else Status.PROPOSED).value,
        lead=leads[0] if leads else None,
        supporting=tuple(sorted(supporting - set(leads[:1]))),
        targets=targets,
    )


def _replace(commitment: Commitment, successors: Sequence[Commitment], act: Act) -> None:
    snapshot = replace(
        latest_snapshot(commitment),
        status=Status.REPLACED.value,
        successors=tuple(sorted(each.pk for each in successors)),
    )
    revise(commitment, snapshot, Change.REPLACED, act)
