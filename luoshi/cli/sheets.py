"""One sheet with its head frozen, ready to be filtered: what the commands that compare two files write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

Cell = str | int | float | None


def write_sheet(
    stream: BinaryIO, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    """``columns`` are headings with their widths in characters; a row has a cell for each."""
    from luoshi.sheets import Column, write_xlsx  # brings a library that only a workbook needs

    stream.write(write_xlsx([Column(heading, width) for heading, width in columns], rows, title=title))
