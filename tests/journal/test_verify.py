"""Whatever is changed, removed or moved inside a chain is found, past all guards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from luoshi.journal.actions import record
from luoshi.journal.models import Line
from luoshi.journal.queries import FaultKind, verify
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

    assert faults() == [(FaultKind.MISSING, 3)]


def test_a_removed_first_line_is_missed(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[0].pk)._raw_delete("default")

    assert faults() == [(FaultKind.MISSING, 2)]


def test_two_lines_that_changed_places_are_found(chains):
    one, two = chains[2], chains[4]
    with guards_lifted(connection):
        Line.objects.filter(pk=one.pk).update(number=99)
        Line.objects.filter(pk=two.pk).update(number=one.number)
        Line.objects.filter(pk=one.pk).update(number=two.number)

    assert [kind for kind, _ in faults()][:2] == [FaultKind.CHANGED, FaultKind.CHANGED]


def test_a_line_moved_to_another_object_is_found(chains):
    with guards_lifted(connection):
        Line.objects.filter(pk=chains[7].pk).update(subject_id=10_000)

    assert faults()


@examples(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 7), field=st.sampled_from(["why", "action", "previous_digest", "digest"]), word=st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))  # fmt: skip
def test_no_change_of_words_goes_unseen(chains, at, field, word):
    before = Line.objects.get(pk=chains[at].pk)
    with transaction.atomic():
        with guards_lifted(connection):
            Line.objects.filter(pk=before.pk).update(**{field: word})
        found = list(verify())
        transaction.set_rollback(True)
    assert bool(found) == (getattr(before, field) != word)


def test_thousands_of_lines_are_walked_in_few_queries(district, django_assert_max_num_queries):
    for number in range(30):
        record(by=None, action="tried", subject=district.town, at=AT, data={"number": number})

    with django_assert_max_num_queries(2):
        assert list(verify()) == []
