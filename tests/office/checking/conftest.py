"""A confirmed account, people in the units, and the pages as each of them uses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from days import CHINA, at
from django.test import Client
from django.utils import timezone
from small_report import AT

from luoshi.ledger.actions import Dispatch, EntryDraft, add_entry, confirm_all, dispatch_commitment
from luoshi.ledger.models import Commitment, Entry, Goal
from luoshi.people.models import User
from tests.staff import made_staff, staff  # noqa: F401  fixtures


class Clock:
    """What the pages believe to be now."""

    def __init__(self) -> None:
        self.now = at(2, 5)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that a test sets: only the pages read one, and they read this."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def _long_sessions(settings) -> None:
    """A test's year passes within one sitting."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600


@pytest.fixture
def enter(staff) -> Callable[[User], Client]:
    """A browser of their own for each person."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def confirmed(report, district):
    confirm_all(by=district.supervisor, report=report, at=AT)
    return report


@pytest.fixture
def pipes(confirmed, commitment_with, district, staff) -> Commitment:
    """供热管网13公里，燃气管道8.5公里: given out to the housing department, the water department supports."""
    commitment = commitment_with("供热管网")
    return dispatch_commitment(
        by=district.supervisor, commitment=commitment, expected_revision=commitment.revision_count,
        dispatch=Dispatch(lead=district.housing, supporting=[district.water]), at=at(2, 5),
    )  # fmt: skip


@pytest.fixture
def goal(pipes) -> Goal:
    return Goal.objects.select_related("commitment__report", "duty").get(commitment=pipes, number=1)


@pytest.fixture
def report_on(district):
    """Report a figure as the unit's reporter."""

    def report_on(goal: Goal, figure: str, when: datetime, **more) -> Entry:
        draft = EntryDraft(held_on=more.pop("held_on", when.astimezone(CHINA).date()), figure=figure, **more)
        return add_entry(by=district.reporter, goal=goal, expected_entry=goal.entries.count(), draft=draft, at=when)

    return report_on
