"""A body is read as a whole, or refused with every fault and its place."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from luoshi.api.bodies import BadBody, BodyFault, read_body

GOOD = {"place": "village", "text": "楼上漏水。", "party": {"name": "周小满"}, "outside_id": "R-1"}


def faults(body: object) -> dict[str, BodyFault]:
    with pytest.raises(BadBody) as caught:
        read_body(body if isinstance(body, bytes) else json.dumps(body).encode())
    return {each.field: each.code for each in caught.value.faults}


def test_a_body_with_what_has_to_be_there_is_read():
    handed = read_body(json.dumps(GOOD).encode())
    assert (handed.place, handed.text, handed.party.name, handed.outside_id) == (
        "village",
        "楼上漏水。",
        "周小满",
        "R-1",
    )
    assert (handed.kind, handed.others, handed.received_at) == ("", (), None)


def test_times_keep_their_offset():
    handed = read_body(json.dumps(GOOD | {"received_at": "2026-03-02T09:30:00+08:00"}).encode())
    assert handed.received_at == datetime.fromisoformat("2026-03-02T01:30:00+00:00")
    assert handed.received_at.utcoffset() == timedelta(hours=8)


def test_everything_wrong_is_said_at_once():
    assert faults({"text": 5, "party": {"phone": "1"}, "colour": "red"}) == {
        "colour": BodyFault.UNKNOWN, "outside_id": BodyFault.MISSING, "place": BodyFault.MISSING,
        "text": BodyFault.NOT_TEXT, "party.name": BodyFault.MISSING,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"text": "一" * 4001}, "text", BodyFault.TOO_LONG),
        ({"text": "一\0二"}, "text", BodyFault.BAD_SIGN),
        ({"text": "\ud800"}, "text", BodyFault.BAD_SIGN),
        ({"text": "   "}, "text", BodyFault.MISSING),
        ({"title": "两行\n字"}, "title", BodyFault.BAD_SIGN),
        ({"party": "周小满"}, "party", BodyFault.NOT_OBJECT),
        ({"party": None}, "party", BodyFault.MISSING),
        ({"others": {}}, "others", BodyFault.NOT_LIST),
        ({"others": [{"name": "吴大川"}]}, "others[0].role", BodyFault.MISSING),
        ({"others": [{}] * 21}, "others", BodyFault.TOO_LONG),
        ({"fields": []}, "fields", BodyFault.NOT_OBJECT),
        ({"fields": {"amount": {"deep": 1}}}, "fields.amount", BodyFault.BAD_VALUE),
        ({"fields": {"detail": "\0"}}, "fields.detail", BodyFault.BAD_VALUE),
        ({"received_at": "2026-03-02"}, "received_at", BodyFault.NOT_TIME),
        ({"received_at": "2026-03-02T09:30:00"}, "received_at", BodyFault.NOT_TIME),
        ({"received_at": "0001-01-01T00:00:00+08:00"}, "received_at", BodyFault.NOT_TIME),
        ({"occurred_at": 5}, "occurred_at", BodyFault.NOT_TIME),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_named(change, field, code):
    assert faults(GOOD | change)[field] is code


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", "楼上".encode("gbk"), b"NaN", b'{"a": NaN}', b"[" * 20000, b"1" * 5000],
)  # fmt: skip
def test_what_is_no_json_is_refused_as_such(body):
    with pytest.raises(BadBody) as caught:
        read_body(body)
    assert not caught.value.is_json
    assert [each.code for each in caught.value.faults] == [BodyFault.NOT_JSON]


def test_a_name_that_stands_twice_is_refused():
    assert faults(b'{"text": "a", "text": "b"}') == {"text": BodyFault.TWICE}


def test_a_list_is_no_matter():
    assert faults([GOOD]) == {"": BodyFault.NOT_OBJECT}
