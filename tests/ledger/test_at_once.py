"""Two people doing something at the same moment, in two threads with a connection each."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from luoshi.journal.queries import verify
from luoshi.ledger.actions import (
    DuplicateReport,
    OverlappingSpan,
    Refusal,
    StaleRevision,
    add_commitment,
    assign_lead,
    confirm_all,
    confirm_commitment,
    open_report,
    reject_commitment,
    split_commitment,
)
from luoshi.ledger.choices import LIVE
from luoshi.ledger.models import Commitment, CommitmentRevision, Report
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import AT, LATER, TEXT, read_simply, source_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, all of them started together."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=10)
            return act()
        except Refusal as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_who_decide_at_once_one_is_told(commitment_with, district):
    pipes = commitment_with("供热管网")

    outcomes = at_once(
        lambda: confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT),
        lambda: reject_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=LATER, why="x"),
    )

    assert kinds(outcomes) == ["Commitment", "StaleRevision"]
    stale = next(each for each in outcomes if isinstance(each, StaleRevision))
    pipes.refresh_from_db()
    assert stale.current.status == pipes.status
    assert pipes.revisions.count() == 2
    assert (list(verify()), list(strayed())) == ([], [])


def test_eight_who_confirm_at_once_write_one_revision(commitment_with, district):
    pipes = commitment_with("供热管网")

    def confirm():
        return confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT)

    outcomes = at_once(*[confirm] * 8)

    assert kinds(outcomes) == ["Commitment"] + ["StaleRevision"] * 7
    assert CommitmentRevision.objects.filter(commitment=pipes).count() == 2


def test_the_same_file_uploaded_twice_at_once_opens_once(district):
    source, data = source_of(TEXT)

    def upload():
        return open_report(
            by=district.supervisor, source=source, original=data, title="报告", place="云浦区", year=2026, at=AT,
            reader=read_simply,
        )  # fmt: skip

    outcomes = at_once(upload, upload)

    assert kinds(outcomes) == ["DuplicateReport", "Report"]
    refusal = next(each for each in outcomes if isinstance(each, DuplicateReport))
    assert refusal.report == Report.objects.get()
    assert Commitment.objects.count() == 7


def test_the_same_words_added_twice_at_once_are_one_commitment(report, district):
    passage = report.passages.get()

    def add():
        return add_commitment(by=district.supervisor, report=report, start=passage.start, end=passage.end, at=AT,
                              why="漏读", reader=read_simply)  # fmt: skip

    outcomes = at_once(add, add)

    assert kinds(outcomes) == ["Commitment", "OverlappingSpan"]
    assert isinstance(next(each for each in outcomes if isinstance(each, Exception)), OverlappingSpan)


def test_different_commitments_of_one_report_do_not_disturb_each_other(report, commitment_with, district):
    pipes, plant, school = (commitment_with(words) for words in ("供热管网", "水厂", "幼儿园"))

    outcomes = at_once(
        lambda: split_commitment(by=district.supervisor, commitment=pipes, expected_revision=1,
                                 at_offsets=[pipes.start + 4], at=AT, why="分"),
        lambda: split_commitment(by=district.supervisor, commitment=school, expected_revision=1,
                                 at_offsets=[school.start + 4], at=AT, why="分"),
        lambda: assign_lead(by=district.supervisor, commitment=plant, expected_revision=1, lead=district.water,
                            supporting=[], at=AT, why=""),
        lambda: confirm_all(by=district.supervisor, report=report, at=AT),
    )  # fmt: skip

    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, StaleRevision) for each in refused)
    numbers = list(report.commitments.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    live = list(report.commitments.filter(status__in=LIVE).order_by("start"))
    assert all(before.end <= after.start for before, after in itertools.pairwise(live))
    assert (list(verify()), list(strayed())) == ([], [])
