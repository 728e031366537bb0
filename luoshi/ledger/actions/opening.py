"""建账: a report comes in, is read, and gets its account."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from luoshi.files import keep_original
from luoshi.journal.actions import record
from luoshi.journal.digests import Json, digest_of
from luoshi.ledger.choices import Change, Origin, Status
from luoshi.ledger.errors import DuplicateReport
from luoshi.ledger.models import Commitment, CommitmentRevision, Layout, Passage, Report, Section, Target, Term
from luoshi.ledger.projection import fill, target_rows
from luoshi.ledger.reader import Reader, prepare
from luoshi.ledger.snapshots import Snapshot, drafts_of
from luoshi.people.abilities import Ability, require
from luoshi.people.models import OFFICE, User
from luoshi.reading import Commitment as ReadCommitment
from luoshi.reading import Heading, Reading, read_source
from luoshi.reading.sources import Mark, Source

TITLE_LENGTH, NAME_LENGTH = 200, 255


def open_report(
    *,
    by: User,
    source: Source,
    original: bytes,
    title: str,
    place: str,
    year: int,
    at: datetime,
    reader: Reader = read_source,
) -> Report:
    """Keep the file, read its text, and propose a commitment for every promise in it.

    ``original`` is the file as received, whose digest is ``source.digest``. A report that promises nothing opens
    with no commitments. Raises DuplicateReport when the asker's government already has this very file, and
    ValidationError when title, place or year does not fit.
    """
    require(by, Ability.OPEN_REPORT, OFFICE)
    if hashlib.sha256(original).hexdigest() != source.digest:
        raise ValueError("the source was not made from these bytes")
    reading = reader(prepare(source, year))
    report = _described(source, reading)
    report.owner, report.opened_by, report.opened_at = by.government, by, at
    report.title = (title.strip() or reading.title)[:TITLE_LENGTH]
    report.place, report.year = place.strip(), year
    report.full_clean(validate_unique=False, validate_constraints=False)
    keep_original(settings.LUOSHI_FILES, original)
    return _store(report, reading, source.marks)


def _described(source: Source, reading: Reading) -> Report:
    """A report as far as its file tells."""
    return Report(
        text=reading.text,
        source_name=source.name[-NAME_LENGTH:],
        source_form=source.form,
        source_digest=source.digest,
        pages=list(source.pages),
        traditional=source.traditional,
        reading_version=reading.version,
    )


@transaction.atomic
def _store(report: Report, reading: Reading, marks: Sequence[Mark]) -> Report:
    """All rows or none. Reading and the file came before, so that no lock is held while they take their time."""
    _insert(report)
    if marks:
        Layout.objects.create(report=report, marks=marks)
    sections = _store_sections(report, reading.headings)
    _store_passages(report, reading, sections)
    revisions = _store_commitments(report, reading.commitments, sections)
    _journal(report, revisions)
    return report


def _insert(report: Report) -> None:
    """Save the new row. The unique constraint decides between two uploads of one file at once."""
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        existing = Report.objects.filter(owner=report.owner, source_digest=report.source_digest).first()
        if existing is None:
            raise
        raise DuplicateReport(existing) from None


def _store_sections(report: Report, headings: Sequence[Heading]) -> list[Section]:
    """One row per heading, parents before children, as the reading orders them."""
    rows: list[Section] = []
    for order, heading in enumerate(headings):
        above = None if heading.parent is None else rows[heading.parent]
        rows.append(
            Section(
                report=report,
                order=order,
                path=f"{above.path if above else ''}{order:05d}.",
                level=heading.level,
                title=heading.title,
                trail=f"{above.trail}\n{heading.title}" if above else heading.title,
                part=heading.part.value,
                run_in=heading.run_in,
                start=heading.start,
                end=heading.end,
                body_end=max(heading.end, heading.body_end),
                deadline=heading.deadline or (above.deadline if above else None),
            )
        )
    Section.objects.bulk_create(rows)
    children = [row for row, heading in zip(rows, headings, strict=True) if heading.parent is not None]
    for row in children:
        row.parent = rows[headings[row.order].parent or 0]
    Section.objects.bulk_update(children, ["parent"], batch_size=200)
    return rows


def _store_passages(report: Report, reading: Reading, sections: Sequence[Section]) -> None:
    Passage.objects.bulk_create(
        Passage(
            report=report,
            section=None if each.heading is None else sections[each.heading],
            start=each.start,
            end=each.end,
            reason=each.reason.value,
        )
        for each in reading.passed
    )
    Term.objects.bulk_create(
        Term(
            report=report,
            start=each.start,
            end=each.end,
            term=each.term,
            definition=each.definition,
            uses=[list(use) for use in each.uses],
        )
        for each in reading.glossary
    )


def _store_commitments(
    report: Report, found: Sequence[ReadCommitment], sections: Sequence[Section]
) -> list[CommitmentRevision]:
    """Commitments with their first revisions and targets, in four statements however many there are."""
    rows: list[Commitment] = []
    revisions: list[CommitmentRevision] = []
    targets: list[Target] = []
    for number, read in enumerate(found, 1):
        section = None if read.heading is None else sections[read.heading]
        snapshot = _proposed(read, section)
        row = Commitment(report=report, section=section, number=number, origin=Origin.READ)
        fill(row, snapshot, 1)
        rows.append(row)
        targets.extend(target_rows(row, snapshot))
        revisions.append(
            CommitmentRevision(
                commitment=row,
                number=1,
                change=Change.READ,
                snapshot=snapshot.to_json(),
                by=report.opened_by,
                at=report.opened_at,
            )
        )
    Commitment.objects.bulk_create(rows)
    Target.objects.bulk_create(targets)
    return CommitmentRevision.objects.bulk_create(revisions)


def _proposed(read: ReadCommitment, section: Section | None) -> Snapshot:
    return Snapshot(
        start=read.start,
        end=read.end,
        text=read.text,
        section=section.pk if section else None,
        kind=read.kind,
        modality=read.modality,
        status=Status.PROPOSED.value,
        lead=None,
        supporting=(),
        successors=(),
        targets=drafts_of(read),
    )


def _journal(report: Report, revisions: Sequence[CommitmentRevision]) -> None:
    """One line for the opening; its digest over all first revisions stands for theirs."""
    data: dict[str, Json] = {
        "source_digest": report.source_digest,
        "text_digest": hashlib.sha256(report.text.encode()).hexdigest(),
        "reading_version": report.reading_version,
        "commitments": len(revisions),
        "snapshots_digest": digest_of({str(each.commitment_id): digest_of(each.snapshot) for each in revisions}),
    }
    record(by=report.opened_by, action="report.opened", subject=report, at=report.opened_at, data=data)
