"""Pieces of print put into reading order: rows of cells, or two columns, the left one first.

A piece is what stands together on one baseline. In one column, pieces on one baseline are the cells of a table row.
Two columns are believed only where both are full of long lines, because a table has a gap down the page too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from luoshi.reading.sources._lines import Line

CELL_GAP = 1.2  # in character widths: pieces further apart on one baseline are two cells
_SAME_ROW = 0.5  # of a character's width: how far the tops of one row may differ
_LEAST_LINES = 5  # in each column
_LEAST_WIDTH = 10  # of a column, in character widths
_FULL = 0.75  # of its column's width, which half of the lines must fill
_MIDDLE = (0.3, 0.7)  # of the page's print, where the right column may begin
_CANDIDATES = 12


def arrange(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of one page in reading order, from its rows of pieces.

    The order of the rows is believed in one column; in two, what spans both parts the page into bands.
    """
    pieces = [piece for row in rows for piece in row]
    gutter = _find_gutter(pieces)
    if gutter is None:
        return [_join_cells(row) for row in rows if row]
    lines: list[Line] = []
    band: tuple[list[Line], list[Line]] = ([], [])
    for piece in sorted(pieces, key=lambda piece: (-piece.top, piece.left)):
        if _crosses(piece, gutter):
            lines += [*_stack(band[0]), *_stack(band[1]), piece]
            band = ([], [])
        else:
            band[piece.left >= gutter].append(piece)
    return lines + _stack(band[0]) + _stack(band[1])


def gather_rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces in any order made into rows from the top down, neighbours in a row joined when no gap parts them."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.top):
        if rows and rows[-1][0].top - piece.top < _SAME_ROW * max(rows[-1][0].em, piece.em):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_join_neighbours(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _find_gutter(pieces: Sequence[Line]) -> float | None:
    """Where the right column begins; None in one column."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    begins = Counter(round(piece.left) for piece in pieces if low <= piece.left <= high)
    gutters = [place - 1 for place, _ in begins.most_common(_CANDIDATES)]
    for gutter in sorted(gutters, key=lambda gutter: sum(_crosses(piece, gutter) for piece in pieces)):
        sides = [piece for piece in pieces if not _crosses(piece, gutter)]
        columns = [[piece for piece in sides if (piece.left >= gutter) is side] for side in (False, True)]
        if 2 * len(sides) > len(pieces) and all(_is_column(column) for column in columns):
            return gutter
    return None


def _is_column(pieces: Sequence[Line]) -> bool:
    if len(pieces) < _LEAST_LINES:
        return False
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    full = sum(piece.right - piece.left >= _FULL * width for piece in pieces)
    return width >= _LEAST_WIDTH * pieces[0].em and 2 * full >= len(pieces)


def _crosses(piece: Line, gutter: float) -> bool:
    return piece.left < gutter < piece.right


def _stack(column: Sequence[Line]) -> list[Line]:
    return [_join_cells(row) for row in gather_rows(column)]


def _join_neighbours(row: Sequence[Line]) -> list[Line]:
    cells: list[Line] = []
    for piece in row:
        gap = piece.left - cells[-1].right if cells else 0.0
        if cells and gap <= CELL_GAP * piece.em:
            apart = " " if _are_words(cells[-1].text, piece.text) and gap > piece.em / 5 else ""
            cells[-1] = _join([cells[-1], piece], apart)
        else:
            cells.append(piece)
    return cells


def _are_words(before: str, after: str) -> bool:
    return all(end.isascii() and end.isalpha() for end in (before[-1], after[0]))


def _join_cells(row: Sequence[Line]) -> Line:
    return row[0] if len(row) == 1 else _join(row, "\t")


def _join(row: Sequence[Line], between: str) -> Line:
    lefts, tops, rights, bottoms = zip(*(piece.box for piece in row), strict=True)
    return replace(
        row[0],
        text=between.join(piece.text for piece in row),
        left=min(piece.left for piece in row),
        right=max(piece.right for piece in row),
        top=max(piece.top for piece in row),
        box=(min(lefts), min(tops), max(rights), max(bottoms)),
    )
