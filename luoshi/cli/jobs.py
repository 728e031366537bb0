"""What the site does by itself: a list of jobs, each safe to run twice and in several processes at once.

``luoshi tick`` runs them once, for a system timer; ``luoshi serve`` runs them every minute in a process of its own.
A job that fails is told about and does not keep the others from running.
"""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name, what it is for, and ``module:function`` taking the clock and returning what it did."""

    name: str
    line: str
    place: str

    def run(self, clock: Clock) -> str:
        """Do what is due; a few words of what was done, empty for nothing."""
        module, _, function = self.place.partition(":")
        done: str = getattr(importlib.import_module(module), function)(clock)
        return done


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one job did, or why it could not."""

    name: str
    words: str
    failed: bool = False


JOBS: tuple[Job, ...] = (
    Job(
        "remind",
        "复算亮灯、下发督办单、催办 · lamps, supervision notices, reminders",
        "luoshi.cli.reminding:remind_job",
    ),
    Job("sweep", "事项到期的预警和上提 · warn and escalate matters that are due", "luoshi.cli.sweep_command:sweep_job"),
    Job(
        "forget",
        "删去保存期满的当事人信息 · forget parties whose files' time is over",
        "luoshi.cli.forgetting:forget_job",
    ),
    Job("seal", "封存已过去的日子的日志 · seal the journal's past days", "luoshi.cli.sealing:seal_job"),
    Job("import", "继续未完的登记导入 · go on with imports of records", "luoshi.cli.watching:import_job"),
    Job("watch", "每夜运行监测规则 · run the rules over registers, once a night", "luoshi.cli.watching:watch_job"),
    Job("alerts", "预警按规则立项 · open the matters that alerts call for", "luoshi.cli.watching:alerts_job"),
    Job("post", "统计数入账 · post the figures of measures that have changed", "luoshi.cli.watching:post_job"),
    Job("tidy", "清理写了一半的文件 · remove files left half-written", "luoshi.cli.tidying:tidy_job"),
    Job("deliver", "发送到期的消息 · send the messages that are due", "luoshi.cli.delivering:deliver_job"),
)


def run_jobs(clock: Clock, names: tuple[str, ...] = (), jobs: tuple[Job, ...] = JOBS) -> Iterator[Outcome]:
    """Run the named jobs, or all, in their order."""
    for job in jobs:
        if names and job.name not in names:
            continue
        yield _outcome(job, clock)


def _outcome(job: Job, clock: Clock) -> Outcome:
    """A job's database or network may be away for a while; the next tick tries again."""
    try:
        return Outcome(job.name, job.run(clock))
    except (DatabaseError, OSError) as error:
        traceback.print_exc()
        return Outcome(job.name, f"{type(error).__name__}: {error}", failed=True)
