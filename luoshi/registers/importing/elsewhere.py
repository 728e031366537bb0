"""Rows made ready in a second process, while the database writes those before them.

The process is this module itself. It gets the plan on its standard input and writes part after part to its standard
output, one ahead of the reader: a pipe holds no more. When the reader dies, by whatever signal, its next write fails
and it ends.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import BinaryIO

from luoshi.registers.importing._ready import Plan, ReadyRow, ready_parts


class CheckerEnded(Exception):  # noqa: N818  reads better where it is caught
    """The second process ended before the file did. What was written stays; the job can be run again."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


def parts_from_elsewhere(plan: Plan, start: int, length: int) -> Iterator[list[ReadyRow]]:
    """As ``ready_parts``, from another process. Raises CheckerEnded."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:  # noqa: S603  our own
        if child.stdin is None or child.stdout is None:
            raise CheckerEnded(-1)
        try:
            with child.stdin as given:  # keys of personal data go this way and never stand among the arguments
                pickle.dump((plan, start, length), given)
            while part := _next_part(child.stdout):
                yield part
        except (EOFError, BrokenPipeError):
            raise CheckerEnded(child.wait()) from None
        finally:
            child.kill()  # whoever stops reading early leaves it nothing to do


def _next_part(source: BinaryIO | object) -> list[ReadyRow]:
    part: list[ReadyRow] = pickle.load(source)  # type: ignore[arg-type]  # noqa: S301  written by ``main`` below
    return part


def main() -> None:
    """The second process. An empty part is the end."""
    plan, start, length = pickle.load(sys.stdin.buffer)  # noqa: S301  written by ``parts_from_elsewhere``
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        try:
            for part in ready_parts(plan, start, length):
                pickle.dump(part, out)
                out.flush()
            pickle.dump([], out)
        except BrokenPipeError:
            os._exit(0)  # nobody reads any more: nothing is left to be flushed


if __name__ == "__main__":
    main()
