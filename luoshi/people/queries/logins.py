"""Whether a sign-in is allowed to be tried."""

from __future__ import annotations

from datetime import datetime

from luoshi.people.accounts import account_digest
from luoshi.people.models import LoginFailure
from luoshi.people.throttling import DEFAULT_RULE, locked_until


def login_locked_until(*, username: str, address: str, at: datetime) -> datetime | None:
    """When this account opens again to this address; None if it is open."""
    digest = account_digest(username)
    since = at - DEFAULT_RULE.window - DEFAULT_RULE.pause
    failures = LoginFailure.objects.filter(account_digest=digest, address=address, at__gt=since)
    return locked_until(list(failures.values_list("at", flat=True)), at)
