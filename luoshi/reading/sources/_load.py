"""A document in, a Source out: the only door to the forms."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn

from luoshi.reading.sources._archive import open_archive
from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Extract, Form, Limits, Source
from luoshi.reading.sources._probe import HEAD, Unreadable, claimed_form, is_document, probe
from luoshi.reading.sources._text import decode_text
from luoshi.reading.sources._traditional import is_traditional

_LIMITS = Limits()
_MODULES: dict[Form, str] = {
    "docx": "_docx",
    "pdf": "_pdf",
    "html": "_html",
    "ofd": "_ofd",
    "xlsx": "_sheet",
    "doc": "_doc",
    "image": "_scan",
}
# A text under one of these endings is nearly always a failed download.
_CLAIMS = {
    "docx": SourceFault.NOT_DOCX,
    "pdf": SourceFault.NOT_PDF,
    "ofd": SourceFault.NOT_OFD,
    "xlsx": SourceFault.NOT_XLSX,
    "doc": SourceFault.NOT_DOC,
    "image": SourceFault.NOT_IMAGE,
}


def load(path: str | os.PathLike[str], *, name: str | None = None, limits: Limits = _LIMITS) -> Source:
    """The document at a path; ``name`` is what messages call it, the file's own name otherwise.

    Raises ``SourceError`` when its content cannot be read and ``OSError`` when the file cannot be opened.
    """
    path = Path(path)
    with path.open("rb") as stream:
        return load_stream(stream, name or path.name, limits=limits)


def load_stream(stream: BinaryIO, name: str, *, limits: Limits = _LIMITS) -> Source:
    """The document that a binary stream holds; stops reading where the size passes the limit."""
    head = stream.read(HEAD)
    most = _most_bytes(head, limits)
    return load_bytes(head + stream.read(most + 1 - len(head)), name, limits=limits)


def load_bytes(data: bytes, name: str, *, limits: Limits = _LIMITS) -> Source:
    """The document that the bytes hold. The content decides what it is; the name's ending only where it is open.

    Raises ``SourceError`` and nothing else.
    """
    _check_size(data, name, _most_bytes(data[:HEAD], limits))
    if not data.strip():
        raise SourceError(SourceFault.EMPTY, name)
    form = probe(data, name)
    if isinstance(form, Unreadable):
        _refuse(form, name)
    if form == "zip":
        form = open_archive(data, name, limits)
    if form == "html":
        _check_size(data, name, limits.html_bytes)
    found = _extract(form, data, name, limits)
    text = found.text
    if not text.strip():
        raise SourceError(SourceFault.EMPTY, name)
    if len(text) > limits.characters:
        raise SourceError(SourceFault.TOO_LARGE, name, kind="characters", limit=f"{limits.characters:,}")
    traditional = is_traditional(text, share=limits.traditional_share)
    digest = hashlib.sha256(data).hexdigest()
    return Source(text, name, form, digest, found.pages, traditional, found.marks, found.warnings)


def _most_bytes(head: bytes, limits: Limits) -> int:
    return limits.document_bytes if is_document(head) else limits.text_bytes


def _check_size(data: bytes, name: str, most: int) -> None:
    if len(data) > most:
        raise SourceError(SourceFault.TOO_LARGE, name, limit=f"{most // 2**20} MB")


def _refuse(form: Unreadable, name: str) -> NoReturn:
    if form.kind == "encrypted":
        raise SourceError(SourceFault.ENCRYPTED, name)
    if form.kind == "image":
        raise SourceError(SourceFault.NO_TEXT, name, kind="image")  # GIF, which no scanner writes
    raise SourceError(SourceFault.UNSUPPORTED, name, kind=form.kind)


def _extract(form: Form, data: bytes, name: str, limits: Limits) -> Extract:
    """The text with its places. The heavy libraries are imported only when their form turns up."""
    if form == "txt":
        return Extract(_extract_plain(data, name))
    try:
        module = import_module(f"luoshi.reading.sources.{_MODULES[form]}")
    except ModuleNotFoundError as error:
        raise SourceError(SourceFault.MISSING_EXTRA, name, form=form) from error
    extract: Callable[[bytes, str, Limits], Extract] = module.extract
    return extract(data, name, limits)


def _extract_plain(data: bytes, name: str) -> str:
    """A text that claims to be another form is refused with advice, not read."""
    fault = _CLAIMS.get(claimed_form(name) or "")
    try:
        text = decode_text(data, name)
    except SourceError as error:
        raise (SourceError(fault, name) if fault else error) from error
    if fault:
        raise SourceError(fault, name, kind="text")
    return text
