"""Striking a commitment from the account."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import NotAllowed, ReasonRequired, reject_commitment
from tests.ledger.example_report import AT, LATER


def test_a_supervisor_rejects_with_a_reason(commitment_with, district):
    slogan = commitment_with("完善城市")

    reject_commitment(by=district.supervisor, commitment=slogan, expected_revision=1, at=LATER, why=" 没有可查的事 ")

    slogan.refresh_from_db()
    assert slogan.status == "rejected"
    assert slogan.revisions.latest("number").why == "没有可查的事"


@pytest.mark.parametrize("why", ["", "  ", "\u3000\n"])
def test_no_reason_no_rejection(commitment_with, district, why):
    slogan = commitment_with("完善城市")

    with pytest.raises(ReasonRequired):
        reject_commitment(by=district.supervisor, commitment=slogan, expected_revision=1, at=AT, why=why)

    slogan.refresh_from_db()
    assert (slogan.status, slogan.revision_count) == ("proposed", 1)


def test_a_reporter_may_not(commitment_with, district):
    with pytest.raises(NotAllowed):
        reject_commitment(
            by=district.reporter, commitment=commitment_with("完善城市"), expected_revision=1, at=AT, why="不想做"
        )
