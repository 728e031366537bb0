"""What every action on people begins with."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from luoshi.people.abilities import Ability, Guarded, require
from luoshi.people.errors import FutureDate, ReasonRequired
from luoshi.people.models import User


def guard(by: User | None, ability: Ability, subject: Guarded) -> None:
    """Raise NotAllowed unless ``by`` may; the installation itself may."""
    if by is not None:
        require(by, ability, subject)


def require_reason(why: str) -> str:
    """The reason without blanks around it. Raises ReasonRequired when nothing is left."""
    if not why.strip():
        raise ReasonRequired
    return why.strip()


def require_past(on: date | None, at: datetime) -> None:
    """What stands in today's columns cannot begin tomorrow. Raises FutureDate."""
    today = timezone.localdate(at)
    if on is not None and on > today:
        raise FutureDate(on, today)
