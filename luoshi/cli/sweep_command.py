"""``luoshi sweep``: every clock of every matter that is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click

from luoshi.cli.office_home import start_django


@click.command("sweep")
def sweep() -> None:
    """到期的都办：预警、逾期、自动上提，旧的在前，每一步只办一次。可以随时中断，也可以同时开几个。

    Climb every rung that is due, oldest first. May be killed at any moment and run in several processes.
    """
    start_django()
    from django.utils import timezone

    from luoshi.journal.origins import acting_from

    with acting_from("command sweep"):
        click.echo(sweep_job(timezone.now) or "没有到期的 · nothing is due")


def sweep_job(clock: Callable[[], datetime]) -> str:
    """What was done, in words; "" for nothing."""
    from luoshi.matters.actions import sweep_clocks

    done = sweep_clocks(at=clock())
    if not done.total:
        return ""
    return (
        f"预警{done.warned}，上提{done.escalated}，逾期{done.overdue}，失效{done.lapsed}，异常{done.incidents} · "
        f"{done.total} rungs, {done.escalated} escalated"
    )
