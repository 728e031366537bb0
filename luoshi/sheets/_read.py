"""Bytes → table."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from luoshi.sheets._comma import read_comma
from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._form import tell_form
from luoshi.sheets._grid import Grid, make_table
from luoshi.sheets._model import LIMITS, Limits, Table


def read_table(
    data: bytes, *, headings: Collection[str] = (), required: Collection[str] = (), limits: Limits = LIMITS
) -> Table:
    """The first visible sheet that has a header, as text.

    ``headings`` are those that the caller knows: the row with most of them is the header, so a title above it does
    no harm. ``required`` ones must be there. The file's name says nothing: bytes tell a workbook from text.
    Raises SheetError.
    """
    empty = True
    for grid in _grids(data, limits):
        empty = empty and not any(any(row) for row in grid.rows)
        table = make_table(grid, headings, limits)
        if table is not None:
            for heading in required:
                if heading not in table.headings:
                    raise SheetError(SheetFault.HEADING_MISSING, heading=heading)
            return table
    if empty:
        raise SheetError(SheetFault.EMPTY)
    raise SheetError(SheetFault.NO_HEADER, expected="、".join(headings))


def _grids(data: bytes, limits: Limits) -> Iterable[Grid]:
    if tell_form(data, limits) == "csv":
        return [read_comma(data, limits)]
    from luoshi.sheets._workbook import read_workbook  # needs openpyxl, which the bare install does not have

    return read_workbook(data, limits)
