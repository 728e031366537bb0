"""领域: which heading of a report a commitment is counted under. Pure.

Most reports put their plan under one heading (2026年工作安排) and its fields one level below; some have the fields at
the very top. So a heading at the top that covers more than half of the plan is no field: the headings below it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the forward part. ``path`` is the orders from the top down to it, each closed by a point."""

    key: int
    path: str
    length: int

    @property
    def depth(self) -> int:
        """1 at the very top."""
        return self.path.count(".")


def fields_of(headings: Iterable[Heading]) -> Mapping[str, int]:
    """The field of every place, by its path: the keys of headings. ``length`` of a top covers all that is below it."""
    listed = list(headings)
    tops = [each for each in listed if each.depth == 1]
    whole = sum(top.length for top in tops)
    wide = {top.path for top in tops if 2 * top.length > whole}
    keys = {top.path: top.key for top in tops}
    keys |= {each.path: each.key for each in listed if each.depth == 2 and _above(each.path) in wide}
    return {each.path: key for each in listed if (key := _nearest(each.path, keys)) is not None}


def _above(path: str) -> str:
    return path[: path.rstrip(".").rfind(".") + 1]


def _nearest(path: str, keys: Mapping[str, int]) -> int | None:
    """Of the heading itself or the first one above it that is a field."""
    while path and path not in keys:
        path = _above(path)
    return keys.get(path)
