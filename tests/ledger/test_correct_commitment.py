"""Putting the reading right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.ledger.actions import BadTarget, CommitmentChanges, NotAllowed, ReasonRequired, correct_commitment
from luoshi.ledger.projection import drafts_in, strayed
from tests.ledger.example_report import LATER


@pytest.fixture
def pipes(commitment_with):
    return commitment_with("供热管网")


def correct(pipes, district, changes, *, why="读错了", by=None):
    return correct_commitment(
        by=by or district.supervisor, commitment=pipes, expected_revision=1, changes=changes, at=LATER, why=why
    )


def test_a_target_is_put_right_and_the_old_one_stays_in_the_history(pipes, district):
    heat, gas = drafts_in(pipes)
    right = replace(heat, value=13.5, relation="ge", deadline=date(2026, 10, 31))

    correct(pipes, district, CommitmentChanges(targets=[gas, right]))

    assert drafts_in(pipes) == (right, gas)
    first, second = pipes.revisions.order_by("number")
    assert [each["value"] for each in first.snapshot["targets"]] == [13, 8.5]
    assert [each["value"] for each in second.snapshot["targets"]] == [13.5, 8.5]
    assert (second.change, second.why) == ("corrected", "读错了")
    assert list(strayed()) == []


def test_removing_all_targets_leaves_an_action(pipes, district):
    corrected = correct(pipes, district, CommitmentChanges(targets=[]))

    assert (corrected.kind, corrected.targets.count()) == ("action", 0)


def test_kind_and_modality_alone_leave_the_targets(pipes, district):
    corrected = correct(pipes, district, CommitmentChanges(kind="action", modality="strive"))

    assert (corrected.kind, corrected.modality, corrected.targets.count()) == ("action", "strive", 2)


def test_a_milestone_drops_what_only_numbers_have(pipes, district):
    heat, _ = drafts_in(pipes)

    correct(pipes, district, CommitmentChanges(targets=[replace(heat, kind="milestone", names=("供热管网",))]))

    stage = pipes.targets.get()
    assert (stage.value, stage.unit, stage.relation, stage.mode) == (None, "", "", "")
    assert stage.names == ["供热管网"]
    assert list(strayed()) == []


def test_changing_nothing_writes_nothing(pipes, district):
    correct(pipes, district, CommitmentChanges(targets=list(drafts_in(pipes))))

    assert pipes.revisions.count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": "wish"}),
        ("span", {"start": 0, "end": 3}),
        ("span", {"end": 10_000}),
        ("quote", {"quote": " "}),
        ("modality", {"modality": "maybe"}),
        ("value", {"value": None}),
        ("value", {"value": float("nan")}),
        ("value", {"value": float("inf")}),
        ("relation", {"relation": "near"}),
        ("mode", {"mode": ""}),
        ("value_high", {"value_high": 20.0}),
        ("value_high", {"relation": "range"}),
        ("value_high", {"relation": "range", "value_high": 1.0}),
    ],
)
def test_a_target_that_does_not_fit_is_named(pipes, district, field, wrong):
    heat, gas = drafts_in(pipes)

    with pytest.raises(BadTarget) as refusal:
        correct(pipes, district, CommitmentChanges(targets=[heat, replace(gas, **wrong)]))

    assert (refusal.value.index, refusal.value.field) == (1, field)
    assert pipes.revisions.count() == 1


def test_a_reason_is_needed(pipes, district):
    with pytest.raises(ReasonRequired):
        correct(pipes, district, CommitmentChanges(kind="action"), why=" ")


def test_a_leader_may_look_but_not_correct(pipes, district):
    with pytest.raises(NotAllowed):
        correct(pipes, district, CommitmentChanges(kind="action"), by=district.leader)


def test_a_kind_that_there_is_not_is_refused(pipes, district):
    with pytest.raises(ValueError, match="wish"):
        correct(pipes, district, CommitmentChanges(kind="wish"))


def test_huge_and_tiny_numbers_come_back_exactly(pipes, district):
    heat, gas = drafts_in(pipes)
    wanted = (replace(heat, value=1.7e12), replace(gas, value=1e-7, value_high=0.1 + 0.2, relation="range"))

    correct(pipes, district, CommitmentChanges(targets=list(wanted)))

    assert drafts_in(pipes) == wanted
    assert list(strayed()) == []
