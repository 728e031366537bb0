"""From a sheet of bare cells to a table: where the header is, what merged cells hold, which rows say anything."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._model import Limits, Range, Row, Table, frozen_cells


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as text, row by row from the top."""

    title: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[Range] = ()
    formulas: frozenset[tuple[int, int]] = field(default=frozenset())  # row, column; from one


def make_table(grid: Grid, headings: Collection[str], limits: Limits) -> Table | None:
    """The table under the header; None when no row near the top is one.

    The header is the row that holds most of the ``headings`` asked for; with none asked for, the first row with words.
    """
    at = _find_header(grid, headings, limits)
    if at is None:
        return None
    columns = _name_columns(grid.rows[at])
    filled, from_above = _fill_merged(grid, at + 1)
    rows = []
    for number in range(at + 2, len(grid.rows) + 1):
        row = _make_row(grid, filled, from_above, number, columns)
        if any(row.cells.values()) or row.formulas:
            rows.append(row)
    if len(rows) > limits.rows:
        raise SheetError(SheetFault.TOO_LARGE, what="rows", limit=limits.rows)
    return Table(grid.title, tuple(columns.values()), tuple(rows))


def _find_header(grid: Grid, headings: Collection[str], limits: Limits) -> int | None:
    near = list(enumerate(grid.rows[: limits.header_within]))
    if not headings:
        return next((at for at, row in near if any(row)), None)
    most, best = 0, None
    for at, row in near:
        found = len({_heading(cell) for cell in row} & set(headings))
        if found > most:
            most, best = found, at
    return best


def _heading(cell: str) -> str:
    """Headings are compared without the white space and the asterisk of a required field."""
    return "".join(cell.split()).rstrip("*＊")


def _name_columns(row: Sequence[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for at, cell in enumerate(row):
        heading = _heading(cell)
        if heading and heading in columns.values():
            raise SheetError(SheetFault.HEADING_TWICE, heading=heading)
        if heading:
            columns[at] = heading
    return columns


def _fill_merged(grid: Grid, header: int) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """What stands in the places that merged cells cover below the header, and which of them lie below the first row."""
    filled: dict[tuple[int, int], str] = {}
    from_above: set[tuple[int, int]] = set()
    for left, top, right, bottom in grid.merged:
        if top <= header or top > len(grid.rows) or left > len(grid.rows[top - 1]):
            continue
        text = grid.rows[top - 1][left - 1]
        for row in range(top, min(bottom, len(grid.rows)) + 1):
            for column in range(left, right + 1):
                filled[row, column] = text
                if row > top:
                    from_above.add((row, column))
    return filled, from_above


def _make_row(
    grid: Grid,
    filled: dict[tuple[int, int], str],
    from_above: set[tuple[int, int]],
    number: int,
    columns: dict[int, str],
) -> Row:
    row = grid.rows[number - 1]
    cells = {
        heading: filled.get((number, at + 1)) or (row[at] if at < len(row) else "") for at, heading in columns.items()
    }
    return Row(
        number,
        frozen_cells(cells),
        merged=frozenset(heading for at, heading in columns.items() if (number, at + 1) in from_above),
        formulas=frozenset(heading for at, heading in columns.items() if (number, at + 1) in grid.formulas),
    )
