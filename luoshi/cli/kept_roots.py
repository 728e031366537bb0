"""Daily roots in a file outside the database: one line of CSV a day, only ever appended to."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from luoshi.journal.checking import KeptRoot

HEADER = ("number", "day", "digest")


def read_kept(path: Path) -> list[KeptRoot]:
    """The roots in the file; ends the command with the line that is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"{path} 无法读取 · cannot be read: {error}") from error
    return [_kept(path, place, row) for place, row in enumerate(rows, 1) if row and tuple(row) != HEADER]


def _kept(path: Path, place: int, row: list[str]) -> KeptRoot:
    try:
        number, day, digest = row
        return KeptRoot(int(number), date.fromisoformat(day), digest.strip())
    except ValueError:
        raise click.ClickException(
            f"{path} 第{place}行不是“{','.join(HEADER)}” · line {place} is not {','.join(HEADER)}"
        ) from None


def append_kept(path: Path, roots: Iterable[KeptRoot]) -> int:
    """Append the roots that come after the last one in the file; returns how many."""
    kept = read_kept(path) if path.exists() else []
    last = max((root.number for root in kept), default=0)
    new = [root for root in roots if root.number > last]
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            if not kept and new:
                writer.writerow(HEADER)
            writer.writerows((root.number, root.day.isoformat(), root.digest) for root in new)
    except OSError as error:
        raise click.ClickException(f"{path} 无法写入 · cannot be written: {error.strerror}") from error
    return len(new)
