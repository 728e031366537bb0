"""What a document is, by its content; its name is believed only where the content leaves it open."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from luoshi.reading.sources._model import Form

HEAD = 4096  # bytes that tell a form

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97, WPS, and encrypted docx
_COMPOUND_PARTS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)
_MAGIC = (
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"{\\rtf", "rtf"),
    (b"MIME-Version:", "mht"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_OPENING_TAG = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<(?:html|head|body|meta|div|p|br|table|span)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A form that is known and not read. ``kind`` names it in ``messages.toml``."""

    kind: str


def probe(data: bytes, name: str) -> Form | Unreadable:
    """The form of the document. Any zip is ``docx`` here and is looked into later."""
    head = data[:HEAD]
    if head.startswith(_ZIP):
        return "docx"
    if head.lstrip().startswith(b"%PDF-") or (claimed_form(name) == "pdf" and b"%PDF-" in head):
        return "pdf"
    if head.startswith(_COMPOUND):
        return Unreadable(_probe_compound(data))
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return Unreadable(kind)
    return "html" if _is_html(head, name) else "txt"


def is_document(head: bytes) -> bool:
    """Whether the bytes begin a docx or a PDF, which may carry pictures and so be longer than a text."""
    return head.startswith((*_ZIP, _COMPOUND, b"%PDF-"))


def claimed_form(name: str) -> Form | None:
    """The form that the ending of the name promises, if it promises one."""
    endings: dict[str, Form] = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "txt"}
    return endings.get(PurePath(name).suffix.lower())


def _probe_compound(data: bytes) -> str:
    for part, kind in _COMPOUND_PARTS:
        if part.encode("utf-16-le") in data:
            return kind
    return "doc"


def _is_html(head: bytes, name: str) -> bool:
    plain = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        plain = head.decode("utf-16", "replace").encode("utf-8")
    if _OPENING_TAG.match(plain):
        return True
    return claimed_form(name) == "html" and _ANY_TAG.search(plain) is not None
