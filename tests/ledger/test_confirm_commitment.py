"""Confirming one commitment, and what stands in the way."""

from __future__ import annotations

import pytest

from luoshi.journal.queries import lines_of
from luoshi.ledger.actions import (
    NotAllowed,
    OverlappingSpan,
    StaleRevision,
    add_commitment,
    confirm_commitment,
    reject_commitment,
)
from luoshi.ledger.projection import strayed
from luoshi.people.models import User
from tests.ledger.example_report import AT, LATER, read_simply


def test_a_supervisor_confirms_and_the_revision_says_so(commitment_with, district):
    pipes = commitment_with("供热管网")

    confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=LATER)

    pipes.refresh_from_db()
    assert (pipes.status, pipes.revision_count) == ("confirmed", 2)
    revision = pipes.revisions.latest("number")
    assert (revision.change, revision.by, revision.at) == ("confirmed", district.supervisor, LATER)
    assert revision.snapshot["status"] == "confirmed"
    assert [line.action for line in lines_of(pipes)] == ["commitment.confirmed"]
    assert pipes.targets.count() == 2
    assert list(strayed()) == []


def test_confirming_twice_writes_once(commitment_with, district):
    pipes = commitment_with("供热管网")

    confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT)
    confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=2, at=LATER)

    assert pipes.revisions.count() == 2


def test_who_saw_an_older_version_is_told_the_current_one(commitment_with, district):
    pipes = commitment_with("供热管网")
    reject_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT, why="口号")

    with pytest.raises(StaleRevision) as refusal:
        confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=LATER)

    assert (refusal.value.current.revision_count, refusal.value.current.status) == (2, "rejected")
    pipes.refresh_from_db()
    assert pipes.status == "rejected"


def test_a_rejected_commitment_can_come_back(commitment_with, district):
    pipes = commitment_with("供热管网")
    reject_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT, why="口号")

    back = confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=2, at=LATER)

    assert back.status == "confirmed"


def test_a_rejected_commitment_stays_out_once_its_words_are_taken(commitment_with, district, report):
    pipes = commitment_with("供热管网")
    reject_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at=AT, why="太宽")
    only = add_commitment(
        by=district.supervisor, report=report, start=pipes.start, end=pipes.start + 12, at=AT, why="只要前半句",
        reader=read_simply,
    )  # fmt: skip

    with pytest.raises(OverlappingSpan) as refusal:
        confirm_commitment(by=district.supervisor, commitment=pipes, expected_revision=2, at=LATER)

    assert refusal.value.other == only


@pytest.mark.parametrize("who", ["leader", "viewer", "reporter", "town_supervisor", "town_reporter", "stranger"])
def test_nobody_but_the_governments_supervisor_confirms(commitment_with, district, who):
    pipes = commitment_with("供热管网")

    with pytest.raises(NotAllowed):
        confirm_commitment(by=getattr(district, who), commitment=pipes, expected_revision=1, at=AT)

    pipes.refresh_from_db()
    assert (pipes.status, pipes.revisions.count()) == ("proposed", 1)


def test_an_account_that_was_closed_may_do_nothing(commitment_with, district):
    User.objects.filter(pk=district.supervisor.pk).update(is_active=False)
    closed = User.objects.get(pk=district.supervisor.pk)

    with pytest.raises(NotAllowed):
        confirm_commitment(by=closed, commitment=commitment_with("供热管网"), expected_revision=1, at=AT)
