"""When a sign-in is refused after too many failures. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LockRule:
    """After ``failures`` within ``window``, one account is closed to one address for ``pause``."""

    failures: int = 5
    window: timedelta = timedelta(minutes=15)
    pause: timedelta = timedelta(minutes=15)


DEFAULT_RULE = LockRule()


def locked_until(failed_at: Sequence[datetime], now: datetime, rule: LockRule = DEFAULT_RULE) -> datetime | None:
    """When the lock ends, or None if there is none now.

    ``failed_at`` are the pair's failures since its last success, in any order. Attempts made while locked are not
    failures (nobody looked at the password), so a lock always ends.
    """
    recent = sorted(failed_at)[-rule.failures :]
    if len(recent) < rule.failures or recent[-1] - recent[0] > rule.window:
        return None
    until = recent[-1] + rule.pause
    return until if until > now else None
