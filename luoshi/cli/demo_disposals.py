"""What became of the demo's failed food tests: disposed of within weeks, all but a few that alerts tell of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from luoshi.people.abilities import Role
from luoshi.people.models import Organisation, User
from luoshi.registers.actions import approve_change, close_alert, correct_record
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.models import Alert

AFTER = timedelta(days=20)
LEFT_EVERY, LEFT_FROM = 25, 7  # one in so many is not disposed of in time
DONE = "已责令下架召回并立案查处，复查合格。"


def dispose_of_failures(market: Organisation, people: Sequence[User], *, at: datetime) -> None:
    """See to every failed test of which the office was told weeks ago: the record says so, and the alert is closed."""
    keeper, approver = (_one(people, market, role) for role in (Role.REPORTER, Role.APPROVER))
    told = Alert.objects.filter(register__pack_name="food_tests", rule="test_failed").order_by("pk")
    for number, alert in enumerate(told.select_related("record__register__latest")):
        if alert.state == AlertState.OPEN and alert.raised_at <= at - AFTER and number % LEFT_EVERY != LEFT_FROM:
            _dispose(alert, keeper, approver, at)


def _dispose(alert: Alert, keeper: User, approver: User, at: datetime) -> None:
    record = alert.record
    raw = {**record.values, "disposed_on": timezone.localdate(at - AFTER / 2).isoformat(), "disposal": DONE}
    written = correct_record(
        by=keeper, record=record, expected_version=record.version_count, raw=raw, at=at, why="补记核查处置结果"
    )
    if written.request is not None:
        approve_change(by=approver, request=written.request, at=at, why="已核对处罚文书")
    close_alert(by=keeper, alert=alert, result=AlertResult.SOLVED, note=DONE, at=at)


def _one(people: Sequence[User], organisation: Organisation, role: Role) -> User:
    return next(each for each in people if each.organisation_id == organisation.pk and role in each.roles)
