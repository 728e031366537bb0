"""Sealing days: what a root holds, and what it reveals afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from luoshi.journal.actions import DayPassedOver, DayStillOpen, record, seal_day, seal_days
from luoshi.journal.digests import FIRST
from luoshi.journal.models import Head, Line, Root
from luoshi.journal.queries import FaultKind, KeptRoot, LineFault, RootFault, Tally, roots_to_keep, verify
from tests.guards import guards_lifted

MONDAY, TUESDAY, WEDNESDAY = date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 4)
LATER = datetime(2026, 3, 1, tzinfo=UTC)


def noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def note(subject, day, **changes):
    return record(**{"by": None, "action": "tried", "subject": subject, "at": noon(day), **changes})


@pytest.fixture
def sealed(district):
    """Two objects over three days, the first two of them sealed."""
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        note(district.town, day)
        note(district.town, day)
    note(district.village, MONDAY)
    list(seal_days(until=TUESDAY, at=LATER))
    return district


def kinds():
    return [(type(fault), fault.kind, fault.number) for fault in verify()]


def test_a_root_holds_the_last_line_of_every_chain_that_grew(sealed):
    monday, tuesday = Root.objects.all()

    assert (monday.number, monday.day, monday.lines, monday.previous_digest) == (1, MONDAY, 3, FIRST)
    assert (tuesday.number, tuesday.day, tuesday.lines, tuesday.previous_digest) == (2, TUESDAY, 2, monday.digest)
    assert set(monday.heads.values_list("subject_id", "number")) == {(sealed.town.pk, 2), (sealed.village.pk, 1)}
    assert set(tuesday.heads.values_list("subject_id", "number")) == {(sealed.town.pk, 4)}
    assert list(verify()) == []


def test_sealing_again_gives_the_same_root_and_writes_nothing(sealed):
    first = Root.objects.get(day=MONDAY)
    note(sealed.town, MONDAY)

    assert seal_day(day=MONDAY, at=LATER) == first
    assert list(seal_days(until=TUESDAY, at=LATER)) == []
    assert (Root.objects.count(), Head.objects.count()) == (2, 3)


@pytest.mark.parametrize("hours", [0, 11])
def test_a_day_that_is_not_over_is_refused(district, hours):
    with pytest.raises(DayStillOpen) as refusal:
        seal_day(day=MONDAY, at=noon(MONDAY) + timedelta(hours=hours))

    assert refusal.value.day == MONDAY
    assert not Root.objects.exists()


def test_midnight_is_that_of_the_office_and_not_of_greenwich(district):
    before, after = datetime(2026, 2, 2, 15, 59, tzinfo=UTC), datetime(2026, 2, 2, 16, 1, tzinfo=UTC)
    record(by=None, action="tried", subject=district.town, at=before)
    record(by=None, action="tried", subject=district.town, at=after)

    assert seal_day(day=MONDAY, at=after).lines == 1


def test_a_day_before_the_last_sealed_one_is_refused(district):
    seal_day(day=TUESDAY, at=LATER)

    with pytest.raises(DayPassedOver):
        seal_day(day=MONDAY, at=LATER)


def test_days_on_which_nothing_was_written_are_sealed_too(district):
    note(district.town, MONDAY)

    roots = list(seal_days(until=WEDNESDAY, at=LATER))

    assert [(root.day, root.lines) for root in roots] == [(MONDAY, 1), (TUESDAY, 0), (WEDNESDAY, 0)]
    assert list(verify()) == []


def test_a_journal_without_lines_has_nothing_to_seal(district):
    assert list(seal_days(until=WEDNESDAY, at=LATER)) == []


def test_a_line_that_came_after_its_day_was_sealed_goes_with_the_next(sealed):
    note(sealed.village, MONDAY)

    root = seal_day(day=WEDNESDAY, at=LATER)

    assert root.lines == 3
    assert root.heads.filter(subject_id=sealed.village.pk, number=2).exists()
    assert list(verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Root.objects.update(lines=9),
        lambda: Root.objects.all()._raw_delete("default"),
        lambda: Head.objects.update(number=9),
        lambda: Head.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_or_remove_roots(sealed, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def test_a_line_cut_off_at_the_end_of_a_chain_is_named(sealed):
    with guards_lifted(connection):
        Line.objects.filter(subject_id=sealed.town.pk, number__gte=4)._raw_delete("default")

    (fault,) = verify()
    assert (fault.kind, fault.subject_id, fault.first, fault.number) == (FaultKind.CUT_OFF, sealed.town.pk, 4, 4)
    assert fault.root == 2


def test_a_whole_chain_that_is_gone_is_named(sealed):
    with guards_lifted(connection):
        Line.objects.filter(subject_id=sealed.village.pk)._raw_delete("default")

    assert kinds() == [(LineFault, FaultKind.CUT_OFF, 1)]


def test_a_chain_rewritten_from_a_line_on_is_not_what_was_sealed(sealed):
    with guards_lifted(connection):
        Line.objects.filter(subject_id=sealed.town.pk)._raw_delete("default")
        for day in (MONDAY, MONDAY, TUESDAY, TUESDAY, WEDNESDAY, WEDNESDAY):
            note(sealed.town, day, why="伪造")

    assert kinds() == [(LineFault, FaultKind.REWRITTEN, 2), (LineFault, FaultKind.REWRITTEN, 4)]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Root.objects.filter(number=1).update(lines=2),
        lambda: Root.objects.filter(number=1).update(day=date(2026, 2, 1)),
        lambda: Root.objects.filter(number=1).update(digest="0" * 64),
        lambda: Head.objects.filter(root=1, number=1).update(digest="0" * 64),
        lambda: Head.objects.filter(root=1, number=1)._raw_delete("default"),
    ],
)
def test_a_changed_root_is_named(sealed, change):
    with guards_lifted(connection):
        change()

    assert (RootFault, FaultKind.CHANGED, 1) in kinds()


def test_a_root_that_is_gone_is_named_by_the_one_after_it(sealed):
    with guards_lifted(connection):
        Head.objects.filter(root=1)._raw_delete("default")
        Root.objects.filter(number=1)._raw_delete("default")

    assert kinds() == [(RootFault, FaultKind.MISSING, 1)]


def test_a_last_root_that_is_gone_is_named_by_its_heads(sealed):
    with transaction.atomic():
        with guards_lifted(connection):
            Root.objects.filter(number=2)._raw_delete("default")
        found = kinds()
        transaction.set_rollback(True)

    assert found == [(RootFault, FaultKind.CUT_OFF, 2)]


def test_whoever_rewrites_lines_and_roots_alike_is_found_by_what_was_kept_outside(sealed):
    kept = roots_to_keep()
    with guards_lifted(connection):
        Head.objects.all()._raw_delete("default")
        Root.objects.all()._raw_delete("default")
        Line.objects.filter(subject_id=sealed.town.pk, number=6)._raw_delete("default")
        Line.objects.filter(subject_id=sealed.village.pk)._raw_delete("default")
    list(seal_days(until=TUESDAY, at=LATER))

    assert kinds() == []
    assert [(fault.kind, fault.day) for fault in verify(kept=kept)] == [
        (FaultKind.REWRITTEN, MONDAY),
        (FaultKind.REWRITTEN, TUESDAY),
    ]


def test_a_kept_root_that_the_database_lacks_is_missing(sealed):
    assert [fault.kind for fault in verify(kept=[KeptRoot(9, WEDNESDAY, "0" * 64)])] == [FaultKind.MISSING]


def test_from_a_day_on_only_what_came_after_it_is_looked_at(sealed):
    with guards_lifted(connection):
        Line.objects.filter(subject_id=sealed.town.pk, number=1).update(why="伪造")
    tally = Tally()

    assert list(verify(since=TUESDAY, tally=tally)) == []
    assert [fault.number for fault in verify()] == [1]
    assert (tally.lines, tally.chains, tally.sealed_until) == (6, 2, TUESDAY)  # four new ones and two sealed ends


def test_a_line_missing_behind_the_trusted_root_is_named_alone(sealed):
    with guards_lifted(connection):
        Line.objects.filter(subject_id=sealed.town.pk, number__in=(3, 5))._raw_delete("default")

    assert [(fault.kind, fault.first, fault.number) for fault in verify(since=WEDNESDAY)] == [
        (FaultKind.MISSING, 5, 5)
    ]  # fmt: skip


def test_sm3_by_setting_and_both_kinds_in_one_chain(sealed, settings):
    settings.LUOSHI_DIGEST = "sm3"
    line = note(sealed.town, WEDNESDAY)
    root = seal_day(day=WEDNESDAY, at=LATER)

    assert (line.scheme, root.scheme) == ("sm3/2", "sm3/2")
    assert list(verify()) == []
    with guards_lifted(connection):
        Line.objects.filter(pk=line.pk).update(why="改")
    assert [fault.kind for fault in verify()] == [FaultKind.CHANGED]
