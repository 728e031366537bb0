"""Signing in. The one door, so that no page can forget the throttle."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from luoshi.people.accounts import client_address
from luoshi.people.actions import forget_login_failures, record_login_failure
from luoshi.people.models import User
from luoshi.people.queries import login_locked_until


class ThrottledBackend(BaseBackend):
    """User name and password; an account is closed for a while to an address that keeps failing on it."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: object
    ) -> User | None:
        """The user, or None. While locked nobody looks at the password (PermissionDenied ends the attempt)."""
        if username is None or password is None:
            return None
        at = timezone.now()  # noqa: TID251  a backend is an interface: nobody above it can pass the time
        address = client_address(request.META if request else {}, settings.LUOSHI_PROXIES)
        if login_locked_until(username=username, address=address, at=at):
            raise PermissionDenied
        user = User.objects.filter(username=User.normalize_username(username)).select_related("organisation").first()
        if user is None:
            User().set_password(password)  # as slow as a real check, so that timing does not tell which names exist
        elif user.check_password(password) and user.is_active:
            forget_login_failures(username=username, address=address)
            return user
        record_login_failure(username=username, address=address, at=at)
        return None

    def get_user(self, user_id: int) -> User | None:
        """The signed-in user of a session; none once the account is closed."""
        return User.objects.filter(pk=user_id, is_active=True).select_related("organisation").first()
