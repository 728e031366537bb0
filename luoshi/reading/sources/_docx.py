"""Word documents: paragraphs and tables in the order of the body, with the numbers that Word draws itself.

python-docx opens the package; the text is taken from the XML, because its paragraphs leave out content controls,
tracked insertions and text boxes, and do not know the automatic numbers. Footnotes and endnotes leave a mark such as
[1] in their paragraph and follow the text under a heading of their own, so that no note is taken for a promise.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from luoshi.reading.sources._archive import open_archive
from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._numbering import Numbering, read_numbering
from luoshi.reading.sources._places import Mark
from luoshi.reading.sources._tasks import Row, Table, read_tasks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS = {f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_SKIPPED = {f"{_W}{tag}" for tag in ("pPr", "rPr", "del", "moveFrom", "instrText", "rt", "sdtPr")} | {_FALLBACK}
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
# A paragraph that does not end in a stop looks as if it went on in the next line, so the marks go before it.
_MARKS_BEHIND_STOP = re.compile(r"([。；！？])((?:\[\d+\])+)$")
_NOTES_HEADING = "注释"
_MOST_COLUMNS = 200
_BOX = f"{_W}txbxContent"
_SIGNS = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What python-docx, lxml and zipfile raise on a package that is damaged somewhere inside.
_BROKEN = (
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OpcError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """The text, one paragraph, table row or task a line. A docx has no pages until it is printed."""
    if open_archive(data, name, limits) != "docx":
        raise SourceError(SourceFault.NOT_DOCX, name)
    try:
        document = docx.Document(io.BytesIO(data))
        roots = _find_roots(document)
        notes = {kind: _read_notes(document, kind) for kind in _NOTES.values()}
    except _BROKEN as error:
        raise SourceError(SourceFault.NOT_DOCX, name) from error
    declared = [root for root in (*roots, *notes.values()) if root is not None]
    if any(root.getroottree().docinfo.internalDTD is not None for root in declared):
        raise SourceError(SourceFault.NOT_DOCX, name, kind="entities")
    body, numbering, styles = roots
    lines = list(_Body(read_numbering(numbering, styles), notes).read(body))
    if not any(line.strip() for line in lines):
        raise SourceError(SourceFault.NO_TEXT, name)
    return Extract("\n".join(lines) + "\n", marks=tuple(_mark_lines(lines)))


def _mark_lines(lines: list[str]) -> Iterator[Mark]:
    start = 0
    for number, line in enumerate(lines, 1):
        if line:
            yield start, start + len(line), 1, number
        start += len(line) + 1


def _find_roots(document: Any) -> tuple[Any, Any, Any]:
    """Body, numbering and styles. Asking python-docx for a missing numbering would make an empty one."""
    numbering = _find_part(document, "numbering")
    return document.element.body, None if numbering is None else numbering.element, document.styles.element


def _find_part(document: Any, kind: str) -> Any | None:
    return next((p for p in document.part.package.iter_parts() if p.partname.endswith(f"/{kind}.xml")), None)


def _read_notes(document: Any, kind: str) -> Any | None:
    part = _find_part(document, f"{kind}s")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return None if part is None else etree.fromstring(part.blob, parser)


@dataclass(slots=True)
class _Body:
    """Reads the paragraphs in turn and remembers which notes they call."""

    numbering: Numbering
    notes: dict[str, Any | None]
    called: list[tuple[str, str]] = field(default_factory=list)

    def read(self, body: Any) -> Iterator[str]:
        """Every paragraph, then the notes."""
        yield from self._lines(body)
        written = [f"[{number}]{text}" for number, call in enumerate(self.called, 1) if (text := self._note(*call))]
        if written:
            yield _NOTES_HEADING
            yield from written

    def _lines(self, holder: Any) -> Iterator[str]:
        for child in holder:
            if child.tag == f"{_W}p":
                yield from self._paragraph_lines(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table_lines(child)
            elif child.tag in _HOLDERS:
                yield from self._lines(child)

    def _paragraph_lines(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = _MARKS_BEHIND_STOP.sub(r"\2\1", "".join(self._pieces(paragraph, boxes)).rstrip())
        number = self.numbering.draw(paragraph)
        yield number + text if text else ""
        for box in boxes:
            yield from self._lines(box)

    def _table_lines(self, table: Any) -> Iterator[str]:
        """A list of tasks as sentences, as from a workbook; any other table row by row, cells parted by tabs."""
        found: list[list[tuple[Any, str]]] = []
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # a row of a table inside a cell; its text comes with the cell
            found.append([(cell, "\n".join(self._lines(cell))) for cell in row.iter(f"{_W}tc") if _owns(row, cell)])
        tasks = read_tasks(Table("", list(_spread(found))))
        if tasks:
            yield from (line for line, _ in tasks)
            return
        for cells in found:
            if any(text.strip() for _, text in cells):
                yield "\t".join(" ".join(text.split()) for _, text in cells)

    def _pieces(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """The visible text under an element; text boxes are set aside, to follow their paragraph."""
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{_W}br":
                yield "" if child.get(f"{_W}type") in {"page", "column"} else "\n"
            elif tag in _NOTES:
                self.called.append((_NOTES[tag], child.get(f"{_W}id", "")))
                yield f"[{len(self.called)}]"
            elif tag == _BOX:
                boxes.append(child)
            elif tag not in _SKIPPED and not _is_hidden(child):
                yield from self._pieces(child, boxes)

    def _note(self, kind: str, number: str) -> str:
        root = self.notes[kind]
        if root is None:
            return ""
        found = (note for note in root.findall(f"{_W}{kind}") if note.get(f"{_W}id") == number)
        inside = _Body(self.numbering, dict.fromkeys(self.notes))  # a note calls no notes
        return " ".join(" ".join(line for note in found for line in inside._lines(note)).split())


def _spread(rows: list[list[tuple[Any, str]]]) -> Iterator[Row]:
    """The rows on the table's grid: a merged cell's text stands in each place that it covers."""
    above: list[str] = []
    for number, row in enumerate(rows, 1):
        cells: list[str] = []
        merged: set[int] = set()
        for cell, text in row:
            width = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"))
            down = cell.find(f"{_W}tcPr/{_W}vMerge")
            if down is not None and down.get(f"{_W}val", "continue") == "continue" and len(cells) < len(above):
                merged |= set(range(len(cells), len(cells) + width))
                text = above[len(cells)]
            cells += [text.strip()] * width
        above = cells
        yield Row(number, cells, merged)


def _number(element: Any) -> int:
    """How many columns a cell covers; a number that nobody wrote on purpose counts as one."""
    given = "1" if element is None else element.get(f"{_W}val", "1")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) <= _MOST_COLUMNS else 1


def _owns(row: Any, cell: Any) -> bool:
    return next(cell.iterancestors(f"{_W}tr")) is row


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false", "off"}
