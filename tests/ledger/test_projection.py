"""Current rows are what the revisions say, and can be made from them alone."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from luoshi.ledger.actions import assign_lead, confirm_all, split_commitment
from luoshi.ledger.models import Commitment, CommitmentRevision, Target
from luoshi.ledger.projection import rebuild, snapshot_of, strayed
from luoshi.ledger.snapshots import Snapshot
from tests.guards import guards_lifted
from tests.ledger.example_report import AT


@pytest.fixture
def worked_on(report, commitment_with, district):
    pipes = commitment_with("供热管网")
    split_commitment(by=district.supervisor, commitment=pipes, expected_revision=1, at_offsets=[pipes.start + 4],
                     at=AT, why="分")  # fmt: skip
    assign_lead(by=district.supervisor, commitment=commitment_with("水厂"), expected_revision=1, lead=district.water,
                supporting=[district.town], at=AT, why="")  # fmt: skip
    confirm_all(by=district.supervisor, report=report, at=AT)


def test_everything_can_be_rebuilt_from_revisions(worked_on):
    before = {each.pk: snapshot_of(each) for each in Commitment.objects.all()}
    Target.objects.all().delete()
    Commitment.supporting.through.objects.all().delete()
    Commitment.successors.through.objects.all().delete()
    Commitment.objects.update(status="proposed", lead=None, kind="action", text="?", start=0, end=1)

    assert rebuild() > 0

    assert {each.pk: snapshot_of(each) for each in Commitment.objects.all()} == before
    assert list(strayed()) == []
    assert rebuild() == 0


def test_a_row_changed_past_the_actions_is_found(worked_on, commitment_with):
    Commitment.objects.filter(pk=commitment_with("水厂").pk).update(status="rejected")

    assert [each.text for each in strayed()] == ["6月底前建成竹箬水厂。"]


def test_a_snapshot_comes_back_from_json_as_it_was(worked_on):
    for commitment in Commitment.objects.all():
        snapshot = snapshot_of(commitment)
        assert Snapshot.from_json(snapshot.to_json()) == snapshot


@pytest.mark.parametrize(
    "change",
    [
        lambda: CommitmentRevision.objects.update(why="另有原因"),
        lambda: CommitmentRevision.objects.all()._raw_delete("default"),
        lambda: CommitmentRevision.objects.first().save(),
    ],
)
def test_the_database_refuses_to_change_a_revision(worked_on, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_the_guards_come_back_after_being_lifted(worked_on):
    with guards_lifted(connection):
        CommitmentRevision.objects.update(why="x")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CommitmentRevision.objects.update(why="y")
