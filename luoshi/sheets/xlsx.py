"""Workbooks (xlsx) that strangers sent, opened safely: the sheets with their cells as openpyxl gives them.

Formulas are never evaluated: where there is one, the value stands that the program which saved the file computed.
``luoshi.sheets`` makes tables of the cells, ``luoshi.reading.sources`` lists of tasks.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from luoshi.sheets._model import Range

# What openpyxl and the archive raise, here and while rows are read, when a workbook is damaged.
BROKEN = (
    AttributeError,
    DefusedXmlException,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    SyntaxError,  # of lxml's parser
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_PROLOGUE = 4096  # bytes in which a document type stands, if there is one
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_MOST_MERGED = 20_000


class EntitiesError(Exception):
    """A part of the workbook declares a document type, with which entities could grow without end."""


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One sheet of an open workbook."""

    title: str
    is_visible: bool
    _sheet: Any
    _archive: zipfile.ZipFile

    def rows(self, *, columns: int, most: int | None = None) -> Iterator[tuple[Any, ...]]:
        """The cells row by row, at most so many columns and rows of them."""
        self._sheet.reset_dimensions()  # what the file says of its size is often wrong
        yield from self._sheet.iter_rows(max_row=most, max_col=columns)

    def xml(self) -> bytes:
        """The sheet as it is stored, for what openpyxl does not know when it reads row by row."""
        return self._archive.read(self._sheet._worksheet_path.lstrip("/"))


@contextmanager
def open_workbook(data: bytes) -> Iterator[list[OpenSheet]]:
    """The sheets in their order. Raises ``EntitiesError``, or one of ``BROKEN`` when the workbook does not open."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_entities(archive)
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        yield [OpenSheet(sheet.title, sheet.sheet_state == "visible", sheet, archive) for sheet in workbook.worksheets]
        workbook.close()


def merged_ranges(xml: bytes) -> list[Range]:
    """The merged cells of a stored sheet."""
    return [cast(Range, range_boundaries(place.decode("ascii"))) for place in _MERGED.findall(xml)[:_MOST_MERGED]]


def number_words(cell: Any, *, places: int) -> str:
    """A number as the cell shows it as far as it matters: without a needless point, a percentage with its sign."""
    percent = "%" in (cell.number_format or "")
    return f"{round(cell.value * (100 if percent else 1), places):.15g}{'%' if percent else ''}"


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    for entry in archive.namelist():
        if entry.endswith((".xml", ".rels")):
            with archive.open(entry) as stream:
                if _DOCTYPE.search(stream.read(_PROLOGUE).replace(b"\0", b"")):
                    raise EntitiesError(entry)
