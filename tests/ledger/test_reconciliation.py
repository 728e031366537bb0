"""Last year's account held against this year's report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.ledger.actions import CommitmentChanges, correct_commitment, open_report, reject_commitment
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.projection import drafts_in
from luoshi.ledger.queries import reconciliation
from luoshi.reading.reconciliation import DoubtCode, Verdict
from luoshi.reading.sources import load_bytes
from tests.ledger.example_report import AT
from tests.reading.reconciliation.invented_reports import last_report, this_report

PROMISES = ("新建农村幸福院12所。", "硬化巷道26公里。", "鹭汀大桥建成通车。")
OUTCOMES = ("新建农村幸福院15所。", "鹭汀大桥建成通车。")


@pytest.fixture
def open_reading(district):
    """Open an invented report's text, as the supervisor unless told otherwise."""

    def open_reading(reading, by=None) -> Report:
        data = reading.text.encode()
        return open_report(
            by=by or district.supervisor, source=load_bytes(data, "报告.txt"), original=data, title="",
            place="云浦县", year=reading.year, at=AT,
        )  # fmt: skip

    return open_reading


@pytest.fixture
def last(open_reading) -> Report:
    return open_reading(last_report(*PROMISES))


@pytest.fixture
def this(open_reading, last) -> Report:
    return open_reading(this_report(*OUTCOMES))


def verdicts(view) -> list[tuple[Verdict, str]]:
    return [(each.pair.verdict, each.commitment.text) for each in view.promises]


def commitment(report: Report, words: str) -> Commitment:
    return Commitment.objects.get(report=report, text__contains=words)


def test_what_was_dropped_without_a_word_comes_first(this, district):
    view = reconciliation(district.supervisor, this.pk)

    assert verdicts(view) == [
        (Verdict.UNMENTIONED, PROMISES[1]),
        (Verdict.MET, PROMISES[2]),
        (Verdict.EXCEEDED, PROMISES[0]),
    ]
    assert view.counts == {
        Verdict.UNMENTIONED: 1, Verdict.MISSED: 0, Verdict.MENTIONED: 0, Verdict.MET: 1, Verdict.EXCEEDED: 1,
    }  # fmt: skip
    assert view.doubts == ()


def test_the_account_counts_as_it_was_corrected(last, this, district):
    homes = commitment(last, "幸福院")
    (target,) = drafts_in(homes)
    changes = CommitmentChanges(targets=[replace(target, value=20.0)])
    correct_commitment(
        by=district.supervisor, commitment=homes, expected_revision=1, changes=changes, why="报告印错", at=AT
    )

    (found,) = [each for each in reconciliation(district.supervisor, this.pk).promises if each.commitment == homes]

    assert found.pair.verdict is Verdict.MISSED


def test_what_was_struck_from_the_account_is_not_asked_after(last, this, district):
    lanes = commitment(last, "巷道")
    reject_commitment(by=district.supervisor, commitment=lanes, expected_revision=1, why="不是承诺", at=AT)

    assert PROMISES[1] not in [text for _, text in verdicts(reconciliation(district.supervisor, this.pk))]


def test_without_last_years_report_nothing_is_concluded(last, district):
    view = reconciliation(district.supervisor, last.pk)

    assert view.last is None
    assert view.promises == ()
    assert view.last_year == last.year - 1


def test_a_neighbours_report_of_last_year_is_not_taken_for_it(open_reading, district):
    open_reading(last_report(*PROMISES), by=district.town_supervisor)
    report = open_reading(this_report(*OUTCOMES))

    assert reconciliation(district.supervisor, report.pk).last is None


def test_reports_that_do_not_belong_together_are_said_to(open_reading, last, district):
    report = open_reading(this_report(*OUTCOMES, place="远山县"))

    assert DoubtCode.PLACES in {doubt.code for doubt in reconciliation(district.supervisor, report.pk).doubts}


def test_outside_the_scope_there_is_nothing(this, district):
    with pytest.raises(Report.DoesNotExist):
        reconciliation(district.stranger, this.pk)


def test_it_asks_the_database_little(this, district, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        reconciliation(district.supervisor, this.pk)
