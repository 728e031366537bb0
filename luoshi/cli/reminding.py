"""The job ``remind``: lamps of the new day, supervision notices, reminders into the outbox."""

from __future__ import annotations

from django.db import connection

from luoshi.cli.jobs import Clock
from luoshi.ledger.actions.reminding import run_day


def remind_job(clock: Clock) -> str:
    """Do what the day brings; most minutes there is nothing to do, and finding that out is one cheap question."""
    done = run_day(at=clock())
    if done.lamps:
        count_rows()
    if not any((done.lamps, done.notices, done.reminders)):
        return ""
    return (
        f"亮灯 {done.lamps}，督办单 {done.notices}，提醒 {done.reminders}"
        f" · lamps {done.lamps}, notices {done.notices}, reminders {done.reminders}"
    )


def count_rows() -> None:
    """Once a day SQLite counts what its indexes hold. Without it, it guesses, and starts some lists from the wrong end.

    PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=400")
            cursor.execute("ANALYZE")
