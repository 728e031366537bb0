"""What a document is, by its content; its name is believed only where the content leaves it open."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from luoshi.reading.sources._model import Form

HEAD = 4096  # bytes that tell a form

ENDINGS: Mapping[str, Form] = MappingProxyType(
    {
        ".txt": "txt", ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".ofd": "ofd", ".xlsx": "xlsx",
        ".doc": "doc", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image",
    }
)  # fmt: skip

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97, WPS, and encrypted docx
_COMPOUND_PARTS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "slides"),
)
_MAGIC = (
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"{\\rtf", "rtf"),
    (b"MIME-Version:", "mht"),
    (b"GIF89a", "image"),
)
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OPENING_TAG = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<(?:html|head|body|meta|div|p|br|table|span)[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A form that is known and not read. ``kind`` names it in ``messages.toml``."""

    kind: str


def probe(data: bytes, name: str) -> Form | Literal["zip"] | Unreadable:
    """The form of the document. What a zip holds is seen later, when it is opened."""
    head = data[:HEAD]
    if head.startswith(_ZIP):
        return "zip"
    if head.lstrip().startswith(b"%PDF-") or (claimed_form(name) == "pdf" and b"%PDF-" in head):
        return "pdf"
    if head.startswith(_COMPOUND):
        kind = _probe_compound(data)
        return "doc" if kind == "doc" else Unreadable(kind)
    if head.startswith(_PICTURES):
        return "image"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return Unreadable(kind)
    return "html" if _is_html(head, name) else "txt"


def is_document(head: bytes) -> bool:
    """Whether the bytes begin a form that may carry pictures and so be longer than a text."""
    return head.startswith((*_ZIP, *_PICTURES, _COMPOUND, b"%PDF-"))


def claimed_form(name: str) -> Form | None:
    """The form that the ending of the name promises, if it promises one."""
    return ENDINGS.get(PurePath(name).suffix.lower())


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
