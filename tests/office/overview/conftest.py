"""A confirmed account of which two commitments were given out, as it stands on a day in summer."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from small_report import AT

from luoshi.ledger.actions import Dispatch, EntryDraft, add_entry, confirm_all, dispatch_commitment
from luoshi.ledger.lamp_projection import refresh_all
from luoshi.ledger.models import Commitment, Goal

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 1, 9, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _in_summer(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    """Only the pages read a clock, and they read this one."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600


@pytest.fixture
def given_out(report, district, commitment_with) -> tuple[Commitment, Commitment]:
    """The pipes went to housing, which reported once; the kindergartens to water, which is silent."""
    confirm_all(by=district.supervisor, report=report, at=AT)
    at = datetime(2026, 2, 5, 10, tzinfo=CHINA)
    made = []
    for words, lead in (("供热管网", district.housing), ("幼儿园", district.water)):
        commitment = commitment_with(words)
        made.append(
            dispatch_commitment(
                by=district.supervisor, commitment=commitment, expected_revision=commitment.revision_count,
                dispatch=Dispatch(lead=lead), at=at,
            )
        )  # fmt: skip
    goal = Goal.objects.get(commitment=made[0], number=1)
    when = datetime(2026, 6, 28, 10, tzinfo=CHINA)
    add_entry(
        by=district.reporter, goal=goal, expected_entry=0, at=when,
        draft=EntryDraft(held_on=when.date(), figure="5", note="已完工五公里"),
    )  # fmt: skip
    refresh_all(NOW.date())
    return made[0], made[1]
