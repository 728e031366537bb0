"""``luoshi read``: documents in, promises out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from luoshi.cli.formats import FORMATS, Format, Writer, make_writer
from luoshi.cli.inputs import InputError, Report, find_inputs, input_size, read_input
from luoshi.cli.output import Output, open_output
from luoshi.cli.usage import check_output

_LONG_WORK = 1_000_000  # bytes; a file over this takes a second or more
_FORMATS_BY_ENDING: dict[str, Format] = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS),
    help="输出格式，默认 table，或按 -o 的扩展名 · default: table, or by the ending of -o",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="写入文件，全部写成才出现 · write to a file, which appears whole or not at all",
)  # fmt: skip
def read(files: Sequence[str], form: Format | None, output: Path | None) -> None:
    """读政府工作报告，列出任务、指标和节点。

    FILE 可以是多个文件或文件夹（txt、docx、doc、pdf、ofd、html、xlsx 任务表、扫描件和照片），“-”表示标准输入。
    Files or folders, searched through; “-” is standard input.

    \b
    table  在屏幕上看的表格 · a table for people
    jsonl  一行一个指标或节点，可用于评测 · one target or milestone a line;
           多个文件时每行先有 file 字段 · a leading "file" field with several files
    json   完整的读数：标题、任务、未取的句子和原因、名词解释 · the whole reading;
           多个文件时是一个数组 · an array with several files
    csv    带 BOM，电子表格可直接打开 · with a byte order mark, for spreadsheets
    xlsx   电子表格，须用 -o 指定文件 · needs -o

    \b
    退出码 Exit codes:
      0  全部读完 · all was read
      1  有文件读不了，其余照常输出 · some files could not be read; the others were
      2  用法错误 · wrong usage
    """
    form = form or _FORMATS_BY_ENDING.get(output.suffix.lower() if output else "", "table")
    found = list(find_inputs(files))
    _check_usage(form, output, [name for name in found if isinstance(name, str)])
    with open_output(output) as target:
        failures = _read_all(found, form, target)
    sys.exit(1 if failures else 0)


def _check_usage(form: Format, output: Path | None, names: Sequence[str]) -> None:
    if form == "xlsx" and output is None:
        raise click.UsageError("xlsx 须用 -o 指定文件 · xlsx needs -o FILE")
    check_output(output, names)


def _read_all(found: Sequence[str | InputError], form: Format, target: Output) -> int:
    """Write what can be read, say what cannot, and count it. Without a single report no file is kept."""
    failures = 0
    writer: Writer | None = None
    for report in _watch(found):
        if isinstance(report, InputError):
            click.echo(f"读不了 {report}", err=True)
            failures += 1
            continue
        writer = writer or make_writer(form, target.stream, several=len(found) > 1)
        writer.add(report)
        if not report.reading.commitments:
            click.echo(f"{report.name}：没有读出任务，请确认是政府工作报告的安排部署部分。", err=True)
    if writer is not None:
        writer.close()
        target.keep = True
    return failures


def _watch(found: Sequence[str | InputError]) -> Iterator[Report | InputError]:
    """Read one input after another, under a progress bar on long work when somebody looks at standard error."""
    size = sum(input_size(name) for name in found if isinstance(name, str))
    if not sys.stderr.isatty() or (len(found) == 1 and size < _LONG_WORK):
        yield from map(_read_one, found)
        return
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    task = progress.add_task("读报告", total=len(found))
    for item in found:
        with progress:  # it is off the screen again while the report is written, perhaps to the same screen
            progress.update(task, description=Path(str(item)).name)
            result = _read_one(item)
            progress.advance(task)
        yield result


def _read_one(item: str | InputError) -> Report | InputError:
    try:
        return item if isinstance(item, InputError) else read_input(item)
    except InputError as error:
        return error
