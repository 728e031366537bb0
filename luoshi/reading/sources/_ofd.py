"""OFD (GB/T 33190): a zip of XML in which every text object stands at its place on a page.

Read are the text objects of each page and of its templates. What stands askew is a seal or a watermark and is left
out, as are annotations. Pages that are missing or broken are left out with a notice, as long as one can be read.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from luoshi.reading.sources._columns import arrange, gather_rows
from luoshi.reading.sources._faults import Doubt, Notice, SourceError, SourceFault
from luoshi.reading.sources._lines import Line, drop_furniture, join_lines
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._ofd_text import read_texts
from luoshi.reading.sources._scan import list_pages

_BROKEN = (
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_MOST_LAYERS = 200  # of boxes in boxes


@dataclass(frozen=True, slots=True)
class _Package:
    archive: zipfile.ZipFile
    names: dict[str, str]  # the path as others write it → the entry's name

    def read(self, path: str) -> Element:
        """The root of an XML entry. Raises one of ``_BROKEN``."""
        return fromstring(self.archive.read(self.names[path.lower()]), forbid_dtd=True)


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """The text, one paragraph a line, and the offset at which each page begins."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.namelist()}
            pages, missing = _read_pages(_Package(archive, names), name, limits)
    except DefusedXmlException as error:
        raise SourceError(SourceFault.NOT_OFD, name, kind="entities") from error
    except _BROKEN as error:
        raise SourceError(SourceFault.NOT_OFD, name) from error
    if len(missing) == len(pages):
        raise SourceError(SourceFault.NOT_OFD, name, kind="pages")
    found = join_lines(drop_furniture(pages))
    if sum(character.isalnum() for character in found.text) < limits.least_letters:
        raise SourceError(SourceFault.NO_TEXT, name)
    notices = (Notice(Doubt.MISSING_PAGES, (("pages", list_pages(missing)),)),) if missing else ()
    return Extract(found.text, found.pages, found.marks, notices)


def _read_pages(package: _Package, name: str, limits: Limits) -> tuple[list[list[Line]], list[int]]:
    """The lines of all pages of all documents in the package, and the numbers of those that cannot be read."""
    pages: list[list[Line]] = []
    missing: list[int] = []
    length = 0
    for path in _find_documents(package):
        document = _Document(package, path)
        for location in document.page_locations():
            if len(pages) == limits.pages:
                over = f"{limits.pages}+"
                raise SourceError(SourceFault.TOO_LARGE, name, kind="pages", pages=over, limit=limits.pages)
            try:
                pages.append(document.read_page(location))
            except _BROKEN:
                missing.append(len(pages))
                pages.append([])
            length += sum(len(line.text) for line in pages[-1])
            if length > limits.characters:
                raise SourceError(SourceFault.TOO_LARGE, name, kind="characters", limit=f"{limits.characters:,}")
    return pages, missing


def _find_documents(package: _Package) -> list[str]:
    roots = [_text(element) for element in _named(package.read("OFD.xml"), "DocRoot")]
    return [posixpath.normpath(root.lstrip("/")) for root in roots if root]


class _Document:
    """One Document.xml and what hangs on it."""

    def __init__(self, package: _Package, path: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(path)
        self._root = package.read(path)
        self._box = _find_box(self._root)
        self._templates = {each.get("ID"): each.get("BaseLoc", "") for each in _named(self._root, "TemplatePage")}

    def page_locations(self) -> Iterator[str]:
        """Of every page, in the order in which they are read."""
        for pages in _named(self._root, "Pages"):
            for page in _named(pages, "Page"):
                yield page.get("BaseLoc", "")

    def read_page(self, location: str) -> list[Line]:
        """The lines of one page with those of its templates."""
        root = self._open(location)
        box = _find_box(root) or self._box
        pieces = list(read_texts(_layers(root), box))
        for used in _named(root, "Template"):
            try:
                pieces += read_texts(_layers(self._open(self._templates.get(used.get("TemplateID"), ""))), box)
            except _BROKEN:
                continue  # letterhead or a frame; the page's own text is not in it
        return arrange(gather_rows(pieces))

    def _open(self, location: str) -> Element:
        path = location if location.startswith("/") else posixpath.join(self._folder, location)
        return self._package.read(posixpath.normpath(path.replace("\\", "/").lstrip("/")))


def _find_box(root: Element) -> tuple[float, ...] | None:
    """The page's rectangle in millimetres: the first of those that the standard lets stand here."""
    boxes = (_text(element).split() for kind in ("PhysicalBox", "ApplicationBox") for element in _named(root, kind))
    return next((tuple(map(float, box)) for box in boxes if len(box) == 4), None)


def _layers(root: Element) -> Iterator[Element]:
    """Every visible text object, in the order of drawing."""
    waiting = [(content, 0) for content in reversed(list(_named(root, "Content")))]
    while waiting:
        element, depth = waiting.pop()
        if element.get("Visible", "true").lower() == "false":
            continue
        if _tag(element) == "TextObject":
            yield element
        elif depth < _MOST_LAYERS and _tag(element) in {"Content", "Layer", "PageBlock"}:
            waiting += [(child, depth + 1) for child in reversed(element)]


def _named(root: Element, name: str) -> Iterator[Element]:
    """All elements below of this name; makers of OFD do not agree about the namespace."""
    return (element for element in root.iter() if _tag(element) == name)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    return (element.text or "").strip()
