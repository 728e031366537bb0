"""What a document becomes before it is read, and how big a document may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luoshi.reading.sources._faults import Notice
from luoshi.reading.sources._places import Mark, Place, find_places, unite

Form = Literal["txt", "docx", "pdf", "html", "ofd", "xlsx", "doc", "image"]


@dataclass(frozen=True, slots=True)
class Source:
    """One document as text.

    For ``txt`` the text is the file as it is (BOM dropped, line ends kept), so spans are offsets into the file.
    For the other forms it is one paragraph a line. ``digest`` is SHA-256 of the bytes received, ``pages`` the offset
    at which each page begins (PDF, OFD, scans) or each sheet (xlsx). ``traditional`` says that the text is written in
    traditional characters. ``marks`` say where on the page or in the table each stretch of text stands; ``place_of``
    reads them. ``warnings`` say what of the document is not in the text, or is in it with doubt.
    """

    text: str
    name: str
    form: Form
    digest: str
    pages: tuple[int, ...]
    traditional: bool
    marks: tuple[Mark, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def place_of(self, start: int, end: int) -> Place | None:
        """Where ``text[start:end]`` begins; on paper the box around all its lines on that page.

        None for forms without places (txt, html) and for a span that holds no printed text.
        """
        return unite(self.places_of(start, end))

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Every line, row or paragraph that ``text[start:end]`` touches, in text order."""
        return find_places(self.marks, start, end)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a form's module makes of a document; ``load_bytes`` makes a ``Source`` of it."""

    text: str
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before it costs anything. The longest report known is 0.2 MB of text."""

    text_bytes: int = 20 * 1024 * 1024
    html_bytes: int = 5 * 1024 * 1024  # the tree of a page takes forty times as much memory
    document_bytes: int = 50 * 1024 * 1024  # all other forms, which may carry pictures
    archive_entries: int = 5_000
    archive_bytes: int = 150 * 1024 * 1024  # all entries, unpacked
    archive_xml_bytes: int = 30 * 1024 * 1024  # of these the XML, whose tree takes ten times as much memory
    archive_ratio: int = 200  # unpacked to packed, of one entry over a megabyte
    pages: int = 500
    pdf_characters: int = 500_000  # each has to be asked for its place, which takes 20 µs
    characters: int = 7_000_000  # what 20 MB of UTF-8 hold, whatever form the text came in
    judged_elements: int = 20_000  # of a page without a known container; judging takes more than linear time
    least_letters: int = 30  # letters, Chinese characters and digits; a PDF or a page with fewer holds no text
    least_common: float = 0.5  # of a PDF's characters; fonts without a way back to characters give rare ones
    traditional_share: float = 0.05  # of the Chinese characters; a traditional text has about a third
    sheets: int = 50
    sheet_rows: int = 20_000  # of one sheet; a list of a thousand tasks is a long one
    sheet_columns: int = 64
    cells: int = 200_000  # with something in them, of all sheets
    scanned_pages: int = 60  # each takes seconds to recognise
    picture_pixels: int = 60_000_000  # of one photo or page
    converter_seconds: int = 90  # LibreOffice on an old Word document
