"""``luoshi progress``: a department's text and the targets in, which figure reports on which target out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import click

from luoshi.cli.output import open_output
from luoshi.cli.progress_doubts import find_doubts
from luoshi.cli.progress_forms import Progress, write_lines, write_table, write_workbook
from luoshi.cli.target_files import Plan, TargetFileError, read_plan
from luoshi.cli.usage import FORMS, Form, check_inputs, check_output, choose_form, read_or_tell
from luoshi.reading.progress import read_progress

_WRITERS: dict[Form, Callable[[Progress, BinaryIO], None]] = {
    "table": write_table,
    "jsonl": write_lines,
    "xlsx": write_workbook,
}
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("progress")
@click.argument("text", metavar="TEXT")
@click.option(
    "-t", "--targets", required=True, metavar="FILE",
    help="指标来自哪里：报告、任务表，或 luoshi read 写出的 jsonl · a report, a list of tasks, or lines of luoshi read",
)  # fmt: skip
@click.option(
    "--on", type=_DAY, metavar="YYYY-MM-DD",
    help="材料说的是哪一天，默认今天，往年的计划取其年末 · the day it speaks of; default: today or the plan's last day",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS),
    help="输出格式，默认 table，或按 -o 的扩展名 · default: table, or by the ending of -o",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="写入文件，全部写成才出现 · write to a file, which appears whole or not at all",
)  # fmt: skip
def read_figures(text: str, targets: str, on: datetime | None, form: Form | None, output: Path | None) -> None:
    """从部门的进展材料里找出哪个数报的是哪项指标。

    TEXT 是进展材料（形式同 luoshi read），“-”表示标准输入。
    Finds in a department's prose which figures report on which targets; “-” is standard input.

    \b
    table  按指标排列：报了多少、截至何时、占计划多少；没有提到的指标在后
           by target: value, as at when, share of plan; targets not spoken of come last
    jsonl  按原文次序，一行一个数；target 是指标的序号（从0起），不对应任何指标的为 null
           one figure a line in text order; target is the target's index from 0, or null
    xlsx   同 table，电子表格，须用 -o 指定文件 · as table; needs -o

    \b
    退出码 Exit codes:
      0  已读；年份或地名对不上时另有提示 · done, with a warning if years or places do not agree
      1  有文件读不了，或指标文件里没有指标 · a file could not be read, or holds no targets
      2  用法错误 · wrong usage
    """
    form = choose_form(form, output)
    check_inputs((text, targets), wanted="一个文件")
    check_output(output, (text, targets))
    report, plan = read_or_tell(text), _read_plan(targets)
    if report is None or plan is None:
        sys.exit(1)
    speaks = on.date() if on else _speaks_on(plan)
    figures = read_progress(report.source.text, plan.targets, on=speaks)
    if not figures:
        click.echo(f"{report.name}：没有读出数字，请确认是进展材料。", err=True)
    for doubt in find_doubts(report.source.text, plan):
        click.echo(f"注意：{doubt}", err=True)
    with open_output(output) as target:
        _WRITERS[form](Progress(report.source.text, plan.targets, figures, speaks), target.stream)
        target.keep = True


def _read_plan(name: str) -> Plan | None:
    try:
        plan = read_plan(name)
    except TargetFileError as error:
        click.echo(f"读不了 {error}", err=True)
        return None
    if plan.targets:
        return plan
    click.echo(f"{name}：没有读出指标，请确认是政府工作报告、任务表，或 luoshi read 写出的 jsonl。", err=True)
    return None


def _speaks_on(plan: Plan) -> date:
    """Today, but not after the year that the plan is for."""
    today = datetime.now().astimezone().date()
    return min(today, date(plan.year, 12, 31)) if plan.year else today
