"""Word documents: paragraphs and tables in the order of the body, with the numbers that Word draws itself.

python-docx opens the package; the text is taken from the XML, because its paragraphs leave out content controls,
tracked insertions and text boxes, and do not know the automatic numbers.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from luoshi.reading.sources._archive import check_archive
from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Limits
from luoshi.reading.sources._numbering import Numbering, read_numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS = {f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_SKIPPED = {f"{_W}{tag}" for tag in ("pPr", "rPr", "del", "moveFrom", "instrText", "rt", "sdtPr")} | {_FALLBACK}
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


def extract(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[int, ...]]:
    """The text, one paragraph or table row a line. A docx has no pages until it is printed."""
    check_archive(data, name, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        roots = _find_roots(document)
    except _BROKEN as error:
        raise SourceError(SourceFault.NOT_DOCX, name) from error
    if any(root is not None and root.getroottree().docinfo.internalDTD is not None for root in roots):
        raise SourceError(SourceFault.NOT_DOCX, name, kind="entities")
    body, numbering, styles = roots
    text = "\n".join(_lines(body, read_numbering(numbering, styles)))
    if not text.strip():
        raise SourceError(SourceFault.NO_TEXT, name)
    return text + "\n", ()


def _find_roots(document: Any) -> tuple[Any, Any, Any]:
    """Body, numbering and styles. Asking python-docx for a missing numbering would make an empty one."""
    related = {part.partname: part for part in document.part.package.iter_parts()}
    numbering = next((part for key, part in related.items() if key.endswith("/numbering.xml")), None)
    return document.element.body, None if numbering is None else numbering.element, document.styles.element


def _lines(holder: Any, numbering: Numbering) -> Iterator[str]:
    for child in holder:
        if child.tag == f"{_W}p":
            yield from _paragraph_lines(child, numbering)
        elif child.tag == f"{_W}tbl":
            yield from _table_lines(child, numbering)
        elif child.tag in _HOLDERS:
            yield from _lines(child, numbering)


def _paragraph_lines(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_pieces(paragraph, boxes))
    number = numbering.draw(paragraph)
    yield (number + text if text.strip() else text).rstrip()
    for box in boxes:
        yield from _lines(box, numbering)


def _table_lines(table: Any, numbering: Numbering) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue  # a row of a table inside a cell; its text comes with the cell
        cells = [
            " ".join(" ".join(_lines(cell, numbering)).split()) for cell in row.iter(f"{_W}tc") if _owns(row, cell)
        ]
        if any(cells):
            yield "\t".join(cells)


def _owns(row: Any, cell: Any) -> bool:
    return next(cell.iterancestors(f"{_W}tr")) is row


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The visible text under an element; text boxes are set aside, to follow their paragraph."""
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{_W}br":
            yield "" if child.get(f"{_W}type") in {"page", "column"} else "\n"
        elif tag == _BOX:
            boxes.append(child)
        elif tag not in _SKIPPED and not _is_hidden(child):
            yield from _pieces(child, boxes)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false", "off"}
