"""The demo's account: opened by reading, then worked on so that every feature has something to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from importlib.resources.abc import Traversable
from itertools import pairwise

from luoshi.ledger.actions import (
    BadOffsets,
    CommitmentChanges,
    NotAdjacent,
    add_commitment,
    assign_lead,
    confirm_all,
    confirm_commitment,
    correct_commitment,
    merge_commitments,
    open_report,
    reject_commitment,
    split_commitment,
)
from luoshi.ledger.choices import LIVE, CommitmentKind, PassageReason
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.projection import drafts_in
from luoshi.people.models import Organisation, User
from luoshi.reading import read_source
from luoshi.reading.sources import load_bytes

Assignment = Mapping[str, str]  # phrase, lead_code, supporting_codes separated by semicolons

CLAUSE_ENDS = "；，"
MAYBE_PROMISES = (PassageReason.AIM, PassageReason.PRINCIPLE, PassageReason.NO_VERB, PassageReason.SLOGAN)


def open_account(file: Traversable, *, by: User, at: datetime, confirmed: bool = False) -> Report:
    """Open one report of the invented district."""
    data = file.read_bytes()
    source = load_bytes(data, file.name)
    year = read_source(source).year or at.year
    place = by.government.name.removesuffix("人民政府")
    title = f"{place}{year}年政府工作报告"
    report = open_report(by=by, source=source, original=data, title=title, place=place, year=year, at=at)
    if confirmed:
        confirm_all(by=by, report=report, at=at)
    return report


def work_on_account(
    report: Report,
    assignments: Sequence[Assignment],
    places: Mapping[str, Organisation],
    *,
    by: User,
    at: datetime,
) -> None:
    """Something of everything: assigned, confirmed, corrected, split, merged, rejected and added commitments."""
    assigned = {_assign(report, row, places, by, at) for row in assignments}
    free = [each for each in _live(report) if each.pk not in assigned]
    for work in (_split_one, _merge_two, _reject_one, _correct_one):
        work([each for each in free if _is_untouched(each)], by, at)
    _add_one(report, by, at)


def _live(report: Report) -> list[Commitment]:
    return list(report.commitments.filter(status__in=LIVE).order_by("start"))


def _is_untouched(commitment: Commitment) -> bool:
    return Commitment.objects.filter(pk=commitment.pk, revision_count=1, status__in=LIVE).exists()


def _assign(report: Report, row: Assignment, places: Mapping[str, Organisation], by: User, at: datetime) -> int | None:
    """Assign and confirm the commitment that holds the phrase; pass over a phrase that the reading did not take."""
    commitment = report.commitments.filter(status__in=LIVE, text__contains=row["phrase"]).first()
    if commitment is None:
        return None
    supporting = [places[code] for code in row["supporting_codes"].split(";") if code]
    commitment = assign_lead(
        by=by,
        commitment=commitment,
        expected_revision=commitment.revision_count,
        lead=places[row["lead_code"]],
        supporting=supporting,
        at=at,
        why="按职责分工",
    )
    confirm_commitment(by=by, commitment=commitment, expected_revision=commitment.revision_count, at=at)
    return commitment.pk


def _split_one(free: Sequence[Commitment], by: User, at: datetime) -> None:
    """The first sentence that can be cut at a clause's end between two of its targets."""
    for commitment in free:
        text = commitment.report.text
        for before, after in pairwise(drafts_in(commitment)):
            cuts = [at for at in range(before.end, after.start) if text[at] in CLAUSE_ENDS]
            with suppress(BadOffsets):
                split_commitment(
                    by=by,
                    commitment=commitment,
                    expected_revision=commitment.revision_count,
                    at_offsets=[cut + 1 for cut in cuts[-1:]],
                    at=at,
                    why="两项指标由不同单位负责，分开建账",
                )
                return


def _merge_two(free: Sequence[Commitment], by: User, at: datetime) -> None:
    """The first two neighbours of one section that hold no number."""
    actions = [each for each in free if each.kind == CommitmentKind.ACTION]
    for first, second in pairwise(actions):
        if first.section_id == second.section_id:
            with suppress(NotAdjacent):
                merge_commitments(by=by, commitments=[first, second], at=at, why="同一件事，合并督办")
                return


def _reject_one(free: Sequence[Commitment], by: User, at: datetime) -> None:
    """The shortest sentence without a number."""
    actions = [each for each in free if each.kind == CommitmentKind.ACTION]
    if actions:
        shortest = min(actions, key=lambda each: len(each.text))
        reject_commitment(by=by, commitment=shortest, expected_revision=1, at=at, why="原则性表述，年底无从核查")


def _correct_one(free: Sequence[Commitment], by: User, at: datetime) -> None:
    """A target gets the deadline that a later meeting set."""
    for commitment in free:
        drafts = drafts_in(commitment)
        if drafts and drafts[0].deadline is None:
            due = date(commitment.report.year, 11, 30)
            correct_commitment(
                by=by,
                commitment=commitment,
                expected_revision=1,
                changes=CommitmentChanges(targets=[replace(drafts[0], deadline=due), *drafts[1:]]),
                at=at,
                why="区政府常务会议明确11月底前完成",
            )
            return


def _add_one(report: Report, by: User, at: datetime) -> None:
    """The first sentence that the reading passed over and an office might still want to follow."""
    passage = report.passages.filter(reason__in=MAYBE_PROMISES).order_by("start").first()
    if passage is not None:
        add_commitment(by=by, report=report, start=passage.start, end=passage.end, at=at, why="区政府研究决定列入督查")
