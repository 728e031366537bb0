"""A zip looked into before anything is unpacked: what it holds, and whether unpacking it is safe.

The sizes are those that the zip declares. Python's zipfile never unpacks more of an entry than it declares, so
a zip that lies about them ends as a broken document and not as a flood.
"""

from __future__ import annotations

import io
import zipfile

from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Form, Limits
from luoshi.reading.sources._probe import claimed_form

_SMALL = 1024 * 1024  # an entry under this is harmless at any ratio; blank images compress a thousandfold
_SIGNS: tuple[tuple[str, Form], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("OFD.xml", "ofd"))
_FOREIGN = (("ppt/", "slides"), ("content.xml", "odt"))
_SEALED = "Encryptions.xml"  # of an OFD whose entries are encrypted one by one
_FAULTS = {"docx": SourceFault.NOT_DOCX, "xlsx": SourceFault.NOT_XLSX, "ofd": SourceFault.NOT_OFD}


def open_archive(data: bytes, name: str, limits: Limits) -> Form:
    """Which form the zip holds; raise ``SourceError`` when it is none or must not be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise SourceError(_FAULTS.get(claimed_form(name) or "", SourceFault.NOT_DOCX), name) from error
    form = _tell_form([entry.filename.replace("\\", "/") for entry in entries], name)
    if any(entry.flag_bits & 1 or entry.filename == _SEALED for entry in entries):
        raise SourceError(SourceFault.ENCRYPTED, name)
    _check_size(entries, name, limits)
    return form


def _tell_form(names: list[str], name: str) -> Form:
    for start, form in _SIGNS:
        if any(entry.startswith(start) for entry in names) and (form == "ofd" or "[Content_Types].xml" in names):
            return form
    for start, kind in _FOREIGN:
        if any(entry.startswith(start) for entry in names):
            raise SourceError(SourceFault.UNSUPPORTED, name, kind=kind)
    fault = _FAULTS.get(claimed_form(name) or "")
    if fault:
        raise SourceError(fault, name)
    raise SourceError(SourceFault.UNSUPPORTED, name, kind="archive")


def _check_size(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.archive_entries:
        raise SourceError(SourceFault.ZIP_BOMB, name, f"{len(entries)} entries")
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    total = sum(entry.file_size for entry in entries)
    if total > limits.archive_bytes or xml > limits.archive_xml_bytes:
        raise SourceError(SourceFault.ZIP_BOMB, name, f"{total // 2**20} MB")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > limits.archive_ratio * max(entry.compress_size, 1):
            raise SourceError(SourceFault.ZIP_BOMB, name, entry.filename)
