"""``luoshi reconcile``: last year's report and this year's in, what became of each promise out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import click

from luoshi.cli.output import open_output
from luoshi.cli.reconcile_forms import write_lines, write_table, write_workbook
from luoshi.cli.reconcile_wording import explain_doubt
from luoshi.cli.usage import FORMS, Form, check_inputs, check_output, choose_form, read_or_tell
from luoshi.reading.reconciliation import Reconciliation, reconcile

_WRITERS: dict[Form, Callable[[Reconciliation, BinaryIO], None]] = {
    "table": write_table,
    "jsonl": write_lines,
    "xlsx": write_workbook,
}


@click.command("reconcile")
@click.argument("last", metavar="LAST")
@click.argument("this", metavar="THIS")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS),
    help="输出格式，默认 table，或按 -o 的扩展名 · default: table, or by the ending of -o",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="写入文件，全部写成才出现 · write to a file, which appears whole or not at all",
)  # fmt: skip
def reconcile_reports(last: str, this: str, form: Form | None, output: Path | None) -> None:
    """拿去年的承诺对今年的回顾。

    LAST 是去年的报告，THIS 是今年的报告（形式同 luoshi read），其中一个可以是“-”，表示标准输入。
    Holds last year's promises against this year's lookback. One of the two may be “-” for standard input.

    \b
    table  两份报告的原句并排，只字未提的在前 · both sentences side by side, what was dropped without a word first
    jsonl  按承诺在原文中的次序，一行一个，可用于评测 · one promise a line in text order
    xlsx   电子表格，须用 -o 指定文件 · needs -o

    \b
    退出码 Exit codes:
      0  已对账；年份或地名对不上时另有提示 · done, with a warning if years or places do not agree
      1  有文件读不了 · a file could not be read
      2  用法错误 · wrong usage
    """
    form = choose_form(form, output)
    check_inputs((last, this), wanted="一份报告")
    check_output(output, (last, this))
    reports = [report for name in (last, this) if (report := read_or_tell(name))]
    if len(reports) < 2:
        sys.exit(1)
    result = reconcile(reports[0].reading, reports[1].reading)
    for doubt in result.doubts:
        click.echo(f"注意：{explain_doubt(doubt)}", err=True)
    with open_output(output) as target:
        _WRITERS[form](result, target.stream)
        target.keep = True
