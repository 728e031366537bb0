"""Whatever is changed, removed or moved inside a chain is found, past all guards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from luoshi.journal.actions import record
from luoshi.journal.models import Line
from luoshi.journal.queries import FaultKind, check_chain, verify
from tests.guards import guards_lifted

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def chains(district):
    for number in range(8):
        record(
            by=district.supervisor, action="tried", subject=(district.town, district.village)[number % 2],
            at=AT + timedelta(minutes=number), why=f"第{number}次", data={"number": number},
        )  # fmt: skip
    return list(Line.objects.order_by("pk"))


def faults():
    return [(fault.kind, fault.number) for fault in verify()]


@pytest.mark.parametrize(
    "change",
    [
        {"why": "另有原因"},
        {"data": {"number": 99}},
        {"at": AT - timedelta(days=1)},
        {"action": "done"},
        {"actor": None},
        {"digest": "0" * 64},
    ],
)
def test_a_changed_line_is_named(chains, change):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[2].pk).update(**change)

    assert (FaultKind.CHANGED, 2) in faults()


def test_a_change_with_a_digest_made_to_fit_breaks_the_next(chains):
    forged = chains[2]
    forged.why = "另有原因"
    forged.digest = forged.computed_digest()
    with guards_lifted(connection):
        forged.save()

    assert faults() == [(FaultKind.BROKEN, 3)]


def test_a_removed_line_is_missed(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[2].pk)._raw_delete("default")

    assert faults() == [(FaultKind.MISSING, 2)]


def test_a_removed_first_line_is_missed(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[0].pk)._raw_delete("default")

    assert faults() == [(FaultKind.MISSING, 1)]


def test_lines_missing_in_a_row_are_named_from_the_first_to_the_last(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk__in=[chains[2].pk, chains[4].pk])._raw_delete("default")

    (fault,) = verify()
    assert (fault.kind, fault.first, fault.number) == (FaultKind.MISSING, 2, 3)


def test_two_lines_that_changed_places_are_both_named_and_no_other(chains):
    one, two = chains[2], chains[4]
    with guards_lifted(connection):
        Line.objects.filter(pk=one.pk).update(number=99)
        Line.objects.filter(pk=two.pk).update(number=one.number)
        Line.objects.filter(pk=one.pk).update(number=two.number)

    assert faults() == [(FaultKind.REORDERED, 2), (FaultKind.REORDERED, 3)]


def test_two_chains_that_were_exchanged_are_found_line_by_line(chains, district):
    def move(owner, heir):
        Line.objects.filter(subject_id=owner).update(subject_id=heir)

    with guards_lifted(connection):
        move(district.town.pk, 10_000)
        move(district.village.pk, district.town.pk)
        move(10_000, district.village.pk)

    assert {kind for kind, _ in faults()} == {FaultKind.CHANGED}
    assert len(faults()) == len(chains)


def test_a_line_moved_to_another_object_is_found(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[7].pk).update(subject_id=10_000)

    assert faults() == [(FaultKind.CHANGED, 4)]


def test_a_scheme_that_there_is_not_is_a_change(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[3].pk).update(scheme="md5/1")

    assert faults() == [(FaultKind.CHANGED, 2)]


def test_a_fault_says_which_object_and_when(chains, district):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[3].pk).update(why="另有原因")

    (fault,) = verify()
    assert (fault.subject_type, fault.subject_id) == ("people.organisation", district.village.pk)
    assert (fault.line_id, fault.at, fault.action) == (chains[3].pk, AT + timedelta(minutes=3), "tried")


def test_one_chain_is_checked_without_the_others(chains, district):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[3].pk).update(why="另有原因")

    town = check_chain("people.organisation", district.town.pk)
    village = check_chain("people.organisation", district.village.pk)
    assert (town.lines, town.faults) == (4, ())
    assert [fault.kind for fault in village.faults] == [FaultKind.CHANGED]


def test_thousands_of_lines_are_walked_in_few_queries(district, django_assert_max_num_queries):
    for number in range(30):
        record(by=None, action="tried", subject=district.town, at=AT, data={"number": number})

    with django_assert_max_num_queries(6):
        assert list(verify()) == []
