"""Counting wrong passwords."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from luoshi.people.accounts import account_digest
from luoshi.people.models import LoginFailure

FAILURES_KEPT = timedelta(days=30)


@transaction.atomic
def record_login_failure(*, username: str, address: str, at: datetime) -> None:
    """Count one wrong password, and forget those too old to matter."""
    LoginFailure.objects.filter(at__lt=at - FAILURES_KEPT).delete()
    LoginFailure.objects.create(account_digest=account_digest(username), address=address, at=at)


@transaction.atomic
def forget_login_failures(*, username: str, address: str) -> None:
    """A right password starts the count again."""
    LoginFailure.objects.filter(account_digest=account_digest(username), address=address).delete()
