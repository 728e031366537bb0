"""``luoshi lead``: a report and an office's organisations in, who should lead each commitment out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from luoshi.cli.inputs import Report
from luoshi.cli.lead_files import LeadFileError, read_history, read_organisations
from luoshi.cli.lead_forms import Led, write_lines, write_table, write_workbook
from luoshi.cli.output import open_output
from luoshi.cli.usage import FORMS, Form, check_inputs, check_output, choose_form, read_or_tell
from luoshi.cli.wording import name_section
from luoshi.reading.leads import Precedent, suggest_lead

_WRITERS: dict[Form, Callable[[list[Led], BinaryIO], None]] = {
    "table": write_table,
    "jsonl": write_lines,
    "xlsx": write_workbook,
}


@click.command("lead")
@click.argument("report", metavar="FILE")
@click.option(
    "-g", "--organisations", required=True, metavar="FILE",
    help="本级单位名单：一行一个，或有“单位”一列的 csv、xlsx · one a line, or a table",
)  # fmt: skip
@click.option(
    "--history", metavar="FILE",
    help="以往的分工：有“任务”“牵头单位”两列的 csv、xlsx，立即生效 · earlier choices, counted at once",
)  # fmt: skip
@click.option(
    "-n", "--top", type=click.IntRange(min=1), default=3, show_default=True,
    help="每项任务推荐几个单位 · how many for each",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS),
    help="输出格式，默认 table，或按 -o 的扩展名 · default: table, or by the ending of -o",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="写入文件，全部写成才出现 · write to a file, which appears whole or not at all",
)  # fmt: skip
def suggest_leads(
    report: str, organisations: str, history: str | None, top: int, form: Form | None, output: Path | None
) -> None:
    """为报告里的每项任务推荐牵头单位，并说明理由。

    FILE 是报告或任务表（形式同 luoshi read），“-”表示标准输入。
    Suggests who should lead each commitment of a report, with the reasons; “-” is standard input.

    \b
    table  每项任务几个单位，把握大的在前 · the likeliest first
    jsonl  按原文次序，一行一项任务 · one commitment a line in text order
    xlsx   电子表格，一行一个推荐，须用 -o 指定文件 · a suggestion a row; needs -o

    只是建议：读不出任务里没有写的分工，由人定。 A suggestion: what a text does not hold, people decide.

    \b
    退出码 Exit codes:
      0  已读 · done
      1  有文件读不了 · a file could not be read
      2  用法错误 · wrong usage
    """
    form = choose_form(form, output)
    names = (report, organisations, *([history] if history else []))
    check_inputs(names, wanted="一个文件")
    check_output(output, names)
    try:
        offered = read_organisations(organisations)
        before = read_history(history) if history else ()
    except LeadFileError as error:
        click.echo(f"读不了 {error}", err=True)
        sys.exit(1)
    read = read_or_tell(report)
    if read is None:
        sys.exit(1)
    if not read.reading.commitments:
        click.echo(f"{read.name}：没有读出任务，请确认是政府工作报告的安排部署部分。", err=True)
    with open_output(output) as target:
        _WRITERS[form](_suggest_all(read, offered, before, top), target.stream)
        target.keep = True


def _suggest_all(report: Report, offered: tuple[str, ...], before: tuple[Precedent, ...], top: int) -> list[Led]:
    found = []
    for commitment in report.reading.commitments:
        section = name_section(report.reading, commitment.heading)
        ranked = suggest_lead(commitment, offered, before, heading=section.rpartition(" / ")[2])
        found.append(Led(commitment, section, ranked[:top]))
    return found
