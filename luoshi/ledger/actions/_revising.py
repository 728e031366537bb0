"""What every change of a commitment has in common: lock, check, append a revision, write the journal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from luoshi.journal.actions import record
from luoshi.journal.digests import digest_of
from luoshi.ledger.checking_errors import AlreadyDispatched
from luoshi.ledger.choices import LIVE, Change, Origin
from luoshi.ledger.dispatching import BEFORE_DISPATCH
from luoshi.ledger.errors import OverlappingSpan, ReasonRequired, StaleRevision
from luoshi.ledger.models import Commitment, CommitmentRevision, Report
from luoshi.ledger.projection import fill, project
from luoshi.ledger.snapshots import Snapshot
from luoshi.people.abilities import Ability, NotAllowed, abilities
from luoshi.people.models import User


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something, when and why."""

    by: User
    at: datetime
    why: str = ""

    def needs_reason(self) -> None:
        """Raise ReasonRequired when there is none."""
        if not self.why.strip():
            raise ReasonRequired


def lock_report(report_id: int) -> Report:
    """The report, locked until the transaction ends. Always locked first, so that two actions cannot deadlock.

    It serialises all changes to one account: numbers and spans can then be checked before they are written.
    """
    return Report.objects.select_for_update().get(pk=report_id)


def lock_commitment(
    report: Report, commitment_id: int, expected_revision: int, by: User, ability: Ability
) -> Commitment:
    """The commitment as it is now. Raises NotAllowed, or StaleRevision when it is not as the asker saw it."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment_id, report=report)
    commitment.report = report
    may = abilities(by, commitment)
    if Ability.SEE not in may:
        raise NotAllowed(by, ability, commitment)
    if commitment.revision_count != expected_revision:
        raise StaleRevision(commitment)
    if ability not in may:
        raise NotAllowed(by, ability, commitment)
    if ability in BEFORE_DISPATCH and commitment.duties.exists():
        raise AlreadyDispatched(commitment)
    return commitment


def refuse_overlap(report: Report, start: int, end: int, besides: Collection[int] = ()) -> None:
    """Raise OverlappingSpan if a live commitment holds any of these words."""
    others = report.commitments.filter(status__in=LIVE, start__lt=end, end__gt=start).exclude(pk__in=besides)
    other = others.order_by("start").first()
    if other:
        raise OverlappingSpan(other)


def revise(commitment: Commitment, snapshot: Snapshot, change: Change, act: Act) -> Commitment:
    """Append the snapshot as the next revision, bring the current rows up to it, and write the journal."""
    number = commitment.revision_count + 1
    write_revision(commitment, snapshot, number, change, act)
    project(commitment, snapshot, number)
    return commitment


def create(report: Report, snapshot: Snapshot, origin: Origin, act: Act) -> Commitment:
    """A new commitment with its first revision. The report must be locked."""
    highest = report.commitments.aggregate(highest=Max("number"))["highest"]
    commitment = Commitment(report=report, number=(highest or 0) + 1, origin=origin)
    fill(commitment, snapshot, 1)
    commitment.save(force_insert=True)
    write_revision(commitment, snapshot, 1, Change(origin.value), act)
    project(commitment, snapshot, 1)
    return commitment


def write_revision(commitment: Commitment, snapshot: Snapshot, number: int, change: Change, act: Act) -> None:
    """Append one revision and its journal line, which holds the snapshot's digest."""
    values = snapshot.to_json()
    CommitmentRevision.objects.create(
        commitment=commitment, number=number, change=change, snapshot=values, by=act.by, at=act.at, why=act.why.strip()
    )
    data: dict[str, Any] = {"revision": number, "snapshot_digest": digest_of(values)}
    record(
        by=act.by, action=f"commitment.{change.value}", subject=commitment, at=act.at, why=act.why.strip(), data=data
    )
