"""Reads of people and organisations, cut to what the asker may see."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from luoshi.people.accounts import account_digest
from luoshi.people.models import LoginFailure, Organisation, User
from luoshi.people.throttling import DEFAULT_RULE, locked_until


def visible_organisations(user: User) -> QuerySet[Organisation]:
    """The asker's government and all beneath it, in the order of the tree's lists."""
    if not user.is_active:
        return Organisation.objects.none()
    return Organisation.objects.under(user.government.pk)


def login_locked_until(*, username: str, address: str, at: datetime) -> datetime | None:
    """When this account opens again to this address; None if it is open."""
    digest = account_digest(username)
    since = at - DEFAULT_RULE.window - DEFAULT_RULE.pause
    failures = LoginFailure.objects.filter(account_digest=digest, address=address, at__gt=since)
    return locked_until(list(failures.values_list("at", flat=True)), at)
