"""Every write to people and organisations."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from luoshi.people.abilities import Role
from luoshi.people.accounts import account_digest
from luoshi.people.models import LoginFailure, Organisation, OrganisationKind, User

FAILURES_KEPT = timedelta(days=30)


@transaction.atomic
def add_organisation(
    *,
    code: str,
    kind: OrganisationKind,
    name: str,
    short_name: str = "",
    parent: Organisation | None = None,
    order: int = 0,
) -> Organisation:
    """Add one organisation under ``parent``. Raises ValidationError when its fields do not fit."""
    organisation = Organisation(code=code, kind=kind, name=name, short_name=short_name, parent=parent, order=order)
    organisation.full_clean()
    organisation.save(force_insert=True)
    return organisation


@transaction.atomic
def add_user(*, username: str, display_name: str, organisation: Organisation, role: Role, password: str) -> User:
    """Add a person who may sign in. Raises ValidationError when a field or the password does not fit."""
    user = User(username=username, display_name=display_name, organisation=organisation, role=role.value)
    user.username = User.normalize_username(username)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    return user


@transaction.atomic
def record_login_failure(*, username: str, address: str, at: datetime) -> None:
    """Count one wrong password, and forget those too old to matter."""
    LoginFailure.objects.filter(at__lt=at - FAILURES_KEPT).delete()
    LoginFailure.objects.create(account_digest=account_digest(username), address=address, at=at)


@transaction.atomic
def forget_login_failures(*, username: str, address: str) -> None:
    """A right password starts the count again."""
    LoginFailure.objects.filter(account_digest=account_digest(username), address=address).delete()
