"""The forms in which ``luoshi read`` writes its reports, each in a module of its own."""

from __future__ import annotations

import importlib
from typing import BinaryIO, Literal, Protocol, cast, get_args

from luoshi.cli.inputs import Report

Format = Literal["table", "jsonl", "json", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
_MODULES: dict[Format, str] = {
    "table": "tables",
    "jsonl": "promise_lines",
    "json": "whole_readings",
    "csv": "comma_lists",
    "xlsx": "workbooks",
}


class Writer(Protocol):
    """Takes one report after another and is closed once, after the last."""

    def add(self, report: Report) -> None: ...

    def close(self) -> None: ...


class WriterMaker(Protocol):
    """``several`` says that more than one report was asked for, so that each line must say whose it is."""

    def __call__(self, stream: BinaryIO, *, several: bool) -> Writer: ...


def make_writer(form: Format, stream: BinaryIO, *, several: bool) -> Writer:
    """The writer of a form; its libraries are imported only now."""
    module = importlib.import_module(f"luoshi.cli.formats.{_MODULES[form]}")
    return cast(WriterMaker, module.Writer)(stream, several=several)
