"""Signing in: the line it leaves, and the counting of wrong passwords."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.people.accounts import account_digest
from luoshi.people.models import LoginFailure, User

FAILURES_KEPT = timedelta(days=30)


@transaction.atomic
def record_login_failure(*, username: str, address: str, at: datetime) -> None:
    """Count one wrong password, and forget those too old to matter."""
    LoginFailure.objects.filter(at__lt=at - FAILURES_KEPT).delete()
    LoginFailure.objects.create(account_digest=account_digest(username), address=address, at=at)


@transaction.atomic
def record_sign_in(*, user: User, at: datetime) -> User:
    """Write down that somebody came in; from where, the line's origin says."""
    record(by=user, action="user.signed_in", subject=user, at=at)
    return user


@transaction.atomic
def forget_login_failures(*, username: str, address: str) -> None:
    """A right password starts the count again."""
    LoginFailure.objects.filter(account_digest=account_digest(username), address=address).delete()
