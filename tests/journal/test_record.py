"""Writing the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import FIRST, canonical, digest_of, instant
from luoshi.journal.models import Line
from luoshi.journal.origins import acting_from
from luoshi.journal.queries import lines_of, verify

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


def note(district, subject=None, **changes):
    values = {"by": district.supervisor, "action": "tried", "subject": subject or district.town, "at": AT, **changes}
    return record(**values)


def test_lines_of_one_object_form_a_chain(district):
    first, second = note(district), note(district, why="再试", data={"figure": 1.7e12})
    other = note(district, subject=district.village)

    assert (first.number, first.previous_digest) == (1, FIRST)
    assert (second.number, second.previous_digest) == (2, first.digest)
    assert (other.number, other.previous_digest) == (1, FIRST)
    assert list(lines_of(district.town)) == [first, second]
    assert list(verify()) == []


def test_what_comes_back_from_the_database_has_the_same_digest(district):
    data = {
        "大数": 1.7e12,
        "小数": 5.5,
        "极小": 1e-7,
        "和": 0.1 + 0.2,
        "list": [1.0, None, True, {"b": 1, "a": "“引号”"}],
    }
    line = note(district, data=data, why="含有\0空字符", at=AT.astimezone(timezone(timedelta(hours=8))))

    line.refresh_from_db()

    assert line.computed_digest() == line.digest
    assert list(verify()) == []


def test_a_line_without_an_actor_is_the_programs_own(district):
    assert note(district, by=None).actor is None


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(district, number):
    with pytest.raises(ValueError, match="NaN or infinity"):
        note(district, data={"figure": number})


def test_a_chain_cannot_fork(district):
    first = note(district)
    fork = Line(
        at=AT, actor=district.leader, action="tried", subject_type=first.subject_type, subject_id=first.subject_id,
        number=1, scheme=first.scheme, previous_digest=FIRST,
    )  # fmt: skip
    fork.digest = fork.computed_digest()

    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Line.objects.update(why="改"),
        lambda: Line.objects.all()._raw_delete("default"),
        lambda: Line.objects.all().delete(),
        lambda: Line.objects.first().save(),
    ],
)
def test_the_database_refuses_to_change_or_remove_entries(district, change):
    note(district)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()

    assert Line.objects.get().why == ""


def test_a_line_says_from_where_it_was_written(district):
    with acting_from("command init"), acting_from("web 10.1.2.3"):
        line = note(district)

    assert (line.origin, note(district).origin) == ("web 10.1.2.3", "")
    assert line.computed_digest() == line.digest
    line.origin = "web 10.1.2.4"
    assert line.computed_digest() != line.digest


def test_an_origin_too_long_for_its_column_is_cut(district):
    with acting_from("x" * 500):
        assert len(note(district).origin) == 120


def test_canonical_json_does_not_depend_on_order_or_zone():
    assert digest_of({"a": 1, "b": [2.0]}) == digest_of({"b": [2], "a": 1.0})
    assert canonical({"x": True}) == {"x": True}
    assert instant(AT) == instant(AT.astimezone(timezone(timedelta(hours=8)))) == "2026-02-03T09:30:00.000000+00:00"
