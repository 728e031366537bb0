"""A confirmed account, people in the units, and commitments given out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from luoshi.ledger.actions import Dispatch, EntryDraft, add_entry, confirm_all, dispatch_commitment, verify_entry
from luoshi.ledger.dispatching import Share
from luoshi.ledger.models import Commitment, Goal
from tests.ledger.example_report import AT
from tests.staff import made_staff, staff  # noqa: F401  fixtures

CHINA = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    """A moment of the year that the example report plans."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


@pytest.fixture
def confirmed(report, district) -> object:
    confirm_all(by=district.supervisor, report=report, at=AT)
    return report


@pytest.fixture
def give_out(confirmed, commitment_with, district, staff):
    """Dispatch the commitment with these words; to the housing department unless told otherwise."""

    def give_out(words="供热管网", *, lead=None, when=None, by=None, **more) -> Commitment:
        commitment = commitment_with(words)
        return dispatch_commitment(
            by=by or district.supervisor,
            commitment=commitment,
            expected_revision=commitment.revision_count,
            dispatch=Dispatch(lead=lead or district.housing, **more),
            at=when or at(2, 5),
        )

    return give_out


@pytest.fixture
def pipes(give_out) -> Commitment:
    """供热管网13公里，燃气管道8.5公里: two targets, led by the housing department."""
    return give_out()


@pytest.fixture
def school(give_out, district) -> Commitment:
    """幼儿园5所, 普惠学位1200个, the latter shared by the town and the water department."""
    shares = [Share(district.town.pk, 700), Share(district.water.pk, 500)]
    return give_out("幼儿园", shares={2: shares})


def goal_of(commitment: Commitment, number: int = 1) -> Goal:
    return Goal.objects.select_related("commitment__report", "duty").get(commitment=commitment, number=number)


def entries_of(goal: Goal) -> int:
    return goal.entries.count()


@pytest.fixture
def report_on(district):
    """Report a figure as the unit's reporter; by default as at the day of writing."""

    def report_on(goal, figure, when, *, by=None, held_on=None, evidence=(), **more):
        draft = EntryDraft(held_on=held_on or when.astimezone(CHINA).date(), figure=figure, **more)
        return add_entry(
            by=by or district.reporter, goal=goal, expected_entry=goal.entries.count(), draft=draft, at=when,
            evidence=evidence,
        )  # fmt: skip

    return report_on


@pytest.fixture
def verify(district):
    def verify(entry, when, *, by=None, **more):
        return verify_entry(
            by=by or district.supervisor, entry=entry, expected_check=entry.checks.count(), at=when, **more
        )

    return verify


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]
