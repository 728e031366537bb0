"""When a message that was not taken is tried again. Pure.

The steps outlast a receiver that is away for three days; after them a person has to look.
"""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=30),
)
# How long one process keeps a message to itself: longer than any sending takes. If it dies, another takes over then.
LEASE = timedelta(minutes=3)


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """When to try again after ``attempts`` failed ones, the last at ``at``; None when it is given up."""
    return at + STEPS[attempts - 1] if 1 <= attempts <= len(STEPS) else None
