"""What held on a day, from rows that each hold from a day on. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Since(Protocol):
    """A row that holds from a day on; from the beginning without one."""

    @property
    def since(self) -> date | None: ...


S = TypeVar("S", bound=Since)


def held_on(rows: Iterable[S], on: date) -> S | None:
    """The row that held on this day; None before the first.

    ``rows`` come in the order in which they were recorded: of two with the same day the later one corrects the other.
    """
    best: S | None = None
    for row in rows:
        if row.since is not None and row.since > on:
            continue
        if best is None or (row.since or date.min) >= (best.since or date.min):
            best = row
    return best


def held_last(rows: Iterable[S]) -> S | None:
    """The row that holds for good, as far as is known."""
    return held_on(rows, date.max)
