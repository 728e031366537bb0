"""The outbox in words: how old a message is, and why a step with it is refused. Language as active; no database."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.ledger.actions import ReasonRequired, Refusal
from luoshi.ledger.delivery_errors import BadHookAddress, HookStopped, NotFailed

SHOWN_OF_KEY = 4


def age_words(age: timedelta) -> str:
    """In the largest unit that fits: 5 minutes, 3 hours, 12 days."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def address_words(address: str) -> str:
    """A robot's address is a secret: only its host and the end of it are shown."""
    host = urlsplit(address).hostname or ""
    return f"{host} …{address[-SHOWN_OF_KEY:]}"


def explain_delivery(refusal: Refusal) -> str:
    """Why nothing was done, and what to do."""
    match refusal:
        case ReasonRequired():
            return _("Say why: the history keeps the reason.")
        case BadHookAddress(form=form):
            if form == "plain":
                return _("This site may not speak to this host. Its operator names such hosts in the settings.")
            return _("This is not an address of such a robot. Copy it from the group's settings; it begins with https.")
        case HookStopped():
            return _("This robot was switched off; nothing is sent to it any more.")
        case NotFailed():
            return _("This message is on its way or has arrived; only one that was given up is sent again.")
        case _:
            return _("Somebody changed this meanwhile. Look at it again.")
