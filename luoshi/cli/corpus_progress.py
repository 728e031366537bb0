"""How far a corpus has come, with rate and time left: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from luoshi.corpus import Progress

Watch = Callable[["Progress"], None]

_LINE_EVERY = 10.0  # seconds


@contextmanager
def watching(stream: TextIO) -> Iterator[Watch]:
    """A function to tell the progress to; shows it on ``stream`` until the context ends."""
    if stream.isatty():
        with _bar(stream) as watch:
            yield watch
    else:
        yield _Lines(stream).watch


@contextmanager
def _bar(stream: TextIO) -> Iterator[Watch]:
    from rich import progress as bars
    from rich.console import Console

    began = time.monotonic()
    bar = bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(file=stream),
    )
    task = bar.add_task("读报告", total=None, rate="")

    def watch(progress: Progress) -> None:
        rate = write_rate(progress, time.monotonic() - began)
        bar.update(task, total=progress.total - progress.kept, completed=progress.read, rate=rate)

    with bar:
        yield watch


class _Lines:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = self._last = time.monotonic()

    def watch(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last < _LINE_EVERY:
            return
        self._last = now
        line = write_line(progress, now - self._began)
        self._stream.write(f"{line}\n")
        self._stream.flush()


def write_line(progress: Progress, seconds: float) -> str:
    """One line for a log: how many, how fast, how long still."""
    left = progress.total - progress.kept - progress.read
    # Finished parts are passed over in no time, so only what this run has read tells how long the rest will take.
    ending = f"，还需约 {round(left * seconds / progress.read):,} 秒" if progress.read else ""
    return (
        f"已读 {progress.kept + progress.read:,}/{progress.total:,} 份，{write_rate(progress, seconds)}，"
        f"{progress.errors:,} 份读不了{ending}"
    )


def write_rate(progress: Progress, seconds: float) -> str:
    """Documents and megabytes a second, of this run."""
    return f"{progress.read / max(seconds, 1e-9):,.1f} 份/秒 {progress.bytes / max(seconds, 1e-9) / 1e6:.2f} MB/秒"
