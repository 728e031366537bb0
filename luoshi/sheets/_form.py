"""Which form a file has, by its bytes and not by its name, and whether it is safe to unpack."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from luoshi.sheets._faults import SheetError, SheetFault
from luoshi.sheets._model import Limits

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"  # .xls, and an xlsx under a password
_SMALL = 1024 * 1024  # a part under this is harmless at any ratio
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def tell_form(data: bytes, limits: Limits) -> Literal["xlsx", "csv"]:
    """The form of the file. Raises SheetError for everything that must not or cannot be read."""
    if not data.strip():
        raise SheetError(SheetFault.EMPTY)
    if len(data) > limits.bytes:
        raise SheetError(SheetFault.TOO_LARGE, what="bytes", limit=limits.bytes)
    if data.startswith(_OLE):
        raise SheetError(SheetFault.OLD_FORM)
    if data.startswith(_ZIP):
        _check_archive(data, limits)
        return "xlsx"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise SheetError(SheetFault.HTML)
    if b"\0" in data[:4096] and not data.startswith(_UTF16):
        raise SheetError(SheetFault.NO_TABLE)
    return "csv"


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise SheetError(SheetFault.BROKEN) from error
    names = {part.filename.replace("\\", "/") for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise SheetError(SheetFault.MACROS)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise SheetError(SheetFault.NO_TABLE)
    # zipfile never unpacks more of a part than it declares, so a zip that lies here ends as broken.
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise SheetError(SheetFault.BOMB)
    if any(part.file_size > max(_SMALL, limits.ratio * part.compress_size) for part in parts):
        raise SheetError(SheetFault.BOMB)
