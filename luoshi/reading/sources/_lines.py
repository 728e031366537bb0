"""The lines of printed pages made into paragraphs again.

A page gives lines with their places. Running heads, feet and page numbers are dropped; a line is joined to the one
before it unless an indent, a short line or a heading number shows that a paragraph begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reading.sources._model import Extract
from luoshi.reading.sources._places import Box, Mark

_PAGE_NUMBER = re.compile(r"[\s\-—–－―·•~～]*(?:\d{1,4}(?:\s*/\s*\d{1,4})?|第\s*\d{1,4}\s*页.{0,12})[\s\-—–－―·•~～]*")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|第[一二三四五六七八九十]{1,3}[章节部]"
)
_SENTENCE_ENDS = tuple("。！？；：!?;:")
_EDGE = 2  # lines at the top and at the foot of a page that may be furniture
_LEAST_REPEATS = 3
_REPEAT_SHARE = 0.4  # of the pages; left and right pages may have different heads
_INDENT = 1.2  # in character widths, as are the three below
_CENTRED = 4.0
_RAGGED = 1.8  # a full line may end this short of the margin
_LOOSE = 4.5  # or this, when a number that must not be broken went to the next line
_SPACED = 1.15  # times the usual leading: more space than this between two lines parts paragraphs
_NEIGHBOURS = 40  # lines either way that tell where the column's margins are


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a piece of one, on a page held upright.

    ``em`` is the width of a Chinese character in it; ``top`` grows upwards, from wherever the form counts. ``box`` is
    its place on the page as it is shown (see ``Place``), which for a scan that lies on its side is another one.
    """

    text: str
    left: float
    right: float
    top: float
    em: float
    box: Box = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Placed:
    line: Line
    page: int
    left: float  # margins of its column
    right: float


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this document shows that a paragraph begins."""

    leading: float  # from line to line
    marked: bool  # by an indent or by space, so that a line without either goes on


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet (what stands at the same edge of many pages) and page numbers."""
    edges = [_find_edges(page) for page in pages]
    repeats = Counter(
        key for page, edge in zip(pages, edges, strict=True) for key in {_strip_numbers(page[i]) for i in edge}
    )
    enough = max(min(_LEAST_REPEATS, max(len(pages), 2)), _REPEAT_SHARE * len(pages))

    def is_furniture(line: Line) -> bool:
        return repeats[_strip_numbers(line)] >= enough or _PAGE_NUMBER.fullmatch(line.text) is not None

    return [
        [line for i, line in enumerate(page) if i not in edge or not is_furniture(line)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def join_lines(pages: Sequence[Sequence[Line]]) -> Extract:
    """The text, one paragraph a line, with the offset at which each page begins, be it inside a paragraph."""
    placed = [found for number, page in enumerate(pages) for found in _place(page, number)]
    habits = _find_habits(placed)
    pieces: list[str] = []
    marks: list[Mark] = []
    starts: dict[int, int] = {}
    length = 0
    for i, item in enumerate(placed):
        between = "" if i == 0 else _between(placed[i - 1], item, habits)
        length += len(between)
        starts.setdefault(item.page, length)
        marks.append((length, length + len(item.line.text), item.page + 1, *item.line.box))
        length += len(item.line.text)
        pieces += [between, item.line.text]
    text = "".join(pieces) + "\n" if pieces else ""
    return Extract(text, _fill_starts(starts, len(pages), len(text)), tuple(marks))


def _find_edges(page: Sequence[Line]) -> set[int]:
    order = sorted(range(len(page)), key=lambda i: -page[i].top)
    return {*order[:_EDGE], *order[-_EDGE:]}


def _strip_numbers(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _place(page: Sequence[Line], number: int) -> list[_Placed]:
    placed = []
    for i, line in enumerate(page):
        near = page[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        beside = [other for other in near if other.left < line.right and line.left < other.right]
        lefts = Counter(round(other.left / line.em * 2) for other in beside if other.left <= line.left + line.em / 4)
        left = max(lefts, key=lambda place: (lefts[place], -place)) * line.em / 2
        rights = sorted(other.right for other in beside)
        placed.append(_Placed(line, number, min(left, line.left), rights[(len(rights) - 1) * 9 // 10]))
    return placed


def _is_indented(item: _Placed) -> bool:
    return item.line.left > item.left + _INDENT * item.line.em


def _find_habits(placed: Sequence[_Placed]) -> _Habits:
    pairs = list(pairwise(placed))
    gaps = sorted(gap for above, below in pairs if (gap := _gap(above, below)) > 0)
    leading = gaps[(len(gaps) - 1) // 2] if gaps else 0.0
    spaced = sum(gap > _SPACED * leading for gap in gaps)
    indented = sum(_is_indented(item) for item in placed)
    return _Habits(leading, marked=max(spaced, indented) >= _LEAST_REPEATS)


def _gap(above: _Placed, below: _Placed) -> float:
    """From line to line down the same column; zero from page to page."""
    same = above.page == below.page and above.left < below.right and below.left < above.right
    return max(above.line.top - below.line.top, 0.0) if same else 0.0


def _between(above: _Placed, below: _Placed, habits: _Habits) -> str:
    """What stands between two lines: a line end, a space between two Latin words, or nothing."""
    if _begins_paragraph(above, below, habits):
        return "\n"
    last, first = above.line.text[-1], below.line.text[0]
    return " " if last.isascii() and first.isascii() and (last.isalpha() or first.isalpha()) else ""


def _begins_paragraph(above: _Placed, below: _Placed, habits: _Habits) -> bool:
    em = above.line.em
    short = (above.right - above.line.right) / em
    if short > _LOOSE or _is_indented(below) or above.line.left > above.left + _CENTRED * em:
        return True
    if _gap(above, below) > _SPACED * habits.leading or abs(below.line.em - em) > em / 5:
        return True
    if "\t" in above.line.text + below.line.text:
        return True
    if above.line.text.endswith(_SENTENCE_ENDS) or _HEADING.match(above.line.text):
        return short > _RAGGED or not habits.marked or bool(_HEADING.match(below.line.text))
    return False


def _fill_starts(starts: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """A page without text begins where the next one does."""
    filled: list[int] = []
    for page in range(pages - 1, -1, -1):
        end = starts.get(page, end)
        filled.append(end)
    return tuple(reversed(filled))
