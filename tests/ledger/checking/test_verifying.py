"""Verifying, returning, and checking on site."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.ledger.actions import (
    BadEntry,
    NotAllowed,
    ReasonRequired,
    SelfApproval,
    Stale,
    check_on_site,
    return_entry,
    verify_entry,
)
from luoshi.ledger.models import Check, Entry, Message
from tests.ledger.checking.conftest import at, goal_of


@pytest.fixture
def entry(pipes, report_on) -> Entry:
    return report_on(goal_of(pipes), "3", at(3, 20))


def test_verified_as_reported_needs_no_words_and_another_figure_needs_a_reason(entry, district):
    with pytest.raises(ReasonRequired):
        verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 23), figure="2.8")

    check = verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 23))

    assert (check.kind, check.figure, check.number) == ("verified", None, 1)


def test_of_two_who_verify_the_second_is_told_what_the_first_found(entry, district, staff):
    return_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 23), why="数据存疑")

    with pytest.raises(Stale) as refusal:
        verify_entry(by=staff.second_supervisor, entry=entry, expected_check=0, at=at(3, 23))
    assert refusal.value.current.checks.get().kind == "returned"
    assert Check.objects.count() == 1


def test_returning_needs_a_reason_and_tells_the_unit(entry, district):
    with pytest.raises(ReasonRequired):
        return_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 23), why=" ")
    return_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 23), why="缺佐证")

    told = Message.objects.get(kind="returned", channel="inbox", recipient=district.reporter)
    assert told.facts == {"why": "缺佐证"}


def test_a_visit_is_not_in_the_future(entry, district):
    with pytest.raises(BadEntry):
        check_on_site(by=district.supervisor, entry=entry, expected_check=0, seen_on=date(2026, 3, 24), at=at(3, 23))
    check = check_on_site(by=district.supervisor, entry=entry, expected_check=0, seen_on=date(2026, 3, 22),
                          at=at(3, 23), figure="2.5", why="现场丈量")  # fmt: skip
    assert (check.kind, check.figure, check.seen_on) == ("on_site", 2.5, date(2026, 3, 22))


@pytest.mark.parametrize("who", ["reporter", "leader", "viewer", "stranger", "approver"])
def test_others_may_not(entry, district, who):
    with pytest.raises(NotAllowed):
        verify_entry(by=getattr(district, who), entry=entry, expected_check=0, at=at(3, 23))


def test_nobody_verifies_what_they_reported(entry, district):
    Entry.objects.filter(pk=entry.pk)  # the row itself cannot be changed, so a second role is given instead
    from luoshi.people.models import User

    User.objects.filter(pk=district.reporter.pk).update(roles_held="reporter supervisor")
    both = User.objects.get(pk=district.reporter.pk)

    with pytest.raises(SelfApproval):
        verify_entry(by=both, entry=entry, expected_check=0, at=at(3, 23))
