"""Somebody puts a record right, or takes it out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import correct_record, merge_records, open_sealed, withdraw_record
from luoshi.registers.errors import (
    CannotMerge,
    DuplicateRecord,
    NotLive,
    NotSealed,
    ReasonRequired,
    StaleRecord,
)
from luoshi.registers.models import RecordKey
from tests.registers.conftest import AT, KEEPER

LATER = AT + timedelta(days=1)


def change(by, record, why="量错了", expected=1, **raw):
    given = {**record.values, **raw}
    return correct_record(by=by, record=record, expected_version=expected, raw=given, at=LATER, why=why)


def test_a_correction_is_a_further_version_that_points_back(district, plant) -> None:
    record = plant(height=3)

    changed = change(district.supervisor, record, height=4).record

    first, second = record.versions.order_by("number")
    assert (first.values["height"], second.values["height"], changed.values["height"]) == (3, 4, 4)
    assert (second.corrects, second.change, second.why) == (1, "corrected", "量错了")


def test_a_secret_that_is_not_given_stays_and_one_that_is_emptied_goes(district, plant) -> None:
    record = plant(keeper=KEEPER)

    kept = change(district.supervisor, record, height=4).record
    assert open_sealed(by=district.supervisor, record=kept, field="keeper", at=LATER, why="核对") == KEEPER

    gone = change(district.supervisor, kept, expected=2, keeper="").record
    assert gone.sealed == gone.digests == {}
    assert not RecordKey.objects.filter(record=record, kind="field.keeper").exists()


def test_the_same_values_again_change_nothing(district, plant) -> None:
    record = plant(height=3, keeper=KEEPER)

    assert change(district.supervisor, record).record.version_count == 1


def test_what_a_correction_refuses(district, plant) -> None:
    record, other = plant(), plant()

    with pytest.raises(ReasonRequired):
        change(district.supervisor, record, why=" ", height=4)
    with pytest.raises(StaleRecord):
        change(district.supervisor, record, expected=7, height=4)
    with pytest.raises(DuplicateRecord):
        change(district.supervisor, record, number=other.values["number"])
    with pytest.raises(NotAllowed):
        change(district.stranger, record, height=4)
    assert record.versions.count() == 1


def test_a_withdrawn_record_stays_and_frees_its_key(district, plant) -> None:
    record = plant(number="A1")

    gone = withdraw_record(by=district.supervisor, record=record, expected_version=1, at=LATER, why="重复登记").record

    assert (gone.state, gone.versions.count()) == ("withdrawn", 2)
    plant(number="A1")
    with pytest.raises(NotLive):
        change(district.supervisor, gone, expected=2, height=4)


def test_a_merged_record_points_to_the_one_that_counts(district, plant) -> None:
    record, into = plant(), plant()

    merged = merge_records(
        by=district.supervisor, record=record, into=into, expected_version=1, at=LATER, why="同一棵树"
    ).record

    assert (merged.state, merged.merged_into) == ("merged", into)
    assert merged.versions.get(number=2).merged_into == into
    with pytest.raises(CannotMerge):
        merge_records(by=district.supervisor, record=into, into=into, expected_version=1, at=LATER, why="x")


def test_opening_a_secret_leaves_who_when_and_why(district, plant) -> None:
    record = plant(keeper=KEEPER)

    with pytest.raises(ReasonRequired):
        open_sealed(by=district.supervisor, record=record, field="keeper", at=LATER, why="")
    with pytest.raises(NotSealed):
        open_sealed(by=district.supervisor, record=record, field="species", at=LATER, why="看看")
    with pytest.raises(NotAllowed):
        open_sealed(by=district.leader, record=record, field="keeper", at=LATER, why="看看")
    assert not Line.objects.filter(action="record.sealed_opened").exists()

    open_sealed(by=district.supervisor, record=record, field="keeper", at=LATER, why="联系管护人")

    line = Line.objects.get(action="record.sealed_opened")
    assert (line.actor, line.why, line.data) == (district.supervisor, "联系管护人", {"field": "keeper"})
