"""Where the pack wants it, a second person looks before anything is written."""

from __future__ import annotations

import pytest

from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import add_record, approve_change, correct_record, refuse_change
from luoshi.registers.errors import AlreadyDecided, ReasonRequired, StaleRecord
from luoshi.registers.models import ChangeRequest, Record, Register
from luoshi.registers.queries import visible_requests
from tests.registers.conftest import AT

RAW = {"number": "F1", "felled_on": "2026-06-01", "asker": "13800000000"}


@pytest.fixture
def felled(trees) -> Register:
    return Register.objects.select_related("latest").get(pack_name="trees", name="felled")


@pytest.fixture
def request_to_add(district, felled) -> ChangeRequest:
    written = add_record(by=district.reporter, register=felled, owner=district.reporter.organisation, raw=RAW, at=AT)
    assert written.record is None
    assert written.request is not None
    return written.request


def test_nothing_is_written_before_it_is_approved(request_to_add, approver) -> None:
    assert not Record.objects.exists()
    assert "13800000000" not in str(request_to_add.values) + str(request_to_add.sealed)
    assert list(visible_requests(approver)) == [request_to_add]


def test_an_approved_request_is_written_in_the_askers_name(district, request_to_add, approver) -> None:
    record = approve_change(by=approver, request=request_to_add, at=AT, why="属实").record

    assert record.versions.get().by == district.reporter
    assert record.masked == {"asker": "138****0000"}
    request_to_add.refresh_from_db()
    assert (request_to_add.state, request_to_add.decided_by) == ("approved", approver)
    assert list(visible_requests(approver)) == []


def test_a_refused_request_stays_with_its_reason(request_to_add, approver) -> None:
    with pytest.raises(ReasonRequired):
        refuse_change(by=approver, request=request_to_add, at=AT, why="")

    refused = refuse_change(by=approver, request=request_to_add, at=AT, why="缺少批文")

    assert (refused.state, refused.decided_why) == ("refused", "缺少批文")
    assert not Record.objects.exists()
    with pytest.raises(AlreadyDecided):
        approve_change(by=approver, request=request_to_add, at=AT)


def test_who_asks_cannot_approve(district, request_to_add) -> None:
    with pytest.raises(NotAllowed):
        approve_change(by=district.reporter, request=request_to_add, at=AT)


def test_a_correction_based_on_an_older_version_is_not_written(district, request_to_add, approver) -> None:
    record = approve_change(by=approver, request=request_to_add, at=AT).record
    asked = [
        correct_record(
            by=district.reporter, record=record, expected_version=1, at=AT, why="改", raw={**record.values, **change}
        ).request
        for change in ({"felled_on": "2026-06-02"}, {"felled_on": "2026-06-03"})
    ]

    approve_change(by=approver, request=asked[0], at=AT)

    with pytest.raises(StaleRecord):
        approve_change(by=approver, request=asked[1], at=AT)
    record.refresh_from_db()
    assert record.values["felled_on"] == "2026-06-02"
