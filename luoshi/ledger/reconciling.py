"""对账: an account as the reading library takes it, so that it can be held against the next year's report. Pure.

What people corrected, added or struck counts, not what was read at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from luoshi.ledger.snapshots import TargetDraft
from luoshi.reading import Commitment, Milestone, Modality, Mode, Reading, Relation, Target
from luoshi.reading.reconciliation import Doubt, NamedPair, Pair, reconcile


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment of an account: its key, its sentence with its place, and what it promises."""

    key: int
    start: int
    end: int
    text: str
    modality: str
    targets: Sequence[TargetDraft]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What became of the promises of one commitment: ``pairs`` are its figures, ``named`` the things of its stages."""

    key: int
    pairs: tuple[Pair, ...]
    named: tuple[NamedPair, ...]


def reconcile_account(
    last: Reading, this: Reading, account: Sequence[Promised]
) -> tuple[tuple[Reconciled, ...], tuple[Doubt, ...]]:
    """What the lookback of ``this`` says of each promise of ``account``, which was opened from ``last``."""
    promised = replace(last, commitments=tuple(_as_read(each) for each in account))
    found = reconcile(promised, this)
    pairs, named = iter(found.pairs), iter(found.named)
    reconciled = tuple(
        Reconciled(
            each.key,
            tuple(next(pairs) for _ in read.targets),
            tuple(next(named) for stage in read.milestones for _ in stage.names),
        )
        for each, read in zip(account, promised.commitments, strict=True)
    )
    return reconciled, found.doubts


def _as_read(promised: Promised) -> Commitment:
    return Commitment(
        start=promised.start,
        end=promised.end,
        text=promised.text,
        heading=None,
        modality=cast(Modality, promised.modality),
        targets=tuple(_as_target(each) for each in _of_kind(promised, "target")),
        milestones=tuple(_as_milestone(each) for each in _of_kind(promised, "milestone")),
    )


def _of_kind(promised: Promised, kind: str) -> Iterable[TargetDraft]:
    return (each for each in promised.targets if each.kind == kind)


def _as_target(draft: TargetDraft) -> Target:
    value = draft.value or 0.0
    return Target(
        start=draft.start,
        end=draft.end,
        quote=draft.quote,
        clause=draft.clause,
        value=value if draft.value_high is None else (value, draft.value_high),
        unit=draft.unit,
        relation=cast(Relation, draft.relation),
        mode=cast(Mode, draft.mode),
        modality=cast(Modality, draft.modality),
        action=draft.action,
        object=draft.object,
        deadline=draft.deadline,
        names=draft.names,
    )


def _as_milestone(draft: TargetDraft) -> Milestone:
    return Milestone(
        start=draft.start,
        end=draft.end,
        quote=draft.quote,
        action=draft.action,
        names=draft.names,
        modality=cast(Modality, draft.modality),
        deadline=draft.deadline,
    )
