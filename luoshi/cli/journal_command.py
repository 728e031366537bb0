"""``luoshi seal`` and ``luoshi verify``: the journal's daily roots, and whether anybody touched it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from luoshi.cli.kept_roots import append_kept, read_kept
from luoshi.cli.office_home import refuse_unready, start_django
from luoshi.journal.checking import Tally

FILE = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--keep", type=FILE, help="同时抄到库外的文件 · also append the roots to this file")
def seal(*, keep: Path | None) -> None:
    """封存昨日及以前各日的日志，可重复运行，宜由定时任务每日运行。

    Seal every day that is over. Safe to run again; let a timer run it once a day. A copy of the roots outside the
    database (--keep) is what nobody who rules the database can change.
    """
    start_django()
    refuse_unready()
    from django.utils import timezone

    from luoshi.journal.actions import seal_days
    from luoshi.journal.queries import roots_to_keep

    at = timezone.now()
    for root in seal_days(until=timezone.localdate(at) - timedelta(days=1), at=at):
        click.echo(f"{root.day} 已封存 {root.lines} 条 · sealed {root.lines:,} lines: {root.digest}")
    if keep is not None:
        kept = append_kept(keep, roots_to_keep())
        click.echo(f"已抄存 {kept} 日 · {kept:,} roots appended: {keep}")


@click.command()
@click.option("--from", "since", type=DAY, help="只核验这一日起的记录 · only what was written from this day on")
@click.option("--kept", type=FILE, help="与库外抄存的各日封存值对照 · compare with the roots kept in this file")
def verify(*, since: datetime | None, kept: Path | None) -> None:
    """核验日志：任何一条被改动、缺失或调换，都指出是哪一条，并以 1 退出。

    Check the whole journal. Names every line that was changed, is missing or changed places, and exits 1.
    """
    start_django()
    refuse_unready()
    from luoshi.cli.journal_wording import fault_words
    from luoshi.journal.queries import verify as verify_journal

    tally, found = Tally(), 0
    roots = read_kept(kept) if kept else []
    for fault in verify_journal(since=since.date() if since else None, kept=roots, tally=tally):
        found += 1
        click.echo(fault_words(fault))
    click.echo(_summary(tally, found))
    if found:
        raise SystemExit(1)


def _summary(tally: Tally, found: int) -> str:
    until = _sealed(tally.sealed_until)
    counts = f"{tally.lines} 条记录、{tally.chains} 个对象、{tally.roots} 个日封存值"
    english = f"{tally.lines:,} lines, {tally.chains:,} chains, {tally.roots:,} daily roots"
    if found:
        return f"发现 {found} 处问题（核验了 {counts}，{until}） · {found:,} faults in {english}"
    return f"日志完好：{counts}，{until} · the journal holds: {english}"


def _sealed(day: date | None) -> str:
    return f"封存至 {day.year}年{day.month}月{day.day}日" if day else "尚未封存"
