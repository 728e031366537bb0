"""What the command line names as input: files, folders and standard input, found and read one by one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from luoshi.reading import Reading, read_source
from luoshi.reading.sources import Source, SourceError, explain, load, load_stream

# Pictures are read when they are named; in a folder they are mostly the illustrations of something else.
ENDINGS = frozenset({".txt", ".docx", ".doc", ".pdf", ".ofd", ".html", ".htm", ".xlsx"})
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Report:
    """A document that was read. ``name`` is its path as the command line found it."""

    name: str
    source: Source
    reading: Reading


class InputError(Exception):
    """An input cannot be read; the message is for whoever typed the command."""


def find_inputs(given: Sequence[str]) -> Iterator[str | InputError]:
    """Each file to read, folders searched for the endings that can be read; an error for an empty folder."""
    for name in given:
        if name == STANDARD_INPUT or not Path(name).is_dir():
            yield name
            continue
        found = list(_search(name))
        yield from found
        if not found:
            yield InputError(f"{name}：文件夹里没有可读的文件（{'、'.join(sorted(ENDINGS))}）。")


def read_input(name: str) -> Report:
    """Load and read one input. Raises ``InputError`` with a sentence that names the file and the place."""
    try:
        source = load_stream(sys.stdin.buffer, "标准输入") if name == STANDARD_INPUT else load(name)
    except SourceError as error:
        path = "" if name in {error.name, STANDARD_INPUT} else f"{name}："
        raise InputError(path + explain(error)) from error
    except OSError as error:
        raise InputError(f"{name}：{_explain_system(error)}") from error
    return Report(name, source, read_source(source))


def input_size(name: str) -> int:
    """In bytes; zero when that cannot be told."""
    try:
        return 0 if name == STANDARD_INPUT else Path(name).stat().st_size
    except OSError:
        return 0


def _search(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        # Word leaves ~$name.docx beside a document that is open.
        wanted = [name for name in sorted(files) if not name.startswith((".", "~$"))]
        yield from (str(Path(place) / name) for name in wanted if Path(name).suffix.lower() in ENDINGS)


def _explain_system(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请检查路径。"
    if isinstance(error, PermissionError):
        return "没有读取权限。"
    return f"打不开（{error.strerror or error}）。"
