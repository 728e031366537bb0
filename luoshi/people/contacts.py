"""Telephone numbers of people who work here: sealed in the database, masked on the screen."""

from __future__ import annotations

from django.conf import settings

from luoshi.people.models import User
from luoshi.secrecy import Sensitive, mask, seal, unseal

CONTEXT = "people.user.phone"


def seal_phone(phone: str) -> str:
    """As the database keeps it; an empty number stays empty."""
    return seal(phone, settings.LUOSHI_KEYRING, context=CONTEXT) if phone else ""


def open_phone(user: User) -> str:
    """The number in full: for those who may see contacts. Raises CannotUnseal when the key is gone."""
    return unseal(user.phone_sealed, settings.LUOSHI_KEYRING, context=CONTEXT) if user.phone_sealed else ""


def masked_phone(user: User) -> str:
    """What everybody else may know of it."""
    return mask(Sensitive.PHONE, open_phone(user))
