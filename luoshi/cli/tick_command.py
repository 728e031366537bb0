"""``luoshi tick``: what the site does by itself, once or for ever."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType

import click

from luoshi.cli.office_home import refuse_unready, start_django

EVERY = 60  # seconds


@click.command("tick")
@click.option("--only", "names", multiple=True, metavar="NAME", help="只做这一项，可多次 · only this job, repeatable")
@click.option("--forever", is_flag=True, help="每分钟一次，直到被停止 · every minute, until stopped")
@click.option("--beside", type=int, hidden=True, help="stop when this process, our parent, is gone")
@click.option("--list", "listed", is_flag=True, help="列出各项 · list the jobs")
def tick(*, names: tuple[str, ...], forever: bool, beside: int | None, listed: bool) -> None:
    """做到期的事：发消息、催办、计时等，可由系统定时器每分钟调用。

    Do what is due: messages, reminders, clocks. For a system timer; luoshi serve does it by itself.
    """
    start_django()
    from luoshi.cli.jobs import JOBS

    if listed:
        click.echo("\n".join(f"{job.name:<10} {job.line}" for job in JOBS))
        return
    unknown = sorted(set(names) - {job.name for job in JOBS})
    if unknown:
        raise click.UsageError(f"没有这一项 · no such job: {', '.join(unknown)} (--list)")
    refuse_unready()
    if not forever:
        sys.exit(0 if _run_once(names) else 1)
    _run_until_stopped(names, beside)


def _run_until_stopped(names: tuple[str, ...], beside: int | None) -> None:
    """Every minute until a signal comes, or until the site that started this is gone, even by kill -9."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    since = 0
    while not stopped.is_set() and beside in (None, os.getppid()):
        if since % EVERY == 0:
            _run_once(names)
        since += 1
        stopped.wait(1)


def _run_once(names: tuple[str, ...]) -> bool:
    """Run the jobs and tell what they did; were all of them well?"""
    from django.db import close_old_connections
    from django.utils import timezone

    from luoshi.cli.jobs import run_jobs

    well = True
    close_old_connections()
    for outcome in run_jobs(timezone.now, names):
        well = well and not outcome.failed
        if outcome.words:
            click.echo(f"{timezone.localtime():%Y-%m-%d %H:%M:%S} {outcome.name}: {outcome.words}", err=outcome.failed)
    return well
