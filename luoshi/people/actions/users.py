"""Accounts: adding, correcting, closing, passwords."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability, Role
from luoshi.people.actions._guarding import guard, require_reason
from luoshi.people.actions.roles import grant_role
from luoshi.people.contacts import seal_phone
from luoshi.people.errors import AlreadyClosed
from luoshi.people.models import Organisation, User

INSTALLED = "installation"  # the reason of roles that the installation itself gives


@transaction.atomic
def add_user(
    *,
    username: str,
    display_name: str,
    organisation: Organisation,
    password: str | None,
    at: datetime,
    by: User | None = None,
    role: Role | None = None,
    same_as: User | None = None,
    phone: str = "",
    email: str = "",
) -> User:
    """Add a person who may sign in; one added by somebody must choose a password of their own at the first login.

    ``role`` is given in the same step; an administrator who adds users does not grant roles, so this is for the
    installation. Without a password nobody signs in until an administrator has set one. ``same_as`` is somebody who was
    added with this very password: it is not made a second time, which takes half a second.
    Raises ValidationError when a field or the password does not fit, AlreadyClosed, NotAllowed.
    """
    guard(by, Ability.ADD, organisation)
    if organisation.closed_on is not None:
        raise AlreadyClosed(organisation)
    user = User(username=username, display_name=display_name, organisation=organisation, email=email)
    user.username = User.normalize_username(username)
    user.phone_sealed = seal_phone(phone)
    user.must_change_password = by is not None
    if password is not None:
        validate_password(password, user)
    if same_as is not None:
        user.password = same_as.password
    else:
        user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    data: dict[str, Json] = {"username": user.username, "organisation": organisation.pk}
    record(by=by, action="user.added", subject=user, at=at, data=data)
    if role is not None:
        grant_role(by=by, user=user, role=role, why=INSTALLED, at=at)
    return user


@transaction.atomic
def correct_user(
    *,
    by: User | None,
    user: User,
    display_name: str,
    organisation: Organisation,
    phone: str | None,
    email: str,
    at: datetime,
    why: str = "",
) -> User:
    """Another name, organisation or contact; ``phone`` None leaves the number as it is.

    The journal keeps which fields changed, and no telephone number. Raises ValidationError, AlreadyClosed, NotAllowed.
    """
    guard(by, Ability.CORRECT, user)
    guard(by, Ability.ADD, organisation)
    if organisation.closed_on is not None and organisation.pk != user.organisation_id:
        raise AlreadyClosed(organisation)
    user = _lock(user)
    data: dict[str, Json] = {"organisation": organisation.pk, "was_organisation": user.organisation_id}
    data |= {"display_name": display_name != user.display_name, "email": email != user.email}
    data |= {"phone": phone is not None}
    user.display_name, user.organisation, user.email = display_name, organisation, email
    if phone is not None:
        user.phone_sealed = seal_phone(phone)
    user.full_clean()
    user.save(update_fields=["display_name", "organisation", "email", "phone_sealed"])
    record(by=by, action="user.corrected", subject=user, at=at, why=why, data=data)
    return user


@transaction.atomic
def disable_user(*, by: User | None, user: User, why: str, at: datetime) -> User:
    """They can sign in no longer, and open sessions end. Their posts and roles stay. Raises ReasonRequired."""
    return _set_active(by=by, user=user, active=False, why=why, at=at)


@transaction.atomic
def enable_user(*, by: User | None, user: User, why: str, at: datetime) -> User:
    """They can sign in again. Raises ReasonRequired, NotAllowed."""
    return _set_active(by=by, user=user, active=True, why=why, at=at)


def _set_active(*, by: User | None, user: User, active: bool, why: str, at: datetime) -> User:
    guard(by, Ability.DISABLE, user)
    why = require_reason(why)
    user = _lock(user)
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(by=by, action="user.enabled" if active else "user.disabled", subject=user, at=at, why=why)
    return user


@transaction.atomic
def reset_password(*, by: User | None, user: User, password: str, at: datetime, why: str = "") -> User:
    """A password that holds until the next login, where the user must choose their own; open sessions end.

    Raises ValidationError when it does not fit, NotAllowed.
    """
    guard(by, Ability.RESET_PASSWORD, user)
    return _set_password(_lock(user), password, by=by, action="password.reset", must_change=True, at=at, why=why)


@transaction.atomic
def change_password(*, by: User, user: User, password: str, at: datetime) -> User:
    """A user's own choice. That they know the old one is for the form to ask. Raises ValidationError, NotAllowed."""
    guard(by, Ability.CHANGE_PASSWORD, user)
    return _set_password(_lock(user), password, by=by, action="password.changed", must_change=False, at=at)


def _set_password(
    user: User, password: str, *, by: User | None, action: str, must_change: bool, at: datetime, why: str = ""
) -> User:
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = must_change
    user.save(update_fields=["password", "must_change_password"])
    record(by=by, action=action, subject=user, at=at, why=why)
    return user


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
