"""Where in the document a stretch of its text stands.

A mark is a tuple of whole numbers, so that thousands of them cost little and go into JSON as they are:
``(start, end, page, left, top, right, bottom)`` for a printed line, ``(start, end, page, row)`` for a row of a sheet
or a paragraph. Marks are in text order and do not overlap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

Mark = tuple[int, ...]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document as a reader sees it.

    ``page`` counts from 1: the page, the sheet of a workbook, and always 1 for docx, which has no pages until it is
    printed. ``box`` is (left, top, right, bottom) from the upper left corner of the page as it is shown: in points
    for PDF and OFD, in pixels for a picture. ``row`` counts from 1: the row of a sheet, the paragraph of a docx.
    One of ``box`` and ``row`` is None.
    """

    page: int
    box: Box | None
    row: int | None


def find_places(marks: Sequence[Mark], start: int, end: int) -> tuple[Place, ...]:
    """The places of all marks that share a character with ``[start, end)``."""
    first = bisect_right(marks, start, key=lambda mark: mark[1])
    found = []
    for mark in marks[first:]:
        if mark[0] >= end or start >= end:
            break
        found.append(place_at(mark))
    return tuple(found)


def unite(places: Sequence[Place]) -> Place | None:
    """The first place, its box widened by all others on the same page."""
    if not places or places[0].box is None:
        return places[0] if places else None
    page = places[0].page
    boxes = [place.box for place in places if place.page == page and place.box is not None]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Place(page, (min(lefts), min(tops), max(rights), max(bottoms)), None)


def round_box(boxes: Iterable[tuple[float, float, float, float]]) -> Box:
    """The box of whole numbers around all these (left, top, right, bottom); at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return floor(min(lefts)), floor(min(tops)), ceil(max(rights)), ceil(max(bottoms))


def place_at(mark: Mark) -> Place:
    """The place that a mark says."""
    if len(mark) == 4:
        return Place(mark[2], None, mark[3])
    left, top, right, bottom = mark[3:]
    return Place(mark[2], (left, top, right, bottom), None)
