"""The job ``forget``: personal data whose time is over goes."""

from __future__ import annotations

from luoshi.cli.jobs import Clock
from luoshi.workdays import day_of

_LOOKED: dict[str, object] = {}  # the day on which this process last looked: a file's time ends with a day


def forget_job(clock: Clock) -> str:
    """Once a day in each process; a second one finds nothing left to do."""
    from luoshi.matters.actions import forget_expired

    at = clock()
    if _LOOKED.get("on") == day_of(at):
        return ""
    done = forget_expired(at=at)
    _LOOKED["on"] = day_of(at)
    return f"保存期满，删去当事人信息 {done} 人 · personal data of {done} parties forgotten" if done else ""
