"""Sealing the days of the journal that are over, as a job of the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from luoshi.journal.actions import seal_days


def seal_job(clock: Callable[[], datetime]) -> str:
    """Seal every day up to yesterday that is not sealed yet."""
    at = clock()
    sealed = sum(1 for _ in seal_days(until=timezone.localdate(at) - timedelta(days=1), at=at))
    return f"{sealed} days sealed" if sealed else ""
