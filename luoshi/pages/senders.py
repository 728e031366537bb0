"""From where a request comes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from luoshi.people.accounts import client_address


def sender_of(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; the socket's own with no proxies. Never what a client says."""
    return client_address(request.META, settings.LUOSHI_PROXIES)
