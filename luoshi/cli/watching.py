"""What the site does by itself for registers: finish imports, run the rules at night, post figures into the books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from luoshi.workdays import day_of

Clock = Callable[[], datetime]
_POSTED: dict[str, object] = {}  # what this process saw when it last posted: nothing new, nothing to count


def import_job(clock: Clock) -> str:
    """Imports that wait, or whose process died, go on."""
    from luoshi.registers.actions import run_import, waiting_jobs

    done = [run_import(job=job, clock=clock) for job in waiting_jobs()]
    return "；".join(f"{job.file_name} {job.done}/{job.total}" for job in done)


def watch_job(clock: Clock) -> str:
    """All rules and all subtotals, once a night: a day's first tick after midnight does it, and later ones find it
    done.
    """
    from luoshi.registers.subtotals import rebuild_all
    from luoshi.registers.watching import watch_night

    swept = watch_night(at=clock())
    if swept is not None:
        rebuild_all()
    return "" if swept is None else f"查看登记 {swept.records} 条，新预警 {swept.raised} 条"


def alerts_job(clock: Clock) -> str:
    """Alerts whose rule opens a matter open it; those that were seen to by hand call theirs off."""
    from luoshi.matters.actions import follow_alerts, open_from_alerts

    at = clock()
    off, done = follow_alerts(at=at), open_from_alerts(at=at)
    if not (off or done.opened):
        return ""
    return f"预警立项 {done.opened} 件，撤销 {off} 件 · {done.opened} matters opened by alerts, {off} called off"


def post_job(clock: Clock) -> str:
    """Figures of measures that have changed, and stages that things have reached, become entries."""
    from luoshi.ledger.measuring.milestone_posting import post_milestones
    from luoshi.ledger.measuring.posting import post_figures
    from luoshi.registers.queries import latest_versions
    from luoshi.registers.subtotals import rebuild_missing

    at = clock()
    rebuild_missing()
    state = (day_of(at), latest_versions())
    if _POSTED.get("state") == state:
        return ""
    posted = post_figures(at=at) + post_milestones(at=at)
    _POSTED["state"] = state
    return f"统计数入账 {posted} 项" if posted else ""
