"""Where the command line writes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(slots=True)
class Output:
    """A stream to write to. What was written to a file is thrown away unless ``keep`` is set."""

    stream: BinaryIO
    keep: bool = False


@contextmanager
def open_output(path: Path | None) -> Iterator[Output]:
    """Standard output without a path; else a file beside the path, renamed to it at the end if it is to be kept."""
    if path is None:
        yield Output(sys.stdout.buffer, keep=True)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            output = Output(stream)
            yield output
        if output.keep:
            Path(name).chmod(_usual_mode(path))
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _usual_mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a plain ``open`` would have given; mkstemp's is private."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
