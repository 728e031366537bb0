"""A table that is shown on a page and taken away as a workbook: the same rows, written once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from luoshi.ledger.checking_choices import ColourChoice
from luoshi.office.lamp_words import quantity_words
from luoshi.pages.words import day
from luoshi.sheets import Column, Value, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; ``width`` in characters of the workbook, ``colour`` a lamp whose mark stands before it."""

    words: str
    width: int = 14
    number: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: words, or a lamp. ``value`` is what the workbook holds, the words unless given.

    ``below`` is a second, smaller line; ``said`` marks words that come from the data and are Chinese in any language;
    ``whole`` words are not broken over lines.
    """

    words: str = ""
    value: Value = None
    link: str = ""
    colour: str = ""
    below: str = ""
    said: bool = False
    loud: bool = False
    whole: bool = False

    @property
    def is_bare(self) -> bool:
        """Does nothing stand here?"""
        return not (self.words or self.colour or self.below)

    @property
    def taken(self) -> Value:
        """The workbook's cell."""
        if self.value is not None:
            return self.value
        return f"{self.words}\n{self.below}" if self.below else self.words


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name in the address, its caption, and what is said where it has no row.

    A ``slim`` one has a name and a few short numbers in each row and stays a table on a telephone.
    """

    key: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    slim: bool = False

    @property
    def lines(self) -> list[list[tuple[Head, Cell]]]:
        """Each cell with its head, as narrow screens show them."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def said(words: str, link: str = "", below: str = "") -> Cell:
    """Words of the data."""
    return Cell(words, link=link, below=below, said=True)


def number(value: float | None, link: str = "") -> Cell:
    """A count, or a dash for none."""
    if value is None:
        return Cell("—", value="")
    return Cell(f"{value:g}", value=value, link=link)


def quantity(figure: float | None, unit: str) -> Cell:
    """A figure with its unit; the workbook gets it in words too, since units differ from row to row."""
    return Cell(quantity_words(figure, unit), value="" if figure is None else None, said=True)


def lamp_cell(colour: str) -> Cell:
    """A lamp; its word in the workbook."""
    return Cell(colour=colour, value=str(ColourChoice(colour).label) if colour else "")


def on_day(value: date | None) -> Cell:
    """A day; a real date in the workbook."""
    return Cell(day(value), value=value if value is not None else "", whole=True)


def workbook(table: Table, name: str) -> HttpResponse:
    """The table as a file to keep. ``name`` is without its ending."""
    columns = [Column(head.words, head.width) for head in table.heads]
    rows: Iterable[list[Value]] = ([cell.taken for cell in row] for row in table.rows)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or "attachment"
    content = write_xlsx(columns, rows, title=table.title)
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
