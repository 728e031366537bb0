"""Adding a commitment that the reading did not see."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.ledger.actions._revising import Act, create, lock_report, refuse_overlap
from luoshi.ledger.choices import Origin, Status
from luoshi.ledger.cutting import sentence_of, trim_span
from luoshi.ledger.models import Commitment, Report, Section
from luoshi.ledger.reader import Reader, passage
from luoshi.ledger.snapshots import Snapshot, TargetDraft, drafts_of, kind_of, modality_of
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.reading import read_source


@transaction.atomic
def add_commitment(
    *,
    by: User,
    report: Report,
    start: int,
    end: int,
    at: datetime,
    why: str,
    reader: Reader = read_source,
) -> Commitment:
    """Make a confirmed commitment of the selected words; a reading of just these words proposes its targets.

    Raises BadOffsets for a selection without words and OverlappingSpan when a live commitment holds any of them.
    """
    act = Act(by, at, why)
    report = lock_report(report.pk)
    require(by, Ability.ADD, report)
    act.needs_reason()
    start, end = trim_span(report.text, start, end)
    refuse_overlap(report, start, end)
    targets = _found_targets(report, start, end, reader)
    return create(report, _added(report, start, end, targets), Origin.ADDED, act)


def _added(report: Report, start: int, end: int, targets: tuple[TargetDraft, ...]) -> Snapshot:
    return Snapshot(
        start=start,
        end=end,
        text=sentence_of(report.text, start, end),
        section=_section_at(report, start),
        kind=kind_of(targets),
        modality=modality_of(targets, "firm"),
        status=Status.CONFIRMED.value,
        lead=None,
        supporting=(),
        successors=(),
        targets=targets,
    )


def _section_at(report: Report, offset: int) -> int | None:
    sections = Section.objects.filter(report=report, start__lte=offset, body_end__gt=offset)
    section = sections.order_by("-start", "-level").first()
    return section.pk if section else None


def _found_targets(report: Report, start: int, end: int, reader: Reader) -> tuple[TargetDraft, ...]:
    reading = reader(passage(report.text[start:end], year=report.year, traditional=report.traditional))
    return tuple(draft for each in reading.commitments for draft in drafts_of(each, shift=start))
