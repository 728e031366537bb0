"""PDF: the characters of each page with their boxes, from which ``_lines`` makes paragraphs again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from ctypes import byref

import pypdfium2
from pypdfium2 import raw

from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._lines import Line, drop_furniture, join_lines
from luoshi.reading.sources._model import Limits
from luoshi.reading.sources._text import common_share

_PDFIUM = threading.Lock()  # PDFium keeps global state and may be entered by one thread at a time
_WRONG_PASSWORD = 4
_NO_CHARACTER = {0x0, 0xFFFE, 0xFFFF, 0xFFFD}
_CJK = ("\u2e80", "\u9fff")
_FULL_WIDTH = ("\uff00", "\uffef")
_COLUMN_GAP = 1.2  # in character widths: a wider gap inside a line parts two cells of a table


def extract(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[int, ...]]:
    """The text, one paragraph a line, and the offset at which each page begins."""
    with _PDFIUM:
        pages = _read_pages(data, name, limits)
    text, starts = join_lines(drop_furniture(pages))
    if sum(character.isalnum() for character in text) < limits.least_letters:
        raise SourceError(SourceFault.NO_TEXT, name)
    if common_share(text) < limits.least_common:
        raise SourceError(SourceFault.NO_TEXT, name)
    return text, starts


def _read_pages(data: bytes, name: str, limits: Limits) -> list[list[Line]]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > limits.pages:
                raise SourceError(SourceFault.TOO_LARGE, name, kind="pages", pages=len(document), limit=limits.pages)
            return _read_all(document, name, limits)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        fault = SourceFault.ENCRYPTED if code == _WRONG_PASSWORD else SourceFault.NOT_PDF
        raise SourceError(fault, name) from error


def _read_all(document: pypdfium2.PdfDocument, name: str, limits: Limits) -> list[list[Line]]:
    pages: list[list[Line]] = []
    length = 0
    for page in document:
        text_page = page.get_textpage()
        length += text_page.count_chars()
        if length > limits.pdf_characters:
            raise SourceError(SourceFault.TOO_LARGE, name, kind="characters", limit=f"{limits.pdf_characters:,}")
        pages.append(list(_read_lines(text_page)))
        text_page.close()
        page.close()
    return pages


def _read_lines(text_page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """PDFium's own line ends part the lines; the boxes of the characters give each its place on the page."""
    pieces: list[str] = []
    boxes: list[raw.FS_RECTF] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _NO_CHARACTER or 0xD800 <= code <= 0xDFFF:
            continue
        character = chr(code)
        if character in "\r\n":
            if boxes:
                yield _make_line(pieces, boxes)
            pieces, boxes = [], []
        elif character.isspace():
            pieces.append(" ")
        elif character.isprintable():
            box = raw.FS_RECTF()
            raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
            pieces = _close_gap(pieces, boxes, character, box)
            boxes.append(box)
    if boxes:
        yield _make_line(pieces, boxes)


def _close_gap(pieces: list[str], boxes: list[raw.FS_RECTF], character: str, box: raw.FS_RECTF) -> list[str]:
    """PDFium puts a space wherever characters stand apart, as they do in a justified Chinese line."""
    if boxes and pieces[-1] == " ":
        while pieces[-1] == " ":
            pieces.pop()
        if box.left - boxes[-1].right > _COLUMN_GAP * abs(box.top - box.bottom):
            pieces.append("\t")
        elif not (_is_chinese(character) or _is_chinese(pieces[-1])):
            pieces.append(" ")
    elif not boxes:
        pieces = []
    pieces.append(character)
    return pieces


def _is_chinese(character: str) -> bool:
    return _CJK[0] <= character <= _CJK[1] or _FULL_WIDTH[0] <= character <= _FULL_WIDTH[1]


def _make_line(pieces: list[str], boxes: list[raw.FS_RECTF]) -> Line:
    characters = [piece for piece in pieces if not piece.isspace()]
    widths = sorted(
        box.right - box.left for character, box in zip(characters, boxes, strict=True) if _is_chinese(character)
    )
    height = abs(boxes[0].top - boxes[0].bottom)
    return Line(
        text="".join(pieces).strip(),
        left=min(box.left for box in boxes),
        right=max(box.right for box in boxes),
        top=max(box.top for box in boxes),
        em=max(widths[len(widths) // 2] if widths else height, 1.0),
    )
