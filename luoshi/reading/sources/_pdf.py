"""PDF: the characters of each page with their boxes, from which ``_lines`` makes paragraphs again.

Pages that are pictures go to ``_scan``, where the extra ``ocr`` is installed.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref
from math import pi

import pypdfium2
from pypdfium2 import raw

from luoshi.reading.sources._columns import arrange
from luoshi.reading.sources._faults import Doubt, Notice, SourceError, SourceFault
from luoshi.reading.sources._glyphs import Piece, Sheet, collect
from luoshi.reading.sources._lines import Line, drop_furniture, join_lines
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._scan import Picture, can_recognise, list_pages, note_recognised, recognise
from luoshi.reading.sources._text import common_share

PDFIUM = threading.Lock()  # PDFium keeps global state and may be entered by one thread at a time
_WRONG_PASSWORD = 4
_THIN = 4  # letters; a page of fewer holds a page number at most
_SAMPLE = 100  # characters of a page that tell which way its print runs
_DEPTH = 3  # how far pictures are looked for inside the forms of a page
_SHARP = 200 / 72  # pixels to a point: enough for the smallest print of a report


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """The text, one paragraph a line, and the offset at which each page begins."""
    pages, pictures = _open(data, name, limits)
    warnings: tuple[Notice, ...] = ()
    wanted = pictures or (_garbled(pages, limits) if can_recognise() else [])
    if wanted:
        pages, warnings = _add_recognised(pages, wanted, data, name, limits)
    if not _is_readable(pages, limits):
        raise SourceError(SourceFault.NO_TEXT, name)
    found = join_lines(drop_furniture(pages))
    return Extract(found.text, found.pages, found.marks, warnings)


def _is_readable(pages: Sequence[Sequence[Line]], limits: Limits) -> bool:
    text = "".join(line.text for page in drop_furniture(pages) for line in page)
    return _letters(text) >= limits.least_letters and common_share(text) >= limits.least_common


def _garbled(pages: Sequence[Sequence[Line]], limits: Limits) -> list[int]:
    """The pages of a document whose fonts know no way back to characters: it has text that nobody could read."""
    text = "".join(line.text for page in pages for line in page)
    if _letters(text) < limits.least_letters or common_share(text) >= limits.least_common:
        return []
    return [number for number, page in enumerate(pages) if page]


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _open(data: bytes, name: str, limits: Limits) -> tuple[list[list[Line]], list[int]]:
    """The lines of all pages, and the numbers of those that hold a picture in place of text."""
    try:
        with PDFIUM, pypdfium2.PdfDocument(data) as document:
            if len(document) > limits.pages:
                raise SourceError(SourceFault.TOO_LARGE, name, kind="pages", pages=len(document), limit=limits.pages)
            pages = _read_all(document, name, limits)
            thin = [i for i, page in enumerate(pages) if sum(_letters(line.text) for line in page) < _THIN]
            return pages, [i for i in thin if _has_picture(document[i])]
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        fault = SourceFault.ENCRYPTED if code == _WRONG_PASSWORD else SourceFault.NOT_PDF
        raise SourceError(fault, name) from error


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH))


def _read_all(document: pypdfium2.PdfDocument, name: str, limits: Limits) -> list[list[Line]]:
    pages: list[list[Line]] = []
    length = 0
    for page in document:
        text_page = page.get_textpage()
        length += text_page.count_chars()
        if length > limits.pdf_characters:
            raise SourceError(SourceFault.TOO_LARGE, name, kind="characters", limit=f"{limits.pdf_characters:,}")
        shown = Sheet(page.get_bbox(), page.get_rotation())
        upright = Sheet(page.get_bbox(), _find_direction(text_page))
        pages.append(arrange(list(collect(_read_characters(text_page), shown, upright))))
        text_page.close()
        page.close()
    return pages


def _find_direction(text_page: pypdfium2.PdfTextPage) -> int:
    """By how much the page must be turned clockwise so that most of its print stands upright."""
    count = text_page.count_chars()
    sample = range(0, count, max(count // _SAMPLE, 1))
    # PDFium gives by how much each character is turned, clockwise.
    angles = Counter(-round(raw.FPDFText_GetCharAngle(text_page, index) / (pi / 2)) % 4 for index in sample)
    return angles.most_common(1)[0][0] * 90 if angles else 0


def _read_characters(text_page: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    """Every character with its box; white space and line ends, which PDFium adds where it sees them, without."""
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in {0x0, 0xFFFE, 0xFFFF, 0xFFFD} or 0xD800 <= code <= 0xDFFF:
            continue
        character = chr(code)
        if character.isspace():
            yield character, None
        elif character.isprintable():
            box = raw.FS_RECTF()
            raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
            yield character, (box.left, box.bottom, box.right, box.top)


def _add_recognised(
    pages: list[list[Line]], wanted: list[int], data: bytes, name: str, limits: Limits
) -> tuple[list[list[Line]], tuple[Notice, ...]]:
    """The pages with the wanted ones recognised; where that cannot be done, with a notice if the rest can be read."""
    if not can_recognise():
        if not _is_readable(pages, limits):
            raise SourceError(SourceFault.MISSING_EXTRA, name, kind="ocr", form="pdf")
        return pages, (Notice(Doubt.PICTURE_PAGES, (("pages", list_pages(wanted)),)),)
    if len(wanted) > limits.scanned_pages:
        most = limits.scanned_pages
        raise SourceError(SourceFault.TOO_LARGE, name, kind="scanned_pages", pages=len(wanted), limit=most)
    merged = list(pages)
    doubtful = 0
    for number in wanted:
        merged[number], unsure = recognise(_render(data, number, limits))
        doubtful += unsure
    return merged, (note_recognised(wanted, doubtful),)


def _render(data: bytes, number: int, limits: Limits) -> Picture:
    """One page as a grey picture. The document is opened anew, so that others may read while it is recognised."""
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        page = document[number]
        width, height = page.get_size()
        scale = min(_SHARP, (limits.picture_pixels / max(width * height, 1.0)) ** 0.5)
        return Picture(page.render(scale=scale, grayscale=True).to_pil(), 1 / scale)
