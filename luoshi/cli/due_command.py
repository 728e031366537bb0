"""``luoshi due``: when a time limit runs out, and how that was reached."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import click

from luoshi.cli.due_wording import explain_due, explain_fault, explain_notice, say_end
from luoshi.workdays import (
    CHINA,
    Calendar,
    CalendarEnds,
    Due,
    Extension,
    Limit,
    LimitFault,
    NoticeFault,
    Pause,
    Roll,
    Span,
    Unit,
    due,
    read_notice,
    shipped_calendar,
)

_SPAN = re.compile(r"(\d{1,6})([a-z_]+)?")


class _Moment(click.ParamType[date | datetime]):
    """A day, or a day with a time in China."""

    name = "日期"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        text = str(value).strip()
        try:
            if len(text) <= len("2026-02-13"):
                return date.fromisoformat(text)
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(
                f"要写成 2026-02-13 或 2026-02-13T09:30 · write 2026-02-13 or 2026-02-13T09:30: {text}", param, ctx
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


_MOMENT = _Moment()


@click.command("due")
@click.option("--start", required=True, type=_MOMENT, help="起算日（当日不计）· the day it starts from, not counted")
@click.option("--limit", "length", required=True, type=click.IntRange(0, 999_999), help="多少 · how many")
@click.option("--unit", type=click.Choice([each.value for each in Unit]), default="workday", show_default=True,
              help="单位 · unit")  # fmt: skip
@click.option("--roll", type=click.Choice([each.value for each in Roll]), default="none", show_default=True,
              help="末日逢休息日 · when the last day is no workday: next 顺延到下一工作日")  # fmt: skip
@click.option("--pause", "pauses", multiple=True, metavar="起/止[/原因[/谁]]",
              help="中止，可多次：2026-03-02/2026-03-09/鉴定/市鉴定中心 · may be repeated")  # fmt: skip
@click.option("--extend", "extensions", multiple=True, metavar="N[单位]",
              help="延长，如 10 或 10workday · an extension, in the limit's unit unless named")  # fmt: skip
@click.option("--cap", metavar="N[单位]", help="最长不超过 · hard cap, counted from the start")
@click.option("--basis", default="", help="依据，写进算式 · law and article, shown in the working")
@click.option("--notice", "notices", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="另加年度放假通知（文本文件）· a further yearly notice, as a text file")  # fmt: skip
@click.option("--explain", is_flag=True, help="列出算式 · show the working")
def due_on(
    *,
    start: date | datetime,
    length: int,
    unit: str,
    roll: str,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    cap: str | None,
    basis: str,
    notices: tuple[Path, ...],
    explain: bool,
) -> None:
    """算时限：到哪一天为止。第一行是日期。

    When a time limit runs out. The first line is the date; --explain adds every day passed over and why.

    \b
    luoshi due --start 2026-02-13 --limit 5 --unit workday --explain
    """
    calendar = _calendar(notices)
    own = Unit(unit)
    try:
        limit = Limit(length, own, Roll(roll), _span(cap, own) if cap else None, basis)
        granted = [Extension(span.length, span.unit) for span in (_span(each, own) for each in extensions)]
        result = due(limit, start, [_pause(each) for each in pauses], calendar, extensions=granted)
    except (LimitFault, CalendarEnds) as fault:
        raise click.UsageError(explain_fault(fault)) from fault
    _print(result, calendar, explain=explain)


def _print(result: Due, calendar: Calendar, *, explain: bool) -> None:
    click.echo(say_end(result))
    if explain:
        click.echo("\n".join(explain_due(result, calendar)))
    elif result.is_provisional:
        years = "、".join(f"{year}年" for year in result.working.provisional)
        click.echo(f"暂定：{years}放假安排尚未公布 · provisional: the notice is still to come", err=True)


def _calendar(notices: tuple[Path, ...]) -> Calendar:
    calendar = shipped_calendar()
    for path in notices:
        try:
            calendar = calendar.with_notice(read_notice(path.read_text(encoding="utf-8-sig"), source=path.name))
        except UnicodeDecodeError as error:
            raise click.ClickException(f"{path}: 不是 UTF-8 文本 · not UTF-8 text") from error
        except NoticeFault as fault:
            raise click.ClickException(f"{path}: {explain_notice(fault)}") from fault
    return calendar


def _span(written: str, own: Unit) -> Span:
    found = _SPAN.fullmatch(written.strip())
    unit = (found[2] or own.value) if found else ""
    if not found or unit not in set(Unit):
        raise click.UsageError(f"要写成 10 或 10workday · write 10 or 10workday: {written}")
    return Span(int(found[1]), Unit(unit))


def _pause(written: str) -> Pause:
    parts = [part.strip() for part in written.split("/", 3)]
    if len(parts) < 2 or not parts[1]:
        raise click.UsageError(f"中止要写起止两日 · a pause needs both its days: {written}")
    since, until = (_MOMENT.convert(part, None, None) for part in parts[:2])
    reason, by = [*parts[2:], "", ""][:2]
    return Pause(since, until, reason, by)
