"""Somebody records a fact."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from luoshi.journal.models import Line
from luoshi.mechanisms import ValueCode
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import add_record
from luoshi.registers.errors import BadValues, DuplicateRecord, ForeignOwner
from luoshi.registers.models import Record, RecordVersion
from tests.registers.conftest import AT, KEEPER

TREE = {"number": "A1", "species": "银杏", "planted_on": "2026年3月12日", "division": "370215001"}


def test_a_reporter_records_for_the_own_organisation(district, trees) -> None:
    by, owner = district.town_reporter, district.village

    written = add_record(by=by, register=trees, owner=owner, raw=TREE, at=AT, outside_id="X-9")

    record = Record.objects.get()
    assert written.record == record
    assert (record.values["planted_on"], str(record.held_on)) == ("2026-03-12", "2026-03-12")
    assert (record.owner, record.division, record.outside_id) == (owner, "370215001", "X-9")
    version = RecordVersion.objects.get()
    assert (version.number, version.change, version.by, version.at, version.corrects) == (1, "added", by, AT, None)
    assert version.pack_version == trees.latest
    line = Line.objects.get(action="record.added")
    assert (line.subject_id, line.data["version"]) == (record.pk, 1)


def test_nobody_records_for_others(district, trees) -> None:
    with pytest.raises((NotAllowed, ForeignOwner)):
        add_record(by=district.town_reporter, register=trees, owner=district.water, raw=TREE, at=AT)
    with pytest.raises(NotAllowed):
        add_record(by=district.viewer, register=trees, owner=district.county, raw=TREE, at=AT)
    assert not Record.objects.exists()


def test_every_bad_value_is_named_and_nothing_is_written(district, trees) -> None:
    raw = {"number": "A1", "height": "很高", "planted_on": "2026-07-02", "colour": "red"}

    with pytest.raises(BadValues) as caught:
        add_record(by=district.supervisor, register=trees, owner=district.town, raw=raw, at=AT)

    assert {(each.field, each.code) for each in caught.value.problems} == {
        ("height", ValueCode.NOT_NUMBER), ("planted_on", ValueCode.IN_FUTURE), ("colour", ValueCode.UNKNOWN_FIELD),
    }  # fmt: skip
    assert not Record.objects.exists()


def test_a_taken_key_names_the_record_that_has_it(district, trees, plant) -> None:
    existing = plant(number="A1")

    with pytest.raises(DuplicateRecord) as caught:
        add_record(by=district.supervisor, register=trees, owner=district.town, raw={**TREE, "number": " a1"}, at=AT)

    assert (caught.value.existing, caught.value.fields) == (existing, ("number",))


def test_a_taken_secret_key_is_found_without_being_read(plant) -> None:
    existing = plant(keeper=KEEPER)

    with pytest.raises(DuplicateRecord) as caught:
        plant(keeper=KEEPER)

    assert (caught.value.existing, caught.value.fields) == (existing, ("keeper",))


def test_a_number_elsewhere_is_taken_once(district, trees) -> None:
    add_record(by=district.supervisor, register=trees, owner=district.town, raw=TREE, at=AT, outside_id="X")

    raw = {**TREE, "number": "A2"}
    with pytest.raises(DuplicateRecord) as caught:
        add_record(by=district.supervisor, register=trees, owner=district.town, raw=raw, at=AT, outside_id="X")

    assert caught.value.fields == ("outside_id",)


def test_a_sensitive_value_is_nowhere_in_the_clear(plant) -> None:
    record = plant(keeper=KEEPER)

    version = record.versions.get()
    for row in (record, version):
        assert "keeper" not in row.values
        assert row.masked == {"keeper": "110101********0070"}
        assert KEEPER not in str(row.sealed) + str(row.digests) + str(Line.objects.values_list("data", flat=True))


def test_a_doubtful_check_digit_warns(district, trees) -> None:
    raw = {**TREE, "keeper": "110101199003070071"}

    written = add_record(by=district.supervisor, register=trees, owner=district.town, raw=raw, at=AT)

    assert [each.code for each in written.warnings] == [ValueCode.CHECK_DIGIT]


def test_the_database_refuses_to_change_a_version(plant) -> None:
    plant()
    for statement in ("UPDATE registers_recordversion SET why = 'x'", "DELETE FROM registers_recordversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
