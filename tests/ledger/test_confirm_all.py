"""Confirming everything that is still proposed."""

from __future__ import annotations

import pytest

from luoshi.journal.queries import lines_of
from luoshi.ledger.actions import NotAllowed, confirm_all, confirm_commitment, reject_commitment
from luoshi.ledger.models import CommitmentRevision
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import AT, LATER


def test_all_proposed_are_confirmed_and_the_rejected_stay_out(report, commitment_with, district):
    rejected = commitment_with("完善城市")
    reject_commitment(by=district.supervisor, commitment=rejected, expected_revision=1, at=AT, why="口号")
    done = commitment_with("停车泊位")
    confirm_commitment(by=district.supervisor, commitment=done, expected_revision=1, at=AT)

    assert confirm_all(by=district.supervisor, report=report, at=LATER) == 5

    statuses = dict(report.commitments.values_list("text", "status"))
    assert statuses.pop(rejected.text) == "rejected"
    assert set(statuses.values()) == {"confirmed"}
    assert CommitmentRevision.objects.filter(change="confirmed", at=LATER).count() == 5
    assert list(strayed()) == []


def test_one_journal_line_stands_for_all(report, district):
    confirm_all(by=district.supervisor, report=report, at=LATER)

    line = lines_of(report).last()
    assert (line.action, line.data["commitments"]) == ("report.confirmed_all", 7)


def test_nothing_left_to_confirm_writes_nothing(report, district):
    confirm_all(by=district.supervisor, report=report, at=AT)

    assert confirm_all(by=district.supervisor, report=report, at=LATER) == 0
    assert lines_of(report).count() == 2


@pytest.mark.parametrize("who", ["leader", "viewer", "reporter", "town_supervisor", "stranger"])
def test_others_may_not(report, district, who):
    with pytest.raises(NotAllowed):
        confirm_all(by=getattr(district, who), report=report, at=AT)

    assert set(report.commitments.values_list("status", flat=True)) == {"proposed"}
