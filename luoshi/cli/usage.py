"""What every command that writes a file asks of its options, and where its lines and tables go."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

import click

from luoshi.cli.inputs import STANDARD_INPUT, InputError, Report, read_input

if TYPE_CHECKING:
    from rich.console import RenderableType

_FILE_WIDTH = 160  # of a table that goes to a file or a pipe


Form = Literal["table", "jsonl", "xlsx"]
FORMS: tuple[Form, ...] = get_args(Form)
_FORMS_BY_ENDING: dict[str, Form] = {"": "table", ".txt": "table", ".jsonl": "jsonl", ".xlsx": "xlsx"}


def choose_form(form: Form | None, output: Path | None) -> Form:
    """The form that was asked for, else the one that the file's ending says; an ending that says none is refused."""
    ending = output.suffix.lower() if output else ""
    chosen = form or _FORMS_BY_ENDING.get(ending)
    if chosen is None:
        raise click.UsageError(
            f"写不了 {ending} 文件，请用 .txt、.jsonl 或 .xlsx，或用 -f 指定格式 · "
            f"cannot write {ending}: use .txt, .jsonl or .xlsx, or say -f"
        )
    if chosen == "xlsx" and output is None:
        raise click.UsageError("xlsx 须用 -o 指定文件 · xlsx needs -o FILE")
    return chosen


def check_output(output: Path | None, names: Iterable[str]) -> None:
    """Refuse a folder that is not there and a file that is one of the inputs."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise click.UsageError(f"文件夹不存在 · no such folder: {output.parent}")
    if output.exists() and any(Path(name).exists() and output.samefile(name) for name in names):
        raise click.UsageError(f"不能覆盖要读的文件 · will not overwrite an input: {output}")


def check_inputs(names: Iterable[str], *, wanted: str) -> None:
    """Refuse folders, and standard input named twice. ``wanted`` is what is wanted instead of a folder."""
    given = list(names)
    if given.count(STANDARD_INPUT) > 1:
        raise click.UsageError("只有一个输入可以来自标准输入 · only one input can come from standard input")
    for name in given:
        if name != STANDARD_INPUT and Path(name).is_dir():
            raise click.UsageError(f"这里要{wanted}，不是文件夹 · a file is wanted, not a folder: {name}")


def read_or_tell(name: str) -> Report | None:
    """The report, or nothing after saying on standard error why it cannot be read."""
    try:
        return read_input(name)
    except InputError as error:
        click.echo(f"读不了 {error}", err=True)
        return None


def print_table(stream: BinaryIO, *parts: RenderableType) -> None:
    """On a terminal as wide as the terminal, elsewhere as plain text of a fixed width."""
    from rich.console import Console

    if stream.isatty():
        Console(file=sys.stdout).print(*parts)
        return
    text = io.StringIO()
    Console(file=text, width=_FILE_WIDTH, color_system=None, force_terminal=False).print(*parts)
    stream.write("".join(line.rstrip() + "\n" for line in text.getvalue().splitlines()).encode())
    stream.flush()
